"""Read any format, in chunks of raw records or as records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from qualityfilter.records import files, jsonlines
from qualityfilter.records.chunk import Chunk, Raw, pack
from qualityfilter.records.formats import FILES, PAGES, STDIN, compression_of
from qualityfilter.records.options import Fields, Options
from qualityfilter.records.outcome import FailedRecord, Record
from qualityfilter.records.streams import read_blocks


def chunks(path: Path | None, options: Options, *, name: str | None = None) -> Iterator[Chunk]:
    """Cut an input into chunks, lazily; nothing is decoded that need not be.

    The same records give the same chunks, however they are compressed. A stream that breaks off
    gives what is whole, and then a record that fails, of the kind `unreadable`, with what is left.

    Args:
        path: a file, compressed or not as its name says; None is standard input, which is not.
        options: how it is read.
        name: relative path of the output, where a text or page becomes a file of its own; None
            makes one of the file's name.

    Raises:
        UsageError: the options cannot be had, or a library for the format is missing.
    """
    options.check()
    if options.input in FILES:
        return file_chunks([(path, name)], options)
    source = STDIN if path is None else str(path)
    blocks = read_blocks(path, None if path is None else compression_of(path))
    return pack(jsonlines.raws(blocks, source, options.max_record))


def file_chunks(
    inputs: Iterable[tuple[Path | None, str | None]], options: Options
) -> Iterator[Chunk]:
    """Cut many texts, or many pages, into chunks; each holds several files.

    Args:
        inputs: the path of each, and the relative path of its output; see `chunks`.
        options: how they are read.
    """
    options.check()
    raws: Iterator[Raw] = (files.raw_file(*each, options.max_record) for each in inputs)
    return pack(raws)


def decode(chunk: Chunk, options: Options) -> Iterator[Record | FailedRecord]:
    """Make records of a chunk."""
    return _DECODERS[options.input](chunk, options)


_DECODERS = {"text": files.decode, "html": files.decode, "jsonl": jsonlines.decode}


def read(path: Path | None, *, lines: bool, fields: Fields) -> Iterator[Record | FailedRecord]:
    """Read the records of a file, or of standard input where `path` is None.

    Args:
        path: a file.
        lines: whether it holds a JSON object on each line, or is one text or page.
        fields: of the JSON objects.
    """
    page = path is not None and path.suffix.lower() in PAGES
    options = Options("jsonl" if lines else "html" if page else "text", "jsonl", fields)
    for chunk in chunks(path, options):
        yield from decode(chunk, options)
