"""Screenshots of the report for the README, in light and dark; see `tests.pictures`."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import qualityfilter as qf
from qualityfilter.apps.report import About, ReportTotals, look, render
from qualityfilter.records.chunk import Chunk, Raw
from qualityfilter.records.options import Options
from tests.browsers import chromium

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "fixtures" / "pictures"
FIGURES, DOCUMENT = PICTURES / "report-light.png", PICTURES / "report-dark.png"

SITES = ("castelmar-courier.example", "northern-ledger.example", "saxby-post.example")


def records() -> Iterator[dict[str, Any]]:
    """Return the fixtures as records of a few made-up sites."""
    for number, path in enumerate(sorted((ROOT / "fixtures" / "articles").glob("*/article.txt"))):
        source = SITES[number % len(SITES)]
        yield {"id": path.parent.name, "source": source, "text": path.read_text(encoding="utf-8")}
    for path in sorted((ROOT / "fixtures" / "verdicts").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield {**json.loads(line), "source": "fjord-aggregator.example"}


def page() -> bytes:
    """Make the report."""
    quality_filter = qf.QualityFilter()
    lines = [json.dumps(each).encode() for each in (*records(), {"id": "lost"})]
    raws = tuple(Raw(line, number, "crawl.jsonl") for number, line in enumerate(lines, 1))
    chunk = Chunk("crawl.jsonl", 1, len(raws), sum(map(len, lines)), raws)
    gathered = ReportTotals()
    gathered.add(look(chunk, Options("jsonl", "jsonl"), quality_filter))
    return render(gathered, About(("crawl.jsonl",), quality_filter.loaded.provenance))


def take() -> None:
    """Take the pictures.

    Raises:
        NoBrowser: there is no Chromium.
    """
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        report = Path(folder) / "report.html"
        report.write_bytes(page())
        _figures(_opened(browser, report, "light", 1010))
        _document(_opened(browser, report, "dark", 820))


def _opened(browser: Any, report: Path, scheme: str, height: int) -> Any:
    opened = browser.new_page(
        color_scheme=scheme, viewport={"width": 1280, "height": height}, reduced_motion="reduce"
    )
    opened.goto(report.as_uri())
    opened.wait_for_selector("#text .prose")
    return opened


def _figures(opened: Any) -> None:
    opened.screenshot(path=FIGURES)


def _document(opened: Any) -> None:
    """Show an article, one cut of which is pointed at."""
    opened.fill("[name=search]", "shops")
    opened.wait_for_timeout(500)
    opened.locator("#list button", has_text="Porto Vale").click()
    opened.wait_for_selector("#list [aria-current]")
    opened.evaluate("scrollTo(0, document.querySelector('.panes').offsetTop - 24)")
    opened.evaluate("document.querySelector('.list').scrollTop = 0")
    box = opened.locator("#text del").nth(1).bounding_box()
    opened.mouse.move(box["x"] + 40, box["y"] + 10)
    opened.screenshot(path=DOCUMENT)
