"""Find the hedged sentences of some texts, in time linear in the texts."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from qualityfilter.core.data import HEDGE_LABELS, Evidence
from qualityfilter.hedging.cue import Cue
from qualityfilter.hedging.cues import GLUED
from qualityfilter.hedging.extent import are_english, split_sentences
from qualityfilter.hedging.features import GATE, Sentences, kinds
from qualityfilter.hedging.lexica import ENGLISH, LEXICA, cue_scores, lexicon
from qualityfilter.hedging.matching import cue_hits
from qualityfilter.hedging.model import HedgeModel, Rated
from qualityfilter.hedging.quotations import quoted
from qualityfilter.text.characters import IntArray
from qualityfilter.text.kept import KeptSpans, KeptText, gather
from qualityfilter.text.narrow import compile_narrow, narrow
from qualityfilter.text.tokens import Tokens

_SOURCE = "model:hedges"
_REASON = "words that often hedge"


@dataclass(frozen=True, slots=True)
class Hedge:
    """A sentence hedged in one way.

    Attributes:
        start: the sentence's first character.
        end: one past its last, outer blanks left out.
        label: one of `data.HEDGE_LABELS`.
        quoted: whether every cue of it stands inside quotation marks.
        evidence: its cues, strongest first, or else the words that the model goes by most;
            never empty.
        score: 0 to 1, the chance that the label is right; higher is surer.
    """

    start: int
    end: int
    label: str
    quoted: bool
    evidence: tuple[Evidence, ...]
    score: float


def find_hedges(
    model: HedgeModel,
    tokens: Tokens,
    documents: Sequence[KeptText],
    off: Container[str] = (),
) -> list[list[Hedge] | None]:
    """Find the hedged sentences in what stays of some documents.

    Args:
        model: its types are hedge labels.
        tokens: of all contents of the documents' layouts, one after the other.
        documents: what stays of them.
        off: ids of cues that are not used: where no other cue speaks, there is no hedge.

    Returns:
        For each document one hedge for each sentence and label, sorted by start; None where
        no cues are known in its language. In English the model decides; in other languages a
        cue that counts is enough.
    """
    glued = list(_glued_words(documents))
    known = kinds(tokens.hashes)
    gates = np.concatenate(([0], np.cumsum((known & GATE) > 0)))
    every = gather(tokens, documents)
    english = are_english(tokens, known, every, documents)
    passages = every[english[every.documents]]
    passages = passages[_gated(passages, tokens, gates, glued)]
    parts, owners = split_sentences(passages, documents)
    kept = _gated(parts, tokens, gates, glued)
    parts, owners = parts[kept], owners[kept]
    rated = model.rate(_sentences(tokens, parts, documents))
    wanted = np.asarray(rated.marked.any(axis=1))
    wanted[parts.holding(glued)] = True
    around, bounds = list(passages), list(parts)
    found: list[list[Hedge]] = [[] for _ in documents]
    for row in np.flatnonzero(wanted).tolist():
        number, start, end = around[owners[row]]
        paragraph = documents[number].layout.folded[start:end]
        place = _Place(paragraph, bounds[row][1], bounds[row][1] - start)
        found[number] += _hedges(model.types, rated, row, place, off)
    results = [mine if flag else None for mine, flag in zip(found, english.tolist(), strict=True)]
    _add_by_cues(results, every, documents, off)
    return results


def _add_by_cues(
    results: list[list[Hedge] | None],
    every: KeptSpans,
    documents: Sequence[KeptText],
    off: Container[str],
) -> None:
    """Put in the hedges of documents in other languages that have cues."""
    langs = [lexicon(remains.lang) for remains in documents]
    for number, lang in enumerate(langs):
        if results[number] is None and lang is not None:
            results[number] = []
    chosen = np.array([lang not in {None, ENGLISH} for lang in langs], dtype=bool)
    if not chosen.any():
        return
    passages = every[chosen[every.documents]]
    parts, owners = split_sentences(passages, documents)
    around = list(passages)
    for (number, first, last), owner in zip(parts, owners.tolist(), strict=True):
        _, start, end = around[owner]
        folded = documents[number].layout.folded
        place = _Place(folded[start:end], first, first - start)
        mine, lang = results[number], langs[number]
        if mine is not None and lang is not None:
            mine += _by_cues(folded[first:last], lang, place, off)


def _by_cues(text: str, lang: str, place: _Place, off: Container[str]) -> Iterator[Hedge]:
    """Return the hedges of a sentence in a language that has cues and no model."""
    cues, scores = LEXICA[lang], cue_scores(lang)
    found = [
        (cues[number], scores[number], start, end)
        for number, ranges in cue_hits(text, lang).found.items()
        for start, end in ranges
        if cues[number].id not in off
    ]
    for label in HEDGE_LABELS:
        evidence = _evidence([each for each in found if each[0].label == label], place.start)
        if evidence:
            yield _hedge(label, len(text), place, evidence, evidence[0].score)


def _hedge(
    label: str, length: int, place: _Place, evidence: Sequence[Evidence], score: float
) -> Hedge:
    """Make the hedge of a sentence, and see whether its cues stand in quotation marks."""
    offset, shift = place.start, place.shift - place.start
    ranges = [(each.start + shift, each.end + shift) for each in evidence]
    inside = quoted(place.paragraph, ranges)
    return Hedge(offset, offset + length, label, inside, tuple(evidence), score)


def _gated(
    parts: KeptSpans, tokens: Tokens, gates: IntArray, glued: Sequence[tuple[int, int]]
) -> npt.NDArray[Any]:
    """Find which parts have a word without which hardly anything is hedged.

    Args:
        parts: of the documents.
        tokens: of the batch.
        gates: how many of them stand before each token, and before the end.
        glued: see `_glued_words`.
    """
    first, last = parts.tokens(tokens)
    found = gates[last] > gates[first]
    found[parts.holding(glued)] = True
    return found


def _sentences(tokens: Tokens, parts: KeptSpans, documents: Sequence[KeptText]) -> Sentences:
    """Take parts of documents as sentences, with the tokens they have already."""
    rows, index = parts.token_rows(tokens)
    first = (parts.starts + parts.shifts)[rows]
    texts = [documents[number].layout.folded[start:end] for number, start, end in parts]
    return Sentences(
        texts, tokens.hashes[index], rows, tokens.starts[index] - first, tokens.ends[index] - first
    )


class _Place(NamedTuple):
    """Where a sentence stands: its paragraph, and its start in the document and in that."""

    paragraph: str
    start: int
    shift: int


def _hedges(
    types: Sequence[str], rated: Rated, row: int, place: _Place, off: Container[str]
) -> Iterator[Hedge]:
    """Return the hedges of a sentence."""
    offset = place.start
    text = rated.sentences.texts[row]
    english, scores = LEXICA[ENGLISH], cue_scores()
    for at, label in enumerate(types):
        score = float(rated.chances[row, at])
        cues = rated.cues(row, label)
        known = [
            (english[number], scores[number], start, end)
            for number, start, end in cues
            if english[number].id not in off
        ]
        evidence = _evidence(known, offset)
        if cues and not evidence:
            continue
        if not rated.marked[row, at]:
            evidence = [each for each in evidence if text[: each.start - offset][-1:].isalpha()]
            score = max((each.score for each in evidence), default=0.0)
        elif not evidence:
            start, end = rated.strongest(row, at)
            evidence = [Evidence(offset + start, offset + end, label, score, _SOURCE, _REASON)]
        if evidence:
            yield _hedge(label, len(text), place, evidence, score)


def _glued_words(documents: Sequence[KeptText]) -> Iterator[tuple[int, int]]:
    """Find cues that a bad scrape glued to the word before, as `(document, character)`."""
    pattern = compile_narrow(GLUED)
    for number, remains in enumerate(documents):
        for match in pattern.finditer(narrow(remains.layout.folded)):
            yield number, match.start(pattern.groupindex[b"cue"])


def _evidence(cues: Sequence[tuple[Cue, float, int, int]], offset: int) -> list[Evidence]:
    """Return cues, with their scores and places, as evidence, the strongest of each place first."""
    found = [
        Evidence(offset + start, offset + end, cue.label, score, f"cue:{cue.id}", cue.reason)
        for cue, score, start, end in cues
    ]
    found.sort(key=lambda each: (-each.score, each.start, each.end, each.source))
    places: dict[tuple[int, int], Evidence] = {}
    for each in found:
        places.setdefault((each.start, each.end), each)
    return list(places.values())
