"""Characters as arrays: code points, their classes, their folded forms, and hashes of runs."""

from __future__ import annotations

import functools
import unicodedata

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]
CharArray = npt.NDArray[np.uint32]
U64Array = npt.NDArray[np.uint64]
ByteArray = npt.NDArray[np.uint8]

BLANK, LOWER, UPPER, DIGIT, CASELESS, IDEOGRAPH, MARK = range(7)
"""Classes of characters."""

_BASE = 0x9E3779B97F4A7C15  # odd, hence invertible modulo 2**64
_INVERSE = pow(_BASE, -1, 1 << 64)
_BLOCK = 1 << 16
_FAR, _BACK = (pow(each, _BLOCK, 1 << 64) for each in (_BASE, _INVERSE))
_BMP = 0x10000


def code_points(text: str) -> CharArray:
    """Give the text's code points, lone surrogates included, as an array."""
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


def hash_runs(points: CharArray | U64Array, starts: IntArray, ends: IntArray) -> U64Array:
    """Hash runs of characters, or of other numbers: polynomials over them modulo 2**64.

    It is done block by block, so no table grows with the text, and the cache is enough.

    Args:
        points: the text.
        starts: where each run starts.
        ends: one past its last character.
    """
    if not len(starts):
        return np.empty(0, np.uint64)
    blocks = len(points) // _BLOCK + 1
    powers, inverses = _powers(_BASE, _BLOCK), _powers(_INVERSE, _BLOCK)
    sums = np.zeros(len(points) + 1, np.uint64)
    far = _powers(_FAR, blocks)
    for number in range(blocks):
        at = number * _BLOCK
        part = points[at : at + _BLOCK].astype(np.uint64)
        part += np.uint64(1)
        part *= powers[: len(part)]
        part *= far[number]
        part[:1] += sums[at]
        np.cumsum(part, out=sums[at + 1 : at + 1 + len(part)])
    shifts = inverses[starts % _BLOCK]
    if blocks > 1:
        shifts *= _powers(_BACK, blocks)[starts // _BLOCK]
    return mix((sums[ends] - sums[starts]) * shifts)


def mix(values: U64Array) -> U64Array:
    """Spread the bits of each value (the finaliser of splitmix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


@functools.lru_cache(maxsize=64)
def _powers(base: int, count: int) -> U64Array:
    """Give the first powers of a number, modulo 2**64."""
    powers = np.full(count, base, np.uint64)
    powers[0] = 1
    return np.cumprod(powers)


@functools.cache
def tables() -> tuple[ByteArray, CharArray]:
    """Class and lower-case form of every character of the basic plane; digits become `0`."""
    classes = np.full(_BMP, MARK, np.uint8)
    lowered = np.arange(_BMP, dtype=np.uint32)
    for point in range(_BMP):
        character = chr(point)
        classes[point] = _class(character)
        lower = character.lower()
        if len(lower) == 1:
            lowered[point] = ord(lower)
    lowered[classes == DIGIT] = ord("0")
    return classes, lowered


def _class(character: str) -> int:  # noqa: PLR0911 - a table in words
    if character.islower():
        return LOWER
    if character.isupper() or character.istitle():
        return UPPER
    if character.isdigit():
        return DIGIT
    if character.isspace() or unicodedata.category(character) in ("Cc", "Cf"):
        return BLANK
    category = unicodedata.category(character)
    if category == "Lo" and ("\u2e80" <= character <= "\u9fff" or character >= "\uf900"):
        return IDEOGRAPH
    if category[0] in "LM":
        return CASELESS
    return MARK
