"""Find the phrases of the lexicon in texts: hashes of runs of tokens, looked up in sorted arrays.

The arrays are derived from the files of the lexicon and stored beside them (see `lexicon`), so
that nothing is read or compiled when a filter starts.
"""

from __future__ import annotations

import functools
import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal, NamedTuple, get_args

import numpy as np
import numpy.typing as npt

from qualityfilter.text.characters import (
    CharArray,
    IntArray,
    Runs,
    U64Array,
    code_points,
    hash_runs,
    one_of,
    translated,
)
from qualityfilter.text.tables import BLANK, CASELESS, DIGIT, LOWER, UPPER, tables

STORED = Path(__file__).with_name("phrases")
"""A folder of the arrays as they are in memory: mapped they take no time to load, and all processes
share them; unpacking them takes 60 ms and 13 MB of each."""

Position = Literal["whole", "start", "end", "any"]
POSITIONS: tuple[Position, ...] = get_args(Position)
"""Where in a piece a phrase counts: it is the piece, starts it, ends it, or stands anywhere."""

_BITS = 21
"""Tokens are looked up in a table of so many bits first: most begin no phrase."""

_AT_ONCE = 1 << 13
"""So many tokens that may begin a phrase are looked at together."""

_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1100, 0x11FF),  # Hangul
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x31FF),  # kana
    (0xAC00, 0xD7AF),  # Hangul
)
"""Scripts that put no blanks between words, or tie endings to them: each letter is a token."""


class Kind(NamedTuple):
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
    firsts: npt.NDArray[np.int32]
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
        runs, every = Runs(tokens.hashes), np.arange(size)
        near = runs.hashes(every, np.minimum(every + 2, size))
        begins = (self.table[_slot(tokens.hashes)] | self.table[_slot(near)]).nonzero()[0]
        parts = [
            self._forms(runs, begins[low : low + _AT_ONCE], size)
            for low in range(0, len(begins), _AT_ONCE)
        ]
        return self._owned(tokens, *np.concatenate([np.empty((3, 0), np.int64), *parts], axis=1))

    def _forms(self, runs: Runs, begins: IntArray, size: int) -> IntArray:
        """The forms that begin at some of the tokens: first token, number, and last token of each.

        Args:
            runs: of the tokens' hashes.
            begins: numbers of those that may begin one.
            size: how many tokens there are.
        """
        sizes = _sizes(self)
        starts = begins.repeat(len(sizes))
        stops = (begins[:, None] + sizes).ravel()
        inside = (stops <= size).nonzero()[0]
        starts, stops = starts[inside], stops[inside]
        keys = runs.hashes(starts, stops)
        likely = self.whole[_slot(keys)].nonzero()[0]
        keys = keys[likely]
        found = np.minimum(self.hashes.searchsorted(keys), len(self.hashes) - 1)
        hit = (self.hashes[found] == keys).nonzero()[0]
        likely = likely[hit]
        return np.stack([starts[likely], found[hit], stops[likely] - 1])

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

    def of(self, wanted: npt.NDArray[np.bool_]) -> Phrases:
        """Those of some kinds alone.

        Args:
            wanted: whether to take each kind.
        """
        if wanted.all():
            return self
        kept = wanted[self.groups]
        rows = np.repeat(np.arange(len(self.hashes)), np.diff(self.firsts))[kept]
        forms, counts = np.unique(rows, return_counts=True)
        return Phrases(
            self.kinds,
            self.hashes[forms],
            self.lengths[forms],
            np.concatenate(([0], np.cumsum(counts))).astype(np.int32),
            self.groups[kept],
            self.positions[kept],
            self.table,
            _marked(self.hashes[forms]),
        )


@functools.lru_cache(maxsize=8)
def _sizes(phrases: Phrases) -> IntArray:
    """The numbers of tokens that forms have."""
    return np.unique(phrases.lengths).astype(np.int64)


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
    classes, bare = tables().classes, tables().bare
    kinds = classes.take(points, mode="clip")
    word = one_of(kinds, (LOWER, UPPER, CASELESS))
    word &= ~_unspaced().take(points, mode="clip")
    number = kinds == DIGIT
    joined = np.zeros(len(points), bool)
    changes = (kinds[1:] == UPPER) & (kinds[:-1] == LOWER)
    joined[1:] = (word[1:] & word[:-1] & ~changes) | (number[1:] & number[:-1])
    visible = (kinds != BLANK) | (points == _BREAK)  # no phrase goes on in the next line
    starts = np.flatnonzero(visible & ~joined)
    ends = np.flatnonzero(visible & ~np.append(joined[1:], False)) + 1
    hashes = hash_runs(translated(points, bare), starts, ends)
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
    """Whether a phrase at a range of a piece counts there, for where it is meant to stand."""
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
        np.append(firsts, len(order)).astype(np.int32),
        flat[:, 0].astype(np.int16),
        flat[:, 1].astype(np.uint8),
        table,
        _marked(hashes),
    )


def store(phrases: Phrases, folder: Path = STORED) -> None:
    """Write the arrays."""
    folder.mkdir(exist_ok=True)
    kinds = ",\n".join(json.dumps(kind, ensure_ascii=False) for kind in phrases.kinds)
    (folder / _KINDS).write_text(f"[\n{kinds}\n]\n", encoding="utf-8")
    for name in _ARRAYS:
        file = folder / f"{name}.npy"
        file.unlink(missing_ok=True)  # processes that have mapped the old one keep it
        np.save(file, getattr(phrases, name))


@functools.cache
def load_phrases() -> Phrases:
    """Map the arrays that come with the package, once in a process."""
    kinds = json.loads((STORED / _KINDS).read_text(encoding="utf-8"))
    arrays = {name: np.load(STORED / f"{name}.npy", mmap_mode="r") for name in _ARRAYS}
    return Phrases(
        tuple(itertools.starmap(Kind, kinds)),
        **{name: np.asarray(array) for name, array in arrays.items()},  # as memmap they are slow
    )


_KINDS = "kinds.json"
_ARRAYS = tuple(each.name for each in fields(Phrases) if each.name != "kinds")
