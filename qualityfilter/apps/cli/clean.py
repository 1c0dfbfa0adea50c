"""The command `clean`: many records through the filter, on all cores, and none is lost."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from qualityfilter.apps.cli.common import (
    FAILED,
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
from qualityfilter.core.data import Decision
from qualityfilter.core.errors import UsageError
from qualityfilter.core.names import known
from qualityfilter.records.options import Fields, Options
from qualityfilter.records.outcome import Record, Tally
from qualityfilter.records.processing import process
from qualityfilter.records.reading import decode
from qualityfilter.records.runs.inputs import Names
from qualityfilter.records.runs.plan import Plan, make_plan

if TYPE_CHECKING:
    from qualityfilter.decide.profiles import Profile
    from qualityfilter.pipeline.filter import QualityFilter

_VERDICTS: tuple[Decision, ...] = get_args(Decision)
_SEEN = 100
"""Records that a dry run looks at."""


def clean(
    inputs: Inputs,
    out: Annotated[
        str | None,
        typer.Option(
            "--out",
            "-o",
            metavar="OUT",
            help="A file, a folder (several outputs, or a name that ends with /), or - for "
            "standard output.",
            show_default="- where INPUT is -",
        ),
    ] = None,
    read_as: ReadAs = None,
    write_as: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="FORMAT",
            help="What is written: text, jsonl, csv, tsv or parquet.",
            show_default="what OUT says, else what was read",
        ),
    ] = None,
    text_field: TextField = "text",
    html_field: HtmlField = None,
    title_field: TitleField = "title",
    url_field: UrlField = "url",
    source_field: SourceField = "source",
    id_field: IdField = "id",
    by_site: Annotated[
        str | None,
        typer.Option(
            metavar="FIELD",
            help="Learn from all records of each site, which this field or column names, which "
            "lines repeat there, before they are cleaned.",
            show_default=False,
        ),
    ] = None,
    prefix: Annotated[
        str, typer.Option(help="What names of columns that are added to tables begin with.")
    ] = "",
    csv_safe: Annotated[
        bool,
        typer.Option(
            "--csv-safe",
            help="In CSV and TSV, put an apostrophe before cells that a spreadsheet would run as "
            "a formula.",
        ),
    ] = False,
    settings_file: SettingsFile = None,
    action: Actions = None,
    threshold: Threshold = None,
    max_loss: MaxLoss = None,
    lang: Languages = None,
    decide: Decisions = None,
    signals: Signals = False,
    spans: Annotated[
        bool,
        typer.Option(
            "--spans",
            help="Add every span that was found, with its reasons, and the text as it was.",
        ),
    ] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="VERDICT",
            help="Keep records with this verdict alone: accept, review or reject. May be given "
            "several times.",
            show_default=False,
        ),
    ] = None,
    min_quality: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="Keep no records of less quality.", show_default=False),
    ] = None,
    rejected: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Where to write the records that are not kept, with the reasons; - is nowhere.",
            show_default="OUT.rejected.jsonl",
        ),
    ] = None,
    failures: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Where to write what failed; - is standard error.",
            show_default="OUT.failures.jsonl",
        ),
    ] = None,
    jobs: Jobs = None,
    time_limit: TimeLimit = 60.0,
    restart: Annotated[
        bool, typer.Option("--restart", help="Forget what a stopped run has finished.")
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Show what would become of the first 100 records."),
    ] = False,
    summary: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Where to write the summary as JSON.", show_default=False
        ),
    ] = None,
    model: Model = "default",
    hedge_model: HedgeModel = "hedges",
    quality_model: QualityModel = "quality",
    trust_model: TrustModel = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")] = False,
) -> None:
    """Clean texts, web pages, JSON lines, tables and web archives.

    Formats: `.txt`, `.html`, `.jsonl`, `.csv`, `.tsv`, `.parquet` and `.warc`, all but Parquet
    also with `.gz`, `.zst`, `.bz2` or `.xz` behind it. A text becomes the cleaned text, a page the
    text of its article; a folder becomes a folder with the same paths.

    A JSON line stays as it is but for the text field, which is replaced by the cleaned text,
    and a new key `qualityfilter` that holds `quality`, `verdict`, `reasons`, `scores`,
    `language`, `kind` and `hedging` (`done`, or `unsupported` where the text is not in English),
    and `signals` if they were asked for. With `--spans` it also holds `spans` and the `original`
    text, so that every cut can be undone; what an earlier run left under that key is kept inside
    it, as `before`. To a table the same is added as columns.

    Each record ends in the output, in the rejected ones, or in the failures: JSON lines with
    `source`, `line`, `id`, `kind`, `message` and the `record` itself; the run goes on. In a
    record that is not UTF-8, odd bytes stand as escapes, and `record_base64` holds it exactly.

    Output files appear whole or not at all, and an input is never overwritten. A run that was
    stopped, by whatever, is taken up by the same command where it stopped, from OUT.unfinished.
    """
    source_field = by_site or source_field
    fields = Fields(text_field, title_field, id_field, html_field, url_field, source_field)
    chosen = settings(action, threshold, max_loss, Judging(lang, decide, signals), settings_file)
    wanted = frozenset(known("verdict", each, _VERDICTS) for each in only or _VERDICTS)
    most = chosen.sizes.max_page
    options = Options("text", "text", fields, spans, wanted, min_quality, prefix)
    options = replace(options, max_page=most, seconds=time_limit, csv_safe=csv_safe)
    read, written = (format_named(each) for each in (read_as, write_as))
    told_in = None if summary is None else str(summary)
    plan = make_plan(Names(inputs, out, failures, rejected, read, written, told_in), options)
    from qualityfilter.pipeline.filter import QualityFilter

    quality_filter = QualityFilter(
        chosen,
        model=model,
        hedge_model=hedge_model,
        quality_model=quality_model,
        profiles=_learn(plan) if by_site else None,
        trust=trust_model,
    )
    if dry_run:
        _try(plan, quality_filter)
        return
    from qualityfilter.records.runs.run import run
    from qualityfilter.records.runs.workers import Workers, cores

    began = time.monotonic()
    workers = Workers(quality_filter, jobs or cores(), time_limit)
    with stoppable(), workers, Progress(plan, quiet=quiet) as progress:
        tally = run(plan, workers, progress.add, restart=restart)
    seconds = time.monotonic() - began
    if summary:
        _save(
            summary, tally.to_dict() | {"passed_over": dict(plan.passed)}, seconds, quality_filter
        )
    if not quiet:
        typer.echo("\n".join(told(tally, plan, seconds)), err=True)
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


def _try(plan: Plan, quality_filter: QualityFilter) -> None:
    """Show what a run would read and write, and what would become of the first records."""
    for job in plan.jobs:
        for each in job.inputs:
            target = job.target / each.name if job.apart and job.target else job.target
            names = (each.path or "standard input", target or "standard output")
            kinds = (each.options.input, each.options.output)
            read, written = (f"{name} ({kind})" for name, kind in zip(names, kinds, strict=True))
            typer.echo(visible(f"{read} -> {written}"))
    began, tally = time.monotonic(), Tally()
    for chunk, options in (pair for job in plan.jobs for pair in job.chunks()):
        tally += process(chunk, options, quality_filter).tally
        if tally.records >= _SEEN:
            break
    typer.echo("\n".join(told(tally, plan, time.monotonic() - began)))
    typer.echo("nothing was written")


def told(tally: Tally, plan: Plan, seconds: float) -> list[str]:
    """Give the lines that say what a run did."""
    counts = ", ".join(f"{tally.decisions.get(each, 0):,} {each}" for each in _VERDICTS)
    cleaned, total = sum(tally.decisions.values()), sum(tally.cut.values())
    share = f" ({total / tally.characters:.1%})" if tally.characters else ""
    lines = [
        f"cleaned {_count(cleaned, 'record')}: {counts}",
        f"cut {total:,} of {_count(tally.characters, 'character')}{share}",
        *_rows(tally.cut),
    ]
    for count, what, path in (
        (tally.rejected, "not kept", plan.rejected),
        (tally.failed, "failed", plan.failures),
    ):
        if count:
            place = f", see {visible(str(path))}" if path else ""
            lines.append(f"{_count(count, 'record')} {what}{place}")
    lines += _rows(tally.failures)
    if tally.skipped:
        lines.append(f"{_count(tally.skipped, 'record')} of archives passed over, no pages")
    lines += [
        f"passed over {_count(count, 'path')}: {why}" for why, count in sorted(plan.passed.items())
    ]
    rate = f", {tally.records / seconds:,.0f} records a second" if seconds >= 1 else ""
    return [*lines, f"took {seconds:,.1f} s{rate}"]


def _rows(counts: Any) -> Iterator[str]:
    for name, count in sorted(counts.items(), key=lambda pair: -pair[1]):
        yield f"  {name:<14}{count:>12,}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _save(path: Path, told: dict[str, Any], seconds: float, quality_filter: QualityFilter) -> None:
    from qualityfilter.records.runs.files import whole_file

    made = asdict(quality_filter.loaded.provenance)
    about = told | {"seconds": round(seconds, 3), "provenance": made}
    with whole_file(path) as file:
        file.write(json.dumps(about, indent=1).encode() + b"\n")
