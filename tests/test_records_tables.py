"""Tables: other cells and columns untouched, and a bad row costs no neighbour."""

import csv
import io
import json
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qualityfilter as qf
from qualityfilter.core.errors import UsageError
from qualityfilter.integrations.columns import FINDINGS, UNDOING
from qualityfilter.records.formats import Format
from qualityfilter.records.options import Fields, Options
from qualityfilter.records.parquet import ROW_GROUP
from qualityfilter.records.processing import header, join
from qualityfilter.records.reading import chunks, decode
from tests.conftest import END, MID, OPEN, ROOT
from tests.recorded import COMPRESS, raw_of, run, run_chunks, write

JUNK = "Share this: Facebook Twitter WhatsApp"
ARTICLE = f"{OPEN}\n\n{JUNK}\n\n{MID}\n\n{END}\n"
cells = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    | st.sampled_from('",\t\n\r; \ufeff')
)


def rows_of(texts: list[str | None]) -> list[dict[str, Any]]:
    return [
        {"id": f"r{number}", "section": 'city, "old"\ntown', "text": text, "title": "Bridge"}
        for number, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("form", "ending"),
    [
        ("parquet", ""),  # which compresses within itself
        *((form, ending) for form in ("jsonl", "csv", "tsv") for ending in COMPRESS),
    ],
)
def test_what_was_written_is_read_back(
    tmp_path: Path, quality_filter: qf.QualityFilter, form: Format, ending: str
) -> None:
    rows = rows_of([ARTICLE, "", "short"])
    options = Options(form, form, spans=True)
    found = run(write(tmp_path / f"a.{form}{ending}", rows, form), options, quality_filter)
    documents = [qf.Document(row["text"], row["title"]) for row in rows]
    for row, given_row, result in zip(
        found.rows(options), rows, quality_filter.clean_many(documents), strict=True
    ):
        assert isinstance(result, qf.CleanResult)
        assert {name: row[name] for name in given_row} == given_row | {"text": result.text}
        told = row["qualityfilter"] if form == "jsonl" else row
        assert told["original"] == given_row["text"]
        assert told["verdict"] == result.verdict.decision
    assert found.tally.cut["social"] == len(f"{JUNK}\n\n")


@pytest.mark.parametrize("output", ["jsonl", "csv", "tsv", "parquet"])
@pytest.mark.parametrize("form", ["text", "jsonl", "csv", "tsv", "parquet"])
def test_each_format_into_each(
    tmp_path: Path, quality_filter: qf.QualityFilter, form: Format, output: Format
) -> None:
    """Where the format changes the names are fixed, and what else was known is not lost."""
    if form == "text":
        path = tmp_path / "a.txt"
        path.write_text(ARTICLE, encoding="utf-8")
    else:
        path = write(tmp_path / f"a.{form}", rows_of([ARTICLE]), form)
    options = Options(form, output)
    (row,) = run(path, options, quality_filter).rows(options)
    title = None if form == "text" else "Bridge"
    assert row["text"] == quality_filter.clean(ARTICLE, title=title).text
    assert (row["title"] or None) == (None if form == "text" else "Bridge")
    assert row["id"] == (str(path) if form == "text" else "r0")
    kept = form == output or {form, output} == {"csv", "tsv"}
    if form != "text":
        place = row if kept else json.loads(row["rest"])
        assert place["section"] == 'city, "old"\ntown'
    names = ["id", "title", "url", "source", "text", "rest"]
    if not kept:
        more = ["qualityfilter"] if output == "jsonl" else [*FINDINGS]
        assert [*row] == names + more


@given(
    table=st.lists(st.tuples(cells, cells, cells), max_size=8), form=st.sampled_from(["csv", "tsv"])
)
@settings(deadline=None, max_examples=60)
def test_other_cells_stay_as_they_are(
    tmp_path_factory: pytest.TempPathFactory,
    quality_filter: qf.QualityFilter,
    table: list[tuple[str, str, str]],
    form: Format,
) -> None:
    path = tmp_path_factory.getbasetemp() / f"cells.{form}"
    names = ["a,b", "text", "", "c\td"]
    given_rows = [[one, text, "x", other] for one, text, other in table]
    file = io.StringIO(newline="")
    separator = {"csv": ",", "tsv": "\t"}[form]
    csv.writer(file, delimiter=separator).writerows([names, *given_rows])
    path.write_bytes(file.getvalue().encode())
    options = Options(form, form, spans=True)
    found = run(path, options, quality_filter)
    out = [*csv.reader(io.StringIO(found.content.decode(), newline=""), delimiter=separator)]
    assert out[0] == [*names, *FINDINGS, *UNDOING]
    assert found.failures == []
    for row, before in zip(out[1:], given_rows, strict=True):
        assert [row[0], row[2], row[3]] == [before[0], before[2], before[3]]
        assert row[-1] == before[1]
        for span in json.loads(row[-2]):
            assert {"start", "end", "label", "action"} <= {*span}


BAD_ROWS: dict[str, tuple[bytes, str, str]] = {
    "not UTF-8": (b"2,\xff\xfe,x", "encoding", "0xff at offset 2"),
    "few cells": (b"2,text", "cells", "has 2 cells; there are 3 columns"),
    "many cells": (b"2,text,x,y", "cells", "has 4 cells"),
    "a NUL": (b"2,te\0xt,x", "cells", "NUL at character 4"),
    "a quote that does not open": (b'2,"never closed,x', "cells", "cannot be told into cells"),
    "a quote in a quote": (b'2,"he said "yes",x', "cells", "cannot be told into cells"),
    "a lone return": (b"2,te\rxt,x", "cells", "cannot be told into cells"),
}


@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize("name", BAD_ROWS)
def test_a_bad_row_costs_no_neighbour(
    tmp_path: Path, quality_filter: qf.QualityFilter, name: str, last: bool
) -> None:
    bad, kind, says = BAD_ROWS[name]
    after = [b'3,"two\nlines",x', b'4,"quoted",x', b"5,plain,x"]
    lines = [b"id,text,more", b"1,good,x", *(after if last else []), bad, *([] if last else after)]
    (tmp_path / "a.csv").write_bytes(b"\r\n".join(lines))
    options = Options("csv", "csv")
    found = run(tmp_path / "a.csv", options, quality_filter)
    told = [(row["id"], row["text"]) for row in found.rows(options)]
    assert told == [("1", "good"), ("3", "two\nlines"), ("4", "quoted"), ("5", "plain")]
    (failure,) = found.failures
    assert (failure["kind"], failure["line"]) == (kind, 7 if last else 3)
    assert says in failure["message"]
    assert raw_of(failure) == bad


def test_quotation_marks_of_no_rule_are_text(
    tmp_path: Path, quality_filter: qf.QualityFilter
) -> None:
    """A title such as this is common in tables that nobody quoted."""
    (tmp_path / "a.tsv").write_bytes(b'id\ttext\n1\t"We will" he said\n2\t5" pipe\n3\t"done"\n')
    found = run(tmp_path / "a.tsv", Options("tsv", "jsonl"), quality_filter)
    texts = [row["text"] for row in found.rows(Options("tsv", "jsonl"))]
    assert texts == ['"We will" he said', '5" pipe', "done"]


@given(
    lines=st.lists(st.text('a",', max_size=9), max_size=30),
)
@settings(deadline=None)
def test_no_line_of_a_table_is_lost(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    """Whatever its quotation marks are like."""
    path = tmp_path_factory.getbasetemp() / "lines.csv"
    path.write_text("\n".join(["text,b", *lines]), encoding="utf-8")
    raws = [raw for chunk in chunks(path, Options("csv", "csv")) for raw in chunk.records]
    numbers = [
        (raw.line or 0) + more for raw in raws for more in range(raw.content.count(b"\n") + 1)
    ]
    filled = [number for number, line in enumerate(lines, 2) if line]
    assert [number for number in numbers if number in filled] == filled
    assert len(numbers) == len({*numbers})


def test_quotation_marks_that_never_close_take_no_longer(tmp_path: Path) -> None:
    """Each line opens one for itself, so that every row seems to go on to the end."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"text,b,c\n" + b'a"b,"c\n' * 300_000)
    raws = [raw for chunk in chunks(path, Options("csv", "csv")) for raw in chunk.records]
    assert sum(raw.content.count(b"\n") + 1 for raw in raws) == 300_000


def test_a_wide_cell_and_a_row_that_is_too_long(
    tmp_path: Path, quality_filter: qf.QualityFilter
) -> None:
    wide = "word " * 60_000
    path = tmp_path / "a.csv"
    path.write_text(
        f'more,text\n{wide},1\n"{"x" * 500_000}",2\n"{"y" * 300_000}\n{"y" * 300_000}",3\na,4\n',
        encoding="utf-8",
    )
    limit = csv.field_size_limit()
    found = run(path, Options("csv", "csv", max_record=400_000), quality_filter)
    rows = found.rows(Options("csv", "csv"))
    assert [row["text"] for row in rows] == ["1", "4"]
    assert rows[0]["more"] == wide
    assert len(wide) > limit
    assert csv.field_size_limit() == limit
    assert [row["kind"] for row in found.failures] == ["size", "cells", "cells"]


@pytest.mark.parametrize("form", ["csv", "parquet"])
@pytest.mark.parametrize(
    ("names", "fields", "says"),
    [
        (["id", "body"], Fields(), "no column 'text'; there are: id, body"),
        (["text", "url"], Fields(html="page"), "no column 'page'"),
        (["text", "quality"], Fields(), "give a prefix .*'qf_'"),
    ],
)
def test_columns_that_cannot_be_used(
    tmp_path: Path, form: Format, names: list[str], fields: Fields, says: str
) -> None:
    path = write(tmp_path / f"a.{form}", [dict.fromkeys(names, "x")], form)
    with pytest.raises(UsageError, match=says):
        next(chunks(path, Options(form, form, fields)))
    if "quality" in names:
        assert next(chunks(path, Options(form, form, fields, prefix="qf_"))).count == 1
        assert next(chunks(path, Options(form, "jsonl", fields))).count == 1


def test_two_columns_of_one_name(tmp_path: Path, quality_filter: qf.QualityFilter) -> None:
    (tmp_path / "a.csv").write_bytes(b"text,b,b\ngood,1,2\n")
    found = run(tmp_path / "a.csv", Options("csv", "csv"), quality_filter)
    assert found.content.splitlines()[1].startswith(b"good,1,2,")
    (tmp_path / "a.csv").write_bytes(b"text,text\ngood,1\n")
    with pytest.raises(UsageError, match="2 columns 'text'"):
        next(chunks(tmp_path / "a.csv", Options("csv", "csv")))


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_prefix_and_pages(tmp_path: Path, quality_filter: qf.QualityFilter, form: Format) -> None:
    page = f"<html lang=en><title>Bridge</title><h1>Bridge</h1><p>{OPEN}<p>{MID}<p>{END}</html>"
    rows = [{"id": "1", "page": page}, {"id": "2", "page": ""}]
    options = Options(form, form, Fields(html="page"), prefix="qf_")
    found = run(write(tmp_path / f"a.{form}", rows, form), options, quality_filter)
    (row,) = found.rows(options)
    assert [*row] == ["id", "page", "text", *(f"qf_{name}" for name in FINDINGS)]
    assert row["page"] == page
    assert OPEN in row["text"]
    assert [each["kind"] for each in found.failures] == ["page"]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_table_without_rows(
    tmp_path: Path, quality_filter: qf.QualityFilter, form: Format
) -> None:
    path = tmp_path / f"a.{form}"
    if form == "csv":
        path.write_bytes(b"\xef\xbb\xbfid,text\r\n\r\n")
    else:
        pq.write_table(pa.table({"id": pa.array([], pa.int8()), "text": pa.array([], "str")}), path)
    options = Options(form, form)
    (chunk,) = chunks(path, options)
    assert chunk.count == 0
    content = run_chunks([chunk], options, quality_filter).content
    names = content.decode().strip().split(",") if form == "csv" else _schema(content).names
    assert names == ["id", "text", *FINDINGS]


def _schema(content: bytes) -> Any:
    return pq.read_schema(io.BytesIO(content))


def test_an_empty_file(tmp_path: Path, quality_filter: qf.QualityFilter) -> None:
    (tmp_path / "a").touch()
    for form in ("csv", "jsonl", "tsv"):
        options = Options(form, form)  # type: ignore[arg-type]
        assert list(chunks(tmp_path / "a", options)) == []
        assert header(options, None) == b""
    (failure,) = run(tmp_path / "a", Options("parquet", "parquet"), quality_filter).failures
    assert failure["kind"] == "unreadable"


def test_a_first_row_that_cannot_be_read(tmp_path: Path, quality_filter: qf.QualityFilter) -> None:
    (tmp_path / "a.csv").write_bytes("id,text\n1,x\n".encode("utf-16"))
    (failure,) = run(tmp_path / "a.csv", Options("csv", "csv"), quality_filter).failures
    assert (failure["kind"], failure["line"]) == ("encoding", 1)


# --- Parquet ------------------------------------------------------------------------------------

OTHERS: dict[str, pa.Array] = {
    "int": pa.array([1, None, 3], pa.int16()),
    "float": pa.array([float("nan"), 0.1, None], pa.float32()),
    "bytes": pa.array([b"\xff", b"", None], pa.binary()),
    "when": pa.array([9 * 10**18 + 1, 0, None], pa.timestamp("ns", "UTC")),
    "money": pa.array([Decimal("1.10"), None, Decimal("2.50")]),
    "day": pa.array([date(2024, 2, 29), None, None]),
    "terms": pa.array(["a", "b", "a"]).dictionary_encode(),
    "list": pa.array([[1, 2], [], None], pa.large_list(pa.int8())),
    "struct": pa.array([{"a": {"b": "c"}}, None, {"a": None}]),
    "map": pa.array([[("k", 1)], None, []], pa.map_(pa.string(), pa.int64())),
}


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view()])
def test_other_columns_keep_their_types_and_values(
    tmp_path: Path, quality_filter: qf.QualityFilter, kind: pa.DataType
) -> None:
    table = pa.table({"text": pa.array([ARTICLE, None, "short"], kind), **OTHERS})
    pq.write_table(table, tmp_path / "a.parquet")
    wanted = pq.read_table(tmp_path / "a.parquet")
    options = Options("parquet", "parquet")
    found = run(tmp_path / "a.parquet", options, quality_filter)
    out = pq.read_table(io.BytesIO(found.content))
    for name in wanted.column_names:
        assert out.schema.field(name).type == wanted.schema.field(name).type
    kept = pa.concat_tables([wanted.slice(0, 1), wanted.slice(2, 1)])
    for name in OTHERS:
        if name == "float":
            assert str(out[name].to_pylist()) == str(kept[name].to_pylist()) == "[nan, None]"
        else:
            assert out[name].equals(kept[name])
    assert out["text"].to_pylist() == [quality_filter.clean(ARTICLE).text, "short"]
    (failure,) = found.failures
    assert (failure["line"], failure["kind"]) == (2, "text")
    assert json.loads(failure["record"])["when"].startswith("1970-01-01")


def test_any_row_can_be_told_as_json(tmp_path: Path, quality_filter: qf.QualityFilter) -> None:
    far = pa.array([2**50] * 3, pa.timestamp("ms"))
    odd = pa.StructArray.from_arrays([pa.array([b"\xff"] * 3).view(pa.string())], ["odd"])
    table = pa.table({"text": [ARTICLE, "a", None], **OTHERS, "far": far, "odd": odd})
    pq.write_table(table, tmp_path / "a.parquet")
    options = Options("parquet", "jsonl")
    found = run(tmp_path / "a.parquet", options, quality_filter)
    rows = found.rows(options)
    assert "cannot be told" in json.loads(found.failures[0]["record"])["odd"]
    rest = json.loads(rows[0]["rest"], parse_constant=pytest.fail)
    assert (rest["bytes"], rest["money"], rest["float"]) == ("/w==", "1.10", "nan")
    assert rest["struct"] == {"a": {"b": "c"}}


def test_texts_that_are_not_utf8(tmp_path: Path, quality_filter: qf.QualityFilter) -> None:
    texts = pa.array([b"good", b"b\xe9d", b"fine"]).view(pa.string())
    other = pa.array([b"\xff", b"x", b"y"]).view(pa.string())
    pq.write_table(pa.table({"text": texts, "other": other}), tmp_path / "a.parquet")
    options = Options("parquet", "jsonl")
    found = run(tmp_path / "a.parquet", options, quality_filter)
    assert [row["text"] for row in found.rows(options)] == ["good", "fine"]
    assert [(row["kind"], row["line"]) for row in found.failures] == [("encoding", 2)]


def test_row_groups_are_of_one_size(tmp_path: Path, quality_filter: qf.QualityFilter) -> None:
    """However the rows came."""
    rows = [{"text": "", "n": number} for number in range(2 * ROW_GROUP + 100)]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet", row_group_size=700)
    options = Options("parquet", "parquet")
    cut = list(chunks(tmp_path / "a.parquet", options))
    assert max(chunk.count for chunk in cut) == 64
    found = run_chunks(cut, options, quality_filter)
    metadata = pq.read_metadata(io.BytesIO(found.content))
    groups = [metadata.row_group(each).num_rows for each in range(metadata.num_row_groups)]
    assert groups == [ROW_GROUP, ROW_GROUP, 100]
    assert [row["n"] for row in found.rows(options)] == [row["n"] for row in rows]


def test_a_damaged_row_group_costs_no_other(
    tmp_path: Path, quality_filter: qf.QualityFilter
) -> None:
    path = tmp_path / "a.parquet"
    rows = [{"id": str(number), "text": f"{number} is short"} for number in range(30)]
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=10, write_page_checksum=True)
    column = pq.read_metadata(path).row_group(1).column(1)
    content = bytearray(path.read_bytes())
    for at in range(column.dictionary_page_offset + 40, column.data_page_offset):
        content[at] ^= 0x55
    path.write_bytes(content)
    options = Options("parquet", "parquet")
    found = run(path, options, quality_filter)
    assert [row["id"] for row in found.rows(options)] == [
        str(n) for n in (*range(10), *range(20, 30))
    ]
    (failure,) = found.failures
    assert failure["kind"] == "unreadable"
    assert "rows 11 to 20 cannot be read" in failure["message"]


def test_a_row_that_is_too_large(tmp_path: Path, quality_filter: qf.QualityFilter) -> None:
    rows = [{"text": "a"}, {"text": "word " * 200_000}, {"text": "b"}]
    path = write(tmp_path / "a.parquet", rows, "parquet")
    options = Options("parquet", "parquet", max_record=900_000)
    found = run(path, options, quality_filter)
    assert [row["text"] for row in found.rows(options)] == ["a", "b"]
    assert [(row["kind"], row["line"]) for row in found.failures] == [("size", 2)]


def test_columns_that_differ_cannot_be_joined(
    tmp_path: Path, quality_filter: qf.QualityFilter
) -> None:
    options = Options("parquet", "parquet")
    one = write(tmp_path / "a.parquet", [{"text": "a"}], "parquet")
    other = write(tmp_path / "b.parquet", [{"text": "a", "n": 1}], "parquet")
    parts = []
    for path in (one, other):
        (chunk,) = chunks(path, options)
        parts.append(tmp_path / f"{path.name}.part")
        parts[-1].write_bytes(header(options, chunk))
    assert parts[0].read_bytes() != parts[1].read_bytes()
    with pytest.raises(UsageError, match="columns differ"):
        join(parts, io.BytesIO(), options)


def test_parquet_from_standard_input() -> None:
    with pytest.raises(UsageError, match="give a file"):
        next(chunks(None, Options("parquet", "jsonl")))


@pytest.mark.parametrize("output", ["csv", "parquet"])
def test_a_record_that_cannot_be_written_costs_no_other(
    tmp_path: Path, quality_filter: qf.QualityFilter, output: Format
) -> None:
    lines = ['{"text": "a"}', r'{"text": "odd \ud800"}', r'{"text": "b\u0000"}', '{"text": "c"}']
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    options = Options("jsonl", output)
    found = run(tmp_path / "a.jsonl", options, quality_filter)
    told = [(row["kind"], row["line"]) for row in found.failures]
    texts = [row["text"] for row in found.rows(options)]
    if output == "csv":
        assert (texts, told) == (["a", "c"], [("encoding", 2), ("cells", 3)])
    else:
        assert (texts, told) == (["a", "b\0", "c"], [("encoding", 2)])


# --- Parquet that grows out of bounds

PROBE = """
import resource, sys
from pathlib import Path
import pyarrow.parquet
from qualityfilter.records.options import Options
from qualityfilter.records.reading import chunks, first_chunk
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
path, options, count = Path(sys.argv[1]), Options("parquet", "jsonl"), 0
before = peak()
first_chunk(path, options)
planned = peak() - before
for chunk in chunks(path, options):
    assert len(chunk.table) < 100_000_000
    count += chunk.count
print(count, planned, peak() - before)
"""


BIG = """
import sys
import pyarrow as pa, pyarrow.parquet as pq
text = "word " * 6_000_000
columns = {
    "64 rows of one long text": {"text": [text] * 64},
    "a list of long texts": {"text": ["a"], "other": [[text] * 64]},
    "one text of 400 MB": {"text": ["x" * 400_000_000]},
    "long texts that differ": {"text": [f"{number}{text[:6_000_000]}" for number in range(64)]},
    "a group of 300 MB": {"text": [f"{number:030000}" for number in range(10_000)]},
}
packed = "none" if sys.argv[2] == "a group of 300 MB" else "zstd"
pq.write_table(pa.table(columns[sys.argv[2]]), sys.argv[1], compression=packed)
"""
"""Writes a file of few kilobytes that holds much; in a process whose memory is given back."""


@pytest.mark.skipif(sys.platform != "linux", reason="memory has no limit elsewhere")
@pytest.mark.parametrize(
    "kind",
    [
        "64 rows of one long text",
        "a list of long texts",
        "one text of 400 MB",
        "long texts that differ",
        "a group of 300 MB",
    ],
)
def test_parquet_that_grows_out_of_bounds(kind: str, tmp_path: Path) -> None:
    """A file of 1.4 kB took gigabytes in the parent, and workers died of what was left of them."""
    path = tmp_path / "a.parquet"
    subprocess.run([sys.executable, "-c", BIG, str(path), kind], check=True)
    assert kind == "a group of 300 MB" or path.stat().st_size < 200_000
    wanted = {"64 rows of one long text": 64, "a group of 300 MB": 10_000}.get(kind, 1)
    command = [sys.executable, "-c", PROBE, str(path)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    count, planned, megabytes = map(int, told.split())
    assert (count, planned < 20, megabytes < 300) == (wanted, True, True)


@pytest.mark.parametrize("group", [1, 7, 100, 1000])
def test_chunks_of_parquet_hold_few_records_and_few_bytes(group: int, tmp_path: Path) -> None:
    texts = [f"text {number}" if number % 50 else "x" * 600_000 for number in range(300)]
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": texts}), path, row_group_size=group)
    cut = list(chunks(path, Options("parquet", "jsonl")))
    assert [each.first for each in cut] == [
        1 + sum(each.count for each in cut[:at]) for at in range(len(cut))
    ]
    assert sum(each.count for each in cut) == 300
    assert all(each.count <= 64 and (each.count == 1 or each.size < 600_000) for each in cut)
    found = [
        record.document.text for each in cut for record in decode(each, Options("parquet", "jsonl"))
    ]
    assert found == texts


FORMULAS = ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", " =1", "\n=1", "\uff1d1", "=HYPERLINK(1)"]


@pytest.mark.parametrize("form", ["csv", "tsv"])
@pytest.mark.parametrize("source", ["csv", "jsonl", "parquet"])
def test_cells_that_start_a_formula_can_be_made_harmless(
    form: Format, source: Any, tmp_path: Path, quality_filter: qf.QualityFilter
) -> None:
    texts = [f"{each}\n{ARTICLE}" for each in FORMULAS]
    rows = [
        {"id": each, "title": each, "text": text}
        for each, text in zip(FORMULAS, texts, strict=True)
    ]
    rows.append({"id": "safe", "title": "It's 1 - 2 = -1", "text": ARTICLE})
    path = write(tmp_path / f"a.{source}", rows, source)
    found = run(path, Options(source, form, csv_safe=True), quality_filter)
    made = found.rows(Options(source, form))
    assert [row["id"] for row in made] == [f"'{each}" for each in FORMULAS] + ["safe"]
    assert made[-1]["title"] == "It's 1 - 2 = -1"
    for row in made:
        assert not any(each.lstrip()[:1] in "=+@\uff1d" and each.strip() for each in row.values())
        assert float(row["quality"]) >= 0
    plain = run(path, Options(source, form), quality_filter).rows(Options(source, form))
    assert [row["id"] for row in plain] == [*FORMULAS, "safe"]
