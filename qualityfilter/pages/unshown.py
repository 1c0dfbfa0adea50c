"""Articles that a page holds and does not show: in `<noscript>`, or in its scripts' state."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from qualityfilter.core.data import Block
from qualityfilter.pages.scripts import LONGEST_BODY, Table, parsed, tables

_SENTENCE = 60
"""A page whose lines are all shorter shows no article."""

_NOTICE = 400
"""Characters of prose that a page may show without an article: notices, and its footer."""

_ARTICLE = 200
"""What has fewer characters is no article but a notice."""

_MOST = 1000
"""Likewise at most: a page with more shows an article."""

_SHARE = 0.25
"""What is not shown is the article if what is shown is not more than this share of it."""

_BODIES = frozenset(
    ("articlebody", "body", "bodyhtml", "content", "contenthtml", "html", "paragraphs", "text")
)
"""Names that scripts have for an article's body and its parts, in lower case."""

_STATES = 50_000
"""So many values of one script's state are looked at."""

_NAME = 15
"""A title or address of fewer characters is not enough to know an article by."""

_WORD = re.compile(r"[^\W_]+")


def prose(blocks: Iterable[Block]) -> int:
    """How many characters a page's text has in lines that may be sentences, and are no links."""
    long = (each for each in blocks if each.end - each.start >= _SENTENCE)
    return sum(each.end - each.start for each in long if each.linked < 0.5)


def shows_nothing(text: str) -> bool:
    """Whether a page shows menus at most."""
    return max(map(len, text.splitlines()), default=0) < _SENTENCE


def may_hide_article(shown: int) -> bool:
    """Whether a page shows so little prose that its article may be elsewhere."""
    return shown <= _MOST


def is_hidden_article(size: int, shown: int) -> bool:
    """Whether so many characters that a page does not show are its article.

    Args:
        size: of what is not shown.
        shown: characters of prose that the page shows.
    """
    return size >= _ARTICLE and shown <= max(_NOTICE, _SHARE * size)


def size_without_scripts(root: Any) -> int:
    """How many characters at most a page has for those who run no scripts."""
    return sum(
        sum(map(len, each.itertext()))
        for each in root.iter("noscript")
        if next(each.iterancestors("noscript"), None) is None
    )


def body_of_state(root: Any, names: Sequence[str] | None) -> str:
    """The longest text that a page's scripts hold under a name for an article's body.

    Scripts of the type `application/json` are read, such as `__NEXT_DATA__`; none is run.

    Args:
        root: the page.
        names: titles and addresses of its article: only bodies that stand beside one of these are
            wanted. None means that all are.
    """
    known = tuple(plain for name in names or () if len(plain := _plain(name)) >= _NAME)
    if names is not None and not known:
        return ""

    def is_named(table: Table) -> bool:
        texts = (value for value in table.values() if isinstance(value, str))
        return names is None or any(_plain(text) in known for text in texts if len(text) < 2000)

    states = (script for script in root.iter("script") if script.get("type") == "application/json")
    bodies = (body for script in states for body in _bodies(parsed(script.text or ""), is_named))
    return max(bodies, key=len, default="")[:LONGEST_BODY]


def _plain(name: str) -> str:
    """The words of a title; of an address, those of its last part."""
    last = name.rstrip("/").rpartition("/")[2] if "/" in name and " " not in name else name
    return " ".join(_WORD.findall(last.lower())).removesuffix(" html")


def _bodies(state: Any, wanted: Callable[[Table], bool]) -> Iterator[str]:
    """Return the texts that tables hold under names for an article's body."""
    empty: set[int] = set()

    def own(table: Table) -> dict[str, str]:
        named = ((name, value) for name, value in table.items() if name.lower() in _BODIES)
        try:
            return {name: body for name, value in named if (body := _joined(value, empty))}
        except RecursionError:
            return {}

    def others(table: Table) -> list[Any]:
        bodies = own(table)
        return [value for name, value in table.items() if name not in bodies]

    for table in tables(state, _STATES, others, wanted):
        yield from own(table).values()


def _joined(value: Any, empty: set[int]) -> str:
    """The text of a body that may lie in parts.

    Args:
        value: the body.
        empty: ids of parts that hold none; more are added, so that none is read twice.
    """
    if isinstance(value, str):
        return "" if value.isdecimal() else value
    if not isinstance(value, (dict, list)) or id(value) in empty:
        return ""
    parts = value
    if isinstance(value, dict):
        parts = [own for name, own in value.items() if name.lower() in _BODIES]
    found = "\n".join(filter(None, (_joined(part, empty) for part in parts)))
    if not found:
        empty.add(id(value))
    return found
