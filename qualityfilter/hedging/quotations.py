"""Say whether something stands inside quotation marks."""

from __future__ import annotations

import functools
from typing import Any

from qualityfilter.hedging.matching import Ranges, outside
from qualityfilter.patterns import compile_pattern, searchable


def quoted(text: str, ranges: Ranges) -> bool:
    """Say whether all of some ranges stand inside quotation marks.

    Args:
        text: a folded paragraph.
        ranges: of it.
    """
    if '"' not in text and "'" not in text:
        return False
    data = searchable(text)
    for mark in _quotation_marks():
        ranges = outside(ranges, [match.span() for match in mark.finditer(data)])
    return not ranges


@functools.cache
def _quotation_marks() -> tuple[Any, Any]:
    """Double quotes, open to the end where none closes; single ones where both edges show.

    Two patterns, for in one an open single quote would be searched for anew at each double.
    """
    double = r'"[^"]*(?:"|$)'
    single = r"(?:^|[ (\[-])'[\p{L}\p{N}].*?[\p{L}\p{N}.,!?]'(?:$|[^\p{L}\p{N}])"
    return compile_pattern(f"(?s){double}"), compile_pattern(f"(?s){single}")
