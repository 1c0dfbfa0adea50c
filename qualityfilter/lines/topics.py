"""What lines are about, and how that relates to what stands around them.

Words that stand near each other in texts lie in like directions of a space of few dimensions
(latent semantic analysis: Deerwester et al., "Indexing by Latent Semantic Analysis", JASIS 1990).
So a headline of another story can be told from the article's own words though it shares none of
them with it, and neither does it with the teasers that it stands among.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qualityfilter.core.data import ARTICLE_LABELS
from qualityfilter.lines.columns import Columns, Part, beside
from qualityfilter.lines.features import (
    Bounds,
    Features,
    around,
    cumulated,
    surroundings,
    window,
)
from qualityfilter.text.characters import IntArray
from qualityfilter.text.tokens import DoubleArray, FloatArray, bounds

NEAR, WIDE = 2, 8
"""How many lines before and after are averaged, and are looked at for sure body lines."""


@dataclass(frozen=True, slots=True, eq=False)
class Topics:
    """What hashed words are about: the direction of each, in steps, as it lies in the file.

    Attributes:
        steps: `(buckets, dimensions)`, 127 either way for the largest number of a direction.
        sizes: `(buckets, 1)`, what a step of each is.
    """

    steps: npt.NDArray[np.int8]
    sizes: FloatArray

    def __post_init__(self) -> None:
        if self.sizes.shape != (len(self.steps), 1):
            raise ValueError(f"steps of {self.steps.shape}, their sizes of {self.sizes.shape}")

    @property
    def shape(self) -> tuple[int, ...]:
        """Buckets and dimensions."""
        return self.steps.shape

    def rows(self, columns: IntArray) -> FloatArray:
        """The directions of some words."""
        found = self.steps.take(columns, axis=0).astype(np.float32)
        found *= self.sizes.take(columns, axis=0)
        return found


_STEPS = 127
_LEAST = 1e-3


def packed(directions: FloatArray) -> Topics:
    """Pack the directions of hashed words, `(buckets, dimensions)`."""
    largest = np.maximum(np.abs(directions).max(axis=1, keepdims=True), _LEAST)
    steps = np.rint(directions / largest * _STEPS).astype(np.int8)
    return Topics(steps, (largest / _STEPS).astype(np.float32))


def contexts(features: Features, alone: FloatArray, topics: Topics | FloatArray) -> Columns:
    """Describe each line together with its neighbours, and by what it and they are about.

    Args:
        features: of a batch.
        alone: probabilities of each line by itself, `(lines, labels)`.
        topics: the direction of each hashed word.

    Returns:
        One row a line: those of `surroundings`; how like the line is to the article's likely
        lines in all, near by and before it, and to its neighbours, from -1 to 1; how sure its own
        direction is; the same likeness of its neighbours; the line's direction, and the mean of
        those around it.
    """
    known = surroundings(features, alone)
    own = features.words.times(topics.rows if isinstance(topics, Topics) else topics)
    length = _length(own)
    own /= np.maximum(length, _NONE).astype(np.float32)[:, None]
    lines = bounds(features.documents)
    article = alone[:, : len(ARTICLE_LABELS)].sum(axis=1, dtype=np.float64)
    size = np.expm1(features.shape[:, 0].astype(np.float64) * 3)
    like = _likeness(own, article**2 * np.sqrt(size), lines)
    near = beside(like[:, :_ARTICLE], features.documents, (-2, -1, 1, 2))
    parts: list[Part] = [
        known,
        like,
        np.log1p(length)[:, None],
        near,
        own,
        window(own, lines, NEAR),
    ]
    return Columns(len(own), parts)


_NONE = 1e-6
_ARTICLE = 3  # so many of the columns of likeness are about the article


def _likeness(own: FloatArray, weights: DoubleArray, lines: Bounds) -> FloatArray:
    """Return the cosines between each line and what stands around it, `(lines, 5)`.

    Args:
        own: direction of each line.
        weights: how far each line is likely to be article.
        lines: where those of each line's document start and stop.
    """
    first, stop = lines
    index = np.arange(len(first))
    sums = cumulated(own, weights)
    low, high = around(lines, WIDE)
    found = np.empty((len(own), 5), np.float32)
    for at in range(0, len(own), _ROWS):
        rows = index[at : at + _ROWS]
        mine = own[rows]
        body = mine * weights[rows, None]
        article = (
            sums[stop[rows]] - sums[first[rows]] - body,
            sums[high[rows]] - sums[low[rows]] - body,
            sums[rows] - sums[first[rows]],
        )
        for column, each in enumerate(article):
            found[rows, column] = _products(mine, each) / np.maximum(_length(each), _NONE)
    follows = index[1:] > first[1:]
    pairs = np.where(follows, _products(own[:-1], own[1:]), 0.0)
    found[:, 3] = np.append(0.0, pairs)[: len(own)]
    found[:, 4] = np.append(pairs, 0.0)[: len(own)]
    return found


_ROWS = 4096
"""So many lines are looked at at a time: what is between them is small."""


def _products(own: FloatArray | DoubleArray, others: FloatArray | DoubleArray) -> DoubleArray:
    products: DoubleArray = np.einsum("ij,ij->i", own, others, dtype=np.float64)
    return products


def _length(vectors: FloatArray | DoubleArray) -> DoubleArray:
    return np.sqrt(_products(vectors, vectors))
