"""From decided pieces and hedges to the spans of a result."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qualityfilter.core.config import Settings
from qualityfilter.core.data import Span
from qualityfilter.decide.combine import Piece
from qualityfilter.decide.margins import Range, widen
from qualityfilter.hedging.detect import Hedge
from qualityfilter.text.segments import Layout


def line_spans(pieces: Iterable[Piece], settings: Settings) -> list[Span]:
    """Give the spans of pieces by the actions of their labels.

    Args:
        pieces: disjoint and in order.
        settings: what is done with each label.
    """
    return [
        Span(piece.start, piece.end, piece.label, piece.score, action, piece.evidence)
        for piece in pieces
        if (action := settings.actions[piece.label]) != "keep"
    ]


def hedge_spans(spans: Sequence[Span], hedges: Iterable[Hedge], settings: Settings) -> list[Span]:
    """Add the spans of hedges, which lie in what stays, to those of lines.

    Where two hedges of one sentence are both cut, the first has the sentence.
    """
    found: list[Span] = []
    for hedge in hedges:
        action = settings.actions[hedge.label]
        taken = found and found[-1].action == "cut" and hedge.start < found[-1].end
        if action == "keep" or taken:
            continue
        if action == "cut":
            found = [span for span in found if span.end <= hedge.start]
        score = round(hedge.score, 6)
        span = Span(
            hedge.start, hedge.end, hedge.label, score, action, hedge.evidence, hedge.quoted
        )
        found.append(span)
    return sorted((*spans, *found), key=lambda each: (each.start, each.end))


def with_margins(layout: Layout, spans: Sequence[Span]) -> list[Span]:
    """Let cuts take the line breaks and blanks that would be left hanging without them."""
    cuts = [number for number, span in enumerate(spans) if span.action == "cut"]
    wider = widen(layout.text, layout.folded, [(spans[at].start, spans[at].end) for at in cuts])
    found = list(spans)
    for number, (start, end) in zip(cuts, wider, strict=True):
        found[number] = replace(spans[number], start=start, end=end)
    return found


def cut_ranges(spans: Iterable[Span]) -> list[Range]:
    """Give the ranges that spans cut."""
    return [(span.start, span.end) for span in spans if span.action == "cut"]


def kept_ranges(ranges: Iterable[Range], cut_out: Iterable[Range]) -> list[Range]:
    """Give what is left of some ranges; both these and what is cut are sorted and disjoint."""
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
