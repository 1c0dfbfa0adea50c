"""Numbers about cleaned documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from qualityfilter.core.data import HEDGE_LABELS, Kind, Scores, Span
from qualityfilter.quality.language import UNDETERMINED
from qualityfilter.quality.measures import CUTS, SHARES, SIGNS, measure
from qualityfilter.quality.model import QualityModel
from qualityfilter.quality.spam import spam
from qualityfilter.quality.vocabulary import unknown
from qualityfilter.text.kept import KeptText
from qualityfilter.text.prose import count_words
from qualityfilter.text.tokens import DoubleArray, Tokens

PROMOTION = ("social", "subscription", "advertising")
"""Labels of what wants the reader to do or buy something."""

GRADED = ("en", UNDETERMINED)
"""Languages that quality is given for: nobody has graded texts in others."""

_SHOWN = ("boilerplate", "promotion", "hedged", *HEDGE_LABELS)
_BLANKS = " \n\r\t\xa0"


@dataclass(frozen=True, slots=True, eq=False)
class Cleaned:
    """A document as it was cleaned.

    Attributes:
        text: the cleaned text.
        spans: everything found in the input.
        remains: what of the input stays.
        title: the document's, folded; empty where none is known.
        language: an ISO 639-1 code or `und`.
    """

    text: str
    spans: Sequence[Span]
    remains: KeptText
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class Rating:
    """What is said of one document.

    Attributes:
        scores: numbers about it.
        kinds: what it may be, likeliest first; empty where quality is not given.
        spam: the kind of spam that it is likeliest to be; empty where spam is not given.
        measures: what quality is made of, by the names of `measures.SIGNS`, if wanted.
    """

    scores: Scores
    kinds: tuple[Kind, ...]
    spam: str = ""
    measures: Mapping[str, float] = field(default_factory=dict)


def rate(
    model: QualityModel, tokens: Tokens, documents: Sequence[Cleaned], *, trace: bool
) -> list[Rating]:
    """Rate some documents.

    Args:
        model: the quality model.
        tokens: of all contents of the documents' layouts, one after the other.
        documents: the documents.
        trace: whether to keep what quality is made of.
    """
    if not documents:
        return []
    words = [count_words(each.text) for each in documents]
    shares = [_shares(each, count) for each, count in zip(documents, words, strict=True)]
    remains, titles = [each.remains for each in documents], [each.title for each in documents]
    found = measure(tokens, remains, titles, unknown(model.vocabulary, tokens))
    known = {name: np.array([row[name] for row in shares]) for name in SHARES}
    values = found.values | known
    rows = model.rows(values)
    quality, kinds = model.quality(rows), model.chances_of_kinds(rows)
    ratings = []
    for at, document in enumerate(documents):
        graded = bool(words[at]) and document.language in GRADED
        advert = spam(document.text, document.language)
        scores = Scores(
            quality=round(float(quality[at]), 6) if graded else None if words[at] else 0.0,
            words=words[at],
            damage=_plain(found.damage[at]),
            completeness=_plain(found.completeness[at]) if words[at] else 0.0,
            repetition=shares[at]["cut_duplicate"],
            spam=advert.score if advert else None,
            **{name: shares[at][name] for name in _SHOWN},
        )
        named = _kinds(model.kinds, kinds[at]) if graded else ()
        kept = {name: _plain(values[name][at]) for name in SIGNS} if trace else {}
        ratings.append(Rating(scores, named, advert.kind if advert else "", kept))
    return ratings


def _plain(value: Any) -> float:
    return round(float(value), 6)


def _kinds(names: Sequence[str], chances: DoubleArray) -> tuple[Kind, ...]:
    ordered = sorted(zip(names, chances.tolist(), strict=True), key=lambda pair: -pair[1])
    return tuple(Kind(name, round(chance, 6)) for name, chance in ordered)


def _shares(document: Cleaned, words: int) -> dict[str, float]:
    """Return what follows from the spans, each 0 to 1."""
    original = document.remains.layout.text
    visible = max(_visible(original), 1)
    cuts = [span for span in document.spans if span.action == "cut"]
    sizes: dict[str, int] = {}
    for span in cuts:
        size = _visible(original[span.start : span.end])
        sizes[span.label] = sizes.get(span.label, 0) + size
    shares = {
        "boilerplate": sum(sizes.values()) / visible,
        "promotion": sum(sizes.get(label, 0) for label in PROMOTION) / visible,
        **{f"cut_{label}": sizes.get(label, 0) / visible for label in CUTS},
        **_hedged(original, document.spans, words),
    }
    return {name: round(min(value, 1.0), 6) for name, value in shares.items()}


def _visible(text: str) -> int:
    return len(text) - sum(map(text.count, _BLANKS))


def _hedged(original: str, spans: Iterable[Span], words: int) -> dict[str, float]:
    """Return the share of words in sentences marked with each hedge label, and with any."""
    sentences: dict[str, dict[tuple[int, int], int]] = {label: {} for label in HEDGE_LABELS}
    for span in spans:
        if span.label in sentences and span.action == "mark":
            size = count_words(original[span.start : span.end])
            sentences[span.label][span.start, span.end] = size
    every = {bounds: size for found in sentences.values() for bounds, size in found.items()}
    total = max(words, 1)
    shares = {label: sum(found.values()) / total for label, found in sentences.items()}
    return {"hedged": sum(every.values()) / total, **shares}
