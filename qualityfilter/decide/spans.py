"""From decided pieces and hedges to the spans of a result."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import attrgetter

from qualityfilter.core.config import Settings
from qualityfilter.core.data import Evidence, Span, moved
from qualityfilter.decide.combine import Piece, strongest
from qualityfilter.decide.margins import Range, widen
from qualityfilter.hedging.detect import Hedge
from qualityfilter.text.segments import SegmentedText

_NAMED = 5
"""Of what is kept in a piece, so many are named as reasons: more would say no more."""


def line_spans(
    pieces: Iterable[Piece], settings: Settings, kept: Sequence[Evidence] = ()
) -> list[Span]:
    """Return the spans of pieces by the actions of their labels.

    Args:
        pieces: disjoint and in order.
        settings: what is done with each label.
        kept: what is never cut, sorted and disjoint.
    """
    spans = (
        Span(piece.start, piece.end, piece.label, piece.score, action, piece.evidence)
        for piece in pieces
        if (action := settings.actions[piece.label]) != "keep"
    )
    return [_spared(span, kept) for span in spans]


def _spared(span: Span, kept: Sequence[Evidence]) -> Span:
    """Return a span as one that is marked, where it would cut something that is kept."""
    if span.action != "cut" or not kept:
        return span
    first = bisect_right(kept, span.start, key=attrgetter("end"))
    stop = bisect_left(kept, span.end, key=attrgetter("start"))
    if first >= stop:
        return span
    why = [
        replace(each, start=max(each.start, span.start), end=min(each.end, span.end))
        for each in kept[first : min(stop, first + _NAMED)]
    ]
    return replace(span, action="mark", evidence=strongest([*why, *span.evidence]))


def hedge_spans(
    spans: Sequence[Span],
    hedges: Iterable[Hedge],
    settings: Settings,
    kept: Sequence[Evidence] = (),
) -> list[Span]:
    """Add the spans of hedges, which lie in what stays, to those of lines.

    Where two hedges of one sentence are both cut, the first has the sentence.

    Args:
        spans: of lines.
        hedges: sorted by start.
        settings: what is done with each label.
        kept: as for `line_spans`.
    """
    found: list[Span] = []
    for hedge in hedges:
        action = settings.actions[hedge.label]
        taken = found and found[-1].action == "cut" and hedge.start < found[-1].end
        if action == "keep" or taken:
            continue
        score = round(hedge.score, 6)
        span = Span(
            hedge.start, hedge.end, hedge.label, score, action, hedge.evidence, hedge.quoted
        )
        span = _spared(span, kept)
        if span.action == "cut":
            found = [each for each in found if each.end <= hedge.start]
        found.append(span)
    return sorted((*spans, *found), key=lambda each: (each.start, each.end))


def with_margins(layout: SegmentedText, spans: Sequence[Span]) -> list[Span]:
    """Let cuts take the line breaks and blanks that would be left hanging without them."""
    cuts = [number for number, span in enumerate(spans) if span.action == "cut"]
    wider = widen(layout.text, layout.folded, [(spans[at].start, spans[at].end) for at in cuts])
    found = list(spans)
    for number, (start, end) in zip(cuts, wider, strict=True):
        found[number] = moved(spans[number], start, end)
    return found


def cut_ranges(spans: Iterable[Span]) -> list[Range]:
    """Return the ranges that spans cut."""
    return [(span.start, span.end) for span in spans if span.action == "cut"]


def kept_ranges(ranges: Iterable[Range], cut_out: Iterable[Range]) -> list[Range]:
    """Return what is left of some ranges; both these and what is cut are sorted and disjoint."""
    found: list[Range] = []
    cuts = iter(cut_out)
    cut = next(cuts, None)
    for start, end in ranges:
        at = start
        while cut is not None and cut[0] < end:
            if cut[0] > at:
                found.append((at, cut[0]))
            at = max(at, cut[1])
            if cut[1] > end:
                break
            cut = next(cuts, None)
        if at < end:
            found.append((at, end))
    return found
