"""An article's body as the page's own data has it, beside what the page shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from qualityfilter.core.data import Block

_ARTICLE = 200
"""A body of fewer characters is no article but a summary."""

_SHOWN = 0.1
"""An article is missing from a page that shows less than this share of it."""


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """An article's body as the page's data has it.

    Attributes:
        text: of it, empty if the data has none.
        words: its words, in lower case.
        runs: its runs of three words.
    """

    text: str
    words: frozenset[str]
    runs: frozenset[tuple[str, str, str]]

    @classmethod
    def of(cls, text: str) -> Body:
        """Take a body's words apart."""
        words = _words_of(text)
        return cls(text, frozenset(words), frozenset(_runs(words)))

    @property
    def is_article(self) -> bool:
        """Whether it is as long as an article."""
        return len(self.text) >= _ARTICLE

    def is_missing(self, shown: str) -> bool:
        """Whether it is an article of which the page's text shows next to nothing."""
        return self.is_article and len(
            self.runs.intersection(_runs(_words_of(shown)))
        ) < _SHOWN * len(self.runs)


def told(text: str, blocks: tuple[Block, ...], body: Body) -> tuple[Block, ...]:
    """Return how much of each line stands in the article's body as the page's data has it.

    A line's share of runs of three words; of shorter lines, whether all of them stand there.
    """
    found = []
    for block in blocks:
        mine = _words_of(text[block.start : block.end])
        runs = _runs(mine)
        if runs:
            share = sum(run in body.runs for run in runs) / len(runs)
        else:
            share = float(body.words.issuperset(mine))
        found.append(replace(block, told=round(share, 4)))
    return tuple(found)


def _runs(words: list[str]) -> list[tuple[str, str, str]]:
    return list(zip(words, words[1:], words[2:], strict=False))


def _words_of(text: str) -> list[str]:
    return _RUN.findall(text.lower())


_RUN = re.compile(r"\w+")
