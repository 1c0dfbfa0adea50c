"""Processes that clean chunks: in order, few at a time, and none brings the run down."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import TimeoutError as TookTooLong
from typing import TYPE_CHECKING, Any, NamedTuple

from qualityfilter.data import Document, Failure
from qualityfilter.records import Chunk, Options, Outcome, failed, process, split

if TYPE_CHECKING:
    from qualityfilter.pipeline import QualityFilter

AHEAD = 3
"""So many chunks a worker are read ahead of what is written: more would fill the memory."""


class Task(NamedTuple):
    """A chunk to clean.

    Attributes:
        chunk: the records.
        options: how they are read and written.
        part: number of the part of the output that they belong to.
        begins: whether they are the first of that output.
    """

    chunk: Chunk
    options: Options
    part: int = 0
    begins: bool = False


def cores() -> int:
    """Give how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_SOME = """\
The ferry may stop in May, the harbour office said on Monday, though nobody knows for sure.

Subscribe to our newsletter
"""
"""Read before processes are begun, so that all that is loaded when it is wanted is shared."""


class Workers:
    """Worker processes that share one filter, which is loaded before they are begun.

    A worker that dies, or takes longer than it may, is replaced. Then the records it had are
    cleaned one by one, and the one that does it again fails, with its bytes.

    Args:
        quality_filter: what cleans.
        jobs: how many processes.
        seconds: the longest time for a record, and for a chunk before it is taken apart.
    """

    def __init__(self, quality_filter: QualityFilter, jobs: int, seconds: float) -> None:
        self.quality_filter = quality_filter
        self.jobs = jobs
        self.seconds = seconds
        self._pool: Any = None

    def __enter__(self) -> Workers:
        from pebble import ProcessPool

        list(self.quality_filter.clean_many([Document(_SOME)] * 2))
        forks = "fork" in multiprocessing.get_all_start_methods()
        gc.collect()
        gc.freeze()  # a collection would touch, and so copy, what processes share
        self._pool = ProcessPool(
            max_workers=self.jobs,
            initializer=_begin,
            initargs=(self.quality_filter, os.getpid()),
            context=multiprocessing.get_context("fork" if forks else "spawn"),
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.stop()
        self._pool.join()
        gc.unfreeze()

    def outcomes(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Outcome]]:
        """Clean chunks, lazily; outcomes come in the order of the tasks."""
        waiting: deque[tuple[Task, Any]] = deque()
        for task in tasks:
            waiting.append((task, self._begin(task)))
            if len(waiting) > self.jobs * AHEAD:
                yield self._finish(*waiting.popleft())
        while waiting:
            yield self._finish(*waiting.popleft())

    def _begin(self, task: Task) -> Any:
        return self._pool.schedule(_work, args=task[:2], timeout=self.seconds)

    def _finish(self, task: Task, future: Any) -> tuple[Task, Outcome]:
        try:
            return task, future.result()
        except Exception as error:  # noqa: BLE001 - whatever a worker dies of
            failure = self._failure(error)
        if task.chunk.count <= 1:
            return task, failed(task.chunk, failure, task.options)
        singles = [Task(each, task.options) for each in split(task.chunk)]
        return task, _joined([self._finish(each, self._begin(each))[1] for each in singles])

    def _failure(self, error: Exception) -> Failure:
        from pebble import ProcessExpired

        if isinstance(error, TookTooLong):
            return Failure(None, "timeout", f"took longer than {self.seconds:g} seconds")
        if isinstance(error, ProcessExpired):
            return Failure(None, "killed", "the process that cleaned it died; it may lack memory")
        return Failure(None, "internal", f"{type(error).__name__}: {error}")


def _joined(outcomes: Iterable[Outcome]) -> Outcome:
    total = Outcome((), b"", b"", type(next(iter(outcomes)).tally)())
    for each in outcomes:
        total = Outcome(
            total.kept + each.kept,
            total.rejected + each.rejected,
            total.failures + each.failures,
            total.tally + each.tally,
        )
    return total


_filter: QualityFilter | None = None


def _begin(quality_filter: QualityFilter, parent: int) -> None:
    """Make ready a worker."""
    global _filter  # noqa: PLW0603 - one for each process, which begins with it
    from threadpoolctl import threadpool_limits

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, and stops the workers
    threadpool_limits(1)
    threading.Thread(target=_follow, args=(parent,), daemon=True).start()
    _filter = quality_filter


def _follow(parent: int) -> None:
    """End this process when its parent is no more, however that came."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _work(chunk: Chunk, options: Options) -> Outcome:
    assert _filter is not None
    return process(chunk, options, _filter)
