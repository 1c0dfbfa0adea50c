"""What cleaning does to each kind of input: how like the labelled body it is before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from qualityfilter.data import LINE_LABELS
from qualityfilter.segments import Layout, lay_out
from qualityfilter.spans import kept_ranges
from qualityfilter.training.lines_data import SPACES, LabelledText
from qualityfilter.training.measures import Judged
from qualityfilter.training.shingles import Words, f1, interval, overlap, words
from qualityfilter.weigh import Piece

BODY, HEADLINE = LINE_LABELS.index("body"), LINE_LABELS.index("headline")

OWN = frozenset({"texts", "page", "body", "spliced"})
"""Views that hold the labelled lines themselves; the others are measured by those of `page`, or of
what they are with their line breaks lost."""

_BROKEN = {spaces: view for view, spaces in SPACES.items()}

Key = tuple[str, str]


def _body_words(texts: Sequence[LabelledText]) -> dict[Key, Words]:
    """Give the words of the labelled body of each text and page."""
    return {_key(text): _body(text) for text in texts if text.view in OWN}


def _key(text: LabelledText) -> Key:
    return text.id, text.view if text.view in OWN else _BROKEN.get(text.view, "page")


def _body(text: LabelledText) -> Words:
    lines = zip(lay_out(text.text).contents, text.labels, strict=True)
    return [word for line, label in lines if label == BODY for word in words(line)]


def before_after(judged: Sequence[Judged], threshold: float) -> dict[str, dict[str, Any]]:
    """Give for each view how like the body its texts are as they come, and cleaned.

    Headline lines count on neither side.

    Args:
        judged: the texts, and the pages that views are of.
        threshold: see `standard.Standard`.

    Returns:
        By view: `texts`, and `before` and `after`, each with `precision`, `recall`, `f1` and
        its 95 % bootstrap `interval`, all from 0 to 1, higher is better.
    """
    wanted = _body_words([each.text for each in judged])
    found: dict[str, dict[str, Any]] = {}
    for view in dict.fromkeys(each.text.view for each in judged):
        mine = [each for each in judged if each.text.view == view]
        sites = [each.text.site for each in mine]
        labels = [each.text.labels for each in mine]
        bodies = [wanted[_key(each.text)] for each in mine]
        whole = [left(each.layout, own, ()) for each, own in zip(mine, labels, strict=True)]
        cleaned = [
            left(each.layout, own, each.pieces(threshold))
            for each, own in zip(mine, labels, strict=True)
        ]
        before, after = (list(map(overlap, texts, bodies)) for texts in (whole, cleaned))
        found[view] = {
            "texts": len(mine),
            "before": likeness(before, sites),
            "after": likeness(after, sites),
        }
    return found


def likeness(pairs: Sequence[tuple[float, float]], sites: Sequence[str]) -> dict[str, Any]:
    """Give the figures of texts from each one's precision and recall; see `before_after`."""
    values = np.array(pairs)
    figures = f1(values)
    return {
        "precision": round(figures.precision, 4),
        "recall": round(figures.recall, 4),
        "f1": round(figures.f1, 4),
        "interval": [round(end, 4) for end in interval(values, sites)],
    }


def left(layout: Layout, labels: Iterable[int], pieces: Iterable[Piece]) -> list[str]:
    """Give the words that are left of a text, its headline lines left out.

    Args:
        layout: of the text.
        labels: number of the label of each content.
        pieces: what is cut.
    """
    lines = zip(layout.ranges, labels, strict=True)
    own = [bounds for bounds, label in lines if label != HEADLINE]
    kept = kept_ranges(own, [(piece.start, piece.end) for piece in pieces])
    return [word for start, end in kept for word in words(layout.folded[start:end])]
