"""What a page says of itself: OpenGraph, `<title>`, canonical address, JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from qualityfilter.core.data import Block

KEPT = ("headline", "free", "body", "site_name", "type")
"""What goes into a document's `meta`: the headline and body of its JSON-LD, whether it is free to
read, and the site's name and the page's type by OpenGraph."""

_METAS = {
    "og:title": "title",
    "twitter:title": "title",
    "og:url": "url",
    "og:site_name": "site_name",
    "og:type": "type",
}


def about(root: Any) -> dict[str, Any]:
    """Give what the page says of itself: `title`, `url`, `lang` and what `KEPT` names."""
    found: dict[str, Any] = {}
    for element in root.iter("meta", "link", "title", "script"):
        attributes = element.attrib
        if element.tag == "meta":
            name = attributes.get("property") or attributes.get("name") or ""
            if (key := _METAS.get(name.lower())) and (content := attributes.get("content")):
                _keep(found, key, content)
        elif element.tag == "link":
            if attributes.get("rel") == "canonical" and attributes.get("href"):
                found["url"] = attributes["href"].strip()
        elif element.tag == "title":
            _keep(found, "page_title", _BLANK.sub(" ", element.text or ""))
        elif "ld+json" in attributes.get("type", ""):
            for article in _articles(element.text or ""):
                found |= article
    found["title"] = found.get("headline") or found.get("title") or found.get("page_title")
    lang = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    if _LANGUAGE.fullmatch(lang.strip()):
        found["lang"] = lang.strip()
    return {key: value for key, value in found.items() if value not in (None, "")}


def _keep(found: dict[str, Any], key: str, value: str) -> None:
    """Keep the first word on something, if it is of a length that such a thing can have."""
    if len(value := value.strip()) <= _LONGEST:
        found.setdefault(key, value)


_LONGEST = 2000
"""Characters of the longest title or name that is believed."""

_BLANK = re.compile(r"[ \t\n\r\f\v]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,5}")


def _articles(script: str) -> Iterator[dict[str, Any]]:
    """Give what JSON-LD says of articles."""
    for value in _tables(_parsed(script), _VALUES, _graph):
        kinds = value.get("@type")
        named = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and kind.endswith("Article") for kind in named):
            yield _article(value)


def _parsed(script: str) -> Any:
    """What a script of JSON holds; None where it is none."""
    try:
        return json.loads(script, parse_int=str)  # a million digits are no number
    except (ValueError, RecursionError):
        return None


Table = dict[str, Any]


def _tables(data: Any, most: int, parts: Callable[[Table], Iterable[Any]]) -> Iterator[Table]:
    """Give the tables of JSON, those in lists among them, and those in what `parts` gives of each.

    Args:
        data: the JSON.
        most: so many values are looked at.
        parts: gives the values of a table that are looked at too.
    """
    waiting = [data]
    for _ in range(most):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            waiting += parts(value)
            yield value


def _graph(value: Table) -> Iterable[Any]:
    return [value[key] for key in ("@graph", "mainEntity") if key in value]


def _article(value: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if isinstance(headline := value.get("headline"), str):
        _keep(found, "headline", headline)
    if isinstance(body := value.get("articleBody"), str):
        found["body"] = body[:_BODY]
    free = value.get("isAccessibleForFree")
    if free is not None:
        found["free"] = str(free).lower() not in ("false", "0", "no")
    return found


_VALUES = 200
"""So many values of one script are looked at; the names that they have for each other are not
followed."""

_BODY = 1_000_000
"""So many characters of a body are read; no article is longer."""


_SENTENCE = 60
"""A page whose lines are all shorter shows no article."""

_BODIES = frozenset(
    ("articlebody", "body", "bodyhtml", "content", "contenthtml", "html", "paragraphs", "text")
)
"""Names that scripts have for an article's body and its parts, in lower case."""

_STATES = 50_000
"""So many values of one script's state are looked at."""


def shows_nothing(text: str) -> bool:
    """Whether a page shows menus at most."""
    return max(map(len, text.splitlines()), default=0) < _SENTENCE


def body_of_state(root: Any) -> str:
    """The longest text that a page's scripts hold under a name for an article's body.

    Scripts of the type `application/json` are read, such as `__NEXT_DATA__`; none is run.
    """
    states = (script for script in root.iter("script") if script.get("type") == "application/json")
    found = (
        body
        for script in states
        for table in _tables(_parsed(script.text or ""), _STATES, _others)
        for body in _bodies(table).values()
    )
    return max(found, key=len, default="")[:_BODY]


def _others(table: Table) -> list[Any]:
    bodies = _bodies(table)
    return [value for name, value in table.items() if name not in bodies]


def _bodies(table: Table) -> dict[str, str]:
    """The texts that a table holds under names for an article's body, by these."""
    named = ((name, value) for name, value in table.items() if name.lower() in _BODIES)
    try:
        return {name: body for name, value in named if (body := _joined(value))}
    except RecursionError:
        return {}


def _joined(value: Any) -> str:
    """The text of a body that may lie in parts."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        value = [own for name, own in value.items() if name.lower() in _BODIES]
    return "\n".join(filter(None, map(_joined, value))) if isinstance(value, list) else ""


_ARTICLE = 200
"""A body of fewer characters is no article but a summary."""

_SHOWN = 0.1
"""An article is missing from a page that shows less than this share of it."""


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """An article's body as the page's data has it.

    Attributes:
        text: of it, empty if the data has none.
        words: its words, in lower case.
        runs: its runs of three words.
    """

    text: str
    words: frozenset[str]
    runs: frozenset[tuple[str, str, str]]

    @classmethod
    def of(cls, text: str) -> Body:
        """Take a body's words apart."""
        words = _words_of(text)
        return cls(text, frozenset(words), frozenset(_runs(words)))

    def is_missing(self, shown: str) -> bool:
        """Whether it is an article of which the page's text shows next to nothing."""
        if len(self.text) < _ARTICLE:
            return False
        return len(self.runs.intersection(_runs(_words_of(shown)))) < _SHOWN * len(self.runs)


def told(text: str, blocks: tuple[Block, ...], body: Body) -> tuple[Block, ...]:
    """Say how much of each line stands in the article's body as the page's data has it.

    A line's share of runs of three words; of shorter lines, whether all of them stand there.
    """
    found = []
    for block in blocks:
        mine = _words_of(text[block.start : block.end])
        runs = _runs(mine)
        if runs:
            share = sum(run in body.runs for run in runs) / len(runs)
        else:
            share = float(body.words.issuperset(mine))
        found.append(replace(block, told=round(share, 4)))
    return tuple(found)


def _runs(words: list[str]) -> list[tuple[str, str, str]]:
    return list(zip(words, words[1:], words[2:], strict=False))


def _words_of(text: str) -> list[str]:
    return _RUN.findall(text.lower())


_RUN = re.compile(r"\w+")
