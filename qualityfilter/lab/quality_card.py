"""Write a quality model's card from its figures."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qualityfilter.core.reasons import SEVERITY
from qualityfilter.lab.card import CARD, CURVE, read_tried
from qualityfilter.lab.plot import boxes, dots, plot
from qualityfilter.lab.tables import table

GRADES = "grades.svg"

_PAGE = """# Model card: `{name}`

A quality model: for an English news text as it was cleaned, how a reader would grade it, and
what kind of text it is. Boosted trees of depth two on {measures} numbers about the text: how
long it is and in what sentences, who is quoted, how it addresses its reader, what was cut, what
is hedged. No word counts but those of short lists, and no name does. Plain arrays; no training
text is in it.

Written by `qualityfilter train quality`, which builds the model again from the same data.

## What quality means here

Readers graded {known} texts, as scraped, from 1 (useless as news: link lists, pages of
comments, made-up stories) to 5 (complete, edited, sourced), each for what it sets out to be: a
brief of three sourced sentences can be 4. Quality is the grade to expect, from 0 for 1 to 1 for 5.
It learns from {taught} of them: `labelled/quality` and the texts of `texts/` that `labels.jsonl`
has grades to, by id. {again}

More of what reads badly (promotion, exclamations, first and second
person, damage, junk that was cut, hedges) never raises it, and more of what speaks for a report
(attribution, speakers, quotations, whole sentences) never lowers it; each tree is bound to that.
Length may move it either way, for a brief can be as good as a report.

It is no fact-check: well-written inventions score high. Other languages than English get no
quality, for nobody has graded texts in them.

## Figures

Each text by models that had not seen its site, on the training split of `labelled/quality` and
on `labelled/quality-2`, which nothing learns from, with 95 % intervals of 1,000 resamples of the
sites; and the test split, which each training measures once. Nothing is chosen by it. Rank
correlation with the grade (Spearman); the chance that a text of grade 3 to 5 scores above one of
1 or 2 (AUC); how far in the mean of ten bins quality is off the grades:

{figures}

`without names` leaves out what capitalised words have a part in, though not which words they are:
how many there are, who says something, possessives. The texts that `labels.jsonl` has grades to
are cut to their start and end for reading, and half are chosen for their form: short texts, lists,
interviews, press releases.

In each tenth of quality, the mean grade on the same scale; on the diagonal quality means what it
says. And quality by grade: median, half and four fifths of the texts.

![reliability](reliability.svg) ![quality by grade](grades.svg)

## Verdicts

What the verdict is by grade, out of fold, at the settings' defaults:

{verdicts}

and for what reasons, how often:

{reasons}

## Kinds

{kinds}

`other` stands for live entries, recipes, advertorials, spam, rumours and scenarios, which are too
few or read like reports. Texts of `labelled/` that a reader called a report count as briefs up to
130 words, for that reader had no such kind; interviews, lists and live entries were not told apart
there either. A row is what a reader named, a column the likeliest kind, out of fold:

{confusion}

## Words

A set of hashes holds the words of six and more letters that stand in at least two of the
unlabelled articles; of an English text, words that are not in it count as damaged.
{tried}"""


_AGAIN = """Of those, 96 were read a second time in the same sitting: 81 got
the same grade, all one within 1 of it, 94 the same side of 3, and 92 the same kind."""
"""How far the reader of `labels.jsonl` agrees with himself."""


def write(folder: Path, about: Mapping[str, Any]) -> None:
    """Write `MODEL_CARD.md` and its plots into a model's folder, with what `TRIED.md` holds.

    Args:
        folder: the folder.
        about: the manifest's values.
    """
    metrics = about["metrics"]
    points = ((x, y, math.log2(1 + texts)) for x, y, texts in metrics["reliability"])
    curve = plot(dots(points), ("quality", "mean grade, from 0 to 1"))
    grades = plot(boxes(metrics["by_grade"]), ("grade", "quality"), ticks=("1", "5"))
    folder.joinpath(CURVE).write_text(curve, encoding="utf-8")
    folder.joinpath(GRADES).write_text(grades, encoding="utf-8")
    folder.joinpath(CARD).write_text(_render(folder, about), encoding="utf-8")


def _render(folder: Path, about: Mapping[str, Any]) -> str:
    metrics = about["metrics"]
    verdicts = metrics["verdicts"]
    codes = sorted({code for row in verdicts.values() for code in row["reasons"]})
    sets = {
        "out of fold": metrics["out_of_fold"],
        **{f"`{name}`": row for name, row in metrics["sets"].items()},
        "without names": metrics["without_names"],
        "test": metrics["test"],
    }
    return _PAGE.format(
        name=folder.name,
        measures=len(about["measures"]),
        known=sum(row["texts"] for row in metrics["sets"].values()),
        taught=metrics["taught"],
        again=_AGAIN,
        confusion=_confusion(metrics["confusion"]),
        figures=table(
            ("texts", "number", "Spearman", "AUC", "calibration error"),
            (_row(name, row) for name, row in sets.items() if row),
        ),
        verdicts=table(
            ("grade", *SEVERITY),
            ((grade, *(row[each] for each in SEVERITY)) for grade, row in verdicts.items()),
        ),
        reasons=table(
            ("grade", *codes),
            (
                (grade, *(row["reasons"].get(code, 0) for code in codes))
                for grade, row in verdicts.items()
            ),
        ),
        kinds=table(
            ("kind", "texts", "F1", "AUC"),
            ((name, *row.values()) for name, row in metrics["kinds"].items()),
        ),
        tried=read_tried(folder),
    )


def _confusion(counts: Mapping[str, Mapping[str, int]]) -> str:
    rows = ((name, *row.values()) for name, row in counts.items())
    return table(("kind", *counts), rows)


def _row(name: str, row: Mapping[str, Any]) -> tuple[object, ...]:
    return (
        name,
        row["texts"],
        *(_with_interval(row[key], row[f"{key}_interval"]) for key in ("spearman", "auc")),
        row["calibration_error"],
    )


def _with_interval(value: float, interval: tuple[float, float]) -> str:
    return f"{value:.3f} ({interval[0]:.3f} to {interval[1]:.3f})"
