"""Files that appear whole or not at all, one after another."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from qualityfilter.errors import QualityFilterError


class WriteError(QualityFilterError):
    """An output that could not be written."""


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file for writing that appears under its name whole, or not at all.

    Its folder is made if need be. A device or pipe, such as `/dev/null`, is written directly.
    """
    if is_device(path):
        with path.open("wb") as device:
            yield device
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".qualityfilter-{os.getpid()}-{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as file:
            yield file
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def is_device(path: Path) -> bool:
    """Say whether a path names something that is neither a file nor a folder."""
    return path.exists() and not (path.is_file() or path.is_dir())


class Outputs:
    """Writes to one target after another.

    A file takes its place whole, once the next one begins or the `with` block ends; what an
    exception leaves unfinished never appears. The target None is standard output.
    """

    def __init__(self) -> None:
        self._open = ExitStack()
        self._target: Path | None = None
        self._file: BinaryIO | None = None

    def write(self, target: Path | None, content: bytes) -> None:
        """Write to a target; one that was left must not be taken up again.

        Raises:
            WriteError: that was not possible.
        """
        with _writing(target):
            if target is None:
                sys.stdout.buffer.write(content)
                sys.stdout.buffer.flush()
                return
            if self._file is None or target != self._target:
                self.finish()
                self._target, self._file = target, self._open.enter_context(whole_file(target))
            self._file.write(content)

    def finish(self) -> None:
        """Let the file that is being written take its place.

        Raises:
            WriteError: that was not possible.
        """
        with _writing(self._target):
            self._file = None
            self._open.close()

    def __enter__(self) -> Outputs:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.finish()
        else:
            self._open.__exit__(kind, error, trace)


@contextmanager
def _writing(target: Path | None) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if target is None and isinstance(error, BrokenPipeError):
            # Or Python would complain of the pipe once more when it flushes at its end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        name = "to standard output" if target is None else str(target)
        raise WriteError(f"could not write {name}: {error.strerror or error}") from error
