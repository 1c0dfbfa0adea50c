"""Let cuts take the line breaks and blanks that would be left hanging without them.

A whole line goes with its line break. Where empty lines stand on both sides of a run of cut
lines, those after it go too; at the text's end, those before it. A piece cut out of a line
takes the blanks of one side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_BREAK = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")

Range = tuple[int, int]


def widen(text: str, folded: str, ranges: Sequence[Range]) -> list[Range]:
    """Widen ranges that are to be cut.

    Args:
        text: the text.
        folded: the same, folded: what is blank there may go.
        ranges: sorted, disjoint, without outer blanks.

    Returns:
        As many ranges, sorted and disjoint; each holds the one that it was made from and
        otherwise blanks.
    """
    if not ranges:
        return []
    runs = list(_runs(folded, ranges))
    outer = [(ranges[run[0]][0], ranges[run[-1]][1]) for run in runs]
    stops = [start for start, _ in outer[1:]] + [len(text)]
    found: list[Range] = []
    previous = 0
    for run, (start, end), stop in zip(runs, outer, stops, strict=True):
        first, last = _around(text, folded, (previous, start), (end, stop))
        first, last = _without_marks(text, folded, (previous, first), (last, stop))
        edges = [first, *(ranges[number][0] for number in run[1:]), last]
        found += pairwise(edges)
        previous = end
    return found


def _without_marks(text: str, folded: str, before: Range, after: Range) -> Range:
    """Let a cut take the marks of Markdown beside it, which are blanks in the folded text."""
    start, end = before[1], after[0]
    low = before[0] + len(folded[before[0] : start].rstrip())
    marks = _BREAK.split(text[low:start])[-1]
    if marks.strip():
        start -= len(marks.lstrip())
    high = after[1] - len(folded[end : after[1]].lstrip())
    return start, end + len(_BREAK.split(text[end:high])[0].rstrip())


def _runs(folded: str, ranges: Sequence[Range]) -> Iterator[list[int]]:
    """Group ranges that have nothing but blanks between them."""
    run: list[int] = []
    for number, (start, _) in enumerate(ranges):
        if run and folded[ranges[number - 1][1] : start].strip():
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _around(text: str, folded: str, before: Range, after: Range) -> Range:
    """Return where a run's cut starts and ends.

    Args:
        text: the text.
        folded: the same, folded.
        before: from the end of the run before to the start of this one.
        after: from the end of this run to the start of the next.
    """
    start, end = before[1], after[0]
    low = before[0] + len(folded[before[0] : start].rstrip())
    high = after[1] - len(folded[end : after[1]].lstrip())
    left = [low + match.end() for match in _BREAK.finditer(text[low:start])]
    right = [end + match.end() for match in _BREAK.finditer(text[end:high])]
    at_start, at_end = low == 0, high == len(text)
    if at_end:
        return _last(text, low, left, right)
    if at_start:
        return 0, right[-1] if right else high
    if left and right:
        both = len(left) > 1 and len(right) > 1
        return left[-1], right[-1] if both else right[0]
    if right:
        return low, end
    return start, high if left or low < start else end


def _last(text: str, low: int, left: list[int], right: list[int]) -> Range:
    """Return the cut of a run after which nothing stands: the text ends as it ended before."""
    if low == 0:
        return 0, len(text)
    if left:
        return (left[0] if right else low), len(text)
    return low, (_start_of_break(text, right[0]) if right else len(text))


def _start_of_break(text: str, end: int) -> int:
    """Return where the line break that ends at `end` starts."""
    return end - 2 if text[end - 2 : end] == "\r\n" else end - 1
