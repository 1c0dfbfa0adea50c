"""Where the article seems to lie in its text, and how far the text is a whole page."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualityfilter.core.data import LINE_LABELS
from qualityfilter.lines.junk import junk_chances
from qualityfilter.lines.zone import page_likeness, placed, zones
from qualityfilter.text.tokens import FloatArray
from tests.conftest import junk_rows

CHANCES = st.lists(st.floats(0.001, 0.999), min_size=1, max_size=40)
SIZE = 43


def _rows(chances: list[float], labels: tuple[str, ...] = LINE_LABELS[2:]) -> FloatArray:
    """Return lines whose junk is of the labels, one after the other."""
    rows = np.zeros((len(chances), len(LINE_LABELS)), np.float32)
    rows[:, 0] = 1 - np.array(chances)
    columns = [LINE_LABELS.index(labels[at % len(labels)]) for at in range(len(chances))]
    rows[np.arange(len(chances)), columns] = chances
    return rows


def _zones(rows: FloatArray, size: int = SIZE) -> FloatArray:
    return zones(rows, np.full(len(rows), size), np.zeros(len(rows), np.int64))


def _inside(junk: list[float], size: int = SIZE) -> list[float]:
    return _zones(junk_rows(junk), size)[:, 0].tolist()


# --- zones


@given(CHANCES, st.integers(0, 3000))
def test_both_are_shares(junk: list[float], size: int) -> None:
    found = _zones(junk_rows(junk), size)
    assert found.shape == (len(junk), 2)
    assert ((found >= 0) & (found <= 1)).all()


def test_what_stands_among_the_article_is_inside() -> None:
    article, menu = [0.02] * 10, [0.98] * 30
    before = _inside([*menu, 0.5, *menu, *article])[30]
    among = _inside([*menu, *article, 0.5, *article, *menu])[40]
    after = _inside([*article, *menu, 0.5, *menu])[40]
    assert max(before, after) < 0.1
    assert among > 0.9


def test_junk_inside_the_article_is_still_inside() -> None:
    article = [0.02] * 10
    assert _inside([*article, 0.99, *article])[10] > 0.9


@pytest.mark.parametrize("lines", [1, 2, 10, 200])
@pytest.mark.parametrize("chance", [0.02, 0.3])
def test_a_clean_article_is_inside(lines: int, chance: float) -> None:
    assert min(_inside([chance] * lines)) > 0.5


def test_the_article_is_one_stretch() -> None:
    """Nothing that is likelier inside than out lies between what is likelier out than in."""
    found = np.array(_inside([*[0.98] * 20, *[0.02] * 9, 0.9, *[0.02] * 9, *[0.98] * 20])) > 0.5
    assert np.count_nonzero(np.diff(found)) == 2


def test_longer_lines_have_more_votes() -> None:
    junk, at = [0.98, 0.98, 0.9, 0.02], 2
    assert _inside(junk, 400)[at] < _inside(junk, 10)[at]


@given(CHANCES)
def test_a_line_that_is_surer_to_be_junk_is_not_more_inside(junk: list[float]) -> None:
    surer = [*junk[:-1], min(junk[-1] + 0.0005, 0.9995)]
    assert _inside(surer)[-1] <= _inside(junk)[-1] + 1e-4


@given(CHANCES, CHANCES)
def test_documents_stand_by_themselves(one: list[float], other: list[float]) -> None:
    rows = junk_rows([*one, *other])
    documents = np.repeat([0, 1], [len(one), len(other)])
    together = zones(rows, np.full(len(rows), SIZE), documents)
    apart = [_zones(junk_rows(each)) for each in (one, other)]
    assert together.tolist() == np.concatenate(apart).tolist()


def test_nothing_is_nothing() -> None:
    none = np.empty(0, np.int64)
    assert zones(junk_rows([]), none, none).shape == (0, 2)
    assert zones(junk_rows([0.5]), np.array([5]), np.array([7])).shape == (1, 2)  # others are blank


def test_every_piece_knows_how_far_its_text_is_a_page() -> None:
    rows = _rows([1.0] * 100 + [0.0] * 20)
    assert _zones(rows)[:, 1].tolist() == [page_likeness(rows)] * 120


def test_outside_a_page_more_is_doubted() -> None:
    """What the model is of two minds about, between a menu and the article."""
    page, few = [0.95] * 100, [0.95] * 3
    mind, article = [0.5] * 3, [0.05] * 10
    assert (
        _zones(_rows([*page, *mind, *article]))[101, 0]
        < _zones(_rows([*few, *mind, *article]))[4, 0]
    )


# --- how far a text is a page


@pytest.mark.parametrize(
    ("junk", "body", "page"),
    [(0, 20, 0.0), (8, 20, 0.0), (8, 0, 0.0), (100, 20, 1.0), (40, 400, 0.0)],
)
def test_a_page_has_many_lines_of_sure_junk_and_a_good_share_of_it(
    junk: int, body: int, page: float
) -> None:
    assert page_likeness(_rows([1.0] * junk + [0.0] * body)) == page
    assert page_likeness(_rows([0.7] * junk + [0.0] * body)) == 0.0


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


@given(CHANCES)
def test_likeness_is_a_share(junk: list[float]) -> None:
    assert 0 <= page_likeness(_rows(junk * 4)) <= 1


def test_no_lines_are_no_page() -> None:
    assert page_likeness(_rows([])) == 0.0


# --- pages whose tags have spoken


def _placed(junk: list[float]) -> FloatArray:
    rows = junk_rows(junk)
    return placed(rows, np.full(len(rows), SIZE), np.zeros(len(rows), np.int64))


def test_a_place_amid_the_article_speaks_for_a_line_and_one_amid_menus_against_it() -> None:
    article, menu = [0.02] * 10, [0.98] * 30
    among = junk_chances(_placed([*menu, *article, 0.5, *article, *menu]))[40]
    after = junk_chances(_placed([*article, *menu, 0.5, *menu]))[40]
    assert among < 0.5 < after


@given(CHANCES)
def test_places_give_chances_again(junk: list[float]) -> None:
    found = _placed(junk)
    assert (found >= 0).all()
    assert np.allclose(found.sum(axis=1), 1, atol=1e-5)


def test_a_page_is_placed_by_its_own_lines_alone() -> None:
    one, other = junk_rows([0.9] * 5 + [0.1] * 5), junk_rows([0.5] * 7)
    rows = np.concatenate((one, other))
    found = placed(rows, np.full(17, SIZE), np.repeat([0, 1], [10, 7]))
    alone = placed(other, np.full(7, SIZE), np.zeros(7, np.int64))
    assert (found[10:] == alone).all()
