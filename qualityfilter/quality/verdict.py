"""Accept, review or reject, with reasons in fixed words and the numbers behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qualityfilter.core.config import Settings
from qualityfilter.core.data import Decision, Reason, Scores, Signal, Span, Verdict
from qualityfilter.core.reasons import REASONS, SEVERITY
from qualityfilter.quality.language import UNDETERMINED
from qualityfilter.quality.notices import LIKENESS, notice
from qualityfilter.text.kept import KeptText
from qualityfilter.text.prose import words_and_ends

OWN_WORD = "cue:hypothetical.own-word"
"""Starts the sources of the cues by which a text says that what it tells did not happen."""

_PAGE = 0.5
"""More like a whole page than this, most of an input should be cut."""

_LIST = 6

CHATTER = "phrase:artifact.assistant"
"""Starts the sources of the rules for what language models say of themselves."""

GARBLED = "rule:artifact.mojibake"
"""The rule for lines that were decoded wrongly."""


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """What a verdict rests on.

    Attributes:
        scores: of the document.
        spans: everything found in it.
        remains: what of it stays.
        language: an ISO 639-1 code or `und`.
        page: 0 to 1, how far the input is a whole page; see `lines.zone.page_likeness`.
        signals: the published heuristics that were computed on the cleaned text.
        spam: the kind of spam that it is likeliest to be.
    """

    scores: Scores
    spans: Sequence[Span]
    remains: KeptText
    language: str
    page: float = 0.0
    signals: Sequence[Signal] = ()
    spam: str = ""


def judge(case: Case, settings: Settings) -> Verdict:
    """Judge a document.

    Args:
        case: the document.
        settings: where the verdict changes, and what each reason leads to.
    """
    found = ((reason, _decision(reason.code, settings)) for reason in _reasons(case, settings))
    grave = [(reason, decision) for reason, decision in found if decision != "accept"]
    decisions = [decision for _, decision in grave]
    worst: Decision = max(decisions, key=SEVERITY.index, default="accept")
    return Verdict(worst, tuple(reason for reason, _ in grave))


def with_reason(verdict: Verdict, reason: Reason, settings: Settings) -> Verdict:
    """A verdict with one reason more, if the settings do not say that it leads to `accept`."""
    decision = _decision(reason.code, settings)
    if decision == "accept":
        return verdict
    worst: Decision = max(verdict.decision, decision, key=SEVERITY.index)
    return Verdict(worst, (*verdict.reasons, reason))


def _decision(code: str, settings: Settings) -> Decision:
    usual = REASONS[code][0] if code in REASONS else "accept"
    return settings.decisions.get(code, usual)


def _reasons(case: Case, settings: Settings) -> Iterator[Reason]:
    scores, limits = case.scores, settings.limits
    if scores.spam is not None and scores.spam > limits.max_spam:
        yield Reason("spam", scores.spam, limits.max_spam, case.spam or None)
    if found := notice(case.remains.layout, case.spans, scores.words):
        yield Reason(found[0], found[1], LIKENESS)
        return
    if not scores.words:
        garbled = any(_is_from(GARBLED, span) for span in case.spans)
        yield Reason("damaged", 1, limits.max_damage) if garbled else Reason("empty", 0, 1)
        return
    if scores.promotion > limits.max_promotion:
        yield Reason("promotion", scores.promotion, limits.max_promotion)
    if scores.damage > limits.max_damage:
        yield Reason("damaged", scores.damage, limits.max_damage)
    wanted = settings.languages
    if wanted is not None and case.language not in (*wanted, UNDETERMINED):
        yield Reason("language", 0, 1)
    yield from _own_words(case.spans)
    yield from _shape(case, settings)
    for signal in case.signals:
        if not signal.passed and signal.name in settings.decisions:
            bound = signal.least if signal.below else signal.most
            yield Reason(signal.name, signal.value, bound or 0.0)


def _own_words(spans: Sequence[Span]) -> Iterator[Reason]:
    """Return the reasons that lie in what a text says of itself."""
    if made := sum(_is_from(CHATTER, span) for span in spans):
        yield Reason("machine_made", made, 1)
    told = (span for span in spans if span.label == "hypothetical")
    if imagined := sum(_is_from(OWN_WORD, span) for span in told):
        yield Reason("hypothetical", imagined, 1)


def _is_from(source: str, span: Span) -> bool:
    return any(each.source.startswith(source) for each in span.evidence)


def _shape(case: Case, settings: Settings) -> Iterator[Reason]:
    """Return the reasons that lie in how much is left, and of what form."""
    scores, limits = case.scores, settings.limits
    if (loose := _loose(case.remains)) > limits.max_links:
        yield Reason("links", loose, limits.max_links)
    if scores.words < limits.min_words:
        yield Reason("short", scores.words, limits.min_words)
    if scores.boilerplate > limits.max_removed and case.page < _PAGE:
        yield Reason("removed", scores.boilerplate, limits.max_removed)
    if scores.hedged > limits.max_hedged:
        yield Reason("hedged", scores.hedged, limits.max_hedged)
    if scores.repetition > limits.max_repetition:
        yield Reason("repetition", scores.repetition, limits.max_repetition)
    if scores.quality is not None and scores.quality < limits.min_quality:
        yield Reason("quality", scores.quality, limits.min_quality)


def _loose(remains: KeptText) -> float:
    """The share of the words left in lines that end no sentence; 0 if there are few lines."""
    if len(remains.ranges) < _LIST:
        return 0.0
    lines = [remains.layout.folded[start:end] for start, end in remains.ranges]
    sizes, ends = words_and_ends(lines)
    loose = [size for size, ended in zip(sizes, ends, strict=True) if not ended]
    return round(sum(loose) / max(sum(sizes), 1), 6)
