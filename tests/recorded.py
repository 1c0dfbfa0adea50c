"""Run records through the filter as a whole command would, and count what comes out."""

import base64
import bz2
import csv
import gzip
import io
import json
import lzma
import pickle
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

import qualityfilter as qf
from qualityfilter.records.chunk import Chunk
from qualityfilter.records.options import Options
from qualityfilter.records.outcome import Kept, Tally
from qualityfilter.records.processing import header, join, process
from qualityfilter.records.reading import chunks

COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".zst": zstandard.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
}
"""What compresses a file, by the ending of its name."""


@dataclass(frozen=True)
class Run:
    """What became of an input: the output's bytes, its files, what else was written, counts."""

    content: bytes
    files: dict[str, bytes]
    rejected: list[dict[str, Any]]
    failures: list[dict[str, Any]]
    tally: Tally

    def rows(self, options: Options) -> list[dict[str, Any]]:
        return read_back(self.content, options.output)


def run(path: Path, options: Options, quality_filter: qf.QualityFilter) -> Run:
    return run_chunks(list(chunks(path, options)), options, quality_filter)


def run_chunks(cut: Sequence[Chunk], options: Options, quality_filter: qf.QualityFilter) -> Run:
    """Process chunks and join what is kept; every record must have ended in exactly one place."""
    cut = pickle.loads(pickle.dumps(cut))
    outcomes = [process(chunk, options, quality_filter) for chunk in cut]
    kept = [kept for outcome in outcomes for kept in outcome.kept]
    failures = _lines(b"".join(outcome.failures for outcome in outcomes))
    rejected = _lines(b"".join(outcome.rejected for outcome in outcomes))
    tally = sum((outcome.tally for outcome in outcomes), Tally())
    content = b"" if options.output == "text" else _joined(cut, kept, options)
    files = {each.name: each.content for each in kept if each.name is not None}
    found = Run(content, files, rejected, failures, tally)
    assert len(files) == sum(each.name is not None for each in kept)
    if options.output == "parquet":
        written = pq.read_metadata(io.BytesIO(content)).num_rows
    else:
        written = len(files) if options.output == "text" else len(found.rows(options))
    assert tally.records == sum(chunk.count for chunk in cut)
    assert (tally.kept, tally.rejected, tally.failed) == (written, len(rejected), len(failures))
    assert tally.records == tally.kept + tally.rejected + tally.failed
    assert tally.kept + tally.rejected == sum(tally.decisions.values())
    assert tally.failed == sum(tally.failures.values())
    assert Tally(**json.loads(json.dumps(tally.to_dict()))) == tally
    return found


def _joined(cut: Sequence[Chunk], kept: Sequence[Kept], options: Options) -> bytes:
    """Join parts of one chunk each, and what the output begins with."""
    parts = [header(options, cut[0] if cut else None), *(each.content for each in kept)]
    target = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, str(number)) for number in range(len(parts))]
        for path, part in zip(paths, parts, strict=True):
            path.write_bytes(part)
        join(paths, target, options)
    return target.getvalue()


def _lines(content: bytes) -> list[dict[str, Any]]:
    return [*map(json.loads, content.splitlines())]


def read_back(content: bytes, form: str) -> list[dict[str, Any]]:
    """Read an output as anybody would."""
    if form == "parquet":
        return pq.read_table(io.BytesIO(content)).to_pylist()
    if form == "jsonl":
        return [json.loads(line) for line in content.split(b"\n") if line]
    separator = {"csv": ",", "tsv": "\t"}[form]
    file = io.StringIO(content.decode(), newline="")
    limit = csv.field_size_limit(1 << 30)
    try:
        return list(csv.DictReader(file, delimiter=separator, strict=True))
    finally:
        csv.field_size_limit(limit)


def write(path: Path, rows: Sequence[dict[str, Any]], form: str) -> Path:
    """Write records as anybody would, compressed as the file's name says."""
    if form == "parquet":
        pq.write_table(pa.Table.from_pylist(list(rows)), path)
        return path
    if form == "jsonl":
        content = "".join(json.dumps(row) + "\n" for row in rows)
    else:
        file = io.StringIO(newline="")
        separator = {"csv": ",", "tsv": "\t"}[form]
        writer = csv.DictWriter(file, list(rows[0]), delimiter=separator)
        writer.writeheader()
        writer.writerows(rows)
        content = file.getvalue()
    path.write_bytes(COMPRESS.get(path.suffix, bytes)(content.encode()))
    return path


def raw_of(failure: dict[str, Any]) -> bytes:
    """Return the bytes of a record that failed or was rejected."""
    exact = failure.get("record_base64")
    return base64.b64decode(exact) if exact else failure["record"].encode()
