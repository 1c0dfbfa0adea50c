"""The command `report`: one web page of what cleaning does to many records, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qualityfilter.apps.cli.common import FAILED, STOPPED, Deciding, Models, error, note, visible
from qualityfilter.apps.cli.inputs import Inputs, Reading, Working, given, stoppable
from qualityfilter.apps.cli.progress import Progress
from qualityfilter.apps.cli.shared import MORE_OUTPUT, OUTPUT, with_shared
from qualityfilter.apps.cli.summary import passed_over
from qualityfilter.apps.report import (
    MOST_DOCUMENTS,
    About,
    ReportTotals,
    check_installed,
    look,
    render,
)
from qualityfilter.core.errors import UsageError
from qualityfilter.records.formats import PAGES, STDIN
from qualityfilter.records.options import Options
from qualityfilter.records.runs.inputs import Names
from qualityfilter.records.runs.plan import Plan, make_plan

if TYPE_CHECKING:
    from qualityfilter.records.runs.workers import Task, Workers


@with_shared
def report(
    inputs: Inputs = None,
    *,
    reading: Reading,
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            "-o",
            metavar="FILE",
            help="The page to write, an .html file.",
            rich_help_panel=OUTPUT,
        ),
    ],
    force: Annotated[
        bool,
        typer.Option("--force", help="Overwrite a file that is there.", rich_help_panel=OUTPUT),
    ] = False,
    documents: Annotated[
        int,
        typer.Option(
            min=0,
            metavar="N",
            help="Documents to show; of more a sample is shown, the same each time.",
            rich_help_panel=MORE_OUTPUT,
        ),
    ] = MOST_DOCUMENTS,
    deciding: Deciding,
    models: Models,
    working: Working,
) -> None:
    """Show what cleaning does to many records, in one web page.

    Reads what `clean` reads, and changes nothing: the page holds the figures of all records, and
    documents with what was cut struck through, what is marked underlined, and the reasons. It is
    under 20 MB, for any browser, and asks nothing of a network. It needs `qualityfilter[report]`.
    """
    inputs = given(inputs)
    check_installed()
    chosen = deciding.settings()
    options = reading.options("jsonl", max_page=chosen.sizes.max_page, seconds=working.time_limit)
    plan = _plan(Names(inputs, str(out), "-", "-", reading.format, "jsonl", force=force), options)
    from qualityfilter.records.runs.locks import claimed_file
    from qualityfilter.records.runs.workers import Workers, cores

    for each in plan.notes:
        note(each)
    quality_filter = models.load(chosen)
    gathered = ReportTotals(documents)
    workers = Workers(quality_filter, working.jobs or cores(), working.time_limit, look)
    try:
        with stoppable(), workers, Progress(plan, quiet=working.quiet) as progress:
            _gather(plan, workers, gathered, progress)
    except KeyboardInterrupt:
        error("stopped; nothing was written")
        raise typer.Exit(STOPPED) from None
    names = ["standard input" if each == STDIN else each for each in inputs]
    page = render(gathered, About(names, quality_filter.loaded.provenance))
    with claimed_file(out) as file:
        file.write(page)
    if not working.quiet:
        for line in passed_over(plan):
            typer.echo(line, err=True)
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


def _gather(plan: Plan, workers: Workers, gathered: ReportTotals, progress: Progress) -> None:
    for task, outcome in workers.outcomes(_tasks(plan)):
        gathered.add(outcome)
        progress.add(outcome, task.chunk.size)


def _tasks(plan: Plan) -> Iterator[Task]:
    from qualityfilter.records.runs.workers import Task

    for job in plan.jobs:
        for chunk, options in job.chunks():
            yield Task(chunk, options)
