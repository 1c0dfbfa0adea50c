"""Write a line model's card from its figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

_PAGE = """# Model card: `{name}`

A line model: for each line of a scraped news text, the chance of each of thirteen labels, from
the line alone (logistic regression on hashed words and shape) and then with its neighbours
({members} averaged perceptrons of {units} units). Plain arrays; no training text is in it.

Written by `qualityfilter train lines`, which builds the model again from the same data.

## Use

To find what is not the article in text that an extractor or scraper gave for a news article.
Trained mostly on English and German pages; other languages are carried by shape, place and
neighbours more than by words. Not meant for forums, shops, legal texts or source code.

## Training data

{texts} texts: hand-labelled outputs of scrapers, hand-labelled pages, and the same pages as
{views} give them, each line labelled by matching its words to the
labelled page; and the clean ones with junk lines of other texts of the same fold spliced in.
The pages come from fundus (MIT), trafilatura's evaluation set (Apache-2.0) and
dragnet (research); pages and articles belong to their publishers. Sites are kept together in
cross-validation. Some whole-page views count less, hand-labelled texts more.

## Figures

At the threshold {threshold} (the lowest at which at most 0.2 % of the good words were lost out of
fold: the mean of hand-labelled scraper outputs and of extractor outputs), rules and model
together, lines cut as a whole. Out of fold by
site on the training split; the test split is measured once at the end of each training, and
nothing is chosen by it.

`texts` are the hand-labelled outputs of scrapers, `page` the lines of whole pages, `spliced`
clean texts with junk of others put in. Share of junk lines found (recall), share of cut lines
that are junk (precision), share of the junk found that has its own label, share of the words of
body lines that were lost:

{views_table}

Expected calibration error of the chance of junk, out of fold: {calibration}.

By label, out of fold, on the hand-labelled texts (lines that stay count as body):

{labels_table}

By label, out of fold, on all views together:

{all_table}

By label on the test split, hand-labelled texts:

{test_table}

Threshold against good words lost (mean of scraper and extractor outputs, out of fold):

{loss_table}

## Limits

- Headlines of other stories in full sentences, teasers and author lines without a cue word are
  what it leaves; tables, list items and one-word subheadings are what it cuts wrongly.
- In stage two, the judgements of stage one that it is trained on come from models that had
  seen other folds' sites; no stage saw a line of the site that it is measured on.
- Lines that could not be matched to the labelled page are left out of training and figures.
"""


def render(about: Mapping[str, Any], texts: int, name: str) -> str:
    """Render the card.

    Args:
        about: the manifest's values.
        texts: number of training texts.
        name: of the model.
    """
    metrics = about["metrics"]
    train, test = metrics["out_of_fold"], metrics["test"]
    views = [view for view in train["views"] if view not in ("texts", "page", "spliced")]
    return _PAGE.format(
        name=name,
        members=about["recipe"]["members"],
        units=about["recipe"]["units"],
        texts=texts,
        views=", ".join(views[:-1]) + f" and {views[-1]}",
        threshold=about["threshold"],
        views_table=_views(train["views"], test.get("views", {})),
        calibration=metrics["calibration_error"],
        labels_table=_labels(train["labels_texts"]),
        all_table=_labels(train["labels_all"]),
        test_table=_labels(test.get("labels_texts", {})),
        loss_table=_table(
            ("threshold", "lost"), ((at, f"{loss:.3%}") for at, loss in about["losses"])
        ),
    )


_VIEW = ("precision", "recall", "f1", "label")


def _views(train: Mapping[str, Any], test: Mapping[str, Any]) -> str:
    head = ("view", "texts", *_VIEW, "lost", "test texts", "test f1", "test lost")
    rows = []
    for view, row in train.items():
        other = test.get(view)
        tail = (
            (other["texts"], f"{other['f1']:.3f}", f"{other['loss']:.2%}") if other else ("",) * 3
        )
        figures = (f"{row[name]:.3f}" for name in _VIEW)
        rows.append((view, row["texts"], *figures, f"{row['loss']:.2%}", *tail))
    return _table(head, rows)


def _labels(labels: Mapping[str, Any]) -> str:
    head = ("label", "lines", "precision", "recall", "f1")
    return _table(head, ((name, *(row[key] for key in head[1:])) for name, row in labels.items()))


def _table(head: Iterable[object], rows: Iterable[Iterable[object]]) -> str:
    titles = list(head)
    lines: list[list[object]] = [titles, ["---"] * len(titles), *(list(row) for row in rows)]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines)
