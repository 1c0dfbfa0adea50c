"""What a run says at its end: what became of the records, where they lie, what to try next."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import get_args

from qualityfilter.apps.cli.common import visible
from qualityfilter.apps.cli.inputs import Reading
from qualityfilter.core.data import Decision, Provenance
from qualityfilter.records.formats import FILES
from qualityfilter.records.outcome import Tally
from qualityfilter.records.runs.plan import Plan

VERDICTS: tuple[Decision, ...] = get_args(Decision)

_NAMED = 5
"""So many paths that are not read are named; all are counted."""


@dataclass(frozen=True, slots=True)
class Took:
    """How long a run took.

    Attributes:
        start: seconds until all was ready to clean, such as the models.
        work: seconds from then on.
        records: how many were cleaned in these; what an earlier run finished does not count.
    """

    start: float
    work: float
    records: int

    @property
    def rate(self) -> float | None:
        """Records a second, without the start; None where it was too short to tell."""
        return self.records / self.work if self.work >= 1 else None


def told(tally: Tally, plan: Plan, took: Took) -> list[str]:
    """Return the lines that say what a run did."""
    counts = ", ".join(f"{tally.decisions.get(each, 0):,} {each}" for each in VERDICTS)
    cleaned, total = sum(tally.decisions.values()), sum(tally.cut.values())
    share = f" ({total / tally.characters:.1%})" if tally.characters else ""
    lines = [
        f"cleaned {_count(cleaned, 'record')}: {counts}",
        f"cut {total:,} of {_count(tally.characters, 'character')}{share}",
        *_rows(tally.cut),
    ]
    for number, what, path in (
        (tally.rejected, "not kept", plan.rejected),
        (tally.failed, "failed", plan.failures),
    ):
        if number:
            where = f", see {visible(str(path))}" if path else ""
            lines.append(f"{_count(number, 'record')} {what}{where}")
    lines += _rows(tally.failures)
    if tally.repeated:
        lines.append(f"{_count(tally.repeated, 'record')} repeat another")
    if tally.skipped:
        lines.append(f"{_count(tally.skipped, 'record')} of archives passed over, no pages")
    rate = f", {_count(round(took.rate), 'record')} a second" if took.rate else ""
    start = f" after {took.start:,.1f} s to start" if took.start else ""
    return [*lines, *passed_over(plan), f"took {took.work:,.1f} s{start}{rate}"]


def passed_over(plan: Plan) -> Iterator[str]:
    """Return the lines that say what folders and patterns hold that is not read."""
    for why, paths in sorted(plan.passed.items()):
        names = ", ".join(visible(str(path)) for path in paths[:_NAMED])
        more = f", and {len(paths) - _NAMED:,} more" if len(paths) > _NAMED else ""
        yield f"passed over {_count(len(paths), 'path')}: {why}: {names}{more}"


def place(plan: Plan, out: str | None) -> list[str]:
    """Return the line that says where the output lies, if it is not standard output."""
    return [] if plan.work is None else [f"written to {visible(str(out))}"]


def proposed(tally: Tally, plan: Plan, reading: Reading, inputs: Sequence[str]) -> Iterator[str]:
    """Return the lines that say what to try next, as it is typed."""
    if tally.failures.get("encoding") and not reading.encoding:
        yield "what is not UTF-8 needs its encoding named, such as --encoding cp1252"
    if not plan.resumes or plan.work is None:
        return
    read = [each for job in plan.jobs for each in job.inputs]
    if len(read) == 1 and read[0].options.input in FILES and not reading.repeated():
        yield f"to see why: {_typed('explain', str(read[0].path))}"
    elif len(inputs) <= _NAMED:
        words = [*inputs, *reading.repeated(), "-o", _new_page()]
        yield f"to see why: {_typed('report', *words)}"


def _typed(*words: str) -> str:
    return visible(shlex.join(["qualityfilter", *words]))


def _new_page() -> str:
    names = ("report.html" if number == 1 else f"report-{number}.html" for number in count(1))
    return next(name for name in names if not Path(name).exists())


def _rows(counts: Mapping[str, int]) -> Iterator[str]:
    for name, number in sorted(counts.items(), key=lambda pair: -pair[1]):
        yield f"  {name:<14}{number:>12,}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def save(path: Path, tally: Tally, plan: Plan, took: Took, provenance: Provenance) -> None:
    """Write what a run did as JSON.

    Raises:
        WriteError: it could not be written.
    """
    from qualityfilter.records.runs.locks import claimed_file

    about = tally.to_dict() | {
        "passed_over": {why: len(paths) for why, paths in plan.passed.items()},
        "seconds": round(took.work, 3),
        "seconds_to_start": round(took.start, 3),
        "records_a_second": took.rate and round(took.rate, 1),
        "provenance": asdict(provenance),
    }
    with claimed_file(path) as file:
        file.write(json.dumps(about, indent=1).encode() + b"\n")
