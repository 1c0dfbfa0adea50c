"""The likeness of a cleaned text to the labelled body is what its docstrings say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualityfilter.lab.shingles import f1, interval, overlap, words

WORDS = st.lists(st.sampled_from(["ferry", "pier", "night", "ice", "the"]), max_size=12)


@pytest.mark.parametrize(
    ("text", "body", "expected"),
    [
        ("a b c d e", "a b c d e", (1.0, 1.0)),
        ("a b c d e", "a b c d", (0.5, 1.0)),
        ("a b c d", "a b c d e", (1.0, 0.5)),
        ("a b c d a b c d", "a b c d", (0.2, 1.0)),
        ("a b", "a b", (1.0, 1.0)),
        ("a b", "b a", (0.0, 0.0)),
        ("", "a b c d", (1.0, 0.0)),
        ("a b c d", "", (0.0, 1.0)),
        ("", "", (1.0, 1.0)),
    ],
)
def test_overlap(text: str, body: str, expected: tuple[float, float]) -> None:
    assert overlap(text.split(), body.split()) == expected


def test_words_are_lower_cased_and_without_signs() -> None:
    found = words("The Ferry's «late»—again, 9:30!")
    assert found == ["the", "ferry", "s", "late", "again", "9", "30"]


@given(WORDS, WORDS)
def test_precision_and_recall_change_places(text: list[str], body: list[str]) -> None:
    precision, recall = overlap(text, body)
    assert (recall, precision) == overlap(body, text)
    assert 0 <= precision <= 1
    assert overlap(text, text) == (1.0, 1.0)


def test_f1_is_the_harmonic_mean_of_two_means() -> None:
    figures = f1(np.array([[1.0, 0.5], [0.5, 0.5]]))
    assert (figures.precision, figures.recall) == (0.75, 0.5)
    assert figures.f1 == pytest.approx(0.6)


def test_the_interval_holds_the_figure_and_narrows_with_more_sites() -> None:
    draw = np.random.default_rng(1)
    pairs = draw.uniform(0.5, 1.0, size=(200, 2))
    few = interval(pairs[:20], [str(at) for at in range(20)])
    many = interval(pairs, [str(at) for at in range(200)])
    assert many[0] < f1(pairs).f1 < many[1]
    assert many[1] - many[0] < few[1] - few[0]


def test_pages_of_one_site_are_drawn_together() -> None:
    pairs = np.array([[1.0, 1.0]] * 50 + [[0.5, 0.5]] * 50)
    low, high = interval(pairs, ["a"] * 50 + ["b"] * 50)
    assert (low, high) == (0.5, 1.0)
