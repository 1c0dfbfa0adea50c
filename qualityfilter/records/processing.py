"""Clean a chunk in a worker, and make of its records what is to be written; nothing read is lost.

The one who reads cuts the input into chunks, a worker makes an outcome of each, and the outcomes'
bytes, appended in order, are joined to the output:

    options = Options("jsonl", "jsonl")
    for chunk in chunks(path, options):
        outcome = process(chunk, options, quality_filter)

A record that cannot be used fails, with its bytes, and reading goes on.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from qualityfilter.core.data import CleanResult, Failure, Reason
from qualityfilter.core.reasons import DUPLICATE
from qualityfilter.records import jsonarrays
from qualityfilter.records.chunk import Chunk, Raw
from qualityfilter.records.formats import FILES, JSON, SEPARATED
from qualityfilter.records.jsonlines import cleaned_line, findings
from qualityfilter.records.options import KEY, Options
from qualityfilter.records.outcome import (
    Candidate,
    Draft,
    FailedRecord,
    Kept,
    Outcome,
    Record,
    Tally,
    failed_line,
    rejected_line,
    to_json,
)
from qualityfilter.records.reading import decode
from qualityfilter.records.separated import Unwritable, cleaned_row, header_row
from qualityfilter.records.tables import changes, values

if TYPE_CHECKING:
    from qualityfilter.pipeline.filter import QualityFilter

Pair = tuple[Record, CleanResult]


def process(chunk: Chunk, options: Options, quality_filter: QualityFilter) -> Outcome:
    """Clean the records of a chunk; each is kept, rejected, or fails.

    Args:
        chunk: as `chunks` gives it.
        options: those that it was read with.
        quality_filter: what cleans.
    """
    found = tuple(cleaned(chunk, options, quality_filter))
    outcome, written = finish(chunk, found, options)
    if options.duplicates is None:
        return outcome
    return replace(outcome, draft=Draft(_candidates(found, written), chunk, found, options))


def finish(
    chunk: Chunk, found: Sequence[Pair | FailedRecord], options: Options
) -> tuple[Outcome, list[Pair]]:
    """Make of the results of a chunk what is to be written.

    Args:
        chunk: as `chunks` gives it.
        found: each of its records with its result, or as one that failed.
        options: those that it was read with.

    Returns:
        The outcome, and the records that were kept.
    """
    wanted: list[Pair] = []
    rejected: list[tuple[Pair, tuple[Reason, ...]]] = []
    failures: list[FailedRecord] = []
    for each in found:
        if isinstance(each, FailedRecord):
            failures.append(each)
        elif (reasons := _against(each[1], options)) is not None:
            rejected.append((each, reasons))
        else:
            wanted.append(each)
    kept, written = _written(wanted, chunk, options, failures)
    results = [result for _, result in (*written, *(pair for pair, _ in rejected))]
    outcome = Outcome(
        kept=tuple(kept),
        rejected=b"".join(rejected_line(*pair, reasons) for pair, reasons in rejected),
        failures=b"".join(map(failed_line, failures)),
        tally=tally(chunk, results, failures) + Tally(kept=len(written), rejected=len(rejected)),
    )
    return outcome, written


def _candidates(
    found: Sequence[Pair | FailedRecord], written: Sequence[Pair]
) -> tuple[Candidate, ...]:
    """Return the records that were kept, and may repeat others, with their signatures."""
    from qualityfilter.pipeline.duplicates import may_be_repeated, signature

    numbers = {id(each): number for number, each in enumerate(found)}
    return tuple(
        Candidate(
            numbers[id(pair)],
            _called(pair[0]),
            signature(pair[1].text),
            may_be_repeated(pair[1]),
        )
        for pair in written
    )


def _called(record: Record) -> str:
    place = record.source if record.line is None else f"{record.source}:{record.line}"
    return record.document.id or place


def failed(chunk: Chunk, failure: Failure, options: Options) -> Outcome:
    """Return the outcome of a chunk that could not be cleaned: all its records failed.

    Args:
        chunk: of one record as a rule, see `split`.
        failure: why, such as that the worker died or took too long.
        options: those that it was read with.
    """
    failures = [
        FailedRecord(each.source, each.line, replace(failure, id=name), raw)
        for each, raw, name in _as_read(chunk, options)
    ]
    return Outcome((), b"", b"".join(map(failed_line, failures)), tally(chunk, [], failures))


_NAMED = 1 << 20
"""Bytes of the longest record that is decoded only to say its name."""


def _as_read(
    chunk: Chunk, options: Options
) -> Iterator[tuple[Raw | Record | FailedRecord, bytes, str | None]]:
    """Return each record of a chunk, its bytes, and its name, as far as that is easily told."""
    for raw in chunk.records:
        name = raw.source if options.input in FILES else None
        if options.input in (*JSON, *SEPARATED) and len(raw.content) <= _NAMED:
            (found,) = decode(replace(chunk, records=(raw,), count=1), options)
            name = _name(found)
        yield raw, raw.content, name
    if not chunk.records:
        for each in decode(chunk, options):
            yield each, each.raw, _name(each)


def _name(each: Record | FailedRecord) -> str | None:
    return each.document.id if isinstance(each, Record) else each.failure.id


def header(options: Options, chunk: Chunk | None) -> bytes:
    """Return what an output begins with, before what is kept: the first bytes of its first part.

    Tables begin with their columns, also where no row is kept. Inputs may share an output only
    if they give the same, or nothing, as does a table that cannot be read.

    Args:
        options: of the input.
        chunk: the first of an input; None where it has none.

    Raises:
        UsageError: a table's column would be there twice.
    """
    if options.output in SEPARATED:
        known = chunk is not None and bool(chunk.columns)
        columns = chunk.columns if chunk else ()
        return header_row(columns, options) if known or changes(options) else b""
    if options.output == "parquet":
        from qualityfilter.records.parquet import header_stream

        return header_stream(options, chunk)
    return jsonarrays.OPEN if options.output == "json" else b""


def tail(options: Options) -> bytes:
    """Return what an output ends with, behind all that is kept."""
    return jsonarrays.CLOSE if options.output == "json" else b""


def content(outcome: Outcome, options: Options, *, first: bool) -> bytes:
    """Return what is kept of a chunk, as it is appended to an output.

    Args:
        outcome: of the chunk.
        options: of the output.
        first: whether nothing was kept before it: there no comma stands before it in an array.
    """
    kept = b"".join(each.content for each in outcome.kept)
    return kept.removeprefix(jsonarrays.BETWEEN) if first and options.output == "json" else kept


def join(parts: Sequence[Path], target: BinaryIO, options: Options) -> None:
    """Make an output of its parts, each of them bytes as `header` and `process` gave them.

    Args:
        parts: files in order; all compressed, or none. Those of Parquet must not be.
        target: what is written.
        options: those of the parts.

    Raises:
        UsageError: the columns of parts of Parquet differ.
    """
    if options.output == "parquet":
        from qualityfilter.records.parquet import join_streams

        join_streams(parts, target)
        return
    for part in parts:
        with part.open("rb") as file:
            shutil.copyfileobj(file, target)


def cleaned(
    chunk: Chunk, options: Options, quality_filter: QualityFilter
) -> Iterator[Pair | FailedRecord]:
    """Return each record with its result, or as one that failed."""
    found = list(decode(chunk, options))
    results = quality_filter.clean_many(each.document for each in found if isinstance(each, Record))
    for each in found:
        if isinstance(each, FailedRecord):
            yield each
        else:
            result = next(results)
            yield each.failed(result) if isinstance(result, Failure) else (each, result)


def _against(result: CleanResult, options: Options) -> tuple[Reason, ...] | None:
    """Return the reasons for which a record is not wanted; None if it is."""
    if options.duplicates == "drop" and _repeats(result):
        return result.verdict.reasons
    quality, least = result.scores.quality, options.min_quality
    if least is not None and quality is not None and quality < least:
        return (*result.verdict.reasons, Reason("min_quality", quality, least))
    return None if result.verdict.decision in options.only else result.verdict.reasons


def _repeats(result: CleanResult) -> bool:
    return any(reason.code == DUPLICATE for reason in result.verdict.reasons)


def _written(
    pairs: Sequence[Pair], chunk: Chunk, options: Options, failures: list[FailedRecord]
) -> tuple[list[Kept], list[Pair]]:
    """Write records; one that cannot be written fails, and the others do not suffer."""
    if not pairs:
        return [], []
    try:
        return [*_write(pairs, chunk, options)], [*pairs]
    except Exception as error:  # noqa: BLE001 - the border of a batch
        if len(pairs) == 1:
            failures.append(pairs[0][0].failed(_unwritable(pairs[0][0], error)))
            return [], []
    kept, written = list[Kept](), list[Pair]()
    for pair in pairs:
        more, good = _written([pair], chunk, options, failures)
        kept += more
        written += good
    return kept, written


def _unwritable(record: Record, error: Exception) -> Failure:
    if isinstance(error, UnicodeEncodeError):
        message = f"holds U+{ord(error.object[error.start]):04X}, which is no character"
        return Failure(record.document.id, "encoding", message)
    if isinstance(error, Unwritable):
        return Failure(record.document.id, "cells", str(error))
    return Failure(record.document.id, "internal", f"{type(error).__name__}: {error}")


def _write(pairs: Sequence[Pair], chunk: Chunk, options: Options) -> Iterator[Kept]:
    if options.output == "text":
        for record, result in pairs:
            marked = options.markup and options.input == "html"
            yield Kept(record.name, (result.markup if marked else result.text).encode())
    elif options.output in SEPARATED:
        rows = (cleaned_row(record, chunk.columns, result, options) for record, result in pairs)
        yield Kept(None, b"".join(rows))
    elif options.output == "parquet":
        from qualityfilter.records.parquet import cleaned_rows

        yield Kept(None, cleaned_rows(chunk, pairs, options))
    else:
        found = (_line(*pair, options) for pair in pairs)
        if options.output == "json":
            found = (jsonarrays.BETWEEN + b"\n" + each.rstrip(b"\n") for each in found)
        yield Kept(None, b"".join(found))


def _line(record: Record, result: CleanResult, options: Options) -> bytes:
    if not changes(options):
        return cleaned_line(record.raw, options.fields.text, result, spans=options.spans)
    found = values(record, result, options) | {KEY: findings(result, spans=options.spans)}
    return to_json(found).encode() + b"\n"


def tally(chunk: Chunk, results: Sequence[CleanResult], failures: Sequence[FailedRecord]) -> Tally:
    """Count what became of a chunk, but for how much of it was kept."""
    cut = Counter[str]()
    for result in results:
        for span in result.cuts:
            cut[span.label] += span.end - span.start
    return Tally(
        records=len(results) + len(failures),
        failed=len(failures),
        skipped=chunk.skipped,
        characters=sum(len(result.document.text) for result in results),
        decisions=Counter(result.verdict.decision for result in results),
        cut=cut,
        failures=Counter(each.failure.kind for each in failures),
        repeated=sum(map(_repeats, results)),
    )
