"""What a rule is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Scope = Literal["line", "sentence", "match"]


@dataclass(frozen=True, slots=True)
class Rule:
    r"""One pattern for one kind of junk.

    Patterns are RE2, blind to case, and are searched in one line at a time: folded (see
    `text.characters.fold`: plain spaces, straight quotation marks, `-` for every dash), without its
    outer blanks. `^` and `$` are therefore the ends of the line. RE2's `\b` and `\w` know
    ASCII only: write `\p{L}`, or `(?:^|[^\p{L}])` for a word's edge.

    Attributes:
        id: `family.name`, unique.
        label: the label it gives, one of `LABELS`.
        pattern: the RE2 pattern. With a group named `junk`, that group is the match.
        reason: one line for a reader.
        source: where the rule comes from: what was seen, or who published it.
        hits: texts that it must hit, at least two.
        misses: likewise texts that hold its key word and that it must not hit.
        scope: what falls with a hit: the whole `line`, the `sentence` that the match lies
            in, or the `match` alone.
    """

    id: str
    label: str
    pattern: str
    reason: str
    source: str
    hits: tuple[str, ...]
    misses: tuple[str, ...]
    scope: Scope = "line"

    @property
    def family(self) -> str:
        """The part of the id before the dot."""
        return self.id.partition(".")[0]
