"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from qualityfilter.errors import WriteError


@contextmanager
def whole_file(path: Path, *, lasting: bool = True) -> Iterator[BinaryIO]:
    """Open a file for writing that appears under its name whole, or not at all.

    Its folder is made if need be. A device or pipe, such as `/dev/null`, is written directly.

    Args:
        path: the name.
        lasting: whether it is on the disk before it has its name, so that a power cut leaves no
            half of it; that takes some milliseconds.

    Raises:
        WriteError: it could not be written.
    """
    with writing(path):
        if is_device(path):
            with path.open("wb") as device:
                yield device
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".qualityfilter-{os.getpid()}-{secrets.token_hex(4)}.tmp")
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


def sync_folder(folder: Path) -> None:
    """Have the names in a folder written to the disk, where the system can do so."""
    if os.name == "posix":
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


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
