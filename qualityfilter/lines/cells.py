"""Matrices of which each row has a few columns, all of one value: hashed words of lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from qualityfilter.text.characters import IntArray
from qualityfilter.text.tokens import FloatArray

_AT_ONCE = 1 << 12
"""So many cells are multiplied at a time: what is between them fits the processor's cache."""


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """A matrix by its cells.

    Attributes:
        columns: of the cells, row by row.
        pointers: where the cells of each row start; one entry more than there are rows.
        values: of the cells of each row.
        width: how many columns there are.
    """

    columns: IntArray
    pointers: IntArray
    values: FloatArray
    width: int

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return len(self.values), self.width

    @property
    def matrix(self) -> Any:
        """The same as scipy's `csr_matrix`, to learn from."""
        from scipy import sparse

        values = np.repeat(self.values, np.diff(self.pointers))
        return sparse.csr_matrix((values, self.columns, self.pointers), shape=self.shape)

    def __getitem__(self, chosen: IntArray | slice) -> Cells:
        """Some of the rows; a slice has no steps."""
        if isinstance(chosen, slice):
            low, high, _ = chosen.indices(len(self.values))
            pointers = self.pointers[low : high + 1]
            columns = self.columns[pointers[0] : pointers[-1]]
            return Cells(columns, pointers - pointers[0], self.values[low:high], self.width)
        counts = np.diff(self.pointers)[chosen]
        pointers = np.concatenate(([0], np.cumsum(counts)))
        shifts = self.pointers[chosen] - pointers[:-1]
        index = np.arange(pointers[-1]) + np.repeat(shifts, counts)
        return Cells(self.columns[index], pointers, self.values[chosen], self.width)

    def times(self, weights: FloatArray | Callable[[IntArray], FloatArray]) -> FloatArray:
        """Multiply by a matrix; each row's sum is taken from its first cell to its last.

        Args:
            weights: `(width, results)`, or what gives its rows by their numbers.
        """
        if isinstance(weights, np.ndarray):
            table = weights
            weights = lambda columns: table.take(columns, axis=0)  # noqa: E731
        found = np.zeros((len(self.values), weights(self.columns[:0]).shape[1]), np.float32)
        values = np.repeat(self.values, np.diff(self.pointers))[:, None]
        edges = np.searchsorted(self.pointers, np.arange(0, len(values), _AT_ONCE)).tolist()
        pointers = self.pointers.tolist()
        for low, high in pairwise([*edges, len(found)]):
            first, last = pointers[low], pointers[high]
            cells = weights(self.columns[first:last]) * values[first:last]
            for row in range(low, high):
                start, stop = pointers[row] - first, pointers[row + 1] - first
                if start < stop:
                    np.add.reduce(cells[start:stop], axis=0, out=found[row])
        return found


def stacked(parts: Sequence[Cells]) -> Cells:
    """Stack matrices of the same width, one below the other."""
    counts = np.concatenate([np.diff(part.pointers) for part in parts])
    return Cells(
        np.concatenate([part.columns for part in parts]),
        np.concatenate(([0], np.cumsum(counts))),
        np.concatenate([part.values for part in parts]),
        parts[0].width,
    )
