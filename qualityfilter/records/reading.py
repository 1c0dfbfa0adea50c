"""Read any format, in chunks of raw records or as records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from qualityfilter.records import files, jsonarrays, jsonlines, separated
from qualityfilter.records.chunk import Chunk, Raw, pack, split_records
from qualityfilter.records.formats import (
    FILES,
    SEPARATED,
    STDIN,
    Format,
    compression_of,
)
from qualityfilter.records.options import Options
from qualityfilter.records.outcome import FailedRecord, Record
from qualityfilter.records.streams import Clock, check_compression, read_blocks, recoded


def chunks(path: Path | None, options: Options, *, name: str | None = None) -> Iterator[Chunk]:
    """Cut an input into chunks, lazily; nothing is decoded that need not be.

    The same records give the same chunks, however they are compressed. A stream that breaks off
    gives what is whole, and then a record that fails, of the kind `unreadable`, with what is left.

    Args:
        path: a file, compressed or not as its name says; None is standard input, compressed or
            not as its first bytes say.
        options: how it is read.
        name: relative path of the output, where a text or page becomes a file of its own; None
            makes one of the file's name.

    Raises:
        UsageError: the options cannot be had, a library for the format is missing, or a table has
            not the columns that are read, or has those that are added; this shows when the first
            chunk is taken.
    """
    options.check()
    if options.input in FILES:
        return file_chunks([(path, name)], options)
    if options.input == "parquet":
        from qualityfilter.records import parquet

        return parquet.table_chunks(path, options)
    source = STDIN if path is None else str(path)
    blocks = read_blocks(path, None if path is None else compression_of(path))
    if options.input != "warc":
        blocks = recoded(blocks, options.encoding)
    if options.input in SEPARATED:
        return separated.table_chunks(blocks, source, options)
    clock = Clock(options.seconds)
    blocks = clock.blocks(blocks)
    if options.input == "warc":
        from qualityfilter.records import warc

        found = warc.raws(blocks, source, options.max_record)
        return pack(clock.records(found), source=source)
    module = jsonarrays if options.input == "json" else jsonlines
    return pack(clock.records(module.raws(blocks, source, options.max_record)))


def check_installed(path: Path | None, kind: Format) -> None:
    """See that there is what a file's format and its compression need.

    Args:
        path: a file, which need not be there; None is standard input or output.
        kind: what it holds.

    Raises:
        UsageError: a library is missing.
    """
    if kind == "parquet":
        from qualityfilter.records import parquet as _parquet  # noqa: F401
    if kind == "warc":
        from qualityfilter.records import warc as _warc  # noqa: F401
    check_compression(compression_of(path) if path else None)


def first_chunk(path: Path | None, options: Options) -> Chunk | None:
    """Return what tells the columns of an input: its first chunk, or less; None where it has none.

    Raises:
        UsageError: as `chunks`.
    """
    if options.input == "parquet":
        from qualityfilter.records import parquet

        options.check()
        return parquet.head_chunk(path, options)
    return next(chunks(path, options), None)


def file_chunks(
    inputs: Iterable[tuple[Path | None, str | None]], options: Options
) -> Iterator[Chunk]:
    """Cut many texts, or many pages, into chunks; each holds several files.

    Args:
        inputs: the path of each, and the relative path of its output; see `chunks`.
        options: how they are read.
    """
    options.check()
    raws: Iterator[Raw] = (files.raw_file(*each, options) for each in inputs)
    return pack(raws)


def split(chunk: Chunk) -> list[Chunk]:
    """Return one chunk for each record: to find the one that takes too long, or kills a worker."""
    if chunk.table:
        from qualityfilter.records import parquet

        return parquet.split_rows(chunk)
    return split_records(chunk)


def decode(chunk: Chunk, options: Options) -> Iterator[Record | FailedRecord]:
    """Make records of a chunk."""
    if options.input == "parquet":
        from qualityfilter.records import parquet

        return parquet.decode(chunk, options)
    if options.input == "warc":
        from qualityfilter.records import warc

        return warc.decode(chunk, options)
    if options.input in SEPARATED:
        return separated.decode(chunk, options)
    return (files if options.input in FILES else jsonlines).decode(chunk, options)
