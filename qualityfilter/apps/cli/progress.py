"""What a run shows while it goes on: a bar in a terminal, else a line every minute."""

from __future__ import annotations

import json
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

import typer

from qualityfilter.apps.cli.common import visible
from qualityfilter.records.formats import compression_of
from qualityfilter.records.outcome import Outcome, Tally
from qualityfilter.records.runs.files import state, writing
from qualityfilter.records.runs.plan import Plan

EVERY = 60.0
"""Seconds between lines where there is no terminal."""

SHOWN = 20
"""Failures that are shown one by one; all are in the failures file."""


class Progress:
    """Shows how far a run is, and the first failures, on standard error.

    Args:
        plan: of the run.
        quiet: whether to show failures alone.

    Attributes:
        cleaned: records of this run; what an earlier one finished does not count.
    """

    def __init__(self, plan: Plan, *, quiet: bool) -> None:
        self.plan = plan
        self.quiet = quiet
        self.tally = Tally()
        self.shown = 0
        self.cleaned = 0
        self._bar: Any = None
        self._last = time.monotonic()

    def __enter__(self) -> Progress:
        if sys.stderr is not None and sys.stderr.isatty() and not self.quiet:
            self._bar = _bar()
            self._bar.add_task("cleaning", total=_total(self.plan), records="0")
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def add(self, outcome: Outcome, size: int) -> None:
        """Take account of a chunk: what became of it, and how many bytes it was."""
        self.tally += outcome.tally
        if outcome.kept or outcome.rejected or outcome.failures:  # not what was finished before
            self.cleaned += outcome.tally.records
        if outcome.failures:
            self._tell(outcome.failures)
        if self._bar is not None:
            records = f"{self.tally.records:,}"
            self._bar.update(self._bar.task_ids[0], advance=size, records=records)
        elif not self.quiet and time.monotonic() - self._last >= EVERY:
            self._last = time.monotonic()
            _say(f"{self.tally.records:,} records, {self.tally.failed:,} failed")

    def _tell(self, failures: bytes) -> None:
        """Show failures; with nowhere else to go, whole."""
        for line in failures.splitlines():
            self.shown += 1
            if self.shown <= SHOWN:
                _say(visible(_told(json.loads(line))))
            if self.plan.failures is None:
                with writing(Path("standard error")):
                    typer.echo(line.decode(), err=True)
            elif self.shown == SHOWN + 1:
                _say(f"more failures: see {visible(str(self.plan.failures))}")


def _say(line: str) -> None:
    """Show a line; where nobody reads any more, the run goes on all the same."""
    with suppress(OSError):
        typer.echo(line, err=True)


def _told(failed: dict[str, Any]) -> str:
    place = failed["source"]
    if failed["line"] is not None:
        place += f", line {failed['line']}"
    return f"failed: {place}: {failed['message']}"


def _bar() -> Any:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[records]} records"),
        TransferSpeedColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )


def _total(plan: Plan) -> int | None:
    """Return how many bytes there are to read, where that shows beforehand."""
    paths = [each.path for job in plan.jobs for each in job.inputs]
    formats = {each.options.input for job in plan.jobs for each in job.inputs}
    if "parquet" in formats or any(path is None or compression_of(path) for path in paths):
        return None
    return sum(size for path in paths for size in state(path)[:1])
