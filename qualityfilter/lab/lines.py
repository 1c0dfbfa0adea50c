"""Fit the line model, cross-fitted by site."""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler

from qualityfilter.core.data import ARTICLE_LABELS, LINE_LABELS
from qualityfilter.lab.lines_data import FOLDS, UNKNOWN, LabelledText
from qualityfilter.lab.topics import Passages, learn_topics, passages, put_together
from qualityfilter.lab.views import WHOLE_PAGES
from qualityfilter.lines.batch import make_batch
from qualityfilter.lines.features import Features, featurize
from qualityfilter.lines.junk import Calibration, junk_odds
from qualityfilter.lines.last import last_columns
from qualityfilter.lines.model import LineModel, Opinions, finish, mixed, sparse_with
from qualityfilter.lines.stages import Alone, ContextMLP, predict_alone, predict_together
from qualityfilter.lines.topics import contexts
from qualityfilter.lines.words import BUCKETS
from qualityfilter.rules.library import rule_set
from qualityfilter.rules.scan import Reading, read
from qualityfilter.text.characters import IntArray
from qualityfilter.text.tokens import FloatArray, edges_of

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
    units: int = 48
    members: int = 4
    rows: int = 400_000
    epochs: int = 4
    decay: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """Labelled pieces to learn from, as arrays of one entry a piece.

    Attributes:
        features: of each piece.
        labels: number of each piece's label, or UNKNOWN.
        weights: how much each piece counts in training.
        folds: the part of cross-validation that each piece's site belongs to.
        first: whether the first stage is trained on each piece; views that only give a page's
            lines again would cost it time and teach it nothing.
    """

    features: Features
    labels: IntArray
    weights: npt.NDArray[np.float64]
    folds: IntArray
    first: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Table(Lesson):
    """Labelled texts, and their pieces.

    Attributes:
        texts: the texts.
        readings: of them.
    """

    texts: Sequence[LabelledText]
    readings: Sequence[Reading]

    @property
    def lesson(self) -> Lesson:
        """The pieces alone."""
        return Lesson(self.features, self.labels, self.weights, self.folds, self.first)


_AT_ONCE = 200
"""Texts that are read together."""


def read_all(texts: Sequence[str]) -> list[Reading]:
    """Read texts with all of the package's rules."""
    parts = [texts[at : at + _AT_ONCE] for at in range(0, len(texts), _AT_ONCE)]
    return [reading for part in parts for reading in read(rule_set(), part)]


def tabulate(texts: Sequence[LabelledText]) -> Table:
    """Compute the features of labelled texts."""
    readings = read_all([text.text for text in texts])
    features = featurize(make_batch(rule_set(), readings, [text.title for text in texts]))
    labels = [text.labels(each.layout) for text, each in zip(texts, readings, strict=True)]
    counts = list(map(len, labels))
    return Table(
        texts=texts,
        readings=readings,
        features=features,
        labels=np.concatenate(labels),
        weights=np.repeat([_weight(text) for text in texts], counts),
        folds=np.repeat([text.fold for text in texts], counts),
        first=np.repeat([text.view in FIRST for text in texts], counts),
    )


FIRST = frozenset({"texts", "page", "glued", "phrases", "soup_spaces"})
"""Views that teach the first stage; the lines of the others are those of these again."""

_WEIGHTS = {"texts": 5.0, "glued": 1.0, "phrases": 1.0, "page": 0.1, "single": 3.0}
_WEIGHTS |= dict.fromkeys(WHOLE_PAGES, 0.1)


def _weight(text: LabelledText) -> float:
    """Return more to what was read as it is, and less to whole pages, most of which are menus."""
    return _WEIGHTS.get(text.view, 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """What was fitted.

    Attributes:
        models: once without each part of cross-validation, and last on all.
        probabilities: what they make of each piece, out of fold: none of the stages had seen a
            line of its site.
    """

    models: Sequence[LineModel]
    probabilities: FloatArray


def fit(table: Table, recipe: Recipe, unlabelled: Sequence[Passages] = ()) -> Fitted:
    """Fit the model on all of the table, and without each part of cross-validation.

    Args:
        table: the pieces.
        recipe: how to fit.
        unlabelled: of more texts, to learn from them what words are about.
    """
    parts = [np.flatnonzero(table.folds != fold) for fold in range(FOLDS + 1)]
    held = [np.flatnonzero(table.folds == fold) for fold in range(FOLDS)]
    features, lesson = table.features, table.lesson
    alone = _fit_all_alone(lesson, recipe)
    first = np.zeros((len(table.labels), len(LINE_LABELS)), np.float32)
    for weights, out in zip(alone, held, strict=False):
        first[out] = predict_alone(weights, features.rows(out))
    known = put_together([passages(features, table.folds, table.first), *unlabelled])
    topics = Parallel(n_jobs=-1)(delayed(learn_topics)(known, fold) for fold in range(FOLDS + 1))
    second, together = np.zeros_like(first), []
    for part, own in enumerate(topics):
        seen = functools.partial(_contexts, first, own)
        together.append(fit_together(_gathering(features, seen), lesson, parts[part], recipe))
        if part < FOLDS:
            columns = _gathering(features, seen)(held[part])
            second[held[part]] = predict_together(together[part], columns)
    third, last = np.zeros_like(first), []
    describe = _gathering(features, functools.partial(_last_columns, second))
    for part in range(FOLDS + 1):
        last.append(fit_together(describe, lesson, parts[part], recipe))
        if part < FOLDS:
            third[held[part]] = predict_together(last[part], describe(held[part]))
    third = mixed(Opinions(first, second), third)
    calibration = calibrate(third, table)
    stages = zip(alone, together, topics, last, strict=True)
    return Fitted(
        models=[LineModel(*each, calibration) for each in stages],
        probabilities=finish(features, calibration.apply(third)),
    )


def _fit_all_alone(lesson: Lesson, recipe: Recipe) -> list[Alone]:
    """Fit the first stage without each part of cross-validation, and last on all."""
    chosen = np.flatnonzero(lesson.first & (lesson.labels != UNKNOWN))
    few = Lesson(
        lesson.features.rows(chosen),
        lesson.labels[chosen],
        lesson.weights[chosen],
        lesson.folds[chosen],
        lesson.first[chosen],
    )
    rows = sparse_with(few.features)
    made: list[Alone] = Parallel(n_jobs=-1)(
        delayed(fit_alone)(rows, few, np.flatnonzero(few.folds != fold), recipe)
        for fold in range(FOLDS + 1)
    )
    return made


Describe = Callable[[IntArray], FloatArray]
"""Gives the columns of some pieces, whose numbers ascend."""


def _gathering(features: Features, describe: Callable[[Features, slice], FloatArray]) -> Describe:
    """Describe pieces in their documents, some documents at a time: all at once are too many."""
    edges = edges_of(features.documents)
    steps = np.searchsorted(edges, np.arange(0, edges[-1] + _AT_A_TIME, _AT_A_TIME))
    cuts = np.unique(edges[np.minimum(steps, len(edges) - 1)])

    def gather(rows: IntArray) -> FloatArray:
        parts = []
        for low, high in zip(cuts.tolist(), cuts[1:].tolist(), strict=False):
            first, stop = np.searchsorted(rows, [low, high]).tolist()
            if first < stop:
                part = slice(low, high)
                columns = describe(features.rows(np.arange(low, high)), part)
                parts.append(columns[rows[first:stop] - low])
        return np.concatenate(parts)

    return gather


_AT_A_TIME = 50_000


def _contexts(first: FloatArray, topics: FloatArray, features: Features, part: slice) -> FloatArray:
    return contexts(features, first[part], topics)[:]


def _last_columns(second: FloatArray, features: Features, part: slice) -> FloatArray:
    return last_columns(features, second[part])[:]


def calibrate(rows: FloatArray, table: Table) -> Calibration:
    """Learn from probabilities out of fold and true labels what the chance of junk means.

    Texts as scrapers and extractors gave them count, and what they make of bodies alone.
    """
    natural = np.array([text.view in NATURAL for text in table.texts])[table.features.documents]
    known = np.flatnonzero((table.labels != UNKNOWN) & natural)
    junk = table.labels[known] >= len(ARTICLE_LABELS)
    if junk.all() or not junk.any():
        return Calibration()
    odds = junk_odds(rows[known])[:, None]
    model = LogisticRegression(C=1e6).fit(odds, junk, sample_weight=table.weights[known])
    return Calibration(float(model.coef_[0, 0]), float(model.intercept_[0]))


NATURAL = frozenset(
    {"texts", "body", "trafilatura", "trafilatura_recall", "readability", "newspaper4k"}
)
"""Views as users hand them in."""


def _known(table: Lesson, rows: IntArray) -> IntArray:
    return rows[table.labels[rows] != UNKNOWN]


def fit_alone(
    rows: Any, table: Lesson, chosen: IntArray, recipe: Recipe, buckets: int = BUCKETS
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
    kinds = rows.shape[1] - buckets - table.features.dense.shape[1]
    return Alone(full[:buckets], full[buckets : buckets + kinds], full[buckets + kinds :], bias)


def fit_together(
    describe: Describe, lesson: Lesson, chosen: IntArray, recipe: Recipe
) -> tuple[ContextMLP, ...]:
    """Fit a later stage on the chosen pieces."""
    chosen = _known(lesson, chosen)
    drawn = [_draw(lesson, chosen, recipe, SEED + member) for member in range(recipe.members)]
    rows = np.unique(np.concatenate(drawn))
    columns = describe(rows)
    scaler = StandardScaler().fit(columns[:: max(len(rows) // _ENOUGH, 1)])
    scale = (1 / scaler.scale_).astype(np.float32)
    mean = scaler.mean_.astype(np.float32)
    np.clip((columns - mean) * scale, -8, 8, out=columns)
    members = Parallel(n_jobs=-1)(
        delayed(_perceptron)(
            columns[np.searchsorted(rows, mine)], lesson.labels[mine], recipe, SEED + member
        )
        for member, mine in enumerate(drawn)
    )
    return tuple(_together(model, mean, scale) for model in members)


_ENOUGH = 200_000


def _draw(table: Lesson, chosen: IntArray, recipe: Recipe, seed: int) -> IntArray:
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


def _together(model: MLPClassifier, mean: FloatArray, scale: FloatArray) -> ContextMLP:
    hidden, out = model.coefs_
    full = np.zeros((hidden.shape[1], len(LINE_LABELS)), np.float32)
    full[:, model.classes_] = out
    bias = np.full(len(LINE_LABELS), -20.0, np.float32)
    bias[model.classes_] = model.intercepts_[1]
    return ContextMLP(
        mean, scale, hidden.astype(np.float32), model.intercepts_[0].astype(np.float32), full, bias
    )
