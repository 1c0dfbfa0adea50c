"""The command `clean`: many records through the filter, on all cores, and none is lost."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qualityfilter.apps.cli.common import FAILED, Deciding, Models, note, visible
from qualityfilter.apps.cli.inputs import (
    FORMATS,
    Inputs,
    Reading,
    Working,
    format_named,
    given,
    stoppable,
)
from qualityfilter.apps.cli.progress import Progress
from qualityfilter.apps.cli.shared import (
    MORE_DECISIONS,
    MORE_OUTPUT,
    MORE_SPEED,
    OUTPUT,
    with_shared,
)
from qualityfilter.apps.cli.summary import VERDICTS, Took, place, proposed, save, told
from qualityfilter.core.errors import UsageError
from qualityfilter.core.names import known
from qualityfilter.records.formats import STDIN
from qualityfilter.records.outcome import Record, Tally
from qualityfilter.records.processing import process
from qualityfilter.records.reading import decode
from qualityfilter.records.runs.inputs import Names
from qualityfilter.records.runs.plan import Plan, make_plan

if TYPE_CHECKING:
    from qualityfilter.decide.profiles import Profile
    from qualityfilter.pipeline.filter import QualityFilter

_SEEN = 100
"""Records that a dry run looks at."""


def _written() -> list[str]:
    return [each for each in FORMATS if each not in ("html", "warc")]


def _verdicts() -> list[str]:
    return [*VERDICTS]


@with_shared
def clean(
    inputs: Inputs = None,
    *,
    reading: Reading,
    out: Annotated[
        str | None,
        typer.Option(
            "--out",
            "-o",
            metavar="OUT",
            help="A file, or a folder (a name that ends with /), if not standard output.",
            show_default=False,
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    write_as: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="FORMAT",
            help="What is written, such as jsonl, json or csv.",
            show_default=False,
            autocompletion=_written,
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    force: Annotated[
        bool,
        typer.Option("--force", help="Overwrite files that are there.", rich_help_panel=OUTPUT),
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help="Try 100 records, and write nothing.",
            rich_help_panel=OUTPUT,
        ),
    ] = False,
    spans: Annotated[
        bool,
        typer.Option(
            "--spans",
            help="Add what was found, and the text as it was.",
            rich_help_panel=OUTPUT,
        ),
    ] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="VERDICT",
            help="Keep one verdict: accept, review or reject.",
            show_default=False,
            autocompletion=_verdicts,
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    min_quality: Annotated[
        float | None,
        typer.Option(
            metavar="SCORE",
            help="Keep no records of less quality (0 to 1).",
            show_default=False,
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    rejected: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Where to write the records that are not kept, with the reasons; - is nowhere.",
            show_default="OUT.rejected.jsonl",
            rich_help_panel=MORE_OUTPUT,
        ),
    ] = None,
    failures: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Where to write what failed; - is standard error.",
            show_default="OUT.failures.jsonl",
            rich_help_panel=MORE_OUTPUT,
        ),
    ] = None,
    summary: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Where to write the summary as JSON.",
            show_default=False,
            rich_help_panel=MORE_OUTPUT,
        ),
    ] = None,
    prefix: Annotated[
        str,
        typer.Option(
            metavar="TEXT",
            help="What names of columns that are added to tables begin with.",
            rich_help_panel=MORE_OUTPUT,
        ),
    ] = "",
    csv_safe: Annotated[
        bool,
        typer.Option(
            "--csv-safe",
            help="In CSV and TSV, put an apostrophe before cells that a spreadsheet would run as "
            "a formula.",
            rich_help_panel=MORE_OUTPUT,
        ),
    ] = False,
    deciding: Deciding,
    by_site: Annotated[
        str | None,
        typer.Option(
            metavar="FIELD",
            help="Learn from all records of each site, which this field or column names, which "
            "lines repeat there, before they are cleaned.",
            show_default=False,
            rich_help_panel=MORE_DECISIONS,
        ),
    ] = None,
    models: Models,
    working: Working,
    restart: Annotated[
        bool,
        typer.Option(
            "--restart",
            help="Forget what a stopped run has finished.",
            rich_help_panel=MORE_SPEED,
        ),
    ] = False,
) -> None:
    """Clean texts, web pages, JSON, tables and web archives.

    INPUT is a file, a folder, a pattern in quotation marks, or - for standard input. A page
    becomes the text of its article. Records of JSON and tables keep all that they have; their text
    is cleaned, and scores, verdict and reasons are added. A run that was stopped goes on with the
    same command. --only, --action and --lang may be given several times.
    """
    began = time.monotonic()
    inputs = given(inputs)
    chosen = deciding.settings()
    wanted = frozenset(known("verdict", each, VERDICTS) for each in only or VERDICTS)
    options = reading.options(
        "text",
        by_site=by_site,
        spans=spans,
        only=wanted,
        min_quality=min_quality,
        prefix=prefix,
        max_page=chosen.sizes.max_page,
        seconds=working.time_limit,
        csv_safe=csv_safe,
    )
    names = Names(
        inputs, out, failures, rejected, reading.format, format_named(write_as), summary, force
    )
    if dry_run and out is None:  # then it is not asked where what would go
        names = Names(inputs, STDIN, "-", "-", reading.format, "jsonl")
    plan = make_plan(names, options)
    for each in plan.notes:
        note(each)
    quality_filter = models.load(chosen, _learn(plan) if by_site else None)
    if dry_run:
        _try(plan, quality_filter, aimed=out is not None)
        return
    from qualityfilter.records.runs.run import run
    from qualityfilter.records.runs.workers import Workers, cores

    workers = Workers(quality_filter, working.jobs or cores(), working.time_limit)
    with stoppable(), workers, Progress(plan, quiet=working.quiet) as progress:
        begun = time.monotonic()
        tally = run(plan, workers, progress.add, restart=restart)
    took = Took(begun - began, time.monotonic() - begun, progress.cleaned)
    if summary:
        save(Path(summary), tally, plan, took, quality_filter.loaded.provenance)
    if not working.quiet:
        lines = [
            *told(tally, plan, took),
            *place(plan, out),
            *proposed(tally, plan, reading, inputs),
        ]
        typer.echo("\n".join(lines), err=True)
    if tally.failed:
        raise typer.Exit(FAILED)


def _learn(plan: Plan) -> dict[str, Profile]:
    """Read all records once, and learn what repeats on each site.

    Raises:
        UsageError: some of them can be read only once.
    """
    if not plan.resumes:
        raise UsageError(
            "--by-site reads everything twice, and a pipe or standard input only comes once"
        )
    from qualityfilter.pipeline.sites import learn_sites

    records = (
        record
        for job in plan.jobs
        for chunk, options in job.chunks()
        for record in decode(chunk, options)
    )
    known = (each.document for each in records if isinstance(each, Record))
    return learn_sites((each.site, each) for each in known if each.site)


def _try(plan: Plan, quality_filter: QualityFilter, *, aimed: bool) -> None:
    """Show what a run would read and write, and what would become of the first records.

    Args:
        plan: of the run.
        quality_filter: what cleans.
        aimed: whether it was said where to write.
    """
    for job in plan.jobs:
        for each in job.inputs:
            read = f"{each.path or 'standard input'} ({each.options.input})"
            target = job.target / each.name if job.apart and job.target else job.target
            written = f" -> {target or 'standard output'} ({each.options.output})"
            typer.echo(visible(f"{read}{written if aimed else ''}"))
    began, tally = time.monotonic(), Tally()
    for chunk, options in (pair for job in plan.jobs for pair in job.chunks()):
        tally += process(chunk, options, quality_filter).tally
        if tally.records >= _SEEN:
            break
    took = Took(0, time.monotonic() - began, tally.records)
    typer.echo("\n".join(told(tally, plan, took)))
    typer.echo("nothing was written")
