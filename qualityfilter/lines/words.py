"""The words of each line, hashed into a sparse matrix."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from qualityfilter.lines.cells import Cells, stacked
from qualityfilter.text.characters import IntArray, U64Array, mix
from qualityfilter.text.tokens import Tokens

BUCKETS = 1 << 17
"""Columns of the hashed words; a power of two."""

EDGE = 24
"""Of a longer line only this many first and as many last tokens are looked at: they say most."""


_LINES = 4096
"""So many lines are hashed at a time: what is between takes several times what comes of it."""


def hashed_words(tokens: Tokens, rows: int) -> Cells:
    """Hash single tokens and pairs, the first and last ones apart, and short lines whole."""
    firsts = range(0, max(rows, 1), _LINES)
    edges = np.searchsorted(tokens.lines, [*firsts, rows]).tolist()
    parts = [
        _hashed(_some(tokens, slice(low, high), first), min(_LINES, rows - first))
        for first, low, high in zip(firsts, edges, edges[1:], strict=False)
    ]
    return parts[0] if len(parts) == 1 else stacked(parts)


def _some(tokens: Tokens, part: slice, first: int) -> Tokens:
    """Return some of the tokens, their lines counted from a first one."""
    return replace(
        tokens,
        hashes=tokens.hashes[part],
        lines=tokens.lines[part] - first,
        starts=tokens.starts[part],
        ends=tokens.ends[part],
    )


def _hashed(tokens: Tokens, rows: int) -> Cells:
    first, last = tokens.ranks
    near = (first < EDGE) | (last < EDGE)
    pairs = np.flatnonzero(near[1:] & (last[:-1] > 0)) + 1
    paired = mix(tokens.hashes[pairs - 1] * np.uint64(3) + tokens.hashes[pairs])
    parts = [
        (tokens.lines[near], tokens.hashes[near]),
        (tokens.lines[pairs], paired),
        _tagged(tokens, first < 3, np.uint64(5) + first.astype(np.uint64)),
        _tagged(tokens, last < 3, np.uint64(11) + last.astype(np.uint64)),
        _tagged_pair(tokens, pairs[first[pairs] == 1], np.uint64(17)),
        _tagged_pair(tokens, pairs[last[pairs] == 0], np.uint64(19)),
        _whole(tokens, rows),
    ]
    row = np.concatenate([lines for lines, _ in parts])
    hashes = np.concatenate([values for _, values in parts])
    return _rows(row, (hashes & np.uint64(BUCKETS - 1)).astype(np.int64), rows)


def _rows(row: IntArray, column: IntArray, rows: int) -> Cells:
    """Build the matrix: each column of a row once, rows of unit length, columns sorted."""
    cells = np.sort(row * BUCKETS + column)
    cells = cells[np.append(True, cells[1:] != cells[:-1])] if len(cells) else cells
    row, column = cells // BUCKETS, cells % BUCKETS
    counts = np.bincount(row, minlength=rows)
    pointers = np.concatenate(([0], np.cumsum(counts)))
    values = (1.0 / np.sqrt(np.maximum(counts, 1))).astype(np.float32)
    return Cells(column, pointers, values, BUCKETS)


def _tagged(
    tokens: Tokens, chosen: npt.NDArray[np.bool_], tag: U64Array
) -> tuple[IntArray, U64Array]:
    return tokens.lines[chosen], mix(tokens.hashes[chosen] + tag[chosen])


def _tagged_pair(tokens: Tokens, seconds: IntArray, tag: np.uint64) -> tuple[IntArray, U64Array]:
    pair = tokens.hashes[seconds - 1] * np.uint64(7) + tokens.hashes[seconds] + tag
    return tokens.lines[seconds], mix(pair)


def _whole(tokens: Tokens, rows: int) -> tuple[IntArray, U64Array]:
    """One hash for each line of at most eight tokens."""
    counts = np.bincount(tokens.lines, minlength=rows)
    first, _ = tokens.ranks
    powers = mix(np.arange(1, 9, dtype=np.uint64))
    short = counts[tokens.lines] <= 8
    weighted = tokens.hashes[short] * powers[np.minimum(first[short], 7)]
    sums = np.zeros(rows, np.uint64)
    np.add.at(sums, tokens.lines[short], weighted)
    lines = np.flatnonzero((counts > 0) & (counts <= 8))
    return lines, mix(sums[lines] + np.uint64(23))
