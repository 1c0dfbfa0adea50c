"""Sentences that readers labelled with the ways they are hedged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from qualityfilter.core.data import HEDGE_LABELS
from qualityfilter.core.errors import RecordError
from qualityfilter.lab.corpus import find, read_jsonl

UNCERTAIN = ("uncertain",)
"""The one type of data that only says whether a sentence is uncertain (`label`: 0 or 1)."""


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A sentence and how it is hedged.

    Attributes:
        text: the sentence.
        types: the ways it is hedged, none or several.
        cues: where the words stand by which it is, `(first character, one past the last)`.
        group: what stays on one side of a split: its site, or its document, or itself.
        test: whether it belongs to the test split.
    """

    text: str
    types: frozenset[str]
    cues: tuple[tuple[int, int], ...]
    group: str
    test: bool


@dataclass(frozen=True, slots=True)
class Labelled:
    """Labelled sentences of one kind.

    Attributes:
        types: what a sentence can be, in order.
        sentences: the sentences.
    """

    types: tuple[str, ...]
    sentences: Sequence[LabelledSentence]

    def split(self, *, test: bool) -> Sequence[LabelledSentence]:
        """Return those of the test split, or all others."""
        return [each for each in self.sentences if each.test is test]


def load_hedges(data: Path) -> Labelled:
    """Read labelled sentences.

    Args:
        data: a file of JSON lines, plain or compressed with Zstandard, whose records have
            `text` and either `types` (a list of hedge labels) or `label` (0 or 1); or the
            folder that holds `labelled/hedges`. `cues` (their places, or their words),
            `site`, `id` and `split` are read where a record has them.

    Raises:
        RecordError: there is no such file, or a record of it lacks something.
    """
    path = find(data, "labelled/hedges") if data.is_dir() else data
    if not path.is_file():
        raise RecordError(f"{path} is not there; give a file of sentences, or a data folder")
    records = list(read_jsonl(path))
    typed = any("types" in record for record in records)
    sentences = [_sentence(record, f"{path}, line {at}") for at, record in enumerate(records, 1)]
    return Labelled(HEDGE_LABELS if typed else UNCERTAIN, sentences)


def _sentence(record: Mapping[str, Any], place: str) -> LabelledSentence:
    text = record.get("text")
    types = record.get("types", UNCERTAIN if record.get("label") else ())
    if not isinstance(text, str) or not ("types" in record or "label" in record):
        raise RecordError(f"{place}: a sentence needs a text, and types or a label of 0 or 1")
    if unknown := set(types) - {*HEDGE_LABELS, *UNCERTAIN}:
        raise RecordError(f"{place}: {unknown.pop()!r} is none of {', '.join(HEDGE_LABELS)}")
    return LabelledSentence(
        text=text,
        types=frozenset(types),
        cues=tuple(filter(None, (_place(text, cue) for cue in record.get("cues", ())))),
        group=str(record.get("site") or record.get("id") or text),
        test=record.get("split") == "test",
    )


def _place(text: str, cue: Any) -> tuple[int, int] | None:
    """Return where a cue stands that is named by its place or by its words."""
    if isinstance(cue, str):
        start = text.find(cue)
        return (start, start + len(cue)) if start >= 0 else None
    start, end, *_ = cue
    return start, end


def targets(sentences: Iterable[LabelledSentence], types: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Return which sentence is hedged how, `(sentences, types)`."""
    rows = [[name in sentence.types for name in types] for sentence in sentences]
    return np.array(rows, dtype=bool).reshape(-1, len(types))
