"""The pieces of some documents, put together."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qualityfilter.lines.cells import Cells
from qualityfilter.lines.found import found_kinds, found_numbers
from qualityfilter.rules.library import Rules
from qualityfilter.rules.scan import Reading
from qualityfilter.text.characters import IntArray, fold
from qualityfilter.text.tokens import FloatArray, Tokens, tokenize


@dataclass(frozen=True, eq=False)
class Batch:
    """The non-blank pieces of some documents, as arrays of one entry a piece.

    Attributes:
        lines: the folded pieces, without outer blanks.
        documents: number of the document that each lies in, ascending from 0.
        owners: number of the line that each lies in, ascending over the batch; see `LOST`.
        gaps: whether a blank line, or the text's start, stands before its line.
        titles: the folded title of each document, empty where none is known.
        kinds: what rules found in each, a column a kind of finding; see `found`.
        found: the same in numbers about labels.
    """

    lines: Sequence[str]
    documents: IntArray
    owners: IntArray
    gaps: npt.NDArray[np.bool_]
    titles: Sequence[str]
    kinds: Cells
    found: FloatArray

    @functools.cached_property
    def tokens(self) -> Tokens:
        """The tokens of the lines."""
        return tokenize(self.lines)


LOST = 100
"""A line of so many pieces is a page that lost its line breaks: each piece is judged as a line.
What that saves is in the table of tries."""


def _owners(begins: npt.NDArray[np.bool_]) -> IntArray:
    """The number of each piece's line.

    Args:
        begins: whether a piece is the first of its line.
    """
    lines = np.cumsum(begins) - 1
    lost = np.bincount(lines, minlength=1)[lines] >= LOST
    return np.cumsum(begins | lost) - 1


def make_batch(rules: Rules, readings: Sequence[Reading], titles: Sequence[str]) -> Batch:
    """Put the pieces of some texts into one batch.

    Args:
        rules: those that the texts were read with.
        readings: of the texts.
        titles: of the texts, empty where none is known.
    """
    layouts = [reading.layout for reading in readings]
    counts = [len(layout.starts) for layout in layouts]
    documents = np.repeat(np.arange(len(layouts)), counts)
    lines = np.concatenate([np.empty(0, np.int64), *(layout.lines for layout in layouts)])
    begins = np.ones(len(lines), bool)
    begins[1:] = (np.diff(lines) != 0) | (np.diff(documents) != 0)
    return Batch(
        lines=[line for layout in layouts for line in layout.contents],
        documents=documents,
        owners=_owners(begins),
        gaps=np.concatenate([np.empty(0, bool), *(layout.gaps for layout in layouts)]),
        titles=[fold(" ".join(title.split())) for title in titles],
        kinds=found_kinds(rules, readings),
        found=found_numbers(rules, readings),
    )
