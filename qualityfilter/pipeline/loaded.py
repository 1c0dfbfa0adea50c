"""Models, rules and policy, ready for use."""

from __future__ import annotations

import functools
import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from qualityfilter._version import __version__
from qualityfilter.core import artifact
from qualityfilter.core.config import Settings
from qualityfilter.core.data import ARTICLE_LABELS, HEDGE_LABELS, LINE_LABELS, Provenance
from qualityfilter.core.errors import ArtifactFormat
from qualityfilter.core.names import known
from qualityfilter.decide.combine import Policy
from qualityfilter.hedging import model as hedge_model
from qualityfilter.hedging.lexica import LEXICA
from qualityfilter.lines import model as line_model
from qualityfilter.quality import model as quality_model
from qualityfilter.quality.signals import HEURISTICS
from qualityfilter.rules.keep import keep_of
from qualityfilter.rules.library import Rules, all_names, rule_set

Model = TypeVar("Model")

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """What a filter works with.

    Attributes:
        lines: the line model.
        hedges: the hedge model, or None where hedges are not wanted.
        quality: the quality model.
        rules: those that are wanted.
        policy: what is cut.
        provenance: what every result says of how it was made.
    """

    lines: line_model.LineModel
    hedges: hedge_model.HedgeModel | None
    quality: quality_model.QualityModel
    rules: Rules
    policy: Policy
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Models:
    """The names or folders of a filter's models.

    Attributes:
        lines: the line model.
        hedges: the hedge model, which is not looked at where the settings want no hedges.
        quality: the quality model.
    """

    lines: str | Path = "default"
    hedges: str | Path = "hedges"
    quality: str | Path = "quality"


def load(settings: Settings, models: Models, trust: bool) -> Loaded:
    """Load what a filter works with; models are loaded once in a process.

    Args:
        settings: the filter's.
        models: which ones.
        trust: as in `core.artifact.load`, whose errors it raises.

    Raises:
        SettingsError: as `check_names`.
    """
    check_names(settings)
    hedges = models.hedges
    with _loading:  # so that threads that start together load them once
        found, model = _load_lines(models.lines, trust is True)
        hedging = _load_hedges(hedges, trust is True) if settings.hedges else None
        quality = _load_quality(models.quality, trust is True)
    if hedging and not set(hedging[1].types) <= set(HEDGE_LABELS):
        raise ArtifactFormat(
            f"{hedges} tells {', '.join(hedging[1].types)}, a filter {', '.join(HEDGE_LABELS)}"
        )
    rules = rule_set(settings.rules, settings.own_rules, settings.off, settings.keep)
    policy = policy_for(settings, _losses(found))
    _logger.debug("line model %s, %s", found.name, found.digest[:12])
    return Loaded(
        lines=model,
        hedges=hedging and hedging[1],
        quality=quality[1],
        rules=rules,
        policy=policy,
        provenance=Provenance(
            version=__version__,
            model=found.name,
            model_digest=found.digest,
            hedge_model=hedging[0].name if hedging else "",
            hedge_digest=hedging[0].digest if hedging else "",
            quality_model=quality[0].name,
            quality_digest=quality[0].digest,
            settings_digest=settings.digest(),
        ),
    )


def _losses(found: artifact.Artifact) -> list[list[list[float]]]:
    """What a line model's manifest says of losses.

    Raises:
        ArtifactFormat: it says nothing, or something else.
    """
    try:
        rows = [[list(map(float, each)) for each in row] for row in found.manifest["losses"]]
        if any(len(bars) != len(LINE_LABELS) - len(ARTICLE_LABELS) for bars, _ in rows):
            raise ValueError("bars of other labels")
        return rows
    except (KeyError, TypeError, ValueError) as error:
        raise ArtifactFormat(f"{found.name}: its manifest names no losses: {error!r}") from error


def check_names(settings: Settings) -> None:
    """Check the names of heuristics and rules that the settings hold, and what they keep.

    Raises:
        SettingsError: there is no such heuristic or rule, or what is to be kept is no phrase and
            no pattern.
    """
    for name in settings.decisions:
        if "." in name:
            known("heuristic", name, HEURISTICS)
    if settings.off:
        names = [*all_names(settings.own_rules), *cue_names()]
        for name in settings.off:
            known("rule", name, names)
    keep_of(settings.keep)


def cue_names() -> list[str]:
    """The names that a cue can be left out by: as evidence has it, and without the kind."""
    cues = [cue for each in LEXICA.values() for cue in each]
    return [name for cue in cues for name in (f"cue:{cue.id}", cue.id)]


_loading = threading.Lock()


def _loader(
    kind: str, from_weights: Callable[[Mapping[str, Any]], Model]
) -> Callable[[str | Path, bool], tuple[artifact.Artifact, Model]]:
    """Make a function that loads models of a kind, by name or folder, once in a process."""

    @functools.lru_cache(maxsize=4)
    def load_model(name: str | Path, trust: bool) -> tuple[artifact.Artifact, Model]:
        found = artifact.load(name, kind, trust=trust)
        return found, from_weights(found.weights)

    return load_model


_load_lines = _loader(line_model.KIND, line_model.from_weights)
_load_hedges = _loader(hedge_model.KIND, hedge_model.from_weights)
_load_quality = _loader(quality_model.KIND, quality_model.from_weights)


def load_hedge_model(name: str | Path, *, trust: bool = False) -> hedge_model.HedgeModel:
    """Load a hedge model, once in a process.

    Args:
        name: a packaged model's name, or a folder.
        trust: as in `core.artifact.load`, whose errors it raises.
    """
    return _load_hedges(name, trust is True)[1]


def load_quality_model(name: str | Path, *, trust: bool = False) -> quality_model.QualityModel:
    """Load a quality model, likewise."""
    return _load_quality(name, trust is True)[1]


def policy_for(settings: Settings, losses: Sequence[Sequence[Sequence[float]]]) -> Policy:
    """What is cut: from the explicit threshold on, or as much as lost at most `max_loss`.

    Args:
        settings: the caller's.
        losses: of the model, the most careful first: the bar of each label of junk, and the shares
            of good words, 0 to 1, that were lost with them out of fold, one for each kind of input.
    """
    if settings.threshold is not None:
        return Policy.at(settings.threshold)
    fitting = [bars for bars, lost in losses if max(lost) <= float(settings.max_loss)]
    return Policy(tuple(fitting[-1])) if fitting else Policy.at(1.0)
