"""The command `review`: a local page on which a reader says what lines are."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qualityfilter.apps.cli.common import LineModels, SettingsFile, error, note, settings, visible
from qualityfilter.apps.cli.inputs import Inputs, Reading, given, stoppable
from qualityfilter.apps.cli.shared import INPUT, MORE_OUTPUT, OUTPUT, with_shared
from qualityfilter.records.outcome import FailedRecord, Record
from qualityfilter.records.reading import decode
from qualityfilter.records.runs.folders import check_parent
from qualityfilter.records.runs.inputs import Names
from qualityfilter.records.runs.plan import Plan, make_plan

if TYPE_CHECKING:
    from qualityfilter.apps.review.reviewed import Found


@with_shared
def review(
    inputs: Inputs = None,
    *,
    labels: Annotated[
        Path,
        typer.Option(
            metavar="FILE",
            help="Where decisions are kept: JSON lines, only ever added to.",
            rich_help_panel=OUTPUT,
        ),
    ],
    first: Annotated[
        int,
        typer.Option(
            min=1,
            metavar="N",
            help="So many documents are looked at, and sorted by how unsure the filter is. Those "
            "of which every line has a decision do not count.",
            rich_help_panel=INPUT,
        ),
    ] = 1000,
    who: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Who decides, if not the system's user.",
            show_default=False,
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    port: Annotated[
        int,
        typer.Option(
            min=1,
            max=65535,
            metavar="PORT",
            help="Where to listen; if taken, the next free one.",
            rich_help_panel=MORE_OUTPUT,
        ),
    ] = 8017,
    browser: Annotated[
        bool, typer.Option(help="Open the page in a browser.", rich_help_panel=MORE_OUTPUT)
    ] = True,
    reading: Reading,
    settings_file: SettingsFile = None,
    models: LineModels,
) -> None:
    """Open a local page on which you say what lines and sentences are.

    The documents come first of whose lines the filter is least sure. Each decision is on the disk
    before the page says so, with the text that it is on; the same command goes on where you
    stopped. The page is for this machine alone, and its address, which holds a secret token, is
    printed. Ctrl-C ends it.
    """
    inputs = given(inputs)
    chosen = settings(None, None, None, file=settings_file)
    options = reading.options("jsonl", max_page=chosen.sizes.max_page)
    plan = make_plan(Names(inputs, "-", "-", "-", reading.format, "jsonl"), options)
    check_parent(labels)
    from qualityfilter.apps.review.render import template
    from qualityfilter.apps.review.reviewed import look_over
    from qualityfilter.apps.review.server import listen
    from qualityfilter.apps.review.session import Session
    from qualityfilter.apps.review.store import open_store

    template()  # or what it lacks would show only when the page is asked for
    for each in plan.notes:
        note(each)
    quality_filter = models.load(replace(chosen, trace=True))
    with open_store(labels) as store:
        if store.torn:
            _say(f"{labels}: its last record was not finished; {store.torn} bytes were cut off")
        found = look_over(_records(plan), quality_filter, store.labels, first)
        _tell(found)
        others = len(store.labels.texts.keys() - {each.digest for each in found.documents})
        if others - found.done > 0:
            _say(f"{labels} also holds decisions on other documents ({others - found.done}); kept")
        with listen(Session(found, store, who or _user()), port) as server:
            _say(f"{labels}: every decision is saved there. Ctrl-C ends the review. Open:")
            with suppress(KeyboardInterrupt), stoppable():
                typer.echo(server.address)
                if browser:
                    with suppress(OSError):  # the address is printed, too
                        typer.launch(str(server.door(labels.resolve().parent)))
                server.serve_forever()
        _say(f"{labels}: {len(store.labels.history)} decisions")


def _records(plan: Plan) -> Iterator[Record | FailedRecord]:
    for job in plan.jobs:
        for chunk, options in job.chunks():
            yield from decode(chunk, options)


def _tell(found: Found) -> None:
    """Return what there is to review, and what failed."""
    for failed in found.failures:
        line = "" if failed.line is None else f", line {failed.line}"
        error(f"{failed.source}{line}: {failed.failure.message}")
    if found.failed > len(found.failures):
        error(f"and {found.failed - len(found.failures)} more records that failed")
    parts = [f"{len(found.documents)} documents to review, those first that it is least sure of"]
    if found.more:
        parts.append("there are more, which were not looked at: raise --first, or come back later")
    if found.done:
        parts.append(f"{found.done} are not shown, because every line of theirs has a decision")
    _say("; ".join(parts))


def _say(text: str) -> None:
    typer.echo(visible(text), err=True)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user, or a system without names
        return "reader"
