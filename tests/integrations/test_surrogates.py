"""A lone surrogate, which UTF-8 cannot hold, costs no other row in any engine."""

from __future__ import annotations

import asyncio
from typing import Any

import pyarrow as pa
import pytest

import qualityfilter as qf
from qualityfilter.integrations.arrow import clean_batch, clean_table, output_schema
from tests.conftest import MID, OPEN

TEXT = f"{OPEN}\n\nJoin our Telegram channel\n\n{MID}\n"
CLEAN = f"{OPEN}\n\n{MID}\n"
ODD = f"{OPEN} \ud800"
TEXTS = [TEXT, ODD, MID]
NO_STRING = "text: column 'text' holds no string"


def encoded(texts: list[str], kind: Any = None) -> pa.Array:
    """Return a column of Arrow's strings, surrogates and all, as a careless writer makes it."""
    raw = pa.array([text.encode("utf-8", "surrogatepass") for text in texts])
    return pa.Array.from_buffers(kind or pa.string(), len(raw), raw.buffers())


@pytest.mark.parametrize("spans", [False, True])
def test_arrow(spans: bool) -> None:
    batch = pa.record_batch({"text": encoded(TEXTS), "title": encoded(TEXTS)})
    cleaned = clean_batch(batch, title="title", spans=spans)
    assert [each is None for each in cleaned["failure"].to_pylist()] == [True, False, True]
    assert cleaned["failure"][1].as_py().startswith("encoding: not UTF-8")
    assert cleaned["text"].slice(2).to_pylist() == [MID]
    table = clean_table(pa.table(batch), title="title", spans=spans)
    assert table["failure"].to_pylist() == cleaned["failure"].to_pylist()


@pytest.mark.parametrize("kind", ["object", "category", "string"])
def test_pandas(kind: str) -> None:
    pd = pytest.importorskip("pandas", reason="pandas is not installed: extra `engines`")
    from qualityfilter.integrations.pandas import clean_frame

    column = pd.Series(TEXTS, dtype=object)
    if kind == "category":
        categories = pd.Index(TEXTS, dtype=object)
        column = pd.Series(pd.Categorical.from_codes([0, 1, 2], categories))
    elif kind == "string":
        column = column.astype(pd.StringDtype("python"))
    frame = pd.DataFrame({"text": column})
    frame.index = pd.Index([7, 7, 3])
    for spans in (False, True):
        cleaned = clean_frame(frame, spans=spans)
        assert cleaned["failure"].isna().tolist() == [True, False, True]
        assert cleaned["failure"].tolist()[1] == NO_STRING
        assert cleaned["text"].tolist() == [CLEAN, ODD, MID]
        assert cleaned.index.equals(frame.index)
    beside = pd.DataFrame({"text": [TEXT] * 3, "title": pd.Series(TEXTS, dtype=object)})
    assert clean_frame(beside, title="title")["failure"].isna().all()


def test_polars() -> None:
    pl = pytest.importorskip("polars", reason="Polars is not installed: extra `engines`")
    from qualityfilter.integrations.polars import clean_frame

    frame = pl.DataFrame([pl.Series("text", [*TEXTS, 3.5, None], pl.Object)])
    for spans in (False, True):
        cleaned = clean_frame(frame, spans=spans)
        assert cleaned["text"].dtype == pl.Object
        assert cleaned["text"].to_list() == [CLEAN, ODD, MID, 3.5, None]
        assert cleaned["failure"].to_list() == [None, NO_STRING, None, NO_STRING, NO_STRING]


def test_ray() -> None:
    """A column that Ray could not give to Arrow comes as one of pickled objects."""
    pytest.importorskip("ray.data", reason="Ray is not installed: extra `engines`")
    import numpy as np
    from ray.data._internal.arrow_block import ArrowBlockAccessor

    from qualityfilter.integrations.ray import Clean

    make = getattr(ArrowBlockAccessor, "batch_to_block", None)
    if make is None:
        pytest.skip("this release of Ray makes its blocks elsewhere")
    table = make({"text": np.array([*TEXTS, 3.5], dtype=object), "id": np.arange(4)})
    cleaned = Clean()(table)
    assert cleaned["text"].to_pylist() == [CLEAN, None, MID, None]
    assert cleaned["failure"].to_pylist() == [None, NO_STRING, None, NO_STRING]
    assert cleaned["id"].to_pylist() == [0, 1, 2, 3]


def test_spark() -> None:
    pytest.importorskip("pyspark", reason="Spark is not installed: extra `engines`")
    from qualityfilter.integrations.spark import cleaner

    (cleaned,) = cleaner()([pa.record_batch({"text": encoded(TEXTS)})])
    assert [each is None for each in cleaned["failure"].to_pylist()] == [True, False, True]


def test_sklearn() -> None:
    """Its texts are strings of Python's, which may hold one: nothing fails."""
    from qualityfilter.integrations.sklearn import QualityFeatures, QualityFilterTransformer

    assert QualityFilterTransformer().fit_transform(TEXTS).tolist() == [CLEAN, ODD, MID]
    assert QualityFeatures().fit_transform(TEXTS).shape[0] == 3


@pytest.mark.parametrize("given", [None, 3, object()])
def test_sklearn_refuses_what_are_no_texts(given: Any) -> None:
    from qualityfilter.integrations.sklearn import QualityFilterTransformer

    with pytest.raises(qf.InputError, match="X must be texts, not "):
        QualityFilterTransformer().fit(given)


def test_scrapy() -> None:
    """So are those of an item."""
    pytest.importorskip("scrapy", reason="Scrapy is not installed: extra `engines`")
    from scrapy.settings import Settings
    from scrapy.statscollectors import MemoryStatsCollector

    from qualityfilter.integrations.scrapy import QualityFilterPipeline, read_options

    class Crawler:
        settings = Settings({"STATS_DUMP": False})

    stats = MemoryStatsCollector(Crawler())
    pipeline = QualityFilterPipeline(read_options(Crawler.settings), stats)

    async def items() -> list[dict[str, Any]]:
        given = ({"text": text, "title": ODD} for text in TEXTS)
        return list(await asyncio.gather(*map(pipeline.process_item, given)))

    found = asyncio.run(items())
    assert [item["text"] for item in found] == [CLEAN, ODD, MID]
    assert [item["qualityfilter"]["failure"] for item in found] == [None] * 3


@pytest.mark.parametrize("given", [None, 3, "text", ["text"], {"text": ["text"]}])
def test_what_is_no_table_is_refused(given: Any) -> None:
    for clean, name in ((clean_table, "table"), (clean_batch, "batch"), (output_schema, "schema")):
        with pytest.raises(qf.InputError, match=f"{name} must be of the class "):
            clean(given)


@pytest.mark.parametrize(
    "named",
    [
        *({name: wrong} for name in ("text", "prefix") for wrong in (None, 3, ["a"], "\ud800")),
        *({name: wrong} for name in ("html", "title", "lang") for wrong in (3, ["a"], b"a")),
        {"spans": "yes"},
        {"columns": "text"},
        {"settings": {}},
        {"settings": "fast"},
        {"quality_filter": "x"},
    ],
)
def test_options_of_a_wrong_type_are_refused(named: dict[str, Any]) -> None:
    with pytest.raises(qf.UsageError):
        clean_table(pa.table({"text": [MID]}), **named)
