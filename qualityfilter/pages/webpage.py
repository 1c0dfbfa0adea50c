"""Read a web page: its visible text, line by line, with what the tags know of each line.

The tree is walked once. Nothing is fetched, no external entity is read and no script is run.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType

from qualityfilter.core.data import Document, Failure, Page
from qualityfilter.core.errors import ContentError, InputError
from qualityfilter.core.limits import SizeLimits
from qualityfilter.pages.about import KEPT, Body, about, body_of_state, shows_nothing, told
from qualityfilter.pages.decoding import PageError
from qualityfilter.pages.tree import parse, with_article
from qualityfilter.pages.walk import Walk

_LIMITS = SizeLimits()


def read_page(page: Page, limits: SizeLimits = _LIMITS) -> Document:
    """Read a page into a document whose blocks say what its tags know of each line.

    An article that stands in the page's JSON-LD alone, or in the state of its scripts where the
    page shows no sentence, is read as if it stood at the page's end.

    Raises:
        ContentError: it is empty, too large, nested too deep, or no page at all.
        InputError: its encoding or meta is of a wrong type.
    """
    if not (isinstance(page.encoding, (str, NoneType)) and isinstance(page.meta, Mapping)):
        raise InputError("a page's encoding must be str or None, and its meta a mapping")
    try:
        root = parse(page, limits)
        said = about(root)
        text, blocks = Walk(limits).run(root)
        known = said.get("body") or (body_of_state(root) if shows_nothing(text) else "")
        body = Body.of(known)
        if body.is_missing(text):
            text, blocks = Walk(limits).run(with_article(root, known))
    except PageError as error:
        raise ContentError(Failure(page.id, "page", str(error))) from error
    if known:
        blocks = told(text, blocks, body)
    return Document(
        text,
        title=page.title or said.get("title"),
        lang=page.lang or said.get("lang"),
        url=page.url or said.get("url"),
        source=page.source,
        id=page.id,
        meta={**{key: said[key] for key in KEPT if key in said}, **page.meta},
        blocks=blocks,
    )
