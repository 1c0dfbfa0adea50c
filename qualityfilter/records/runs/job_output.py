"""A job on its way: the parts of it that are finished, and the output that is made of them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path

from qualityfilter.records.formats import compression_of
from qualityfilter.records.outcome import Outcome
from qualityfilter.records.processing import join, tail
from qualityfilter.records.runs.files import identity, state, whole_file
from qualityfilter.records.runs.parts import CheckpointStore, Finished, Part, Writer
from qualityfilter.records.runs.plan import Job
from qualityfilter.records.streams import compressor


@dataclass(slots=True)
class JobOutput:
    """A job, and where its parts lie.

    Attributes:
        store: the folder of the run.
        number: that of the job.
        job: what is read and written.
        made: the parts that are finished, from the first on.
        done: whether the output is in its place.
    """

    store: CheckpointStore
    number: int
    job: Job
    made: list[tuple[Part, Finished]] = field(default_factory=list)
    done: bool = False

    @property
    def file(self) -> Path | None:
        """The one file that is written; None where each record becomes one."""
        return None if self.job.apart else self.job.target

    def look(self) -> Sequence[tuple[Part, Finished]]:
        """See what an earlier run has finished, and is there yet; gives these parts."""
        found = self.store.finished(self.number)
        self.made = list(found if self.file else takewhile(self._has_files, found))
        about = self.store.done(self.number)
        self.done = about == self._about()
        if about and self.file and not self.done:  # what it was made of is there no more
            self.store.forget(self.number)
            self.made = []
        return self.made

    @contextmanager
    def writer(self, number: int) -> Iterator[Writer]:
        """Write a part; it is finished when the `with` block ends well.

        Raises:
            WriteError: it could not be written.
        """
        part = self.store.part(self.number, number)
        with part.writer() as writer:
            yield writer
            if not self.file and hasattr(os, "sync"):
                os.sync()
        self.made.append((part, Finished(writer.tally, writer.size)))

    def write_files(self, outcome: Outcome) -> bytes:
        """Write a file for each record, and give what to remember of them.

        Raises:
            WriteError: one could not be written.
        """
        names = []
        for each in outcome.kept:
            path = (self.job.target or Path()) / str(each.name)
            with whole_file(path, lasting=False, mark=self.store.mark, follow=False) as file:
                file.write(each.content)
            names.append([each.name, len(each.content)])
        return b"".join(json.dumps(name).encode() + b"\n" for name in names)

    def close(self) -> None:
        """Put the output in its place, if it is not there.

        Raises:
            WriteError: it could not be written.
        """
        if self.done:
            return
        kept = [part.path("kept") for part, _ in self.made]
        if self.file:
            with whole_file(self.file, mark=self.store.mark) as file:
                join(kept, file, self.job.options)
                if end := tail(self.job.options):
                    packer = compressor(compression_of(self.file))
                    file.write(packer.compress(end) + packer.flush())
        self.store.finish(self.number, self._about())
        for path in kept if self.file else ():
            path.unlink(missing_ok=True)
        self.done = True

    def _about(self) -> list[object]:
        """Return what changes if the output, or what is remembered of it, is damaged."""
        return [len(self.made), state(self.file), identity(self.file)[-1:]]

    def _has_files(self, one: tuple[Part, Finished]) -> bool:
        """Return whether all files of a part's records are there, and as long as they were."""
        names = one[0].path("kept")
        if not names.exists():
            return False
        folder = self.job.target or Path()
        with names.open("rb") as lines:
            return all(state(folder / name)[:1] == [size] for name, size in map(json.loads, lines))
