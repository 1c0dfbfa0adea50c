"""While lines are judged BLAS has one thread, and afterwards as many as before."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from threadpoolctl import threadpool_info, threadpool_limits

import qualityfilter as qf
from qualityfilter.lines.blas import one_thread


@pytest.fixture(autouse=True)
def two_threads() -> Iterator[None]:
    with threadpool_limits(2, "blas"):
        yield


def threads() -> set[int]:
    return {each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"}


def test_one_thread_for_as_long_as_somebody_asks_for_it() -> None:
    first, second = one_thread(), one_thread()
    with first:
        second.__enter__()
        assert threads() == {1}
    assert threads() == {1}
    second.__exit__(None, None, None)
    assert threads() == {2}


def test_it_ends_with_an_error() -> None:
    with pytest.raises(ValueError, match="in between"), one_thread():
        raise ValueError("in between")
    assert threads() == {2}


def test_many_threads_leave_it_as_it_was(quality_filter: qf.QualityFilter) -> None:
    together = threading.Barrier(4)

    def clean(number: int) -> str:
        together.wait()
        return quality_filter.clean(
            f"The bridge was opened on Friday, for the {number}th time."
        ).text

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(clean, range(40)))) == 40
    assert threads() == {2}
