"""Build a quality model's artefact from data: fit, measure, and write it down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np

from qualityfilter.core import artifact
from qualityfilter.core.config import Settings
from qualityfilter.core.errors import RecordError
from qualityfilter.core.presets import PRESETS
from qualityfilter.lab import quality_card
from qualityfilter.lab.build import check_floors
from qualityfilter.lab.corpus import GIVEN, digest, find, made_with
from qualityfilter.lab.quality import Graded, Recipe, fit, hold_out
from qualityfilter.lab.quality_data import (
    GRADED,
    MORE_GRADED,
    Read,
    join,
    load_given,
    load_graded,
    load_vocabulary,
    measuring,
)
from qualityfilter.lab.quality_measures import (
    by_grade,
    confusion,
    decisions_by_grade,
    kind_figures,
    quality_figures,
    reliability,
    verdict_figures,
)
from qualityfilter.pipeline.filter import QualityFilter
from qualityfilter.quality.measures import SIGNS
from qualityfilter.quality.model import KIND, from_weights, to_weights

Say = Callable[[str], object]

NAMES = ("capitals", "names", "speakers", "shouting", "possessives")
"""Measures that names have a part in, though not which ones they are."""

_FLOOR = 0.05
"""Figures on the few test texts may fall by so much before the tests say no."""


def build_quality(data: Path, out: Path, say: Say, *, lower_floors: bool = False) -> str:
    """Train the quality model and write its artefact.

    Args:
        data: the folder that holds `labelled/quality`; `labelled/quality-2`, which is measured
            and not learnt from; and `texts/`, for the words that texts hold and for the texts
            that the artefact's folder has grades to. Records whose `split` is `test` are
            measured once.
        out: the artefact's folder, which may hold `labels.jsonl`; see `quality_data.load_given`.
        say: is told what is going on.
        lower_floors: whether the model may be worse than the one in the folder.

    Returns:
        The digest of the manifest, by which a release pins its models.

    Raises:
        RecordError: the data is missing or cannot be read.
        FloorError: the model is worse than the one in the folder, on the same data.
    """
    say("collecting words")
    vocabulary = load_vocabulary(data)
    reader = QualityFilter(measuring())
    parts = _load(data, out, reader)
    read = join(parts.values())
    names = np.repeat(list(parts), [len(part.results) for part in parts.values()])
    taught = names != MORE_GRADED
    test = load_graded(data, reader, test=True)
    say(f"{len(read.results)} graded texts; fitting, each site held out once")
    held = hold_out(read.graded, taught=taught)
    unnamed = hold_out(_without(read.graded, NAMES), taught=taught)
    model = from_weights(to_weights(fit(read.graded, held, vocabulary, taught=taught)))
    measured = np.flatnonzero(names != GIVEN)
    labelled, quality = read.graded[measured], held.quality[measured]
    results = [read.results[at] for at in measured.tolist()]
    metrics: dict[str, Any] = {
        "out_of_fold": quality_figures(labelled, quality),
        "without_names": quality_figures(labelled, unnamed.quality[measured]),
        "sets": {
            name: quality_figures(read.graded[rows], held.quality[rows])
            for name in parts
            if len(rows := np.flatnonzero(names == name))
        },
        "taught": int(taught.sum()),
        "by_grade": by_grade(labelled, quality),
        "reliability": reliability(labelled, quality),
        "kinds": kind_figures(read.graded, held),
        "confusion": confusion(read.graded, held),
        "verdicts": verdict_figures(labelled, results, quality),
        "test": {},
    }
    if test.results:
        quality = model.quality(test.graded.rows)
        metrics["test"] = quality_figures(test.graded, quality)
        metrics["test_verdicts"] = verdict_figures(test.graded, test.results, quality)
    about = {
        "recipe": asdict(Recipe()),
        "measures": list(SIGNS),
        "data": {name: digest(find(data, name)) for name in parts if name != GIVEN},
        "made_with": made_with(),
        "metrics": metrics,
        "floors": quality_floors(metrics["test"]),
    }
    if not lower_floors:
        check_floors(out, about)
    saved = artifact.save(out, KIND, to_weights(model), about)
    quality_card.write(out, about)
    return saved


def _load(data: Path, folder: Path, reader: QualityFilter) -> dict[str, Read]:
    """Load the graded texts of the training split, by where their grades stand."""
    more = find(data, MORE_GRADED).exists()
    found = {
        name: load_graded(data, reader, test=False, name=name)
        for name in (GRADED, *((MORE_GRADED,) if more else ()))
    }
    given = load_given(data, folder, reader)
    return found | ({GIVEN: given} if given.results else {})


def _without(graded: Graded, names: tuple[str, ...]) -> Graded:
    columns = [at for at, name in enumerate(SIGNS) if name in names]
    rows = graded.rows.copy()
    rows[:, columns] = 0
    return replace(graded, rows=rows)


def quality_floors(figures: Mapping[str, Any]) -> dict[str, float]:
    """Return what the figures of `quality_figures` must not fall below on the same texts."""
    return {name: round(figures[name] - _FLOOR, 3) for name in ("spearman", "auc") if figures}


def evaluate_quality(data: Path, model: str | Path, *, test: bool) -> dict[str, Any]:
    """Measure a quality model on graded texts.

    Args:
        data: as for `build_quality`.
        model: a packaged model's name, or the folder of one whose maker is known: loading it
            can run any code.
        test: whether to measure on the records of the test split, or on the others.

    Returns:
        See `quality_figures`; and `verdicts`, decisions and reasons by grade.

    Raises:
        RecordError: there are no such records.
    """
    reader = QualityFilter(measuring(), quality_model=model, trust=True)
    read = load_graded(data, reader, test=test)
    if not read.results:
        raise RecordError(f"{data} has no {'test' if test else 'train'} records")
    quality = np.array([result.scores.quality or 0.0 for result in read.results])
    return quality_figures(read.graded, quality) | {
        "verdicts": verdict_figures(read.graded, read.results, quality)
    }


def evaluate_presets(data: Path) -> dict[str, dict[str, dict[str, dict[str, int]]]]:
    """Count what the defaults and each preset decide of graded texts.

    Args:
        data: the folder that holds `labelled/quality` and `labelled/quality-2`.

    Returns:
        By name of the settings and of the texts, for each grade how many are accepted, go to
        review, and are rejected. Of `labelled/quality-2` these are all but the test records, of
        `labelled/quality` the test records: texts that the quality model did not learn from.

    Raises:
        RecordError: a file is missing, or a record cannot be read.
    """
    chosen = {"default": Settings(), **{name: Settings.preset(name) for name in PRESETS}}
    found = {}
    for name, settings in chosen.items():
        reader = QualityFilter(replace(settings, trace=True))
        read = {
            MORE_GRADED: load_graded(data, reader, test=False, name=MORE_GRADED),
            f"{GRADED}, test": load_graded(data, reader, test=True),
        }
        found[name] = {
            texts: decisions_by_grade(each.graded.grades, each.results)
            for texts, each in read.items()
        }
    return found
