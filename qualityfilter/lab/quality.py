"""Fit the quality model to texts that a reader graded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, softmax
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.model_selection import GroupKFold
from sklearn.tree import DecisionTreeRegressor

from qualityfilter.quality.measures import SIGNS, BoolArray
from qualityfilter.quality.model import Forest, QualityModel
from qualityfilter.text.characters import ByteArray
from qualityfilter.text.tokens import DoubleArray, FloatArray

OTHER = "other"
"""Stands for the kinds that too few texts have, or that cannot be told from what is measured."""

KINDS = (
    "report", "brief", "feature", "opinion", "interview", "list", "press_release", "stub",
    "non_article",
)  # fmt: skip
"""The kinds that can be told."""

FOLDS = 10


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the model is fitted.

    Attributes:
        forests: how many forests, each of other samples, the ranks are averaged over.
        trees: of each.
        rate: what share of a tree's leaves is added.
        sample: share of the texts that a tree sees.
        columns: share of the measures that each of its splits chooses among.
        leaf: least number of texts in a leaf.
        kind_trees: trees for each kind, which are otherwise fitted alike.
    """

    forests: int = 3
    trees: int = 300
    rate: float = 0.15
    sample: float = 0.35
    columns: float = 0.1
    leaf: int = 15
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
        sums: `(texts,)`, what the forest of ranks gives.
        quality: `(texts,)`, 0 to 1.
        kinds: the likeliest of each.
        chances: `(texts, kinds)`, of the model's kinds in their order.
    """

    sums: DoubleArray
    quality: DoubleArray
    kinds: Sequence[str]
    chances: DoubleArray


def hold_out(graded: Graded, recipe: Recipe | None = None, taught: BoolArray | None = None) -> Held:
    """Judge each text by models that had not seen its site.

    Args:
        graded: the texts.
        recipe: how to fit.
        taught: which of them models learn from; all if it is not said.
    """
    recipe = recipe or Recipe()
    names = sorted({*graded.kinds})
    sums, chances = np.empty(len(graded.grades)), np.zeros((len(graded.grades), len(names)))
    for others, held in _folds(graded):
        train = others if taught is None else others[taught[others]]
        rows = graded.rows[held]
        sums[held] = _fit_ranks(graded[train], recipe).sums(rows)
        kinds = _fit_kinds(graded[train], recipe)
        columns = [names.index(kind) for kind in kinds]
        logits = np.column_stack([forest.sums(rows) for forest in kinds.values()])
        chances[np.ix_(held, columns)] = softmax(logits, axis=1)
    quality = np.empty(len(sums))
    for train, held in _folds(graded):
        slope, bias = _calibrate(sums[train], graded.grades[train])
        quality[held] = expit(slope * sums[held] + bias)
    return Held(sums, quality, [names[at] for at in chances.argmax(axis=1)], chances)


def fit(
    graded: Graded,
    held: Held,
    vocabulary: ByteArray,
    recipe: Recipe | None = None,
    taught: BoolArray | None = None,
) -> QualityModel:
    """Fit the model; quality means what it says where `held` was not seen.

    Args:
        graded: the texts.
        held: what `hold_out` gives for them.
        vocabulary: see `vocabulary.pack`.
        recipe: how.
        taught: which texts to learn from; all if it is not said.
    """
    recipe = recipe or Recipe()
    slope, bias = _calibrate(held.sums, graded.grades)
    graded = graded if taught is None else graded[np.flatnonzero(taught)]
    kinds = _fit_kinds(graded, recipe)
    return QualityModel(
        measures=tuple(SIGNS),
        ranks=_fit_ranks(graded, recipe),
        slope=slope,
        bias=bias,
        kinds=tuple(kinds),
        chances=tuple(kinds.values()),
        vocabulary=vocabulary,
    )


def _folds(graded: Graded) -> Any:
    return GroupKFold(FOLDS).split(graded.rows, groups=graded.groups)


def _calibrate(sums: DoubleArray, grades: DoubleArray) -> tuple[float, float]:
    """Return slope and bias of the logistic curve from sums to grades, 0 for 1 and 1 for 5."""
    target = (grades - 1) / 4

    def loss(line: DoubleArray) -> float:
        return float(((expit(line[0] * sums + line[1]) - target) ** 2).sum())

    found: Any = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead")
    return round(float(found.x[0]), 4), round(float(found.x[1]), 4)


def _fit_ranks(graded: Graded, recipe: Recipe) -> Forest:
    """Boost trees that put better texts above worse ones, and average some such forests.

    Each tree follows the gradient of the logistic loss of all pairs of different grades, as
    RankNet does (Burges et al. 2005, https://doi.org/10.1145/1102351.1102363), and moves the sum
    only as `SIGNS` says.
    """
    better = graded.grades[:, None] > graded.grades[None, :]
    trees: list[DecisionTreeRegressor] = []
    for seed in range(recipe.forests):
        draw, sums = np.random.default_rng(seed), np.zeros(len(graded.grades))
        for number in range(recipe.trees):
            seen = np.flatnonzero(draw.random(len(sums)) < recipe.sample)
            wrong = better[np.ix_(seen, seen)] * expit(sums[None, seen] - sums[seen, None])
            tree = DecisionTreeRegressor(
                max_depth=2,
                max_features=recipe.columns,
                min_samples_leaf=recipe.leaf,
                monotonic_cst=list(SIGNS.values()),
                random_state=number,
            )
            tree.fit(graded.rows[seen], 4 * (wrong.sum(axis=1) - wrong.sum(axis=0)) / len(seen))
            sums += recipe.rate * tree.predict(graded.rows)
            trees.append(tree)
    return _forest(trees, recipe.rate / recipe.forests, 0.0)


def _fit_kinds(graded: Graded, recipe: Recipe) -> dict[str, Forest]:
    if len({*graded.kinds}) == 1:
        return {graded.kinds[0]: _forest([], recipe.rate, 0.0)}
    found = GradientBoostingClassifier(
        n_estimators=recipe.kind_trees,
        max_depth=2,
        learning_rate=recipe.rate / 2,
        subsample=recipe.sample,
        max_features=recipe.columns,
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
    """Return a node's children, or twice itself where it is a leaf."""
    left, right = int(tree.children_left[node]), int(tree.children_right[node])
    return (left, right) if left >= 0 else (node, node)
