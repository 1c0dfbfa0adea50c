"""Fit the hedge model: on labelled sentences and, if there are any, on what a teacher read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from qualityfilter.hedging.features import BUCKETS, Sentences, as_sentences, grams
from qualityfilter.hedging.matching import CUE_COLUMNS, cue_columns, cue_hits
from qualityfilter.hedging.model import HedgeModel
from qualityfilter.lab.hedges_data import LabelledSentence, targets
from qualityfilter.lab.lines_data import FOLDS
from qualityfilter.text.characters import IntArray
from qualityfilter.text.tokens import DoubleArray

_OWN = 3.0
"""Weight of a labelled sentence, where one that the teacher read has 1."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the regressions are fitted.

    Attributes:
        strength: inverse of the L2 penalty.
        power: 0, or 1 for words scaled by how unevenly they fall on the two classes (Wang and
            Manning 2012, "Baselines and bigrams", https://aclanthology.org/P12-2018/).
    """

    strength: float = 0.03
    power: int = 0


RECIPES = tuple(
    Recipe(strength, power) for power in (0, 1) for strength in (0.01, 0.03, 0.1, 0.3, 1)
)
"""What cross-validation chooses from where no teacher helps."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Sentences as rows of a matrix.

    Attributes:
        values: `(sentences, BUCKETS + CUE_COLUMNS)`, sparse; see `HedgeModel`.
        chances: `(sentences, types)`, 0 to 1: what readers said or the teacher thinks.
        weights: `(sentences,)`.
    """

    values: Any
    chances: DoubleArray
    weights: DoubleArray

    def rows(self, chosen: Any) -> Table:
        """Return some of the rows."""
        return Table(self.values[chosen], self.chances[chosen], self.weights[chosen])

    def __add__(self, other: Table) -> Table:
        return Table(
            sparse.vstack([self.values, other.values], format="csr"),
            np.concatenate([self.chances, other.chances]),
            np.concatenate([self.weights, other.weights]),
        )


def labelled_table(sentences: Sequence[LabelledSentence], types: Sequence[str]) -> Table:
    """Return labelled sentences as a table."""
    values = _matrix(as_sentences(each.text for each in sentences))
    chances = targets(sentences, types).astype(np.float64)
    return Table(values, chances, np.full(len(sentences), _OWN))


def read_table(texts: Sequence[str], chances: DoubleArray) -> Table:
    """Return sentences that the teacher read as a table."""
    return Table(_matrix(as_sentences(texts)), chances, np.ones(len(texts)))


def _matrix(sentences: Sentences) -> Any:
    found, count = grams(sentences), len(sentences.texts)
    cues = [cue_columns(cue_hits(text)) for text in sentences.texts]
    owners = np.repeat(np.arange(count), [len(columns) for columns, _ in cues])
    numbers = np.array([each for columns, _ in cues for each in columns], dtype=np.int64)
    known = np.array([each for _, values in cues for each in values])
    rows = np.concatenate([found.rows, owners])
    columns = np.concatenate([found.columns, BUCKETS + numbers])
    values = np.concatenate([np.ones(len(found.rows)), known]).astype(np.float32)
    return sparse.csr_matrix((values, (rows, columns)), shape=(count, BUCKETS + CUE_COLUMNS))


def fit(table: Table, types: Sequence[str], recipe: Recipe) -> HedgeModel:
    """Fit one regression for each type; nothing is calibrated yet."""
    fitted = [_regression(table, at, recipe) for at in range(len(types))]
    weights = np.stack([weights for weights, _ in fitted], axis=1).astype(np.float32)
    return HedgeModel(
        types=tuple(types),
        words=weights[:BUCKETS].astype(np.float16).astype(np.float32),
        cues=weights[BUCKETS:],
        bias=np.array([bias for _, bias in fitted], dtype=np.float32),
        slope=np.ones(len(types), np.float32),
        thresholds=np.full(len(types), 0.5, np.float32),
    )


def _regression(table: Table, at: int, recipe: Recipe) -> tuple[DoubleArray, float]:
    chances = table.chances[:, at]
    sure = np.concatenate([table.weights * chances, table.weights * (1 - chances)])
    used = np.flatnonzero(sure > _LEAST)
    classes = (used < len(chances)).astype(np.int64)
    rows = used % len(chances)
    scale = _unevenness(table, chances) ** recipe.power
    model = LogisticRegression(C=recipe.strength, solver="liblinear", tol=0.01, random_state=0)
    model.fit(table.values[rows] @ sparse.diags(scale), classes, sample_weight=sure[used])
    return model.coef_[0] * scale, float(model.intercept_[0])


_LEAST = 1e-3
"""Rows of less weight are left out."""


def _unevenness(table: Table, chances: DoubleArray) -> DoubleArray:
    hedged, plain = (part @ table.values + 1.0 for part in (chances, 1.0 - chances))
    return np.abs(np.log((hedged / hedged.sum()) / (plain / plain.sum())))


def sums_of(model: HedgeModel, table: Table) -> DoubleArray:
    """Return the log odds of each row, `(sentences, types)`, before calibration."""
    weights = np.concatenate([model.words, model.cues])
    return np.asarray(table.values @ weights, dtype=np.float64) + model.bias


def choose(table: Table, types: Sequence[str], folds: IntArray) -> tuple[Recipe, list[HedgeModel]]:
    """Return the recipe with the best F1 out of fold, the mean of the types, and its models.

    Args:
        table: labelled sentences.
        types: what they can be.
        folds: the part of cross-validation of each.
    """
    tried = []
    for recipe in RECIPES:
        sums = np.empty_like(table.chances)
        models = []
        for number in range(FOLDS):
            held = np.flatnonzero(folds == number)
            models.append(fit(table.rows(np.flatnonzero(folds != number)), types, recipe))
            sums[held] = sums_of(models[-1], table.rows(held))
        best = [best_f1(sums[:, at], table.chances[:, at])[0] for at in range(len(types))]
        tried.append((float(np.mean(best)), recipe, models))
    _, recipe, models = max(tried, key=lambda each: each[0])
    return recipe, models


def calibrated(model: HedgeModel, sums: DoubleArray, truth: DoubleArray) -> HedgeModel:
    """Let a model's chances mean what they say (Platt 1999), and mark where F1 is best.

    Args:
        model: the model.
        sums: `(sentences, types)`, log odds that models like it gave to sentences they did
            not learn from.
        truth: `(sentences, types)`, 0 or 1: how these are hedged.
    """
    slope, shift, thresholds = [], [], []
    for at in range(len(model.types)):
        column = sums[:, at : at + 1]
        platt = LogisticRegression(C=1e6).fit(column, truth[:, at])
        chances = platt.predict_proba(column)[:, 1]
        slope.append(platt.coef_[0, 0])
        shift.append(platt.intercept_[0] / platt.coef_[0, 0])
        thresholds.append(best_f1(chances, truth[:, at])[1])
    return replace(
        model,
        bias=model.bias + np.array(shift, np.float32),
        slope=np.array(slope, np.float32),
        thresholds=np.array(thresholds, np.float32),
    )


def best_f1(values: DoubleArray, truth: DoubleArray) -> tuple[float, float]:
    """Return the best F1, and the value from which on marking gives it."""
    order = np.argsort(-values, kind="stable")
    f1 = 2 * np.cumsum(truth[order]) / (np.arange(1, len(order) + 1) + truth.sum())
    at = int(np.argmax(f1))
    return float(f1[at]), float(values[order[at : at + 2]].mean())
