"""Fit the weights of spam, and measure what falls: `python -m qualityfilter.lab.spam DATA`.

It learns from own texts of `spam_texts.jsonl`, spam and articles about the same things; from graded
texts of grade 3 and above; and from unlabelled texts, which are news but for those of
`spam_found.jsonl`, where ids of spam stand that a reader found among them.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.model_selection import GroupKFold

from qualityfilter.core.data import CleanResult, Document
from qualityfilter.core.limits import Limits
from qualityfilter.lab.corpus import POOLS, find, read_jsonl
from qualityfilter.lab.quality_data import GRADED, MORE_GRADED
from qualityfilter.pipeline.filter import QualityFilter
from qualityfilter.quality.spam import SIGNS, spam_measures
from qualityfilter.text.tokens import DoubleArray

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "quality" / "spam.json"
SAMPLE, FOLDS, PENALTY = 10_000, 5, 0.001
OWN_SHARE = 0.5
"""What share of the weight of all texts the spam has."""


@dataclass(frozen=True, slots=True)
class Example:
    """One text.

    Attributes:
        id: its own name.
        group: its site, or its id where that is not known.
        origin: `own`, `graded` or `pool`.
        spam: whether it is.
        values: its measures.
    """

    id: str
    group: str
    origin: str
    spam: bool
    values: Mapping[str, float]


def found() -> dict[str, str]:
    """The kinds of spam that a reader found in the pools, by id."""
    return {each["id"]: each["kind"] for each in read_jsonl(HERE / "spam_found.jsonl")}


def own() -> Iterator[Example]:
    """The own texts."""
    for each in read_jsonl(HERE / "spam_texts.jsonl"):
        values = spam_measures(each["text"], each["lang"])
        yield Example(each["id"], each["id"], "own", each["spam"], values)


def read(data: Path) -> Iterator[Example]:
    """The texts of the training split, cleaned: graded ones, and a sample of unlabelled ones."""
    graded = [
        each
        for name in (GRADED, MORE_GRADED)
        for each in _train(data, name)
        if int(each["grade"]) >= 3
    ]
    pool = [each for name in POOLS for each in _train(data, name)]
    random.Random(1).shuffle(pool)
    known, reader = found(), QualityFilter()
    for origin, records in (("graded", graded), ("pool", pool[:SAMPLE])):
        documents = [Document(each["text"], title=each.get("title")) for each in records]
        for each, result in zip(records, reader.clean_many(documents), strict=True):
            if isinstance(result, CleanResult):
                values = spam_measures(result.text, result.language)
                group = each.get("site") or each["id"]
                yield Example(each["id"], group, origin, each["id"] in known, values)


def _train(data: Path, name: str) -> Iterator[dict[str, Any]]:
    return (each for each in read_jsonl(find(data, name)) if each.get("split") != "test")


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """Fit the weights, each bound to its sign, with a ridge; spam weighs as much as all others."""
    rows, spam = _rows(examples)
    weight = np.where(spam, OWN_SHARE / max(spam.sum(), 1), (1 - OWN_SHARE) / (~spam).sum())
    own_articles = np.array([each.origin == "own" for each in examples]) & ~spam
    weight[own_articles] = OWN_SHARE / max(spam.sum(), 1)
    side = np.where(spam, 1.0, -1.0)

    def loss(at: DoubleArray) -> tuple[float, DoubleArray]:
        margin = side * (rows @ at[1:] + at[0])
        slope = -weight * side * expit(-margin)
        whole = weight @ np.logaddexp(0, -margin) + PENALTY * (at[1:] @ at[1:])
        return float(whole), np.append(slope.sum(), rows.T @ slope + 2 * PENALTY * at[1:])

    bounds = [(None, None), *((0, None) if sign > 0 else (None, 0) for sign in SIGNS.values())]
    best: Any = minimize(loss, np.zeros(len(bounds)), jac=True, bounds=bounds, method="L-BFGS-B")
    names = ("bias", *SIGNS)
    return {name: round(float(value), 4) for name, value in zip(names, best.x, strict=True)}


def scores(weights: Mapping[str, float], examples: Sequence[Example]) -> DoubleArray:
    """Rate texts, 0 to 1."""
    rows, _ = _rows(examples)
    rated: DoubleArray = expit(rows @ np.array([weights[name] for name in SIGNS]) + weights["bias"])
    return np.where([bool(each.values) for each in examples], rated, 0.0)


def hold_out(examples: Sequence[Example]) -> DoubleArray:
    """Rate each text by weights that had not seen its site."""
    rated = np.zeros(len(examples))
    groups = [each.group for each in examples]
    for train, held in GroupKFold(FOLDS).split(groups, groups=groups):
        weights = fit([examples[at] for at in train])
        rated[held] = scores(weights, [examples[at] for at in held])
    return rated


def figures(examples: Sequence[Example], rated: DoubleArray, bar: float) -> dict[str, Any]:
    """Count what falls at a bar."""
    fell = [each for each, score in zip(examples, rated, strict=True) if score > bar]

    def count(group: Sequence[Example], origin: str, spam: bool) -> int:
        return sum(each.origin == origin and each.spam == spam for each in group)

    wanted = (("own", True), ("own", False), ("graded", False), ("pool", True), ("pool", False))
    return {
        f"{origin} {'spam' if spam else 'articles'}": (
            f"{count(fell, origin, spam)} of {count(examples, origin, spam)}"
        )
        for origin, spam in wanted
    }


def _rows(examples: Sequence[Example]) -> tuple[DoubleArray, Any]:
    rows = np.array([[each.values.get(name, 0.0) for name in SIGNS] for each in examples])
    return rows, np.array([each.spam for each in examples])


def main(data: Path) -> None:
    """Fit, write the weights, and say what falls out of fold."""
    examples = [*own(), *read(data)]
    rated = hold_out(examples)
    WEIGHTS.write_text(json.dumps(fit(examples), indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures(examples, rated, Limits().max_spam), indent=1))
    for each, score in zip(examples, rated, strict=True):
        if each.origin != "own" and score > Limits().max_spam:
            print(each.origin, each.id, round(float(score), 3), "spam" if each.spam else "")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
