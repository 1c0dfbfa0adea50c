"""What may be cut at what loss: bars for each label of junk, learnt from chances out of fold.

For a price on good words a bar is set where what more is found would no longer be worth what more
is lost; the dearer good words are, the higher the bars. Readers' comments have a bar of their own:
they read like articles, and blogs like them. (With a bar for each label, rare ones got bars that
single texts had set.) The losses written down are at least those of bars that were set without the
sites that they are measured on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qualityfilter.data import ARTICLE_LABELS, LINE_LABELS
from qualityfilter.lines.tokens import DoubleArray
from qualityfilter.training.lines_data import FOLDS
from qualityfilter.training.measures import Pieces

BARS = np.concatenate([np.arange(0.1, 0.9, 0.02), np.arange(0.9, 0.99, 0.01), [0.99, 0.995, 1.0]])
"""Bars that are tried."""

PRICES = np.geomspace(2000.0, 4.0, 60)
"""Prices of the share of good words lost, in shares of the junk found."""

PIECE = 5.0
"""A piece that is found counts as so many words more: a short line that is left is a line, too."""

_ARTICLE = len(ARTICLE_LABELS)
_COMMENTS = LINE_LABELS.index("comments") - _ARTICLE
GROUPS = ([_COMMENTS], [at for at in range(len(LINE_LABELS) - _ARTICLE) if at != _COMMENTS])
"""Labels that have a bar together, counted from the first of junk."""

_LABELS = len(LINE_LABELS) - _ARTICLE


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """What is found and lost at each bar, by part of cross-validation and label.

    Attributes:
        gained: `(folds, labels, bars)`, words of junk found.
        lost: `(folds, kinds of input, labels, bars)`, good words lost.
        words: `(folds, kinds of input)`, good words.
    """

    gained: DoubleArray
    lost: DoubleArray
    words: DoubleArray

    def bars(self, folds: npt.NDArray[np.bool_], price: float) -> tuple[float, ...]:
        """The bar of each label that is best at a price, by some folds."""
        gained = self.gained[folds].sum(axis=0)
        words = self.words[folds].sum(axis=0)
        lost = (self.lost[folds].sum(axis=0) / np.maximum(words, 1)[:, None, None]).max(axis=0)
        worth = gained / max(gained[:, 0].sum(), 1) - price * lost + 1e-9 * BARS
        found = np.zeros(_LABELS)
        for group in GROUPS:
            found[group] = BARS[worth[group].sum(axis=0).argmax()]
        return tuple(np.round(found, 3).tolist())

    def losses(self, bars: Sequence[Sequence[float]]) -> DoubleArray:
        """The share of good words of each kind that is lost, each fold with its own bars."""
        lost = np.zeros(self.words.shape[1])
        for fold, mine in enumerate(bars):
            places = np.searchsorted(BARS, np.array(mine) - 1e-6)
            lost += self.lost[fold][:, np.arange(_LABELS), places].sum(axis=1)
        found: DoubleArray = lost / np.maximum(self.words.sum(axis=0), 1)
        return found


def tally(
    pieces: Pieces,
    folds: npt.NDArray[np.int64],
    kinds: Sequence[npt.NDArray[np.bool_]],
    gains: npt.NDArray[np.bool_],
) -> Tally:
    """Count what is found and lost at each bar.

    Args:
        pieces: of the texts.
        folds: the part of cross-validation of each text.
        kinds: whether each text is of each kind of input whose losses count.
        gains: whether junk that is found in each text counts.
    """
    fold, label = folds[pieces.texts], pieces.likeliest - _ARTICLE
    reached = np.searchsorted(BARS, pieces.chances, side="right")  # bars that it is not below

    def summed(chosen: npt.NDArray[np.bool_], weights: DoubleArray) -> DoubleArray:
        cells = np.zeros((FOLDS, _LABELS, len(BARS) + 1))
        np.add.at(cells, (fold[chosen], label[chosen], reached[chosen]), weights[chosen])
        found: DoubleArray = cells[:, :, ::-1].cumsum(axis=2)[:, :, ::-1][:, :, 1:]
        return found

    good = (pieces.labels == 0) & ~pieces.copies
    junk = (pieces.labels >= _ARTICLE) & ~pieces.copies & gains[pieces.texts]
    words = pieces.words.astype(np.float64)
    mine = [good & kind[pieces.texts] for kind in kinds]
    return Tally(
        gained=summed(junk, words + PIECE),
        lost=np.stack([summed(chosen, words) for chosen in mine], axis=1),
        words=np.stack(
            [np.bincount(fold[chosen], words[chosen], FOLDS) for chosen in mine], axis=1
        ),
    )


Losses = list[tuple[tuple[float, ...], list[float]]]
"""Bars for each label, and the share of good words lost with them, one for each kind of input; the
most careful first."""


def learn_losses(found: Tally) -> Losses:
    """Set bars at each price, and say what is lost with them out of fold."""
    every = np.ones(FOLDS, bool)
    rows: Losses = []
    for price in PRICES.tolist():
        own = [found.bars(np.arange(FOLDS) != fold, price) for fold in range(FOLDS)]
        lost = np.maximum(found.losses(own), found.losses([found.bars(every, price)] * FOLDS))
        bars = found.bars(every, price)
        if not rows or bars != rows[-1][0]:
            rows.append((bars, np.round(lost, 6).tolist()))
    return rows
