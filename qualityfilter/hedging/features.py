"""What the hedge model sees of a sentence: its words, hashed."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qualityfilter.text.characters import IntArray, U64Array, fold, mix
from qualityfilter.text.lists import bit_table, look_up
from qualityfilter.text.tokens import tokenize

BUCKETS = 1 << 18
"""Columns of the hashed words; a power of two."""

ENGLISH, HEDGING, FRAME, GATE = 1, 2, 4, 8
"""What a word can be to the model, as bits: see the lists below."""

_REACH = 3
"""A word that hedges, or frames one, is paired with so many such words that follow it."""

_WORDS = {
    ENGLISH: "the of and to that with from by has have been be said",
    HEDGING | GATE: (
        "would could may might should if unless perhaps maybe possible possibly probably "
        "likely unlikely potential potentially seem seems seemed appear appears appeared "
        "apparent apparently suggest suggests suggested suggesting indicate indicates believe "
        "believes believed thought suspect suspects suspected fear fears feared expect "
        "expects expected estimate estimates estimated predict predicts predicted unclear "
        "uncertain claimed rumor rumors rumour rumours alleged allegedly reported reportedly "
        "reports source sources official officials critics experts analysts some anonymity"
    ),
    HEDGING: "think thinks claim claims report many",
    GATE: (
        "wouldn couldn mightn possibility possibilities probable probability likelihood "
        "chance chances conceivably seeming seemingly appearing evidently indicating imply "
        "implies implied implying hint hints hinted hinting signs believing guess guessed "
        "suspicion suspicions fearing worry worries worried expecting predicting forecast "
        "forecasts assume assumes assumed assuming presume presumes presumed presumably "
        "speculate speculated speculates speculation uncertainty unknown unconfirmed "
        "unverified verified doubtful arguably ostensibly supposedly supposed suppose rumored "
        "rumoured purported purportedly unsubstantiated insider insiders analyst observers "
        "opponents skeptics sceptics economists scholars witnesses eyewitnesses activists "
        "aides aide adviser advisers diplomats strategists pundits anonymous unnamed "
        "unidentified familiar knowledge regarded considered hypothetical hypothetically "
        "scenario imagine imagined otherwise without d looks early soon locals villagers "
        "authorised authorized perceived widely commonly proponents supporters detractors "
        "advocates commentators campaigners historians traders investigators detectives "
        "legend gossip hearsay whispers wondered"
    ),
    FRAME: (
        "people person condition familiar said says say told according whether that who had "
        "were will can no not never n he she they it i we you ? \" '"
    ),
}
"""English words by their kind. Those that hedge, and those that frame them, mean little alone
and much together: "if ... would", "sources ... said". Hardly a sentence is hedged without a gate.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Sentences:
    """Some sentences and their tokens.

    Attributes:
        texts: the sentences, folded, without outer blanks.
        hashes: of the tokens, sentence by sentence.
        rows: the sentence of each token, ascending.
        starts: its first character, in the sentence.
        ends: one past its last.
    """

    texts: Sequence[str]
    hashes: U64Array
    rows: IntArray
    starts: IntArray
    ends: IntArray


def as_sentences(texts: Iterable[str]) -> Sentences:
    """Take whole texts as sentences; line breaks count as blanks."""
    folded = [" ".join(fold(text).splitlines()) for text in texts]
    tokens = tokenize(folded)
    first = tokens.line_starts[tokens.lines]
    return Sentences(
        folded, tokens.hashes, tokens.lines, tokens.starts - first, tokens.ends - first
    )


@dataclass(frozen=True, slots=True, eq=False)
class Grams:
    """The hashed words of some sentences, with where they stand; one may come twice.

    Attributes:
        rows: the sentence of each.
        columns: its column, below `BUCKETS`.
        first: number of the first token it is made of.
        last: number of the last.
    """

    rows: IntArray
    columns: IntArray
    first: IntArray
    last: IntArray


def grams(sentences: Sentences) -> Grams:
    """Hash the words of some sentences: alone, in twos, and hedging words in pairs."""
    hashes, rows = sentences.hashes, sentences.rows
    every = np.arange(len(hashes))
    twos = np.flatnonzero(rows[1:] == rows[:-1])
    parts = [
        (every, every, hashes),
        (twos, twos + 1, mix(hashes[twos] * np.uint64(3) + hashes[twos + 1])),
    ]
    signs = np.flatnonzero(kinds(hashes) & (HEDGING | FRAME))
    for step in range(1, _REACH + 1):
        first, second = signs[:-step], signs[step:]
        same = rows[first] == rows[second]
        first, second = first[same], second[same]
        parts.append((first, second, mix(hashes[first] * np.uint64(17) + hashes[second])))
    first = np.concatenate([part[0] for part in parts])
    columns = np.concatenate([part[2] for part in parts]) & np.uint64(BUCKETS - 1)
    last = np.concatenate([part[1] for part in parts])
    return Grams(rows[first], columns.astype(np.int64), first, last)


def have_gates(sentences: Sentences) -> npt.NDArray[np.bool_]:
    """Find which sentences have a word without which hardly anything is hedged."""
    gates = kinds(sentences.hashes) & GATE
    return np.bincount(sentences.rows, gates, len(sentences.texts)) > 0


def kinds(hashes: U64Array) -> npt.NDArray[np.uint8]:
    """What each token is, as bits; a few others pass for one of these."""
    return look_up(_table(), hashes)


@functools.cache
def _table() -> npt.NDArray[np.uint8]:
    return bit_table(_WORDS, np.uint8)
