"""What the line model sees: each line's words, shape and place, then its neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from qualityfilter.lines.batch import Batch
from qualityfilter.lines.cells import Cells
from qualityfilter.lines.columns import Columns, Made, Part, beside
from qualityfilter.lines.place import line_place
from qualityfilter.lines.shape import line_shape
from qualityfilter.lines.sure_lines import distances, distances_to_sure_lines
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

    words: Cells
    shape: FloatArray
    place: FloatArray
    documents: IntArray
    owners: IntArray
    kinds: Cells
    found: FloatArray

    def rows(self, chosen: IntArray | slice) -> Features:
        """Return some of the lines."""
        return Features(*(getattr(self, name)[chosen] for name in self.__slots__))

    @property
    def dense(self) -> Columns:
        """Shape, place and what rules found, side by side."""
        return Columns(len(self.documents), [self.shape, self.place, self.found])


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
    lines = bounds(documents)
    article = alone[:, 0] + alone[:, 1]
    size = np.expm1(shape[:, 0].astype(np.float64) * 3)
    sums = cumulated(np.concatenate((alone, (article * size)[:, None]), axis=1, dtype=np.float64))
    near: list[Part] = [
        logits,
        shape,
        place,
        features.found,
        as_logits(of_line(alone, features)),
        beside(alone[:, :2].sum(axis=1, keepdims=True), features.owners, (-1, 1)),
        beside(np.concatenate((logits, shape[:, :_BRIEF]), axis=1), documents, _SHIFTS),
        _averages(sums[:, :-1], *around(lines, 5)),
        _averages(sums[:, :-1], *around(lines, 15)),
        _halves(sums, lines),
        _span(article, lines),
        distances_to_sure_lines(alone, *lines),
    ]
    return Columns(len(documents), near)


_SHIFTS = tuple(shift for step in range(1, REACH + 1) for shift in (-step, step))


_SHIFTS = tuple(shift for step in range(1, REACH + 1) for shift in (-step, step))


def lengths(features: Features) -> IntArray:
    """Characters of each piece."""
    return np.rint(np.expm1(features.shape[:, 0].astype(np.float64) * 3)).astype(np.int64)


def of_line(rows: FloatArray, features: Features) -> FloatArray:
    """Average the values of the pieces of each one's line, by their length."""
    weights = np.expm1(features.shape[:, 0].astype(np.float64) * 3)[:, None]
    sums = cumulated(np.concatenate((rows * weights, weights), axis=1))
    first, stop = bounds(features.owners)
    found = sums[stop]
    found -= sums[first]
    return (found[:, :-1] / np.maximum(found[:, -1:], 1e-9)).astype(np.float32)


def as_logits(chances: FloatArray) -> FloatArray:
    """Return the logarithms of chances, brought to about -1 to 1."""
    found = np.minimum(np.maximum(chances, _RARE), _SURE)
    np.log(found, out=found)
    found += _FOUR
    found /= _FOUR
    return found.astype(np.float32, copy=False)


_RARE, _SURE, _FOUR = np.float32(1e-4), np.float32(1.0), np.float32(4.0)


_BRIEF = 12  # the first columns of SHAPE say enough of a neighbour


def cumulated(values: npt.NDArray[Any], weights: DoubleArray | None = None) -> DoubleArray:
    """Return the sums of the values of all rows before each, and last of all.

    Values are rounded to steps of 2**-24: a double holds their sums up to 2**29 exactly, so that
    the difference of two sums is the same whatever stands before them in the batch.

    Args:
        values: `(rows, columns)`.
        weights: what each row is multiplied by before; None is 1.
    """
    sums = np.zeros((len(values) + 1, values.shape[1]))
    rounded = np.multiply(values, _STEPS if weights is None else weights[:, None], out=sums[1:])
    if weights is not None:
        rounded *= _STEPS
    np.rint(rounded, out=rounded)
    rounded /= _STEPS
    rounded.cumsum(axis=0, out=rounded)
    return sums


_STEPS = np.float64(1 << 24)


Bounds = tuple[IntArray, IntArray]
"""Where the lines of each line's document start and stop."""


def around(lines: Bounds, reach: int) -> Bounds:
    """Return where the lines at most `reach` away in the same document start and stop."""
    first, stop = lines
    index = np.arange(len(first))
    return np.maximum(index - reach, first), np.minimum(index + reach + 1, stop)


def window(values: FloatArray, lines: Bounds, reach: int) -> Made:
    """Make averages of the values over the lines at most `reach` away in the same document."""
    low, high = around(lines, reach)

    def made(rows: IntArray) -> FloatArray:
        first, stop = low[rows], high[rows]
        begin = int(first.min(initial=len(values)))
        sums = cumulated(
            values[begin : stop.max(initial=begin)]
        )  # exact, so the same from anywhere
        return _averaged(sums, first - begin, stop - begin)

    return made


def _averages(sums: DoubleArray, low: IntArray, high: IntArray) -> Made:
    """Make averages of `cumulated` values over a range of lines for each."""
    return lambda rows: _averaged(sums, low[rows], high[rows])


def _averaged(sums: DoubleArray, low: IntArray, high: IntArray) -> FloatArray:
    found = sums[high]
    found -= sums[low]
    found /= np.maximum(high - low, 1)[:, None]
    return found.astype(np.float32)


def _halves(sums: DoubleArray, lines: Bounds) -> Made:
    """Make averages of the values before and after each line; of the last, their share of all.

    Args:
        sums: `cumulated` values.
        lines: where those of each line's document start and stop.
    """

    def made(rows: IntArray) -> FloatArray:
        first, stop = lines[0][rows], lines[1][rows]
        low, high = sums[first], sums[stop]
        before, after = sums[rows] - low, high - sums[rows + 1]
        whole = np.maximum(high[:, -1:] - low[:, -1:], 1e-9)
        shares = before[:, -1:] / whole, after[:, -1:] / whole
        before /= np.maximum(rows - first, 1)[:, None]
        after /= np.maximum(stop - rows - 1, 1)[:, None]
        return np.concatenate(
            (before[:, :-1], after[:, :-1], *shares), axis=1, dtype=np.float32, casting="same_kind"
        )

    return made


def _span(article: FloatArray, lines: Bounds) -> FloatArray:
    """Return the distance in lines to the last sure article line before and the first after."""
    sure = article[:, None] > 0.7
    columns = [*map(np.log1p, distances(sure, *lines, 99)), sure]
    return (np.concatenate(columns, axis=1) / 2).astype(np.float32)
