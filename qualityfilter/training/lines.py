"""Fit the line model, cross-fitted by site."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler

from qualityfilter.characters import IntArray
from qualityfilter.data import ARTICLE_LABELS, LINE_LABELS
from qualityfilter.lines.batch import make_batch
from qualityfilter.lines.features import Features, featurize
from qualityfilter.lines.hints import blend, hints
from qualityfilter.lines.junk import Calibration, junk_odds
from qualityfilter.lines.model import LineModel, sparse_with
from qualityfilter.lines.stages import Alone, Together, predict_alone, predict_together
from qualityfilter.lines.tokens import FloatArray
from qualityfilter.lines.topics import contexts
from qualityfilter.lines.words import BUCKETS
from qualityfilter.rules.engine import match
from qualityfilter.rules.library import rule_set
from qualityfilter.segments import Layout, lay_out
from qualityfilter.training.lines_data import FOLDS, UNKNOWN, LabelledText
from qualityfilter.training.topics import Passages, learn_topics, passages, put_together
from qualityfilter.training.views import WHOLE_PAGES

SEED = 0


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the model is fitted; the values are those that cross-validation chose.

    Attributes:
        penalty: inverse strength of the first stage's L2 penalty.
        units: hidden units of each perceptron.
        members: perceptrons that are averaged.
        rows: lines drawn for each of them, by weight.
        epochs: passes over these lines.
        decay: their L2 penalty.
    """

    penalty: float = 2.0
    units: int = 64
    members: int = 3
    rows: int = 500_000
    epochs: int = 6
    decay: float = 3e-2


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Labelled texts as arrays of one entry a line.

    Attributes:
        features: of each line.
        labels: number of each line's label, or UNKNOWN.
        weights: how much each line counts in training.
        folds: the part of cross-validation that each line's site belongs to.
        hinted: what rules know of each line; see `lines.hints`.
        first: whether the first stage is trained on each line; views that only give a page's
            lines again would cost it time and teach it nothing.
    """

    features: Features
    labels: IntArray
    weights: npt.NDArray[np.float64]
    folds: IntArray
    hinted: FloatArray
    first: npt.NDArray[np.bool_]


def tabulate(texts: Sequence[LabelledText]) -> Table:
    """Compute the features of labelled texts."""
    layouts = [lay_out(text.text) for text in texts]
    features = featurize(make_batch(layouts, [text.title for text in texts]))
    counts = [len(text.labels) for text in texts]
    return Table(
        features=features,
        labels=np.array([label for text in texts for label in text.labels], dtype=np.int64),
        weights=np.repeat([_weight(text) for text in texts], counts),
        folds=np.repeat([text.fold for text in texts], counts),
        hinted=hint(layouts),
        first=np.repeat([text.view not in AGAIN for text in texts], counts),
    )


def hint(layouts: Sequence[Layout]) -> FloatArray:
    """Give what rules know of the lines of some texts."""
    return np.concatenate([*map(hints, layouts, match(rule_set(), layouts))])


AGAIN = frozenset({"inscriptis", "html_text", "soup_lines", "body"})
"""Views whose lines are those of `page` and `texts`, but for how they are broken."""


def _weight(text: LabelledText) -> float:
    """Give more to what was read as it is, and less to whole pages, most of which are menus."""
    if text.view == "texts":
        return 5.0
    return 0.1 if text.view in ("page", *WHOLE_PAGES) else 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """What was fitted: once without each part of cross-validation, and last on all.

    Attributes:
        alone: first stages.
        together: second stages.
        topics: what words are about.
        calibration: of all second stages alike, learnt from what they say out of fold.
        probabilities: of each line, out of fold: no stage that judged a line had seen a line of
            its site.
    """

    alone: tuple[Alone, ...]
    together: tuple[tuple[Together, ...], ...]
    topics: tuple[FloatArray, ...]
    calibration: Calibration
    probabilities: FloatArray

    @property
    def models(self) -> list[LineModel]:
        """The models, the last being the one that was fitted on all."""
        stages = zip(self.alone, self.together, self.topics, strict=True)
        return [LineModel(*each, self.calibration) for each in stages]


def fit(
    table: Table, labels: Sequence[IntArray], recipe: Recipe, unlabelled: Sequence[Passages] = ()
) -> Fitted:
    """Fit the model on all of the table, and without each part of cross-validation.

    Args:
        table: the lines; by its labels the chances are calibrated.
        labels: those to learn from for each part, and last for all.
        recipe: how to fit.
        unlabelled: of more texts, to learn from them what words are about.
    """
    parts = [np.flatnonzero(table.folds != fold) for fold in range(FOLDS + 1)]
    held = [np.flatnonzero(table.folds == fold) for fold in range(FOLDS)]
    tables = [replace(table, labels=each) for each in labels]
    rows = sparse_with(table.features)
    alone = Parallel(n_jobs=-1)(
        delayed(fit_alone)(rows, each, part, recipe)
        for each, part in zip(tables, parts, strict=True)
    )
    first = np.zeros((len(table.labels), len(LINE_LABELS)), np.float32)
    for weights, out in zip(alone, held, strict=False):
        first[out] = predict_alone(weights, table.features.rows(out))
    known = put_together([passages(table.features, table.folds, table.first), *unlabelled])
    topics = [learn_topics(known, fold) for fold in range(FOLDS + 1)]
    judged = blend(first, table.hinted)
    together = Parallel(n_jobs=-1)(
        delayed(_fit_in_context)(each, judged, own, part, recipe)
        for each, own, part in zip(tables, topics, parts, strict=True)
    )
    second = np.zeros_like(first)
    for models, own, out in zip(together, topics, held, strict=False):
        columns = contexts(table.features.rows(out), judged[out], own)
        second[out] = predict_together(models, columns)
    calibration = calibrate(second, table.labels)
    return Fitted(
        alone=tuple(alone),
        together=tuple(together),
        topics=tuple(topics),
        calibration=calibration,
        probabilities=calibration.apply(second),
    )


def _fit_in_context(
    table: Table, alone: FloatArray, topics: FloatArray, chosen: IntArray, recipe: Recipe
) -> tuple[Together, ...]:
    return fit_together(contexts(table.features, alone, topics), table, chosen, recipe)


def calibrate(rows: FloatArray, labels: IntArray) -> Calibration:
    """Learn from probabilities out of fold and true labels what the chance of junk means."""
    known = np.flatnonzero(labels != UNKNOWN)
    junk = labels[known] >= len(ARTICLE_LABELS)
    if junk.all() or not junk.any():
        return Calibration()
    model = LogisticRegression(C=1e6).fit(junk_odds(rows[known])[:, None], junk)
    return Calibration(float(model.coef_[0, 0]), float(model.intercept_[0]))


def _known(table: Table, rows: IntArray) -> IntArray:
    return rows[table.labels[rows] != UNKNOWN]


def fit_alone(
    rows: Any, table: Table, chosen: IntArray, recipe: Recipe, buckets: int = BUCKETS
) -> Alone:
    """Fit a first stage on the chosen lines; its first columns are `buckets` hashed words."""
    chosen = _known(table, chosen[table.first[chosen]])
    model = LogisticRegression(C=recipe.penalty, max_iter=60, tol=1e-3)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # sixty steps are as good as more
        model.fit(rows[chosen], table.labels[chosen], sample_weight=table.weights[chosen])
    full = np.zeros((rows.shape[1], len(LINE_LABELS)), np.float32)
    full[:, model.classes_] = model.coef_.T
    bias = np.full(len(LINE_LABELS), -20.0, np.float32)
    bias[model.classes_] = model.intercept_
    return Alone(full[:buckets], full[buckets:], bias)


def fit_together(
    columns: FloatArray, table: Table, chosen: IntArray, recipe: Recipe
) -> tuple[Together, ...]:
    """Fit the second stage on the chosen lines."""
    chosen = _known(table, chosen)
    scaler = StandardScaler().fit(columns[_some(chosen)])
    scale = (1 / scaler.scale_).astype(np.float32)
    mean = scaler.mean_.astype(np.float32)
    members = []
    for member in range(recipe.members):
        drawn = _draw(table, chosen, recipe, SEED + member)
        scaled = np.clip((columns[drawn] - mean) * scale, -8, 8)
        model = _perceptron(scaled, table.labels[drawn], recipe, SEED + member)
        members.append(_together(model, mean, scale))
    return tuple(members)


def _some(rows: IntArray) -> IntArray:
    """Give as many of the rows as are enough for means and deviations."""
    few = np.random.default_rng(SEED).permutation(len(rows))[:_ENOUGH]
    return rows[np.sort(few)]


_ENOUGH = 200_000


def _draw(table: Table, chosen: IntArray, recipe: Recipe, seed: int) -> IntArray:
    """Draw lines by their weight, and then one of each label that there is."""
    weights, labels = table.weights[chosen], table.labels[chosen]
    drawn = np.random.default_rng(seed).choice(
        len(chosen), size=recipe.rows, p=weights / weights.sum()
    )
    firsts = [np.flatnonzero(labels == label)[0] for label in np.unique(labels)]
    return chosen[np.concatenate((drawn, firsts))]


def _perceptron(scaled: FloatArray, labels: IntArray, recipe: Recipe, seed: int) -> MLPClassifier:
    model = MLPClassifier(
        (recipe.units,),
        alpha=recipe.decay,
        batch_size=512,
        learning_rate_init=2e-3,
        max_iter=recipe.epochs,
        random_state=seed,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # the number of passes is chosen
        model.fit(scaled, labels)
    return model


def _together(model: MLPClassifier, mean: FloatArray, scale: FloatArray) -> Together:
    hidden, out = model.coefs_
    full = np.zeros((hidden.shape[1], len(LINE_LABELS)), np.float32)
    full[:, model.classes_] = out
    bias = np.full(len(LINE_LABELS), -20.0, np.float32)
    bias[model.classes_] = model.intercepts_[1]
    return Together(
        mean, scale, hidden.astype(np.float32), model.intercepts_[0].astype(np.float32), full, bias
    )
