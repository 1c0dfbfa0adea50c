"""Read texts: find what rules know in them, and lay them out so that each finding has its piece.

A finding speaks of the piece that it stands in and of nothing else. So a phrase that is more than
a word of prose marks where a piece begins or ends: where a separator, a bracket, a change of case
or a sentence's end stands beside it, or where it has several words and begins with a capital.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qualityfilter.core.data import Evidence
from qualityfilter.rules.engine import Lines
from qualityfilter.rules.library import Rules
from qualityfilter.rules.phrases import POSITIONS, Found, inner
from qualityfilter.rules.sections import sections
from qualityfilter.text.characters import ByteArray, IntArray, code_points, one_of
from qualityfilter.text.segments import (
    SegmentedText,
    fold_marks,
    lay_out_at,
    lay_out_lines,
    lost_breaks,
)
from qualityfilter.text.tables import BLANK, CASELESS, DIGIT, IDEOGRAPH, LOWER, MARK, UPPER, tables

_WHOLE, _START, _END, _ANY = range(4)

_TERMINAL = frozenset(".!?…,;:)]}\"'%。！？，；：）】」』”")
"""Marks that belong to what stands before them."""

_QUOTES = frozenset("\"'")
_QUOTING = tuple(map(ord, _QUOTES))
"""Of these, one after a blank belongs to what follows."""

_LETTERS = (LOWER, UPPER, CASELESS, IDEOGRAPH)


@dataclass(frozen=True, slots=True, eq=False)
class Findings:
    """What was found in the pieces of a text, as arrays of one entry a finding.

    Attributes:
        pieces: number of the content that it stands in.
        sources: number in `Rules.sources`.
        positions: number in POSITIONS; of patterns, whole or any.
        starts: first character.
        ends: one past the last.
    """

    pieces: IntArray
    sources: IntArray
    positions: IntArray
    starts: IntArray
    ends: IntArray

    def __len__(self) -> int:
        return len(self.pieces)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A text that was read.

    Attributes:
        layout: of the text's pieces.
        lines: of its lines.
        findings: what our own rules found.
        own: what the user's rules found.
        kept: what is never cut, sorted and disjoint.
    """

    layout: SegmentedText
    lines: SegmentedText
    findings: Findings
    own: list[Evidence]
    kept: list[Evidence]


def read(rules: Rules, texts: Sequence[str]) -> list[Reading]:
    """Read some texts; each by itself, though all are searched together."""
    folded = list(map(fold_marks, texts))
    breaks = lost_breaks(texts, folded)
    found = _scan(rules, folded)
    return [_read(rules, *each) for each in zip(texts, folded, breaks, found, strict=True)]


def _scan(rules: Rules, folded: Sequence[str]) -> list[Found]:
    """What the lexicon finds in each text; what several languages say alike, once."""
    every = rules.phrases.scan("\n".join(folded))
    kinds = rules.kinds[every.groups] * len(POSITIONS) + every.positions
    order = np.lexsort((every.groups, kinds, every.ends, every.starts))
    keys = np.stack([kinds, every.ends, every.starts])[:, order]
    once = order[np.append(True, (np.diff(keys) != 0).any(axis=0))[: len(order)]]
    groups, positions, starts, ends = (
        part[once] for part in (every.groups, every.positions, every.starts, every.ends)
    )
    firsts = np.cumsum([0, *(len(text) + 1 for text in folded)])
    edges = np.searchsorted(starts, firsts).tolist()
    return [
        Found(
            groups[low:high], positions[low:high], starts[low:high] - first, ends[low:high] - first
        )
        for first, low, high in zip(firsts.tolist(), edges, edges[1:], strict=False)
    ]


def _read(rules: Rules, text: str, folded: str, breaks: IntArray, found: Found) -> Reading:
    lines = lay_out_lines(text, folded)
    seen = Lines(lines.starts.tolist(), lines.contents)
    structures, own = rules.structures.match(seen), rules.own.match(seen)
    if rules.sections:
        structures += sections(lines.contents, lines.ranges)
    kept, edges = _edges(rules, folded, found)
    found = Found(found.groups[kept], found.positions[kept], found.starts[kept], found.ends[kept])
    inside = [at for each in structures for at in (each.start, each.end)]
    layout = lay_out_at(text, folded, [breaks, edges, np.array(inside, dtype=np.int64)])
    findings = _findings(rules, layout, found, structures)
    return Reading(layout, lines, findings, own, rules.keep.find(lines))


def _edges(rules: Rules, folded: str, found: Found) -> tuple[npt.NDArray[np.bool_], IntArray]:
    """Which findings may count where they stand, and where pieces begin or end by them."""
    sides = _sides(folded, found, rules.bare[found.groups])
    position = found.positions
    from_start = (position == _WHOLE) | (position == _START)
    to_end = (position == _WHOLE) | (position == _END)
    opens = from_start & (sides.left | sides.capital)
    closes = to_end & (sides.right | sides.before_capital)
    alone = position == _WHOLE
    opens &= ~alone | (closes & (sides.left | sides.right))
    closes &= ~alone | (opens & (sides.left | sides.right))
    kept = (opens | ~from_start) & (closes | ~to_end) & ~sides.quoted
    leading = ~_inside(found)
    going_on = np.isin(found.starts, found.starts[(position == _START) & kept])
    starts = found.starts[kept & leading & opens].tolist()
    ends = found.ends[kept & leading & closes & ~(going_on & ~sides.right)].tolist()
    edges = [_before(folded, at) for at in starts] + [_after(folded, at) for at in ends]
    return kept, np.array(sorted(set(edges)), dtype=np.int64)


def _inside(found: Found) -> npt.NDArray[np.bool_]:
    """Whether a longer finding holds each."""
    order = np.lexsort((-found.ends, found.starts))
    starts, ends = found.starts[order], found.ends[order]
    reached = np.concatenate(([-1], np.maximum.accumulate(ends)[:-1])) if len(ends) else ends
    same = np.zeros(len(ends), bool)
    same[1:] = (starts[1:] == starts[:-1]) & (ends[1:] == ends[:-1])
    held = reached >= ends
    firsts = np.maximum.accumulate(np.where(same, 0, np.arange(len(ends))))
    inside = np.zeros(len(ends), bool)
    inside[order] = held[firsts] if len(ends) else held
    return inside


@dataclass(frozen=True, slots=True, eq=False)
class _Sides:
    """What stands beside each finding, as arrays of one entry a finding.

    Attributes:
        left: whether the line, a sentence or another part begins there, or the case changes.
        capital: whether it has several words and begins with a capital, or, in a script without
            case, after a blank.
        right: whether a part ends there, or the case changes.
        before_capital: whether it has several words, or is of a kind that needs no more, and what
            follows begins with a capital, a digit, or, in a script without case, after a blank.
        quoted: whether a quotation opens right before it: it is spoken of, not said.
    """

    left: npt.NDArray[np.bool_]
    capital: npt.NDArray[np.bool_]
    right: npt.NDArray[np.bool_]
    before_capital: npt.NDArray[np.bool_]
    quoted: npt.NDArray[np.bool_]


def _sides(folded: str, found: Found, bare: npt.NDArray[np.bool_]) -> _Sides:
    points = code_points(folded)
    classes = tables().classes.take(points, mode="clip")
    signs = np.append(points, ord("\n"))  # the text's ends are those of lines
    padded = np.append(classes, MARK)
    padded[np.flatnonzero(points == ord("\n"))] = MARK
    parts = padded == MARK
    marks = np.flatnonzero(parts)
    parts[marks] = ~one_of(signs[marks], _JOINING)
    parts[1:-1] &= ~((padded[:-2] == DIGIT) & (padded[2:] == DIGIT))  # as in 14:05
    first, final = padded[found.starts], padded[found.ends - 1]
    before_letters, between = _counted(one_of(padded, _LETTERS)), np.flatnonzero(parts)
    last_part = np.append(-1, between)[np.searchsorted(between, found.starts)]
    left = before_letters[found.starts] == before_letters[last_part + 1]
    before, following = padded[found.starts - 1], padded[found.ends]
    glued = (first == UPPER) & (found.starts > 0) & (before == LOWER)
    next_part = between[np.searchsorted(between, found.ends)]  # the last ends the text
    right = before_letters[next_part] == before_letters[found.ends]
    beside = padded[_visible(padded, found.ends)]
    glued_on = (following == UPPER) & (final == LOWER)
    blanks = _counted(points == ord(" "))
    several = (blanks[found.ends] > blanks[found.starts]) | (signs[found.ends - 1] == ord(":"))
    beyond = found.starts - 2
    outside = one_of(padded[beyond], (BLANK, MARK)) & ~one_of(signs[beyond], _CLOSING)
    quotes = one_of(signs[found.starts - 1], _QUOTING) & (found.starts > 0)
    return _Sides(
        quoted=quotes & (outside | (beyond < 0)),
        left=left | glued | one_of(first, (MARK, DIGIT)),
        capital=((first == UPPER) | ((first == CASELESS) & (before == BLANK))) & several,
        right=right | glued_on | one_of(signs[found.ends - 1], _CLOSING),
        before_capital=(
            one_of(beside, (UPPER, DIGIT)) | ((beside == CASELESS) & (following == BLANK))
        )
        & (several | bare),
    )


def _counted(wanted: npt.NDArray[np.bool_]) -> npt.NDArray[np.int32]:
    """How many wanted ones stand before each place, and before the end."""
    found = np.zeros(len(wanted) + 1, np.int32)
    np.cumsum(wanted, out=found[1:])
    return found


def _visible(classes: ByteArray, places: IntArray) -> IntArray:
    """The first visible character from each place on; the last one is visible."""
    blank = classes == BLANK
    begins = np.flatnonzero(blank[:-1] & ~blank[1:]) + 1
    following = np.append(begins, len(classes) - 1)[np.searchsorted(begins, places)]
    return np.where(blank[places], following, places)


_JOINING = tuple(map(ord, "/-'\"&@_,+%"))
"""Marks that part nothing."""

_CLOSING = tuple(map(ord, ".!?…»]>→›"))
"""Marks after which another thing begins."""


def _before(folded: str, at: int) -> int:
    """Where the piece begins that a finding starts; numbers and opening marks before it too."""
    while at > 0 and folded[at - 1] != "\n" and not folded[at - 1].isalpha():
        opening = folded[at - 1] in _QUOTES and (at < 2 or folded[at - 2].isspace())
        if folded[at - 1] in _TERMINAL and not opening and not folded[max(at - 2, 0)].isdigit():
            break
        at -= 1
    while at < len(folded) and folded[at] in " .":
        at += 1
    return at


def _after(folded: str, at: int) -> int:
    """Where the piece ends that a finding ends: closing marks after it are its own."""
    while at < len(folded) and folded[at] in _TERMINAL:
        at += 1
    while at < len(folded) and folded[at] == " ":
        at += 1
    return at


def _findings(
    rules: Rules, layout: SegmentedText, found: Found, structures: Sequence[Evidence]
) -> Findings:
    """Return each finding its piece, and leave out those that do not count where they stand."""
    ends = layout.ends
    at = np.searchsorted(layout.starts, found.starts, side="right") - 1
    within = (at >= 0) & (found.ends <= ends[np.maximum(at, 0)]) if len(ends) else at > 0
    first, last = _inner_ranges(layout, np.unique(at[within]))
    rows: list[tuple[int, int, int, int, int]] = []
    for number in np.flatnonzero(within).tolist():
        piece, position = int(at[number]), int(found.positions[number])
        start, end = int(found.starts[number]), int(found.ends[number])
        starts, stops = start <= first[piece], end >= last[piece]
        if (
            position == _ANY
            or (position == _WHOLE and starts and stops)
            or (position == _START and starts)
            or (position == _END and stops)
        ):
            rows.append((piece, int(found.groups[number]), position, start, end))
    for each in structures:
        rows += _of_pattern(rules, layout, each)
    flat = np.array(sorted(rows), dtype=np.int64).reshape(-1, 5).T
    return Findings(*flat)


def _of_pattern(
    rules: Rules, layout: SegmentedText, each: Evidence
) -> list[tuple[int, int, int, int, int]]:
    """The pieces that a pattern's range holds or touches."""
    first = max(int(np.searchsorted(layout.starts, each.start, side="right")) - 1, 0)
    stop = int(np.searchsorted(layout.starts, each.end))
    source = rules.numbers[each.source]
    found = []
    for piece in range(first, stop):
        start, end = layout.ranges[piece]
        low, high = max(start, each.start), min(end, each.end)
        if low < high:
            position = _WHOLE if high - low >= 0.9 * (end - start) else _ANY
            found.append((piece, source, position, low, high))
    return found


def _inner_ranges(layout: SegmentedText, pieces: IntArray) -> tuple[dict[int, int], dict[int, int]]:
    """Where some pieces start and end without outer marks, digits and blanks."""
    first, last = {}, {}
    for piece in pieces.tolist():
        start, end = inner(layout.contents[piece])
        first[piece] = int(layout.starts[piece]) + start
        last[piece] = int(layout.starts[piece]) + end
    return first, last
