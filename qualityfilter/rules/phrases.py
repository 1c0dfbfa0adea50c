"""Find the phrases of the lexicon in texts: hashes of runs of tokens, looked up in sorted arrays.

The arrays are derived from the files of the lexicon and stored beside them (see `lexicon`), so
that nothing is read or compiled when a filter starts.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from qualityfilter.text.characters import (
    BLANK,
    CASELESS,
    DIGIT,
    LOWER,
    UPPER,
    CharArray,
    IntArray,
    U64Array,
    code_points,
    hash_runs,
    tables,
    translated,
)

STORED = Path(__file__).with_name("phrases.npz")
"""The arrays."""

Position = Literal["whole", "start", "end", "any"]
POSITIONS: tuple[Position, ...] = get_args(Position)
"""Where in a piece a phrase counts: it is the piece, starts it, ends it, or stands anywhere."""

_BITS = 21
"""Tokens are looked up in a table of so many bits first: most begin no phrase."""

_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1100, 0x11FF),  # Hangul
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x31FF),  # kana
    (0xAC00, 0xD7AF),  # Hangul
)
"""Scripts that put no blanks between words, or tie endings to them: each letter is a token."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of phrase in one language.

    Attributes:
        label: the label that its phrases speak for.
        name: of the kind, the same in every language.
        lang: ISO 639-1 code.
        reason: what they mean, one line for a reader.
        bare: whether one word of it may stand before a sentence without any sign between.
    """

    label: str
    name: str
    lang: str
    reason: str
    bare: bool = False

    @property
    def kind(self) -> str:
        """`label.name`, the same in every language."""
        return f"{self.label}.{self.name}"

    @property
    def source(self) -> str:
        """How evidence names it."""
        return f"phrase:{self.kind}.{self.lang}"


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a scan found, as arrays of one entry a finding, sorted by where they start.

    Attributes:
        groups: number of the kind in one language.
        positions: number in POSITIONS of where the phrase counts.
        starts: first character.
        ends: one past the last.
    """

    groups: IntArray
    positions: IntArray
    starts: IntArray
    ends: IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """Phrases as sorted arrays.

    Attributes:
        kinds: what they are.
        hashes: of each form of a phrase, ascending.
        lengths: tokens of each form.
        firsts: where its owners begin in the arrays below; one entry more than there are forms.
        groups: number of the kind that owns it.
        positions: number in POSITIONS.
        table: whether a form may begin with a token or two of this hash.
        whole: whether a form may have this hash.
    """

    kinds: tuple[Kind, ...]
    hashes: U64Array
    lengths: npt.NDArray[np.uint8]
    firsts: IntArray
    groups: npt.NDArray[np.int16]
    positions: npt.NDArray[np.uint8]
    table: npt.NDArray[np.bool_]
    whole: npt.NDArray[np.bool_]

    def scan(self, folded: str) -> Found:
        """Find the phrases in a folded text, word by word.

        Whether a finding counts where it stands is for its piece to say; see `scan`.
        """
        tokens = split_tokens(code_points(folded))
        size = len(tokens.hashes)
        every = np.arange(size)
        near = hash_runs(tokens.hashes, every, np.minimum(every + 2, size))
        single = self.table[_slot(tokens.hashes)]
        begins = np.flatnonzero(single | self.table[_slot(near)])
        at, forms, lasts = [], [], []
        for length in np.unique(self.lengths).tolist():
            mine = begins[begins + length <= size]
            keys = hash_runs(tokens.hashes, mine, mine + length)
            likely = np.flatnonzero(self.whole[_slot(keys)])
            mine, keys = mine[likely], keys[likely]
            found = np.minimum(np.searchsorted(self.hashes, keys), len(self.hashes) - 1)
            hit = np.flatnonzero(self.hashes[found] == keys)
            at.append(mine[hit])
            forms.append(found[hit])
            lasts.append(mine[hit] + length - 1)
        none = np.empty(0, np.int64)
        parts = (np.concatenate([none, *each]) for each in (at, forms, lasts))
        return self._owned(tokens, *parts)

    def _owned(self, tokens: PhraseTokens, at: IntArray, forms: IntArray, last: IntArray) -> Found:
        """A finding for each owner of each form that was found."""
        many = self.firsts[forms + 1] - self.firsts[forms]
        rows = np.repeat(np.arange(len(forms)), many)
        within = np.arange(len(rows)) - np.repeat(np.cumsum(many) - many, many)
        owners = self.firsts[forms][rows] + within
        starts, ends = tokens.starts[at][rows], tokens.ends[last][rows]
        order = np.lexsort((owners, ends, starts))
        groups = self.groups[owners].astype(np.int64)
        return Found(
            groups[order],
            self.positions[owners].astype(np.int64)[order],
            starts[order],
            ends[order],
        )

    def of(self, labels: Sequence[str]) -> Phrases:
        """Those that speak for some labels alone."""
        wanted = np.array([kind.label in labels for kind in self.kinds], bool)
        if wanted.all():
            return self
        kept = wanted[self.groups]
        rows = np.repeat(np.arange(len(self.hashes)), np.diff(self.firsts))[kept]
        forms, counts = np.unique(rows, return_counts=True)
        return Phrases(
            self.kinds,
            self.hashes[forms],
            self.lengths[forms],
            np.concatenate(([0], np.cumsum(counts))),
            self.groups[kept],
            self.positions[kept],
            self.table,
            _marked(self.hashes[forms]),
        )


@dataclass(frozen=True, slots=True, eq=False)
class PhraseTokens:
    """The tokens of a text: words, numbers, single marks, and letters of scripts without blanks.

    A change from small to capital letters, as in `dayRead`, parts two words.

    Attributes:
        hashes: of each; case and accents do not matter, and all numbers are alike.
        starts: where each starts.
        ends: one past its last character.
    """

    hashes: U64Array
    starts: IntArray
    ends: IntArray


def split_tokens(points: CharArray) -> PhraseTokens:
    """Split a folded text into tokens."""
    classes = tables()[0]
    kinds = classes.take(points, mode="clip")
    word = (kinds == LOWER) | (kinds == UPPER) | (kinds == CASELESS)
    word &= ~_unspaced().take(points, mode="clip")
    number = kinds == DIGIT
    joined = np.zeros(len(points), bool)
    changes = (kinds[1:] == UPPER) & (kinds[:-1] == LOWER)
    joined[1:] = (word[1:] & word[:-1] & ~changes) | (number[1:] & number[:-1])
    visible = (kinds != BLANK) | (points == _BREAK)  # no phrase goes on in the next line
    starts = np.flatnonzero(visible & ~joined)
    ends = np.flatnonzero(visible & ~np.append(joined[1:], False)) + 1
    hashes = hash_runs(translated(points, _bare()), starts, ends)
    hashes[number[starts]] = _NUMBER
    return PhraseTokens(hashes, starts, ends)


_BREAK = ord("\n")
_NUMBER = np.uint64(0x5851F42D4C957F2D)


@functools.cache
def _unspaced() -> npt.NDArray[np.bool_]:
    table = np.zeros(0x10000, bool)
    for first, last in _UNSPACED:
        table[first : last + 1] = True
    return table


@functools.cache
def _bare() -> CharArray:
    """The small letter without accents of each letter of the alphabets that have such."""
    table = tables()[1].copy()
    for first, last in ((0xC0, 0x530), (0x1E00, 0x2000)):
        for point in range(first, last):
            base, *marks = list(unicodedata.normalize("NFD", chr(point).lower()))
            if all(map(unicodedata.combining, marks)):
                table[point] = ord(_ALIKE.get(base, base))
    return table


_ALIKE = {"ı": "i", "ς": "σ", "ł": "l", "ø": "o", "đ": "d"}


def _slot(hashes: U64Array) -> IntArray:
    return (hashes >> np.uint64(64 - _BITS)).astype(np.int64)


def inner(piece: str) -> tuple[int, int]:
    """Where a piece starts and ends without outer marks, digits and blanks."""
    start, end = 0, len(piece)
    while start < end and not piece[start].isalpha():
        start += 1
    while end > start and not piece[end - 1].isalpha():
        end -= 1
    return start, end


def counts(position: str, piece: str, start: int, end: int) -> bool:
    """Say whether a phrase at a range of a piece counts there, for where it is meant to stand."""
    first, last = inner(piece)
    at_start, at_end = start <= first, end >= last
    if position == "whole":
        return at_start and at_end
    return position == "any" or (at_start if position == "start" else at_end)


def _marked(hashes: U64Array) -> npt.NDArray[np.bool_]:
    """A table of which hashes there are; others may pass for one of them."""
    table = np.zeros(1 << _BITS, bool)
    table[_slot(hashes)] = True
    return table


def make_phrases(
    kinds: Sequence[Kind], forms: Sequence[str], owners: Sequence[tuple[int, int]]
) -> Phrases:
    """Make the arrays.

    Args:
        kinds: what the phrases are.
        forms: folded, one for each owner.
        owners: number of the kind, and of the position.
    """
    points = code_points("\n".join((*forms, "")))
    every = split_tokens(points)
    inside = points[every.starts] != _BREAK
    tokens = PhraseTokens(every.hashes[inside], every.starts[inside], every.ends[inside])
    breaks = np.flatnonzero(points == _BREAK)
    line = np.searchsorted(breaks, tokens.starts)
    first = np.searchsorted(line, np.arange(len(forms)))
    stop = np.searchsorted(line, np.arange(len(forms)), side="right")
    keys = hash_runs(tokens.hashes, first, stop)
    order = np.lexsort([np.array(owners)[:, 1], np.array(owners)[:, 0], keys]) if forms else first
    hashes, firsts = np.unique(keys[order], return_index=True)
    one = stop - first == 1
    table = _marked(tokens.hashes[first[one]])
    table |= _marked(hash_runs(tokens.hashes, first[~one], first[~one] + 2))
    flat = np.array(owners, np.int64).reshape(-1, 2)[order]
    return Phrases(
        tuple(kinds),
        hashes,
        (stop - first)[order][firsts].astype(np.uint8),
        np.append(firsts, len(order)).astype(np.int64),
        flat[:, 0].astype(np.int16),
        flat[:, 1].astype(np.uint8),
        table,
        _marked(hashes),
    )


def store(phrases: Phrases, path: Path = STORED) -> None:
    """Write the arrays."""
    kinds = [list(dataclasses.astuple(kind)) for kind in phrases.kinds]
    np.savez_compressed(
        path,
        kinds=np.frombuffer(json.dumps(kinds, ensure_ascii=False).encode(), np.uint8),
        hashes=phrases.hashes,
        lengths=phrases.lengths,
        counts=np.diff(phrases.firsts).astype(np.uint8),
        groups=phrases.groups,
        positions=phrases.positions,
        table=np.packbits(phrases.table),
    )


@functools.cache
def load_phrases() -> Phrases:
    """Load the arrays that come with the package, once in a process."""
    with np.load(STORED) as stored:
        kinds, hashes = json.loads(stored["kinds"].tobytes()), stored["hashes"]
        return Phrases(
            tuple(Kind(*each) for each in kinds),
            hashes,
            stored["lengths"],
            np.concatenate(([0], np.cumsum(stored["counts"], dtype=np.int64))),
            stored["groups"],
            stored["positions"],
            np.unpackbits(stored["table"]).astype(bool),
            _marked(hashes),
        )
