"""Files that are one record each: texts and web pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from qualityfilter.core.data import Document, Page
from qualityfilter.core.errors import UsageError
from qualityfilter.records.chunk import Chunk, Raw
from qualityfilter.records.formats import STDIN, compression_of
from qualityfilter.records.options import Options
from qualityfilter.records.outcome import FailedRecord, Record, not_utf8
from qualityfilter.records.streams import Clock, read_blocks, recoded, whole


def raw_file(path: Path | None, name: str | None, options: Options) -> Raw:
    """Read a file, or standard input, whole.

    Args:
        path: the file.
        name: relative path of its output; None makes one of the file's name.
        options: how much is read of it, and for how long.

    Raises:
        UsageError: `name` would lead out of the output's folder.
    """
    source = STDIN if path is None else str(path)
    name = _as_text(path or Path("stdin.txt")) if name is None else name
    if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
        raise UsageError(f"{name} would lead out of the output's folder")
    compression = None if path is None else compression_of(path)
    blocks = read_blocks(path, compression)
    if options.input == "text":  # a page may say its own encoding, and is decoded as a page
        blocks = recoded(blocks, options.encoding)
    blocks = Clock(options.seconds).blocks(blocks)
    content, _, failure = whole(blocks, options.max_record)
    return Raw(content, None, source, name, failure=failure)


def _as_text(path: Path) -> str:
    """Name what is left of a file, which is a text, and not compressed."""
    plain = path.with_suffix("") if compression_of(path) else path
    return plain.with_suffix(".txt").name


def decode(chunk: Chunk, options: Options) -> Iterator[Record | FailedRecord]:
    """Make records of files; the name of each is its document's id."""
    for raw in chunk.records:
        if raw.failure:
            yield FailedRecord(raw.source, raw.line, raw.failure, raw.content)
        elif options.input == "html":
            yield _made(raw, Page(raw.content, id=raw.source, encoding=options.encoding))
        else:
            yield _text(raw, options.encoding)


def _text(raw: Raw, encoding: str | None) -> Record | FailedRecord:
    content = raw.content
    try:
        return _made(raw, Document(content.decode("utf-8"), id=raw.source))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return FailedRecord(raw.source, line, not_utf8(error, raw.source, encoding), content)


def _made(raw: Raw, document: Document | Page) -> Record:
    return Record(document, raw.source, raw.line, raw.content, name=raw.name)
