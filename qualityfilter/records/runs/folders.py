"""Look through folders, and say of one that cannot be read, or is not there, that it is so."""

from __future__ import annotations

import difflib
import glob
import os
import shlex
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from qualityfilter.core.errors import UsageError
from qualityfilter.records.runs.files import is_device, real


def files_below(folder: Path, deep: int | None = None) -> Iterator[Path]:
    """Return all that lies below a folder, but for folders; links are not followed.

    Args:
        folder: where to look.
        deep: how many levels of folders to look into; None is all.

    Raises:
        UsageError: a folder cannot be read.
    """
    waiting = [(folder, 1)]
    while waiting:
        here, level = waiting.pop()
        for entry in _entries(here):
            path = here / entry.name
            if not entry.is_dir(follow_symlinks=False):
                yield path
            elif deep is None or level < deep:
                waiting.append((path, level + 1))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError as error:
        raise UsageError(f"{folder} cannot be read: {error.strerror or error}") from error


def check_readable(pattern: str) -> None:
    """See that the folders that a pattern goes through can be read: Python passes over the others.

    Raises:
        UsageError: one cannot.
    """
    parts = Path(pattern).parts
    plain = next((at for at, part in enumerate(parts) if glob.has_magic(part)), len(parts))
    base = Path(*parts[:plain])
    if plain < len(parts) and base.is_dir():
        deep = None if "**" in parts else len(parts) - plain
        for _ in files_below(base, deep):
            pass


def near(path: str) -> str:
    """Return what lies beside a path that is not there, and has nearly its name; often nothing."""
    name = Path(path).name
    with suppress(OSError):
        there = (each.name for each in Path(path).parent.iterdir())
        found = difflib.get_close_matches(name, there, n=1, cutoff=0.75)
        return f"; did you mean {str(Path(path).with_name(found[0]))!r}?" if found else ""
    return ""


def check_parent(path: Path, made: Path | None = None) -> None:
    """See that the folder is there in which a file is to be written, or will be.

    Args:
        path: the file.
        made: a folder that will be made before.

    Raises:
        UsageError: it is not; the message says how to make it.
    """
    place = real(path)
    below = made is not None and made != place and place.is_relative_to(made)
    if place.parent.is_dir() or is_device(path) or below:
        return
    above = next(each for each in place.parents if each.exists())
    if not above.is_dir():
        raise UsageError(f"{path} cannot be written: {above} is a file, not a folder")
    shown = path.parent if path.name not in ("", "..") else place.parent
    raise UsageError(
        f"{path} cannot be written: there is no folder {shown}; make it with: "
        f"mkdir -p {shlex.quote(str(shown))}"
    )
