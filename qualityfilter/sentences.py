"""Sentence boundaries, by the sentencex library, as ends that tile the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

import sentencex

BLOCK = 4000
"""A longer text is cut into blocks of at most so many characters, after a full stop if it has
one: on a line full of open quotation marks the library's time grows with the square.
"""

_SURROGATES = re.compile("[\ud800-\udfff]")


def sentence_ends(text: str, lang: str | None = None) -> list[int]:
    """Return where each sentence ends, its trailing blanks included.

    Args:
        text: one line or paragraph.
        lang: ISO 639-1 code; English rules where it is not known.

    Returns:
        Ascending offsets in code points; the last is `len(text)`. Empty for an empty text.
    """
    plain = _SURROGATES.sub("\ufffd", text)  # the library takes only what UTF-8 can hold
    return list(accumulate(map(len, sentences(plain, lang))))


def sentences(text: str, lang: str | None = None) -> list[str]:
    """Cut a text without lone surrogates into sentences that tile it.

    Args:
        text: one line or paragraph.
        lang: ISO 639-1 code; English rules where it is not known.
    """
    if len(text) <= BLOCK:
        found: list[str] = sentencex.segment(lang or "en", text)
        return found
    cut = (text[start:stop] for start, stop in blocks(text, BLOCK))
    return [sentence for block in cut for sentence in sentences(block, lang)]


def blocks(text: str, limit: int) -> Iterator[tuple[int, int]]:
    """Cut a text into parts of at most `limit` characters, after full stops or blanks if it can.

    Yields:
        Start and end of each part; they tile the text.
    """
    start = 0
    while len(text) - start > limit:
        found = text.rfind(". ", start, start + limit) + 2
        if found <= start + 1:
            found = text.rfind(" ", start, start + limit) + 1
        stop = found if found > start else start + limit
        yield start, stop
        start = stop
    if start < len(text):
        yield start, len(text)
