"""Columns of numbers about lines, put together for some lines at a time.

Side by side they are several kilobytes a line, most of them copies of what its neighbours have: a
page of very many short lines would take a thousand times its size.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from qualityfilter.text.characters import IntArray
from qualityfilter.text.tokens import FloatArray

Made = Callable[[IntArray], npt.NDArray[Any]]
"""Makes columns of some rows, whose numbers it is given."""


class Columns:
    """Columns side by side; indexed by rows, they are an array of `float32`.

    Args:
        rows: how many rows there are.
        parts: arrays of one row each, what makes such columns, and columns put together before.
    """

    def __init__(self, rows: int, parts: Sequence[Part]) -> None:
        self._rows = rows
        self._parts: list[npt.NDArray[Any] | Made] = []
        for part in parts:
            self._parts += part._parts if isinstance(part, Columns) else [part]

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns there are."""
        return self._rows, self[:0].shape[1]

    def __len__(self) -> int:
        return self._rows

    def __getitem__(self, chosen: slice | IntArray) -> FloatArray:
        rows = np.arange(self._rows)[chosen]
        found = [part(rows) if callable(part) else part[chosen] for part in self._parts]
        return np.concatenate(found, axis=1, dtype=np.float32)


Part = npt.NDArray[Any] | Made | Columns
"""What columns are put together from."""


def beside(values: FloatArray, owners: IntArray, steps: Sequence[int]) -> Made:
    """Make columns of the values of each row's neighbours, -1 in all where there is none.

    Args:
        values: of all rows.
        owners: the document, or the line, that each lies in; one of another is no neighbour.
        steps: how many rows away each neighbour is; before, if it is below 0.
    """
    away = np.array(steps)

    def made(rows: IntArray) -> FloatArray:
        at = rows[:, None] + away
        index = np.minimum(np.maximum(at, 0), max(len(owners) - 1, 0))
        none = (at != index) | (owners[index] != owners[rows][:, None])
        found = values[index]
        found[none] = -1
        return found.reshape(len(rows), len(away) * values.shape[1])

    return made
