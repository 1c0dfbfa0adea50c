"""Load the texts that a reader graded, and the words that English texts hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from qualityfilter.core.config import Settings
from qualityfilter.core.data import CleanResult, Document
from qualityfilter.core.errors import RecordError
from qualityfilter.lab.corpus import POOLS, find, given_labels, is_of_text, read_jsonl, records
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
"""Texts that a reader graded. The model does not learn from the second."""

_BRIEF = 130
"""A report of so many words or fewer is a brief; who graded `labelled/` had no such kind."""


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
    found = [each for each in read_jsonl(path) if (each.get("split") == "test") is test]
    for number, record in enumerate(found, 1):
        if record.get("grade") not in range(1, 6) or not isinstance(record.get("text"), str):
            raise RecordError(f"{path}, record {number}: needs a text and a grade from 1 to 5")
    return _read(found, quality_filter)


def load_given(data: Path, folder: Path, quality_filter: QualityFilter) -> Read:
    """Clean the texts below `data` that a model's folder has grades to; none without its file.

    Args:
        data: the folder that holds `texts/`.
        folder: the model's, which holds `corpus.GIVEN`, lines with a `grade` and a `kind`.
        quality_filter: as for `load_graded`.

    Raises:
        RecordError: a text cannot be cleaned.
    """
    given = given_labels(folder)
    found = [
        record | {name: given[record["id"]][name] for name in ("grade", "kind")}
        for pool in POOLS
        for record in records(data, pool)
        if record["id"] in given and record.get("split") != "test"
        if is_of_text(given[record["id"]], record["text"])
    ]
    return _read(found, quality_filter)


def join(reads: Iterable[Read]) -> Read:
    """Put sets of texts one after the other."""
    parts = list(reads)
    graded = [each.graded for each in parts]
    return Read(
        Graded(
            rows=np.concatenate([each.rows for each in graded]),
            grades=np.concatenate([each.grades for each in graded]),
            kinds=[kind for each in graded for kind in each.kinds],
            groups=[group for each in graded for group in each.groups],
        ),
        [result for each in parts for result in each.results],
    )


def _read(found: Sequence[dict[str, Any]], quality_filter: QualityFilter) -> Read:
    documents = [Document(each["text"], title=each.get("title")) for each in found]
    results = []
    for result in quality_filter.clean_many(documents):
        if not isinstance(result, CleanResult):
            raise RecordError(f"{result.id}: {result.message}")
        results.append(result)
    rows = [[result.measures[name] for name in SIGNS] for result in results]
    graded = Graded(
        rows=np.array(rows, dtype=np.float32).reshape(-1, len(SIGNS)),
        grades=np.array([each["grade"] for each in found], dtype=float),
        kinds=[_kind(*pair) for pair in zip(found, results, strict=True)],
        groups=[each.get("site") or each.get("id") or str(at) for at, each in enumerate(found)],
    )
    return Read(graded, results)


def measuring() -> Settings:
    """Return the settings with which results keep what quality is made of."""
    return Settings(trace=True)


def _kind(record: dict[str, Any], result: CleanResult) -> str:
    kind = str(record.get("kind"))
    if kind == "report" and result.scores.words <= _BRIEF:
        return "brief"
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
