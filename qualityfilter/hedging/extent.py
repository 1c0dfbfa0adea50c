"""Which of the parts that stay the hedge model looks at, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from qualityfilter.hedging.features import ENGLISH
from qualityfilter.hedging.lexica import lexicon
from qualityfilter.text.characters import ByteArray, IntArray
from qualityfilter.text.kept import KeptSpans, KeptText
from qualityfilter.text.sentences import blocks, sentences
from qualityfilter.text.tables import CASELESS, LOWER
from qualityfilter.text.tokens import Tokens

_ENGLISH_SHARE = 0.1
"""English news has about 0.25 of the words of that list, other languages under 0.03."""

_FEW_WORDS = 12
"""With fewer words than this, a share says nothing, and English cues are proof enough."""

_LONG_SENTENCE = 2000
"""A longer one has lost its full stops: it is searched, and marked, in parts of this length.

That also keeps the time linear: each hit may scan the rest of its sentence.
"""


def are_english(
    tokens: Tokens, known: ByteArray, passages: KeptSpans, documents: Sequence[KeptText]
) -> npt.NDArray[np.bool_]:
    """Find which documents are English, by what their caller or else their words say.

    Args:
        tokens: of the batch.
        known: the kinds of its words; see `features.kinds`.
        passages: of the documents.
        documents: what stays of them.
    """
    first, last = passages.tokens(tokens)
    classes = tokens.classes[tokens.starts]
    words = (classes >= LOWER) & (classes <= CASELESS)
    totals = []
    for flags in (words, (known & ENGLISH) > 0):
        sums = np.concatenate(([0], np.cumsum(flags)))
        counts = sums[last] - sums[first]
        totals.append(np.bincount(passages.documents, counts, len(documents)))
    found = (totals[0] < _FEW_WORDS) | (totals[1] >= _ENGLISH_SHARE * totals[0])
    for number, remains in enumerate(documents):
        if remains.lang is not None:
            found[number] = remains.lang.lower().startswith("en")
    return found


def split_sentences(
    passages: KeptSpans, documents: Sequence[KeptText]
) -> tuple[KeptSpans, IntArray]:
    """Return the sentences of some passages, and the number of the passage of each."""
    langs = [lexicon(document.lang) or "en" for document in documents]
    rows: list[tuple[int, int, int]] = []
    for owner, (number, start, end) in enumerate(passages):
        text, lang = documents[number].layout.folded[start:end], langs[number]
        rows += [(owner, start + first, start + last) for first, last in _sentences(text, lang)]
    owners, starts, ends = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    return KeptSpans(passages.documents[owners], starts, ends, passages.shifts[owners]), owners


def _sentences(text: str, lang: str) -> Iterator[tuple[int, int]]:
    """Return where each sentence starts and ends, without its outer blanks."""
    start = 0
    for sentence in sentences(text, lang):
        if len(sentence) <= _LONG_SENTENCE:
            parts = [sentence]
        else:
            parts = [sentence[first:last] for first, last in blocks(sentence, _LONG_SENTENCE)]
        for part in parts:
            end = start + len(part)
            if content := part.strip():
                first = start + part.index(content[0])
                yield first, first + len(content)
            start = end
