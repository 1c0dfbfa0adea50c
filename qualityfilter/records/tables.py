"""What a table's columns are, once its rows are cleaned or records of another kind fill it."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten
from typing import Any

from qualityfilter.core.data import CleanResult
from qualityfilter.core.errors import UsageError
from qualityfilter.integrations.columns import Columns, row
from qualityfilter.records.formats import JSON, SEPARATED
from qualityfilter.records.options import Fields, Options
from qualityfilter.records.outcome import Record, plain, to_json

COMMON = ("id", "title", "url", "source", "text", "rest")
"""The fields of any record where the format changes. `rest` holds all others as JSON, so that
what a record happens to have never changes the names of an output's columns."""

_SHOWN = 1000
"""Characters of columns' names that a message shows; a file that is no table may have many."""

ARCHIVED = ("id", "url", "date", "title", "text")
"""Those of a page from a web archive."""


def changes(options: Options) -> bool:
    """Return whether records are written in another form than they were read."""
    kinds = {options.input, options.output}
    return len(kinds) > 1 and not any(kinds.issubset(each) for each in (JSON, SEPARATED))


def names(options: Options) -> tuple[str, ...]:
    """Return the fields of records that are written in another form."""
    return ARCHIVED if options.input == "warc" else COMMON


def values(record: Record, result: CleanResult, options: Options) -> dict[str, Any]:
    """Return those fields of a record."""
    document = result.document
    found = {
        "id": document.id,
        "title": document.title,
        "url": document.url,
        "source": document.source,
        "text": result.text,
        "date": record.values.get("date"),
        "rest": _rest(record, options.fields),
    }
    return {name: found[name] for name in names(options)}


def _rest(record: Record, fields: Fields) -> str | None:
    known = (fields.text, fields.title, fields.id, fields.html, fields.url, fields.source)
    rest = {name: value for name, value in record.values.items() if name not in known}
    return to_json(plain(rest)) if rest else None


def added(options: Options) -> Columns:
    """Return what is added to a table, and which of its columns are read."""
    if changes(options):
        return Columns(spans=options.spans, prefix=options.prefix)
    fields = options.fields
    return Columns(fields.text, html=fields.html, spans=options.spans, prefix=options.prefix)


def check_columns(columns: Sequence[str], options: Options) -> None:
    """See that a table has the columns that are named, and none that is added.

    Raises:
        UsageError: it is not so.
    """
    for field, name in options.fields.wanted().items():
        if (often := columns.count(name)) != 1:
            told = f"{often} columns" if often else "no column"
            there = shorten(", ".join(columns), _SHOWN, placeholder=" ...")
            raise UsageError(
                f"there is {told} {name!r}; there are: {there}; name the right one with {field}"
            )
    all_names(columns, options)


def all_names(columns: Sequence[str], options: Options) -> list[str]:
    """Return the names of all columns of an output.

    Args:
        columns: those of the input.
        options: how it is cleaned.

    Raises:
        UsageError: one would be there twice.
    """
    wanted = added(options)
    known = [*(names(options) if changes(options) else columns)]
    if wanted.text not in known:
        known.append(wanted.text)
    new = [wanted.prefix + name for name in wanted.added]
    if taken := next((name for name in new if name in known), None):
        raise UsageError(
            f"there is a column {taken!r} already; give a prefix for the new ones, such as "
            f"prefix='qf_{wanted.prefix}'"
        )
    return known + new


def findings_row(result: CleanResult, options: Options) -> dict[str, Any]:
    """Return the new columns' values, in order."""
    found = row(result, spans=options.spans)
    return {name: found[name] for name in added(options).added}
