"""The rules, one literal table for each family."""

from __future__ import annotations

from qualityfilter.rules.rule import Rule
from qualityfilter.rules.tables import (
    about,
    advertising,
    artifact,
    caption,
    comments,
    glued,
    legal,
    metadata,
    navigation,
    related,
    social,
    subscription,
)

FAMILIES: dict[str, tuple[Rule, ...]] = {
    "about": about.RULES,
    "advertising": advertising.RULES,
    "artifact": artifact.RULES,
    "caption": caption.RULES,
    "comments": comments.RULES,
    "glued": glued.RULES,
    "legal": legal.RULES,
    "metadata": metadata.RULES,
    "navigation": navigation.RULES,
    "related": related.RULES,
    "social": social.RULES,
    "subscription": subscription.RULES,
}
"""Family name to its rules."""
