"""Read a web page: its visible text, line by line, with what the tags know of each line.

The tree is walked once. Nothing is fetched, no external entity is read and no script is run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import NoneType
from typing import Any

from qualityfilter.core.data import Block, Document, Failure, Page
from qualityfilter.core.errors import ContentError, InputError
from qualityfilter.core.limits import SizeLimits
from qualityfilter.pages.about import KEPT, about
from qualityfilter.pages.body import Body, told
from qualityfilter.pages.decoding import PageError
from qualityfilter.pages.stories import with_other_stories
from qualityfilter.pages.tree import parse, with_article
from qualityfilter.pages.unshown import (
    body_of_state,
    is_hidden_article,
    may_hide_article,
    prose,
    shows_nothing,
    size_without_scripts,
)
from qualityfilter.pages.walk import Line, Walk

_LIMITS = SizeLimits()


def read_page(page: Page, limits: SizeLimits = _LIMITS) -> Document:
    """Read a page into a document whose blocks say what its tags know of each line.

    An article that stands in the page's JSON-LD alone, or in the state of its scripts, is read as
    if it stood at the page's end; and what stands in `<noscript>` where the article stands there.

    Raises:
        ContentError: it is empty, too large, nested too deep, or no page at all.
        InputError: its encoding or meta is of a wrong type.
    """
    if not (isinstance(page.encoding, (str, NoneType)) and isinstance(page.meta, Mapping)):
        raise InputError("a page's encoding must be str or None, and its meta a mapping")
    try:
        root = parse(page, limits)
        said = _said(root, page)
        shown = _read(root, said, Walk(limits))
    except PageError as error:
        raise ContentError(Failure(page.id, "page", str(error))) from error
    blocks = told(shown.text, shown.blocks, shown.body) if shown.body.text else shown.blocks
    blocks = with_other_stories(shown.text, blocks, [*filter(None, [page.title]), *_titles(said)])
    return Document(
        shown.text,
        title=page.title or said.get("title"),
        lang=said.get("lang"),
        url=said.get("url"),
        source=page.source,
        id=page.id,
        meta={**{key: said[key] for key in KEPT if key in said}, **page.meta},
        blocks=blocks,
    )


def read_lines(page: Page, limits: SizeLimits) -> tuple[Any, list[Line]]:
    """Return the tree of a page that can be read, and what each line of its text is made of."""
    root = parse(page, limits)
    shown = _read(root, _said(root, page), Walk(limits, lines=[]))
    return shown.root, shown.walk.lines or []


def _said(root: Any, page: Page) -> dict[str, Any]:
    """What a page says of itself; of its address and language its caller's word counts."""
    given = {name: value for name in ("url", "lang") if (value := getattr(page, name))}
    return about(root) | given


def _titles(said: Mapping[str, Any]) -> list[str]:
    """What a page calls its story."""
    return [said[name] for name in ("headline", "title", "page_title") if name in said]


@dataclass(frozen=True, slots=True, eq=False)
class _Shown:
    """What was read of a page.

    Attributes:
        root: of the tree that was read.
        walk: that read it.
        text: of it.
        blocks: of its lines.
        body: the article's as the page's data has it.
    """

    root: Any
    walk: Walk
    text: str
    blocks: tuple[Block, ...]
    body: Body


def _read(root: Any, said: Mapping[str, Any], walk: Walk) -> _Shown:
    """Read what a page shows, or what it has instead."""
    text, blocks = walk.run(root)
    body = Body.of(said.get("body") or "")
    shown = prose(blocks)
    looks = may_hide_article(shown)
    if looks and not body.is_article:
        body = _of_state(root, said, text, shown) or body
    if body.is_missing(text):
        root, article = with_article(root, body.text)
        more = walk.again(made=article)
        return _Shown(root, more, *more.run(root), body)
    if looks and is_hidden_article(size_without_scripts(root), shown):
        more = walk.again(noscript=True)
        found = _Shown(root, more, *more.run(root), body)
        if is_hidden_article(prose(found.blocks) - shown, shown):
            return found
    return _Shown(root, walk, text, blocks, body)


def _of_state(root: Any, said: Mapping[str, Any], text: str, shown: int) -> Body | None:
    """The article's body as a page's scripts have it, if the page shows no article."""
    names = [*_titles(said), *([said["url"]] if "url" in said else [])]
    body = Body.of(body_of_state(root, None if shows_nothing(text) else names))
    hides = body.is_missing(text) and is_hidden_article(len(body.text), shown)
    return body if hides else None
