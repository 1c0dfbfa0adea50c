"""What may be cut at what loss: bars for the chance of junk, learnt from chances out of fold.

All labels have one bar but readers' comments, which read like articles, as blogs read like them:
theirs is as high as it takes for them to lose no more than a twentieth of what all others do. (With
a bar for each label, rare ones got bars that single texts had set.) The losses written down are at
least those of bars of comments that were set without the sites that they are measured on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qualityfilter.core.data import ARTICLE_LABELS, LINE_LABELS
from qualityfilter.lab.lines_data import FOLDS
from qualityfilter.lab.measures import Pieces
from qualityfilter.text.tokens import DoubleArray

BARS = np.concatenate([np.arange(0.1, 0.9, 0.02), np.arange(0.9, 0.99, 0.01), [0.99, 0.995, 1.0]])
"""Bars that are tried."""

SMALL = 0.05
"""What comments may lose of what all others do."""

_ARTICLE = len(ARTICLE_LABELS)
_COMMENTS = LINE_LABELS.index("comments") - _ARTICLE
_LABELS = len(LINE_LABELS) - _ARTICLE


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Good words that are lost at each bar, by part of cross-validation.

    Attributes:
        comments: `(folds, kinds of input, bars)`, lost as comments.
        others: the same, lost as anything else.
        words: `(folds, kinds of input)`, good words.
    """

    comments: DoubleArray
    others: DoubleArray
    words: DoubleArray

    def for_comments(self, folds: npt.NDArray[np.bool_], bar: int) -> int:
        """The number of the bar of comments that goes with one for all others, by some folds."""
        words = np.maximum(self.words[folds].sum(axis=0), 1)[:, None]
        lost = (self.comments[folds].sum(axis=0) / words).max(axis=0)
        most = SMALL * (self.others[folds].sum(axis=0) / words).max(axis=0)[bar]
        fitting = np.flatnonzero((lost <= most) & (np.arange(len(BARS)) >= bar))
        return int(fitting[0]) if len(fitting) else len(BARS) - 1

    def losses(self, bar: int, comments: Sequence[int]) -> DoubleArray:
        """The share of good words of each kind that is lost, each fold with its own bar."""
        lost = self.others[:, :, bar].sum(axis=0)
        lost = lost + sum(self.comments[fold, :, own] for fold, own in enumerate(comments))
        found: DoubleArray = lost / np.maximum(self.words.sum(axis=0), 1)
        return found


def tally(
    pieces: Pieces,
    folds: npt.NDArray[np.int64],
    kinds: Sequence[npt.NDArray[np.bool_]],
) -> Tally:
    """Count what is lost at each bar.

    Args:
        pieces: of the texts.
        folds: the part of cross-validation of each text.
        kinds: whether each text is of each kind of input whose losses count.
    """
    fold = folds[pieces.texts]
    reached = np.searchsorted(BARS, pieces.chances, side="right")  # bars that it is not below
    good = (pieces.labels == 0) & ~pieces.copies
    said = pieces.likeliest == _ARTICLE + _COMMENTS
    words = pieces.words.astype(np.float64)

    def summed(chosen: npt.NDArray[np.bool_]) -> DoubleArray:
        cells = np.zeros((FOLDS, len(BARS) + 1))
        np.add.at(cells, (fold[chosen], reached[chosen]), words[chosen])
        found: DoubleArray = cells[:, ::-1].cumsum(axis=1)[:, ::-1][:, 1:]
        return found

    mine = [good & kind[pieces.texts] for kind in kinds]
    return Tally(
        comments=np.stack([summed(chosen & said) for chosen in mine], axis=1),
        others=np.stack([summed(chosen & ~said) for chosen in mine], axis=1),
        words=np.stack(
            [np.bincount(fold[chosen], words[chosen], FOLDS) for chosen in mine], axis=1
        ),
    )


Losses = list[tuple[tuple[float, ...], list[float]]]
"""Bars for each label of junk, and the share of good words lost with them, one for each kind of
input; the most careful first."""


def learn_losses(found: Tally) -> Losses:
    """Set the bar of comments beside each bar of all others; say what is lost with both."""
    every, rows = np.ones(FOLDS, bool), Losses()
    for bar in range(len(BARS) - 1, -1, -1):
        own = [found.for_comments(np.arange(FOLDS) != fold, bar) for fold in range(FOLDS)]
        whole = found.for_comments(every, bar)
        lost = np.maximum(found.losses(bar, own), found.losses(bar, [whole] * FOLDS))
        bars = np.full(_LABELS, BARS[bar])
        bars[_COMMENTS] = BARS[whole]
        rows.append((tuple(np.round(bars, 3).tolist()), np.round(lost, 6).tolist()))
    return rows
