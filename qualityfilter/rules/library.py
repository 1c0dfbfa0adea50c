"""The rules that come with the package, with the scores that were measured for them."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from qualityfilter.measured import measured
from qualityfilter.names import known
from qualityfilter.rules.engine import RuleSet
from qualityfilter.rules.own import OwnRule
from qualityfilter.rules.tables import FAMILIES


@functools.lru_cache(maxsize=8)
def rule_set(
    families: tuple[str, ...] | None = None, own_rules: tuple[OwnRule, ...] = ()
) -> RuleSet:
    """Give the rules of some families, and the user's own, compiled once.

    Args:
        families: names of families; None means all.
        own_rules: the user's.

    Raises:
        SettingsError: there is no such family.
    """
    chosen: Sequence[str] = tuple(FAMILIES) if families is None else families
    for name in chosen:
        known("rule family", name, FAMILIES)
    rules = [rule for name in chosen for rule in FAMILIES[name]]
    own = {each.rule(): each.score for each in own_rules}
    return RuleSet([*rules, *own], scores() | {rule.id: score for rule, score in own.items()})


def scores() -> dict[str, float]:
    """Give the measured precision of each source of evidence, 0 to 1."""
    return measured("rules", "precision.json")
