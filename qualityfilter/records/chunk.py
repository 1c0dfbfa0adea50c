"""Cut a stream of raw records into chunks: what one worker is given at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from qualityfilter.core.data import Failure
from qualityfilter.records.formats import STDIN

MOST_RECORDS = 64
MOST_BYTES = 512 * 1024
"""A chunk is closed before it would hold more than these; one larger record is a chunk alone."""


class Raw(NamedTuple):
    """One record as it was read.

    Attributes:
        content: its bytes: a line without its line break, the lines of a row, a whole file, or a
            page from an archive.
        line: number of the line where it begins, from 1; None where it is a whole file. In
            Parquet and WARC, which have no lines, the number of the row or record.
        source: the file it stood in, or `-` for standard input.
        name: relative path of the output that is a file of its own, else None.
        failure: why it could not be read whole; then `content` is what there is of it.
    """

    content: bytes
    line: int | None = None
    source: str = STDIN
    name: str | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Chunk:
    """Consecutive raw records; cheap to pickle.

    Where one chunk ends and the next begins follows from the records alone, not from how they are
    compressed or how fast they come.

    Attributes:
        source: the file of the first record, or `-` for standard input.
        first: number of its first record in the input, from 1.
        count: how many records it holds; 0 where a table has no rows, or an archive no pages.
        size: bytes of them, about.
        records: the records; each knows the line where it stood. Empty for Parquet.
        columns: names of the columns of a table with separators.
        table: rows of Parquet, as an Arrow stream.
        skipped: how many records of an archive were passed over since the last chunk, because
            they hold no page.
    """

    source: str
    first: int
    count: int
    size: int
    records: tuple[Raw, ...] = field(default=(), repr=False)
    columns: tuple[str, ...] = ()
    table: bytes = field(default=b"", repr=False)
    skipped: int = 0


def pack(
    raws: Iterable[Raw | None], columns: tuple[str, ...] = (), source: str = STDIN
) -> Iterator[Chunk]:
    """Cut raw records into chunks; None stands for one that was passed over.

    Args:
        raws: the records.
        columns: of the table that they stand in.
        source: names a chunk that has no record to be named after.
    """
    first, held, size, skipped = 1, list[Raw](), 0, 0
    for raw in raws:
        if raw is None:
            skipped += 1
            continue
        if held and (len(held) == MOST_RECORDS or size + len(raw.content) > MOST_BYTES):
            yield replace(_chunk(first, held, columns), skipped=skipped)
            first, held, size, skipped = first + len(held), [], 0, 0
        held.append(raw)
        size += len(raw.content)
    if held:
        yield replace(_chunk(first, held, columns), skipped=skipped)
    elif skipped:
        yield Chunk(source, first, 0, 0, skipped=skipped)


def _chunk(first: int, raws: list[Raw], columns: tuple[str, ...]) -> Chunk:
    size = sum(len(raw.content) for raw in raws)
    return Chunk(raws[0].source, first, len(raws), size, tuple(raws), columns)


def split_records(chunk: Chunk) -> list[Chunk]:
    """Return one chunk for each raw record."""
    singles = [
        replace(
            chunk,
            source=raw.source,
            first=number,
            count=1,
            size=len(raw.content),
            records=(raw,),
            skipped=0,
        )
        for number, raw in enumerate(chunk.records, chunk.first)
    ]
    if not singles:
        return [chunk]
    return [replace(singles[0], skipped=chunk.skipped), *singles[1:]]
