"""The stage of the line model that reads pages: the lines' chances, revised by their tags.

A logistic regression says what a line's tags and the words of its classes and ids make of it;
perceptrons weigh this with what its words and neighbours do, and with the lines that stand in the
same elements, or in elements that are alike. Last counts where the article seems to lie.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qualityfilter.core.data import ARTICLE_LABELS, LINE_LABELS
from qualityfilter.lines.columns import Columns, Made, Part, beside
from qualityfilter.lines.features import Features, as_logits, lengths, surroundings
from qualityfilter.lines.markup import Markup
from qualityfilter.lines.stages import Alone, ContextMLP, predict_alone, predict_together
from qualityfilter.lines.zone import placed
from qualityfilter.text.characters import IntArray
from qualityfilter.text.tokens import DoubleArray, FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class PageStage:
    """Weights of the stage.

    Attributes:
        alone: what the markup alone says.
        together: all of it.
    """

    alone: Alone
    together: tuple[ContextMLP, ...]

    def revise(self, features: Features, rows: FloatArray, marks: Markup) -> FloatArray:
        """Revise the chances of the lines of pages, `(lines, labels)`.

        Args:
            features: of the lines.
            rows: what the line model makes of them as plain text.
            marks: their markup.
        """
        told = predict_alone(self.alone, marks.as_features(features.documents))
        found = predict_together(self.together, page_columns(features, rows, marks, told))
        return placed(found, lengths(features), features.documents)


def page_columns(features: Features, rows: FloatArray, marks: Markup, told: FloatArray) -> Columns:
    """Describe each line by what is said of it and its neighbours, and by its markup.

    Args:
        features: of the lines.
        rows: what the line model makes of them as plain text, `(lines, labels)`.
        marks: their markup.
        told: what that alone says, `(lines, labels)`.
    """
    documents = features.documents
    logits = as_logits(told)
    near = [beside(each, documents, (-1, 1)) for each in (marks.tags, logits)]
    sizes = np.expm1(features.shape[:, 0].astype(np.float64) * 3)
    article = [each[:, _ARTICLE].sum(axis=1, dtype=np.float64) for each in (rows, told)]
    comments = [each[:, _COMMENTS].astype(np.float64) for each in (rows, told)]
    values = np.stack([*article, *comments], axis=1)
    likely = np.sqrt(article[0] * article[1]) * sizes
    shares = np.stack([_share(each, documents) for each in (likely, sizes)], axis=1)
    groups = [_of_group(values, sizes, shares, group) for group in marks.groups.T]
    page = _of_page(documents, marks)
    own = surroundings(features, rows)
    parts: list[Part] = [own, logits, marks.tags, *near, *groups, page]
    return Columns(len(rows), parts)


_ARTICLE = slice(len(ARTICLE_LABELS))
_COMMENTS = LINE_LABELS.index("comments")


def _share(values: DoubleArray, documents: IntArray) -> DoubleArray:
    """Return what part of the sum over its document each value is."""
    return values / np.maximum(np.bincount(documents, values), 1e-6)[documents]


def _of_group(
    values: DoubleArray, sizes: DoubleArray, shares: DoubleArray, group: IntArray
) -> Made:
    """Make columns that describe the group that each line belongs to.

    Args:
        values: of lines, `(lines, values)`, to be averaged over the group by the lines' size.
        sizes: of the lines, in characters.
        shares: of lines, `(lines, shares)`, to be added up.
        group: number of each line's group.

    Returns:
        The means, the logarithm of how many lines there are, and the sums.
    """
    _, inverse, counts = np.unique(group, return_inverse=True, return_counts=True)
    weights = np.sqrt(sizes)
    total = np.maximum(np.bincount(inverse, weights), 1e-6)
    means = [np.bincount(inverse, column * weights) / total for column in values.T]
    sums = [np.bincount(inverse, column) for column in shares.T]
    found = np.stack([*means, np.log1p(counts), *sums], axis=1).astype(np.float32)
    return lambda rows: found[inverse[rows]]


def _of_page(documents: IntArray, marks: Markup) -> FloatArray:
    """How many lines each line's page has, and how many of them are named or links."""
    _, inverse, counts = np.unique(documents, return_inverse=True, return_counts=True)
    named = np.diff(marks.words.pointers) > 1  # all have one for their tag
    shares = [np.bincount(inverse, each) / counts for each in (named, marks.linked)]
    return np.stack([np.log1p(counts) / 5, *shares], axis=1)[inverse].astype(np.float32)
