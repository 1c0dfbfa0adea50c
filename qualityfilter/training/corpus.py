"""Read the training data: JSON lines, plain or compressed with Zstandard."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qualityfilter.errors import RecordError


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """Give the records of a `.jsonl` or `.jsonl.zst` file.

    Raises:
        RecordError: a line is not a JSON object; the message has its number.
    """
    with path.open("rb") as file:
        lines = _text(file, path)
        for number, line in enumerate(lines, 1):
            try:
                record = json.loads(line)
            except ValueError as error:
                raise RecordError(f"{path}, line {number}: {error}") from error
            if not isinstance(record, dict):
                raise RecordError(f"{path}, line {number}: not a JSON object")
            yield record


def _text(file: Any, path: Path) -> io.TextIOWrapper:
    if path.suffix == ".zst":
        import zstandard  # noqa: PLC0415 - an extra, wanted for compressed data alone

        file = zstandard.ZstdDecompressor().stream_reader(file)
    return io.TextIOWrapper(file, encoding="utf-8")
