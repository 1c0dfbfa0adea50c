"""The command `clean`: a stream of records through the filter, in order, in flat memory."""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qualityfilter.cli.common import (
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
from qualityfilter.cli.outputs import Outputs
from qualityfilter.cli.plan import Job, Plan, make_plan
from qualityfilter.data import CleanResult, Document, Failure, Page
from qualityfilter.errors import UsageError
from qualityfilter.records import (
    KEY,
    FailedRecord,
    Fields,
    Record,
    cleaned_line,
    failed_line,
    read,
)

if TYPE_CHECKING:
    from qualityfilter.pipeline import QualityFilter

CleanMany = Callable[[Iterable[Document | Page]], Iterator[CleanResult | Failure]]


def clean(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="A .txt file, a .jsonl file, a folder (every .txt below it), or - for standard "
            "input.",
        ),
    ],
    out: Annotated[
        str | None,
        typer.Option(
            "--out",
            "-o",
            metavar="OUT",
            help="A file, a folder (several texts, or a name that ends with /), or - for standard "
            "output.",
            show_default="- where INPUT is -",
        ),
    ] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Standard input holds JSON lines, not one text.")
    ] = False,
    text_field: Annotated[str, typer.Option(help="JSON field that holds the text.")] = "text",
    title_field: Annotated[str, typer.Option(help="JSON field that holds the title.")] = "title",
    html_field: Annotated[
        str | None,
        typer.Option(
            help="JSON field that holds a web page, which is read in place of the text.",
            show_default=False,
        ),
    ] = None,
    id_field: Annotated[str, typer.Option(help="JSON field that names the record.")] = "id",
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
            help="JSON lines only: add every span that was found, with its reasons, and the "
            "original text.",
        ),
    ] = False,
    failures: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Where to write what failed; - is standard error only.",
            show_default="OUT.failures.jsonl",
        ),
    ] = None,
    batch_size: Annotated[
        int, typer.Option(min=1, help="Records worked on at a time; results do not depend on it.")
    ] = 256,
    model: Model = "default",
    hedge_model: HedgeModel = "hedges",
    quality_model: QualityModel = "quality",
    trust_model: TrustModel = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary at the end.")] = False,
) -> None:
    """Clean texts, web pages and JSON lines.

    A text becomes the cleaned text, a page the text of its article; a folder of these becomes a
    folder with the same paths.

    A JSON line stays as it is but for the text field, which is replaced by the cleaned text,
    and a new key `qualityfilter` that holds `quality`, `verdict`, `reasons`, `scores`,
    `language`, `kind` and `hedging` (`done`, or `unsupported` where the text is not in English),
    and `signals` if they were asked for. With
    `--spans` it also holds `spans` and the `original` text, so that every cut can be undone;
    what an earlier run left under that key is kept inside it, as `before`.

    What cannot be read or cleaned is reported, and written to the failures file as JSON lines
    with `source`, `line`, `id`, `kind`, `message` and the `record` itself; the run goes on. In a
    record that is not UTF-8, odd bytes stand as escapes, and `record_base64` holds it exactly.

    Output files appear whole or not at all, and an input is never overwritten.
    """
    fields = Fields(text_field, title_field, id_field, html_field)
    chosen = settings(action, threshold, max_loss, Judging(lang, decide, signals), settings_file)
    plan = make_plan(inputs, out, failures, jsonl=jsonl)
    _check(plan, fields, spans)
    from qualityfilter.pipeline import QualityFilter

    quality_filter = QualityFilter(
        chosen,
        model=model,
        hedge_model=hedge_model,
        quality_model=quality_model,
        trust=trust_model,
    )
    clean_many = _cleaner(quality_filter, batch_size)
    list(clean_many([Document("")]))  # a model that cannot be loaded shows before all reading
    tally = _run(plan, fields, clean_many, spans=spans)
    if not quiet:
        typer.echo(summary(tally, plan.failures), err=True)
    if tally.failed:
        raise typer.Exit(FAILED)


@dataclass(slots=True)
class Tally:
    """What a run did.

    Attributes:
        decisions: how many records were accepted, to be reviewed, rejected.
        cut: how many characters were cut, by label.
        characters: how many were read, in the records that were cleaned.
        failed: how many records failed.
    """

    decisions: Counter[str] = field(default_factory=Counter)
    cut: Counter[str] = field(default_factory=Counter)
    characters: int = 0
    failed: int = 0

    def add(self, result: CleanResult) -> None:
        """Count a result."""
        self.decisions[result.verdict.decision] += 1
        self.characters += len(result.document.text)
        for span in result.cuts:
            self.cut[span.label] += span.end - span.start


def summary(tally: Tally, failures: Path | None) -> str:
    """Give a few lines that say what a run did."""
    counts = ", ".join(f"{tally.decisions[each]} {each}" for each in ("accept", "review", "reject"))
    total = sum(tally.cut.values())
    share = f" ({total / tally.characters:.1%})" if tally.characters else ""
    lines = [
        f"cleaned {_count(tally.decisions.total(), 'record')}: {counts}",
        f"cut {total:,} of {_count(tally.characters, 'character')}{share}",
    ]
    lines += [f"  {label:<14}{size:>12,}" for label, size in tally.cut.most_common()]
    if tally.failed:
        place = f", see {visible(str(failures))}" if failures else ""
        lines.append(f"{_count(tally.failed, 'record')} failed{place}")
    return "\n".join(lines)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _check(plan: Plan, fields: Fields, spans: bool) -> None:
    if spans and not any(job.lines for job in plan.jobs):
        raise UsageError("--spans needs JSON lines: a cleaned text has no place for them")
    if fields.text == KEY:
        raise UsageError(f"the text cannot stand in the field {KEY!r}: the findings go there")


def _cleaner(quality_filter: QualityFilter, batch_size: int) -> CleanMany:
    return lambda documents: quality_filter.clean_many(documents, batch_size)


def _run(plan: Plan, fields: Fields, clean_many: CleanMany, *, spans: bool) -> Tally:
    tally = Tally()
    empty = {job.target for job in plan.jobs if job.lines and job.target}
    with _Failures(plan.failures, tally) as failed, Outputs() as outputs:
        for job, record, result in _cleaned(plan.jobs, fields, clean_many, failed):
            if isinstance(result, Failure):
                failed(record.failed(result))
                continue
            outputs.write(job.target, _content(job, fields, record, result, spans))
            tally.add(result)
            empty.discard(job.target)
        for target in sorted(empty):  # JSON lines without a good record leave an empty file
            outputs.write(target, b"")
    return tally


def _cleaned(
    jobs: Iterable[Job],
    fields: Fields,
    clean_many: CleanMany,
    failed: Callable[[FailedRecord], None],
) -> Iterator[tuple[Job, Record, CleanResult | Failure]]:
    """Clean the records of all jobs, and pair each with its result, which come in order."""
    waiting: deque[tuple[Job, Record]] = deque()

    def documents() -> Iterator[Document | Page]:
        for job in jobs:
            for record in read(job.path, lines=job.lines, fields=fields):
                if isinstance(record, FailedRecord):
                    failed(record)
                else:
                    waiting.append((job, record))
                    yield record.document

    for result in clean_many(documents()):
        job, record = waiting.popleft()
        yield job, record, result


def _content(job: Job, fields: Fields, record: Record, result: CleanResult, spans: bool) -> bytes:
    if job.lines:
        return cleaned_line(record.raw, fields.text, result, spans=spans)
    return result.text.encode()


class _Failures:
    """Reports what fails, and writes it to a file, or to standard error where there is none.

    The file is made at the first failure, and kept also when the run is stopped. One that an
    earlier run left is emptied, so that it does not speak of this run.
    """

    def __init__(self, path: Path | None, tally: Tally) -> None:
        self._path = path
        self._tally = tally
        self._outputs = Outputs()

    def __call__(self, failed: FailedRecord) -> None:
        self._tally.failed += 1
        place = failed.source if failed.line is None else f"{failed.source}, line {failed.line}"
        typer.echo(visible(f"failed: {place}: {failed.failure.message}"), err=True)
        if self._path:
            self._outputs.write(self._path, failed_line(failed))
        else:
            typer.echo(json.dumps(failed.to_dict()), err=True)

    def __enter__(self) -> _Failures:
        return self

    def __exit__(self, *_: object) -> None:
        if self._path and not self._tally.failed and self._path.is_file():
            self._outputs.write(self._path, b"")
        self._outputs.finish()
