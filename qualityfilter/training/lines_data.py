"""Texts with a label for each line, from hand-labelled texts, pages and views of pages."""

from __future__ import annotations

import random
import re
import zlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed

from qualityfilter.characters import fold
from qualityfilter.data import LINE_LABELS
from qualityfilter.segments import LONG_LINE, lay_out
from qualityfilter.training.corpus import find, read_jsonl
from qualityfilter.training.splice import splice_lines
from qualityfilter.training.views import see

UNKNOWN = -1
"""The label of a line that could not be matched to a labelled one."""

NUMBERS = {label: number for number, label in enumerate(LINE_LABELS)}

AGREED = 0.7
"""A line has a label if at least this share of its words or characters has it."""

FOLDS = 5
"""Parts of cross-validation."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class LabelledText:
    """One text and what each of its non-blank segments is.

    Attributes:
        id: of the record it was made from.
        site: registered domain; the record's id where it has none.
        test: whether the record belongs to the test split.
        view: `texts`, `page` or the name of a view.
        text: the text.
        title: the article's title, empty where it is held back.
        labels: number of the label of each non-blank segment of `split(text)`, or UNKNOWN.
    """

    id: str
    site: str
    test: bool
    view: str
    text: str
    title: str
    labels: tuple[int, ...]

    @property
    def fold(self) -> int:
        """The part of cross-validation that its site belongs to, from 0 to `FOLDS - 1`."""
        return fold_of(self.site)


def fold_of(site: str) -> int:
    """Give the part of cross-validation that a site belongs to."""
    return zlib.crc32(site.encode()) % FOLDS


def load(data: Path) -> list[LabelledText]:
    """Load every labelled text, page and view of a page below `data`, and make some more.

    They are the bodies of texts and pages alone, these with junk of others spliced in, and texts
    and bodies with their line breaks lost.

    Args:
        data: the folder that holds `labelled/` and `pages/`.
    """
    found = load_texts(data) + load_pages(data)
    own = [*found, *bodies(found)]
    return [*own, *spliced(found), *unbroken(own)]


def load_texts(data: Path) -> list[LabelledText]:
    """Load the hand-labelled texts below `data`."""
    return [_from_text(record) for record in read_jsonl(find(data, "labelled/texts"))]


def load_pages(data: Path) -> list[LabelledText]:
    """Load the hand-labelled pages below `data`, with every extractor's view of them."""
    pages = {record["id"]: record for record in read_jsonl(find(data, "labelled/pages"))}
    html = html_of(data, pages)
    made = Parallel(n_jobs=-1)(
        delayed(_from_page)(record, html.get(key, "")) for key, record in pages.items()
    )
    return [text for texts in made for text in texts]


def html_of(data: Path, ids: Container[str]) -> dict[str, str]:
    """Give the HTML of pages by their id."""
    return {record["id"]: record["html"] for _, record in page_records(data) if record["id"] in ids}


def page_records(data: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the records of all pages below `data`, each with the name of its corpus."""
    for path in sorted((data / "pages").glob("*.jsonl*")):
        for record in read_jsonl(path):
            yield path.name.partition(".")[0], record


def _from_text(record: Mapping[str, Any]) -> LabelledText:
    text = record["text"]
    spans = sorted((start, end, label) for start, end, label in record["spans"])
    starts = [start for start, _, _ in spans]
    labels = []
    for start, end in content(text):
        at = max(bisect_left(starts, start + 1) - 1, 0)
        near = [span for span in spans[at : at + 2] if span[0] < end and start < span[1]]
        labels.append(NUMBERS[near[0][2]] if near else UNKNOWN)
    return text_of(record, labels)


def text_of(record: Mapping[str, Any], labels: Iterable[int]) -> LabelledText:
    """Give an extractor's output with the number of the label of each non-blank segment."""
    return _labelled(record, "texts", record["text"], record.get("title") or "", labels)


def _from_page(record: Mapping[str, Any], html: str) -> list[LabelledText]:
    return page_texts(record, see(html) if html else {})


def page_texts(record: Mapping[str, Any], views: Mapping[str, str]) -> list[LabelledText]:
    """Give a page's own lines and every extractor's view of it, the `<title>` left out.

    Args:
        record: like those of `labelled/pages`.
        views: what extractors made of the page.
    """
    labels = [NUMBERS[label] for label in record["labels"]]
    pairs = list(zip(record["lines"], labels, strict=True))[1:]
    title = next((line for line, label in pairs if label == NUMBERS["headline"]), "")
    kept = [(line, label) for each, label in pairs if (line := " ".join(each.split()))]
    text = "\n".join(line for line, _ in kept)
    per_segment = list(_spread(text, [label for _, label in kept]))
    found = [_labelled(record, "page", text, title, per_segment)]
    matcher = Matcher(kept)
    for view, seen in views.items():
        found.append(_labelled(record, view, seen, title, matcher.match(seen)))
    return found


def _spread(text: str, labels: list[int]) -> Iterator[int]:
    """Give each non-blank segment its line's label."""
    layout = lay_out(text)
    yield from (labels[line] for line in layout.segments.lines[layout.index])


def _labelled(
    record: Mapping[str, Any], view: str, text: str, title: str, labels: Iterable[int]
) -> LabelledText:
    shown = zlib.crc32(f"{record['id']}{view}".encode()) % 2 == 0
    return LabelledText(
        id=record["id"],
        site=record["site"] or record["id"],
        test=record["split"] == "test",
        view=view,
        text=text,
        title=title if shown else "",
        labels=tuple(labels),
    )


def bodies(texts: Sequence[LabelledText]) -> Iterator[LabelledText]:
    """Give the body of each text and page alone: there is nothing to do."""
    for text in texts:
        body = [line for line, label in _lines(text) if label == 0]
        if text.view in ("texts", "page") and body:
            labels = (0,) * len(lay_out(joined := "\n\n".join(body)).starts)
            yield replace(text, view="body", text=joined, labels=labels)


SPACES = {"texts": "texts_spaces", "body": "body_spaces"}
"""View to the same with its line breaks lost."""


def unbroken(texts: Sequence[LabelledText]) -> Iterator[LabelledText]:
    """Give each text and body with a blank for each line break, if that makes its line a long one.

    A part of that line gets the label that most of it has, or UNKNOWN if not much more than half.
    """
    for text in texts:
        if text.view in SPACES:
            lines = _lines(text)
            joined = " ".join(line for line, _ in lines)
            own = np.repeat([label for _, label in lines], [len(line) + 1 for line, _ in lines])
            if len(joined) > LONG_LINE:
                labels = tuple(_agreed(own[start:end]) for start, end in content(joined))
                yield replace(text, view=SPACES[text.view], text=joined, labels=labels)


def _agreed(labels: npt.ArrayLike) -> int:
    """Give the label of a line from those of its words or characters."""
    found, counts = np.unique(labels, return_counts=True)
    return int(found[counts.argmax()]) if counts.max() >= AGREED * counts.sum() else UNKNOWN


def spliced(texts: Sequence[LabelledText]) -> Iterator[LabelledText]:
    """Give each training text and page without its junk, with junk of other texts spliced in.

    The junk comes from texts of the same fold, so that cross-validation stays honest.
    """
    own = [text for text in texts if not text.test and text.view in ("texts", "page")]
    junk: dict[int, list[list[tuple[str, int]]]] = defaultdict(list)
    for text in own:
        junk[text.fold] += _runs(text)
    for text in own:
        draw = random.Random(text.id)
        body = [(line, label) for line, label in _lines(text) if label in (0, 1)]
        if runs := draw.sample(junk[text.fold], min(draw.randint(1, 5), len(junk[text.fold]))):
            lines = splice_lines(body, runs, draw)
            joined = draw.choice(("\n", "\n\n")).join(line for line, _ in lines)
            yield replace(
                text, view="spliced", text=joined, labels=tuple(label for _, label in lines)
            )


def _lines(text: LabelledText) -> list[tuple[str, int]]:
    ranges = content(text.text)
    lines = (" ".join(text.text[start:end].split()) for start, end in ranges)
    return list(zip(lines, text.labels, strict=True))


def _runs(text: LabelledText) -> Iterator[list[tuple[str, int]]]:
    """Give runs of one to three junk lines as they stand together."""
    run: list[tuple[str, int]] = []
    for line, label in _lines(text):
        if label in (UNKNOWN, 0, 1) or len(run) == 3:
            if run:
                yield run
            run = []
        if label not in (UNKNOWN, 0, 1):
            run.append((line, label))


def content(text: str) -> Sequence[tuple[int, int]]:
    """Give the range of each non-blank segment of a text, without its outer blanks."""
    return lay_out(text).ranges


class Matcher:
    """Finds the label of a view's lines by the words that they share with the page's lines."""

    def __init__(self, lines: Iterable[tuple[str, int]]) -> None:
        self._labels: list[int] = []
        self._whole: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._threes: dict[tuple[str, ...], list[int]] = defaultdict(list)
        words: list[str] = []
        for line, label in lines:
            own = words_of(line)
            self._whole[tuple(own)].append(len(words))
            words += own
            self._labels += [label] * len(own)
        for at in range(len(words) - 2):
            self._threes[tuple(words[at : at + 3])].append(at)

    def match(self, text: str) -> list[int]:
        """Give the label of each non-blank segment, or UNKNOWN."""
        cursor, found = 0, []
        for start, end in content(text):
            words = words_of(text[start:end])
            places = self._places(words, cursor)
            found.append(self._vote(places, len(words)))
            if places:
                cursor = max(cursor, int(np.median(places)))
        return found

    def _places(self, words: list[str], cursor: int) -> list[int]:
        """Give the positions of the page's words that the line's words stand for."""
        if exact := self._whole.get(tuple(words)):
            start = _nearest(exact, cursor)
            return list(range(start, start + len(words)))
        places: list[int] = []
        for at in range(len(words) - 2):
            if candidates := self._threes.get(tuple(words[at : at + 3])):
                cursor = _nearest(candidates, cursor)
                places.append(cursor)
        return places

    def _vote(self, places: list[int], words: int) -> int:
        if not places or len(places) < 0.5 * (words - 2):
            return UNKNOWN
        return _agreed([self._labels[place] for place in places])


def words_of(text: str) -> list[str]:
    """Give the lower-cased words of a line, or what it has in place of words."""
    return _WORD.findall(fold(text).lower()) or [text.strip()]


def _nearest(places: list[int], cursor: int) -> int:
    at = bisect_left(places, cursor)
    near = places[max(at - 1, 0) : at + 1]
    return min(near, key=lambda place: abs(place - cursor))
