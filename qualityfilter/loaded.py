"""Models, rules and threshold, ready for use."""

from __future__ import annotations

import functools
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qualityfilter import artifact
from qualityfilter._version import __version__
from qualityfilter.config import Settings
from qualityfilter.data import HEDGE_LABELS, Provenance
from qualityfilter.decide import Bar
from qualityfilter.errors import ArtifactFormat
from qualityfilter.hedging import model as hedge_model
from qualityfilter.lines import model as line_model
from qualityfilter.rules.engine import RuleSet
from qualityfilter.rules.library import rule_set


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """What a filter works with.

    Attributes:
        lines: the line model.
        hedges: the hedge model, or None where hedges are not wanted.
        rules: those that are wanted.
        bar: what lines are measured by.
        provenance: what every result says of how it was made.
    """

    lines: line_model.LineModel
    hedges: hedge_model.HedgeModel | None
    rules: RuleSet
    bar: Bar
    provenance: Provenance


def load(settings: Settings, lines: str | Path, hedges: str | Path, trust: bool) -> Loaded:
    """Load what a filter works with; models are loaded once in a process.

    Args:
        settings: the filter's.
        lines: the line model, by its name or folder.
        hedges: the hedge model, which is not looked at where the settings want no hedges.
        trust: as in `artifact.load`, whose errors it raises.
    """
    with _loading:  # so that threads that start together load them once
        found, model = _load_lines(lines, trust)
        hedging = load_hedge_model(hedges, trust=trust) if settings.hedges else None
    if hedging and not set(hedging[1].types) <= set(HEDGE_LABELS):
        raise ArtifactFormat(
            f"{hedges} tells {', '.join(hedging[1].types)}, a filter {', '.join(HEDGE_LABELS)}"
        )
    rules = rule_set(settings.rules)
    bar = Bar(found.name, threshold_for(settings, found.manifest["losses"]), rules.scores)
    return Loaded(
        lines=model,
        hedges=hedging and hedging[1],
        rules=rules,
        bar=bar,
        provenance=Provenance(
            version=__version__,
            model=found.name,
            model_digest=found.digest,
            hedge_model=hedging[0].name if hedging else "",
            hedge_digest=hedging[0].digest if hedging else "",
            settings_digest=settings.digest(),
        ),
    )


_loading = threading.Lock()


@functools.lru_cache(maxsize=4)
def _load_lines(name: str | Path, trust: bool) -> tuple[artifact.Artifact, line_model.LineModel]:
    found = artifact.load(name, line_model.KIND, trust=trust)
    return found, line_model.from_weights(found.weights)


@functools.lru_cache(maxsize=4)
def load_hedge_model(
    name: str | Path, *, trust: bool = False
) -> tuple[artifact.Artifact, hedge_model.HedgeModel]:
    """Load a hedge model, once in a process.

    Args:
        name: a packaged model's name, or a folder.
        trust: as in `artifact.load`, whose errors it raises.
    """
    found = artifact.load(name, hedge_model.KIND, trust=trust)
    return found, hedge_model.from_weights(found.weights)


def threshold_for(settings: Settings, losses: Sequence[tuple[float, float]]) -> float:
    """Give the threshold: the explicit one, or the lowest that lost at most `max_loss`.

    Args:
        settings: the caller's.
        losses: `(threshold, share of good words lost out of fold)`, of the model.
    """
    if settings.threshold is not None:
        return settings.threshold
    return min((at for at, loss in losses if loss <= settings.max_loss), default=1.0)
