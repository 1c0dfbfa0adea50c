"""Chromium, where there is one, and axe-core.

`python -m tests.review.browsers FOLDER` writes pictures of the page, light and dark, wide and
narrow, with the fixture articles in it.
"""

from __future__ import annotations

import importlib.util
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.review.serving import command

SIZES = {"light": (1180, 720), "dark": (1180, 720), "narrow": (420, 800)}


def _axe() -> str | None:
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or not found.submodule_search_locations:
        return None
    return (Path(found.submodule_search_locations[0]) / "axe.min.js").read_text("utf-8")


AXE = _axe()
"""The source of axe-core, or None where it is not installed."""


@contextmanager
def chromium() -> Iterator[Any]:
    """Return a browser: the system's, or the one that Playwright installed; else skip the test."""
    playwright = pytest.importorskip(
        "playwright.sync_api",
        reason="Playwright is not installed: pip install 'qualityfilter[test]'",
    )
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with playwright.sync_playwright() as started:
        try:
            browser = started.chromium.launch(executable_path=path, args=["--no-sandbox"])
        except playwright.Error as error:
            pytest.skip(f"no Chromium can be started: {str(error).splitlines()[0]}")
        yield browser
        browser.close()


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work, chromium() as browser:
        call = ["fixtures/articles", "--labels", f"{work}/labels.jsonl", "--who", "Ada"]
        with command(*call) as (_, client):
            for line, label in ((1, "legal"), (2, "legal"), (5, "metadata")):
                client.label(line, label, 4)
            for name, (width, height) in SIZES.items():
                scheme = "dark" if name == "dark" else "light"
                page = browser.new_page(
                    color_scheme=scheme, viewport={"width": width, "height": height}
                )
                page.goto(f"{client.address}document/4")
                page.keyboard.press("ArrowRight")
                page.screenshot(path=folder / f"review-{name}.png")
                page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
