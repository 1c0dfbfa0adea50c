"""The page in a browser: by keyboard alone, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qualityfilter.apps.review.files import read_labels
from tests.review.browsers import AXE, chromium
from tests.review.serving import ARTICLE, OTHER, served
from tests.review.test_server import data

pytestmark = pytest.mark.browser

LONG = "\n\n".join(
    f"The council of ward {number} voted to repair the {thing}. It may cost nine million."
    for number, thing in enumerate(("bridge", "pier", "mill", "school", "tower", "depot") * 2)
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


def held(path: Path) -> list[tuple[str, ...]]:
    return [each.labels for each in read_labels(path).history]


def status(page: Any, words: str) -> None:
    page.locator("#status", has_text=words).wait_for(timeout=30_000)


def test_ten_lines_by_keyboard_and_nothing_is_lost(browser: Any, tmp_path: Path) -> None:
    """The tab is closed in between, and the page tells of the same when it is opened again."""
    path = tmp_path / "labels"
    with served(path, LONG) as client:
        page = browser.new_page()
        page.goto(client.address)
        keys = "bhmcsuarno"
        for count, key in enumerate(keys, 1):
            page.keyboard.press(key)
            page.locator("#all", has_text=str(count)).wait_for(timeout=30_000)
            assert len(held(path)) == count
        names = [each[0] for each in held(path)]
        assert names == [
            *("body", "headline", "metadata", "caption", "social"),
            *("subscription", "advertising", "related", "navigation", "comments"),
        ]
        page.close()
        again = browser.new_page()
        again.goto(client.address)
        assert again.locator("#done").inner_text() == "10"
        assert again.locator("#lines .decided").count() == 10
        again.keyboard.press("z")
        again.locator("#done", has_text="9").wait_for(timeout=30_000)
        assert len(held(path)) == 9
        again.close()


def test_keys_move_confirm_hedge_and_go_on(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "labels"
    with served(path, ARTICLE, OTHER) as client:
        page = browser.new_page()
        page.goto(f"{client.address}document/0")
        at = 0 if "kiosk" in page.locator("#lines").inner_text() else 1
        page.goto(f"{client.address}document/{at}")
        shown = data(page.content())
        doubts = [each["doubt"] for each in shown["lines"]]
        sure = [n for n, doubt in enumerate(doubts) if n != 2 and doubt < shown["unsure"]]
        assert len(sure) > 1
        page.keyboard.press("Home")
        for _ in range(2):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("3")
        status(page, "sentence 2: unattributed, hypothetical")
        page.keyboard.press("2")
        status(page, "sentence 2: hypothetical")
        page.keyboard.press("Enter")
        status(page, "Line 3: body, saved")
        page.keyboard.press("Shift+Enter")
        status(page, f"{len(sure)} lines confirmed")  # those that the model is sure of
        assert held(path)[:3] == [("unattributed", "hypothetical"), ("hypothetical",), ("body",)]
        assert len(held(path)) == 3 + len(sure)
        page.keyboard.press("," if at else ".")
        page.wait_for_url(f"**/document/{1 - at}")
        page.keyboard.press("z")  # the last step was on the other document
        page.wait_for_url(f"**/document/{at}#line-{sure[0]}")
        assert len(held(path)) == 3
        page.close()


def test_keys_can_be_switched_off_and_buttons_do_the_same(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "labels"
    with served(path, ARTICLE) as client:
        page = browser.new_page()
        page.goto(client.address)
        page.uncheck("#keys")
        page.keyboard.press("b")
        page.get_by_role("button", name="social").click()
        status(page, "social, saved")
        page.get_by_role("button", name="undo").click()
        status(page, "taken back")
        page.locator("#lines li").nth(3).click()
        page.get_by_role("button", name="artifact").focus()
        page.keyboard.press("Enter")
        status(page, "Line 4: artifact")
        assert held(path) == [("artifact",)]
        page.close()


def test_a_server_that_is_gone_is_told(browser: Any, tmp_path: Path) -> None:
    with served(tmp_path / "labels", ARTICLE) as client:
        page = browser.new_page()
        page.goto(client.address)
    page.keyboard.press("b")
    page.locator("#alert", has_text="does not answer").wait_for(timeout=30_000)
    assert page.locator("#lines .decided").count() == 0
    page.close()


def test_markup_of_a_text_does_nothing_and_nothing_is_fetched(browser: Any, tmp_path: Path) -> None:
    evil = (
        "<img src='https://evil.example/x.png' onerror='alert(1)'>\n\n<script>alert(2)</script>\n"
    )
    with served(tmp_path / "labels", evil) as client:
        page = browser.new_page()
        asked, faults = list[str](), list[str]()
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: faults.append(dialog.message))
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(client.address)
        page.keyboard.press("x")
        status(page, "artifact, saved")
        shown = "".join(page.locator("#lines .sentence").all_inner_texts())
        assert "<script>alert(2)</script>" in shown
        assert faults == []
        assert all(url.startswith((client.address, "data:")) for url in asked)
        page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 420])
def test_axe_finds_no_serious_fault(browser: Any, tmp_path: Path, scheme: str, width: int) -> None:
    if AXE is None:
        pytest.skip("axe-core is not installed: pip install 'qualityfilter[test]'")
    with served(tmp_path / "labels", ARTICLE, OTHER) as client:
        client.label(0, "headline")
        page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
        page.goto(f"{client.address}document/0")
        page.evaluate(AXE)  # by the debugger, which the page's policy does not bind
        found = page.evaluate("axe.run()")
        serious = [
            each for each in found["violations"] if each["impact"] in ("serious", "critical")
        ]
        assert [(each["id"], each["nodes"][0]["html"]) for each in serious] == []
        assert len(found["passes"]) > 20
        page.close()
