"""Frames of pandas, by way of Arrow, without a copy of strings that Arrow holds already.

from qualityfilter.integrations.pandas import clean_frame

cleaned = clean_frame(frame, text="body", title="headline")

Columns `title`, `url` and `source` are read where they are there; see `Columns`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from qualityfilter.core.config import Settings
from qualityfilter.core.errors import InputError
from qualityfilter.core.extras import extra
from qualityfilter.core.fields import is_text
from qualityfilter.integrations.columns import Columns, columns_of
from qualityfilter.pipeline.filter import QualityFilter

with extra("pandas"):
    import pandas as pd
    import pyarrow as pa

    from qualityfilter.integrations.arrow import clean_table


def clean_frame(
    frame: pd.DataFrame,
    columns: Columns | None = None,
    *,
    settings: Settings | None = None,
    quality_filter: QualityFilter | None = None,
    **named: Any,
) -> pd.DataFrame:
    """Clean the texts, or pages, of a frame; for the arguments see `arrow.clean_batch`.

    What is no string in a column of objects is a failure of its row, as a missing text is.

    Returns:
        The same rows under the same index, with the texts cleaned and what was found in new
        columns, whose types are Arrow's. The frame that was given is not changed.

    Raises:
        UsageError: as `arrow.clean_batch` does.
    """
    if not isinstance(frame, pd.DataFrame):
        raise InputError(f"a pd.DataFrame is wanted, not {type(frame).__name__}")
    columns = columns_of(columns, named)
    read = columns.read(list(frame.columns))
    table = pa.table({name: _array(frame[name]) for name in read})
    cleaned = clean_table(table, columns, settings=settings, quality_filter=quality_filter)
    found = frame.copy(deep=False)
    found[columns.text] = _texts(frame, columns, cleaned)
    for name in columns.added:
        column = cleaned.column(columns.prefix + name)
        found[columns.prefix + name] = pd.arrays.ArrowExtensionArray(column)
    return found


def _array(values: pd.Series) -> Any:
    """Return a column to Arrow, and null for what it cannot hold beside strings."""
    try:
        return pa.array(values, from_pandas=True)
    except (pa.ArrowException, UnicodeEncodeError):
        return pa.array([value if is_text(value) else None for value in values], pa.string())


def _texts(frame: pd.DataFrame, columns: Columns, cleaned: pa.Table) -> Any:
    """Return the cleaned texts in the type of the old ones, and the old one where a row failed."""
    new = cleaned.column(columns.text)
    if columns.text not in frame:
        return pd.arrays.ArrowExtensionArray(new)
    old = frame[columns.text]
    if isinstance(old.dtype, pd.ArrowDtype):
        return pd.arrays.ArrowExtensionArray(new)
    failed = cleaned.column(f"{columns.prefix}failure").is_valid().to_numpy(zero_copy_only=False)
    # By numpy, for pandas makes strings of Arrow of whatever it may, which hold no lone surrogate.
    texts = np.where(failed, old.to_numpy(dtype=object), np.array(new.to_pylist(), dtype=object))
    kind = old.dtype.categories.dtype if isinstance(old.dtype, pd.CategoricalDtype) else old.dtype
    return pd.Series(texts, frame.index, dtype=object).astype(kind)
