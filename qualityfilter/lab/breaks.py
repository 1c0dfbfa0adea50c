"""Build the model of lost line breaks from pages: fit, measure, and write it down."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed
from scipy import sparse
from sklearn.linear_model import SGDClassifier
from sklearn.metrics import precision_recall_fscore_support

from qualityfilter.core import artifact
from qualityfilter.core.errors import RecordError
from qualityfilter.lab.build import check_floors
from qualityfilter.lab.card import CARD, read_tried
from qualityfilter.lab.corpus import digest, made_with, records
from qualityfilter.lab.lines_data import FOLDS, fold_of, page_records
from qualityfilter.lab.tables import table
from qualityfilter.lab.views import visible_soup
from qualityfilter.pages.walk import BLOCKS
from qualityfilter.text.breaks import (
    BITS,
    FEATURES,
    KIND,
    Breaks,
    from_weights,
    gap_columns,
    read_words,
    to_weights,
)
from qualityfilter.text.characters import IntArray
from qualityfilter.text.sentences import sentence_ends

_BREAK = "\0"  # HTML cannot hold it

_FLOOR = 0.02
"""F1 on test pages may fall by so much before the tests say no."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the model is fitted.

    Attributes:
        penalty: strength of the L2 penalty.
        epochs: passes over all gaps.
        words: so many first words of a page are looked at.
    """

    penalty: float = 2e-7
    epochs: int = 5
    words: int = 2500


@dataclass(frozen=True, slots=True, eq=False)
class Flattened:
    """A page's text in lines, as blocks break it.

    Attributes:
        site: registered domain, or the record's id.
        test: whether the record belongs to the test split.
        text: the text.
    """

    site: str
    test: bool
    text: str

    def lost(self) -> tuple[str, IntArray]:
        """The same text with its line breaks lost, and where each was: the start of a line.

        Most become a blank; some are dropped, as where elements were joined without one.
        """
        draw = random.Random(self.text)
        lines = self.text.split("\n")
        parts = [line + ("" if draw.random() < _RUN_IN else " ") for line in lines[:-1]]
        starts = np.cumsum([len(part) for part in parts], dtype=np.int64)
        return "".join([*parts, lines[-1]]), starts


_RUN_IN = 0.2
"""The share of lost line breaks that leave no blank."""


def flattened(html: str) -> str:
    """Return a page's text as `get_text(" ")` does, but in lines: blocks and `<br>` break them."""
    soup = visible_soup(html)
    for tag in soup.find_all(BLOCKS):
        tag.insert_before(_BREAK)
        tag.insert_after(_BREAK)
    for tag in soup.find_all("br"):
        tag.replace_with(_BREAK)
    lines = soup.get_text(" ").split(_BREAK)
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def load_flattened(data: Path) -> list[Flattened]:
    """Load the pages below `data` of whose sites no page or text is labelled, and the test pages.

    So the line model, which is measured on labelled pages and texts, is measured on sites whose
    line breaks are guessed as well as on any.
    """
    labelled = {
        record[key]
        for name in ("labelled/pages", "labelled/texts", "labelled/texts-2")
        for record in records(data, name)
        for key in ("id", "site")
    }
    chosen = [
        record
        for _, record in page_records(data)
        if record.get("split") == "test"
        or not {record["id"], record.get("site") or record["id"]} & labelled
    ]
    pages = Parallel(n_jobs=-1, batch_size=8)(delayed(_flattened)(record) for record in chosen)
    return [page for page in pages if page.text]


def _flattened(record: Mapping[str, Any]) -> Flattened:
    site = record.get("site") or record["id"]
    return Flattened(site, record.get("split") == "test", flattened(record["html"]))


@dataclass(frozen=True, slots=True, eq=False)
class Gaps:
    """The gaps between the words of some pages.

    Attributes:
        columns: `(gaps, features)`, as `gap_columns` gives them.
        broken: whether a line ends there.
        sentences: whether a sentence does.
        folds: the part of cross-validation of each.
    """

    columns: npt.NDArray[np.int32]
    broken: npt.NDArray[np.bool_]
    sentences: npt.NDArray[np.bool_]
    folds: npt.NDArray[np.int64]


def read_gaps(pages: Sequence[Flattened], most: int) -> Gaps:
    """Look at the gaps between the first words of pages."""
    columns, broken, sentences, folds = [], [], [], []
    for page in pages:
        line, lost = page.lost()
        words = read_words(line)
        starts = words.starts[1 : most + 1]
        if not len(starts):
            continue
        columns.append(np.stack(list(gap_columns(words, np.arange(len(starts)))), axis=1))
        broken.append(np.isin(starts, lost))
        sentences.append(np.isin(starts, sentence_ends(line)))
        folds.append(np.full(len(starts), fold_of(page.site)))
    return Gaps(
        np.concatenate(columns).astype(np.int32),
        np.concatenate(broken),
        np.concatenate(sentences),
        np.concatenate(folds),
    )


def fit_breaks(gaps: Gaps, chosen: npt.NDArray[np.bool_], recipe: Recipe) -> Breaks:
    """Fit the model on the chosen gaps."""
    model = SGDClassifier(
        loss="log_loss",
        alpha=recipe.penalty,
        max_iter=recipe.epochs,
        tol=None,
        average=True,
        random_state=0,
    )
    value = len(FEATURES) ** -0.5
    model.fit(_sparse(gaps.columns[chosen], value), gaps.broken[chosen])
    weights = (model.coef_[0] * value).astype(np.float32)
    return from_weights(to_weights(Breaks(weights, float(model.intercept_[0]))))


def _sparse(columns: npt.NDArray[np.int32], value: float) -> Any:
    rows, width = columns.shape
    pointers = np.arange(0, rows * width + 1, width)
    values = np.full(rows * width, value, np.float32)
    return sparse.csr_matrix((values, columns.ravel(), pointers), shape=(rows, 1 << BITS))


def figures(guessed: npt.NDArray[np.bool_], broken: npt.NDArray[np.bool_]) -> dict[str, float]:
    """Return precision, recall and F1 of guessed line breaks, each 0 to 1, higher is better."""
    found = precision_recall_fscore_support(broken, guessed, average="binary", zero_division=0)
    return {
        name: round(float(value), 4)
        for name, value in zip(("precision", "recall", "f1"), found, strict=False)
    }


def build_breaks(
    data: Path, out: Path, say: Callable[[str], object], *, lower_floors: bool = False
) -> str:
    """Train the model of lost line breaks and write its artefact.

    Args:
        data: the folder that holds `pages/`, and `labelled/` where some of their sites are
            labelled: these are left out. Records whose `split` is `test` are measured once.
        out: the artefact's folder.
        say: is told what is going on.
        lower_floors: whether the model may be worse than the one in the folder.

    Returns:
        The digest of the manifest, by which a release pins its models.

    Raises:
        RecordError: there are no pages.
        FloorError: the model is worse than the one in the folder, on the same data.
    """
    recipe = Recipe()
    say("reading the pages")
    pages = load_flattened(data)
    train, test = ([page for page in pages if page.test is part] for part in (False, True))
    if not train:
        raise RecordError(f"{data} has no pages to learn from")
    gaps = read_gaps(train, recipe.words)
    say(f"fitting on {len(gaps.broken)} gaps of {len(train)} pages, cross-fitted by site")
    guessed = np.zeros(len(gaps.broken), dtype=bool)
    for fold in range(FOLDS):
        held = gaps.folds == fold
        guessed[held] = fit_breaks(gaps, ~held, recipe).odds(gaps.columns[held].T) > 0
    model = fit_breaks(gaps, np.ones(len(gaps.broken), dtype=bool), recipe)
    metrics = {"out_of_fold": _both(guessed, gaps), "test": measure(model, test, recipe)}
    about = {
        "recipe": asdict(recipe),
        "data": {f"pages/{path.stem.partition('.')[0]}": digest(path) for path in _files(data)},
        "made_with": made_with("beautifulsoup4", "lxml"),
        "pages": len(train),
        "metrics": metrics,
        "floors": floors(metrics["test"]),
    }
    if not lower_floors:
        check_floors(out, about)
    saved = artifact.save(out, KIND, to_weights(model), about)
    (out / CARD).write_text(render(about, out.name, read_tried(out)), encoding="utf-8")
    return saved


def _files(data: Path) -> Iterator[Path]:
    yield from sorted((data / "pages").glob("*.jsonl*"))


def _both(guessed: npt.NDArray[np.bool_], gaps: Gaps) -> dict[str, dict[str, float]]:
    """Return the figures of ends of sentences alone, and of what the segments are: both."""
    return {
        "sentences": figures(gaps.sentences, gaps.broken),
        "guessed": figures(guessed, gaps.broken),
        "both": figures(gaps.sentences | guessed, gaps.broken),
    }


def measure(model: Breaks, pages: Sequence[Flattened], recipe: Recipe) -> dict[str, Any]:
    """Measure a model on some pages; nothing if there are none."""
    if not pages:
        return {}
    gaps = read_gaps(pages, recipe.words)
    return _both(model.odds(gaps.columns.T) > 0, gaps)


def floors(metrics: Mapping[str, Any]) -> dict[str, float]:
    """Return what a later model must not fall below on the same test pages."""
    return {"f1": round(metrics["guessed"]["f1"] - _FLOOR, 3)} if metrics else {}


_PAGE = """# Model card: `{name}`

A model of lost line breaks: where, between two words of a long line, a line of the page ended that
a scraper ran into the next, with a blank between them or without. A logistic regression on
{features} hashed combinations of the words on both sides, of what they begin and end with, and of
how far the ends of sentences are. Plain arrays; no training text is in it.

Written by `qualityfilter train breaks`, which builds the model again from the same data.

It says nothing of what a line is; that is the line model's business, which judges the parts one
by one. Text in a script without blanks between words has no gaps, and is cut at the ends of
sentences alone.

## Training data

{pages} pages of the training split (fundus, trafilatura's tests, Dragnet, CleanEval, L3S-GN1,
daniel and further saved pages; most are English, many German), none of them of a site of which a
page or text is labelled: so the line model's figures are of sites that this model has not seen.
Each page was read as BeautifulSoup's `get_text(" ")` gives it, but for a fifth of the line breaks,
which leave no blank; a line ends where a block or `<br>` does. Markup is no sure witness: what
stands in one line on the screen is often several blocks, and what a menu shows in several lines is
often one.

## Figures

Precision, recall and F1 of the line breaks that are guessed, of the ends of sentences, and of
both together, at which the text is cut. Out of fold by site on the training split, and on the
test split, which each training measures once and by which nothing is chosen:

{figures}
{tried}"""


def render(about: Mapping[str, Any], name: str, tried: str) -> str:
    """Render the card from the manifest's values and what was tried, in Markdown."""
    names = {"sentences": "ends of sentences", "guessed": "guessed breaks", "both": "both"}
    rows = [
        (names[kind], split.replace("_", " "), *row.values())
        for split, kinds in about["metrics"].items()
        for kind, row in kinds.items()
    ]
    return _PAGE.format(
        name=name,
        features=len(FEATURES),
        pages=f"{about['pages']:,}",
        figures=table(("cut at", "split", "precision", "recall", "F1"), rows),
        tried=tried,
    )
