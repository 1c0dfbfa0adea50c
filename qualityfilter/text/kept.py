"""Which parts of the documents of a batch stay, as arrays over its tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from qualityfilter.text.characters import IntArray
from qualityfilter.text.segments import SegmentedText
from qualityfilter.text.tokens import Tokens

_WIDE = 1 << 40
"""More than any document has characters."""


@dataclass(frozen=True, slots=True, eq=False)
class KeptText:
    """What stays of one document.

    Attributes:
        layout: of its text.
        ranges: what stays of its contents, sorted and disjoint, each within one content.
        lang: ISO 639-1 code; None where the caller does not say.
    """

    layout: SegmentedText
    ranges: Sequence[tuple[int, int]]
    lang: str | None


@dataclass(frozen=True, slots=True, eq=False)
class KeptSpans:
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

    def __getitem__(self, chosen: Any) -> KeptSpans:
        return KeptSpans(
            self.documents[chosen], self.starts[chosen], self.ends[chosen], self.shifts[chosen]
        )

    def tokens(self, tokens: Tokens) -> tuple[IntArray, IntArray]:
        """Return the number of each part's first token, and of the first that is no more its."""
        first = np.searchsorted(tokens.starts, self.starts + self.shifts)
        return first, np.searchsorted(tokens.starts, self.ends + self.shifts)

    def token_rows(self, tokens: Tokens) -> tuple[IntArray, IntArray]:
        """Return the part and the number of each token that lies in one, part by part."""
        first, last = self.tokens(tokens)
        counts = last - first
        rows = np.repeat(np.arange(len(self)), counts)
        return rows, np.arange(len(rows)) + (first - np.cumsum(counts) + counts)[rows]

    def holding(self, places: Sequence[tuple[int, int]]) -> IntArray:
        """Return the numbers of the parts that hold some places, `(document, character)`."""
        if not places or not len(self):
            return np.empty(0, np.int64)
        documents, offsets = np.array(places, dtype=np.int64).T
        keys = documents * _WIDE + offsets
        at = np.searchsorted(self.documents * _WIDE + self.starts, keys, side="right") - 1
        return np.unique(at[(at >= 0) & (keys < (self.documents * _WIDE + self.ends)[at])])


def gather(tokens: Tokens, documents: Sequence[KeptText]) -> KeptSpans:
    """Return what stays of some documents.

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
    return KeptSpans(*np.concatenate(every, axis=1))
