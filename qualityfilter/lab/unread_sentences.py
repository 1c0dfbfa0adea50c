"""Sentences that nobody labelled, and corpora that call sentences uncertain in other ways."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from qualityfilter.core.config import Settings
from qualityfilter.core.data import CleanResult
from qualityfilter.hedging.features import ENGLISH, HEDGING, as_sentences, kinds
from qualityfilter.lab.corpus import find, read_jsonl
from qualityfilter.pipeline.filter import QualityFilter
from qualityfilter.text.sentences import sentence_ends

UNREAD = 100_000
"""So many unread sentences at most; four of five have a word that often hedges."""

AUXILIARY = ("wikiweasel-train", "bioscope", "sfu-reviews", "uds-ih2-factuality")
"""Names of the other corpora, in `hedges/`."""

_UNCERTAIN, _CERTAIN = 2200, 3000
"""So many sentences of either kind are taken from each of them at most."""

_SHORTEST, _LONGEST = 30, 320
"""In characters; outside lie headings, and lists that lost their line breaks."""

_ENGLISH_SHARE = 0.08


def load_unread_sentences(data: Path, known: Iterable[str]) -> list[str]:
    """Return sentences of the articles in `texts/pool`, cleaned, those of the test split left out.

    Args:
        data: the folder; where it has no such file there are none.
        known: sentences that are not wanted.
    """
    path = find(data, "texts/pool")
    if not path.exists():
        return []
    texts = [each["text"] for each in read_jsonl(path) if each.get("split") != "test"]
    results = QualityFilter(Settings(hedges=False)).clean_many(texts)
    cleaned = (each.text for each in results if isinstance(each, CleanResult))
    found = dict.fromkeys(sentence for text in cleaned for sentence in _sentences(text))
    for sentence in known:
        found.pop(sentence.strip(), None)
    sentences = list(found)
    random.Random(0).shuffle(sentences)
    hedging, english = _flags(sentences)
    chosen = [*np.flatnonzero(english & hedging)[: UNREAD * 4 // 5]]
    chosen += [*np.flatnonzero(english & ~hedging)[: len(chosen) // 4]]
    random.Random(0).shuffle(chosen)
    return [sentences[number] for number in chosen]


def _sentences(text: str) -> Iterator[str]:
    for line in text.splitlines():
        start = 0
        for end in sentence_ends(line, "en"):
            sentence = line[start:end].strip()
            if _SHORTEST <= len(sentence) <= _LONGEST:
                yield sentence
            start = end


def _flags(sentences: list[str]) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Find which sentences have a word that often hedges, and which are English."""
    found = as_sentences(sentences)
    known = kinds(found.hashes)
    size = np.bincount(found.rows, minlength=len(sentences))
    hedging, english = (
        np.bincount(found.rows, (known & kind) > 0, len(sentences)) for kind in (HEDGING, ENGLISH)
    )
    return hedging > 0, english >= _ENGLISH_SHARE * size


def load_auxiliary(data: Path) -> list[tuple[str, int, bool]]:
    """Return sentences of the other corpora: text, number of the corpus, and whether uncertain."""
    found: list[tuple[str, int, bool]] = []
    for number, name in enumerate(AUXILIARY):
        path = find(data, f"hedges/{name}")
        records = list(read_jsonl(path)) if path.exists() else []
        random.Random(0).shuffle(records)
        for uncertain, most in ((True, _UNCERTAIN), (False, _CERTAIN)):
            texts = [each["text"] for each in records if bool(each["label"]) is uncertain]
            fitting = [text for text in texts if len(text) <= _LONGEST]
            found += [(text, number, uncertain) for text in fitting[:most]]
    return found
