"""Label pages that nobody has read, by what many witnesses say of their lines.

Of a line of a whole page the line model says one thing, each extractor that takes or leaves it
another, and the page's own gold, where it has some, a third. A boosted forest learns from the
pages that were read whom to believe; lines that it is sure of get labels, the others none.
Pages so labelled teach the model what a line's words and neighbours mean on more sites (the
model is its own teacher: Xie et al., "Self-training with Noisy Student", CVPR 2020).
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from scipy import sparse
from sklearn.ensemble import HistGradientBoostingClassifier

from qualityfilter.characters import IntArray
from qualityfilter.data import ARTICLE_LABELS
from qualityfilter.lines.batch import make_batch
from qualityfilter.lines.features import Features, featurize
from qualityfilter.lines.tokens import FloatArray
from qualityfilter.segments import lay_out
from qualityfilter.training.corpus import records
from qualityfilter.training.lines import Fitted, Table, hint, tabulate
from qualityfilter.training.lines_data import (
    FOLDS,
    UNKNOWN,
    LabelledText,
    Matcher,
    fold_of,
    words_of,
)
from qualityfilter.training.views import VIEWS, WHOLE, WHOLE_PAGES, see

WITNESSES = tuple(view for view in VIEWS if view not in WHOLE_PAGES)

GOLD = ("body", "comments", "keep", "drop")
"""Fields of a page's record that say what is article and what is not."""

SURE = 0.9
"""A line gets a label if the chance that it is junk, or that it is not, is at least this."""

TRUST = 0.1
"""How much a line so labelled counts beside one that was read."""

THIRD = 3
"""The first stage, which sees words alone, is taught by one in so many of the pages."""

_ARTICLE = len(ARTICLE_LABELS)


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A page with what is known of it.

    Attributes:
        id: of its record.
        site: registered domain, or the id.
        source: number of the corpus that it comes from.
        views: what extractors made of it, by name.
        gold: some of the texts named by `GOLD`.
        lang: ISO 639-1 code, empty where it is not known.
    """

    id: str
    site: str
    source: int
    views: Mapping[str, str]
    gold: Mapping[str, str]
    lang: str

    @property
    def fold(self) -> int:
        """The part of cross-validation that its site belongs to."""
        return fold_of(self.site)


def load_unread(data: Path, texts: Sequence[LabelledText]) -> tuple[list[Page], list[Page]]:
    """Load the training pages of the corpora from which some were read.

    Args:
        data: the folder that holds `labelled/` and `pages/`.
        texts: the labelled texts, views of pages among them.

    Returns:
        Those that were read, and those that were not.
    """
    labelled = {record["id"]: record["source"] for record in records(data, "labelled/pages")}
    sources = sorted(set(labelled.values()))
    seen: dict[str, dict[str, str]] = {}
    for text in texts:
        if not text.test and text.view in (*WITNESSES, WHOLE):
            seen.setdefault(text.id, {})[text.view] = text.text
    read, unread = [], []
    for number, source in enumerate(sources):
        for record in records(data, f"pages/{source}"):
            if record["id"] in seen:
                read.append(_page(record, number, seen[record["id"]]))
            elif record["id"] not in labelled and record.get("split") == "train":
                unread.append((record, number))
    views = Parallel(n_jobs=-1, batch_size=8)(delayed(_see)(record["html"]) for record, _ in unread)
    pages = [_page(*each, found) for each, found in zip(unread, views, strict=True)]
    return [page for page in read if WHOLE in page.views], [
        page for page in pages if WHOLE in page.views
    ]


def _see(html: str) -> dict[str, str]:
    return {view: text for view, text in see(html).items() if view in (*WITNESSES, WHOLE)}


def _page(record: Mapping[str, Any], source: int, views: Mapping[str, str]) -> Page:
    gold = {name: _joined(record[name]) for name in GOLD if record.get(name)}
    site, lang = record["site"] or record["id"], record.get("lang") or ""
    return Page(record["id"], site, source, views, gold, lang)


def _joined(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else "\n".join(value)


def joined(table: Table, *lessons: Lesson) -> tuple[Table, list[IntArray]]:
    """Put more lines to learn from after lines that are measured, too.

    Returns:
        The table, in which only the latter have labels, and the labels to train each part on; see
        `lines.fit`.
    """
    labels = [table.labels] * (FOLDS + 1)
    for lesson in lessons:
        table = _put_after(table, lesson.table)
        labels = [np.concatenate(both) for both in zip(labels, lesson.labels, strict=True)]
    return table, labels


def _put_after(table: Table, more: Table) -> Table:
    features, others = table.features, more.features
    after = features.documents[-1] + 1 + others.documents
    unknown = np.full(len(more.labels), UNKNOWN)
    return Table(
        features=Features(
            words=sparse.vstack([features.words, others.words], format="csr"),
            shape=np.concatenate([features.shape, others.shape]),
            place=np.concatenate([features.place, others.place]),
            documents=np.concatenate([features.documents, after]),
        ),
        labels=np.concatenate([table.labels, unknown]),
        weights=np.concatenate([table.weights, more.weights]),
        folds=np.concatenate([table.folds, more.folds]),
        hinted=np.concatenate([table.hinted, more.hinted]),
        first=np.concatenate([table.first, more.first]),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """Lines to learn from that nothing is measured on.

    Attributes:
        table: their features; its own labels are those of the last part.
        labels: for each part of cross-validation labels that no line of that part had a hand
            in, and last those of all.
    """

    table: Table
    labels: Sequence[IntArray]


@dataclass(frozen=True, slots=True, eq=False)
class Silver:
    """Pages labelled by witnesses.

    Attributes:
        lesson: their lines, in all views.
        whole: the pages, each with the labels of the lines of its view WHOLE for each part of
            cross-validation, as a lesson has them.
    """

    lesson: Lesson
    whole: Sequence[tuple[Page, Sequence[IntArray]]]


def silver(
    texts: Sequence[LabelledText], fitted: Fitted, read: Sequence[Page], unread: Sequence[Page]
) -> Silver:
    """Label the lines of pages that were not read.

    Args:
        texts: the labelled training texts that `fitted` was fitted on, in their order.
        fitted: the teacher.
        read: pages that were read, from `load_unread`.
        unread: pages that were not.
    """
    judges = _judges(texts, fitted, read)
    layouts = [lay_out(page.views[WHOLE]) for page in unread]
    lines, hinted = featurize(make_batch(layouts, [""] * len(layouts))), hint(layouts)
    heard = np.concatenate(_hear(unread))
    labels = []
    for judge, model in zip(judges, fitted.models, strict=True):
        rows = model.predict(lines, hinted)
        labels.append(_label(rows, judge.predict_proba(np.column_stack([rows, heard]))[:, 1]))
    ends = np.cumsum([len(layout.starts) for layout in layouts])[:-1]
    per_page = list(zip(*(np.split(each, ends) for each in labels), strict=True))
    made = Parallel(n_jobs=-1, batch_size=8)(
        delayed(spread)(page, own) for page, own in zip(unread, per_page, strict=True)
    )
    found = [text for page, _ in made for text in page]
    table = tabulate(found)
    counts = [len(text.labels) for text in found]
    first = [text.view == WHOLE and zlib.crc32(text.id.encode()) % THIRD == 0 for text in found]
    parts = zip(*(labels for _, labels in made), strict=True)
    table = replace(table, weights=table.weights * TRUST, first=np.repeat(first, counts))
    lesson = Lesson(table, [np.concatenate(part) for part in parts])
    return Silver(lesson, list(zip(unread, per_page, strict=True)))


def _judges(
    texts: Sequence[LabelledText], fitted: Fitted, read: Sequence[Page]
) -> list[HistGradientBoostingClassifier]:
    """Learn whom to believe: once without each part of cross-validation, and once from all."""
    starts = np.cumsum([0, *(len(text.labels) for text in texts)])
    place = {text.id: at for at, text in enumerate(texts) if text.view == WHOLE}
    known = [page for page in read if page.id in place]
    rows = [np.arange(starts[place[page.id]], starts[place[page.id] + 1]) for page in known]
    columns = np.column_stack(
        [fitted.probabilities[np.concatenate(rows)], np.concatenate(_hear(known))]
    )
    labels = np.concatenate([texts[place[page.id]].labels for page in known])
    folds = np.repeat([page.fold for page in known], list(map(len, rows)))
    usable = labels != UNKNOWN
    return [
        HistGradientBoostingClassifier(
            learning_rate=0.08, max_iter=150, max_leaf_nodes=15, min_samples_leaf=60, random_state=0
        ).fit(columns[usable & (folds != part)], labels[usable & (folds != part)] >= _ARTICLE)
        for part in range(FOLDS + 1)
    ]


def _label(rows: FloatArray, junk: FloatArray) -> IntArray:
    """Give sure lines the model's likeliest label on the side that the witnesses chose."""
    bad = _ARTICLE + rows[:, _ARTICLE:].argmax(axis=1)
    good = rows[:, :_ARTICLE].argmax(axis=1)
    return np.where(junk >= SURE, bad, np.where(junk <= 1 - SURE, good, UNKNOWN))


def _hear(pages: Sequence[Page]) -> list[FloatArray]:
    return list(Parallel(n_jobs=-1, batch_size=8)(delayed(witnessed)(page) for page in pages))


def witnessed(page: Page) -> FloatArray:
    """Give what is known of each line of a whole page, `(lines, columns)`.

    A column for each witness and each kind of gold holds the share of the line's runs of three
    words that stand in it, 0 to 1, or -1 where the page has none; then come the page's source
    and the logarithm of the line's length.
    """
    lines = [words_of(line) for line in lay_out(page.views[WHOLE]).contents]
    columns = [_shared(lines, page.views.get(view)) for view in WITNESSES]
    columns += [_shared(lines, page.gold.get(name)) for name in GOLD]
    columns.append(np.full(len(lines), page.source))
    columns.append(np.log1p([len(line) for line in lines]))
    return np.column_stack(columns).astype(np.float32)


def _shared(lines: Sequence[Sequence[str]], text: str | None) -> FloatArray:
    if text is None:
        return np.full(len(lines), -1, np.float32)
    theirs = [words_of(line) for line in text.splitlines()]
    words = [word for line in theirs for word in line]
    runs, whole = set(_threes(words)), set(map(tuple, theirs))
    return np.array([_share(line, runs, whole) for line in lines], np.float32)


def _share(line: Sequence[str], runs: set[tuple[str, ...]], whole: set[tuple[str, ...]]) -> float:
    own = _threes(line)
    if not own:
        return float(tuple(line) in whole)
    return sum(run in runs for run in own) / len(own)


def _threes(words: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(words, words[1:], words[2:], strict=False))


def spread(page: Page, labels: Sequence[IntArray]) -> tuple[list[LabelledText], list[IntArray]]:
    """Label every view of a page by its whole text: once for each part, and as texts by the last.

    Args:
        page: the page.
        labels: for each part, of each line of the whole text, or UNKNOWN.

    Returns:
        A text for each view, and for each part the labels of all their lines.
    """
    texts, found = [], []
    for view, text in page.views.items():
        own = list(labels) if view == WHOLE else [seen(page, text, each) for each in labels]
        last = tuple(own[-1].tolist())
        texts.append(LabelledText(page.id, page.site, False, view, text, "", last))
        found.append(own)
    return texts, [np.concatenate(part) for part in zip(*found, strict=True)]


def seen(page: Page, text: str, labels: IntArray) -> IntArray:
    """Label the lines of a view by those of the whole text.

    What matches a line of unknown label is unknown too.
    """
    lines = lay_out(page.views[WHOLE]).contents
    matcher = Matcher(zip(lines, (labels - UNKNOWN).tolist(), strict=True))
    return np.maximum(np.array(matcher.match(text), np.int64) + UNKNOWN, UNKNOWN)
