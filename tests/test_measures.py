"""What decisions are worth is counted right: junk found, words gone, words lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualityfilter.core.data import LINE_LABELS
from qualityfilter.decide.combine import Policy
from qualityfilter.lab.lines_data import NUMBERS, UNKNOWN, LabelledText, runs_of
from qualityfilter.lab.measures import (
    GONE,
    Counts,
    Pieces,
    by_label,
    calibration_error,
    count,
    judge,
    reliability,
    summary,
)
from qualityfilter.rules.library import rule_set
from qualityfilter.rules.scan import read
from tests.conftest import END, MID, OPEN, junk_rows

BODY, HEADLINE, RELATED, SOCIAL = (
    NUMBERS[name] for name in ("body", "headline", "related", "social")
)
POLICY = Policy.at(0.5)
Row = tuple[int, int, int, float]
"""Text, line, label and chance of a piece."""


def made(
    rows: Sequence[Row],
    line_labels: Sequence[int] = (),
    words: int = 10,
    sizes: Sequence[int] = (),
    **more: object,
) -> Pieces:
    """Return pieces of the same length; lines have the label of their first piece."""
    texts, lines, labels, chances = (np.array(each) for each in zip(*rows, strict=True))
    first = [labels[lines == line][0] for line in range(lines.max() + 1)]
    count_ = texts.max() + 1
    found = Pieces(
        texts=texts,
        lines=lines,
        labels=labels,
        words=np.full(len(rows), words),
        sizes=np.array(sizes) if len(sizes) else np.full(len(rows), 50),
        chances=chances.astype(float),
        likeliest=np.where(labels >= 2, labels, SOCIAL),
        copies=np.zeros(len(rows), bool),
        line_labels=np.array(line_labels or first),
        pages=np.zeros(count_),
        sites=np.arange(count_),
    )
    return replace(found, **more)  # type: ignore[arg-type]


ONE = [(0, 0, BODY, 0.0), (0, 1, RELATED, 0.9), (0, 2, RELATED, 0.1), (0, 3, BODY, 0.9)]


def test_counts() -> None:
    found = count(made(ONE), POLICY)
    assert found == Counts(
        junk=2, right=1, wrong=1, junk_words=20, gone=10, named=10, words=20, lost=10
    )
    assert found.figures() == {
        "precision": 0.5,
        "recall": 0.5,
        "f1": 0.5,
        "words": 0.5,
        "label": 1.0,
        "loss": 0.5,
    }


def test_what_is_found_and_lost_hangs_on_the_policy() -> None:
    assert count(made(ONE), Policy.at(0.95)) == Counts(2, 0, 0, 20, 0, 0, 20, 0)
    assert count(made(ONE), Policy.at(0.05)) == Counts(2, 2, 1, 20, 20, 20, 20, 10)
    page = made(ONE, pages=np.ones(1))
    assert page.cut(Policy.at(0.95, page=0.5)).tolist() == [False, True, False, True]


def test_figures_of_nothing() -> None:
    assert set(Counts(0, 0, 0, 0, 0, 0, 0, 0).figures().values()) == {0.0}


def test_headlines_and_the_unknown_count_on_neither_side() -> None:
    rows = [(0, 0, HEADLINE, 0.9), (0, 1, UNKNOWN, 0.9), (0, 2, BODY, 0.0)]
    assert count(made(rows), POLICY) == Counts(0, 0, 0, 0, 0, 0, 10, 0)


def test_copies_are_counted_once() -> None:
    copies = np.array([False, False, False, True])
    assert count(made(ONE, copies=copies), POLICY) == Counts(2, 1, 0, 20, 10, 10, 10, 0)


def test_the_label_is_counted_apart() -> None:
    wrong = made(ONE, likeliest=np.full(4, SOCIAL))
    assert count(wrong, POLICY).named == 0
    assert count(wrong, POLICY).gone == 10
    assert count(wrong, POLICY).figures()["label"] == 0.0


@pytest.mark.parametrize(
    ("gone", "right"), [(round(100 * GONE), 1), (round(100 * GONE) - 1, 0), (100, 1), (0, 0)]
)
def test_a_junk_line_is_found_if_nearly_all_of_it_goes(gone: int, right: int) -> None:
    rows = [(0, 0, RELATED, 0.9), (0, 0, RELATED, 0.1)]
    found = count(made(rows, sizes=(gone, 100 - gone)), POLICY)
    assert (found.junk, found.right) == (1, right)
    assert (found.junk_words, found.gone) == (20, 10)


@pytest.mark.parametrize(("cut", "wrong"), [(0, 0), (4, 0), (6, 1), (100, 1)])
def test_a_line_of_the_article_is_harmed_if_more_than_a_little_goes(cut: int, wrong: int) -> None:
    rows = [(0, 0, BODY, 0.9), (0, 0, BODY, 0.1)]
    assert count(made(rows, sizes=(cut, 100 - cut)), POLICY).wrong == wrong


def test_junk_in_a_line_of_the_article_harms_it_not() -> None:
    rows = [(0, 0, BODY, 0.1), (0, 0, RELATED, 0.9)]
    found = count(made(rows), POLICY)
    assert (found.junk, found.wrong, found.lost) == (0, 0, 0)
    assert (found.junk_words, found.gone) == (10, 10)


def test_some_texts_can_be_counted() -> None:
    rows = [*ONE, *((1, line + 4, label, chance) for _, line, label, chance in ONE)]
    both = made(rows)
    half = count(both, POLICY, np.array([True, False]))
    assert half == count(made(ONE), POLICY)
    whole = count(both, POLICY)
    assert whole.junk == 2 * half.junk
    assert whole.lost == 2 * half.lost


ROWS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(UNKNOWN, 5), st.floats(0, 1)), min_size=1, max_size=30
)


@given(ROWS, st.floats(0.01, 1), st.floats(0.01, 1))
def test_sums_hold_together(rows: list[tuple[int, int, float]], one: float, other: float) -> None:
    ordered = sorted(rows, key=lambda row: row[0])
    pieces = made([(text, at, label, chance) for at, (text, label, chance) in enumerate(ordered)])
    low, high = sorted((one, other))
    eager, careful = count(pieces, Policy.at(low, low)), count(pieces, Policy.at(high, high))
    for each in (eager, careful):
        assert each.right <= each.junk
        assert each.named <= each.gone <= each.junk_words
        assert each.lost <= each.words
        assert all(0 <= figure <= 1 for figure in each.figures().values())
    assert eager.right >= careful.right
    assert eager.gone >= careful.gone
    assert eager.lost >= careful.lost
    texts = range(len(pieces.pages))
    apart = [count(pieces, Policy.at(low, low), np.arange(len(pieces.pages)) == at) for at in texts]
    for name in Counts.__slots__:
        assert sum(getattr(each, name) for each in apart) == getattr(eager, name)


# --- labelled texts


def labelled(*lines: tuple[str, int], name: str = "a", view: str = "texts") -> LabelledText:
    text, runs = runs_of([(f"{line}\n", label) for line, label in lines])
    return LabelledText(name, f"{name}.example", False, view, text, "", runs)


TEASER = "Ferry strike called off after talks"


def test_labelled_texts_are_judged() -> None:
    texts = [
        labelled((OPEN, BODY), ("", BODY), (TEASER, RELATED), (MID, BODY)),
        labelled((END, BODY), (TEASER, RELATED), name="b"),
    ]
    readings = read(rule_set(), [text.text for text in texts])
    found = judge(texts, readings, junk_rows([0.1, 0.9, 0.1, 0.1, 0.8]))
    assert found.texts.tolist() == [0, 0, 0, 1, 1]
    assert found.labels.tolist() == [BODY, RELATED, BODY, BODY, RELATED]
    assert found.chances == pytest.approx([0.1, 0.9, 0.1, 0.1, 0.8], abs=1e-5)
    assert found.words.tolist() == [len(each.split()) for each in (OPEN, TEASER, MID, END, TEASER)]
    assert found.sizes.tolist() == [len(each) for each in (OPEN, TEASER, MID, END, TEASER)]
    assert found.line_labels[found.lines].tolist() == found.labels.tolist()
    assert len(set(found.lines.tolist())) == 5
    assert found.sites.tolist() == [0, 1]
    assert not found.copies.any()
    assert {LINE_LABELS[at] for at in found.likeliest.tolist()} == {LINE_LABELS[7]}
    counts = count(found, POLICY)
    assert (counts.junk, counts.right, counts.wrong, counts.lost) == (2, 2, 0, 0)


def test_a_copy_is_judged_by_what_repeats() -> None:
    texts = [labelled((OPEN, BODY), (MID, BODY), (END, BODY), (MID, BODY))]
    found = judge(texts, read(rule_set(), [texts[0].text]), junk_rows([0.1] * 4))
    assert found.copies.tolist() == [False, False, False, True]
    assert found.chances[3] > 0.9
    assert count(found, POLICY).lost == 0


def test_texts_without_pieces_are_judged() -> None:
    texts = [labelled(("", BODY)), labelled((OPEN, BODY), name="b")]
    found = judge(texts, read(rule_set(), [text.text for text in texts]), junk_rows([0.1]))
    assert found.texts.tolist() == [1]
    assert count(found, POLICY).words == len(OPEN.split())


def test_views_are_summed_up_apart() -> None:
    rows = [*ONE, *((1, line + 4, label, chance) for _, line, label, chance in ONE[:2])]
    found = summary(made(rows), ["texts", "body"], POLICY)
    assert list(found) == ["texts", "body"]
    assert (found["texts"]["texts"], found["body"]["texts"]) == (1, 1)
    assert found["texts"]["f1"] == 0.5
    assert (found["body"]["f1"], found["body"]["loss"]) == (1.0, 0.0)
    assert found["body"]["words"] == 1.0  # the share of junk words that are gone


def test_labels_have_figures_of_their_own() -> None:
    rows = [*ONE, (0, 4, SOCIAL, 0.9), (0, 5, SOCIAL, 0.9), (0, 6, HEADLINE, 0.9)]
    likeliest = np.array([SOCIAL, RELATED, RELATED, SOCIAL, SOCIAL, RELATED, SOCIAL])
    found = by_label(made(rows, likeliest=likeliest), POLICY)
    assert "headline" not in found
    assert found["related"] == {"lines": 2, "precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert found["social"] == {"lines": 2, "precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert found["body"] == {"lines": 2, "precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert found["legal"] == {"lines": 0, "precision": 0.0, "recall": 0.0, "f1": 0.0}


# --- calibration


def test_chances_that_mean_what_they_say_have_no_error() -> None:
    chances = np.array([0.25] * 4 + [0.75] * 4)
    labels = np.array([RELATED, BODY, BODY, BODY, RELATED, SOCIAL, RELATED, HEADLINE])
    assert calibration_error(chances, labels) == 0.0
    assert calibration_error(1 - chances, labels) == 0.5


def test_what_is_unknown_has_no_say() -> None:
    chances, labels = np.array([0.9, 0.9, 0.1]), np.array([RELATED, UNKNOWN, BODY])
    assert calibration_error(chances, labels) == 0.1


def test_reliability_goes_by_tenths() -> None:
    chances = np.array([0.01, 0.03, 0.55, 0.99, 1.0])
    labels = np.array([BODY, RELATED, UNKNOWN, RELATED, RELATED])
    assert reliability(chances, labels) == [(0.02, 0.5, 2), (0.995, 1.0, 2)]
