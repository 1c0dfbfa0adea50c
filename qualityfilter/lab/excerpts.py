"""Small pages made of whole ones: an article alone, or with little beside it.

Pages that were labelled are whole ones of sites, where most lines are junk, and all at the end.
What callers hand in may be an article's element alone, without classes, without a headline.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from qualityfilter.core.data import LINE_LABELS, Block, Document
from qualityfilter.lab.lines_data import LabelledText, runs_of
from qualityfilter.lab.pages import Marked
from qualityfilter.rules.library import rule_set
from qualityfilter.rules.scan import read

SHARES = (0.0, 0.0, 0.05, 0.2)
"""The share of junk that is left in each excerpt of a page."""

BARE = 0.5
"""The share of excerpts that lose their classes and what stood around them."""

SHORT = 0.3
"""The share of excerpts of which only a few lines are left."""
_ARTICLE = tuple(LINE_LABELS.index(name) for name in ("body", "headline"))


def excerpts(pages: Sequence[Marked], seed: int = 0) -> list[Marked]:
    """Make small pages of labelled ones; each keeps its page's site.

    Args:
        pages: whole pages.
        seed: of what is left to chance.
    """
    chance = random.Random(seed)
    made = (_excerpt(page, share, chance) for page in pages for share in SHARES)
    return [each for each in made if len(each.labels)]


def _excerpt(page: Marked, share: float, chance: random.Random) -> Marked:
    kept = [
        (block, labels)
        for block, labels in _labelled(page)
        if labels[0] in _ARTICLE or chance.random() < share
    ]
    if chance.random() < 0.5:
        kept = [pair for pair in kept if pair[1][0] != _ARTICLE[1]]
    if chance.random() < SHORT and kept:
        first = chance.randrange(len(kept))
        kept = kept[first : first + chance.randint(1, 6)]
    bare = chance.random() < BARE
    titled = page.document.title if chance.random() < 0.5 else None
    parts, blocks, at = list[tuple[str, int]](), list[Block](), 0
    for number, (block, labels) in enumerate(kept):
        if number:
            parts.append(("\n\n", labels[0]))
            at += 2
        own = _bared(block, number) if bare else block
        size = block.end - block.start
        blocks.append(replace(own, start=at, end=at + size))
        parts += _parts(page, block, labels)
        at += size
    text, runs = runs_of(parts)
    (reading,) = read(rule_set(), [text])
    known = LabelledText("", page.site, False, "excerpt", text, "", runs)
    return replace(
        page,
        document=Document(text, title=titled, blocks=tuple(blocks)),
        reading=reading,
        labels=known.labels(reading.layout),
        body=[text[b.start : b.end] for b, (_, m) in zip(blocks, kept, strict=True) if m[0] == 0],
        origin="excerpt",
    )


def _parts(page: Marked, block: Block, labels: list[int]) -> Iterator[tuple[str, int]]:
    """The text of a block by its pieces, each with its label."""
    starts = page.layout.starts
    first, stop = np.searchsorted(starts, [block.start, block.end]).tolist()
    edges = [block.start, *starts[first + 1 : stop].tolist(), block.end]
    for start, end, label in zip(edges, edges[1:], labels, strict=False):
        yield page.document.text[start:end], label


def _labelled(page: Marked) -> Iterator[tuple[Block, list[int]]]:
    """Return each block with the labels of its contents."""
    starts = page.layout.starts
    for block in page.document.blocks:
        first, stop = np.searchsorted(starts, [block.start, block.end]).tolist()
        if stop > first:
            yield block, page.labels[first:stop].tolist()


def _bared(block: Block, number: int) -> Block:
    """Take away what a page of few tags does not have."""
    tags = tuple(sorted({"html", "body", block.tag} | ({"a"} if block.linked > 0.5 else set())))
    return replace(
        block, tags=tags, words=(), around=(), path=(1, 2, number + 3), depth=3, told=-1.0
    )
