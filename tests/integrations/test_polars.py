"""Frames of Polars: types and other columns stay, and strings are not copied on their way in."""

from typing import Any

import pytest

import qualityfilter as qf
from qualityfilter.integrations.columns import FINDINGS, UNDOING
from tests.conftest import MID, OPEN

pytestmark = pytest.mark.engine
pl = pytest.importorskip("polars", reason="Polars is not installed: extra `engines`")

from qualityfilter.integrations.polars import clean_frame  # noqa: E402

TEXT = f"{OPEN}\n\nJoin our Telegram channel\n\n{MID}\n"
CLEAN = f"{OPEN}\n\n{MID}\n"


def frame_of(**columns: Any) -> Any:
    return pl.DataFrame({"at": [[1], None, [2, 3]], "text": [TEXT, None, MID], **columns})


@pytest.mark.parametrize("kind", [pl.String, pl.Categorical, pl.Enum([TEXT, MID])])
def test_every_type_of_text(kind: Any) -> None:
    frame = frame_of().with_columns(pl.col("text").cast(kind))
    cleaned = clean_frame(frame)
    assert cleaned.columns == ["at", "text", *FINDINGS]
    assert cleaned["at"].equals(frame["at"])
    assert cleaned["text"].to_list() == [CLEAN, None, MID]
    assert cleaned["text"].dtype == pl.String
    assert cleaned["failure"].to_list() == [None, "text: column 'text' holds no string", None]
    assert cleaned["words"].dtype == pl.Int64
    assert cleaned["reasons"].dtype == pl.List(pl.String)


def test_spans_and_a_prefix() -> None:
    cleaned = clean_frame(frame_of(words=[1, 2, 3]), spans=True, prefix="qf_")
    assert cleaned.columns[3:] == [f"qf_{name}" for name in (*FINDINGS, *UNDOING)]
    (result, cut) = (qf.clean(TEXT), cleaned["qf_spans"].to_list()[0][0])
    assert (cut["start"], cut["end"], cut["action"]) == (
        result.cuts[0].start,
        result.cuts[0].end,
        "cut",
    )
    assert cleaned["words"].to_list() == [1, 2, 3]


def test_pages_and_titles() -> None:
    page = f"<title>Bridge</title><p>{OPEN}</p><p>{MID}</p>"
    frame = pl.DataFrame({"html": [page.encode(), None], "title": ["Bridge", None]})
    cleaned = clean_frame(frame, html="html", title="title")
    assert cleaned.columns == ["html", "title", "text", *FINDINGS]
    assert cleaned["text"].to_list() == [qf.clean_html(page, title="Bridge").text, None]


def test_an_empty_frame_has_the_same_schema() -> None:
    frame = frame_of()
    assert clean_frame(frame.clear()).schema == clean_frame(frame).schema


def test_a_wrong_call_says_what_to_do() -> None:
    with pytest.raises(qf.UsageError, match="there is no column 'body'; there are: at, text"):
        clean_frame(frame_of(), text="body")
    with pytest.raises(qf.UsageError, match="there is a column 'words' already"):
        clean_frame(frame_of(words=[1, 2, 3]))
    with pytest.raises(qf.InputError, match="not LazyFrame: collect it first"):
        clean_frame(frame_of().lazy())
