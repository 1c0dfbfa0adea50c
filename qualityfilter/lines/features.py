"""What the line model sees: each line's words, shape and place, then its neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from qualityfilter.lines.batch import Batch
from qualityfilter.lines.columns import Columns, Made, beside
from qualityfilter.lines.landmarks import distances, landmarks
from qualityfilter.lines.place import line_place
from qualityfilter.lines.shape import line_shape
from qualityfilter.lines.words import hashed_words
from qualityfilter.text.characters import IntArray
from qualityfilter.text.tokens import DoubleArray, FloatArray, bounds


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """What is known of each line before its neighbours are asked.

    Attributes:
        words: hashed words, one row a line, rows of unit length.
        shape: numbers about each line's form; see `SHAPE`.
        place: numbers about each line's place in its document; see `PLACE`.
        documents: as in `Batch`.
        owners: likewise.
        kinds: likewise.
        found: likewise.
    """

    words: Any
    shape: FloatArray
    place: FloatArray
    documents: IntArray
    owners: IntArray
    kinds: Any
    found: FloatArray

    def rows(self, chosen: IntArray | slice) -> Features:
        """Give some of the lines."""
        return Features(*(getattr(self, name)[chosen] for name in self.__slots__))

    @property
    def dense(self) -> FloatArray:
        """Shape, place and what rules found, side by side."""
        return np.concatenate((self.shape, self.place, self.found), axis=1)


def featurize(batch: Batch) -> Features:
    """Compute the features of a batch; every row depends on its own document alone."""
    tokens = batch.tokens
    return Features(
        words=hashed_words(tokens, len(batch.lines)),
        shape=line_shape(tokens, batch.lines),
        place=line_place(tokens, batch),
        documents=batch.documents,
        owners=batch.owners,
        kinds=batch.kinds,
        found=batch.found,
    )


REACH = 3
"""How many lines before and after are looked at one by one."""


def surroundings(features: Features, alone: FloatArray) -> Columns:
    """Describe each line together with its neighbours.

    Args:
        features: of a batch.
        alone: probabilities of each line by itself, `(lines, labels)`.

    Returns:
        One row a line: its own and its neighbours' probabilities and shapes, averages of
        the lines around, before and after, where the article seems to lie, and where the lines
        of each label do.
    """
    documents, shape, place = features.documents, features.shape, features.place
    logits = as_logits(alone)
    near: list[FloatArray | Made] = [logits, shape, place, features.found]
    near += [as_logits(of_line(alone, features)), *_beside(alone, features)]
    for step in range(1, REACH + 1):
        for shift in (-step, step):
            near += [beside(values, documents, shift) for values in (logits, shape[:, :_BRIEF])]
    lines = bounds(documents)
    article = alone[:, 0] + alone[:, 1]
    size = np.expm1(shape[:, 0].astype(np.float64) * 3)
    near += [
        window(alone, lines, 5),
        window(alone, lines, 15),
        _halves(alone, lines),
        _halves((article * size)[:, None].astype(np.float64), lines, total=True),
        _span(article, lines),
        landmarks(alone, *lines),
    ]
    return Columns(len(documents), near)


def lengths(features: Features) -> IntArray:
    """Characters of each piece."""
    return np.rint(np.expm1(features.shape[:, 0].astype(np.float64) * 3)).astype(np.int64)


def of_line(rows: FloatArray, features: Features) -> FloatArray:
    """Average the values of the pieces of each one's line, by their length."""
    weights = np.expm1(features.shape[:, 0].astype(np.float64) * 3)[:, None]
    sums = _summed((rows * weights).astype(np.float64), features.owners)
    total = _summed(weights, features.owners)
    return (sums / np.maximum(total, 1e-9)).astype(np.float32)


def _summed(values: DoubleArray, owners: IntArray) -> DoubleArray:
    """Sum the values of the rows of each one's owner; owners ascend."""
    first, stop = bounds(owners)
    sums = cumulated(values)
    found: DoubleArray = sums[stop] - sums[first]
    return found


def _beside(alone: FloatArray, features: Features) -> list[Made]:
    """What the pieces right before and after each are, if they lie in its line: -1 if not."""
    article = alone[:, :2].sum(axis=1, keepdims=True)
    return [beside(article, features.owners, step) for step in (-1, 1)]


def as_logits(chances: FloatArray) -> FloatArray:
    """Give the logarithms of chances, brought to about -1 to 1."""
    return ((np.log(np.clip(chances, 1e-4, 1.0)) + 4) / 4).astype(np.float32)


_BRIEF = 12  # the first columns of SHAPE say enough of a neighbour


def cumulated(values: npt.NDArray[Any], weights: DoubleArray | None = None) -> DoubleArray:
    """Give the sums of the values of all rows before each, and last of all.

    Values are rounded to steps of 2**-24: a double holds their sums up to 2**29 exactly, so that
    the difference of two sums is the same whatever stands before them in the batch.

    Args:
        values: `(rows, columns)`.
        weights: what each row is multiplied by before; None is 1.
    """
    steps = np.float64(1 << 24)
    sums = np.zeros((len(values) + 1, values.shape[1]))
    rounded = np.multiply(values, 1.0 if weights is None else weights[:, None], out=sums[1:])
    rounded *= steps
    np.rint(rounded, out=rounded)
    rounded /= steps
    np.cumsum(rounded, axis=0, out=rounded)
    return sums


Bounds = tuple[IntArray, IntArray]
"""Where the lines of each line's document start and stop."""


def around(lines: Bounds, reach: int) -> Bounds:
    """Give where the lines at most `reach` away in the same document start and stop."""
    first, stop = lines
    index = np.arange(len(first))
    return np.maximum(index - reach, first), np.minimum(index + reach + 1, stop)


def window(values: FloatArray, lines: Bounds, reach: int) -> Made:
    """Make averages of the values over the lines at most `reach` away in the same document."""
    low, high = around(lines, reach)

    def made(rows: IntArray) -> FloatArray:
        first, stop = low[rows], high[rows]
        begin = int(first.min(initial=len(values)))
        sums = cumulated(values[begin : stop.max(initial=begin)])  # exact, so the same from anywhere
        found = (sums[stop - begin] - sums[first - begin]) / np.maximum(stop - first, 1)[:, None]
        return found.astype(np.float32)

    return made


def _halves(values: npt.NDArray[Any], lines: Bounds, *, total: bool = False) -> Made:
    """Make averages of the values before and after each line; with `total`, shares of the whole."""
    sums = cumulated(values)

    def made(rows: IntArray) -> FloatArray:
        first, stop = lines[0][rows], lines[1][rows]
        before, after = sums[rows] - sums[first], sums[stop] - sums[rows + 1]
        if total:
            whole = np.maximum(sums[stop] - sums[first], 1e-9)
            return np.concatenate((before / whole, after / whole), axis=1).astype(np.float32)
        before /= np.maximum(rows - first, 1)[:, None]
        after /= np.maximum(stop - rows - 1, 1)[:, None]
        return np.concatenate((before, after), axis=1).astype(np.float32)

    return made


def _span(article: FloatArray, lines: Bounds) -> FloatArray:
    """Give the distance in lines to the last sure article line before and the first after."""
    sure = article > 0.7
    columns = [*map(np.log1p, distances(sure, *lines, 99)), sure]
    return (np.stack(columns, axis=1) / 2).astype(np.float32)
