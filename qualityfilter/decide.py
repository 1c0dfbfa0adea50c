"""From evidence to the pieces that are junk.

A line falls when the chance that it is junk, all its evidence taken together, is sure enough
for its length and for the kind of input (see `standard`). Where only a piece of a line is
junk, the piece falls alone. A line that nothing but its surroundings speak against stays.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qualityfilter.context import hold_prose, settle
from qualityfilter.data import LINE_LABELS, Evidence
from qualityfilter.lines.tokens import FloatArray
from qualityfilter.rules.repeats import key, repeats
from qualityfilter.rules.sections import sections
from qualityfilter.segments import Layout
from qualityfilter.standard import TAGGED, Standard, page_likeness
from qualityfilter.weigh import MODEL, Piece, either, strongest, weigh


@dataclass(frozen=True, slots=True)
class Bar:
    """What decisions follow from, apart from the text.

    Attributes:
        model: name of the line model.
        threshold: see `standard.Standard`.
        scores: of rules and repeats; see `training.precision`.
        tagged: whether the texts are pages whose tags have been asked: of lists and tables, and
            of what stands where, they know more than lines can tell.
    """

    model: str
    threshold: float
    scores: Mapping[str, float]
    tagged: bool = False


_SOME_PROSE = 80
"""Characters of a line that shows that a page's tags have found some of its article."""


def decide(
    layout: Layout, title: str, rows: FloatArray, evidence: Sequence[Evidence], bar: Bar
) -> list[Piece]:
    """Give the pieces of a text that are junk, disjoint and in order.

    Args:
        layout: of the text.
        title: the document's title, empty where it is not known.
        rows: each content's probabilities, `(contents, labels)`, from the line model.
        evidence: what rules found.
        bar: what a piece is measured by.
    """
    rest = _without(layout, evidence, bar.threshold)
    found = [
        *evidence,
        *repeats(rest, layout.ranges, title, bar.scores),
        *sections(rest, layout.ranges, bar.scores),
    ]
    judged = weigh(layout, rows, found, bar.model)
    if bar.tagged:
        standard = Standard(bar.threshold, page=1.0, most=TAGGED)
        settled = hold_prose(layout, judged, standard, _SOME_PROSE)
    else:
        standard = Standard(bar.threshold, page_likeness(rows))
        settled = settle(layout, judged, standard)
    whole = [piece for piece in settled.values() if standard.falls(piece)]
    inner = _inner(whole, found, bar.threshold)
    return sorted(whole + inner, key=lambda piece: piece.start)


def _without(layout: Layout, evidence: Iterable[Evidence], threshold: float) -> list[str]:
    """Give the contents without the pieces that evidence alone cuts out of them."""
    rest, ranges = list(layout.contents), layout.ranges
    for each in sorted(evidence, key=lambda one: -one.start):
        number = bisect_right(ranges, (each.start, sys.maxsize)) - 1
        start, end = ranges[number]
        if each.score >= threshold and (each.start, each.end) != (start, end):
            text = rest[number]
            rest[number] = text[: each.start - start] + text[each.end - start :]
    return rest


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
    return Piece(piece.start, end, evidence[0].label, either(0.0, evidence), evidence)


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
