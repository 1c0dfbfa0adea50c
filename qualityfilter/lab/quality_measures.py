"""How well quality agrees with a reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from scipy.stats import spearmanr
from sklearn.metrics import f1_score, roc_auc_score

from qualityfilter.core.data import CleanResult, Decision
from qualityfilter.core.limits import Limits
from qualityfilter.core.reasons import REASONS, SEVERITY
from qualityfilter.lab.quality import Graded, Held
from qualityfilter.text.tokens import DoubleArray

RESAMPLES = 1000
"""Bootstrap samples behind an interval; texts of one site are drawn together."""

GOOD = 3
"""Grades from this on are told from those below it by `auc`."""

_BINS = 10
_QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)


def quality_figures(graded: Graded, quality: DoubleArray) -> dict[str, Any]:
    """Compare qualities with grades.

    Returns:
        `texts`; `spearman`, the rank correlation, and `auc`, the chance that a text of grade 3
        or better has the higher quality than one below, with their 95 % intervals; and
        `calibration_error`, how far in the mean of ten bins quality is off the grades, both 0 to 1.
    """
    target = (graded.grades - 1) / 4
    bins = np.minimum((quality * _BINS).astype(np.int64), _BINS - 1)
    gaps = np.bincount(bins, quality - target, _BINS)
    found: dict[str, Any] = {"texts": len(quality)}
    for name, figure in FIGURES.items():
        found[name] = round(figure(quality, graded.grades), 4)
        found[f"{name}_interval"] = _interval(graded, quality, figure)
    found["calibration_error"] = round(float(np.abs(gaps).sum() / len(quality)), 4)
    return found


def _spearman(quality: DoubleArray, grades: DoubleArray) -> float:
    return float(spearmanr(quality, grades).statistic)


def _auc(quality: DoubleArray, grades: DoubleArray) -> float:
    return float(roc_auc_score(grades >= GOOD, quality))


FIGURES = {"spearman": _spearman, "auc": _auc}


def _interval(
    graded: Graded, quality: DoubleArray, figure: Callable[[DoubleArray, DoubleArray], float]
) -> list[float]:
    members: dict[str, list[int]] = {}
    for row, group in enumerate(graded.groups):
        members.setdefault(group, []).append(row)
    sites = [np.array(rows) for rows in members.values()]
    draw = np.random.default_rng(0)
    drawn = (draw.integers(0, len(sites), len(sites)) for _ in range(RESAMPLES))
    samples = (np.concatenate([sites[at] for at in chosen]) for chosen in drawn)
    values = [figure(quality[rows], graded.grades[rows]) for rows in samples]
    return [round(float(each), 4) for each in np.quantile(values, [0.025, 0.975])]


def by_grade(graded: Graded, quality: DoubleArray) -> dict[str, list[float]]:
    """Return quantiles of quality, at 0.1, 0.25, 0.5, 0.75 and 0.9, of the texts of each grade."""
    return {
        str(int(grade)): [
            round(float(each), 3)
            for each in np.quantile(quality[graded.grades == grade], _QUANTILES)
        ]
        for grade in np.unique(graded.grades)
    }


def reliability(graded: Graded, quality: DoubleArray) -> list[tuple[float, float, int]]:
    """Return, by tenth of quality, its mean, that of the grades on the same scale, and texts."""
    bins = np.minimum((quality * _BINS).astype(np.int64), _BINS - 1)
    target = (graded.grades - 1) / 4
    return [
        (
            round(float(quality[bins == at].mean()), 4),
            round(float(target[bins == at].mean()), 4),
            int((bins == at).sum()),
        )
        for at in np.unique(bins)
    ]


def kind_figures(graded: Graded, held: Held) -> dict[str, dict[str, float]]:
    """Return, by kind, its texts, F1 of the likeliest kind, and AUC of its chance."""
    kinds, found = np.array(graded.kinds), np.array(held.kinds)
    names = sorted({*graded.kinds})
    return {
        name: {
            "texts": int((kinds == name).sum()),
            "f1": round(float(f1_score(kinds == name, found == name, zero_division=0)), 3),
            "auc": round(float(roc_auc_score(kinds == name, held.chances[:, at])), 3),
        }
        for at, name in enumerate(names)
    }


def confusion(graded: Graded, held: Held) -> dict[str, dict[str, int]]:
    """Count for each kind that a reader named how often each kind was the likeliest."""
    names = sorted({*graded.kinds})
    pairs = Counter(zip(graded.kinds, held.kinds, strict=True))
    return {name: {found: pairs[name, found] for found in names} for name in names}


def verdict_figures(
    graded: Graded, results: Sequence[CleanResult], quality: DoubleArray
) -> dict[str, dict[str, Any]]:
    """Count decisions and reasons by grade, with qualities in place of those in the results."""
    table: dict[str, dict[str, Any]] = {}
    rows = zip(graded.grades.astype(int), results, quality, strict=True)
    for grade, result, value in rows:
        mine = table.setdefault(str(grade), dict.fromkeys(SEVERITY, 0) | {"reasons": Counter()})
        codes = [each.code for each in result.verdict.reasons if each.code != "quality"]
        if result.scores.words and value < Limits().min_quality:
            codes.append("quality")
        decisions: list[Decision] = [REASONS[code][0] for code in codes]
        mine[max(decisions, key=SEVERITY.index, default="accept")] += 1
        mine["reasons"].update(codes)
    return {
        grade: table[grade] | {"reasons": dict(table[grade]["reasons"])} for grade in sorted(table)
    }


def decisions_by_grade(
    grades: Sequence[float] | DoubleArray, results: Sequence[CleanResult]
) -> dict[str, dict[str, int]]:
    """Count for each grade how many texts are accepted, go to review, and are rejected."""
    table: dict[str, dict[str, int]] = {}
    for grade, result in zip(grades, results, strict=True):
        mine = table.setdefault(str(int(grade)), dict.fromkeys(SEVERITY, 0))
        mine[result.verdict.decision] += 1
    return {grade: table[grade] for grade in sorted(table)}
