"""Walk over a page's tree once: its visible text, line by line, and what the tags know of each."""

from __future__ import annotations

import functools
import re
import zlib
from collections.abc import Mapping
from typing import Any, NamedTuple

from lxml import etree

from qualityfilter.core.data import Block
from qualityfilter.core.limits import SizeLimits
from qualityfilter.pages.decoding import PageError
from qualityfilter.pages.hidden import Names, hiding, is_hidden, is_passed_over

_NAMES = {
    "skipped": (
        "script style noscript template title iframe object embed svg canvas audio video "
        "select option datalist map area frame frameset noframes annotation annotation-xml"
    ),
    "blocks": (
        "address article aside blockquote body button caption center dd details dialog dir div "
        "dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html "
        "label legend li main menu nav ol p pre section summary table tbody td textarea tfoot th "
        "thead tr ul"
    ),
    "inline": (
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark math nobr q rp "
        "rt ruby s samp search small span strike strong sub sup time tt u var"
    ),
    "void": "base br col img input link meta param",
    "spaced": "p h1 h2 h3 h4 h5 h6 blockquote pre figure table ul ol dl",
}
_SKIPPED, BLOCKS, _INLINE, _VOID, _SPACED = (frozenset(names.split()) for names in _NAMES.values())
"""Elements whose content nobody sees as text of the page; that stand on lines of their own; that
stand within a line; that hold nothing; and that a blank line sets apart."""

_NAMED = tuple(sorted(BLOCKS | _INLINE))
_BITS = {name: 1 << at for at, name in enumerate(_NAMED)}
"""Names of elements around a line that are kept, each as a bit of a number: those of HTML. Others
mean nothing to anybody, and a page can make up as many as it likes."""

_PRE, _TR = _BITS["pre"], _BITS["tr"]
_LINKS = _BITS["a"] | _BITS["button"]

_CELLS = frozenset(("td", "th"))
_LISTS = frozenset(("ul", "ol", "menu", "dir"))

BLANK = re.compile(r"[ \t\n\r\f\v]{2,}|[\t\n\r\f\v]")
_WORD = re.compile(r"[a-z]{2,}")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


class _Frame(NamedTuple):
    """What is known of an open element; the defaults are those of what is around the page.

    Attributes:
        counts: how many elements of each name it has had.
        tag: its name.
        tags: names of it and those around it, the sum of their `_BITS`.
        words: numbers of the words in its classes and id.
        around: those of the elements around it, the nearest last.
        path: numbers of the blocks around it, and its own, in the order of the page; the nearest
            last.
        hidden: whether it or one around it says that it is not shown, or not to be read aloud.
        unseen: whether it or one around it is not shown.
        depth: how many are around it.
        block: whether it stands on lines of its own.
        outer: the element around it.
        name: its tag, empty if it is none of the page's.
        number: its number among those of its tag there.
    """

    counts: dict[str, int]
    tag: str = ""
    tags: int = 0
    words: tuple[int, ...] = ()
    around: tuple[int, ...] = ()
    path: tuple[int, ...] = ()
    hidden: bool = False
    unseen: bool = False
    depth: int = 0
    block: bool = False
    outer: _Frame | None = None
    name: str = ""
    number: int = 0


def _path(frame: _Frame) -> str:
    """The path of the nearest block around what stands in a frame; empty if it is too long."""
    steps: list[str] = []
    length = 0
    while frame.outer is not None:
        if frame.block or steps:
            steps.append(f"/{frame.name}[{frame.number}]")
            length += len(steps[-1])
            if length > _LONGEST or not frame.name:
                return ""
        frame = frame.outer
    return "".join(reversed(steps))


_AROUND = 24
"""Words of classes and ids of elements around a line that are kept, the nearest."""

_PATH = 6
"""Blocks around a line that are kept, the nearest."""

_LONGEST = 1000
"""Characters of the longest path of an element that is kept."""


Node = tuple[Any, bool]
"""A text of a tree: an element, and whether it stands behind it, not in it."""


class Line(NamedTuple):
    """What a line is made of.

    Attributes:
        mark: what stands before it, such as the number of a list's item.
        text: of it, without the mark.
        lead: how many characters were taken off its start.
        pieces: its texts as they stand in the tree, with their nodes; None for what parts cells.
    """

    mark: str
    text: str
    lead: int
    pieces: tuple[tuple[Node | None, str], ...]


class Walk:
    """One walk over a tree: collects lines and what the tags around them know.

    Args:
        limits: how many lines and characters may be collected.
        noscript: whether what stands in `<noscript>` is read.
        made: an element that is none of the page's: its lines have no path.
        lines: receives what each line is made of. None: nobody asks.
    """

    def __init__(
        self,
        limits: SizeLimits,
        *,
        noscript: bool = False,
        made: Any = None,
        lines: list[Line] | None = None,
    ) -> None:
        self.limits = limits
        self.lines = lines
        self.node: Node = (None, False)
        self.nodes: list[Node | None] = []
        self.noscript = noscript
        self.made = made
        self.hides: Names = frozenset()
        self.text: list[str] = []
        self.size = 0
        self.blocks: list[Block] = []
        self.names: dict[int, tuple[str, ...]] = {}
        self.pieces: list[str] = []
        self.linked = 0
        self.gap = False
        self.first = _Frame({})
        self.numbers = 0
        self.lists: list[int] = []
        self.mark = ""

    def again(self, *, noscript: bool = False, made: Any = None) -> Walk:
        """Return a new walk like this one; see the class."""
        lines = None if self.lines is None else list[Line]()
        return Walk(self.limits, noscript=noscript, made=made, lines=lines)

    def run(self, root: Any) -> tuple[str, tuple[Block, ...]]:
        """Return the text and its blocks, one a line.

        Raises:
            PageError: they are too many.
        """
        frames = [_Frame({})]
        self.hides = hiding(root)
        passed = False
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                frame = self._frame(element, frames[-1])
                if passed := frame is None:
                    walk.skip_subtree()
                    continue
                frames.append(frame)
                if element.text:
                    self.node = element, False
                    self._add(element.text, frames[-1])
                continue
            if not passed:
                frame = frames.pop()
                if element.tag in BLOCKS or element.tag == "noscript":
                    self._close(element.tag, frame)
            passed = False
            if element.tail and element is not root:
                self.node = element, True
                self._add(element.tail, frames[-1])
        self._flush()
        return "".join(self.text), tuple(self.blocks)

    def _frame(self, element: Any, around: _Frame) -> _Frame | None:
        """Open an element, or None if it is passed over, with all that stands in it."""
        tag = element.tag
        if not isinstance(tag, str) or (
            tag in _SKIPPED and not (tag == "noscript" and self.noscript)
        ):
            return None
        around.counts[tag] = around.counts.get(tag, 0) + 1
        attributes = dict(element.items())
        hides = not around.unseen and is_hidden(tag, attributes, self.hides)
        told = bool(attributes) or hides
        if told and is_passed_over(element, attributes, hidden=hides, inline=tag not in BLOCKS):
            return None
        return self._open(element, attributes, around, hides)

    def _open(
        self, element: Any, attributes: Mapping[str, str], around: _Frame, hides: bool
    ) -> _Frame:
        tag = element.tag
        self.numbers += 1
        if tag in _VOID:  # nothing stands in it
            if tag == "br":
                self._flush()
            return around
        if tag == "noscript":
            self._flush()
        if block := tag in BLOCKS:
            self._start(tag, around)
        words: tuple[int, ...] = ()
        unseen = around.unseen or hides
        hidden = around.hidden or unseen
        if attributes:
            words = _words(attributes)
            hidden = hidden or attributes.get("aria-hidden") == "true"
        return _Frame(
            {},
            tag if block else around.tag,
            around.tags | _BITS.get(tag, 0),
            words if block else around.words,
            (around.around + words)[-_AROUND:] if words else around.around,
            (*around.path, self.numbers)[-_PATH:] if block else around.path,
            hidden,
            unseen,
            around.depth + 1,
            block,
            around,
            "" if element is self.made else tag,
            around.counts[tag],
        )

    def _start(self, tag: str, around: _Frame) -> None:
        """Begin a block: a line of its own, or a cell behind the others of its row."""
        if tag in _CELLS and self.pieces and around.tags & _TR:
            self._keep(" | ", None)
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
        if tag in _CELLS and frame.tags & _TR:
            return
        self._flush()
        self.mark = ""
        self.gap = self.gap or tag in _SPACED
        if tag in _LISTS and self.lists:
            self.lists.pop()

    def _add(self, text: str, frame: _Frame) -> None:
        if frame.tags & _PRE and "\n" in text:
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
        if frame.tags & _LINKS:
            self.linked += len(text)
        self._keep(text, self.node)

    def _keep(self, text: str, node: Node | None) -> None:
        """Take a piece of a line, and its node if somebody asks: a node takes 250 bytes."""
        self.pieces.append(text)
        if self.lines is not None:
            self.nodes.append(node)

    def _flush(self) -> None:
        """End the line."""
        if not self.pieces:
            return
        whole = BLANK.sub(" ", "".join(self.pieces))
        line = whole.strip(" |")
        if line:
            if self.lines is not None:
                lead = len(whole) - len(whole.lstrip(" |"))
                pieces = tuple(zip(self.nodes, self.pieces, strict=True))
                self.lines.append(Line(self.mark, line, lead, pieces))
            self._end(self.mark + line, min(self.linked / len(line), 1.0))
            self.gap, self.mark = False, ""
            if len(self.blocks) > self.limits.max_lines:
                raise PageError(f"the page has more than {self.limits.max_lines:,} lines of text")
        self.pieces, self.nodes, self.linked = [], [], 0

    def _end(self, line: str, share: float) -> None:
        """Keep a line, and what is known of it; at once, so that no frame is kept along with it."""
        if self.text:
            self.text.append("\n\n" if self.gap else "\n")
            self.size += len(self.text[-1])
        start, frame = self.size, self.first
        self.text.append(line)
        self.size += len(line)
        if frame.tags not in self.names:
            self.names[frame.tags] = _names(frame.tags)
        block = Block(
            start,
            self.size,
            frame.tag,
            self.names[frame.tags],
            frame.words,
            frame.around,
            frame.path,
            round(share, 4) if share else 0.0,
            frame.hidden,
            frame.depth,
            element=_path(frame),
        )
        self.blocks.append(block)


def _names(tags: int) -> tuple[str, ...]:
    return tuple(name for at, name in enumerate(_NAMED) if tags >> at & 1)


def _words(attributes: Mapping[str, str]) -> tuple[int, ...]:
    """Return the numbers of the words in an element's classes, id, role and itemprop."""
    found: list[int] = []
    for name in ("class", "id", "role", "itemprop"):
        if value := attributes.get(name):
            found += _numbers(value[:200])
    return tuple(found[:12])


@functools.lru_cache(maxsize=1 << 16)
def _numbers(value: str) -> tuple[int, ...]:
    words = _WORD.findall(_CAMEL.sub(" ", value).lower())
    return tuple(zlib.crc32(word.encode()) for word in words)
