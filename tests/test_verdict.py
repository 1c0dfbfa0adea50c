"""Each reason of a verdict, on both sides of its limit."""

from dataclasses import replace

import pytest

import qualityfilter as qf
from qualityfilter.quality.verdict import judge

FINE = qf.Scores(
    quality=0.9,
    boilerplate=0.1,
    promotion=0.1,
    hedged=0.1,
    speculative=0.1,
    unattributed=0.0,
    hypothetical=0.0,
    repetition=0.1,
    words=200,
)
LIMITS = qf.Limits(
    min_words=50,
    max_boilerplate=0.6,
    max_promotion=0.5,
    max_hedged=0.4,
    max_repetition=0.3,
    min_quality=0.25,
)
TABLE = {
    "empty": ("words", 1, 0, 1.0, "reject"),
    "promotion": ("promotion", 0.5, 0.500001, 0.5, "reject"),
    "short": ("words", 50, 49, 50, "review"),
    "boilerplate": ("boilerplate", 0.6, 0.600001, 0.6, "review"),
    "hedged": ("hedged", 0.4, 0.400001, 0.4, "review"),
    "repetition": ("repetition", 0.3, 0.300001, 0.3, "review"),
    "quality": ("quality", 0.25, 0.249999, 0.25, "review"),
}
"""Code to the score, its last value that passes, its first that does not, limit, decision."""

each_reason = pytest.mark.parametrize("code", TABLE)


def _span(label: str, source: str, start: int = 0) -> qf.Span:
    evidence = qf.Evidence(start, start + 5, label, 0.9, source, "a reason")
    return qf.Span(start, start + 5, label, 0.9, "mark", (evidence,))


OWN = _span("hypothetical", "cue:hypothetical.own-word")


def test_reasons_are_complete() -> None:
    assert {*TABLE, "hypothetical"} == qf.REASONS.keys()
    assert {code: decision for code, (decision, _) in qf.REASONS.items()} == {
        "hypothetical": "review",
        **{code: case[-1] for code, case in TABLE.items()},
    }
    assert all(meaning for _, meaning in qf.REASONS.values())
    with pytest.raises(TypeError):
        qf.REASONS["new"] = ("review", "no")  # type: ignore[index]


def test_a_fine_text_is_accepted() -> None:
    assert judge(FINE, (), LIMITS) == qf.Verdict("accept", ())


@each_reason
def test_at_the_limit_it_passes(code: str) -> None:
    name, passes, *_ = TABLE[code]
    verdict = judge(replace(FINE, **{name: passes}), (), LIMITS)
    assert code not in [reason.code for reason in verdict.reasons]
    if code != "empty":  # a single word is still short
        assert verdict == qf.Verdict("accept", ())


@each_reason
def test_past_the_limit_it_does_not(code: str) -> None:
    name, _, fails, limit, decision = TABLE[code]
    verdict = judge(replace(FINE, **{name: fails}), (), LIMITS)
    assert verdict == qf.Verdict(decision, (qf.Reason(code, fails, limit),))  # type: ignore[arg-type]


def test_the_text_says_itself_that_it_is_hypothetical() -> None:
    assert judge(FINE, (OWN,), LIMITS) == qf.Verdict("review", (qf.Reason("hypothetical", 1, 1),))
    three = (OWN, OWN, _span("hypothetical", "cue:hypothetical.own-word.late", 9))
    assert judge(FINE, three, LIMITS).reasons == (qf.Reason("hypothetical", 3, 1),)


@pytest.mark.parametrize(
    "span",
    [
        _span("hypothetical", "cue:hypothetical.imagined"),
        _span("speculative", "cue:hypothetical.own-word"),
        _span("speculative", "cue:speculative.may"),
        _span("social", "rule:social.buttons"),
    ],
    ids=lambda span: f"{span.label}, {span.evidence[0].source}",
)
def test_other_spans_are_no_reason(span: qf.Span) -> None:
    assert judge(FINE, (span,), LIMITS) == qf.Verdict("accept", ())


def test_reasons_come_in_a_fixed_order_and_the_gravest_decides() -> None:
    bad = qf.Scores(0.1, 0.9, 0.8, 0.7, 0.7, 0.0, 0.0, 0.6, 7)
    verdict = judge(bad, (OWN,), LIMITS)
    assert verdict.decision == "reject"
    assert verdict.reasons == (
        qf.Reason("promotion", 0.8, 0.5),
        qf.Reason("hypothetical", 1, 1),
        qf.Reason("short", 7, 50),
        qf.Reason("boilerplate", 0.9, 0.6),
        qf.Reason("hedged", 0.7, 0.4),
        qf.Reason("repetition", 0.6, 0.3),
        qf.Reason("quality", 0.1, 0.25),
    )
    assert judge(replace(bad, promotion=0.5), (OWN,), LIMITS).decision == "review"


def test_of_an_empty_text_nothing_else_is_said() -> None:
    bad = qf.Scores(0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0)
    assert judge(bad, (OWN,), LIMITS) == qf.Verdict("reject", (qf.Reason("empty", 0, 1),))


def test_limits_can_be_switched_off() -> None:
    bad = qf.Scores(0.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 1.0, 1)
    off = qf.Limits(0, 1, 1, 1, 1, 0)
    assert judge(bad, (), off) == qf.Verdict("accept", ())


OPEN = (
    "The council agreed on Tuesday to repair the bridge over the Sarn before winter, and set "
    "aside nine million for it."
)
IMAGINED = "While this scenario is hypothetical, the cost of such a bridge is not."
DOUBT = "The harbour office may possibly close the east gate before the summer begins."


@pytest.mark.parametrize(
    ("text", "limits", "decision", "codes"),
    [
        ("", LIMITS, "reject", ["empty"]),
        (" \n", LIMITS, "reject", ["empty"]),
        ("Join our Telegram channel\n", LIMITS, "reject", ["empty"]),
        (OPEN, qf.Limits(min_words=21, min_quality=0), "accept", []),
        (OPEN, qf.Limits(min_words=22, min_quality=0), "review", ["short"]),
        (OPEN, qf.Limits(min_words=0, min_quality=1), "review", ["quality"]),
        (
            f"{OPEN}\n\n{IMAGINED}\n",
            qf.Limits(min_words=0, max_hedged=1, min_quality=0),
            "review",
            ["hypothetical"],
        ),
        (DOUBT, qf.Limits(min_words=0, max_hedged=0.99, min_quality=0), "review", ["hedged"]),
        (
            f"{OPEN}\n\nJoin our Telegram channel\n",
            qf.Limits(min_words=0, max_promotion=0.1, min_quality=0),
            "reject",
            ["promotion"],
        ),
        (
            f"{OPEN}\n\nLeave a Comment\n",
            qf.Limits(min_words=0, max_boilerplate=0.1, min_quality=0),
            "review",
            ["boilerplate"],
        ),
        (
            f"{OPEN}\n\n{OPEN}\n",
            qf.Limits(min_words=0, max_repetition=0.49, min_quality=0),
            "review",
            ["repetition"],
        ),
    ],
)
def test_verdicts_of_texts(text: str, limits: qf.Limits, decision: str, codes: list[str]) -> None:
    verdict = qf.QualityFilter(qf.Settings(limits=limits)).clean(text).verdict
    assert verdict.decision == decision
    assert [reason.code for reason in verdict.reasons] == codes
