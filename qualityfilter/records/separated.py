"""Tables as lines of cells: CSV, and TSV, which differs in what stands between the cells.

The first row names the columns. One row may stand on several lines. Where a quotation mark does
not close, or closes too early, only the line where its row begins suffers: the rows below it are
read for themselves.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from qualityfilter.core.data import CleanResult, Failure
from qualityfilter.records.chunk import Chunk, Raw, pack
from qualityfilter.records.formats import delimiter_of
from qualityfilter.records.jsonlines import document_of
from qualityfilter.records.options import Options
from qualityfilter.records.outcome import FailedRecord, Record, not_utf8
from qualityfilter.records.streams import Clock, Piece, lines
from qualityfilter.records.tables import (
    added,
    all_names,
    changes,
    check_columns,
    findings_row,
    values,
)

_BOM = b"\xef\xbb\xbf"
_WIDEST = (1 << 31) - 1
"""Characters of the widest cell; Python's own limit is 131,072."""

_AGAIN = 1 << 24
"""Bytes that may be read again for quotation marks that do not close, beside four times those
that were read: time stays linear in the input's length."""


class Unwritable(Exception):
    """Says within this package why a record has no place in an output."""


def table_chunks(blocks: Iterable[bytes], source: str, options: Options) -> Iterator[Chunk]:
    """Cut a table into chunks of rows; one without rows gives a chunk with none.

    Raises:
        UsageError: a column is missing, or would be there twice.
    """
    clock, most = Clock(options.seconds), options.max_record
    feed = _Feed(lines(clock.blocks(blocks), most), most)
    rows = clock.records(_rows(feed, source, options))
    first = next(rows, None)
    if first is None:
        return
    columns = first.failure or _cells(first.content, options)
    if isinstance(columns, Failure):
        message = f"the row of the columns' names, without which none is read: {columns.message}"
        yield from pack([first._replace(failure=replace(columns, message=message))])
        return
    check_columns(columns, options)
    chunk = None
    for chunk in pack(rows, tuple(columns)):
        yield chunk
    if chunk is None:
        yield Chunk(source, 1, 0, 0, (), tuple(columns))


class _Feed:
    """Gives the lines of one row after another to the reader of cells."""

    def __init__(self, pieces: Iterator[Piece], most: int) -> None:
        self.taken: list[Piece] = []
        self.broken: Piece | None = None
        self.again = False
        self._pieces = pieces
        self._most = most
        self._pending: deque[Piece] = deque()
        self._size = 0
        self._read = 0
        self._again = 0

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        """Return a line; ends where one is not whole or the row is too long, and can go on."""
        self.again = bool(self._pending)
        piece = self._pending.popleft() if self.again else next(self._pieces)
        if piece.failure:
            self.broken = piece
            raise StopIteration
        if piece.number == 1:
            piece = piece._replace(content=piece.content.removeprefix(_BOM))
        self.taken.append(piece)
        self._size += len(piece.content)
        if self._size > self._most:
            raise StopIteration
        # For finding where a row ends it does not matter what the odd characters are.
        text = piece.content.decode("utf-8", "replace")
        return text.replace("\0", "\ufffd") + "\n"

    def begin(self) -> None:
        """Begin a row."""
        self._read += self._size
        self._size = 0
        self.taken = []

    def back(self) -> None:
        """Return back all lines of the row but its first, if they may be read again."""
        again = self._size - len(self.taken[0].content)
        if self.broken:
            self._pending.appendleft(self.broken)
            self.broken = None
        if self._again + again <= _AGAIN + 4 * self._read:
            self._again += again
            self._pending.extendleft(reversed(self.taken[1:]))
            del self.taken[1:]


def _rows(feed: _Feed, source: str, options: Options) -> Iterator[Raw]:
    """Cut lines into rows. Blank lines are none."""
    reader = csv.reader(feed, delimiter=delimiter_of(options.input, options.delimiter), strict=True)
    while True:
        feed.begin()
        try:
            cells = _next(reader)
        except csv.Error:
            feed.back()
        else:
            if cells is None and feed.broken:
                content, number, failure = feed.broken
                feed.broken = None
                yield Raw(content, number, source, failure=failure)
                continue
            if cells is None:
                return
            if not cells:
                continue
        content = b"\n".join(piece.content for piece in feed.taken).removesuffix(b"\r")
        failure = _REST if feed.again and _is_rest(content, options) else None
        yield Raw(content, feed.taken[0].number, source, failure=failure)


_REST = Failure(None, "cells", "seems the end of a row above, whose quotation marks do not close")


def _is_rest(content: bytes, options: Options) -> bool:
    """Return whether a line that was read again ends a cell that it does not begin."""
    separator = delimiter_of(options.input, options.delimiter).encode()
    closes = content.endswith(b'"') or b'"' + separator in content
    return closes and content.count(b'"') % 2 == 1


def _next(reader: Any) -> list[str] | None:
    """Read a row, however wide its cells are; Python has one limit for all who read."""
    limit = csv.field_size_limit(_WIDEST)
    try:
        return next(reader, None)
    finally:
        csv.field_size_limit(limit)


def decode(chunk: Chunk, options: Options) -> Iterator[Record | FailedRecord]:
    """Make records of rows."""
    for raw in chunk.records:
        found = raw.failure or _record(raw, chunk.columns, options)
        if isinstance(found, Failure):
            yield FailedRecord(raw.source, raw.line, found, raw.content)
        else:
            yield found


def _record(raw: Raw, columns: tuple[str, ...], options: Options) -> Record | Failure:
    cells = _cells(raw.content, options)
    if isinstance(cells, Failure):
        return cells
    if len(cells) != len(columns):
        return Failure(None, "cells", f"has {len(cells)} cells; there are {len(columns)} columns")
    found = dict(zip(columns, cells, strict=True))
    document = document_of(found, options.fields)
    if isinstance(document, Failure):
        return document
    return Record(document, raw.source, raw.line, raw.content, found)


def _cells(content: bytes, options: Options) -> list[str] | Failure:
    """Return the cells of a row; quotation marks that follow no rule are taken as they are.

    Not so where their number is odd: then it is not known where the row ends.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return not_utf8(error, encoding=options.encoding)
    if "\0" in text:
        return Failure(None, "cells", f"has a NUL at character {text.index(chr(0))}")
    separator = delimiter_of(options.input, options.delimiter)
    message = ""
    paired = text.count('"') % 2 == 0
    for dialect in _DIALECTS if paired else _DIALECTS[:1]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, **dialect)
        try:
            cells, more = _next(reader), _next(reader)
        except csv.Error as error:
            message = message or str(error)
            continue
        if cells and more is None:
            return cells
    return Failure(None, "cells", f"cannot be told into cells: {message or 'it has several rows'}")


_DIALECTS: tuple[dict[str, Any], ...] = ({"strict": True}, {"quoting": csv.QUOTE_NONE})


def header_row(columns: tuple[str, ...], options: Options) -> bytes:
    """Return the row that names an output's columns."""
    return _row(all_names(columns, options), options)


def cleaned_row(
    record: Record, columns: tuple[str, ...], result: CleanResult, options: Options
) -> bytes:
    """Return a row with its text cleaned and what was found added; other cells stay as they are.

    Raises:
        Unwritable: it holds a NUL.
        UnicodeEncodeError: it holds what is no character.
    """
    if changes(options):
        cells = [*values(record, result, options).values()]
    else:
        cells = _changed(record, columns, result, options)
    found = findings_row(result, options).values()
    return _row([*cells, *map(_cell, found)], options)


def _changed(
    record: Record, columns: tuple[str, ...], result: CleanResult, options: Options
) -> list[str]:
    cells = _cells(record.raw, options)
    if isinstance(cells, Failure):
        raise Unwritable(cells.message)
    text = added(options).text
    if text in columns:
        cells[columns.index(text)] = result.text
        return cells
    return [*cells, result.text]


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def _row(cells: Iterable[Any], options: Options) -> bytes:
    file = io.StringIO(newline="")
    if options.csv_safe:
        cells = map(_harmless, cells)
    # With this end of line, cells that hold either of its characters are quoted.
    delimiter = delimiter_of(options.output, options.delimiter)
    csv.writer(file, delimiter=delimiter, lineterminator="\r\n").writerow(cells)
    text = file.getvalue()
    if "\0" in text:
        raise Unwritable("holds a NUL, which a table of this kind has no place for")
    return text.removesuffix("\r\n").encode() + b"\n"


_FORMULA = re.compile(r"[\s\0]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
"""Matches the beginning of what spreadsheets run: also behind blanks, and in wide characters."""


def _harmless(cell: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula; numbers of our own are none."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell
