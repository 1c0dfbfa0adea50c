"""Splice junk into clean text: what extractors leave in mid-article, made by the thousand."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from qualityfilter.sentences import sentence_ends

Lines = Sequence[tuple[str, int]]
"""Lines and the numbers of their labels."""


@dataclass(frozen=True, slots=True)
class Glued:
    """A paragraph with junk glued into it.

    Attributes:
        text: the whole.
        start: first character of the junk.
        end: one past its last.
    """

    text: str
    start: int
    end: int


def splice_lines(body: Lines, runs: Sequence[Lines], draw: random.Random) -> list[tuple[str, int]]:
    """Insert runs of junk lines between the lines of a clean text.

    Args:
        body: the text's own lines.
        runs: each a few junk lines that stood together somewhere.
        draw: decides where.
    """
    places = sorted(draw.randint(0, len(body)) for _ in runs)
    found: list[tuple[str, int]] = []
    position = 0
    for place, run in zip(places, runs, strict=True):
        found += [*body[position:place], *run]
        position = place
    return [*found, *body[position:]]


def splice_glued(paragraph: str, junk: str, draw: random.Random) -> Glued:
    """Glue junk into a paragraph at the end of one of its sentences, with or without a blank.

    Args:
        paragraph: one line of clean text.
        junk: one piece of junk, without outer blanks.
        draw: decides where and how.
    """
    ends = [len(paragraph[:end].rstrip()) for end in sentence_ends(paragraph)]
    at = draw.choice(ends)
    before = paragraph[:at] + draw.choice(("", " "))
    after = paragraph[at:].lstrip()
    text = f"{before}{junk}{' ' if after else ''}{after}"
    return Glued(text, len(before), len(before) + len(junk))
