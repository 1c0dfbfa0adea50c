"""What a user can set: one frozen value, checked when it is made."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, get_args

from qualityfilter.core import toml
from qualityfilter.core.data import FAMILIES, HEDGE_LABELS, LABELS, Action, Decision
from qualityfilter.core.errors import SettingsError
from qualityfilter.core.fields import check_range, check_types, meanings
from qualityfilter.core.limits import Limits, SizeLimits
from qualityfilter.core.names import known
from qualityfilter.core.reasons import REASONS, SEVERITY

if TYPE_CHECKING:
    from qualityfilter.rules.own import OwnRule

ACTIONS: tuple[Action, ...] = get_args(Action)

_SPARED: dict[str, Action] = {"body": "keep", "headline": "mark"}
_SPARED |= dict.fromkeys(HEDGE_LABELS, "mark")

DEFAULT_ACTIONS: Mapping[str, Action] = MappingProxyType(
    {label: _SPARED.get(label, "cut") for label in LABELS}
)
"""What is done with each label unless the caller says otherwise."""


LOSSES: Mapping[str, float] = MappingProxyType(
    {"careful": 0.0005, "default": 0.002, "thorough": 0.01}
)
"""What may be lost, by name: `careful` for archives and evidence, `thorough` for training data."""

MARKUPS = ("html", "markdown")
"""The forms in which the kept part of a page can be given."""

Loss = float | str
"""A share, or the name of one in `LOSSES`."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a filter behaves.

    Attributes:
        actions: an action (`keep`, `mark` or `cut`) for each label; what is not named has its
            default. `body` is always kept.
        threshold: cut where the chance of junk is at least this, 0 to 1; what looks like a whole
            page needs less. None: it follows from `max_loss`.
        max_loss: the share of good words, 0 to 1, that the caller can bear to lose, or the name
            of one in `LOSSES`. From which chance on a label of junk is cut follows from it: the
            lowest chances that lost no more out of fold, on outputs of scrapers, on those of
            extractors, and on articles alone. Of what looks like a whole page more is lost.
        rules: families of rules to use; None means all of them.
        hedges: whether to look for hedged sentences.
        limits: where the verdict changes.
        decisions: what a reason leads to (`accept`, `review` or `reject`), where it is not what
            `REASONS` says. The name of a published heuristic makes a reason of it: it is given
            where the cleaned text does not pass.
        languages: ISO 639-1 codes; a text in another language is rejected. None: any will do.
        signals: whether results hold the published heuristics on the cleaned text.
        raw_signals: whether they hold them on the input, too.
        markup: `html` or `markdown`: results of pages hold what is left in this form, too. None:
            they do not.
        trace: whether results keep every segment's probabilities, and what quality is made of.
        sizes: how large a page or a text may be.
        own_rules: rules that are used beside the package's, whatever families of these are.
        off: single rules, groups of phrases, repeats and cues that are not used, by the names that
            `qualityfilter rules` lists, such as `phrase:social.follow.en`; `social.follow` is the
            group in every language.
        keep: what is never cut: phrases, in which case, accents and kinds of blanks do not matter
            and all numbers are alike, and patterns between slashes, such as `/^Ticker [0-9]+/`, in
            RE2's syntax and blind to case. Each is looked for in one line at a time. A piece that
            holds one, or a part of one, is marked where it would be cut.

    Raises:
        SettingsError: an unknown label, action, decision, reason or rule family, or a value
            out of range. Names of heuristics, and what `off` and `keep` hold, are checked when a
            filter loads.
    """

    actions: Mapping[str, Action] = field(default_factory=dict, hash=False)
    threshold: float | None = None
    max_loss: Loss = LOSSES["default"]
    rules: tuple[str, ...] | None = None
    hedges: bool = True
    limits: Limits = field(default_factory=Limits)
    decisions: Mapping[str, Decision] = field(default_factory=dict, hash=False)
    languages: tuple[str, ...] | None = None
    signals: bool = False
    raw_signals: bool = False
    markup: str | None = None
    trace: bool = False
    sizes: SizeLimits = field(default_factory=SizeLimits)
    own_rules: tuple[OwnRule, ...] = ()
    off: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_types(self)
        if isinstance(self.max_loss, str):
            known("loss", self.max_loss, LOSSES)
            object.__setattr__(self, "max_loss", LOSSES[self.max_loss])
        _check_names(self)
        _check_numbers(self)
        merged = MappingProxyType({**DEFAULT_ACTIONS, **self.actions})
        object.__setattr__(self, "actions", merged)
        object.__setattr__(self, "decisions", MappingProxyType(dict(self.decisions)))

    def with_actions(self, **actions: Action) -> Settings:
        """Return the same settings with other actions for some labels.

        Example:
            `Settings().with_actions(caption="keep", headline="cut")`
        """
        return replace(self, actions={**self.actions, **actions})

    @classmethod
    def preset(cls, name: str) -> Settings:
        """Return the settings that `PRESETS` has for what people want to keep.

        Args:
            name: `all-but-junk`, `news` or `corpus`.

        Raises:
            SettingsError: there is no such preset.

        Example:
            `replace(Settings.preset("news"), languages=("en",))`
        """
        return cls(**toml.based({"preset": name}, cls, _PARTS))

    @classmethod
    def from_toml(cls, source: str | Path) -> Settings:
        """Read settings from TOML; what is not there has its default.

        A line such as `preset = "news"` above the tables takes its settings from `PRESETS`; what
        else stands in the file wins over these.

        Args:
            source: the TOML itself, or the path of a file that holds it.

        Raises:
            SettingsError: the file cannot be read, it is no TOML, or it holds an unknown key or a
                wrong value. The message names the file.
        """
        with toml.naming(source):
            return cls(**toml.read(source, cls, _PARTS, _NAMES))

    def to_toml(self) -> str:
        """Write the settings as TOML that `from_toml` reads, each under what it means.

        What is not set stands behind a `#`, with an example.
        """
        decisions = {code: decision for code, (decision, _) in REASONS.items()}
        examples = {
            "threshold": 0.9,
            "markup": "markdown",
            "rules": tuple(FAMILIES),
            "languages": ("en", "de"),
            "decisions": decisions,
            **_EXAMPLES,
        }
        reasons = {code: meaning for code, (_, meaning) in REASONS.items()}
        notes = {"decisions": reasons} | {name: meanings(_PARTS[name]) for name in _EXAMPLES}
        return toml.write(self, examples, notes)

    def digest(self) -> str:
        """Return the SHA-256 of the settings' values."""
        return hashlib.sha256(json.dumps(self.to_dict(), sort_keys=True).encode()).hexdigest()

    def to_dict(self) -> dict[str, Any]:
        """Return the settings as plain values."""
        values = {name: getattr(self, name) for name in self.__slots__}
        numbers = {name: values[name] and float(values[name]) for name in ("threshold", "max_loss")}
        limits = {name: float(value) for name, value in asdict(self.limits).items()}
        sizes = {name: int(value) for name, value in asdict(self.sizes).items()}
        tables = {name: dict(values[name]) for name in ("actions", "decisions")}
        own = [asdict(rule) | {"score": float(rule.score)} for rule in self.own_rules]
        return values | numbers | tables | {"limits": limits, "sizes": sizes, "own_rules": own}

    def __reduce__(self) -> tuple[Any, ...]:
        values = {name: getattr(self, name) for name in self.__slots__}
        values |= {"actions": dict(self.actions), "decisions": dict(self.decisions)}
        return Settings, tuple(values.values())


_PARTS: dict[str, type] = {"limits": Limits, "sizes": SizeLimits}
"""The settings that are made of dataclasses, those that are declared among them."""

_EXAMPLES: dict[str, Mapping[str, Any]] = {}
"""What is shown of those that are declared."""


def declare(name: str, kind: type, example: Mapping[str, Any]) -> None:
    """Find which dataclass a setting holds a list of, where a module above has the dataclass.

    Args:
        name: of the setting.
        kind: the dataclass; its docstring says what each of its fields means.
        example: values of one, shown in a file of settings that holds none.
    """
    _PARTS[name], _EXAMPLES[name] = kind, example


_NAMES = {"actions": tuple(LABELS), "decisions": tuple(REASONS)}
"""The settings that are mappings, and names that they know."""

_LANGUAGE = re.compile("[a-z]{2,3}")


def _check_names(settings: Settings) -> None:
    for label, action in settings.actions.items():
        known("label", label, LABELS)
        known("action", action, ACTIONS)
    for code, decision in settings.decisions.items():
        if "." not in code:  # those with one are names of heuristics
            known("reason", code, REASONS)
        known("decision", decision, SEVERITY)
    if settings.markup is not None:
        known("markup", settings.markup, MARKUPS)
    for family in settings.rules or ():
        known("rule family", family, FAMILIES)
    if settings.actions.get("body", "keep") != "keep":
        raise SettingsError("the action of `body` is always `keep`: it is the article")
    for name, count in Counter(rule.id for rule in settings.own_rules).items():
        if count > 1:
            raise SettingsError(f"own rule {name!r}: {count} rules have this id")


def _check_numbers(settings: Settings) -> None:
    if settings.threshold is not None and not 0 < settings.threshold <= 1:
        raise SettingsError(f"threshold is {settings.threshold}; it must lie in (0, 1]")
    check_range("max_loss", float(settings.max_loss), 0, 1)
    for code in settings.languages or ():
        if not _LANGUAGE.fullmatch(code):
            raise SettingsError(f"languages: {code!r} is no ISO 639-1 code, such as 'en'")
