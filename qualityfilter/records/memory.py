"""Let foreign code take no more memory than it may."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def bounded(more: int) -> Iterator[None]:
    """Bound what is taken beyond what the process holds already, where the system has a bound.

    Whoever takes more raises `MemoryError`, as NumPy and Arrow do, or ends the process.

    Args:
        more: bytes.
    """
    try:
        import resource

        most = held() + more
        soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    except (ImportError, OSError, ValueError):
        yield
        return
    most = most if soft == resource.RLIM_INFINITY else min(most, soft)
    resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
    try:
        yield
    finally:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


_MMAP_THRESHOLD = -3
_LARGE = 1 << 20


def give_back() -> None:
    """Have large pieces of memory go back to the system once they are free.

    The GNU library keeps what was large once: of records of 30 MB it held twice what was in use.
    Other libraries stay as they are.
    """
    with suppress(OSError, AttributeError, ImportError, TypeError):
        import ctypes

        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _LARGE)


_PAGES = Path("/proc/self/statm")


def held() -> int:
    """Return the bytes that the process holds, as the system's limit of data counts them.

    Raises:
        OSError: the system does not tell.
    """
    with _PAGES.open("rb", buffering=0) as told:
        return int(told.read().split()[5]) * mmap.PAGESIZE
