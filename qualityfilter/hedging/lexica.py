"""The languages whose hedges are known, and the cues of each."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from qualityfilter.core.measured import measured
from qualityfilter.hedging import cues_de, cues_es
from qualityfilter.hedging.cue import Cue
from qualityfilter.hedging.cues import CUES

ENGLISH = "en"
"""The one language that has a model, too."""

LEXICA: Mapping[str, tuple[Cue, ...]] = {ENGLISH: CUES, "de": cues_de.CUES, "es": cues_es.CUES}
"""Cues by language, as ISO 639-1 code.

A language stands here only where F1 of `any` was 0.75 or more on sentences that its cues had not
been made from: see `lab.hedge_readings`.
"""


def lexicon(lang: str | None) -> str | None:
    """Return the language whose cues fit a language tag; None where there are none."""
    if lang is None:
        return None
    base = lang.lower().replace("_", "-").partition("-")[0]
    return base if base in LEXICA else None


@functools.cache
def cue_scores(lang: str = ENGLISH) -> tuple[float, ...]:
    """Return the measured precision of each cue of a language, as `lab.scores` wrote it."""
    found = measured("hedging", "precision.json" if lang == ENGLISH else "lexica.json")
    return tuple(found[cue.id] for cue in LEXICA[lang])
