"""What bytes hold, as they show at their beginning: a format, columns, fields."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from qualityfilter.records import jsonarrays, jsonlines
from qualityfilter.records.formats import SEPARATED, Format, compression_of
from qualityfilter.records.options import Options
from qualityfilter.records.streams import BrokenStream, packed_beginning, read_blocks, recoded

HEAD = 1 << 16
"""Bytes that are looked at, once they are decompressed."""

_DELIMITERS = (",", ";", "\t", "|")
"""What may stand between the cells of a CSV file; of two that fit, the first is taken."""

_BOM = b"\xef\xbb\xbf"
_PAGE = re.compile(
    rb"<(?:!doctype\s+html|(?:html|head|body|meta|title|link|script|style|div|p|article|section"
    rb"|main|header|nav|h[1-6]|span|table|ul|ol)[\s/>]|(?:!--|\?xml).*?<html)",
    re.I | re.S,
)
_OBJECT = re.compile(rb'\{\s*["}]')
_ARRAY = re.compile(rb"\[\s*\{")


def head(path: Path | None, options: Options) -> bytes:
    """Return what a file, or standard input, begins with: decompressed, and as UTF-8.

    Args:
        path: a file that can be read again; None is standard input, which loses nothing by it.
        options: how it is encoded.

    Raises:
        UsageError: a library for its compression is missing, or standard input cannot be read.
    """
    blocks = read_blocks(path, compression_of(path)) if path else packed_beginning()
    found = b""
    try:
        for block in recoded(blocks, options.encoding):
            found += block
            if len(found) >= HEAD:
                break
    except BrokenStream:  # whoever reads it says so
        pass
    return found[:HEAD]


def format_in(content: bytes, options: Options) -> Format:
    """Return the format of what begins with these bytes; what nothing else shows is a text."""
    if content.startswith(b"WARC/"):
        return "warc"
    if content.startswith(b"PAR1"):
        return "parquet"
    start = content.removeprefix(_BOM).lstrip()
    if _PAGE.match(start):
        return "html"
    if _ARRAY.match(start):
        return "json"
    if _OBJECT.match(start):
        line, more, _ = start.partition(b"\n")
        return "jsonl" if not more or line.rstrip().endswith(b"}") else "json"
    return _table(content, options) or "text"


def _table(content: bytes, options: Options) -> Format | None:
    """Return the kind of table that has a column with the text, and a row below it."""
    delimiter = delimiter_in(content, options)
    columns, row = _rows(content, delimiter, 2)
    if len(columns) < 2 or (options.fields.html or options.fields.text) not in columns:
        return None
    if len(row) != len(columns):  # prose with a comma or two
        return None
    return "tsv" if delimiter == SEPARATED["tsv"] else "csv"


def delimiter_in(content: bytes, options: Options) -> str:
    """Return what stands between the cells of a CSV file, as the row of its columns' names shows.

    That is what tells the column with the text from the others, else what makes the most columns.
    """
    if options.delimiter:
        return options.delimiter
    field = options.fields.html or options.fields.text
    found = {each: columns_in(content, each) for each in _DELIMITERS}
    return max(found, key=lambda each: (field in found[each], len(found[each])))


def columns_in(content: bytes, delimiter: str) -> list[str]:
    """Return the names of a table's columns; none where they cannot be told."""
    (columns,) = _rows(content, delimiter, 1)
    return columns


def _rows(content: bytes, delimiter: str, count: int) -> list[list[str]]:
    """Return the first rows of a table; empty ones where there are fewer, or they are broken."""
    text = content.removeprefix(_BOM).decode("utf-8", "replace")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return [next(reader, []) for _ in range(count)]
    except csv.Error:
        return [[]] * count


def fields_in(content: bytes, kind: Format) -> list[str]:
    """Return the names of the fields that whole records have, in JSON that begins so."""
    module = jsonarrays if kind == "json" else jsonlines
    records = _objects(raw.content for raw in module.raws([content], "", len(content)))
    return [*dict.fromkeys(name for record in records for name in record)]


def _objects(contents: Any) -> Iterator[dict[str, Any]]:
    for content in contents:
        try:
            found = json.loads(content)
        except (ValueError, RecursionError):  # broken, or cut off where the beginning ends
            continue
        if isinstance(found, dict):
            yield found


def listed(names: Sequence[str], most: int = 200) -> str:
    """Return names in one line; of many the first."""
    text = ", ".join(names)
    return text if len(text) <= most else f"{text[:most].rpartition(', ')[0]}, ..."
