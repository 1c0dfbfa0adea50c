"""An article is one stretch of its text: what stands before it and after it is doubted.

A page is taken as three parts, each of which may be empty: what comes before the article, the
article, and what comes after. Each line is evidence for the part that it stands in, and the
chances of all ways to cut the text in three are summed (a hidden Markov model that can only
move on: Rabiner, "A Tutorial on Hidden Markov Models", Proceedings of the IEEE 77, 1989).
Behind an extractor little stands around the article, so there the parts count for less.
"""

from __future__ import annotations

import numpy as np

from qualityfilter.lines.junk import chance, junk_odds, log_odds, with_junk
from qualityfilter.lines.tokens import DoubleArray, FloatArray
from qualityfilter.segments import Layout
from qualityfilter.standard import page_likeness

INSIDE = 0.3
"""The chance that a line in the article's stretch is junk, before anyone has looked at it."""

OUTSIDE = (0.7, 0.97)
"""Likewise before and after it, behind an extractor and on a whole page."""

_MOVE = 3.0
"""Logarithm of the odds against there being anything before the article, and after it."""

_SURE = 6.0
"""Log odds beyond this say no more about the part that a line stands in."""

_TYPICAL = 80
"""A line of so many characters is one vote; longer and shorter ones by the root of their length,
within the limits below."""

_VOTES = (0.3, 2.0)


def in_stretch(layout: Layout, rows: FloatArray) -> FloatArray:
    """Judge each line again by where the article seems to begin and to end.

    Args:
        layout: of the text.
        rows: each content's probabilities, `(contents, labels)`, from the line model.

    Returns:
        The same with new chances of junk: the model's odds, times those of the part that the
        line stands in, by those of the whole text, which the model has in mind already. Within
        junk and within article, labels keep their shares.
    """
    if not len(rows):
        return rows
    odds = junk_odds(rows)
    low, high = map(log_odds, OUTSIDE)
    outer = low + page_likeness(rows) * (high - low)
    votes = np.clip(np.sqrt((layout.ends - layout.starts) / _TYPICAL), *_VOTES)
    inside = _inside(np.clip(odds, -_SURE, _SURE) * votes, outer)
    here, there = odds + log_odds(INSIDE), odds + outer
    known = log_odds(float(np.mean(inside * INSIDE + (1.0 - inside) * chance(outer))))
    judged = inside * chance(here - known) + (1.0 - inside) * chance(there - known)
    return with_junk(rows, judged)


def _inside(odds: DoubleArray, outer: float) -> DoubleArray:
    """Give the chance that each line stands inside the stretch.

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
    """Give the log likelihood of lines in a part where junk has the log odds `prior`."""
    return np.logaddexp(odds + prior, 0.0) - np.logaddexp(prior, 0.0)
