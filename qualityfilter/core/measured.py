"""Numbers that were measured on data and lie beside the tables they belong to."""

from __future__ import annotations

import functools
import json
from importlib.resources import files


@functools.cache
def measured(room: str, name: str) -> dict[str, float]:
    """Read the numbers that `lab.scores` wrote, once.

    Args:
        room: the package's room, such as `rules`.
        name: of the file in it.
    """
    text = files("qualityfilter").joinpath(room).joinpath(name).read_text(encoding="utf-8")
    found: dict[str, float] = json.loads(text)
    return found
