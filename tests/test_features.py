"""Sums over the lines of a document."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

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
    mine = window(values, bounds(documents), 5)[before:]
    assert (mine == window(values[before:], bounds(documents[before:]), 5)).all()


def test_sums_are_those_of_the_values() -> None:
    values = np.random.default_rng(0).random((1000, 2)) * 5000
    assert np.allclose(cumulated(values)[-1], values.sum(axis=0), rtol=1e-9)
