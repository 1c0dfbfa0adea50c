"""A fork waits for threads that work, so that no child inherits a lock that nobody gives back."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable

import pytest

import qualityfilter as qf
from qualityfilter.pipeline import forks
from tests.conftest import MID, OPEN

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork"),
    pytest.mark.filterwarnings("ignore:This process:DeprecationWarning"),
]


def forked(work: Callable[[], object], seconds: int = 20) -> int:
    """Do work in a child, which is killed if it takes too long, and give its exit code."""
    if not (child := os.fork()):
        signal.alarm(seconds)
        try:
            work()
        except BaseException:  # noqa: BLE001 - the child ends here
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def busy(inside: threading.Event, seconds: float, ended: list[float]) -> threading.Thread:
    def work() -> None:
        with forks.working():
            inside.set()
            time.sleep(seconds)
            ended.append(time.monotonic())

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def _work() -> None:
    with forks.working(), forks.working():
        pass


def test_a_fork_waits_for_the_work_of_others() -> None:
    ended: list[float] = []
    inside = threading.Event()
    thread = busy(inside, 0.3, ended)
    inside.wait()
    assert forked(_work) == 0
    assert ended
    thread.join()
    _work()


def test_a_thread_that_works_may_fork() -> None:
    with forks.working():
        assert forked(_work) == 0
        _work()


def test_a_child_may_fork_again_and_start_threads() -> None:
    def child() -> None:
        thread = threading.Thread(target=_work)
        thread.start()
        assert forked(_work) == 0
        thread.join()

    with forks.working():
        assert forked(child) == 0


def test_a_fork_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forks, "PATIENCE", 0.1)
    inside = threading.Event()
    thread = busy(inside, 1.0, [])
    inside.wait()
    start = time.monotonic()
    assert forked(_work) == 0
    assert time.monotonic() - start < 0.9
    thread.join()
    _work()


def test_many_threads_and_forks_at_once() -> None:
    end = time.monotonic() + 2
    codes: list[int] = []

    def works() -> None:
        while time.monotonic() < end:
            _work()

    def forks_on() -> None:
        while time.monotonic() < end:
            codes.append(forked(_work))

    threads = [threading.Thread(target=each) for each in (works, works, forks_on, forks_on)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes
    assert set(codes) == {0}


def test_a_child_can_clean_whatever_threads_do(quality_filter: qf.QualityFilter) -> None:
    """One child of five waited without end: for `cached_property` of Python 3.11, or BLAS."""
    text = f"{OPEN}\n\n{MID}\n"
    stop = threading.Event()
    quality_filter.clean(text)

    def work() -> None:
        while not stop.is_set():
            quality_filter.clean(text)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        codes = [forked(lambda: quality_filter.clean(text), 10) for _ in range(40)]
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert set(codes) == {0}
