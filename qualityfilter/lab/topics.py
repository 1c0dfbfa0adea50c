"""Learn what words are about, from lines that stand together in texts.

No label is needed: the labelled texts, the pages that witnesses label, and texts that nobody
labelled teach alike. A part of cross-validation learns from other sites than its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.decomposition import TruncatedSVD
from sklearn.preprocessing import normalize

from qualityfilter.lab.corpus import find, read_jsonl
from qualityfilter.lab.lines_data import fold_of
from qualityfilter.lines.batch import make_batch
from qualityfilter.lines.features import Features, featurize
from qualityfilter.rules.library import rule_set
from qualityfilter.rules.scan import read
from qualityfilter.text.characters import IntArray
from qualityfilter.text.tokens import FloatArray, ranks

DIMENSIONS = 64

LINES = 4
"""So many lines in a row make a passage."""

RAREST, COMMONEST = 5, 0.05
"""A word that stands in fewer passages, or in more than this share of them, says nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Passages:
    """Some lines in a row each, as counts of hashed words.

    Attributes:
        words: `(passages, buckets)`, in how many lines of the passage each word stands.
        folds: the part of cross-validation that each one's site belongs to.
    """

    words: Any
    folds: IntArray


def passages(features: Features, folds: IntArray, chosen: npt.NDArray[np.bool_]) -> Passages:
    """Take the chosen lines of some texts together, `LINES` by `LINES`.

    Args:
        features: of the lines.
        folds: the part of cross-validation of each line.
        chosen: whether a line is taken.
    """
    rows = np.flatnonzero(chosen)
    documents = features.documents[rows]
    place, _ = ranks(documents)
    starts = place % LINES == 0
    number = np.cumsum(starts) - 1
    joining = sparse.csr_matrix(
        (np.ones(len(rows), np.float32), (number, np.arange(len(rows)))),
        shape=(int(starts.sum()), len(rows)),
    )
    words = features.words[rows].matrix
    words.data = np.ones_like(words.data)
    return Passages(joining @ words, folds[rows][starts])


def load_passages(data: Path) -> list[Passages]:
    """Read the texts of `texts/pool` below `data`, those of the test split left out.

    Returns:
        Their passages; none where there is no such file.
    """
    path = find(data, "texts/pool")
    if not path.exists():
        return []
    records = [record for record in read_jsonl(path) if record.get("split") != "test"]
    texts = [record["text"] for record in records]
    readings = [
        each for at in range(0, len(texts), 200) for each in read(rule_set(), texts[at : at + 200])
    ]
    features = featurize(make_batch(rule_set(), readings, [""] * len(texts)))
    folds = np.array([fold_of(record.get("site") or record["id"]) for record in records])
    lines = folds[features.documents]
    return [passages(features, lines, np.ones(len(lines), bool))]


def put_together(parts: Sequence[Passages]) -> Passages:
    """Put passages one after the other."""
    return Passages(
        sparse.vstack([part.words for part in parts], format="csr"),
        np.concatenate([part.folds for part in parts]),
    )


def learn_topics(known: Passages, fold: int) -> FloatArray:
    """Learn a direction for each hashed word, `(buckets, DIMENSIONS)`.

    Args:
        known: what to learn from.
        fold: passages of this part of cross-validation are left out.
    """
    counts = known.words[known.folds != fold]
    number, buckets = counts.shape
    spread = np.bincount(counts.indices, minlength=buckets)
    rarity = np.log(number / np.maximum(spread, 1))
    rarity[(spread < RAREST) | (spread > COMMONEST * number)] = 0.0
    counts.data = np.log1p(counts.data)
    weighted = counts.multiply(rarity).tocsr()
    dimensions = min(DIMENSIONS, number - 1)
    found = TruncatedSVD(dimensions, n_iter=3, random_state=0)
    found.fit(normalize(weighted).astype(np.float32))
    directions = np.zeros((buckets, DIMENSIONS), np.float32)
    directions[:, :dimensions] = rarity[:, None] * found.components_.T
    return directions
