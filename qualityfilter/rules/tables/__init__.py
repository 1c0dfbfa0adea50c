"""The rules, one literal table for each family."""

from __future__ import annotations

from qualityfilter.rules.rule import Rule
from qualityfilter.rules.tables import social

FAMILIES: dict[str, tuple[Rule, ...]] = {
    "social": social.RULES,
}
"""Family name to its rules."""
