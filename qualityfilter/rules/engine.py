"""Match patterns against lines in time linear in the text, with RE2."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import re2

from qualityfilter.core.data import Evidence
from qualityfilter.rules.rule import Rule
from qualityfilter.text.characters import fold
from qualityfilter.text.patterns import compile_pattern, pattern_options, searchable, tester
from qualityfilter.text.sentences import sentence_ends

_BACKSLASH_TRAPS = ("\\b", "\\w", "\\W", "\\B")

_MOST_MATCHES = 200
"""So many matches of a rule in one line are looked at; each may have to look at all of the line."""

_SET_MEMORY = 16 << 20
"""Bytes that the automaton of some patterns together may grow to."""

_TOGETHER = 9
"""So many small patterns are asked for at once: with more, their automaton outgrows the cache."""

SHORT = 200
"""A line of more characters is no date, no counter and no credit: patterns for whole lines are not
asked of it where many are asked together."""

LONGEST = 1 << 40


@dataclass(frozen=True, slots=True)
class Lines:
    """The non-blank lines of one text, as rules see them.

    Attributes:
        starts: first character of each in the document.
        contents: each without its outer blanks, folded.
    """

    starts: Sequence[int]
    contents: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Asked:
    """Rules that are asked for at once.

    Attributes:
        numbers: of the rules.
        most: characters of the longest line that they are asked of.
        match: places in `numbers` of those that hit an encoded line, or None.
    """

    numbers: tuple[int, ...]
    most: int
    match: Callable[[bytes], Sequence[int] | None]


def _alone(test: Callable[[bytes], object]) -> Callable[[bytes], Sequence[int]]:
    return lambda line: (0,) if test(line) else ()


def _set_of(patterns: Sequence[str]) -> Callable[[bytes], Sequence[int] | None]:
    options = pattern_options()
    options.max_mem = _SET_MEMORY
    every = re2.Set.SearchSet(options)
    for pattern in patterns:
        every.Add(pattern)
    every.Compile()
    found: Callable[[bytes], Sequence[int] | None] = every.Match
    return found


class RuleSet:
    """Rules compiled once, with the scores that were measured for them.

    Args:
        rules: any rules with distinct ids, in any order.
        scores: the score of each rule, by its id.
        together: whether some are asked for at once, those for whole lines of short ones alone.
            Else each is asked for by itself, which bears a pattern of any size.
    """

    def __init__(
        self, rules: Sequence[Rule], scores: dict[str, float], *, together: bool = False
    ) -> None:
        self.rules = tuple(sorted(rules, key=lambda rule: rule.id))
        self.scores = scores
        self.together = together

    @functools.cached_property
    def _sets(self) -> list[_Asked]:
        """The rules, in groups that are asked for at once."""
        if not self.together:
            testers = [tester(rule.pattern, fold(rule.hits[0]).encode()) for rule in self.rules]
            return [_Asked((at,), LONGEST, _alone(test)) for at, test in enumerate(testers)]
        found = []
        for scope in ("line", "match"):
            mine = [at for at, rule in enumerate(self.rules) if rule.scope == scope]
            most = SHORT if scope == "line" else LONGEST
            for low in range(0, len(mine), _TOGETHER):
                numbers = tuple(mine[low : low + _TOGETHER])
                patterns = [self.rules[at].pattern for at in numbers]
                found.append(_Asked(numbers, most, _set_of(patterns)))
        return found

    def _asked(self, line: str) -> list[int]:
        """Numbers of the rules that hit a line."""
        encoded, size = line.encode(), len(line)
        return [
            each.numbers[at]
            for each in self._sets
            if size <= each.most
            for at in each.match(encoded) or ()
        ]

    def match(self, lines: Lines) -> list[Evidence]:
        """The evidence that the rules find in a text's lines, in order."""
        if not self.rules:
            return []
        found = [
            self._evidence(rule, start + first, start + last)
            for start, line in zip(lines.starts, lines.contents, strict=True)
            for rule in map(self.rules.__getitem__, self._asked(line))
            for first, last in _ranges(rule, line)
        ]
        return sorted(found, key=lambda each: (each.start, each.end, each.source))

    def _evidence(self, rule: Rule, start: int, end: int) -> Evidence:
        score = self.scores[rule.id]
        return Evidence(start, end, rule.label, score, f"rule:{rule.id}", rule.reason)


def _ranges(rule: Rule, line: str) -> Iterator[tuple[int, int]]:
    """The ranges of a line that a rule hits that fall with its hits."""
    if rule.scope == "line":
        yield 0, len(line)
        return
    matches = compile_pattern(rule.pattern).finditer(searchable(line))
    ranges = [_range(match) for match in islice(matches, _MOST_MATCHES)]
    yield from (_sentences(line, ranges) if rule.scope == "sentence" else ranges)


def _range(match: Any) -> tuple[int, int]:
    """Where the group `junk` stands if it holds something, else the match."""
    start, end = match.span(match.re.groupindex.get("junk", 0))
    return (start, end) if start < end else match.span()


def _sentences(text: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Widen each range to the sentences that it touches, without outer blanks."""
    ends = sentence_ends(text)
    starts = [0, *ends[:-1]]
    found: list[tuple[int, int]] = []
    for start, end in ranges:
        touched = [(a, b) for a, b in zip(starts, ends, strict=True) if a < end and start < b]
        first, last = touched[0][0], touched[-1][1]
        last -= len(text[first:last]) - len(text[first:last].rstrip())
        if not found or found[-1] != (first, last):
            found.append((first, last))
    return found


def faults(rule: Rule) -> list[str]:
    """Return what is wrong with a rule: traps of RE2, examples that hit or miss wrongly."""
    found = [
        f"{rule.id}: {trap} knows ASCII only" for trap in _BACKSLASH_TRAPS if trap in rule.pattern
    ]
    pattern = compile_pattern(rule.pattern)
    for text in rule.hits:
        if not pattern.search(fold(text)):
            found.append(f"{rule.id}: misses {text!r}")
    for text in rule.misses:
        if pattern.search(fold(text)):
            found.append(f"{rule.id}: hits {text!r}")
    return found
