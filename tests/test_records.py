"""Reading and writing records: nothing is lost, and only the text changes."""

import base64
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qualityfilter as qf
from qualityfilter.core.data import cut
from qualityfilter.records import jsonlines
from qualityfilter.records.chunk import pack
from qualityfilter.records.jsonlines import cleaned_line
from qualityfilter.records.options import KEY, Fields, Options
from qualityfilter.records.outcome import FailedRecord, Record, failed_line
from qualityfilter.records.reading import chunks, decode

FIELDS = Fields()
TEXT = Options("text", "jsonl")
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
surrogates = st.text(st.characters() | st.sampled_from('\ud800\udfff\u2028\0"\\/'))


def result_of(text: str, end: int) -> qf.CleanResult:
    """Return a result that cuts the first `end` characters."""
    evidence = qf.Evidence(0, end, "social", 0.9, "rule:test", "for this test")
    spans = (qf.Span(0, end, "social", 0.9, "cut", (evidence,)),) if end else ()
    scores = qf.Scores(0.5, 0.1, 0, 0, 0, 0, 0, 0, 0, 1, 3)
    verdict = qf.Verdict("review", (qf.Reason("short", 3, 40),))
    made = qf.Provenance("0", "test", "0", "hedges", "0", "quality", "0", "0")
    return qf.CleanResult(qf.Document(text), cut(text, spans), spans, scores, verdict, made)


def read_lines(*lines: bytes, fields: Fields = FIELDS) -> list[Record | FailedRecord]:
    raws = jsonlines.raws([b"\n".join(lines)], "some.jsonl", 1_000_000)
    options = Options("jsonl", "jsonl", fields)
    return [record for chunk in pack(raws) for record in decode(chunk, options)]


def read_text(path: Path, content: bytes) -> Record | FailedRecord:
    path.write_bytes(content)
    ((found,),) = (decode(chunk, TEXT) for chunk in chunks(path, TEXT))
    return found


@given(
    others=st.dictionaries(st.text().filter(lambda key: key not in ("text", KEY)), values),
    text=surrogates,
    separators=st.sampled_from([(",", ":"), (", ", ": "), (" ,\t", " : ")]),
    ascii_only=st.booleans(),
    spans=st.booleans(),
)
@settings(deadline=None)
def test_only_the_text_changes(
    others: dict[str, object], text: str, separators: tuple[str, str], ascii_only: bool, spans: bool
) -> None:
    ascii_only = ascii_only or any(0xD800 <= ord(each) < 0xE000 for each in text)
    record = {**others, "text": text}
    raw = json.dumps(record, separators=separators, ensure_ascii=ascii_only).encode(
        "utf-8", "backslashreplace"
    )
    (read_back,) = read_lines(raw + b"\r", b"")
    assert isinstance(read_back, Record)
    assert read_back.document.text == json.loads(raw)["text"]
    result = result_of(read_back.document.text, len(text) // 2)
    line = cleaned_line(read_back.raw, "text", result, spans=spans)
    found = json.loads(line)
    assert line.count(b"\n") == 1
    assert found.pop(KEY)["verdict"] == "review"
    assert found == json.loads(raw) | {"text": result.text}


def test_other_fields_stay_to_the_character() -> None:
    raw = b'{ "n":1.10, "big":1e999,"text": "ad body", "e":"caf\\u00e9", "n":2.50 }'
    line = cleaned_line(raw, "text", result_of("ad body", 3)).decode()
    start, rest = line.split(f', "{KEY}": ')
    assert start == '{ "n":1.10, "big":1e999,"text": "body", "e":"caf\\u00e9", "n":2.50 '
    assert rest.endswith("}}\n")


def test_an_unchanged_text_stays_as_it_was_written() -> None:
    line = cleaned_line(rb'{"text":"caf\u00e9"}', "text", result_of("café", 0))
    assert line.startswith(rb'{"text":"caf\u00e9", ')


def test_findings_and_spans() -> None:
    result = result_of("ad body", 3)
    found = json.loads(cleaned_line(b'{"text":"ad body"}', "text", result, spans=True))[KEY]
    assert set(found) == {
        *(
            "quality",
            "verdict",
            "reasons",
            "scores",
            "language",
            "kind",
            "hedging",
            "spans",
            "original",
        )
    }
    assert found["reasons"] == ["short"]
    assert found["spans"] == json.loads(json.dumps(result.to_dict()["spans"]))
    assert found["original"] == "ad body"


def test_what_an_earlier_run_found_is_kept() -> None:
    first = cleaned_line(b'{"text":"ad ad body","x":1}', "text", result_of("ad ad body", 3))
    second = json.loads(cleaned_line(first.rstrip(), "text", result_of("ad body", 3)))
    assert second["text"] == "body"
    assert second["x"] == 1
    assert second[KEY]["before"] == json.loads(first)[KEY]


@pytest.mark.parametrize(
    ("raw", "kind", "says"),
    [
        (b'{"text": "cut off', "json", "column 10"),
        (b"[" * 100_000, "json", "not JSON"),
        (b'["text"]', "object", "an array"),
        (b"null", "object", "null"),
        (b'{"id": 7}', "text", "no field 'text'"),
        (b'{"id": 7, "text": null}', "text", "null"),
        (b'{"text": "\xff"}', "encoding", "0xff at offset 10"),
    ],
)
def test_a_line_that_cannot_be_used(raw: bytes, kind: str, says: str) -> None:
    good = b'{"text": "good"}'
    records = read_lines(good, b"  ", raw, good)
    assert [isinstance(each, FailedRecord) for each in records] == [False, True, False]
    failed = records[1]
    assert isinstance(failed, FailedRecord)
    assert (failed.source, failed.line, failed.raw) == ("some.jsonl", 3, raw)
    assert failed.failure.kind == kind
    assert says in failed.failure.message


@given(content=st.binary())
@settings(deadline=None)
def test_what_failed_can_be_had_back_to_the_byte(content: bytes) -> None:
    record = FailedRecord("s", 1, qf.Failure("a", "json", "wrong"), content)
    found = json.loads(failed_line(record))
    keys = ["source", "line", "id", "kind", "message", "record"]
    assert list(found)[:6] == keys
    again = found.get("record_base64")
    assert (base64.b64decode(again) if again else found["record"].encode()) == content


def test_ids_and_titles() -> None:
    fields = Fields("body", "head", "key")
    lines = [
        b'\xef\xbb\xbf{"body": "a", "head": "T", "key": 7}',
        b'{"body": "b", "head": 3, "key": "k"}',
        b'{"body": "c"}',
    ]
    records = [each for each in read_lines(*lines, fields=fields) if isinstance(each, Record)]
    found = [(each.document.text, each.document.title, each.document.id) for each in records]
    assert found == [("a", "T", "7"), ("b", None, "k"), ("c", None, None)]
    (failed,) = read_lines(b'{"id": 7}')
    assert isinstance(failed, FailedRecord)
    assert failed.failure.id == "7"


def test_a_text_is_read_to_the_character(tmp_path: Path) -> None:
    text = "\ufeffone\r\ntwo\rthree\x0c\n"
    record = read_text(path := tmp_path / "a.txt", text.encode())
    assert isinstance(record, Record)
    assert record.document == qf.Document(text, id=str(path))


def test_a_text_that_is_not_utf8(tmp_path: Path) -> None:
    failed = read_text(path := tmp_path / "a.txt", b"one\ntwo \xe9\n")
    assert isinstance(failed, FailedRecord)
    assert (failed.line, failed.failure.kind, failed.failure.id) == (2, "encoding", str(path))
    assert failed.to_dict()["record"] == "one\ntwo \\xe9\n"


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    ((failed,),) = (decode(chunk, TEXT) for chunk in chunks(tmp_path / "none.txt", TEXT))
    assert isinstance(failed, FailedRecord)
    assert failed.failure.kind == "unreadable"
