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
from itertools import chain
from typing import Any

import ahocorasick_rs
import numpy as np
import numpy.typing as npt

from qualityfilter.literals import SETS, Branch, Strings, required
from qualityfilter.pattern_syntax import plain
from qualityfilter.segments import IntArray, code_points


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

    def find(self, lines: Sequence[str]) -> list[tuple[int, int]]:
        """Find which patterns can match which lines.

        Args:
            lines: folded; see `segments.fold`.

        Returns:
            Number of a pattern and of a line, sorted, each pair once: whoever tries them in
            this order keeps a pattern's automaton in the processor's cache.
        """
        if not lines:
            return []
        always = np.arange(len(lines)) + self._index.always[:, None] * len(lines)
        at, numbers = _found(self._index, lines)
        every = np.concatenate([always.ravel(), numbers * len(lines) + at])
        return [divmod(pair, len(lines)) for pair in np.unique(every).tolist()]


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
        also: the columns of the further sets that it needs; column 0 is held by every line.
        columns: how many columns there are.
        branches_of: the branches whose first set each literal is in.
        columns_of: the further sets that it is in.
    """

    automaton: Any
    longest: int
    always: IntArray
    numbers: IntArray
    before: npt.NDArray[np.float64]
    after: npt.NDArray[np.float64]
    also: IntArray
    columns: int
    branches_of: _Owners
    columns_of: _Owners


def _make_index(patterns: Sequence[str]) -> _Index:
    branches = [(at, each) for at, pattern in enumerate(patterns) for each in _required(pattern)]
    needed = [branch.needed for _, branch in branches]
    others = dict.fromkeys(also for _, branch in branches for also in branch.also)
    columns = {also: column for column, also in enumerate(others, 1)}
    also = [[columns[each] for each in branch.also] for _, branch in branches]
    padded = [(each + [0] * SETS)[: SETS - 1] for each in also]
    numbers = np.array([number for number, _ in branches], np.int64)
    firsts = [each.literals for each in needed]
    literals = sorted(frozenset().union(*firsts, *others))
    kind = ahocorasick_rs.Implementation.ContiguousNFA  # a DFA is no faster, and forty times larger
    return _Index(
        automaton=ahocorasick_rs.AhoCorasick(literals, implementation=kind),
        longest=max(map(len, literals), default=0),
        always=np.setdiff1d(np.arange(len(patterns)), numbers),
        numbers=numbers,
        before=np.array([each.before for each in needed]),
        after=np.array([each.after for each in needed]),
        also=np.array(padded, np.int64).reshape(-1, SETS - 1),
        columns=len(columns) + 1,
        branches_of=_own(literals, firsts, 0),
        columns_of=_own(literals, list(others), 1),
    )


def _required(pattern: str) -> tuple[Branch, ...]:
    """Give what a pattern needs, or nothing if it is in syntax that is not read here."""
    try:
        return required(pattern)
    except (ValueError, IndexError, RecursionError):
        return ()


def _found(index: _Index, lines: Sequence[str]) -> tuple[IntArray, IntArray]:
    """Give (line, pattern) for every branch that finds in a line what it needs."""
    text = plain("\n".join(("", *lines, "")))
    edges = np.cumsum([0, *(len(line) + 1 for line in lines)])
    held = np.zeros((len(lines), index.columns), bool)
    held[:, 0] = True
    passed = np.concatenate(([0], np.cumsum(_are_letters(text))))
    fitting = [np.zeros(0, np.int64)]
    for literals, starts, stops in _hits(index, text):
        at = np.searchsorted(edges[:-1], starts, side="right") - 1
        hit, column = index.columns_of.expand(literals)
        held[at[hit], column] = True
        before = passed[starts] - passed[edges[at]]
        after = passed[edges[at + 1]] - passed[stops]
        hit, branch = index.branches_of.expand(literals)
        fits = (before[hit] <= index.before[branch]) & (after[hit] <= index.after[branch])
        fitting.append(_once(at[hit[fits]] * len(index.numbers) + branch[fits]))
    at, branch = np.divmod(np.concatenate(fitting), max(len(index.numbers), 1))
    holds = held[at[:, None], index.also[branch]].all(axis=1)
    return at[holds], index.numbers[branch[holds]]


def _hits(index: _Index, text: str) -> Iterator[IntArray]:
    """Give (literal, start, stop) of what is found, block by block: it can be far more than text.

    A hit belongs to the block that it starts in.
    """
    for first in range(0, len(text), _BLOCK):
        block = text[first : first + _BLOCK + index.longest]
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


@dataclass(frozen=True, slots=True, eq=False)
class _Owners:
    """Which sets each literal is in.

    Attributes:
        owners: numbers of sets, those of one literal together.
        ends: where those of each literal start, and last where all end.
    """

    owners: IntArray
    ends: IntArray

    def expand(self, literals: IntArray) -> tuple[IntArray, IntArray]:
        """Give (place in `literals`, set) for each set that each of some literals is in."""
        first = self.ends[literals]
        counts = self.ends[literals + 1] - first
        stops = np.cumsum(counts)
        within = np.arange(counts.sum()) - np.repeat(stops - counts, counts)
        places = np.repeat(np.arange(len(literals)), counts)
        return places, self.owners[np.repeat(first, counts) + within]


def _own(literals: Sequence[str], sets: Sequence[Strings], first: int) -> _Owners:
    """Say which sets, numbered from `first`, each of the sorted literals is in."""
    place = {literal: at for at, literal in enumerate(literals)}
    pairs = sorted((place[one], at) for at, each in enumerate(sets, first) for one in each)
    owners = np.array([owner for _, owner in pairs], np.int64)
    ends = np.searchsorted([at for at, _ in pairs], np.arange(len(literals) + 1))
    return _Owners(owners, ends)


def _are_letters(text: str) -> npt.NDArray[np.bool_]:
    """Say which characters are letters; those beyond the basic plane are not counted."""
    return _letters()[np.minimum(code_points(text), 0xFFFF)]


@functools.cache
def _letters() -> npt.NDArray[np.bool_]:
    categories = (unicodedata.category(chr(point)) for point in range(0xFFFF))
    return np.array([category[0] == "L" for category in categories] + [False])
