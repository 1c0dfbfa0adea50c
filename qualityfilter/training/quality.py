"""Fit the weights of the quality score to readers' grades."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.stats import spearmanr
from sklearn.model_selection import GroupKFold

from qualityfilter.data import CleanResult, Document
from qualityfilter.pipeline import QualityFilter
from qualityfilter.quality.score import measures
from qualityfilter.training.corpus import find, read_jsonl

SIGNS = {
    "length": 1,
    "ended": 1,
    "quotes": 1,
    "figures": 1,
    "address": -1,
    "boilerplate": -1,
    "promotion": -1,
    "repetition": -1,
    "speculative": -1,
    "unattributed": -1,
    "hypothetical": -1,
}
"""What the score looks at, and which way each may move it."""

FOLDS = 5
PENALTY = 1e-3


@dataclass(frozen=True, slots=True, eq=False)
class Graded:
    """Texts that a reader graded.

    Attributes:
        values: one row a text, the columns those of `SIGNS`.
        grades: 1 (useless as news) to 5 (complete, edited, sourced).
        groups: the site of each.
    """

    values: npt.NDArray[np.float64]
    grades: npt.NDArray[np.float64]
    groups: Sequence[str]


def load_graded(data: Path, split: str) -> Graded:
    """Clean the texts of `labelled/quality` and measure them."""
    records = [
        record for record in read_jsonl(find(data, "labelled/quality")) if record["split"] == split
    ]
    documents = [Document(record["text"], title=record["title"]) for record in records]
    results = QualityFilter().clean_many(documents)
    rows = [_row(result) for result in results if isinstance(result, CleanResult)]
    return Graded(
        values=np.array(rows),
        grades=np.array([record["grade"] for record in records], dtype=float),
        groups=[record["site"] or record["id"] for record in records],
    )


def _row(result: CleanResult) -> list[float]:
    known = measures(result.text, result.text.lower().split())
    return [known[name] if name in known else getattr(result.scores, name) for name in SIGNS]


def fit_weights(graded: Graded) -> dict[str, float]:
    """Fit a logistic curve from the measures to the grade, signs as in `SIGNS`.

    Returns:
        A weight for each measure, and `bias`.
    """
    target = (graded.grades - 1) / 4
    signs = np.array(list(SIGNS.values()))

    def loss(weights: npt.NDArray[np.float64]) -> float:
        sums = graded.values @ weights[1:] + weights[0]
        cross = np.logaddexp(0, sums) - target * sums
        return float(cross.mean() + PENALTY * (weights[1:] ** 2).sum())

    bounds = [(None, None), *((0, None) if sign > 0 else (None, 0) for sign in signs)]
    found: Any = minimize(loss, np.zeros(len(signs) + 1), method="L-BFGS-B", bounds=bounds)
    names = ("bias", *SIGNS)
    return {name: round(float(value), 4) for name, value in zip(names, found.x, strict=True)}


def agreement(graded: Graded) -> float:
    """Give Spearman's rank correlation of score and grade, out of fold by site."""
    predicted = np.zeros(len(graded.grades))
    for train, held in GroupKFold(FOLDS).split(graded.values, groups=graded.groups):
        groups = [graded.groups[number] for number in train]
        weights = fit_weights(Graded(graded.values[train], graded.grades[train], groups))
        predicted[held] = graded.values[held] @ [weights[name] for name in SIGNS]
    return correlation(predicted, graded.grades)


def correlation(scores: npt.NDArray[np.float64], grades: npt.NDArray[np.float64]) -> float:
    """Give Spearman's rank correlation, to three decimals."""
    found: Any = spearmanr(scores, grades)
    return round(float(found.statistic), 3)
