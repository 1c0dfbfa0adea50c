"""Build a line model's artefact from data: fit, measure, and write it down."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from qualityfilter import artifact
from qualityfilter.config import Settings
from qualityfilter.data import LINE_LABELS
from qualityfilter.errors import RecordError
from qualityfilter.lines.batch import make_batch
from qualityfilter.lines.model import KIND, LineModel, to_weights
from qualityfilter.lines.words import BUCKETS
from qualityfilter.pipeline import QualityFilter, threshold_for
from qualityfilter.segments import lay_out
from qualityfilter.training import card
from qualityfilter.training.corpus import find
from qualityfilter.training.lines import WHOLE_PAGES, Recipe, fit, hint, tabulate
from qualityfilter.training.lines_data import LabelledText, load, load_texts
from qualityfilter.training.measures import (
    Judged,
    by_label,
    calibration_error,
    count,
    judge,
    loss_curve,
    summary,
)
from qualityfilter.training.views import VIEWS, versions

EXTRACTED = frozenset(VIEWS) - WHOLE_PAGES

Say = Callable[[str], object]


def build_lines(data: Path, out: Path, say: Say, recipe: Recipe | None = None) -> str:
    """Train the line model on a folder of data and write its artefact.

    Args:
        data: the folder that holds `labelled/texts`, `labelled/pages` and `pages/`; see the
            README for what their records hold. Records whose `split` is `test` are measured
            once and never trained on.
        out: the artefact's folder.
        say: is told what is going on.
        recipe: how to fit; the default is what cross-validation chose.

    Returns:
        The digest of the manifest, by which a release pins its models.

    Raises:
        RecordError: the data is missing or cannot be read.
    """
    recipe = recipe or Recipe()
    if not find(data, "labelled/texts").exists():
        raise RecordError(f"{data} has no labelled/texts.jsonl or labelled/texts.jsonl.zst")
    say("running the extractors over the labelled pages")
    texts = load(data)
    train, test = ([text for text in texts if text.test is part] for part in (False, True))
    say(f"computing the features of {len(train)} texts")
    table = tabulate(train)
    say(f"fitting on {len(table.labels)} lines, cross-fitted by site")
    model, probabilities = fit(table, recipe)
    say("measuring")
    judged = list(judge(train, probabilities))
    losses = _losses(judged)
    threshold = threshold_for(Settings(), losses)
    metrics: dict[str, Any] = {
        "out_of_fold": _figures(judged, threshold),
        "calibration_error": calibration_error(probabilities, table.labels),
        "test": _figures(list(_judged(model, test)), threshold) if test else {},
    }
    about = _about(data, recipe) | {"losses": losses, "threshold": threshold, "metrics": metrics}
    about["floors"] = floors(metrics["test"]) if test else {}
    digest = artifact.save(out, KIND, to_weights(model), about)
    (out / "MODEL_CARD.md").write_text(card.render(about, len(train), out.name), encoding="utf-8")
    return digest


def _losses(judged: Sequence[Judged]) -> list[tuple[float, float]]:
    """Give for each threshold the share of good words lost.

    It is the mean of two: over hand-labelled outputs of scrapers, and over the outputs of
    extractors on pages that were chosen because extractors go wrong on them.
    """
    texts = loss_curve([each for each in judged if each.text.view == "texts"])
    views = loss_curve([each for each in judged if each.text.view in EXTRACTED])
    return [(at, round((a + b) / 2, 5)) for (at, a), (_, b) in zip(texts, views, strict=True)]


def _judged(model: LineModel, texts: Sequence[LabelledText]) -> list[Judged]:
    layouts = [lay_out(text.text) for text in texts]
    batch = make_batch(layouts, [text.title for text in texts])
    return list(judge(texts, model.predict(batch, hint(layouts))))


def _figures(judged: Sequence[Judged], threshold: float) -> dict[str, Any]:
    views = summary(judged, threshold)
    texts = [each for each in judged if each.text.view == "texts"]
    extracted = [each for each in judged if each.text.view in EXTRACTED]
    return {
        "views": views,
        "extracted": count(extracted, threshold).figures(),
        "labels_texts": by_label(texts, threshold) if texts else {},
        "labels_all": by_label(judged, threshold),
    }


FLOOR_F1 = 0.02
FLOOR_LOSS = 0.002


def floors(metrics: Mapping[str, Any]) -> dict[str, float]:
    """Give what a later change must not fall below on the same test texts.

    F1 of junk lines may be lower by `FLOOR_F1`, and the share of good words lost higher by
    `FLOOR_LOSS`, before the tests say no.
    """
    texts = metrics["views"]["texts"]
    return {
        "texts_f1": round(texts["f1"] - FLOOR_F1, 3),
        "texts_loss": round(texts["loss"] + FLOOR_LOSS, 4),
    }


def evaluate_texts(data: Path, quality_filter: QualityFilter) -> dict[str, float]:
    """Measure a filter's line decisions on the test records of `labelled/texts`.

    Returns:
        Figures and counts; see `measures.Counts`.
    """
    texts = [text for text in load_texts(data) if text.test]
    loaded = quality_filter.loaded
    counts = count(_judged(loaded.model, texts), loaded.threshold)
    return counts.figures() | asdict(counts) | {"texts": len(texts)}


def _about(data: Path, recipe: Recipe) -> dict[str, Any]:
    return {
        "labels": list(LINE_LABELS),
        "buckets": BUCKETS,
        "recipe": asdict(recipe),
        "data": {name: _digest(find(data, name)) for name in ("labelled/texts", "labelled/pages")},
        "made_with": {
            "python": platform.python_version(),
            **{name: version(name) for name in ("scikit-learn", "numpy", "scipy")},
            **versions(),
        },
    }


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
