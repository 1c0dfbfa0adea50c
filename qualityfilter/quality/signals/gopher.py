"""The heuristics of Gopher.

Rae et al. 2021, "Scaling Language Models: Methods, Analysis & Insights from Training
Gopher", appendix A.1.1 with table A1, https://arxiv.org/abs/2112.11446; there is no code of its
authors. Where the paper leaves open how to count, datatrove is followed.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from qualityfilter.quality.signals.heuristic import Heuristic, at_least, at_most
from qualityfilter.quality.signals.view import View

STOP_WORDS = frozenset(("the", "be", "to", "of", "and", "that", "have", "with"))
TOP_GRAMS = {2: 0.20, 3: 0.18, 4: 0.16}
"""Most of a text's characters that may lie in its commonest n-gram of words."""
REPEATED_GRAMS = {5: 0.15, 6: 0.14, 7: 0.13, 8: 0.12, 9: 0.11, 10: 0.10}
"""Most of a text's characters that may lie in repeated n-grams of words."""


def _mean_length(view: View) -> float:
    return sum(view.lexical) / max(len(view.lexical), 1)


def _hashes(view: View) -> float:
    return view.text.count("#") / len(view.words)


def _ellipses(view: View) -> float:
    return (view.text.count("...") + view.text.count("…")) / len(view.words)


def _bullets(view: View) -> float:
    return sum(row.lstrip().startswith(("•", "-")) for row in view.rows) / len(view.rows)


def _ellipsis_rows(view: View) -> float:
    return sum(row.rstrip().endswith(("...", "…")) for row in view.rows) / len(view.rows)


def _stop_words(view: View) -> int:
    return len(STOP_WORDS.intersection(view.words))


def top_gram(size: int, view: View) -> float:
    """Return the share of the characters that lies in the commonest n-gram, blanks included."""
    words, count = view.top_gram(size)
    return len(" ".join(words)) * count / len(view.text)


def repeated_grams(size: int, view: View) -> float:
    """Return the share of the characters, without blanks, that lies in repeated n-grams.

    Read from left to right; what is counted once is not counted again.
    """
    if size > view.longest_repeat:
        return 0.0
    seen: set[int] = set()
    keys, lengths = view.grams(size), view.lengths
    at = characters = 0
    while at < len(keys):
        if keys[at] in seen:
            characters += int(lengths[at : at + size].sum())
            at += size
        else:
            seen.add(keys[at])
            at += 1
    return characters / len(view.text)


def _gram_heuristics() -> Iterator[Heuristic]:
    for size, most in TOP_GRAMS.items():
        yield at_most(
            f"gopher.top_{size}_gram",
            most,
            f"share of characters in the commonest {size}-gram of words",
            functools.partial(top_gram, size),
            "spaced",
        )
    for size, most in REPEATED_GRAMS.items():
        yield at_most(
            f"gopher.repeated_{size}_grams",
            most,
            f"share of characters in repeated {size}-grams of words",
            functools.partial(repeated_grams, size),
            "spaced",
        )


HEURISTICS = (
    Heuristic(
        "gopher.words", "paper", "words that are not punctuation alone", 50, 100_000, "spaced",
        lambda view: len(view.lexical),
    ),
    Heuristic(
        "gopher.mean_word_length", "paper", "mean length of these words in characters", 3, 10,
        "spaced", _mean_length,
    ),
    at_most("gopher.hashes", 0.1, "hash signs for each word", _hashes, "spaced"),
    at_most("gopher.ellipses", 0.1, "ellipses for each word", _ellipses, "spaced"),
    at_most("gopher.bullet_lines", 0.9, "share of lines that start with a bullet", _bullets),
    at_most("gopher.ellipsis_lines", 0.3, "share of lines that end with an ellipsis",
            _ellipsis_rows),
    at_least("gopher.alphabetic_words", 0.8, "share of words with a letter",
             lambda view: view.alphabetic, "spaced"),
    at_least("gopher.stop_words", 2, "how many of eight English stop words occur", _stop_words,
             "english"),
    at_most("gopher.repeated_lines", 0.3, "share of lines that repeat an earlier one",
            lambda view: view.repeated_lines[0]),
    at_most("gopher.repeated_paragraphs", 0.3, "share of paragraphs that repeat an earlier one",
            lambda view: view.repeated_paragraphs[0]),
    at_most("gopher.repeated_line_characters", 0.2, "share of characters in repeated lines",
            lambda view: view.repeated_lines[1]),
    at_most("gopher.repeated_paragraph_characters", 0.2,
            "share of characters in repeated paragraphs",
            lambda view: view.repeated_paragraphs[1]),
    *_gram_heuristics(),
)  # fmt: skip
"""Quality first, then table A1."""
