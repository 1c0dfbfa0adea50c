"""Libraries of other people's in Rust: what makes one give up becomes an error of this package."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from qualityfilter.core.errors import LibraryError

_PANIC = "PanicException"
"""What Rust's libraries raise when they meet a fault of their own. Each brings a class of its own
of this name, a `BaseException`, so that no `except Exception` catches it."""


@contextmanager
def calling(library: str) -> Iterator[None]:
    """Call a library inside the block.

    Raises:
        LibraryError: the library gave up; the message names it and says what it said.
    """
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise LibraryError(f"{library} gave up on a text: {error}") from error
