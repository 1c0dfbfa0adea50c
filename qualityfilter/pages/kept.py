"""What is kept of a page as clean HTML or Markdown: headings, lists, links, tables, emphasis."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from qualityfilter.core.data import Document, Page, Span
from qualityfilter.core.extras import extra
from qualityfilter.core.limits import SizeLimits
from qualityfilter.pages.walk import BLANK, BLOCKS, Line, Node
from qualityfilter.pages.webpage import read_lines

_BLOCK_NAMES = (
    "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table caption tr td th figure figcaption"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
"""Elements on lines of their own that stay; of others what they hold stays."""

_CONTAINERS = frozenset(("", "blockquote", "figure"))
"""Those in which a text stands in a paragraph."""

_INLINE = {
    **{name: name for name in ("a", "em", "strong", "code", "sub", "sup", "q", "s", "u", "mark")},
    **{"b": "strong", "i": "em", "cite": "em", "tt": "code", "kbd": "code", "samp": "code"},
    **{"del": "s", "strike": "s"},
}
"""Elements within a line that stay, and what they become."""

_LINES = frozenset(_INLINE.values())
_CELLS = ("td", "th")
_TABLE = ("table", "caption", "tr", *_CELLS)

_DEEPEST = 100
"""Elements in which others stand that are written; who reads them may go into each by itself."""

_SPANS = ("colspan", "rowspan")
_NUMBER = re.compile(r"[0-9]{1,3}")
_ADDRESS = re.compile(r"https?://|mailto:|tel:|[#/?.]|[\w-]+(?:[/?#.]|$)", re.I)
"""How the address of a link begins that is kept; one that is a script is none."""


def kept_html(page: Page, document: Document, spans: Sequence[Span], limits: SizeLimits) -> str:
    """Return what is left of a page as an `<article>` of clean elements.

    Their only attributes are the addresses of links, and how many rows and columns a cell takes.

    Args:
        page: the page.
        document: what was read of it.
        spans: what was found in its text; what is cut is left out.
        limits: those it was read with.
    """
    root, lines = read_lines(page, limits)
    kept = _kept(document, spans, lines)
    writer, data = _Writer(), _data_tables(lines)
    tables: list[bool] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if tag == "table" and event == "start":
            tables.append(element in data)
        attributes = _attributes(element, document.url)
        lays_out = tag in _TABLE and not (tables and tables[-1])
        name = "div" if lays_out else "span" if tag == "a" and not attributes else tag
        if event == "start":
            writer.start(name, attributes)
            writer.add(kept.get((element, False), ""))
            continue
        writer.end(name)
        if tag == "table":
            tables.pop()
        if element is not root:
            writer.add(kept.get((element, True), ""))
    return writer.html()


def _data_tables(lines: Sequence[Line]) -> set[Any]:
    """The tables that have several cells on a line; others lay out the page."""
    found = set()
    for line in lines:
        if any(node is None for node, _ in line.pieces):
            element = next(node[0] for node, _ in line.pieces if node is not None)
            found.add(next(element.iterancestors("table"), None))
    return found


def check_markup(form: str | None) -> None:
    """See that what is kept can be given in a form.

    Raises:
        UsageError: the library for it is not installed.
    """
    if form == "markdown":
        with extra("markdown"):
            import markdownify  # noqa: F401


def as_markdown(html: str) -> str:
    """Return HTML as Markdown."""
    from markdownify import markdownify

    text: str = markdownify(html, heading_style="ATX", bullets="-")
    return text.strip()


def _attributes(element: Any, url: str | None) -> str:
    """The attributes of an element that stay, as they are written."""
    found: list[tuple[str, str]] = []
    if element.tag == "a" and (address := (element.get("href") or "").strip()):
        if _ADDRESS.match(address):
            found.append(("href", _absolute(address, url)))
    elif element.tag in ("td", "th"):
        numbers = ((name, element.get(name, "")) for name in _SPANS)
        found += [pair for pair in numbers if _NUMBER.fullmatch(pair[1])]
    return "".join(f' {name}="{escape(value)}"' for name, value in found)


def _absolute(address: str, url: str | None) -> str:
    try:
        return urljoin(url, address) if url else address
    except ValueError:  # such as a broken IPv6 address
        return address


def _kept(document: Document, spans: Sequence[Span], lines: Sequence[Line]) -> dict[Node, str]:
    """What is left of each text node."""
    cuts = [span for span in spans if span.action == "cut"]
    found: dict[Node, list[str]] = {}
    first = 0
    for block, line in zip(document.blocks, lines, strict=True):
        while first < len(cuts) and cuts[first].end <= block.start:
            first += 1
        ranges, position, at = list[tuple[int, int]](), block.start, first
        while at < len(cuts) and cuts[at].start < block.end:
            ranges.append((position, cuts[at].start))
            position, at = cuts[at].end, at + 1
        ranges.append((position, block.end))
        for node, text in _of_line(line, [(a - block.start, b - block.start) for a, b in ranges]):
            found.setdefault(node, []).append(text)
    return {node: "\n".join(texts) for node, texts in found.items()}


def _of_line(line: Line, ranges: Sequence[tuple[int, int]]) -> list[tuple[Node, str]]:
    """The parts of a line's text nodes that lie in some ranges of the line."""
    length = len(line.mark) + len(line.text)
    inside = [(max(start, 0), min(end, length)) for start, end in ranges if start < end]
    if inside == [(0, length)]:
        return [(node, text) for node, text in line.pieces if node is not None]
    places = _places("".join(text for _, text in line.pieces), line)
    ends = list(accumulate(len(text) for _, text in line.pieces))
    found: list[tuple[Node, str]] = []
    for start, end in inside:
        low = places[max(start - len(line.mark), 0)]
        high = places[max(end - len(line.mark), 0)]
        for (node, text), stop in zip(line.pieces, ends, strict=True):
            begin = stop - len(text)
            part = text[max(low - begin, 0) : max(high - begin, 0)]
            if node is not None and part:
                found.append((node, part))
    return found


def _places(raw: str, line: Line) -> list[int]:
    """Where in its nodes' text, as it stands there, each character of a line lies, and its end."""
    places: list[int] = []
    position = 0
    for blank in BLANK.finditer(raw):
        places += [*range(position, blank.start()), blank.start()]
        position = blank.end()
    places += [*range(position, len(raw)), len(raw)]
    lead = line.lead
    return places[lead : lead + len(line.text) + 1]


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is open.

    Attributes:
        tag: what is written.
        attributes: likewise.
        of: name of the page's element, empty where it has none.
    """

    tag: str
    attributes: str = ""
    of: str = ""


class _Writer:
    """Writes the elements that hold text, each as soon as there is some.

    What nothing stands in is not written, but for cells of a row in which something stands.
    """

    def __init__(self) -> None:
        self.written: list[str] = []
        self.open = [_Open("")]
        self.begun = 1
        self.cells: list[str] = []
        self.gap = ""
        self.pre = 0
        self.deep = 0

    def start(self, tag: str, attributes: str) -> None:
        """Open an element of the page."""
        if self.deep or len(self.open) > _DEEPEST:
            self.deep += 1
        elif tag == "br":
            self.gap = "<br>" if self.begun == len(self.open) else self.gap
        elif tag in _INLINE:
            self._paragraph()
            self.open.append(_Open(_INLINE[tag], attributes, tag))
        elif tag in BLOCKS:
            self._leave_line()
            if tag in _BLOCKS:
                self.open.append(_Open(tag, attributes, tag))
                self.pre += tag == "pre"
                self.cells = [] if tag == "tr" else self.cells

    def end(self, tag: str) -> None:
        """Close it."""
        if self.deep:
            self.deep -= 1
            return
        if tag in BLOCKS:
            self._leave_line()
        if (tag in _INLINE or tag in _BLOCKS) and any(each.of == tag for each in self.open):
            while self.open[-1].of != tag:
                self._close()
            self._close()

    def add(self, text: str) -> None:
        """Write some text."""
        text = text if self.pre else BLANK.sub(" ", text)
        if text.isspace():
            self.gap = self.gap or (text if self.begun == len(self.open) else "")
        elif text:
            self._paragraph()
            self.written.append(self.gap)
            self.gap = ""
            for each in self.open[self.begun :]:
                self.written.append(f"<{each.tag}{each.attributes}>")
                if each.tag == "tr":
                    self.written += self.cells
                    self.cells = []
            self.begun = len(self.open)
            self.written.append(escape(text, quote=False))

    def html(self) -> str:
        """Return all of it."""
        while len(self.open) > 1:
            self._close()
        return "<article>\n" + "".join(self.written) + "</article>"

    def _paragraph(self) -> None:
        """Open a paragraph where a text would stand in none."""
        if self.open[-1].tag in _CONTAINERS:
            self.open.append(_Open("p"))

    def _leave_line(self) -> None:
        """Close what stands within a line, and a paragraph that is none of the page's."""
        while self.open[-1].tag in _LINES or self.open[-1] == _Open("p"):
            self._close()

    def _close(self) -> None:
        last = self.open.pop()
        self.pre -= last.tag == "pre"
        if last.tag not in _LINES:
            self.gap = ""
        if self.begun > len(self.open):
            self.begun = len(self.open)
            self.written.append(f"</{last.tag}>" + ("" if last.tag in _LINES else "\n"))
        elif last.tag in _CELLS and self.open[-1].tag == "tr":
            cells = self.written if self.begun == len(self.open) else self.cells
            cells.append(f"<{last.tag}></{last.tag}>\n")
