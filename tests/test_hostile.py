"""No page breaks the process, takes long or much memory, fetches anything, or is silently lost."""

from __future__ import annotations

import itertools
import json
import os
import socket
import subprocess
import sys
import time
from typing import Any

import pytest

import qualityfilter as qf
from qualityfilter.pages.webpage import read_page
from tests.conftest import ROOT

if sys.platform != "linux":
    pytest.skip("limits of memory are those of Linux", allow_module_level=True)

from tests.hostile import AFTER, PAGES

SECONDS, MEGABYTES = 20, 1500
"""What one page may cost: of the processor, the costliest takes 5.7 s, and of memory 720 MB (Intel
Xeon that had other work to do, libxml2 2.14)."""

DEEP = "page: the page is nested too deep"
LINES = "page: the page has more than 100,000 lines of text"
LONG = "page: the page is longer than 20,000,000 bytes or characters"
TEXT = "size: the text is longer than 10,000,000 characters"
MANY = "page: a tag has more than 10,000 attributes"
BINARY = "page: not a page but binary data"

FAIL = {
    "100,000 deep": DEEP,
    "50 MB": LONG,
    "50 MB of one word": LONG,
    "a million rows": LINES,
    "100,000 noscripts": LINES,
    "a million breaks": LINES,
    "lines in pre": LINES,
    "wide text": TEXT,
    "pdf": "page: not a page but a PDF file",
    "pdf, decoded": "page: not a page but a PDF file",
    "image": "page: not a page but a PNG image",
    "unknown file": BINARY,
    "unknown file, decoded": BINARY,
    "charset zlib": BINARY,
    "100,000 attributes": MANY,
    "quoted attributes": MANY,
    "unclosed b": DEEP,
    "unclosed p": LINES,
    "30 MB of state": LONG,
}
"""Pages that are given up, and why."""

END = {
    "frames": "",
    "xml": "A",
    "entity bomb": "&x9;",
    "charset utf-8": "Müller",
    "cut in a character": "M\ufffd",
    "made-up tags": "x",
    "a million spans": "word",
    "10 MB of JSON": "word",
    "19 MB of JSON-LD": "word",
    "19 MB of state": "word",
}
"""How the text of other pages ends, where it is not with what stands behind the hostile part."""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What came of each page, under limits of time and memory; see `tests.hostile`."""
    secret = tmp_path_factory.mktemp("secret") / "secret"
    secret.write_text("SECRET")
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        env = {"HOSTILE_ADDRESS": address, "HOSTILE_FILE": str(secret), "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-m", "tests.hostile"],
            cwd=ROOT,
            env=os.environ | env,
            capture_output=True,
            text=True,
            check=True,
        )
        server.settimeout(0)
        with pytest.raises(BlockingIOError):  # nobody has called
            server.accept()
    lines = map(json.loads, done.stdout.splitlines())
    return {line["name"]: line for line in lines}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_costs_little(outcomes: dict[str, dict[str, Any]], name: str) -> None:
    outcome = outcomes[name]
    assert "died" not in outcome
    assert outcome["seconds"] < SECONDS
    assert outcome["megabytes"] < MEGABYTES


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_or_given_up_with_a_reason(
    outcomes: dict[str, dict[str, Any]], name: str
) -> None:
    outcome = outcomes[name]
    assert outcome.get("failure") == FAIL.get(name)
    if name not in FAIL:
        wanted = END.get(name, AFTER.removeprefix("<p>").removesuffix("</p>"))
        assert outcome["end"].endswith(wanted)
        assert outcome["whole"]
        assert outcome["again"]
        assert "SECRET" not in outcome["end"]
        assert outcome["about"] == [None, None]
    if name == "frames":
        assert outcome["decision"] == "reject"


def test_limits_can_be_raised() -> None:
    line = "The ferry went across the river at noon. " * 100
    page = f"<p>{line}</p>\n" * 12_500
    assert len(page) > 50_000_000
    start = time.process_time()
    document = read_page(qf.Page(page), qf.SizeLimits(max_page=100_000_000))
    assert time.process_time() - start < SECONDS
    assert len(document.blocks) == 12_500
    assert len(document.text) == 12_500 * len(line.strip()) + 2 * 12_499


@pytest.mark.parametrize("name", ["max_page", "max_text", "max_lines"])
def test_limits_reach_the_filter(name: str) -> None:
    page = qf.Page("<p>The ferry will stop.</p>" * 3, id="p")
    size = {"max_page": len(page.html), "max_text": len("The ferry will stop.") * 3 + 4}.get(
        name, 3
    )
    failures = []
    for least in (size, size - 1):
        settings = qf.Settings(sizes=qf.SizeLimits(**{name: least}))
        (found,) = qf.QualityFilter(settings).clean_many([page])
        failures.append(isinstance(found, qf.Failure))
    assert failures == [False, True]


def test_texts_have_limits_too(quality_filter: qf.QualityFilter) -> None:
    texts = ["It rained.", "x" * 10_000_001, "x\n" * 100_001, "It snowed. " * 100_001]
    documents = [qf.Document(text, id=str(at)) for at, text in enumerate(texts)]
    first, *failed = quality_filter.clean_many(documents)
    assert isinstance(first, qf.CleanResult)
    lines = "the text has more than 100,000 lines or sentences"
    assert failed == [
        qf.Failure("1", "size", "the text is longer than 10,000,000 characters"),
        qf.Failure("2", "size", lines),
        qf.Failure("3", "size", lines),
    ]
    with pytest.raises(qf.ContentError, match="size: the text is longer"):
        quality_filter.clean(texts[1])


def test_an_error_while_reading_costs_one_page(
    quality_filter: qf.QualityFilter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(page: qf.Page, sizes: qf.SizeLimits) -> qf.Document:
        if "BOOM" in page.html:
            raise RecursionError("deep")
        return read_page(page, sizes)

    monkeypatch.setattr("qualityfilter.pages.webpage.read_page", broken)
    pages = [qf.Page("<p>It rained.</p>"), qf.Page("<p>BOOM</p>", id="b"), qf.Page("<p>Snow.</p>")]
    first, second, third = quality_filter.clean_many(pages)
    assert second == qf.Failure("b", "internal", "RecursionError: deep")
    assert [isinstance(each, qf.CleanResult) for each in (first, third)] == [True, True]


def _nested(names: list[str], siblings: list[str]) -> str:
    return "".join(f"<{name}>" for name in names) + "".join(siblings)


def _made_up() -> str:
    """Return 95 nested made-up tags around many siblings, each of a name of its own."""
    siblings = [f"<y{number}>x<br></y{number}>" for number in range(90_000)]
    return _nested([f"x{number}" for number in range(95)], siblings)


def _chosen() -> str:
    """Return many siblings of names of HTML, around each of which others stand."""
    names = [
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
    ]
    combined = [
        "".join(f"<{name}>" for name in four)
        + "x<br>"
        + "".join(f"</{name}>" for name in reversed(four))
        for four in itertools.combinations(names, 4)
    ]
    return _nested(["main", "section", "span", "strong", "sub", "sup", "tt", "u", "var"], combined)


def _prose() -> str:
    return "<p>The ferry went across the river at noon with many people aboard.\n" * 30_000


def _twelve() -> list[qf.Page]:
    """Return pages that were worked on all at once, and took 2.4 GB."""
    return [qf.Page("<pre>" + "a\n" * 30_000 + "</pre>")] * 12


LINE, BYTE = 2500, 40
"""Bytes of memory that cleaning a page takes at most for each line of its text and each byte."""


@pytest.mark.parametrize("make", ["_made_up", "_chosen", "_prose", "_twelve"])
def test_cleaning_pages_takes_little_memory(make: str) -> None:
    """A line took 8,000 bytes: its neighbours' numbers stood beside its own, for all lines."""
    code = (
        "import resource\n"
        "import qualityfilter as qf\n"
        f"from tests.test_hostile import {make}\n"
        f"made = {make}()\n"
        "pages = made if isinstance(made, list) else [qf.Page(made)]\n"
        "quality_filter = qf.QualityFilter()\n"
        "some = ['The ferry may run.', qf.Page('<p>The ferry runs.')]\n"
        "assert len(list(quality_filter.clean_many(some))) == 2\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "lines = [len(each.document.blocks) for each in quality_filter.clean_many(pages)]\n"
        "after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print(1024 * (after - before), max(lines), sum(len(page.html) for page in pages))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    taken, lines, size = map(int, done.stdout.split())
    assert taken < LINE * lines + BYTE * size


@pytest.mark.parametrize("make", ["_made_up", "_chosen"])
def test_a_page_takes_little_memory_for_each_byte(make: str) -> None:
    """Of the reading alone; made-up tags took 296 bytes for each."""
    code = (
        "import resource\n"
        "import qualityfilter as qf\n"
        "from qualityfilter.pages.webpage import read_page\n"
        f"from tests.test_hostile import {make}\n"
        f"page = {make}()\n"
        "read_page(qf.Page('<p>The ferry runs.'))\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "read_page(qf.Page(page))\n"
        "after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print(1024 * (after - before) / len(page))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert float(done.stdout) < 40
