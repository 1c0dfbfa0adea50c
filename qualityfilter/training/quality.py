"""Fit the quality model to texts that a reader graded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import GroupKFold
from sklearn.tree import DecisionTreeRegressor

from qualityfilter.lines.tokens import ByteArray, DoubleArray, FloatArray
from qualityfilter.quality.measures import SIGNS
from qualityfilter.quality.model import Forest, QualityModel

OTHER = "other"
"""Stands for the kinds that too few texts have, or that cannot be told from what is measured."""

KINDS = ("report", "opinion", "feature", "stub", "non_article")
"""The kinds that can be told."""

FOLDS = 10


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the model is fitted.

    Attributes:
        forests: how many forests, each of other samples, the grade is averaged over.
        trees: of each.
        rate: what share of a tree's leaves is added.
        sample: share of the texts that a tree sees.
        columns: share of the measures that each of its splits chooses among.
        leaf: least number of texts in a leaf.
        kind_trees: trees for each kind.
    """

    forests: int = 3
    trees: int = 500
    rate: float = 0.03
    sample: float = 0.5
    columns: float = 0.1
    leaf: int = 5
    kind_trees: int = 100


@dataclass(frozen=True, slots=True, eq=False)
class Graded:
    """Texts that a reader graded.

    Attributes:
        rows: `(texts, measures)`, columns as in `SIGNS`.
        grades: 1 (useless as news) to 5 (complete, edited, sourced).
        kinds: what each is, of `KINDS` or `OTHER`.
        groups: the site of each.
    """

    rows: FloatArray
    grades: DoubleArray
    kinds: Sequence[str]
    groups: Sequence[str]

    def __getitem__(self, chosen: Any) -> Graded:
        kinds = [self.kinds[row] for row in chosen]
        groups = [self.groups[row] for row in chosen]
        return Graded(self.rows[chosen], self.grades[chosen], kinds, groups)


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """What models say of texts of sites that they had not seen.

    Attributes:
        quality: `(texts,)`, 0 to 1.
        kinds: the likeliest of each.
        chances: `(texts, kinds)`, of the model's kinds in their order.
    """

    quality: DoubleArray
    kinds: Sequence[str]
    chances: DoubleArray


def fit(graded: Graded, vocabulary: ByteArray, recipe: Recipe | None = None) -> QualityModel:
    """Fit the model; its grades are stretched so that they mean what they say out of fold.

    Args:
        graded: what to learn from.
        vocabulary: see `vocabulary.pack`.
        recipe: how.
    """
    recipe = recipe or Recipe()
    sums = np.empty(len(graded.grades))
    for train, held in _folds(graded):
        sums[held] = _fit_grade(graded[train], recipe).sums(graded.rows[held])
    line = LinearRegression().fit(sums[:, None], graded.grades)
    centre = float(graded.grades.mean())
    found = _fit_kinds(graded, recipe)
    return QualityModel(
        measures=tuple(SIGNS),
        grade=_fit_grade(graded, recipe),
        slope=round(float(line.coef_[0]), 4),
        centre=round(centre, 4),
        kinds=tuple(found),
        chances=tuple(found.values()),
        vocabulary=vocabulary,
    )


def hold_out(graded: Graded, recipe: Recipe | None = None) -> Held:
    """Judge each text by a model that had not seen its site."""
    names = tuple(sorted({*graded.kinds}))
    quality, chances = np.empty(len(graded.grades)), np.zeros((len(graded.grades), len(names)))
    for train, held in _folds(graded):
        model = fit(graded[train], np.empty(0, np.uint8), recipe)
        quality[held] = model.quality(graded.rows[held])
        for kind, column in zip(
            model.kinds, model.chances_of_kinds(graded.rows[held]).T, strict=True
        ):
            chances[held, names.index(kind)] = column
    return Held(quality, [names[at] for at in chances.argmax(axis=1)], chances)


def _folds(graded: Graded) -> Any:
    return GroupKFold(FOLDS).split(graded.rows, groups=graded.groups)


def _fit_grade(graded: Graded, recipe: Recipe) -> Forest:
    """Boost trees that move the grade only as `SIGNS` says, and average some such forests."""
    base = float(graded.grades.mean())
    trees: list[DecisionTreeRegressor] = []
    for seed in range(recipe.forests):
        draw, sums = np.random.default_rng(seed), np.full(len(graded.grades), base)
        for number in range(recipe.trees):
            seen = draw.random(len(sums)) < recipe.sample
            tree = DecisionTreeRegressor(
                max_depth=2,
                max_features=recipe.columns,
                min_samples_leaf=recipe.leaf,
                monotonic_cst=list(SIGNS.values()),
                random_state=number,
            )
            tree.fit(graded.rows[seen], (graded.grades - sums)[seen])
            sums += recipe.rate * tree.predict(graded.rows)
            trees.append(tree)
    return _forest(trees, recipe.rate / recipe.forests, base)


def _fit_kinds(graded: Graded, recipe: Recipe) -> dict[str, Forest]:
    if len({*graded.kinds}) == 1:
        return {graded.kinds[0]: _forest([], recipe.rate, 0.0)}
    found = GradientBoostingClassifier(
        n_estimators=recipe.kind_trees,
        max_depth=2,
        learning_rate=2 * recipe.rate,
        subsample=recipe.sample,
        max_features=2 * recipe.columns,
        init="zero",
        random_state=0,
    ).fit(graded.rows, list(graded.kinds))
    trees = list(found.estimators_.T)
    if len(found.classes_) == 2:
        trees.insert(0, [])  # of two kinds only the second has trees
    return {
        str(kind): _forest(mine, found.learning_rate, 0.0)
        for kind, mine in zip(found.classes_, trees, strict=True)
    }


def _forest(trees: Sequence[Any], rate: float, base: float) -> Forest:
    """Put trees of depth two into arrays; a node that is a leaf asks what does not matter."""
    columns = np.zeros((len(trees), 3), np.int64)
    bounds = np.zeros((len(trees), 3))
    leaves = np.zeros((len(trees), 4))
    for row, each in enumerate(trees):
        tree = each.tree_
        at = [0, *_children(tree, 0)]
        columns[row] = np.maximum(tree.feature[at], 0)
        bounds[row] = tree.threshold[at]
        ends = [end for child in at[1:] for end in _children(tree, child)]
        leaves[row] = rate * tree.value[ends, 0, 0]
    return Forest(columns, bounds, leaves, base)


def _children(tree: Any, node: int) -> tuple[int, int]:
    """Give a node's children, or twice itself where it is a leaf."""
    left, right = int(tree.children_left[node]), int(tree.children_right[node])
    return (left, right) if left >= 0 else (node, node)
