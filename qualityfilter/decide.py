"""From evidence to spans: weigh each line, then its neighbours, and cut what is surely junk.

A line falls when the chance that it is junk, all its evidence taken together, reaches the
threshold. Where only a piece of a line is junk, the piece falls alone. A line that nothing
but its surroundings speak against stays.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from qualityfilter.data import ARTICLE_LABELS, LINE_LABELS, Evidence
from qualityfilter.lines.hints import MOST
from qualityfilter.lines.tokens import FloatArray
from qualityfilter.rules.repeats import key
from qualityfilter.segments import Layout
from qualityfilter.sentences import sentence_ends

SUSPECT = 0.3
"""A line less suspect than this is not looked at unless a rule speaks against it."""

DOUBTED = 0.6
"""A line less suspect than this is left alone by the junk around it."""

PRESSURE = 20.0
"""Odds of junk are raised by this for a line that stands alone among the junk at the end."""

FULL = 80
"""The chance that a line is article may be at most `1 - threshold` if it has so many characters,
and less by the square of its length if it has more: what would be lost with it is more."""

PROSE = 200
"""A text that has lines longer than this keeps some of them."""

BLOCK = 3
"""So many lines of one form in a row make a block: a list, a table, a stanza."""

DOUBTFUL = 0.85
"""A block less suspect than this on average keeps the lines that only the model speaks against."""

MODEL = "model:"
"""Starts the source of the line model's evidence."""


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


def decide(
    layout: Layout, judged: Mapping[int, Piece], evidence: Sequence[Evidence], threshold: float
) -> list[Piece]:
    """Give the pieces of a text that are junk, disjoint and in order.

    Args:
        layout: of the text.
        judged: the suspects among its lines, from `weigh`.
        evidence: what was found apart from the line model.
        threshold: the chance of junk, 0 to 1, from which on a piece falls.
    """
    settled = settle(layout, judged, threshold)
    whole = [piece for piece in settled.values() if falls(piece, threshold)]
    inner = _inner(whole, evidence, threshold)
    return sorted(whole + inner, key=lambda piece: piece.start)


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
    junk = np.maximum(0.0, 1.0 - probabilities[:, :_FIRST].sum(axis=1, dtype=np.float64))
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
    enough = MOST * (own.end - own.start)
    whole = [each for each in found if each.end - each.start >= enough]
    if _covered(found) >= enough:
        whole = list(found)
    for each in whole:
        votes[each.label] = votes.get(each.label, 0.0) + each.score
    label = max(votes, key=lambda name: votes[name])
    score = _either(junk, whole)
    if junk >= SUSPECT or not whole:
        whole.append(own)
    return Piece(own.start, own.end, label, score, strongest(whole))


def _either(base: float, evidence: Iterable[Evidence]) -> float:
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


def settle(layout: Layout, judged: Mapping[int, Piece], threshold: float) -> dict[int, Piece]:
    """Revise the suspects by what stands around them."""
    pressed = press_tail(layout, hold_blocks(layout, judged), threshold)
    return hold_prose(layout, pressed, threshold)


def falls(piece: Piece, threshold: float) -> bool:
    """Say whether a line is sure enough to be junk for its length."""
    spare = (1.0 - threshold) * min(1.0, FULL / (piece.end - piece.start)) ** 2
    return piece.score >= 1.0 - spare


def hold_blocks(layout: Layout, judged: Mapping[int, Piece]) -> dict[int, Piece]:
    """Let the lines of a list or a table stand together where most of them look like article.

    A line that a rule speaks against is judged by itself.
    """
    found = dict(judged)
    if not any(map(_by_model_alone, judged.values())):
        return found
    for block in _blocks(layout):
        suspicion = sum(judged[at].score for at in block if at in judged) / len(block)
        if suspicion < DOUBTFUL:
            for at in block:
                if at in judged and _by_model_alone(judged[at]):
                    found[at] = replace(judged[at], score=min(judged[at].score, suspicion))
    return found


def hold_prose(layout: Layout, judged: Mapping[int, Piece], threshold: float) -> dict[int, Piece]:
    """Let a text's long lines stand where it would be left without any.

    Then it is they that are the article, unless a rule speaks against them.
    """
    long = np.flatnonzero(layout.ends - layout.starts > PROSE).tolist()
    if any(at not in judged or not falls(judged[at], threshold) for at in long):
        return dict(judged)
    spared = {at for at in long if _by_model_alone(judged[at])}
    return {
        at: replace(piece, score=0.0) if at in spared else piece for at, piece in judged.items()
    }


def press_tail(layout: Layout, judged: Mapping[int, Piece], threshold: float) -> dict[int, Piece]:
    """Raise the suspicion of single sentences that stand alone among the junk at the text's end.

    So headlines of other stories do; the article's own last words are mostly longer.
    """
    lines = len(layout.starts)
    found = dict(judged)
    for at in range(lines - 1, 0, -1):
        piece = found.get(at)
        if piece is None:
            break
        if not falls(piece, threshold):
            text = layout.folded[piece.start : piece.end]
            if not _pressed(found, at, threshold) or len(sentence_ends(text)) > 1:
                break
            odds = piece.score / (1.0 - piece.score) * PRESSURE
            score = round(odds / (1.0 + odds), 6)
            reason = "stands among the junk at the end"
            block = Evidence(piece.start, piece.end, piece.label, score, "block", reason)
            evidence = strongest((*piece.evidence, block))
            found[at] = replace(piece, score=score, evidence=evidence)
    return found


def _pressed(judged: Mapping[int, Piece], at: int, threshold: float) -> bool:
    """Say whether a suspect has junk right before and after it."""
    around = [judged.get(at - 1), judged.get(at + 1)]
    surrounded = all(piece is not None and falls(piece, threshold) for piece in around)
    return surrounded and judged[at].score >= DOUBTED


def _blocks(layout: Layout) -> Iterator[list[int]]:
    """Give the runs of at least `BLOCK` lines of one form."""
    forms = [_form(line) for line in layout.contents]
    for form, group in groupby(range(len(forms)), key=forms.__getitem__):
        block = list(group)
        if form and len(block) >= BLOCK:
            yield block


_MARKED = re.compile(r"[•·▪●◦‣►▶■*>+-] ?\S|\(?(?:\d{1,3}|[A-Za-z])[.)] ")
_FIGURES = re.compile(r"\d\D+(?:\d+\D+){2}\d")
_SHORT = 100
_LONG_ITEM = 300
_ENDS = (".", "!", "?", "…", '"')


def _form(line: str) -> str:
    """Name a line's form if it is one that comes in blocks: `table`, `list` or `short`."""
    if len(line) >= _LONG_ITEM:
        return ""
    if "|" in line or "\t" in line or _FIGURES.search(line):
        return "table"
    if _MARKED.match(line):
        return "list"
    return "short" if len(line) < _SHORT and not line.endswith(_ENDS) else ""


def _by_model_alone(piece: Piece) -> bool:
    return all(each.source.startswith(MODEL) for each in piece.evidence)


def _inner(whole: Sequence[Piece], evidence: Iterable[Evidence], threshold: float) -> list[Piece]:
    """Give what is junk inside lines that stay, overlapping findings joined."""
    starts = [piece.start for piece in whole]
    found: list[Piece] = []
    for each in sorted(evidence, key=lambda one: (one.start, one.end, one.source)):
        at = bisect_right(starts, each.start) - 1
        if each.score < threshold or (at >= 0 and each.start < whole[at].end):
            continue
        if found and each.start < found[-1].end:
            found[-1] = _joined(found[-1], each)
        else:
            found.append(Piece(each.start, each.end, each.label, each.score, (each,)))
    return found


def _joined(piece: Piece, other: Evidence) -> Piece:
    evidence = strongest((*piece.evidence, other))
    end = max(piece.end, other.end)
    return Piece(piece.start, end, evidence[0].label, _either(0.0, evidence), evidence)


def headline(layout: Layout, probabilities: FloatArray, title: str, model: str) -> Piece | None:
    """Find the article's own title in the text.

    Args:
        layout: of the text.
        probabilities: as for `weigh`.
        title: the document's title, empty where it is not known.
        model: name of the line model.

    Returns:
        The first line that is the title, else the one that the model is surest of, else None.
    """
    if wanted := key(title):
        for start, end in layout.ranges:
            if end - start < 2 * len(title) + 20 and key(layout.folded[start:end]) == wanted:
                evidence = Evidence(start, end, "headline", 1.0, "title", "is the document's title")
                return Piece(start, end, "headline", 1.0, (evidence,))
    column = probabilities[:, LINE_LABELS.index("headline")]
    if not len(column) or column.max() < 0.5:
        return None
    number = int(column.argmax())
    start, end = int(layout.starts[number]), int(layout.ends[number])
    score = round(float(column[number]), 4)
    reason = "reads like the title, by its words and its place"
    evidence = Evidence(start, end, "headline", score, MODEL + model, reason)
    return Piece(start, end, "headline", score, (evidence,))


def with_headline(pieces: list[Piece], own: Piece | None) -> list[Piece]:
    """Add the headline's piece unless something cuts into it."""
    if own is None or any(each.start < own.end and own.start < each.end for each in pieces):
        return pieces
    return sorted([*pieces, own], key=lambda piece: piece.start)


def without(layout: Layout, evidence: Iterable[Evidence], threshold: float) -> list[str]:
    """Give the contents without the pieces that evidence alone cuts out of them."""
    rest, ranges = list(layout.contents), layout.ranges
    for each in sorted(evidence, key=lambda one: -one.start):
        number = bisect_right(ranges, (each.start, sys.maxsize)) - 1
        start, end = ranges[number]
        if each.score >= threshold and (each.start, each.end) != (start, end):
            text = rest[number]
            rest[number] = text[: each.start - start] + text[each.end - start :]
    return rest
