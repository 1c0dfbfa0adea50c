"""How results show themselves: in one short line, and in a notebook."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given

import qualityfilter as qf
from qualityfilter.core import notebook
from tests.browsers import NoBrowser, chromium
from tests.conftest import MID, OPEN
from tests.test_laws import many, texts
from tests.test_values import EVIDENCE, RESULT, SPANS, TEXT


def test_a_result_is_one_short_line() -> None:
    assert repr(RESULT) == (
        "<CleanResult review quality=0.50 words=10, cut social 1, related 1, legal 1, "
        "marked speculative 1: 'The bridge opens.\\nIt may cost more.\\nNobo'...>"
    )
    plain = replace(RESULT, spans=(), text=TEXT, scores=replace(RESULT.scores, quality=None))
    assert repr(plain).startswith("<CleanResult review words=10: 'The bridge opens.")
    long = replace(RESULT, document=qf.Document(TEXT * 1000), text=TEXT * 1000, spans=())
    assert len(repr(long)) < 150


def test_a_span_shows_its_text() -> None:
    assert repr(RESULT.spans[0]) == "<Span cut social 0.97 at 18-29: 'Share this\\n'>"
    assert repr(SPANS[0]) == "<Span cut social 0.97 at 18-29>"


def test_documents_and_pages_show_what_is_known_of_them() -> None:
    assert repr(qf.Document("It rains.")) == "<Document: 'It rains.'>"
    document = qf.Document("word " * 1000, title="Rain", url="https://news.example/1", id="7")
    assert repr(document) == (
        "<Document id='7' title='Rain' url='https://news.example/1': "
        "'word word word word word word word word '...>"
    )
    assert repr(qf.Document(None)) == "<Document: None>"  # type: ignore[arg-type]
    assert repr(qf.Page(b"<p>x</p>", lang="en")) == "<Page lang='en': b'<p>x</p>'>"
    assert repr(qf.Page(["x"])) == "<Page: list>"


class Read(HTMLParser):
    """Reads a fragment: the text outside of labels and reasons, and whether elements close."""

    def __init__(self, fragment: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.text = ""
        self.feed(fragment)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if len(self.open) > 1 and self.open[1] == "div" and "span" not in self.open:
            self.text += data


def test_a_notebook_shows_cuts_marks_and_reasons() -> None:
    found = RESULT._repr_html_()
    assert re.search(r"<del [^>]*>Share this</del><span [^>]*>\[social\]</span>\n", found)
    assert re.search(r"<u [^>]*>It may cost more\.</u><span [^>]*>\[speculative\]</span>", found)
    assert "<b>review</b>: short (10, limit 40)" in found
    assert "report, en, quality 0.50" in found
    assert "a share button (rule:social.buttons); reads like social (model:default)" in found
    assert "<summary>why (4)</summary>" in found


@pytest.mark.parametrize("markup", ["<script>alert(1)</script>", "</div></del><b>", "\"&amp;'>"])
def test_markup_is_escaped_everywhere(markup: str) -> None:
    evidence = (replace(EVIDENCE[0], reason=markup, source=markup),)
    span = replace(SPANS[0], label=markup, evidence=evidence, end=18 + len(markup))
    text = TEXT[:18] + markup + TEXT
    result = replace(
        RESULT,
        document=qf.Document(text),
        spans=(span,),
        text=qf.cut(text, (span,)),
        language=markup,
        kinds=(qf.Kind(markup, 1.0),),
    )
    found = result._repr_html_()
    assert markup not in found
    read = Read(found)
    assert read.open == []
    assert read.seen <= {"div", "b", "del", "span", "details", "summary"}
    assert text in read.text


@many
@given(text=texts)
def test_any_result_can_be_shown(text: str) -> None:
    result = qf.clean(text)
    assert len(repr(result)) < 700
    assert "\n" not in repr(result)
    found = result._repr_html_()
    found.encode()
    read = Read(found)
    assert read.open == []


def test_of_a_long_text_the_beginning_is_shown() -> None:
    text = f"{OPEN}\n{MID}\n" * 500
    found = qf.clean(text)._repr_html_()
    assert f"{len(text) - notebook._LONGEST:,} more characters" in found
    assert len(found) < 2_000_000


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
def test_a_notebook_can_be_read(scheme: str, width: int) -> None:
    """Text, cuts and labels are there, take the page's own colours, and fit a narrow window."""
    result = qf.clean(f"{OPEN}\n\nFollow us on Facebook\n\n{MID}")
    colours = "body{background:#111;color:#eee}" if scheme == "dark" else ""
    try:
        with chromium() as browser:
            page = browser.new_page(viewport={"width": width, "height": 600})
            page.set_content(f"<style>{colours}</style>{result._repr_html_()}")
            assert page.locator("del").inner_text() == "Follow us on Facebook"
            assert page.locator("text=[social]").is_visible()
            ink = "element => getComputedStyle(element).color"
            assert page.locator("del").evaluate(ink) == page.locator("body").evaluate(ink)
            page.locator("summary").click()
            assert page.locator("details > div").first.is_visible()
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    except NoBrowser as reason:
        pytest.skip(str(reason))
