"""Fit the stage that reads tags, and measure it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from qualityfilter.decide import Bar
from qualityfilter.lines.pages import PageStage
from qualityfilter.training.excerpts import excerpts
from qualityfilter.training.lines import Fitted
from qualityfilter.training.lines_data import FOLDS, fold_of
from qualityfilter.training.page_gold import bodies, read_pages, snippets
from qualityfilter.training.pages import (
    fit_pages,
    load_marked,
    load_witnessed,
    page_figures,
    read_lines,
    read_marked,
)
from qualityfilter.training.silver import Page, Silver


class Known(NamedTuple):
    """Training pages beside those that were read line by line.

    Attributes:
        gold: pages with other gold, to measure on.
        witnessed: those that witnesses labelled, to learn from; None if there are none.
        given: records of those that were read for this model; see `given.Given`.
    """

    gold: Sequence[Page]
    witnessed: Silver | None
    given: Sequence[Mapping[str, Any]]


def fit_tags(
    data: Path, fitted: Fitted, known: Known, bar: Bar, say: Callable[[str], object]
) -> tuple[PageStage | None, dict[str, Any]]:
    """Fit the stage, if there are pages to learn from, and measure it.

    Args:
        data: the folder of data.
        fitted: the stages that read text.
        known: more pages.
        bar: what decisions follow from.
        say: is told what is going on.

    Returns:
        The stage, and its figures: `out_of_fold`, `excerpts` and `test` as `page_figures` has
        them, `snippets` and `bodies` as `page_gold` has them.
    """
    pages = load_marked(data)
    train, test = ([page for page in pages if page.test is part] for part in (False, True))
    if len({fold_of(page.site) for page in train}) < FOLDS:
        return None, {}
    small = excerpts(train)
    more = load_witnessed(data, known.witnessed) if known.witnessed else []
    more += read_marked(data, known.given)
    say(f"reading the tags of {len(train)} pages, {len(small)} excerpts, {len(more)} more pages")
    chosen = [*train, *small, *more]
    found = fit_pages(chosen, read_lines(chosen, fitted.models))
    whole, all_read = (sum(len(page.labels) for page in some) for some in (train, train + small))
    read = read_pages(data, known.gold, fitted, found.stages, bar)
    figures = {
        "out_of_fold": page_figures(train, found.rows[:whole], bar),
        "excerpts": page_figures(small, found.rows[whole:all_read], bar),
        "test": {},
        "snippets": snippets(read),
        "bodies": bodies(read),
    }
    if test:
        held = read_lines(test, fitted.models)
        rows = found.stages[-1].revise(held.features, held.rows, held.marks)
        figures["test"] = page_figures(test, rows, bar)
    return found.stages[-1], figures
