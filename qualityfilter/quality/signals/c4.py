"""The heuristics of C4 and mC4.

Raffel et al. 2020, "Exploring the Limits of Transfer Learning", section 2.2,
https://jmlr.org/papers/v21/20-074.html, and Xue et al. 2021, "mT5", section 3.1,
https://aclanthology.org/2021.naacl-main.41; code in `c4_utils.py` of TensorFlow Datasets.

The rules for lines take lines away; here each gives the share of the lines that it would take.
The first arXiv version of the paper asks for 5 sentences and 3 words a line, as datatrove
does; the printed one, which is followed here, and the code for 3 sentences and 5 words.
"""

from __future__ import annotations

from collections.abc import Callable

from qualityfilter.quality.signals.heuristic import Heuristic
from qualityfilter.quality.signals.view import View
from qualityfilter.text.sentences import sentence_ends

_END_MARKS = (".", "?", "!", '"')
_MIN_WORDS = 5
_MAX_WORD = 1000
_POLICIES = (
    "terms of use",
    "privacy policy",
    "cookie policy",
    "uses cookies",
    "use of cookies",
    "use cookies",
)
_LONG_LINE = 200


def _ends(line: str) -> bool:
    return line.endswith(_END_MARKS) and not line.endswith("...")


def _is_short(line: str) -> bool:
    return len(line.split(None, _MIN_WORDS)) < _MIN_WORDS


def _has_long_word(line: str) -> bool:
    return len(line) > _MAX_WORD and any(len(word) > _MAX_WORD for word in line.split())


def _has_javascript(line: str) -> bool:
    return "javascript" in line.lower()


def _has_policy(line: str) -> bool:
    low = line.lower()
    return any(policy in low for policy in _POLICIES)


def _share(taken: Callable[[str], bool]) -> Callable[[View], float]:
    return lambda view: sum(map(taken, view.uncited)) / len(view.uncited)


def _kept(view: View, *rules: Callable[[str], bool]) -> list[str]:
    lines = (line for line in view.uncited if not _has_long_word(line))
    return [line for line in lines if _ends(line) and not any(rule(line) for rule in rules)]


def _sentences(view: View) -> int:
    kept = _kept(view, _is_short, _has_javascript, _has_policy)
    return sum(len(sentence_ends(line)) for line in kept)


def _curly_brackets(view: View) -> int:
    if "{" not in view.text:
        return 0
    return sum("{" in line for line in _kept(view, _is_short, _has_javascript))


def _lorem_ipsum(view: View) -> int:
    if "lorem ipsum" not in view.lowered:
        return 0
    return sum("lorem ipsum" in line.lower() for line in _kept(view, _is_short))


def _long_lines(view: View) -> int:
    return sum(len(line) >= _LONG_LINE for line in view.text.split("\n"))


HEURISTICS = (
    Heuristic(
        "c4.unended_lines", "code", "share of lines without an end mark, or with an ellipsis",
        None, 0, "spaced", _share(lambda line: not _ends(line)),
    ),
    Heuristic(
        "c4.short_lines", "code", "share of lines of fewer than 5 words",
        None, 0, "spaced", _share(_is_short),
    ),
    Heuristic(
        "c4.long_word_lines", "code", "share of lines with a word of over 1,000 characters",
        None, 0, "spaced", _share(_has_long_word),
    ),
    Heuristic(
        "c4.javascript_lines", "code", "share of lines that name JavaScript",
        None, 0, "any", _share(_has_javascript),
    ),
    Heuristic(
        "c4.policy_lines", "code", "share of lines that name cookies, terms or privacy policies",
        None, 0, "english", _share(_has_policy),
    ),
    Heuristic(
        "c4.sentences", "code", "sentences in the lines that are left", 3, None, "spaced",
        _sentences,
    ),
    Heuristic(
        "c4.curly_brackets", "code", "lines left that hold a curly bracket", None, 0, "any",
        _curly_brackets,
    ),
    Heuristic(
        "c4.lorem_ipsum", "code", "lines left that hold “lorem ipsum”", None, 0, "any",
        _lorem_ipsum,
    ),
    Heuristic(
        "mc4.long_lines", "code", "lines of 200 or more characters", 3, None, "any", _long_lines
    ),
)  # fmt: skip
"""In the order of the code."""
