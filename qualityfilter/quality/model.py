"""The quality model: boosted trees of depth two, which read a document's measures.

One forest ranks texts as a reader would grade them, and cannot move against `measures.SIGNS`; one
for each kind gives its chance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from qualityfilter.core.errors import ArtifactFormat
from qualityfilter.quality.measures import SIGNS
from qualityfilter.text.characters import ByteArray, IntArray
from qualityfilter.text.tokens import DoubleArray, FloatArray

KIND = "quality"


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """Trees of depth two, of which every one adds the value of a leaf.

    Attributes:
        columns: `(trees, 3)`, the measures that the root, its left and its right child ask.
        bounds: `(trees, 3)`; up to it, to the left.
        leaves: `(trees, 4)`, from left to right.
        base: what is added to them.
    """

    columns: IntArray
    bounds: DoubleArray
    leaves: DoubleArray
    base: float

    def sums(self, rows: FloatArray) -> DoubleArray:
        """Return each row's sum of leaves; it depends on that row alone."""
        trees = np.arange(len(self.columns))
        right = rows[:, self.columns[:, 0]] > self.bounds[:, 0]
        child = 1 + right
        asked = np.take_along_axis(rows, self.columns[trees, child], axis=1)
        leaf = 2 * right + (asked > self.bounds[trees, child])
        found: DoubleArray = self.leaves[trees, leaf].sum(axis=1) + self.base
        return found


@dataclass(frozen=True, slots=True, eq=False)
class QualityModel:
    """Weights.

    Attributes:
        measures: names of the columns, of those in `measures.SIGNS`.
        ranks: gives a number that is higher for better texts.
        slope: of the logistic curve that makes a quality of it.
        bias: likewise.
        kinds: names of the kinds that can be told.
        chances: for each kind, gives the logarithm of its weight among the others.
        vocabulary: words that English texts hold; see `vocabulary.pack`.
    """

    measures: tuple[str, ...]
    ranks: Forest
    slope: float
    bias: float
    kinds: tuple[str, ...]
    chances: tuple[Forest, ...]
    vocabulary: ByteArray

    def rows(self, values: Mapping[str, DoubleArray]) -> FloatArray:
        """Put measures into the columns of the model, a row a document."""
        return np.column_stack([values[name] for name in self.measures]).astype(np.float32)

    def quality(self, rows: FloatArray) -> DoubleArray:
        """Return the quality of documents, 0 to 1; higher is better."""
        return 1.0 / (1.0 + np.exp(-(self.slope * self.ranks.sums(rows) + self.bias)))

    def chances_of_kinds(self, rows: FloatArray) -> DoubleArray:
        """Return each kind's chance, `(documents, kinds)`; those of a document sum to 1."""
        sums = np.column_stack([forest.sums(rows) for forest in self.chances])
        raised = np.exp(sums - sums.max(axis=1, keepdims=True, initial=-np.inf))
        chances: DoubleArray = raised / raised.sum(axis=1, keepdims=True)
        return chances


def to_weights(model: QualityModel) -> dict[str, Any]:
    """Return the model as plain arrays and builtins."""
    return {
        "measures": list(model.measures),
        "ranks": _forest_weights(model.ranks),
        "slope": model.slope,
        "bias": model.bias,
        "kinds": list(model.kinds),
        "chances": [_forest_weights(forest) for forest in model.chances],
        "vocabulary": model.vocabulary,
    }


def _forest_weights(forest: Forest) -> dict[str, Any]:
    return {field.name: getattr(forest, field.name) for field in fields(forest)}


def from_weights(weights: Mapping[str, Any]) -> QualityModel:
    """Rebuild the model from its arrays.

    Raises:
        ArtifactFormat: an array is missing, or the model asks for measures that there are not.
    """
    try:
        names: Sequence[str] = weights["measures"]
        if unknown := set(names) - SIGNS.keys():
            raise ArtifactFormat(f"the quality model asks for {', '.join(sorted(unknown))}")
        return QualityModel(
            tuple(names),
            Forest(**weights["ranks"]),
            weights["slope"],
            weights["bias"],
            tuple(weights["kinds"]),
            tuple(Forest(**each) for each in weights["chances"]),
            weights["vocabulary"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ArtifactFormat(f"not the weights of a quality model: {error}") from error
