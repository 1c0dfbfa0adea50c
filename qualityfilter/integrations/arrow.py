"""Record batches and tables of Apache Arrow, on which the adapters to most engines rest.

    from qualityfilter.integrations.arrow import clean_batch

    cleaned = clean_batch(batch, text="body", title="headline")

Every row of the input is a row of the output, in order. Every column passes through as it is but
the text, and the columns of `qualityfilter.integrations.columns` are added behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from qualityfilter.core.config import Settings
from qualityfilter.core.data import CleanResult, Document, Failure, Page
from qualityfilter.core.errors import InputError, UsageError
from qualityfilter.core.extras import extra
from qualityfilter.integrations.columns import Columns, Type, columns_of, row
from qualityfilter.pipeline.default import filter_for
from qualityfilter.pipeline.filter import QualityFilter

with extra("arrow"):
    import pyarrow as pa
    import pyarrow.compute as pc

ROWS = 256
"""Rows that are made into Python's objects at a time."""

_SPAN = pa.struct(
    {
        "start": pa.int64(),
        "end": pa.int64(),
        "label": pa.string(),
        "score": pa.float64(),
        "action": pa.string(),
        "evidence": pa.string(),
        "quoted": pa.bool_(),
    }
)
_TYPES: dict[Type, pa.DataType] = {
    "number": pa.float64(),
    "integer": pa.int64(),
    "string": pa.string(),
    "strings": pa.list_(pa.string()),
    "spans": pa.list_(_SPAN),
}
_STRINGS: tuple[Any, ...] = (pa.string(), pa.large_string(), pa.string_view(), pa.null())
_PAGES = (*_STRINGS, pa.binary(), pa.large_binary(), pa.binary_view())


def clean_batch(
    batch: pa.RecordBatch,
    columns: Columns | None = None,
    *,
    settings: Settings | None = None,
    quality_filter: QualityFilter | None = None,
    **named: Any,
) -> pa.RecordBatch:
    """Clean the texts, or pages, of a record batch.

    A row whose text is null, is not UTF-8 or cannot be cleaned keeps its text as it was, has
    `failure` set and null in the other new columns: a text that is missing is a fault to be
    counted, not a text without faults. The rest of the batch does not suffer.

    Args:
        batch: texts, and what is said of them, in columns of type string, large_string or
            string_view, pages in one of these or their binary counterparts; any of them may be
            dictionary-encoded, or of type null. A text that was so is a plain string afterwards.
        columns: which columns hold what, and what is added.
        settings: how to clean; the filter for them is made once in a process.
        quality_filter: the filter to use; then the settings are its own.
        **named: values for fields of `columns`: `text`, `html`, `title`, `lang`, `source`, `url`,
            `spans`, `prefix`.

    Returns:
        A batch of the schema that `output_schema` gives.

    Raises:
        UsageError: a column is missing, of another type, or would be there twice, or an argument
            is of a wrong type.
    """
    _be("batch", batch, pa.RecordBatch)
    columns = _within(batch.schema, columns_of(columns, named))
    results = _results(batch, columns, _filter(settings, quality_filter))
    return with_results(batch, results, columns)


def with_results(
    batch: pa.RecordBatch, results: Iterable[CleanResult | Failure], columns: Columns
) -> pa.RecordBatch:
    """Return a batch as it is once its rows are cleaned.

    Args:
        batch: the rows as they were.
        results: one for each row.
        columns: as for `clean_batch`.

    Raises:
        UsageError: as `clean_batch` does.
    """
    schema = output_schema(batch.schema, columns)
    texts: list[str | None] = []
    rows: list[dict[str, Any]] = []
    for result in results:
        texts.append(None if isinstance(result, Failure) else result.text)
        rows.append(row(result, spans=columns.spans))
    arrays = list(batch.columns)
    at = schema.get_field_index(columns.text)
    arrays[at : at + 1] = [_replaced(arrays[at : at + 1], texts, schema.field(at).type)]
    added = zip(columns.added, list(schema)[len(arrays) :], strict=True)
    arrays += [pa.array([found[name] for found in rows], field.type) for name, field in added]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def clean_table(
    table: pa.Table,
    columns: Columns | None = None,
    *,
    settings: Settings | None = None,
    quality_filter: QualityFilter | None = None,
    **named: Any,
) -> pa.Table:
    """Clean the texts, or pages, of a table; see `clean_batch`."""
    _be("table", table, pa.Table)
    columns = columns_of(columns, named)
    schema = output_schema(table.schema, columns)
    clean = partial(clean_batch, columns=columns, quality_filter=_filter(settings, quality_filter))
    return pa.Table.from_batches(map(clean, table.to_batches(max_chunksize=ROWS)), schema)


def output_schema(schema: pa.Schema, columns: Columns | None = None, **named: Any) -> pa.Schema:
    """Return the schema that a batch has once it is cleaned, without cleaning one.

    Args:
        schema: of the batch as it is.
        columns: as for `clean_batch`.
        **named: likewise.

    Raises:
        UsageError: as `clean_batch` does.
    """
    _be("schema", schema, pa.Schema)
    columns = columns_of(columns, named)
    _check(schema, columns)
    fields = list(schema)
    at = schema.get_field_index(columns.text)
    if at < 0:
        fields.append(pa.field(columns.text, pa.string()))
    else:
        fields[at] = fields[at].with_type(_text_type(fields[at].type))
    text = fields[at].type
    for name, kind in columns.added.items():
        fields.append(pa.field(columns.prefix + name, text if name == "original" else _TYPES[kind]))
    return pa.schema(fields, schema.metadata)


def _filter(settings: Settings | None, quality_filter: QualityFilter | None) -> QualityFilter:
    if quality_filter is None:
        return filter_for(settings)
    _be("quality_filter", quality_filter, QualityFilter)
    if settings is not None:
        raise UsageError("give settings or a quality_filter, not both: a filter has its settings")
    return quality_filter


def _be(name: str, given: object, kind: type) -> None:
    """Raise unless an argument is of its type."""
    if not isinstance(given, kind):
        wanted = kind.__name__
        raise InputError(f"{name} must be of the class {wanted}, not {type(given).__name__}")


def _within(schema: pa.Schema, columns: Columns) -> Columns:
    """The columns without those that are read by default, but are not there or hold no strings."""
    return columns.within([each.name for each in schema if _plain(each.type) in _STRINGS])


def _check(schema: pa.Schema, columns: Columns) -> None:
    """Raise unless all columns that are to be read are there and hold what they must."""
    columns = _within(schema, columns)
    for name in columns.read(schema.names):
        page = name == columns.html and name != columns.text
        kind = schema.field(name).type
        if _plain(kind) not in (_PAGES if page else _STRINGS):
            raise UsageError(f"column {name!r} must hold strings, not {kind}: cast it first")


def _plain(kind: pa.DataType) -> pa.DataType:
    """Return the type of the values that a column holds."""
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _text_type(kind: pa.DataType) -> pa.DataType:
    """Return the type of a column of texts once they are cleaned."""
    return pa.string() if pa.types.is_null(_plain(kind)) else _plain(kind)


def _results(
    batch: pa.RecordBatch, columns: Columns, quality_filter: QualityFilter
) -> Iterator[CleanResult | Failure]:
    for start in range(0, batch.num_rows, ROWS):
        items = _items(batch.slice(start, ROWS), columns)
        found = quality_filter.clean_many(each for each in items if not isinstance(each, Failure))
        for item in items:
            yield item if isinstance(item, Failure) else next(found)


def _items(part: pa.RecordBatch, columns: Columns) -> list[Document | Page | Failure]:
    """Make documents or pages of some rows."""
    name = columns.text if columns.html is None else columns.html
    make = Document if columns.html is None else Page
    names = ("title", "lang", "source", "url")
    beside = [_values(part, getattr(columns, each)) for each in names]
    found: list[Document | Page | Failure] = []
    for at, text in enumerate(_values(part, name)):
        if isinstance(text, Failure):
            found.append(text)
        elif text is None:
            found.append(Failure(None, "text", f"column {name!r} holds no string"))
        else:
            said: dict[str, Any] = {
                each: _known(values[at]) for each, values in zip(names, beside, strict=True)
            }
            found.append(make(text, **said))
    return found


def _known(value: str | Failure | None) -> str | None:
    """Return what is said beside a text, where it can be used."""
    return value if isinstance(value, str) and value else None


def _values(part: pa.RecordBatch, name: str | None) -> list[Any]:
    """Return the values of a column; one that is not UTF-8, which Arrow allows, as its failure."""
    if name is None:
        return [None] * part.num_rows
    values = part.column(name)
    try:
        return values.to_pylist()
    except UnicodeDecodeError:
        return list(map(_value, values))


def _value(scalar: pa.Scalar) -> Any:
    try:
        return scalar.as_py()
    except UnicodeDecodeError as error:
        return Failure(None, "encoding", f"not UTF-8: {error.reason} at byte {error.start}")


def _replaced(old: Sequence[pa.Array], texts: list[str | None], kind: pa.DataType) -> pa.Array:
    """Return the cleaned texts, and the old ones of rows that failed, where there was a column."""
    if not old or None not in texts:
        return pa.array(texts, kind)
    values, work = old[0], pa.large_string()  # pyarrow cannot choose among views
    if pa.types.is_dictionary(values.type):
        values = values.dictionary.cast(work).take(values.indices)
    return pc.coalesce(pa.array(texts, work), values.cast(work)).cast(kind)
