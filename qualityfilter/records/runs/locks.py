"""Locks that keep two runs from writing to one place."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from qualityfilter.core.errors import UsageError
from qualityfilter.records.runs.files import (
    followed,
    is_device,
    mark_of,
    sweep,
    whole_file,
    writing,
)

_LOCK = ".qualityfilter-{}.lock"
"""What lies beside a file while a run writes to it."""

_OPEN = (
    os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
) | getattr(os, "O_CLOEXEC", 0)
"""Nothing is cut, no link is followed, and no pipe is waited for."""


@contextmanager
def locked(path: Path, target: Path, *, passing: bool = False) -> Iterator[None]:
    """Hold an empty file, which is made if need be, and never written.

    Args:
        path: the file.
        target: what it guards.
        passing: whether it is removed at the end.

    Raises:
        UsageError: another process holds it, or there is something else of that name.
        WriteError: it could not be made.
    """
    if path.is_symlink():
        raise UsageError(_foreign(path))
    with writing(target):
        number = os.open(path, _OPEN, 0o600)
    try:
        status = os.fstat(number)
        if not stat.S_ISREG(status.st_mode) or status.st_size:
            raise UsageError(_foreign(path))
        if not _is_locked(number, path):
            raise UsageError(f"another run is writing to {target}")
        try:
            yield
        finally:
            if passing:
                with suppress(OSError):
                    path.unlink()
    finally:
        os.close(number)


def _foreign(path: Path) -> str:
    return f"{path} is not this command's own; move it away, or give another output"


def _is_locked(number: int, path: Path) -> bool:
    """Lock an open file; says whether that could be done."""
    try:
        import fcntl
    except ImportError:  # this system has other locks
        return True
    with suppress(OSError):
        # Of this process alone: a worker that lives on for a moment must not hold it.
        fcntl.lockf(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Who held it may have removed it, and yet another run may have made it anew.
        return os.path.samestat(os.fstat(number), path.lstat())
    return False


@contextmanager
def claimed(target: Path | None) -> Iterator[str]:
    """Keep other runs from writing a file, and remove what a killed one had begun of it.

    Args:
        target: the file; None, or a device, is nobody's.

    Yields:
        The mark for what is begun of it; see `whole_file`.

    Raises:
        UsageError: another run writes to it.
        WriteError: its folder could not be written.
    """
    if target is None or is_device(target):
        yield ""
        return
    mark = mark_of(target)
    with writing(target):
        place = followed(target)
        place.parent.mkdir(parents=True, exist_ok=True)
    with locked(place.with_name(_LOCK.format(mark)), target, passing=True):
        sweep(place.parent, mark)
        yield mark


@contextmanager
def claimed_file(target: Path) -> Iterator[BinaryIO]:
    """Open a file that appears whole or not at all, and that nobody else writes meanwhile.

    What a killed process had begun of it is removed.

    Raises:
        UsageError: another run writes to it.
        WriteError: it could not be written.
    """
    with claimed(target) as mark, whole_file(target, mark=mark) as file:
        yield file
