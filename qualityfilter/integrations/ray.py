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

from qualityfilter.columns import Columns, columns_of
from qualityfilter.config import Settings
from qualityfilter.integrations._imports import extra
from qualityfilter.pipeline import QualityFilter

with extra("ray"):
    import pyarrow as pa

    from qualityfilter.integrations.arrow import clean_table


class Clean:
    """Cleans tables of Arrow; for the arguments see `arrow.clean_batch`."""

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
        return clean_table(
            table, self.columns, settings=self.settings, quality_filter=self.quality_filter
        )
