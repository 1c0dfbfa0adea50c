"""Try a user's rule on its own examples, the way it will be matched."""

from __future__ import annotations

import re2

from qualityfilter.core.data import Evidence
from qualityfilter.rules.engine import Lines, RuleSet
from qualityfilter.rules.rule import Rule
from qualityfilter.text.characters import fold
from qualityfilter.text.patterns import compile_pattern, searchable
from qualityfilter.text.segments import fold_marks, lay_out_lines

_LONGEST = 5000
"""Characters of the longest pattern that is compiled: of 20,000 nested brackets RE2 makes 5.8 GB,
and the memory grows with their square."""


def fault(rule: Rule) -> str:
    """Return what is wrong with a rule's pattern, or with how it takes its examples, or nothing."""
    if refused := unfit(rule.pattern):
        return refused
    compiled = compile_pattern(rule.pattern)
    for text in ("", *map(fold, (*rule.hits, *rule.misses))):
        if any(found.start() == found.end() for found in compiled.finditer(searchable(text))):
            return "the pattern matches the empty string"
    missed = next((text for text in rule.hits if not _found(rule, text)), None)
    if missed is not None:
        return f"it must hit {missed!r}, and does not"
    hit = next((text for text in rule.misses if _found(rule, text)), None)
    return "" if hit is None else f"it must miss {hit!r}, and does not"


def unfit(pattern: str) -> str:
    """Return why a pattern cannot be used, or nothing."""
    if len(pattern) > _LONGEST:
        return f"the pattern has more than {_LONGEST:,} characters: make several rules of it"
    if odd := [one for one, other in zip(pattern, fold(pattern), strict=True) if one != other]:
        return (
            f"the pattern holds {odd[0]!r}, which no line does: quotation marks, dashes and blanks "
            f"are matched as {fold(odd[0])!r}"
        )
    if "\\C" in pattern:
        return r"the pattern holds \C, which matches half a character"
    try:
        compile_pattern(pattern)
    except re2.error as error:
        reason = error.args[0]
        said = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
        return f"RE2, which knows no backreference and no lookaround, refuses the pattern: {said}"
    return ""


def _found(rule: Rule, text: str) -> list[Evidence]:
    lines = lay_out_lines(text, fold_marks(text))
    seen = Lines(lines.starts.tolist(), lines.contents)
    return RuleSet([rule], {rule.id: 1.0}).match(seen)
