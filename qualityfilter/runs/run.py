"""A run: chunks to the workers, what becomes of them to parts, and parts to the output."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext, suppress
from dataclasses import asdict, replace
from itertools import groupby, takewhile
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from qualityfilter._version import __version__
from qualityfilter.errors import CountError
from qualityfilter.records import (
    Options,
    Outcome,
    Tally,
    compression_of,
    compressor,
    header,
    join,
)
from qualityfilter.runs.files import whole_file, writing
from qualityfilter.runs.parts import Store, Writer
from qualityfilter.runs.plan import Job, Plan
from qualityfilter.runs.workers import Task, Workers

PART_RECORDS = 4096
PART_BYTES = 1 << 25
"""A part is closed before it would hold more records, or be made of more bytes: so much work, at
most, is done again after a power cut."""

Listen = Callable[[Outcome, int], None]
"""Is told of each chunk: what became of it, and how many bytes it was."""


def run(plan: Plan, workers: Workers, listen: Listen, *, restart: bool = False) -> Tally:
    """Clean all that a plan names.

    Args:
        plan: what to read and write.
        workers: what cleans.
        listen: is told of each chunk, and, as of one chunk, of what an earlier run finished.
        restart: whether to begin anew where an earlier run was stopped.

    Returns:
        What became of all records.

    Raises:
        UsageError: an earlier run of other inputs or settings was stopped there.
        WriteError: an output could not be written; what was finished stays so.
        CountError: records were lost, which is a fault of this package.
    """
    if plan.work is None:
        return _stream(plan, workers, listen)
    store = Store(plan.work)
    with store.locked():
        store.begin(_about(plan, workers), restart=restart or not plan.resumes)
        places = [_Place(store, number, job) for number, job in enumerate(plan.jobs)]
        tally = sum((_run(place, workers, listen) for place in places), Tally())
        for kind, target in (("rejected", plan.rejected), ("failures", plan.failures)):
            if target is not None:
                parts = [part for place in places for part in store.parts(place.number)]
                _gather([part.path(kind) for part in parts], target)
        store.remove()
    return tally


def _about(plan: Plan, workers: Workers) -> dict[str, Any]:
    """Give what a run follows from."""
    inputs = [each for job in plan.jobs for each in job.inputs]
    made = asdict(workers.quality_filter.loaded.provenance)
    return {
        "release": __version__,
        "inputs": [[str(each.path), *_state(each.path)] for each in inputs],
        "outputs": [str(job.target) for job in plan.jobs],
        "options": sorted({_plain(each.options) for each in inputs}),
        "settings": workers.quality_filter.settings.digest(),
        "models": {name: value for name, value in made.items() if name != "settings"},
        "time limit": workers.seconds,
    }


def _plain(options: Options) -> str:
    return f"{sorted(options.only)} {replace(options, only=frozenset())}"


def _state(path: Path | None) -> list[int]:
    with suppress(OSError):
        if path is not None:
            status = path.stat()
            return [status.st_size, status.st_mtime_ns]
    return []


class _Place(NamedTuple):
    """A job, and where its parts lie."""

    store: Store
    number: int
    job: Job


def _run(place: _Place, workers: Workers, listen: Listen) -> Tally:
    """Do what is left of one job."""
    store, number, job = place
    found = [part.finished() for part in store.parts(number)]
    finished = [each for each in takewhile(lambda each: each is not None, found) if each]
    tally = sum((each.tally for each in finished), Tally())
    listen(Outcome((), b"", b"", tally), sum(each.size for each in finished))
    if store.is_done(number):
        return tally
    for part, group in groupby(_outcomes(job, workers, len(finished)), key=lambda one: one[0].part):
        with store.part(number, part).writer() as writer:
            tally += _write(job, group, writer, listen)
            if job.apart and hasattr(os, "sync"):
                os.sync()
    if job.target is not None and not job.apart:
        _join(place, job.target)
    store.done(number)
    return tally


def _outcomes(job: Job, workers: Workers, first: int) -> Iterator[tuple[Task, Outcome]]:
    return workers.outcomes(task for task in _tasks(job) if task.part >= first)


def _tasks(job: Job) -> Iterator[Task]:
    """Number the parts that chunks belong to; it follows from the chunks alone."""
    part, records, size = 0, 0, 0
    for number, (chunk, options) in enumerate(job.chunks()):
        if records and (records + chunk.count > PART_RECORDS or size + chunk.size > PART_BYTES):
            part, records, size = part + 1, 0, 0
        yield Task(chunk, options, part, begins=number == 0)
        records, size = records + chunk.count, size + chunk.size


def _write(
    job: Job, outcomes: Iterable[tuple[Task, Outcome]], writer: Writer, listen: Listen
) -> Tally:
    """Write one part, and the files that its records become if they stand apart."""
    packer = compressor(None if job.apart else compression_of(job.target or Path()))
    for task, outcome in outcomes:
        _check(task, outcome)
        kept = b"".join(each.content for each in outcome.kept)
        if job.apart and job.target:
            for each in outcome.kept:
                with whole_file(job.target / str(each.name), lasting=False) as file:
                    file.write(each.content)
            kept = b""
        if task.begins:
            kept = header(task.options, task.chunk) + kept
        writer.write(packer.compress(kept), outcome.rejected, outcome.failures)
        writer.count(outcome.tally, task.chunk.size)
        listen(outcome, task.chunk.size)
    writer.write(packer.flush(), b"", b"")
    return writer.tally


def _check(task: Task, outcome: Outcome) -> None:
    """See that each record of a chunk has come to one end."""
    tally, count = outcome.tally, task.chunk.count
    if not count == tally.records == tally.kept + tally.rejected + tally.failed:
        raise CountError(
            f"{task.chunk.source}: of {count} records from number {task.chunk.first} on "
            f"{tally.kept} were kept, {tally.rejected} rejected, and {tally.failed} failed"
        )


def _join(place: _Place, target: Path) -> None:
    paths = [part.path("kept") for part in place.store.parts(place.number)]
    with whole_file(target) as file:
        if not paths:
            packer = compressor(compression_of(target))
            file.write(packer.compress(header(place.job.options, None)) + packer.flush())
        join(paths, file, place.job.options)


def _gather(parts: Sequence[Path], target: Path) -> None:
    """Put together what was rejected, or failed; an earlier run's file is emptied."""
    if not target.exists() and not any(part.stat().st_size for part in parts):
        return
    with whole_file(target) as file:
        for part in parts:
            with part.open("rb") as source:
                shutil.copyfileobj(source, file)


def _stream_of(target: Path | None) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdout.buffer) if target is None else whole_file(target)


def _stream(plan: Plan, workers: Workers, listen: Listen) -> Tally:
    """Write to standard output, or a device, as it comes."""
    tally = Tally()
    with ExitStack() as stack:
        rejected, failures = (
            stack.enter_context(whole_file(path)) if path else None
            for path in (plan.rejected, plan.failures)
        )
        for job in plan.jobs:
            target = stack.enter_context(_stream_of(job.target))
            for task, outcome in _outcomes(job, workers, 0):
                _check(task, outcome)
                kept = b"".join(each.content for each in outcome.kept)
                head = header(task.options, task.chunk) if task.begins else b""
                with writing(job.target):
                    target.write(head + kept)
                    target.flush()
                if rejected:
                    rejected.write(outcome.rejected)
                if failures:
                    failures.write(outcome.failures)
                listen(outcome, task.chunk.size)
                tally += outcome.tally
    return tally
