"""The heuristics of FineWeb.

Penedo et al. 2024, "The FineWeb Datasets", section 3.5 and appendix E,
https://arxiv.org/abs/2406.17557; code in `fineweb_quality_filter.py` of datatrove.

The paper drops texts with 0.1 or more of their characters in repeated lines, the code those
with more than 0.01; the paper's is offered. The code also drops texts with more than 0.3 line
breaks for each word, of which the paper says nothing.
"""

from __future__ import annotations

from qualityfilter.quality.signals.heuristic import at_least, at_most
from qualityfilter.quality.signals.view import View, repeated

_ENDS = (".", "'", '"', "!", "?")
_SHORT = 30


def _ended(view: View) -> float:
    return sum(line.endswith(_ENDS) for line in view.lines) / len(view.lines)


def _short(view: View) -> float:
    return sum(len(line) <= _SHORT for line in view.lines) / len(view.lines)


def _repeated(view: View) -> float:
    return repeated(view.lines)[1] / len(view.text.replace("\n", ""))


HEURISTICS = (
    at_least("fineweb.ended_lines", 0.12, "share of lines that end with a mark", _ended, "spaced"),
    at_most("fineweb.short_lines", 0.67, "share of lines of at most 30 characters", _short),
    at_most("fineweb.repeated_characters", 0.1, "share of characters in repeated lines", _repeated),
)
"""The paper's three."""
