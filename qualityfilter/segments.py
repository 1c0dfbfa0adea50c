"""Cut a text into the pieces that are decided one by one: its lines, or sentences of long lines."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qualityfilter.data import Segment
from qualityfilter.sentences import sentence_ends

LONG_LINE = 1500
"""A line of more characters than this is decided sentence by sentence.

Edited paragraphs hardly ever reach it; a text that lost its line breaks does at once.
"""

IntArray = npt.NDArray[np.int64]
CharArray = npt.NDArray[np.uint32]


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

    Lines end where `str.splitlines` ends them. A line longer than `LONG_LINE` is cut into
    its sentences, each of which knows its line.
    """
    ends: list[int] = []
    lines: list[int] = []
    position = 0
    for number, line in enumerate(text.splitlines(keepends=True)):
        if len(line) > LONG_LINE:
            pieces = sentence_ends(line)
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


def code_points(text: str) -> CharArray:
    """Give the text's code points, lone surrogates included, as an array."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def translate(text: str, table: CharArray) -> str:
    """Replace each character as `translated` does."""
    return translated(code_points(text), table).tobytes().decode("utf-32-le")


def translated(points: CharArray, table: CharArray) -> CharArray:
    """Replace each code point by the one that a table gives it, or by itself beyond its end."""
    found = table.take(points, mode="clip")
    if points.max(initial=0) >= len(table):
        found = np.where(points < len(table), found, points)
    return found


def fold(text: str) -> str:
    """Replace typographic variants one for one, so that patterns need not list them.

    Every kind of blank but a line break becomes a space, quotation marks and dashes their
    ASCII forms, and what cannot be encoded a replacement character. The length stays.
    """
    return translate(text, _folding())


_FOLDS = {
    " ": "\t\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u3000\ufeff",
    "'": "‘’‚‛′´`",
    '"': "“”„‟«»″",
    "-": "‐‑‒–—―−",
    "\ufffd": "\0",
}


@functools.cache
def _folding() -> CharArray:
    table = np.arange(0x10000, dtype=np.uint32)
    table[0xD800:0xE000] = 0xFFFD
    for plain, variants in _FOLDS.items():
        for variant in variants:
            table[ord(variant)] = ord(plain)
    return table
