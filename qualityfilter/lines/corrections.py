"""What readers of one site taught the line model: shifts of its chances by a line's words.

A shift counts only where a line shares enough words with lines that were corrected. What resembles
none of them keeps its chances to the last bit, so that a correction for one site can hardly do harm
anywhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from qualityfilter.core.data import LINE_LABELS
from qualityfilter.lines.cells import Cells
from qualityfilter.lines.features import Features
from qualityfilter.lines.stages import softmax
from qualityfilter.text.tokens import FloatArray

SLIGHT, FULL = 4.0, 5.0
"""A line whose log odds would shift by less than the first is left alone; from the second on it
is shifted wholly. Chosen as `lab.adapt.PRIOR` was: on sites that taught, (3, 4) and (3, 5)
found as much, and (5, 6) less; on other sites (4, 5) changed half as many decisions as (3, 5)."""

_LEAST = 1e-7
"""The least chance that is shifted: one of nothing would stay nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Correction:
    """What one set of corrected lines taught.

    Attributes:
        words: `(buckets, labels)`, added to the logarithms of a line's chances for each hashed
            word that it has.
    """

    words: FloatArray

    def apply(self, words: Cells, rows: FloatArray) -> FloatArray:
        """Correct the chances of lines, `(lines, labels)`.

        Args:
            words: their hashed words, as in `Features`.
            rows: their chances as they were.
        """
        shifts = gated(words.times(self.words))
        moved = np.flatnonzero(shifts.any(axis=1))
        found = rows.copy()
        found[moved] = softmax(log_chances(rows[moved]) + shifts[moved])
        return found


def gated(shifts: FloatArray) -> FloatArray:
    """Let slight shifts count for nothing."""
    strength = np.abs(shifts).max(axis=1, keepdims=True, initial=0.0)
    share = np.clip((strength - SLIGHT) / (FULL - SLIGHT), 0.0, 1.0)
    return np.asarray(shifts * share, np.float32)


def log_chances(rows: FloatArray) -> npt.NDArray[np.float64]:
    """Return the logarithms of chances."""
    return np.log(np.clip(rows.astype(np.float64), _LEAST, 1.0))


def correct(
    corrections: tuple[Correction, ...], features: Features, rows: FloatArray
) -> FloatArray:
    """Apply corrections one after the other."""
    for each in corrections:
        rows = each.apply(features.words, rows)
    return rows


def to_weights(correction: Correction) -> dict[str, Any]:
    """Return a correction as plain arrays, empty buckets left out."""
    used = np.flatnonzero(correction.words.any(axis=1))
    words = correction.words[used].astype(np.float16)
    return {"buckets": len(correction.words), "used": used.astype(np.int32), "words": words}


def from_weights(weights: Mapping[str, Any]) -> Correction:
    """Rebuild a correction from its arrays."""
    words = np.zeros((weights["buckets"], len(LINE_LABELS)), np.float32)
    words[weights["used"]] = weights["words"]
    return Correction(words)
