"""Workers that clean chunks: in order, few at a time, and none brings the run down."""

from __future__ import annotations

import gc
import logging
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from qualityfilter.core.data import Document, Failure
from qualityfilter.records.chunk import Chunk
from qualityfilter.records.memory import give_back, held
from qualityfilter.records.options import Options
from qualityfilter.records.outcome import Outcome, together
from qualityfilter.records.processing import failed, process
from qualityfilter.records.reading import split
from qualityfilter.records.runs.processes import Answer, Processes

if TYPE_CHECKING:
    from qualityfilter.pipeline.filter import QualityFilter

AHEAD = 3
"""So many chunks a worker are read ahead of what is written: more would fill the memory."""

AHEAD_BYTES = 1 << 23
"""No more is read ahead of what is written once it is so many bytes a worker."""

_TRIES = 3
"""So many workers must die of a record before it fails: one may die of something else, such as
other programs that take all memory."""


Work = Callable[[Chunk, Options, "QualityFilter"], Outcome]
"""Cleans a chunk, and gives what became of it; see `process`."""

Settle = Callable[[int, Outcome], Outcome]
"""Is told of each outcome in order, with the number of its job; see `Repeats`."""


def _as_it_is(_: int, outcome: Outcome) -> Outcome:
    return outcome


MEMORY = 4 << 30
"""Bytes that a worker may take, beyond what it shares with its parent. A text of a hundred lines
needs a thousandth; of one that has several hundred thousand, cleaning fails, where else it could
take all memory that there is."""


class Task(NamedTuple):
    """A chunk to clean.

    Attributes:
        chunk: the records.
        options: how they are read and written.
        job: number of the job that they belong to.
        part: number of the part of its output.
        head: what the output has before them.
    """

    chunk: Chunk
    options: Options
    job: int = 0
    part: int = 0
    head: bytes = b""


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_SOME = """\
The ferry may stop in May, the harbour office said on Monday, though nobody knows for sure.

Subscribe to our newsletter
"""
"""Read before processes are begun, so that all that is loaded when it is wanted is shared."""


class Workers:
    """Worker processes that share one filter, which is loaded before they are begun.

    A worker that dies, or takes longer than it may, is replaced, and the records it had are
    cleaned one by one: the one that takes too long again, or that three workers die of, fails,
    with its bytes.

    Args:
        quality_filter: what cleans.
        jobs: how many processes.
        seconds: the longest time for a record, and for a chunk before it is taken apart.
        work: what is done to a chunk; it must be a function of a module.
    """

    def __init__(
        self, quality_filter: QualityFilter, jobs: int, seconds: float, work: Work = process
    ) -> None:
        self.quality_filter = quality_filter
        self.jobs = jobs
        self.seconds = seconds
        self._processes = Processes(_cleaner, (quality_filter, work), jobs)

    def __enter__(self) -> Workers:
        list(self.quality_filter.clean_many([Document(_SOME)] * 2))
        gc.collect()
        gc.freeze()  # a collection would touch, and so copy, what processes share
        self._processes.fill()  # while there is one thread alone
        give_back()  # here, where records of all workers pass through
        return self

    def __exit__(self, *_: object) -> None:
        self._processes.close()
        gc.unfreeze()

    def outcomes(
        self, tasks: Iterable[Task], settle: Settle = _as_it_is
    ) -> Iterator[tuple[Task, Outcome]]:
        """Clean chunks, lazily; outcomes come in the order of the tasks.

        Args:
            tasks: the chunks.
            settle: what is done with each outcome, in order.

        Raises:
            WorkerError: processes cannot be begun.
        """
        waiting, queue = deque[_Piece](), deque[_Piece]()
        for task in tasks:
            piece = _Piece(task)
            waiting.append(piece)
            queue.append(piece)
            self._step(queue, 0)
            while self._is_enough(waiting):
                yield self._next(waiting, queue, settle)
        while waiting:
            yield self._next(waiting, queue, settle)

    def _is_enough(self, waiting: deque[_Piece]) -> bool:
        size = sum(piece.task.chunk.size for piece in waiting)
        return len(waiting) > self.jobs * AHEAD or size > self.jobs * AHEAD_BYTES

    def _next(
        self, waiting: deque[_Piece], queue: deque[_Piece], settle: Settle
    ) -> tuple[Task, Outcome]:
        """Wait for the outcome of the first task."""
        while (outcomes := waiting[0].outcomes()) is None:
            self._step(queue, None)
        task = waiting.popleft().task
        return task, together([settle(task.job, each) for each in outcomes])

    def _step(self, queue: deque[_Piece], timeout: float | None) -> None:
        """Take what has been cleaned, after waiting for some, and give out what has not."""
        if queue and self._processes.idle():
            timeout = 0
        for answer in self._processes.answers(timeout):
            self._take(answer, queue)
        while queue and self._processes.ask(queue[0], queue[0].task[:2], self.seconds):
            queue.popleft()

    def _take(self, answer: Answer, queue: deque[_Piece]) -> None:
        """Take what came of a piece: it is done, or is taken apart, or fails."""
        piece: _Piece = answer.key
        chunk, options = piece.task[:2]
        piece.deaths += answer.ended == "died"
        if isinstance(answer.value, Outcome):
            piece.end(answer.value)
        elif chunk.count > 1:
            piece.pieces = [_Piece(Task(each, options)) for each in split(chunk)]
            piece.forget()
            queue.extendleft(reversed(piece.pieces))
        elif answer.ended == "died" and piece.deaths < _TRIES:
            queue.append(piece)  # later, when what else it was may be over
        else:
            piece.end(failed(chunk, self._failure(answer), options))

    def _failure(self, answer: Answer) -> Failure:
        if answer.ended == "late":
            return Failure(None, "timeout", f"took longer than {self.seconds:g} seconds")
        if answer.ended == "died":
            return Failure(None, "killed", "the process that cleaned it died; it may lack memory")
        return Failure(None, "internal", answer.value)


class _Piece:
    """A task on its way.

    Attributes:
        task: the task.
        outcome: what became of it, once that is known.
        pieces: what it was taken apart into.
        deaths: how many workers died of it.
    """

    __slots__ = ("deaths", "outcome", "pieces", "task")

    def __init__(self, task: Task) -> None:
        self.task = task
        self.outcome: Outcome | None = None
        self.pieces: list[_Piece] = []
        self.deaths = 0

    def end(self, outcome: Outcome) -> None:
        """Take what became of it; what it was made of, which may be large, is let go."""
        self.outcome = outcome
        self.forget()

    def forget(self) -> None:
        """Let go of the records; how many there were, and where, is kept."""
        chunk = replace(self.task.chunk, records=(), table=b"")
        self.task = self.task._replace(chunk=chunk)

    def outcomes(self) -> list[Outcome] | None:
        """Return what became of all of it, in order; None while that is not known."""
        pieces = self.pieces or [self]
        outcomes = [each.outcome for each in pieces if each.outcome]
        return outcomes if len(outcomes) == len(pieces) else None


def _cleaner(given: tuple[QualityFilter, Work]) -> Callable[[tuple[Chunk, Options]], Outcome | str]:
    """Make ready a worker."""
    quality_filter, work = given
    _limit_memory()
    # Or it would write a line to standard error for each page with a byte that is odd.
    logging.getLogger("bs4.dammit").addHandler(logging.NullHandler())

    def clean(task: tuple[Chunk, Options]) -> Outcome | str:
        try:
            return work(*task, quality_filter)
        except Exception as error:  # noqa: BLE001 - the border of a batch
            return f"{type(error).__name__}: {error}"

    return clean


def _limit_memory() -> None:
    """Let this process take no more than `MEMORY`, where the system can see to that."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        most = held() + MEMORY
        soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
        if soft == resource.RLIM_INFINITY or soft > most:
            resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
