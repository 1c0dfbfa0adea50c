"""Characters as arrays: code points, their folded forms, and hashes of runs."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]
CharArray = npt.NDArray[np.uint32]
U64Array = npt.NDArray[np.uint64]
ByteArray = npt.NDArray[np.uint8]

_BASE = 0x9E3779B97F4A7C15  # odd, hence invertible modulo 2**64
_INVERSE = pow(_BASE, -1, 1 << 64)
_BLOCK = 1 << 16
_FAR, _BACK = (pow(each, _BLOCK, 1 << 64) for each in (_BASE, _INVERSE))


def code_points(text: str) -> CharArray:
    """Return the text's code points, lone surrogates included, as an array."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def translate(text: str, table: CharArray) -> str:
    """Replace each character as `translated` does."""
    return translated(code_points(text), table).tobytes().decode("utf-32-le")


def translated(points: CharArray, table: CharArray) -> CharArray:
    """Replace each code point by the one that a table gives it, or by itself beyond its end."""
    found = table.take(points, mode="clip")
    if points.max(initial=0) >= len(table):
        found = np.where(points < len(table), found, points)
    return found


def fold(text: str) -> str:
    """Replace typographic variants one for one, so that patterns need not list them.

    Every kind of blank but a line break becomes a space, quotation marks and dashes their
    ASCII forms, and what cannot be encoded a replacement character. The length stays.
    """
    if text.isascii() and text.isprintable() and "`" not in text:
        return text
    return translate(text, _folding())


_FOLDS = {
    " ": "\t\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u3000\ufeff",
    "'": "‘’‚‛′´`",
    '"': "“”„‟«»″",
    "-": "‐‑‒–—―−",
    "\ufffd": "\0",
}


@functools.cache
def _folding() -> CharArray:
    table = np.arange(0x10000, dtype=np.uint32)
    table[0xD800:0xE000] = 0xFFFD
    for plain, variants in _FOLDS.items():
        for variant in variants:
            table[ord(variant)] = ord(plain)
    return table


def one_of(values: npt.NDArray[Any], wanted: tuple[int, ...]) -> npt.NDArray[np.bool_]:
    """Find which values, of characters or their classes, are among a few; faster than `np.isin`."""
    return _marked(wanted).take(values, mode="clip")


@functools.lru_cache(maxsize=64)
def _marked(wanted: tuple[int, ...]) -> npt.NDArray[np.bool_]:
    table = np.zeros(max(wanted) + 2, bool)  # the last stands for all beyond it
    table[list(wanted)] = True
    return table


def hash_runs(points: CharArray | U64Array, starts: IntArray, ends: IntArray) -> U64Array:
    """Hash runs of characters, or of other numbers: polynomials over them modulo 2**64.

    Args:
        points: the text.
        starts: where each run starts.
        ends: one past its last character.
    """
    return Runs(points).hashes(starts, ends) if len(starts) else np.empty(0, np.uint64)


class Runs:
    """Hashes of the runs of one text, by sums over all that stands before each place.

    They are made block by block, so no table grows with the text, and the cache is enough.

    Args:
        points: the text.
    """

    def __init__(self, points: CharArray | U64Array) -> None:
        self.blocks = len(points) // _BLOCK + 1
        powers, far = _powers(_BASE, _BLOCK), _powers(_FAR, self.blocks)
        self.sums = np.zeros(len(points) + 1, np.uint64)
        for number in range(self.blocks):
            at = number * _BLOCK
            part = points[at : at + _BLOCK].astype(np.uint64)
            part += _ONE
            part *= powers[: len(part)]
            if number:
                part *= far[number]
                part[:1] += self.sums[at]
            part.cumsum(out=self.sums[at + 1 : at + 1 + len(part)])

    def hashes(self, starts: IntArray, ends: IntArray) -> U64Array:
        """Hash some runs.

        Args:
            starts: where each starts.
            ends: one past its last character.
        """
        inverses, sums = _powers(_INVERSE, _BLOCK), self.sums
        found = sums[ends]
        found -= sums[starts]
        if self.blocks > 1:
            found *= inverses[starts % _BLOCK]
            found *= _powers(_BACK, self.blocks)[starts // _BLOCK]
        else:
            found *= inverses[starts]
        return mix(found)


_ONE = np.uint64(1)


def mix(values: U64Array) -> U64Array:
    """Spread the bits of each value (the finaliser of splitmix64)."""
    found = values ^ (values >> _30)
    found *= _FIRST
    found ^= found >> _27
    found *= _SECOND
    found ^= found >> _31
    return found


_30, _27, _31 = np.uint64(30), np.uint64(27), np.uint64(31)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


@functools.lru_cache(maxsize=64)
def _powers(base: int, count: int) -> U64Array:
    """Return the first powers of a number, modulo 2**64."""
    powers = np.full(count, base, np.uint64)
    powers[0] = 1
    return np.cumprod(powers)
