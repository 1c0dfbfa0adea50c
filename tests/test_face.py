"""What stands at the front: `clean`, `clean_many` and `clean_html`, and what they say beside."""

import logging
import math
import pickle
import subprocess
import sys
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import qualityfilter as qf
from qualityfilter.rules import scan
from tests.conftest import END, MID, OPEN, ROOT

TITLE = "Bridge over the Sarn to be mended"
TEXT = f"{TITLE}\n\n{OPEN}\n\nFollow us on Facebook\n\n{MID}"
PAGE = f"<html><body><h1>{TITLE}</h1><p>{OPEN}</p><p>{MID}</p></body></html>"
CUTTING = qf.Settings().with_actions(headline="cut")


def test_clean_takes_settings() -> None:
    assert qf.clean(TEXT, title=TITLE, settings=CUTTING) == qf.QualityFilter(CUTTING).clean(
        TEXT, title=TITLE
    )
    assert qf.clean(TEXT, title=TITLE, settings=CUTTING).text != qf.clean(TEXT, title=TITLE).text
    cut = qf.clean_html(PAGE, title=TITLE, settings=CUTTING)
    assert cut.text != qf.clean_html(PAGE, title=TITLE).text
    with pytest.raises(qf.InputError, match="settings must be Settings, not dict"):
        qf.clean(TEXT, settings={"threshold": 0.5})  # type: ignore[arg-type]


def test_clean_takes_address_and_language() -> None:
    result = qf.clean(TEXT, url="https://www.news.example/1", lang="de")
    document = result.document
    assert (document.url, document.lang, document.site) == (
        "https://www.news.example/1",
        "de",
        "news.example",
    )
    assert (result.language, result.hedging) == ("de", "done")
    page = qf.clean_html(PAGE, url="https://news.example/1", lang="de", title=TITLE)
    assert (page.document.url, page.document.title, page.language) == (
        "https://news.example/1",
        TITLE,
        "de",
    )


def test_what_is_given_beside_a_document_wins_over_it() -> None:
    document = qf.Document(TEXT, "Old", "en", "https://old.example/1", source="old", id="7")
    found = qf.clean(document, title=TITLE, url="https://new.example/1", lang="de").document
    assert found == qf.Document(TEXT, TITLE, "de", "https://new.example/1", source="old", id="7")
    assert qf.clean(document).document == document
    page = qf.Page(PAGE, url="https://old.example/1", id="7")
    assert qf.clean(page, url="https://new.example/1").document.url == "https://new.example/1"


def test_clean_many_gives_what_clean_gives() -> None:
    documents = [TEXT, qf.Document(MID, id="2"), qf.Page(PAGE, id="3"), ""]
    for settings in (None, CUTTING):
        one = [qf.clean(each, settings=settings) for each in documents]
        assert list(qf.clean_many(documents, settings=settings, batch_size=2)) == one
    repeated = [TEXT, f"{TEXT}\n"]
    assert len(list(qf.clean_many(repeated))) == 2
    assert len(list(qf.clean_many(repeated, duplicates="drop"))) == 1
    with pytest.raises(qf.InputError, match="clean_many takes several documents"):
        qf.clean_many(TEXT)


def missing() -> list[Any]:
    found: list[Any] = [None, math.nan, np.float32("nan"), np.float64("nan")]
    try:
        import pandas as pd
    except ImportError:
        return found
    return [*found, pd.NA, pd.NaT]


def test_a_missing_text_is_an_empty_one() -> None:
    empty = qf.clean("")
    for value in missing():
        assert qf.clean(value) == empty
    results = list(qf.clean_many([TEXT, *missing(), MID]))
    assert results[1:-1] == [empty] * len(missing())
    assert (results[0], results[-1]) == (qf.clean(TEXT), qf.clean(MID))
    assert empty.verdict.decision == "reject"


def test_a_missing_title_is_none() -> None:
    for value in missing():
        assert qf.clean(TEXT, title=value, url=value, lang=value) == qf.clean(TEXT)
    document = qf.Document(TEXT, title=TITLE)
    assert qf.clean(document, title=None).document.title == TITLE


def test_a_number_is_no_missing_text() -> None:
    for value in (0.5, 3, math.inf, False):
        with pytest.raises(qf.InputError, match="a document's text must be str"):
            qf.clean(value)  # type: ignore[arg-type]


def test_a_column_is_mapped() -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed: extra `engines`")
    column = pandas.Series([TEXT, math.nan, None], dtype=object).map(qf.clean)
    assert column.map(lambda result: result.scores.words).tolist() == [
        qf.clean(TEXT).scores.words,
        0,
        0,
    ]


# --- warnings -----------------------------------------------------------------------------------

MARKUP = {
    "page": (PAGE, "looks like HTML"),
    "doctype": (f"\n<!DOCTYPE html>\n{PAGE}", "looks like HTML"),
    "fragment": (f'<div class="a"><p>{MID}</p></div>', "looks like HTML"),
    "object": (f'{{"text": "{MID}"}}', "looks like JSON"),
    "array": (f'\ufeff [{{"text": "{MID}"}}]\n', "looks like JSON"),
    "lines": (f'{{"text": "{MID}"}}\n{{"text": "{END}"}}\n', "looks like JSON"),
}
PROSE = (
    TEXT,
    "",
    "<b>Important</b> news: " + MID,
    "<div> is an element of HTML, the committee said.",
    "< 5 percent voted, the office said.",
    "<p",
    "[Updated] " + MID,
    "[1]",
    "[]",
    "{sic} " + MID,
    "{" * 100_000,
    "[" * 100_000,
)


@pytest.mark.parametrize(("text", "message"), MARKUP.values(), ids=list(MARKUP))
@pytest.mark.parametrize(
    "clean",
    [qf.clean, qf.QualityFilter().clean, lambda text: next(qf.clean_many([text]))],
    ids=["clean", "filter", "many"],
)
def test_markup_is_told_once_for_each_place(
    clean: Callable[[str], qf.CleanResult], text: str, message: str
) -> None:
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("default")
        for _ in range(3):
            result = clean(text)
    assert [message in str(each.message) for each in told] == [True]
    assert issubclass(told[0].category, qf.QualityFilterWarning)
    assert told[0].filename == __file__
    assert result.document.text == text


@pytest.mark.parametrize("text", PROSE, ids=range(len(PROSE)))
def test_prose_is_not_warned_of(text: str, recwarn: pytest.WarningsRecorder) -> None:
    qf.clean(text)
    assert [str(each.message) for each in recwarn] == []


def test_documents_and_pages_are_not_warned_of(recwarn: pytest.WarningsRecorder) -> None:
    """Who makes one has said what it is; a run of the command warns of nothing, either."""
    qf.clean(qf.Document(PAGE))
    qf.clean_html(PAGE)
    list(qf.clean_many([qf.Document(PAGE), qf.Page(PAGE)]))
    assert [str(each.message) for each in recwarn] == []


# --- logging ------------------------------------------------------------------------------------


def test_a_fault_is_logged_with_its_place(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("boom")

    monkeypatch.setattr(scan, "lay_out_lines", broken)
    with caplog.at_level(logging.DEBUG, "qualityfilter"):
        results = list(qf.clean_many([qf.Document("It rains.", id="7"), MID]))
    assert [each.kind for each in results if isinstance(each, qf.Failure)] == ["internal"] * 2
    assert {each.name for each in caplog.records} == {"qualityfilter.pipeline.filter"}
    levels = [each.levelname for each in caplog.records]
    assert levels == ["DEBUG", "ERROR", "ERROR"]
    assert caplog.records[1].getMessage() == "document '7' could not be cleaned"
    assert "in broken" in caplog.text
    assert "It rains." not in caplog.text


def test_models_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "qualityfilter"):
        made = qf.QualityFilter().clean("").provenance
    assert f"line model {made.model}, {made.model_digest[:12]}" in caplog.text


def test_a_program_that_does_not_ask_sees_nothing() -> None:
    code = (
        "import logging, qualityfilter as qf\n"
        "logging.getLogger('qualityfilter.pipeline.filter').error('shown nowhere')\n"
        "qf.clean('text')"
    )
    call = [sys.executable, "-c", code]
    found = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True)
    assert (found.stdout, found.stderr) == ("", "")


# --- sites --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "url", "site"),
    [
        (None, None, ""),
        ("", "https://news.example/1", "news.example"),
        (None, "https://www.News.example:8080/1?a=b", "news.example"),
        (None, "http://user:word@news.example", "news.example"),
        (None, "http://[broken", ""),
        (None, "news.example/1", ""),
        (None, "", ""),
        (None, 7, ""),
        (7, "https://news.example", "news.example"),
        ("courier", "https://news.example/1", "courier"),
        ("https://www.news.example/feed.xml", "https://other.example/1", "news.example"),
        ("AFP // wire", "https://news.example/1", "AFP // wire"),
        ("feed://", None, "feed://"),
    ],
)
def test_the_site_follows_from_source_and_address(source: Any, url: Any, site: str) -> None:
    assert qf.Document("text", source=source, url=url).site == site
    assert qf.Page("<p>text", source=source, url=url).site == site


def test_a_profile_is_found_by_the_address() -> None:
    standing = "Support the paper: buy your harbour card"
    issues = [f"{OPEN} Day {day}.\n\n{MID} Day {day}.\n\n{standing}" for day in range(30)]
    profiles = {"news.example": qf.learn_site(issues)}
    by_site = qf.QualityFilter(qf.Settings(max_loss=0.01), profiles=profiles)
    wanted = by_site.clean(qf.Document(issues[3], source="news.example"))
    assert "site.most" in {each.source for span in wanted.spans for each in span.evidence}
    for url in ("https://news.example/3", "https://www.news.example/a/3"):
        assert by_site.clean(issues[3], url=url).spans == wanted.spans
    assert (
        by_site.clean(qf.Document(issues[3], source="https://news.example/feed")).spans
        == wanted.spans
    )
    assert by_site.clean(issues[3], url="https://other.example/3").spans != wanted.spans
    feeds = qf.QualityFilter(
        qf.Settings(max_loss=0.01), profiles={"https://news.example/feed": profiles["news.example"]}
    )
    named = qf.Document(issues[3], source="https://news.example/feed")
    assert feeds.clean(named).spans == wanted.spans


def test_a_filter_with_settings_pickles() -> None:
    keeping = qf.QualityFilter(qf.Settings(keep=("follow us",), off=("social.share",)))
    again = pickle.loads(pickle.dumps(keeping))
    assert again.clean(TEXT) == keeping.clean(TEXT)
