"""Other stories on the page of one: those that an endless scroll has put below it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from qualityfilter.core.data import Block

_HEADINGS = ("h1", "h2")
_SENTENCE = 60
"""Characters of a line that may be a sentence."""

_STORY = 200
"""Characters of such lines that the page's own story has at least."""

_SAME = 0.5
"""What the page's data names as its article's body, this share of a line, is no other story."""

_NAME = 15
"""Characters of a heading that a title begins with, so that it is no chance."""

_LEVELS = 3
"""Articles in articles are looked into this far, if the outermost one holds the whole page."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class _Story:
    """An `<article>`.

    Attributes:
        path: of it.
        heading: its first heading: its tag and its words.
        prose: characters of lines that may be sentences.
        told: whether the page's data has some of them as its article's body.
    """

    path: str
    heading: tuple[str, str] | None = None
    prose: int = 0
    told: bool = False


def with_other_stories(
    text: str, blocks: tuple[Block, ...], titles: Iterable[str]
) -> tuple[Block, ...]:
    """Whether each line belongs to another story than the one that the page is about.

    The page's own story is the `<article>` whose heading is one of the page's titles. Another is
    an `<article>` below it with a heading of the same rank and sentences of its own; comments,
    the entries of a live report and the items of a list have none.

    Args:
        text: of the page.
        blocks: of its lines.
        titles: what the page calls its story.
    """
    if sum(block.tag in _HEADINGS and "/article[" in block.element for block in blocks) < 2:
        return blocks
    known = {_plain(title) for title in titles} - {""}
    for level in range(_LEVELS):
        paths = [_article(block.element, level) for block in blocks]
        stories = _stories(text, blocks, paths)
        if len(stories) > 1:
            others = _others(stories, known)
            return tuple(
                replace(block, other=True) if path in others else block
                for block, path in zip(blocks, paths, strict=True)
            )
    return blocks


def _article(path: str, level: int) -> str:
    """The path of the article that holds an element, the outermost at level 0; else empty."""
    ends = list(islice(_STEP.finditer(path), level + 1))
    return path[: ends[-1].end()] if len(ends) > level else ""


_STEP = re.compile(r"/article\[\d+\]")


def _stories(text: str, blocks: Iterable[Block], paths: Iterable[str]) -> dict[str, _Story]:
    """The articles of a page that hold a sentence, by their paths, in its order."""
    found: dict[str, _Story] = {}
    for block, path in zip(blocks, paths, strict=True):
        if not path:
            continue
        story = found.setdefault(path, _Story(path))
        if story.heading is None and block.tag in _HEADINGS:
            story.heading = block.tag, _plain(text[block.start : block.end])
        size = block.end - block.start
        if size >= _SENTENCE and block.linked < 0.5:
            story.prose += size
            story.told = story.told or block.told >= _SAME
    return {path: story for path, story in found.items() if story.prose}


def _others(stories: Mapping[str, _Story], titles: Collection[str]) -> set[str]:
    """The paths of the articles below the page's own that are other stories."""
    named = [path for path, each in stories.items() if _is_title(each.heading, titles)]
    if not named or stories[named[0]].prose < _STORY:
        return set()
    order = list(stories)
    own = stories[named[0]].heading
    below = [stories[path] for path in order[order.index(named[0]) + 1 :] if path not in named]
    return {
        each.path
        for each in below
        if own and each.heading and each.heading[0] == own[0] and not each.told
    }


def _is_title(heading: tuple[str, str] | None, titles: Collection[str]) -> bool:
    """Whether a heading is a title, or one begins with it, as with the site's name behind it."""
    if heading is None:
        return False
    words = heading[1]
    return words in titles or (
        len(words) >= _NAME and any(title.startswith(words + " ") for title in titles)
    )


def _plain(title: str) -> str:
    return " ".join(_WORD.findall(title.lower()))
