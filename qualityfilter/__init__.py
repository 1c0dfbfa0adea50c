"""Find and cut what is not the article in scraped news text, and mark what is hedged.

    import qualityfilter as qf

    result = qf.clean(text)
    result.text, result.spans, result.scores, result.verdict

What is logged goes to the logger `qualityfilter`; a program that does not ask sees nothing of it.
Importing the package loads nothing else of it; the first `clean` loads models and libraries.
"""

from __future__ import annotations

import importlib
import logging
from typing import TYPE_CHECKING, Any

from qualityfilter._version import __version__

if TYPE_CHECKING:
    from qualityfilter.core.artifact import models
    from qualityfilter.core.config import Settings
    from qualityfilter.core.data import (
        LABELS,
        Block,
        CleanResult,
        Document,
        Evidence,
        Failure,
        Kind,
        Page,
        Provenance,
        Reason,
        Scores,
        Signal,
        Span,
        Verdict,
        cut,
    )
    from qualityfilter.core.errors import (
        ArtifactError,
        ContentError,
        InputError,
        QualityFilterError,
        QualityFilterWarning,
        RecordError,
        SettingsError,
        UsageError,
    )
    from qualityfilter.core.limits import Limits, SizeLimits
    from qualityfilter.core.reasons import REASONS
    from qualityfilter.decide.profiles import Profile
    from qualityfilter.pipeline.default import clean, clean_html, clean_many
    from qualityfilter.pipeline.filter import QualityFilter
    from qualityfilter.pipeline.sites import learn_site
    from qualityfilter.rules.own import OwnRule
    from qualityfilter.text.segments import split

__all__ = [
    "LABELS",
    "REASONS",
    "ArtifactError",
    "Block",
    "CleanResult",
    "ContentError",
    "Document",
    "Evidence",
    "Failure",
    "InputError",
    "Kind",
    "Limits",
    "OwnRule",
    "Page",
    "Profile",
    "Provenance",
    "QualityFilter",
    "QualityFilterError",
    "QualityFilterWarning",
    "Reason",
    "RecordError",
    "Scores",
    "Settings",
    "SettingsError",
    "Signal",
    "SizeLimits",
    "Span",
    "UsageError",
    "Verdict",
    "__version__",
    "clean",
    "clean_html",
    "clean_many",
    "cut",
    "learn_site",
    "models",
    "split",
]

_HOMES = {
    "core.artifact": "models",
    "core.config": "Settings",
    "core.data": "LABELS Block CleanResult Document Evidence Failure Kind Page Provenance Reason "
    "Scores Signal Span Verdict cut",
    "core.errors": "ArtifactError ContentError InputError QualityFilterError QualityFilterWarning "
    "RecordError SettingsError UsageError",
    "core.limits": "Limits SizeLimits",
    "core.reasons": "REASONS",
    "rules.own": "OwnRule",
    "decide.profiles": "Profile",
    "pipeline.default": "clean clean_html clean_many",
    "pipeline.filter": "QualityFilter",
    "pipeline.sites": "learn_site",
    "text.segments": "split",
}
"""Where the names of the face are at home; a module is imported when one of its names is used."""

_LATER = {name: module for module, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_LATER[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


logging.getLogger(__name__).addHandler(logging.NullHandler())
