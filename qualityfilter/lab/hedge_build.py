"""Build a hedge model's artefact from data: fit, measure, and write it down."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from qualityfilter.core import artifact
from qualityfilter.core.errors import RecordError
from qualityfilter.hedging.model import KIND, HedgeModel, from_weights, to_weights
from qualityfilter.lab import hedge_card, teacher
from qualityfilter.lab.build import check_floors
from qualityfilter.lab.corpus import digest, find, made_with
from qualityfilter.lab.hedge_measures import Marks, confusion, hedge_figures, joined, mark
from qualityfilter.lab.hedges import (
    Recipe,
    Table,
    calibrated,
    choose,
    fit,
    labelled_table,
    read_table,
    sums_of,
)
from qualityfilter.lab.hedges_data import LabelledSentence, load_hedges
from qualityfilter.lab.lines_data import FOLDS, fold_of
from qualityfilter.lab.unread_sentences import load_auxiliary, load_unread_sentences
from qualityfilter.pipeline.loaded import load_hedge_model
from qualityfilter.text.characters import IntArray

Say = Callable[[str], object]

_IN_A_FOLD = 30_000
"""So many unread sentences the teacher reads for each part of cross-validation."""

_FLOOR = 0.03
"""F1 on test sentences may fall by so much before the tests say no."""


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """What there is to learn from.

    Attributes:
        types: what a sentence can be.
        train: the labelled sentences.
        table: the same, as rows.
        folds: the part of cross-validation of each.
        unread: sentences that nobody labelled; the teacher reads them.
        auxiliary: of other corpora, for the teacher; see `load_auxiliary`.
    """

    types: tuple[str, ...]
    train: Sequence[LabelledSentence]
    table: Table
    folds: IntArray
    unread: Sequence[str]
    auxiliary: Sequence[tuple[str, int, bool]]


def build_hedges(data: Path, out: Path, say: Say, *, lower_floors: bool = False) -> str:
    """Train the hedge model and write its artefact.

    Args:
        data: a file of labelled sentences, see `load_hedges`; or a folder that holds
            `labelled/hedges`, `texts/pool` and the corpora of `AUXILIARY`. With a folder, a
            teacher learns from the labels and reads sentences that nobody labelled, and the
            model learns from both. Records whose `split` is `test` are measured once.
        out: the artefact's folder.
        say: is told what is going on.
        lower_floors: whether the model may be worse than the one in the folder.

    Returns:
        The digest of the manifest, by which a release pins its models.

    Raises:
        RecordError: the data is missing or cannot be read.
        UsageError: the teacher is needed and not installed.
        FloorError: the model is worse than the one in the folder, on the same data.
    """
    labelled = load_hedges(data)
    train, test = labelled.split(test=False), labelled.split(test=True)
    say(f"{len(train)} labelled sentences")
    folder = data.is_dir()
    lesson = Lesson(
        types=labelled.types,
        train=train,
        table=labelled_table(train, labelled.types),
        folds=np.array([fold_of(each.group) for each in train]),
        unread=load_unread_sentences(data, (each.text for each in train)) if folder else (),
        auxiliary=load_auxiliary(data) if folder else (),
    )
    recipe, parts, model = _taught(lesson, say) if lesson.unread else _alone(lesson, say)
    say("calibrating and measuring")
    *parts, model = _calibrated(lesson, [*parts, model])
    model = from_weights(to_weights(model))
    held = joined([mark(part, _part(lesson, number)) for number, part in enumerate(parts)])
    metrics = {
        "out_of_fold": _figures(held),
        "test": _figures(mark(model, test)) if test else {},
    }
    about = _about(data, lesson, recipe) | {
        "metrics": metrics,
        "floors": hedge_floors(metrics["test"].get("types", {})),
    }
    if not lower_floors:
        check_floors(out, about)
    saved = artifact.save(out, KIND, to_weights(model), about)
    hedge_card.write(out, about)
    return saved


def _part(lesson: Lesson, number: int) -> list[LabelledSentence]:
    return [lesson.train[row] for row in np.flatnonzero(lesson.folds == number).tolist()]


Learnt = tuple[Recipe, list[HedgeModel], HedgeModel]
"""How it was fitted, a model for each part of cross-validation held out, and one of all."""


def _alone(lesson: Lesson, say: Say) -> Learnt:
    """Learn from the labelled sentences, by the recipe that cross-validation likes best."""
    table, types, folds = lesson.table, lesson.types, lesson.folds
    recipe, parts = choose(table, types, folds)
    say(f"cross-validation chose {recipe}")
    return recipe, parts, fit(table, types, recipe)


def _taught(lesson: Lesson, say: Say) -> Learnt:
    """Learn from the labelled sentences and from what a teacher makes of unread ones."""
    say(f"the teacher reads {len(lesson.auxiliary)} sentences of other corpora")
    beginning = teacher.start(lesson.auxiliary)
    parts = []
    for number in range(FOLDS):
        say(f"the teacher learns and reads, part {number + 1} of {FOLDS} held out")
        rows = np.flatnonzero(lesson.folds != number)
        parts.append(_learn(lesson, beginning, rows, lesson.unread[:_IN_A_FOLD]))
    say(f"the teacher learns from all and reads {len(lesson.unread)} sentences")
    every = np.arange(len(lesson.train))
    return Recipe(), parts, _learn(lesson, beginning, every, lesson.unread)


def _learn(
    lesson: Lesson, beginning: teacher.Weights, rows: IntArray, unread: Sequence[str]
) -> HedgeModel:
    table = lesson.table.rows(rows)
    texts = [lesson.train[row].text for row in rows]
    network = teacher.teach(beginning, texts, table.chances)
    more = read_table(unread, teacher.read(network, unread))
    return fit(table + more, lesson.types, Recipe())


def _calibrated(lesson: Lesson, models: Sequence[HedgeModel]) -> list[HedgeModel]:
    """Calibrate models, the last of which saw all, by what the others say of what they did not."""
    sums = np.empty_like(lesson.table.chances)
    for number, part in enumerate(models[:-1]):
        rows = np.flatnonzero(lesson.folds == number)
        sums[rows] = sums_of(part, lesson.table.rows(rows))
    return [calibrated(model, sums, lesson.table.chances) for model in models]


def _figures(marks: Marks) -> dict[str, Any]:
    return {"types": hedge_figures(marks), "confusion": confusion(marks)}


def hedge_floors(figures: Mapping[str, Mapping[str, Any]]) -> dict[str, float]:
    """Return what F1 by type, see `hedge_figures`, must not fall below on the same sentences."""
    return {f"{name}_f1": round(row["f1"] - _FLOOR, 3) for name, row in figures.items()}


def _about(data: Path, lesson: Lesson, recipe: Recipe) -> dict[str, Any]:
    path = find(data, "labelled/hedges") if data.is_dir() else data
    return {
        "types": list(lesson.types),
        "recipe": asdict(recipe),
        "data": {"labelled/hedges" if data.is_dir() else path.name: digest(path)},
        "counts": {
            "labelled": len(lesson.train),
            "unread": len(lesson.unread),
            "auxiliary": len(lesson.auxiliary),
        },
        "made_with": made_with(*(teacher.PACKAGES if lesson.unread else ())),
    }


def evaluate_model(
    data: Path, model: str | Path, *, test: bool | None = None
) -> dict[str, dict[str, Any]]:
    """Measure a hedge model on labelled sentences.

    Args:
        data: as for `build_hedges`.
        model: a packaged model's name, or the folder of one whose maker is known: loading it
            can run any code.
        test: whether to measure on the records of the test split, or on the others. Where it
            is None, on the test records, or on all if there are none.

    Returns:
        See `hedge_figures`.

    Raises:
        RecordError: there are no such records, or they have other types than the model.
    """
    labelled = load_hedges(data)
    loaded = load_hedge_model(model, trust=True)
    if loaded.types != labelled.types:
        raise RecordError(
            f"{data} tells {', '.join(labelled.types)}, {model} {', '.join(loaded.types)}"
        )
    chosen = labelled.split(test=test is not False)
    if test is None and not chosen:
        chosen = labelled.sentences
    if not chosen:
        raise RecordError(f"{data} has no {'train' if test is False else 'test'} records")
    return hedge_figures(mark(loaded, chosen))
