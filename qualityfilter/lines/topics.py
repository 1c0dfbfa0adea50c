"""What lines are about, and how that relates to what stands around them.

Words that stand near each other in texts lie in like directions of a space of few dimensions
(latent semantic analysis: Deerwester et al., "Indexing by Latent Semantic Analysis", JASIS 1990).
So a headline of another story can be told from the article's own words though it shares none of
them with it, and neither does it with the teasers that it stands among.
"""

from __future__ import annotations

import numpy as np

from qualityfilter.core.data import ARTICLE_LABELS
from qualityfilter.lines.features import (
    Bounds,
    Features,
    around,
    cumulated,
    shifted,
    surroundings,
    window,
)
from qualityfilter.text.tokens import DoubleArray, FloatArray, bounds

NEAR, WIDE = 2, 8
"""How many lines before and after are averaged, and are looked at for sure body lines."""


def contexts(features: Features, alone: FloatArray, topics: FloatArray) -> FloatArray:
    """Describe each line together with its neighbours, and by what it and they are about.

    Args:
        features: of a batch.
        alone: probabilities of each line by itself, `(lines, labels)`.
        topics: the direction of each hashed word, `(buckets, dimensions)`.

    Returns:
        One row a line: those of `surroundings`; how like the line is to the article's likely
        lines in all, near by and before it, and to its neighbours, from -1 to 1; how sure its own
        direction is; the same likeness of its neighbours; the line's direction, and the mean of
        those around it.
    """
    known = surroundings(features, alone)
    summed = np.asarray(features.words @ topics, np.float32)
    length = _length(summed)
    own = summed / np.maximum(length, _NONE).astype(np.float32)[:, None]
    lines = bounds(features.documents)
    article = alone[:, : len(ARTICLE_LABELS)].sum(axis=1, dtype=np.float64)
    size = np.expm1(features.shape[:, 0].astype(np.float64) * 3)
    body = own * (article**2 * np.sqrt(size))[:, None]
    like = _likeness(own, body, lines)
    columns = [known, like, np.log1p(length)[:, None]]
    columns += [shifted(like[:, :_ARTICLE], features.documents, step) for step in (-2, -1, 1, 2)]
    return np.concatenate([*columns, own, window(own, lines, NEAR)], axis=1, dtype=np.float32)


_NONE = 1e-6
_ARTICLE = 3  # so many of the columns of likeness are about the article


def _likeness(own: FloatArray, body: DoubleArray, lines: Bounds) -> FloatArray:
    """Give the cosines between each line and what stands around it, `(lines, 5)`.

    Args:
        own: direction of each line.
        body: the same, as far as the line is likely to be article.
        lines: where those of each line's document start and stop.
    """
    first, stop = lines
    index = np.arange(len(first))
    sums = cumulated(body)
    low, high = around(lines, WIDE)
    article = (
        sums[stop] - sums[first] - body,
        sums[high] - sums[low] - body,
        sums[index] - sums[first],
    )
    cosines = [_products(own, each) / np.maximum(_length(each), _NONE) for each in article]
    follows = index[1:] > first[1:]
    pairs = np.where(follows, _products(own[:-1], own[1:]), 0.0)
    return np.stack(
        [*cosines, np.append(0.0, pairs)[: len(own)], np.append(pairs, 0.0)[: len(own)]], axis=1
    ).astype(np.float32)


def _products(own: FloatArray | DoubleArray, others: FloatArray | DoubleArray) -> DoubleArray:
    products: DoubleArray = np.einsum("ij,ij->i", own, others, dtype=np.float64)
    return products


def _length(vectors: FloatArray | DoubleArray) -> DoubleArray:
    return np.sqrt(_products(vectors, vectors))
