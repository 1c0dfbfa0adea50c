"""Read the training data: JSON lines, plain or compressed with Zstandard."""

from __future__ import annotations

import hashlib
import io
import json
import platform
import zlib
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from qualityfilter.core.errors import RecordError, UsageError

POOLS = ("texts/pool", "texts/pool-2")
"""Names of the files of unlabelled texts."""

GIVEN = "labels.jsonl"
"""Beside a model: what was said of further records of the data, without their text. Each line has
the record's `id` and `crc32`, the CRC-32 of the text that was read."""


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """Return the records of a `.jsonl` or `.jsonl.zst` file.

    Raises:
        RecordError: a line is not a JSON object; the message has its number.
        UsageError: the file is compressed, and zstandard is not installed.
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


def records(data: Path, name: str) -> Iterator[dict[str, Any]]:
    """Return the records of a named file of the training data, none if there is no such file."""
    path = find(data, name)
    return read_jsonl(path) if path.exists() else iter(())


def given_labels(folder: Path) -> dict[str, dict[str, Any]]:
    """The lines of a model's `GIVEN` by their id; none where its folder has no such file."""
    path = folder / GIVEN
    return {each["id"]: each for each in read_jsonl(path)} if path.exists() else {}


def is_of_text(label: Mapping[str, Any], text: str) -> bool:
    """Return whether a line of `GIVEN` speaks of this text: it is the one that was read."""
    return bool(label["crc32"] == zlib.crc32(text.encode("utf-8", "replace")))


def _text(file: Any, path: Path) -> io.TextIOWrapper:
    if path.suffix == ".zst":
        try:
            import zstandard
        except ModuleNotFoundError as error:
            raise UsageError(f"{path} needs zstandard: pip install zstandard") from error
        file = zstandard.ZstdDecompressor().stream_reader(file)
    return io.TextIOWrapper(file, encoding="utf-8")


def find(data: Path, name: str) -> Path:
    """Return the path of a named file of the training data, compressed or not."""
    packed = data / f"{name}.jsonl.zst"
    return packed if packed.exists() else data / f"{name}.jsonl"


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, by which a manifest names its data."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def made_with(*packages: str) -> dict[str, str]:
    """Return the releases of Python and of some packages, scikit-learn and its like among them."""
    names = ("scikit-learn", "numpy", "scipy", *packages)
    return {"python": platform.python_version(), **{name: version(name) for name in names}}
