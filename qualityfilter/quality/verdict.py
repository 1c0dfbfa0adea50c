"""Accept, review or reject, with reasons in fixed words and the numbers behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from qualityfilter.config import Limits
from qualityfilter.data import Decision, Reason, Scores, Span, Verdict

REASONS: Mapping[str, tuple[Decision, str]] = MappingProxyType(
    {
        "empty": ("reject", "nothing is left after cleaning"),
        "promotion": ("reject", "most of the input was promotion"),
        "hypothetical": ("review", "the text says itself that what it tells is hypothetical"),
        "short": ("review", "few words are left"),
        "boilerplate": ("review", "most of the input was cut"),
        "hedged": ("review", "much of the text is not stated as fact"),
        "repetition": ("review", "much of the input repeats itself"),
        "quality": ("review", "the quality score is low"),
    }
)
"""Each reason's code, the decision it leads to, and what it means."""

_SEVERITY: tuple[Decision, ...] = ("accept", "review", "reject")


def judge(scores: Scores, spans: Sequence[Span], limits: Limits) -> Verdict:
    """Judge a document by its scores.

    Args:
        scores: of the document.
        spans: everything found in it.
        limits: where the verdict changes.
    """
    reasons = tuple(_reasons(scores, spans, limits))
    decisions = [REASONS[reason.code][0] for reason in reasons]
    return Verdict(max(decisions, key=_SEVERITY.index, default="accept"), reasons)


def _reasons(scores: Scores, spans: Sequence[Span], limits: Limits) -> Iterator[Reason]:
    if not scores.words:
        yield Reason("empty", 0, 1)
        return
    if scores.promotion > limits.max_promotion:
        yield Reason("promotion", scores.promotion, limits.max_promotion)
    if own := _own_word(spans):
        yield Reason("hypothetical", own, 1)
    if scores.words < limits.min_words:
        yield Reason("short", scores.words, limits.min_words)
    if scores.boilerplate > limits.max_boilerplate:
        yield Reason("boilerplate", scores.boilerplate, limits.max_boilerplate)
    if scores.hedged > limits.max_hedged:
        yield Reason("hedged", scores.hedged, limits.max_hedged)
    if scores.repetition > limits.max_repetition:
        yield Reason("repetition", scores.repetition, limits.max_repetition)
    if scores.quality < limits.min_quality:
        yield Reason("quality", scores.quality, limits.min_quality)


def _own_word(spans: Sequence[Span]) -> int:
    """Count the sentences that call what the text tells hypothetical, imagined or a scenario."""
    return sum(
        any(each.source.startswith(OWN_WORD) for each in span.evidence)
        for span in spans
        if span.label == "hypothetical"
    )


OWN_WORD = "cue:hypothetical.own-word"
"""Starts the sources of the cues by which a text says that what it tells did not happen."""
