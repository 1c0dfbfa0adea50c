"""Build a line model's artefact from data: fit, measure, and write it down."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from qualityfilter.core import artifact
from qualityfilter.core.config import Settings
from qualityfilter.core.data import LINE_LABELS
from qualityfilter.core.errors import FloorError, RecordError
from qualityfilter.decide.combine import Policy
from qualityfilter.lab import card
from qualityfilter.lab.before_after import before_after
from qualityfilter.lab.corpus import digest, find, made_with, records
from qualityfilter.lab.lines import Fitted, Recipe, Table, fit, tabulate
from qualityfilter.lab.lines_data import (
    FOLDS,
    MEASURED,
    LabelledText,
    load_given,
    load_pages,
    load_texts,
    see_all,
    see_pages,
)
from qualityfilter.lab.losses import Losses, learn_losses, tally
from qualityfilter.lab.made_texts import (
    bodies,
    glued,
    marked_down,
    single,
    spliced,
    unbroken,
    with_phrases,
)
from qualityfilter.lab.measures import (
    Pieces,
    by_label,
    calibration_error,
    count,
    judge,
    reliability,
    summary,
)
from qualityfilter.lab.page_build import fit_tags
from qualityfilter.lab.pages import load_marked, page_figures, read_lines
from qualityfilter.lab.topics import load_passages
from qualityfilter.lab.views import PACKAGES, VIEWS, WHOLE_PAGES, check_installed
from qualityfilter.lines.model import KIND, LineModel, to_weights
from qualityfilter.lines.words import BUCKETS
from qualityfilter.pipeline.filter import QualityFilter
from qualityfilter.pipeline.loaded import Loaded, policy_for
from qualityfilter.text.tokens import FloatArray

EXTRACTED = frozenset(VIEWS) - WHOLE_PAGES

OWN_SHARES: Mapping[str, float] = {
    "soup_spaces": 0.34,
    "texts_spaces": 0.4,
    "body_spaces": 0.3,
    "spliced": 0.6,
}
GIVEN_SHARES: Mapping[str, float] = {
    "page": 0.5,
    "readability": 0.5,
    "newspaper4k": 0.5,
    "texts_spaces": 0.3,
    "body_spaces": 0.1,
    "body": 0.15,
    "single": 0.3,
    "spliced": 0.3,
    "phrases": 0.4,
    "markdown": 0.4,
}
"""The share of the texts of each view that teach: more of those whose lines come again elsewhere
would only cost time. First of texts that are measured, then of those read for the model."""

PUBLISHED = frozenset({"random", "only", ""})
"""Samples of texts that are like what users hand in; the others were chosen for being hard."""

Say = Callable[[str], object]


def build_lines(
    data: Path, out: Path, say: Say, recipe: Recipe | None = None, *, lower_floors: bool = False
) -> str:
    """Train the line model on a folder of data and write its artefact.

    Args:
        data: the folder that holds `labelled/texts`, `labelled/pages` and `pages/`; see the docs
            for what their records hold. Records whose `split` is `test` are measured once and
            never trained on.
        out: the artefact's folder.
        say: is told what is going on.
        recipe: how to fit; the default is what cross-validation chose.
        lower_floors: whether the model may be worse than the one in the folder.

    Returns:
        The digest of the manifest, by which a release pins its models.

    Raises:
        RecordError: the data is missing or cannot be read.
        UsageError: an extractor is not installed.
        FloorError: the model is worse than the one in the folder, on the same data.
    """
    recipe = recipe or Recipe()
    if not find(data, "labelled/texts").exists():
        raise RecordError(f"{data} has no labelled/texts.jsonl or labelled/texts.jsonl.zst")
    check_installed()
    say("running the extractors over the labelled pages")
    known = load(data, out)
    say(f"computing the features of {len(known.train)} texts")
    table = tabulate(known.train)
    say(f"fitting on {len(table.labels)} pieces, cross-fitted by site")
    fitted = fit(table, recipe, load_passages(data))
    metrics, model = measure(data, known, table, fitted, say)
    about = _about(data, recipe) | metrics
    if not lower_floors:
        check_floors(out, about)
    saved = artifact.save(out, KIND, to_weights(model), about)
    card.write(out, about)
    return saved


def measure(
    data: Path, known: Known, table: Table, fitted: Fitted, say: Say
) -> tuple[dict[str, Any], LineModel]:
    """Measure what was fitted, and fit the stage that reads tags.

    Returns:
        What the manifest says of it, and the model.
    """
    say("measuring")
    measured = _Measured.of(table, fitted.probabilities, known.measured)
    losses = _losses(measured)
    policy = policy_for(Settings(), losses)
    stage, page_metrics = fit_tags(data, fitted, known.pages, say)
    test = _Measured.by(fitted.models[-1], known.test) if known.test else None
    metrics: dict[str, Any] = {
        "pages": page_metrics,
        "out_of_fold": measured.figures(policy),
        "max_loss": [_at(measured, losses, share) for share in SHARES_LOST],
        "calibration_error": measured.calibration_error(),
        "reliability": reliability(measured.pieces.chances, measured.pieces.labels),
        "test": test.figures(policy) if test else {},
    }
    about = {
        "learnt_from": {"labelled": int(known.measured.sum()), "given": known.given},
        "losses": losses,
        "threshold": policy.threshold,
        "metrics": metrics,
        "floors": floors(metrics["test"]) if test else {},
    }
    return about, replace(fitted.models[-1], pages=stage)


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """The texts to learn from and to measure on.

    Attributes:
        train: those of the training split, and texts made of them.
        measured: whether each of these is measured out of fold.
        test: those of the test split.
        given: how many records were read for this model.
        pages: those of them that are pages, as records like those of `labelled/pages`.
    """

    train: list[LabelledText]
    measured: npt.NDArray[np.bool_]
    test: list[LabelledText]
    given: int
    pages: list[dict[str, Any]]


def load(data: Path, folder: Path) -> Known:
    """Load every labelled text, page and view of a page below `data`, and make some more."""
    views = see_pages(data, folder)
    labelled = [*load_texts(data), *load_pages(data, views)]
    train, test = ([text for text in labelled if text.test is part] for part in (False, True))
    more, pages = load_given(data, folder, views)
    given = len({text.id for text in more})
    own, taught = _some(make(train), OWN_SHARES), _some(make(more), GIVEN_SHARES)
    measured = np.arange(len(own) + len(taught)) < len(own)
    return Known([*own, *taught], measured, [*test, *bodies(test)], given, pages)


def _some(texts: Sequence[LabelledText], shares: Mapping[str, float]) -> list[LabelledText]:
    """A share of the texts of each view, always the same ones."""
    return [
        text
        for text in texts
        if zlib.crc32(f"{text.id}{text.view}".encode()) % 1000 < 1000 * shares.get(text.view, 1.0)
    ]


def make(texts: Sequence[LabelledText]) -> list[LabelledText]:
    """The texts, and those made of them; see `made_texts`."""
    alone = list(bodies(texts))
    phrases = list(with_phrases(alone))
    return [
        *texts,
        *alone,
        *single(alone),
        *spliced(texts),
        *unbroken([*texts, *alone]),
        *glued(texts),
        *phrases,
        *marked_down([*texts, *phrases]),
    ]


@dataclass(frozen=True, slots=True, eq=False)
class _Measured:
    """Texts and what a model makes of them.

    Attributes:
        texts: the texts.
        table: of them.
        pieces: of them.
    """

    texts: Sequence[LabelledText]
    table: Table
    pieces: Pieces

    @classmethod
    def of(cls, table: Table, rows: FloatArray, chosen: npt.NDArray[np.bool_]) -> _Measured:
        """Some of a table's texts, the first ones of it, with chances out of fold."""
        many = int(chosen.sum())
        texts, readings = table.texts[:many], table.readings[:many]
        mine = rows[: sum(len(reading.layout.starts) for reading in readings)]
        return cls(texts, table, judge(texts, readings, mine))

    @classmethod
    def by(cls, model: LineModel, texts: Sequence[LabelledText]) -> _Measured:
        """Texts that a model has not seen."""
        table = tabulate(texts)
        rows = model.conclude(table.features, model.predict(table.features))
        return cls(
            texts, table, judge(texts, table.readings, model.corrected(table.features, rows))
        )

    @property
    def views(self) -> list[str]:
        """The view of each text; texts that were chosen for being hard apart."""
        return [
            text.view if text.sample in PUBLISHED else f"{text.view}_{text.sample}"
            for text in self.texts
        ]

    def calibration_error(self) -> float:
        """Of the chance of junk in texts as scrapers gave them."""
        natural = np.array([view == "texts" for view in self.views])[self.pieces.texts]
        return calibration_error(self.pieces.chances[natural], self.pieces.labels[natural])

    def figures(self, policy: Policy) -> dict[str, Any]:
        """All figures at a policy."""
        views = self.views
        cut, ends = self.pieces.cut(policy), np.cumsum(np.bincount(self.pieces.texts))[:-1]
        layouts = [reading.layout for reading in self.table.readings[: len(self.texts)]]
        labels = np.split(self.pieces.labels, ends)
        return {
            "views": summary(self.pieces, views, policy),
            "before_after": before_after(
                self.texts, views, layouts, [each.tolist() for each in labels], np.split(cut, ends)
            ),
            "extracted": count(self.pieces, policy, np.isin(views, sorted(EXTRACTED))).figures(),
            "labels": by_label(self.pieces, policy),
        }


LOSING = ("texts", "extracted", "body")
"""Kinds of input whose losses are looked at each by itself: outputs of scrapers, of extractors on
pages that were chosen because extractors go wrong on them, and bodies alone."""


def _losses(measured: _Measured) -> Losses:
    """What may be cut at what loss of good words of each of `LOSING`.

    What is taken for a whole page is left out: there more is lost, whatever the caller can bear.
    """
    pieces, views = measured.pieces, np.array(measured.views)
    plain = pieces.pages == 0
    kinds = [
        plain & (np.isin(views, sorted(EXTRACTED)) if kind == "extracted" else views == kind)
        for kind in LOSING
    ]
    folds = np.array([text.fold for text in measured.texts])
    return learn_losses(tally(pieces, folds, kinds))


SHARES_LOST = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02)
"""Values of `max_loss` that are measured."""


def _at(measured: _Measured, losses: Losses, max_loss: float) -> dict[str, Any]:
    """What a `max_loss` loses of each of `LOSING`, and finds in outputs of scrapers."""
    policy = policy_for(Settings(max_loss=max_loss), losses)
    lost = next((lost for bars, lost in losses if bars == policy.bars), [0.0] * len(LOSING))
    found = count(measured.pieces, policy, np.array(measured.views) == "texts").figures()
    return {
        "max_loss": max_loss,
        "threshold": policy.threshold,
        "lost": lost,
        **{name: found[name] for name in ("recall", "words")},
    }


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
    """Return whether a figure is worse than its floor; of losses less is better."""
    return value > before if name.endswith("loss") else value < before


FLOOR_F1 = 0.02
FLOOR_LOSS = 0.002
FLOOR_AFTER = 0.01


def floors(metrics: Mapping[str, Any]) -> dict[str, float]:
    """What a later change must not fall below on the same test texts.

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
    pages = [each for each in records(data, "labelled/pages") if (each["split"] == "test") is test]
    views = see_all(data, dict.fromkeys((page["id"] for page in pages), MEASURED))
    texts = [*load_texts(data), *load_pages(data, views)]
    chosen = [text for text in texts if text.test is test]
    if not chosen:
        raise RecordError(f"{data} has no labelled {'test' if test else 'train'} records")
    loaded = quality_filter.loaded
    found = _Measured.by(loaded.lines, chosen).figures(loaded.policy)
    return {
        "views": found["views"],
        "before_after": found["before_after"],
        "pages": _evaluated_pages(data, loaded, test=test) if views else {},
    }


def _evaluated_pages(data: Path, loaded: Loaded, *, test: bool) -> dict[str, Any]:
    """Measure what is left of labelled pages whose tags are asked; nothing if none has HTML."""
    stage = loaded.lines.pages
    chosen = [page for page in load_marked(data) if page.test is test]
    if stage is None or not chosen:
        return {}
    lines = read_lines(chosen, [loaded.lines] * (FOLDS + 1))
    rows = stage.revise(lines.features, lines.rows, lines.marks)
    return page_figures(chosen, loaded.lines.corrected(lines.features, rows), loaded.policy)


def _about(data: Path, recipe: Recipe) -> dict[str, Any]:
    names = ("labelled/texts", "labelled/texts-2", "labelled/pages")
    return {
        "labels": list(LINE_LABELS),
        "buckets": BUCKETS,
        "recipe": asdict(recipe),
        "data": {name: digest(path) for name in names if (path := find(data, name)).exists()},
        "made_with": made_with(*PACKAGES),
    }
