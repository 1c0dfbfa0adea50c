"""The page's colours: the palette of Okabe and Ito, which colour-blind readers can tell apart.

Masataka Okabe and Kei Ito, "Color Universal Design" (2008),
https://jfly.uni-koeln.de/color/. Its black is left to text, its yellow is too pale for lines on
white. Labels that are akin share a colour: a label's name always stands beside it.
"""

from __future__ import annotations

from collections.abc import Mapping

PALETTE: Mapping[str, str] = {
    "orange": "#E69F00",
    "sky": "#56B4E9",
    "green": "#009E73",
    "blue": "#0072B2",
    "vermillion": "#D55E00",
    "purple": "#CC79A7",
    "grey": "#8A8A8A",
}
"""Colours by name; grey is no colour of the palette, and stands for its black."""

LABELS: Mapping[str, str] = {
    "body": "grey",
    "headline": "green",
    "metadata": "sky",
    "caption": "sky",
    "about": "sky",
    "social": "vermillion",
    "subscription": "vermillion",
    "advertising": "vermillion",
    "related": "purple",
    "navigation": "blue",
    "comments": "blue",
    "legal": "blue",
    "artifact": "grey",
    "duplicate": "grey",
    "speculative": "orange",
    "unattributed": "orange",
    "hypothetical": "orange",
}
"""The colour of each label. Hedges differ by their lines: solid, dashed, dotted."""

VERDICTS: Mapping[str, str] = {"accept": "green", "review": "orange", "reject": "vermillion"}
