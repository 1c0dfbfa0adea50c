"""Chances in texts that the model doubts."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualityfilter.lines.doubt import SLOPE, SURE, tempered
from qualityfilter.lines.junk import chance, junk_chances, log_odds
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
    doubts = (SURE, 0.05, 0.1, 0.3)
    judged = [
        junk_chances(tempered(junk_rows([doubt] * 40 + [0.9]), sizes))[-1] for doubt in doubts
    ]
    wanted = [chance(log_odds(0.9) - SLOPE * math.log(doubt / SURE)) for doubt in doubts]
    assert judged == pytest.approx(wanted, abs=1e-3)
    assert judged == sorted(judged, reverse=True)


def test_one_piece_alone_stays_as_it_is() -> None:
    rows = junk_rows([0.7])
    assert np.allclose(tempered(rows, np.array([60])), rows, atol=1e-6)
