"""JSON lines: of a record only the text changes, because its line is edited in place.

Every other field stays as it was written, to the character.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from textwrap import shorten
from typing import Any

from qualityfilter.core.data import CleanResult, Document, Failure, Page
from qualityfilter.records.chunk import Chunk, Raw
from qualityfilter.records.options import KEY, Fields, Options
from qualityfilter.records.outcome import FailedRecord, Record, not_utf8, plain, to_json
from qualityfilter.records.streams import lines

_BOM = b"\xef\xbb\xbf"
_BLANKS = re.compile(r"[ \t\n\r]*")
_BREAKS = re.compile(rb"\n\s*")
_SHOWN = 200
"""Characters of the fields' names that a message shows."""

_decoder = json.JSONDecoder()


def raws(blocks: Iterable[bytes], source: str, most: int) -> Iterator[Raw]:
    """Cut a stream into lines. Blank lines are none; a byte order mark is skipped."""
    for content, number, failure in lines(blocks, most, blank=False):
        line = (content.removeprefix(_BOM) if number == 1 else content).rstrip(b"\r\n")
        if failure or line.strip():
            yield Raw(line, number, source, failure=failure)


def decode(chunk: Chunk, options: Options) -> Iterator[Record | FailedRecord]:
    """Make records of lines."""
    for raw in chunk.records:
        found = raw.failure or _record(raw, options)
        if isinstance(found, Failure):
            yield FailedRecord(raw.source, raw.line, found, raw.content)
        else:
            yield found


def _record(raw: Raw, options: Options) -> Record | Failure:
    try:
        values = json.loads(raw.content.decode("utf-8"))
    except UnicodeDecodeError as error:
        return not_utf8(error, encoding=options.encoding)
    except json.JSONDecodeError as error:
        return Failure(None, "json", f"not JSON: {error.msg} at column {error.colno}")
    except (ValueError, RecursionError) as error:  # too long a number, too deep a nesting
        return Failure(None, "json", f"not JSON that can be read: {error}")
    if not isinstance(values, dict):
        return Failure(None, "object", f"not a JSON object but {kind(values)}")
    document = document_of(values, options.fields)
    if isinstance(document, Failure):
        return document
    return Record(document, raw.source, raw.line, raw.content, values)


def document_of(values: dict[str, Any], fields: Fields) -> Document | Page | Failure:
    """Make a document, or a page, of a record's fields."""
    name = values.get(fields.id)
    if name is not None and not isinstance(name, str):
        name = to_json(plain(name))
    field = fields.html or fields.text
    if field not in values:
        there = shorten(", ".join(values), _SHOWN, placeholder=" ...") or "none"
        return Failure(name, "text", f"has no field {field!r}; there are: {there}")
    text = values[field]
    if not isinstance(text, (str, bytes) if fields.html else str):
        return _no_text(name, field, text)
    make: Any = Page if fields.html else Document
    return make(text, id=name, **{each: _told(values, fields, each) for each in _BESIDE})


def _no_text(name: str | None, field: str, value: object) -> Failure:
    if isinstance(value, bytes):
        try:
            value.decode("utf-8")
        except UnicodeDecodeError as error:
            return not_utf8(error, name)
    return Failure(name, "text", f"field {field!r} holds no string but {kind(value)}")


_BESIDE = ("title", "url", "source")


def _told(values: dict[str, Any], fields: Fields, name: str) -> str | None:
    """What a field says beside the text: a text that stands in a field `title` is no title."""
    field = getattr(fields, name)
    value = None if field in (fields.text, fields.html) else values.get(field)
    return value if isinstance(value, str) else None


def cleaned_line(raw: bytes, field: str, result: CleanResult, *, spans: bool = False) -> bytes:
    """Return a JSON object as a line, with its text cleaned and what was found added.

    The text field is replaced, or added where a page had none, and the key `qualityfilter` added;
    the rest of the line stays as it was. What an earlier run left under that key is kept inside
    it, as `before`.

    Args:
        raw: the line, as in `Record`.
        field: the field that holds the text.
        result: of that text.
        spans: whether to add the spans, and the original text.
    """
    line = _BREAKS.sub(b" ", raw).decode("utf-8")  # within strings there are none
    places = {key: (start, end) for key, start, end in _members(line)}
    found = findings(result, spans=spans)
    last = line.rindex("}")
    start, end = places.get(KEY, (last, last))
    edits, added = [], ""
    if field not in places:
        added = f", {to_json(field)}: {to_json(result.text)}"
    elif result.text != result.document.text or result.document.blocks:
        edits.append((*places[field], to_json(result.text)))
    if start < end:
        edits.append((start, end, to_json({**found, "before": json.loads(line[start:end])})))
    else:
        added += f', "{KEY}": {to_json(found)}'
    edits.append((last, last, added))
    for start, end, new in sorted(edits, reverse=True):
        line = line[:start] + new + line[end:]
    return line.encode() + b"\n"


def findings(result: CleanResult, *, spans: bool = False) -> dict[str, Any]:
    """Return what a cleaned JSON record holds under the key `qualityfilter`.

    Args:
        result: of the record's text.
        spans: whether to add the spans, as `CleanResult.to_dict` has them, and the text as
            it was; with both, every cut can be looked up and undone.
    """
    found: dict[str, Any] = {
        "quality": result.scores.quality,
        "verdict": result.verdict.decision,
        "reasons": [str(reason) for reason in result.verdict.reasons],
        "scores": asdict(result.scores),
        "language": result.language,
        "kind": result.kinds[0].name if result.kinds else None,
        "hedging": result.hedging,
    }
    if result.signals:
        found["signals"] = {signal.name: asdict(signal) for signal in result.signals}
    if result.markup:
        found["markup"] = result.markup
    if spans:
        found |= {"spans": result.to_dict()["spans"], "original": result.document.text}
    return found


def kind(value: object) -> str:
    """Name the kind of a JSON value."""
    return "null" if value is None else _KINDS.get(type(value), f"a {type(value).__name__}")


_KINDS = {
    dict: "an object",
    list: "an array",
    str: "a string",
    bool: "a boolean",
    int: "a number",
    float: "a number",
    bytes: "bytes",
}


def _members(line: str) -> Iterator[tuple[str, int, int]]:
    """Return the keys of a JSON object, and from where to where each one's value stands."""
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
