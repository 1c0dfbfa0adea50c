"""The stage of the line model that reads pages: the lines' chances, revised by their tags.

A logistic regression says what a line's tags and the words of its classes and ids make of it;
perceptrons weigh this with what its words and neighbours do, and with the lines that stand in the
same elements.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qualityfilter.data import ARTICLE_LABELS
from qualityfilter.lines.features import Features, as_logits, shifted, surroundings
from qualityfilter.lines.markup import Markup
from qualityfilter.lines.stages import Alone, Together, predict_alone, predict_together
from qualityfilter.lines.tokens import DoubleArray, FloatArray
from qualityfilter.segments import IntArray


@dataclass(frozen=True, slots=True, eq=False)
class PageStage:
    """Weights of the stage.

    Attributes:
        alone: what the markup alone says.
        together: all of it.
    """

    alone: Alone
    together: tuple[Together, ...]

    def revise(self, features: Features, rows: FloatArray, marks: Markup) -> FloatArray:
        """Revise the chances of the lines of pages, `(lines, labels)`.

        Args:
            features: of the lines.
            rows: what the line model makes of them as plain text.
            marks: their markup.
        """
        told = predict_alone(self.alone, marks.as_features(features.documents))
        return predict_together(self.together, page_columns(features, rows, marks, told))


def page_columns(
    features: Features, rows: FloatArray, marks: Markup, told: FloatArray
) -> FloatArray:
    """Describe each line by what is said of it and its neighbours, and by its markup.

    Args:
        features: of the lines.
        rows: what the line model makes of them as plain text, `(lines, labels)`.
        marks: their markup.
        told: what that alone says, `(lines, labels)`.
    """
    documents = features.documents
    logits = as_logits(told)
    article = [
        each[:, : len(ARTICLE_LABELS)].sum(axis=1, dtype=np.float64) for each in (rows, told)
    ]
    sizes = np.expm1(features.shape[:, 0].astype(np.float64) * 3)
    inside, crowd = _of_elements(np.stack(article, axis=1), np.sqrt(sizes), marks.parents)
    _, alike = _of_elements(np.stack(article, axis=1), np.sqrt(sizes), marks.numbers)
    near = [shifted(marks.tags, documents, step) for step in (-1, 1)]
    near += [shifted(logits, documents, step) for step in (-1, 1)]
    columns = [surroundings(features, rows), logits, marks.tags, *near, inside, crowd, alike]
    return np.concatenate(columns, axis=1, dtype=np.float32)


def _of_elements(
    values: DoubleArray, sizes: DoubleArray, elements: IntArray
) -> tuple[FloatArray, FloatArray]:
    """Give the mean of values over the lines of each line's element, by size, and their number."""
    _, inverse = np.unique(elements, return_inverse=True)
    total = np.maximum(np.bincount(inverse, sizes), 1e-6)
    means = [np.bincount(inverse, column * sizes) / total for column in values.T]
    counts = np.log1p(np.bincount(inverse))[inverse]
    return (
        np.stack(means, axis=1)[inverse].astype(np.float32),
        counts[:, None].astype(np.float32),
    )
