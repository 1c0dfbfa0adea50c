"""Parse a page, whatever it came as, into one tree."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from qualityfilter.core.data import Page
from qualityfilter.core.limits import SizeLimits
from qualityfilter.pages.decoding import PageError, decode, refuse_other_files

_MOST_ATTRIBUTES = 10_000
"""So many attributes at most may stand in one tag: libxml2's time is the square of their number."""


def parse(page: Page, limits: SizeLimits) -> Any:
    """Return a page's tree.

    Raises:
        PageError: it is empty, too large, nested too deep, or no page at all.
    """
    source = page.html
    if isinstance(source, etree._ElementTree):
        source = source.getroot()
    if isinstance(source, etree._Element):
        return _bare(source)
    if hasattr(source, "find_all"):
        return _of_soup(source)
    if not isinstance(source, (str, bytes, bytearray)):
        given = type(source).__name__
        raise PageError(f"a page is str, bytes, a soup or an lxml tree, not {given}")
    if len(source) > limits.max_page:
        raise PageError(f"the page is longer than {limits.max_page:,} bytes or characters")
    source = source if isinstance(source, str) else bytes(source)
    refuse_other_files(source)
    return _tree(source if isinstance(source, str) else decode(source, page.encoding))


def with_article(root: Any, body: str) -> tuple[Any, Any]:
    """Return a copy of a page's tree with an article at its end, and that article's element.

    Args:
        root: the tree.
        body: of the article, plain or as HTML.
    """
    root = copy.deepcopy(root)
    page = root.find("body")
    article = etree.SubElement(root if page is None else page, "article")
    if _TAG.search(body):
        article.append(_tree(f"<div>{body}</div>"))
    else:
        for line in body.splitlines():
            etree.SubElement(article, "p").text = _UNFIT.sub(" ", line)
    return root, article


_TAG = re.compile(r"</\w+>|<br\b")
_UNFIT = re.compile("[^\t\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML may hold."""


def _of_soup(soup: Any) -> Any:
    """Make one tree of a soup, whose parts the converter gives one by one."""
    from lxml.html.soupparser import convert_tree

    root = etree.Element("html")
    try:
        root.extend(part for part in convert_tree(soup) if isinstance(part.tag, str))
        own = soup.find("html")
        root.set("lang", (own and own.get("lang")) or "")
    except RecursionError as error:
        raise PageError("the soup is nested too deep") from error
    except (ValueError, TypeError, AttributeError) as error:  # such as a character of no XML
        raise PageError(f"the soup cannot be read: {error}") from error
    if not len(root):
        raise PageError("the soup is empty")
    return _bare(root)


def _bare(root: Any) -> Any:
    """Return a tree without comments, a copy if it has some: a walk over them is a square."""
    if next(root.iter(etree.Comment, etree.ProcessingInstruction), None) is None:
        return root
    root = copy.deepcopy(root)
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    return root


def _tree(markup: str) -> Any:
    markup = _ENDS.sub("", _ODD.sub("\ufffd", markup))
    if not markup.strip():
        raise PageError("the page is empty")
    source = markup.encode()  # lxml refuses strings that name an encoding
    parser = _parser()
    try:
        _check_attributes(source)
        root = etree.fromstring(source, parser)
    except PageError:
        raise
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise PageError(f"the page cannot be parsed: {error}") from error
    if any(_is_too_deep(each) for each in parser.error_log):
        raise PageError("the page is nested too deep")
    return etree.Element("html") if root is None else root


def _parser(target: object = None) -> Any:
    """Return a parser that leaves nothing out for being large."""
    return etree.HTMLParser(
        target=target,
        encoding="utf-8",
        huge_tree=True,
        collect_ids=False,
        remove_comments=True,
        remove_pis=True,
    )


def _is_too_deep(entry: Any) -> bool:
    return entry.type == _RESOURCES


_RESOURCES = 114
"""Number of the error `XML_ERR_RESOURCE_LIMIT`, which lxml has no name for before 6.1."""


_ODD = re.compile("[\0\ud800-\udfff]")
_ENDS = re.compile(r"</(?:body|html|BODY|HTML|Body|Html)\s{0,9}>")
"""Ends that end nothing in a browser: what stands behind them is shown. The parser drops it."""


def _check_attributes(source: bytes) -> None:
    """Check how many attributes stand in one tag, by a parser that keeps nothing.

    Raises:
        PageError: they are too many.
    """
    if len(source) > 2 * _MOST_ATTRIBUTES:
        etree.fromstring(source, _parser(_Count()))


class _Count:
    """Counts the attributes of each tag; the parser calls it."""

    def start(self, _: str, attributes: Mapping[str, str]) -> None:
        if len(attributes) > _MOST_ATTRIBUTES:
            raise PageError(f"a tag has more than {_MOST_ATTRIBUTES:,} attributes")

    def close(self) -> None:
        pass
