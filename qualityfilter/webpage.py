"""Read a web page: its visible text, line by line, with what the tags know of each line.

The tree is walked once. Nothing is fetched, no external entity is read and no script is run.
"""

from __future__ import annotations

import functools
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from lxml import etree
from lxml import html as lxml_html

from qualityfilter.data import Block, Document, Failure, Page
from qualityfilter.errors import ContentError

MAX_SIZE = 20_000_000
"""Bytes or characters of the longest page that is read."""

MAX_LINES = 100_000
"""Lines that are read of one page; a million table rows would be more."""

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
    "spaced": "p h1 h2 h3 h4 h5 h6 blockquote pre figure table ul ol dl",
}
_SKIPPED, _BLOCKS, _SPACED = (frozenset(names.split()) for names in _NAMES.values())
"""Elements whose content nobody sees as text of the page; that stand on lines of their own; and
that a blank line sets apart."""

_CELLS = frozenset(("td", "th"))
_LISTS = frozenset(("ul", "ol", "menu", "dir"))

_BLANK = re.compile(r"[ \t\n\r\f\v]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_WORD = re.compile(r"[a-z]{2,}")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


class PageError(ValueError):
    """Says within this module why a page cannot be read."""


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
_AROUND = 24
"""Words of classes and ids of elements around a line that are kept, the nearest."""

_PATH = 6
"""Blocks around a line that are kept, the nearest."""


def read_page(page: Page) -> Document:
    """Read a page into a document whose blocks say what its tags know of each line.

    Raises:
        ContentError: it is empty, too large, or no page at all.
    """
    try:
        root = _parse(page)
    except PageError as error:
        raise ContentError(Failure(page.id, "page", str(error))) from error
    about = _about(root)
    text, blocks = _Walk().run(root)
    if body := about.get("body"):
        blocks = _told(text, blocks, body)
    return Document(
        text,
        title=page.title or about.get("title"),
        lang=page.lang or about.get("lang"),
        url=page.url or about.get("url"),
        source=page.source,
        id=page.id,
        meta={**{key: about[key] for key in _KEPT if key in about}, **page.meta},
        blocks=blocks,
    )


def _parse(page: Page) -> Any:
    """Give the page's tree, whatever it came as."""
    source = page.html
    if isinstance(source, etree._ElementTree):
        return source.getroot()
    if isinstance(source, etree._Element):
        return source
    if hasattr(source, "find_all"):
        return _of_soup(source)
    if not isinstance(source, (str, bytes, bytearray)):
        given = type(source).__name__
        raise PageError(f"a page is str, bytes, a soup or an lxml tree, not {given}")
    if len(source) > MAX_SIZE:
        raise PageError(f"the page is longer than {MAX_SIZE:,} bytes or characters")
    markup = source if isinstance(source, str) else _decode(bytes(source), page.encoding)
    return _tree(markup)


def _of_soup(soup: Any) -> Any:
    """Make one tree of a soup, whose parts the converter gives one by one."""
    from lxml.html.soupparser import convert_tree

    root = etree.Element("html")
    root.extend(part for part in convert_tree(soup) if isinstance(part.tag, str))
    if not len(root):
        raise PageError("the soup is empty")
    if (own := soup.find("html")) and own.get("lang"):
        root.set("lang", own["lang"])
    return root


def _decode(source: bytes, encoding: str | None) -> str:
    """Decode a page by its BOM, its header, its own word, or its bytes, in this order."""
    for start, kind in _NO_PAGES.items():
        if source.startswith(start):
            raise PageError(f"not a page but {kind}")
    from bs4.dammit import EncodingDetector, UnicodeDammit

    known = [encoding] if encoding else []
    declared = EncodingDetector.find_declared_encoding(source, is_html=True)
    tried = [*([declared] if declared else []), "utf-8"]  # before its bytes are guessed at
    found = UnicodeDammit(
        source, known_definite_encodings=known, user_encodings=tried, is_html=True
    ).unicode_markup
    if found is None:
        raise PageError("the page's encoding is not to be found out")
    return str(found)


_NO_PAGES = {
    b"%PDF": "a PDF file",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"PK\x03\x04": "a ZIP archive",
    b"\x1f\x8b": "gzipped data",
}


def _tree(markup: str) -> Any:
    markup = _ODD.sub("\ufffd", markup)
    if not markup.strip():
        raise PageError("the page is empty")
    try:
        root = lxml_html.document_fromstring(_DECLARATION.sub("", markup, count=1))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        root = None
    if root is None or not len(root):
        return _forgiven(markup)
    return root


_ODD = re.compile("[\0\ud800-\udfff]")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def _forgiven(markup: str) -> Any:
    """Read a page that lxml gives up on, by the reader that never does."""
    from lxml.html.soupparser import fromstring

    try:
        return fromstring(markup)
    except (ValueError, RecursionError, IndexError) as error:
        raise PageError(f"the page cannot be read: {error}") from error


class _Walk:
    """One walk over a tree: collects lines and what the tags around them know."""

    def __init__(self) -> None:
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

    def run(self, root: Any) -> tuple[str, tuple[Block, ...]]:
        """Give the text and its blocks, one a line."""
        frames = [_ROOT]
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
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
            elif event == "end":
                frame = frames.pop()
                if element.tag in _BLOCKS:
                    self._close(element.tag, frame)
            if event != "start" and element.tail and element is not root:
                self._add(element.tail, frames[-1])
            if len(self.lines) >= MAX_LINES:
                break
        self._flush()
        return self._joined()

    def _open(self, element: Any, tag: str, around: _Frame) -> _Frame:
        if tag in _BLOCKS:
            self._start(tag, around)
        elif tag == "br":
            self._flush()
        attributes = element.attrib
        words: tuple[int, ...] = ()
        hidden = around.hidden
        if attributes:
            words = _words(attributes)
            hidden = hidden or _is_hidden(attributes)
        block = tag in _BLOCKS
        self.numbers += 1
        return _Frame(
            tag if block else around.tag,
            around.tags if tag in around.tags else around.tags | {tag},
            words if block else around.words,
            (around.around + words)[-_AROUND:] if words else around.around,
            (*around.path, self.numbers)[-_PATH:] if block else around.path,
            hidden,
            around.depth + 1,
        )

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
        self.pieces, self.linked = [], 0

    def _joined(self) -> tuple[str, tuple[Block, ...]]:
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
                tuple(sorted(frame.tags)),
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


def _told(text: str, blocks: tuple[Block, ...], body: str) -> tuple[Block, ...]:
    """Say how much of each line stands in the article's body as the page's data has it.

    A line's share of runs of three words; of shorter lines, whether all of them stand there.
    """
    words = _words_of(body)
    threes, ones = set(zip(words, words[1:], words[2:], strict=False)), set(words)
    found = []
    for block in blocks:
        mine = _words_of(text[block.start : block.end])
        runs = list(zip(mine, mine[1:], mine[2:], strict=False))
        share = sum(run in threes for run in runs) / len(runs) if runs else float(ones >= {*mine})
        found.append(replace(block, told=round(share, 4)))
    return tuple(found)


def _words_of(text: str) -> list[str]:
    return _RUN.findall(text.lower())


_RUN = re.compile(r"\w+")


# --- what a page says of itself -----------------------------------------------------------------

_KEPT = ("headline", "free", "body", "site_name", "type")
_METAS = {
    "og:title": "title",
    "twitter:title": "title",
    "og:url": "url",
    "og:site_name": "site_name",
    "og:type": "type",
}


def _about(root: Any) -> dict[str, Any]:
    """Give what the page says of itself: OpenGraph, `<title>`, canonical address, JSON-LD."""
    found: dict[str, Any] = {}
    for element in root.iter("meta", "link", "title", "script"):
        attributes = element.attrib
        if element.tag == "meta":
            name = attributes.get("property") or attributes.get("name") or ""
            if (key := _METAS.get(name.lower())) and (content := attributes.get("content")):
                found.setdefault(key, content.strip())
        elif element.tag == "link":
            if attributes.get("rel") == "canonical" and attributes.get("href"):
                found["url"] = attributes["href"].strip()
        elif element.tag == "title":
            found.setdefault("page_title", _BLANK.sub(" ", element.text or "").strip())
        elif "ld+json" in attributes.get("type", ""):
            for article in _articles(element.text or ""):
                found |= article
    found["title"] = found.get("headline") or found.get("title") or found.get("page_title")
    lang = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    if lang and re.fullmatch(r"[A-Za-z]{2,3}([-_]\w+)*", lang.strip()):
        found["lang"] = lang.strip()
    return {key: value for key, value in found.items() if value not in (None, "")}


def _articles(script: str) -> Iterator[dict[str, Any]]:
    """Give what JSON-LD says of articles."""
    try:
        data: Any = json.loads(script)
    except (ValueError, RecursionError):
        return
    waiting = [data]
    for _ in range(200):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            waiting += [value[key] for key in ("@graph", "mainEntity") if key in value]
            kinds = value.get("@type")
            named = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and kind.endswith("Article") for kind in named):
                yield _article(value)


def _article(value: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if isinstance(headline := value.get("headline"), str):
        found["headline"] = headline.strip()
    if isinstance(body := value.get("articleBody"), str):
        found["body"] = body
    free = value.get("isAccessibleForFree")
    if free is not None:
        found["free"] = str(free).lower() not in ("false", "0", "no")
    return found
