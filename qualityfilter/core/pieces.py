"""Cut a text at the edges of its spans, to show it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualityfilter.core.data import Span

Piece = tuple[str, list[int]]
"""A piece of a text, and the numbers of the spans that it lies in."""


def tile(text: str, spans: Sequence[Span]) -> list[Piece]:
    """Cut a text into pieces that lie in a span wholly or not at all.

    Args:
        text: the text, or its beginning.
        spans: sorted by start; they may overlap, and end beyond it.

    Returns:
        The pieces in order; joined, they are the text. Time grows with the text and the spans,
        and with how many spans lie over one another.
    """
    inner = (edge for each in spans for edge in (each.start, each.end) if 0 < edge < len(text))
    edges = sorted({0, len(text), *inner})
    pieces, open_, waiting = list[Piece](), list[int](), 0
    for start, end in pairwise(edges):
        open_ = [number for number in open_ if spans[number].end > start]
        while waiting < len(spans) and spans[waiting].start <= start:
            if spans[waiting].end > start:
                open_.append(waiting)
            waiting += 1
        pieces.append((text[start:end], open_))
    return pieces
