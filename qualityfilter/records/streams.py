"""Bytes in and out of compressed streams, and their lines, in bounded memory.

A compressed stream may be several that were joined. One that breaks off gives all that came
before, and then says so.
"""

from __future__ import annotations

import codecs
import importlib
import io
import re
import sys
import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Protocol, TypeVar

from qualityfilter.core.data import Failure
from qualityfilter.core.errors import UsageError
from qualityfilter.core.extras import install
from qualityfilter.records.formats import Compression

_PLAIN = 1 << 18
"""Bytes of the longest block, however few compressed ones it is made of."""

_COMPRESSED = 1 << 12
_ZSTANDARD = 1 << 10
"""Compressed bytes read at a time. Zstandard's library gives all that they grow to at once: four
bytes can tell of 128 kB, so these of 32 MB."""

_BEGINNING = 1 << 16
"""Bytes that are kept of a record that is too long."""

_WINDOW = 1 << 27
"""Bytes of the largest window of zstandard, as its own command has it; all of it is held."""

_XZ_MEMORY = 1 << 28
"""Bytes that decompressing xz may take, of which its dictionary is the greater part; `xz -9` needs
a quarter of it."""

_GZIP = 31
"""How zlib is asked for gzip's header, in which it leaves the time 0."""


_Record = TypeVar("_Record")


class BrokenStream(Exception):
    """Says within this package why a stream gives no more bytes."""


class Compressor(Protocol):
    """Compresses one stream; what several gave may be joined."""

    def compress(self, data: bytes, /) -> bytes:
        """Take bytes, and give those that are ready."""

    def flush(self) -> bytes:
        """Return the rest, and end the stream."""


class _Plain:
    """Gives what it takes."""

    def compress(self, data: bytes, /) -> bytes:
        return data

    def flush(self) -> bytes:
        return b""


def compressor(name: Compression | None) -> Compressor:
    """Return what compresses one stream: the same bytes for the same input, whatever the time.

    Args:
        name: how; None leaves the bytes as they are.

    Raises:
        UsageError: a library for it is missing.
    """
    if name == "gz":
        return zlib.compressobj(6, zlib.DEFLATED, _GZIP)
    if name == "bz2":
        return _module("bz2").BZ2Compressor()
    if name == "xz":
        return _module("lzma").LZMACompressor()
    if name == "zst":
        return _module("zstandard").ZstdCompressor(write_checksum=True).compressobj()
    return _Plain()


def _decompressor(name: Compression) -> Any:
    if name == "gz":
        return zlib.decompressobj(_GZIP)
    if name == "bz2":
        return _module("bz2").BZ2Decompressor()
    if name == "xz":
        return _module("lzma").LZMADecompressor(memlimit=_XZ_MEMORY)
    return _module("zstandard").ZstdDecompressor(max_window_size=_WINDOW).decompressobj()


def _module(name: str) -> Any:
    """Import what not every Python has."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        hint = f"; {install('zstd')}" if name == "zstandard" else ""
        raise UsageError(f"{error}{hint}") from error


_MAGIC: dict[bytes, Compression] = {
    b"\x1f\x8b": "gz",
    b"\x28\xb5\x2f\xfd": "zst",
    b"BZh": "bz2",
    b"\xfd7zXZ\0": "xz",
}
"""What compressed streams begin with."""


def check_compression(name: Compression | None) -> None:
    """See that there is a library for a compression.

    Raises:
        UsageError: it is missing.
    """
    compressor(name)


def read_blocks(path: Path | None, compression: Compression | None) -> Iterator[bytes]:
    """Read a file, or standard input where `path` is None, block by block.

    Args:
        path: the file.
        compression: of the file; that of standard input shows at its beginning.

    Raises:
        BrokenStream: it cannot be read, or not to its end.
        UsageError: a library for its compression is missing, or standard input is closed.
    """
    if path is None:
        compression = _compression_in(beginning())
    try:
        with nullcontext(sys.stdin.buffer) if path is None else path.open("rb") as file:
            yield from unpacked(file, compression)
    except OSError as error:
        raise BrokenStream(f"cannot be read: {error.strerror or error}") from error


def unpacked(file: BinaryIO, compression: Compression | None) -> Iterator[bytes]:
    """Return what a file holds once it is decompressed, block by block.

    Raises:
        BrokenStream: it is damaged, or breaks off.
        UsageError: a library for its compression is missing.
    """
    if compression is None:
        return _plain(file)
    return _decompressed(file, compression, _decompressor(compression))


class _Ahead(io.RawIOBase):
    """A stream of which the beginning was read already, from its first byte on."""

    def __init__(self, head: bytes, whole: Any) -> None:
        self.head = head
        self._left = io.BytesIO(head)
        self._whole = whole  # which would close what it reads if it were let go of
        self._rest = whole.buffer

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        block = self._left.read(len(buffer)) or getattr(self._rest, "read1", self._rest.read)(
            len(buffer)
        )
        buffer[: len(block)] = block
        return len(block)


def beginning() -> bytes:
    """Return what standard input begins with; whoever reads it from now on gets that, too.

    Raises:
        UsageError: it is closed, or cannot be read.
    """
    if sys.stdin is None:
        raise UsageError("standard input is closed: give a file, or pipe something in")
    known = getattr(sys.stdin.buffer, "raw", None)
    if not isinstance(known, _Ahead):
        try:
            head = sys.stdin.buffer.read(_BEGINNING)
        except OSError as error:
            why = error.strerror or error
            raise UsageError(f"standard input cannot be read: {why}; give a file") from error
        known = _Ahead(head, sys.stdin)
        sys.stdin = io.TextIOWrapper(io.BufferedReader(known))
    return known.head


def _compression_in(head: bytes) -> Compression | None:
    return next((name for magic, name in _MAGIC.items() if head.startswith(magic)), None)


def packed_beginning() -> Iterator[bytes]:
    """Return what standard input begins with, once it is decompressed, block by block.

    Raises:
        BrokenStream: where the beginning ends in the midst of a compressed stream.
        UsageError: as `beginning`, or a library for its compression is missing.
    """
    head = beginning()
    return unpacked(io.BytesIO(head), _compression_in(head))


def recoded(blocks: Iterable[bytes], encoding: str | None) -> Iterator[bytes]:
    """Return text of another encoding as UTF-8; bytes that stand for no character stay odd.

    Args:
        blocks: of a stream.
        encoding: its encoding, as Python names it; None is UTF-8.

    Raises:
        BrokenStream: it is not of that encoding, and what follows cannot be told.
    """
    if encoding is None:
        yield from blocks
        return
    decoder = codecs.getincrementaldecoder(encoding)("surrogateescape")
    try:
        for block in blocks:
            yield decoder.decode(block).encode("utf-8", "surrogateescape")
        yield decoder.decode(b"", True).encode("utf-8", "surrogateescape")
    except UnicodeError as error:
        raise BrokenStream(f"is not {encoding}: {getattr(error, 'reason', error)}") from error


def _plain(file: BinaryIO) -> Iterator[bytes]:
    read = getattr(file, "read1", file.read)
    while block := read(_PLAIN):
        yield block


def _decompressed(file: BinaryIO, name: Any, start: Any) -> Iterator[bytes]:
    """Decompress streams that follow each other; zeros between or behind them are padding."""
    stream, begun = start, False
    while block := file.read(_ZSTANDARD if name == "zst" else _COMPRESSED):
        while block := block if begun else block.lstrip(b"\0"):
            try:
                yield from _grown(stream, block, name)
            except Exception as error:  # each library has its own, and some have several
                raise BrokenStream(_broken(name, error)) from error
            begun, block = not stream.eof, stream.unused_data if stream.eof else b""
            if stream.eof:
                stream = _decompressor(name)
    if begun:
        raise BrokenStream(f"the {name} stream breaks off before its end")


def _broken(name: str, error: Exception) -> str:
    if "memory" in str(error).lower():
        return f"the {name} stream needs more memory than may be taken: {error}"
    return f"the {name} stream is damaged: {error}"


def _grown(stream: Any, block: bytes, name: str) -> Iterator[bytes]:
    """Return what compressed bytes grow to, in blocks of bounded size."""
    if name == "zst":
        data = memoryview(stream.decompress(block))
        yield from (bytes(data[at : at + _PLAIN]) for at in range(0, len(data), _PLAIN))
        return
    grown = b"?"
    while grown or block:
        grown = stream.decompress(block, _PLAIN)
        if grown:
            yield grown
        if stream.eof:
            return
        # What is not used of the block zlib gives back, and the others keep.
        block = getattr(stream, "unconsumed_tail", b"")


class Clock:
    """Ends the reading of a stream that gives no record, however much it grows to.

    The time that passes while a stream is waited for, or while records are cleaned, does not
    count.

    Args:
        seconds: the longest time of computing for a record.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._begun = time.thread_time()

    def blocks(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """Pass on the blocks of a stream.

        Raises:
            BrokenStream: it took too long, and no record came of it.
        """
        for block in blocks:
            if time.thread_time() - self._begun > self.seconds:
                message = f"to read a record took longer than {self.seconds:g} seconds"
                raise BrokenStream(f"{message}; what follows was not read")
            yield block

    def records(self, records: Iterable[_Record]) -> Iterator[_Record]:
        """Pass on the records that are made of the blocks; with each, time begins anew."""
        for record in records:
            yield record
            self._begun = time.thread_time()


class Piece(NamedTuple):
    """A line without its line break, or a whole file.

    Attributes:
        content: its bytes, or what there is of them.
        number: of the line, from 1.
        failure: why it is not whole.
    """

    content: bytes
    number: int
    failure: Failure | None = None


class Held:
    """Gathers a piece, and of one that is too long the beginning."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.size = 0
        self._buffer = io.BytesIO()

    def add(self, data: bytes) -> None:
        """Take bytes."""
        self.size += len(data)
        if self.size <= self.most:
            self._buffer.write(data)
        elif len(beginning := self._buffer.getvalue()) < _BEGINNING:
            self._buffer.write(data[: _BEGINNING - len(beginning)])

    def piece(self, number: int, why: str | None = None) -> Piece:
        """Return the piece of this line, which is not whole where there is a reason why."""
        content = self._buffer.getvalue()
        if why:
            return Piece(content, number, Failure(None, "unreadable", why))
        if self.size > self.most:
            content = content[:_BEGINNING]
            message = f"{self.size:,} bytes long, and more than {self.most:,} are not read"
            return Piece(
                content, number, Failure(None, "size", f"{message}; here is its beginning")
            )
        return Piece(content, number)


_BLANKS = re.compile(rb"[ \t\r\n\f\v]*\n")
"""Matches blank lines, from the start of one on."""


def lines(blocks: Iterable[bytes], most: int, *, blank: bool = True) -> Iterator[Piece]:
    """Cut blocks into lines at line feeds.

    Args:
        blocks: of a stream.
        most: bytes of the longest line that is kept.
        blank: whether blank lines are wanted. Where they are not, runs of them are passed over as
            fast as they are read; some that stand alone may be given all the same.

    Yields:
        The lines, also those that are empty; at last, if the stream breaks off, what is left of
        the line where it does, with the reason.
    """
    number, held, why = 1, Held(most), None
    stream = iter(blocks)
    while True:
        try:
            block = next(stream, None)
        except BrokenStream as error:
            block, why = None, str(error)
        if block is None:
            break
        begin = block.find(b"\n") + 1 if held.size else 0
        known = begin or not held.size
        if not blank and known and (run := _BLANKS.match(block, begin)):
            if begin:
                held.add(block[: begin - 1])
                yield held.piece(number)
                held, number = Held(most), number + 1
            number += block.count(b"\n", begin, run.end())
            block = block[run.end() :]
        *ended, rest = block.split(b"\n")
        for piece in ended:
            if held.size or len(piece) > most:
                held.add(piece)
                yield held.piece(number)
                held = Held(most)
            else:
                yield Piece(piece, number)
            number += 1
        held.add(rest)
    if held.size or why:
        yield held.piece(number, why)


def whole(blocks: Iterable[bytes], most: int) -> Piece:
    """Return all of a stream as one piece."""
    held = Held(most)
    try:
        for block in blocks:
            held.add(block)
    except BrokenStream as error:
        return held.piece(1, str(error))
    return held.piece(1)
