"""Derive from RE2 patterns the literals that every match of them holds.

From each branch of a pattern come sets of literals, of each of which one stands in whatever
the branch matches (Russ Cox, "Regular Expression Matching with a Trigram Index", and RE2's own
prefilter).
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from qualityfilter.pattern_syntax import END, Node, parse

Strings = frozenset[str]

_SIGNS = " \n.,"
"""Signs that every text is full of."""

_WORDS = frozenset(
    [
        *("a", "an", "and", "as", "at", "by", "can", "could", "for", "from", "get", "has", "been"),
        *("if", "in", "it", "many", "may", "might", "more", "new", "now", "of", "on", "or", "post"),
        *("read", "see", "some", "the", "to", "try", "via", "what", "who", "will", "would"),
    ]
)
"""Words that every text is full of."""

_MOST = 64
"""So many strings at most are multiplied out of one sequence, and so many branches."""

_RUN = 4
"""Of what is repeated, so many in a row at most are looked for."""

_EMPTY = frozenset([""])


@dataclass(frozen=True, slots=True)
class Needed:
    """Literals of which each match of a part of a pattern holds one.

    Attributes:
        literals: in plain letters (see `pattern_syntax.plain`), a line break for a line's
            end; empty if nothing is known.
        before: how many letters at most the match has before the literal.
        after: how many after it.
    """

    literals: Strings = frozenset()
    before: float = 0
    after: float = 0


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the matches of a part: all of them if they are few, else what they hold."""

    exact: Strings | None
    needed: Needed = Needed()


def required(pattern: str) -> tuple[Needed, ...]:
    """Give what a line must hold for a pattern to match in it: what one of its branches needs.

    Args:
        pattern: in the RE2 syntax that the tables use; see `pattern_syntax.parse`.

    Returns:
        One value for each branch of the pattern; none if a branch needs nothing.
    """
    found = [_branch(nodes) for nodes in _branches(parse(pattern))]
    return tuple(branch for branch in found if branch) if all(found) else ()


def _branches(node: Node) -> list[tuple[Node, ...]]:
    """Multiply out the alternatives of a pattern that are no plain strings."""
    if node.kind == "either":
        return [nodes for part in node.parts for nodes in _branches(part)]
    if node.kind != "sequence":
        return [(node,)]
    found: list[tuple[Node, ...]] = [()]
    for part in node.parts:
        inner = _branches(part) if _know(part).exact is None else []
        if not inner or (END,) in inner or len(found) * len(inner) > _MOST:
            inner = [(part,)]  # what has an end of the line for a choice is an edge of a word
        found = [nodes + more for nodes in found for more in inner]
    return found


def _branch(nodes: Sequence[Node]) -> Needed | None:
    """Choose the set of literals that is met least often."""
    starts, ends = nodes[0] is END, nodes[-1] is END
    known = _sequence(nodes, [_know(node) for node in nodes])
    sets = (
        [_useful(Needed(known[0].exact))]
        if known[0].exact is not None
        else [part.needed for part in known]
    )
    found = max(sets, key=_worth)
    size = sum(node.letters for node in nodes)
    if not found.literals and starts and ends and size < math.inf:
        found = Needed(frozenset("\n"), 0, size)
    if not found.literals:
        return None
    return replace(
        found,
        before=found.before if starts else math.inf,
        after=found.after if ends else math.inf,
    )


@functools.lru_cache(maxsize=1 << 14)
def _know(node: Node) -> _Known:
    if node.kind == "chars":
        return _Known(node.chars or None)
    if node.kind == "repeat":
        return _know_repeat(node)
    parts = [_know(part) for part in node.parts]
    if node.kind == "either":
        return _either(parts)
    return max(_sequence(node.parts, parts), key=lambda known: _worth(known.needed))


def _know_repeat(node: Node) -> _Known:
    inner = _know(node.parts[0])
    if (node.least, node.most) == (0, 1) and inner.exact is not None:
        return _Known(inner.exact | _EMPTY)
    if node.least == 0:
        return _Known(None)
    run = min(node.least, _RUN)
    if inner.exact is not None and len(inner.exact) ** run <= _MOST:
        strings = frozenset(map("".join, product(inner.exact, repeat=run)))
        exact = strings if node.most == run else None
        return _Known(exact, _useful(Needed(strings, 0, node.letters)))
    needed, again = _needed(inner), replace(node, most=max(node.most - 1, -1)).letters
    return _Known(None, replace(needed, after=needed.after + again))


def _needed(known: _Known) -> Needed:
    return known.needed if known.exact is None else _useful(Needed(known.exact))


def _either(parts: Sequence[_Known]) -> _Known:
    exact: Strings = frozenset().union(*(part.exact or frozenset() for part in parts))
    if all(part.exact is not None for part in parts):
        return _Known(exact)
    each = [_needed(part) for part in parts]
    if not all(needed.literals for needed in each):
        return _Known(None)
    literals: Strings = frozenset().union(*(needed.literals for needed in each))
    before, after = max(one.before for one in each), max(one.after for one in each)
    return _Known(None, _useful(Needed(literals, before, after)))


def _sequence(nodes: Sequence[Node], parts: Sequence[_Known]) -> list[_Known]:
    """Multiply out runs of parts with few matches: give all there are, or what each run holds."""
    sizes = [node.letters for node in nodes]
    running, start, found = _EMPTY, 0, []
    for number, part in enumerate(parts):
        if part.exact is not None and len(running) * len(part.exact) <= _MOST:
            running = frozenset(one + other for one in running for other in part.exact)
            continue
        found.append(_useful(Needed(running, sum(sizes[:start]), sum(sizes[number:]))))
        before = part.needed.before + sum(sizes[:number])
        after = part.needed.after + sum(sizes[number + 1 :])
        found.append(Needed(part.needed.literals, before, after))
        running, start = (_EMPTY, number + 1) if part.exact is None else (part.exact, number)
    if not found:
        return [_Known(running)]
    found.append(_useful(Needed(running, sum(sizes[:start]), 0)))
    return [_Known(None, needed) for needed in found]


def _useful(needed: Needed) -> Needed:
    """Give nothing in place of literals one of which stands in every line."""
    return needed if needed.literals and all(map(_rarity, needed.literals)) else Needed()


def _worth(needed: Needed) -> float:
    """Say how seldom one of the literals will be met; 0 for no literals."""
    often = sum(math.exp(-_rarity(literal)) for literal in needed.literals)
    return max(8 - math.log(often), 0.1) if often else 0


def _rarity(string: str) -> float:
    """Give 0 for what stands in every line, and more the longer and odder a string is."""
    inner = string.strip(_SIGNS)
    if len(string) < 2 and (not inner or "a" <= inner <= "z"):
        return 0
    letters = 1 if inner in _WORDS else sum(map(_oddity, inner)) - _COMMON * (len(inner) <= _SHORT)
    return max(letters, 0.1) + 0.3 * (len(string) - len(inner)) + 4 * ("\n" in string)


_SHORT, _COMMON = 3, 1
"""So many letters in a row stand in many a word, which takes so much off their rarity."""


def _oddity(character: str) -> float:
    if character.isalnum():
        return 1
    return 0.8 if character in "'\"-" else 2.5
