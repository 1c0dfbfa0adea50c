"""Attacks on a run and on what is the user's: foreign folders, links, changed inputs, bombs.

They are a part of `python -m tests.benchmarks.stress`, whose table they fill.
"""

from __future__ import annotations

import json
import lzma
import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from qualityfilter.records.streams import compressor
from tests.benchmarks.stress import CLEAN, MEGABYTE, Row, ids, jsonl, lines_of
from tests.runs.command import Command, run, until
from tests.runs.resuming import text

WORK = "out.jsonl.unfinished"
LIMIT = 20
"""Seconds that a bomb's record may take."""


def tree(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def write(path: Path, content: str = "precious") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    return path


def link(path: Path, target: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)


FOREIGN: Mapping[str, Callable[[Path], object]] = {
    "files": lambda here: write(here / WORK / "notes.txt"),
    "folders": lambda here: write(here / WORK / "0/000000.kept"),
    "a run's names": lambda here: (write(here / WORK / "run.json"), write(here / WORK / "lock")),
    "a link": lambda here: link(here / WORK, here / "user"),
    "a link to nothing": lambda here: link(here / WORK, here / "nowhere"),
    "a file": lambda here: write(here / WORK),
    "a lock that leads away": lambda here: link(
        here / WORK / "qualityfilter.lock", here / "user/run.json"
    ),
    "parts that lead away": lambda here: (
        write(here / WORK / "qualityfilter.lock", ""),
        link(here / WORK / "0", here / "user/0"),
    ),
}


def foreign(new: Callable[[], Path]) -> Row:
    """Put what is not ours in the place of an unfinished run."""
    changed = 0
    for make in FOREIGN.values():
        for more in ((), ("--restart",)):
            folder = new()
            jsonl(folder / "a.jsonl", map(text, range(20)))
            write(folder / "user/run.json")
            write(folder / "user/0/000000.kept")
            make(folder)
            before = tree(folder)
            code, _ = run(*CLEAN, *more, folder=folder)
            changed += code not in (2, 4) or tree(folder) != before
    return Row("a folder OUT.unfinished that is not ours", 2 * len(FOREIGN), changed, "")


def links(folder: Path) -> Row:
    """Let outputs be links; what they lead to is written, and the links stay."""
    jsonl(folder / "a.jsonl", map(text, range(20)))
    run(*CLEAN, folder=folder)
    wanted = (folder / "out.jsonl").read_bytes()
    (folder / "out.jsonl").unlink()
    real = write(folder / "elsewhere/real.jsonl")
    real.chmod(0o600)
    link(folder / "out.jsonl", real)
    run(*CLEAN, folder=folder)
    good = (folder / "out.jsonl").is_symlink() and real.read_bytes() == wanted
    good &= real.stat().st_mode & 0o777 == 0o600
    return Row("an output that is a link to a file of mode 600", 1, int(not good), "")


def changed(new: Callable[[], Path], times: int = 5) -> Row:
    """Change an input between two runs, and keep its size and its time, as `cp -p` does."""
    mixed = 0
    for number in range(times):
        folder = new()
        source = jsonl(folder / "a.jsonl", map(text, range(200)))
        process = Command(CLEAN, folder=folder, pause=0.02)
        until(folder / WORK / "0/000000.json", process.process)
        process.process.kill()
        process.wait()
        status, content = source.stat(), bytearray(source.read_bytes())
        at = number * (len(content) - 1) // max(1, times - 1)
        content[at] ^= 1
        source.write_bytes(content)
        os.utime(source, ns=(status.st_atime_ns, status.st_mtime_ns))
        mixed += run(*CLEAN, folder=folder)[0] != 2
    return Row("an input changed, its size and time kept", times, mixed, "each is refused")


# --- bombs


def compressed(folder: Path, name: Any, block: bytes) -> str:
    """Write a good record, and behind it what grows to a gigabyte."""
    made: Any = lzma.LZMACompressor(preset=0) if name == "xz" else compressor(name)
    path = folder / f"a.jsonl.{name}"
    with path.open("wb") as file:
        file.write(made.compress(json.dumps({"id": 0, "text": "x"}).encode() + b"\n"))
        for _ in range(1000 * MEGABYTE // len(block)):
            file.write(made.compress(block))
        file.write(made.flush())
    return path.name


def parquet(folder: Path, _: bytes) -> str:
    import pyarrow as pa
    import pyarrow.parquet as pq

    texts = ["x", *["word " * 6_000_000] * 32]
    table = pa.table({"id": [*range(33)], "text": texts})
    pq.write_table(table, folder / "a.parquet", compression="zstd")
    return "a.parquet"


def bombs(new: Callable[[], Path]) -> Iterator[Row]:
    """Read small files that grow out of bounds; the good record before them is cleaned."""
    idle = _peak(new(), jsonl(new() / "a.jsonl", ["x"]).resolve())[0]
    blocks = {"of zeros": bytes(MEGABYTE), "of line feeds": b"\n" * MEGABYTE}
    for kind in ("gz", "bz2", "xz", "zst", "parquet"):
        for what, block in blocks.items():
            folder = new()
            name = parquet(folder, block) if kind == "parquet" else compressed(folder, kind, block)
            size = (folder / name).stat().st_size
            peak, seconds = _peak(folder, Path(name))
            lost = int(not {0, "0"} & ids(folder / "out.jsonl"))
            label = "32 rows of a text of 30 MB" if kind == "parquet" else what
            note = f"{size:,} bytes; {seconds:.0f} s"
            yield Row(f"a bomb, {kind}, {label}", 1, lost, note, peak - idle)
            if kind == "parquet":
                break


def _peak(folder: Path, name: Path) -> tuple[int, float]:
    """Run; gives the megabytes that the process held at most that reads, and the seconds."""
    arguments = ["clean", str(name), "-o", "out.jsonl", "-j", "1", "--time-limit", str(LIMIT)]
    began, peak = time.monotonic(), 0
    process = Command(arguments, folder=folder)
    status = Path(f"/proc/{process.process.pid}/status")
    while process.process.poll() is None:
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM"):
                peak = max(peak, int(line.split()[1]) // 1024)
        time.sleep(0.05)
    process.wait()
    return peak, time.monotonic() - began


def deadly(folder: Path) -> Row:
    """Send records that workers lack the memory to take: each fails, and the run ends."""
    jsonl(folder / "a.jsonl", ["x", *["y" * 90_000_000] * 3, "z"])
    process = Command([*CLEAN, "-j", "1"], folder=folder, memory=60 * MEGABYTE)
    code, _ = process.wait(600)
    failed = [json.loads(line) for line in lines_of(folder / "out.jsonl.failures.jsonl")]
    lost = 5 - len(ids(folder / "out.jsonl")) - len(failed)
    kinds = ", ".join(each["kind"] for each in failed) or "none"
    return Row("records that workers die of while sent", 3, lost, f"exit code {code}; {kinds}")


def stopped(folder: Path) -> Row:
    """Stop a worker again and again; what it had fails or is cleaned by another."""
    jsonl(folder / "a.jsonl", map(text, range(200)))
    process = Command([*CLEAN, "-j", "2", "--time-limit", "2"], folder=folder, pause=0.05)
    times = 0
    while process.process.poll() is None and times < 3:
        time.sleep(1)
        if found := [each for each in process.left() if each != process.process.pid]:
            with suppress(ProcessLookupError):
                os.kill(found[0], signal.SIGSTOP)
                times += 1
    code, _ = process.wait(120)
    failed = [json.loads(line)["kind"] for line in lines_of(folder / "out.jsonl.failures.jsonl")]
    rejected = lines_of(folder / "out.jsonl.rejected.jsonl")
    lost = 200 - len(lines_of(folder / "out.jsonl")) - len(failed) - len(rejected)
    note = f"exit code {code}; {failed.count('timeout')} records failed as too late"
    return Row("SIGSTOP of a worker", times, lost, note)


def rows(new: Callable[[], Path]) -> Iterator[Row]:
    yield foreign(new)
    yield links(new())
    yield changed(new)
    yield from bombs(new)
    yield deadly(new())
    yield stopped(new())
