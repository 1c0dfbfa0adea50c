"""A file of labels that is open for adding: every decision is on the disk before it is answered."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from qualityfilter.apps.review.files import parse, record_line
from qualityfilter.apps.review.labels import Labels
from qualityfilter.core.errors import UsageError, WriteError
from qualityfilter.records.runs.files import sync_folder, writing


class Store:
    """Adds records to a file of labels.

    Args:
        path: the file.
        file: the same, open for reading and writing, at its end.
        labels: what it says already.
        torn: bytes that were cut off its end, because they were broken off.
    """

    def __init__(self, path: Path, file: BinaryIO, labels: Labels, torn: int = 0) -> None:
        self.path = path
        self.labels = labels
        self.torn = torn
        self._file = file

    def add(self, records: Sequence[Mapping[str, Any]]) -> None:
        """Write records to the disk, all or none, and take them in.

        Raises:
            WriteError: they could not be written; the file is as it was. Or the file is no longer
                the one that was opened, so that nobody would find them again.
        """
        content = b"".join(map(record_line, records))
        before = self._file.seek(0, os.SEEK_END)
        try:
            with writing(self.path):
                _write_all(self._file, content)
                os.fsync(self._file.fileno())
            self._check()
        except WriteError:
            self._file.truncate(before)
            raise
        for each in records:
            self.labels.add(each)

    def _check(self) -> None:
        """Raise unless the file still stands where it was opened: what replaced it has no lock."""
        try:
            same = os.path.samestat(self.path.stat(), os.fstat(self._file.fileno()))
        except OSError:
            same = False
        if not same:
            raise WriteError(
                f"{self.path} was replaced or removed while it was open: nothing more is saved "
                "there; end this review and start it again"
            )


@contextmanager
def open_store(path: Path) -> Iterator[Store]:
    """Open a file of labels for adding, or make it.

    What is broken off at its end, because a writer was killed, is cut off.

    Raises:
        UsageError: somebody else has it open.
        RecordError: it is no file of labels.
        WriteError: it cannot be written.
    """
    new = not path.exists()
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+b", buffering=0)
    with file:
        _lock(file, path)
        file.seek(0)
        content = file.read()
        labels, torn = parse(content, str(path))
        with writing(path):
            file.truncate(len(content) - torn)
            if content[: len(content) - torn][-1:] not in (b"", b"\n"):
                _write_all(file, b"\n")
            os.fsync(file.fileno())
            if new:
                sync_folder(path.parent)
        yield Store(path, file, labels, torn)


def _write_all(file: BinaryIO, content: bytes) -> None:
    """Write bytes to a file without a buffer, of which the system may take a part at a time."""
    while content:
        content = content[file.write(content) :]


def _lock(file: BinaryIO, path: Path) -> None:
    """Keep the file for this process; the system frees it when that ends, however it ends."""
    try:
        import fcntl
    except ImportError:  # Windows: there nobody is kept from opening it twice
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise UsageError(f"{path} is open in another review; end that first") from error
