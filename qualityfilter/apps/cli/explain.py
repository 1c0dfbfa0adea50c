"""The command `explain`: show one text with what was found in it, and why."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from qualityfilter.apps.cli.common import (
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
)
from qualityfilter.core.errors import ContentError, UsageError
from qualityfilter.records.formats import STDIN
from qualityfilter.records.options import Fields
from qualityfilter.records.outcome import FailedRecord, Record
from qualityfilter.records.reading import read


def explain(
    source: Annotated[
        str, typer.Argument(metavar="INPUT", help="A file that holds one text, or - for stdin.")
    ],
    title: Annotated[
        str | None, typer.Option(help="The article's title, where it is known.")
    ] = None,
    settings_file: SettingsFile = None,
    action: Actions = None,
    threshold: Threshold = None,
    max_loss: MaxLoss = None,
    lang: Languages = None,
    decide: Decisions = None,
    signals: Signals = False,
    model: Model = "default",
    hedge_model: HedgeModel = "hedges",
    quality_model: QualityModel = "quality",
    trust_model: TrustModel = False,
    width: Annotated[
        int | None,
        typer.Option(min=40, help="Columns to use.", show_default="as wide as the terminal"),
    ] = None,
) -> None:
    """Show a text with what was found in it, and why.

    What is cut is struck through, what is marked is underlined, and each has its label behind
    it in brackets. The notes beside or below a line give the chance that the label is right, the
    reasons, and what found it. At the end stand the verdict, the kind and the scores, and with
    `--signals` those published heuristics that the cleaned text does not pass. Without colour, as
    in a pipe, cuts stand between `~~` and marks between `__`.
    """
    chosen = settings(action, threshold, max_loss, Judging(lang, decide, signals), settings_file)
    record = _read(source)
    from qualityfilter.apps.cli.render import show
    from qualityfilter.pipeline.filter import QualityFilter

    quality_filter = QualityFilter(
        chosen,
        model=model,
        hedge_model=hedge_model,
        quality_model=quality_model,
        trust=trust_model,
    )
    result = quality_filter.clean(record.document, title=title)
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    show(result, width)


def _read(source: str) -> Record:
    path = None if source == STDIN else Path(source)
    if path and not path.exists():
        raise UsageError(f"no such file: {source}")
    if path and (path.is_dir() or path.suffix.lower() == ".jsonl"):
        raise UsageError(f"{source}: explain shows one text, and takes a file that holds just that")
    (record,) = read(path, lines=False, fields=Fields())
    if isinstance(record, FailedRecord):
        raise ContentError(record.failure)
    return record
