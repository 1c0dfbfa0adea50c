"""What cleaning does to each kind of input: how like the labelled body it is before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from qualityfilter.core.data import LINE_LABELS
from qualityfilter.lab.lines_data import LabelledText, lines_of
from qualityfilter.lab.made_texts import SPACES
from qualityfilter.lab.shingles import Words, f1, interval, overlap, words
from qualityfilter.text.segments import SegmentedText

BODY, HEADLINE = LINE_LABELS.index("body"), LINE_LABELS.index("headline")

OWN = frozenset({"texts", "page", "body", "spliced", "glued", "phrases", "single", "markdown"})
"""Views that hold the labelled lines themselves; the others are measured by those of `page`, or of
what they are with their line breaks lost."""

_BROKEN = {spaces: view for view, spaces in SPACES.items()}

Key = tuple[str, str]


def _key(text: LabelledText) -> Key:
    return text.id, text.view if text.view in OWN else _BROKEN.get(text.view, "page")


def body_of(text: LabelledText) -> Words:
    """The words of the labelled body."""
    return [word for line, label in lines_of(text) if label == BODY for word in words(line)]


def before_after(
    texts: Sequence[LabelledText],
    names: Sequence[str],
    layouts: Sequence[SegmentedText],
    labels: Sequence[Iterable[int]],
    cuts: Sequence[npt.NDArray[np.bool_]],
) -> dict[str, dict[str, Any]]:
    """Return, by view, how like the body its texts are as they come, and cleaned.

    Headline lines count on neither side.

    Args:
        texts: the texts, and the pages that views are of.
        names: of the view of each, as it is shown.
        layouts: of them.
        labels: number of the label of each piece.
        cuts: whether each piece falls.

    Returns:
        By view: `texts`, and `before` and `after`, each with `precision`, `recall`, `f1` and
        its 95 % bootstrap `interval`, all from 0 to 1, higher is better.
    """
    wanted = {_key(text): body_of(text) for text in texts if text.view in OWN}
    found: dict[str, dict[str, Any]] = {}
    views = np.array(names)
    for view in dict.fromkeys(views.tolist()):
        mine = [at for at in np.flatnonzero(views == view).tolist() if _key(texts[at]) in wanted]
        if not mine:
            continue
        sites = [texts[at].site for at in mine]
        bodies = [wanted[_key(texts[at])] for at in mine]
        figures = [
            list(
                map(
                    overlap,
                    (left(layouts[at], labels[at], cuts[at] if cleaned else ()) for at in mine),
                    bodies,
                )
            )
            for cleaned in (False, True)
        ]
        before, after = (likeness(each, sites) for each in figures)
        found[view] = {"texts": len(mine), "before": before, "after": after}
    return found


def likeness(pairs: Sequence[tuple[float, float]], sites: Sequence[str]) -> dict[str, Any]:
    """The figures of texts from each one's precision and recall; see `before_after`."""
    values = np.array(pairs)
    figures = f1(values)
    return {
        "precision": round(figures.precision, 4),
        "recall": round(figures.recall, 4),
        "f1": round(figures.f1, 4),
        "interval": [round(end, 4) for end in interval(values, sites)],
    }


def left(
    layout: SegmentedText, labels: Iterable[int], cut: npt.NDArray[np.bool_] | Sequence[bool]
) -> list[str]:
    """The words that are left of a text, its headline lines left out.

    Args:
        layout: of the text.
        labels: number of the label of each piece.
        cut: whether each piece falls; empty where none does.
    """
    gone = cut if len(cut) else np.zeros(len(layout.starts), bool)
    kept = [
        bounds
        for bounds, label, falls in zip(layout.ranges, labels, gone, strict=True)
        if label != HEADLINE and not falls
    ]
    return [word for start, end in kept for word in words(layout.folded[start:end])]
