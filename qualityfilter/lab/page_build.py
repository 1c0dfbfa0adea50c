"""Fit the stage that reads tags, and measure it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from qualityfilter.decide.combine import Policy
from qualityfilter.lab.excerpts import excerpts
from qualityfilter.lab.lines import Fitted
from qualityfilter.lab.lines_data import FOLDS, fold_of
from qualityfilter.lab.pages import (
    fit_pages,
    load_bodies,
    load_marked,
    page_figures,
    read_lines,
    read_marked,
)
from qualityfilter.lines.pages import PageStage


def fit_tags(
    data: Path,
    fitted: Fitted,
    given: Sequence[Mapping[str, Any]],
    say: Callable[[str], object],
) -> tuple[PageStage | None, dict[str, Any]]:
    """Fit the stage, if there are pages to learn from, and measure it.

    Args:
        data: the folder of data.
        fitted: the stages that read text.
        given: records of pages that were read for this model.
        say: is told what is going on.

    Returns:
        The stage, and its figures: `out_of_fold`, `excerpts` and `test` as `page_figures` has
        them.
    """
    pages = load_marked(data)
    train, test = ([page for page in pages if page.test is part] for part in (False, True))
    if len({fold_of(page.site) for page in train}) < FOLDS:
        return None, {}
    small = excerpts(train)
    more = read_marked(data, given)
    bodies = load_bodies(data)
    say(
        f"reading the tags of {len(train)} pages, {len(small)} excerpts, {len(more)} more pages, "
        f"{len(bodies)} of which the body is known"
    )
    chosen = [*train, *small, *more, *bodies]
    found = fit_pages(chosen, read_lines(chosen, fitted.models))
    whole, all_read = (sum(len(page.labels) for page in some) for some in (train, train + small))
    policy = Policy.at(1.0)  # of pages with tags the threshold of texts decides nothing
    figures = {
        "out_of_fold": page_figures(train, found.rows[:whole], policy),
        "excerpts": page_figures(small, found.rows[whole:all_read], policy),
        "test": {},
    }
    if test:
        held = read_lines(test, fitted.models)
        rows = found.stages[-1].revise(held.features, held.rows, held.marks)
        figures["test"] = page_figures(test, rows, policy)
    return found.stages[-1], figures
