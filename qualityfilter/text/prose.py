"""How many words a text has, and whether a line ends a sentence, in every script."""

from __future__ import annotations

import re
from collections.abc import Sequence

ENDS = tuple(".!?…:;。！？：；।॥؟۔؛។။።")
"""What ends a sentence, or leads over to what follows it."""

_CLOSERS = "\"')]}»”’」』）】 "

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+")
_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]+")
_ANY = re.compile(f"{_UNSPACED.pattern}|{_IDEOGRAPHS.pattern}")

_LETTERS_A_WORD = 5
"""Characters of a word in Thai, Lao, Burmese and Khmer, vowel signs counted."""

_IDEOGRAPHS_A_WORD = 2
"""Characters of a word in Chinese and Japanese."""

_SENTENCE = 12
"""A line of so many words in Thai or a script like it is a sentence: these have no full stop."""


def count_words(text: str) -> int:
    """The number of words: what stands between blanks; where a script has none, by its length."""
    return _count(text) if _has_unspaced(text) else len(text.split())


def words_and_ends(lines: Sequence[str]) -> tuple[list[int], list[bool]]:
    """How many words each line has, and whether it ends as sentences do.

    Closing quotation marks and brackets aside. Words are those of `count_words`.
    """
    ended = [line.rstrip(_CLOSERS).endswith(ENDS) for line in lines]
    if not _has_unspaced("\n".join(lines)):
        return [len(line.split()) for line in lines], ended
    words = list(map(_count, lines))
    long = [
        count >= _SENTENCE and _UNSPACED.match(line.rstrip(_CLOSERS)[-1:]) is not None
        for line, count in zip(lines, words, strict=True)
    ]
    return words, [any(pair) for pair in zip(ended, long, strict=True)]


def _has_unspaced(text: str) -> bool:
    return not text.isascii() and _ANY.search(text) is not None


def _count(line: str) -> int:
    ideographs, letters = _length(_IDEOGRAPHS, line), _length(_UNSPACED, line)
    if not ideographs + letters:
        return len(line.split())
    others = _UNSPACED.sub(" ", _IDEOGRAPHS.sub(" ", line)).split()
    spaced = sum(any(map(str.isalnum, word)) for word in others)
    return spaced + -(-ideographs // _IDEOGRAPHS_A_WORD) + -(-letters // _LETTERS_A_WORD)


def _length(pattern: re.Pattern[str], text: str) -> int:
    return sum(map(len, pattern.findall(text)))
