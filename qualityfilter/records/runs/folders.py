"""Look through folders, and say of one that cannot be read that it cannot."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from pathlib import Path

from qualityfilter.core.errors import UsageError


def files_below(folder: Path, deep: int | None = None) -> Iterator[Path]:
    """Give all that lies below a folder, but for folders; links are not followed.

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
