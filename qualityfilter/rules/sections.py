"""What a firm, a journal or an institute says of itself below a report, under a heading.

"About" and a name make a heading of an article too, so it counts only where the paragraph below
tells who that is: where that begins with the name, or spells it out. "About the data" is the
report's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qualityfilter.core.data import Evidence
from qualityfilter.rules.repeats import key

ABOUT = "about.section"
"""The kind of finding."""

_HEADING = re.compile(r"(?:[-*•#]+ ?)?About (?:the (?=\S+ \S))?([A-Z0-9][^.!?;]{0,70}?):?")
_EARLY = 60
"""The name stands in so many characters at the paragraph's start."""

_SHORTEST = 60
"""A paragraph that tells who somebody is has at least so many characters."""

_ACRONYM = re.compile(r"[A-Z]{2,7}")
_INITIALS = re.compile(r"(?<![A-Za-z])[A-Z](?=[a-z])")


def sections(lines: Sequence[str], ranges: Sequence[tuple[int, int]]) -> list[Evidence]:
    """Find the headings "About ..." and the paragraphs that tell who that is.

    Args:
        lines: the folded contents of a text's lines.
        ranges: where each stands in the text.
    """
    return [
        Evidence(*ranges[at], "about", 1.0, f"rule:{ABOUT}", REASON)
        for at in dict.fromkeys(_found(lines))
    ]


REASON = "tells who somebody is, under a heading that says so"


def _found(lines: Sequence[str]) -> Iterator[int]:
    for at, line in enumerate(lines):
        if "About " in line[:12] and (heading := _HEADING.fullmatch(line)):
            name = heading[1]
            stop = at + 1
            while stop < len(lines) and _tells_of(lines[stop], name):
                stop += 1
            if stop > at + 1:
                yield from range(at, stop)


def _tells_of(line: str, name: str) -> bool:
    if len(line) < _SHORTEST:
        return False
    start = line[:_EARLY]
    if _ACRONYM.fullmatch(name) and "".join(_INITIALS.findall(start)).endswith(name):
        return True
    return f" {key(name)} " in f" {key(start)} "
