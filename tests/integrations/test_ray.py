"""Ray Data with two actors on this machine, also when one of them is killed."""

import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from tests.integrations.dying import die_once

pytestmark = pytest.mark.engine
ray = pytest.importorskip("ray", reason="Ray is not installed: extra `engines`")
pytest.importorskip("ray.data")

from qualityfilter.integrations import ray as qf_ray  # noqa: E402

BLOCKS = 8


class Dying(qf_ray.Clean):
    """Is killed in the middle of the run, once."""

    def __init__(self, marker: Path, **options: Any) -> None:
        super().__init__(**options)
        self.marker = marker
        self.calls = 0

    def __call__(self, table: pa.Table) -> pa.Table:
        self.calls += 1
        if self.calls > 1:
            die_once(self.marker)
        return super().__call__(table)


class Counting(qf_ray.Clean):
    """Tells which process cleaned a row."""

    def __call__(self, table: pa.Table) -> pa.Table:
        import os

        cleaned = super().__call__(table)
        time.sleep(0.2)  # so that the other actor gets something to do
        return cleaned.append_column("process", pa.array([os.getpid()] * len(cleaned)))


def cleaned(documents: list[dict[str, Any]], kind: Any, **options: Any) -> list[dict[str, Any]]:
    dataset = ray.data.from_arrow(
        [pa.Table.from_pylist(documents[number::BLOCKS]) for number in range(BLOCKS)]
    )
    mapped = dataset.map_batches(
        kind,
        fn_constructor_kwargs={"title": "title", **options},
        compute=ray.data.ActorPoolStrategy(size=2),
        batch_format="pyarrow",
        batch_size=None,
    )
    rows: list[dict[str, Any]] = mapped.take_all()
    return rows


@pytest.mark.usefixtures("local_ray")
def test_two_actors(documents: list[dict[str, Any]]) -> None:
    rows = cleaned(documents, Counting)
    assert len(rows) == len(documents)
    assert len({row["process"] for row in rows}) == 2


@pytest.mark.usefixtures("local_ray")
def test_a_killed_worker_loses_nothing(
    tmp_path: Path, documents: list[dict[str, Any]], expected: dict[str, dict[str, Any]]
) -> None:
    marker = tmp_path / "died"
    rows = cleaned(documents, Dying, marker=marker)
    assert marker.exists()
    assert len(rows) == len(expected)
    assert {row["id"]: row["text"] for row in rows} == {
        key: each["text"] for key, each in expected.items()
    }
