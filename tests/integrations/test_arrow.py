"""Batches of Arrow: every row comes out, in order; what was not asked for stays as it was."""

import json
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qualityfilter as qf
from qualityfilter.integrations.arrow import clean_batch, clean_table, output_schema
from qualityfilter.integrations.columns import FINDINGS, UNDOING, Columns, row
from tests.conftest import END, MID, OPEN

JUNK = "Join our Telegram channel"
TEXT = f"{OPEN}\n\n{JUNK}\n\n{MID}\n\n{END}\n"
PAGE = f"<title>Bridge</title><nav><a href='/'>Home</a></nav><p>{OPEN}</p><p>{MID}</p><p>{END}</p>"
BAD = pa.array([b"good", b"\xff\xfe", None], pa.binary()).view(pa.string())
KINDS = [pa.string(), pa.large_string(), pa.string_view()]


def batch_of(**columns: Any) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict(columns)


def test_the_text_is_cleaned_and_the_rest_passes(quality_filter: qf.QualityFilter) -> None:
    nested = pa.array([[{"a": 1, "b": ["x"]}], None, []])
    batch = batch_of(id=[3, 1, 2], text=[TEXT, "", MID], tags=nested)
    cleaned = clean_batch(batch)
    results = [quality_filter.clean(text) for text in (TEXT, "", MID)]
    assert JUNK not in results[0].text
    assert cleaned.schema == output_schema(batch.schema)
    assert cleaned.schema.names == ["id", "text", "tags", *FINDINGS]
    assert cleaned.column("id").equals(batch.column("id"))
    assert cleaned.column("tags").equals(nested)
    assert cleaned.column("text").to_pylist() == [result.text for result in results]
    found = cleaned.select(list(FINDINGS)).to_pylist()
    assert found == list(map(row, results))


def test_spans_undo_every_cut(quality_filter: qf.QualityFilter) -> None:
    cleaned = clean_batch(batch_of(text=[TEXT]), spans=True, prefix="qf_")
    (found,) = cleaned.to_pylist()
    result = quality_filter.clean(TEXT)
    assert cleaned.schema.names == ["text", *(f"qf_{name}" for name in (*FINDINGS, *UNDOING))]
    assert found["qf_original"] == TEXT
    assert [(each["start"], each["end"], each["action"]) for each in found["qf_spans"]] == [
        (each.start, each.end, each.action) for each in result.spans
    ]
    evidence = json.loads(found["qf_spans"][0]["evidence"])
    assert qf.Evidence(**evidence[0]) == result.spans[0].evidence[0]


@pytest.mark.parametrize("kind", [*KINDS, *(pa.dictionary(pa.int32(), each) for each in KINDS)])
@pytest.mark.parametrize("fails", [False, True])
def test_every_type_of_string(kind: pa.DataType, fails: bool) -> None:
    texts = [TEXT, None if fails else MID, TEXT]
    column = pa.array(texts)
    if pa.types.is_dictionary(kind):
        parts = column.dictionary_encode()
        column = pa.DictionaryArray.from_arrays(
            parts.indices, parts.dictionary.cast(kind.value_type)
        )
    cleaned = clean_batch(
        batch_of(text=column if column.type == kind else column.cast(kind)), spans=True
    )
    plain = kind.value_type if pa.types.is_dictionary(kind) else kind
    assert [cleaned.schema.field(name).type for name in ("text", "original")] == [plain, plain]
    assert cleaned.column("text").to_pylist() == [text and qf.clean(text).text for text in texts]


@pytest.mark.parametrize("kind", [*KINDS, pa.binary(), pa.large_binary(), pa.binary_view()])
def test_pages(kind: pa.DataType) -> None:
    batch = batch_of(page=pa.array([PAGE, "", None]).cast(pa.binary()).cast(kind))
    cleaned = clean_batch(batch, html="page")
    assert cleaned.schema.names[:2] == ["page", "text"]
    assert cleaned.column("page").equals(batch.column("page"))
    assert cleaned.column("text").to_pylist() == [qf.clean_html(PAGE).text, None, None]
    failures = cleaned.column("failure").to_pylist()
    assert failures == [None, "page: the page is empty", "text: column 'page' holds no string"]


def test_a_page_replaces_the_text_beside_it_unless_it_fails() -> None:
    cleaned = clean_batch(batch_of(html=[PAGE, None], text=["a", "b"]), html="html")
    assert cleaned.schema.names[:2] == ["html", "text"]
    assert cleaned.column("text").to_pylist() == [qf.clean_html(PAGE).text, "b"]


def test_titles_and_languages_are_read_where_they_are_given() -> None:
    text = f"Bridge to be mended\n\n{OPEN}\n\n{MID}\n"
    batch = batch_of(text=[text] * 2, head=["Bridge to be mended", None], code=["de", ""])
    cleaned = clean_batch(batch, title="head", lang="code", spans=True)
    assert cleaned.column("language").to_pylist() == ["de", "en"]
    document = qf.Document(text, title="Bridge to be mended", lang="de")
    expected = row(qf.QualityFilter().clean(document), spans=True)
    assert {name: cleaned.to_pylist()[0][name] for name in expected} == expected


def test_the_profile_of_a_site_is_found_by_its_source() -> None:
    bell = "The Courier is at your door each morning"
    issues = [f"{OPEN} {at}\n\n{MID} {at}\n\n{END} {at}\n\n{bell}" for at in range(40)]
    by_site = qf.QualityFilter(profiles={"courier": qf.learn_site(issues)})
    batch = batch_of(text=issues[:2], site=["courier", "other"])
    cleaned = clean_batch(batch, source="site", quality_filter=by_site)
    expected = [
        by_site.clean(qf.Document(text, source=site)).text
        for text, site in zip(issues, ("courier", "other"), strict=False)
    ]
    assert cleaned.column("text").to_pylist() == expected
    assert [bell in text for text in expected] == [False, True]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_utf_8_stays_to_the_byte(kind: pa.DataType) -> None:
    cleaned = clean_batch(batch_of(text=BAD.cast(kind)))
    raw = cleaned.column("text").cast(pa.large_string()).view(pa.large_binary())
    assert raw.to_pylist() == [b"good", b"\xff\xfe", None]
    failures = cleaned.column("failure").to_pylist()
    assert failures == [
        None,
        "encoding: not UTF-8: invalid start byte at byte 0",
        "text: column 'text' holds no string",
    ]
    assert cleaned.column("words").to_pylist() == [1, None, None]


def test_a_title_that_is_not_utf_8_is_not_used() -> None:
    cleaned = clean_batch(batch_of(text=["a", "b", "c"], title=BAD), title="title")
    assert cleaned.column("failure").null_count == 3


def test_a_text_on_which_the_filter_fails_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    from qualityfilter.rules import scan

    def broken(text: str, folded: str) -> Any:
        if "BOOM" in text:
            raise MemoryError("\ud800")
        return whole(text, folded)

    whole = scan.lay_out_lines
    monkeypatch.setattr(scan, "lay_out_lines", broken)
    cleaned = clean_batch(batch_of(text=[TEXT, "BOOM", TEXT]))
    assert cleaned.column("text").to_pylist() == [qf.clean(TEXT).text, "BOOM", qf.clean(TEXT).text]
    assert cleaned.column("failure").to_pylist() == [None, "internal: MemoryError: \\ud800", None]


@pytest.mark.parametrize("spans", [False, True])
def test_an_empty_batch_has_the_whole_schema(spans: bool) -> None:
    batch = batch_of(text=[TEXT])
    empty = clean_batch(batch.slice(0, 0), spans=spans)
    assert empty.num_rows == 0
    assert empty.schema == clean_batch(batch, spans=spans).schema


def test_a_column_of_nulls_alone_is_a_batch_of_failures() -> None:
    cleaned = clean_batch(batch_of(text=[None, None], title=[None, None]), title="title")
    assert cleaned.schema.field("text").type == pa.string()
    assert cleaned.column("failure").null_count == 0


def test_metadata_and_nullability_pass() -> None:
    field = pa.field("text", pa.string(), nullable=False, metadata={"unit": "words"})
    batch = pa.RecordBatch.from_arrays(
        [pa.array([TEXT])], schema=pa.schema([field], metadata={"made": "by us"})
    )
    schema = clean_batch(batch).schema
    assert schema.metadata == {b"made": b"by us"}
    assert schema.field("text").equals(field, check_metadata=True)


@pytest.mark.parametrize(
    ("batch", "named", "message"),
    [
        (batch_of(body=[""]), {}, "there is no column 'text'; there are: body"),
        (batch_of(text=[""]), {"html": "page"}, "there is no column 'page'; there are: text"),
        (batch_of(text=[b""]), {}, "column 'text' must hold strings, not binary: cast it first"),
        (batch_of(text=[1], html=[""]), {"html": "html"}, "column 'text' must hold strings, not"),
        (batch_of(text=[""], n=[1]), {"title": "n"}, "column 'n' must hold strings, not int64"),
        (batch_of(text=[""], words=[1]), {}, "there is a column 'words' already; give a prefix"),
        (batch_of(html=[""]), {"html": "html", "text": "kind"}, "there is a column 'kind' already"),
        (batch_of(text=[""]), {"titel": "x"}, "unknown option 'titel'; did you mean 'title'?"),
        (
            pa.RecordBatch.from_arrays([pa.array([""])] * 2, names=["text", "text"]),
            {},
            "there are 2 columns 'text': give each its own name",
        ),
    ],
)
def test_a_wrong_call_says_what_to_do(
    batch: pa.RecordBatch, named: dict[str, Any], message: str
) -> None:
    for call in (clean_batch, lambda each, **more: output_schema(each.schema, **more)):
        with pytest.raises(qf.UsageError) as caught:
            call(batch, **named)
        assert str(caught.value).startswith(message)


def test_settings_or_a_filter(quality_filter: qf.QualityFilter) -> None:
    batch, kept = batch_of(text=[TEXT]), qf.Settings().with_actions(social="keep")
    for options in ({"settings": kept}, {"quality_filter": qf.QualityFilter(kept)}):
        assert clean_batch(batch, **options).column("text").to_pylist() == [TEXT]
    with pytest.raises(qf.UsageError, match="not both"):
        clean_batch(batch, settings=kept, quality_filter=quality_filter)


pieces = st.sampled_from(
    [OPEN, JUNK, MID, "Share this: Facebook Twitter", "\n", "ä\U0001f600", "\0"]
)
texts = st.lists(st.none() | st.lists(pieces, max_size=4).map("\n".join), max_size=8)


@settings(deadline=None)
@given(texts=texts, cut=st.integers(0, 8), spans=st.booleans())
def test_a_table_in_pieces_is_the_table(texts: list[str | None], cut: int, spans: bool) -> None:
    batch = batch_of(text=pa.array(texts, pa.string()), at=pa.array(range(len(texts))))
    whole = clean_batch(batch, Columns(spans=spans))
    table = pa.Table.from_batches([batch.slice(0, cut), batch.slice(cut)])
    assert clean_table(table, spans=spans).combine_chunks().to_batches() == (
        [whole] if texts else []
    )
    for text, found in zip(texts, whole.to_pylist(), strict=True):
        assert (found["failure"] is None) == (text is not None)
        assert found["text"] == (None if text is None else qf.clean(text).text)
