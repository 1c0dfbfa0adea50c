"""Merge two readers' files of labels, and say how far they agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qualityfilter.apps.review.labels import ALLOWED, Aspect, Decision, Labels, Place, joined

NONE = "none"
"""What a sentence without hedges is called."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two readers agree on what both decided.

    Attributes:
        aspect: what was decided.
        both: places on which both did.
        kappa: Cohen's, -1 to 1: 1 where they always agree, 0 as often as by chance. None where
            it is not defined, because there is nothing or only one label.
        differing: what each said where they differ.
    """

    aspect: Aspect
    both: int
    kappa: float | None
    differing: tuple[tuple[Decision, Decision], ...]


def merge(one: Labels, other: Labels) -> Labels:
    """Join two files of labels; where both have a decision, the later one holds."""
    return joined((each.texts.values(), each.decisions.values()) for each in (one, other))


def agreements(one: Labels, other: Labels) -> Iterator[Agreement]:
    """Compare the decisions of two files that are on the same places."""
    mine, theirs = one.decisions, other.decisions
    for aspect in ALLOWED:
        pairs = [
            (decision, theirs[place])
            for place, decision in mine.items()
            if place in theirs and place.aspect == aspect
        ]
        differing = tuple(pair for pair in pairs if pair[0].labels != pair[1].labels)
        yield Agreement(aspect, len(pairs), _kappa(pairs), differing)


def _kappa(pairs: list[tuple[Decision, Decision]]) -> float | None:
    columns = [
        ["+".join(each.labels) or NONE for each in side] for side in zip(*pairs, strict=True)
    ]
    if len({each for column in columns for each in column}) < 2:
        return None
    from sklearn.metrics import cohen_kappa_score

    return float(cohen_kappa_score(*columns))


def told(agreement: Agreement, texts: Labels) -> Iterator[str]:
    """Write it in lines of text, each difference with the words that it is on."""
    kappa = "not defined" if agreement.kappa is None else f"{agreement.kappa:.3f}"
    what = {"label": "lines", "hedges": "sentences"}[agreement.aspect]
    count = len(agreement.differing)
    yield f"{what} that both decided: {agreement.both}; they differ on {count}, kappa {kappa}"
    for one, other in agreement.differing:
        said = " | ".join(f"{each.who}: {'+'.join(each.labels) or NONE}" for each in (one, other))
        yield f"  {_where(one.place, texts)} {said} | {_words(one.place, texts)}"


def _where(place: Place, labels: Labels) -> str:
    name = labels.texts[place.digest].id or place.digest[:12]
    return f"{name} {place.start}-{place.end}"


def _words(place: Place, labels: Labels) -> str:
    words = " ".join(labels.texts[place.digest].text[place.start : place.end].split())
    return words if len(words) <= 80 else f"{words[:79]}…"
