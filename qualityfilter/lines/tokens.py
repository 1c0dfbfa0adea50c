"""Turn a batch of lines into hashed tokens, all in arrays.

A token is a run of letters or digits (digits count as one and the same), a single
ideograph, or a single other visible character. Its hash is a polynomial over its
lower-cased code points modulo 2**64, taken from prefix sums, so that the cost does not
depend on how many tokens there are.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qualityfilter.segments import CharArray, IntArray, code_points, translated

U64Array = npt.NDArray[np.uint64]
ByteArray = npt.NDArray[np.uint8]
FloatArray = npt.NDArray[np.float32]
DoubleArray = npt.NDArray[np.float64]

BLANK, LOWER, UPPER, DIGIT, CASELESS, IDEOGRAPH, MARK = range(7)
"""Classes of characters."""

_BASE = 0x9E3779B97F4A7C15  # odd, hence invertible modulo 2**64
_INVERSE = pow(_BASE, -1, 1 << 64)
_BLOCK = 1 << 16
_FAR, _BACK = (pow(each, _BLOCK, 1 << 64) for each in (_BASE, _INVERSE))
_BMP = 0x10000


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
    classes, lowered = _tables()
    kinds = classes.take(points, mode="clip")  # the last is a mark, as are all beyond it
    plain = translated(points, lowered)
    word = (kinds >= LOWER) & (kinds <= CASELESS)
    joined = np.zeros(len(points), dtype=bool)
    joined[1:] = word[1:] & word[:-1]
    begins = np.flatnonzero((kinds != BLANK) & ~joined)
    carries_on = np.append(joined[1:], False)
    ends = np.flatnonzero((kinds != BLANK) & ~carries_on) + 1
    lines_of = np.searchsorted(line_starts, begins, side="right") - 1
    return Tokens(points, kinds, line_starts, _hash(plain, begins, ends), lines_of, begins, ends)


def _hash(points: CharArray, starts: IntArray, ends: IntArray) -> U64Array:
    """Hash tokens, block by block: so no table grows with the text, and the cache is enough."""
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


def ranks(lines: IntArray) -> tuple[IntArray, IntArray]:
    """Give each entry's place among those of its line, counted from the first and the last.

    Args:
        lines: the line of each entry, ascending.
    """
    index = np.arange(len(lines))
    starts, stops = bounds(lines)
    return index - starts, stops - 1 - index


def bounds(owners: IntArray) -> tuple[IntArray, IntArray]:
    """Give for each entry where those of the same owner start and stop.

    Args:
        owners: ascending.
    """
    first = np.flatnonzero(np.append(True, owners[1:] != owners[:-1])) if len(owners) else owners
    sizes = np.diff(np.append(first, len(owners)))
    return np.repeat(first, sizes), np.repeat(first + sizes, sizes)


def among(hashes: U64Array, known: U64Array) -> npt.NDArray[np.bool_]:
    """Say which hashes are among the known ones, which are sorted."""
    if not len(known):
        return np.zeros(len(hashes), dtype=bool)
    return known[np.minimum(np.searchsorted(known, hashes), len(known) - 1)] == hashes


@functools.lru_cache(maxsize=64)
def _powers(base: int, count: int) -> U64Array:
    """Give the first powers of a number, modulo 2**64."""
    powers = np.full(count, base, np.uint64)
    powers[0] = 1
    return np.cumprod(powers)


@functools.cache
def _tables() -> tuple[ByteArray, CharArray]:
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
