"""Read texts and JSON lines, and make lines of what became of them; nothing read is lost.

A record that cannot be used becomes a `FailedRecord` that holds its bytes, and reading goes on.
Of a JSON record only the text changes: every other field stays as it was written, to the
character, because the line is edited in place instead of being written anew.
"""

from __future__ import annotations

import base64
import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from qualityfilter.data import CleanResult, Document, Failure, Page

KEY = "qualityfilter"
"""The key that holds what was found, in a JSON record that was cleaned."""

PAGES = (".html", ".htm")
"""Endings of files that hold a web page."""

STDIN = "-"
"""Names standard input as a source."""

_BOM = b"\xef\xbb\xbf"
_BLANKS = re.compile(r"[ \t\n\r]*")
_decoder = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Fields:
    """Which fields of a JSON record hold what.

    Attributes:
        text: the field with the text; every record must have it.
        title: the field with the title; used where it holds a string.
        id: the field with the caller's name for the record, of any type.
        html: the field with a web page; then that is read in place of the text, every record must
            have it, and the cleaned text is written into the text field. None: there is none.
    """

    text: str = "text"
    title: str = "title"
    id: str = "id"
    html: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A document, and what it was read from.

    Attributes:
        document: the document, or the page to make one of.
        source: the file it stood in, or `-` for standard input.
        line: number of the line it stood in, from 1; None where it is the whole file.
        raw: the bytes that were read: a line without its line break, or the whole file.
    """

    document: Document | Page
    source: str
    line: int | None
    raw: bytes

    def failed(self, failure: Failure) -> FailedRecord:
        """Give the record as one that failed."""
        return FailedRecord(self.source, self.line, failure, self.raw)


@dataclass(frozen=True, slots=True)
class FailedRecord:
    """Something that was read and could not be used or cleaned.

    Attributes:
        source: as in `Record`.
        line: number of the line at fault, from 1, where it is known.
        failure: what went wrong. Its kind is `unreadable`, `encoding`, `json`, `object`,
            `text`, or one of the filter's own.
        raw: the bytes that were read.
    """

    source: str
    line: int | None
    failure: Failure
    raw: bytes

    def to_dict(self) -> dict[str, Any]:
        r"""Give plain values that JSON can hold.

        `record` is what was read, as text. Where that is not UTF-8, its odd bytes stand
        there as `\xNN`, and `record_base64` holds it exactly.
        """
        values = {
            "source": self.source,
            "line": self.line,
            **asdict(self.failure),
            "record": self.raw.decode("utf-8", "backslashreplace"),
        }
        if not _is_utf8(self.raw):
            values["record_base64"] = base64.b64encode(self.raw).decode("ascii")
        return values


def read(path: Path | None, *, lines: bool, fields: Fields) -> Iterator[Record | FailedRecord]:
    """Read the records of a file, or of standard input where `path` is None.

    Args:
        path: a file.
        lines: whether it holds a JSON object on each line, or is one text.
        fields: of the JSON objects.
    """
    source = STDIN if path is None else str(path)
    try:
        with nullcontext(sys.stdin.buffer) if path is None else path.open("rb") as file:
            if lines:
                yield from read_lines(file, source, fields)
            else:
                page = path is not None and path.suffix.lower() in PAGES
                yield (read_html if page else read_text)(file.read(), source)
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        yield FailedRecord(source, None, Failure(None, "unreadable", message), b"")


def read_text(content: bytes, source: str) -> Record | FailedRecord:
    """Make a record of a whole file; its name is the document's id."""
    try:
        return Record(Document(content.decode("utf-8"), id=source), source, None, content)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return FailedRecord(source, line, _not_utf8(error, source), content)


def read_html(content: bytes, source: str) -> Record:
    """Make a record of a whole file that holds a web page; its name is the page's id."""
    return Record(Page(content, id=source), source, None, content)


def read_lines(
    lines: Iterable[bytes], source: str, fields: Fields
) -> Iterator[Record | FailedRecord]:
    """Make records of JSON lines. Blank lines are none; a byte order mark is skipped."""
    for number, line in enumerate(lines, 1):
        raw = (line.removeprefix(_BOM) if number == 1 else line).rstrip(b"\r\n")
        if not raw.strip():
            continue
        found = _document(raw, fields)
        if isinstance(found, Failure):
            yield FailedRecord(source, number, found, raw)
        else:
            yield Record(found, source, number, raw)


def cleaned_line(raw: bytes, field: str, result: CleanResult, *, spans: bool = False) -> bytes:
    """Give a JSON line with its text cleaned and what was found added.

    The text field is replaced, or added where a page had none, and the key `qualityfilter` added;
    the rest of the line stays as it was. What an earlier run left under that key is kept inside
    it, as `before`.

    Args:
        raw: the line, as in `Record`.
        field: the field that holds the text.
        result: of that text.
        spans: whether to add the spans, and the original text.
    """
    line = raw.decode("utf-8")
    places = {key: (start, end) for key, start, end in _members(line)}
    found = findings(result, spans=spans)
    last = line.rindex("}")
    start, end = places.get(KEY, (last, last))
    edits, added = [], ""
    if field not in places:
        added = f", {_json(field)}: {_json(result.text)}"
    elif result.text != result.document.text or result.document.blocks:
        edits.append((*places[field], _json(result.text)))
    if start < end:
        edits.append((start, end, _json({**found, "before": json.loads(line[start:end])})))
    else:
        added += f', "{KEY}": {_json(found)}'
    edits.append((last, last, added))
    for start, end, new in sorted(edits, reverse=True):
        line = line[:start] + new + line[end:]
    return line.encode() + b"\n"


def failed_line(failed: FailedRecord) -> bytes:
    """Give a failed record as a JSON line."""
    return _json(failed.to_dict()).encode() + b"\n"


def findings(result: CleanResult, *, spans: bool = False) -> dict[str, Any]:
    """Give what a cleaned JSON record holds under the key `qualityfilter`.

    Args:
        result: of the record's text.
        spans: whether to add the spans, as `CleanResult.to_dict` has them, and the text as
            it was; with both, every cut can be looked up and undone.
    """
    found: dict[str, Any] = {
        "quality": result.scores.quality,
        "verdict": result.verdict.decision,
        "reasons": [reason.code for reason in result.verdict.reasons],
        "scores": asdict(result.scores),
        "language": result.language,
        "kind": result.kinds[0].name if result.kinds else None,
        "hedging": result.hedging,
    }
    if result.signals:
        found["signals"] = {signal.name: asdict(signal) for signal in result.signals}
    if spans:
        found |= {"spans": result.to_dict()["spans"], "original": result.document.text}
    return found


def _document(raw: bytes, fields: Fields) -> Document | Page | Failure:
    try:
        record = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _not_utf8(error)
    except json.JSONDecodeError as error:
        return Failure(None, "json", f"not JSON: {error.msg} at column {error.colno}")
    except (ValueError, RecursionError) as error:  # too long a number, too deep a nesting
        return Failure(None, "json", f"not JSON that can be read: {error}")
    if not isinstance(record, dict):
        return Failure(None, "object", f"not a JSON object but {_kind(record)}")
    return _of_object(record, fields)


def _of_object(record: dict[str, Any], fields: Fields) -> Document | Page | Failure:
    name, title = record.get(fields.id), record.get(fields.title)
    if name is not None and not isinstance(name, str):
        name = json.dumps(name)
    field = fields.html or fields.text
    if field not in record:
        return Failure(name, "text", f"has no field {field!r}")
    if not isinstance(text := record[field], str):
        return Failure(name, "text", f"field {field!r} holds no string but {_kind(text)}")
    known = title if isinstance(title, str) else None
    return Page(text, title=known, id=name) if fields.html else Document(text, known, id=name)


def _members(line: str) -> Iterator[tuple[str, int, int]]:
    """Give the keys of a JSON object, and from where to where each one's value stands."""
    at = _skip(line, _skip(line) + 1)
    while line[at] != "}":
        key, at = _decoder.raw_decode(line, at)
        start = _skip(line, _skip(line, at) + 1)  # past the colon
        _, end = _decoder.raw_decode(line, start)
        yield key, start, end
        at = _skip(line, end)
        if line[at] == ",":
            at = _skip(line, at + 1)


def _skip(line: str, at: int = 0) -> int:
    match = _BLANKS.match(line, at)
    return match.end() if match else at


def _json(value: object) -> str:
    """Give JSON that can be encoded: a lone surrogate is escaped."""
    text = json.dumps(value, ensure_ascii=False)
    return text if _encodable(text) else json.dumps(value)


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _not_utf8(error: UnicodeDecodeError, id: str | None = None) -> Failure:
    byte = f"byte 0x{error.object[error.start]:02x} at offset {error.start}"
    return Failure(id, "encoding", f"not UTF-8: {byte}")


def _kind(value: object) -> str:
    names = {dict: "an object", list: "an array", str: "a string", bool: "a boolean"}
    return "null" if value is None else names.get(type(value), "a number")
