"""What an adapted line model does better and worse than another, on lines that readers judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from qualityfilter.core.data import ARTICLE_LABELS, LINE_LABELS
from qualityfilter.decide.combine import Policy
from qualityfilter.lab.lines_data import UNKNOWN, LabelledText
from qualityfilter.lab.measures import Pieces, by_label, count, judge
from qualityfilter.rules.scan import Reading
from qualityfilter.text.tokens import FloatArray

SHOWN = 10
"""So many lines are shown of each kind of change."""

_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two models on the same lines.

    Attributes:
        lines: how many were judged by readers.
        documents: how many these stand in.
        before: `figures` and counts of the first model, as `measures.Counts` has them, and
            `labels`, as `measures.by_label` has them.
        after: the same of the second.
        better: judged lines that only the second decides rightly, as they are shown.
        worse: those that only the first does.
        other: lines that nobody judged, and that the two decide differently.
        others: how many nobody judged.
    """

    lines: int
    documents: int
    before: dict[str, Any]
    after: dict[str, Any]
    better: tuple[str, ...]
    worse: tuple[str, ...]
    other: tuple[str, ...]
    others: int

    def told(self, names: tuple[str, str] = ("before", "after")) -> Iterator[str]:
        """Write it in lines of text.

        Args:
            names: of the two models.
        """
        yield from _aligned([("", *names), *self.figures()])
        yield ""
        yield from _aligned([("label", "lines", *map(_of_label, names)), *self.by_label()])
        kinds = ("better", self.better), ("worse", self.worse)
        for what, found in (*kinds, (f"of {self.others} lines that nobody judged", self.other)):
            yield ""
            yield f"{what}: {len(found)}"
            yield from (f"  {each}" for each in found[:SHOWN])

    def figures(self) -> list[tuple[str, ...]]:
        """Return what each figure was and is."""
        return [
            (told, *(form.format(each[name]) for each in (self.before, self.after)))
            for name, told, form in _FIGURES
        ]

    def by_label(self) -> list[tuple[str, ...]]:
        """Return the precision and recall of each label that lines have or are cut under."""
        both = [each["labels"] for each in (self.before, self.after)]
        return [
            (name, str(row["lines"]), *(_rates(each[name]) for each in both))
            for name, row in both[0].items()
            if row["lines"]
        ]


_FIGURES = (
    ("junk", "junk lines", "{}"),
    ("right", "junk lines cut", "{}"),
    ("wrong", "lines of the article cut, or cut into", "{}"),
    ("precision", "precision of junk", "{:.4f}"),
    ("recall", "recall of junk", "{:.4f}"),
    ("f1", "F1 of junk", "{:.4f}"),
    ("label", "share of the junk words found under their own label", "{:.4f}"),
    ("loss", "share of the words of body lines lost", "{:.4f}"),
)


def _rates(row: dict[str, Any]) -> str:
    return f"{row['precision']:.3f} / {row['recall']:.3f}"


def _of_label(name: str) -> str:
    return f"{name}: precision / recall"


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """What one model makes of the lines.

    Attributes:
        rows: their chances, one text after another.
        policy: what is cut by it.
    """

    rows: FloatArray
    policy: Policy


def compare(
    texts: Sequence[LabelledText], readings: Sequence[Reading], before: Side, after: Side
) -> Comparison:
    """Compare what two models make of the same lines.

    Args:
        texts: documents, with the labels of their lines, or UNKNOWN.
        readings: of them.
        before: the first model.
        after: the second.
    """
    sides = [(judge(texts, readings, side.rows), side.policy) for side in (before, after)]
    old, new = (np.where(mine.cut(policy), mine.likeliest, 0) for mine, policy in sides)
    labels = sides[0][0].labels
    lines = [piece for reading in readings for piece in reading.layout.contents]
    known, junk = labels != UNKNOWN, labels >= len(ARTICLE_LABELS)
    was, now = ((cuts > 0) == junk for cuts in (old, new))

    def shown(chosen: Any) -> tuple[str, ...]:
        return tuple(
            f"[{_named(labels[at])}: {_said(old[at])} -> {_said(new[at])}] {_short(lines[at])}"
            for at in np.flatnonzero(chosen).tolist()
        )

    return Comparison(
        lines=int(known.sum()),
        documents=len(texts),
        before=_figures(*sides[0]),
        after=_figures(*sides[1]),
        better=shown(known & ~was & now),
        worse=shown(known & was & ~now),
        other=shown(~known & ((old > 0) != (new > 0))),
        others=int((~known).sum()),
    )


def _figures(pieces: Pieces, policy: Policy) -> dict[str, Any]:
    counts = count(pieces, policy)
    return counts.figures() | asdict(counts) | {"labels": by_label(pieces, policy)}


def _named(label: int) -> str:
    return "not judged" if label == UNKNOWN else LINE_LABELS[label]


def _said(label: int) -> str:
    return f"cut as {LINE_LABELS[label]}" if label else "stays"


def _short(line: str) -> str:
    return line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…"


def _aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
