"""Walk over a page's tree once: its visible text, line by line, and what the tags know of each."""

from __future__ import annotations

import functools
import re
import zlib
from collections.abc import Mapping
from typing import Any, NamedTuple

from lxml import etree

from qualityfilter.data import Block
from qualityfilter.limits import SizeLimits
from qualityfilter.pages.decoding import PageError

_NAMES = {
    "skipped": (
        "script style noscript template title iframe object embed svg math canvas audio video "
        "select option datalist map area frame frameset noframes"
    ),
    "blocks": (
        "address article aside blockquote body button caption center dd details dialog dir div "
        "dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html "
        "label legend li main menu nav ol p pre section summary table tbody td textarea tfoot th "
        "thead tr ul"
    ),
    "void": "base br col img input link meta param",
    "spaced": "p h1 h2 h3 h4 h5 h6 blockquote pre figure table ul ol dl",
}
_SKIPPED, BLOCKS, _VOID, _SPACED = (frozenset(names.split()) for names in _NAMES.values())
"""Elements whose content nobody sees as text of the page; that stand on lines of their own; that
hold nothing; and that a blank line sets apart."""

_CELLS = frozenset(("td", "th"))
_LISTS = frozenset(("ul", "ol", "menu", "dir"))

_BLANK = re.compile(r"[ \t\n\r\f\v]{2,}|[\t\n\r\f\v]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_WORD = re.compile(r"[a-z]{2,}")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


class _Frame(NamedTuple):
    """What is known of an open element.

    Attributes:
        tag: its name.
        tags: names of it and those around it.
        words: numbers of the words in its classes and id.
        around: those of the elements around it, the nearest last.
        path: numbers of the blocks around it, and its own, in the order of the page; the nearest
            last.
        hidden: whether it or one around it says that it is not shown.
        depth: how many are around it.
    """

    tag: str
    tags: frozenset[str]
    words: tuple[int, ...]
    around: tuple[int, ...]
    path: tuple[int, ...]
    hidden: bool
    depth: int


_ROOT = _Frame("", frozenset(), (), (), (), False, 0)
_MOST_TAGS = 100
"""Names of so many elements around a line are kept; a page can make up a new one for each."""

_AROUND = 24
"""Words of classes and ids of elements around a line that are kept, the nearest."""

_PATH = 6
"""Blocks around a line that are kept, the nearest."""


class Walk:
    """One walk over a tree: collects lines and what the tags around them know.

    Args:
        limits: how many lines and characters may be collected.
    """

    def __init__(self, limits: SizeLimits) -> None:
        self.limits = limits
        self.lines: list[str] = []
        self.blocks: list[tuple[_Frame, float]] = []
        self.gaps: list[bool] = []
        self.pieces: list[str] = []
        self.linked = 0
        self.gap = False
        self.first = _ROOT
        self.numbers = 0
        self.lists: list[int] = []
        self.mark = ""
        self.known: dict[tuple[frozenset[str], str], frozenset[str]] = {}

    def run(self, root: Any) -> tuple[str, tuple[Block, ...]]:
        """Give the text and its blocks, one a line.

        Raises:
            PageError: they are too many.
        """
        frames = [_ROOT]
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                tag = element.tag
                if tag in _SKIPPED or not isinstance(tag, str):
                    walk.skip_subtree()
                    frames.append(frames[-1])
                    continue
                frames.append(self._open(element, tag, frames[-1]))
                if element.text:
                    self._add(element.text, frames[-1])
                continue
            frame = frames.pop()
            if element.tag in BLOCKS:
                self._close(element.tag, frame)
            if element.tail and element is not root:
                self._add(element.tail, frames[-1])
        self._flush()
        return self._joined()

    def _open(self, element: Any, tag: str, around: _Frame) -> _Frame:
        self.numbers += 1
        if tag in _VOID:  # nothing stands in it
            if tag == "br":
                self._flush()
            return around
        if block := tag in BLOCKS:
            self._start(tag, around)
        words: tuple[int, ...] = ()
        hidden = around.hidden
        if attributes := dict(element.items()):
            words = _words(attributes)
            hidden = hidden or _is_hidden(attributes)
        return _Frame(
            tag if block else around.tag,
            self._with(around.tags, tag),
            words if block else around.words,
            (around.around + words)[-_AROUND:] if words else around.around,
            (*around.path, self.numbers)[-_PATH:] if block else around.path,
            hidden,
            around.depth + 1,
        )

    def _with(self, tags: frozenset[str], tag: str) -> frozenset[str]:
        """Add a name to others; the same set is given for the same ones."""
        if tag in tags or len(tags) > _MOST_TAGS:
            return tags
        if (tags, tag) not in self.known:
            self.known[tags, tag] = tags | {tag}
        return self.known[tags, tag]

    def _start(self, tag: str, around: _Frame) -> None:
        """Begin a block: a line of its own, or a cell behind the others of its row."""
        if tag in _CELLS and self.pieces and "tr" in around.tags:
            self.pieces.append(" | ")
            return
        if tag in ("p", "div") and self.pieces and self.pieces[-1] == " | ":
            return
        self._flush()
        self.gap = self.gap or tag in _SPACED
        if tag in _LISTS:
            self.lists.append(0 if tag == "ol" else -1)
        elif tag == "li" and self.lists:
            if self.lists[-1] >= 0:
                self.lists[-1] += 1
            self.mark = f"{self.lists[-1]}. " if self.lists[-1] >= 0 else "- "

    def _close(self, tag: str, frame: _Frame) -> None:
        if tag in _CELLS and "tr" in frame.tags:
            return
        self._flush()
        self.mark = ""
        self.gap = self.gap or tag in _SPACED
        if tag in _LISTS and self.lists:
            self.lists.pop()

    def _add(self, text: str, frame: _Frame) -> None:
        if "pre" in frame.tags and "\n" in text:
            first, *rest = text.split("\n")
            self._put(first, frame)
            for line in rest:
                self._flush()
                self._put(line, frame)
        else:
            self._put(text, frame)

    def _put(self, text: str, frame: _Frame) -> None:
        if not self.pieces:
            if text.isspace():
                return
            self.first = frame
        if "a" in frame.tags or "button" in frame.tags:
            self.linked += len(text)
        self.pieces.append(text)

    def _flush(self) -> None:
        """End the line."""
        if not self.pieces:
            return
        line = _BLANK.sub(" ", "".join(self.pieces)).strip(" |")
        if line:
            share = min(self.linked / len(line), 1.0)
            self.lines.append(self.mark + line)
            self.blocks.append((self.first, share))
            self.gaps.append(self.gap)
            self.gap, self.mark = False, ""
            if len(self.lines) > self.limits.max_lines:
                raise PageError(f"the page has more than {self.limits.max_lines:,} lines of text")
        self.pieces, self.linked = [], 0

    def _joined(self) -> tuple[str, tuple[Block, ...]]:
        names = {tags: tuple(sorted(tags)) for tags in {frame.tags for frame, _ in self.blocks}}
        pieces: list[str] = []
        blocks, at = [], 0
        for line, (frame, share), gap in zip(self.lines, self.blocks, self.gaps, strict=True):
            if pieces:
                pieces.append("\n\n" if gap else "\n")
                at += len(pieces[-1])
            block = Block(
                at,
                at + len(line),
                frame.tag,
                names[frame.tags],
                frame.words,
                frame.around,
                frame.path,
                round(share, 4),
                frame.hidden,
                frame.depth,
            )
            blocks.append(block)
            pieces.append(line)
            at += len(line)
        return "".join(pieces), tuple(blocks)


def _words(attributes: Mapping[str, str]) -> tuple[int, ...]:
    """Give the numbers of the words in an element's classes, id, role and itemprop."""
    found: list[int] = []
    for name in ("class", "id", "role", "itemprop"):
        if value := attributes.get(name):
            found += _numbers(value[:200])
    return tuple(found[:12])


@functools.lru_cache(maxsize=1 << 16)
def _numbers(value: str) -> tuple[int, ...]:
    words = _WORD.findall(_CAMEL.sub(" ", value).lower())
    return tuple(zlib.crc32(word.encode()) for word in words)


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or ("style" in attributes and _HIDDEN.search(attributes["style"]) is not None)
    )
