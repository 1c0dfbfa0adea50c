"""Every rule hits what it must, misses what it must, and has a measured score."""

import re

import pytest

from qualityfilter.data import LINE_LABELS
from qualityfilter.rules.engine import CARRIED, Lines, faults
from qualityfilter.rules.library import rule_set, scores
from qualityfilter.rules.rule import Rule
from qualityfilter.rules.sections import ABOUT
from qualityfilter.rules.tables import FAMILIES
from qualityfilter.training.precision import REPEATS, SITES

RULES = [rule for family in FAMILIES.values() for rule in family]
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


@each_rule
def test_examples(rule: Rule) -> None:
    assert faults(rule) == []


@each_rule
def test_misses_hold_a_key_word(rule: Rule) -> None:
    """A near miss that shares nothing with the pattern or its hits could not have been hit."""
    known = " ".join((rule.pattern, *rule.hits)).lower()
    for miss in rule.misses:
        words = re.findall(r"[^\W_]+|[^\w\s]", miss.lower())
        assert any(word[:4] in known for word in words if len(word) > 2 or not word.isalpha()), miss


@each_rule
def test_fields(rule: Rule) -> None:
    assert rule.label in LINE_LABELS[2:]
    assert rule in FAMILIES[rule.family]
    assert rule.reason
    assert rule.source
    assert min(len(rule.hits), len(rule.misses)) >= 2
    assert len({*rule.hits, *rule.misses}) == len(rule.hits) + len(rule.misses)


def test_ids_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_each_source_has_a_measured_score_and_no_score_is_orphaned() -> None:
    sources = {rule.id for rule in RULES} | {rule.id + CARRIED for rule in RULES if rule.carry}
    others = {*REPEATS, *SITES, ABOUT}
    assert set(scores()) == sources | others
    assert all(0 < score <= 1 for score in scores().values())


def test_a_pattern_that_looks_quadratic_is_linear() -> None:
    line = "join " * 40_000
    rule_set().match([Lines([0], [line])])
