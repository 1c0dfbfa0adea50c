"""Where the lines lie that surely have a label, as seen from each line.

A heading such as that of the comments says what the lines below it are, however many they are and
however much they read like an article; so does the line that ends them.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from qualityfilter.text.characters import IntArray
from qualityfilter.text.tokens import FloatArray

SURE = 0.6
"""A line surely has a label that has this chance."""

_NONE = 299  # lines away, where there is no such line


def distances_to_sure_lines(alone: FloatArray, first: IntArray, stop: IntArray) -> FloatArray:
    """Describe how far away the sure lines of each label are.

    Args:
        alone: probabilities of each line by itself, `(lines, labels)`.
        first: where the lines of each line's document start.
        stop: and where they stop.

    Returns:
        One row a line: for each label but the first the logarithm of the distance, in lines, to
        the last sure line before it, and then of that to the next one after it.
    """
    lines, labels = alone.shape
    found = np.empty((lines, 2, labels - 1), np.float32)
    step = max(_AT_ONCE // max(lines, 1), 1)  # of a page of many lines all would be large
    for at in range(0, labels - 1, step):
        sure = alone[:, 1:][:, at : at + step] > SURE
        for side, away in enumerate(distances(sure, first, stop, _NONE)):
            found[:, side, at : at + step] = np.log1p(away) / 3
    return found.reshape(lines, 2 * (labels - 1))


_AT_ONCE = 1 << 16
"""So many distances are looked for at a time."""


def distances(
    wanted: npt.NDArray[np.bool_], first: IntArray, stop: IntArray, none: int
) -> tuple[IntArray, IntArray]:
    """Return how many lines away the last wanted line before each line is, and the next after it.

    Args:
        wanted: `(lines, columns)`.
        first: where the lines of each line's document start.
        stop: and where they stop.
        none: is given where there is no such line in the document.
    """
    lines, columns = wanted.shape
    index = np.arange(lines)[:, None]
    before = np.full((lines + 1, columns), -1)
    before[1:] = np.maximum.accumulate(np.where(wanted, index, -1), axis=0)
    after = np.full((lines + 1, columns), lines)
    after[:-1] = np.minimum.accumulate(np.where(wanted, index, lines)[::-1], axis=0)[::-1]
    return (
        np.where(before[:-1] >= first[:, None], index - before[:-1], none),
        np.where(after[1:] < stop[:, None], after[1:] - index, none),
    )
