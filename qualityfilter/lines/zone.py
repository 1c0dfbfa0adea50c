"""Where the article lies in its text, and how far the text is a whole page.

A page is taken as three parts, each of which may be empty: what comes before the article, the
article, and what comes after. Each piece is evidence for the part that it stands in, and the
chances of all ways to cut the text in three are summed (a hidden Markov model that can only
move on: Rabiner, "A Tutorial on Hidden Markov Models", Proceedings of the IEEE 77, 1989).
"""

from __future__ import annotations

import math

import numpy as np

from qualityfilter.core.data import ARTICLE_LABELS, LINE_LABELS
from qualityfilter.lines.doubt import tempered
from qualityfilter.lines.junk import chance, junk_chances, junk_odds, log_odds, with_junk
from qualityfilter.text.characters import IntArray
from qualityfilter.text.tokens import DoubleArray, FloatArray, edges_of

INSIDE = 0.3
"""The chance that a line in the article's stretch is junk, before anyone has looked at it."""

OUTSIDE = (0.7, 0.97)
"""Likewise before and after it, behind an extractor and on a whole page."""

TAGGED = 0.5
"""How much the part of a page that a piece stands in counts beside its tags, of 1 without them."""

_MOVE = 3.0
"""Logarithm of the odds against there being anything before the article, and after it."""

_SURE = 6.0
"""Log odds beyond this say no more about the part that a line stands in."""

_TYPICAL = 80
"""A line of so many characters is one vote; longer and shorter ones by the root of their length,
within the limits below."""

_VOTES = (0.3, 2.0)


_SURE_JUNK = 0.75
"""Many lines of a page are junk for sure; an odd article, such as a long list, only looks so."""

_KINDS = 3
"""Sure junk of a page is of so many kinds, comments apart; that of an odd list is of one or two."""

_COMMENTS = LINE_LABELS.index("comments")

_JUNK_SHARE = (0.3, 0.6)
"""With less of its lines junk for sure a text is no page at all, with more it may be wholly one."""

_JUNK_LINES = (20.0, 40.0)
"""Likewise for how many of them are."""


def zones(rows: FloatArray, sizes: IntArray, documents: IntArray) -> FloatArray:
    """How likely each piece stands in the article's stretch, and how far its text is a page.

    Args:
        rows: probabilities, `(pieces, labels)`.
        sizes: characters of each.
        documents: number of the document of each, ascending.

    Returns:
        `(pieces, 2)`, both 0 to 1.
    """
    found = np.zeros((len(rows), 2), np.float32)
    edges = edges_of(documents)
    for low, high in zip(edges.tolist(), edges[1:].tolist(), strict=False):
        page = page_likeness(rows[low:high])
        votes = _votes(junk_odds(rows[low:high]), sizes[low:high])
        found[low:high, 0] = _inside(votes, _outer(page))
        found[low:high, 1] = page
    return found


def rejudge(rows: FloatArray, sizes: IntArray, documents: IntArray) -> FloatArray:
    """Judge the pieces of each text again, now that the text is known as a whole.

    Those of whole pages, by where the article seems to begin and to end; those of others, by how
    far the model doubts the text, see `doubt`. What each is worth is in the table of tries.

    Args:
        rows: probabilities, `(pieces, labels)`, as the stages gave them.
        sizes: characters of each.
        documents: number of the document of each, ascending.

    Returns:
        The same with new chances of junk. On a page they are the model's odds, times those of the
        part that the piece stands in, by those of the whole text, which the model has in mind
        already. Within junk and within article, labels keep their shares.
    """
    found = rows.copy()
    edges = edges_of(documents)
    for low, high in zip(edges.tolist(), edges[1:].tolist(), strict=False):
        page = page_likeness(rows[low:high])
        if page:
            found[low:high] = _rejudged(rows[low:high], sizes[low:high], page)
        if page < 1.0:
            found[low:high] = tempered(found[low:high], sizes[low:high], 1.0 - page)
    return found


def placed(rows: FloatArray, sizes: IntArray, documents: IntArray) -> FloatArray:
    """Judge the pieces of pages again by where the article lies, when their tags have spoken.

    Tags know much of that already, so that it counts less than in a text without them.

    Args:
        rows: probabilities, `(pieces, labels)`, as the stage that reads tags gave them.
        sizes: characters of each.
        documents: number of the document of each, ascending.
    """
    found = rows.copy()
    edges = edges_of(documents)
    for low, high in zip(edges.tolist(), edges[1:].tolist(), strict=False):
        found[low:high] = _rejudged(rows[low:high], sizes[low:high], 1.0, TAGGED)
    return found


def _rejudged(rows: FloatArray, sizes: IntArray, page: float, weight: float = 1.0) -> FloatArray:
    """Judge the pieces of one text; `weight` is how much their place counts."""
    odds, outer = junk_odds(rows), _outer(page)
    inside = _inside(_votes(odds, sizes), outer)
    known = log_odds(float(np.mean(inside * INSIDE + (1.0 - inside) * chance(outer))))
    here = odds + weight * (log_odds(INSIDE) - known)
    there = odds + weight * (outer - known)
    judged = inside * chance(here) + (1.0 - inside) * chance(there)
    return with_junk(rows, judged)


def _outer(page: float) -> float:
    """The log odds of junk outside the article, for a text that is a page that far."""
    low, high = map(log_odds, OUTSIDE)
    return low + page * (high - low)


def _votes(odds: DoubleArray, sizes: IntArray) -> DoubleArray:
    votes: DoubleArray = np.clip(np.sqrt(sizes / _TYPICAL), *_VOTES)
    return np.clip(odds, -_SURE, _SURE) * votes


def _inside(odds: DoubleArray, outer: float) -> DoubleArray:
    """Return the chance that each line stands inside the stretch.

    Args:
        odds: log odds of junk of each line, as far as they count.
        outer: log odds of junk outside, where the model is of two minds.
    """
    lines = len(odds)
    here = _likelihood(odds, log_odds(INSIDE))
    there = _likelihood(odds, outer)
    gained = np.concatenate(([0.0], np.cumsum(here - there)))
    moves = np.full(lines + 1, -_MOVE)
    begins, ends = -gained + moves, gained + moves
    begins[0], ends[-1] = 0.0, gained[-1]
    before = np.logaddexp.accumulate(begins)
    after = np.logaddexp.accumulate(ends[::-1])[::-1]
    whole = np.logaddexp.reduce(before + ends)
    return np.clip(np.exp(before[:-1] + after[1:] - whole), 0.0, 1.0)


def _likelihood(odds: DoubleArray, prior: float) -> DoubleArray:
    """Return the log likelihood of lines in a part where junk has the log odds `prior`."""
    return np.logaddexp(odds + prior, 0.0) - np.logaddexp(prior, 0.0)


def page_likeness(rows: FloatArray) -> float:
    """Return how far a text is a whole page, 0 to 1.

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
    sure = np.flatnonzero(junk >= _SURE_JUNK)
    if len(sure) <= _JUNK_LINES[0]:
        return 0
    kinds = len(ARTICLE_LABELS) + rows[sure, len(ARTICLE_LABELS) :].argmax(axis=1)
    comments = kinds == _COMMENTS
    several = len(np.unique(kinds[~comments])) >= _KINDS
    return len(sure) if several else int(comments.sum())


def _between(value: float, low: float, high: float) -> float:
    return min(max((value - low) / (high - low), 0.0), 1.0)
