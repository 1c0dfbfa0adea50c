"""Structural patterns: what each hits and misses, alone and asked for together, and their form."""

import pytest

from qualityfilter.core.data import LINE_LABELS
from qualityfilter.rules.engine import Lines, RuleSet, faults
from qualityfilter.rules.library import rule_set, scores
from qualityfilter.rules.rule import Rule
from qualityfilter.rules.structures import RULES
from qualityfilter.text.segments import fold_marks, lay_out_lines

TOGETHER = RuleSet(RULES, dict.fromkeys((rule.id for rule in RULES), 1.0), together=True)
APART = RuleSet(RULES, TOGETHER.scores)
"""Rules that no text can hit, and why."""

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def lines(text: str) -> Lines:
    layout = lay_out_lines(text, fold_marks(text))
    return Lines(layout.starts.tolist(), layout.contents)


def sources(rules: RuleSet, text: str) -> set[str]:
    return {each.source for each in rules.match(lines(text))}


@each_rule
def test_examples(rule: Rule) -> None:
    assert faults(rule) == []


@each_rule
def test_examples_where_many_are_asked_for_at_once(rule: Rule) -> None:
    for text in rule.hits:
        assert f"rule:{rule.id}" in sources(TOGETHER, text), text
    for text in rule.misses:
        assert f"rule:{rule.id}" not in sources(TOGETHER, text), text


@each_rule
def test_fields(rule: Rule) -> None:
    assert rule.label in LINE_LABELS[2:]
    assert rule.label == rule.family
    assert rule.reason
    assert rule.source
    assert min(len(rule.hits), len(rule.misses)) >= 2
    assert len({*rule.hits, *rule.misses}) == len(rule.hits) + len(rule.misses)


@each_rule
def test_patterns_are_short(rule: Rule) -> None:
    assert len(rule.pattern) <= 200


def test_ids_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_each_rule_has_a_source_of_its_own() -> None:
    named = rule_set().sources
    assert {f"rule:{rule.id}" for rule in RULES} <= {source.name for source in named}
    assert len({source.name for source in named}) == len(named)
    assert all(0 < score <= 1 for score in scores().values())


def test_asking_together_changes_nothing() -> None:
    texts = [text for rule in RULES for text in (*rule.hits, *rule.misses)]
    whole = "\n".join(texts)
    assert TOGETHER.match(lines(whole)) == APART.match(lines(whole))


@pytest.mark.parametrize(
    "unit", ["12.03.2021 ", "@a ", "1 ", "Jane Doe | ", "http://a.b/", "(", "-"]
)
def test_long_lines_are_read_in_linear_time(unit: str) -> None:
    TOGETHER.match(lines(unit * (100_000 // len(unit))))
