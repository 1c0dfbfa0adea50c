"""Sentence boundaries, by the sentencex library, as ends that tile the text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise

import sentencex

from qualityfilter.core.foreign import calling
from qualityfilter.text.characters import fold

BLOCK = 4000
"""A longer text is cut into blocks of at most so many characters, after a full stop if it has
one: on a line full of open quotation marks the library's time grows with the square.
"""


def sentence_ends(text: str, lang: str | None = None) -> list[int]:
    """Return where each sentence ends, its trailing blanks included.

    Args:
        text: one line or paragraph, any string.
        lang: ISO 639-1 code; English rules where it is not known.

    Returns:
        Ascending offsets in code points; the last is `len(text)`. Empty for an empty text.

    Raises:
        LibraryError: the library gave up on the text.
    """
    # Folded, for the library counts bytes where it should count characters: of a capital before a
    # non-ASCII blank and a full stop it asks what half of the blank is, and panics.
    folded = fold(text)
    lang = lang or "en"
    if len(folded) <= BLOCK:
        return list(accumulate(map(len, _segment(folded, lang)))) if folded else []
    cut = (folded[start:stop] for start, stop in blocks(folded, BLOCK))
    return list(accumulate(len(each) for block in cut for each in _segment(block, lang)))


def sentences(text: str, lang: str | None = None) -> list[str]:
    """Cut a text into sentences that tile it; arguments and errors are those of `sentence_ends`."""
    return [text[start:end] for start, end in pairwise((0, *sentence_ends(text, lang)))]


def _segment(folded: str, lang: str) -> list[str]:
    with calling("sentencex"):
        found: list[str] = sentencex.segment(lang, folded)
    return found


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
