"""The reasons of a verdict, in fixed words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from qualityfilter.core.data import Decision

DUPLICATE = "duplicate"
"""The one reason that lies not in a document alone."""

REASONS: Mapping[str, tuple[Decision, str]] = MappingProxyType(
    {
        "empty": ("reject", "nothing is left after cleaning"),
        "consent": ("reject", "a cookie or consent notice stands in place of an article"),
        "paywall": ("reject", "a paywall stands in place of an article"),
        "error_page": ("reject", "an error message stands in place of an article"),
        "javascript": ("reject", "a notice on scripts or the browser stands in place of one"),
        "promotion": ("reject", "most of the input was promotion"),
        "spam": ("reject", "the text is spam, of the kind that is named"),
        "damaged": ("reject", "many words are garbled, wrongly encoded or glued together"),
        "language": ("reject", "it is in none of the languages asked for"),
        "links": ("review", "a list of headlines or links, with hardly a sentence"),
        "machine_made": ("review", "the text says itself that a language model wrote it"),
        "hypothetical": ("review", "the text says itself that what it tells is hypothetical"),
        "short": ("review", "few words are left"),
        "removed": ("review", "most of the input was cut"),
        DUPLICATE: ("review", "it repeats an earlier record of the run, which is named"),
        "hedged": ("review", "much of the text is not stated as fact"),
        "repetition": ("review", "much of the input repeats itself"),
        "quality": ("review", "the quality score is low"),
    }
)
"""Each reason's code, the decision it leads to unless the settings say otherwise, and what it
means. A published heuristic that the settings name is a reason under its own name."""

SEVERITY: tuple[Decision, ...] = ("accept", "review", "reject")
"""The decisions, the gravest last."""
