"""Weigh what speaks against each line: how likely it is junk, and of which kind."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from qualityfilter.data import ARTICLE_LABELS, LINE_LABELS, Evidence
from qualityfilter.lines.junk import junk_chances
from qualityfilter.lines.tokens import FloatArray
from qualityfilter.segments import Layout

SUSPECT = 0.3
"""A line less suspect than this is not looked at unless a rule speaks against it."""

MODEL = "model:"
"""Starts the source of the line model's evidence."""


WHOLE = 0.55
"""What covers so much of a line speaks of all of it: where half of one is a promotion glued to a
sentence, the sentence stays."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A range of a text that may be junk.

    Attributes:
        start: first character.
        end: one past the last.
        label: the label that the evidence gives together.
        score: 0 to 1, the chance that it is junk.
        evidence: why, strongest first.
    """

    start: int
    end: int
    label: str
    score: float
    evidence: tuple[Evidence, ...]


def weigh(
    layout: Layout, probabilities: FloatArray, evidence: Iterable[Evidence], model: str
) -> dict[int, Piece]:
    """Weigh each line's evidence.

    Args:
        layout: of the text.
        probabilities: each content's, `(contents, labels)`, from the line model.
        evidence: everything else that was found, each inside one content.
        model: name of the line model.

    Returns:
        The suspects: for each content that something speaks against, by its number, the
        piece that is the whole of it.
    """
    mine: dict[int, list[Evidence]] = {}
    starts = layout.starts.tolist()
    for each in evidence:
        number = bisect_right(starts, each.start) - 1
        mine.setdefault(number, []).append(each)
    junk = junk_chances(probabilities)
    likeliest = probabilities[:, _FIRST:].argmax(axis=1).tolist()
    suspects = set(np.flatnonzero(junk >= SUSPECT).tolist()) | mine.keys()
    pieces: dict[int, Piece] = {}
    for number in sorted(suspects):
        start, end = layout.ranges[number]
        score = float(junk[number])
        label, reason = _OPINIONS[likeliest[number]]
        own = Evidence(start, end, label, round(score, 4), MODEL + model, reason)
        if number in mine:
            pieces[number] = _weigh(own, score, probabilities[number, _FIRST:], mine[number])
        else:
            pieces[number] = Piece(start, end, label, round(score, 6), (own,))
    return pieces


_FIRST = len(ARTICLE_LABELS)
_JUNK_LABELS = LINE_LABELS[_FIRST:]
_OPINIONS = [
    (label, f"reads like {label}, by its words and its neighbours") for label in _JUNK_LABELS
]


def _weigh(own: Evidence, junk: float, row: FloatArray, found: Sequence[Evidence]) -> Piece:
    """Take together what speaks of one line.

    Args:
        own: what the line model says of it.
        junk: the chance of junk that the model gives.
        row: the same for each label of junk.
        found: what else was found in the line.
    """
    votes = dict(zip(_JUNK_LABELS, row.tolist(), strict=True))
    enough = WHOLE * (own.end - own.start)
    whole = [each for each in found if each.end - each.start >= enough]
    if len(whole) < len(found) and _covered(found) >= enough:
        whole = list(found)
    for each in whole:
        votes[each.label] = votes.get(each.label, 0.0) + each.score
    label = max(votes, key=votes.__getitem__)
    score = either(junk, whole)
    if junk >= SUSPECT or not whole:
        whole.append(own)
    return Piece(own.start, own.end, label, score, strongest(whole))


def either(base: float, evidence: Iterable[Evidence]) -> float:
    """Give the chance that at least one of several findings is right (noisy or)."""
    wrong = 1.0 - base
    for each in evidence:
        wrong *= 1.0 - each.score
    return round(1.0 - wrong, 6)


def strongest(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Sort evidence, strongest first."""
    return tuple(sorted(evidence, key=lambda each: (-each.score, each.source, each.start)))


def _covered(evidence: Iterable[Evidence]) -> int:
    """Count the characters that the evidence covers."""
    covered, reached = 0, 0
    for start, end in sorted((each.start, each.end) for each in evidence):
        covered += max(0, end - max(start, reached))
        reached = max(reached, end)
    return covered
