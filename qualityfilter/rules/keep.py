"""What is never cut: phrases and patterns that the settings name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from qualityfilter.core.data import Evidence
from qualityfilter.core.errors import SettingsError
from qualityfilter.rules.phrases import Kind, Phrases, make_phrases
from qualityfilter.rules.trial import unfit
from qualityfilter.text.patterns import compile_pattern, searchable
from qualityfilter.text.segments import SegmentedText, fold_marks

SOURCE = "keep:"
"""Starts the source of evidence of what is kept; the entry of the settings follows."""

_LONGEST = 200
"""Characters of the longest phrase."""

_MOST_MATCHES = 200
"""So many matches of a pattern in one line are looked at, for each may have to look at all of the
line; from the last of these on the whole line is kept."""


@dataclass(frozen=True, eq=False)
class Keep:
    """What is never cut, ready for use.

    Attributes:
        phrases: in any language; their kinds are the entries. None: there are none.
        patterns: each with its entry.
    """

    phrases: Phrases | None = None
    patterns: tuple[tuple[str, Any], ...] = ()

    def find(self, lines: SegmentedText) -> list[Evidence]:
        """The ranges of a text that are kept, sorted and disjoint, without outer blanks.

        Args:
            lines: of the text; each is searched by itself.
        """
        if self.phrases is None and not self.patterns:
            return []
        found = {*self._of_phrases(lines), *self._of_patterns(lines)}
        kept: list[Evidence] = []
        for start, end, entry in sorted(found, key=lambda each: (each[0], -each[1], each[2])):
            if kept and start < kept[-1].end:
                kept[-1] = replace(kept[-1], end=max(end, kept[-1].end))
            else:
                reason = f"the settings keep {entry!r}"
                kept.append(Evidence(start, end, "body", 1.0, SOURCE + entry, reason))
        return kept

    def _of_phrases(self, lines: SegmentedText) -> Iterator[tuple[int, int, str]]:
        if self.phrases is None:
            return
        first = 0
        shifts, firsts = [], []
        for start, content in zip(lines.starts.tolist(), lines.contents, strict=True):
            shifts.append(start - first)
            firsts.append(first)
            first += len(content) + 1
        found = self.phrases.scan("\n".join(lines.contents))
        at = 0
        for group, start, end in zip(
            found.groups.tolist(), found.starts.tolist(), found.ends.tolist(), strict=True
        ):
            while at + 1 < len(firsts) and firsts[at + 1] <= start:
                at += 1
            yield start + shifts[at], end + shifts[at], self.phrases.kinds[group].name

    def _of_patterns(self, lines: SegmentedText) -> Iterator[tuple[int, int, str]]:
        for first, content in zip(lines.starts.tolist(), lines.contents, strict=True):
            for entry, pattern in self.patterns:
                for start, end in _matches(pattern, content):
                    yield first + start, first + end, entry


def _matches(pattern: Any, line: str) -> Iterator[tuple[int, int]]:
    """The ranges of a line that a pattern matches, without outer blanks."""
    for number, match in enumerate(islice(pattern.finditer(searchable(line)), _MOST_MATCHES), 1):
        start, end = match.span()
        if number == _MOST_MATCHES:
            end = len(line)
        inside = line[start:end]
        start, end = end - len(inside.lstrip()), start + len(inside.rstrip())
        if start < end:
            yield start, end


def keep_of(entries: Sequence[str]) -> Keep:
    """Make ready what is never cut.

    Args:
        entries: phrases, and patterns between slashes; see `Settings.keep`.

    Raises:
        SettingsError: a phrase is empty or longer than 200 characters, or a pattern is none of
            RE2's, or matches the empty string.
    """
    known = sorted({*entries})
    phrases = [each for each in known if not _is_pattern(each)]
    patterns = [each for each in known if _is_pattern(each)]
    kinds = [Kind("body", each, "", "") for each in phrases]
    forms = [_form(each) for each in phrases]
    owners = [(number, 0) for number in range(len(kinds))]
    return Keep(
        make_phrases(kinds, forms, owners) if phrases else None,
        tuple((each, _compiled(each)) for each in patterns),
    )


def _is_pattern(entry: str) -> bool:
    return len(entry) > 1 and entry.startswith("/") and entry.endswith("/")


def _form(entry: str) -> str:
    """A phrase as it stands in a folded line."""
    form = " ".join(fold_marks(entry).split())
    if not form:
        raise SettingsError(f"keep: {entry!r} is no phrase: it holds nothing but blanks")
    if len(form) > _LONGEST:
        raise SettingsError(
            f"keep: the phrase {form[:40]!r}... has more than {_LONGEST} characters: "
            "give its beginning"
        )
    return form


def _compiled(entry: str) -> Any:
    if fault := unfit(entry[1:-1]):
        raise SettingsError(f"keep: {entry!r}: {fault}")
    pattern = compile_pattern(entry[1:-1])
    if pattern.search("") is not None:
        raise SettingsError(f"keep: {entry!r}: the pattern matches the empty string")
    return pattern
