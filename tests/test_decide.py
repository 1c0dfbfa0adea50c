"""Chances become decisions: what falls, under which label, and why."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualityfilter.core.data import LINE_LABELS, Evidence
from qualityfilter.decide.combine import (
    MODEL,
    SITE,
    SUSPECT,
    WHOLE,
    Judged,
    Piece,
    Policy,
    decide,
    either,
    headline,
    likeliest_junk,
    strongest,
    with_headline,
)
from qualityfilter.rules.library import rule_set
from qualityfilter.rules.scan import read
from qualityfilter.text.tokens import FloatArray
from tests.conftest import END, MID, OPEN

CHANCES = st.floats(0, 1)
RULES = rule_set()
POLICY = Policy.at(0.9)
TEASER = "Ferry strike called off after talks"
STORY = (OPEN, MID, END)


def judge(
    lines: Sequence[str],
    chances: Mapping[int, float] | None = None,
    label: str = "related",
    own: Sequence[Evidence] = (),
    **more: object,
) -> Judged:
    """Return lines that the model holds for the article, but for some of them."""
    (reading,) = read(RULES, ["\n".join(lines)])
    rows = np.zeros((len(reading.layout.starts), len(LINE_LABELS)), np.float32)
    rows[:, 0] = 1.0
    for at, chance in (chances or {}).items():
        rows[at, 0], rows[at, LINE_LABELS.index(label)] = 1 - chance, chance
    reading = replace(reading, own=list(own))
    return Judged(reading, rows=rows, **{"title": ""} | more)  # type: ignore[arg-type]


def fallen(judged: Judged, policy: Policy = POLICY) -> list[str]:
    text = judged.reading.layout.text
    return [text[piece.start : piece.end] for piece in decide(judged, RULES, policy)]


def at(line: int, lines: Sequence[str] = (*STORY, TEASER)) -> int:
    return sum(len(each) + 1 for each in lines[:line])


def evidence(start: int, end: int, score: float = 0.95, source: str = "rule:own.x") -> Evidence:
    return Evidence(start, end, "social", score, source, "made up")


# --- how sure a cut must be


@given(CHANCES, CHANCES, CHANCES)
def test_the_bar_lies_between_that_of_texts_and_that_of_pages(
    threshold: float, page: float, likeness: float
) -> None:
    bar = float(Policy.at(threshold, page).bars_on(likeness)[0])
    assert min(threshold, page) - 1e-9 <= bar <= threshold + 1e-9
    assert float(Policy.at(threshold, page).bars_on(0.0)[0]) == threshold
    assert float(Policy.at(threshold, page).bars_on(1.0)[0]) == pytest.approx(min(threshold, page))


@given(CHANCES, CHANCES, CHANCES)
def test_what_falls_falls_all_the_more_on_a_page(
    threshold: float, one: float, other: float
) -> None:
    low, high = sorted((one, other))
    assert (
        float(Policy.at(threshold).bars_on(high)[0])
        <= float(Policy.at(threshold).bars_on(low)[0]) + 1e-9
    )


def test_a_piece_falls_from_the_threshold_on() -> None:
    lines = (*STORY, TEASER)
    for chance, found in ((0.91, [TEASER]), (0.89, [])):
        assert fallen(judge(lines, {3: chance})) == found
    assert fallen(judge(lines, {3: 0.5}), Policy.at(0.4)) == [TEASER]
    assert fallen(judge(lines, {3: 0.99}), Policy.at(1.0)) == []
    assert fallen(judge(lines, {3: 1.0}), Policy.at(1.0)) == [TEASER]


@given(st.lists(CHANCES, min_size=4, max_size=4), CHANCES, CHANCES)
def test_a_lower_threshold_cuts_no_less(chances: list[float], one: float, other: float) -> None:
    low, high = sorted((max(one, 0.01), max(other, 0.01)))
    judged = judge((*STORY, TEASER), dict(enumerate(chances)))
    assert {*fallen(judged, Policy.at(high))} <= {*fallen(judged, Policy.at(low))}


def test_length_does_not_matter() -> None:
    long = "Ferry strike called off after talks between the owners and the crews of four boats " * 3
    assert len(fallen(judge((*STORY, long.strip()), {3: 0.91}))) == 1


def page(chance: float = 1.0) -> Judged:
    """Return a page of a hundred lines of junk, of five kinds, and one that may be."""
    junk = [f"{label.title()} entry {number}" for number in range(20) for label in LINE_LABELS[4:9]]
    judged = judge([*STORY, *junk, TEASER], {len(junk) + 3: chance})
    for number in range(len(junk)):
        judged.rows[number + 3] = 0.0
        judged.rows[number + 3, 4 + number % 5] = 1.0
    return judged


def test_on_a_page_less_is_needed() -> None:
    assert TEASER in fallen(page(0.5))
    assert TEASER not in fallen(page(0.35))
    assert TEASER not in fallen(page(0.5), Policy.at(0.9, page=0.6))


def test_where_tags_are_known_their_bar_holds() -> None:
    lines = (*STORY, TEASER)
    assert fallen(judge(lines, {3: 0.8}, tagged=True)) == [TEASER]
    assert fallen(judge(lines, {3: 0.65}, tagged=True)) == []
    assert TEASER not in fallen(replace(page(0.5), tagged=True))


def test_nothing_has_no_pieces() -> None:
    for lines in ((), ("",), (" ", "")):
        assert decide(judge(lines), RULES, POLICY) == []


# --- what stands outside the model


def test_an_own_rule_cuts_what_the_model_would_keep() -> None:
    lines = (*STORY, TEASER)
    own = [evidence(at(3), at(3) + len(TEASER))]
    (piece,) = decide(judge(lines, own=own), RULES, POLICY)
    assert (piece.start, piece.end, piece.label) == (at(3), at(3) + len(TEASER), "social")
    assert piece.score == 0.95
    assert piece.evidence == (own[0],)  # the model says nothing against it
    weak = [replace(own[0], score=0.5)]
    assert fallen(judge(lines, own=weak)) == []
    assert fallen(judge(lines, {3: 0.8}, own=weak)) == [TEASER]


def test_an_own_rule_speaks_of_every_piece_of_its_line() -> None:
    line = f"{TEASER}. {MID} Read more"
    judged = judge((OPEN, line, END), own=[evidence(len(OPEN) + 1, len(OPEN) + 1 + len(line))])
    pieces = decide(judged, RULES, POLICY)
    assert len(pieces) == 3
    for piece in pieces:
        assert piece.label == "social"
        for each in piece.evidence:
            assert piece.start <= each.start < each.end <= piece.end


def test_what_it_finds_within_a_piece_falls_alone() -> None:
    start = OPEN.index("before winter")
    own = [evidence(start, start + 13)]
    assert fallen(judge(STORY, own=own)) == ["before winter"]
    assert fallen(judge(STORY, own=[replace(own[0], score=0.5)])) == []
    (piece,) = decide(judge(STORY, own=own), RULES, POLICY)
    assert (piece.score, piece.label, piece.evidence) == (0.95, "social", (own[0],))


def test_within_a_piece_that_falls_it_is_not_cut_twice() -> None:
    own = [evidence(at(3), at(3) + 5), evidence(at(3) + 10, at(3) + 12)]
    assert fallen(judge((*STORY, TEASER), {3: 0.95}, own=own)) == [TEASER]


@pytest.mark.parametrize("first", [0.5, 0.95])
def test_a_weak_finding_hides_no_sure_one(first: float) -> None:
    own = [evidence(0, 10, first), evidence(5, 15, 0.95)]
    wanted = [OPEN[:10]] if first > 0.9 else [OPEN[5:15]]
    assert fallen(judge(STORY, own=own)) == wanted


def test_most_of_a_piece_is_the_piece() -> None:
    size = len(OPEN)
    for share, found in ((WHOLE + 0.05, [OPEN]), (WHOLE - 0.05, [OPEN[: int(size * 0.5)]])):
        own = [evidence(0, int(size * share) if share > WHOLE else int(size * 0.5))]
        assert fallen(judge(STORY, own=own)) == found


def test_a_profile_raises_the_chance_of_its_line() -> None:
    lines = (*STORY, TEASER)
    known = evidence(at(3), at(3) + len(TEASER), 0.9, "site.often")
    assert fallen(judge(lines, {3: 0.8}, outside=[known])) == [TEASER]
    assert fallen(judge(lines, {3: 0.5}, outside=[known])) == []
    assert fallen(judge(lines, outside=[known])) == []
    most = evidence(at(3), at(3) + len(TEASER), 0.98, "site.most")
    assert fallen(judge(lines, {3: 0.4}, outside=[most])) == [TEASER]
    assert fallen(judge(lines, outside=[most])) == []
    (piece,) = decide(judge(lines, {3: 0.8}, "social", outside=[known]), RULES, POLICY)
    raised = 1 / (1 + math.exp(-SITE["site.often"]) * 0.2 / 0.8)
    assert piece.score == pytest.approx(raised, abs=1e-5)
    assert [each.source for each in piece.evidence] == ["site.often", f"{MODEL}default"]


def test_a_repeat_falls_and_its_first_copy_stays() -> None:
    judged = judge((*STORY, MID))
    (piece,) = decide(judged, RULES, POLICY)
    assert (piece.start, piece.label) == (at(3), "duplicate")
    assert piece.evidence[0].source == "repeat.long"
    assert fallen(judge((TEASER, *STORY, TEASER), title=TEASER)) == [TEASER]


def test_our_own_rules_alone_decide_nothing() -> None:
    lines = (*STORY, "Share this article on Facebook")
    assert len(read(RULES, ["\n".join(lines)])[0].findings)
    assert fallen(judge(lines)) == []


# --- labels and reasons


def test_the_model_names_the_label_and_rules_explain_it() -> None:
    line = "Share this article on Facebook"
    (piece,) = decide(judge((*STORY, line), {3: 0.95}, "social", model="mine"), RULES, POLICY)
    assert piece.label == "social"
    sources = [each.source for each in piece.evidence]
    assert f"{MODEL}mine" in sources
    assert any(source.startswith("phrase:social.share.") for source in sources)
    for each in piece.evidence:
        assert each.reason
        assert piece.start <= each.start < each.end <= piece.end
    scores = [each.score for each in piece.evidence]
    assert scores == sorted(scores, reverse=True)


def test_a_rule_of_ours_changes_no_label() -> None:
    line = "Share this article on Facebook"
    (piece,) = decide(judge((*STORY, line), {3: 0.95}, "navigation"), RULES, POLICY)
    assert piece.label == "navigation"


def test_the_surer_of_model_and_caller_names_the_label() -> None:
    lines = (*STORY, TEASER)
    for score, label in ((0.99, "social"), (0.9, "related")):
        own = [evidence(at(3), at(3) + len(TEASER), score)]
        (piece,) = decide(judge(lines, {3: 0.95}, own=own), RULES, POLICY)
        assert piece.label == label
        assert {each.source for each in piece.evidence} >= {"rule:own.x", f"{MODEL}default"}


def test_what_the_model_hardly_suspects_is_not_its_reason() -> None:
    lines, own = (*STORY, TEASER), [evidence(at(3), at(3) + len(TEASER))]
    for chance, told in ((SUSPECT + 0.05, True), (SUSPECT - 0.05, False)):
        (piece,) = decide(judge(lines, {3: chance}, own=own), RULES, POLICY)
        assert (f"{MODEL}default" in {each.source for each in piece.evidence}) == told


@given(CHANCES, st.lists(CHANCES, max_size=4))
def test_either_is_the_chance_that_one_is_right(base: float, scores: list[float]) -> None:
    found = either(base, [evidence(0, 1, score) for score in scores])
    assert max([base, *scores]) - 1e-5 <= found <= min(1.0, base + sum(scores)) + 1e-5
    assert either(base, []) == round(base, 6)


def test_the_strongest_comes_first() -> None:
    one, two, three = evidence(0, 1, 0.5), evidence(0, 1, 0.9, "b"), evidence(0, 1, 0.9, "a")
    assert strongest([one, two, three]) == (three, two, one)


def test_pieces_are_disjoint_and_in_order() -> None:
    own = [evidence(3, 9), evidence(at(1) + 4, at(1) + 9), evidence(at(3), at(3) + 7)]
    judged = judge((*STORY, TEASER), {1: 0.95, 3: 0.95}, own=own)
    pieces = decide(judged, RULES, POLICY)
    assert [(piece.start, piece.end) for piece in pieces] == [
        (3, 9),
        (at(1), at(1) + len(MID)),
        (at(3), at(3) + len(TEASER)),
    ]


def test_a_line_is_of_the_kind_that_its_pieces_are() -> None:
    judged = judge((OPEN, f"{TEASER}. {MID}"), {1: 0.3})
    judged.rows[2, LINE_LABELS.index("social")] = 0.2
    assert len(judged.rows) == 3
    assert likeliest_junk(judged.reading, judged.rows)[1] == "related"
    judged.rows[2, LINE_LABELS.index("social")] = 0.4
    assert likeliest_junk(judged.reading, judged.rows)[1] == "social"


# --- the headline


def titled(rows: FloatArray, chances: Sequence[float]) -> None:
    rows[:, 0], rows[:, 1] = 1 - np.array(chances), chances


def test_the_title_is_the_headline() -> None:
    judged = judge((TEASER, *STORY), title=f"{TEASER.upper()}!")
    found = headline(judged)
    assert found is not None
    assert (found.start, found.end, found.score) == (0, len(TEASER), 1.0)
    assert [each.source for each in found.evidence] == ["title"]


def test_without_a_title_the_model_says_which_line_it_is() -> None:
    judged = judge((TEASER, *STORY))
    assert headline(judged) is None
    titled(judged.rows, [0.8, 0.6, 0.0, 0.0])
    found = headline(judged)
    assert found is not None
    assert (found.start, found.label, found.score) == (0, "headline", 0.8)
    assert found.evidence[0].source == f"{MODEL}default"
    titled(judged.rows, [0.4, 0.0, 0.0, 0.0])
    assert headline(judged) is None
    assert headline(judge([])) is None


def test_a_title_that_is_not_there_leaves_it_to_the_model() -> None:
    judged = judge((TEASER, *STORY), title="Bridge to be mended")
    assert headline(judged) is None
    titled(judged.rows, [0.8, 0.0, 0.0, 0.0])
    assert headline(judged) is not None


def test_the_headline_stands_where_nothing_is_cut() -> None:
    own = Piece(10, 20, "headline", 1.0, ())
    cut, apart = Piece(15, 30, "social", 1.0, ()), Piece(20, 30, "social", 1.0, ())
    assert with_headline([cut], own) == [cut]
    assert with_headline([apart], own) == [own, apart]
    assert with_headline([apart], None) == [apart]
