"""How sure a cut must be: by the line's length, and by what kind of input the text is.

Behind an extractor nearly all is article, and what is wrongly cut is missed; of a whole page
most is not, and what stays buries the rest. So the filter holds back by how much of a text
the line model surely takes for junk.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from qualityfilter.data import ARTICLE_LABELS, LINE_LABELS
from qualityfilter.lines.junk import junk_chances
from qualityfilter.lines.tokens import DoubleArray, FloatArray
from qualityfilter.weigh import Piece

FULL = 40
"""The chance that a line is article may be at most `1 - threshold` if it has so many characters,
and less by the square of its length if it has more: what would be lost with it is more."""

PAGE, MOST = 40.0, 0.6
"""On a whole page the chance may be as high as the second, whatever the line's length, unless so
many times `1 - threshold` is less: what a caller can bear to lose behind an extractor hardly
matters there, where most is junk."""

TAGGED = 0.25
"""The same on a page whose tags are known: they leave less in doubt."""

_SURE = 0.91
"""Many lines of a page are junk for sure; an odd article, such as a long list, only looks so."""

_KINDS = 3
"""Sure junk of a page is of so many kinds, comments apart; that of an odd list is of one or two."""

_COMMENTS = LINE_LABELS.index("comments")

_JUNK_SHARE = (0.3, 0.6)
"""With less of its lines junk for sure a text is no page at all, with more it may be wholly one."""

_JUNK_LINES = (20.0, 40.0)
"""Likewise for how many of them are."""


@dataclass(frozen=True, slots=True)
class Standard:
    """What the evidence against a line is measured by.

    Attributes:
        threshold: the chance of junk, 0 to 1, from which on a short line falls.
        page: 0 to 1, how far the text is a whole page rather than an extractor's output.
        most: the chance that a line is article may not be more than this where it falls.
    """

    threshold: float
    page: float = 0.0
    most: float = MOST

    def falls(self, piece: Piece) -> bool:
        """Say whether a line is sure enough to be junk."""
        least = 1.0 - self.threshold
        alone = least * min(1.0, FULL / (piece.end - piece.start)) ** 2
        on_page = max(alone, min(self.most, least * PAGE))
        return piece.score >= 1.0 - ((1.0 - self.page) * alone + self.page * on_page)


def page_likeness(rows: FloatArray) -> float:
    """Say how far a text is a whole page, 0 to 1.

    It is one if many of its lines, and not the least share of them, are junk for sure and of
    several kinds, or comments.

    Args:
        rows: each content's probabilities, `(contents, labels)`, from the line model.
    """
    if not len(rows):
        return 0.0
    junk = junk_chances(rows)
    sure = _count_sure(rows, junk)
    share = _between(sure / len(rows), *_JUNK_SHARE)
    lines = _between(math.log1p(sure), *map(math.log1p, _JUNK_LINES))
    return min(share, lines)


def _count_sure(rows: FloatArray, junk: DoubleArray) -> int:
    """Count the lines that are junk for sure; comments alone where there are too few other kinds.

    So few that they make no page are none.
    """
    sure = np.flatnonzero(junk >= _SURE)
    if len(sure) <= _JUNK_LINES[0]:
        return 0
    kinds = len(ARTICLE_LABELS) + rows[sure, len(ARTICLE_LABELS) :].argmax(axis=1)
    comments = kinds == _COMMENTS
    several = len(np.unique(kinds[~comments])) >= _KINDS
    return len(sure) if several else int(comments.sum())


def _between(value: float, low: float, high: float) -> float:
    return min(max((value - low) / (high - low), 0.0), 1.0)
