"""Spam: its score, its kinds, and what must not fall."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import qualityfilter as qf
from qualityfilter.core.limits import Limits
from qualityfilter.lab.spam import found, own, scores
from qualityfilter.quality.spam import SIGNS, of_measures, spam, spam_measures
from qualityfilter.quality.spam_words import FUNCTION, KINDS, LANGUAGES, WORDS
from tests.conftest import END, FIXTURES, MID, OPEN

SPAM = [
    json.loads(line)
    for line in (FIXTURES / "verdicts" / "spam.jsonl").read_text(encoding="utf-8").splitlines()
]
BAD = [each for each in SPAM if each["side"] == "bad"]
CASINO = (
    "Sign up now at the best online casino and claim your welcome bonus with 100 free spins, no "
    "deposit needed, real money and instant payouts on all slots!"
)


def test_every_kind_has_texts_in_four_languages() -> None:
    assert {each["kind"] for each in BAD} == {*KINDS}
    assert {each["lang"] for each in BAD} >= {"en", "es", "de", "ru"}
    assert len({each["style"] for each in BAD}) == 8
    assert {each.spam for each in own()} == {True, False}
    assert {*found().values()} <= {*KINDS}


def test_the_kind_is_named(quality_filter: qf.QualityFilter) -> None:
    named = [
        str(reason) == f"spam:{each['kind']}"
        for each in BAD
        for reason in quality_filter.clean(each["text"]).verdict.reasons
        if reason.code == "spam"
    ]
    assert sum(named) >= 0.9 * len(named)


@pytest.mark.parametrize("spread", [(0,), (1,), (2,)])
def test_an_article_with_a_line_of_spam_stays(
    spread: tuple[int, ...], quality_filter: qf.QualityFilter
) -> None:
    lines = [OPEN, MID, END]
    for at in spread:
        lines.insert(at, CASINO)
    verdict = quality_filter.clean("\n\n".join(lines)).verdict
    assert "spam" not in [reason.code for reason in verdict.reasons]


def test_the_bar_moves_and_turns_off() -> None:
    text = f"{CASINO} {CASINO}"

    def codes(settings: qf.Settings) -> list[str]:
        found = qf.QualityFilter(settings).clean(text)
        return [reason.code for reason in found.verdict.reasons]

    assert "spam" in codes(qf.Settings())
    assert "spam" not in codes(qf.Settings(limits=qf.Limits(max_spam=1)))
    assert "spam" not in codes(qf.Settings(decisions={"spam": "accept"}))


def test_other_languages_have_no_score() -> None:
    assert spam(CASINO, "fi") is None
    assert spam_measures(CASINO, "fi") == {}


def test_tables_know_every_language() -> None:
    assert FUNCTION.keys() == {*LANGUAGES}
    whole = {name for name, words in WORDS.items() if {*LANGUAGES} <= words.keys()}
    assert whole == WORDS.keys() - {"spun"}


@given(st.text(max_size=400), st.sampled_from([*LANGUAGES, "und"]))
def test_the_score_is_a_share(text: str, language: str) -> None:
    rated = spam(text, language)
    assert rated is not None
    assert 0 <= rated.score <= 1
    assert rated.kind in KINDS


@given(st.sampled_from(sorted(SIGNS)), st.floats(0, 3), st.floats(0, 3))
def test_each_measure_moves_the_score_one_way(name: str, one: float, other: float) -> None:
    less, more = sorted((one, other))
    base = dict.fromkeys(SIGNS, 1.0)
    low, high = (of_measures(base | {name: value}).score for value in (less, more))
    assert low <= high if SIGNS[name] > 0 else low >= high


def test_more_spam_is_never_better() -> None:
    rated = [spam(" ".join([OPEN, MID, END, *[CASINO] * count]), "en") for count in range(5)]
    found = [each.score for each in rated if each]
    assert found == sorted(found)
    assert found[0] < 0.1
    assert found[-1] > Limits().max_spam


def test_the_lab_rates_as_the_filter_does() -> None:
    from qualityfilter.core.measured import measured

    examples = [replace(each) for each in own()]
    rated = scores(measured("quality", "spam.json"), examples)
    assert [round(float(score), 6) for score in rated] == [
        of_measures(each.values).score for each in examples
    ]


def test_own_texts_are_told_apart() -> None:
    """The floor of what the weights know of the texts that they learnt from."""
    bar = Limits().max_spam
    fell = [(each.spam, of_measures(each.values).score > bar) for each in own()]
    assert sum(spam and over for spam, over in fell) >= 58
    assert not any(over for spam, over in fell if not spam)
