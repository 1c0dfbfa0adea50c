"""Notices that stand in place of an article: consent, paywall, error, JavaScript.

Their words stand in articles about such things, and as lines in and below any article. So a text
is a notice only if it has the words of one kind, and if hardly anything of it is an article: whole
sentences that stay, and that neither speak to the reader nor are made of such words. Behind a wall
that says that the article goes on, only what follows the wall counts.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qualityfilter.core.data import Span
from qualityfilter.quality.notice_words import (
    MAYBE_READER,
    NOTICES,
    ORDERS,
    READER,
    SAID,
    Notice,
    Words,
)
from qualityfilter.text.patterns import compile_pattern
from qualityfilter.text.prose import words_and_ends
from qualityfilter.text.segments import SegmentedText
from qualityfilter.text.sentences import sentences

FEW_WORDS = 150
"""A text that has more words left is no notice."""

LIKENESS = 0.5
"""So far a text must be a notice; see `likeness`. Of made articles with such lines none reaches
0.32, and of made notices all but one are at 0.5 or more."""

_BARE = 6
"""A sentence or line of no more words is a bare phrase, such as a button's."""

_LONG_WORD = 12
"""Characters of a word and a blank, on average, that hardly any text exceeds."""

_PHRASE = "phrase:"
"""Starts the sources of what the lexicon found."""

_BULLETS = "-•*·0123456789.) "
_QUOTED = re.compile(r'"[^"]*"|«[^»]*»')


@dataclass(frozen=True, slots=True)
class _Part:
    """A sentence, or a line that is none.

    Attributes:
        text: what it says, quotations left out.
        words: how many it has.
        cut: the label under which it was cut; empty where it stays.
        ended: whether it ends as a sentence does.
    """

    text: str
    words: int
    cut: str
    ended: bool


def notice(layout: SegmentedText, spans: Sequence[Span], words: int) -> tuple[str, float] | None:
    """Return what notice stands in place of an article, if any does.

    Args:
        layout: of the text as it came.
        spans: what was found in it.
        words: number of words left of it.

    Returns:
        A reason of `NOTICES`, and how far the text is the notice, `LIKENESS` to 1.
    """
    lines = layout.contents
    if words > FEW_WORDS or sum(map(len, lines)) > FEW_WORDS * _LONG_WORD:
        return None
    kind = _kind("\n".join(lines), spans)
    if kind is None:
        return None
    parts = list(_parts(layout, spans))
    found = likeness(kind, parts)
    if found < LIKENESS or not any(_NEEDS[kind.needs](part, kind) for part in parts):
        return None
    return kind.reason, found


def likeness(kind: Notice, parts: Sequence[_Part]) -> float:
    """Return how far a text is a notice and no article, 0 to 1.

    It is the geometric mean of two shares of its words: of those in sentences that are a notice's
    among these and the article's; and of those in such that have its words among all that stay.
    So neither a letter to readers nor a list of links with a line to log in is a notice.
    """
    behind = _behind_a_wall(kind, parts)
    mine = [_is_notice(kind, part) for part in behind]
    notices = [part for part, yes in zip(behind, mine, strict=True) if yes]
    rest = [part for part, yes in zip(behind, mine, strict=True) if not yes and not part.cut]
    told, article, stays = map(_total, (notices, filter(_prose, rest), rest))
    named = _total(part for part in notices if _names(part, kind))
    return round(math.sqrt(told / max(told + article, 1) * named / max(told + stays, 1)), 6)


def _total(parts: Iterable[_Part]) -> int:
    return sum(part.words for part in parts)


def _asks(part: _Part, kind: Notice) -> bool:
    """Return whether it asks for something: an order, a button, or a line cut as one."""
    button = part.words <= _BARE and _names(part, kind)
    return part.cut == kind.label or button or _orders_something(part.text)


def _behind_a_wall(kind: Notice, parts: Sequence[_Part]) -> Sequence[_Part]:
    """Leave out the article's beginning, if a wall says that the article goes on behind it."""
    closing = _pattern_of(kind.closing)
    for at, part in enumerate(parts):
        if closing.search(part.text) and (part.cut or _addresses(part, kind)):
            return parts[at:]
    return parts


def _is_notice(kind: Notice, part: _Part) -> bool:
    """Return whether it is a notice's: cut as one, speaking to the reader, or made of its words."""
    if _pattern_of(SAID).search(part.text):
        return False
    return part.cut == kind.label or _addresses(part, kind) or _made_of(kind, part)


def _made_of(kind: Notice, part: _Part) -> bool:
    """Return whether a bare phrase has a word of the kind, or a sentence two."""
    return _different(part.text, kind.sure, kind.more) > (part.words > _BARE)


def _names(part: _Part, kind: Notice) -> bool:
    return part.cut == kind.label or _different(part.text, kind.sure, kind.more) > 0


def _prose(part: _Part) -> bool:
    """Return whether it is a sentence of an article, if it is no notice."""
    return not part.cut and part.ended and part.words > _BARE


def _addresses(part: _Part, kind: Notice) -> bool:
    """Return whether a sentence speaks to its reader; German `Sie` does so only within one."""
    plain = part.text.lstrip(_BULLETS)
    plain = plain[:1].lower() + plain[1:]
    if _orders_something(plain) or _pattern_of(READER).search(plain):
        return True
    return _names(part, kind) and _pattern_of(MAYBE_READER).search(plain) is not None


def _orders_something(text: str) -> bool:
    first = text.lstrip(_BULLETS).partition(" ")[0].lower()
    return first.rstrip("!.,:") in _orders()


def _parts(layout: SegmentedText, spans: Sequence[Span]) -> Iterator[_Part]:
    """Cut a text into sentences, each with what became of it."""
    cuts = [(span.start, span.end, span.label) for span in spans if span.action == "cut"]
    for start, line in zip(layout.starts.tolist(), layout.contents, strict=True):
        at = start
        parts = sentences(line)
        texts = [part.strip() for part in parts]
        facts = zip(parts, texts, *words_and_ends(texts), strict=True)
        for part, text, words, ended in facts:
            found = (label for first, end, label in cuts if first <= at < end)
            plain = _QUOTED.sub('""', text) if '"' in text or "«" in text else text
            yield _Part(plain, words, next(found, ""), ended)
            at += len(part)


_NEEDS: Mapping[str, Callable[[_Part, Notice], bool]] = {
    "words": _names,
    "reader": _addresses,
    "order": _asks,
}
"""What one part of a notice does at least, by `Notice.needs`."""


def _kind(text: str, spans: Sequence[Span]) -> Notice | None:
    """Return the kind of notice of which a text has most words and phrases, if one has enough."""
    phrases = Counter(group for span in spans for group in _groups(span))
    weights = [(_weight(text, each, phrases), each) for each in NOTICES]
    most, kind = max(weights, key=lambda pair: pair[0])
    return kind if most else None


def _groups(span: Span) -> set[str]:
    """Return the groups of the lexicon, such as `legal.cookies`, that a span's phrases are of."""
    sources = (each.source for each in span.evidence if each.source.startswith(_PHRASE))
    return {source.removeprefix(_PHRASE).rpartition(".")[0] for source in sources}


def _weight(text: str, kind: Notice, phrases: Counter[str]) -> int:
    """Count a kind's words and phrases in a text; 0 where they are not enough."""
    found = sum(phrases[group] for group in kind.groups)
    words = _different(text, kind.sure, kind.more)
    return found + words if found or (words > 1 and _different(text, kind.sure)) else 0


def _different(text: str, *tables: Words) -> int:
    """Count the different words of some tables in a text."""
    found = {each for table in tables for each in _pattern_of(table).findall(text)}
    return len({each.lower() for each in found})


@functools.cache
def _orders() -> frozenset[str]:
    return frozenset(word for words in ORDERS.values() for word in words.split())


_UNSPACED = ("ja", "zh", "th")


def _pattern_of(table: Words) -> Any:
    return _compiled(tuple(table.items()))


@functools.cache
def _compiled(table: tuple[tuple[str, str], ...]) -> Any:
    """Compile a table; an empty one matches nothing."""
    spaced = "|".join(words for lang, words in table if lang not in _UNSPACED)
    dense = "|".join(words for lang, words in table if lang in _UNSPACED)
    whole = rf"(?:^|[^\p{{L}}\d])(?:{spaced or _NOTHING})(?:[^\p{{L}}\d]|$)"
    return compile_pattern(rf"{whole}|{dense}" if dense else whole)


_NOTHING = r"[^\x00-\x{10FFFF}]"
"""A pattern that matches nothing."""
