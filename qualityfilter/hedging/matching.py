"""Find where cues stand in a sentence."""

from __future__ import annotations

import functools
import math
import sys
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import re2

from qualityfilter.core.data import HEDGE_LABELS
from qualityfilter.hedging.cue import Cue
from qualityfilter.hedging.cues import CUES
from qualityfilter.hedging.lexica import ENGLISH, LEXICA, cue_scores
from qualityfilter.text.narrow import compile_narrow, narrow, narrow_options, narrow_pattern

Ranges = list[tuple[int, int]]

_SAY_SO = ("hypothetical.own-word", "hypothetical.imagined")
"""Cues by which a text itself says that what it tells is imagined or did not happen."""

_HARDLY_EVER_ERRS = 0.94
"""A cue with this measured precision or more marks a sentence alone."""

_IDLE = 0.1
"""So many of the labelled sentences whose cues all stand where they hedge nothing are hedged."""

_EDGE = r"(?:^|[^\p{L}])"


@dataclass(frozen=True, slots=True)
class Hits:
    """The cues of a sentence, by their numbers in the cues of its language.

    Attributes:
        found: where those stand that count.
        idle: those that stand only where they hedge nothing: see `Cue.unless`.
    """

    found: dict[int, Ranges]
    idle: list[int]


def cue_hits(sentence: str, lang: str = ENGLISH) -> Hits:
    """Find the cues of a sentence.

    Args:
        sentence: folded, without its outer blanks.
        lang: one of `LEXICA`.
    """
    likely, single = _patterns(lang)
    cues = LEXICA[lang]
    hits = Hits({}, [])
    data = narrow(sentence)
    for number in likely(data):
        pattern, group = single[number]
        touched = [match.span(group) for match in pattern.finditer(data)]
        cue = cues[number]
        ranges = touched
        if touched and cue.unless is not None:
            unless = compile_narrow(_EDGE + f"(?:{cue.unless})")
            ranges = outside(touched, [match.span() for match in unless.finditer(data)])
        if ranges:
            hits.found[number] = [_core(cue, data, each) for each in ranges]
        elif touched:
            hits.idle.append(number)
    return hits


def _core(cue: Cue, data: bytes, place: tuple[int, int]) -> tuple[int, int]:
    """Where a cue's core stands; the whole cue where it has none."""
    if cue.core is None:
        return place
    found = compile_narrow(cue.core).search(data, place[0])
    return found.span() if found and found.start() < place[1] else place


def faults(cue: Cue, lang: str = ENGLISH) -> list[str]:
    """Find which of a cue's examples hit or miss wrongly."""
    number = LEXICA[lang].index(cue)
    found = [
        f"{cue.id}: misses {text!r}"
        for text in cue.hits
        if number not in cue_hits(text, lang).found
    ]
    return found + [
        f"{cue.id}: hits {text!r}" for text in cue.misses if number in cue_hits(text, lang).found
    ]


CUE_COLUMNS = len(CUES) + 2 * len(HEDGE_LABELS)
"""Columns of what the model sees of cues."""

_OWN_VALUE = 3.0
"""Value of a cue's own column, where a word has 1: cues are known, words are guessed at."""


def cue_columns(hits: Hits) -> tuple[list[int], list[float]]:
    """Return what the model sees of a sentence's cues: columns below `CUE_COLUMNS`, and values.

    A column for each cue; for each label one with the log odds of its strongest cue's measured
    precision, so that a cue seldom seen counts like others as good; and for each label one that
    is set where its cues stand only where they hedge nothing.
    """
    columns, values = list(hits.found), [_OWN_VALUE] * len(hits.found)
    strengths: dict[int, float] = {}
    for number in hits.found:
        at = _label_numbers()[number]
        strengths[at] = max(strengths.get(at, -9.0), _log_odds()[number])
    for at, strength in strengths.items():
        columns.append(len(CUES) + at)
        values.append(strength)
    for at in {_label_numbers()[number] for number in hits.idle} - set(strengths):
        columns.append(len(CUES) + len(HEDGE_LABELS) + at)
        values.append(_OWN_VALUE)
    return columns, values


def cue_bounds(hits: Hits) -> dict[str, tuple[float, float]]:
    """Return, by label, the least and greatest chance that a sentence's cues leave room for.

    Some cues count whatever else the sentence holds. Where a label's cues all stand where they
    hedge nothing, the sentence is not hedged so.
    """
    found = {CUES[number].label for number in hits.found}
    idle = {CUES[number].label for number in hits.idle} - found
    bounds = dict.fromkeys(idle, (0.0, _IDLE))
    for number in _deciding_cues() & hits.found.keys():
        label, score = CUES[number].label, cue_scores()[number]
        bounds[label] = (max(score, bounds.get(label, (0.0, 1.0))[0]), 1.0)
    return bounds


@functools.cache
def _deciding_cues() -> frozenset[int]:
    """Return the cues that hardly ever erred, and those by which a text itself says so."""
    return frozenset(
        number
        for number, cue in enumerate(CUES)
        if cue_scores()[number] >= _HARDLY_EVER_ERRS or cue.id in _SAY_SO
    )


@functools.cache
def _log_odds() -> tuple[float, ...]:
    return tuple(math.log(score / (1 - score)) for score in cue_scores())


@functools.cache
def _label_numbers() -> tuple[int, ...]:
    return tuple(HEDGE_LABELS.index(cue.label) for cue in CUES)


@functools.cache
def _patterns(lang: str) -> tuple[Callable[[bytes], Sequence[int]], list[tuple[Any, int]]]:
    """Return what says which cues may hit a text, and each cue's pattern with its group.

    A filter of RE2 takes ASCII alone, which is enough for English; in other languages each of the
    few cues is searched for.
    """
    cues = LEXICA[lang]
    numbers = range(len(cues))
    if lang == ENGLISH:
        every = re2.Filter()
        for cue in cues:
            every.Add(narrow_pattern(cue.pattern), narrow_options())
        every.Compile()
        patterns = list(map(every.re, numbers))
        return lambda data: every.Match(data, True) or (), _grouped(patterns)
    return lambda _: numbers, _grouped([compile_narrow(cue.pattern) for cue in cues])


def _grouped(patterns: Sequence[Any]) -> list[tuple[Any, int]]:
    return [(pattern, pattern.groupindex.get(b"cue", 0)) for pattern in patterns]


def outside(ranges: Ranges, taken: Sequence[tuple[int, int]]) -> Ranges:
    """Return the ranges that touch none of `taken`, which are sorted and disjoint."""
    kept = []
    for start, end in ranges:
        before = bisect_right(taken, (end - 1, sys.maxsize))
        if not before or taken[before - 1][1] <= start:
            kept.append((start, end))
    return kept
