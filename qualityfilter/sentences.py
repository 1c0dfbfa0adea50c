"""Sentence boundaries, by the sentencex library, as ends that tile the text."""

from __future__ import annotations

import re

import sentencex

_SURROGATES = re.compile("[\ud800-\udfff]")


def sentence_ends(text: str, lang: str | None = None) -> list[int]:
    """Return where each sentence ends, its trailing blanks included.

    Args:
        text: one line or paragraph.
        lang: ISO 639-1 code; English rules where it is not known.

    Returns:
        Ascending offsets in code points; the last is `len(text)`. Empty for an empty text.
    """
    if not text:
        return []
    plain = _SURROGATES.sub("\ufffd", text)  # the library takes only what UTF-8 can hold
    boundaries = sentencex.get_sentence_boundaries(lang or "en", plain)
    ends = {int(boundary["end_index"]) for boundary in boundaries if boundary["end_index"] > 0}
    return sorted(ends | {len(text)})
