"""Measure every engine with one worker and with two: `python -m tests.benchmarks.engines`.

Each run is a process of its own, on the same documents, with few and with all of them: the
difference is what documents take, the rest is what starting takes. The best of some rounds is
taken. On a machine that has other things to do the seconds say little; the processor's time that a
document takes says more.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.engine_jobs import ENGINES
from tests.benchmarks.speed import ROOT, machine, made_texts
from tests.benchmarks.watch import Watch

COUNT = 2000
FEW = 100
CORES = 1600
"""Of the machines that a billion documents are planned for."""
PART = 125
"""Documents in a file or block: 16 of them can be shared out."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of an engine.

    Attributes:
        seconds: it took, from the start of its process to its end.
        processor: seconds that all of its processes had a core.
        megabytes: of memory that they held at most, what they share counted once.
    """

    seconds: float
    processor: float
    megabytes: float


def run(engine: str, workers: int, texts: Sequence[str]) -> Run:
    """Let an engine clean some texts in a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder, texts)
        call = [sys.executable, "-m", "tests.benchmarks.engines", "--run", engine, name]
        started = time.monotonic()
        process = subprocess.Popen(
            [*call, str(workers)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        watch = Watch(process.pid)
        output, _ = process.communicate()
        seconds = time.monotonic() - started
        watch.stop()
    if process.returncode or int(output.split()[-1]) != len(texts):
        raise SystemExit(f"{engine} failed, or did not give {len(texts)} documents: {output!r}")
    return Run(seconds, watch.processor, watch.megabytes)


def _write(folder: Path, texts: Sequence[str]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    (folder / "parquet").mkdir()
    for start in range(0, len(texts), PART):
        rows = [
            {"id": str(start + at), "text": text} for at, text in enumerate(texts[start:][:PART])
        ]
        lines = "".join(f"{json.dumps(row)}\n" for row in rows)
        (folder / f"{start:05}.jsonl").write_text(lines, encoding="utf-8")
        pq.write_table(pa.Table.from_pylist(rows), folder / "parquet" / f"{start:05}.parquet")


def best(engine: str, workers: int, texts: Sequence[str], rounds: int) -> Run:
    """Return the least that a run took, of some rounds."""
    runs = [run(engine, workers, texts) for _ in range(rounds)]
    return Run(*(min(getattr(each, name) for each in runs) for name in Run.__slots__))


def figures(engine: str, workers: int, few: Run, all_: Run) -> dict[str, Any]:
    """Make figures of two runs."""
    more = COUNT - FEW
    processor = (all_.processor - few.processor) / more
    return {
        "engine": engine,
        "workers": workers,
        "start_seconds": max(few.seconds - (all_.seconds - few.seconds) * FEW / more, 0),
        "documents_per_second": more / (all_.seconds - few.seconds),
        "processor_milliseconds": processor * 1000,
        "documents_per_core_hour": 3600 / processor,
        "megabytes": all_.megabytes,
        "runs": [asdict(few), asdict(all_)],
    }


def plan(found: dict[str, Any], price: float) -> str:
    """Return what a billion documents take, at a price of a core hour."""
    hours = 1e9 / found["documents_per_core_hour"]
    return (
        f"{found['engine']:<10}{found['workers']:>8}{hours:>14,.0f}{hours / CORES:>10.1f}"
        f"{hours * price:>10,.0f}{found['megabytes'] / found['workers'] * CORES / 1024:>10,.0f}"
    )


def line(found: dict[str, Any]) -> str:
    return (
        f"{found['engine']:<10}{found['workers']:>8}{found['start_seconds']:>9.1f}"
        f"{found['documents_per_second']:>12.0f}{found['processor_milliseconds']:>14.2f}"
        f"{found['documents_per_core_hour']:>20,.0f}{found['megabytes']:>9,.0f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.engines")
    parser.add_argument(
        "engines", nargs="*", choices=[*ENGINES, []], help="all where none is named"
    )
    parser.add_argument("--rounds", type=int, default=3, help="of which the best is taken; 3")
    parser.add_argument("--price", type=float, default=0.04, help="of a core hour; 0.04")
    parser.add_argument("-o", "--out", type=Path, metavar="FILE.json", help="write the figures")
    parser.add_argument("--run", nargs=3, metavar=("ENGINE", "FOLDER", "WORKERS"))
    given = parser.parse_args()
    if given.run:
        engine, folder, workers = given.run
        print(ENGINES[engine][0](Path(folder), int(workers)))
        return
    texts = made_texts(COUNT)
    size = round(sum(map(len, texts)) / len(texts))
    print(f"{machine()['cpu']}, {os.cpu_count()} cores; {COUNT} documents of {size:,} characters; ")
    print(f"{'engine':<10}{'workers':>8}{'start s':>9}{'documents/s':>12}", end="")
    print(f"{'processor ms':>14}{'documents/core hour':>20}{'MB':>9}   load")
    report = []
    for engine in given.engines or ENGINES:
        for workers in ENGINES[engine][1]:
            load = os.getloadavg()[0]
            few = best(engine, workers, texts[:FEW], given.rounds)
            all_ = best(engine, workers, texts, given.rounds)
            report.append({**figures(engine, workers, few, all_), "load": load})
            print(f"{line(report[-1])}{load:>7.1f}", flush=True)
    print(f"\na billion documents on {CORES:,} cores, at {given.price} a core hour:")
    print(f"{'engine':<10}{'workers':>8}{'core hours':>14}{'hours':>10}{'price':>10}{'GB':>10}")
    print("\n".join(plan(each, given.price) for each in report))
    if given.out:
        found = {"machine": machine(), "characters": size, "engines": report}
        given.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
