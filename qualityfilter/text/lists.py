"""Which words of some lists a token is, as bits looked up by its hash."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from qualityfilter.text.characters import U64Array
from qualityfilter.text.tokens import tokenize

_ROWS = 1 << 16
"""Of so many words two fall together now and then; a few others pass for one of a list."""

Bits = TypeVar("Bits", np.uint8, np.uint32)


def bit_table(lists: Mapping[int, str], kind: type[Bits]) -> npt.NDArray[Bits]:
    """Make the table of some lists: words between blanks, by the bits that they set."""
    table = np.zeros(_ROWS, kind)
    for bits, words in lists.items():
        table[_row(tokenize(words.split()).hashes)] |= kind(bits)
    return table


def look_up(table: npt.NDArray[Bits], hashes: U64Array) -> npt.NDArray[Bits]:
    """Return the bits of each token."""
    found: npt.NDArray[Bits] = table[_row(hashes)]
    return found


def _row(hashes: U64Array) -> npt.NDArray[np.int64]:
    return (hashes & np.uint64(_ROWS - 1)).astype(np.int64)
