"""The command `explain`: show one text with what was found in it, and why."""

from __future__ import annotations

import shlex
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from qualityfilter.apps.cli.common import Deciding, Models
from qualityfilter.apps.cli.inputs import given
from qualityfilter.apps.cli.shared import INPUT, OUTPUT, with_shared
from qualityfilter.core.errors import ContentError, UsageError
from qualityfilter.records.formats import FILES, STDIN, format_of
from qualityfilter.records.options import Options
from qualityfilter.records.outcome import FailedRecord, Record
from qualityfilter.records.reading import check_installed, chunks, decode
from qualityfilter.records.recognise import format_in, head
from qualityfilter.records.runs.folders import near


@with_shared
def explain(
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="INPUT",
            help="A file that holds one text or page, or - for standard input.",
            show_default="standard input",
        ),
    ] = None,
    *,
    title: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT",
            help="The article's title, where it is known.",
            show_default=False,
            rich_help_panel=INPUT,
        ),
    ] = None,
    width: Annotated[
        int | None,
        typer.Option(
            min=40,
            metavar="COLUMNS",
            help="Columns to use.",
            show_default="as wide as the terminal",
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    deciding: Deciding,
    models: Models,
) -> None:
    """Show a text with what was found in it, and why.

    What is cut is struck through, what is marked is underlined, and each has its label behind
    it in brackets. The notes beside or below a line give the chance that the label is right, the
    reasons, and what found it. At the end stand the verdict, the kind and the scores, and with
    `--signals` those published heuristics that the cleaned text does not pass. Without colour, as
    in a pipe, cuts stand between `~~` and marks between `__`.
    """
    chosen = deciding.settings()
    (name,) = given([source] if source is not None else None)
    record = _read(name)
    from qualityfilter.apps.cli.render import show

    result = models.load(chosen).clean(record.document, title=title)
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    show(result, width)


def _read(source: str) -> Record:
    """Read the one text or page of a file.

    Raises:
        UsageError: there is no such file, or it holds something else.
        ContentError: it cannot be read.
    """
    path = None if source == STDIN else Path(source)
    if path and not path.exists():
        raise UsageError(f"no such file: {source}{near(source)}")
    options = Options("text", "jsonl")
    if path and path.is_dir():
        kind = "a folder"
    else:
        kind = (format_of(path) or "text") if path else format_in(head(None, options), options)
    if kind not in FILES:
        report = f"qualityfilter report {shlex.quote(source)} -o report.html"
        raise UsageError(f"explain shows one text, and {source} is {kind}; for many: {report}")
    options = replace(options, input=kind)
    check_installed(path, kind)
    ((record,),) = (list(decode(chunk, options)) for chunk in chunks(path, options))
    if isinstance(record, FailedRecord):
        raise ContentError(record.failure)
    return record
