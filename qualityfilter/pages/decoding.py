"""From the bytes of a page to its markup: is it a page at all, and in which encoding?"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator


class PageError(ValueError):
    """Says within this room why a page cannot be read."""


_NO_PAGES = {
    b"%PDF": "a PDF file",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"RIFF": "a WebP image, or sound or video",
    b"PK\x03\x04": "a ZIP archive",
    b"\x1f\x8b": "gzipped data",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "a rich text document",
}
"""How files that are no pages begin."""

_HEAD = 2048
_BINARY = 0.05
"""With more of its first bytes control characters than this, a file is no text. NUL is not
counted: pages that were put together carelessly hold it."""

_STRAY = 8
"""So many may be in any text."""

_CONTROLS = bytes({*range(1, 9), *range(14, 27), *range(28, 32)})

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
"""How pages begin whose first bytes tell the encoding."""

_DECLARED = re.compile(
    rb"<meta[^>]{0,400}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})"
    rb"|<\?xml[^>]{0,100}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})",
    re.IGNORECASE,
)
_PROLOGUE = 1 << 16
"""So many bytes are searched for the page's own word on its encoding."""

_WEB = re.compile(
    r"ascii|cp\d+|iso8859-\d+|koi8-[rtu]|mac-\w+|gb\w+|hz|big5\w*|euc_\w+|iso2022_\w+"
    r"|shift_jis\w*|tis-620|ptcp154|kz1048|utf-(?:8|16|32)(?:-[bl]e)?"
)
"""Names of codecs that pages are written in. Python knows others that are no encodings of pages,
and one, `punycode`, whose time is the square of the length."""

_WIDER = {
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
"""What browsers read under some names, which has all that the names mean and more.

https://encoding.spec.whatwg.org/#names-and-labels
"""

_GUESSES = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp874"),
    *("koi8_r", "gb18030", "big5", "cp932", "euc_jp", "cp949"),
)
_SAMPLE = 1 << 14
"""So many bytes, about, are looked at for a guess."""

_ENOUGH = 40
"""With fewer bytes beyond ASCII there is nothing to guess by, and most pages are western."""

_FAULTS = 0.1
"""So many faults for a character beyond ASCII may be in what is in some encoding after all."""


def refuse_other_files(source: str | bytes) -> None:
    """Check that a page does not begin as files of other kinds do.

    Raises:
        PageError: it does.
    """
    head = source[:_HEAD]
    start = head.encode("latin-1", "replace") if isinstance(head, str) else head
    for sign, kind in _NO_PAGES.items():
        if start.startswith(sign):
            raise PageError(f"not a page but {kind}")
    if any(start.startswith(mark) for mark, _ in _MARKS):
        return
    odd = len(start) - len(start.translate(None, _CONTROLS))
    if odd > max(_BINARY * len(start), _STRAY):
        raise PageError("not a page but binary data")


def decode(source: bytes, named: str | None) -> str:
    """Decode a page.

    Its first bytes are asked, then whether it is UTF-8, which other encodings hardly ever are by
    chance; then the name that came with it, and its own word; at last its bytes are guessed at.
    What broke off within a character ends in a replacement character.

    Args:
        source: the page.
        named: the encoding that a header names.
    """
    for mark, encoding in _MARKS:
        if source.startswith(mark):
            return source.decode(encoding, "replace").removeprefix("\ufeff")
    told = [*_codec(named or "", source), *_declared(source)]
    tried = [*told, "utf-8"] if source.isascii() else ["utf-8", *told]
    for attempt in (_strictly, _leniently):
        for name in tried:
            if (text := attempt(source, name)) is not None:
                return text
    return source.decode(_guess(source), "replace")


def _declared(source: bytes) -> Iterator[str]:
    """Return the codec of the encoding that a page says it is in."""
    if found := _DECLARED.search(source, 0, _PROLOGUE):
        yield from _codec((found[1] or found[2]).decode("ascii", "replace"), source)


def _codec(name: str, source: bytes) -> Iterator[str]:
    """Return Python's name of an encoding, if pages are written in it and this one can be."""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return
    wide = found.startswith(("utf-16", "utf-32"))  # every tag in these holds NUL
    if _WEB.fullmatch(found) and (not wide or b"\0" in source):
        yield _WIDER.get(found, found)


def _strictly(source: bytes, name: str) -> str | None:
    """Decode what has no fault but that it may break off within its last character."""
    decoder = codecs.getincrementaldecoder(name)()
    try:
        text = decoder.decode(source)
    except UnicodeError:
        return None
    return text + "\ufffd" if decoder.getstate()[0] else text


def _leniently(source: bytes, name: str) -> str | None:
    """Decode what has few faults for the characters beyond ASCII that it holds."""
    text = source.decode(name, "replace")
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return text if text.count("\ufffd") <= _FAULTS * beyond else None


def _guess(source: bytes) -> str:
    """Guess the encoding by the stretches that hold bytes beyond ASCII."""
    from charset_normalizer import from_bytes

    sample = b""
    for run in _RUN.finditer(source):
        if not run[0].isascii():
            sample += run[0] + b"\n"
            if len(sample) > _SAMPLE:
                break
    if len(sample) - len(sample.decode("ascii", "ignore")) < _ENOUGH:
        return _GUESSES[0]
    found = from_bytes(sample, cp_isolation=list(_GUESSES))
    best = found.best()
    western = next((each for each in found if each.encoding == _GUESSES[0]), None)
    if best is None or (western and western.chaos <= best.chaos and not best.coherence):
        return _GUESSES[0]
    return str(best.encoding)


_RUN = re.compile(rb"[^<>\n]+")
