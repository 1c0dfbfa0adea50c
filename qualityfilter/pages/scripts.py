"""What a page's scripts hold as data: JSON, read without running anything."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

Table = dict[str, Any]

LONGEST_BODY = 1_000_000
"""So many characters of an article's body are read; no article is longer."""


def parsed(script: str) -> Any:
    """What a script of JSON holds; None where it is none."""
    try:
        return json.loads(script, parse_int=str)  # a million digits are no number
    except (ValueError, RecursionError):
        return None


def tables(
    data: Any,
    most: int,
    parts: Callable[[Table], Iterable[Any]],
    wanted: Callable[[Table], bool] = bool,
) -> Iterator[Table]:
    """The tables of JSON, those in lists among them, and those in what `parts` gives of each.

    Args:
        data: the JSON.
        most: so many values are looked at.
        parts: gives the values of a table that are looked at too.
        wanted: whether a table is given, and those right inside of it.
    """
    waiting = [(data, False)]
    for _ in range(most):
        if not waiting:
            return
        value, within = waiting.pop()
        if isinstance(value, list):
            waiting += [(each, within) for each in value]
        elif isinstance(value, dict):
            own = wanted(value)
            waiting += [(each, own) for each in parts(value)]
            if own or within:
                yield value
