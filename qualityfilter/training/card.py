"""Write a line model's card from its figures."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from qualityfilter.training.plot import dots, plot
from qualityfilter.training.tables import table
from qualityfilter.training.topics import DIMENSIONS
from qualityfilter.training.views import VIEWS

_PAGE = """# Model card: `{name}`

A line model: for each line of a scraped news text, the chance of each of thirteen labels, from
the line alone (logistic regression on hashed words and shape) and then with its neighbours
({members} averaged perceptrons of {units} units), which also see what it and they are about: a
direction among {dimensions} for each hashed word, learnt from lines that stand together (latent
semantic analysis), and how far away the lines are that surely have a label. A slope and an offset
make the chance of junk mean what it says. Plain arrays; no training text is in it.

Written by `qualityfilter train lines`, which builds the model again from the same data.

## Use

To find what is not the article in text that an extractor or scraper gave for a news article.
Trained mostly on English and German pages; other languages are carried by shape, place and
neighbours more than by words. Not meant for forums, shops, legal texts or source code.

## Training data

{texts} texts: hand-labelled outputs of scrapers, hand-labelled pages, and the same pages as
{views} give them, each line labelled by matching its words to the labelled page; their bodies
alone, these with junk lines of other texts of the same fold spliced in, and texts and bodies with
their line breaks lost. {given} more outputs of scrapers and pages of the training split were read
for this model, one reader each, with the help of a language model; `labels.jsonl` has what was
said of their lines, and nothing is measured on them. Of 48 texts and 16 pages that were read a
second time so, without a look at their labels, junk lines agreed at F1 0.98 and 1.00, and no more
than 0.1 % of the words of body lines were called junk. {unread} more pages that nobody has read,
with all that extractors make of them, were labelled line by line by a forest that had learnt, from
the pages that were read, how far to believe the model, each extractor and the page's own gold;
lines that it was not sure of were left out, and all of them count less. What words are about was
learnt from all of these texts and from the unlabelled training texts of `texts/pool`, out of fold
from those of other sites alone. The pages come from fundus (MIT), trafilatura's evaluation set
(Apache-2.0) and dragnet (research); pages and articles belong to their publishers. Sites are kept
together in cross-validation. Some whole-page views count less, hand-labelled texts more.

## Figures

At the threshold {threshold} (the lowest at which no kind of input lost more than 0.2 % of its good
words out of fold, by the upper end of the 95 % interval of 1,000 resamples of the sites:
hand-labelled scraper outputs, each extractor's outputs, and bodies alone, what the filter takes for
whole pages left out), rules and model together, lines cut as a whole. Out of fold by
site on the training split; the test split is measured once at the end of each training, and
nothing is chosen by it.

F1 of shingles of four lower-cased words against the labelled body, before cleaning and after
(precision and recall are averaged over the pages of a view, headlines count on neither side;
in brackets the 95 % interval of 1,000 resamples of the sites):

{before_after}

By language, trafilatura's output before and after, out of fold by site: pages with a publisher's
body and F1 of their shingles; snippets that must stand in the text, and snippets that must not,
and the share of them that do:

{languages}

`texts` are the hand-labelled outputs of scrapers, `body` the labelled bodies alone, `page` the
lines of whole pages, `spliced` clean texts with junk of others put in; `texts_spaces` and
`body_spaces` have lost their line breaks. Share of junk lines found
(recall), share of cut lines that are junk (precision), share of the junk found that has its own
label, share of the words of body lines that were lost:

{views_table}

### Pages with their tags

Where the filter is given the page itself, a further stage revises the lines' chances: a logistic
regression on tags and on hashed words of classes and ids, and perceptrons that weigh it with what
the lines' own words and neighbours say, with the lines in the same elements, and with those in
elements that are alike. It is trained on hand-labelled pages, and on excerpts of them, from an
article's element alone to a page with a fifth of its junk, half of them without classes. What is
left of pages against their labelled bodies, and how many of them were lost whole, or lost more
than a tenth of their body:

{pages}

Snippets of trafilatura's evaluation set, out of fold by site: the shares of those that must stand
in what is left and do, and of those that must not and do; F1 of all of them:

{snippets}

Bodies that other pages came with, F1 of shingles, out of fold by site. In the gold of dragnet
titles, captions and dates are part of the body: there `headline`, `caption` and `metadata` are
kept, and extractors read with their defaults.

{bodies}

Expected calibration error of the chance of junk, out of fold: {of_model} as the line model gives
it, {calibration} after the article is taken as one stretch. Of the latter, for each tenth of
the chance, the share of lines that are junk; on the diagonal a chance means what it says:

![reliability curve](reliability.svg)

By label, out of fold, on the hand-labelled texts (lines that stay count as body):

{labels_table}

By label, out of fold, on all views together:

{all_table}

By label on the test split, hand-labelled texts:

{test_table}

Threshold against good words lost (of the kind of input that lost most, out of fold, the upper end
of the interval):

{loss_table}

## Limits

- Headlines of other stories in full sentences, teasers and author lines without a cue word are
  what it leaves; tables, list items and one-word subheadings are what it cuts wrongly.
- In stage two, the judgements of stage one that it is trained on come from models that had
  seen other folds' sites; no stage saw a line of the site that it is measured on.
- Lines that could not be matched to the labelled page are left out of training and figures.
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
    """Give what is written down by hand of what was tried, or nothing."""
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
        unread=about["learnt_from"]["witnessed"],
        views=", ".join(views[:-1]) + f" and {views[-1]}",
        threshold=about["threshold"],
        pages=_pages(metrics["pages"]),
        snippets=_ways(metrics["pages"].get("snippets", {}), "language", ("keep", "drop", "f1")),
        bodies=_ways(metrics["pages"].get("bodies", {}), "corpus", ("precision", "recall", "f1")),
        views_table=_views(train["views"], test.get("views", {})),
        before_after=before_after_table(train["before_after"], test.get("before_after", {})),
        languages=_languages(metrics["languages"]),
        tried=tried,
        calibration=metrics["calibration_error"],
        of_model=metrics["calibration_error_of_model"],
        labels_table=_labels(train["labels_texts"]),
        all_table=_labels(train["labels_all"]),
        test_table=_labels(test.get("labels_texts", {})),
        loss_table=table(
            ("threshold", "lost"), ((at, f"{loss:.3%}") for at, loss in about["losses"])
        ),
    )


def before_after_table(train: Mapping[str, Any], test: Mapping[str, Any]) -> str:
    """Give the figures of `before_after` as a table in Markdown, those on test beside them."""
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


def _ways(figures: Mapping[str, Any], kind: str, names: Sequence[str]) -> str:
    """Tell what each way of reading makes of each kind of page."""
    rows = (
        (each, row["pages"], way, *(row[name] for name in names))
        for each, ways in figures.items()
        for way, row in ways.items()
    )
    return table((kind, "pages", "read by", *names), rows)


def _languages(languages: Mapping[str, Any]) -> str:
    names = ("f1", "keep", "drop")
    head = (
        "language",
        "pages",
        "before",
        "after",
        "keep",
        "before",
        "after",
        "drop",
        "before",
        "after",
    )
    return table(
        head,
        (
            (lang, *(cell for name in names for cell in row.get(name, ("", "", ""))))
            for lang, row in languages.items()
        ),
    )


def _with_interval(row: Mapping[str, Any]) -> str:
    low, high = row["interval"]
    return f"{row['f1']:.3f} ({low:.3f} to {high:.3f})"


def _curve(points: Iterable[tuple[float, float, int]]) -> str:
    """Draw the reliability curve, dots sized by the logarithm of their lines."""
    marks = dots((x, y, math.log10(1 + lines)) for x, y, lines in points)
    return plot(marks, ("chance of junk", "share of lines that are junk"))


_VIEW = ("precision", "recall", "f1", "label")


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
