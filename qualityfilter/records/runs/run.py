"""A run: chunks to the workers, what becomes of them to parts, and parts to the output."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import asdict, replace
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from qualityfilter._version import __version__
from qualityfilter.core.errors import CountError, WriteError
from qualityfilter.records.chunk import Chunk
from qualityfilter.records.formats import STDIN, compression_of
from qualityfilter.records.options import Options
from qualityfilter.records.outcome import Outcome, Tally
from qualityfilter.records.processing import content, header, tail
from qualityfilter.records.runs.files import followed, identity, sweep, whole_file, writing
from qualityfilter.records.runs.job_output import JobOutput
from qualityfilter.records.runs.locks import claimed
from qualityfilter.records.runs.parts import CheckpointStore, Finished, Writer
from qualityfilter.records.runs.plan import Job, Plan
from qualityfilter.records.runs.repeats import Repeats
from qualityfilter.records.runs.workers import Task, Workers
from qualityfilter.records.streams import compressor

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
    store = CheckpointStore(plan.work)
    with store.locked(), _claims(plan) as claims:
        store.begin(_about(plan, workers), restart=restart or not plan.resumes)
        for folder in _folders(plan):
            sweep(folder, store.mark)
        places = [JobOutput(store, number, job) for number, job in enumerate(plan.jobs)]
        before = [each for place in places for _, each in place.look()]
        listen(Outcome((), b"", b"", _total(before)), sum(each.size for each in before))
        _clean(places, workers, listen)
        made = [each for place in places for each in place.made]
        for kind, claim in zip(("rejected", "failures"), claims, strict=True):
            _gather([part.path(kind) for part, _ in made], claim)
        store.remove()
    return _total(finished for _, finished in made)


class _Claim(NamedTuple):
    """A file beside the output that no other run writes meanwhile; None is a stream."""

    target: Path | None
    mark: str


@contextmanager
def _claims(plan: Plan) -> Iterator[list[_Claim]]:
    """Claim the files for what is rejected, and for what fails."""
    targets = (plan.rejected, plan.failures)
    with ExitStack() as stack:
        yield [_Claim(each, stack.enter_context(claimed(each))) for each in targets]


def _total(finished: Iterable[Finished]) -> Tally:
    return sum((each.tally for each in finished), Tally())


def _about(plan: Plan, workers: Workers) -> dict[str, Any]:
    """Return what a run follows from."""
    inputs = [each for job in plan.jobs for each in job.inputs]
    made = asdict(workers.quality_filter.loaded.provenance)
    return {
        "release": __version__,
        "inputs": [[str(each.path), *identity(each.path)] for each in inputs],
        "outputs": [_names(job) for job in plan.jobs],
        "options": sorted({_plain(each.options) for each in inputs}),
        "settings": workers.quality_filter.settings.digest(),
        "models": {name: value for name, value in made.items() if name != "settings"},
        "time limit": workers.seconds,
    }


def _names(job: Job) -> list[str]:
    return [str(job.target), *(each.name for each in job.inputs if job.apart)]


def _plain(options: Options) -> str:
    told = replace(options, only=frozenset(), seconds=1.0)  # the time limit is told of apart
    return f"{sorted(options.only)} {told}"


def _folders(plan: Plan) -> set[Path]:
    """Return the folders in which a run begins outputs."""
    found = set()
    for job in plan.jobs:
        if job.apart and job.target:
            found |= {(job.target / each.name).parent for each in job.inputs}
        elif job.target:
            found.add(followed(job.target).parent)
    return found


def _clean(places: Sequence[JobOutput], workers: Workers, listen: Listen) -> None:
    """Do what is left of all jobs; while one ends, the next one is begun."""
    left = (place for place in places if not place.done)
    tasks = (task for place in left for task in _tasks(place.job, place.number, len(place.made)))
    seen = [[part.path("seen") for part, _ in place.made] for place in places]
    repeats = Repeats(workers.quality_filter.settings, seen)
    cleaned = workers.outcomes(tasks, repeats.settle)
    for number, outcomes in groupby(cleaned, key=lambda one: one[0].job):
        for part, group in groupby(outcomes, key=lambda one: one[0].part):
            with places[number].writer(part) as writer:
                _write(places[number], group, writer, listen)
        places[number].close()
    for place in places:
        place.close()


def _tasks(job: Job, number: int = 0, first: int = 0) -> Iterator[Task]:
    """Number the parts that chunks belong to; it follows from the chunks alone.

    Args:
        job: what is cut.
        number: that of the job.
        first: the first part that is wanted.
    """
    part, records, size, head, chunk = 0, 0, 0, b"", None
    for chunk, options in job.chunks():
        if records and (records + chunk.count > PART_RECORDS or size + chunk.size > PART_BYTES):
            part, records, size = part + 1, 0, 0
        begun, head = bool(head), head or header(options, chunk)
        if part >= first:
            yield Task(chunk, options, number, part, b"" if begun else head)
        records, size = records + chunk.count, size + chunk.size
    if chunk is None and first == 0:
        yield Task(Chunk(STDIN, 1, 0, 0), job.options, number, 0, header(job.options, None))


def _write(
    place: JobOutput, outcomes: Iterable[tuple[Task, Outcome]], writer: Writer, listen: Listen
) -> None:
    """Write one part, and the files that its records become if they stand apart."""
    packer = compressor(compression_of(place.file) if place.file else None)
    before = any(finished.tally.kept for _, finished in place.made)
    for task, outcome in outcomes:
        _check(task, outcome)
        if place.file:
            first = not before and not writer.tally.kept
            kept = task.head + content(outcome, place.job.options, first=first)
        else:
            kept = place.write_files(outcome)
        writer.write(packer.compress(kept), outcome.rejected, outcome.failures, outcome.seen)
        writer.count(outcome.tally, task.chunk.size)
        listen(outcome, task.chunk.size)
        del task, outcome, kept  # they may be large, and the next is being read
    writer.write(packer.flush(), b"", b"", b"")


def _check(task: Task, outcome: Outcome) -> None:
    """See that each record of a chunk has come to one end."""
    tally, count = outcome.tally, task.chunk.count
    if not count == tally.records == tally.kept + tally.rejected + tally.failed:
        raise CountError(
            f"{task.chunk.source}: of {count} records from number {task.chunk.first} on "
            f"{tally.kept} were kept, {tally.rejected} rejected, and {tally.failed} failed"
        )


def _gather(parts: Sequence[Path], claim: _Claim) -> None:
    """Put together what was rejected, or failed; an earlier run's file is emptied."""
    target = claim.target
    if target is None or not (target.exists() or any(part.stat().st_size for part in parts)):
        return
    with whole_file(target, mark=claim.mark) as file:
        for part in parts:
            with part.open("rb") as source:
                shutil.copyfileobj(source, file)


def _stream_of(target: Path | None) -> AbstractContextManager[BinaryIO]:
    if target is not None:
        return whole_file(target)
    if sys.stdout is None:  # the caller has closed it
        raise WriteError("could not write to standard output: it is closed")
    return nullcontext(sys.stdout.buffer)


def _stream(plan: Plan, workers: Workers, listen: Listen) -> Tally:
    """Write to standard output, or a device, as it comes."""
    tally, repeats = Tally(), Repeats(workers.quality_filter.settings)
    with ExitStack() as stack:
        rejected, failures = (
            stack.enter_context(whole_file(path, mark=mark)) if path else None
            for path, mark in stack.enter_context(_claims(plan))
        )
        for job in plan.jobs:
            begun = False
            target = stack.enter_context(_stream_of(job.target))
            packer = compressor(compression_of(job.target) if job.target else None)
            for task, outcome in workers.outcomes(_tasks(job), repeats.settle):
                _check(task, outcome)
                kept = content(outcome, job.options, first=not begun)
                begun = begun or outcome.tally.kept > 0
                with writing(job.target):
                    target.write(packer.compress(task.head + kept))
                    target.flush()
                if rejected:
                    rejected.write(outcome.rejected)
                if failures:
                    failures.write(outcome.failures)
                listen(outcome, task.chunk.size)
                tally += outcome.tally
            with writing(job.target):
                target.write(packer.compress(tail(job.options)) + packer.flush())
    return tally
