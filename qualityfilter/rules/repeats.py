"""What a text says twice: titles, captions and whole paragraphs given again.

A refrain, the row of a table, and a question that an interview repeats are no duplicates:
short lines count only where they repeat the title, stand right under their first copy, or stand
among copies of the lines that stood around that one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from qualityfilter.core.data import Evidence

LONG = 80
"""A line of at least this many characters that stands a second time is a duplicate."""

_LIGHT = 60
"""Lines shorter than this around a short copy look like verse or a list."""

_VERSE, _STANZA = 3, 8
_CAPTION_WORDS = 12
_FIGURES = 0.2
"""A long line of fewer digits, as a share, is a sentence with numbers, not a row of a table."""

_NOT_WORD = re.compile(r"[\W_]+")
_TABLE = re.compile(r"[\t|]|\d.*\d.*\d")
_OUTER = " \"'([{*_-.…:;,!?|>#•·"
_START = 8  # shorter keys are never copies
_PREFIX = 24  # and what copies share at least, if they are as long
_ASKS = (":", "?", ",", ";")


def key(text: str) -> str:
    """Reduce a line to what makes it the same as another: its lower-cased words."""
    return _NOT_WORD.sub(" ", text.lower()).strip()


def repeats(
    lines: Sequence[str],
    ranges: Sequence[tuple[int, int]],
    title: str,
    scores: Mapping[str, float],
    gone: Collection[int] = (),
) -> list[Evidence]:
    """Find the lines that repeat an earlier one.

    Args:
        lines: the folded contents of a text's lines, without what is cut out of them.
        ranges: where each stands in the text.
        title: the document's title, empty where it is not known.
        scores: the score of each kind of repeat; see `lab.precision`.
        gone: numbers of lines that fall anyway: what repeats them alone is no duplicate.
    """
    found: list[Evidence] = []
    if not title and not _has_copies(lines):
        return found
    for index, kind in _kinds(lines, title, gone):
        start, end = ranges[index]
        label, reason = KINDS[kind]
        found.append(Evidence(start, end, label, scores[kind], kind, reason))
    return found


KINDS = {
    "repeat.title": ("duplicate", "repeats the title"),
    "repeat.adjacent": ("duplicate", "repeats the line before it"),
    "repeat.long": ("duplicate", "repeats an earlier paragraph"),
    "repeat.pair": ("caption", "a short line printed twice in a row, like a picture's two texts"),
}
"""Kind to the label it gives and why."""


def _has_copies(lines: Sequence[str]) -> bool:
    """Return whether any two lines start alike; cheap, for most texts have no copies at all."""
    starts = [line.strip(_OUTER)[:_PREFIX].lower() for line in lines]
    return len(set(starts)) < len(starts)


def _kinds(lines: Sequence[str], title: str, gone: Collection[int]) -> Iterator[tuple[int, str]]:
    keys = [key(line) for line in lines]
    first: dict[str, int] = {}
    earlier = [
        first.get(own, at) if at in gone else first.setdefault(own, at)
        for at, own in enumerate(keys)
    ]
    found = dict(_alone(lines, keys, earlier, title))
    long = [at for at, kind in found.items() if kind == "repeat.long"]
    for step in (1, -1):
        for start in long:
            at = start + step
            while at not in found and _goes_on(keys, earlier, at, start):
                found[at] = "repeat.long"
                at += step
    yield from sorted(found.items())


def _goes_on(keys: Sequence[str], earlier: Sequence[int], at: int, start: int) -> bool:
    """Whether a line stands to its first copy as a long one nearby does: both are of one block."""
    if not 0 <= at < len(keys) or not keys[at]:
        return False
    return earlier[at] < at and at - earlier[at] == start - earlier[start]


def _alone(
    lines: Sequence[str], keys: Sequence[str], earlier: Sequence[int], title: str
) -> Iterator[tuple[int, str]]:
    """Find what each line shows by itself, and with those next to it."""
    counts = Counter(keys)
    head = key(title) or (keys[0] if keys else "")
    first_long = next((at for at, line in enumerate(lines) if len(line) >= LONG), len(lines))
    for index, (line, own) in enumerate(zip(lines, keys, strict=True)):
        if counts[own] == 1 or len(own) < _START or _is_row(line):
            continue
        again = own == head and own.count(" ") >= 2 and not line.endswith(_ASKS)
        copied = earlier[index] < index
        if copied and again and not _in_verse(lines, index):
            yield index, "repeat.title"
        elif copied and len(line) >= LONG:
            yield index, "repeat.long"
        elif copied and keys[index - 1 : index] == [own] and not line.endswith(_ASKS):
            yield index, "repeat.adjacent"
        elif first_long < index and _starts_pair(lines, keys, index, head):
            yield index, "repeat.pair"


def _is_row(line: str) -> bool:
    """Whether a line may be a row of a table: cells, or three digits that are much of it."""
    if not _TABLE.search(line):
        return False
    digits = sum(map(str.isdigit, line))
    return "|" in line or "\t" in line or len(line) < LONG or digits >= _FIGURES * len(line)


def _starts_pair(lines: Sequence[str], keys: Sequence[str], index: int, head: str) -> bool:
    """Return whether a short line is followed by its own copy."""
    return (
        keys[index + 1 : index + 2] == [keys[index]]
        and keys[index] != head
        and len(lines[index].split()) <= _CAPTION_WORDS
        and not lines[index].endswith((".", "!", *_ASKS))
    )


def _in_verse(lines: Sequence[str], index: int) -> bool:
    """Return whether the lines around are short and one before is not this line, as in a poem."""
    around = [*lines[max(index - 2, 0) : index], *lines[index + 1 : index + 3]]
    own = key(lines[index])
    others = sum(key(line) != own for line in lines[max(index - _STANZA, 0) : index])
    return others >= _VERSE and all(len(line) < _LIGHT for line in around)
