"""Keep BLAS to one thread while small matrices are multiplied."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def one_thread() -> Iterator[None]:
    """Keep BLAS to one thread in this process, until the last of those who asked for it is done.

    The lines of a batch are too few to be shared out: with a thread for each core a text takes
    twice the time of the processor, and processes beside each other take each other's cores.
    """
    limit = _limit()
    limit.enter()
    try:
        yield
    finally:
        limit.leave()


class _Limit:
    """Counts who asked for one thread, in whatever thread: only the first and last change it."""

    def __init__(self) -> None:
        from threadpoolctl import ThreadpoolController

        self.pools = ThreadpoolController().select(user_api="blas")
        self.lock = threading.Lock()
        self.users = 0
        self.limited: Any = None

    def enter(self) -> None:
        with self.lock:
            if not self.users:
                self.limited = self.pools.limit(limits=1)
            self.users += 1

    def leave(self) -> None:
        with self.lock:
            self.users -= 1
            if not self.users:
                self.limited.restore_original_limits()


@functools.cache
def _limit() -> _Limit:
    return _Limit()
