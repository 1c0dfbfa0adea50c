"""The hedge model: for each type, a logistic regression on a sentence's words and cues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from qualityfilter.core.errors import ArtifactFormat
from qualityfilter.hedging.cues import CUES
from qualityfilter.hedging.features import BUCKETS, Grams, Sentences, grams
from qualityfilter.hedging.matching import Ranges, cue_bounds, cue_columns, cue_hits
from qualityfilter.text.tokens import DoubleArray, FloatArray

KIND = "hedges"


@dataclass(frozen=True, slots=True, eq=False)
class HedgeModel:
    """Weights, a column a type.

    Attributes:
        types: names of the types.
        words: `(BUCKETS, types)`, of hashed words; see `features.grams`.
        cues: `(CUE_COLUMNS, types)`; see `matching.cue_columns`.
        bias: `(types,)`, added to the sum of a sentence's weights.
        slope: `(types,)`; what comes out is multiplied by it, so that probabilities mean what
            they say.
        thresholds: `(types,)`, the probabilities from which on a sentence counts as hedged.
    """

    types: tuple[str, ...]
    words: FloatArray
    cues: FloatArray
    bias: FloatArray
    slope: FloatArray
    thresholds: FloatArray

    def rate(self, sentences: Sentences) -> Rated:
        """Rate sentences; each rating depends on its own sentence alone."""
        words, count = grams(sentences), len(sentences.texts)
        weights = self.words[words.columns]
        totals = [np.bincount(words.rows, weights[:, at], count) for at in range(len(self.types))]
        sums = np.stack(totals, axis=1) + self.bias
        hits = {row: cue_hits(text) for row, text in enumerate(sentences.texts)}
        hits = {row: cues for row, cues in hits.items() if cues.found or cues.idle}
        for row, cues in hits.items():
            columns, values = cue_columns(cues)
            sums[row] += values @ self.cues[columns].astype(np.float64)
        chances = 1.0 / (1.0 + np.exp(-sums * self.slope))
        for row, cues in hits.items():
            for label, (least, most) in cue_bounds(cues).items():
                if label in self.types:
                    at = self.types.index(label)
                    chances[row, at] = min(max(chances[row, at], least), most)
        found = {row: cues.found for row, cues in hits.items()}
        return Rated(sentences, chances, chances >= self.thresholds, found, words, weights)


@dataclass(frozen=True, slots=True, eq=False)
class Rated:
    """What a model found in some sentences.

    Attributes:
        sentences: the sentences.
        chances: `(sentences, types)`, 0 to 1, the chance that the sentence is hedged so.
        marked: `(sentences, types)`, whether that is enough.
        hits: by sentence, where it has any, the cues that count.
        grams: the hashed words.
        weights: `(grams, types)`.
    """

    sentences: Sentences
    chances: DoubleArray
    marked: npt.NDArray[np.bool_]
    hits: Mapping[int, Mapping[int, Ranges]]
    grams: Grams
    weights: FloatArray

    def cues(self, row: int, label: str) -> list[tuple[int, int, int]]:
        """Return the cues of a label in a sentence: number in `CUES`, first character, and end."""
        return [
            (number, start, end)
            for number, ranges in self.hits.get(row, {}).items()
            if CUES[number].label == label
            for start, end in ranges
        ]

    def strongest(self, row: int, at: int) -> tuple[int, int]:
        """Return the characters of a sentence that speak most for a type."""
        mine = np.flatnonzero(self.grams.rows == row)
        best = mine[np.argmax(self.weights[mine, at])]
        first, last = self.grams.first[best], self.grams.last[best]
        return int(self.sentences.starts[first]), int(self.sentences.ends[last])


def to_weights(model: HedgeModel) -> dict[str, Any]:
    """Return the model as plain arrays, words in half precision, empty buckets left out."""
    used = np.flatnonzero(np.abs(model.words).max(axis=1) > _NEGLIGIBLE)
    weights = {field.name: getattr(model, field.name) for field in fields(model)}
    return weights | {
        "types": list(model.types),
        "used": used.astype(np.int32),
        "words": model.words[used].astype(np.float16),
        "cues": {cue.id: row for cue, row in zip(CUES, model.cues, strict=False)},
        "strengths": model.cues[len(CUES) :],
    }


_NEGLIGIBLE = 1e-3


def from_weights(weights: Mapping[str, Any]) -> HedgeModel:
    """Rebuild the model from its arrays.

    Raises:
        ArtifactFormat: an array is missing or of another shape.
    """
    try:
        types = tuple(weights["types"])
        words = np.zeros((BUCKETS, len(types)), np.float32)
        words[weights["used"]] = weights["words"]
        own = np.stack([weights["cues"][cue.id] for cue in CUES])
        cues = np.concatenate([own, weights["strengths"]])
        rest = (weights[name] for name in ("bias", "slope", "thresholds"))
        return HedgeModel(types, words, cues, *rest)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise ArtifactFormat(f"not the weights of a hedge model: {error}") from error
