"""What a cue is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    r"""Words that hedge the sentence they stand in.

    Patterns are RE2, blind to case, and are searched in one sentence at a time: folded (see
    `text.characters.fold`), without its outer blanks. RE2's `\b` and `\w` know ASCII only: write
    `\p{L}`.

    Attributes:
        id: `label.name`, unique.
        label: one of `data.HEDGE_LABELS`.
        pattern: the RE2 pattern; the group `cue`, where there is one, holds the cue itself.
        unless: RE2 pattern of what looks alike and hedges nothing, or None. It starts at
            a word's edge; a cue that touches a match of it in the same sentence does not count.
        reason: one line for a reader.
        source: where the cue comes from: what was seen, or who published it.
        hits: two texts that it must hit.
        misses: two texts that hold its key word and that it must not hit.
        core: RE2 pattern, looked for from the cue's first character on, of what is shown as
            the cue; None where that is all of it.
    """

    id: str
    label: str
    pattern: str
    unless: str | None
    reason: str
    source: str
    hits: tuple[str, str]
    misses: tuple[str, str]
    core: str | None = None


def whole_words(inner: str) -> str:
    """Write a pattern of whole words: no letter stands right before or after them."""
    return rf"(?:^|[^\p{{L}}])(?P<cue>{inner})(?:[^\p{{L}}]|$)"
