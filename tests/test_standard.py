"""How sure a cut must be follows from the line's length and from the kind of input."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualityfilter.data import LINE_LABELS
from qualityfilter.standard import FULL, MOST, PAGE, Standard, page_likeness
from qualityfilter.weigh import Piece

CHANCES = st.floats(0, 1)


def _piece(length: int, score: float) -> Piece:
    return Piece(0, length, "related", score, ())


def _rows(chances: list[float], labels: tuple[str, ...] = LINE_LABELS[2:]) -> np.ndarray:
    """Give lines whose junk is of the labels, one after the other."""
    rows = np.zeros((len(chances), len(LINE_LABELS)), np.float32)
    rows[:, 0] = 1 - np.array(chances)
    columns = [LINE_LABELS.index(labels[at % len(labels)]) for at in range(len(chances))]
    rows[np.arange(len(chances)), columns] = chances
    return rows


@given(CHANCES, CHANCES, st.integers(1, 3000), CHANCES)
def test_what_falls_falls_all_the_more_on_a_page(
    threshold: float, score: float, length: int, page: float
) -> None:
    if Standard(threshold).falls(_piece(length, score)):
        assert Standard(threshold, page).falls(_piece(length, score))


@given(CHANCES, CHANCES, st.integers(1, 3000), CHANCES)
def test_a_longer_line_falls_only_if_a_shorter_does(
    threshold: float, score: float, length: int, page: float
) -> None:
    standard = Standard(threshold, page)
    if standard.falls(_piece(length + 1, score)):
        assert standard.falls(_piece(length, score))


def test_the_threshold_is_that_of_short_lines() -> None:
    standard = Standard(0.9)
    assert standard.falls(_piece(FULL, 0.91))
    assert not standard.falls(_piece(FULL, 0.89))
    assert not standard.falls(_piece(10 * FULL, 0.99))


@pytest.mark.parametrize("threshold", [0.8, 0.97])
def test_a_page_is_judged_alike_at_any_threshold_that_leaves_room(threshold: float) -> None:
    page = Standard(threshold, 1.0)
    assert page.falls(_piece(10 * FULL, 1.01 - MOST))
    assert not page.falls(_piece(10, 0.99 - MOST))
    assert Standard(threshold, 1.0, 0.25).falls(_piece(10, 0.76))
    assert not Standard(threshold, 1.0, 0.25).falls(_piece(10, 0.74))


def test_on_a_page_less_falls_for_who_can_bear_to_lose_hardly_anything() -> None:
    assert not Standard(0.999, 1.0).falls(_piece(10, 0.999 - 0.001 * PAGE))


def test_with_the_threshold_one_only_certainty_falls() -> None:
    assert not Standard(1.0, 1.0).falls(_piece(10, 0.999))
    assert Standard(1.0, 1.0).falls(_piece(10, 1.0))


@pytest.mark.parametrize(
    ("junk", "body", "page"),
    [(0, 20, 0.0), (8, 20, 0.0), (8, 0, 0.0), (100, 20, 1.0), (40, 400, 0.0)],
)
def test_a_page_has_many_lines_of_sure_junk_and_a_good_share_of_it(
    junk: int, body: int, page: float
) -> None:
    assert page_likeness(_rows([1.0] * junk + [0.0] * body)) == page
    assert page_likeness(_rows([0.9] * junk + [0.0] * body)) == 0.0


@pytest.mark.parametrize(
    ("labels", "page"),
    [
        (("related", "navigation", "social"), 1.0),
        (("related", "navigation"), 0.0),
        (("related", *["comments"] * 9), 1.0),
        (("related", "navigation", *["comments"] * 8), 1.0),
        (("related", *["navigation"] * 8, "comments"), 0.0),
        (("related",), 0.0),
        (("comments",), 1.0),
    ],
)
def test_a_list_of_one_kind_is_no_page_unless_it_is_comments(
    labels: tuple[str, ...], page: float
) -> None:
    assert page_likeness(_rows([1.0] * 200, labels)) == page


def test_nothing_is_no_page() -> None:
    assert page_likeness(_rows([])) == 0.0
