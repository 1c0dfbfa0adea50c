"""A class for Ray Data's `map_batches`, whose actors load the models once each.

from qualityfilter.integrations import ray as qf_ray

cleaned = dataset.map_batches(
    qf_ray.Clean,
    fn_constructor_kwargs={"text": "body", "settings": settings},
    batch_format="pyarrow",
    batch_size=256,
    concurrency=8,
)
"""

from __future__ import annotations

from typing import Any

from qualityfilter.core.config import Settings
from qualityfilter.core.extras import extra
from qualityfilter.core.fields import is_text
from qualityfilter.integrations.columns import Columns, columns_of
from qualityfilter.pipeline.filter import QualityFilter

with extra("ray"):
    import pyarrow as pa

    from qualityfilter.integrations.arrow import clean_table


_OBJECTS = "ray.data.arrow_pickled_object"
"""Arrow's name of the type of a column of objects."""


class Clean:
    """Cleans tables of Arrow; for the arguments see `arrow.clean_batch`.

    A column that Ray could not give to Arrow comes as one of objects. What is no string in it is
    a failure of its row, whose text is null afterwards.
    """

    def __init__(
        self,
        columns: Columns | None = None,
        *,
        settings: Settings | None = None,
        quality_filter: QualityFilter | None = None,
        **named: Any,
    ) -> None:
        self.columns = columns_of(columns, named)
        self.settings = settings
        self.quality_filter = quality_filter

    def __call__(self, table: pa.Table) -> pa.Table:
        """Clean one batch of a dataset."""
        given = _with_strings(table, self.columns.read(table.column_names))
        return clean_table(
            given, self.columns, settings=self.settings, quality_filter=self.quality_filter
        )


def _with_strings(table: pa.Table, names: list[str]) -> pa.Table:
    """Make strings of columns of objects, and null of what is none that UTF-8 can hold."""
    for name in names:
        at = table.column_names.index(name)
        if getattr(table.field(at).type, "extension_name", "") == _OBJECTS:
            texts = [value if is_text(value) else None for value in table.column(at).to_pylist()]
            table = table.set_column(at, name, pa.array(texts, pa.string()))
    return table
