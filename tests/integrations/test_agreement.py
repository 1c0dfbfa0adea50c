"""Every way to the filter gives the same texts, spans and scores on the same 200 documents."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import qualityfilter as qf
from qualityfilter.integrations.columns import FINDINGS, UNDOING, Columns, row
from tests.conftest import ROOT

COLUMNS = Columns(spans=True)
COMPARED = ("text", *FINDINGS, *UNDOING)
Records = list[dict[str, Any]]


def one_by_one(documents: Records, folder: Path) -> Records:
    results = (qf.clean(each["text"], title=each["title"]) for each in documents)
    return [
        {**each, "text": result.text, **row(result, spans=True)}
        for each, result in zip(documents, results, strict=True)
    ]


def through_arrow(documents: Records, folder: Path) -> Records:
    from qualityfilter.integrations.arrow import clean_table

    return clean_table(pa.Table.from_pylist(documents), COLUMNS).to_pylist()


def through_pandas(documents: Records, folder: Path) -> Records:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed: extra `engines`")
    from qualityfilter.integrations.pandas import clean_frame

    cleaned = clean_frame(pandas.DataFrame(documents), COLUMNS)
    return pa.Table.from_pandas(cleaned).to_pylist()


def through_polars(documents: Records, folder: Path) -> Records:
    polars = pytest.importorskip("polars", reason="Polars is not installed: extra `engines`")
    from qualityfilter.integrations.polars import clean_frame

    return clean_frame(polars.DataFrame(documents), COLUMNS).to_dicts()


def through_datatrove(documents: Records, folder: Path) -> Records:
    pytest.importorskip("datatrove.executor.local", reason="datatrove is missing: extra `engines`")
    pytest.importorskip("orjson", reason="datatrove's readers need orjson: extra `engines`")
    from tests.integrations.trove import run

    (folder / "in").mkdir()
    for number in range(2):
        write(folder / "in" / f"{number}.jsonl", documents[number::2])
    run(folder, drop=(), spans=True)
    records = [each for path in (folder / "out").iterdir() for each in read(path)]
    # its writers leave out a text that is empty
    return [{"text": "", **each, **each["metadata"]["qualityfilter"]} for each in records]


def through_scrapy(documents: Records, folder: Path) -> Records:
    pytest.importorskip("scrapy", reason="Scrapy is not installed: extra `engines`")
    write(folder / "in.jsonl", documents)
    pipelines = {"qualityfilter.integrations.scrapy.QualityFilterPipeline": 300}
    call = [
        *(sys.executable, "-m", "scrapy", "runspider", "tests/integrations/spider.py"),
        *("-O", str(folder / "out.jsonl"), "-a", "kind=lines"),
        *("-a", f"site={(folder / 'in.jsonl').as_uri()}", "-a", f"told={folder / 'stats.json'}"),
        *("-s", f"ITEM_PIPELINES={json.dumps(pipelines)}"),
        *("-s", 'QUALITYFILTER_FIELDS={"spans": true}'),
    ]
    subprocess.run(call, cwd=ROOT, capture_output=True, check=True)
    return [{**each, **each["qualityfilter"]} for each in read(folder / "out.jsonl")]


def through_ray(documents: Records, folder: Path) -> Records:
    import ray

    from qualityfilter.integrations import ray as qf_ray

    pq.write_table(pa.Table.from_pylist(documents), folder / "in.parquet")
    dataset = ray.data.read_parquet(str(folder / "in.parquet")).repartition(8)
    cleaned = dataset.map_batches(
        qf_ray.Clean,
        fn_constructor_args=(COLUMNS,),
        compute=ray.data.ActorPoolStrategy(size=2),
        batch_format="pyarrow",
    )
    cleaned.write_parquet(str(folder / "out"))
    return pq.read_table(folder / "out").to_pylist()


def through_spark(documents: Records, folder: Path) -> Records:
    from pyspark.sql import SparkSession

    from qualityfilter.integrations import spark as qf_spark

    pq.write_table(pa.Table.from_pylist(documents), folder / "in.parquet")
    session = SparkSession.builder.getOrCreate()
    frame = session.read.parquet(str(folder / "in.parquet")).repartition(4)
    schema = qf_spark.output_schema(frame.schema, COLUMNS)
    frame.mapInArrow(qf_spark.cleaner(COLUMNS), schema).write.parquet(str(folder / "out"))
    return pq.read_table(folder / "out").to_pylist()


def write(path: Path, records: Records) -> None:
    path.write_text("".join(f"{json.dumps(each)}\n" for each in records), encoding="utf-8")


def read(path: Path) -> Records:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def through_the_command(documents: Records, folder: Path) -> Records:
    from typer.testing import CliRunner

    from tests.command import app

    write(folder / "in.jsonl", documents)
    call = ["clean", str(folder / "in.jsonl"), "-o", str(folder / "out.jsonl"), "--spans", "-q"]
    assert CliRunner().invoke(app, [*call, "-j", "1"]).exit_code == 0
    records = []
    for each in read(folder / "out.jsonl"):
        found = each["qualityfilter"]
        spans = [{**span, "evidence": json.dumps(span["evidence"])} for span in found["spans"]]
        records.append({**each, **found, **found["scores"], "spans": spans, "failure": None})
    return records


ENGINES = (
    through_pandas,
    through_polars,
    through_datatrove,
    through_scrapy,
    through_ray,
    through_spark,
)
RUNNING = {through_ray: "local_ray", through_spark: "spark"}
"""Ways that need something to run beside them, and the fixture that runs it."""


@pytest.mark.parametrize(
    "through",
    [
        one_by_one,
        through_the_command,
        through_arrow,
        *(pytest.param(each, marks=pytest.mark.engine) for each in ENGINES),
    ],
)
def test_every_way_gives_the_same(
    through: Callable[[Records, Path], Records],
    documents: Records,
    expected: dict[str, dict[str, Any]],
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    if through in RUNNING:
        request.getfixturevalue(RUNNING[through])
    found = {each["id"]: each for each in through(documents, tmp_path)}
    if through is through_datatrove:  # its readers skip empty texts
        documents = [each for each in documents if each["text"]]
    assert found.keys() == {each["id"] for each in documents}
    for key, each in found.items():
        assert {name: each[name] for name in COMPARED} == exactly(expected[key])


def exactly(values: dict[str, Any]) -> Any:
    """Scores are compared within 1e-6, all else to the byte."""
    return {
        name: pytest.approx(value, abs=1e-6) if isinstance(value, float) else value
        for name, value in values.items()
    }


def test_the_steps_of_scikit_learn_give_the_same(
    documents: Records, expected: dict[str, dict[str, Any]]
) -> None:
    """They know no titles, so neither does what they are compared with."""
    from qualityfilter.integrations.sklearn import QualityFeatures, QualityFilterTransformer

    texts = [each["text"] for each in documents]
    results = list(qf.QualityFilter().clean_many(texts))
    cleaned = QualityFilterTransformer().transform(texts)
    assert cleaned.tolist() == [result.text for result in results]
    names = QualityFeatures().get_feature_names_out()
    for scores, result in zip(QualityFeatures().transform(texts), results, strict=True):
        wanted = [getattr(result.scores, name) for name in names]
        assert scores == pytest.approx(np.array(wanted, dtype=float), abs=1e-6, nan_ok=True)
