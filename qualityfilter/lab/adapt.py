"""Adapt a line model to what readers said of lines, and say what that made better and worse.

The model stays as it is. What is learnt is a correction that comes last (`lines.corrections`): a
multinomial logistic regression on the hashed words of the corrected lines, with the model's own
chances as its offset and a Gaussian prior around no change. Lines that the model had right already
are in it to be held where they are, and so are the other lines of the same documents.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from qualityfilter.apps.review.files import read_labels
from qualityfilter.apps.review.labels import Decision, Labels, Text
from qualityfilter.core import artifact
from qualityfilter.core.config import Settings
from qualityfilter.core.data import LINE_LABELS
from qualityfilter.core.errors import FloorError, RecordError
from qualityfilter.decide.combine import Policy
from qualityfilter.lab import adapt_card
from qualityfilter.lab.adapt_measures import Comparison, Side, compare
from qualityfilter.lab.build import Say, check_floors
from qualityfilter.lab.corpus import digest, made_with
from qualityfilter.lab.lines import tabulate as table_of
from qualityfilter.lab.lines_data import FOLDS, NUMBERS, UNKNOWN, LabelledText, runs_from
from qualityfilter.lines.corrections import Correction, log_chances
from qualityfilter.lines.features import Features
from qualityfilter.lines.model import KIND, LineModel, from_weights, to_weights
from qualityfilter.pipeline.filter import QualityFilter
from qualityfilter.pipeline.loaded import policy_for
from qualityfilter.rules.scan import Reading
from qualityfilter.text.characters import IntArray
from qualityfilter.text.tokens import FloatArray

PRIOR = 0.0002
"""Precision of the prior around no change.

This, `SURE`, `ALIKE` and the gate of `lines.corrections` were chosen on the training split alone,
on sites that the model had not seen: at each of 40, half of 4 to 11 texts taught, and the other
half and texts of other sites were measured; see `tests.benchmarks.adapting`. From 0.0001 to 0.0005
F1 of junk differs by less than 0.003; more finds less, and less changes more elsewhere.
"""

SURE = 0.8
"""A line that had at least this chance under its own label was right already, and is held where it
is. From 0.8 to 0.97 F1 was the same, at 0.5 lower; a bar of its own for junk won nothing."""

ALIKE = 0.5
"""Lines that nobody judged are held where they are, unless the cosine of their words with those of
a corrected line is more than this: they may be of its kind. From 0.2 to 0.9 F1 was the same; where
all were held, ten judged lines taught less."""


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """The lines of documents that decisions are on, as arrays of one entry a line.

    Attributes:
        texts: the documents, each with the labels of its lines, or UNKNOWN.
        readings: of them.
        features: of the lines.
        rows: their chances as the model has them that is adapted.
        labels: number of each line's label, or UNKNOWN.
        documents: number of the document that each lies in.
    """

    texts: tuple[LabelledText, ...]
    readings: Sequence[Reading]
    features: Features
    rows: FloatArray
    labels: IntArray
    documents: IntArray


def adapt_lines(
    path: Path, out: Path, say: Say, *, start: str | Path = "default", lower_floors: bool = False
) -> str:
    """Adapt a line model to a file of labels and write the artefact.

    Args:
        path: the file of labels.
        out: the artefact's folder.
        say: is told what is going on, and what got better and worse.
        start: the model to adapt, which is trusted: its name, or its folder.
        lower_floors: whether the model is written even if it is worse on lines that it has not
            seen than the one that it was made from, or than the one in the folder.

    Returns:
        The digest of the manifest.

    Raises:
        RecordError: the file cannot be read, or holds decisions on lines of fewer than two
            documents.
        FloorError: the model is worse.
    """
    texts = labelled_texts(read_labels(path))
    if len(texts) < 2:
        raise RecordError(
            f"{path} holds decisions on lines of {len(texts)} document(s); at least two are "
            "needed: what was learnt from some is measured on the others"
        )
    found = artifact.load(start, KIND, trust=True)
    model = from_weights(found.weights)
    lines = tabulate(texts, model)
    say("adapting, and measuring each document by what was learnt from others")
    comparison = cross_validated(lines, policy_for(Settings(), found.manifest["losses"]))
    for line in comparison.told():
        say(line)
    about = _about(path, found, comparison)
    if not lower_floors:
        _check(out, about, comparison)
    taught = learn(lines, np.arange(len(lines.labels)))
    model = replace(model, corrections=(*model.corrections, taught))
    saved = artifact.save(out, KIND, to_weights(model), about)
    adapt_card.write(out, about)
    return saved


def _about(path: Path, found: artifact.Artifact, comparison: Comparison) -> dict[str, Any]:
    """Return the values of the manifest."""
    kept = ("labels", "buckets", "losses", "threshold")
    counts = {name: len(getattr(comparison, name)) for name in ("better", "worse", "other")}
    return {
        **{name: found.manifest[name] for name in kept},
        "adapted": {"from": found.name, "digest": found.digest},
        "data": {"corrections": digest(path)},
        "floors": {f"lines_{name}": comparison.after[name] for name in ("f1", "loss")},
        "metrics": {
            **{name: getattr(comparison, name) for name in ("lines", "documents", "others")},
            **counts,
            "before": comparison.before,
            "after": comparison.after,
            "figures": comparison.figures(),
            "labels": comparison.by_label(),
        },
        "made_with": made_with(),
    }


def _check(out: Path, about: Mapping[str, Any], comparison: Comparison) -> None:
    """Refuse a model that is worse than the one it was made from, or the one in its folder."""
    check_floors(out, about)
    before, after = (each["f1"] for each in (comparison.before, comparison.after))
    if after < before:
        raise FloorError(
            f"on lines that it has not seen the adapted model is worse: F1 of junk {after} (was "
            f"{before}); judge more lines, or see --lower-floors"
        )


def side_by_side(path: Path, before: QualityFilter, after: QualityFilter) -> Iterator[str]:
    """Compare two filters' line decisions on a file of labels, and say it in lines of text.

    Raises:
        RecordError: the file cannot be read, or holds no decision on a line.
    """
    texts = labelled_texts(read_labels(path))
    if not texts:
        raise RecordError(f"{path} holds no decision on a line")
    pair = [each.loaded for each in (before, after)]
    lines = [tabulate(texts, each.lines) for each in pair]
    sides = [Side(mine.rows, each.policy) for mine, each in zip(lines, pair, strict=True)]
    names = (pair[0].provenance.model, pair[1].provenance.model)
    yield from compare(texts, lines[0].readings, *sides).told(names)


def labelled_texts(labels: Labels) -> tuple[LabelledText, ...]:
    """Return the documents of which lines were judged."""
    mine: dict[str, list[Decision]] = {}
    for place, decision in labels.decisions.items():
        if place.aspect == "label":
            mine.setdefault(place.digest, []).append(decision)
    made = (_labelled(labels.texts[name], found) for name, found in mine.items())
    return tuple(text for text in made if any(label != UNKNOWN for _, label in text.runs))


def _labelled(text: Text, decisions: Sequence[Decision]) -> LabelledText:
    """Return each part of a document the label of the shortest decision on it."""
    own = np.full(len(text.text), UNKNOWN)
    for each in sorted(decisions, key=_length, reverse=True):
        own[each.place.start : each.place.end] = NUMBERS[each.labels[0]]
    site = text.source or ""
    return LabelledText(text.digest, site, False, "texts", text.text, text.title, runs_from(own))


def _length(decision: Decision) -> int:
    return decision.place.end - decision.place.start


def tabulate(texts: Sequence[LabelledText], model: LineModel) -> Lines:
    """Compute the features of documents and what a model makes of their lines."""
    table = table_of(texts)
    rows = model.conclude(table.features, model.predict(table.features))
    return Lines(
        tuple(texts),
        table.readings,
        table.features,
        model.corrected(table.features, rows),
        table.labels,
        table.features.documents,
    )


def cross_validated(lines: Lines, policy: Policy) -> Comparison:
    """Compare a model with adapted ones, none of which has seen the document that it judges."""
    folds = min(FOLDS, len(lines.texts))
    order = np.argsort([text.id for text in lines.texts])  # as good as random, and always the same
    fold_of = np.empty(len(order), np.int64)
    fold_of[order] = np.arange(len(order)) % folds
    part = fold_of[lines.documents]
    after = lines.rows.copy()
    for fold in range(folds):
        held = np.flatnonzero(part == fold)
        taught = learn(lines, np.flatnonzero(part != fold))
        after[held] = taught.apply(lines.features.words[held], lines.rows[held])
    return compare(lines.texts, lines.readings, Side(lines.rows, policy), Side(after, policy))


def learn(lines: Lines, chosen: IntArray) -> Correction:
    """Learn a correction from the chosen lines."""
    words = lines.features.words[chosen].matrix
    rows, labels = lines.rows[chosen], lines.labels[chosen]
    known = np.flatnonzero(labels != UNKNOWN)
    wrong = known[rows[known, labels[known]] < SURE]
    found = np.zeros((words.shape[1], len(LINE_LABELS)), np.float32)
    if len(wrong):
        targets = rows.astype(np.float64)
        targets[wrong] = np.eye(len(LINE_LABELS))[labels[wrong]]
        used = np.flatnonzero((labels != UNKNOWN) | (_likeness(words, words[wrong]) <= ALIKE))
        columns = np.unique(words[wrong].indices)
        found[columns] = _fit(words[used][:, columns], log_chances(rows[used]), targets[used])
    return Correction(found)


_AT_ONCE = 4096
"""Lines that are compared with others at a time, so that memory stays bounded."""


def _likeness(words: Any, others: Any) -> npt.NDArray[np.float64]:
    """Return the cosine of each line's words with those of the line that is most like it."""
    starts = range(0, words.shape[0], _AT_ONCE)
    parts = (words[start : start + _AT_ONCE] @ others.T for start in starts)
    return np.concatenate([part.max(axis=1).toarray().ravel() for part in parts])


_STEPS = 200
"""No more steps than this are taken."""


def _fit(
    words: Any, offsets: npt.NDArray[np.float64], targets: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Return the weights at which the targets are likeliest, with the prior.

    Args:
        words: `(lines, columns)`.
        offsets: `(lines, labels)`, the logarithms of the chances as they were.
        targets: `(lines, labels)`, chances as they should be.
    """
    words = words.astype(np.float64)
    shape = words.shape[1], targets.shape[1]

    def loss(flat: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        weights = flat.reshape(shape)
        sums = offsets + words @ weights
        sums -= sums.max(axis=1, keepdims=True)
        raised = np.exp(sums)
        total = raised.sum(axis=1, keepdims=True)
        likelihood = np.vdot(targets, sums) - np.log(total).sum()
        slope = words.T @ (raised / total - targets) + PRIOR * weights
        return float(PRIOR / 2 * flat @ flat - likelihood), slope.ravel()

    start = np.zeros(shape[0] * shape[1])
    options = {"maxiter": _STEPS, "ftol": 1e-7}
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options=options)
    return np.asarray(found.x).reshape(shape)
