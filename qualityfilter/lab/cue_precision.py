"""Measure how often each hedge cue is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from qualityfilter.hedging.cues import CUES
from qualityfilter.hedging.matching import cue_hits
from qualityfilter.text.characters import fold

_PRIOR = 4
"""So many imagined hits at the label's pooled precision: a cue seen twice is not yet sure."""


def measure_cues(records: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """Return each cue's smoothed precision: the share of its sentences that have its label.

    Args:
        records: sentences labelled by reading, as in `labelled/hedges`: `text` and `types`.
            Those of the test split do not count.

    Returns:
        (right + 4 * pooled) / (hits + 4) by cue id, sorted, to three decimals, where pooled
        is the precision of all cues of the label together.
    """
    hits, right = _count(records)
    pooled = {label: _share(label, right, hits) for label in sorted({cue.label for cue in CUES})}
    measured = {
        cue.id: (right[cue.id] + _PRIOR * pooled[cue.label]) / (hits[cue.id] + _PRIOR)
        for cue in CUES
    }
    return {name: round(measured[name], 3) for name in sorted(measured)}


def _count(records: Iterable[Mapping[str, Any]]) -> tuple[Counter[str], Counter[str]]:
    hits: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for record in records:
        if record.get("split") == "test":
            continue
        for number in cue_hits(fold(record["text"]).strip()).found:
            cue = CUES[number]
            hits[cue.id] += 1
            right[cue.id] += cue.label in record["types"]
    return hits, right


def _share(label: str, right: Counter[str], hits: Counter[str]) -> float:
    names = [cue.id for cue in CUES if cue.label == label]
    total = sum(hits[name] for name in names)
    return sum(right[name] for name in names) / total if total else 0.5
