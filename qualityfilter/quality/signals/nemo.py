"""NeMo Curator's heuristics for English.

`heuristic_filter_en.yaml` with
`nemo_curator/filters/heuristic_filter.py`, https://github.com/NVIDIA-NeMo/Curator, release 0.7.

Its sentences are lines, its paragraphs what two line feeds part. Where several n-grams are the
commonest, its choice changes from run to run; here it is the first.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence

from qualityfilter.quality.signals.gopher import REPEATED_GRAMS, STOP_WORDS, TOP_GRAMS
from qualityfilter.quality.signals.heuristic import Heuristic, Scope
from qualityfilter.quality.signals.view import View

_PLAIN = re.compile(r"[a-zA-Z0-9\n?!,.]+")
_DIGITS = re.compile(r"\d+")
_URL = re.compile(r"https?://(?:[a-zA-Z0-9]|[$-_@.&+]|[!*(),]|%[0-9a-fA-F]{2})+")
_BRACKETS = "{}⟨⟩[]()"
_BLANKS = "\t\n\r\b "
_BULLETS = tuple("•‣⁃⁌⁍∙○●◘◦⦾⦿")
_END_MARKS = (".", "?", "!", '"', "'")
_ELLIPSES = ("...", "[...]", "…", "(...)", "[…]", "-»", "read more..", "read more")
_POLICIES = (
    "terms of use",
    "privacy policy",
    "cookie policy",
    "uses cookies",
    "privacy overview",
    "use of cookies",
    "use cookies",
    "privacy & cookies policy",
    "privacy and cookies policy",
)
"""The phrases of its list; its longer ones, whole cookie notices, hold one of these but for one."""


def _lengths(found: re.Pattern[str], view: View) -> float:
    return sum(map(len, found.findall(view.text))) / len(view.text)


def _signs(characters: str, view: View) -> float:
    return sum(map(view.text.count, characters)) / len(view.text)


def _symbols(view: View) -> float:
    if not any(sign in view.text for sign in ("#", "...", "…", "-»")):
        return 0.0
    found = sum(word in _ELLIPSES or ("#" in word and _hashed(word)) for word in view.words)
    return found / len(view.words)


def _hashed(word: str) -> bool:
    """Return whether runs of hash signs are more than half as many as the word has characters."""
    return len(re.findall("#+", word)) > len(word) / 2


def _policies(view: View) -> float:
    low = view.lowered
    paragraphs = low.split("\n\n")
    if "lorem ipsum" in low:
        return 1.0
    if not any(policy in low for policy in _POLICIES):
        return 0.0
    found = sum(any(policy in part for policy in _POLICIES) for part in paragraphs)
    return found / len(paragraphs)


def _starting(marks: tuple[str, ...], view: View) -> float:
    return sum(line.strip().startswith(marks) for line in view.lines) / len(view.lines)


def _unended(view: View) -> float:
    return sum(not line.strip().endswith(_END_MARKS) for line in view.lines) / len(view.lines)


def _ellipsis(view: View) -> float:
    return sum(line.strip().lower().endswith(_ELLIPSES) for line in view.lines) / len(view.lines)


def _common_words(view: View) -> int:
    return sum(map(STOP_WORDS.__contains__, view.words))


def _different(parts: Sequence[str]) -> float:
    return len(set(parts)) / len(parts)


def _different_characters(parts: Sequence[str]) -> float:
    return sum(map(len, set(parts))) / max(sum(map(len, parts)), 1)


def _paragraphs(view: View) -> list[str]:
    return view.text.split("\n\n")


def _top_gram(size: int, view: View) -> float:
    """Share of the characters that go when the commonest n-gram is taken out of the text."""
    words, _ = view.top_gram(size)
    if not words:
        return 1.0
    gram = " ".join(words)
    return view.text.count(gram) * len(gram) / len(view.text)


def _repeated_grams(size: int, view: View) -> float:
    """Share of the characters in repeated n-grams, with the blanks between their words."""
    if len(view.words) < size:
        return 1.0
    if size > view.longest_repeat:
        return 0.0
    seen: set[int] = set()
    lengths = view.lengths.tolist()
    characters = overlap = 0
    for at, key in enumerate(view.grams(size)):
        if key in seen:
            characters += sum(lengths[at + overlap : at + size]) + min(size - overlap, size - 1)
            overlap = size
        seen.add(key)
        overlap = max(overlap - 1, 0)
    return characters / len(view.text)


def _make(
    name: str, bounds: tuple[float | None, float | None], meaning: str,
    measure: Callable[[View], float], scope: Scope = "spaced",
) -> Heuristic:  # fmt: skip
    return Heuristic(f"nemo.{name}", "code", meaning, *bounds, scope, measure)


def _gram_heuristics() -> Iterator[Heuristic]:
    for size, most in TOP_GRAMS.items():
        meaning = f"share of characters in the commonest {size}-gram of words"
        yield _make(f"top_{size}_gram", (None, most), meaning, functools.partial(_top_gram, size))
    for size, most in REPEATED_GRAMS.items():
        meaning = f"share of characters in repeated {size}-grams of words"
        yield _make(
            f"repeated_{size}_grams", (None, most), meaning,
            functools.partial(_repeated_grams, size),
        )  # fmt: skip


HEURISTICS = (
    _make("odd_characters", (None, 0.25), "share of characters but ASCII letters, digits and ?!,.",
          lambda view: 1 - _lengths(_PLAIN, view), "english"),
    _make("symbols", (None, 0.1), "share of words that are hash signs or ellipses", _symbols),
    _make("digits", (None, 0.15), "share of characters that are digits",
          functools.partial(_lengths, _DIGITS), "any"),
    _make("urls", (None, 0.2), "share of characters in addresses",
          functools.partial(_lengths, _URL), "any"),
    _make("blanks", (None, 0.25), "share of characters that are blanks",
          functools.partial(_signs, _BLANKS), "any"),
    _make("brackets", (None, 0.1), "share of characters that are brackets",
          functools.partial(_signs, _BRACKETS), "any"),
    _make("policy_paragraphs", (None, 0.4), "share of paragraphs on cookies, terms or privacy",
          _policies, "english"),
    _make("different_lines", (0.7, None), "share of lines that are left without repeats",
          lambda view: _different(view.lines), "any"),
    _make("different_paragraphs", (0.7, None), "share of paragraphs left without repeats",
          lambda view: _different(_paragraphs(view)), "any"),
    _make("different_line_characters", (0.8, None), "share of lines' characters left so",
          lambda view: _different_characters(view.lines), "any"),
    _make("different_paragraph_characters", (0.8, None), "share of paragraphs' characters left so",
          lambda view: _different_characters(_paragraphs(view)), "any"),
    _make("words", (50, 100_000), "words", lambda view: len(view.words)),
    _make("unended_lines", (None, 0.85), "share of lines without an end mark", _unended),
    _make("alphabetic_words", (0.8, None), "share of words with a letter",
          lambda view: view.alphabetic),
    _make("common_words", (2, None), "words that are one of eight English stop words",
          _common_words, "english"),
    _make("mean_word_length", (3, 10), "mean length of words in characters",
          lambda view: float(view.lengths.mean())),
    _make("longest_word", (None, 1000), "characters of the longest word",
          lambda view: float(view.lengths.max())),
    _make("ellipsis_lines", (None, 0.3), "share of lines that end with an ellipsis or “read more”",
          _ellipsis, "any"),
    *_gram_heuristics(),
    _make("bullet_lines", (None, 0.9), "share of lines that start with a bullet",
          functools.partial(_starting, _BULLETS), "any"),
)  # fmt: skip
"""In the order of its table."""
