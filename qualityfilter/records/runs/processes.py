"""Processes that each do one thing at a time, over a pipe of their own.

Nothing is shared between them: however and whenever one ends, even in the middle of a message,
the others and this process go on. (A pool whose workers share a queue and its locks does not.)
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, Literal, NamedTuple

from qualityfilter.core.errors import WorkerError

Ended = Literal["died", "late"]
"""Why a process gave no answer."""

_TRIES = 20
"""Once so many more than there should be have ended before they were ready, one after another,
no more are begun."""

_BEGINNING = 60.0
"""Seconds that the first message of a process may take, once it has begun to come."""

_READYING = 120.0
"""Seconds that a process may take until it is ready, where nothing that it shares is loaded yet."""

_READY = "ready"


class Answer(NamedTuple):
    """What came of a question.

    Attributes:
        key: of the question.
        value: what the process made of it; None if it gave no answer.
        ended: why there is none.
    """

    key: Any
    value: Any = None
    ended: Ended | None = None


class Processes:
    """Keeps up some processes; one that ends is replaced.

    Args:
        make: is called in each process at its beginning, and gives what answers questions.
        argument: what it is called with.
        count: how many processes.
    """

    def __init__(
        self, make: Callable[[Any], Callable[[Any], Any]], argument: object, count: int
    ) -> None:
        self.make = make
        self.argument = argument
        self.count = count
        self._all: list[_Process] = []
        self._lost: list[Answer] = []
        self._failed = 0
        self._late = 0

    def idle(self) -> bool:
        """Return whether one waits for a question."""
        return any(each.is_idle() for each in self._all)

    def ask(self, key: object, question: object, seconds: float) -> bool:
        """Return a question to a process that waits for one; says whether there was one.

        One that dies while it takes the question, as it does for lack of memory, gives the answer
        that it died: or a question that none survives would be asked for ever. One that is
        stopped, and does not take all of it in time, is late.

        Args:
            key: names the question in its answer.
            question: what is pickled.
            seconds: the longest time for it.
        """
        for each in filter(_Process.is_idle, [*self._all]):
            if not each.process.is_alive():  # it died while it waited
                self._end(each)
                continue
            each.seconds = seconds
            try:
                with each.in_time() as late:
                    each.pipe.send(question)
            except OSError:
                self._end(each)
                self._lost.append(Answer(key, ended="late" if late.is_set() else "died"))
                return True
            each.key, each.due = key, time.monotonic() + seconds
            return True
        return False

    def answers(self, timeout: float | None = 0) -> Iterator[Answer]:
        """Return the answers that have come, after waiting for one so many seconds, or until one.

        Raises:
            WorkerError: processes cannot be begun.
        """
        lost, self._lost = self._lost, []
        yield from lost
        self.fill()
        timeout = 0 if lost else timeout
        pipes = {each.pipe: each for each in self._all}
        for pipe in wait([*pipes], self._patience(timeout)):
            yield from self._read(pipes[pipe])
        now = time.monotonic()
        for each in [*self._all]:
            if each.is_awaited() and each.due <= now and not each.pipe.poll():
                self._end(each)
                if each.key is not None:
                    yield Answer(each.key, ended="late")

    def _read(self, process: _Process) -> Iterator[Answer]:
        try:
            with process.in_time() as late:
                value = process.pipe.recv()
        except (EOFError, OSError):
            self._end(process)
            if process.key is not None:
                yield Answer(process.key, ended="late" if late.is_set() else "died")
            return
        if process.ready:
            key, process.key = process.key, None
            yield Answer(key, value)
        process.ready, self._failed, self._late = True, 0, 0

    def _patience(self, timeout: float | None) -> float | None:
        """Return how long to wait: not beyond the time when one is late."""
        now = time.monotonic()
        times = [max(0.0, each.due - now) for each in self._all if each.is_awaited()]
        if timeout is not None:
            times.append(timeout)
        return min(times, default=None)

    def fill(self) -> None:
        """Begin processes until there are enough.

        Raises:
            WorkerError: they cannot be begun.
        """
        if self._late >= self.count + 1:
            raise WorkerError(
                f"the processes that clean are not ready after {_READYING:g} seconds each"
            )
        if self._failed >= _TRIES + self.count:
            raise WorkerError("the processes that clean end as soon as they begin")
        while len(self._all) < self.count:
            try:
                self._all.append(_started(self.make, self.argument))
            except OSError as error:
                if not self._all:
                    raise WorkerError(f"no process can be begun: {error}") from error
                break

    def _end(self, process: _Process) -> None:
        self._all.remove(process)
        self._failed += not process.ready
        self._late += not process.ready and process.due <= time.monotonic()
        process.end()

    def close(self) -> None:
        """End all processes at once."""
        for each in self._all:
            each.process.kill()
        for each in self._all:
            each.end()
        self._all, self._lost = [], []


class _Process:
    """A process, and what it is doing.

    Attributes:
        process: the process.
        pipe: this end of the pipe to it.
        ready: whether it has begun.
        key: of the question that it has; None if it waits for one.
        due: when it must be ready, or have answered, by the monotonic clock.
        seconds: the longest time for what it has, and for a message to or from it.
    """

    __slots__ = ("due", "key", "pipe", "process", "ready", "seconds")

    def __init__(self, process: Any, pipe: Any) -> None:
        self.process = process
        self.pipe = pipe
        self.ready = False
        self.key: Any = None
        self.due = time.monotonic() + _READYING
        self.seconds = _BEGINNING

    def is_idle(self) -> bool:
        """Return whether it waits for a question."""
        return self.ready and self.key is None

    def is_awaited(self) -> bool:
        """Return whether something must come of it by a known time."""
        return not self.ready or self.key is not None

    @contextmanager
    def in_time(self) -> Iterator[threading.Event]:
        """Pass on a message inside the block, and end the process if that takes too long.

        A process that was stopped takes and gives no more; to wait for it has no other end.

        Yields:
            What tells that it took too long.
        """
        late = threading.Event()

        def end() -> None:
            late.set()
            self.process.kill()

        timer = threading.Timer(min(self.seconds, threading.TIMEOUT_MAX), end)
        timer.daemon = True  # Ctrl-C may come where nothing cancels it; the end waits for no daemon
        try:
            with suppress(RuntimeError):  # there may be no memory for a thread
                timer.start()
            yield late
        finally:
            timer.cancel()
            if timer.is_alive():
                timer.join()  # no thread is left when a process is forked

    def end(self) -> None:
        """End it; it holds nothing that it should have time to put away."""
        self.process.kill()
        self.pipe.close()
        self.process.join()


def _context() -> Any:
    """Return how processes are begun: as copies, which share what is loaded, where that is safe."""
    copies = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
    return multiprocessing.get_context("fork" if copies else "spawn")


def _started(make: Callable[[Any], Callable[[Any], Any]], argument: object) -> _Process:
    context = _context()
    here, there = context.Pipe()
    try:
        process = context.Process(
            target=_serve, args=(make, argument, there, os.getpid()), daemon=True
        )
        process.start()
    except BaseException:
        here.close()
        raise
    finally:
        there.close()
    return _Process(process, here)


def _serve(
    make: Callable[[Any], Callable[[Any], Any]], argument: object, pipe: Any, parent: int
) -> None:
    """Answer questions until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, and ends this process
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_follow, args=(parent,), daemon=True).start()
    with suppress(OSError):  # where memory is short, it is this process that Linux ends
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")
    answer = make(argument)
    with suppress(EOFError, OSError):  # the parent is no more
        pipe.send(_READY)
        while True:
            pipe.send(answer(pipe.recv()))


def _follow(parent: int) -> None:
    """End this process when its parent is no more, however that came."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
