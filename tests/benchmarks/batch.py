"""Measure `qualityfilter clean` on many texts: `python -m tests.benchmarks.batch`.

Figures are ratios of times in the same minutes: the machine's speed hardly matters to them. Memory
is the sum over all processes, of which what they share counts once.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any, NamedTuple

from tests.benchmarks.speed import THREADS, made_texts
from tests.runs.command import REAL, Command

MEGABYTE = 1 << 20
TEXTS = 3000
ROUNDS = 3


def write(path: Path, count: int | None, size: int | None = None) -> int:
    """Write mixed fixture texts as JSON lines, so many or so many bytes; gives how many."""
    texts, written = made_texts(), 0
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(islice(cycle(texts), count)):
            line = json.dumps({"id": number, "text": text}) + "\n"
            file.write(line)
            written += len(line)
            if size and written >= size:
                return number + 1
    return count or 0


class Spent(NamedTuple):
    """What a command took.

    Attributes:
        seconds: of time.
        processor: seconds of all cores together.
        peak: megabytes of memory, at most; 0 where that was not looked at.
    """

    seconds: float
    processor: float
    peak: float


def spent(folder: Path, *arguments: str, memory: bool = False, **options: Any) -> Spent:
    """Run the command once; to look at its memory costs it some time."""
    began, before, peak = time.monotonic(), os.times(), 0.0
    command = Command(["clean", "a.jsonl", "-q", *arguments], REAL, folder=folder, **options)
    while memory and command.process.poll() is None:
        peak = max(peak, held(command.left()))
        time.sleep(0.25)
    code, said = command.wait(None)
    assert code == 0, said
    after = os.times()
    processor = after[2] + after[3] - before[2] - before[3]
    return Spent(time.monotonic() - began, processor, peak)


def held(processes: list[int]) -> float:
    """Return the megabytes that processes hold; what several share is divided among them."""
    total = 0
    for each in processes:
        try:
            about = Path(f"/proc/{each}/smaps_rollup").read_text()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in about.splitlines() if line[:4] == "Pss:")
    return total / 1024


ALONE = """
import json, sys, time
import qualityfilter as qf
f = qf.QualityFilter()
f.clean("The bridge was opened on Friday.")
began = time.perf_counter(), time.process_time()
with open(sys.argv[1], encoding="utf-8") as file:
    documents = (qf.Document(json.loads(line)["text"]) for line in file)
    for result in f.clean_many(documents, batch_size=64):
        assert isinstance(result, qf.CleanResult), result
print(time.perf_counter() - began[0], time.process_time() - began[1])
"""


def alone(folder: Path, **options: Any) -> Spent:
    """Clean the same texts in one process, start-up apart."""
    command = [sys.executable, "-c", ALONE, str(folder / "a.jsonl")]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, **options)
    seconds, processor = map(float, done.stdout.split())
    return Spent(seconds, processor, 0)


def load() -> str:
    return " ".join(f"{each:.1f}" for each in os.getloadavg())


def speeds(folder: Path, count: int) -> Iterator[str]:
    """Compare two jobs with one, and one with no processes at all; start-up apart."""
    kinds: dict[str, Callable[[], Spent]] = {
        "start": lambda: spent(folder / "start", "-o", "out.jsonl", "-j", "1"),
        "start 2": lambda: spent(folder / "start", "-o", "out.jsonl", "-j", "2"),
        "alone": lambda: alone(folder),
        "one": lambda: spent(folder, "-o", "out.jsonl", "-j", "1"),
        "two": lambda: spent(folder, "-o", "out.jsonl", "-j", "2"),
    }
    best: dict[str, Spent] = {}
    for number in range(ROUNDS):
        for name, measure in kinds.items():
            found = measure()
            best[name] = Spent(*map(min, found, best.get(name, found)))
        yield f"round {number + 1}: load {load()}; " + ", ".join(
            f"{name} {each.seconds:.1f} s ({each.processor:.1f} s of processor)"
            for name, each in best.items()
        )
    one = best["one"].seconds - best["start"].seconds
    two = best["two"].seconds - best["start 2"].seconds
    work = best["one"].processor - best["start"].processor
    yield f"{count} texts; {count / one:,.0f} a second with one job"
    yield f"two jobs / one job, time: {two / one:.2f}"
    yield f"one job / clean_many in one process, time: {one / best['alone'].seconds:.2f}"
    yield f"one job / clean_many in one process, processor: {work / best['alone'].processor:.2f}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.batch")
    parser.add_argument("--texts", type=int, default=TEXTS, help="to measure speed with")
    parser.add_argument(
        "--megabytes", type=int, nargs="*", default=[], help="to measure memory with"
    )
    parser.add_argument("--jobs", default="2", help="to measure memory with")
    given = parser.parse_args()
    os.environ |= dict.fromkeys(THREADS, "1")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "start").mkdir()
        write(folder / "start/a.jsonl", 2)
        if given.texts:
            write(folder / "a.jsonl", given.texts)
            for line in speeds(folder, given.texts):
                print(line, flush=True)
        for size in given.megabytes:
            count = write(folder / "a.jsonl", None, size * MEGABYTE)
            found = spent(folder, "-o", "out.jsonl", "-j", given.jobs, memory=True)
            print(
                f"{size} MB, {count} texts, {given.jobs} jobs: peak {found.peak:.0f} MB, "
                f"{found.seconds:.0f} s, {count / found.seconds:.0f} a second, load {load()}",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
