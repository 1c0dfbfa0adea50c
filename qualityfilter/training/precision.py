"""Measure the rules: how often what they hit is junk."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from qualityfilter.characters import fold
from qualityfilter.data import ARTICLE_LABELS
from qualityfilter.rules.engine import CARRIED, Lines, RuleSet
from qualityfilter.rules.rule import Rule
from qualityfilter.rules.sections import ABOUT, sections
from qualityfilter.rules.tables import FAMILIES
from qualityfilter.segments import lay_out
from qualityfilter.training.corpus import find, read_jsonl

PRIOR = 4.0
"""A rule's own hits are joined by this many hits at the precision of all rules of its scope,
so that one that hardly ever fires on the training data is neither trusted nor doubted."""

REPEATS = {
    "repeat.title": 0.99,
    "repeat.adjacent": 0.97,
    "repeat.long": 0.98,
    "repeat.pair": 0.93,
}
"""Repeats carry no label in the data; these are from reading what each kind hits there."""

SITES = {"site.often": 0.73, "site.some": 0.73}
"""Of 35 lines of hand-labelled texts that also stand in others of their site, and to which the
model gave a chance of junk of 0.5 to 0.85 out of fold, 0.68 on average, 32 were junk: as many as
this evidence makes of such a chance. It is not the share of all such lines that is junk (0.90):
most of them the model knows, and of 59 that it gave less than an even chance only 23 were."""

Labelled = Sequence[tuple[str, str, tuple[tuple[int, int], ...]]]
"""A text's lines: content, label, and ranges of junk inside a body line."""


def measure_rules(texts: Iterable[Labelled]) -> dict[str, float]:
    """Give the smoothed precision of each source of evidence, 0 to 1.

    A hit is right where its line, or the piece of it that is hit, is labelled as junk.
    """
    rules = [rule for family in FAMILIES.values() for rule in family]
    sources = [rule.id for rule in rules] + [rule.id + CARRIED for rule in rules if rule.carry]
    sources.append(ABOUT)
    blind = RuleSet(rules, dict.fromkeys(sources, 1.0))
    hits: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for lines in texts:
        for source, good in _hits(blind, lines):
            hits[source] += 1
            right[source] += good
    pooled = _pooled(rules, hits, right)
    scores = {
        source: (right[source] + PRIOR * pooled[source]) / (hits[source] + PRIOR)
        for source in sources
    }
    return {name: round(score, 3) for name, score in sorted((scores | REPEATS | SITES).items())}


def _pooled(
    rules: Sequence[Rule], hits: Mapping[str, int], right: Mapping[str, int]
) -> dict[str, float]:
    """Give each source the precision of all sources of its scope together."""
    scope: dict[str, str] = {rule.id: rule.scope for rule in rules}
    scope |= {rule.id + CARRIED: "carried" for rule in rules} | {ABOUT: "section"}
    made: dict[str, Counter[str]] = defaultdict(Counter)
    for source, kind in scope.items():
        made[kind].update(hits=hits[source], right=right[source])
    return {
        source: made[kind]["right"] / max(made[kind]["hits"], 1) for source, kind in scope.items()
    }


def _hits(rules: RuleSet, labelled: Labelled) -> Iterator[tuple[str, bool]]:
    contents = [fold(content) for content, _, _ in labelled]
    starts = [0, *accumulate(len(content) + 1 for content in contents[:-1])]
    ranges = [(start, start + len(line)) for start, line in zip(starts, contents, strict=True)]
    found = sections(contents, ranges, {ABOUT: 1.0})
    for each in (*rules.match([Lines(starts, contents)])[0], *found):
        number = bisect_right(starts, each.start) - 1
        start, (_, label, junk) = starts[number], labelled[number]
        inside = any(each.start - start < end and first < each.end - start for first, end in junk)
        yield each.source.removeprefix("rule:"), label not in ARTICLE_LABELS or inside


def labelled_lines(data: Path) -> Iterator[Labelled]:
    """Give the hand-labelled lines of the training split, texts and pages."""
    for record in read_jsonl(find(data, "labelled/texts")):
        if record["split"] == "train":
            yield list(_of_text(record))
    for record in read_jsonl(find(data, "labelled/pages")):
        if record["split"] == "train":
            pairs = zip(record["lines"][1:], record["labels"][1:], strict=True)
            yield [(line.strip(), label, ()) for line, label in pairs if line.strip()]


def _of_text(record: Mapping[str, Any]) -> Iterator[tuple[str, str, tuple[tuple[int, int], ...]]]:
    for start, end, label in record["spans"]:
        layout = lay_out(record["text"][start:end])
        for first, last in layout.ranges:
            low, high = start + first, start + last
            junk = tuple(
                (a - low, b - low) for a, b in record["inline_junk"] if a < high and low < b
            )
            yield record["text"][low:high], label, junk
