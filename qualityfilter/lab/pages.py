"""Fit the stage of the line model that reads tags, on labelled pages with their HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed

from qualityfilter.core.data import ARTICLE_LABELS, LINE_LABELS, Document, Page
from qualityfilter.core.errors import ContentError
from qualityfilter.decide.combine import Judged, Policy, decide, other_stories
from qualityfilter.lab.before_after import left, likeness
from qualityfilter.lab.corpus import find, read_jsonl
from qualityfilter.lab.lines import Lesson, Recipe, fit_alone, fit_together
from qualityfilter.lab.lines_data import (
    FOLDS,
    NUMBERS,
    UNKNOWN,
    Matcher,
    fold_of,
    html_of,
    page_records,
)
from qualityfilter.lab.shingles import overlap, words
from qualityfilter.lines.batch import make_batch
from qualityfilter.lines.features import Features, featurize
from qualityfilter.lines.markup import BUCKETS, Markup, markup
from qualityfilter.lines.model import LineModel, sparse_with
from qualityfilter.lines.pages import PageStage, page_columns
from qualityfilter.lines.stages import predict_alone
from qualityfilter.pages.webpage import read_page
from qualityfilter.rules.library import rule_set
from qualityfilter.rules.repeats import LONG, repeats
from qualityfilter.rules.scan import Reading, read
from qualityfilter.text.characters import IntArray
from qualityfilter.text.segments import SegmentedText
from qualityfilter.text.tokens import FloatArray

WEIGHTS = {"read": 1.0, "excerpt": 0.2, "body": 0.3}
"""How much a line of a page counts. Excerpts teach the perceptrons alone: of tags by themselves
there is too little in them. Pages of which only the body is known are old, and of few languages."""

BODIES = ("daniel",)
"""Corpora whose pages have a body that was written by hand, and no labels of lines."""

ARTICLE = 2.0
"""How much more lines of the body count on such pages: what stands around them is of sites that
are much alike, and there is ten times as much of it."""

_WHOLE = (0.85, 1.2)
"""A body is that of its page if the page's lines hold this share of its words."""

RECIPE = Recipe(penalty=1.0, units=48, members=3, rows=300_000, epochs=6, decay=0.1)
"""What cross-validation chose."""


@dataclass(frozen=True, slots=True, eq=False)
class Marked:
    """A labelled page, read with its tags.

    Attributes:
        document: what `read_page` gives.
        reading: of its text.
        site: registered domain; the record's id where it has none.
        test: whether the record belongs to the test split.
        labels: number of the label of each piece, or UNKNOWN.
        body: the labelled body's lines, each once.
        origin: whether it was read, or is an excerpt of one that was, or only its body is known.
    """

    document: Document
    reading: Reading
    site: str
    test: bool
    labels: IntArray
    body: Sequence[str]
    origin: Literal["read", "excerpt", "body"] = "read"

    @property
    def layout(self) -> SegmentedText:
        """Of the text."""
        return self.reading.layout


def load_marked(data: Path) -> list[Marked]:
    """Read the hand-labelled pages below `data` that have HTML."""
    return read_marked(data, read_jsonl(find(data, "labelled/pages")))


def read_marked(data: Path, pages: Iterable[Mapping[str, Any]]) -> list[Marked]:
    """Read the HTML of pages, given as records like those of `labelled/pages`."""
    records = {record["id"]: record for record in pages}
    html = html_of(data, records)
    made = Parallel(n_jobs=-1)(
        delayed(_marked)(record, html[key]) for key, record in records.items() if key in html
    )
    return [page for page in made if page is not None]


def _marked(record: Mapping[str, Any], html: str) -> Marked | None:
    try:
        document = read_page(Page(html, id=record["id"]))
    except ContentError:
        return None
    lines = [" ".join(line.split()) for line in record["lines"][1:]]
    labels = [NUMBERS[label] for label in record["labels"][1:]]
    kept = [(line, label) for line, label in zip(lines, labels, strict=True) if line]
    (reading,) = read(rule_set(), [document.text])
    return Marked(
        document=document,
        reading=reading,
        site=record["site"] or record["id"],
        test=record["split"] == "test",
        labels=np.array(Matcher(kept).match(reading.layout.contents), dtype=np.int64),
        body=told_once([line for line, label in kept if label == 0]),
    )


def told_once(lines: Sequence[str]) -> list[str]:
    """The lines of a body, each paragraph once: labels do not say what is given again."""
    ranges = [(at, at + 1) for at in range(len(lines))]
    found = repeats(lines, ranges, "", rule_set().scores)
    again = {
        each.start
        for each in found
        if each.source == "repeat.long" or len(lines[each.start]) >= LONG
    }
    return [line for at, line in enumerate(lines) if at not in again]


def load_bodies(data: Path) -> list[Marked]:
    """Read the training pages below `data` of which only the body is known.

    Its lines are labelled. All others are junk of a kind that is not known.
    """
    chosen = [
        record
        for corpus, record in page_records(data)
        if corpus in BODIES and record["split"] == "train" and record["body"]
    ]
    made = Parallel(n_jobs=-1)(delayed(_bodied)(record) for record in chosen)
    return [page for page in made if page is not None]


def _bodied(record: Mapping[str, Any]) -> Marked | None:
    """Label the lines of a page's body, whose first one is its title; None if it is not there."""
    named = ["headline", *["body"] * (len(record["body"]) - 1)]
    # a page's lines begin with its `<title>`, which is left out
    page = _marked(
        {**record, "lines": ["", *record["body"]], "labels": ["", *named]}, record["html"]
    )
    if page is None:
        return None
    folded, found = page.layout.folded, page.labels == NUMBERS["body"]
    ranges = np.array(page.layout.ranges).reshape(-1, 2)[found].tolist()
    held = sum(len(words(folded[start:end])) for start, end in ranges)
    share = held / max(len(_body(page)), 1)
    return replace(page, origin="body") if _WHOLE[0] <= share <= _WHOLE[1] else None


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """The lines of some pages.

    Attributes:
        features: of them.
        marks: their markup.
        rows: what the line model makes of them as plain text.
    """

    features: Features
    marks: Markup
    rows: FloatArray


def read_lines(pages: Sequence[Marked], models: Sequence[LineModel]) -> Lines:
    """Put the lines of pages together, each judged by a line model that has not seen its site.

    Args:
        pages: the pages.
        models: one for each part of cross-validation, and last one fitted on all.
    """
    readings = [page.reading for page in pages]
    titles = [page.document.title or "" for page in pages]
    features = featurize(make_batch(rule_set(), readings, titles))
    parts = np.array([FOLDS if page.test else fold_of(page.site) for page in pages])
    rows = np.zeros((len(features.documents), len(LINE_LABELS)), np.float32)
    for part in np.unique(parts).tolist():
        mine = np.flatnonzero((parts == part)[features.documents])
        rows[mine] = models[part].predict(features.rows(mine)).together
    layouts = [reading.layout for reading in readings]
    return Lines(features, markup(layouts, [page.document.blocks for page in pages]), rows)


@dataclass(frozen=True, slots=True, eq=False)
class FittedPages:
    """What was fitted.

    Attributes:
        stages: one without each part of cross-validation, and last one of all.
        rows: what they make of the lines of sites that they had not seen.
    """

    stages: tuple[PageStage, ...]
    rows: FloatArray


def fit_pages(pages: Sequence[Marked], lines: Lines, recipe: Recipe = RECIPE) -> FittedPages:
    """Fit the stage, cross-fitted by site.

    Args:
        pages: training pages.
        lines: theirs.
        recipe: how.
    """
    documents = lines.features.documents
    marked = lines.marks.as_features(documents)
    table = _lesson(pages, lines, marked)
    folds = table.folds
    parts = [np.flatnonzero(folds != part) for part in range(FOLDS + 1)]
    held = [np.flatnonzero(folds == part) for part in range(FOLDS)]
    matrix = sparse_with(marked)
    alone = Parallel(n_jobs=-1)(
        delayed(fit_alone)(matrix, table, part, recipe, BUCKETS) for part in parts
    )
    told = np.zeros_like(lines.rows)
    for weights, out in zip(alone, held, strict=False):
        told[out] = predict_alone(weights, marked.rows(out))
    columns = page_columns(lines.features, lines.rows, lines.marks, told)
    together = [fit_together(columns.__getitem__, table, part, recipe) for part in parts]
    stages = tuple(map(PageStage, alone, together))
    rows = np.zeros_like(lines.rows)
    for stage, out in zip(stages, held, strict=False):
        rows[out] = stage.revise(lines.features.rows(out), lines.rows[out], lines.marks.rows(out))
    return FittedPages(stages, rows)


def _lesson(pages: Sequence[Marked], lines: Lines, marked: Features) -> Lesson:
    """The pieces of pages with what they are, to learn from."""
    documents = lines.features.documents
    origins = np.array([page.origin for page in pages])[documents]
    labels = np.concatenate([page.labels for page in pages])
    weights = np.array([WEIGHTS[origin] for origin in origins])
    known = origins == "body"
    around = known & (labels == UNKNOWN)
    first = len(ARTICLE_LABELS)
    labels[around] = first + lines.rows[around, first:].argmax(axis=1)
    weights[known & (labels < first)] *= ARTICLE
    return Lesson(
        features=marked,
        labels=labels,
        weights=weights,
        folds=np.array([fold_of(page.site) for page in pages])[documents],
        first=origins != "excerpt",
    )


def page_figures(pages: Sequence[Marked], rows: FloatArray, policy: Policy) -> dict[str, Any]:
    """Compare what is left of pages with their labelled bodies.

    Args:
        pages: the pages.
        rows: the chances of their pieces, one page after the other.
        policy: what is cut.

    Returns:
        `pages`; mean `precision` and `recall` of shingles, their `f1` with its 95 % `interval`,
        all 0 to 1, higher is better; `nothing`, pages of which nothing is left though they have
        a body; `cut_short`, pages that lose more than a tenth of their body.
    """
    pairs = [
        overlap(left(page.layout, page.labels.tolist(), cut), _body(page))
        for page, cut in zip(pages, falling(pages, rows, policy), strict=True)
    ]
    sites = [page.site for page in pages]
    return {"pages": len(pages)} | likeness(pairs, sites) | _faults(pairs, pages)


def falling(
    pages: Sequence[Marked], rows: FloatArray, policy: Policy
) -> Iterator[npt.NDArray[np.bool_]]:
    """Whether each piece of each page falls, as the filter decides."""
    sizes = np.cumsum([len(page.layout.starts) for page in pages])[:-1]
    for page, mine in zip(pages, np.split(rows, sizes), strict=True):
        title, others = page.document.title or "", other_stories(page.document.blocks)
        judged = Judged(page.reading, title, mine, others=others, tagged=True)
        pieces = decide(judged, rule_set(), policy)
        yield np.isin(page.layout.starts, [piece.start for piece in pieces])


def _faults(pairs: Sequence[tuple[float, float]], pages: Sequence[Marked]) -> dict[str, int]:
    real = [recall for (_, recall), page in zip(pairs, pages, strict=True) if page.body]
    return {
        "nothing": sum(recall == 0 for recall in real),
        "cut_short": sum(recall < 0.9 for recall in real),
    }


def _body(page: Marked) -> list[str]:
    return [word for line in page.body for word in words(line)]
