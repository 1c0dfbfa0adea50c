"""What bytes hold shows at their beginning; JSON arrays, encodings and delimiters are read."""

import gzip
import io
import json
import lzma
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualityfilter.core.data import Document
from qualityfilter.core.errors import UsageError
from qualityfilter.records import jsonarrays
from qualityfilter.records.options import Fields, Options
from qualityfilter.records.outcome import FailedRecord, Record
from qualityfilter.records.reading import chunks, decode
from qualityfilter.records.recognise import delimiter_in, fields_in, format_in, head, listed
from qualityfilter.records.streams import BrokenStream

OPTIONS = Options("text", "text")
LINE = b'{"id": 1, "text": "The ferry stops."}\n'


def read(path: Path | None, options: Options) -> list[Record | FailedRecord]:
    return [each for chunk in chunks(path, options) for each in decode(chunk, options)]


def texts(found: list[Record | FailedRecord]) -> list[str]:
    return [
        each.document.text if isinstance(each, Record) else each.failure.message  # type: ignore[union-attr]
        for each in found
    ]


def standard(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (LINE * 2, "jsonl"),
        (LINE.strip(), "jsonl"),
        (b"\xef\xbb\xbf \n" + LINE, "jsonl"),
        (b'{"text": "cut off where the beginn', "jsonl"),
        (b'{\n  "text": "x"\n}\n', "json"),
        (b'[{"text": "x"}]', "json"),
        (b'[\n  {"text": "x"}', "json"),
        (b"<!DOCTYPE html>\n<html>", "html"),
        (b" <HTML lang=en>", "html"),
        (b"<?xml version='1.0'?>\n<html>", "html"),
        (b"<!-- saved --><html>", "html"),
        (b"<p>One.", "html"),
        (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", "warc"),
        (b"PAR1\x15", "parquet"),
        (b"id,text\n1,x\n", "csv"),
        (b"id;text\n1;x\n", "csv"),
        (b"id\ttext\n1\tx\n", "tsv"),
        (b"", "text"),
        (b"The ferry stops.\n\nOn Monday.", "text"),
        (b"text, and more of it, text\nthe second line", "text"),
        (b"id,text", "text"),
        (b"{Correction} The ferry stops.", "text"),
        (b'["The ferry", he said, "stops."]', "text"),
        (b"<ada> the ferry stops", "text"),
        (b"5 < 6", "text"),
        (b"\xff\xfe\xfa", "text"),
    ],
)
def test_a_beginning_says_what_follows(content: bytes, kind: str) -> None:
    assert format_in(content, OPTIONS) == kind


def test_a_table_is_known_by_the_column_that_is_read() -> None:
    content = b"id,body\n1,x\n"
    assert format_in(content, OPTIONS) == "text"
    assert format_in(content, Options("text", "text", Fields("body"))) == "csv"


@pytest.mark.parametrize(
    ("row", "delimiter"),
    [
        ("id,text", ","),
        ("id;text", ";"),
        ("id|text|a,b,c,d", "|"),
        ("id\ttext", "\t"),
        ("text", ","),
        ("id;body;place", ";"),
        ('"a;b",text', ","),
        ("", ","),
    ],
)
def test_the_first_row_shows_the_delimiter(row: str, delimiter: str) -> None:
    assert delimiter_in(f"{row}\n".encode(), OPTIONS) == delimiter
    assert delimiter_in(f"{row}\n".encode(), Options("csv", "csv", delimiter="!")) == "!"


def test_names_are_listed_in_a_line() -> None:
    assert listed(["a", "b"]) == "a, b"
    assert listed(["aaaa", "bbbb", "cccc"], 11) == "aaaa, ..."
    assert fields_in(LINE + b'{"text": "y", "place": 2}\n{"tex', "jsonl") == ["id", "text", "place"]
    assert fields_in(b"[1, " + LINE + b", {broken}", "json") == ["id", "text"]


# --- standard input


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lzma.compress])
def test_standard_input_is_looked_at_and_loses_nothing(
    monkeypatch: pytest.MonkeyPatch, pack: Any
) -> None:
    content = LINE * 5000
    standard(monkeypatch, pack(content))
    for _ in range(2):
        beginning = head(None, OPTIONS)
        assert content.startswith(beginning)
        assert format_in(beginning, OPTIONS) == "jsonl"
    assert len(read(None, Options("jsonl", "jsonl"))) == 5000


def test_standard_input_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class Folder(io.RawIOBase):
        def read(self, _: int = -1) -> bytes:
            raise IsADirectoryError(21, "Is a directory")

    class Standard:
        buffer = Folder()

    monkeypatch.setattr(sys, "stdin", Standard)
    with pytest.raises(UsageError, match="standard input cannot be read: Is a directory"):
        head(None, OPTIONS)


# --- JSON arrays

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(st.sampled_from('a"\\[]{},: \n'), max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(
    values=st.lists(VALUES, max_size=5),
    indent=st.sampled_from([None, 0, 2]),
    size=st.integers(1, 9),
    array=st.booleans(),
)
def test_arrays_are_cut_into_their_records(
    values: list[Any], indent: int | None, size: int, array: bool
) -> None:
    records = [json.dumps(each, indent=indent) for each in values]
    if not array and records and records[0].startswith("["):
        return  # it would be taken for the array
    text = ",\r\n ".join(records)
    content = (f" [\n{text} ]\n" if array else text).encode()
    blocks = (content[at : at + size] for at in range(0, len(content), size))
    found = list(jsonarrays.raws(blocks, "a.json", 1 << 20))
    assert [json.loads(each.content) for each in found] == values
    assert [each.failure for each in found] == [None] * len(values)
    lines = [content[: content.index(each.content)].count(b"\n") + 1 for each in found[:1]]
    assert [each.line for each in found[:1]] == lines


@pytest.mark.parametrize(
    ("content", "whole", "says"),
    [
        (b'[{"text": "a"}, {"text": "b', 1, ["ends before it is closed", "has no end"]),
        (b'[{"text": "a"},\n', 1, ["the array has no end: the file may be cut off"]),
        (b'[{"text": "a"}, 7, {"text": "b"}]', 2, ["not a JSON object but a number"]),
        (b'[{"text": "a"}, {"text": ]}, {"text": "b"}]', 2, ["not JSON"]),
        (b'[{"text": "a"}] and more', 1, ["not JSON"] * 2),
        (b"", 0, []),
        (b"[]", 0, []),
    ],
)
def test_arrays_that_are_broken(
    tmp_path: Path, content: bytes, whole: int, says: list[str]
) -> None:
    (tmp_path / "a.json").write_bytes(content)
    found = read(tmp_path / "a.json", Options("json", "json"))
    failed = [each.failure.message for each in found if isinstance(each, FailedRecord)]
    assert len(found) - len(failed) == whole
    assert len(failed) == len(says)
    assert all(say in message for say, message in zip(says, failed, strict=True))


def test_a_record_of_an_array_that_is_too_long_or_breaks_off() -> None:
    content = b'[{"text": "' + b"x" * 500 + b'"}, {"text": "y"}]'
    first, second = jsonarrays.raws([content], "a", 100)
    assert first.failure
    assert first.failure.kind == "size"
    assert json.loads(second.content) == {"text": "y"}

    def breaks() -> Iterator[bytes]:
        yield b'[{"text": "x"}, {"te'
        raise BrokenStream("it breaks off")

    _, broken = jsonarrays.raws(breaks(), "a", 100)
    assert broken.failure
    assert (broken.content, broken.failure.kind) == (b'{"te', "unreadable")


# --- encodings


@pytest.mark.parametrize(
    ("form", "content"),
    [
        ("text", "Größe: 5 €"),
        ("jsonl", json.dumps({"text": "Größe: 5 €"}, ensure_ascii=False)),
        ("json", json.dumps([{"text": "Größe: 5 €"}], ensure_ascii=False)),
        ("csv", "text,id\nGröße: 5 €,1\n"),
    ],
)
@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig", "gb18030"])
def test_encodings(tmp_path: Path, form: Any, content: str, encoding: str) -> None:
    (tmp_path / "a").write_bytes(content.encode(encoding))
    options = Options(form, "jsonl", encoding=encoding)
    assert texts(read(tmp_path / "a", options)) == ["Größe: 5 €"]


def test_the_encoding_of_a_page(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes("<p>Größe".encode("cp1252"))
    (found,) = read(tmp_path / "a", Options("html", "text", encoding="cp1252"))
    assert isinstance(found, Record)
    assert not isinstance(found.document, Document)
    assert found.document.encoding == "cp1252"


def test_bytes_that_an_encoding_has_not(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b'{"text": "a"}\n{"text": "\x81"}\n{"text": "b"}\n')
    found = texts(read(tmp_path / "a", Options("jsonl", "jsonl", encoding="cp1252")))
    assert found == ["a", "not cp1252: byte 0x81 at offset 10", "b"]
    (tmp_path / "b").write_bytes('{"text": "a"}\n'.encode("utf-16-le") + b"\x00")
    found = texts(read(tmp_path / "b", Options("jsonl", "jsonl", encoding="utf-16-le")))
    assert found == ["a", "is not utf-16-le: truncated data"]


@pytest.mark.parametrize("name", ["klingon", "rot13", "base64", "", "a\0b"])
def test_encodings_that_are_none(name: str) -> None:
    with pytest.raises(UsageError, match="no such encoding"):
        Options("text", "text", encoding=name).check()
