"""What a user can set: one frozen value, checked when it is made."""

from __future__ import annotations

import difflib
import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from types import MappingProxyType
from typing import Any, get_args

from qualityfilter.data import HEDGE_LABELS, LABELS, Action, Decision
from qualityfilter.errors import SettingsError
from qualityfilter.reasons import REASONS, SEVERITY

ACTIONS: tuple[Action, ...] = get_args(Action)

_SPARED: dict[str, Action] = {"body": "keep", "headline": "mark"}
_SPARED |= dict.fromkeys(HEDGE_LABELS, "mark")

DEFAULT_ACTIONS: Mapping[str, Action] = MappingProxyType(
    {label: _SPARED.get(label, "cut") for label in LABELS}
)
"""What is done with each label unless the caller says otherwise."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Where the verdict changes; each is compared with the number of the same name.

    Attributes:
        min_words: below this many words left, the text goes to review.
        max_removed: above this share cut, 0 to 1, the text goes to review, unless it is a whole
            page.
        max_promotion: above this share cut as promotion, 0 to 1, the text is rejected.
        max_hedged: above this share of words in hedged sentences, 0 to 1, review.
        max_repetition: above this share of repeated lines, 0 to 1, review.
        max_damage: above this share of damaged words, 0 to 1, the text is rejected.
        max_links: above this share of words in lines that end no sentence, 0 to 1, of at least
            six lines, review.
        min_quality: below this quality, 0 to 1, review.
    """

    min_words: int = 40
    max_removed: float = 0.6
    max_promotion: float = 0.5
    max_hedged: float = 0.5
    max_repetition: float = 0.2
    max_damage: float = 0.1
    max_links: float = 0.85
    min_quality: float = 0.3

    def __post_init__(self) -> None:
        for name in self.__slots__:
            value, most = getattr(self, name), math.inf if name == "min_words" else 1
            if not 0 <= value <= most:  # false for what is not a number, too
                raise SettingsError(f"limits.{name} is {value}; it must lie in [0, {most}]")


@dataclass(frozen=True, slots=True)
class Settings:
    """How a filter behaves.

    Attributes:
        actions: an action (`keep`, `mark` or `cut`) for each label; what is not named has its
            default. `body` is always kept.
        threshold: cut where the chance of junk is at least this, 0 to 1. None: it follows
            from `max_loss`.
        max_loss: the share of good words, 0 to 1, that the caller can bear to lose; the
            model's threshold is the lowest one that lost no more out of fold, on outputs of
            extractors and scrapers. Of what looks like a whole page more is lost.
        rules: families of rules to use; None means all of them.
        hedges: whether to look for hedged sentences.
        limits: where the verdict changes.
        decisions: what a reason leads to (`accept`, `review` or `reject`), where it is not what
            `REASONS` says. The name of a published heuristic makes a reason of it: it is given
            where the cleaned text does not pass.
        languages: ISO 639-1 codes; a text in another language is rejected. None: any will do.
        signals: whether results hold the published heuristics on the cleaned text.
        raw_signals: whether they hold them on the input, too.
        trace: whether results keep every segment's probabilities, and what quality is made of.

    Raises:
        SettingsError: an unknown label, action, decision, reason or rule family, or a value
            out of range. Names of heuristics and rule families are checked when a filter loads.
    """

    actions: Mapping[str, Action] = field(default_factory=dict, hash=False)
    threshold: float | None = None
    max_loss: float = 0.002
    rules: tuple[str, ...] | None = None
    hedges: bool = True
    limits: Limits = field(default_factory=Limits)
    decisions: Mapping[str, Decision] = field(default_factory=dict, hash=False)
    languages: tuple[str, ...] | None = None
    signals: bool = False
    raw_signals: bool = False
    trace: bool = False

    def __post_init__(self) -> None:
        for label, action in self.actions.items():
            known("label", label, LABELS)
            known("action", action, ACTIONS)
        for code, decision in self.decisions.items():
            if "." not in code:  # those with one are names of heuristics
                known("reason", code, REASONS)
            known("decision", decision, SEVERITY)
        if self.actions.get("body", "keep") != "keep":
            raise SettingsError("the action of `body` is always `keep`: it is the article")
        if self.threshold is not None and not 0 < self.threshold <= 1:
            raise SettingsError(f"threshold is {self.threshold}; it must lie in (0, 1]")
        if not 0 <= self.max_loss <= 1:
            raise SettingsError(f"max_loss is {self.max_loss}; it must lie in [0, 1]")
        merged = MappingProxyType({**DEFAULT_ACTIONS, **self.actions})
        object.__setattr__(self, "actions", merged)
        object.__setattr__(self, "decisions", MappingProxyType(dict(self.decisions)))

    def with_actions(self, **actions: Action) -> Settings:
        """Return the same settings with other actions for some labels.

        Example:
            `Settings().with_actions(caption="keep", headline="cut")`
        """
        return replace(self, actions={**self.actions, **actions})

    def digest(self) -> str:
        """Return the SHA-256 of the settings' values."""
        return hashlib.sha256(json.dumps(self.to_dict(), sort_keys=True).encode()).hexdigest()

    def to_dict(self) -> dict[str, Any]:
        """Give the settings as plain values."""
        values = {name: getattr(self, name) for name in self.__slots__}
        numbers = {name: values[name] and float(values[name]) for name in ("threshold", "max_loss")}
        limits = {name: float(value) for name, value in asdict(self.limits).items()}
        tables = {name: dict(values[name]) for name in ("actions", "decisions")}
        return values | numbers | tables | {"limits": limits}

    def __reduce__(self) -> tuple[Any, ...]:
        values = {name: getattr(self, name) for name in self.__slots__}
        values |= {"actions": dict(self.actions), "decisions": dict(self.decisions)}
        return Settings, tuple(values.values())


def known(kind: str, name: object, names: Iterable[str]) -> str:
    """Return `name` if it is one of `names`.

    Raises:
        SettingsError: it is not; the message names the nearest one that is.
    """
    names = tuple(names)
    if name in names:
        return str(name)
    near = difflib.get_close_matches(str(name), names, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(names)}"
    raise SettingsError(f"unknown {kind} {name!r}; {hint}")
