"""What cleaning does to trafilatura's output in each language, on sites that no model had seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from qualityfilter.lines.batch import make_batch
from qualityfilter.lines.features import featurize
from qualityfilter.segments import lay_out
from qualityfilter.training.lines import Fitted, hint
from qualityfilter.training.lines_data import FOLDS, UNKNOWN, LabelledText
from qualityfilter.training.measures import Judged, judge
from qualityfilter.training.shingles import f1, overlap, words
from qualityfilter.training.silver import Page

VIEW = "trafilatura"

FEW = 4
"""Languages with fewer pages are left out."""


def by_language(
    pages: Sequence[Page], fitted: Fitted, threshold: float
) -> dict[str, dict[str, Any]]:
    """Measure pages by the gold that they came with, before cleaning and after.

    Args:
        pages: from `silver.load_unread`; those without a language or VIEW are passed over.
        fitted: the models; each page is judged by one that had seen nothing of its site.
        threshold: see `standard.Standard`.

    Returns:
        By language, `f1`: pages with a body and F1 of their shingles before and after;
        `keep` and `drop`: snippets that must and must not stand in the text, and the shares of
        them that do, before and after. All shares lie between 0 and 1.
    """
    known = [page for page in pages if page.lang and VIEW in page.views]
    pairs = [pair for part in range(FOLDS) for pair in _judged(known, fitted, part)]
    found: dict[str, dict[str, Any]] = {}
    for lang in sorted({page.lang for page, _ in pairs}):
        mine = [(page, _texts(judged, threshold)) for page, judged in pairs if page.lang == lang]
        if len(mine) >= FEW:
            found[lang] = _figures(mine)
    return found


def _judged(pages: Sequence[Page], fitted: Fitted, part: int) -> Iterator[tuple[Page, Judged]]:
    mine = [page for page in pages if page.fold == part]
    if not mine:
        return iter(())
    layouts = [lay_out(page.views[VIEW]) for page in mine]
    batch = make_batch(layouts, [""] * len(mine))
    rows = fitted.models[part].predict(featurize(batch), hint(layouts))
    texts = [
        LabelledText(
            page.id, page.site, False, VIEW, layout.text, "", (UNKNOWN,) * len(layout.starts)
        )
        for page, layout in zip(mine, layouts, strict=True)
    ]
    return zip(mine, judge(texts, rows), strict=True)


def _texts(judged: Judged, threshold: float) -> tuple[str, str]:
    text = judged.layout.text
    kept, at = [], 0
    for piece in judged.pieces(threshold):
        kept.append(text[at : piece.start])
        at = piece.end
    return text, "\n".join((*kept, text[at:]))


def _figures(pages: Sequence[tuple[Page, tuple[str, str]]]) -> dict[str, Any]:
    with_body = [(page.gold["body"], texts) for page, texts in pages if "body" in page.gold]
    found: dict[str, Any] = {}
    if with_body:
        found["f1"] = (len(with_body), *(_f1(with_body, when) for when in (0, 1)))
    for name in ("keep", "drop"):
        snippets = [
            (snippet, texts)
            for page, texts in pages
            for snippet in page.gold.get(name, "").splitlines()
        ]
        if snippets:
            found[name] = (len(snippets), *(_share(snippets, when) for when in (0, 1)))
    return found


def _f1(pages: Iterable[tuple[str, tuple[str, str]]], when: int) -> float:
    pairs = [overlap(words(texts[when]), words(body)) for body, texts in pages]
    return round(f1(np.array(pairs)).f1, 4)


def _share(snippets: Sequence[tuple[str, tuple[str, str]]], when: int) -> float:
    there = [holds(texts[when], snippet) for snippet, texts in snippets]
    return round(sum(there) / len(there), 4)


def holds(text: str, snippet: str) -> bool:
    """Say whether a text has the words of a snippet in a row."""
    return f" {' '.join(words(snippet))} " in f" {' '.join(words(text))} "
