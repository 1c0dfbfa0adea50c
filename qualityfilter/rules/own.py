"""Rules that a user adds to those of the package."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, get_args

from qualityfilter.core import config
from qualityfilter.core.data import LINE_LABELS
from qualityfilter.core.errors import SettingsError
from qualityfilter.core.fields import check_types
from qualityfilter.core.names import known
from qualityfilter.rules.rule import Rule, Scope

FAMILY = "own"
"""The family of these rules: evidence names them `rule:own.<id>`."""

EXAMPLE: Mapping[str, Any] = MappingProxyType(
    {
        "id": "live-blog",
        "pattern": "^follow (?:our|the) live blog",
        "label": "related",
        "score": 0.95,
        "reason": "leads to a live blog",
        "hits": ("Follow our live blog here", "Follow the live blog for all results"),
        "misses": ("They follow our live blog.", "Follow the live music on Friday."),
        "scope": "line",
    }
)
"""A rule to show."""


@dataclass(frozen=True, slots=True)
class OwnRule:
    r"""A rule of the user's own: a pattern for one kind of junk, checked by its examples.

    Attributes:
        id: letters, digits, `-` and `_`; no two rules have the same. Evidence names the rule as
            `rule:own.<id>`.
        pattern: in RE2's syntax (no backreference and no lookaround), of at most 5,000 characters,
            blind to case, and searched in one line at a time, which has plain quotation marks, `-`
            for every dash and plain blanks. `\b` and `\w` know ASCII only. With a group named
            `junk`, that is the match.
        label: the kind of junk that it finds, such as `related`.
        score: above 0, to 1: how sure a hit is, at best the share of hits that are junk of this
            kind. From the filter's threshold on a line falls by it alone; below, it counts beside
            the model.
        reason: one line for a reader.
        hits: at least two texts that it must hit.
        misses: at least two texts that look alike and that it must not hit.
        scope: what falls with a hit: the whole `line`, the `sentence` that the match lies in, or
            the `match` alone.

    Raises:
        SettingsError: a value is wrong, RE2 refuses the pattern, the pattern matches the empty
            string, or an example is hit or missed wrongly. The message names the rule.
    """

    id: str
    pattern: str
    label: str
    score: float
    reason: str
    hits: tuple[str, ...]
    misses: tuple[str, ...]
    scope: Scope = "line"

    def __post_init__(self) -> None:
        if not (isinstance(self.id, str) and _ID.fullmatch(self.id)):
            raise SettingsError(f"own rule {self.id!r}: its id must be letters, digits, - and _")
        check_types(self, f"own rule {self.id!r}: ")
        if fault := self._fault():
            raise SettingsError(f"own rule {self.id!r}: {fault}")

    def rule(self) -> Rule:
        """Return the rule as the engine takes it."""
        return Rule(
            id=f"{FAMILY}.{self.id}",
            label=self.label,
            pattern=self.pattern,
            reason=self.reason,
            source="the settings",
            hits=self.hits,
            misses=self.misses,
            scope=self.scope,
        )

    def _fault(self) -> str:
        """Return what is wrong, or nothing."""
        try:
            known("label", self.label, LINE_LABELS[2:])
            known("scope", self.scope, get_args(Scope))
        except SettingsError as error:
            return str(error)
        if not 0 < self.score <= 1:
            return f"score is {self.score}; it must lie in (0, 1]"
        if len(self.reason.splitlines()) != 1:
            return "its reason must be one line"
        for name, texts in (("hits", self.hits), ("misses", self.misses)):
            if len({*texts}) < 2:
                return f"{name} must be at least two different texts"
        from qualityfilter.rules import trial

        return trial.fault(self.rule())


_ID = re.compile(r"[A-Za-z0-9_-]+")

config.declare("own_rules", OwnRule, EXAMPLE)
