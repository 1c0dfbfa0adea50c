"""The place of each line in its document, in numbers: where it stands and what it shares."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from qualityfilter.lines.batch import Batch
from qualityfilter.text.characters import IntArray, U64Array, mix
from qualityfilter.text.tables import UPPER
from qualityfilter.text.tokens import (
    DoubleArray,
    FloatArray,
    Tokens,
    among,
    ranks,
    side_by_side,
    tokenize,
)

PLACE = (
    "from_start", "from_end", "lines", "characters", "mean_length", "gap_before", "gap_after",
    "copies", "copy_before", "in_title", "title_in", "known_words", "new_names", "short_share",
    "line_pieces", "line_before", "line_after", "line_share", "line_length",
)  # fmt: skip
"""Names of the columns of `Features.place`; all lie about between 0 and 3."""


def line_place(tokens: Tokens, batch: Batch) -> FloatArray:
    """Return the numbers named by `PLACE` for each line."""
    rows = len(batch.lines)
    if not rows:
        return np.zeros((0, len(PLACE)), np.float32)
    documents = batch.documents
    first, last = ranks(documents)
    size = np.diff(tokens.line_starts).astype(np.float64) - 1
    many = np.bincount(documents)
    held = np.maximum(many, 1)  # a document without lines is divided by too, and asked for by none
    length = np.bincount(documents, weights=size)
    short = np.bincount(documents, weights=size < 60)
    gap_after = np.append(batch.gaps[1:], True)
    copies, copy_before = _copies(tokens, documents, rows)
    in_title, title_in = _title_overlap(tokens, batch)
    known, new_names = _vocabulary(tokens, documents, rows)
    columns = [
        np.log1p(first) / 3,
        np.log1p(last) / 3,
        np.log1p(many)[documents] / 3,
        np.log1p(length)[documents] / 5,
        np.log1p(length / held)[documents] / 3,
        batch.gaps,
        gap_after,
        np.log1p(copies),
        copy_before,
        in_title,
        title_in,
        known,
        new_names,
        (short / held)[documents],
        *_in_line(batch.owners, size),
    ]
    return side_by_side(columns, rows)


def _in_line(owners: IntArray, size: DoubleArray) -> list[DoubleArray]:
    """Each piece's place in its line.

    How many pieces the line has, how many come before and after, what share of the line it is, and
    how long the line is.
    """
    first, last = ranks(owners)
    length = np.bincount(owners, weights=size)[owners]
    return [
        np.log1p(first + last) / 2,
        np.log1p(first) / 2,
        np.log1p(last) / 2,
        size / np.maximum(length, 1),
        np.log1p(length) / 3,
    ]


def _copies(
    tokens: Tokens, documents: IntArray, rows: int
) -> tuple[DoubleArray, npt.NDArray[np.bool_]]:
    """Count how often each line's words stand elsewhere in its document, and before it."""
    first, _ = tokens.ranks
    sums = np.zeros(rows, np.uint64)
    np.add.at(
        sums, tokens.lines, tokens.hashes * (first.astype(np.uint64) * np.uint64(2) + np.uint64(1))
    )
    keys = mix(sums + documents.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15))
    _, index, inverse, counts = np.unique(
        keys, return_index=True, return_inverse=True, return_counts=True
    )
    return (counts[inverse] - 1).astype(np.float64), index[inverse] != np.arange(rows)


def _title_overlap(tokens: Tokens, batch: Batch) -> tuple[DoubleArray, DoubleArray]:
    """Return the share of the line's words that the title has, and of the title's in the line."""
    rows = len(batch.lines)
    title = tokenize(batch.titles)
    pairs = np.unique(_keyed(title.hashes, title.lines))
    sizes = np.bincount(title.lines, minlength=len(batch.titles))
    shared = among(_keyed(tokens.hashes, batch.documents[tokens.lines]), pairs)
    hits = np.bincount(tokens.lines[shared], minlength=rows)
    words = np.maximum(np.bincount(tokens.lines, minlength=rows), 1)
    whole = np.maximum(sizes[batch.documents], 1)
    return hits / words, np.minimum(hits / whole, 1.0)


def _vocabulary(tokens: Tokens, documents: IntArray, rows: int) -> tuple[DoubleArray, DoubleArray]:
    """Return how a line's words relate to its document's.

    Returns:
        The share of its longer words that other lines of the document have too, and the
        share of its capitalised ones (the first apart) that no other line has.
    """
    sizes = tokens.ends - tokens.starts
    first, _ = tokens.ranks
    capital = (tokens.classes[tokens.starts] == UPPER) & (first > 0)
    chosen = np.flatnonzero((sizes >= 4) | capital)
    if not len(chosen):
        return np.zeros(rows), np.zeros(rows)
    lines = tokens.lines[chosen]
    keys = _keyed(tokens.hashes[chosen], documents[lines])
    _, inverse = np.unique(keys, return_inverse=True)
    cells = np.unique(inverse * np.int64(rows) + lines)
    spread = np.bincount(cells // rows)[inverse]
    shared = spread > 1
    total = np.maximum(np.bincount(lines, minlength=rows), 1)
    known = np.bincount(lines[shared], minlength=rows) / total
    names = capital[chosen]
    fresh = np.bincount(lines[names & ~shared], minlength=rows)
    return known, fresh / np.maximum(np.bincount(lines[names], minlength=rows), 1)


def _keyed(hashes: U64Array, owners: IntArray) -> U64Array:
    return mix(hashes + owners.astype(np.uint64) * np.uint64(0xD6E8FEB86659FD93))
