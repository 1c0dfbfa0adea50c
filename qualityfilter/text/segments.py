"""Cut a text into the pieces that are decided one by one: its lines, or parts of these."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qualityfilter.core.data import Segment
from qualityfilter.text.breaks import load_breaks
from qualityfilter.text.characters import IntArray, fold
from qualityfilter.text.markdown import see_through
from qualityfilter.text.sentences import sentence_ends

SENTENCES = 40
"""A line of fewer characters holds one sentence."""

_FULL_LINE = 1500.0
"""A line of so many characters is as likely to have lost line breaks as one that did."""


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


def split(text: str, folded: str = "", more: Sequence[IntArray] = ()) -> Segments:
    """Cut `text` into segments that tile it: joined, they are the text.

    Lines end where `str.splitlines` ends them; within a line a segment ends where a sentence
    does, and where `more` says.

    Args:
        text: the text.
        folded: the same, folded; empty if that is to be done here.
        more: further offsets at which a segment ends.
    """
    folded = folded or fold_marks(text)
    stops = line_ends(text)
    ends = [stops, *more]
    for start, stop in zip(_starts(stops).tolist(), stops.tolist(), strict=True):
        if stop - start >= SENTENCES:
            ends.append(start + _sentence_ends(folded[start:stop]))
    every = np.unique(np.concatenate(ends))
    every = every[(every > 0) & (every <= len(text))]
    first = _starts(every)
    return Segments(first, every, np.searchsorted(stops, first, side="right"))


def line_ends(text: str) -> IntArray:
    """Where each line ends, its line break included."""
    return np.cumsum([len(line) for line in text.splitlines(keepends=True)], dtype=np.int64)


def _starts(ends: IntArray) -> IntArray:
    """Where parts that tile a text start, given where they end."""
    return np.concatenate((np.zeros(1, np.int64), ends))[: len(ends)]


def _sentence_ends(line: str) -> IntArray:
    """Where sentences end within a line.

    What goes on with a small letter, or is a number or a sign alone, ends none; nor does what ends
    with an ordinal, as in `am 13. Mai`.
    """
    kept, last = [], 0
    for end in sentence_ends(line)[:-1]:
        if not line[end : end + 1].islower() and not (
            _SLIGHT.fullmatch(line, last, end) or _ORDINAL.search(line, max(last, end - 6), end)
        ):
            kept.append(end)
            last = end
    return np.array(kept, dtype=np.int64)


_SLIGHT = re.compile(r"\W*\w{0,2}\W*")
_ORDINAL = re.compile(r"(?<!\S)\d{1,2}\. $")


def lost_breaks(texts: Sequence[str], folded: Sequence[str]) -> list[IntArray]:
    """Where line breaks were probably lost in each text: the longer a line, the less it takes.

    All texts are looked at together, each between words that are no text's, so that none is
    seen by its neighbours.
    """
    parts, doubts = [_BETWEEN], [np.zeros(1)]
    ends, end = [np.array([len(_BETWEEN)])], len(_BETWEEN)
    for text, plain in zip(texts, folded, strict=True):
        stops = line_ends(text)
        doubts += [np.log1p(_FULL_LINE / np.maximum(np.diff(stops, prepend=0), 1)), np.zeros(1)]
        ends += [end + stops, np.array([end + len(text) + len(_BETWEEN)])]
        end += len(text) + len(_BETWEEN)
        parts += [plain, _BETWEEN]
    lines, of_line = np.concatenate(ends), np.concatenate(doubts)
    found = load_breaks().ends(
        "".join(parts), lambda at: of_line[np.searchsorted(lines, at, side="right")]
    )
    firsts = np.cumsum([len(_BETWEEN), *(len(text) + len(_BETWEEN) for text in texts)])
    edges = np.searchsorted(found, [*firsts, end]).tolist()
    return [
        found[low:high][found[low:high] - first < len(text)] - first
        for text, first, low, high in zip(texts, firsts.tolist(), edges, edges[1:], strict=False)
    ]


_BETWEEN = " \x01. \x01. \x01. \x01. "


@dataclass(frozen=True, eq=False)
class SegmentedText:
    """One text laid out for judging: its segments, and the contents of those not blank.

    Attributes:
        text: the text.
        folded: the same, folded (see `fold`), of the same length.
        segments: tile the text.
        index: numbers of the segments that are not blank; the arrays below have an entry each.
        starts: first character of each content, outer blanks left out.
        ends: one past its last.
        contents: the folded contents.
        lines: number of the line that each lies in.
        gaps: whether a blank line, or the text's start, stands before its line.
    """

    text: str
    folded: str
    segments: Segments
    index: IntArray
    starts: IntArray
    ends: IntArray
    contents: tuple[str, ...]
    lines: IntArray
    gaps: npt.NDArray[np.bool_]

    @functools.cached_property
    def ranges(self) -> tuple[tuple[int, int], ...]:
        """Where each content starts and ends."""
        return tuple(zip(self.starts.tolist(), self.ends.tolist(), strict=True))


def lay_out(text: str) -> SegmentedText:
    """Split and fold a text, without what rules would say of where its pieces end."""
    folded = fold_marks(text)
    return lay_out_at(text, folded, lost_breaks([text], [folded]))


def fold_marks(text: str) -> str:
    """Fold a text, and see through its Markdown; its length stays."""
    return see_through(fold(text))


def lay_out_at(text: str, folded: str, more: Sequence[IntArray]) -> SegmentedText:
    """Split a text whose folded form is known; see `split`."""
    return _layout(text, folded, split(text, folded, more))


def lay_out_lines(text: str, folded: str) -> SegmentedText:
    """Lay out the lines of a text, each as the one piece that it is."""
    stops = line_ends(text)
    return _layout(text, folded, Segments(_starts(stops), stops, np.arange(len(stops))))


def _layout(text: str, folded: str, segments: Segments) -> SegmentedText:
    index, starts, contents, gaps = [], [], [], []
    start, gap, last = 0, True, -1
    for number, (end, line) in enumerate(
        zip(segments.ends.tolist(), segments.lines.tolist(), strict=True)
    ):
        rest = folded[start:end].lstrip()
        if rest:
            index.append(number)
            starts.append(end - len(rest))
            contents.append(rest.rstrip())
            gaps.append(gap and line != last)
            gap, last = False, line
        elif line != last:
            gap = True
        start = end
    chosen = np.array(index, dtype=np.int64)
    return SegmentedText(
        text=text,
        folded=folded,
        segments=segments,
        index=chosen,
        starts=np.array(starts, dtype=np.int64),
        ends=np.array(starts, dtype=np.int64) + np.fromiter(map(len, contents), np.int64),
        contents=tuple(contents),
        lines=segments.lines[chosen],
        gaps=np.array(gaps, dtype=bool),
    )
