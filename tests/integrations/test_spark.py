"""Spark on this machine, with two workers: types, settings, and a worker that is killed."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import qualityfilter as qf
from tests.integrations.dying import die_once

pytestmark = pytest.mark.engine
pytest.importorskip("pyspark.sql", reason="Spark is not installed: extra `engines`")

from qualityfilter.integrations import spark as qf_spark  # noqa: E402


@dataclass(frozen=True)
class Dying:
    """Is killed in the middle of the run, once."""

    marker: Path
    clean: qf_spark.Cleaner

    def __call__(self, batches: Any) -> Any:
        for batch in self.clean(batches):
            yield batch
            die_once(self.marker)


@pytest.fixture(scope="module")
def frame(spark: Any, documents: list[dict[str, Any]]) -> Any:
    rows = [{**each, "nested": {"tags": [each["id"], None]}} for each in documents]
    schema = "id string, title string, text string, nested struct<tags: array<string>>"
    return spark.createDataFrame(rows, schema).repartition(4)


def test_what_is_nested_passes(frame: Any) -> None:
    schema = qf_spark.output_schema(frame.schema)
    assert schema["nested"] == frame.schema["nested"]
    for row in frame.limit(30).mapInArrow(qf_spark.cleaner(), schema).collect():
        assert row.asDict(recursive=True)["nested"] == {"tags": [row["id"], None]}


def test_a_killed_worker_loses_nothing(
    frame: Any, tmp_path: Path, expected: dict[str, dict[str, Any]]
) -> None:
    marker = tmp_path / "died"
    schema = qf_spark.output_schema(frame.schema, title="title", prefix="qf_")
    dying = Dying(marker, qf_spark.cleaner(title="title", prefix="qf_"))
    rows = frame.mapInArrow(dying, schema).select("id", "text", "qf_verdict").collect()
    assert marker.exists()
    assert sorted(map(tuple, rows)) == sorted(
        (key, each["text"], each["verdict"]) for key, each in expected.items()
    )


def test_settings_reach_the_workers(spark: Any) -> None:
    text = "The council met on Tuesday.\n\nJoin our Telegram channel\n"
    frame = spark.createDataFrame([(text,), (None,)], "text string")
    schema = qf_spark.output_schema(frame.schema)
    kept = qf_spark.cleaner(settings=qf.Settings().with_actions(social="keep"))
    rows = frame.mapInArrow(kept, schema).select("text", "failure").collect()
    assert {tuple(row) for row in rows} == {
        (text, None),
        (None, "text: column 'text' holds no string"),
    }


def test_a_wrong_column_is_told_before_anything_runs(frame: Any) -> None:
    with pytest.raises(qf.UsageError, match="there is no column 'body'; there are: id, title"):
        qf_spark.output_schema(frame.schema, text="body")
