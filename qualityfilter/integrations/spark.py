"""A function for Spark's `mapInArrow`, with the schema that comes out of it.

from qualityfilter.integrations import spark as qf_spark

schema = qf_spark.output_schema(df.schema, text="body")
cleaned = df.mapInArrow(qf_spark.cleaner(text="body"), schema)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from qualityfilter.core.config import Settings
from qualityfilter.core.extras import extra
from qualityfilter.integrations.columns import Columns, columns_of
from qualityfilter.pipeline.filter import QualityFilter

with extra("spark"):
    import pyarrow as pa
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema
    from pyspark.sql.types import StructType

    from qualityfilter.integrations import arrow


@dataclass(frozen=True, slots=True)
class Cleaner:
    """Cleans record batches, in a process of Spark's that loads the models once."""

    columns: Columns
    settings: Settings | None
    quality_filter: QualityFilter | None

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Clean the batches of one partition."""
        for batch in batches:
            yield arrow.clean_batch(
                batch,
                self.columns,
                settings=self.settings,
                quality_filter=self.quality_filter,
            )


def cleaner(
    columns: Columns | None = None,
    *,
    settings: Settings | None = None,
    quality_filter: QualityFilter | None = None,
    **named: Any,
) -> Cleaner:
    """Return the function for `mapInArrow`; for the arguments see `arrow.clean_batch`."""
    return Cleaner(columns_of(columns, named), settings, quality_filter)


def output_schema(schema: StructType, columns: Columns | None = None, **named: Any) -> StructType:
    """Return the schema of a frame of Spark's once it is cleaned.

    Args:
        schema: of the frame as it is.
        columns: as for `cleaner`.
        **named: likewise.

    Raises:
        UsageError: as `arrow.clean_batch` does.
    """
    found = arrow.output_schema(to_arrow_schema(schema), columns, **named)
    return from_arrow_schema(found)
