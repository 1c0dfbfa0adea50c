"""Frames of Polars, by way of Arrow, without a copy of the columns that are read or passed.

from qualityfilter.integrations.polars import clean_frame

cleaned = clean_frame(frame, text="body", title="headline")
"""

from __future__ import annotations

from typing import Any

from qualityfilter.core.config import Settings
from qualityfilter.core.errors import InputError
from qualityfilter.core.extras import extra
from qualityfilter.core.fields import is_text
from qualityfilter.integrations.columns import Columns, columns_of
from qualityfilter.pipeline.filter import QualityFilter

with extra("polars"):
    import polars as pl
    import pyarrow  # noqa: F401 - named here if it is missing

    from qualityfilter.integrations.arrow import clean_table


def clean_frame(
    frame: pl.DataFrame,
    columns: Columns | None = None,
    *,
    settings: Settings | None = None,
    quality_filter: QualityFilter | None = None,
    **named: Any,
) -> pl.DataFrame:
    """Clean the texts, or pages, of a frame; for the arguments see `arrow.clean_batch`.

    What is no string in a column of objects is a failure of its row, as a missing text is.

    Returns:
        The same rows in the same order, with the texts cleaned and what was found in new columns.

    Raises:
        UsageError: as `arrow.clean_batch` does.
    """
    if not isinstance(frame, pl.DataFrame):
        hint = ": collect it first" if isinstance(frame, pl.LazyFrame) else ""
        raise InputError(f"a pl.DataFrame is wanted, not {type(frame).__name__}{hint}")
    columns = columns_of(columns, named)
    read = columns.read(frame.columns)
    given = frame.select(_strings(frame[name]) for name in read)
    table = given.to_arrow(compat_level=pl.CompatLevel.newest())
    cleaned = clean_table(table, columns, settings=settings, quality_filter=quality_filter)
    passed = [name for name in read if name != columns.text]
    found = frame.with_columns(pl.DataFrame(cleaned.drop_columns(passed)).get_columns())
    if frame.schema.get(columns.text) != pl.Object:
        return found
    return found.with_columns(_kept(frame[columns.text], found, columns))


def _strings(values: pl.Series) -> pl.Series:
    """Return a column of objects as strings, and null for what is none that UTF-8 can hold."""
    if values.dtype != pl.Object:
        return values
    texts = [value if is_text(value) else None for value in values.to_list()]
    return pl.Series(values.name, texts, pl.String)


def _kept(old: pl.Series, found: pl.DataFrame, columns: Columns) -> pl.Series:
    """Return the cleaned texts as objects, and the old ones of rows that failed."""
    failed = found[f"{columns.prefix}failure"].is_not_null().to_list()
    each = zip(failed, old.to_list(), found[columns.text].to_list(), strict=True)
    return pl.Series(old.name, [old if fault else new for fault, old, new in each], pl.Object)
