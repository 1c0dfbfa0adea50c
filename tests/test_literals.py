"""A pattern is found wherever it matches: what is looked for first only spares needless tries."""

from collections.abc import Sequence
from unittest import mock

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qualityfilter import finder
from qualityfilter.characters import fold
from qualityfilter.finder import Finder
from qualityfilter.hedging.cues import CUES
from qualityfilter.literals import required
from qualityfilter.pattern_syntax import parse, plain
from qualityfilter.patterns import compile_pattern
from qualityfilter.rules.structures import RULES
from tests.conftest import FIXTURES


def _found(patterns: Sequence[str], lines: Sequence[str]) -> list[tuple[int, int]]:
    return [(number, at) for number, places in Finder(patterns).find(lines) for at in places]


def _missed(patterns: Sequence[str], lines: Sequence[str]) -> list[tuple[str, str]]:
    found = set(_found(patterns, lines))
    return [
        (pattern, line)
        for number, pattern in enumerate(patterns)
        for at, line in enumerate(lines)
        if (number, at) not in found and compile_pattern(pattern).search(line)
    ]


def _fixture_lines() -> list[str]:
    texts = [path.read_text("utf-8") for path in FIXTURES.glob("articles/*/article.txt")]
    return [fold(line).strip() for text in texts for line in text.splitlines()]


def test_no_rule_or_cue_is_missed() -> None:
    tables = [*RULES, *CUES]
    lines = [fold(text).strip() for each in tables for text in (*each.hits, *each.misses)]
    lines += _fixture_lines()
    lines += [line.upper() for line in lines]
    assert _missed([each.pattern for each in tables], lines) == []


def test_most_tries_are_spared() -> None:
    patterns, lines = [cue.pattern for cue in CUES], _fixture_lines()
    assert len(_found(patterns, lines)) < 0.05 * len(patterns) * len(lines)


_ATOMS = st.sampled_from(
    [
        *"abkí0",
        ".",
        r"\d",
        r"\p{L}",
        "[ab]",
        "[^a]",
        "[a-c]",
        r"[^\p{L}]",
        "ab",
        "the",
        "cad",
        r"\.",
        r"\b",
        r"\w",
        "[[:alpha:]]",
        "(?-i:A)",
    ]
)
_REPEATS = st.sampled_from(["", "", "", "?", "*", "+", "{2}", "{1,2}", "{0,3}", "+?"])


def _grouped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    part = st.tuples(inner, _REPEATS).map("".join)
    branch = st.lists(part, min_size=1, max_size=3).map("".join)
    return st.lists(branch, min_size=1, max_size=3).map("|".join).map("(?:{})".format)


_EDGES = st.sampled_from(["", "^", "(?:^|[^a])"]), st.sampled_from(["", "$", "(?:b|$)"])
_PATTERNS = st.tuples(_EDGES[0], st.recursive(_ATOMS, _grouped, max_leaves=8), _EDGES[1])
_LINES = st.lists(st.text("abcdkKtheíÍ03. ſ\u212a", max_size=12), max_size=4)


@given(st.lists(_PATTERNS.map("".join), min_size=1, max_size=4), _LINES)
def test_no_pattern_is_missed(patterns: list[str], lines: list[str]) -> None:
    assert _missed(patterns, lines) == []


@given(st.lists(_PATTERNS.map("".join), min_size=1, max_size=4), _LINES, st.integers(1, 9))
def test_blocks_change_nothing(patterns: list[str], lines: list[str], size: int) -> None:
    whole = _found(patterns, lines)
    with mock.patch.object(finder, "_BLOCK", size):
        assert _found(patterns, lines) == whole


@pytest.mark.parametrize(
    ("pattern", "literals", "before", "after"),
    [
        ("^[^a]{0,3}subscribe now$", {"subscribe now\n"}, 3, 0),
        ("(?:join|follow) us", {"join us", "follow us"}, float("inf"), float("inf")),
        (r"^\d{1,2}:\d\d$", {":00\n"}, 0, 0),
        (r"\bread\b (?:on|more)\b", {"read on", "read more"}, float("inf"), float("inf")),
    ],
)
def test_required(pattern: str, literals: set[str], before: float, after: float) -> None:
    (branch,) = required(pattern)
    assert branch.literals == literals
    assert (branch.before, branch.after) == (before, after)


def test_what_needs_nothing_is_found_everywhere() -> None:
    assert required(".+") == ()
    assert _found([".+", "xyz"], ["a", ""]) == [(0, 0), (0, 1)]
    assert _found([r"\Qa\E", "xyz"], ["a", ""]) == [(0, 0), (0, 1)]
    assert _found([], ["a"]) == []
    assert _found(["xyz"], []) == []


@given(st.text())
@example("𞤢")
def test_plain_keeps_the_length_and_knows_no_case(text: str) -> None:
    text = fold(text)
    assert len(plain(text)) == len(text)
    if len(text.upper()) == len(text):
        assert plain(text.upper()) == plain(text)


@pytest.mark.parametrize(
    "pattern", ["(a", "a)", r"\ta", "(?=a)b", r"\1", "[[:alpha:]]", r"[\b]", r"\Qa\E"]
)
def test_other_syntax_is_refused(pattern: str) -> None:
    with pytest.raises((ValueError, IndexError)):
        parse(pattern)


def test_time_is_linear_where_a_literal_repeats() -> None:
    assert Finder([cue.pattern for cue in CUES]).find(["reportedly " * 100_000])
