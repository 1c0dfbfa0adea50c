"""How like a cleaned text is to the labelled body: F1 of its shingles of four words.

A page's precision is the share of the cleaned text's shingles that the body has, its recall the
share of the body's that the cleaned text has, both as multisets; see Kohlschütter et al.,
"Boilerplate Detection using Shallow Text Features" (WSDM 2010) for words, and the shingles of
https://github.com/scrapinghub/article-extraction-benchmark.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

LENGTH = 4
"""Words to a shingle."""

RESAMPLES = 1000
"""Of sites, with replacement, from which an interval comes."""

_WORD = re.compile(r"\w+")

Words = Sequence[str]


def words(text: str) -> list[str]:
    """Return the lower-cased words of a text."""
    return _WORD.findall(text.lower())


def overlap(text: Words, body: Words) -> tuple[float, float]:
    """Return the precision and the recall of a text's shingles, each 0 to 1, higher is better.

    Of fewer words than `LENGTH`, all together are the one shingle. A text without words has
    precision 1, and to a body without words the recall is 1.
    """
    mine, wanted = _shingles(text), _shingles(body)
    shared = (mine & wanted).total()
    return shared / mine.total() if mine else 1.0, shared / wanted.total() if wanted else 1.0


def _shingles(found: Words) -> Counter[tuple[str, ...]]:
    if not found:
        return Counter()
    ends = range(min(LENGTH, len(found)), len(found) + 1)
    return Counter(tuple(found[max(end - LENGTH, 0) : end]) for end in ends)


@dataclass(frozen=True, slots=True)
class F1:
    """Figures over some pages, each 0 to 1, higher is better.

    Attributes:
        precision: mean over the pages.
        recall: likewise.
        f1: the harmonic mean of these two.
    """

    precision: float
    recall: float
    f1: float


def f1(pairs: npt.NDArray[np.float64]) -> F1:
    """Take the mean of pages' precision and recall, `(pages, 2)`, and then their harmonic mean."""
    precision, recall = pairs.mean(axis=0).tolist()
    return F1(precision, recall, 2 * precision * recall / max(precision + recall, 1e-9))


def resampled(sums: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Draw groups with replacement, as many as there are, `RESAMPLES` times.

    Args:
        sums: of each group, `(groups, columns)`.

    Returns:
        Of each drawing, `(RESAMPLES, columns)`.
    """
    draws = np.random.default_rng(0).integers(len(sums), size=(RESAMPLES, len(sums)))
    totals: npt.NDArray[np.float64] = sums[draws].sum(axis=1)
    return totals


def interval(pairs: npt.NDArray[np.float64], sites: Sequence[str]) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of F1; pages of one site are drawn together."""
    groups = [
        np.flatnonzero(np.array(sites, dtype=object) == site) for site in dict.fromkeys(sites)
    ]
    sums = np.array([[*pairs[group].sum(axis=0), len(group)] for group in groups])
    totals = resampled(sums)
    precision, recall = totals[:, 0] / totals[:, 2], totals[:, 1] / totals[:, 2]
    low, high = np.percentile(2 * precision * recall / (precision + recall), [2.5, 97.5])
    return float(low), float(high)
