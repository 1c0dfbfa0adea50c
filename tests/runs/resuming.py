"""Runs in this process that stop as if they were killed, at any change of the file system.

When a run is to be killed, the folder is copied as it is at that moment, and the copy is gone on
with: nothing that the code does on its way out can help it.
"""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from qualityfilter.records import chunk
from qualityfilter.records.options import Options
from qualityfilter.records.outcome import Outcome, Tally
from qualityfilter.records.runs import run as module
from qualityfilter.records.runs.inputs import Names
from qualityfilter.records.runs.plan import make_plan
from qualityfilter.records.runs.workers import Workers

RECORDS = 23
PART = 4
OPTIONS = Options("text", "text", only=frozenset({"accept", "review"}))


def text(number: int) -> str:
    """Return the text of a record: of every seven, one is rejected, and one fails."""
    order = {3: "REJECT", 5: "FAIL"}.get(number % 7, "plain")
    return f"Story {number}\n{order}\nJUNK {number}\nThe ferry runs, {'é' * number}.\n"


def write_inputs() -> None:
    """Write inputs of all formats to the working folder, and make the folder of an output."""
    Path("made").mkdir(exist_ok=True)
    values = [{"id": number, "text": text(number), "n": number / 2} for number in range(RECORDS)]
    lines = [json.dumps(each) for each in values]
    lines[8] = "{broken"
    Path("a.jsonl").write_text("\n".join(lines))
    Path("b.jsonl").write_text("\n".join(lines[:6]))
    rows = (f'{each["id"]},"{each["text"]}"' for each in values)
    Path("t.csv").write_text("\n".join(["id,text", *rows]))
    with suppress(ImportError):
        import pyarrow as pa
        import pyarrow.parquet as pq

        pq.write_table(pa.Table.from_pylist(values), "t.parquet", row_group_size=7)
    folder = Path("in/deep")
    folder.mkdir(parents=True)
    for number in range(12):
        (folder / f"{number}.txt").write_text(text(number))
    (folder / "page.html").write_text("<p>A page</p>\n")
    for name in ("a.jsonl", "t.csv"):
        shutil.copy2(name, f"in/{name}")


KINDS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "lines": (("a.jsonl",), "out.jsonl"),
    "gz": (("a.jsonl",), "out.jsonl.gz"),
    "zst": (("a.jsonl",), "out.jsonl.zst"),
    "array": (("a.jsonl",), "out.json.gz"),
    "several": (("a.jsonl", "b.jsonl"), "out.jsonl.xz"),
    "csv": (("t.csv",), "out.csv"),
    "parquet": (("t.parquet",), "out.parquet"),
    "to parquet": (("a.jsonl",), "out.parquet"),
    "texts": (("in/deep",), "out"),
    "mixed": (("in", "b.jsonl"), "made/out"),
}


class Killed(BaseException):
    """The process is no more."""


@dataclass
class Watch:
    """Counts the changes of the file system, and kills a run at one.

    Attributes:
        changes: how many there were.
        kill_at: the number of the change before which the run is killed; None is never.
        copy: where the folder is copied to then.
    """

    changes: int = 0
    kill_at: int | None = None
    copy: Path = field(default_factory=Path)

    def change(self) -> None:
        global _watch  # noqa: PLW0603 - hooks cannot be removed
        self.changes += 1
        if self.changes - 1 == self.kill_at:
            _watch = None
            shutil.copytree(Path.cwd(), self.copy, symlinks=True)
            raise Killed


_watch: Watch | None = None
_CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir"}


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _watch is None:
        return
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_CREAT
    if writes or event in _CHANGES:
        _watch.change()


sys.addaudithook(_hook)


@contextmanager
def folder() -> Iterator[Path]:
    """Work in a new folder."""
    before = Path.cwd()
    memory = Path("/dev/shm")  # where nothing waits for a disk
    quick = memory if memory.is_dir() and os.access(memory, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=quick) as made:
        os.chdir(made)
        try:
            yield Path(made)
        finally:
            os.chdir(before)


@contextmanager
def small_parts() -> Iterator[None]:
    """Let parts hold few records, and chunks fewer."""
    with patch.object(module, "PART_RECORDS", PART), patch.object(chunk, "MOST_RECORDS", 2):
        yield


def clean(kind: str, workers: Workers, **how: Any) -> Tally:
    """Run one of `KINDS` in the working folder.

    Args:
        kind: its name.
        workers: what cleans.
        how: `watch` counts changes, `listen` is told of chunks, `options`, `restart` and `force`.
    """
    global _watch  # noqa: PLW0603 - hooks cannot be removed
    inputs, out = KINDS[kind]
    names = Names(inputs, out, force=how.get("force", False))
    plan = make_plan(names, how.get("options", OPTIONS))
    watch: Watch | None = how.get("watch")
    listen: Callable[[Outcome, int], None] = how.get("listen", lambda *_: None)

    def told(outcome: Outcome, size: int) -> None:
        listen(outcome, size)
        if watch:
            watch.change()

    _watch = watch
    try:
        with small_parts():
            return module.run(plan, workers, told, restart=how.get("restart", False))
    finally:
        _watch = None


def tree() -> dict[str, bytes]:
    """Return all files of the working folder."""
    paths = sorted(path for path in Path().rglob("*") if path.is_file())
    return {path.as_posix(): path.read_bytes() for path in paths}
