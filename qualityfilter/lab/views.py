"""What extractors leave of a page: the texts that the filter will meet.

Each view is a function from HTML to text. The extractors come with the `train` extra; which
releases a model was trained with is written into its manifest.
"""

from __future__ import annotations

import importlib.metadata
import logging
import warnings
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import Any

from qualityfilter.core.extras import extra

View = Callable[[str], str]


def _trafilatura(html: str, *, recall: bool = False) -> str:
    import trafilatura

    return trafilatura.extract(html, favor_recall=recall, include_comments=recall) or ""


def _trafilatura_recall(html: str) -> str:
    return _trafilatura(html, recall=True)


def _readability(html: str) -> str:
    import html_text
    from readability import Document

    return str(html_text.extract_text(Document(html).summary()))


def _newspaper(html: str) -> str:
    import newspaper

    article = newspaper.Article("http://site.invalid/", fetch_images=False)  # nothing is fetched
    article.download(input_html=html)
    article.parse()
    return str(article.text)


def _resiliparse(html: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html, main_content=True))


def _justext(html: str) -> str:
    import justext

    paragraphs = justext.justext(html, justext.get_stoplist("English"))
    return "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)


def _boilerpy(html: str) -> str:
    from boilerpy3 import extractors

    return str(extractors.ArticleExtractor(raise_on_failure=False).get_content(html))


def _inscriptis(html: str) -> str:
    import inscriptis

    return str(inscriptis.get_text(html))


def _html_text(html: str) -> str:
    import html_text

    return str(html_text.extract_text(html))


def visible_soup(html: str) -> Any:
    """Parse a page as scrapers do, and take out what is no text."""
    from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(html, "lxml")
    for tag in soup(["script", "style", "title", "noscript", "template"]):
        tag.decompose()
    return soup


def _soup_lines(html: str) -> str:
    return str(visible_soup(html).get_text("\n", strip=True))


def _soup_spaces(html: str) -> str:
    return str(visible_soup(html).get_text(" ", strip=True))


VIEWS: Mapping[str, View] = MappingProxyType(
    {
        "trafilatura": _trafilatura,
        "trafilatura_recall": _trafilatura_recall,
        "readability": _readability,
        "newspaper4k": _newspaper,
        "resiliparse": _resiliparse,
        "justext": _justext,
        "boilerpy3": _boilerpy,
        "inscriptis": _inscriptis,
        "html_text": _html_text,
        "soup_lines": _soup_lines,
        "soup_spaces": _soup_spaces,
    }
)
"""View name to function."""

WHOLE = "html_text"
"""The view whose lines are labelled where a page has no lines of its own."""

WHOLE_PAGES = frozenset({"inscriptis", "html_text", "soup_lines", "soup_spaces"})
"""Views that hold every line of a page."""

PACKAGES = (
    "trafilatura",
    "readability-lxml",
    "newspaper4k",
    "resiliparse",
    "jusText",
    "boilerpy3",
    "inscriptis",
    "html-text",
    "beautifulsoup4",
)


def check_installed() -> None:
    """Make sure that all extractors are there: a model learns from what each of them leaves.

    Raises:
        UsageError: one is not installed; the message names the command that installs them.
    """
    for package in PACKAGES:
        with extra("train"):
            importlib.metadata.version(package)


def see(html: str, names: Collection[str] = tuple(VIEWS)) -> dict[str, str]:
    """What each of some extractors makes of a page; one that fails on it is left out."""
    logging.disable(logging.CRITICAL)  # extractors log what they cannot read; the views say it
    found = {}
    try:
        for name in names:
            try:
                found[name] = VIEWS[name](html)
            except Exception:  # noqa: BLE001 - other people's code on broken pages
                continue
    finally:
        logging.disable(logging.NOTSET)
    return {name: text for name, text in found.items() if text.strip()}
