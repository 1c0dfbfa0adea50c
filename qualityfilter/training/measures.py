"""How good the line decisions are: by label, and in good words lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from qualityfilter.characters import IntArray
from qualityfilter.data import ARTICLE_LABELS, LINE_LABELS, Evidence
from qualityfilter.decide import Bar, decide
from qualityfilter.lines.junk import junk_chances
from qualityfilter.lines.tokens import FloatArray
from qualityfilter.rules.engine import match
from qualityfilter.rules.library import rule_set
from qualityfilter.rules.repeats import repeats
from qualityfilter.segments import Layout, lay_out
from qualityfilter.stretch import in_stretch
from qualityfilter.training.lines_data import UNKNOWN, LabelledText
from qualityfilter.training.shingles import resampled
from qualityfilter.weigh import Piece

THRESHOLDS = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.88, 0.9, 0.92, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99)

_ARTICLE = len(ARTICLE_LABELS)


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A labelled text with what speaks against each of its lines.

    Attributes:
        text: the text and its labels.
        layout: of the text.
        rows: each line's probabilities, judged again by `stretch.in_stretch`.
        evidence: of rules.
    """

    text: LabelledText
    layout: Layout
    rows: FloatArray
    evidence: list[Evidence]

    def pieces(self, threshold: float) -> list[Piece]:
        """Give the pieces that are cut at a threshold, just as the filter does."""
        bar = Bar("default", threshold, rule_set().scores)
        return decide(self.layout, self.text.title, self.rows, self.evidence, bar)


@dataclass(frozen=True, slots=True)
class Counts:
    """Sums over texts, from which the figures follow.

    Attributes:
        junk: junk lines.
        cut: lines cut.
        right: junk lines cut.
        named: junk lines cut under their own label.
        words: words of body lines.
        lost: words of body lines that were cut.
    """

    junk: int
    cut: int
    right: int
    named: int
    words: int
    lost: int

    def figures(self) -> dict[str, float]:
        """Give precision, recall, F1, label accuracy and loss, each 0 to 1."""
        precision = self.right / max(self.cut, 1)
        recall = self.right / max(self.junk, 1)
        return {
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(2 * precision * recall / max(precision + recall, 1e-9), 4),
            "label": round(self.named / max(self.right, 1), 4),
            "loss": round(self.lost / max(self.words, 1), 5),
        }


def judge(texts: Sequence[LabelledText], probabilities: FloatArray) -> Iterator[Judged]:
    """Put together what speaks against the lines of labelled texts.

    Args:
        texts: the texts.
        probabilities: of all their lines, one after another.
    """
    layouts = [lay_out(text.text) for text in texts]
    rows = np.split(probabilities, np.cumsum([len(text.labels) for text in texts])[:-1])
    judged = map(in_stretch, layouts, rows)
    return map(Judged, texts, layouts, judged, match(rule_set(), layouts))


def decided(judged: Judged, threshold: float) -> IntArray:
    """Give the number of the label under which each line is cut as a whole; 0 where it stays.

    A duplicate counts as cut under the label that the line has.
    """
    found = np.zeros(len(judged.text.labels), np.int64)
    for piece in judged.pieces(threshold):
        number = int(np.searchsorted(judged.layout.starts, piece.start))
        if number < len(found) and judged.layout.ranges[number] == (piece.start, piece.end):
            own = judged.text.labels[number]
            known = piece.label in LINE_LABELS
            found[number] = LINE_LABELS.index(piece.label) if known else max(own, _ARTICLE)
    return found


def count(judged: Sequence[Judged], threshold: float) -> Counts:
    """Count over texts; lines of unknown label and headlines count on neither side."""
    labels, cuts, words = lines_of(judged, threshold)
    junk, body = labels >= _ARTICLE, labels == 0
    gone = cuts > 0
    return Counts(
        junk=int(junk.sum()),
        cut=int((gone & (junk | body)).sum()),
        right=int((gone & junk).sum()),
        named=int((junk & (cuts == labels)).sum()),
        words=int(words[body].sum()),
        lost=int(words[body & gone].sum()),
    )


def lines_of(
    judged: Sequence[Judged], threshold: float
) -> tuple[IntArray, IntArray, npt.NDArray[np.int64]]:
    """Give each line's label, the label it is cut under (0: it stays), and its words.

    A line that repeats an earlier one is left out: its first copy carries its words.
    """
    labels = np.concatenate([np.array(each.text.labels) for each in judged])
    cuts = np.concatenate([decided(each, threshold) for each in judged])
    words = np.concatenate([_words(each.layout) for each in judged])
    copies = np.concatenate([_copies(each) for each in judged])
    keep = (labels != UNKNOWN) & ~copies
    return labels[keep], cuts[keep], words[keep]


def _words(layout: Layout) -> npt.NDArray[np.int64]:
    return np.array([len(line.split()) for line in layout.contents], np.int64)


def _copies(judged: Judged) -> npt.NDArray[np.bool_]:
    layout, title = judged.layout, judged.text.title
    found = repeats(layout.contents, layout.ranges, title, rule_set().scores)
    starts = {each.start for each in found if each.label == "duplicate"}
    return np.isin(layout.starts, list(starts))


def by_label(judged: Sequence[Judged], threshold: float) -> dict[str, dict[str, Any]]:
    """Give precision, recall and F1 of each label, and the number of its lines.

    A line that stays counts as body; headlines are left out.
    """
    labels, cuts, _ = lines_of(judged, threshold)
    keep = labels != LINE_LABELS.index("headline")
    labels, cuts = labels[keep], cuts[keep]
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


def loss_curve(judged: Sequence[Judged]) -> list[tuple[float, float]]:
    """Give for each threshold the share of good words lost: what it may be at most.

    That is the upper end of its 95 % bootstrap interval; texts of one site are drawn together.
    """
    sites = np.unique([each.text.site for each in judged], return_inverse=True)[1]
    found = []
    for at in THRESHOLDS:
        counts = [count([each], at) for each in judged]
        words = np.bincount(sites, [each.words for each in counts])
        lost = np.bincount(sites, [each.lost for each in counts])
        drawn = resampled(np.column_stack([words, lost]))
        shares = drawn[:, 1] / np.maximum(drawn[:, 0], 1)
        found.append((at, round(float(np.percentile(shares, 97.5)), 5)))
    return found


def calibration_error(probabilities: FloatArray, labels: IntArray, bins: int = 15) -> float:
    """Give the expected calibration error of the chance of junk, over bins of equal width.

    Guo et al., "On Calibration of Modern Neural Networks", ICML 2017.
    """
    found = list(_binned(probabilities, labels, bins))
    total = sum(lines for *_, lines in found)
    return round(sum(abs(mean - share) * lines for mean, share, lines in found) / total, 4)


def reliability(probabilities: FloatArray, labels: IntArray) -> list[tuple[float, float, int]]:
    """Give for each tenth of the chance of junk: its mean, the share that is junk, the lines."""
    found = _binned(probabilities, labels, 10)
    return [(round(mean, 4), round(share, 4), lines) for mean, share, lines in found]


def _binned(
    probabilities: FloatArray, labels: IntArray, bins: int
) -> Iterator[tuple[float, float, int]]:
    """Give the same, unrounded, for bins of equal width that hold lines."""
    known = labels != UNKNOWN
    junk = junk_chances(probabilities[known])
    truth = labels[known] >= _ARTICLE
    place = np.minimum((junk * bins).astype(int), bins - 1)
    for each in np.unique(place):
        mine = place == each
        yield float(junk[mine].mean()), float(truth[mine].mean()), int(mine.sum())


def summary(judged: Sequence[Judged], threshold: float) -> dict[str, Any]:
    """Give the figures of each view, and what they were counted from."""
    found: dict[str, Any] = {}
    for view in dict.fromkeys(each.text.view for each in judged):
        mine = [each for each in judged if each.text.view == view]
        counts = count(mine, threshold)
        found[view] = counts.figures() | asdict(counts) | {"texts": len(mine)}
    return found
