"""Measure every engine with one worker and with two: `python -m tests.benchmarks.engines`.

Each run is a process of its own, on the same documents, once with few and once with all of them:
the difference is what documents take, the rest is what starting takes. On a machine with other
things to do the seconds say little; the processor's time that a document takes says more.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.speed import ROOT, machine, made_texts
from tests.benchmarks.watch import Watch

COUNT = 2000
FEW = 100
PART = 125
"""Documents in a file or block: 16 of them can be shared out."""


def python(folder: Path, workers: int) -> int:
    """The filter alone, in processes of the standard library."""
    from concurrent.futures import ProcessPoolExecutor

    parts = sorted(folder.glob("*.jsonl"))
    if workers == 1:
        return sum(map(_cleaned, parts))
    with ProcessPoolExecutor(workers) as pool:
        return sum(pool.map(_cleaned, parts))


def _cleaned(path: Path) -> int:
    import qualityfilter as qf
    from qualityfilter.integrations._threads import one_blas_thread

    one_blas_thread()
    lines = path.read_text(encoding="utf-8").splitlines()
    texts = (json.loads(line)["text"] for line in lines)
    return sum(isinstance(each, qf.CleanResult) for each in qf.QualityFilter().clean_many(texts))


def pandas(folder: Path, workers: int) -> int:
    import pandas as pd

    from qualityfilter.integrations.pandas import clean_frame

    return len(clean_frame(pd.read_parquet(folder / "parquet")))


def polars(folder: Path, workers: int) -> int:
    import polars as pl

    from qualityfilter.integrations.polars import clean_frame

    return len(clean_frame(pl.read_parquet(folder / "parquet")))


def scrapy(folder: Path, workers: int) -> int:
    """Items that one response holds; two workers are two crawls."""
    pipelines = {"qualityfilter.integrations.scrapy.QualityFilterPipeline": 300}
    parts = sorted(folder.glob("*.jsonl"))
    crawls = []
    for number in range(workers):
        source = folder / f"crawl-{number}.txt"
        mine = (path.read_text(encoding="utf-8") for path in parts[number::workers])
        source.write_text("".join(mine), encoding="utf-8")
        call = [
            *(sys.executable, "-m", "scrapy", "runspider", "tests/integrations/spider.py"),
            *("-O", str(folder / f"crawled-{number}.jsonl"), "-a", "kind=lines"),
            *("-a", f"site={source.as_uri()}", "-a", f"told={folder / 'stats.json'}"),
            *("-s", f"ITEM_PIPELINES={json.dumps(pipelines)}", "-s", "LOG_LEVEL=ERROR"),
        ]
        crawls.append(subprocess.Popen(call, cwd=ROOT))
    if any(crawl.wait() for crawl in crawls):
        raise SystemExit("a crawl failed")
    written = folder.glob("crawled-*.jsonl")
    return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in written)


def datatrove(folder: Path, workers: int) -> int:
    from datatrove.executor.local import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers.jsonl import JsonlWriter

    from qualityfilter.integrations.datatrove import QualityFilterStep

    pipeline = [
        JsonlReader(str(folder), glob_pattern="*.jsonl"),
        QualityFilterStep(drop=()),
        JsonlWriter(str(folder / "out"), compression=None),
    ]
    logs = str(folder / "logs")
    LocalPipelineExecutor(pipeline, tasks=workers, workers=workers, logging_dir=logs).run()
    written = (folder / "out").glob("*.jsonl")
    return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in written)


def ray(folder: Path, workers: int) -> int:
    import ray

    from qualityfilter.integrations import ray as qf_ray

    ray.init(
        num_cpus=workers + 1,  # one to read with
        include_dashboard=False,
        object_store_memory=200 << 20,
        log_to_driver=False,
        logging_level="ERROR",
    )
    cleaned = (
        ray.data.read_parquet(str(folder / "parquet"))
        .repartition(max(len(list(folder.glob("*.jsonl"))), workers))
        .map_batches(
            qf_ray.Clean,
            compute=ray.data.ActorPoolStrategy(size=workers),
            batch_format="pyarrow",
        )
    )
    cleaned.write_parquet(str(folder / "out"))
    return int(ray.data.read_parquet(str(folder / "out")).count())


def spark(folder: Path, workers: int) -> int:
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    from pyspark.sql import SparkSession

    from qualityfilter.integrations import spark as qf_spark

    session = (
        SparkSession.builder.master(f"local[{workers}]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.files.maxPartitionBytes", 1 << 18)
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", 256)
        .getOrCreate()
    )
    frame = session.read.parquet(str(folder / "parquet"))
    schema = qf_spark.output_schema(frame.schema)
    frame.mapInArrow(qf_spark.cleaner(), schema).write.parquet(str(folder / "out"))
    return int(session.read.parquet(str(folder / "out")).count())


ENGINES: dict[str, tuple[Callable[[Path, int], int], tuple[int, ...]]] = {
    "python": (python, (1, 2)),
    "pandas": (pandas, (1,)),
    "polars": (polars, (1,)),
    "scrapy": (scrapy, (1, 2)),
    "datatrove": (datatrove, (1, 2)),
    "ray": (ray, (1, 2)),
    "spark": (spark, (1, 2)),
}
"""What is measured, and with how many workers."""


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
            few, all_ = run(engine, workers, texts[:FEW]), run(engine, workers, texts)
            report.append({**figures(engine, workers, few, all_), "load": load})
            print(f"{line(report[-1])}{load:>7.1f}", flush=True)
    if given.out:
        found = {"machine": machine(), "characters": size, "engines": report}
        given.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
