"""Revise the suspects by what stands around them: lists, series, prose, the junk at the end."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace

import numpy as np

from qualityfilter.data import Evidence
from qualityfilter.segments import Layout
from qualityfilter.sentences import sentence_ends
from qualityfilter.standard import Standard
from qualityfilter.weigh import MODEL, Piece, strongest

DOUBTED = 0.78
"""A line less suspect than this is left alone by the junk around it."""

PRESSURE = 20.0
"""Odds of junk are raised by this for a line that stands alone among the junk at the end."""

PROSE = 200
"""A text that has lines longer than this keeps some of them."""

BLOCK = 3
"""So many lines of one form in a row make a block: a list, a table, a stanza."""

DOUBTFUL = 0.9
"""A block less suspect than this on average keeps the lines that only the model speaks against."""

SERIES, LONG = 6, 80
"""So many lines of one kind of junk between two lines that stay, of more characters than the
second, with no other such line between, are a list of the article's unless a rule speaks too."""


def settle(layout: Layout, judged: Mapping[int, Piece], standard: Standard) -> dict[int, Piece]:
    """Revise the suspects by what stands around them.

    Where nothing does, in a text of one line, the model has nothing to go by: rules decide.
    """
    if len(layout.contents) == 1:
        return _spare(judged, {at for at, piece in judged.items() if _by_model_alone(piece)})
    pressed = press_tail(layout, hold_blocks(layout, judged), standard)
    held = hold_prose(layout, pressed, standard)
    if not standard.page:
        held = hold_series(layout, held, standard)
    return hold_numbers(layout, held, standard)


def hold_blocks(layout: Layout, judged: Mapping[int, Piece]) -> dict[int, Piece]:
    """Let the lines of a list or a table stand together where most of them look like article.

    A line that a rule speaks against is judged by itself.
    """
    found = dict(judged)
    for block in _blocks(layout, [at for at, piece in judged.items() if _by_model_alone(piece)]):
        suspicion = sum(judged[at].score for at in block if at in judged) / len(block)
        if suspicion < DOUBTFUL:
            for at in block:
                if at in judged and _by_model_alone(judged[at]):
                    found[at] = replace(judged[at], score=min(judged[at].score, suspicion))
    return found


def hold_prose(
    layout: Layout, judged: Mapping[int, Piece], standard: Standard, enough: int = PROSE
) -> dict[int, Piece]:
    """Let a text's long lines stand where it would be left without any.

    Then it is they that are the article, unless a rule speaks against them.

    Args:
        layout: of the text.
        judged: the suspects.
        standard: what they are measured by.
        enough: a line of more characters that stays is enough to be left.
    """
    long = np.flatnonzero(layout.ends - layout.starts > PROSE).tolist()
    left = np.flatnonzero(layout.ends - layout.starts > enough).tolist()
    if any(at not in judged or not standard.falls(judged[at]) for at in left):
        return dict(judged)
    return _spare(judged, {at for at in long if _by_model_alone(judged[at])})


def hold_numbers(
    layout: Layout, judged: Mapping[int, Piece], standard: Standard
) -> dict[int, Piece]:
    """Let a line that is only a number stand where the line after it does: it counts that.

    So steps, references and places of a ranking are numbered that an extractor took apart. A
    number that a rule speaks against is judged by itself.
    """
    last = len(layout.contents) - 1

    def counts(at: int) -> bool:
        following = judged.get(at + 1)
        return at < last and not (following and standard.falls(following))

    numbers = {at for at in judged if _NUMBER.fullmatch(layout.contents[at])}
    return _spare(judged, {at for at in numbers if _by_model_alone(judged[at]) and counts(at)})


def hold_series(
    layout: Layout, judged: Mapping[int, Piece], standard: Standard
) -> dict[int, Piece]:
    """Let a list amid the article stand, which the model takes for junk line by line.

    A line that a rule speaks against is judged by itself.
    """
    falling = {at for at, piece in judged.items() if standard.falls(piece)}
    long = np.flatnonzero(layout.ends - layout.starts > LONG).tolist()
    staying = [at for at in long if at not in falling]
    series: dict[tuple[str, int], list[int]] = defaultdict(list)
    for at in falling:
        gap = bisect_right(staying, at)
        if 0 < gap < len(staying) and _by_model_alone(judged[at]):
            series[judged[at].label, gap].append(at)
    return _spare(judged, {at for mine in series.values() if len(mine) >= SERIES for at in mine})


def press_tail(layout: Layout, judged: Mapping[int, Piece], standard: Standard) -> dict[int, Piece]:
    """Raise the suspicion of single sentences that stand alone among the junk at the text's end.

    So headlines of other stories do; the article's own last words are mostly longer.
    """
    lines = len(layout.starts)
    found = dict(judged)
    for at in range(lines - 1, 0, -1):
        piece = found.get(at)
        if piece is None:
            break
        if not standard.falls(piece):
            text = layout.folded[piece.start : piece.end]
            if not _pressed(found, at, standard) or len(sentence_ends(text)) > 1:
                break
            odds = piece.score / (1.0 - piece.score) * PRESSURE
            score = round(odds / (1.0 + odds), 6)
            reason = "stands among the junk at the end"
            block = Evidence(piece.start, piece.end, piece.label, score, "block", reason)
            evidence = strongest((*piece.evidence, block))
            found[at] = replace(piece, score=score, evidence=evidence)
    return found


def _pressed(judged: Mapping[int, Piece], at: int, standard: Standard) -> bool:
    """Say whether a suspect has junk right before and after it."""
    around = [judged.get(at - 1), judged.get(at + 1)]
    surrounded = all(piece is not None and standard.falls(piece) for piece in around)
    return surrounded and judged[at].score >= DOUBTED


def _blocks(layout: Layout, asked: Iterable[int]) -> Iterator[range]:
    """Give the runs of at least `BLOCK` lines of one form that hold one of the lines asked for.

    Args:
        layout: of the text.
        asked: numbers of lines, ascending.
    """
    form_of = functools.cache(lambda at: _form(layout.contents[at]))
    last = len(layout.contents) - 1
    stop = 0
    for at in asked:
        form = form_of(at)
        if at < stop or not form:
            continue
        start = stop = at
        while start > 0 and form_of(start - 1) == form:
            start -= 1
        while stop < last and form_of(stop + 1) == form:
            stop += 1
        stop += 1
        if stop - start >= BLOCK:
            yield range(start, stop)


_MARKED = re.compile(r"[•·▪●◦‣►▶■*>+-] ?\S|\(?(?:\d{1,3}|[A-Za-z])[.)] ")
_NUMBER = re.compile(r"\(?\d{1,3}[.):]?")
_FIGURES = re.compile(r"\d\D+(?:\d+\D+){2}\d")
_SHORT = 100
_LONG_ITEM = 300
_ENDS = (".", "!", "?", "…", '"')


def _form(line: str) -> str:
    """Name a line's form if it is one that comes in blocks: `table`, `list` or `short`."""
    if len(line) >= _LONG_ITEM:
        return ""
    if "|" in line or "\t" in line or _FIGURES.search(line):
        return "table"
    if _MARKED.match(line):
        return "list"
    return "short" if len(line) < _SHORT and not line.endswith(_ENDS) else ""


def _spare(judged: Mapping[int, Piece], spared: Container[int]) -> dict[int, Piece]:
    return {
        at: replace(piece, score=0.0) if at in spared else piece for at, piece in judged.items()
    }


def _by_model_alone(piece: Piece) -> bool:
    return all(each.source.startswith(MODEL) for each in piece.evidence)
