"""Parquet: rows go to workers, and into parts, as Arrow streams, which may be appended.

Columns that are not read or cleaned keep their types and their values.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from qualityfilter.core.data import CleanResult, Failure
from qualityfilter.core.errors import UsageError
from qualityfilter.core.extras import extra
from qualityfilter.records.chunk import MOST_BYTES, MOST_RECORDS, Chunk, Raw
from qualityfilter.records.jsonlines import document_of
from qualityfilter.records.memory import bounded
from qualityfilter.records.options import Options
from qualityfilter.records.outcome import FailedRecord, Record, plain, to_json
from qualityfilter.records.tables import added, changes, check_columns, names, values

with extra("parquet"):
    import pyarrow as pa
    import pyarrow.parquet as pq

    from qualityfilter.integrations.arrow import output_schema, with_results

_NO_STREAM = "Parquet cannot be read from standard input: give a file"

_AT_ONCE = 1 << 24
"""Bytes of the longest batch that is read at once, where no cell is longer than its group says."""

_MEMORY = 1 << 28
"""Bytes that reading a row may take."""

_BLOCK = 1 << 18
"""Bytes of a column that are read from the disk at a time; else all that a group holds of it is."""

ROW_GROUP = 1024
"""Rows of each row group that is written, but for the last."""


def table_chunks(path: Path | None, options: Options) -> Iterator[Chunk]:
    """Cut a file into chunks of rows; one without rows gives a chunk with none.

    What cannot be read of a group of rows fails, and the next one is read.

    Raises:
        UsageError: it is standard input, which cannot be read from its end as Parquet must be; or
            a column is missing, or would be there twice.
    """
    if path is None:
        raise UsageError(_NO_STREAM)
    try:
        with _opened(path) as file:
            yield from _chunks(file, str(path), options)
    except (OSError, MemoryError, pa.ArrowException) as error:
        yield _unreadable(str(path), 1, f"cannot be read as Parquet: {error}")


def head_chunk(path: Path | None, options: Options) -> Chunk:
    """Return a chunk without rows, which tells a file's columns; no row is read.

    Raises:
        UsageError: as `table_chunks`.
    """
    if path is None:
        raise UsageError(_NO_STREAM)
    try:
        with _opened(path) as file:
            return _empty(file, str(path), options)
    except (OSError, pa.ArrowException) as error:
        return _unreadable(str(path), 1, f"cannot be read as Parquet: {error}")


def _empty(file: Any, source: str, options: Options) -> Chunk:
    schema = file.schema_arrow
    check_columns(schema.names, options)
    if not changes(options):
        output_schema(schema, added(options))
    return Chunk(source, 1, 0, 0, table=_stream(schema, []))


def _chunks(file: Any, source: str, options: Options) -> Iterator[Chunk]:
    empty = _empty(file, source, options)
    first = 1
    for group in range(file.num_row_groups):
        last = first + file.metadata.row_group(group).num_rows
        try:
            for rows in _cut(_rows(file, group)):
                count, chunk = rows.num_rows, _chunk(rows, source, first, options.max_record)
                del rows
                yield chunk
                first += count
        except (OSError, MemoryError, pa.ArrowException) as error:
            message = f"rows {first} to {last - 1} cannot be read: {error}"
            yield replace(_unreadable(source, first, message), table=empty.table)
        first = last
    if first == 1:
        yield empty


def _rows(file: Any, group: int) -> Iterator[Any]:
    """Read a group of rows, each as a batch of one.

    What a cell grows to is not known beforehand: a file of a kilobyte may hold, again and again,
    one text of 30 MB. So rows are read one by one, unless all that the group tells of is little.
    """
    size = file.metadata.row_group(group).total_byte_size
    count = min(MOST_RECORDS, max(1, _AT_ONCE // max(1, size)))
    batches = iter(file.iter_batches(count, [group], use_threads=False))
    while True:
        with _little_memory():
            batch = next(batches, None)
        if batch is None:
            return
        for row in range(batch.num_rows):
            yield batch.slice(row, 1)
        del batch


def _opened(path: Path) -> Any:
    with _little_memory():
        return pq.ParquetFile(
            path, buffer_size=_BLOCK, pre_buffer=False, page_checksum_verification=True
        )


@contextmanager
def _little_memory() -> Iterator[None]:
    """Let Arrow take no more memory than it may; its own pool holds much in advance.

    A file is read with the pool that it was opened with.
    """
    before = pa.default_memory_pool()
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        with bounded(_MEMORY):
            yield
    finally:
        pa.set_memory_pool(before)


def _cut(rows: Iterable[Any]) -> Iterator[Any]:
    """Join rows to batches of few records and few bytes.

    A batch is let go of before the next row is read: it may be large.
    """
    held, size = list[Any](), 0
    for row in rows:
        more = row.nbytes
        if held and size + more > MOST_BYTES:
            yield _joined(held)
            size = 0
        held.append(row)
        size += more
        del row
        if len(held) == MOST_RECORDS or size >= MOST_BYTES:
            yield _joined(held)
            size = 0
    if held:
        yield _joined(held)


def _joined(rows: list[Any]) -> Any:
    """Return rows as one batch, and let go of them."""
    if len(rows) == 1:
        return rows.pop()
    table = pa.Table.from_batches(rows).combine_chunks()
    rows.clear()
    return table.to_batches()[0]


def _unreadable(source: str, row: int, message: str, kind: str = "unreadable") -> Chunk:
    return Chunk(source, row, 1, 0, (Raw(b"", row, source, failure=Failure(None, kind, message)),))


def _chunk(batch: Any, source: str, first: int, most: int) -> Chunk:
    if batch.num_rows == 1 and batch.nbytes > most:
        message = f"{batch.nbytes:,} bytes long, and more than {most:,} are not read"
        failed = _unreadable(source, first, message, "size")
        return replace(failed, table=_stream(batch.schema, []))
    table = _stream(batch.schema, [batch])
    return Chunk(source, first, batch.num_rows, batch.nbytes, table=table)


def _stream(schema: Any, batches: Iterable[Any], compression: str | None = None) -> bytes:
    sink = io.BytesIO()
    options = pa.ipc.IpcWriteOptions(compression=compression)
    with pa.ipc.new_stream(sink, schema, options=options) as writer:
        for batch in batches:
            writer.write_batch(batch)
    return sink.getvalue()


def _batch(chunk: Chunk) -> Any:
    with pa.ipc.open_stream(chunk.table) as reader:
        return reader.read_all().combine_chunks().to_batches()[0] if chunk.count else None


def split_rows(chunk: Chunk) -> list[Chunk]:
    """Return one chunk for each row."""
    if chunk.records or not chunk.count:
        return [chunk]
    batch, most = _batch(chunk), chunk.size + 1
    rows = range(batch.num_rows)
    return [_chunk(batch.slice(row, 1), chunk.source, chunk.first + row, most) for row in rows]


def decode(chunk: Chunk, options: Options) -> Iterator[Record | FailedRecord]:
    """Make records of rows."""
    for raw in chunk.records:
        if raw.failure:
            yield FailedRecord(raw.source, raw.line, raw.failure, raw.content)
    if chunk.records or not chunk.count:
        return
    batch = _batch(chunk)
    cells = [_values(column) for column in batch.columns]
    for number, row in enumerate(zip(*cells, strict=True), chunk.first):
        found = dict(zip(batch.schema.names, row, strict=True))
        content = to_json(plain(found)).encode()
        document = document_of(found, options.fields)
        if isinstance(document, Failure):
            yield FailedRecord(chunk.source, number, document, content)
        else:
            yield Record(document, chunk.source, number, content, found)


def _values(column: Any) -> list[Any]:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    try:
        return column.to_pylist()
    except (ValueError, OverflowError):  # not UTF-8, or a time that Python has no value for
        return [_value(scalar) for scalar in column]


def _value(scalar: Any) -> Any:
    try:
        return scalar.as_py()
    except (ValueError, OverflowError):
        pass
    for kind in (pa.string(), pa.large_binary()):
        try:
            return scalar.cast(kind).as_py()
        except (ValueError, pa.ArrowException):
            continue
    return f"a value of type {scalar.type} that cannot be told"


def header_stream(options: Options, chunk: Chunk | None) -> bytes:
    """Return a stream without rows, which tells an output's columns."""
    if changes(options):
        return _stream(output_schema(_common(options), added(options)), [])
    if chunk is None or not chunk.table:
        return b""
    with pa.ipc.open_stream(chunk.table) as reader:
        return _stream(output_schema(reader.schema, added(options)), [])


def _common(options: Options) -> Any:
    return pa.schema([(name, pa.string()) for name in names(options)])


def cleaned_rows(
    chunk: Chunk, pairs: Sequence[tuple[Record, CleanResult]], options: Options
) -> bytes:
    """Return rows with their texts cleaned and what was found added, as a stream.

    Raises:
        UnicodeEncodeError: a record holds what is no character.
    """
    columns = added(options)
    if changes(options):
        rows = [values(*pair, options) for pair in pairs]
        batch = pa.RecordBatch.from_pylist(rows, _common(options))
        cleaned = [with_results(batch, [result for _, result in pairs], columns)]
    else:
        batch = _batch(chunk)
        cleaned = [
            with_results(batch.slice(start, len(results)), results, columns)
            for start, results in _runs(chunk, pairs)
        ]
    return _stream(cleaned[0].schema, cleaned, "zstd")


def _runs(
    chunk: Chunk, pairs: Sequence[tuple[Record, CleanResult]]
) -> list[tuple[int, list[CleanResult]]]:
    """Return each run of rows that follow each other: its first row's place, and its results.

    A part of a batch shares its columns, of whatever type; rows cannot be picked of all types.
    """
    runs: list[tuple[int, list[CleanResult]]] = []
    for record, result in pairs:
        place = (record.line or 0) - chunk.first
        if runs and runs[-1][0] + len(runs[-1][1]) == place:
            runs[-1][1].append(result)
        else:
            runs.append((place, [result]))
    return runs


def join_streams(parts: Iterable[Path], target: BinaryIO) -> None:
    """Write the rows of Arrow streams, several of which may stand in one file, as Parquet.

    Raises:
        UsageError: they have different columns.
    """
    with ExitStack() as stack:
        writer, waiting, rows = None, list[Any](), 0
        for batch in _batches(parts):
            if writer is None:
                schema = batch.schema
                writer = stack.enter_context(pq.ParquetWriter(target, schema))
            elif not batch.schema.equals(schema):
                raise UsageError("inputs whose columns differ need an output each")
            waiting.append(batch)
            rows += batch.num_rows
            if rows >= ROW_GROUP:
                table = pa.Table.from_batches(waiting)
                whole = rows - rows % ROW_GROUP
                writer.write_table(table.slice(0, whole), ROW_GROUP)
                waiting, rows = table.slice(whole).to_batches(), rows - whole
        if writer is None:
            writer = stack.enter_context(pq.ParquetWriter(target, pa.schema([])))
        elif rows:
            writer.write_table(pa.Table.from_batches(waiting), ROW_GROUP)


def _batches(parts: Iterable[Path]) -> Iterator[Any]:
    """Return all batches; of a stream without any an empty one, which tells its columns."""
    for part in parts:
        with part.open("rb") as file:
            while file.peek(1):
                with pa.ipc.open_stream(file) as reader:
                    yield pa.RecordBatch.from_pylist([], reader.schema)
                    yield from reader
