"""Find which of many RE2 patterns can match which lines, in one pass over all of them.

An Aho-Corasick automaton finds all literals that the patterns need (see `literals`), and a
pattern can match only a line that holds what one of its branches needs, and that has no more
letters around it than the branch has room for.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise
from operator import itemgetter
from typing import Any

import ahocorasick_rs
import numpy as np
import numpy.typing as npt

from qualityfilter.characters import IntArray, code_points
from qualityfilter.foreign import calling
from qualityfilter.literals import Needed, required
from qualityfilter.pattern_syntax import plain


class Finder:
    """Finds where patterns can match; one that needs nothing can match anywhere.

    Args:
        patterns: RE2 patterns, blind to case or not. In syntax that `pattern_syntax` does not
            read, as a user may write one, it is taken to need nothing.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        self._patterns = patterns

    @functools.cached_property
    def _index(self) -> _Index:
        return _make_index(self._patterns)

    def find(self, lines: Sequence[str]) -> Iterator[tuple[int, list[int]]]:
        """Find which patterns can match which lines.

        Args:
            lines: folded; see `characters.fold`.

        Yields:
            Number of a pattern, ascending, and those of the lines, ascending, if there are any.
        """
        if not lines:
            return
        always = np.arange(len(lines)) + self._index.always[:, None] * len(lines)
        pairs = np.unique(np.concatenate([always.ravel(), _found(self._index, lines)]))
        numbers, at = np.divmod(pairs, len(lines))
        edges = [0, *(np.flatnonzero(np.diff(numbers)) + 1).tolist(), len(pairs)]
        for start, end in pairwise(edges):
            if start < end:
                yield int(numbers[start]), at[start:end].tolist()


@dataclass(frozen=True, slots=True, eq=False)
class _Index:
    """What the branches of some patterns need, as arrays of one entry a branch.

    Attributes:
        automaton: finds the literals.
        longest: how many characters the longest literal has.
        always: the patterns that need nothing.
        numbers: the pattern of each branch.
        before: how many letters it has room for before its literal.
        after: how many after it.
        owners: numbers of branches, those that each literal is needed by together.
        ends: where those of each literal start, and last where all end.
    """

    automaton: Any
    longest: int
    always: IntArray
    numbers: IntArray
    before: npt.NDArray[np.float64]
    after: npt.NDArray[np.float64]
    owners: IntArray
    ends: IntArray

    def expand(self, literals: IntArray) -> tuple[IntArray, IntArray]:
        """Give (place in `literals`, branch) for each branch that each of some literals serves."""
        first = self.ends[literals]
        counts = self.ends[literals + 1] - first
        stops = np.cumsum(counts)
        within = np.arange(counts.sum()) - np.repeat(stops - counts, counts)
        places = np.repeat(np.arange(len(literals)), counts)
        return places, self.owners[np.repeat(first, counts) + within]


def _make_index(patterns: Sequence[str]) -> _Index:
    branches = [(at, each) for at, pattern in enumerate(patterns) for each in _required(pattern)]
    numbers = np.array([number for number, _ in branches], np.int64)
    needed = [branch for _, branch in branches]
    pairs = sorted((literal, at) for at, each in enumerate(needed) for literal in each.literals)
    literals = sorted({literal for literal, _ in pairs})
    kind = ahocorasick_rs.Implementation.ContiguousNFA  # a DFA is no faster, and forty times larger
    return _Index(
        automaton=ahocorasick_rs.AhoCorasick(literals, implementation=kind),
        longest=max(map(len, literals), default=0),
        always=np.setdiff1d(np.arange(len(patterns)), numbers),
        numbers=numbers,
        before=np.array([each.before for each in needed]),
        after=np.array([each.after for each in needed]),
        owners=np.array([owner for _, owner in pairs], np.int64),
        ends=np.cumsum([0, *(len(list(same)) for _, same in groupby(pairs, itemgetter(0)))]),
    )


def _required(pattern: str) -> tuple[Needed, ...]:
    """Give what a pattern needs, or nothing if it is in syntax that is not read here."""
    try:
        return required(pattern)
    except (ValueError, IndexError, RecursionError):
        return ()


def _found(index: _Index, lines: Sequence[str]) -> IntArray:
    """Give pattern * lines + line for every branch that finds in a line what it needs."""
    text = plain("\n".join(("", *lines, "")))
    edges = np.cumsum([0, *(len(line) + 1 for line in lines)])
    passed = np.concatenate(([0], np.cumsum(_are_letters(text), dtype=np.int32)))
    at_edges = passed[edges]
    found = [np.zeros(0, np.int64)]
    for literals, starts, stops in _hits(index, text):
        at = np.searchsorted(edges[:-1], starts, side="right") - 1
        hit, branch = index.expand(literals)
        before = (passed[starts] - at_edges[at])[hit]
        after = (at_edges[at + 1] - passed[stops])[hit]
        fits = (before <= index.before[branch]) & (after <= index.after[branch])
        found.append(_once(index.numbers[branch[fits]] * len(lines) + at[hit[fits]]))
    return np.concatenate(found)


def _hits(index: _Index, text: str) -> Iterator[IntArray]:
    """Give (literal, start, stop) of what is found, block by block: it can be far more than text.

    A hit belongs to the block that it starts in.
    """
    for first in range(0, len(text), _BLOCK):
        block = text[first : first + _BLOCK + index.longest]
        with calling("ahocorasick_rs"):
            hits = index.automaton.find_matches_as_indexes(block, overlapping=True)
        flat = np.fromiter(chain.from_iterable(hits), np.int64, 3 * len(hits))
        literals, starts, stops = flat.reshape(-1, 3).T
        mine = starts < _BLOCK
        yield np.stack((literals[mine], starts[mine] + first, stops[mine] + first))


def _once(pairs: IntArray) -> IntArray:
    """Give each pair once where they are many; a few are as well told apart at the end."""
    return np.unique(pairs) if len(pairs) > _BLOCK else pairs


_BLOCK = 1 << 17
"""Characters that are searched at a time."""


def _are_letters(text: str) -> npt.NDArray[np.bool_]:
    """Say which characters are letters; those beyond the basic plane are not counted."""
    return _letters().take(code_points(text), mode="clip")


@functools.cache
def _letters() -> npt.NDArray[np.bool_]:
    categories = (unicodedata.category(chr(point)) for point in range(0xFFFF))
    return np.array([category[0] == "L" for category in categories] + [False])
