"""How good decisions are: junk lines found, junk words gone, good words lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from qualityfilter.core.data import ARTICLE_LABELS, LINE_LABELS
from qualityfilter.decide.combine import Policy, either
from qualityfilter.lab.lines_data import UNKNOWN, LabelledText, line_labels
from qualityfilter.lines.junk import junk_chances
from qualityfilter.lines.zone import page_likeness
from qualityfilter.rules.library import rule_set
from qualityfilter.rules.repeats import repeats
from qualityfilter.rules.scan import Reading
from qualityfilter.text.characters import IntArray
from qualityfilter.text.tokens import DoubleArray, FloatArray

GONE = 0.95
"""A junk line is found if at least this share of its characters is cut; a line of the article is
cut wrongly if more than the rest is."""

_ARTICLE = len(ARTICLE_LABELS)


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """The pieces of judged texts, as arrays of one entry a piece, and one a line or a text.

    Attributes:
        texts: number of the text of each piece.
        lines: number of the line of each piece, over all texts.
        labels: of each piece, or UNKNOWN.
        words: of each piece.
        sizes: characters of each piece.
        chances: of junk, repeats taken in.
        likeliest: the label of junk that each piece most likely has.
        copies: whether a piece repeats an earlier one: its first copy is counted alone.
        line_labels: of each line, or UNKNOWN.
        pages: how far each text is a whole page, 0 to 1.
        sites: number of the site of each text.
    """

    texts: IntArray
    lines: IntArray
    labels: IntArray
    words: IntArray
    sizes: IntArray
    chances: DoubleArray
    likeliest: IntArray
    copies: npt.NDArray[np.bool_]
    line_labels: IntArray
    pages: DoubleArray
    sites: IntArray

    def cut(self, policy: Policy) -> npt.NDArray[np.bool_]:
        """Whether each piece falls."""
        bars = np.array([policy.bars_on(page) for page in self.pages.tolist()])
        return np.asarray(self.chances >= bars[self.texts, self.likeliest - _ARTICLE])


@dataclass(frozen=True, slots=True)
class Counts:
    """Sums over texts, from which the figures follow.

    Attributes:
        junk: junk lines.
        right: junk lines found.
        wrong: lines of the article that were cut, or cut into.
        junk_words: words of junk.
        gone: words of junk that were cut.
        named: those cut under their own label.
        words: words of the article, its headline left out.
        lost: words of the article that were cut.
    """

    junk: int
    right: int
    wrong: int
    junk_words: int
    gone: int
    named: int
    words: int
    lost: int

    def figures(self) -> dict[str, float]:
        """The figures, each 0 to 1.

        Precision, recall and F1 of junk lines; `words`, the share of junk words that are gone, and
        `label`, of these those under their own label; `loss`, the share of good words lost.
        """
        precision = self.right / max(self.right + self.wrong, 1)
        recall = self.right / max(self.junk, 1)
        return {
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(2 * precision * recall / max(precision + recall, 1e-9), 4),
            "words": round(self.gone / max(self.junk_words, 1), 4),
            "label": round(self.named / max(self.gone, 1), 4),
            "loss": round(self.lost / max(self.words, 1), 5),
        }


def judge(texts: Sequence[LabelledText], readings: Sequence[Reading], rows: FloatArray) -> Pieces:
    """Put together what is decided on in labelled texts.

    Args:
        texts: the texts.
        readings: of them.
        rows: probabilities of all their pieces, one text after another, as the last stage or the
            tags of pages have them.
    """
    layouts = [reading.layout for reading in readings]
    ends = np.cumsum([len(layout.starts) for layout in layouts])[:-1]
    split = np.split(rows, ends)
    chances, copies = [], []
    for text, layout, mine in zip(texts, layouts, split, strict=True):
        found = repeats(layout.contents, layout.ranges, text.title, rule_set().scores)
        own = junk_chances(mine)
        copied = np.zeros(len(own), bool)
        for each in found:
            at = int(np.searchsorted(layout.starts, each.start))
            own[at] = either(float(own[at]), [each])
            copied[at] |= each.label == "duplicate"
        chances.append(own)
        copies.append(copied)
    firsts = np.cumsum([0, *(int(layout.lines.max(initial=-1)) + 1 for layout in layouts)])
    lines = [layout.lines + first for layout, first in zip(layouts, firsts, strict=False)]
    return Pieces(
        texts=np.repeat(np.arange(len(texts)), list(map(len, split))),
        lines=np.concatenate([np.empty(0, np.int64), *lines]),
        labels=np.concatenate(
            [text.labels(layout) for text, layout in zip(texts, layouts, strict=True)]
        ),
        words=np.array([len(piece.split()) for layout in layouts for piece in layout.contents]),
        sizes=np.array([len(piece) for layout in layouts for piece in layout.contents]),
        chances=np.concatenate(chances),
        likeliest=_ARTICLE + rows[:, _ARTICLE:].argmax(axis=1),
        copies=np.concatenate(copies),
        line_labels=np.concatenate(
            [
                np.array(line_labels(text), np.int64)[: int(layout.lines.max(initial=-1)) + 1]
                for text, layout in zip(texts, layouts, strict=True)
            ]
        ),
        pages=np.array([page_likeness(mine) for mine in split]),
        sites=np.unique([text.site for text in texts], return_inverse=True)[1],
    )


def count(pieces: Pieces, policy: Policy, chosen: npt.NDArray[np.bool_] | None = None) -> Counts:
    """Count over texts; pieces of unknown label and headlines count on neither side.

    Args:
        pieces: of the texts.
        policy: what is cut.
        chosen: whether each text counts; all of them by default.
    """
    cut = pieces.cut(policy)
    mine = ~pieces.copies if chosen is None else ~pieces.copies & chosen[pieces.texts]
    known = len(pieces.line_labels)
    whole = np.bincount(pieces.lines[mine], pieces.sizes[mine], known)
    gone = np.bincount(pieces.lines[mine], (pieces.sizes * cut)[mine], known)
    share = gone / np.maximum(whole, 1)
    good = mine & (pieces.labels == 0)
    harmed = np.bincount(pieces.lines[good], (pieces.sizes * cut)[good], known)
    there = whole > 0
    junk_line = there & (pieces.line_labels >= _ARTICLE)
    body_line = there & (pieces.line_labels == 0)
    junk = mine & (pieces.labels >= _ARTICLE)

    def words(of: npt.NDArray[np.bool_]) -> int:
        return int(pieces.words[of].sum())

    return Counts(
        junk=int(junk_line.sum()),
        right=int((junk_line & (share >= GONE)).sum()),
        wrong=int((body_line & (harmed > (1 - GONE) * whole)).sum()),
        junk_words=words(junk),
        gone=words(junk & cut),
        named=words(junk & cut & (pieces.likeliest == pieces.labels)),
        words=words(good),
        lost=words(good & cut),
    )


def calibration_error(chances: DoubleArray, labels: IntArray, bins: int = 15) -> float:
    """The expected calibration error of the chance of junk, over bins of equal width.

    Guo et al., "On Calibration of Modern Neural Networks", ICML 2017.
    """
    found = list(_binned(chances, labels, bins))
    total = sum(lines for *_, lines in found)
    return round(sum(abs(mean - share) * lines for mean, share, lines in found) / total, 4)


def reliability(chances: DoubleArray, labels: IntArray) -> list[tuple[float, float, int]]:
    """For each tenth of the chance of junk: its mean, the share that is junk, the pieces."""
    found = _binned(chances, labels, 10)
    return [(round(mean, 4), round(share, 4), lines) for mean, share, lines in found]


def _binned(
    chances: DoubleArray, labels: IntArray, bins: int
) -> Iterator[tuple[float, float, int]]:
    """The same, unrounded, for bins of equal width that hold pieces."""
    known = labels != UNKNOWN
    junk, truth = chances[known], labels[known] >= _ARTICLE
    place = np.minimum((junk * bins).astype(int), bins - 1)
    for each in np.unique(place):
        mine = place == each
        yield float(junk[mine].mean()), float(truth[mine].mean()), int(mine.sum())


def by_label(pieces: Pieces, policy: Policy) -> dict[str, dict[str, Any]]:
    """Precision, recall and F1 of each label, and the number of its pieces (`lines`).

    A piece that stays counts as body; headlines are left out.
    """
    known = (pieces.labels != UNKNOWN) & (pieces.labels != LINE_LABELS.index("headline"))
    known &= ~pieces.copies
    labels = pieces.labels[known]
    cuts = np.where(pieces.cut(policy), pieces.likeliest, 0)[known]
    found = {}
    for number, name in enumerate(LINE_LABELS):
        if name != "headline":
            right = int(((labels == number) & (cuts == number)).sum())
            precision = right / max(int((cuts == number).sum()), 1)
            recall = right / max(int((labels == number).sum()), 1)
            found[name] = {
                "lines": int((labels == number).sum()),
                "precision": round(precision, 3),
                "recall": round(recall, 3),
                "f1": round(2 * precision * recall / max(precision + recall, 1e-9), 3),
            }
    return found


def summary(pieces: Pieces, views: Sequence[str], policy: Policy) -> dict[str, dict[str, Any]]:
    """The figures of each view, and what they were counted from."""
    found: dict[str, dict[str, Any]] = {}
    names = np.array(views)
    for view in dict.fromkeys(views):
        counts = count(pieces, policy, names == view)
        found[view] = asdict(counts) | counts.figures() | {"texts": int((names == view).sum())}
    return found
