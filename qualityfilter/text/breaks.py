"""Where a text that lost its line breaks had them: between which words of a long line."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from qualityfilter.core import artifact
from qualityfilter.core.errors import ArtifactFormat
from qualityfilter.text.characters import (
    CharArray,
    IntArray,
    U64Array,
    code_points,
    fold,
    hash_runs,
    translated,
)
from qualityfilter.text.tables import DIGIT, LOWER, MARK, UPPER, tables

KIND = "breaks"
"""What its artefacts are called."""

BITS = 18
"""A feature has one of `2 ** BITS` weights."""

FEATURES = tuple(
    tuple((part[0], int(part[1:])) for part in feature.split())
    for feature in (
        "w0",
        "w1",
        "w-1",
        "w2",
        "w0 w1",
        "w-1 w0",
        "w1 w2",
        "s0 s1",
        "s-1 s0 s1 s2",
        "b-2 b-1 b0 e0 b1 b2 b3",
        "b-3 b-2 b-1 b0 e0",
        "b1 b2 b3 b4",
        "p0 s0 b1",
        "p0 n1 e0 b1",
        "e-2 e-1 e0 b1 e1 e2",
        "g1 s0 s1",
        "g1 w1",
    )
)
"""What is looked at between two words, each a combination: of words (w), of what they begin (b) and
end (e) with, of their shapes (s: both, and the length), of how many words lie since the last and
until the next end of a sentence (p, n), and whether a word follows without a blank (g). Word 0
stands before the gap, word 1 after it."""

RUN_IN = 1.0
"""A line ends between words without a blank where its log odds are above this, in any line."""

_REACH = 4
"""How far away the words of features are."""

_FAR = (1, 2, 3, 4, 6, 9, 13, 20, 29)
"""Steps of distances to the ends of sentences, in words."""

_LENGTHS = (2, 4, 8)
"""Steps of the length of a word, in characters."""

_SIGNS = (".", "!?", ",", ":", ";", "-", "|/>\\*+~=", "()[]{}<", '"', "'")
_OTHER, _QUOTED_STOP = len(_SIGNS) + 1, len(_SIGNS) + 2
_STOPS, _CLOSING = (1, 2, _QUOTED_STOP), (8, 9, 10)

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)


Doubt = Callable[[IntArray], npt.NDArray[np.float64]]


@dataclass(frozen=True, slots=True, eq=False)
class Breaks:
    """A logistic regression on hashed features of the gaps between words.

    Attributes:
        weights: `(2 ** BITS,)`.
        bias: what is added.
    """

    weights: npt.NDArray[np.float32]
    bias: float

    def ends(self, text: str, doubt: Doubt | float = 0.0) -> IntArray:
        """Where lines end within a text without line breaks, trailing blanks included.

        Args:
            text: its own end is left out.
            doubt: by how much the log odds of a line's end must be above 0; or what says so of
                some characters of the text, whose offsets it is given.
        """
        words = read_words(text)
        gaps = words.gaps
        starts = words.starts[1:][gaps]
        doubts = doubt(starts) if callable(doubt) else doubt
        run_in = words.values["g"][1:][gaps] == 1
        return starts[self.odds(gap_columns(words, gaps)) > np.where(run_in, RUN_IN, doubts)]

    def odds(self, columns: Iterable[npt.NDArray[np.integer[Any]]]) -> npt.NDArray[np.float32]:
        """The log odds that a line ends in each gap, given each feature of all of them.

        Args:
            columns: see `gap_columns`.
        """
        odds: Any = np.float32(self.bias)
        for column in columns:
            odds = odds + self.weights.take(column)
        return np.asarray(odds)


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a line, in arrays: what stands between blanks, and what ran into one.

    Attributes:
        starts: where each starts.
        values: by the letters that `FEATURES` use, what is known of each.
    """

    starts: IntArray
    values: Mapping[str, U64Array]

    @property
    def gaps(self) -> IntArray:
        """Numbers of the gaps before words that do not begin with a small letter.

        In the others a line hardly ever ends; they are not looked at.
        """
        return np.flatnonzero(self.values["b"][1:] // np.uint64(2) != LOWER)


def read_words(line: str) -> Words:
    """Find the words of a line, and what they look like."""
    points = code_points(fold(line))
    edges = np.diff((points > ord(" ")).view(np.int8), prepend=0, append=0)
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    classes, lowered, *_ = tables()
    kinds = classes.take(points, mode="clip")
    inner = _run_ins(points, kinds)
    starts, ends = np.sort(np.append(starts, inner)), np.sort(np.append(ends, inner))
    begins = _begins(kinds, starts, ends)
    last = _ends_with(points, kinds, starts, ends)
    lengths = np.digitize(ends - starts, _LENGTHS).astype(np.uint64)
    stops = np.isin(last, _STOPS)
    values = {
        "w": hash_runs(translated(points, lowered), starts, ends),
        "b": begins,
        "e": last,
        "s": (begins * np.uint64(16) + last) * np.uint64(len(_LENGTHS) + 1) + lengths,
        "p": _distances(stops),
        "n": _distances(stops[::-1])[::-1],
        "g": np.isin(starts, inner).astype(np.uint64),
    }
    return Words(starts, values)


def _run_ins(points: CharArray, kinds: npt.NDArray[np.uint8]) -> IntArray:
    """Where a word may begin without a blank: `GettyThe`, `2016Yet`, `end.The`, `CLOSEThe`.

    A capital and a small letter, behind a small letter, a digit, a closing mark, or two capitals.
    What stands before is at least two characters, so that `iPhone` and `D.C` are one word.
    """
    upper, lower = kinds == UPPER, kinds == LOWER
    begins = upper[2:-1] & lower[3:]
    first, last = kinds[:-3], kinds[1:-2]
    ended = np.isin(points[1:-2], _ENDING)
    behind = lower[1:-2] & (lower | upper)[:-3]
    behind |= (last == DIGIT) & (first == DIGIT)
    behind |= ended & (lower[:-3] | (first == DIGIT) | np.isin(points[:-3], _ENDING))
    behind |= upper[1:-2] & upper[:-3]
    return np.flatnonzero(begins & behind) + 2


_ENDING = np.array([ord(sign) for sign in ".!?:;)]\"'"])


def _begins(kinds: npt.NDArray[np.uint8], starts: IntArray, ends: IntArray) -> U64Array:
    """The class of each word's first character behind an opening mark; capitals have one."""
    marked = (kinds[starts] == MARK) & (ends - starts > 1)
    found = kinds[starts + marked].astype(np.uint64)
    lower = np.zeros(len(kinds) + 1, np.int32)
    np.cumsum(kinds == LOWER, out=lower[1:])
    capitals = (found == UPPER) & (lower[ends] == lower[starts]) & (ends - starts > 1)
    found[capitals] = MARK + 1
    return found * np.uint64(2) + marked


def _ends_with(
    points: CharArray, kinds: npt.NDArray[np.uint8], starts: IntArray, ends: IntArray
) -> U64Array:
    """The kind of sign that each word ends with; 0 where it ends with none."""
    signs = _sign_numbers()

    def sign(at: IntArray) -> U64Array:
        found = signs.take(points[at], mode="clip")
        return np.where((found == 0) & (kinds[at] == MARK), np.uint64(_OTHER), found)

    last, before = sign(ends - 1), sign(np.maximum(ends - 2, starts))
    quoted = np.isin(last, _CLOSING) & np.isin(before, _STOPS)
    return np.where(quoted, np.uint64(_QUOTED_STOP), last)


@functools.cache
def _sign_numbers() -> U64Array:
    """The number of each ASCII character's kind of sign; 0 for those that are none."""
    signs = np.zeros(128, np.uint64)
    for number, characters in enumerate(_SIGNS, 1):
        signs[[ord(character) for character in characters]] = number
    return signs


def _distances(stops: npt.NDArray[np.bool_]) -> U64Array:
    """How many words ago a sentence ended, in steps, this word's own end included."""
    places = np.arange(len(stops))
    last = np.maximum.accumulate(np.where(stops, places, -_FAR[-1]))
    return np.digitize(places - last, _FAR).astype(np.uint64)


def gap_columns(words: Words, gaps: IntArray) -> Iterator[IntArray]:
    """For each of `FEATURES` the number of its weight in some gaps between words."""
    padded = {name: np.pad(values, _REACH) for name, values in words.values.items()}
    at = {place: gaps + _REACH + place for place in range(-_REACH, _REACH + 1)}
    for number, feature in enumerate(FEATURES):
        hashes = np.full(len(gaps), number + 1, np.uint64)
        for name, place in feature:
            hashes += padded[name][at[place]]
            hashes *= _GOLDEN
            hashes ^= hashes >> np.uint64(29)
        yield (hashes >> np.uint64(64 - BITS)).astype(np.int64)


@functools.cache
def load_breaks() -> Breaks:
    """Load the model that comes with the package, once in a process."""
    return from_weights(artifact.load("breaks", KIND).weights)


def to_weights(model: Breaks) -> dict[str, Any]:
    """The model as plain arrays, in half precision, weights that hardly count left out."""
    used = np.flatnonzero(np.abs(model.weights) > _NEGLIGIBLE)
    return {
        "used": used.astype(np.int32),
        "weights": model.weights[used].astype(np.float16),
        "bias": model.bias,
    }


_NEGLIGIBLE = 1e-2


def from_weights(weights: Mapping[str, Any]) -> Breaks:
    """Rebuild the model from its arrays.

    Raises:
        ArtifactFormat: an array is missing or of another shape.
    """
    try:
        full = np.zeros(1 << BITS, np.float32)
        full[weights["used"]] = weights["weights"]
        return Breaks(full, float(weights["bias"]))
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise ArtifactFormat(f"not the weights of a model of line breaks: {error}") from error
