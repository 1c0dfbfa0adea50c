"""Write a hedge model's card from its figures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qualityfilter.lab.card import CARD, read_tried
from qualityfilter.lab.tables import table

_PAGE = """# Model card: `{name}`

A hedge model: for each sentence of a news text, the chance that it is {types}.
One logistic regression for each, on hashed words, pairs of words and the cues of the package's
table. Plain arrays; no training text is in it.

Written by `qualityfilter train hedges`, which builds the model again from the same data.

## What hedging means here

A sentence is `speculative` where a claim in it is marked as uncertain (may, might, possibly,
appears, is believed), or where somebody named believes, thinks, suspects or fears a fact;
`unattributed` where a claim rests on nobody in particular (reportedly, sources say, critics
argue); `hypothetical` where it tells of an imagined, conditional or counterfactual situation. It
can be several of these. It is not hedged by may as a permission or the month, could as an
ability, would as reported future, routine conditions ("if you have a tip, call"), provisions of
rules, or because somebody named says, claims or alleges something.

A mark says how a sentence is put, not whether it is true. Fiction, irony and quotations are not
told apart (`quoted` says whether the cue stands inside quotation marks). The model is for English
only: German and Spanish have cues and no model, see `docs/benchmarks.md`.

## Training data

{labelled} sentences labelled by reading.{teacher}

## Figures

F1 with the interval that holds it in 95 of 100 resamples of the sites, precision and recall at
the model's thresholds; of the right marks, the share whose cue was found (characters shared
by at least half of their union); expected calibration error of the chances. Out of fold by site
and document on the training split:

{out_of_fold}

The cues of the table were written by people who had read training sentences, so that what is
out of fold flatters them. The test split is free of that; each training measures it once, and
nothing is chosen by it:

{test}

How often sentences of each kind (rows) were marked as what (columns), out of fold:

{confusion}
{tried}"""

_TEACHER = """ A small encoder (MiniLM) that had read {auxiliary}
sentences of other corpora learnt them, and read {unread} sentences of news that nobody had
labelled; the model learnt from both. The other corpora are the training parts of CoNLL-2010
(WikiWeasel, CC-BY-SA, and BioScope, CC-BY), the SFU review corpus (GPL-3) and UDS-IH2 (MIT)."""


def write(folder: Path, about: Mapping[str, Any]) -> None:
    """Write `MODEL_CARD.md` into a model's folder, with what `TRIED.md` there holds.

    Args:
        folder: the folder.
        about: the manifest's values.
    """
    figures, counts = about["metrics"], about["counts"]
    text = _PAGE.format(
        name=folder.name,
        types=" or ".join(f"`{name}`" for name in about["types"]),
        labelled=counts["labelled"],
        teacher=_TEACHER.format(**counts) if counts["unread"] else "",
        out_of_fold=figures_table(figures["out_of_fold"]["types"]),
        test=figures_table(figures["test"]["types"]) if figures["test"] else "None was given.",
        confusion=_confusion(figures["out_of_fold"]["confusion"]),
        tried=read_tried(folder),
    )
    folder.joinpath(CARD).write_text(text, encoding="utf-8")


def figures_table(figures: Mapping[str, Mapping[str, Any]]) -> str:
    """Return figures by type as a table in Markdown."""
    head = ("type", "sentences", "F1", "95 %", "precision", "recall", "cue", "calibration")
    return table(head, (_row(name, row) for name, row in figures.items()))


def _row(name: str, row: Mapping[str, Any]) -> tuple[str, ...]:
    low, high = row["interval"]
    rest = (row.get("cue"), row.get("calibration_error"))
    return (
        name,
        str(row["sentences"]),
        f"{row['f1']:.3f}",
        f"{low:.3f} to {high:.3f}",
        f"{row['precision']:.3f}",
        f"{row['recall']:.3f}",
        *("" if value is None else f"{value:.3f}" for value in rest),
    )


def _confusion(counts: Mapping[str, Mapping[str, int]]) -> str:
    names = sorted({*counts, *(name for row in counts.values() for name in row)}, key=len)
    rows = [(name, *(str(counts.get(name, {}).get(other, 0)) for other in names)) for name in names]
    return table(("", *names), rows)
