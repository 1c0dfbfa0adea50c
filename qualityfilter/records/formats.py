"""Which formats there are, and which one a file's name speaks of."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

Format = Literal["text", "html", "jsonl", "json", "csv", "tsv", "parquet", "warc"]
"""What a file holds: a text, a web page, JSON objects as lines or as an array, a table, or an
archive of the web."""

Compression = Literal["gz", "zst", "bz2", "xz"]
"""How a file is compressed."""

PAGES = (".html", ".htm")
"""Endings of files that hold a web page."""

STDIN = "-"
"""Names standard input as a source."""

FILES: tuple[Format, ...] = ("text", "html")
"""Formats of which a file is one record."""

JSON: tuple[Format, ...] = ("jsonl", "json")
"""Formats of which a record is a JSON object."""

SEPARATED: dict[Format, str] = {"csv": ",", "tsv": "\t"}
"""Formats of which a line is a row of cells, and what stands between these as a rule."""

_FORMATS: dict[str, Format] = {
    **dict.fromkeys((".txt", ".md", ".markdown"), "text"),
    **dict.fromkeys(PAGES, "html"),
    **dict.fromkeys((".jsonl", ".ndjson"), "jsonl"),
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    ".warc": "warc",
}
_COMPRESSIONS: dict[str, Compression] = {
    ".gz": "gz",
    ".zst": "zst",
    ".bz2": "bz2",
    ".xz": "xz",
}


def delimiter_of(kind: Format, chosen: str | None) -> str:
    """Return what stands between the cells of a table: of CSV what was chosen, if anything was."""
    return chosen if chosen and kind == "csv" else SEPARATED[kind]


def format_of(path: Path) -> Format | None:
    """Return the format that a file's name speaks of, below any compression; None if unknown.

    Parquet compresses within itself: a name such as `a.parquet.gz` is unknown.
    """
    compressed = compression_of(path) is not None
    found = _FORMATS.get((path.with_suffix("") if compressed else path).suffix.lower())
    return None if compressed and found == "parquet" else found


def compression_of(path: Path) -> Compression | None:
    """Return the compression that a file's name speaks of; None where it is plain."""
    return _COMPRESSIONS.get(path.suffix.lower())
