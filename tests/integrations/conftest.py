"""Documents that every engine gets, and what the filter itself makes of them."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from typing import Any

import pytest

import qualityfilter as qf
from qualityfilter.integrations.columns import row
from tests.conftest import FIXTURES, ROOT


def lines_of(pattern: str) -> list[str]:
    """Return the texts in some files of JSON lines."""
    return [
        json.loads(line)["text"]
        for path in sorted(FIXTURES.glob(pattern))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


@pytest.fixture(scope="session")
def documents() -> list[dict[str, Any]]:
    """200 records with `id`, `url`, `title` and `text`: articles, verdicts, junk between."""
    articles = [
        path.read_text(encoding="utf-8") for path in sorted(FIXTURES.glob("articles/*/article.txt"))
    ]
    short, junk = lines_of("verdicts/*.jsonl") + lines_of("hedges/*.jsonl"), lines_of("junk.jsonl")
    texts = [*articles, *short[: 198 - len(articles)], "", "\n".join(junk)]
    return [
        {
            "id": f"d{number}",
            "url": f"https://www.site{number % 3}.example/{number}",
            "title": text.partition("\n")[0][:80],
            "text": text,
        }
        for number, text in enumerate(texts)
    ]


@pytest.fixture(scope="session")
def expected(documents: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What the filter makes of the documents, by id: the cleaned text, and the table's row."""
    given = [qf.Document(each["text"], each["title"]) for each in documents]
    results = qf.QualityFilter().clean_many(given)
    found = {}
    for each, result in zip(documents, results, strict=True):
        assert isinstance(result, qf.CleanResult)
        found[each["id"]] = {"text": result.text, **row(result, spans=True)}
    return found


@pytest.fixture(scope="session")
def local_ray() -> Iterator[None]:
    """Ray on this machine, with three logical cores: two for actors, one to read with."""
    ray = pytest.importorskip("ray", reason="Ray is not installed: extra `engines`")
    for tries in reversed(range(3)):  # it gives itself 30 seconds, too few on a busy machine
        try:
            ray.init(
                num_cpus=3,
                include_dashboard=False,
                object_store_memory=100 << 20,
                log_to_driver=False,
                logging_level="ERROR",
                runtime_env={"env_vars": {"PYTHONPATH": str(ROOT), "RAY_USAGE_STATS_ENABLED": "0"}},
            )
            break
        except Exception:
            ray.shutdown()
            if not tries:
                raise
    yield
    ray.shutdown()


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """Spark on this machine, with two workers and two tries for each task."""
    sql = pytest.importorskip("pyspark.sql", reason="Spark is not installed: extra `engines`")
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        pytest.skip("Spark needs Java 17 or newer, and there is none on PATH or in JAVA_HOME")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("PYTHONPATH", str(ROOT))
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        session = (
            sql.SparkSession.builder.master("local[2,2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.memory", "512m")
            .config("spark.sql.execution.arrow.maxRecordsPerBatch", 20)
            .getOrCreate()
        )
        yield session
        session.stop()
