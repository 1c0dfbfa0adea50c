"""Write a line model's card from its figures."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from qualityfilter.lab.plot import dots, plot
from qualityfilter.lab.tables import table
from qualityfilter.lab.topics import DIMENSIONS
from qualityfilter.lab.views import VIEWS

_PAGE = """# Model card: `{name}`

A line model: for each piece of a scraped news text (a line, or its parts where it holds more than
one thing), the chance of each of thirteen labels. A logistic regression judges each piece by its
words, its shape, its place and what the rules found in it; perceptrons judge it with its
neighbours and by what it and they are about ({members} averaged, {units} units, {dimensions}
directions from latent semantic analysis); others weigh that with its line, its whole text, where
the article seems to lie and how far the text is a whole page. A slope and an offset make the
chance of junk mean what it says. Plain arrays; no training text is in it.

Written by `qualityfilter train lines`, which builds the model again from the same data.

## Use

To find what is not the article in text that an extractor or scraper gave for a news article. Most
of the labelled texts are English, Russian, Spanish, German and Indonesian; other languages are
carried by the lexicon, by shape, place and neighbours more than by words. Not meant for forums,
shops, legal texts or source code.

## Training data

Hand-labelled outputs of scrapers, hand-labelled pages, and the same pages as {views} give them,
each piece labelled by matching its words to the labelled page. {given} more outputs of scrapers
and pages of the training split were read for this model, one reader each, by language models;
`labels.jsonl` has what was said of them, and nothing is measured on them. Of 168 texts that were
read a second time without a look at their labels, junk lines agreed at F1 0.99, and 99 % of them
had the same label; of 16 pages, at 1.00. Both readers were language models of one family, so what
one takes wrongly the other may too. Texts made of these join them: bodies alone, single
paragraphs, junk of other texts of the same fold between lines and glued to sentences, line breaks
lost, Markdown, and the lexicon's own examples; {texts} texts in all. What words are about was also
learnt from the unlabelled training texts of `texts/pool`, out of fold from those of other sites
alone. Sites are kept together in cross-validation. Pages and articles belong to their publishers;
the pages come from fundus (MIT), trafilatura's evaluation set (Apache-2.0), dragnet, CleanEval,
L3S-GN1 and daniel (research).

The examples of the lexicon and some of its phrases were written with the training texts in view,
so figures out of fold flatter the rules a little; the test split does not.

## Figures

Out of fold by site on the training split, at the default `max_loss` of 0.002 (threshold
{threshold}); the test split is measured once at the end of each training, and nothing is chosen by
it. A junk line is found if at least 95 % of its characters are cut, and a line of the article is
cut wrongly if more than 5 % of it is.

Of junk lines precision, recall and F1; the share of junk words that are gone, and of these those
under their own label; the share of good words lost. `texts` are the hand-labelled outputs of
scrapers as users hand them in, `texts_uncertain` those chosen for being hard, `body` articles
alone, `glued` paragraphs with junk glued to them, `spliced` articles with junk between their
lines, `phrases` articles with the lexicon's examples.

{views_table}

`max_loss` against the share of good words lost out of fold, by kind of input, and what is found of
the junk lines of `texts` at it:

{loss_table}

F1 of shingles of four lower-cased words against the labelled body, before cleaning and after
(precision and recall are averaged over the texts of a view, headlines count on neither side; in
brackets the 95 % interval of 1,000 resamples of the sites):

{before_after}

### Pages with their tags

Where the filter is given the page itself, a further stage revises the pieces' chances by their
tags in place of the last one: a logistic regression on tags and on hashed words of classes and
ids, and perceptrons that weigh it with the words, the neighbours and the lines in elements that
are the same or alike. What is left of pages against their labelled bodies, how many were lost
whole, and how many lost more than a tenth of their body:

{pages}

### Calibration and labels

Expected calibration error of the chance of junk on outputs of scrapers, out of fold:
{calibration}. For each tenth of the chance, the share of pieces that are junk; on the diagonal a
chance means what it says:

![reliability curve](reliability.svg)

By label, pieces of all measured texts, out of fold (pieces that stay count as body):

{labels_table}

## Limits

- Headlines of other stories in full sentences, teasers and captions without a cue are what it
  leaves; list items, signatures and asides to the reader are what it cuts wrongly.
- In the later stages, the judgements of earlier ones that they are trained on come from models
  that had seen other folds' sites; no stage saw a line of the site that it is measured on.
- Pieces that could not be matched to the labelled page are left out of training and figures.
{tried}"""

CARD, TRIED, CURVE = "MODEL_CARD.md", "TRIED.md", "reliability.svg"


def write(folder: Path, about: Mapping[str, Any]) -> None:
    """Write the card and its curve into the model's folder.

    What was tried is kept by hand in `TRIED.md` beside it, and goes into the card.

    Args:
        folder: the model's.
        about: the manifest's values.
    """
    page = render(about, folder.name, read_tried(folder))
    (folder / CARD).write_text(page, encoding="utf-8")
    curve = _curve(about["metrics"]["reliability"])
    (folder / CURVE).write_text(curve, encoding="utf-8")


def read_tried(folder: Path) -> str:
    """Return what is written down by hand of what was tried, or nothing."""
    tried = folder / TRIED
    return f"\n{tried.read_text(encoding='utf-8')}" if tried.exists() else ""


def render(about: Mapping[str, Any], name: str, tried: str) -> str:
    """Render the card.

    Args:
        about: the manifest's values.
        name: of the model.
        tried: what was tried, in Markdown.
    """
    metrics = about["metrics"]
    train, test = metrics["out_of_fold"], metrics["test"]
    views = [view for view in train["views"] if view in VIEWS]
    return _PAGE.format(
        name=name,
        members=about["recipe"]["members"],
        units=about["recipe"]["units"],
        dimensions=DIMENSIONS,
        texts=about["learnt_from"]["labelled"],
        given=about["learnt_from"]["given"],
        views=", ".join(views[:-1]) + f" and {views[-1]}",
        threshold=about["threshold"],
        pages=_pages(metrics["pages"]),
        views_table=_views(train["views"], test.get("views", {})),
        before_after=before_after_table(train["before_after"], test.get("before_after", {})),
        tried=tried,
        calibration=metrics["calibration_error"],
        labels_table=_labels(train["labels"]),
        loss_table=_losses(metrics["max_loss"]),
    )


def _losses(rows: Sequence[Mapping[str, Any]]) -> str:
    head = ("max_loss", "threshold", "scrapers", "extractors", "bodies", "recall", "words gone")
    return table(
        head,
        (
            (
                row["max_loss"],
                row["threshold"],
                *(f"{lost:.3%}" for lost in row["lost"]),
                f"{row['recall']:.3f}",
                f"{row['words']:.3f}",
            )
            for row in rows
        ),
    )


def before_after_table(train: Mapping[str, Any], test: Mapping[str, Any]) -> str:
    """Return the figures of `before_after` as a table in Markdown, those on test beside them."""
    head = ("view", "texts", "before", "after", "test before", "test after")
    rows = []
    for view, row in sorted(train.items()):
        other = test.get(view)
        tail = [_with_interval(other[when]) for when in ("before", "after")] if other else ["", ""]
        rows.append((view, row["texts"], row["before"]["f1"], row["after"]["f1"], *tail))
    return table(head, rows)


def _pages(figures: Mapping[str, Any]) -> str:
    head = ("pages", "number", "precision", "recall", "F1", "lost", "cut short")
    named = {
        "out of fold": figures.get("out_of_fold"),
        "test": figures.get("test"),
        "excerpts of pages, out of fold": figures.get("excerpts"),
    }
    rows = (
        (
            name,
            row["pages"],
            f"{row['precision']:.4f}",
            f"{row['recall']:.4f}",
            _with_interval(row),
            row["nothing"],
            row["cut_short"],
        )
        for name, row in named.items()
        if row
    )
    return table(head, rows)


def _with_interval(row: Mapping[str, Any]) -> str:
    low, high = row["interval"]
    return f"{row['f1']:.3f} ({low:.3f} to {high:.3f})"


def _curve(points: Iterable[tuple[float, float, int]]) -> str:
    """Draw the reliability curve, dots sized by the logarithm of their lines."""
    marks = dots((x, y, math.log10(1 + lines)) for x, y, lines in points)
    return plot(marks, ("chance of junk", "share of pieces that are junk"))


_VIEW = ("precision", "recall", "f1", "words", "label")


def _views(train: Mapping[str, Any], test: Mapping[str, Any]) -> str:
    head = ("view", "texts", *_VIEW, "lost", "test texts", "test f1", "test lost")
    rows = []
    for view, row in sorted(train.items()):
        other = test.get(view)
        tail = (
            (other["texts"], f"{other['f1']:.3f}", f"{other['loss']:.2%}") if other else ("",) * 3
        )
        figures = (f"{row[name]:.3f}" for name in _VIEW)
        rows.append((view, row["texts"], *figures, f"{row['loss']:.2%}", *tail))
    return table(head, rows)


def _labels(labels: Mapping[str, Any]) -> str:
    head = ("label", "lines", "precision", "recall", "f1")
    return table(head, ((name, *(row[key] for key in head[1:])) for name, row in labels.items()))
