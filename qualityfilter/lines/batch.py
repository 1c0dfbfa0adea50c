"""The lines of some documents, put together."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qualityfilter.characters import IntArray, fold
from qualityfilter.lines.tokens import Tokens, tokenize
from qualityfilter.segments import Layout


@dataclass(frozen=True, eq=False)
class Batch:
    """The non-blank lines of some documents, as arrays of one entry a line.

    Attributes:
        lines: the folded lines, without outer blanks.
        documents: number of the document that each lies in, ascending from 0.
        gaps: whether a blank line, or the text's start, stands before each.
        titles: the folded title of each document, empty where none is known.
    """

    lines: Sequence[str]
    documents: IntArray
    gaps: npt.NDArray[np.bool_]
    titles: Sequence[str]

    @functools.cached_property
    def tokens(self) -> Tokens:
        """The tokens of the lines."""
        return tokenize(self.lines)


def make_batch(layouts: Sequence[Layout], titles: Sequence[str]) -> Batch:
    """Put the contents of some texts into one batch.

    Args:
        layouts: of the texts.
        titles: of the texts, empty where none is known.
    """
    counts = [len(layout.starts) for layout in layouts]
    return Batch(
        lines=[line for layout in layouts for line in layout.contents],
        documents=np.repeat(np.arange(len(layouts)), counts),
        gaps=np.concatenate([np.empty(0, bool), *(layout.gaps for layout in layouts)]),
        titles=[fold(" ".join(title.split())) for title in titles],
    )
