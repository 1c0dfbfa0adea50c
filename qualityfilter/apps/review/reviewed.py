"""Read documents, let the filter judge them, and put those it is least sure of first."""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from qualityfilter.apps.review.labels import Aspect, Labels, Place, Text, text_of
from qualityfilter.core.data import HEDGE_LABELS, LINE_LABELS, CleanResult, Failure, Span
from qualityfilter.records.outcome import FailedRecord, Record
from qualityfilter.text.characters import fold
from qualityfilter.text.sentences import sentence_ends

if TYPE_CHECKING:
    from qualityfilter.pipeline.filter import QualityFilter

MOST_CHARACTERS = 20_000_000
"""No more than this is kept of texts in memory; then no further documents are looked at."""

MOST_FAILURES = 20
"""So many records that failed are kept to be told of; the others are counted."""

BATCH, BATCH_BYTES = 64, 1 << 20
"""Documents, and bytes of them, that are judged at a time."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a line.

    Attributes:
        start: first character.
        end: one past the last.
        hedges: what the filter marked it as.
        score: how sure it was, 0 to 1; None where it marked nothing.
    """

    start: int
    end: int
    hedges: tuple[str, ...] = ()
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a part of one, as the filter decides on it.

    Attributes:
        start: first character.
        end: one past the last.
        label: what the filter takes it for.
        score: how sure it is of that, 0 to 1.
        doubt: 0 to 1, one less the gap between the two likeliest labels; higher is less sure.
            Where rules and model together decide, it is no more than what they leave.
        cut: whether the filter cuts it.
        sentences: of it.
    """

    start: int
    end: int
    label: str
    score: float
    doubt: float
    cut: bool
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A document to be reviewed.

    Attributes:
        text: the document.
        digest: of its text.
        lines: in their order.
    """

    text: Text
    digest: str
    lines: tuple[Line, ...]

    @property
    def doubt(self) -> float:
        """The doubt about the line that the filter is least sure of."""
        return max((line.doubt for line in self.lines), default=0.0)

    def is_done(self, labels: Labels) -> bool:
        """Return whether every line has a decision."""
        return all(labels.holding(self.place(line)) for line in self.lines)

    def place(self, of: Line | Sentence) -> Place:
        """Name the place of a line's label, or of a sentence's hedges."""
        aspect: Aspect = "label" if isinstance(of, Line) else "hedges"
        return Place(self.digest, of.start, of.end, aspect)


@dataclass(slots=True)
class Found:
    """What was read.

    Attributes:
        documents: to be reviewed, those that the filter is least sure of first.
        done: how many were passed over, because every line of them had a decision.
        failed: how many records could not be read or cleaned.
        failures: the first of them.
        more: whether there is more in the inputs, which was not looked at.
    """

    documents: list[Reviewed] = field(default_factory=list)
    done: int = 0
    failed: int = 0
    failures: list[FailedRecord] = field(default_factory=list)
    more: bool = False


def look_over(
    records: Iterable[Record | FailedRecord],
    quality_filter: QualityFilter,
    labels: Labels,
    most: int,
) -> Found:
    """Judge the first documents and sort them by doubt; the rest is not read.

    Args:
        records: read lazily.
        quality_filter: its settings must have `trace`.
        labels: what has been said already; documents whose lines all have a decision are passed
            over, and the same text is not reviewed twice.
        most: as many documents are kept, and no more than `MOST_CHARACTERS` of their texts.
    """
    found, seen, characters = Found(), set[str](), 0
    for each in _judged(records, quality_filter):
        if len(found.documents) == most or characters > MOST_CHARACTERS:
            found.more = True
            break
        if isinstance(each, FailedRecord):
            found.failed += 1
            found.failures += [each][: MOST_FAILURES - len(found.failures)]
            continue
        document = reviewed(each)
        if document.digest in seen or not document.lines:
            continue
        seen.add(document.digest)
        if document.is_done(labels):
            found.done += 1
            continue
        found.documents.append(document)
        characters += len(document.text.text)
    found.documents.sort(key=lambda one: -one.doubt)
    return found


def _judged(
    records: Iterable[Record | FailedRecord], quality_filter: QualityFilter
) -> Iterator[CleanResult | FailedRecord]:
    """Clean records a few at a time, so that what is not wanted is not read."""
    waiting, size = list[Record](), 0
    for each in records:
        if isinstance(each, FailedRecord):
            yield each
            continue
        waiting.append(each)
        size += len(each.raw)
        if len(waiting) == BATCH or size > BATCH_BYTES:
            yield from _cleaned(waiting, quality_filter)
            waiting, size = [], 0
    yield from _cleaned(waiting, quality_filter)


def _cleaned(
    records: Sequence[Record], quality_filter: QualityFilter
) -> Iterator[CleanResult | FailedRecord]:
    results = quality_filter.clean_many(each.document for each in records)
    for record, result in zip(records, results, strict=True):
        yield record.failed(result) if isinstance(result, Failure) else result


def reviewed(result: CleanResult) -> Reviewed:
    """Return a document to be reviewed, from its result with `Settings(trace=True)`."""
    text = text_of(result.document)
    folded = fold(text.text)
    lines = _Covering([span for span in result.spans if span.label not in HEDGE_LABELS])
    hedges = _Covering([span for span in result.spans if span.label in HEDGE_LABELS])
    return Reviewed(
        text,
        text.digest,
        tuple(
            _line(start, row, lines.over(start, end), _sentences(folded, start, end, hedges))
            for start, end, row in result.trace
        ),
    )


class _Covering:
    """Finds the spans that cover a range.

    Args:
        spans: sorted by start; only those of one range overlap.
    """

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._starts = [span.start for span in spans]

    def over(self, start: int, end: int) -> list[Span]:
        """Return the spans that hold all of a range."""
        first = self._starts[: bisect_right(self._starts, start)]
        low = bisect_left(self._starts, first[-1]) if first else 0
        return [span for span in self._spans[low : len(first)] if end <= span.end]


def _line(
    start: int, row: Sequence[float], spans: Sequence[Span], sentences: tuple[Sentence, ...]
) -> Line:
    """Describe a line by its chances and the spans that cover it."""
    best, second = heapq.nlargest(2, row)
    label, score, doubt = LINE_LABELS[row.index(best)], best, 1.0 - (best - second)
    for span in spans:
        doubt = min(doubt, 1.0 - span.score)
        if span.label in LINE_LABELS:
            label, score = span.label, span.score
    cut = any(span.action == "cut" for span in spans)
    return Line(start, sentences[-1].end, label, round(score, 4), round(doubt, 4), cut, sentences)


def _sentences(folded: str, start: int, end: int, hedges: _Covering) -> tuple[Sentence, ...]:
    """Cut a line into its sentences, and look up how each is hedged."""
    found = []
    for first, last in pairwise((0, *sentence_ends(folded[start:end]))):
        piece = folded[start + first : start + last]
        stop = start + first + len(piece.rstrip())
        begin = start + last - len(piece.lstrip())
        if begin < stop:
            marks = hedges.over(begin, stop)
            names = tuple(each for each in HEDGE_LABELS if any(m.label == each for m in marks))
            score = max((mark.score for mark in marks), default=None)
            found.append(Sentence(begin, stop, names, score))
    return tuple(found)
