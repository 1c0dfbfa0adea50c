"""Labelled texts: hand-labelled outputs of scrapers, and extractors' views of labelled pages."""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed

from qualityfilter.core.data import LINE_LABELS
from qualityfilter.lab.corpus import POOLS, given_labels, is_of_text, read_jsonl, records
from qualityfilter.lab.views import VIEWS, WHOLE, see
from qualityfilter.text.characters import IntArray, fold
from qualityfilter.text.segments import SegmentedText, lay_out, line_ends

UNKNOWN = -1
"""The label of a piece that could not be matched to a labelled one."""

NUMBERS = {label: number for number, label in enumerate(LINE_LABELS)}

AGREED = 0.7
"""A piece has a label if at least this share of its words or characters has it."""

FOLDS = 5
"""Parts of cross-validation."""

_WORD = re.compile(r"\w+")

Runs = tuple[tuple[int, int], ...]
"""Where each stretch of one label ends, and the number of its label, in order."""


@dataclass(frozen=True)
class LabelledText:
    """One text and what each of its characters is.

    Attributes:
        id: of the record it was made from.
        site: registered domain; the record's id where it has none.
        test: whether the record belongs to the test split.
        view: `texts`, `page` or the name of a view.
        text: the text.
        title: the article's title, empty where it is held back.
        runs: its labels, which cover it.
        sample: how it was chosen, where that is known.
        lang: ISO 639-1 code, empty where it is not known.
        inside: ranges of junk inside lines that are article.
    """

    id: str
    site: str
    test: bool
    view: str
    text: str
    title: str
    runs: Runs
    sample: str = ""
    lang: str = ""
    inside: tuple[tuple[int, int], ...] = ()

    @property
    def fold(self) -> int:
        """The part of cross-validation that its site belongs to, from 0 to `FOLDS - 1`."""
        return fold_of(self.site)

    @cached_property
    def characters(self) -> npt.NDArray[np.int8]:
        """The number of each character's label."""
        ends, labels = np.array(self.runs, np.int64).reshape(-1, 2).T
        return np.repeat(labels, np.diff(ends, prepend=0)).astype(np.int8)

    def labels(self, layout: SegmentedText) -> IntArray:
        """The number of the label of each piece of its layout, or UNKNOWN."""
        own = self.characters
        return np.array([_agreed(own[start:end]) for start, end in layout.ranges], np.int64)


def _agreed(labels: npt.NDArray[np.integer[Any]]) -> int:
    """The label that most of a piece's words or characters have, if enough of them do."""
    if (labels == labels[0]).all():
        return int(labels[0])
    counts = np.bincount(labels + 1)
    most = int(counts.argmax())
    return most - 1 if counts[most] >= AGREED * len(labels) else UNKNOWN


def fold_of(site: str) -> int:
    """The part of cross-validation that a site belongs to."""
    return zlib.crc32(site.encode()) % FOLDS


def runs_of(parts: Iterable[tuple[str, int]]) -> tuple[str, Runs]:
    """Join parts of a text, each with the number of its label."""
    text, runs = list[str](), list[tuple[int, int]]()
    end = 0
    for part, label in parts:
        if not part:
            continue
        text.append(part)
        end += len(part)
        if runs and runs[-1][1] == label:
            runs[-1] = (end, label)
        else:
            runs.append((end, label))
    return "".join(text), tuple(runs)


def runs_from(characters: IntArray) -> Runs:
    """The runs of a text of which each character's label is known."""
    edges = np.flatnonzero(np.diff(characters, append=UNKNOWN - 1)) + 1
    return tuple((int(end), int(characters[end - 1])) for end in edges)


def lines_of(text: LabelledText) -> list[tuple[str, int]]:
    """The lines of a text that are not blank, blanks folded, each with its label or UNKNOWN."""
    lines = zip(text.text.splitlines(), line_labels(text), strict=True)
    return [(" ".join(words), label) for line, label in lines if (words := line.split())]


def line_labels(text: LabelledText) -> list[int]:
    """The label of each line of a text, or UNKNOWN."""
    ends = line_ends(text.text).tolist()
    own = text.characters
    return [_agreed(own[start:end]) for start, end in zip([0, *ends], ends, strict=False)]


def load_texts(data: Path) -> list[LabelledText]:
    """Load the hand-labelled texts below `data`."""
    names = ("labelled/texts", "labelled/texts-2")
    return [_from_text(record) for name in names for record in records(data, name)]


def _from_text(record: Mapping[str, Any]) -> LabelledText:
    text = record["text"]
    own = np.full(len(text), UNKNOWN)
    for start, end, label in record["spans"]:
        own[start:end] = NUMBERS[label]
    for start, end, *label in record.get("inline_junk", ()):
        own[start:end] = NUMBERS[label[0]] if label else UNKNOWN
    for start in np.flatnonzero(own == UNKNOWN).tolist():  # blanks between spans
        if text[start].isspace() and start:
            own[start] = own[start - 1]
    runs = runs_from(own)
    inside = tuple((start, end) for start, end, *_ in record.get("inline_junk", ()))
    about = (record.get("sample", ""), record.get("lang", ""), inside)
    return _labelled(record, "texts", text, record.get("title") or "", runs, about)


def load_pages(data: Path, views: Mapping[str, Mapping[str, str]]) -> list[LabelledText]:
    """Load the hand-labelled pages below `data`, with extractors' views of them.

    Args:
        data: the folder of the data.
        views: of each page by its id, what extractors made of it.
    """
    read = list(records(data, "labelled/pages"))
    return _spread(page_texts(record, views.get(record["id"], {})) for record in read)


def _spread(texts: Iterable[list[LabelledText]]) -> list[LabelledText]:
    return [text for mine in texts for text in mine]


def load_given(
    data: Path, folder: Path, views: Mapping[str, Mapping[str, str]]
) -> tuple[list[LabelledText], list[dict[str, Any]]]:
    """Load the records below `data` to which a model's folder has labels; none without its file.

    Lines of its `GIVEN` have `labels`, runs of characters of one label: `body 1200 related 300`.
    They are of a text of `POOLS`, or of a page as the view `WHOLE` gives it.

    Returns:
        Their texts, and those that are pages as records like those of `labelled/pages`.
    """
    given = given_labels(folder)
    texts = [
        _labelled(record, "texts", record["text"], record.get("title") or "", runs)
        for name in POOLS
        for record in records(data, name)
        if record["split"] == "train" and (runs := _given_runs(given, record["id"], record["text"]))
    ]
    pages = [
        page
        for _, record in page_records(data)
        if record.get("split") == "train"
        and (page := _given_page(given, record, views.get(record["id"], {}).get(WHOLE, "")))
    ]
    return texts + _spread(page_texts(page, views[page["id"]]) for page in pages), pages


def _given_runs(given: Mapping[str, Any], name: str, text: str) -> Runs:
    """The labels that were given to a text, if it is the one that was read."""
    if name not in given or not is_of_text(given[name], text):
        return ()
    parts = given[name]["labels"].split()
    ends = np.cumsum([int(count) for count in parts[1::2]]).tolist()
    return tuple(zip(ends, [NUMBERS[label] for label in parts[::2]], strict=True))


def _given_page(
    given: Mapping[str, Any], record: Mapping[str, Any], text: str
) -> dict[str, Any] | None:
    runs = _given_runs(given, record["id"], text)
    if not runs:
        return None
    about = {name: record.get(name, "") for name in ("id", "site", "split")}
    whole = LabelledText(record["id"], "", False, WHOLE, text, "", runs)
    lines = [("", NUMBERS["headline"]), *lines_of(whole)]  # pages begin with the page's title
    return about | {
        "lines": [line for line, _ in lines],
        "labels": [LINE_LABELS[max(label, 0)] for _, label in lines],
    }


def see_pages(data: Path, folder: Path) -> dict[str, dict[str, str]]:
    """What extractors make of the pages that were labelled, by id.

    Of those that were read for the model in a folder only what teaches it.
    """
    wanted: dict[str, Sequence[str]] = {}
    wanted |= dict.fromkeys(given_labels(folder), (*TAUGHT, WHOLE))
    wanted |= dict.fromkeys((each["id"] for each in records(data, "labelled/pages")), MEASURED)
    return see_all(data, wanted)


def see_all(data: Path, wanted: Mapping[str, Sequence[str]]) -> dict[str, dict[str, str]]:
    """What some extractors make of some pages: the names of the extractors by a page's id."""
    html = html_of(data, wanted)
    made = Parallel(n_jobs=-1, batch_size=4)(
        delayed(see)(page, wanted[name]) for name, page in html.items()
    )
    return dict(zip(html, made, strict=True))


MEASURED = tuple(view for view in VIEWS if view not in ("inscriptis", "html_text", "soup_lines"))
"""Views of labelled pages that are measured; the others hold the lines of `page` again."""

TAUGHT = ("trafilatura", "trafilatura_recall", "newspaper4k", "readability")
"""Views of pages that were read for a model that teach it."""


def html_of(data: Path, ids: Container[str]) -> dict[str, str]:
    """The HTML of pages by their id."""
    return {record["id"]: record["html"] for _, record in page_records(data) if record["id"] in ids}


def page_records(data: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The records of all pages below `data`, each with the name of its corpus."""
    for path in sorted((data / "pages").glob("*.jsonl*")):
        for record in read_jsonl(path):
            yield path.name.partition(".")[0], record


def page_texts(record: Mapping[str, Any], views: Mapping[str, str]) -> list[LabelledText]:
    """A page's own lines and every extractor's view of it, the `<title>` left out.

    Args:
        record: like those of `labelled/pages`.
        views: what extractors made of the page.
    """
    labels = [NUMBERS[label] for label in record["labels"]]
    pairs = list(zip(record["lines"], labels, strict=True))[1:]
    title = next((line for line, label in pairs if label == NUMBERS["headline"]), "")
    kept = [(line, label) for each, label in pairs if (line := " ".join(each.split()))]
    text, runs = runs_of((line + "\n", label) for line, label in kept)
    found = [_labelled(record, "page", text, title, runs)]
    matcher = Matcher(kept)
    for view, seen in views.items():
        if view == WHOLE:  # it is there to be labelled, and holds the lines of `page` again
            continue
        found.append(_labelled(record, view, seen, title, matcher.runs(seen)))
    return found


def _labelled(  # noqa: PLR0913, PLR0917 - what a labelled text is, one by one
    record: Mapping[str, Any],
    view: str,
    text: str,
    title: str,
    runs: Runs,
    about: tuple[str, str, tuple[tuple[int, int], ...]] = ("", "", ()),
) -> LabelledText:
    shown = zlib.crc32(f"{record['id']}{view}".encode()) % 2 == 0
    return LabelledText(
        record["id"],
        record["site"] or record["id"],
        record["split"] == "test",
        view,
        text,
        title if shown else "",
        runs,
        *about,
    )


class Matcher:
    """Finds the label of a view's pieces by the words that they share with the page's lines."""

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

    def runs(self, text: str) -> Runs:
        """Label a text piece by piece."""
        layout = lay_out(text)
        if not layout.contents:
            return runs_of([(text, UNKNOWN)])[1]
        starts = [*layout.starts[1:].tolist(), len(text)]
        _, found = runs_of(
            (text[start:stop], label)
            for (start, stop), label in zip(
                zip([0, *starts[:-1]], starts, strict=True),
                self.match(layout.contents),
                strict=True,
            )
        )
        return found

    def match(self, pieces: Sequence[str]) -> list[int]:
        """The label of each piece, or UNKNOWN."""
        cursor, found = 0, []
        for piece in pieces:
            words = words_of(piece)
            places = self._places(words, cursor)
            found.append(self._vote(places, len(words)))
            if places:
                cursor = max(cursor, int(np.median(places)))
        return found

    def _places(self, words: list[str], cursor: int) -> list[int]:
        """The positions of the page's words that the piece's words stand for."""
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
        return _agreed(np.array([self._labels[place] for place in places]))


def words_of(text: str) -> list[str]:
    """The lower-cased words of a line, or what it has in place of words."""
    return _WORD.findall(fold(text).lower()) or [text.strip()]


def _nearest(places: list[int], cursor: int) -> int:
    at = bisect_left(places, cursor)
    near = places[max(at - 1, 0) : at + 1]
    return min(near, key=lambda place: abs(place - cursor))
