"""Compile many RE2 patterns so that texts without a hit cost little.

A gate is one pattern for many: it hits wherever one of them does, and seldom elsewhere. Sets
of patterns (`re2.Set`, `re2.Filter`) note which ones hit, which makes their automata grow
with every new text; a gate only says whether, and its counted gaps are made endless
(`.{2,80}` becomes `.*`), so that its automaton stays small. It takes many lines at once: `^`
and `$` are the ends of lines in it, and nothing in it reaches over one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import re2

_GAP = re.compile(r"\{\d*,\d{2,}\}")
_GROUP = re.compile(r"\(\?P<\w+>")
_OTHERS = re.compile(r"(?<!\\)\[\^")
_MEMORY = 64 << 20


def compile_pattern(pattern: str) -> Any:
    """Compile one RE2 pattern, blind to case."""
    return re2.compile(pattern, pattern_options())


def compile_gate(patterns: Iterable[str]) -> Any:
    """Compile a gate.

    Returns:
        A pattern whose `search` hits a text of one or more lines wherever one of the patterns
        hits one of its lines, and seldom elsewhere.
    """
    loose = (
        _OTHERS.sub(r"[^\\n", _GROUP.sub("(?:", _GAP.sub("*", pattern))) for pattern in patterns
    )
    options = pattern_options()
    options.never_capture = True
    return re2.compile("(?m)" + "|".join(f"(?:{pattern})" for pattern in loose), options)


def pattern_options() -> Any:
    """Give the options of every pattern: blind to case, bounded memory, no log."""
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = _MEMORY
    return options
