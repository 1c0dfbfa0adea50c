"""The same columns are read by default everywhere, and the site follows from the address."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from typer.testing import CliRunner

import qualityfilter as qf
from qualityfilter.integrations.arrow import clean_batch, clean_table
from qualityfilter.integrations.columns import Columns
from qualityfilter.records.jsonlines import document_of
from qualityfilter.records.options import Fields
from tests.command import app
from tests.conftest import MID, OPEN

TITLE = "Bridge over the Sarn to be mended"
STANDING = "The Courier is at your door each morning"
SITES = ("https://www.courier.example/{}", "https://ledger.example/{}")
Records = list[dict[str, Any]]


@pytest.fixture(scope="module")
def records() -> Records:
    """Of two sites; one has a line that stands on all its pages, the other has it once."""
    return [
        {
            "url": SITES[number % 2].format(number),
            "title": TITLE,
            "text": f"{OPEN} {number}\n\n{MID} {number}"
            + (f"\n\n{STANDING}" if number % 2 == 0 or number == 3 else ""),
        }
        for number in range(60)
    ]


@pytest.fixture(scope="module")
def by_site(records: Records) -> qf.QualityFilter:
    sites: dict[str, list[str]] = {}
    for each in records:
        document = qf.Document(each["text"], url=each["url"])
        sites.setdefault(document.site, []).append(each["text"])
    profiles = {site: qf.learn_site(texts) for site, texts in sites.items()}
    assert set(profiles) == {"courier.example", "ledger.example"}
    return qf.QualityFilter(profiles=profiles)


@pytest.fixture(scope="module")
def wanted(records: Records, by_site: qf.QualityFilter) -> list[str]:
    texts = [by_site.clean(each["text"], title=TITLE, url=each["url"]).text for each in records]
    assert [STANDING in text for text in texts[:4]] == [False, False, False, True]
    return texts


def through_arrow(records: Records, by_site: qf.QualityFilter, folder: Path) -> list[str]:
    cleaned = clean_table(pa.Table.from_pylist(records), quality_filter=by_site)
    return cleaned.column("text").to_pylist()


def through_pandas(records: Records, by_site: qf.QualityFilter, folder: Path) -> list[str]:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed: extra `engines`")
    from qualityfilter.integrations.pandas import clean_frame

    return clean_frame(pandas.DataFrame(records), quality_filter=by_site)["text"].tolist()


def through_polars(records: Records, by_site: qf.QualityFilter, folder: Path) -> list[str]:
    polars = pytest.importorskip("polars", reason="Polars is not installed: extra `engines`")
    from qualityfilter.integrations.polars import clean_frame

    return clean_frame(polars.DataFrame(records), quality_filter=by_site)["text"].to_list()


def through_datatrove(records: Records, by_site: qf.QualityFilter, folder: Path) -> list[str]:
    data = pytest.importorskip("datatrove.data", reason="datatrove is missing: extra `engines`")
    from qualityfilter.integrations.datatrove import QualityFilterStep

    step = QualityFilterStep(by_site, drop=())
    beside = [{"url": each["url"], "title": each["title"]} for each in records]
    found = [
        data.Document(text=each["text"], id=str(number), metadata=said)
        for number, (each, said) in enumerate(zip(records, beside, strict=True))
    ]
    step.filter_batch(found)
    return [each.text for each in found]


def through_the_command(records: Records, by_site: qf.QualityFilter, folder: Path) -> list[str]:
    given, out = folder / "in.jsonl", folder / "out.jsonl"
    given.write_text("".join(f"{json.dumps(each)}\n" for each in records), encoding="utf-8")
    call = ["clean", str(given), "-o", str(out), "--by-site", "url", "-q", "-j", "1"]
    assert CliRunner().invoke(app, call).exit_code == 0
    return [json.loads(line)["text"] for line in out.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    "through",
    [
        through_arrow,
        through_the_command,
        *(
            pytest.param(each, marks=pytest.mark.engine)
            for each in (through_pandas, through_polars, through_datatrove)
        ),
    ],
)
def test_the_site_comes_from_the_address(
    through: Callable[[Records, qf.QualityFilter, Path], list[str]],
    records: Records,
    by_site: qf.QualityFilter,
    wanted: list[str],
    tmp_path: Path,
) -> None:
    assert through(records, by_site, tmp_path) == wanted


def test_a_title_is_read_by_default() -> None:
    text = f"{TITLE}\n\n{OPEN}\n\n{TITLE}\n\n{MID}"
    batch = pa.RecordBatch.from_pydict({"text": [text], "title": [TITLE]})
    assert clean_batch(batch).column("text").to_pylist() == [qf.clean(text, title=TITLE).text]
    without = clean_batch(batch, title=None, spans=True).column("spans").to_pylist()[0]
    assert "title" not in {json.loads(each["evidence"])[0]["source"] for each in without}
    given = clean_batch(batch, spans=True).column("spans").to_pylist()[0]
    assert "title" in {json.loads(each["evidence"])[0]["source"] for each in given}


@pytest.mark.parametrize(
    "column",
    [[7], [b"raw"], [[TITLE]], [None], [{"a": 1}], [""]],
    ids=["number", "bytes", "list", "null", "struct", "empty"],
)
@pytest.mark.parametrize("name", ["title", "url", "source"])
def test_what_is_no_text_is_passed_over(name: str, column: list[Any]) -> None:
    """Nobody asked for it to be read, so it is no reason to refuse a table."""
    plain = clean_batch(pa.RecordBatch.from_pydict({"text": [OPEN]}), spans=True)
    batch = pa.RecordBatch.from_pydict({"text": [OPEN], name: column})
    cleaned = clean_batch(batch, spans=True)
    assert cleaned.column(name).to_pylist() == column
    assert cleaned.drop_columns([name]).equals(plain)
    twice = pa.RecordBatch.from_arrays(
        [pa.array([each]) for each in (OPEN, TITLE, TITLE)], names=["text", name, name]
    )
    assert clean_batch(twice).column("text").to_pylist() == [OPEN]


def test_a_text_is_not_its_own_title() -> None:
    """Where the text stands in a column `title`, that holds no title beside it."""
    batch = pa.RecordBatch.from_pydict({"title": [TITLE]})
    columns = Columns(text="title")
    assert columns.within(batch.schema.names).title is None
    document = document_of({"title": TITLE}, Fields(text="title"))
    assert document == qf.Document(TITLE)
    page = document_of({"url": "<p>x"}, Fields(html="url"))
    assert page == qf.Page("<p>x")


def test_the_same_fields_are_read_by_default() -> None:
    fields, columns = Fields(), Columns()
    for name in ("text", "html", "title", "url", "source"):
        assert getattr(fields, name) == getattr(columns, name)


@pytest.mark.engine
def test_items_bring_their_address() -> None:
    pytest.importorskip("scrapy", reason="Scrapy is not installed: extra `engines`")
    from scrapy.settings import Settings

    from qualityfilter.integrations.scrapy import read_options

    columns = read_options(Settings()).columns
    assert (columns.title, columns.url, columns.source) == ("title", "url", "source")


@pytest.mark.engine
def test_odd_columns_of_a_frame_are_passed_over() -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed: extra `engines`")
    from qualityfilter.integrations.pandas import clean_frame

    for column in ([1j], [7], ["x"], [object()], [pandas.Timestamp(0)], [None]):
        frame = pandas.DataFrame({"text": [OPEN], "source": column, "url": column})
        assert clean_frame(frame)["text"].tolist() == [OPEN]
        assert clean_frame(frame)["source"].equals(frame["source"])
