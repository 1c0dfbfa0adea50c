"""Sums over the lines of a document."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qualityfilter.lines.columns import Columns, beside
from qualityfilter.lines.features import cumulated, window
from qualityfilter.text.tokens import bounds


@given(seed=st.integers(0, 1 << 30), before=st.integers(0, 300), lines=st.integers(1, 60))
def test_what_stands_before_in_the_batch_changes_no_sum(seed: int, before: int, lines: int) -> None:
    """Not by the last bit: a text alone comes out as the same text among others."""
    draw = np.random.default_rng(seed)
    values = draw.random((before + lines, 3)).astype(np.float32) ** 9
    among, alone = cumulated(values), cumulated(values[before:])
    assert (among[before:] - among[before] == alone).all()
    documents = np.repeat([0, 1], [before, lines])
    every, own = np.arange(before + lines), np.arange(lines)
    mine = window(values, bounds(documents), 5)(every)[before:]
    alone = window(values[before:], bounds(documents[before:]), 5)(own)
    assert (mine == alone).all()


def test_sums_are_those_of_the_values() -> None:
    values = np.random.default_rng(0).random((1000, 2)) * 5000
    assert np.allclose(cumulated(values)[-1], values.sum(axis=0), rtol=1e-9)


@given(
    seed=st.integers(0, 1 << 30),
    sizes=st.lists(st.integers(0, 40), min_size=1, max_size=4),
    low=st.integers(0, 50),
    high=st.integers(0, 50),
)
def test_columns_of_some_lines_are_those_of_all(
    seed: int, sizes: list[int], low: int, high: int
) -> None:
    """Not by the last bit: lines are looked at some at a time."""
    draw = np.random.default_rng(seed)
    rows = sum(sizes)
    values = draw.random((rows, 3)).astype(np.float32)
    owners = np.repeat(np.arange(len(sizes)), sizes)
    parts = [values, window(values, bounds(owners), 2), beside(values, owners, [-1])]
    columns = Columns(rows, [Columns(rows, parts), beside(values, owners, [2, -1])])
    whole = columns[:]
    assert whole.shape == columns.shape
    assert (columns[low:high] == whole[low:high]).all()
    chosen = np.flatnonzero(draw.random(rows) < 0.5)
    assert (columns[chosen] == whole[chosen]).all()


def test_neighbours_are_of_the_same_text() -> None:
    values = np.arange(1, 6, dtype=np.float32)[:, None]
    owners = np.array([0, 0, 0, 1, 1])
    found = Columns(5, [beside(values, owners, (-1, 1, 2))])[:]
    assert found.T.tolist() == [[-1, 1, 2, -1, 4], [2, 3, -1, 5, -1], [3, -1, -1, -1, -1]]
