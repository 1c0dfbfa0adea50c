"""What rules know of lines, as the line model takes it in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

import numpy as np

from qualityfilter.data import LINE_LABELS, Evidence
from qualityfilter.lines.tokens import FloatArray
from qualityfilter.segments import Layout

MOST = 0.5
"""Evidence speaks of a line as a whole if it covers this share of it."""

NO_HINTS: FloatArray = np.zeros((0, len(LINE_LABELS)), np.float32)
"""The hints of no lines."""

_NUMBERS = {label: number for number, label in enumerate(LINE_LABELS)}


def hints(layout: Layout, evidence: Iterable[Evidence]) -> FloatArray:
    """Give the score of the surest rule for each line and label, `(lines, labels)`, 0 for none.

    Args:
        layout: of the text.
        evidence: of rules, each inside one content.
    """
    found = np.zeros((len(layout.starts), len(LINE_LABELS)), np.float32)
    starts, ends = layout.starts.tolist(), layout.ends.tolist()
    for each in evidence:
        line = bisect_right(starts, each.start) - 1
        if each.end - each.start >= MOST * (ends[line] - starts[line]):
            column = _NUMBERS[each.label]
            found[line, column] = max(found[line, column], each.score)
    return found


def blend(alone: FloatArray, hinted: FloatArray) -> FloatArray:
    """Let the surest rule of a line take its share of the line's probabilities."""
    score = hinted.max(axis=1, keepdims=True, initial=0.0)
    label = np.zeros_like(alone)
    label[np.arange(len(alone)), hinted.argmax(axis=1)] = 1.0
    return np.asarray(alone * (1 - score) + label * score, dtype=np.float32)
