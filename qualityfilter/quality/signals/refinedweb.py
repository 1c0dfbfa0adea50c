"""The heuristics of RefinedWeb.

Penedo et al. 2023, "The RefinedWeb Dataset for Falcon LLM", appendix G.2,
https://arxiv.org/abs/2306.01116. There is no code of its authors.

A text is dropped if more than 0.05 of its words stand in lines that are flagged: mainly capital
letters, digits alone, a counter ("3 likes"), a single word, or at most ten words with a phrase
of the web's ("sign-in", "read more", "items in cart"). The paper gives only these examples of
phrases; "mainly" is read as more than half of the letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from string import ascii_lowercase

from qualityfilter.quality.signals.heuristic import Heuristic, Scope, at_most
from qualityfilter.quality.signals.view import View

_NUMBER = re.compile(r"[\d.,:/ -]*\d[\d.,:/ -]*")
_COUNTER = re.compile(r"[\d.,]+ ?[kKmM]? (?:likes?|comments?|shares?|views?|retweets?|followers?)")
_PHRASE = re.compile(r"^(?:sign[ -]in)\b|\bread more(?:\.\.\.|…)?$|\bitems in cart\b", re.I)
_SHORT = 10
_LOWER = ascii_lowercase.encode()


def _is_capital(line: str) -> bool:
    plain = line.encode("ascii", "ignore")
    if 2 * (len(plain) - len(plain.translate(None, _LOWER))) > len(line):
        return False
    return 2 * sum(map(str.isupper, line)) > sum(map(str.isalpha, line))


def _is_number(line: str) -> bool:
    return _NUMBER.fullmatch(line) is not None


def _is_counter(line: str) -> bool:
    return bool(_COUNTER.fullmatch(line))


def _is_single(line: str) -> bool:
    return len(line.split(None, 1)) == 1


def _has_phrase(line: str) -> bool:
    return len(line.split(None, _SHORT)) <= _SHORT and bool(_PHRASE.search(line))


_KINDS: tuple[tuple[str, str, Scope, Callable[[str], bool]], ...] = (
    ("capital", "of mainly capital letters", "any", _is_capital),
    ("number", "of digits alone", "any", _is_number),
    ("counter", "that are counters", "english", _is_counter),
    ("single_word", "of a single word", "spaced", _is_single),
    ("phrase", "of at most ten words with a phrase of the web's", "english", _has_phrase),
)


def _share(kind: Callable[[str], bool]) -> Callable[[View], float]:
    return lambda view: sum(kind(line.strip()) for line in view.lines) / len(view.lines)


def _flagged_words(view: View) -> float:
    lines = (line.strip() for line in view.lines)
    flagged = (line for line in lines if any(kind(line) for *_, kind in _KINDS))
    return sum(len(line.split()) for line in flagged) / len(view.words)


HEURISTICS: tuple[Heuristic, ...] = (
    *(
        at_most(f"refinedweb.{name}_lines", 0, f"share of lines {meaning}", _share(kind), scope)
        for name, meaning, scope, kind in _KINDS
    ),
    at_most(
        "refinedweb.flagged_words", 0.05, "share of words in such lines", _flagged_words, "english"
    ),
)
"""The lines by their kind, and the words in all of them."""
