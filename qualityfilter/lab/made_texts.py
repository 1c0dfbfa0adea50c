"""Texts made of labelled ones: what scrapers hand over, and labels have too little of.

Junk comes from texts of the same fold, so that cross-validation stays honest, and from the
examples of the lexicon, which are nobody's.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from qualityfilter.lab.lines_data import NUMBERS, UNKNOWN, LabelledText, lines_of, runs_of
from qualityfilter.rules.lexicon import Group, read_all
from qualityfilter.rules.structures import RULES
from qualityfilter.text.sentences import sentence_ends

Lines = Sequence[tuple[str, int]]
"""Lines and the numbers of their labels."""

ARTICLE = (0, 1)

SPACES = {"texts": "texts_spaces", "body": "body_spaces"}
"""View to the same with its line breaks lost."""

_SOURCES = ("texts", "page")


def bodies(texts: Sequence[LabelledText]) -> Iterator[LabelledText]:
    """The body of each text and page alone: there is nothing to do."""
    for text in texts:
        body = [line for line, label in lines_of(text) if label == 0]
        if text.view in _SOURCES and body and not text.inside:
            yield _made(text, "body", [(f"{line}\n\n", 0) for line in body])


def single(texts: Sequence[LabelledText]) -> Iterator[LabelledText]:
    """One or two of a body's lines alone, as where a caller hands over paragraph by paragraph."""
    for text in texts:
        if text.view == "body":
            draw = random.Random(text.id)
            lines = lines_of(text)
            at = draw.randrange(len(lines))
            chosen = lines[at : at + draw.choice((1, 1, 2))]
            yield _made(text, "single", [(f"{line}\n", label) for line, label in chosen], title="")


def unbroken(texts: Sequence[LabelledText]) -> Iterator[LabelledText]:
    """Each text and body with a blank for each line break."""
    for text in texts:
        if text.view in SPACES:
            yield _made(
                text, SPACES[text.view], [(f"{line} ", own) for line, own in lines_of(text)]
            )


def spliced(texts: Sequence[LabelledText]) -> Iterator[LabelledText]:
    """Each training text and page without its junk, with junk of other texts between its lines."""
    own = [text for text in texts if not text.test and text.view in _SOURCES]
    junk: dict[int, list[Lines]] = defaultdict(list)
    for text in own:
        junk[text.fold] += _runs(text)
    for text in own:
        draw = random.Random(text.id)
        body = [(line, label) for line, label in lines_of(text) if label in ARTICLE]
        runs = draw.sample(junk[text.fold], min(draw.randint(1, 5), len(junk[text.fold])))
        if runs and body:
            gap = draw.choice(("\n", "\n\n"))
            lines = _between(body, runs, draw)
            yield _made(text, "spliced", [(line + gap, label) for line, label in lines])


def glued(texts: Sequence[LabelledText], seed: int = 0) -> Iterator[LabelledText]:
    """Each training text with junk of others glued to its paragraphs.

    Before, behind and between their sentences, with a blank and without.
    """
    own = [text for text in texts if not text.test and text.view == "texts"]
    junk: dict[tuple[int, str], list[tuple[str, int]]] = defaultdict(list)
    for text in own:
        for line, label in lines_of(text):
            if _is_junk(label) and len(line) <= 200:
                junk[text.fold, text.lang].append((line, label))
                junk[text.fold, ""].append((line, label))
    for text in own:
        draw = random.Random(f"{text.id}{seed}")
        near = junk[text.fold, text.lang] if draw.random() < 0.7 else junk[text.fold, ""]
        lines = [pair for pair in lines_of(text) if pair[1] in ARTICLE]
        if not near or not lines or text.inside:
            continue
        parts: list[tuple[str, int]] = []
        for line, label in lines:
            often = draw.random() < max(0.2, 1.0 / len(lines))
            parts += _glue(line, label, draw.choice(near), draw) if often else [(line, label)]
            parts.append(("\n\n", label))
        yield _made(text, "glued", parts)


def with_phrases(texts: Sequence[LabelledText]) -> Iterator[LabelledText]:
    """Each training body with the lexicon's own examples, of its language where there are some.

    Hits are junk, alone and glued; near misses are article.
    """
    for text in texts:
        if text.view != "body" or text.test:
            continue
        draw = random.Random(f"{text.id}phrases")
        hits, misses = _examples(text.lang if draw.random() < 0.6 else "")
        parts: list[tuple[str, int]] = []
        lines = lines_of(text)[: draw.randint(2, 30)]
        for at, (line, label) in enumerate(lines):
            late = at >= len(lines) - 2
            chance = draw.random()
            if chance < 0.06 or (late and chance < 0.2):
                parts += _glue(line, label, draw.choice(hits), draw)
            else:
                parts.append((line, label))
            parts.append(("\n", label))
            if draw.random() < (0.5 if late else 0.08):
                for _ in range(draw.choice((1, 1, 2, 3))):
                    example, own = draw.choice(hits)
                    parts.append((_marked(example, draw) + "\n", own))
            if draw.random() < 0.05:
                parts.append((draw.choice(misses) + "\n", 0))
        yield _made(text, "phrases", parts)


def marked_down(texts: Sequence[LabelledText]) -> Iterator[LabelledText]:
    """A part of the training texts as Markdown."""
    for text in texts:
        draw = random.Random(f"{text.id}markdown")
        if text.test or text.view not in ("texts", "phrases") or draw.random() > 0.25:
            continue
        parts = []
        for line, label in lines_of(text):
            plain = len(line) > 200 or draw.random() < (0.3 if _is_junk(label) else 0.8)
            parts.append(((line if plain else _marked(line, draw, 1.0)) + "\n\n", label))
        yield _made(text, "markdown", parts)


def _marked(line: str, draw: random.Random, often: float = 0.15) -> str:
    """A line in one of the ways in which Markdown marks one, now and then."""
    if draw.random() >= often:
        return line
    link = f"[{line}](https://{draw.choice(('news', 'www', 'm'))}.example/{draw.randrange(10**6)})"
    forms = (
        f"**{line}**",
        f"*{line}*",
        f"## {line}",
        f"### {line}",
        f"- {line}",
        link,
        f"- {link}",
    )
    return draw.choice((*forms, f"**{link}**", f"> {line}", f"_{line}_"))


@cache
def _examples(lang: str) -> tuple[list[tuple[str, int]], list[str]]:
    """Junk of the lexicon's examples with its label, and near misses; of a language, or of all."""
    groups = _groups()
    chosen = [group for group in groups if group.lang == lang] or list(groups)
    hits = [(hit, NUMBERS[group.label]) for group in chosen for hit in group.hits]
    misses = [miss for group in chosen for miss in group.misses]
    if len(chosen) == len(groups):
        hits += [(hit, NUMBERS[r.label]) for r in RULES if r.scope == "line" for hit in r.hits]
    return hits, misses


@cache
def _groups() -> list[Group]:
    return read_all()


def _glue(
    line: str, label: int, junk: tuple[str, int], draw: random.Random
) -> list[tuple[str, int]]:
    """Put junk before, behind or between the sentences of a line, with a blank or without."""
    ends = [len(line[:end].rstrip()) for end in sentence_ends(line)]
    at = draw.choice((0, ends[-1], ends[-1], draw.choice(ends)))
    before, after = line[:at], line[at:].lstrip()
    space = draw.choice(("", " ", " "))
    told, own = junk
    tail = draw.choice((" ", " ", "")) if after else ""
    return [(before + (space if before else ""), label), (told + tail, own), (after, label)]


def _between(body: Lines, runs: Sequence[Lines], draw: random.Random) -> list[tuple[str, int]]:
    places = sorted(draw.randint(0, len(body)) for _ in runs)
    found: list[tuple[str, int]] = []
    position = 0
    for place, run in zip(places, runs, strict=True):
        found += [*body[position:place], *run]
        position = place
    return [*found, *body[position:]]


def _is_junk(label: int) -> bool:
    return label not in (UNKNOWN, *ARTICLE)


def _runs(text: LabelledText) -> Iterator[Lines]:
    """Runs of one to three junk lines as they stand together."""
    run: list[tuple[str, int]] = []
    for line, label in lines_of(text):
        if not _is_junk(label) or len(run) == 3:
            if run:
                yield run
            run = []
        if _is_junk(label):
            run.append((line, label))


def _made(
    text: LabelledText, view: str, parts: list[tuple[str, int]], title: str | None = None
) -> LabelledText:
    joined, runs = runs_of(parts)
    own = text.title if title is None else title
    return replace(text, view=view, text=joined, runs=runs, title=own, inside=())
