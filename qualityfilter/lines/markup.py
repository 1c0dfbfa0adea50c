"""What the tags of a page know of its lines, in numbers; for plain text there is none of it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from qualityfilter.core.data import Block
from qualityfilter.lines.cells import Cells
from qualityfilter.lines.features import Features
from qualityfilter.text.characters import IntArray
from qualityfilter.text.segments import SegmentedText
from qualityfilter.text.tokens import FloatArray

BUCKETS = 1 << 15
"""Columns of the hashed words of classes and ids; a power of two."""

_TAGS = """
p h1 h2 h3 h4 h5 h6 li td tr th dd dt div span section article main header footer nav aside
figure figcaption form table ul ol blockquote a button label time em strong b i u cite small
pre address caption details summary fieldset body
"""
TAGS = tuple(_TAGS.split())
"""Elements that have columns: as the nearest around a line, and as any around it."""

_NEAR = 6
"""Words of so many of the nearest around a line are told from those farther off."""

_COLUMN = {tag: at for at, tag in enumerate(TAGS)}
_OWN, _CLOSE, _FAR, _TAG = 2_654_435_761, 40_503, 69_069, 2_246_822_519


@dataclass(frozen=True, slots=True, eq=False)
class Markup:
    """The markup of some lines, as arrays of one entry a line.

    Attributes:
        words: hashed words of classes and ids, rows of unit length.
        tags: numbers about its elements.
        groups: `(lines, GROUPS)`, for each kind of group the number of the one that a line belongs
            to, of all those of the batch.
    """

    words: Cells
    tags: FloatArray
    groups: IntArray

    def as_features(self, documents: IntArray) -> Features:
        """Return it in the form that the first stage of the line model reads."""
        nothing = np.zeros((len(self.tags), 0), np.float32)
        return Features(
            words=self.words,
            shape=self.tags,
            place=nothing,
            documents=documents,
            owners=documents,
            kinds=_no_kinds(len(self.tags)),
            found=nothing,
        )

    @property
    def linked(self) -> FloatArray:
        """The share of each line that is links."""
        return self.tags[:, 2 * len(TAGS)]

    def rows(self, chosen: IntArray) -> Markup:
        """Return that of some of the lines."""
        return Markup(self.words[chosen], self.tags[chosen], self.groups[chosen])


_LEVELS = (1, 2, 3, 4, 6)
"""Lines make a group that stand in one element: the nearest, the one around it, and so on."""

GROUPS = len(_LEVELS) + 2
"""So do lines of one page whose elements are alike in tag and classes, and those whose
surroundings are alike, too: a page's comments, or its teasers."""

_ALIKE = 8
"""Words of elements around a line that make its surroundings."""

_NUMBERS = 1 << 32
"""More groups of one kind than a page has."""


def markup(layouts: Sequence[SegmentedText], blocks: Sequence[Sequence[Block]]) -> Markup:
    """Return the markup of the contents of some pages.

    Args:
        layouts: of their texts.
        blocks: of each, one for each line of its text.
    """
    lines = [_blocks_of(layout, mine) for layout, mine in zip(layouts, blocks, strict=True)]
    flat = [block for mine in lines for block in mine]
    owners = np.repeat(np.arange(len(lines)), list(map(len, lines)))
    named = _Named()
    every = chain.from_iterable((*_inside(block), *named.alike(block)) for block in flat)
    numbers = np.fromiter(every, np.int64, GROUPS * len(flat)).reshape(-1, GROUPS)
    words = _cells(map(named.columns, flat))
    return Markup(words=words, tags=_tags(flat), groups=owners[:, None] * _NUMBERS + numbers)


def _inside(block: Block) -> tuple[int, ...]:
    """Number the elements around a line that make groups."""
    path, most = block.path, len(block.path)
    return tuple([path[-level] if level <= most else 0 for level in _LEVELS])


class _Named:
    """What the names around lines say, worked out once for all lines that have the same."""

    def __init__(self) -> None:
        self._columns: dict[tuple[object, ...], list[int]] = {}
        self._alike: dict[tuple[object, ...], tuple[int, int]] = {}

    def columns(self, block: Block) -> list[int]:
        """The columns of the hashed words of a line's elements."""
        key = block.tag, block.words, block.around
        if (found := self._columns.get(key)) is None:
            found = self._columns[key] = sorted(set(_columns(block)))
        return found

    def alike(self, block: Block) -> tuple[int, int]:
        """Number what a line's element is alike in, and its surroundings; so on every page."""
        near = block.around[-_ALIKE:]
        key = block.tag, block.words, near
        if (found := self._alike.get(key)) is None:
            alike = repr((block.tag, block.words))
            around = repr((alike, near))
            found = zlib.crc32(alike.encode()), zlib.crc32(around.encode())
            self._alike[key] = found
        return found


def _blocks_of(layout: SegmentedText, blocks: Sequence[Block]) -> list[Block]:
    """Return the block of each content; the pieces of a line share one."""
    starts = np.array([block.start for block in blocks], dtype=np.int64)
    at = np.searchsorted(starts, layout.starts, side="right") - 1
    return [blocks[number] for number in at.tolist()]


def _tags(blocks: Sequence[Block]) -> FloatArray:
    found = np.zeros((len(blocks), 2 * len(TAGS) + 5), np.float32)
    own, around, rest = np.split(found, [len(TAGS), 2 * len(TAGS)], axis=1)
    names = {block.tags for block in blocks}
    columns = {tags: [_COLUMN[tag] for tag in tags if tag in _COLUMN] for tags in names}
    for row, block in enumerate(blocks):
        if block.tag in _COLUMN:
            own[row, _COLUMN[block.tag]] = 1
        around[row, columns[block.tags]] = 1
        rest[row] = block.linked, block.hidden, block.depth, block.told >= 0, block.told
    rest[:, 2] = np.log1p([block.depth for block in blocks]) / 3
    return found


def _no_kinds(rows: int) -> Cells:
    return Cells(np.empty(0, np.int64), np.zeros(rows + 1, np.int64), np.ones(rows, np.float32), 0)


def _cells(rows: Iterable[Sequence[int]]) -> Cells:
    cells: list[int] = []
    counts = []
    for mine in rows:
        counts.append(len(mine))
        cells += mine
    pointers = np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))
    values = (1.0 / np.sqrt(np.maximum(counts, 1))).astype(np.float32)
    return Cells(np.array(cells, dtype=np.int64), pointers, values, BUCKETS)


def _columns(block: Block) -> Iterator[int]:
    mask = BUCKETS - 1
    for word in block.words:
        yield (word * _OWN >> 7) & mask
    for place, word in enumerate(reversed(block.around)):
        yield (word * (_CLOSE if place < _NEAR else _FAR) >> 5) & mask
    yield (_COLUMN.get(block.tag, len(TAGS)) * _TAG >> 9) & mask
