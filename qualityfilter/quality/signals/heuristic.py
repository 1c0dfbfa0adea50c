"""What a published heuristic is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from qualityfilter.core.data import Signal
from qualityfilter.quality.signals.view import View

Scope = Literal["any", "spaced", "english"]
"""For which languages a heuristic means something: all; those that put blanks between words;
English alone."""

UNSPACED = frozenset(("zh", "ja", "th", "lo", "km", "my", "bo", "dz"))
"""ISO 639-1 codes of languages that are written without blanks between words."""


@dataclass(frozen=True, slots=True)
class Heuristic:
    """One line or document heuristic, as published.

    Attributes:
        name: `<source>.<what it measures>`.
        variant: whose reading of it this is: `paper`, `code`, or the name of a library.
        meaning: what the number is, in one line.
        least: a text passes with this or more; None if there is no such bound.
        most: a text passes with this or less; None if there is no such bound.
        scope: for which languages it means something.
        measure: gives the number; it is only asked of texts that are not blank.
    """

    name: str
    variant: str
    meaning: str
    least: float | None
    most: float | None
    scope: Scope
    measure: Callable[[View], float]

    def applies(self, lang: str) -> bool:
        """Return whether it means something for a language, an ISO 639-1 code or `und`."""
        if self.scope == "english":
            return lang == "en"
        return self.scope == "any" or lang not in UNSPACED

    def signal(self, view: View) -> Signal:
        """Measure a text."""
        value = round(float(self.measure(view)), 6)
        low = self.least is None or value >= self.least
        high = self.most is None or value <= self.most
        return Signal(self.name, self.variant, value, self.least, self.most, low and high)


def at_most(
    name: str,
    most: float,
    meaning: str,
    measure: Callable[[View], float],
    scope: Scope = "any",
) -> Heuristic:
    """Make a heuristic with an upper bound, as read by the paper that its table is of."""
    return Heuristic(name, "paper", meaning, None, most, scope, measure)


def at_least(
    name: str,
    least: float,
    meaning: str,
    measure: Callable[[View], float],
    scope: Scope = "any",
) -> Heuristic:
    """Make a heuristic with a lower bound, as read by the paper that its table is of."""
    return Heuristic(name, "paper", meaning, least, None, scope, measure)
