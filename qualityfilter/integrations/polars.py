"""Frames of Polars, by way of Arrow, without a copy of the columns that are read or passed.

from qualityfilter.integrations.polars import clean_frame

cleaned = clean_frame(frame, text="body", title="headline")
"""

from __future__ import annotations

from typing import Any

from qualityfilter.columns import Columns, columns_of
from qualityfilter.config import Settings
from qualityfilter.errors import InputError
from qualityfilter.integrations._imports import extra
from qualityfilter.pipeline import QualityFilter

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
    table = frame.select(read).to_arrow(compat_level=pl.CompatLevel.newest())
    cleaned = clean_table(table, columns, settings=settings, quality_filter=quality_filter)
    passed = [name for name in read if name != columns.text]
    return frame.with_columns(pl.DataFrame(cleaned.drop_columns(passed)).get_columns())
