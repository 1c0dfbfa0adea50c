"""Numbers about a cleaned document.

`quality` is a logistic regression with signs fixed beforehand (more junk never makes a text
better) on a handful of measures, fitted to readers' grades; see `training.quality`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from qualityfilter.data import HEDGE_LABELS, Scores, Span
from qualityfilter.measured import measured

PROMOTION = ("social", "subscription", "advertising")
"""Labels of what wants the reader to do or buy something."""

_SENTENCE_END = (".", "!", "?", "…")
_CLOSERS = "'\"”’»)"
_QUOTES = '"“”„«»'
_BLANKS = " \n\r\t\xa0"
_DIGITS = "0123456789"
_ADDRESS = frozenset(["you", "your", "we", "our", "i", "my"])


def measure(original: str, text: str, spans: Sequence[Span]) -> Scores:
    """Score a cleaned document.

    Args:
        original: the input.
        text: the cleaned text.
        spans: everything found in the input.
    """
    visible = max(_visible(original), 1)
    cuts = [
        (span, _visible(original[span.start : span.end])) for span in spans if span.action == "cut"
    ]
    removed = sum(size for _, size in cuts)
    promotion = sum(size for span, size in cuts if span.label in PROMOTION)
    repeated = sum(size for span, size in cuts if span.label == "duplicate")
    words = text.lower().split()
    hedged = _hedged(original, spans, len(words))
    shares = {
        "boilerplate": removed / visible,
        "promotion": promotion / visible,
        "repetition": repeated / visible,
        **hedged,
    }
    return Scores(
        quality=round(_quality(measures(text, words) | shares), 6),
        words=len(words),
        **{name: round(min(value, 1.0), 6) for name, value in shares.items()},
    )


def _visible(text: str) -> int:
    return len(text) - _count(text, _BLANKS)


def _hedged(original: str, spans: Iterable[Span], words: int) -> dict[str, float]:
    """Give the share of words in sentences marked with each hedge label, and with any."""
    sentences: dict[str, dict[tuple[int, int], int]] = {label: {} for label in HEDGE_LABELS}
    for span in spans:
        if span.label in sentences and span.action == "mark":
            size = len(original[span.start : span.end].split())
            sentences[span.label][span.start, span.end] = size
    every = {bounds: size for found in sentences.values() for bounds, size in found.items()}
    total = max(words, 1)
    shares = {label: sum(found.values()) / total for label, found in sentences.items()}
    return {"hedged": sum(every.values()) / total, **shares}


def measures(text: str, words: Sequence[str]) -> dict[str, float]:
    """Give what the quality score looks at in the cleaned text; each about 0 to 1.

    Args:
        text: the cleaned text.
        words: its words, lower-cased.

    Returns:
        `length`: words, in logarithms, 1 at 1,000; `ended`: share of lines that end a
        sentence; `quotes`: quotation marks, 1 at one in 25 words; `figures`: digits, 1 at
        one in 10 words; `address`: words that address the reader or tell of oneself, 1 at
        one in 20 words.
    """
    total = max(len(words), 1)
    lines = [line.rstrip() for line in text.splitlines() if not line.isspace()]
    ended = sum(line.rstrip(_CLOSERS).endswith(_SENTENCE_END) for line in lines if line)
    address = sum(map(_ADDRESS.__contains__, words))
    return {
        "length": min(math.log1p(len(words)) / math.log(1000), 1.2),
        "ended": ended / max(sum(map(bool, lines)), 1),
        "quotes": min(_count(text, _QUOTES) / total * 25, 1.0),
        "figures": min(_count(text, _DIGITS) / total * 10, 1.0),
        "address": min(address / total * 20, 1.0),
    }


def _count(text: str, characters: str) -> int:
    return sum(map(text.count, characters))


def _quality(values: Mapping[str, float]) -> float:
    weights = measured("quality", "weights.json")
    total = weights["bias"]
    total += sum(weight * values[name] for name, weight in weights.items() if name != "bias")
    return 1.0 / (1.0 + math.exp(-total)) if values["length"] else 0.0
