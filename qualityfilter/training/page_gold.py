"""Pages with other gold, snippets and bodies: what we make of them beside what extractors do.

Each page is judged by models that had seen nothing of its site.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from qualityfilter import data as values
from qualityfilter.data import Document
from qualityfilter.decide import Bar, decide, headline, with_headline
from qualityfilter.errors import ContentError
from qualityfilter.lines.batch import make_batch
from qualityfilter.lines.features import featurize
from qualityfilter.lines.markup import markup
from qualityfilter.lines.pages import PageStage
from qualityfilter.rules.engine import match
from qualityfilter.rules.library import rule_set
from qualityfilter.segments import lay_out
from qualityfilter.training.languages import FEW, holds
from qualityfilter.training.lines import Fitted, hint
from qualityfilter.training.lines_data import FOLDS, page_records
from qualityfilter.training.shingles import f1, overlap, words
from qualityfilter.training.silver import WITNESSES, Page
from qualityfilter.webpage import read_page

OURS = "qualityfilter"
"""Names what is left of a page, among the extractors."""

KEPT = {"dragnet": frozenset({"headline", "caption", "metadata"})}
"""Labels that are kept beside the body where the gold of a corpus keeps titles, captions, dates.
Of other corpora the headline, which is no part of their bodies, is cut as well."""

_BATCH = 64


@dataclass(frozen=True, slots=True)
class Read:
    """A page, and what each way of reading it makes of it.

    Attributes:
        page: the page.
        corpus: where it comes from.
        texts: by name of the way; of ours, what is left, with the labels that `KEPT` names.
    """

    page: Page
    corpus: str
    texts: Mapping[str, str]


def read_pages(
    data: Path, pages: Sequence[Page], fitted: Fitted, stages: Sequence[PageStage], bar: Bar
) -> list[Read]:
    """Read pages with their tags.

    Args:
        data: the folder that holds `pages/`.
        pages: from `silver.load_unread`.
        fitted: the line models.
        stages: what was fitted on tags, one without each part of cross-validation.
        bar: what decisions follow from.
    """
    found: list[Read] = []
    known = {page.id: page for page in pages}
    by_part: dict[int, list[tuple[Page, str, Document]]] = {part: [] for part in range(FOLDS)}
    for corpus, record in page_records(data):
        if page := known.get(record["id"]):
            waiting = by_part[page.fold]
            waiting += _document(page, corpus, record["html"])
            if len(waiting) >= _BATCH:
                found += _judged(waiting, fitted, stages, bar)
                waiting.clear()
    for waiting in by_part.values():
        found += _judged(waiting, fitted, stages, bar)
    return found


def _document(page: Page, corpus: str, html: str) -> Iterator[tuple[Page, str, Document]]:
    try:
        yield page, corpus, read_page(values.Page(html, id=page.id))
    except ContentError:
        yield page, corpus, Document("")


def _judged(
    batch: Sequence[tuple[Page, str, Document]],
    fitted: Fitted,
    stages: Sequence[PageStage],
    bar: Bar,
) -> Iterator[Read]:
    """Clean pages of one part of cross-validation."""
    if not batch:
        return
    part = batch[0][0].fold
    documents = [document for _, _, document in batch]
    layouts = [lay_out(document.text) for document in documents]
    features = featurize(make_batch(layouts, [each.title or "" for each in documents]))
    rows = fitted.models[part].predict(features, hint(layouts))
    rows = stages[part].revise(features, rows, markup(layouts, [each.blocks for each in documents]))
    sizes = np.cumsum([len(layout.starts) for layout in layouts])[:-1]
    evidence = match(rule_set(), layouts)
    tagged = replace(bar, tagged=True)
    for (page, corpus, document), layout, mine, rules in zip(
        batch, layouts, np.split(rows, sizes), evidence, strict=True
    ):
        pieces = decide(layout, document.title or "", mine, rules, tagged)
        own = headline(layout, mine, document.title or "", bar.model)
        kept = KEPT.get(corpus, frozenset())
        wanted = (piece for piece in with_headline(pieces, own) if piece.label not in kept)
        cuts = [(piece.start, piece.end) for piece in wanted]
        yield Read(page, corpus, {**page.views, OURS: _left(document.text, cuts)})


def _left(text: str, cuts: Sequence[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in cuts:
        kept.append(text[at:start])
        at = end
    return "\n".join((*kept, text[at:]))


WAYS = (OURS, *WITNESSES)


def snippets(pages: Sequence[Read]) -> dict[str, dict[str, dict[str, Any]]]:
    """Count the snippets that stand in each text.

    Returns:
        For `all`, and by language, by way: `pages`; the shares, 0 to 1, of snippets that must
        stand and do (`keep`), and that must not and do (`drop`); and `f1` of all of them, higher
        is better.
    """
    known = [read for read in pages if {"keep", "drop"} & read.page.gold.keys()]
    found = {"all": {way: _snippets(known, way) for way in WAYS}} if known else {}
    for lang in sorted({read.page.lang for read in known} - {""}):
        mine = [read for read in known if read.page.lang == lang]
        if len(mine) >= FEW:
            found[lang] = {way: _snippets(mine, way) for way in WAYS}
    return found


def _snippets(pages: Sequence[Read], way: str) -> dict[str, Any]:
    keep, drop = (
        [
            holds(read.texts.get(way, ""), snippet)
            for read in pages
            for snippet in read.page.gold.get(name, "").splitlines()
        ]
        for name in ("keep", "drop")
    )
    right, wrong = sum(keep), sum(drop)
    return {
        "pages": len(pages),
        "keep": round(right / max(len(keep), 1), 4),
        "drop": round(wrong / max(len(drop), 1), 4),
        "f1": round(2 * right / max(right + wrong + len(keep), 1), 4),
    }


def bodies(pages: Sequence[Read]) -> dict[str, dict[str, dict[str, Any]]]:
    """Compare texts with the bodies that pages came with.

    Returns:
        By corpus and way: `pages`, and `precision`, `recall` and `f1` of shingles, 0 to 1.
    """
    known = [read for read in pages if "body" in read.page.gold]
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for corpus in sorted({read.corpus for read in known}):
        mine = [read for read in known if read.corpus == corpus]
        gold = [words(read.page.gold["body"]) for read in mine]
        found[corpus] = {}
        for way in WAYS:
            texts = (read.texts.get(way, "") for read in mine)
            pairs = [overlap(words(text), body) for text, body in zip(texts, gold, strict=True)]
            figures = f1(np.array(pairs))
            names = ("precision", "recall", "f1")
            numbers = {name: round(getattr(figures, name), 4) for name in names}
            found[corpus][way] = {"pages": len(mine)} | numbers
    return found
