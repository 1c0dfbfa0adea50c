"""What a user can set, what is refused, and what each setting does to a result."""

import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, replace
from itertools import pairwise
from typing import Any

import pytest

import qualityfilter as qf
from qualityfilter.core import artifact
from qualityfilter.core.config import DEFAULT_ACTIONS
from qualityfilter.core.config import LOSSES as NAMED_LOSSES
from qualityfilter.core.presets import PRESETS
from qualityfilter.pipeline.loaded import policy_for
from qualityfilter.rules.library import rule_set
from qualityfilter.rules.own import EXAMPLE
from tests.conftest import END, MID, OPEN, ROOT
from tests.gold import cases

LONG = next(case.text for case in cases() if case.name == "clean-privacy-terms-copyright-lawsuit")
STORY = f"{OPEN}\n\n{MID}\n\n{END}"
LINES = {
    "metadata": "Tags: harbour, ferry, strike",
    "caption": "Photo: Harbour Press",
    "social": "Share this article on Facebook",
    "subscription": "Subscribe to our newsletter",
    "advertising": "Close advertising",
    "related": "READ ALSO: Ferry strike called off after talks",
    "navigation": "Back to top",
    "comments": "Leave a Comment",
    "legal": "© 2021 Harbour Press, all rights reserved.",
    "about": "About the author",
    "artifact": "Please enable JavaScript to view this page.",
    "duplicate": OPEN,
    "speculative": "The harbour office may possibly close the east gate before the summer begins.",
    "unattributed": "The harbour office has reportedly closed the east gate to every lorry.",
    "hypothetical": "Imagine a hypothetical scenario in which the east gate was never built.",
}
"""A line for each label that can stand at a story's end, where what follows cannot sway it."""

each_line = pytest.mark.parametrize(("label", "line"), LINES.items(), ids=list(LINES))


def _clean(text: str, title: str | None = None, **settings: Any) -> qf.CleanResult:
    return qf.QualityFilter(qf.Settings(**settings)).clean(text, title=title)


def _found(result: qf.CleanResult) -> list[tuple[str, str, str]]:
    text = result.document.text
    return [(span.label, span.action, text[span.start : span.end]) for span in result.spans]


def test_there_is_a_line_for_every_label() -> None:
    assert {*LINES, "body", "headline"} == set(qf.LABELS)


def test_default_actions() -> None:
    spared = {
        "body": "keep",
        "headline": "mark",
        "speculative": "mark",
        "unattributed": "mark",
        "hypothetical": "mark",
    }
    assert qf.Settings().actions == {label: spared.get(label, "cut") for label in qf.LABELS}


def test_with_actions_changes_what_it_names_and_nothing_else() -> None:
    first = qf.Settings(threshold=0.7, trace=True)
    changed = first.with_actions(caption="keep", headline="cut").with_actions(legal="mark")
    assert changed.actions == DEFAULT_ACTIONS | {
        "caption": "keep",
        "headline": "cut",
        "legal": "mark",
    }
    assert (changed.threshold, changed.trace) == (0.7, True)
    assert first.actions == DEFAULT_ACTIONS
    assert first.with_actions() == first
    assert qf.Settings(actions={"caption": "keep"}) == qf.Settings().with_actions(caption="keep")


def test_actions_cannot_be_changed_from_outside() -> None:
    given: dict[str, Any] = {"caption": "keep"}
    settings = qf.Settings(actions=given)
    given["caption"] = "mark"
    assert settings.actions["caption"] == "keep"
    with pytest.raises(TypeError):
        settings.actions["caption"] = "mark"  # type: ignore[index]
    with pytest.raises(TypeError):
        DEFAULT_ACTIONS["caption"] = "mark"  # type: ignore[index]


@pytest.mark.parametrize(
    ("actions", "message"),
    [
        ({"captoin": "cut"}, "unknown label 'captoin'; did you mean 'caption'?"),
        ({"Headlines": "cut"}, "unknown label 'Headlines'; did you mean 'headline'?"),
        ({"xyz": "cut"}, f"unknown label 'xyz'; known: {', '.join(qf.LABELS)}"),
        ({"caption": "marks"}, "unknown action 'marks'; did you mean 'mark'?"),
        ({"caption": "CUT"}, "unknown action 'CUT'; known: keep, mark, cut"),
        ({"caption": None}, "unknown action None; known: keep, mark, cut"),
    ],
)
def test_unknown_names_name_the_nearest(actions: Mapping[str, Any], message: str) -> None:
    with pytest.raises(qf.SettingsError) as caught:
        qf.Settings(actions=actions)
    assert str(caught.value) == message
    with pytest.raises(qf.SettingsError) as caught:
        qf.Settings().with_actions(**actions)
    assert str(caught.value) == message


def test_an_unknown_family_names_the_nearest() -> None:
    with pytest.raises(qf.SettingsError) as caught:
        rule_set(("social", "captoin"))
    assert str(caught.value) == "unknown rule family 'captoin'; did you mean 'caption'?"


def test_a_filter_refuses_an_unknown_family() -> None:
    with pytest.raises(qf.SettingsError, match="did you mean 'caption'"):
        _clean(STORY, rules=("captoin",))


@pytest.mark.parametrize("action", ["mark", "cut"])
def test_body_is_always_kept(action: Any) -> None:
    with pytest.raises(qf.SettingsError, match="the action of `body` is always `keep`"):
        qf.Settings(actions={"body": action})
    with pytest.raises(qf.SettingsError, match="the action of `body` is always `keep`"):
        qf.Settings().with_actions(body=action)
    assert qf.Settings().with_actions(body="keep") == qf.Settings()


NAN = float("nan")
SHARES = tuple(name for name in qf.Limits.__dataclass_fields__ if name != "min_words")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("threshold", value) for value in (0, -0.1, 1.1, NAN)),
        *(("max_loss", value) for value in (-0.001, 1.1, NAN)),
    ],
)
def test_values_out_of_range_are_refused(name: str, value: float) -> None:
    with pytest.raises(qf.SettingsError, match=f"^{name} is {value}; it must lie in"):
        qf.Settings(**{name: value})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "value"),
    [("min_words", -1), *((name, value) for name in SHARES for value in (-0.1, 1.1))],
)
def test_limits_out_of_range_are_refused(name: str, value: float) -> None:
    with pytest.raises(qf.SettingsError, match=f"^limits.{name} is {value}; it must lie"):
        qf.Limits(**{name: value})  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["min_words", *SHARES])
def test_limits_that_are_no_numbers_are_refused(name: str) -> None:
    with pytest.raises(qf.SettingsError):
        qf.Limits(**{name: NAN})  # type: ignore[arg-type]


@pytest.mark.parametrize("name", qf.SizeLimits.__slots__)
@pytest.mark.parametrize("value", [0, -1, 1.5, NAN, True, "7"])
def test_limits_of_pages_are_checked(name: str, value: Any) -> None:
    with pytest.raises(qf.SettingsError, match=f"^sizes.{name} is {value!r}; it must"):
        qf.SizeLimits(**{name: value})


def test_the_ends_of_the_ranges_are_valid() -> None:
    assert qf.Settings(threshold=1, max_loss=0).threshold == 1
    assert qf.Settings(threshold=1e-9, max_loss=1).max_loss == 1
    assert set(asdict(qf.Limits(10**6, *[0] * len(SHARES))).values()) == {10**6, 0}
    assert qf.Limits(0, *[1] * len(SHARES)).min_words == 0


OTHER = {
    "decisions": {"short": "reject"},
    "languages": ("en",),
    "signals": True,
    "raw_signals": True,
    "markup": "html",
    "actions": {"caption": "keep"},
    "threshold": 0.5,
    "max_loss": 0.01,
    "rules": ("social",),
    "hedges": False,
    "limits": qf.Limits(min_words=41),
    "trace": True,
    "sizes": qf.SizeLimits(max_lines=10),
    "own_rules": (qf.OwnRule(**EXAMPLE),),
    "off": ("social.follow",),
    "keep": ("back to top",),
}
"""Another value for every setting."""

OTHER_LIMITS = {"min_words": 41, **dict.fromkeys(SHARES, 0.95)}


OTHER_RULES: list[dict[str, Any]] = [
    {"id": "other"},
    {"pattern": "^follow (?:our|the) live[- ]blog"},
    {"label": "navigation"},
    {"score": 0.9},
    {"reason": "another"},
    {"hits": (*EXAMPLE["hits"], "Follow our live blog")},
    {"misses": (*EXAMPLE["misses"], "Follow the blog")},
    {"scope": "match"},
]


def test_every_setting_changes_the_digest() -> None:
    assert OTHER.keys() == set(qf.Settings.__slots__)
    assert OTHER_LIMITS.keys() == set(qf.Limits.__slots__)
    assert {*EXAMPLE} == {name for each in OTHER_RULES for name in each}
    several = [
        qf.Settings(),
        *(replace(qf.Settings(), **{name: value}) for name, value in OTHER.items()),
        *(
            qf.Settings(limits=replace(qf.Limits(), **{name: value}))
            for name, value in OTHER_LIMITS.items()
            if name != "min_words"
        ),
        qf.Settings(sizes=qf.SizeLimits(max_page=10)),
        qf.Settings(sizes=qf.SizeLimits(max_text=10)),
        *(qf.Settings(own_rules=(qf.OwnRule(**EXAMPLE | each),)) for each in OTHER_RULES),
        qf.Settings(rules=()),
        qf.Settings().with_actions(caption="mark"),
    ]
    assert len({each.digest() for each in several}) == len(several)


def test_equal_settings_have_equal_digests() -> None:
    one = qf.Settings(actions={"caption": "keep", "legal": "mark"})
    other = qf.Settings().with_actions(legal="mark").with_actions(caption="keep")
    assert one == other
    assert one.digest() == other.digest()
    assert one.with_actions(caption="cut", legal="cut").digest() == qf.Settings().digest()


def test_a_whole_number_has_the_digest_of_its_float() -> None:
    assert qf.Settings(threshold=1) == qf.Settings(threshold=1.0)
    assert qf.Settings(threshold=1).digest() == qf.Settings(threshold=1.0).digest()


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_digest_is_the_same_in_every_process(seed: str) -> None:
    code = "import qualityfilter as qf; print(qf.Settings(rules=('social', 'legal')).digest())"
    found = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == qf.Settings(rules=("social", "legal")).digest()


def test_results_carry_the_digest(quality_filter: qf.QualityFilter) -> None:
    assert quality_filter.clean(MID).provenance.settings_digest == qf.Settings().digest()
    changed = _clean(MID, **OTHER)
    assert changed.provenance.settings_digest == qf.Settings(**OTHER).digest()  # type: ignore[arg-type]


def test_settings_pickle() -> None:
    settings = qf.Settings(**OTHER)  # type: ignore[arg-type]
    again = pickle.loads(pickle.dumps(settings))
    assert again == settings
    assert again.digest() == settings.digest()
    assert hash(again) == hash(settings)
    with pytest.raises(TypeError):
        again.actions["caption"] = "cut"


@each_line
def test_cut_takes_the_line(label: str, line: str) -> None:
    result = _clean(f"{STORY}\n\n{line}", actions={label: "cut"})
    assert _found(result) == [(label, "cut", f"\n\n{line}")]
    assert result.text == STORY


@each_line
def test_mark_leaves_the_line_and_says_so(label: str, line: str) -> None:
    result = _clean(f"{STORY}\n\n{line}", actions={label: "mark"})
    assert _found(result) == [(label, "mark", line)]
    assert result.text == f"{STORY}\n\n{line}"


@each_line
def test_keep_says_nothing(label: str, line: str) -> None:
    result = _clean(f"{STORY}\n\n{line}", actions={label: "keep"})
    assert _found(result) == []
    assert result.text == f"{STORY}\n\n{line}"


@pytest.mark.parametrize(
    ("action", "found", "left"),
    [
        ("keep", [], f"Bridge over the Sarn to be mended\n\n{STORY}"),
        (
            "mark",
            [("headline", "mark", "Bridge over the Sarn to be mended")],
            f"Bridge over the Sarn to be mended\n\n{STORY}",
        ),
        ("cut", [("headline", "cut", "Bridge over the Sarn to be mended\n\n")], STORY),
    ],
)
def test_the_headline(action: Any, found: list[tuple[str, str, str]], left: str) -> None:
    title = "Bridge over the Sarn to be mended"
    result = _clean(f"{title}\n\n{STORY}", title, actions={"headline": action})
    assert _found(result) == found
    assert result.text == left


def test_hedges_can_be_left_alone() -> None:
    text = f"{STORY}\n\n{LINES['speculative']}"
    assert _found(_clean(text)) == [("speculative", "mark", LINES["speculative"])]
    off = _clean(text, hedges=False)
    assert _found(off) == []
    assert (off.scores.hedged, off.scores.speculative) == (0, 0)


@pytest.mark.parametrize(
    ("rules", "families"),
    [(None, {"social", "legal"}), (("social",), {"social"}), (("legal",), {"legal"}), ((), set())],
)
def test_rules_chooses_the_families(rules: tuple[str, ...] | None, families: set[str]) -> None:
    text = f"{STORY}\n\n{LINES['social']}\n\n{LINES['legal']}"
    result = _clean(text, rules=rules, threshold=0.01)
    found = {
        each.source.partition(":")[2].partition(".")[0]
        for span in result.spans
        for each in span.evidence
        if each.source.startswith(("phrase:", "rule:"))
    }
    assert found == families


def test_trace_keeps_the_probabilities_of_every_line_that_is_not_blank() -> None:
    trace = _clean(STORY, trace=True).trace
    assert [STORY[start:end] for start, end, _ in trace] == [OPEN, MID, END]
    assert all(len(row) == 13 and sum(row) == pytest.approx(1, abs=1e-5) for _, _, row in trace)
    assert _clean(STORY).trace == ()


LOSSES = [
    ([at] * 11, lost)
    for at, lost in (
        (0.99, (0.0, 0.0)),
        (0.9, (0.001, 0.0)),
        (0.7, (0.002, 0.005)),
        (0.5, (0.02, 0.01)),
    )
]
"""The bars of labels, and what was lost with them on two kinds of input."""


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"max_loss": 1.0}, 0.5),
        ({"max_loss": 0.02}, 0.5),
        ({"max_loss": 0.0199}, 0.7),
        ({"max_loss": 0.005}, 0.7),
        ({"max_loss": 0.001}, 0.9),
        ({"max_loss": 0.0}, 0.99),
        ({"threshold": 0.6}, 0.6),
        ({"threshold": 0.6, "max_loss": 1.0}, 0.6),
        ({"threshold": 0.6, "max_loss": 0.0}, 0.6),
    ],
)
def test_the_threshold(settings: dict[str, float], expected: float) -> None:
    made = qf.Settings(**settings)  # type: ignore[arg-type]
    assert policy_for(made, LOSSES).threshold == expected


def test_a_loss_that_no_threshold_keeps_to_cuts_only_what_is_certain() -> None:
    assert policy_for(qf.Settings(max_loss=0.0), LOSSES[1:]).threshold == 1.0
    assert policy_for(qf.Settings(), []).threshold == 1.0


def test_losses_have_names() -> None:
    for name, loss in NAMED_LOSSES.items():
        named = qf.Settings(max_loss=name)
        assert named == qf.Settings(max_loss=loss)
        assert named.max_loss == loss
        assert named.digest() == qf.Settings(max_loss=loss).digest()
    assert qf.Settings().max_loss == NAMED_LOSSES["default"]
    assert list(NAMED_LOSSES.values()) == sorted(NAMED_LOSSES.values())
    with pytest.raises(qf.SettingsError, match="unknown loss 'carefull'; did you mean 'careful'"):
        qf.Settings(max_loss="carefull")


@pytest.mark.parametrize("name", PRESETS)
def test_presets(name: str) -> None:
    """A preset is the same in Python and in a file, and decides otherwise than the defaults."""
    preset = qf.Settings.preset(name)
    assert qf.Settings.from_toml(f'preset = "{name}"') == preset
    assert qf.Settings.from_toml(preset.to_toml()) == preset
    assert preset.limits != qf.Limits()
    table = PRESETS[name]
    assert {each: getattr(preset.limits, each) for each in table["limits"]} == table["limits"]
    assert dict(preset.decisions) == table["decisions"]


def test_a_file_wins_over_its_preset() -> None:
    text = 'preset = "news"\n[limits]\nmin_words = 60\n[decisions]\nlinks = "review"\n'
    made, news = qf.Settings.from_toml(text), qf.Settings.preset("news")
    assert made.limits == replace(news.limits, min_words=60)
    assert made.decisions == {**news.decisions, "links": "review"}
    assert made.max_loss == news.max_loss


def test_unknown_presets() -> None:
    message = "unknown preset 'newz'; did you mean 'news'"
    with pytest.raises(qf.SettingsError, match=message):
        qf.Settings.preset("newz")
    with pytest.raises(qf.SettingsError, match=message):
        qf.Settings.from_toml('preset = "newz"')


POOR = "Wow! You will not believe this, it is so so funny! " * 6
LIST = "\n".join(f"Headline number {number}" for number in range(20))


@pytest.mark.parametrize(
    ("name", "poor", "listed", "brief", "article"),
    [
        ("all-but-junk", "reject", "review", "accept", "accept"),
        ("news", "review", "reject", "review", "accept"),
        ("corpus", "reject", "reject", "reject", "accept"),
    ],
)
def test_presets_decide_differently(
    name: str, poor: str, listed: str, brief: str, article: str
) -> None:
    """What may be lost is not asked for: the default's models are enough."""
    made = qf.QualityFilter(replace(qf.Settings.preset(name), max_loss="default"))
    texts = (POOR, LIST, STORY.partition("\n")[0], LONG)
    assert [made.clean(text).verdict.decision for text in texts] == [poor, listed, brief, article]


def test_an_explicit_threshold_beats_max_loss() -> None:
    assert qf.QualityFilter(qf.Settings(threshold=0.6, max_loss=0)).loaded.policy.threshold == 0.6
    text = f"{STORY}\n\n{LINES['legal']}"
    assert _clean(text, threshold=0.6, max_loss=0).spans == _clean(text, threshold=0.6).spans


LOST = (0.0, 0.0002, 0.001, 0.002, 0.01, 1.0)


def test_a_greater_max_loss_never_raises_the_threshold() -> None:
    manifest = artifact.load("default", "lines").manifest
    found = [policy_for(qf.Settings(max_loss=loss), manifest["losses"]).threshold for loss in LOST]
    assert found == sorted(found, reverse=True)
    assert found[0] > found[-1]


def test_a_greater_max_loss_never_cuts_less() -> None:
    texts = [case.text for case in cases()]
    removed = []
    for loss in LOST:
        results = qf.QualityFilter(qf.Settings(max_loss=loss)).clean_many(texts)
        removed.append(sum(len(text) for text in texts) - sum(len(each.text) for each in results))  # type: ignore[union-attr]
    assert all(one <= other for one, other in pairwise(removed))
    assert removed[0] < removed[-1]
