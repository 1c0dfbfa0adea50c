"""Records in a JSON array, or one behind the other on as many lines as they like.

Each is cut out as it stands; from there on it is what a JSON line is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from qualityfilter.core.data import Failure
from qualityfilter.records.chunk import Raw
from qualityfilter.records.streams import BrokenStream, Held

OPEN, BETWEEN, CLOSE = b"[", b",", b"\n]\n"
"""What an array is written with; each record stands on a line of its own."""

_BOM = b"\xef\xbb\xbf"
_BLANKS = re.compile(rb"[\s,]*")
_STRING = re.compile(rb'["\\]')
_NESTED = re.compile(rb'["{}\[\]]')
_SIMPLE = re.compile(rb'[\s,"{}\[\]]')
_PAIRS = {b"}": b"{", b"]": b"["}
"""Which bracket each one closes."""


class _Cutter:
    """Finds where records end, in blocks that end anywhere."""

    def __init__(self, source: str, most: int) -> None:
        self.source = source
        self.most = most
        self.line = 1
        self.array: bool | None = None
        self.closed = False
        self._held = Held(most)
        self._begun = 1
        self._open = list[bytes]()
        self._opened = Counter[bytes]()
        self._string = False
        self._escaped = False

    def cut(self, block: bytes) -> Iterator[Raw]:
        """Take a block, and give the records that end in it."""
        at = 0
        while at < len(block):
            if not self._held.size:
                at = self._between(block, at)
                continue
            end, ends = self._within(block, at)
            self._add(block[at:end])
            at = end
            if ends:
                yield self._record()

    def rest(self, why: str | None) -> Iterator[Raw]:
        """Return what is left at the end of the stream; it is well if there is nothing."""
        if why:
            yield self._record(Failure(None, "unreadable", why))
        elif self._held.size and (self._open or self._string):
            yield self._record(Failure(None, "json", "not JSON: it ends before it is closed"))
        elif self._held.size:
            yield self._record()
        if self.array and not self.closed and not why:
            failure = Failure(None, "json", "the array has no end: the file may be cut off")
            yield Raw(b"", self.line, self.source, failure=failure)

    def _between(self, block: bytes, at: int) -> int:
        """Pass over what stands between records, up to behind the first byte of the next one."""
        blanks = _BLANKS.match(block, at)
        end = blanks.end() if blanks else at
        self.line += block.count(b"\n", at, end)
        first = block[end : end + 1]
        if first and self.array is None:  # what comes first shows it
            self.array = first == OPEN
            if self.array:
                return end + 1
        if first == b"]" and self.array:
            self.closed = True
        elif first:
            self._begun = self.line
            self._open = [first] if first in _PAIRS.values() else []
            self._opened = Counter(self._open)
            self._string = first == b'"'
            self._held.add(first)
        return end + 1

    def _within(self, block: bytes, at: int) -> tuple[int, bool]:
        """Go on in a record up to what could end it; says where that is, and whether it does."""
        if self._escaped:
            self._escaped = False
            return at + 1, False
        if self._string:
            found = _STRING.search(block, at)
            self._escaped = bool(found) and found[0] == b"\\"  # type: ignore[index]
            self._string = not found or self._escaped
            return (found.end() if found else len(block)), not self._string and not self._open
        found = (_NESTED if self._open else _SIMPLE).search(block, at)
        if not found:
            return len(block), False
        if not self._open:
            return found.start(), True
        if found[0] == b'"':
            self._string = True
        elif (opened := _PAIRS.get(found[0])) is None:
            self._open.append(found[0])
            self._opened[found[0]] += 1
        else:
            self._close(opened)
        return found.end(), not self._open

    def _close(self, opened: bytes) -> None:
        """Close a bracket, and those in it that are open yet; one that was not opened is none."""
        if self._opened[opened]:
            found = None
            while found != opened:
                found = self._open.pop()
                self._opened[found] -= 1

    def _add(self, content: bytes) -> None:
        self._held.add(content)
        self.line += content.count(b"\n")

    def _record(self, failure: Failure | None = None) -> Raw:
        content, _, too_long = self._held.piece(self._begun)
        self._held = Held(self.most)
        return Raw(content, self._begun, self.source, failure=failure or too_long)


def raws(blocks: Iterable[bytes], source: str, most: int) -> Iterator[Raw]:
    """Cut a stream into records. What has no end fails; a byte order mark is skipped."""
    cutter, why, first = _Cutter(source, most), None, True
    stream = iter(blocks)
    while True:
        try:
            block = next(stream, None)
        except BrokenStream as error:
            block, why = None, str(error)
        if block is None:
            break
        yield from cutter.cut(block.removeprefix(_BOM) if first else block)
        first = False
    yield from cutter.rest(why)
