"""Web archives: their HTML responses become pages, and what else they hold is passed over.

Where one record ends and the next begins is found here, because the libraries believe each
record's Content-Length, and with one that lies they lose its neighbours. A length is believed if
the next record, or the end, is where it says; else the next record is looked for. What a record
holds is FastWARC's to tell, which unlike others takes a damaged body for damaged, and knows all
the encodings of today.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from qualityfilter.core.data import Failure, Page
from qualityfilter.core.extras import extra
from qualityfilter.records.chunk import Chunk, Raw
from qualityfilter.records.options import Options
from qualityfilter.records.outcome import FailedRecord, Record
from qualityfilter.records.streams import BrokenStream

with extra("warc"):
    from fastwarc.warc import WarcRecord

_HEADERS = 1 << 16
"""Bytes of the longest headers, and those that are kept of a record that is too long."""

_END = b"\r\n\r\n"
_START = re.compile(rb"WARC/\d\.\d\r?\n[A-Za-z][A-Za-z-]*:")
_BREAKS = re.compile(rb"[\r\n]*")
_OVERLAP = 64
_AFTER = 16
"""Bytes that are looked at behind a record."""

_BLOCK = 1 << 16
"""Bytes of a body that are read at a time."""

_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,18})[ \t]*\r?$", re.M | re.I)
_ABOUT = re.compile(rb"^Content-(?:Type|Length):.*\n", re.M | re.I)
_BREAK = re.compile(rb"\r?\n")
_HTTP_END = re.compile(rb"\r?\n\r?\n")
_KIND = re.compile(rb"^WARC-Type:", re.M | re.I)
_NO_KIND = Failure(None, "warc", "its headers have no WARC-Type")
_RESPONSE = re.compile(rb"^WARC-Type:[ \t]*response[ \t]*\r?$", re.M | re.I)
_HTML = re.compile(
    rb"^(?:WARC-Identified-Payload-Type|Content-Type):[ \t]*"
    rb"(?:text/html|application/xhtml\+xml)\b",
    re.M | re.I,
)
_REDIRECT = re.compile(rb"HTTP/[\d.]+[ \t]+3\d\d\b")


class _Framed(NamedTuple):
    """A record as it stands in the archive.

    Attributes:
        content: its headers and its body, or what there is of them.
        failure: why it is not whole.
    """

    content: bytes
    failure: Failure | None = None


class _Stream:
    """The bytes of an archive that are not used yet."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self.data = bytearray()
        self.why: str | None = None
        self._blocks = iter(blocks)

    def more(self) -> bool:
        """Read a block; says whether there was one."""
        try:
            block = next(self._blocks, b"")
        except BrokenStream as error:
            block, self.why = b"", str(error)
        self.data += block
        return bool(block)

    def fill(self, size: int) -> bool:
        """Read until there are so many bytes; says whether there are."""
        while len(self.data) < size:
            if not self.more():
                return False
        return True

    def take(self, size: int) -> bytes:
        """Use some bytes."""
        taken = bytes(memoryview(self.data)[:size])
        del self.data[:size]
        return taken


def raws(blocks: Iterable[bytes], source: str, most: int) -> Iterator[Raw | None]:
    """Cut an archive into records. None stands for one that is no HTML response, or redirects."""
    for number, (content, failure) in enumerate(_records(_Stream(blocks), most), 1):
        if failure or _is_page(content):
            yield Raw(content, number, source, failure=failure)
        else:
            yield None


def _records(stream: _Stream, most: int) -> Iterator[_Framed]:
    while _begin(stream):
        size = _size(stream)
        if size is not None and size <= most and _is_whole(stream, size):
            content = stream.take(size)
            yield _Framed(content, None if _KIND.search(content, 0, _HEADERS) else _NO_KIND)
            continue
        content, there = _until_next(stream, most)
        if size is None or size <= most or there < size:
            yield _Framed(
                content if there <= most else content[:_HEADERS], _broken(stream, size, there)
            )
        elif _is_page(content):
            message = f"{there:,} bytes long, and more than {most:,} are not read"
            failure = Failure(None, "size", f"{message}; here is its beginning")
            yield _Framed(content[:_HEADERS], failure)
        else:
            yield _Framed(content[:_HEADERS])
    if stream.why:
        yield _Framed(b"", Failure(None, "unreadable", stream.why))


def _begin(stream: _Stream) -> bool:
    """Pass over line breaks; says whether something follows."""
    while True:
        blanks = _BREAKS.match(stream.data)
        del stream.data[: blanks.end() if blanks else 0]
        if stream.data:
            return True
        if not stream.more():
            return False


def _size(stream: _Stream) -> int | None:
    """Return the bytes of a record, as its headers tell; None where they cannot."""
    data = stream.data
    while (end := data.find(_END, 0, _HEADERS)) < 0 and len(data) < _HEADERS:
        if not stream.more():
            return None
    if end < 0 or not data.startswith(b"WARC/") or _START.search(data, 1, end):
        return None
    found = _LENGTH.search(data, 0, end + 1)
    return end + len(_END) + int(found[1]) if found else None


def _is_whole(stream: _Stream, size: int) -> bool:
    """Return whether a record ends where its length says, as what stands there shows."""
    stream.fill(size + _AFTER)
    after = bytes(stream.data[size : size + _AFTER])
    if len(stream.data) < size or (not after and stream.why):
        return False
    return after.startswith(_END) or after.lstrip(b"\r\n")[:5] in (b"", b"WARC/")


def _until_next(stream: _Stream, most: int) -> tuple[bytes, int]:
    """Use all bytes up to the next record; give those that are wanted, and how many there were."""
    kept, size, at = bytearray(), 0, 1
    while not (found := _START.search(stream.data, at)):
        settled = len(stream.data) - _OVERLAP  # a start may yet be cut in two
        if settled > 0:
            kept += stream.take(settled)[: most - len(kept)]
            size, at = size + settled, 0
        if not stream.more():
            break
    end = found.start() if found else len(stream.data)
    kept += stream.take(end)[: most - len(kept)]
    return bytes(kept), size + end


def _broken(stream: _Stream, size: int | None, there: int) -> Failure:
    if stream.why and not stream.data:
        why, stream.why = stream.why, None
        return Failure(None, "unreadable", why)
    if size is None:
        return Failure(None, "warc", "has no headers of a WARC record with a Content-Length")
    message = (
        f"its headers tell of {size:,} bytes, and it has {there:,} with the line breaks behind"
    )
    return Failure(None, "warc", message)


def _is_page(content: bytes) -> bool:
    """Return whether a record is a response with a web page."""
    end = content.find(_END)
    head, http = content[:end], content[end + len(_END) : end + _HEADERS]
    http = _HTTP_END.split(http, 1)[0]
    if not _RESPONSE.search(head) or not http.startswith(b"HTTP/") or _REDIRECT.match(http):
        return False
    return bool(_HTML.search(http) or _HTML.search(head))


def decode(chunk: Chunk, options: Options) -> Iterator[Record | FailedRecord]:
    """Make records of HTML responses."""
    for raw in chunk.records:
        found = raw.failure or _record(raw, options.max_page)
        if isinstance(found, Failure):
            yield FailedRecord(raw.source, raw.line, found, raw.content)
        else:
            yield found


def _record(raw: Raw, most: int) -> Record | Failure:
    first: Exception | None = None
    response = _response(raw.content)
    for mode in _MODES:
        try:
            record = WarcRecord.from_bytes(response)
            record.parse_http(auto_decode=mode)
            body = _body(record.reader, most)
        except (OSError, ValueError, RuntimeError) as error:
            first = first or error
            continue
        if mode == "all" or body.lstrip()[:1] == b"<":
            if len(body) <= most and _breaks_off(response, mode, record):
                return Failure(None, "warc", "its compressed body breaks off before its end")
            return _page(raw, record, body)
    return Failure(None, "warc", f"its body cannot be read: {first}")


_MODES = ("all", "transfer", "content", "none")
"""Some archives hold bodies that are decoded already, under headers that say otherwise."""


_PACKED = {"all": "transfer", "content": "none"}
"""How to get the compressed body of one that was read in another way."""

_ZLIB = {"gzip": 31, "deflate": 15}
"""How zlib is asked for these encodings. Of all others FastWARC says itself that they break off."""


def _breaks_off(response: bytes, mode: str, record: WarcRecord) -> bool:
    """Whether a compressed body is not there to its end: FastWARC takes half of it for all."""
    encoding = (record.http_headers.get("Content-Encoding") or "").strip().lower()
    if mode not in _PACKED or encoding not in _ZLIB:
        return False
    packed = WarcRecord.from_bytes(response)
    packed.parse_http(auto_decode=_PACKED[mode])
    body = _body(packed.reader, len(response))
    return not _ends(body, _ZLIB[encoding])


def _ends(body: bytes, kind: int) -> bool:
    """Return whether a body is there to its end, as far as zlib can tell."""
    stream = zlib.decompressobj(kind)
    try:
        while stream.decompress(body, _BLOCK) and not stream.eof:
            body = stream.unconsumed_tail
    except zlib.error:  # FastWARC has read it all the same
        return True
    return stream.eof


def _response(content: bytes) -> bytes:
    """Write a record so that FastWARC finds the response of HTTP in it.

    It finds none where the record does not say that it holds one, or not in small letters: then
    its headers, and a body that is compressed, would be taken for a page. And it finds no body
    behind headers whose lines end in line feeds alone.
    """
    head, _, block = content.partition(_END)
    told = _HTTP_END.search(block, 0, _HEADERS)
    if not told:
        return content
    http = _BREAK.sub(b"\r\n", block[: told.start()]) + _END
    body = memoryview(block)[told.end() :]
    size = len(http) + len(body)
    about = b"Content-Type: application/http\r\nContent-Length: %d" % size + _END
    return b"".join((_ABOUT.sub(b"", head + b"\r\n"), about, http, body))


def _body(reader: Any, most: int) -> bytes:
    """Read a body, and of one that is too long a byte more than it may have: that shows it.

    FastWARC takes room for all that it is asked for, so it is asked for little at a time.
    """
    body = bytearray()
    while block := reader.read(min(_BLOCK, most + 1 - len(body))):
        body += block
    return bytes(body)


def _page(raw: Raw, record: WarcRecord, body: bytes) -> Record:
    told = {name.lower(): value for name, value in record.headers}
    page = Page(
        body,
        url=told.get("warc-target-uri", "").strip("<>") or None,
        id=told.get("warc-record-id"),
        encoding=record.http_charset,
    )
    values = {"date": told.get("warc-date")}
    return Record(page, raw.source, raw.line, raw.content, values)
