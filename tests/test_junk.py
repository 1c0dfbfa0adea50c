"""The chance of junk is taken from the chances of all labels, and changed in them."""

from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualityfilter.core.data import LINE_LABELS
from qualityfilter.lab.lines import Table, calibrate
from qualityfilter.lab.lines_data import UNKNOWN, LabelledText
from qualityfilter.lines.junk import (
    Calibration,
    chance,
    junk_chances,
    junk_odds,
    log_odds,
    with_junk,
)
from qualityfilter.text.characters import IntArray
from tests.conftest import junk_rows

CHANCES = st.lists(st.floats(0.0, 1.0), min_size=1, max_size=10)


@given(CHANCES, st.floats(0.001, 0.999))
def test_labels_keep_their_shares(junk: list[float], wanted: float) -> None:
    before = junk_rows(junk)
    rows = with_junk(before, np.full(len(junk), wanted))
    some = (np.array(junk) > 0.001) & (np.array(junk) < 0.999)  # else a side has nothing to share
    assert junk_chances(rows[some]) == pytest.approx(np.full(some.sum(), wanted), abs=1e-4)
    assert rows[some, 0] == pytest.approx(3 * rows[some, 1], abs=1e-4)
    assert rows[some, 7] == pytest.approx(3 * rows[some, 2], abs=1e-4)


@given(CHANCES, st.lists(st.floats(0.0, 1.0), min_size=10, max_size=10))
def test_rows_stay_probabilities(junk: list[float], wanted: list[float]) -> None:
    rows = with_junk(junk_rows(junk), np.array(wanted[: len(junk)]))
    assert rows.sum(axis=1) == pytest.approx(np.ones(len(junk)), abs=1e-5)
    assert junk_chances(rows) == pytest.approx(np.array(wanted[: len(junk)]), abs=1e-5)


@given(st.floats(0.01, 0.99))
def test_odds_are_those_of_the_chance(junk: float) -> None:
    rows = junk_rows([junk])
    assert junk_odds(rows)[0] == pytest.approx(log_odds(junk), abs=1e-3)
    assert chance(log_odds(junk)) == pytest.approx(junk)


@given(CHANCES)
def test_what_is_calibrated_already_stays(junk: list[float]) -> None:
    rows = junk_rows(junk)
    assert np.abs(Calibration().apply(rows) - rows).max() < 1e-5


@given(CHANCES, st.floats(0.2, 2), st.floats(-2, 2))
def test_calibration_keeps_the_order(junk: list[float], slope: float, offset: float) -> None:
    found = junk_chances(Calibration(slope, offset).apply(junk_rows(sorted(junk))))
    assert (np.diff(found) >= -1e-6).all()


def test_calibration_moves_the_odds() -> None:
    found = junk_odds(Calibration(0.5, -1.0).apply(junk_rows([0.9])))
    assert found[0] == pytest.approx(0.5 * log_odds(0.9) - 1.0, abs=1e-4)
    assert Calibration(2.0, 1.0).apply(junk_rows([])).shape == (0, len(LINE_LABELS))


def test_calibration_is_learnt_from_what_came_of_chances() -> None:
    """Of 900 lines at 0.9 are 600 junk, of 1,000 at 0.1 are 50; of 100 nobody knows."""
    rows = junk_rows([0.9] * 1000 + [0.1] * 1000)
    labels = np.zeros(2000, np.int64)
    labels[:600] = labels[1000:1050] = LINE_LABELS.index("related")
    labels[600:700] = UNKNOWN
    found = junk_chances(calibrate(rows, _table(labels)).apply(junk_rows([0.9, 0.1])))
    assert found == pytest.approx([600 / 900, 0.05], abs=0.002)


def test_where_all_is_alike_there_is_nothing_to_learn() -> None:
    assert calibrate(junk_rows([0.9, 0.1]), _table(np.zeros(2, np.int64))) == Calibration()
    assert calibrate(junk_rows([0.9, 0.1]), _table(np.full(2, UNKNOWN))) == Calibration()


def test_made_texts_calibrate_nothing() -> None:
    labels = np.array([0, LINE_LABELS.index("related")])
    assert calibrate(junk_rows([0.9, 0.1]), _table(labels)) != Calibration()
    assert calibrate(junk_rows([0.9, 0.1]), _table(labels, "glued")) == Calibration()


def _table(labels: IntArray, view: str = "texts") -> Table:
    """Return all that calibration asks for: one text of these pieces."""
    text = LabelledText("a", "a.example", False, view, "", "", ())
    about = {"documents": np.zeros(len(labels), np.int64)}
    known = {"texts": [text], "labels": labels, "weights": np.ones(len(labels))}
    return cast(Table, SimpleNamespace(**known, features=SimpleNamespace(**about)))
