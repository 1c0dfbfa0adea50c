"""Each reason of a verdict, on both sides of its limit."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

import qualityfilter as qf
from qualityfilter.quality.notices import FEW_WORDS, LIKENESS, notice
from qualityfilter.quality.signals import signals
from qualityfilter.quality.verdict import Case, judge
from qualityfilter.text.kept import KeptText
from qualityfilter.text.segments import lay_out
from tests.conftest import FIXTURES

FINE = qf.Scores(
    quality=0.9,
    boilerplate=0.1,
    promotion=0.1,
    hedged=0.1,
    speculative=0.1,
    unattributed=0.0,
    hypothetical=0.0,
    repetition=0.1,
    damage=0.01,
    completeness=1.0,
    words=200,
)
LIMITS = qf.Limits(
    min_words=50,
    max_removed=0.6,
    max_promotion=0.5,
    max_hedged=0.4,
    max_repetition=0.3,
    max_damage=0.2,
    min_quality=0.25,
)
TABLE = {
    "empty": ("words", 1, 0, 1.0, "reject"),
    "promotion": ("promotion", 0.5, 0.500001, 0.5, "reject"),
    "spam": ("spam", 0.9, 0.900001, 0.9, "reject"),
    "damaged": ("damage", 0.2, 0.200001, 0.2, "reject"),
    "short": ("words", 50, 49, 50, "review"),
    "removed": ("boilerplate", 0.6, 0.600001, 0.6, "review"),
    "hedged": ("hedged", 0.4, 0.400001, 0.4, "review"),
    "repetition": ("repetition", 0.3, 0.300001, 0.3, "review"),
    "quality": ("quality", 0.25, 0.249999, 0.25, "review"),
}
"""Code to the score, its last value that passes, its first that does not, limit, decision."""

LAYOUT = lay_out("The council met on Tuesday, and agreed to repair the bridge.")


def verdict_of(
    scores: qf.Scores, spans: Sequence[qf.Span] = (), limits: qf.Limits = LIMITS, **more: Any
) -> qf.Verdict:
    """Judge a document of these scores and spans, whose text is a plain one."""
    case = Case(scores, spans, KeptText(LAYOUT, LAYOUT.ranges, None), "en")
    return judge(replace(case, **more), qf.Settings(limits=limits))


NOTICE_REASONS = ("consent", "paywall", "error_page", "javascript")

VERDICTS = sorted((FIXTURES / "verdicts").glob("*.jsonl"))
"""Own texts by reason: some that deserve it, and as many articles that do not."""

each_reason = pytest.mark.parametrize("code", TABLE)


def _span(label: str, source: str, start: int = 0) -> qf.Span:
    evidence = qf.Evidence(start, start + 5, label, 0.9, source, "a reason")
    return qf.Span(start, start + 5, label, 0.9, "mark", (evidence,))


OWN = _span("hypothetical", "cue:hypothetical.own-word")


def test_reasons_are_complete() -> None:
    decisions = {code: decision for code, (decision, _) in qf.REASONS.items()}
    assert {code: decisions[code] for code in TABLE} == {
        code: case[-1] for code, case in TABLE.items()
    }
    told = {path.stem for path in VERDICTS} | {*TABLE} | {"hypothetical", "language", "duplicate"}
    assert told == qf.REASONS.keys()
    assert all(meaning for _, meaning in qf.REASONS.values())
    with pytest.raises(TypeError):
        qf.REASONS["new"] = ("review", "no")  # type: ignore[index]


def test_a_fine_text_is_accepted() -> None:
    assert verdict_of(FINE, ()) == qf.Verdict("accept", ())


@each_reason
def test_at_the_limit_it_passes(code: str) -> None:
    name, passes, *_ = TABLE[code]
    verdict = verdict_of(replace(FINE, **{name: passes}))
    assert code not in [reason.code for reason in verdict.reasons]
    if code != "empty":  # a single word is still short
        assert verdict == qf.Verdict("accept", ())


@each_reason
def test_past_the_limit_it_does_not(code: str) -> None:
    name, _, fails, limit, decision = TABLE[code]
    verdict = verdict_of(replace(FINE, **{name: fails}))
    assert verdict == qf.Verdict(decision, (qf.Reason(code, fails, limit),))  # type: ignore[arg-type]


def test_the_text_says_itself_that_it_is_hypothetical() -> None:
    assert verdict_of(FINE, (OWN,)) == qf.Verdict("review", (qf.Reason("hypothetical", 1, 1),))
    three = (OWN, OWN, _span("hypothetical", "cue:hypothetical.own-word.late", 9))
    assert verdict_of(FINE, three).reasons == (qf.Reason("hypothetical", 3, 1),)


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
    assert verdict_of(FINE, (span,)) == qf.Verdict("accept", ())


def test_reasons_come_in_a_fixed_order_and_the_gravest_decides() -> None:
    bad = qf.Scores(0.1, 0.9, 0.8, 0.7, 0.7, 0.0, 0.0, 0.6, 0.5, 0.2, 7)
    verdict = verdict_of(bad, (OWN,))
    assert verdict.decision == "reject"
    assert verdict.reasons == (
        qf.Reason("promotion", 0.8, 0.5),
        qf.Reason("damaged", 0.5, 0.2),
        qf.Reason("hypothetical", 1, 1),
        qf.Reason("short", 7, 50),
        qf.Reason("removed", 0.9, 0.6),
        qf.Reason("hedged", 0.7, 0.4),
        qf.Reason("repetition", 0.6, 0.3),
        qf.Reason("quality", 0.1, 0.25),
    )
    assert verdict_of(replace(bad, promotion=0.5, damage=0.1), (OWN,)).decision == "review"


def test_of_an_empty_text_nothing_else_is_said() -> None:
    bad = qf.Scores(0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0)
    assert verdict_of(bad, (OWN,)) == qf.Verdict("reject", (qf.Reason("empty", 0, 1),))


def test_limits_can_be_switched_off() -> None:
    bad = qf.Scores(0.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0, 1)
    off = qf.Limits(0, 1, 1, 1, 1, 1, 1, 0)
    assert verdict_of(bad, (), off) == qf.Verdict("accept", ())


def test_garbled_lines_that_were_all_cut() -> None:
    none = replace(FINE, words=0)
    garbled = _span("artifact", "rule:artifact.mojibake")
    assert verdict_of(none, (garbled,)).reasons == (qf.Reason("damaged", 1, 0.2),)


def test_a_language_model_speaks() -> None:
    chatter = _span("artifact", "phrase:artifact.assistant-opening.en")
    assert verdict_of(FINE, (chatter,)).reasons == (qf.Reason("machine_made", 1, 1),)


def test_of_a_whole_page_most_may_be_cut() -> None:
    most = replace(FINE, boilerplate=0.9)
    assert verdict_of(most, page=0.5) == qf.Verdict("accept")
    assert verdict_of(most, page=0.49).reasons == (qf.Reason("removed", 0.9, 0.6),)


def test_texts_without_a_quality_are_not_judged_by_it() -> None:
    assert verdict_of(replace(FINE, quality=None)) == qf.Verdict("accept")


LIST = "\n".join(f"Headline number {number}" for number in range(6))


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        (LIST, 1.0),
        (f"{LIST}\nThe council met.", 0.857143),
        (LIST.partition("\n")[2], None),
        (LIST.replace("\n", ".\n"), None),
    ],
)
def test_lists_of_links(text: str, loose: float | None) -> None:
    layout = lay_out(text)
    verdict = verdict_of(FINE, remains=KeptText(layout, layout.ranges, None))
    assert verdict.reasons == ((qf.Reason("links", loose, 0.85),) if loose else ())


@pytest.mark.parametrize(
    ("language", "decision"), [("de", "reject"), ("en", "accept"), ("und", "accept")]
)
def test_languages_asked_for(language: str, decision: str) -> None:
    case = Case(FINE, (), KeptText(LAYOUT, LAYOUT.ranges, None), language)
    assert judge(case, qf.Settings(languages=("en", "fr"))).decision == decision
    assert judge(case, qf.Settings()).decision == "accept"


def test_reasons_lead_to_what_the_settings_say() -> None:
    short = replace(FINE, words=10)
    case = Case(short, (), KeptText(LAYOUT, LAYOUT.ranges, None), "en")
    for decision in ("review", "reject"):
        chosen = qf.Settings(limits=LIMITS, decisions={"short": decision})
        assert judge(case, chosen) == qf.Verdict(decision, (qf.Reason("short", 10, 50),))
    assert judge(case, qf.Settings(limits=LIMITS, decisions={"short": "accept"})) == qf.Verdict(
        "accept"
    )


def test_only_signals_that_are_named_are_reasons() -> None:
    found = signals(LAYOUT.text, "en", ["gopher.words", "mc4.long_lines"])
    case = Case(FINE, (), KeptText(LAYOUT, LAYOUT.ranges, None), "en", signals=found)
    chosen = qf.Settings(decisions={"gopher.words": "review"})
    assert judge(case, chosen) == qf.Verdict("review", (qf.Reason("gopher.words", 11.0, 50),))


@pytest.mark.parametrize(
    ("decisions", "message"),
    [
        ({"shrt": "review"}, "unknown reason 'shrt'; did you mean 'short'?"),
        ({"short": "drop"}, "unknown decision 'drop'"),
    ],
)
def test_unknown_reasons_and_decisions(decisions: dict[str, Any], message: str) -> None:
    with pytest.raises(qf.SettingsError) as caught:
        qf.Settings(decisions=decisions)
    assert str(caught.value).startswith(message)


def test_unknown_heuristics() -> None:
    chosen = qf.QualityFilter(qf.Settings(decisions={"gopher.word": "review"}))
    with pytest.raises(qf.SettingsError) as caught:
        chosen.clean("Text")
    assert str(caught.value) == "unknown heuristic 'gopher.word'; did you mean 'gopher.words'?"


KNOWN_FAILURES = {
    "javascript-05": "the editor speaks of herself, and quotes a reader",
    "machine_made-04": "chatter in German",
    "spam-28": "a testimonial, mostly in the past tense",
    "spam-37": "most of it is cut as promotion, which rejects it",
    "spam-55": "few turns of spun text, and no other cue",
}
"""What fixtures are judged wrongly, and why."""


def _fixtures() -> list[Any]:
    found = []
    for path in VERDICTS:
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            why = KNOWN_FAILURES.get(record["id"])
            marks = [pytest.mark.xfail(reason=why, strict=True)] if why else []
            found.append(pytest.param(path.stem, record, id=record["id"], marks=marks))
    return found


@pytest.mark.parametrize(("code", "record"), _fixtures())
def test_fixtures(code: str, record: dict[str, Any], quality_filter: qf.QualityFilter) -> None:
    verdict = quality_filter.clean(record["text"], title=record["title"]).verdict
    codes = [reason.code for reason in verdict.reasons]
    if record["side"] == "article":
        assert not {code, *NOTICE_REASONS} & {*codes}
        assert verdict.decision in record.get("decision", ("accept", "review"))
    else:
        assert code in codes


@pytest.mark.parametrize(
    ("wall", "reasons"),
    [
        ("Already a subscriber? Log in", []),
        ("Subscribe to continue reading", ["paywall"]),
        ("Subscribe to continue reading\n{0}", []),
        (
            "This story is for subscribers only.\nSubscribe\nLog in\nHome | News | Sport",
            ["paywall"],
        ),
    ],
)
def test_a_wall_counts_by_what_stands_behind_it(
    wall: str, reasons: list[str], quality_filter: qf.QualityFilter
) -> None:
    verdict = quality_filter.clean(f"{OPEN}\n{wall.format(MORE)}").verdict
    assert [each.code for each in verdict.reasons if each.code in NOTICE_REASONS] == reasons


def test_a_long_text_is_no_notice() -> None:
    page = lay_out("Page not found\nThe page you asked for was not found on this server.")
    found = notice(page, (), FEW_WORDS)
    assert found is not None
    assert found[0] == "error_page"
    assert LIKENESS <= found[1] <= 1
    assert notice(page, (), FEW_WORDS + 1) is None
    article = lay_out("The council met on Tuesday, and agreed to repair the bridge.")
    assert notice(article, (), 11) is None


OPEN = (
    "The council agreed on Tuesday to repair the bridge over the Sarn before winter, and set "
    "aside nine million for it."
)
MORE = (
    "Mayor Ellen Vray said that the work would start on the first of May and take four months. "
    "Buses will go round by the mill, and the market moves to the station yard until August."
)
IMAGINED = "While this scenario is hypothetical, the cost of such a bridge is not."
DOUBT = "The harbour office may possibly close the east gate before the summer begins."


@pytest.mark.parametrize(
    ("text", "limits", "decision", "codes"),
    [
        ("", LIMITS, "reject", ["empty"]),
        (" \n", LIMITS, "reject", ["empty"]),
        ("Join our Telegram channel\n", LIMITS, "reject", ["promotion"]),
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
            qf.Limits(min_words=0, max_removed=0.1, min_quality=0),
            "review",
            ["removed"],
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
