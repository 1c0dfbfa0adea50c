"""Which parts of the documents of a batch the hedge model looks at, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from qualityfilter.hedging.features import ENGLISH
from qualityfilter.lines.tokens import CASELESS, LOWER, ByteArray, Tokens
from qualityfilter.segments import IntArray, Layout
from qualityfilter.sentences import blocks, sentences

_ENGLISH_SHARE = 0.1
"""English news has about 0.25 of the words of that list, other languages under 0.03."""

_FEW_WORDS = 12
"""With fewer words than this, a share says nothing, and English cues are proof enough."""

_LONG_SENTENCE = 2000
"""A longer one has lost its full stops: it is searched, and marked, in parts of this length.

That also keeps the time linear: each hit may scan the rest of its sentence.
"""

_WIDE = 1 << 40
"""More than any document has characters."""


@dataclass(frozen=True, slots=True, eq=False)
class Remains:
    """What stays of one document.

    Attributes:
        layout: of its text.
        ranges: what stays of its contents, sorted and disjoint, each within one content.
        lang: ISO 639-1 code; only English is looked at. Where it is None, the text itself says.
    """

    layout: Layout
    ranges: Sequence[tuple[int, int]]
    lang: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Passages:
    """Parts of the documents of a batch, in order, as arrays of one entry a part.

    Attributes:
        documents: number of the document of each.
        starts: first character of each, in its document.
        ends: one past its last.
        shifts: what leads from its document's characters to those of the batch's tokens.
    """

    documents: IntArray
    starts: IntArray
    ends: IntArray
    shifts: IntArray

    def __len__(self) -> int:
        return len(self.starts)

    def __iter__(self) -> Iterator[tuple[int, int, int]]:
        parts = (self.documents.tolist(), self.starts.tolist(), self.ends.tolist())
        return zip(*parts, strict=True)

    def __getitem__(self, chosen: Any) -> Passages:
        return Passages(
            self.documents[chosen], self.starts[chosen], self.ends[chosen], self.shifts[chosen]
        )

    def tokens(self, tokens: Tokens) -> tuple[IntArray, IntArray]:
        """Give the number of each part's first token, and of the first that is no more its."""
        first = np.searchsorted(tokens.starts, self.starts + self.shifts)
        return first, np.searchsorted(tokens.starts, self.ends + self.shifts)

    def token_rows(self, tokens: Tokens) -> tuple[IntArray, IntArray]:
        """Give the part and the number of each token that lies in one, part by part."""
        first, last = self.tokens(tokens)
        counts = last - first
        rows = np.repeat(np.arange(len(self)), counts)
        return rows, np.arange(len(rows)) + (first - np.cumsum(counts) + counts)[rows]

    def holding(self, places: Sequence[tuple[int, int]]) -> IntArray:
        """Give the numbers of the parts that hold some places, `(document, character)`."""
        if not places or not len(self):
            return np.empty(0, np.int64)
        documents, offsets = np.array(places, dtype=np.int64).T
        keys = documents * _WIDE + offsets
        at = np.searchsorted(self.documents * _WIDE + self.starts, keys, side="right") - 1
        return np.unique(at[(at >= 0) & (keys < (self.documents * _WIDE + self.ends)[at])])


def gather(tokens: Tokens, documents: Sequence[Remains]) -> Passages:
    """Give what stays of some documents.

    Args:
        tokens: of all contents of the documents' layouts, one after the other.
        documents: what stays of them.
    """
    every = [np.empty((4, 0), np.int64)]
    line = 0
    for number, remains in enumerate(documents):
        layout = remains.layout
        starts, ends = np.array(remains.ranges, dtype=np.int64).reshape(-1, 2).T
        lines = np.searchsorted(layout.starts, starts, side="right") - 1
        shifts = tokens.line_starts[line + lines] - layout.starts[lines]
        every.append(np.stack([np.full(len(starts), number), starts, ends, shifts]))
        line += len(layout.starts)
    return Passages(*np.concatenate(every, axis=1))


def are_english(
    tokens: Tokens, known: ByteArray, passages: Passages, documents: Sequence[Remains]
) -> npt.NDArray[np.bool_]:
    """Say which documents are English, by what their caller or else their words say.

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


def split_sentences(passages: Passages, documents: Sequence[Remains]) -> tuple[Passages, IntArray]:
    """Give the sentences of some passages, and the number of the passage of each."""
    rows: list[tuple[int, int, int]] = []
    for owner, (number, start, end) in enumerate(passages):
        text = documents[number].layout.folded[start:end]
        rows += [(owner, start + first, start + last) for first, last in _sentences(text)]
    owners, starts, ends = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    return Passages(passages.documents[owners], starts, ends, passages.shifts[owners]), owners


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Give where each sentence starts and ends, without its outer blanks."""
    start = 0
    for sentence in sentences(text, "en"):
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
