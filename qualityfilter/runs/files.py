"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from qualityfilter.errors import WriteError

_BEGUN = ".qualityfilter-{}-{}.tmp"
"""What a file is called until it is whole."""


@contextmanager
def whole_file(path: Path, *, lasting: bool = True, mark: str = "") -> Iterator[BinaryIO]:
    """Open a file for writing that appears under its name whole, or not at all.

    Its folder is made if need be. A device or pipe, such as `/dev/null`, is written directly.

    Args:
        path: the name.
        lasting: whether it is on the disk before it has its name, so that a power cut leaves no
            half of it; that takes some milliseconds.
        mark: who writes; see `sweep`.

    Raises:
        WriteError: it could not be written.
    """
    with writing(path):
        if is_device(path):
            with path.open("wb") as device:
                yield device
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(_BEGUN.format(mark or os.getpid(), secrets.token_hex(4)))
        try:
            with temporary.open("xb") as file:
                yield file
                file.flush()
                if lasting:
                    os.fsync(file.fileno())
            temporary.replace(path)
            if lasting:
                sync_folder(path.parent)
        finally:
            temporary.unlink(missing_ok=True)


def sweep(folder: Path, mark: str) -> None:
    """Remove files that were begun with a mark, and not finished because the process was killed.

    Args:
        folder: where they lie.
        mark: must be that of nobody who writes there now.
    """
    for begun in folder.glob(_BEGUN.format(mark, "*")):
        begun.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder written to the disk, where the system can do so."""
    if os.name == "posix":
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def state(path: Path | None) -> list[int]:
    """Give what changes with a file: its size, and when it was written; none if there is none."""
    with suppress(OSError):
        if path is not None:
            status = path.stat()
            return [status.st_size, status.st_mtime_ns]
    return []


def is_device(path: Path) -> bool:
    """Say whether a path names something that is neither a file nor a folder."""
    return path.exists() and not (path.is_file() or path.is_dir())


@contextmanager
def writing(path: Path | None) -> Iterator[None]:
    """Say of an error of the system what could not be written; None is standard output."""
    try:
        yield
    except OSError as error:
        if path is None and isinstance(error, BrokenPipeError):
            # Or Python would complain of the pipe once more when it flushes at its end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        name = "to standard output" if path is None else str(path)
        raise WriteError(f"could not write {name}: {error.strerror or error}") from error
