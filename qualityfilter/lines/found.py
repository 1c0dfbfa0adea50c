"""What rules found in the pieces of a batch, as the line model takes it in.

A kind of finding is the same in every language: what one language's labelled lines teach of a
"read also" counts for all.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from qualityfilter.core.data import ARTICLE_LABELS, LINE_LABELS
from qualityfilter.lines.cells import Cells
from qualityfilter.rules.library import Rules
from qualityfilter.rules.phrases import POSITIONS
from qualityfilter.rules.scan import Reading
from qualityfilter.text.characters import IntArray
from qualityfilter.text.tokens import FloatArray

KINDS = 1 << 12
"""Columns of hashed kinds of findings, each with where it counts."""

_JUNK = LINE_LABELS[len(ARTICLE_LABELS) :]
_PATTERN = len(POSITIONS)

FOUND = (
    *(f"{label}_{position}" for position in (*POSITIONS, "pattern") for label in _JUNK),
    *(f"{label}_share" for label in _JUNK),
)
"""Names of the columns of `Features.found`: whether a phrase of a label counts in the piece at each
position, whether a pattern of it does, and what share of the piece its findings cover at most."""


def _flat(readings: Sequence[Reading], name: str) -> IntArray:
    return np.concatenate(
        [np.empty(0, np.int64), *(getattr(reading.findings, name) for reading in readings)]
    )


def _pieces(readings: Sequence[Reading]) -> tuple[IntArray, IntArray, int]:
    """The batch's number of each finding's piece, the pieces' lengths, and how many there are."""
    sizes = [len(reading.layout.starts) for reading in readings]
    firsts = np.cumsum([0, *sizes])
    many = [len(reading.findings) for reading in readings]
    pieces = _flat(readings, "pieces") + np.repeat(firsts[:-1], many)
    lengths = [reading.layout.ends - reading.layout.starts for reading in readings]
    return pieces, np.concatenate([np.empty(0, np.int64), *lengths]), int(firsts[-1])


def found_kinds(rules: Rules, readings: Sequence[Reading]) -> Cells:
    """The kinds of findings in each piece, `(pieces, KINDS)`, 1 where there is one."""
    pieces, _, rows = _pieces(readings)
    columns = _columns(rules)[_flat(readings, "sources"), _flat(readings, "positions")]
    cells = np.unique(pieces * KINDS + columns)
    pointers = np.searchsorted(cells // KINDS, np.arange(rows + 1))
    return Cells(cells % KINDS, pointers, np.ones(rows, np.float32), KINDS)


def found_numbers(rules: Rules, readings: Sequence[Reading]) -> FloatArray:
    """The numbers named by `FOUND` for each piece."""
    pieces, lengths, rows = _pieces(readings)
    found = np.zeros((rows, len(FOUND)), np.float32)
    sources, positions = _flat(readings, "sources"), _flat(readings, "positions")
    labels, patterns = _labels(rules)
    label = labels[sources]
    place = np.where(patterns[sources], _PATTERN, positions)
    found[pieces, place * len(_JUNK) + label] = 1.0
    sizes = _flat(readings, "ends") - _flat(readings, "starts")
    shares = (sizes / np.maximum(lengths[pieces], 1)).astype(np.float32)
    np.maximum.at(found, (pieces, (_PATTERN + 1) * len(_JUNK) + label), shares)
    return found


@functools.lru_cache(maxsize=8)
def _columns(rules: Rules) -> IntArray:
    """The column of each source's kind at each position, `(sources, positions)`."""
    names = sorted({source.kind for source in rules.sources})  # as `Rules.kinds` numbers them
    columns = [
        [zlib.crc32(f"{name}:{position}".encode()) % KINDS for position in POSITIONS]
        for name in names
    ]
    return np.array(columns, dtype=np.int64).reshape(-1, len(POSITIONS))[rules.kinds]


@functools.lru_cache(maxsize=8)
def _labels(rules: Rules) -> tuple[IntArray, Any]:
    """The label of each source, counted from the first of junk, and whether it is a pattern."""
    numbers = {label: number for number, label in enumerate(_JUNK)}
    labels = np.array([numbers[source.label] for source in rules.sources], dtype=np.int64)
    patterns = np.array([source.name.startswith("rule:") for source in rules.sources], dtype=bool)
    return labels, patterns
