"""Build a line model's artefact from data: fit, measure, and write it down."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np

from qualityfilter import artifact
from qualityfilter.config import Settings
from qualityfilter.data import LINE_LABELS
from qualityfilter.decide import Bar
from qualityfilter.errors import FloorError, RecordError
from qualityfilter.lines.batch import make_batch
from qualityfilter.lines.features import featurize
from qualityfilter.lines.model import KIND, LineModel, to_weights
from qualityfilter.lines.words import BUCKETS
from qualityfilter.loaded import Loaded, threshold_for
from qualityfilter.pipeline import QualityFilter
from qualityfilter.rules.library import scores
from qualityfilter.segments import lay_out
from qualityfilter.standard import page_likeness
from qualityfilter.training import card
from qualityfilter.training.before_after import before_after
from qualityfilter.training.corpus import digest, find, made_with
from qualityfilter.training.given import load_given
from qualityfilter.training.languages import by_language
from qualityfilter.training.lines import Recipe, fit, hint, tabulate
from qualityfilter.training.lines_data import (
    FOLDS,
    LabelledText,
    load,
    load_pages,
    load_texts,
)
from qualityfilter.training.measures import (
    Judged,
    by_label,
    calibration_error,
    count,
    judge,
    loss_curve,
    reliability,
    summary,
)
from qualityfilter.training.page_build import Known, fit_tags
from qualityfilter.training.pages import load_marked, page_figures, read_lines
from qualityfilter.training.silver import Lesson, joined, load_unread, silver
from qualityfilter.training.topics import load_passages
from qualityfilter.training.views import PACKAGES, VIEWS, WHOLE_PAGES

EXTRACTED = frozenset(VIEWS) - WHOLE_PAGES

KINDS = EXTRACTED | {"texts", "body"}

Say = Callable[[str], object]


def build_lines(
    data: Path, out: Path, say: Say, recipe: Recipe | None = None, *, lower_floors: bool = False
) -> str:
    """Train the line model on a folder of data and write its artefact.

    Args:
        data: the folder that holds `labelled/texts`, `labelled/pages` and `pages/`; see the
            README for what their records hold. Records whose `split` is `test` are measured
            once and never trained on.
        out: the artefact's folder.
        say: is told what is going on.
        recipe: how to fit; the default is what cross-validation chose.
        lower_floors: whether the model may be worse than the one in the folder.

    Returns:
        The digest of the manifest, by which a release pins its models.

    Raises:
        RecordError: the data is missing or cannot be read.
        FloorError: the model is worse than the one in the folder, on the same data.
    """
    recipe = recipe or Recipe()
    if not find(data, "labelled/texts").exists():
        raise RecordError(f"{data} has no labelled/texts.jsonl or labelled/texts.jsonl.zst")
    say("running the extractors over the labelled pages")
    texts = load(data)
    train, test = ([text for text in texts if text.test is part] for part in (False, True))
    say(f"computing the features of {len(train)} texts")
    table = tabulate(train)
    given = load_given(data, out)
    say(f"{given.read} records read for this model, {given.missing} missing or not as they were")
    lessons = [_lesson(given.texts)] if given.texts else []
    say(f"fitting on {len(table.labels)} lines and more, cross-fitted by site")
    unlabelled = load_passages(data)
    fitted = fit(*joined(table, *lessons), recipe, unlabelled)
    read, unread = load_unread(data, train)
    given_ids = {record["id"] for record in given.pages}
    left = [page for page in unread if page.id not in given_ids]
    witnessed = None
    if read and left:
        say(f"labelling {len(left)} pages that nobody has read, and fitting on them too")
        witnessed = silver(train, fitted, read, left)
        lessons.append(witnessed.lesson)
        fitted = fit(*joined(table, *lessons), recipe, unlabelled)
    say("measuring")
    judged = list(judge(train, fitted.probabilities[: len(table.labels)]))
    chances = np.concatenate([each.rows for each in judged])
    losses = _losses(judged)
    threshold = threshold_for(Settings(), losses)
    languages = by_language([*read, *unread], fitted, threshold)
    held = list(_judged(fitted.models[-1], test))
    known = Known([*read, *unread], witnessed, given.pages)
    stage, page_metrics = fit_tags(data, fitted, known, bar_of(threshold), say)
    metrics: dict[str, Any] = {
        "pages": page_metrics,
        "out_of_fold": _figures(judged, threshold),
        "calibration_error": calibration_error(chances, table.labels),
        "calibration_error_of_model": calibration_error(
            fitted.probabilities[: len(table.labels)], table.labels
        ),
        "reliability": reliability(chances, table.labels),
        "languages": languages,
        "test": _figures(held, threshold) if held else {},
    }
    learnt_from = {
        "labelled": len(train),
        "given": given.read,
        "witnessed": len(left) if witnessed else 0,
    }
    about = _about(data, recipe) | {
        "learnt_from": learnt_from,
        "losses": losses,
        "threshold": threshold,
        "metrics": metrics,
    }
    about["floors"] = floors(metrics["test"]) if held else {}
    if not lower_floors:
        check_floors(out, about)
    model = replace(fitted.models[-1], pages=stage)
    saved = artifact.save(out, KIND, to_weights(model), about)
    card.write(out, about)
    return saved


def _lesson(texts: Sequence[LabelledText]) -> Lesson:
    """Give texts that were read for this model as a lesson: their labels are the same for all."""
    table = tabulate(texts)
    return Lesson(table, [table.labels] * (FOLDS + 1))


def bar_of(threshold: float) -> Bar:
    """Give what lines are measured by in figures."""
    return Bar("default", threshold, scores())


def check_floors(out: Path, about: Mapping[str, Any]) -> None:
    """Refuse a model that is worse, on the same data, than the one in its folder.

    Raises:
        FloorError: one of its floors would be lower.
    """
    if not (out / artifact.MANIFEST).exists():
        return
    before = json.loads((out / artifact.MANIFEST).read_text(encoding="utf-8"))
    if before.get("data") != about["data"]:
        return
    worse = [
        f"{name} {value} (was {before['floors'][name]})"
        for name, value in about["floors"].items()
        if name in before["floors"] and is_worse(name, value, before["floors"][name])
    ]
    if worse:
        raise FloorError(f"{out} would lower its floors: {', '.join(worse)}; see --lower-floors")


def is_worse(name: str, value: float, before: float) -> bool:
    """Say whether a figure is worse than its floor; of losses less is better."""
    return value > before if name.endswith("loss") else value < before


def _losses(judged: Sequence[Judged]) -> list[tuple[float, float]]:
    """Give for each threshold what share of good words may be lost, of the kind that lost most.

    Kinds are hand-labelled outputs of scrapers, each extractor's outputs on pages that were
    chosen because extractors go wrong on them, and bodies alone. What is taken for a whole page
    is left out: there more is lost, whatever the caller can bear.
    """
    kinds: dict[str, list[Judged]] = {}
    for each in judged:
        if each.text.view in KINDS and not page_likeness(each.rows):
            kinds.setdefault(each.text.view, []).append(each)
    curves = [loss_curve(mine) for mine in kinds.values()]
    return [(row[0][0], max(loss for _, loss in row)) for row in zip(*curves, strict=True)]


def _judged(model: LineModel, texts: Sequence[LabelledText]) -> Iterator[Judged]:
    if not texts:
        return iter(())
    layouts = [lay_out(text.text) for text in texts]
    features = featurize(make_batch(layouts, [text.title for text in texts]))
    return judge(texts, model.corrected(features, model.predict(features, hint(layouts))))


def _figures(judged: Sequence[Judged], threshold: float) -> dict[str, Any]:
    texts = [each for each in judged if each.text.view == "texts"]
    extracted = [each for each in judged if each.text.view in EXTRACTED]
    return {
        "views": summary(judged, threshold),
        "before_after": before_after(judged, threshold),
        "extracted": count(extracted, threshold).figures(),
        "labels_texts": by_label(texts, threshold) if texts else {},
        "labels_all": by_label(judged, threshold),
    }


FLOOR_F1 = 0.02
FLOOR_LOSS = 0.002
FLOOR_AFTER = 0.01


def floors(metrics: Mapping[str, Any]) -> dict[str, float]:
    """Give what a later change must not fall below on the same test texts.

    F1 of junk lines may be lower by `FLOOR_F1`, the share of good words lost higher by
    `FLOOR_LOSS`, and F1 of shingles after cleaning, by view, lower by `FLOOR_AFTER`, before
    the tests say no.
    """
    texts = metrics["views"]["texts"]
    after = {
        f"{view}_after": round(row["after"]["f1"] - FLOOR_AFTER, 3)
        for view, row in metrics["before_after"].items()
    }
    return {
        "texts_f1": round(texts["f1"] - FLOOR_F1, 3),
        "texts_loss": round(texts["loss"] + FLOOR_LOSS, 4),
        **after,
    }


def evaluate(
    data: Path, quality_filter: QualityFilter, *, test: bool = True
) -> dict[str, dict[str, Any]]:
    """Measure a filter's line decisions on the records of one split.

    Args:
        data: a folder as for `build_lines`; either of `labelled/texts` and `labelled/pages`
            is enough.
        quality_filter: the filter.
        test: whether to measure on test records; else on the others.

    Returns:
        By view, `views` of `measures.summary` and `before_after`; and `pages`, of pages read with
        their tags, see `page_figures`.

    Raises:
        RecordError: there are no such records.
    """
    texts = load_texts(data) if find(data, "labelled/texts").exists() else []
    pages = load_pages(data) if find(data, "labelled/pages").exists() else []
    chosen = [text for text in (*texts, *pages) if text.test is test]
    if not chosen:
        raise RecordError(f"{data} has no labelled {'test' if test else 'train'} records")
    loaded = quality_filter.loaded
    judged = list(_judged(loaded.lines, chosen))
    return {
        "views": summary(judged, loaded.bar.threshold),
        "before_after": before_after(judged, loaded.bar.threshold),
        "pages": _evaluated_pages(data, loaded, test=test) if pages else {},
    }


def _evaluated_pages(data: Path, loaded: Loaded, *, test: bool) -> dict[str, Any]:
    """Measure what is left of labelled pages whose tags are asked; nothing if none has HTML."""
    stage = loaded.lines.pages
    chosen = [page for page in load_marked(data) if page.test is test]
    if stage is None or not chosen:
        return {}
    lines = read_lines(chosen, [loaded.lines] * (FOLDS + 1))
    rows = stage.revise(lines.features, lines.rows, lines.marks)
    return page_figures(chosen, loaded.lines.corrected(lines.features, rows), loaded.bar)


def _about(data: Path, recipe: Recipe) -> dict[str, Any]:
    return {
        "labels": list(LINE_LABELS),
        "buckets": BUCKETS,
        "recipe": asdict(recipe),
        "data": {name: digest(find(data, name)) for name in ("labelled/texts", "labelled/pages")},
        "made_with": made_with(*PACKAGES),
    }
