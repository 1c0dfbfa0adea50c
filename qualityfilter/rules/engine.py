"""Match rules against segments in time linear in the text, with RE2."""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, islice
from typing import Any

from qualityfilter.characters import fold
from qualityfilter.data import Evidence
from qualityfilter.finder import Finder
from qualityfilter.patterns import compile_pattern, searchable, tester
from qualityfilter.rules.rule import Rule
from qualityfilter.segments import Layout
from qualityfilter.sentences import sentence_ends

CARRIED = ":carried"
"""Follows a rule's id in the source of what fell with a heading that the rule hit."""

_CARRY_LENGTH = 200
_SENTENCE_END = (".", "!", "?", "…", '"', ";", ":")
_BACKSLASH_TRAPS = ("\\b", "\\w", "\\W", "\\B")

_MOST_MATCHES = 200
"""So many matches of a rule in one line are looked at; each may have to look at all of the line."""

Hits = dict[int, dict[int, list[tuple[int, int]]]]
"""Number of a rule to the lines that it hits, ascending, to the ranges that fall in each."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The non-blank lines of one text, as rules see them.

    Attributes:
        starts: first character of each in the document.
        contents: each without its outer blanks, folded.
    """

    starts: Sequence[int]
    contents: Sequence[str]


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
    def _finder(self) -> Finder:
        return Finder([rule.pattern for rule in self.rules])

    def match(self, texts: Sequence[Lines]) -> list[list[Evidence]]:
        """Give the evidence that the rules find in each text's lines, in order."""
        every = [line for lines in texts for line in lines.contents]
        firsts = [0, *accumulate(len(lines.contents) for lines in texts)]
        encoded = [line.encode() for line in every]
        hits: list[Hits] = [{} for _ in texts]
        for number, candidates in self._finder.find(every):
            rule = self.rules[number]
            test = _tester(rule)
            for line in candidates:
                if test(encoded[line]):
                    text = bisect_right(firsts, line) - 1
                    ranges = _ranges(rule, every[line])
                    hits[text].setdefault(number, {})[line - firsts[text]] = ranges
        return [self._match(lines, mine) for lines, mine in zip(texts, hits, strict=True)]

    def _match(self, lines: Lines, hits: Hits) -> list[Evidence]:
        found = [
            self._evidence(rule, lines.starts[at] + start, lines.starts[at] + end)
            for rule, at in self._counted(hits)
            for start, end in hits[rule][at]
        ]
        found += self._carried(lines, hits)
        return sorted(found, key=lambda each: (each.start, each.end, each.source))

    def _counted(self, hits: Hits) -> Iterator[tuple[int, int]]:
        """Give (rule, line) for every hit that counts, runs checked."""
        for number, found in hits.items():
            rule = self.rules[number]
            if 0 < rule.most < len(found):
                continue
            for run in _runs(found) if rule.run > 1 else [found]:
                if len(run) >= rule.run:
                    yield from ((number, at) for at in run)

    def _carried(self, lines: Lines, hits: Hits) -> Iterator[Evidence]:
        for rule, found in hits.items():
            for at in found:
                under = slice(at + 1, at + 1 + self.rules[rule].carry)
                for start, content in zip(lines.starts[under], lines.contents[under], strict=True):
                    if not _looks_listed(content):
                        break
                    yield self._evidence(rule, start, start + len(content), CARRIED)

    def _evidence(self, number: int, start: int, end: int, suffix: str = "") -> Evidence:
        rule = self.rules[number]
        source = rule.id + suffix
        reason = f"stands under: {rule.reason}" if suffix else rule.reason
        return Evidence(start, end, rule.label, self.scores[source], f"rule:{source}", reason)


@functools.cache
def _tester(rule: Rule) -> Callable[[bytes], object]:
    """Give what says whether a rule hits an encoded line, made when it is first asked for."""
    return tester(rule.pattern, fold(rule.hits[0]).encode())


def _ranges(rule: Rule, line: str) -> list[tuple[int, int]]:
    """Give the ranges of a line that a rule hits that fall with its hits."""
    if rule.scope == "line":
        return [(0, len(line))]
    matches = compile_pattern(rule.pattern).finditer(searchable(line))
    ranges = [_range(match) for match in islice(matches, _MOST_MATCHES)]
    return _sentences(line, ranges) if rule.scope == "sentence" else ranges


def match(rules: RuleSet, layouts: Sequence[Layout]) -> list[list[Evidence]]:
    """Give the evidence that rules find in each text."""
    return rules.match([Lines(layout.starts.tolist(), layout.contents) for layout in layouts])


def _runs(lines: Iterable[int]) -> Iterator[list[int]]:
    """Give the runs of lines that stand one after the other."""
    for _, group in groupby(enumerate(lines), key=lambda pair: pair[1] - pair[0]):
        yield [at for _, at in group]


def _range(match: Any) -> tuple[int, int]:
    """Give where the group `junk` stands if it holds something, else the match."""
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


def _looks_listed(text: str) -> bool:
    return len(text) <= _CARRY_LENGTH and not text.endswith(_SENTENCE_END)


def faults(rule: Rule) -> list[str]:
    """Say what is wrong with a rule: traps of RE2, examples that hit or miss wrongly."""
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
