"""What stands around a line revises how suspect it is: a number stays with what it counts."""

import numpy as np
import pytest

from qualityfilter.data import LINE_LABELS, Evidence
from qualityfilter.decide import Bar, decide
from qualityfilter.segments import lay_out

BEFORE = "The tart holds its shape because pectin from the skins binds the juice while it cools."
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
