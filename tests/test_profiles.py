"""Profiles of sites: what is learnt, what it says against a line, and that it explains itself."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import qualityfilter as qf
from qualityfilter.core.errors import SettingsError
from qualityfilter.decide import profiles
from qualityfilter.decide.profiles import Counts, Profile
from qualityfilter.pipeline.sites import learn_sites

CARD = "Support the paper: buy your harbour card"
BELL = "Ring the bell at our kiosk"
WEEKS = [
    f"The ferry will stop for {days} days from Monday, the harbour office said on Friday.\n\n"
    f"Traders asked for the works to start after Christmas, number {days} told the meeting.\n\n"
    f"A crane fell in the harbour of Castelmar and hurt {days} men."
    for days in range(30)
]
ISSUES = [f"{week}\n\n{CARD}\n\n{BELL}" for week in WEEKS]
PROFILE = qf.learn_site(ISSUES)
lines = st.lists(st.sampled_from(["alpha one", "beta two", "gamma three", "delta four"]))


def test_a_line_is_known_if_it_stands_in_three_documents() -> None:
    assert PROFILE.documents == 30
    assert [*PROFILE.lines.values()] == [30, 30]
    assert not qf.learn_site(ISSUES[:2]).lines
    assert qf.learn_site([f"{BELL}\n{BELL}\n{BELL}"] * 2).lines == {}  # documents count, not lines
    assert qf.learn_site([]) == Profile(0, {})


def test_case_and_marks_make_no_other_line() -> None:
    found = qf.learn_site([BELL, f"- {BELL.upper()}!", f"{BELL} …"])
    assert [*found.lines.values()] == [3]


def test_pages_are_read_and_those_that_cannot_be_are_passed_over() -> None:
    page = qf.Page(f"<body><p>{WEEKS[0]}</p><p>{CARD}</p><p>{BELL}</p></body>")
    found = qf.learn_site([page, qf.Page(b"%PDF-1.4"), *ISSUES[1:3]])
    assert (found.documents, [*found.lines.values()]) == (3, [3, 3])


def test_sites_are_told_apart() -> None:
    found = learn_sites([("a", text) for text in ISSUES] + [("b", week) for week in WEEKS])
    assert found["a"] == PROFILE
    assert found["b"] == Profile(30, {})


@given(documents=st.lists(lines, max_size=12))
def test_order_changes_nothing(documents: list[list[str]]) -> None:
    forwards, backwards = Counts(), Counts()
    for one, other in zip(documents, documents[::-1], strict=True):
        forwards.add("a", one)
        backwards.add("a", other)
    assert forwards.profiles() == backwards.profiles()


def test_what_was_seen_once_is_forgotten_when_it_is_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(profiles, "MOST_LINES", 8)
    counts = Counts()
    for number in range(50):
        counts.add("a", [f"only here {number}", BELL.lower()])
    assert sum(map(len, counts.lines.values())) <= 9
    assert [*counts.profiles()["a"].lines.values()] == [50]


def test_it_is_evidence_that_explains_itself(quality_filter: qf.QualityFilter) -> None:
    document = qf.Document(ISSUES[3], source="courier")
    with_it = qf.QualityFilter(profiles={"courier": PROFILE})
    found = with_it.clean(document).cuts
    known = [each for span in found for each in span.evidence if each.source == "site.most"]
    assert {each.reason for each in known} == {"on 30 of 30 pages of this site"}
    assert [document.text[each.start : each.end] for each in known] == [CARD, BELL]
    assert not quality_filter.clean(document).cuts
    other = qf.Document(document.text, source="elsewhere")
    assert not with_it.clean(other).cuts


def test_alone_it_cuts_nothing() -> None:
    """A sentence of the article stays though it repeats on every page."""
    same = "The ferry has run between the two quays since the bridge fell in 1911."
    profile = qf.learn_site([f"{week}\n\n{same}" for week in WEEKS])
    assert profile.lines
    found = qf.QualityFilter(profiles={"courier": profile})
    document = qf.Document(f"{WEEKS[1]}\n\n{same}\n\n{WEEKS[2]}", source="courier")
    assert found.clean(document).text == document.text


def test_a_filter_pickles_with_its_profiles() -> None:
    document = qf.Document(ISSUES[3], source="courier")
    found = qf.QualityFilter(profiles={"courier": PROFILE})
    again = pickle.loads(pickle.dumps(found))
    assert again.clean(document) == found.clean(document)
    assert found.clean(document).provenance.profiles_digest
    assert not qf.QualityFilter().clean("x").provenance.profiles_digest


def test_a_profile_goes_through_json() -> None:
    assert Profile.from_dict(json.loads(json.dumps(PROFILE.to_dict()))) == PROFILE


@pytest.mark.parametrize("site", [None, 3, ["courier"], b"courier"])
def test_the_name_of_a_site_is_a_text(site: Any) -> None:
    with pytest.raises(qf.InputError, match="a site's name must be str, not "):
        learn_sites([(site, ISSUES[0])])


@pytest.mark.parametrize(
    ("documents", "lines"),
    [
        *((wrong, {}) for wrong in (None, "3", -1, 1.5, True, [3])),
        *((3, wrong) for wrong in (None, "ab", [1], 3, {"a": 1}, {1: "x"}, {1: -1}, {-1: 1})),
        (3, {1 << 64: 1}),
    ],
)
def test_a_profile_of_wrong_types_is_refused(documents: Any, lines: Any) -> None:
    with pytest.raises(SettingsError, match=r"^profile\."):
        Profile(documents, lines)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"documents": 3},
        {"documents": 3, "lines": {"x": 1}},
        [],
        None,
        "x",
        {"documents": float("inf"), "lines": {}},
        {"documents": 3, "lines": {"1": float("inf")}},
        {"documents": 3, "lines": {"-1": 1}},
        {"documents": -3, "lines": {}},
        {"documents": 3, "lines": [1]},
    ],
)
def test_what_is_no_profile_is_refused(values: Any) -> None:
    with pytest.raises(SettingsError, match="no profile"):
        Profile.from_dict(values)
