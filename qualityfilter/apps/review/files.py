"""Read files of labels: JSON lines with a record each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from qualityfilter.apps.review.labels import Labels, decision_record, document_record
from qualityfilter.core.errors import RecordError, UsageError
from qualityfilter.records.outcome import to_json


def read_labels(path: Path) -> Labels:
    """Read a file of labels; a last line that is broken off is passed over.

    Raises:
        UsageError: there is no such file.
        RecordError: another line is no record; the message has its number.
    """
    try:
        return parse(path.read_bytes(), str(path))[0]
    except FileNotFoundError as error:
        raise UsageError(f"no such file: {path}") from error


def parse(content: bytes, name: str) -> tuple[Labels, int]:
    """Read the records of a file, and count the bytes at its end that are broken off.

    Args:
        content: of the file.
        name: what messages call it.

    Raises:
        RecordError: see `read_labels`.
    """
    labels, lines = Labels(), content.splitlines(keepends=True)
    for number, line in enumerate(lines, 1):
        try:
            _take(labels, line)
        except (ValueError, RecursionError) as error:
            if number == len(lines) and _is_torn(line, first=number == 1):
                return labels, len(line)
            raise RecordError(f"{name}, line {number}: not of a file of labels: {error}") from error
    return labels, 0


_START = b'{"kind": "document"'


def _is_torn(line: bytes, *, first: bool) -> bool:
    """Return whether a last line was being written when its writer was killed, or the power failed.

    Of a file that has no other line this must be plain, or it is some other file.
    """
    known = line[: len(_START)] == _START[: len(line)] or not line.strip(b"\0")
    return b"\0" in line or not line.endswith(b"\n") if known or not first else False


def _take(labels: Labels, line: bytes) -> None:
    record = json.loads(line.decode("utf-8"))
    if not isinstance(record, dict):
        raise ValueError("not a JSON object")
    labels.add(record)


def content_of(labels: Labels) -> bytes:
    """Return the content of a new file of labels; see `records_of`."""
    return b"".join(map(record_line, records_of(labels)))


def records_of(labels: Labels) -> Iterator[dict[str, Any]]:
    """Return the fewest records that say the same: each document, and the decisions that hold."""
    for text in labels.texts.values():
        yield document_record(text)
    for place, decision in labels.decisions.items():
        yield decision_record(decision, labels.texts[place.digest])


def record_line(record: Mapping[str, Any]) -> bytes:
    """Return a record as a line of the file."""
    return to_json(record).encode() + b"\n"
