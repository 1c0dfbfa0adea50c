"""How far a text is spam, and of what kind: a logistic curve over measures with names.

Each measure has one weight, and none of spam may lower the score. The words are `spam_words`;
the weights lie in `spam.json`, and `lab.spam` fits them.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat
from typing import Any

import re2

from qualityfilter.core.measured import measured
from qualityfilter.quality.language import UNDETERMINED
from qualityfilter.quality.spam_words import FUNCTION, KINDS, LANGUAGES, WORDS
from qualityfilter.text.patterns import pattern_options

MOST = 10_000
"""So many characters of a text are read: what is spam is so from its beginning."""

SIGNS: Mapping[str, int] = {
    **dict.fromkeys(("casino", "pharmacy", "diet", "coin", "loan", "doorway", "links"), 1),
    **dict.fromkeys(("machine", "spun", "topic"), 1),
    "pitch": 1,
    "cues": 1,
    "keyword": 1,
    "pair": 1,
    "unpronounceable": 1,
    "functionless": 1,
    "news": -1,
}
"""Every measure, and which way it moves the score: 1 up, -1 down."""

_SOLD = ("casino", "pharmacy", "diet", "coin", "loan", "doorway")
_HIGHEST = 3.0
_FEW = 20
"""Fewer words are too few to say anything."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CONSONANTS = "bcdfghjklmnpqrstvwxzбвгджзйклмнпрстфхцчшщ"
_ODD_WORD = re.compile(f"[{_CONSONANTS}]{{6}}|^[{_CONSONANTS}yñ]{{4,}}$")
_LETTER, _EDGE = r"[^ .,;:!?()\"*-]", r"[ .,;:!?()\"*-]"
"""Few characters, so that the automaton is small; classes of letters make it far slower."""

_MARKS = "«»“”„…–—"
_LONG_WORD, _THRICE, _USUAL_FUNCTION, _SOME_FUNCTION = 5, 3, 0.2, 0.12


@dataclass(frozen=True, slots=True)
class Spam:
    """What is said of one text.

    Attributes:
        score: 0 to 1, how far it is spam; higher is worse.
        kind: one of `KINDS`, the one whose cues are densest.
        parts: what each measure adds to the logarithm of the odds.
    """

    score: float
    kind: str
    parts: Mapping[str, float]


def spam(text: str, language: str) -> Spam | None:
    """Rate a text.

    Args:
        text: what is left of a document.
        language: an ISO 639-1 code or `und`.

    Returns:
        None in a language that `LANGUAGES` does not have.
    """
    if language not in (*LANGUAGES, UNDETERMINED):
        return None
    return of_measures(spam_measures(text, language))


def of_measures(values: Mapping[str, float]) -> Spam:
    """Rate a text by its measures; one that has none is no spam."""
    weights = measured("quality", "spam.json")
    parts = {name: weights[name] * value for name, value in values.items()}
    odds = weights["bias"] + sum(parts.values())
    score = 1 / (1 + math.exp(-odds)) if values else 0.0
    named = {kind: values.get(kind, 0.0) for kind in KINDS}
    named["doorway"] += values.get("keyword", 0.0)
    named["gibberish"] = values.get("unpronounceable", 0.0)
    return Spam(round(score, 6), max(KINDS, key=named.__getitem__), parts)


def spam_measures(text: str, language: str) -> dict[str, float]:
    """Measure a text, by the names of `SIGNS`; nothing where it has too few words."""
    text = text[:MOST].lower()
    words = _WORD.findall(text)
    if len(words) < _FEW:
        return {}
    counts = Counter(words)
    if language == UNDETERMINED:
        language = likeliest(counts)
        if language == UNDETERMINED:
            odd = _unpronounceable(counts)
            return {"unpronounceable": odd, "functionless": 2.0} if odd == _HIGHEST else {}
    if language not in LANGUAGES:
        return {}
    found = _cues(text, language)
    total = {name: sum(cues.values()) for name, cues in found.items()}
    density = {
        name: min(math.log1p(100 * count / len(words)), _HIGHEST) for name, count in total.items()
    }
    offers = density.pop("offers")  # everybody offers something; it counts with what is sold
    sold = _dense(sum(total[name] for name in _SOLD), len(words))
    return {
        **density,
        "pitch": min(sold, offers),
        "cues": min(math.log1p(max(len(found[name]) for name in _SOLD)), _HIGHEST),
        "keyword": _often(counts, len(words), 0.03),
        "pair": _often(Counter(pairwise(words)), len(words), 0.02),
        "unpronounceable": _unpronounceable(counts),
        "functionless": max(_USUAL_FUNCTION - _function_share(counts, language), 0.0) * 10,
    }


def likeliest(counts: Counter[str]) -> str:
    """The language of which a text has most common words, or `und` where it has few of any."""
    shares = {code: _function_share(counts, code) for code in LANGUAGES}
    best = max(LANGUAGES, key=shares.__getitem__)
    return best if shares[best] >= _SOME_FUNCTION else UNDETERMINED


def _dense(count: int, words: int) -> float:
    """How often something stands among a hundred words, on a scale of logarithms."""
    return min(math.log1p(100 * count / words), _HIGHEST)


def _cues(text: str, language: str) -> dict[str, Counter[bytes]]:
    """Count the cues of each group."""
    found: dict[str, Counter[bytes]] = {name: Counter() for name in WORDS}
    if not text.isascii():
        for mark in _MARKS:  # each a fast search; `translate` takes ten times as long
            text = text.replace(mark, '"')
    spaced = "  ".join(["", *text.split(), ""]).encode(errors="replace")
    for cue in _pattern(language).findall(spaced):
        for name in _groups(cue, language):
            found[name][cue] += 1
    return found


def _often(counts: Counter[Any], words: int, usual: float) -> float:
    """How far the commonest long word or pair is more often than usual, at four times or more.

    A pair is long if one of its words is.
    """
    most = max(
        (
            count
            for each, count in counts.items()
            if count > _THRICE
            and len(each if isinstance(each, str) else max(each, key=len)) >= _LONG_WORD
        ),
        default=0,
    )
    return min(max(most / words - usual, 0.0) * 20, _HIGHEST)


def _unpronounceable(counts: Counter[str]) -> float:
    """How many words nobody can say; most at three of twenty."""
    odd = sum(count for word, count in counts.items() if len(word) > 3 and _ODD_WORD.search(word))
    return min(20 * odd / sum(counts.values()), _HIGHEST)


def _function_share(counts: Counter[str], language: str) -> float:
    """The share of a language's common words."""
    return sum(map(counts.get, _function(language), repeat(0))) / sum(counts.values())


@functools.cache
def _function(language: str) -> frozenset[str]:
    return frozenset(FUNCTION[language].split())


@functools.lru_cache(maxsize=4096)
def _groups(cue: bytes, language: str) -> tuple[str, ...]:
    """The groups that a cue is of; it comes with the character on each side of it."""
    return tuple(name for name in WORDS if _of_group(name, language).fullmatch(cue))


@functools.cache
def _of_group(name: str, language: str) -> Any:
    return _whole(_alternatives((name,), language))


@functools.cache
def _pattern(language: str) -> Any:
    return _whole(_alternatives(tuple(WORDS), language))


def _alternatives(names: Sequence[str], language: str) -> str:
    found = [WORDS[name].get(code) for name in names for code in ("any", language)]
    joined = "|".join(filter(None, found)) or r"[^\x00-\x{10FFFF}]"
    return _spaced(joined)


def _spaced(pattern: str) -> str:
    """Let words be two blanks apart, so that a cue may start where the one before it ends."""
    for old, new in (("[- ]", "\1"), (" ?", "\2"), (" ", "  ")):
        pattern = pattern.replace(old, new)
    pattern = pattern.replace("\1", "(?:-|  )").replace("\2", "(?:  )?")
    return pattern.replace(r"[\w-]", _LETTER).replace(r"\w", _LETTER)


def _whole(words: str) -> Any:
    """Compile words that stand between blanks or marks."""
    options = pattern_options()
    options.longest_match = True
    return re2.compile(f"{_EDGE}(?:{words}){_EDGE}", options)
