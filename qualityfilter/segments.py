"""Cut a text into the pieces that are decided one by one: its lines, or parts of long lines."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qualityfilter.breaks import load_breaks
from qualityfilter.characters import IntArray, fold
from qualityfilter.data import Segment
from qualityfilter.sentences import sentence_ends

LONG_LINE = 1500
"""A line of more characters than this is decided part by part.

Edited paragraphs hardly ever reach it; a text that lost its line breaks does at once.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Segments:
    """The segments of one text as arrays of equal length; iterating gives `Segment` values.

    Attributes:
        starts: first character of each.
        ends: one past the last, line break and trailing blanks included.
        lines: number of the line each lies in, from 0.
    """

    starts: IntArray
    ends: IntArray
    lines: IntArray

    def __len__(self) -> int:
        return len(self.starts)

    def __iter__(self) -> Iterator[Segment]:
        for start, end, line in zip(self.starts, self.ends, self.lines, strict=True):
            yield Segment(int(start), int(end), int(line))


def split(text: str) -> Segments:
    """Cut `text` into segments that tile it: joined, they are the text.

    Lines end where `str.splitlines` ends them. A line longer than `LONG_LINE` is cut where a
    sentence ends and where a line break was probably lost; each part knows its line.
    """
    ends: list[int] = []
    lines: list[int] = []
    position = 0
    for number, line in enumerate(text.splitlines(keepends=True)):
        if len(line) > LONG_LINE:
            pieces = sorted({*sentence_ends(line), *load_breaks().ends(line).tolist()})
            ends += [position + end for end in pieces]
            lines += [number] * len(pieces)
        else:
            ends.append(position + len(line))
            lines.append(number)
        position += len(line)
    stops = np.array(ends, dtype=np.int64)
    starts = np.concatenate(([0], stops[:-1])) if ends else stops
    return Segments(starts, stops, np.array(lines, dtype=np.int64))


@dataclass(frozen=True, eq=False)
class Layout:
    """One text laid out for judging: its segments, and the contents of those not blank.

    Attributes:
        text: the text.
        folded: the same, folded (see `fold`), of the same length.
        segments: tile the text.
        index: numbers of the segments that are not blank; the arrays below have an entry each.
        starts: first character of each content, outer blanks left out.
        ends: one past its last.
        contents: the folded contents.
        gaps: whether a blank line, or the text's start, stands before it.
    """

    text: str
    folded: str
    segments: Segments
    index: IntArray
    starts: IntArray
    ends: IntArray
    contents: tuple[str, ...]
    gaps: npt.NDArray[np.bool_]

    @functools.cached_property
    def ranges(self) -> tuple[tuple[int, int], ...]:
        """Where each content starts and ends."""
        return tuple(zip(self.starts.tolist(), self.ends.tolist(), strict=True))


def lay_out(text: str) -> Layout:
    """Split and fold a text."""
    folded, segments = fold(text), split(text)
    index, starts, contents, gaps = [], [], [], []
    start, gap = 0, True
    for number, end in enumerate(segments.ends.tolist()):
        rest = folded[start:end].lstrip()
        if rest:
            index.append(number)
            starts.append(end - len(rest))
            contents.append(rest.rstrip())
            gaps.append(gap)
        start, gap = end, not rest
    return Layout(
        text=text,
        folded=folded,
        segments=segments,
        index=np.array(index, dtype=np.int64),
        starts=np.array(starts, dtype=np.int64),
        ends=np.array(starts, dtype=np.int64) + np.fromiter(map(len, contents), np.int64),
        contents=tuple(contents),
        gaps=np.array(gaps, dtype=bool),
    )
