"""Read the part of RE2's syntax that the tables of rules and cues use.

https://github.com/google/re2/wiki/Syntax; flags are read over, for case does not matter here.
"""

from __future__ import annotations

import functools
import math
import re
from dataclasses import dataclass
from typing import Literal

import numpy as np

from qualityfilter.characters import CharArray, translate

_GROUP = re.compile(r"\(\?(?:P<\w+>|[-ims]*:)|\((?!\?)")
_FLAGS = re.compile(r"\(\?[-ims]+\)")
_REPEAT = re.compile(r"([*+?]|\{\d+(?:,\d*)?\})\??")
_HEX = re.compile(r"\\x(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{2}))")
_NO_LETTER = re.compile(r"\\[ds]|\\p\{[^L]\w*\}")
_EDGE = re.compile(r"\\[bBAz]")
_KIND = re.compile(r"\\(?:[pP](?:\{\^?\w+\}|\w)|[dDsSwW])")


@dataclass(frozen=True, eq=False)
class Node:
    """A part of a pattern.

    Attributes:
        kind: `sequence` or `either` of `parts`, `repeat` of the one part, or `chars`.
        parts: what it is made of.
        chars: of `chars`, the plain characters (see `plain`), one of which it matches; empty
            for more than are worth a list.
        letter: of `chars`, whether that may be a letter.
        least: of `repeat`, how often at least.
        most: how often at most; -1 for no limit.
    """

    kind: Literal["sequence", "either", "repeat", "chars"]
    parts: tuple[Node, ...] = ()
    chars: frozenset[str] = frozenset()
    letter: bool = True
    least: int = 1
    most: int = 1

    @functools.cached_property
    def letters(self) -> float:
        """How many letters there are at most in what it matches."""
        if self.kind == "chars":
            return float(self.letter)
        sizes = [part.letters for part in self.parts]
        if self.kind == "repeat":
            return sizes[0] and sizes[0] * (math.inf if self.most < 0 else self.most)
        return max(sizes) if self.kind == "either" else sum(sizes)


END = Node("chars", chars=frozenset("\n"), letter=False)
"""An end of the line, `^` or `$`, taken as the line break that stands there."""


def plain(text: str) -> str:
    """Lower the case one for one, as RE2 takes letters to be the same; digits become `0`."""
    return translate(text, _plain())


_CASED = 0x20000
"""No letter from here on has a case."""


@functools.cache
def _plain() -> CharArray:
    return np.array([ord(_plain_one(chr(point))) for point in range(_CASED)], dtype=np.uint32)


def _plain_one(character: str) -> str:
    if character.isdigit():
        return "0"
    forms = (character.upper().lower(), character.lower(), character)
    return next(form for form in forms if len(form) == 1)


def parse(pattern: str) -> Node:
    """Read a pattern.

    Raises:
        ValueError: it holds what this does not read.
    """
    node, position = _either(pattern, 0)
    if position != len(pattern):
        raise ValueError(f"cannot read {pattern!r} at {position}")
    return node


def _either(pattern: str, position: int) -> tuple[Node, int]:
    branches = []
    while True:
        branch, position = _sequence(pattern, position)
        branches.append(branch)
        if pattern[position : position + 1] != "|":
            return Node("either", tuple(branches)), position
        position += 1


def _sequence(pattern: str, position: int) -> tuple[Node, int]:
    parts: list[Node] = []
    while position < len(pattern) and pattern[position] not in "|)":
        if match := _FLAGS.match(pattern, position):
            position = match.end()
            continue
        part, position = _atom(pattern, position)
        if match := _REPEAT.match(pattern, position):
            part, position = _repeated(part, match[1]), match.end()
        parts.append(part)
    return Node("sequence", tuple(parts)), position


def _repeated(part: Node, sign: str) -> Node:
    if sign in "*+?":
        least, most = {"*": (0, -1), "+": (1, -1), "?": (0, 1)}[sign]
    else:
        low, comma, high = sign.strip("{}").partition(",")
        least, most = int(low), int(high) if high else (-1 if comma else int(low))
    return Node("repeat", (part,), least=least, most=most)


def _atom(pattern: str, position: int) -> tuple[Node, int]:
    if match := _GROUP.match(pattern, position):
        node, position = _either(pattern, match.end())
        if pattern[position : position + 1] != ")":
            raise ValueError(f"cannot read {pattern!r}: a group is not closed")
        return node, position + 1
    if pattern[position] == "[":
        return _class(pattern, position + 1)
    if match := _EDGE.match(pattern, position):
        return Node("sequence"), match.end()
    if pattern[position] in ".^$":
        return (Node("chars") if pattern[position] == "." else END), position + 1
    return _character(pattern, position)


def _character(pattern: str, position: int) -> tuple[Node, int]:
    """Read one character, plain or escaped, or an escape for many."""
    if match := _KIND.match(pattern, position):
        chars = frozenset("0" if match[0] == r"\d" else "")
        letter = _NO_LETTER.fullmatch(match[0]) is None
        return Node("chars", chars=chars, letter=letter), match.end()
    if match := _HEX.match(pattern, position):
        return _one(chr(int(match[1] or match[2], 16))), match.end()
    if pattern[position] != "\\":
        return _one(pattern[position]), position + 1
    if pattern[position + 1].isalnum():
        raise ValueError(f"cannot read {pattern!r} at {position}")
    return _one(pattern[position + 1]), position + 2


@functools.cache
def _one(character: str) -> Node:
    return Node("chars", chars=frozenset([plain(character)]), letter=character.isalpha())


_FEW = 24
_DIGIT = frozenset("0")


def _class(pattern: str, position: int) -> tuple[Node, int]:
    """Read what stands in brackets; a long or negated list counts as any character."""
    negated = pattern[position] == "^"
    start = position = position + negated
    chars: set[str] = set()
    few, letter = not negated, False
    while position == start or pattern[position] != "]":
        if pattern.startswith("[:", position):
            raise ValueError(f"cannot read {pattern!r} at {position}")
        node, position = _character(pattern, position)
        chars |= node.chars
        few, letter = few and bool(node.chars), letter or node.letter
        if pattern[position] == "-" and pattern[position + 1] != "]":
            last, position = _character(pattern, position + 1)
            few = few and node.chars | last.chars == _DIGIT
            letter = letter or last.letter or _reaches_letter(node.chars, last.chars)
    if negated:
        letter = r"\p{L}" not in pattern[start:position]
    few = few and len(chars) <= _FEW
    return Node("chars", chars=frozenset(chars if few else ()), letter=letter), position + 1


def _reaches_letter(first: frozenset[str], last: frozenset[str]) -> bool:
    low, high = (ord(character) for character in (*first, *last))
    return any(chr(point).isalpha() for point in range(low, high + 1))
