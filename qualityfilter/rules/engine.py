"""Match rules against segments in time linear in the text, with RE2."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from qualityfilter.data import Evidence
from qualityfilter.patterns import compile_gate, compile_pattern
from qualityfilter.rules.rule import Rule
from qualityfilter.segments import Layout, fold
from qualityfilter.sentences import sentence_ends

CARRIED = ":carried"
"""Follows a rule's id in the source of what fell with a heading that the rule hit."""

_CARRY_LENGTH = 160
_SENTENCE_END = (".", "!", "?", "…", '"', ";", ":")
_BACKSLASH_TRAPS = ("\\b", "\\w", "\\W", "\\B")


Group = tuple[Any, list[tuple[int, Any]]]
"""Some rules: their gate, and their patterns with their numbers."""

_GROUP = 12
"""Rules to a gate: with more its automaton outgrows its memory, with fewer there are more gates.
Measured on 600 news texts: 0.31 ms a text with 8, 0.24 with 12, 0.99 with 18."""


@dataclass(frozen=True, slots=True)
class Line:
    """A non-blank segment's content, without its outer blanks, as rules see it.

    Attributes:
        start: first character in the document.
        text: the content, folded.
    """

    start: int
    text: str


class RuleSet:
    """Rules compiled once, with the scores that were measured for them.

    Args:
        rules: any rules with distinct ids, in any order.
        scores: the score of each evidence source; see `training.precision`.
    """

    def __init__(self, rules: Sequence[Rule], scores: dict[str, float]) -> None:
        self.rules = tuple(sorted(rules, key=lambda rule: rule.id))
        self.scores = scores

    @functools.cached_property
    def _groups(self) -> list[Group]:
        patterns = [rule.pattern for rule in self.rules]
        starts = range(0, len(patterns), _GROUP)
        return [
            (
                compile_gate(patterns[start : start + _GROUP]),
                [
                    (start + place, compile_pattern(pattern))
                    for place, pattern in enumerate(patterns[start : start + _GROUP])
                ],
            )
            for start in starts
        ]

    def hits(
        self, line: Line, groups: Sequence[Group] | None = None
    ) -> dict[int, list[tuple[int, int]]]:
        """Give for each rule that hits the line (by its number) the ranges that fall with it.

        Args:
            line: the line.
            groups: the rules to look for; None means all of them.
        """
        found: dict[int, list[tuple[int, int]]] = {}
        encoded = line.text.encode()
        for gate, patterns in self._groups if groups is None else groups:
            if gate.search(encoded):
                for number, pattern in patterns:
                    if ranges := self._ranges(self.rules[number], pattern, line.text):
                        found[number] = ranges
        return found

    @staticmethod
    def _ranges(rule: Rule, pattern: Any, text: str) -> list[tuple[int, int]]:
        if rule.scope == "line":
            return [(0, len(text))] if pattern.search(text) else []
        ranges = [_range(match) for match in pattern.finditer(text)]
        return _sentences(text, ranges) if rule.scope == "sentence" and ranges else ranges

    def match(self, texts: Sequence[Sequence[Line]]) -> list[list[Evidence]]:
        """Give the evidence that the rules find in each text's lines, in order.

        The texts are passed through one gate after another: its automaton stays in the
        processor's cache.
        """
        joined = ["\n".join(line.text for line in lines).encode() for lines in texts]
        open_to: list[list[Group]] = [[] for _ in texts]
        for group in self._groups:
            for number, text in enumerate(joined):
                if group[0].search(text):
                    open_to[number].append(group)
        return [self._match(*each) if each[1] else [] for each in zip(texts, open_to, strict=True)]

    def _match(self, lines: Sequence[Line], groups: Sequence[Group]) -> list[Evidence]:
        table = [self.hits(line, groups) for line in lines]
        found = [
            self._evidence(number, line.start + start, line.start + end)
            for number, index in self._counted(table)
            for line in (lines[index],)
            for start, end in table[index][number]
        ]
        found += self._carried(lines, table)
        return sorted(found, key=lambda each: (each.start, each.end, each.source))

    def _counted(self, table: list[dict[int, list[tuple[int, int]]]]) -> Iterator[tuple[int, int]]:
        """Give (rule, line) for every hit that counts, runs checked."""
        hits: dict[int, list[int]] = {}
        for index, found in enumerate(table):
            for number in found:
                hits.setdefault(number, []).append(index)
        for number, lines in hits.items():
            if 0 < self.rules[number].most < len(lines):
                continue
            for _, group in groupby(enumerate(lines), key=lambda pair: pair[1] - pair[0]):
                run = [index for _, index in group]
                if len(run) >= self.rules[number].run:
                    yield from ((number, index) for index in run)

    def _carried(
        self, lines: Sequence[Line], table: list[dict[int, list[tuple[int, int]]]]
    ) -> Iterator[Evidence]:
        for index, found in enumerate(table):
            for number in found:
                for line in lines[index + 1 : index + 1 + self.rules[number].carry]:
                    if not _looks_listed(line.text):
                        break
                    end = line.start + len(line.text)
                    yield self._evidence(number, line.start, end, CARRIED)

    def _evidence(self, number: int, start: int, end: int, suffix: str = "") -> Evidence:
        rule = self.rules[number]
        source = rule.id + suffix
        reason = f"stands under: {rule.reason}" if suffix else rule.reason
        return Evidence(start, end, rule.label, self.scores[source], f"rule:{source}", reason)


def match(rules: RuleSet, layouts: Sequence[Layout]) -> list[list[Evidence]]:
    """Give the evidence that rules find in each text."""
    return rules.match(
        [
            [Line(*each) for each in zip(layout.starts.tolist(), layout.contents, strict=True)]
            for layout in layouts
        ]
    )


def _range(match: Any) -> tuple[int, int]:
    """Give where the group `junk` stands if the match has it, else the match."""
    start, end = match.span(match.re.groupindex.get("junk", 0))
    return (start, end) if start >= 0 else match.span()


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


def _looks_listed(text: str) -> bool:
    return len(text) <= _CARRY_LENGTH and not text.endswith(_SENTENCE_END)


def faults(rule: Rule) -> list[str]:
    """Say what is wrong with a rule: traps of RE2, examples that hit or miss wrongly."""
    found = [
        f"{rule.id}: {trap} knows ASCII only" for trap in _BACKSLASH_TRAPS if trap in rule.pattern
    ]
    alone = RuleSet([rule], {rule.id: 1.0})
    for text in rule.hits:
        if not alone.hits(Line(0, fold(text))):
            found.append(f"{rule.id}: misses {text!r}")
    for text in rule.misses:
        if alone.hits(Line(0, fold(text))):
            found.append(f"{rule.id}: hits {text!r}")
    return found
