"""One text as the published heuristics see it; each part is made once, when it is asked for."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from qualityfilter.text.characters import IntArray, U64Array, mix

_PARAGRAPHS = re.compile(r"\n{2,}")
_LINES = re.compile(r"\n+")
_CITATION = re.compile(r"\[\d*\]|\[edit\]|\[citation needed\]")
_LETTER = re.compile(r"[^\W\d_]")
_BASE = np.uint64(0x9E3779B97F4A7C15)


class View:
    """A text that is not blank, cut into words, lines and paragraphs.

    Words are what stands between blanks, as in the papers; the libraries that tokenize find more
    of them, for they count punctuation marks.

    Args:
        text: the text.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @functools.cached_property
    def lowered(self) -> str:
        """The text in lower case."""
        return self.text.lower()

    @functools.cached_property
    def words(self) -> list[str]:
        """What stands between blanks."""
        return self.text.split()

    @functools.cached_property
    def lengths(self) -> IntArray:
        """Characters of each word."""
        return np.fromiter(map(len, self.words), np.int64, len(self.words))

    @functools.cached_property
    def lexical(self) -> list[int]:
        """Lengths of the words that are not punctuation alone."""
        return [len(word) for word in self.words if word[0].isalnum() or _has_alnum(word)]

    @functools.cached_property
    def alphabetic(self) -> float:
        """Share of words with at least one letter."""
        found = sum(word.isalpha() or bool(_LETTER.search(word)) for word in self.words)
        return found / len(self.words)

    @functools.cached_property
    def rows(self) -> list[str]:
        """Every line, blank ones among them, as `str.splitlines` cuts them."""
        return self.text.splitlines()

    @functools.cached_property
    def lines(self) -> list[str]:
        """The lines that are not blank, cut at line feeds."""
        return [line for line in self.text.split("\n") if line.strip()]

    @functools.cached_property
    def uncited(self) -> list[str]:
        """The lines that are not blank, without outer blanks and Wikipedia's marks of citations."""
        lines = [row.strip() for row in self.rows if row and not row.isspace()]
        return [_CITATION.sub("", line) for line in lines] if "[" in self.text else lines

    @functools.cached_property
    def repeated_lines(self) -> tuple[float, float]:
        """Share of lines that repeat an earlier one, and of the text's characters in them."""
        return self._repeated(_LINES.split(self.text))

    @functools.cached_property
    def repeated_paragraphs(self) -> tuple[float, float]:
        """The same for paragraphs, which blank lines part."""
        return self._repeated(_PARAGRAPHS.split(self.text.strip()))

    def _repeated(self, parts: Sequence[str]) -> tuple[float, float]:
        count, characters = repeated(parts)
        return count / len(parts), characters / len(self.text)

    @functools.cached_property
    def _grams(self) -> list[U64Array]:
        """Hashes of the word n-grams for n from 1 to 10."""
        numbers: dict[str, int] = {}
        ids = [numbers.setdefault(word, len(numbers)) for word in self.words]
        ones = mix(np.array(ids, dtype=np.uint64) + np.uint64(1))
        grams = [ones]
        for size in range(2, 11):
            grams.append(grams[-1][:-1] * _BASE + ones[size - 1 :] if len(grams[-1]) else ones[:0])
        return grams

    @functools.cached_property
    def _tops(self) -> dict[int, tuple[list[str], int]]:
        return {}

    def top_gram(self, size: int) -> tuple[list[str], int]:
        """Return the commonest n-gram of words, the first of several, and how often it comes."""
        if size not in self._tops:
            self._tops[size] = self._top_gram(self.grams(size), size)
        return self._tops[size]

    def _top_gram(self, hashes: Sequence[int], size: int) -> tuple[list[str], int]:
        if not hashes:
            return [], 0
        key, count = Counter(hashes).most_common(1)[0]
        first = hashes.index(key)
        return self.words[first : first + size], count

    @functools.cached_property
    def longest_repeat(self) -> int:
        """How many words the longest n-gram has, of 4 to 10, that comes twice; 4 if none does."""
        for size in range(5, 11):
            hashes = self.grams(size)
            if len(set(hashes)) == len(hashes):
                return size - 1
        return 10

    def grams(self, size: int) -> list[int]:
        """Return the hashes of the n-grams of words, in order."""
        found: list[int] = self._grams[size - 1].tolist()
        return found


def repeated(parts: Sequence[str]) -> tuple[int, int]:
    """Count the parts that repeat an earlier one, and their characters."""
    if len(set(parts)) == len(parts):
        return 0, 0
    seen: set[str] = set()
    again = [part for part in parts if part in seen or seen.add(part)]  # type: ignore[func-returns-value]
    return len(again), sum(map(len, again))


def _has_alnum(word: str) -> bool:
    return any(map(str.isalnum, word))
