"""Lines are judged again by where the article seems to begin and to end."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualityfilter.data import ARTICLE_LABELS
from qualityfilter.segments import lay_out
from qualityfilter.stretch import in_stretch
from tests.conftest import junk_rows

CHANCES = st.lists(st.floats(0.001, 0.999), min_size=1, max_size=40)


def _judged(
    junk: list[float], line: str = "The ferry left the pier at noon on Friday."
) -> list[float]:
    rows = in_stretch(lay_out("\n".join([line] * len(junk))), junk_rows(junk))
    return (1 - rows[:, : len(ARTICLE_LABELS)].sum(axis=1)).tolist()


@given(CHANCES)
def test_rows_stay_probabilities_and_labels_keep_their_shares(junk: list[float]) -> None:
    layout = lay_out("\n".join(["The ferry left."] * len(junk)))
    rows = in_stretch(layout, junk_rows(junk))
    assert rows.sum(axis=1) == pytest.approx(np.ones(len(junk)), abs=1e-4)
    assert rows[:, 0] == pytest.approx(3 * rows[:, 1], abs=1e-4)
    assert rows[:, 7] == pytest.approx(3 * rows[:, 2], abs=1e-4)


def test_what_stands_outside_the_article_is_doubted() -> None:
    article, menu = [0.02] * 10, [0.98] * 30
    before = _judged([*menu, 0.5, *menu, *article])[30]
    among = _judged([*menu, *article, 0.5, *article, *menu])[40]
    after = _judged([*article, *menu, 0.5, *menu])[40]
    assert among < 0.5 < min(before, after)


def test_junk_inside_the_article_is_still_junk() -> None:
    article = [0.02] * 10
    assert _judged([*article, 0.99, *article])[10] > 0.95


@pytest.mark.parametrize("lines", [1, 2, 10, 200])
def test_a_clean_article_stays(lines: int) -> None:
    assert max(_judged([0.02] * lines)) < 0.05
    assert max(_judged([0.3] * lines)) < 0.5


def test_nothing_is_nothing() -> None:
    assert _judged([]) == []


@given(CHANCES)
def test_a_line_that_is_surer_to_be_junk_is_judged_so(junk: list[float]) -> None:
    surer = [*junk[:-1], min(junk[-1] + 0.0005, 0.9995)]
    assert _judged(surer)[-1] >= _judged(junk)[-1] - 1e-4
