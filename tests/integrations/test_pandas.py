"""Frames of pandas: index, types and other columns stay; what is no text costs no other row."""

from typing import Any

import pyarrow as pa
import pytest

import qualityfilter as qf
from qualityfilter.integrations.columns import FINDINGS, UNDOING
from tests.conftest import MID, OPEN

pytestmark = pytest.mark.engine
pd = pytest.importorskip("pandas", reason="pandas is not installed: extra `engines`")

from qualityfilter.integrations.pandas import clean_frame  # noqa: E402

TEXT = f"{OPEN}\n\nJoin our Telegram channel\n\n{MID}\n"
CLEAN = f"{OPEN}\n\n{MID}\n"


def frame_of(texts: list[Any], dtype: Any = None) -> Any:
    column = pd.Series(texts, dtype=dtype).array
    index = pd.Index([7, 7, 3, 9][: len(texts)], name="key")
    return pd.DataFrame({"any": [object()] * len(texts), "text": column}, index=index)


@pytest.mark.parametrize(
    "dtype", [None, object, "string", "category", pd.ArrowDtype(pa.large_string())]
)
def test_every_type_of_text(dtype: Any) -> None:
    frame = frame_of([TEXT, None, MID], dtype)
    before = frame.copy()
    cleaned = clean_frame(frame)
    assert frame.equals(before)
    assert cleaned.index.equals(frame.index)
    assert cleaned["any"].tolist() == frame["any"].tolist()
    assert cleaned.columns.tolist() == ["any", "text", *FINDINGS]
    assert cleaned["text"].isna().tolist() == [False, True, False]
    assert cleaned["text"].dropna().tolist() == [CLEAN, MID]
    assert cleaned["failure"].tolist()[1] == "text: column 'text' holds no string"
    assert cleaned["verdict"].isna().tolist() == [False, True, False]
    kind = frame["text"].dtype
    assert cleaned["text"].dtype == (kind.categories.dtype if dtype == "category" else kind)


def test_what_is_no_text_stays_as_it_was() -> None:
    texts = [TEXT, 3.5, "\ud800", b"bytes"]
    cleaned = clean_frame(frame_of(texts, object), spans=True, prefix="qf_")
    assert cleaned["text"].tolist() == [CLEAN, *texts[1:]]
    assert cleaned["qf_failure"].isna().tolist() == [True, False, False, False]
    assert cleaned["qf_original"].tolist()[0] == TEXT
    assert cleaned.columns.tolist()[2:] == [f"qf_{name}" for name in (*FINDINGS, *UNDOING)]


def test_pages_and_titles() -> None:
    page = f"<title>Bridge</title><p>{OPEN}</p><p>{MID}</p>"
    frame = pd.DataFrame({"html": [page.encode(), None], "title": ["Bridge", None]})
    cleaned = clean_frame(frame, html="html", title="title")
    assert cleaned.columns.tolist() == ["html", "title", "text", *FINDINGS]
    assert cleaned["text"].tolist()[0] == qf.clean_html(page, title="Bridge").text


def test_strings_of_arrow_are_not_copied() -> None:
    from qualityfilter.integrations import pandas as module

    column = pd.Series([TEXT] * 3, dtype=pd.ArrowDtype(pa.string()))
    given = pa.chunked_array(module._array(column)).chunk(0)
    assert (
        given.buffers()[2].address == column.array.__arrow_array__().chunk(0).buffers()[2].address
    )


def test_an_empty_frame_has_all_columns() -> None:
    cleaned = clean_frame(frame_of([], "string"))
    assert cleaned.shape == (0, 2 + len(FINDINGS))


def test_a_wrong_call_says_what_to_do() -> None:
    with pytest.raises(qf.UsageError, match="there is no column 'body'; there are: any, text"):
        clean_frame(frame_of([TEXT]), text="body")
    with pytest.raises(qf.UsageError, match="there is a column 'words' already"):
        clean_frame(frame_of([TEXT]).assign(words=1))
    with pytest.raises(qf.InputError, match=r"a pd.DataFrame is wanted, not Series"):
        clean_frame(frame_of([TEXT])["text"])
