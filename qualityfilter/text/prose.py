"""How many words a text has, and whether a line ends a sentence, in every script."""

from __future__ import annotations

import re

ENDS = tuple(".!?…:;。！？：；।॥؟۔؛។။።")
"""What ends a sentence, or leads over to what follows it."""

_CLOSERS = "\"')]}»”’」』）】 "

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+")
_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]+")

_LETTERS_A_WORD = 5
"""Characters of a word in Thai, Lao, Burmese and Khmer, vowel signs counted."""

_IDEOGRAPHS_A_WORD = 2
"""Characters of a word in Chinese and Japanese."""

_SENTENCE = 12
"""A line of so many words in Thai or a script like it is a sentence: these have no full stop."""


def count_words(text: str) -> int:
    """The number of words: what stands between blanks; where a script has none, by its length."""
    if text.isascii():
        return len(text.split())
    ideographs, letters = _length(_IDEOGRAPHS, text), _length(_UNSPACED, text)
    if not ideographs + letters:
        return len(text.split())
    others = _UNSPACED.sub(" ", _IDEOGRAPHS.sub(" ", text)).split()
    spaced = sum(any(map(str.isalnum, word)) for word in others)
    return spaced + -(-ideographs // _IDEOGRAPHS_A_WORD) + -(-letters // _LETTERS_A_WORD)


def ends_sentence(line: str) -> bool:
    """Whether a line ends as sentences do, closing quotation marks and brackets aside."""
    last = line.rstrip(_CLOSERS)
    if last.endswith(ENDS):
        return True
    return bool(_UNSPACED.match(last[-1:])) and count_words(line) >= _SENTENCE


def _length(pattern: re.Pattern[str], text: str) -> int:
    return sum(map(len, pattern.findall(text)))
