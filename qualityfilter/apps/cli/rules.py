"""The command `rules`: what there is to look for, and what it finds in a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from qualityfilter.apps.cli.common import FAILED, SettingsFile, settings_of, visible
from qualityfilter.core.config import Settings
from qualityfilter.core.data import LABELS
from qualityfilter.core.names import known
from qualityfilter.records.options import Fields, Options
from qualityfilter.records.outcome import FailedRecord
from qualityfilter.records.processing import cleaned
from qualityfilter.records.runs.inputs import Names
from qualityfilter.records.runs.plan import make_plan

if TYPE_CHECKING:
    from qualityfilter.pipeline.listing import Listed

_EXAMPLE = 60
"""At most so many characters of what was found are shown."""


def rules(
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="INPUT",
            help="What to look through: whatever `clean` reads.",
            show_default="nothing: the rules are listed",
        ),
    ] = None,
    label: Annotated[
        str | None, typer.Option(help="List the rules of this label alone.", show_default=False)
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            metavar="CODE",
            help="List the groups of phrases in this language, an ISO 639-1 code, each by itself.",
            show_default=False,
        ),
    ] = None,
    settings_file: SettingsFile = None,
    text_field: Annotated[str, typer.Option(help="Field or column with the text.")] = "text",
    html_field: Annotated[
        str | None,
        typer.Option(help="Field or column with a web page.", show_default=False),
    ] = None,
) -> None:
    """List the rules and groups of phrases, or what each found in a file.

    Each line has the name, the label, the language, how often the rule was right in labelled
    texts, and what it means. Of phrases a line is a group in all its languages, with how many
    these are. What the settings turn off says so.

    With INPUT it is what was found there, the most frequent first: the name as evidence has it, the
    label, the language, how often it was found, how often in what was cut, and what it was at
    first. A rule that was found often and never in a cut may be one to turn off: `off = ["NAME"]`
    in a file of settings.
    """
    from qualityfilter.pipeline.listing import list_rules

    chosen = settings_of(settings_file)
    if label is not None:
        known("label", label, LABELS)
    listed = [each for each in list_rules(chosen) if label in (None, each.label)]
    if language is not None:
        known("language", language, sorted({each.lang for each in listed if each.lang}))
        listed = [each for each in listed if each.lang == language]
    if source is None:
        rows = map(_row, listed) if language else _groups(listed)
        _show(("name", "label", "language", "right", "meaning"), rows)
        return
    found = _look(source, Fields(text_field, html=html_field), chosen)
    _show(
        ("name", "label", "language", "found", "cut", "as in"),
        (_found_row(each, found.hits[each.name]) for each in _sorted(listed, found)),
    )
    failed = f", {found.failed:,} failed" if found.failed else ""
    typer.echo(f"{found.records:,} records{failed}", err=True)
    if found.failed:
        raise typer.Exit(FAILED)


def _row(each: Listed) -> tuple[str, ...]:
    right = "" if each.precision is None else f"{each.precision:.2f}"
    return each.name, each.label, each.lang, right, each.reason + ("" if each.used else " (off)")


def _groups(listed: Iterable[Listed]) -> Iterator[tuple[str, ...]]:
    """Return a line for each kind: a group in all of its languages."""
    kinds: defaultdict[str, list[Listed]] = defaultdict(list)
    for each in listed:
        kinds[each.kind if each.name.startswith("phrase:") else each.name].append(each)
    for name, group in kinds.items():
        _, label, lang, right, reason = _row(next((each for each in group if each.used), group[0]))
        off = sum(not each.used for each in group)
        partly = f" (off in {off})" if 0 < off < len(group) else ""
        yield name, label, lang if len(group) == 1 else str(len(group)), right, reason + partly


@dataclass(frozen=True, slots=True)
class Hits:
    """What one rule found: how often, how often in what was cut, and what at first."""

    found: int
    cut: int
    example: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What all of them found in some records.

    Attributes:
        hits: by name.
        records: how many records there were.
        failed: how many of them could not be cleaned.
    """

    hits: dict[str, Hits]
    records: int
    failed: int


def _look(source: str, fields: Fields, chosen: Settings) -> Looked:
    from qualityfilter.pipeline.filter import QualityFilter
    from qualityfilter.pipeline.listing import found_in

    quality_filter = QualityFilter(chosen)
    plan = make_plan(
        Names([source], "-", "-", "-", None, "jsonl"), Options("text", "jsonl", fields)
    )
    hits, records, failed = dict[str, Hits](), 0, 0
    for chunk, options in (pair for job in plan.jobs for pair in job.chunks()):
        for each in cleaned(chunk, options, quality_filter):
            records += 1
            if isinstance(each, FailedRecord):
                failed += 1
                continue
            text = each[1].document.text
            for name, ranges in found_in(each[1], quality_filter.loaded.rules).items():
                before = hits.get(name, Hits(0, 0, text[ranges[0][0] : ranges[0][1]]))
                cut = before.cut + sum(each[2] for each in ranges)
                hits[name] = Hits(before.found + len(ranges), cut, before.example)
    return Looked(hits, records, failed)


def _sorted(listed: Iterable[Listed], found: Looked) -> list[Listed]:
    held = [each for each in listed if each.name in found.hits]
    return sorted(held, key=lambda each: (-found.hits[each.name].found, each.name))


def _found_row(each: Listed, hits: Hits) -> tuple[str, ...]:
    shown = " ".join(hits.example[: 2 * _EXAMPLE].split())
    shown = shown if len(shown) <= _EXAMPLE else f"{shown[: _EXAMPLE - 1]}…"
    return each.name, each.label, each.lang, f"{hits.found:,}", f"{hits.cut:,}", shown


def _show(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table: columns of the width of their longest entry, numbers to the right."""
    lines = [head, *([visible(cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (
            cell.rjust(width) if name in ("found", "cut", "right") else cell.ljust(width)
            for name, cell, width in zip(head, line, widths, strict=True)
        )
        typer.echo("  ".join(cells).rstrip().encode("utf-8", "backslashreplace"))
