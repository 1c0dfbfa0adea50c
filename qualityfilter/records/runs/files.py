"""Files that appear whole or not at all; and nothing that is not this package's own is touched."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from qualityfilter.core.errors import WriteError

_BEGUN = ".qualityfilter-{}-{}.tmp"
"""What a file is called until it is whole."""

TEMPORARY = re.compile(r"\.qualityfilter-[0-9a-f]+-[0-9a-f]{8}\.tmp")
"""Matches such names, whoever gave them."""


@contextmanager
def whole_file(
    path: Path, *, lasting: bool = True, mark: str = "", follow: bool = True
) -> Iterator[BinaryIO]:
    """Open a file for writing that appears under its name whole, or not at all.

    Its folder is made if need be. A device or pipe, such as `/dev/null`, is written directly. A
    file that was there before lends the new one its permissions.

    Args:
        path: the name.
        lasting: whether it is on the disk before it has its name, so that a power cut leaves no
            half of it; that takes some milliseconds.
        mark: who writes, as hexadecimal digits; see `sweep`.
        follow: whether, where the name is a link, the file that it leads to is written. Else the
            link is replaced: right where the caller has not named it.

    Raises:
        WriteError: it could not be written.
    """
    with writing(path):
        if is_device(path):
            with path.open("wb") as device:
                yield device
            return
        place = followed(path) if follow else path
        place.parent.mkdir(parents=True, exist_ok=True)
        temporary = place.with_name(_BEGUN.format(mark or os.getpid(), secrets.token_hex(4)))
        begun = temporary.open("xb")  # what is there already is somebody else's, and stays
        try:
            with begun as file:
                _permit(temporary, place)
                yield file
                file.flush()
                if lasting:
                    os.fsync(file.fileno())
            temporary.replace(place)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        if lasting:
            sync_folder(place.parent)


def followed(path: Path) -> Path:
    """Return the file that a link leads to, whether it is there or not; any other path as it is.

    Raises:
        OSError: links lead in a circle.
    """
    if not path.is_symlink():
        return path
    found = real(path)
    if found.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    return found


def real(path: Path) -> Path:
    """Return a path without links, as far as they lead anywhere.

    `Path.resolve` raises for some that do not, and not in every version of Python.
    """
    return Path(os.path.realpath(path))


def _permit(temporary: Path, place: Path) -> None:
    """Return a new file the permissions, and the owner, of the one that it will replace."""
    with suppress(OSError):  # there is none, or that is not allowed: it stays the writer's
        before = place.lstat()
        if stat.S_ISREG(before.st_mode):
            temporary.chmod(stat.S_IMODE(before.st_mode) & 0o777)
            if hasattr(os, "chown") and before.st_uid != os.geteuid():
                os.chown(temporary, before.st_uid, before.st_gid)


def mark_of(path: Path) -> str:
    """Return the mark of whoever writes to a path, however it is named."""
    return hashlib.sha256(bytes(real(path))).hexdigest()[:16]


def sweep(folder: Path, mark: str) -> None:
    """Remove files that were begun with a mark, and not finished because the process was killed.

    Args:
        folder: where they lie.
        mark: must be that of nobody who writes there now.
    """
    for begun in folder.glob(_BEGUN.format(mark, "*")):
        if TEMPORARY.fullmatch(begun.name) and is_plain(begun):
            begun.unlink(missing_ok=True)


def is_plain(path: Path) -> bool:
    """Return whether a path is a file, and no link to one."""
    with suppress(OSError):
        return stat.S_ISREG(path.lstat().st_mode)
    return False


def sync_folder(folder: Path) -> None:
    """Have the names in a folder written to the disk, where the system can do so."""
    if os.name == "posix":
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def state(path: Path | None) -> list[int]:
    """Return what changes with a file: its size, and when it was written; none if there is none."""
    with suppress(OSError):
        if path is not None:
            status = path.stat()
            return [status.st_size, status.st_mtime_ns]
    return []


_PIECE = 1 << 16
"""Bytes of each part of a file that its digest is made of."""


def identity(path: Path | None) -> list[int | str]:
    """Return what changes with a file even where its size and its time were kept.

    `cp -p` and `rsync -t` keep them. What else changes is the file itself, when it was last
    touched in any way, and its content, of which the beginning, the middle and the end are read.

    Args:
        path: the file; of None, a pipe or what is not there nothing is known.
    """
    if path is None or not path.is_file():
        return []
    with suppress(OSError), path.open("rb") as file:
        status = os.fstat(file.fileno())
        found = hashlib.sha256()
        for at in sorted({0, max(0, (status.st_size - _PIECE) // 2), status.st_size - _PIECE}):
            file.seek(max(0, at))
            found.update(file.read(_PIECE))
        return [*state(path), status.st_ino, status.st_ctime_ns, found.hexdigest()]
    return []


def is_device(path: Path) -> bool:
    """Return whether a path names something that is neither a file nor a folder."""
    return path.exists() and not (path.is_file() or path.is_dir())


@contextmanager
def writing(path: Path | None, kind: type[OSError] = OSError) -> Iterator[None]:
    """Return what could not be written, by an error of the system.

    Args:
        path: what is written; None is standard output.
        kind: the errors that are meant.
    """
    try:
        yield
    except kind as error:
        if path is None and isinstance(error, BrokenPipeError) and sys.stdout is not None:
            # Or Python would complain of the pipe once more when it flushes at its end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        name = "to standard output" if path is None else str(path)
        raise WriteError(f"could not write {name}: {error.strerror or error}") from error
