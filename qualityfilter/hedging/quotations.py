"""Whether something stands inside quotation marks."""

from __future__ import annotations

import functools
from typing import Any

from qualityfilter.hedging.matching import Ranges, outside
from qualityfilter.text.narrow import compile_narrow, narrow


def quoted(text: str, ranges: Ranges) -> bool:
    """Return whether all of some ranges stand inside quotation marks.

    Args:
        text: a folded paragraph.
        ranges: of it.
    """
    if '"' not in text and "'" not in text:
        return False
    for places in _quotations(text):
        ranges = outside(ranges, places)
    return not ranges


@functools.lru_cache(maxsize=1)
def _quotations(text: str) -> tuple[list[tuple[int, int]], ...]:
    """Where each kind of quotation stands; a paragraph is asked for by each of its hedges."""
    data = narrow(text)
    return tuple([match.span() for match in mark.finditer(data)] for mark in _quotation_marks())


@functools.cache
def _quotation_marks() -> tuple[Any, Any]:
    """Double quotes, open to the end where none closes; single ones where both edges show.

    Two patterns, for in one an open single quote would be searched for anew at each double.
    """
    double = r'"[^"]*(?:"|$)'
    single = r"(?:^|[ (\[-])'[\p{L}\p{N}].*?[\p{L}\p{N}.,!?]'(?:$|[^\p{L}\p{N}])"
    return compile_narrow(f"(?s){double}"), compile_narrow(f"(?s){single}")
