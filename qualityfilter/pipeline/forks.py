"""Fork only while no thread works: a child would wait without end for a lock that it inherits.

Of the threads only the one that forks lives on in the child. What another held at that moment, a
lock of Python's or of a library, nobody gives back there. So work stands between `working()`, and
a fork waits until no other thread is inside.
"""

from __future__ import annotations

import os
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 60.0
"""Seconds that a fork waits; after that it goes on, for the work may itself wait for who forks."""


class _Gate:
    """Lets work or forks through, never both at once.

    Attributes:
        changed: guards what follows, and is held while the process forks.
        inside: how often each thread is inside, by its number.
        forking: how many threads wait to fork.
    """

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.inside: Counter[int] = Counter()
        self.forking = 0

    def enter(self) -> None:
        me = threading.get_ident()
        with self.changed:
            while self.forking and me not in self.inside:
                self.changed.wait()
            self.inside[me] += 1

    def leave(self) -> None:
        me = threading.get_ident()
        with self.changed:
            self.inside[me] -= 1
            if not self.inside[me]:
                del self.inside[me]
                self.changed.notify_all()

    def before(self) -> None:
        """Wait for the others, and keep them out."""
        me, end = threading.get_ident(), time.monotonic() + PATIENCE
        self.changed.acquire()
        self.forking += 1
        while self.inside.keys() - {me} and (left := end - time.monotonic()) > 0:
            self.changed.wait(left)

    def after_in_parent(self) -> None:
        self.forking -= 1
        self.changed.notify_all()
        self.changed.release()

    def after_in_child(self) -> None:
        """Begin anew: of those that were inside, only the thread that forked is here."""
        me = threading.get_ident()
        mine = self.inside[me]
        self.__init__()  # type: ignore[misc] # the lock is the parent's
        if mine:
            self.inside[me] = mine


_gate = _Gate()

if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=_gate.before,
        after_in_parent=_gate.after_in_parent,
        after_in_child=_gate.after_in_child,
    )


@contextmanager
def working() -> Iterator[None]:
    """Work inside the block; whoever forks waits until it ends, unless it is the same thread."""
    _gate.enter()
    try:
        yield
    finally:
        _gate.leave()
