"""Load the texts that a reader graded, and the words that English texts hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from qualityfilter.core.config import Settings
from qualityfilter.core.data import CleanResult, Document
from qualityfilter.core.errors import RecordError
from qualityfilter.lab.corpus import find, read_jsonl
from qualityfilter.lab.quality import KINDS, OTHER, Graded
from qualityfilter.pipeline.filter import QualityFilter
from qualityfilter.quality.measures import SIGNS
from qualityfilter.quality.vocabulary import lower_words, pack
from qualityfilter.text.characters import ByteArray
from qualityfilter.text.segments import lay_out
from qualityfilter.text.tokens import tokenize

_OFTEN = 2
"""In so many texts a word must stand to be known."""


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """Graded texts, cleaned.

    Attributes:
        graded: their measures, grades and kinds.
        results: what the filter made of each.
    """

    graded: Graded
    results: Sequence[CleanResult]


GRADED, MORE_GRADED = "labelled/quality", "labelled/quality-2"
"""Texts that a reader graded. The model learns from the first alone."""


def load_graded(
    data: Path, quality_filter: QualityFilter, *, test: bool, name: str = GRADED
) -> Read:
    """Clean texts that a reader graded, and measure them.

    Args:
        data: the folder that holds `labelled/`.
        quality_filter: its settings keep the measures; see `measuring`.
        test: whether to take the records whose split is `test`, or all others.
        name: of their file.

    Raises:
        RecordError: a record has no text or no grade from 1 to 5, or cannot be cleaned.
    """
    path = find(data, name)
    if not path.exists():
        raise RecordError(f"{path} is missing")
    records = [each for each in read_jsonl(path) if (each.get("split") == "test") is test]
    for number, record in enumerate(records, 1):
        if record.get("grade") not in range(1, 6) or not isinstance(record.get("text"), str):
            raise RecordError(f"{path}, record {number}: needs a text and a grade from 1 to 5")
    documents = [Document(each["text"], title=each.get("title")) for each in records]
    results = []
    for result in quality_filter.clean_many(documents):
        if not isinstance(result, CleanResult):
            raise RecordError(f"{path}: {result.message}")
        results.append(result)
    rows = [[result.measures[name] for name in SIGNS] for result in results]
    graded = Graded(
        rows=np.array(rows, dtype=np.float32).reshape(-1, len(SIGNS)),
        grades=np.array([each["grade"] for each in records], dtype=float),
        kinds=[_kind(each) for each in records],
        groups=[each.get("site") or each.get("id") or str(at) for at, each in enumerate(records)],
    )
    return Read(graded, results)


def measuring() -> Settings:
    """Give the settings with which results keep what quality is made of."""
    return Settings(trace=True)


def _kind(record: dict[str, Any]) -> str:
    kind = record.get("kind")
    return kind if kind in KINDS else OTHER


def load_vocabulary(data: Path) -> ByteArray:
    """Collect the words of the articles in `texts/pool`, those of the test split left out.

    Returns:
        The set of the words that stand in several of them; an empty one where there are none.
    """
    path = find(data, "texts/pool")
    if not path.exists():
        return pack(np.empty(0, np.uint64))
    counts: Counter[int] = Counter()
    for record in read_jsonl(path):
        if record.get("split") != "test":
            tokens = tokenize(lay_out(record["text"]).contents)
            counts.update(set(tokens.hashes[lower_words(tokens)].tolist()))
    known = [word for word, count in counts.items() if count >= _OFTEN]
    return pack(np.array(known, dtype=np.uint64))
