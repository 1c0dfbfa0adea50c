"""The chance that a line is junk, taken from the chances of all labels, and changed in them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from qualityfilter.core.data import ARTICLE_LABELS
from qualityfilter.text.tokens import DoubleArray, FloatArray

Odds = TypeVar("Odds", float, DoubleArray)

_ARTICLE = len(ARTICLE_LABELS)
_LEAST = 1e-6
_NONE = 1e-12


@dataclass(frozen=True, slots=True)
class Calibration:
    """What makes the chance of junk mean what it says.

    Platt, "Probabilistic Outputs for Support Vector Machines", 1999.

    Attributes:
        slope: the log odds of junk are multiplied by this.
        offset: this is then added to them.
    """

    slope: float = 1.0
    offset: float = 0.0

    def apply(self, rows: FloatArray) -> FloatArray:
        """Calibrate the probabilities of lines, `(lines, labels)`."""
        return with_junk(rows, chance(self.slope * junk_odds(rows) + self.offset))


def junk_chances(rows: FloatArray) -> DoubleArray:
    """Return each line's chance of junk."""
    article = rows[:, :_ARTICLE].sum(axis=1, dtype=np.float64)
    return np.clip(1.0 - article, 0.0, 1.0)


def junk_odds(rows: FloatArray) -> DoubleArray:
    """Return the logarithm of each line's odds of junk, that of no line without bounds."""
    junk = np.clip(junk_chances(rows), _LEAST, 1.0 - _LEAST)
    odds: DoubleArray = np.log(junk / (1.0 - junk))
    return odds


def with_junk(rows: FloatArray, junk: DoubleArray) -> FloatArray:
    """Return the lines other chances of junk; within junk and within article, labels keep shares.

    A side that had no chance at all gives its new one to all its labels alike.
    """
    found = np.maximum(rows.astype(np.float64), _NONE)
    for side, new in ((slice(_ARTICLE), 1.0 - junk), (slice(_ARTICLE, None), junk)):
        found[:, side] *= (new / found[:, side].sum(axis=1))[:, None]
    return found.astype(np.float32)


def log_odds(of: float) -> float:
    """Return the logarithm of the odds of a chance."""
    return math.log(of / (1.0 - of))


def chance(odds: Odds) -> Odds:
    """Return the chance that has these log odds."""
    return 1.0 / (1.0 + np.exp(-odds))
