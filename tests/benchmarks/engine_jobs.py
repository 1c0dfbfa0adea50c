"""What the benchmark lets each engine do: clean a folder's documents, and say how many came out.

A folder holds the same documents as JSON lines and as Parquet, in files of equal size.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from html import escape
from pathlib import Path

from tests.benchmarks.speed import ROOT


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

    lines = path.read_text(encoding="utf-8").splitlines()
    texts = (json.loads(line)["text"] for line in lines)
    return sum(isinstance(each, qf.CleanResult) for each in qf.QualityFilter().clean_many(texts))


def pages(folder: Path, workers: int) -> int:
    """Web pages in place of texts, in batches of Arrow, in one process."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from qualityfilter.integrations.arrow import clean_table

    table = pq.read_table(folder / "parquet").to_batches(max_chunksize=64)
    count = 0
    for batch in table:
        html = pa.array(map(_page, batch.column("text").to_pylist()))
        cleaned = clean_table(pa.table({"html": html}), html="html")
        count += cleaned.column("failure").null_count
    return count


def _page(text: str) -> str:
    """Put a text into a page of about 100 kB, of which most is menus, styles and scripts."""
    links = "".join(
        f"<li class='nav-item'><a href='/section/{n}'>Section {n}</a>" for n in range(150)
    )
    teasers = "".join(
        f"<div class='card'><a href='/story/{n}'><h3>Council weighs plan number {n}</h3></a></div>"
        for n in range(60)
    )
    paragraphs = "".join(f"<p>{escape(each)}</p>" for each in text.split("\n\n"))
    filler = "window.dataLayer.push({event: 'view', page: 'story'});" * 1400
    return (
        f"<!doctype html><html lang='en'><head><title>Story</title><script>{filler}</script></head>"
        f"<body><nav><ul>{links}</ul></nav><article>{paragraphs}</article>"
        f"<aside>{teasers}</aside><footer>Terms of use</footer></body></html>"
    )


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
    "pages": (pages, (1,)),
    "pandas": (pandas, (1,)),
    "polars": (polars, (1,)),
    "scrapy": (scrapy, (1, 2)),
    "datatrove": (datatrove, (1, 2)),
    "ray": (ray, (1, 2)),
    "spark": (spark, (1, 2)),
}
"""What is measured, and with how many workers."""
