"""What a page says of itself: OpenGraph, `<title>`, canonical address, JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from qualityfilter.pages.scripts import LONGEST_BODY, Table, parsed, tables

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
    """Return what the page says of itself: `title`, `url`, `lang` and what `KEPT` names."""
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
    """Return what JSON-LD says of articles."""
    for value in tables(parsed(script), _VALUES, _graph):
        kinds = value.get("@type")
        named = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and kind.endswith("Article") for kind in named):
            yield _article(value)


def _graph(value: Table) -> Iterable[Any]:
    return [value[key] for key in ("@graph", "mainEntity") if key in value]


def _article(value: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if isinstance(headline := value.get("headline"), str):
        _keep(found, "headline", headline)
    if isinstance(body := value.get("articleBody"), str):
        found["body"] = body[:LONGEST_BODY]
    free = value.get("isAccessibleForFree")
    if free is not None:
        found["free"] = str(free).lower() not in ("false", "0", "no")
    return found


_VALUES = 200
"""So many values of one script are looked at; the names that they have for each other are not
followed."""
