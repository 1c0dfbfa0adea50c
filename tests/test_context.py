"""What stands around a line revises how suspect it is: a number stays with what it counts."""

import numpy as np
import pytest

from qualityfilter.context import SERIES
from qualityfilter.data import LINE_LABELS, Evidence
from qualityfilter.decide import Bar, decide
from qualityfilter.segments import lay_out

BEFORE = "The tart holds its shape because pectin from the skins binds the juice while it cools."
BETWEEN = (
    "Nobody knows who first put rhubarb in it, but the guild's books mention it twice in 1911."
)
AFTER = "On butter and flour, by K. Brandt and L. Ruiz, in a journal that is no longer printed."
JUNK = "Read what others say about this and tell them what you think of it"


def fallen(lines: dict[str, str], evidence: tuple[Evidence, ...] = ()) -> list[str]:
    """Give the lines that fall if the model is sure of their labels."""
    text = "\n".join(lines)
    rows = np.full((len(lines), len(LINE_LABELS)), 0.001, np.float32)
    rows[np.arange(len(lines)), [LINE_LABELS.index(label) for label in lines.values()]] = 0.99
    pieces = decide(lay_out(text), "", rows, evidence, Bar("made up", 0.97, {}))
    return [text[piece.start : piece.end] for piece in pieces]


@pytest.mark.parametrize("number", ["7", "7.", "(7)", "128)", "12:"])
def test_a_number_stays_with_what_it_counts(number: str) -> None:
    assert fallen({BEFORE: "body", number: "comments", AFTER: "body"}) == []


@pytest.mark.parametrize(
    "lines",
    [
        {BEFORE: "body", "7.": "comments"},
        {BEFORE: "body", "7.": "comments", JUNK: "comments"},
        {BEFORE: "body", "7 views": "comments", AFTER: "body"},
        {BEFORE: "body", "2026": "comments", AFTER: "body"},
    ],
)
def test_it_falls_with_it_or_where_it_counts_nothing(lines: dict[str, str]) -> None:
    assert fallen(lines) == [line for line, label in lines.items() if label != "body"]


def test_it_falls_where_a_rule_speaks_against_it() -> None:
    start = len(BEFORE) + 1
    evidence = Evidence(start, start + 2, "comments", 0.9, "rule:made-up", "a counter")
    assert fallen({BEFORE: "body", "7.": "comments", AFTER: "body"}, (evidence,)) == ["7."]


TOWNS = ("Ashford", "Birchley", "Cedarton", "Elmby", "Firdale", "Hazelbury", "Larchley")


def series(number: int) -> dict[str, str]:
    """Give so many items of a list."""
    return dict.fromkeys(TOWNS[:number], "related")


def test_a_series_amid_the_article_stays() -> None:
    long = series(SERIES)
    assert fallen({BEFORE: "body", **long, AFTER: "body"}) == []
    few = series(SERIES - 1)
    assert fallen({BEFORE: "body", **few, AFTER: "body"}) == list(few)


def test_it_falls_at_the_ends_of_the_text() -> None:
    long = series(SERIES)
    assert fallen({BEFORE: "body", AFTER: "body", **long}) == list(long)
    assert fallen({**long, BEFORE: "body", AFTER: "body"}) == list(long)


def test_with_the_article_between_its_lines_it_is_no_series() -> None:
    one, other = TOWNS[: SERIES // 2], TOWNS[SERIES // 2 : SERIES]
    lines = {BEFORE: "body", **dict.fromkeys(one, "related"), BETWEEN: "body"}
    lines |= {**dict.fromkeys(other, "related"), AFTER: "body"}
    assert fallen(lines) == [*one, *other]


def test_the_numbers_of_a_series_stay_with_it() -> None:
    lines = {BEFORE: "body"}
    for number, town in enumerate(TOWNS, 1):
        lines |= {f"{number}.": "artifact" if number < SERIES else "related", town: "related"}
    assert fallen({**lines, AFTER: "body"}) == []


def test_what_is_of_several_kinds_is_no_series() -> None:
    one, other = series(SERIES - 1), {"Oakwood": "comments", "Pinewood": "comments"}
    assert fallen({BEFORE: "body", **one, **other, AFTER: "body"}) == [*one, *other]


def test_a_line_of_a_series_falls_where_a_rule_speaks_against_it() -> None:
    start = len(BEFORE) + 1
    evidence = Evidence(start, start + 7, "related", 0.9, "rule:made-up", "a teaser")
    lines = {BEFORE: "body", **series(SERIES + 1), AFTER: "body"}
    assert fallen(lines, (evidence,)) == ["Ashford"]


def test_on_a_page_a_series_falls() -> None:
    junk = {f"{label} {at}": label for at in range(20) for label in ("social", "legal", "about")}
    lines = {BEFORE: "body", **junk, AFTER: "body"}
    assert fallen(lines) == list(junk)


def test_a_line_that_is_all_of_a_text_falls_only_if_a_rule_speaks_against_it() -> None:
    assert fallen({JUNK: "comments"}) == []
    evidence = Evidence(0, len(JUNK), "comments", 0.9, "rule:made-up", "asks for comments")
    assert fallen({JUNK: "comments"}, (evidence,)) == [JUNK]
