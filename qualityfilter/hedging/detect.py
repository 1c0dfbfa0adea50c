"""Find the hedged sentences of a text by its cues, in time linear in the text."""

from __future__ import annotations

import functools
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import re2

from qualityfilter.data import Evidence
from qualityfilter.hedging.cue import Cue
from qualityfilter.hedging.cues import CUES
from qualityfilter.measured import measured
from qualityfilter.patterns import compile_pattern, pattern_options, searchable
from qualityfilter.sentences import blocks, sentence_ends

THRESHOLD = 0.6
"""A hedge is reported from this combined score on: more than four of ten marks wrong are noise.

Every cue of the table reaches it alone (the weakest, a bare "if", hardly); a bare "would" had
0.59 and was left out.
"""

_SAMPLE = 1000
"""So many characters say whether a text is English: some 170 words."""

_ENGLISH_SHARE = 0.1
"""English news has about 0.25 of the words below, other languages under 0.03."""

_FEW_WORDS = 12
"""With fewer words than this, a share says nothing, and English cues are proof enough."""

_LONG_SENTENCE = 2000
"""A longer one has lost its full stops: it is searched, and marked, in parts of this length.

That also keeps the time linear: each hit may scan the rest of its sentence.
"""

_ENGLISH = frozenset(
    ["the", "of", "and", "to", "that", "with", "from", "by", "has", "have", "been", "be", "said"]
)

_EDGE = r"(?:^|[^\p{L}])"

Ranges = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Hedge:
    """A sentence hedged in one way.

    Attributes:
        start: the sentence's first character.
        end: one past its last, outer blanks left out.
        label: one of `data.HEDGE_LABELS`.
        quoted: whether every cue of it stands inside quotation marks.
        evidence: its cues, strongest first; never empty.
        score: 0 to 1, the chance that the label is right; higher is surer.
    """

    start: int
    end: int
    label: str
    quoted: bool
    evidence: tuple[Evidence, ...]
    score: float


def find_hedges(folded: str, ranges: Sequence[tuple[int, int]], lang: str | None) -> list[Hedge]:
    """Find the hedged sentences in the parts of a text that stay.

    Args:
        folded: the document's text, folded; offsets of the result are its code points.
        ranges: sorted disjoint character ranges; no sentence crosses one.
        lang: ISO 639-1 code. Only English has cues; where it is None, the text itself says.

    Returns:
        One hedge for each sentence and label, sorted by start.
    """
    if lang is not None and not lang.lower().startswith("en"):
        return []
    if lang is None and not _looks_english(folded, ranges):
        return []
    return [hedge for start, end in ranges for hedge in _in_range(folded, start, end)]


def cue_hits(sentence: str, numbers: Sequence[int] | None = None) -> dict[int, Ranges]:
    """Give for each cue that counts in a sentence (by its number in `CUES`) where it stands.

    Args:
        sentence: folded, without its outer blanks.
        numbers: the cues to look for; all of them where it is None.
    """
    every, single = _patterns()
    found: dict[int, Ranges] = {}
    data = searchable(sentence)
    for number in every.Match(sentence) or () if numbers is None else numbers:
        pattern, group, unless = single[number]
        ranges = [match.span(group) for match in pattern.finditer(data)]
        if ranges and unless is not None:
            ranges = _outside(ranges, [match.span() for match in unless.finditer(data)])
        if ranges:
            found[number] = ranges
    return found


def faults(cue: Cue) -> list[str]:
    """Say which of a cue's examples hit or miss wrongly."""
    number = CUES.index(cue)
    found = [f"{cue.id}: misses {text!r}" for text in cue.hits if number not in cue_hits(text)]
    return found + [f"{cue.id}: hits {text!r}" for text in cue.misses if number in cue_hits(text)]


def scores() -> dict[str, float]:
    """Give each cue's measured precision by its id, as `training.cue_precision` made it."""
    return measured("hedging", "precision.json")


@functools.cache
def _patterns() -> tuple[Any, list[tuple[Any, int, Any]]]:
    """Give a filter that says which cues hit at all, and each cue compiled."""
    every = re2.Filter()
    single = []
    for cue in CUES:
        every.Add(cue.pattern, pattern_options())
        pattern = compile_pattern(cue.pattern)
        unless = cue.unless and compile_pattern(_EDGE + f"(?:{cue.unless})")
        single.append((pattern, pattern.groupindex.get("cue", 0), unless))
    every.Compile()
    return every, single


def _outside(ranges: Ranges, taken: Ranges) -> Ranges:
    """Give the ranges that touch none of `taken`, which are sorted and disjoint."""
    kept = []
    for start, end in ranges:
        before = bisect_right(taken, (end - 1, sys.maxsize))
        if not before or taken[before - 1][1] <= start:
            kept.append((start, end))
    return kept


def _looks_english(folded: str, ranges: Sequence[tuple[int, int]]) -> bool:
    pieces: list[str] = []
    left = _SAMPLE
    for start, end in ranges:
        pieces.append(folded[start : min(end, start + left)])
        left -= len(pieces[-1])
        if left <= 0:
            break
    words = " ".join(pieces).lower().split()
    known = sum(word in _ENGLISH for word in words)
    return len(words) < _FEW_WORDS or known >= _ENGLISH_SHARE * len(words)


def _in_range(folded: str, start: int, end: int) -> Iterator[Hedge]:
    piece = folded[start:end]
    numbers = _patterns()[0].Match(piece)
    if not numbers:
        return
    quotes: tuple[Ranges, ...] | None = None
    for first, last in _sentences(piece):
        hits = cue_hits(piece[first:last], numbers)
        for label, evidence in _by_label(hits, start + first).items():
            if (score := combine(evidence)) >= THRESHOLD:
                quotes = _quotations(piece, start) if quotes is None else quotes
                cues = [(each.start, each.end) for each in evidence]
                quoted = not functools.reduce(_outside, quotes, cues)
                yield Hedge(start + first, start + last, label, quoted, tuple(evidence), score)


def _sentences(piece: str) -> Iterator[tuple[int, int]]:
    """Give where each sentence starts and ends, without its outer blanks."""
    start = 0
    for end in sentence_ends(piece, "en"):
        for first, last in blocks(piece[start:end], _LONG_SENTENCE):
            sentence = piece[start + first : start + last]
            left = len(sentence) - len(sentence.lstrip())
            if left < len(sentence):
                yield start + first + left, start + first + len(sentence.rstrip())
        start = end


def _by_label(hits: dict[int, Ranges], offset: int) -> dict[str, list[Evidence]]:
    """Give the evidence for each label, strongest first, labels in order."""
    found: dict[str, list[Evidence]] = {}
    for number, ranges in hits.items():
        cue = CUES[number]
        score = scores()[cue.id]
        source = f"cue:{cue.id}"
        found.setdefault(cue.label, []).extend(
            Evidence(offset + start, offset + end, cue.label, score, source, cue.reason)
            for start, end in ranges
        )
    for evidence in found.values():
        evidence.sort(key=lambda each: (-each.score, each.start, each.end, each.source))
    return dict(sorted(found.items()))


def combine(evidence: Sequence[Evidence]) -> float:
    """Combine cues by noisy-or: the chance that not all of them are wrong.

    Each cue counts once, and cues that overlap count as one, the strongest: "would" inside
    "if ... would" is no second witness.
    """
    doubt = 1.0
    seen: set[str] = set()
    taken: Ranges = []
    for each in evidence:
        if each.source in seen or not _outside([(each.start, each.end)], taken):
            continue
        seen.add(each.source)
        taken = sorted([*taken, (each.start, each.end)])
        doubt *= 1.0 - each.score
    return 1.0 - doubt


@functools.cache
def _quotation_marks() -> tuple[Any, Any]:
    """Double quotes, open to the end where none closes; single ones where both edges show.

    Two patterns, for in one an open single quote would be searched for anew at each double.
    """
    double = r'"[^"]*(?:"|$)'
    single = r"(?:^|[ (\[-])'[\p{L}\p{N}].*?[\p{L}\p{N}.,!?]'(?:$|[^\p{L}\p{N}])"
    return compile_pattern(f"(?s){double}"), compile_pattern(f"(?s){single}")


def _quotations(piece: str, offset: int) -> tuple[Ranges, ...]:
    data = searchable(piece)
    return tuple(
        [(offset + start, offset + end) for start, end in (m.span() for m in mark.finditer(data))]
        for mark in _quotation_marks()
    )
