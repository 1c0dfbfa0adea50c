"""The command `report`: one web page of what cleaning does to many records, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qualityfilter.apps.cli.common import (
    FAILED,
    STOPPED,
    Actions,
    Decisions,
    HedgeModel,
    Judging,
    Languages,
    MaxLoss,
    Model,
    QualityModel,
    SettingsFile,
    Signals,
    Threshold,
    TrustModel,
    error,
    settings,
    visible,
)
from qualityfilter.apps.cli.inputs import (
    HtmlField,
    IdField,
    Inputs,
    Jobs,
    ReadAs,
    SourceField,
    TextField,
    TimeLimit,
    TitleField,
    UrlField,
    format_named,
    stoppable,
)
from qualityfilter.apps.cli.progress import Progress
from qualityfilter.apps.report import MOST_DOCUMENTS, About, Gathered, check_installed, look, render
from qualityfilter.core.errors import UsageError
from qualityfilter.records.formats import PAGES, STDIN
from qualityfilter.records.options import Fields, Options
from qualityfilter.records.runs.inputs import Names
from qualityfilter.records.runs.plan import Plan, make_plan

if TYPE_CHECKING:
    from qualityfilter.records.runs.workers import Task, Workers


def report(
    inputs: Inputs,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FILE", help="The page to write, an .html file.")
    ],
    read_as: ReadAs = None,
    text_field: TextField = "text",
    html_field: HtmlField = None,
    title_field: TitleField = "title",
    url_field: UrlField = "url",
    source_field: SourceField = "source",
    id_field: IdField = "id",
    settings_file: SettingsFile = None,
    action: Actions = None,
    threshold: Threshold = None,
    max_loss: MaxLoss = None,
    lang: Languages = None,
    decide: Decisions = None,
    signals: Signals = False,
    documents: Annotated[
        int,
        typer.Option(
            min=0, help="Documents to show; of more a sample is shown, the same each time."
        ),
    ] = MOST_DOCUMENTS,
    jobs: Jobs = None,
    time_limit: TimeLimit = 60.0,
    model: Model = "default",
    hedge_model: HedgeModel = "hedges",
    quality_model: QualityModel = "quality",
    trust_model: TrustModel = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")] = False,
) -> None:
    """Show what cleaning does to many records, in one web page.

    Reads what `clean` reads, and cleans it in the same way, but changes nothing: the page holds
    the figures of all records, and the documents with what was cut struck through, what is marked
    underlined, and the reasons. It can be searched, filtered and sorted, in any browser, by
    keyboard too, and asks nothing of a network. Its figures are there without scripts as well.

    The same records give the same page, to the byte. It is under 20 MB: where the documents are
    more than it may hold, it shows a sample, and says so; figures are of all. Of a text of more
    than 200,000 characters the beginning is shown. It needs `qualityfilter[report]`.
    """
    fields = Fields(text_field, title_field, id_field, html_field, url_field, source_field)
    chosen = settings(action, threshold, max_loss, Judging(lang, decide, signals), settings_file)
    most = chosen.sizes.max_page
    options = Options("text", "jsonl", fields, max_page=most, seconds=time_limit)
    plan = _plan(Names(inputs, str(out), "-", "-", format_named(read_as), "jsonl"), options)
    from qualityfilter.pipeline.filter import QualityFilter
    from qualityfilter.records.runs.files import whole_file
    from qualityfilter.records.runs.workers import Workers, cores

    check_installed()
    quality_filter = QualityFilter(
        chosen,
        model=model,
        hedge_model=hedge_model,
        quality_model=quality_model,
        trust=trust_model,
    )
    gathered = Gathered(documents)
    workers = Workers(quality_filter, jobs or cores(), time_limit, look)
    try:
        with stoppable(), workers, Progress(plan, quiet=quiet) as progress:
            _gather(plan, workers, gathered, progress)
    except KeyboardInterrupt:
        error("stopped; nothing was written")
        raise typer.Exit(STOPPED) from None
    names = ["standard input" if each == STDIN else each for each in inputs]
    page = render(gathered, About(names, quality_filter.loaded.provenance))
    with whole_file(out) as file:
        file.write(page)
    if not quiet:
        tally = gathered.tally
        told = f"{tally.records:,} records, {tally.failed:,} failed; wrote {visible(str(out))}"
        typer.echo(f"{told}, {len(page) / 1e6:,.1f} MB", err=True)
    if gathered.tally.failed:
        raise typer.Exit(FAILED)


def _plan(names: Names, options: Options) -> Plan:
    """Settle what is read; the page stands where an output would.

    Raises:
        UsageError: the page's name is not that of a page, or an input cannot be read, or would be
            overwritten.
    """
    out = Path(str(names.out))
    if out.suffix.lower() not in PAGES or out.is_dir():
        raise UsageError(f"{out}: the report is a page; give -o FILE.html")
    plan = make_plan(names, options)
    return replace(plan, failures=out)


def _gather(plan: Plan, workers: Workers, gathered: Gathered, progress: Progress) -> None:
    for task, outcome in workers.outcomes(_tasks(plan)):
        gathered.add(outcome)
        progress.add(outcome, task.chunk.size)


def _tasks(plan: Plan) -> Iterator[Task]:
    from qualityfilter.records.runs.workers import Task

    for job in plan.jobs:
        for chunk, options in job.chunks():
            yield Task(chunk, options)
