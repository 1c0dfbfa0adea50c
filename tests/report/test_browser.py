"""The report in a browser: by mouse and by keyboard, with markup in every text, in light and dark.

Every test fails on a request, a dialog, an error of the script, or a fault against the policy.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import qualityfilter as qf
from tests.browsers import NoBrowser, chromium
from tests.report.conftest import HOSTILE, SITES, articles

pytestmark = pytest.mark.browser

FLOOD = "river breaks its bank twice in one night"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    try:
        with chromium() as found:
            yield found
    except NoBrowser as reason:
        pytest.skip(str(reason))


class Opened:
    """A report in a page of its own, and all that it should not have done."""

    def __init__(self, browser: Any, report: Path, **options: Any) -> None:
        self.address = report.as_uri()
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.requests: list[str] = []
        self.page.on("request", lambda each: self.requests.append(each.url))
        self.page.on("console", lambda each: self.faults.append(each.text))
        self.page.on("pageerror", lambda each: self.faults.append(str(each)))
        self.page.on("dialog", lambda each: (self.faults.append(each.message), each.dismiss()))
        self.page.goto(self.address)

    def close(self) -> None:
        ran = self.page.evaluate("window.ran")
        self.context.close()
        assert (self.faults, ran) == ([], None)
        assert {each.partition("#")[0] for each in self.requests} == {self.address}


@pytest.fixture
def opened(browser: Any, report: Path) -> Iterator[Any]:
    found = Opened(browser, report)
    found.page.wait_for_selector("#text .prose")
    yield found.page
    found.close()


def status(page: Any) -> int:
    """Return how many documents are listed, once the filters are done."""
    page.wait_for_timeout(250)
    waits(page, "#status", re.compile("documents$"))
    return int(page.locator("#status").inner_text().split()[0])


def waits(page: Any, selector: str, text: Any) -> None:
    """Wait until an element holds a text."""
    from playwright.sync_api import expect

    expect(page.locator(selector)).to_have_text(text)


def open_document(page: Any, words: str) -> None:
    page.fill("[name=search]", words)
    assert status(page) == 1
    page.locator("#list button").click()
    page.wait_for_selector("#list [aria-current]")


LEAVE_OUT_LABELS = """shown => {
    const copy = shown.cloneNode(true);
    copy.querySelectorAll(".tag").forEach((tag) => tag.remove());
    return copy.textContent;
}"""


def prose(page: Any, number: int = 0) -> str:
    """Return the text that is shown, the labels left out."""
    return page.locator("#text .prose").nth(number).evaluate(LEAVE_OUT_LABELS)


def test_hostile_documents_stay_text(opened: Any) -> None:
    assert opened.locator("#title").inner_text() == HOSTILE["title"]
    assert prose(opened) == HOSTILE["text"]
    assert HOSTILE["url"] in opened.locator("#origin").inner_text()
    made = "#text :is(b, i, img, script, svg), #title :not(bdi), #list :is(img, script, u)"
    assert opened.locator(made).count() == 0


def test_filters(opened: Any, quality_filter: qf.QualityFilter) -> None:
    results = [quality_filter.clean(each["text"]) for each in articles()]
    total = status(opened)
    assert total == len(results) + 2
    opened.select_option("[name=verdict]", "review")
    found = status(opened)
    assert 0 < found < total
    assert {*opened.locator("#list .verdict").all_inner_texts()} == {" review"}
    opened.click("button[type=reset]")
    assert status(opened) == total
    opened.select_option("[name=source]", f"={SITES[1]}")
    assert status(opened) == len(articles()[1 :: len(SITES)])
    opened.click("button[type=reset]")
    opened.select_option("[name=label]", "caption")
    assert status(opened) == sum(any(s.label == "caption" for s in each.spans) for each in results)
    opened.click("button[type=reset]")
    opened.fill("[name=least]", "0.45")
    opened.fill("[name=most]", "0.5")
    graded = [each.scores.quality for each in results if each.scores.quality is not None]
    assert status(opened) == sum(0.45 <= each <= 0.5 for each in graded)
    opened.fill("[name=search]", "no such words")
    assert status(opened) == 0
    assert opened.locator("#list button").count() == 0


def test_search_reads_the_texts_and_sort_orders_them(opened: Any) -> None:
    opened.fill("[name=search]", "FERRIN BROKE through")
    assert status(opened) == 1
    opened.click("button[type=reset]")
    opened.select_option("[name=sort]", "cut")
    status(opened)
    shares = opened.locator("#list .about span:nth-child(3)").all_inner_texts()
    numbers = [float(each.split()[1]) for each in shares]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] > 0


def test_the_list_has_pages(opened: Any) -> None:
    first = opened.locator("#list button").all_inner_texts()
    assert len(first) == 25
    opened.click("#later")
    second = opened.locator("#list button").all_inner_texts()
    assert len(second) == 25
    assert second != first
    opened.click("#earlier")
    assert opened.locator("#list button").all_inner_texts() == first
    opened.locator("#list button").last.click()
    opened.click("#after")
    waits(opened, "#page", re.compile("^page 2"))
    opened.wait_for_selector("#list [aria-current]")
    assert opened.locator("#list [aria-current]").all_inner_texts() == second[:1]


def test_a_reason_is_read_by_keyboard_alone(opened: Any) -> None:
    keys = opened.keyboard

    def tab_to(selector: str, most: int = 60) -> None:
        for _ in range(most):
            keys.press("Tab")
            if opened.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        pytest.fail(f"{selector} is not reached by the keyboard")

    tab_to(".skip", 1)
    keys.press("Enter")
    tab_to("[name=search]", 1)
    keys.type(FLOOD)
    assert status(opened) == 1
    tab_to("#list button")
    keys.press("Enter")
    waits(opened, "#title:focus", re.compile(FLOOD))
    tab_to("#text .tag", 8)
    tip = opened.locator("#tip")
    assert tip.is_visible()
    first = tip.inner_text()
    assert "caption, cut" in first
    assert "model:default" in first
    assert opened.evaluate("document.activeElement.getAttribute('aria-describedby')") == "tip"
    keys.press("Escape")
    assert not tip.is_visible()
    keys.press("Tab")
    assert tip.is_visible()
    assert tip.inner_text() != first


def test_a_reason_is_read_by_pointing(opened: Any) -> None:
    open_document(opened, FLOOD)
    tip = opened.locator("#tip")
    assert not tip.is_visible()
    opened.locator("#text mark").hover()
    assert "cue:speculative.probably" in tip.inner_text()
    tip.hover()
    opened.wait_for_timeout(400)
    assert tip.is_visible()
    opened.locator("h1").hover()
    tip.wait_for(state="hidden")


def test_before_and_after(opened: Any, quality_filter: qf.QualityFilter) -> None:
    open_document(opened, FLOOD)
    (record,) = (each for each in articles() if each["id"] == "en-story-continues-flood")
    result = quality_filter.clean(record["text"])
    assert prose(opened) == record["text"]
    opened.check("[value=both]")
    assert (prose(opened), prose(opened, 1)) == (record["text"], result.text)
    assert opened.locator("#text .prose").nth(1).locator("del").count() == 0
    cuts = opened.locator("#text del").all_inner_texts()
    assert cuts == [record["text"][each.start : each.end].strip() for each in result.cuts]


def test_copy_as_json(opened: Any, quality_filter: qf.QualityFilter) -> None:
    open_document(opened, FLOOD)
    opened.locator("#copy").focus()
    opened.keyboard.press("Enter")
    waits(opened, "#copied", "Copied")
    opened.focus("[name=search]")
    opened.keyboard.press("Control+A")
    opened.keyboard.press("Control+V")
    copied = json.loads(opened.input_value("[name=search]"))
    result = quality_filter.clean(copied["qualityfilter"]["original"])
    assert copied["text"] == result.text
    assert copied["qualityfilter"]["spans"] == json.loads(json.dumps(result.to_dict()["spans"]))
    assert copied["qualityfilter"]["verdict"] == result.verdict.decision


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
def test_it_is_accessible(browser: Any, report: Path, scheme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    size = {"width": width, "height": 900}
    opened = Opened(browser, report, color_scheme=scheme, viewport=size, bypass_csp=True)
    page = opened.page
    page.wait_for_selector("#text .prose")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    open_document(page, FLOOD)
    page.locator("#text .tag").first.focus()
    for view in ("marked", "both"):
        page.check(f"[value={view}]")
        page.locator("#text .tag").first.focus()
        found = axe.Axe().run(page).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    opened.close()


def test_figures_are_there_without_scripts(browser: Any, report: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(report.as_uri())
    assert page.locator(".main dd").first.is_visible()
    assert page.locator("svg[role=img]").count() == 2
    assert "turned off" in page.locator("noscript").inner_text()
    assert not page.locator("#browser").is_visible()
    context.close()
