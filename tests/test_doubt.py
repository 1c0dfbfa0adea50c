"""Chances in texts that the model doubts."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from qualityfilter.lines.doubt import SURE, tempered
from qualityfilter.lines.junk import junk_chances
from tests.conftest import junk_rows


@given(st.lists(st.floats(0.001, 0.999), min_size=1, max_size=30), st.floats(0.0, 1.0))
@settings(max_examples=60, deadline=None)
def test_no_chance_rises(chances: list[float], share: float) -> None:
    rows = junk_rows(chances)
    sizes = np.full(len(chances), 80)
    assert (junk_chances(tempered(rows, sizes, share)) <= junk_chances(rows) + 1e-6).all()


def test_a_text_that_is_sure_stays_as_it_is() -> None:
    rows = junk_rows([0.001] * 40 + [0.999])
    assert np.allclose(tempered(rows, np.full(41, 80)), rows, atol=1e-6)


def test_a_piece_is_not_doubted_for_its_own_sake() -> None:
    rows = junk_rows([0.001] * 40 + [0.6])
    assert np.allclose(tempered(rows, np.full(41, 80))[-1], rows[-1], atol=1e-6)


def test_the_more_a_text_is_doubted_the_lower_its_chances() -> None:
    sizes = np.full(41, 80)
    judged = [
        junk_chances(tempered(junk_rows([doubt] * 40 + [0.9]), sizes))[-1]
        for doubt in (SURE, 0.05, 0.1, 0.3)
    ]
    assert judged == sorted(judged, reverse=True)
    assert judged[0] > 0.89
    assert judged[-1] < 0.5


def test_one_piece_alone_stays_as_it_is() -> None:
    rows = junk_rows([0.7])
    assert np.allclose(tempered(rows, np.array([60])), rows, atol=1e-6)
