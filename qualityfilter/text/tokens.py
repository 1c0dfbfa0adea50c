"""Turn a batch of lines into hashed tokens, all in arrays.

A token is a run of letters or digits (digits count as one and the same), a single
ideograph, or a single other visible character. Its hash is a polynomial over its
lower-cased code points modulo 2**64, taken from prefix sums, so that the cost does not
depend on how many tokens there are.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qualityfilter.text.characters import (
    ByteArray,
    CharArray,
    IntArray,
    U64Array,
    code_points,
    hash_runs,
    translated,
)
from qualityfilter.text.tables import BLANK, CASELESS, LOWER, tables

FloatArray = npt.NDArray[np.float32]
DoubleArray = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Tokens:
    """The tokens of a batch of lines.

    Attributes:
        points: code points of all lines joined by line breaks.
        classes: the class of each character.
        line_starts: where each line starts in `points`; one entry more than there are lines.
        hashes: hash of each token.
        lines: the line each token lies in, ascending.
        starts: where each token starts in `points`.
        ends: where it ends.
    """

    points: CharArray
    classes: ByteArray
    line_starts: IntArray
    hashes: U64Array
    lines: IntArray
    starts: IntArray
    ends: IntArray

    @functools.cached_property
    def ranks(self) -> tuple[IntArray, IntArray]:
        """Each token's place in its line, counted from the first and from the last."""
        return ranks(self.lines)


def tokenize(lines: Sequence[str]) -> Tokens:
    """Tokenize folded lines that hold no line breaks."""
    points = code_points("\n".join(lines) + "\n") if lines else np.empty(0, np.uint32)
    lengths = np.fromiter(map(len, lines), np.int64, len(lines)) + 1
    line_starts = np.concatenate(([0], np.cumsum(lengths)))
    classes, lowered, *_ = tables()
    kinds = classes.take(points, mode="clip")  # the last is a mark, as are all beyond it
    plain = translated(points, lowered)
    word = (kinds >= LOWER) & (kinds <= CASELESS)
    joined = np.zeros(len(points), dtype=bool)
    joined[1:] = word[1:] & word[:-1]
    begins = np.flatnonzero((kinds != BLANK) & ~joined)
    carries_on = np.append(joined[1:], False)
    ends = np.flatnonzero((kinds != BLANK) & ~carries_on) + 1
    lines_of = np.searchsorted(line_starts, begins, side="right") - 1
    return Tokens(
        points, kinds, line_starts, hash_runs(plain, begins, ends), lines_of, begins, ends
    )


def side_by_side(columns: Sequence[npt.ArrayLike], rows: int) -> FloatArray:
    """Put columns side by side, `(rows, columns)`."""
    found = np.empty((len(columns), rows), np.float32)
    for number, column in enumerate(columns):
        found[number] = column
    return np.ascontiguousarray(found.T)


def ranks(lines: IntArray) -> tuple[IntArray, IntArray]:
    """Return each entry's place among those of its line, counted from the first and the last.

    Args:
        lines: the line of each entry, ascending.
    """
    index = np.arange(len(lines))
    starts, stops = bounds(lines)
    return index - starts, stops - 1 - index


def bounds(owners: IntArray) -> tuple[IntArray, IntArray]:
    """Return where the entries of each one's owner start and stop.

    Args:
        owners: ascending.
    """
    if not len(owners):
        return owners, owners
    changes = np.ones(len(owners) + 1, bool)
    np.not_equal(owners[1:], owners[:-1], out=changes[1:-1])
    edges = changes.nonzero()[0]
    sizes = edges[1:] - edges[:-1]
    return edges[:-1].repeat(sizes), edges[1:].repeat(sizes)


def edges_of(owners: IntArray) -> IntArray:
    """Where the entries of each owner start, and last where all end.

    Args:
        owners: ascending, from 0.
    """
    return np.flatnonzero(np.diff(owners, prepend=-1, append=np.iinfo(np.int64).max))


def among(hashes: U64Array, known: U64Array) -> npt.NDArray[np.bool_]:
    """Find which hashes are among the known ones, which are sorted."""
    if not len(known):
        return np.zeros(len(hashes), dtype=bool)
    return known[np.minimum(np.searchsorted(known, hashes), len(known) - 1)] == hashes
