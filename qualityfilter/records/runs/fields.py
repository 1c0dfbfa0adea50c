"""Fields that a caller names: seen to be there before anything is cleaned."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from qualityfilter.core.errors import UsageError
from qualityfilter.records.formats import JSON, SEPARATED
from qualityfilter.records.recognise import columns_in, fields_in, head, listed
from qualityfilter.records.runs.files import is_device
from qualityfilter.records.runs.inputs import Input
from qualityfilter.records.tables import check_columns

_LOOKED_AT = 20
"""Inputs whose beginning is looked at."""


def check_fields(inputs: Sequence[Input]) -> tuple[str, ...]:
    """See that records have the fields that are named, as far as their beginning shows.

    Columns of tables are certain, and those of files are seen when a job is checked. Of JSON
    another record may have what the first ones lack, so only the text must be there.

    Returns:
        What looks like a mistake, each in a line.

    Raises:
        UsageError: no record has a text, or standard input is a table without it.
    """
    for each in inputs:
        if each.path is None and each.options.input in SEPARATED:
            content = head(None, each.options)
            delimiter = SEPARATED[each.options.input]
            if columns := columns_in(content, each.options.delimiter or delimiter):
                check_columns(columns, each.options)
    of_json = [each for each in inputs if each.options.input in JSON and not _is_pipe(each)]
    return _notes(of_json) if of_json else ()


def _is_pipe(each: Input) -> bool:
    return each.path is not None and is_device(each.path)


def _notes(inputs: Sequence[Input]) -> tuple[str, ...]:
    options = inputs[0].options
    wanted, there = options.fields.wanted(), dict[str, None]()
    for each in islice(inputs, _LOOKED_AT):
        there |= dict.fromkeys(fields_in(head(each.path, each.options), each.options.input))
        if not {*wanted.values()} - {*there}:
            return ()
    if not there:
        return ()
    missing = {field: name for field, name in wanted.items() if name not in there}
    told = f"there are: {listed([*there])}"
    read = "--html-field" if options.fields.html else "--text-field"
    if read in missing:
        raise UsageError(
            f"no record has a field {missing[read]!r}; {told}; name the right one with {read}"
        )
    return tuple(
        f"{field} {name}: none of the first records has such a field; {told}"
        for field, name in missing.items()
    )
