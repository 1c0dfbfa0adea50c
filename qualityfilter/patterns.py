"""Compile many RE2 patterns so that texts without a hit cost little.

A gate is one pattern for many: it hits wherever one of them does, and seldom elsewhere. Sets
of patterns (`re2.Set`, `re2.Filter`) note which ones hit, which makes their automata grow
with every new text; a gate only says whether, and its counted gaps are made endless
(`.{2,80}` becomes `.*`), so that its automaton stays small. Measured on 500 news texts with
190 rules: 0.6 ms a text by gates of about sixteen rules, 5 ms by `re2.Filter`, and over
10 ms by one `re2.Set`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import re2

_GAP = re.compile(r"\{\d*,\d{2,}\}")
_GROUP = re.compile(r"\(\?P<\w+>")
_MEMORY = 64 << 20


def compile_pattern(pattern: str) -> Any:
    """Compile one RE2 pattern, blind to case."""
    return re2.compile(pattern, pattern_options())


def compile_gate(patterns: Iterable[str]) -> Any:
    """Compile a gate: its `search` hits wherever one of the patterns does, and seldom elsewhere."""
    loose = (_GROUP.sub("(?:", _GAP.sub("*", pattern)) for pattern in patterns)
    options = pattern_options()
    options.never_capture = True
    return re2.compile("|".join(f"(?:{pattern})" for pattern in loose), options)


def pattern_options() -> Any:
    """Give the options of every pattern: blind to case, bounded memory, no log."""
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = _MEMORY
    return options
