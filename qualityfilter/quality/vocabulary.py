"""Which words an English text knows: a set of hashes, for what is garbled or glued together."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from qualityfilter.text.characters import ByteArray, U64Array
from qualityfilter.text.tables import LOWER
from qualityfilter.text.tokens import Tokens

BUCKETS = 1 << 20
"""Bits of the set; a power of two. One garbled word in forty passes for a known one."""

_LONG = 6
"""Shorter words tell little, and many of them are names or abbreviations."""


def lower_words(tokens: Tokens) -> npt.NDArray[np.bool_]:
    """Find which tokens are words of at least six letters that start and end with a small one."""
    ends = tokens.classes[np.maximum(tokens.ends - 1, 0)]
    small = (tokens.classes[tokens.starts] == LOWER) & (ends == LOWER)
    found: npt.NDArray[np.bool_] = small & (tokens.ends - tokens.starts >= _LONG)
    return found


def pack(hashes: U64Array) -> ByteArray:
    """Make the set of some words; none make an empty one, by which every word is known."""
    if not len(hashes):
        return np.empty(0, np.uint8)
    bits = np.zeros(BUCKETS, dtype=bool)
    bits[_buckets(hashes)] = True
    return np.packbits(bits)


def unknown(vocabulary: ByteArray, tokens: Tokens) -> npt.NDArray[np.bool_]:
    """Find which tokens are words that look like English ones and that the set does not hold."""
    found = lower_words(tokens)
    if not len(vocabulary):
        return np.zeros_like(found)
    at = _buckets(tokens.hashes[found])
    found[found] = (vocabulary[at >> 3] >> (7 - (at & 7))) & 1 == 0
    return found


def _buckets(hashes: U64Array) -> npt.NDArray[np.int64]:
    return (hashes & np.uint64(BUCKETS - 1)).astype(np.int64)
