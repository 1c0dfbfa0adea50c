"""Finished parts of a run, in a folder beside its output, so that it can be taken up again.

A part is there once its `.json` is, which is written last; it holds the sizes and digests of the
part's files. What a run was begun with stands in `run.json`.

The folder bears a mark, the file `qualityfilter.lock`. One without it is somebody else's, and is
left alone; in ours, only files of the names that a run gives are written and removed.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO

from qualityfilter.core.errors import UsageError
from qualityfilter.records.outcome import Tally
from qualityfilter.records.runs.files import TEMPORARY, mark_of, whole_file, writing
from qualityfilter.records.runs.locks import locked

KINDS = ("kept", "rejected", "failures", "seen")
"""What a part holds, each in a file of its own."""

_ABOUT, _DONE = "run.json", "done.json"

_MARK = "qualityfilter.lock"
"""The file that marks a folder as this package's own, and that a run holds while it is there."""

_OWN = re.compile(rf"\d{{6,}}\.(?:{'|'.join(KINDS)}|json)|{re.escape(_DONE)}|{TEMPORARY.pattern}")
"""Matches the names of files in a job's folder."""


@dataclass(frozen=True, slots=True)
class CheckpointStore:
    """The folder of an unfinished run.

    Attributes:
        folder: where it lies.
    """

    folder: Path

    @property
    def mark(self) -> str:
        """Marks files that this run has begun to write elsewhere."""
        return mark_of(self.folder)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Make the folder, and keep other runs out of it.

        Raises:
            UsageError: one is in it, or it is none of this package's.
            WriteError: it could not be made.
        """
        with writing(self.folder):
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError):
                self.folder.mkdir(mode=0o700)  # texts lie there, whoever may read the output
            self._check()
        with locked(self.folder / _MARK, self.folder):
            yield

    def _check(self) -> None:
        """See that the folder is this package's, or has nothing in it that could be lost.

        Raises:
            UsageError: it is not.
        """
        own = not self.folder.is_symlink() and self.folder.is_dir()
        if own and (found := {each.name: each.is_symlink() for each in self.folder.iterdir()}):
            own = _MARK in found and not any(found.values())
        if not own:
            raise UsageError(
                f"{self.folder} is not this command's own, and would be written to and removed; "
                "move it away, or give another output"
            )

    def begin(self, about: Mapping[str, Any], *, restart: bool = False) -> bool:
        """Make the folder, or see that the run in it is the same.

        Args:
            about: what the run follows from, as plain values, by what to call them.
            restart: whether to throw away what is there.

        Returns:
            Whether an earlier run was stopped there.

        Raises:
            UsageError: another run was begun there.
            WriteError: it could not be written.
        """
        known = self.folder / _ABOUT
        stopped = known.exists()
        if restart or not stopped:
            with writing(self.folder):
                self._empty()
            with whole_file(known, follow=False) as file:
                file.write(_with_checksum(about))
            return stopped
        before = _read(known)
        changed = [name for name in about if name not in before or before[name] != about[name]]
        if changed:
            raise UsageError(
                f"{self.folder} holds an unfinished run with other {' and '.join(changed)}; "
                "finish it as it was begun, or give --restart to begin anew"
            )
        return stopped

    def part(self, job: int, number: int) -> Part:
        """Return a part of a job, whether it is there or not."""
        return Part(self.folder / f"{job}" / f"{number:06}")

    def finished(self, job: int) -> Iterator[tuple[Part, Finished]]:
        """Return the finished parts of a job, from the first on, up to one that is not."""
        for number in count():
            part = self.part(job, number)
            if (made := part.finished()) is None:
                return
            yield part, made

    def done(self, job: int) -> list[Any] | None:
        """What was remembered of a job when its output was in its place; None if it is not."""
        return _read(self.folder / f"{job}" / _DONE).get("about")

    def finish(self, job: int, about: list[Any]) -> None:
        """Remember that a job's output is in its place."""
        path = self.folder / f"{job}" / _DONE
        with whole_file(path, lasting=False, follow=False) as file:
            file.write(_with_checksum({"about": about}))

    def forget(self, job: int) -> None:
        """Forget all of a job."""
        with writing(self.folder):
            _clear(self.folder / f"{job}")

    def remove(self) -> None:
        """Forget the run; what is not of it stays, and so does the folder then."""
        with suppress(OSError):
            self._empty()
            if [path.name for path in self.folder.iterdir()] == [_MARK]:
                (self.folder / _MARK).unlink()
                self.folder.rmdir()

    def _empty(self) -> None:
        """Remove what a run has written, but for the mark."""
        for path in [*self.folder.iterdir()]:
            if path.name.isdecimal() and path.is_dir() and not path.is_symlink():
                _clear(path)
            elif path.name == _ABOUT or TEMPORARY.fullmatch(path.name):
                _unlink(path)


def _clear(folder: Path) -> None:
    """Remove what a run has written to a job's folder, and the folder, if that was all."""
    for path in [*folder.iterdir()]:
        if _OWN.fullmatch(path.name):
            _unlink(path)
    with suppress(OSError):
        folder.rmdir()


def _unlink(path: Path) -> None:
    """Remove a file, or a link, but never a folder."""
    if path.is_symlink() or not path.is_dir():
        path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Finished:
    """What a part was made of.

    Attributes:
        tally: what became of its records.
        size: how many bytes they were.
    """

    tally: Tally
    size: int


@dataclass(frozen=True, slots=True)
class Part:
    """Some of what a job gives.

    Attributes:
        base: path of its files, but for their endings.
    """

    base: Path

    def path(self, kind: str) -> Path:
        """Return the file that holds one of `KINDS`."""
        return self.base.with_suffix(f".{kind}")

    def finished(self) -> Finished | None:
        """Return what became of its records; None if it is not finished, or damaged."""
        about = _read(self.base.with_suffix(".json"))
        if not all(self._holds(kind, about.get(kind)) for kind in KINDS):
            return None
        return Finished(Tally(**about["tally"]), about["size"])

    def _holds(self, kind: str, digest: str | None) -> bool:
        path = self.path(kind)
        if not path.exists():  # the output has been made of it
            return kind == "kept" and bool(digest) and (self.base.parent / _DONE).exists()
        found = hashlib.sha256()
        with suppress(OSError), path.open("rb") as file:
            while block := file.read(1 << 20):
                found.update(block)
        return found.hexdigest() == digest

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """Write it; it is finished when the `with` block ends well.

        Raises:
            WriteError: it could not be written.
        """
        with writing(self.base):
            self.base.parent.mkdir(parents=True, exist_ok=True)
            with ExitStack() as stack:
                files = [stack.enter_context(self._open(kind)) for kind in KINDS]
                made = Writer(files)
                yield made
                for file in files:
                    file.flush()
                    if file.tell():
                        os.fsync(file.fileno())
        digests = (digest.hexdigest() for digest in made.digests)
        about: dict[str, Any] = dict(zip(KINDS, digests, strict=True))
        about |= {"tally": made.tally.to_dict(), "size": made.size}
        # If a power cut takes this, or some of what it tells of, that is noticed and done again.
        path = self.base.with_suffix(".json")
        with whole_file(path, lasting=False, follow=False) as file:
            file.write(_with_checksum(about))

    def _open(self, kind: str) -> BinaryIO:
        path = self.path(kind)
        path.unlink(missing_ok=True)  # an earlier run's: it is not cut, in case it is a link
        return path.open("xb")


class Writer:
    """Writes the files of a part."""

    def __init__(self, files: Sequence[BinaryIO]) -> None:
        self.files = files
        self.digests = [hashlib.sha256() for _ in files]
        self.tally = Tally()
        self.size = 0

    def write(self, *contents: bytes) -> None:
        """Append to the files, in the order of `KINDS`."""
        for file, digest, content in zip(self.files, self.digests, contents, strict=True):
            file.write(content)
            digest.update(content)

    def count(self, tally: Tally, size: int) -> None:
        """Count what became of some records, and how many bytes they were."""
        self.tally += tally
        self.size += size


def _with_checksum(values: Mapping[str, Any]) -> bytes:
    """Return plain values as JSON, and below it what tells whether that is damaged."""
    content = json.dumps(values, indent=1).encode()
    return content + b"\n" + hashlib.sha256(content).hexdigest().encode() + b"\n"


def _read(path: Path) -> dict[str, Any]:
    """Return what a file holds; nothing, where it is damaged or there is none."""
    with suppress(OSError):
        content, _, digest = path.read_bytes().removesuffix(b"\n").rpartition(b"\n")
        if hashlib.sha256(content).hexdigest().encode() == digest:
            return json.loads(content)
    return {}
