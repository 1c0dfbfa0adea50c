"""How well hedges are found in labelled sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from qualityfilter.core.data import HEDGE_LABELS
from qualityfilter.hedging.features import as_sentences, have_gates
from qualityfilter.hedging.matching import Ranges
from qualityfilter.hedging.model import HedgeModel
from qualityfilter.lab.hedges_data import LabelledSentence, targets
from qualityfilter.text.tokens import DoubleArray

BoolArray = npt.NDArray[Any]

ANY = "any"
"""Names the figures of sentences hedged in any way."""

RESAMPLES = 1000
"""Bootstrap samples behind an interval."""

_OVERLAP = 0.5
"""A cue counts as found where one given overlaps it by at least this share of their union."""

_BINS = 15


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """What a model says of labelled sentences.

    Attributes:
        types: of the model.
        sentences: the sentences.
        chances: `(sentences, types)`, 0 to 1.
        marked: `(sentences, types)`.
        places: where the cues of a mark stand, by sentence and number of the type.
    """

    types: tuple[str, ...]
    sentences: Sequence[LabelledSentence]
    chances: DoubleArray
    marked: BoolArray
    places: Mapping[tuple[int, int], Ranges]


def mark(model: HedgeModel, sentences: Sequence[LabelledSentence]) -> Marks:
    """Let a model read labelled sentences, each as a whole, and only those that a filter would."""
    found = as_sentences(each.text for each in sentences)
    rated = model.rate(found)
    looked_at = have_gates(found)[:, None] | (not set(model.types) <= set(HEDGE_LABELS))
    marked = rated.marked & looked_at
    places = {}
    for row, at in np.argwhere(marked).tolist():
        own = [(start, end) for _, start, end in rated.cues(row, model.types[at])]
        places[row, at] = own or [rated.strongest(row, at)]
    return Marks(model.types, sentences, rated.chances * looked_at, marked, places)


def joined(parts: Sequence[Marks]) -> Marks:
    """Put together what several models of the same types say of different sentences."""
    first = np.cumsum([0, *(len(part.sentences) for part in parts)]).tolist()
    return Marks(
        parts[0].types,
        [each for part in parts for each in part.sentences],
        np.concatenate([part.chances for part in parts]),
        np.concatenate([part.marked for part in parts]),
        {
            (row + shift, at): found
            for shift, part in zip(first, parts, strict=False)
            for (row, at), found in part.places.items()
        },
    )


def hedge_figures(marks: Marks) -> dict[str, dict[str, Any]]:
    """Measure marks, by type and, where there are several types, for any.

    Returns:
        By type: `sentences` that have it; `precision`, `recall`, `f1` and the `interval` that
        holds it in 95 of 100 resamples of the sites; `cue`, the share of the right marks whose
        cue was found (where cues are labelled); and `calibration_error`, the expected one.
        All but the first lie between 0 and 1.
    """
    truth = targets(marks.sentences, marks.types)
    figures = {
        name: _agreement(truth[:, at], marks.marked[:, at], marks.sentences)
        | {
            "cue": _cues_found(marks, truth, at),
            "calibration_error": _calibration_error(marks.chances[:, at], truth[:, at]),
        }
        for at, name in enumerate(marks.types)
    }
    if len(marks.types) > 1:
        figures[ANY] = _agreement(truth.any(axis=1), marks.marked.any(axis=1), marks.sentences)
    return figures


def confusion(marks: Marks) -> dict[str, dict[str, int]]:
    """Count by what a sentence is (its types joined by `+`, or `none`) what it was marked as."""
    truth = targets(marks.sentences, marks.types)
    pairs = Counter(
        (_combined(marks.types, mine), _combined(marks.types, found))
        for mine, found in zip(truth, marks.marked, strict=True)
    )
    table: dict[str, dict[str, int]] = {}
    for (mine, found), count in sorted(pairs.items()):
        table.setdefault(mine, {})[found] = count
    return table


def _combined(types: Sequence[str], flags: BoolArray) -> str:
    return "+".join(name for name, flag in zip(types, flags, strict=True) if flag) or "none"


def _agreement(truth: Any, found: Any, sentences: Sequence[LabelledSentence]) -> dict[str, Any]:
    counts = np.stack([truth & found, found, truth], axis=1).astype(np.int64)
    groups: dict[str, Any] = {}
    for each, row in zip(sentences, counts, strict=True):
        groups[each.group] = groups.get(each.group, 0) + row
    sums = np.array(list(groups.values()))
    draw = np.random.default_rng(0)
    sampled = [
        _f1(*sums[draw.integers(0, len(sums), len(sums))].sum(axis=0)) for _ in range(RESAMPLES)
    ]
    right, marked, real = counts.sum(axis=0).tolist()
    return {
        "sentences": real,
        "precision": round(right / marked, 4) if marked else 0.0,
        "recall": round(right / real, 4) if real else 0.0,
        "f1": round(_f1(right, marked, real), 4),
        "interval": [round(float(each), 4) for each in np.quantile(sampled, [0.025, 0.975])],
    }


def _f1(right: int, marked: int, real: int) -> float:
    return 2 * right / (marked + real) if marked + real else 0.0


def _cues_found(marks: Marks, truth: BoolArray, at: int) -> float | None:
    rows = [
        row
        for row in np.flatnonzero(truth[:, at] & marks.marked[:, at]).tolist()
        if marks.sentences[row].cues
    ]
    if not rows:
        return None
    found = sum(
        any(
            _overlap(one, other) >= _OVERLAP
            for one in marks.places[row, at]
            for other in marks.sentences[row].cues
        )
        for row in rows
    )
    return round(found / len(rows), 4)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return shared / (one[1] - one[0] + other[1] - other[0] - shared)


def _calibration_error(chances: DoubleArray, truth: BoolArray) -> float:
    """Return the expected calibration error over `_BINS` bins of equal width."""
    bins = np.minimum((chances * _BINS).astype(np.int64), _BINS - 1)
    gaps = np.bincount(bins, chances - truth, _BINS)
    return round(float(np.abs(gaps).sum() / len(chances)), 4)
