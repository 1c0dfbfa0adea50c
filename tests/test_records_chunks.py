"""Chunks: the same for the same records, small, and each record alone if need be."""

import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qualityfilter as qf
from qualityfilter.core.errors import UsageError
from qualityfilter.records.chunk import MOST_BYTES, MOST_RECORDS, Chunk, Raw, pack
from qualityfilter.records.formats import Format
from qualityfilter.records.options import Fields, Options
from qualityfilter.records.processing import failed, process
from qualityfilter.records.reading import chunks, file_chunks, split
from tests.conftest import END, FIXTURES, MID, OPEN
from tests.recorded import COMPRESS, raw_of, run, run_chunks, write

JSONL = Options("jsonl", "jsonl", spans=True)
TEXTS = [
    path.read_text(encoding="utf-8")
    for path in sorted((FIXTURES / "articles").glob("en-*/article.txt"))
][:16]


def lines_in(chunk: Chunk) -> list[int | None]:
    return [raw.line for raw in chunk.records]


@given(sizes=st.lists(st.integers(0, 40) | st.integers(0, 600_000), max_size=200))
@settings(deadline=None)
def test_chunks_are_as_large_as_they_may_be(sizes: list[int]) -> None:
    raws = [Raw(bytes(size), number) for number, size in enumerate(sizes, 1)]
    cut = list(pack(raws))
    assert [raw for chunk in cut for raw in chunk.records] == raws
    first = 1
    for chunk, after in zip(cut, [*cut[1:], None], strict=False):
        assert (chunk.first, chunk.count) == (first, len(chunk.records))
        assert chunk.size == sum(len(raw.content) for raw in chunk.records)
        assert chunk.count <= MOST_RECORDS
        assert chunk.count == 1 or chunk.size <= MOST_BYTES
        if after:
            more = chunk.size + len(after.records[0].content)
            assert chunk.count == MOST_RECORDS or more > MOST_BYTES
        first += chunk.count


@given(
    lines=st.lists(st.sampled_from([b"", b" ", b"{}", b"\xff", b'{"text": "x"}\r']), max_size=200)
)
@settings(deadline=None)
def test_a_line_is_found_by_its_number(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]
) -> None:
    path = tmp_path_factory.getbasetemp() / "numbers.jsonl"
    path.write_bytes(b"\n".join(lines))
    found = [raw for chunk in chunks(path, JSONL) for raw in chunk.records]
    wanted = [(number, line.rstrip(b"\r")) for number, line in enumerate(lines, 1) if line.strip()]
    assert [(raw.line, raw.content) for raw in found] == wanted


@pytest.mark.parametrize("form", ["jsonl", "csv", "tsv"])
def test_chunks_do_not_depend_on_compression(tmp_path: Path, form: Format) -> None:
    rows = [{"id": str(number), "text": "word " * (number * 997 % 9_000)} for number in range(150)]
    options = Options(form, "jsonl")
    plain = write(tmp_path / f"a.{form}", rows, form)
    wanted = [_without_source(chunk) for chunk in chunks(plain, options)]
    assert len(wanted) > 3
    for ending, compress in COMPRESS.items():
        path = tmp_path / f"a.{form}{ending}"
        path.write_bytes(compress(plain.read_bytes()))
        assert [_without_source(chunk) for chunk in chunks(path, options)] == wanted


def _without_source(chunk: Chunk) -> tuple[Any, ...]:
    raws = tuple(raw._replace(source="") for raw in chunk.records)
    return chunk.first, chunk.count, chunk.size, chunk.columns, raws


def _told(found: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Return the texts and spans of cleaned JSON records, which must be equal to the character."""
    return [
        (row["id"], row["text"], row["qualityfilter"]["spans"], row["qualityfilter"]["verdict"])
        for row in found
    ]


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_records_alone_come_out_as_in_company(
    tmp_path: Path, quality_filter: qf.QualityFilter, form: Format
) -> None:
    rows: list[dict[str, Any]] = [
        {"id": str(number), "text": text, "title": None} for number, text in enumerate(TEXTS)
    ]
    rows[3]["text"] = None if form != "csv" else ""
    options = Options(form, "jsonl", spans=True)
    cut = list(chunks(write(tmp_path / f"a.{form}", rows, form), options))
    together = run_chunks(cut, options, quality_filter)
    singles = [single for chunk in cut for single in split(chunk)]
    assert [single.count for single in singles] == [1] * len(rows)
    assert [single.first for single in singles] == list(range(1, len(rows) + 1))
    alone = run_chunks(singles, options, quality_filter)
    assert _told(alone.rows(options)) == _told(together.rows(options))
    assert alone.failures == together.failures
    assert alone.tally == together.tally
    assert together.tally.failed == (form != "csv")


def test_a_record_that_a_worker_died_of(tmp_path: Path, quality_filter: qf.QualityFilter) -> None:
    failure = qf.Failure(None, "killed", "the worker died")
    for form, raw in (("jsonl", b'{"id": "a", "text": "x"}'), ("csv", b"a,x"), ("parquet", None)):
        options = Options(form, "jsonl")  # type: ignore[arg-type]
        path = write(tmp_path / f"a.{form}", [{"id": "a", "text": "x"}] * 2, form)
        (chunk,) = chunks(path, options)
        _, last = split(chunk)
        outcome = failed(last, failure, options)
        told = json.loads(outcome.failures)
        assert (told["kind"], told["line"]) == ("killed", {"csv": 3}.get(form, 2))
        assert raw_of(told) == (raw or b'{"id": "a", "text": "x"}')
        assert (outcome.kept, outcome.rejected) == ((), b"")
        assert outcome.tally.failures == {"killed": 1}
        assert outcome.tally.records == outcome.tally.failed == 1


@given(
    texts=st.lists(
        st.text("ab .\n", max_size=30)
        | st.sampled_from([OPEN, f"{OPEN}\nShare this\n{MID}\n{END}"]),
        min_size=1,
        max_size=12,
    ),
    wanted=st.builds(
        lambda only, least: Options("jsonl", "jsonl", only=frozenset(only), min_quality=least),
        st.sets(st.sampled_from(["accept", "review", "reject"])),
        st.none() | st.floats(0, 1),
    ),
    odd=st.lists(st.sampled_from([b"", b"[]", b"{", b'{"text": null}', b'{"text": NaN}', b"\xff"])),
)
@settings(deadline=None, max_examples=60)
def test_each_record_ends_in_one_place(
    tmp_path_factory: pytest.TempPathFactory,
    quality_filter: qf.QualityFilter,
    texts: list[str],
    wanted: Options,
    odd: list[bytes],
) -> None:
    """And the tally says the same, which `run` sees to."""
    path = tmp_path_factory.getbasetemp() / "places.jsonl"
    lines = [json.dumps({"id": str(at), "text": text}).encode() for at, text in enumerate(texts)]
    path.write_bytes(b"\n".join(odd + lines))
    found = run(path, wanted, quality_filter)
    kept, only, least = found.rows(wanted), wanted.only, wanted.min_quality
    places = [row["id"] for row in kept] + [row["id"] for row in found.rejected]
    assert sorted(places, key=int) == [str(at) for at in range(len(texts))]
    assert found.tally.failed == sum(bool(line) for line in odd)
    for row in kept:
        assert row["qualityfilter"]["verdict"] in only
        quality = row["qualityfilter"]["quality"]
        assert least is None or quality is None or quality >= least
    for row in found.rejected:
        assert raw_of(row) == lines[int(row["id"])]
        codes = [reason["code"] for reason in row["reasons"]]
        assert row["verdict"] not in only or codes[-1] == "min_quality"


def test_counts(tmp_path: Path, quality_filter: qf.QualityFilter) -> None:
    text = f"{OPEN}\n\nShare this: Facebook Twitter WhatsApp\n\n{MID}\n\n{END}\n"
    path = write(tmp_path / "a.jsonl", [{"text": text}] * 3 + [{"text": None}], "jsonl")
    tally = run(path, JSONL, quality_filter).tally
    (result,) = quality_filter.clean_many([text])
    assert isinstance(result, qf.CleanResult)
    assert result.cuts
    assert tally.characters == 3 * len(text)
    assert tally.cut == {"social": 3 * (len(text) - len(result.text))}
    assert tally.failures == {"text": 1}


def test_files_are_cut_into_chunks_together(
    tmp_path: Path, quality_filter: qf.QualityFilter
) -> None:
    texts = {f"{number % 3}/{number}.txt": text for number, text in enumerate(TEXTS * 6)}
    (tmp_path / "bad.txt").write_bytes(b"\xff")
    inputs: list[tuple[Path | None, str | None]] = [(tmp_path / "bad.txt", None)]
    for number, (name, text) in enumerate(texts.items()):
        ending = [*COMPRESS][number % len(COMPRESS)]
        path = tmp_path / f"{number}.txt{ending}"
        path.write_bytes(COMPRESS[ending](text.encode()))
        inputs.append((path, name))
    inputs.append((tmp_path / "none.txt", "none.txt"))
    options = Options("text", "text")
    cut = list(file_chunks(inputs, options))
    assert len(cut) < len(inputs) / 10
    found = run_chunks(cut, options, quality_filter)
    wanted = quality_filter.clean_many(texts.values())
    assert found.files == {
        name: result.text.encode()
        for name, result in zip(texts, wanted, strict=True)
        if isinstance(result, qf.CleanResult)
    }
    assert [row["kind"] for row in found.failures] == ["encoding", "unreadable"]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("a.txt", "a.txt"), ("a.htm", "a.txt"), ("a.html.gz", "a.txt"), ("a.b.txt", "a.b.txt")],
)
def test_the_name_of_a_file_that_is_given_none(
    tmp_path: Path, quality_filter: qf.QualityFilter, name: str, wanted: str
) -> None:
    page = (
        f"<html lang=en><title>Bridge</title><nav><a href=/>Home</a></nav><article><h1>Bridge</h1>"
        f"<p>{OPEN}</p><p>{MID}</p><p>{END}</p></article></html>"
    )
    form: Format = "html" if "htm" in name else "text"
    content = (page if form == "html" else OPEN).encode()
    (tmp_path / name).write_bytes(COMPRESS[Path(name).suffix if "gz" in name else ""](content))
    found = run(tmp_path / name, Options(form, "text"), quality_filter)
    assert [*found.files] == [wanted]
    assert OPEN in found.files[wanted].decode()
    assert b"<" not in found.files[wanted]


@pytest.mark.parametrize("name", ["../a.txt", "/a.txt", "a/../../b.txt"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="would lead out"):
        list(chunks(tmp_path / "a.txt", Options("text", "text"), name=name))


def test_a_file_that_is_too_large(tmp_path: Path, quality_filter: qf.QualityFilter) -> None:
    (tmp_path / "a.txt").write_bytes(b"word " * 100)
    found = run(tmp_path / "a.txt", Options("text", "text", max_record=499), quality_filter)
    assert [row["kind"] for row in found.failures] == ["size"]
    assert found.files == {}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (Options("jsonl", "text"), "cannot become text files"),
        (Options("text", "warc"), "warc is not written"),
        (Options("text", "text", spans=True), "no place for spans"),
        (Options("jsonl", "jsonl", Fields("qualityfilter")), "the findings go there"),
        (Options("jsonl", "jsonl", only=frozenset(("good",))), "no such verdict: good"),  # type: ignore[arg-type]
        (Options("jsonl", "jsonl", min_quality=3), "between 0 and 1"),
        (Options("jsonl", "jsonl", max_record=0), "max_record is 0; it must be at least 1"),
        (Options("warc", "jsonl", max_page=0), "max_page is 0; it must be at least 1"),
    ],
)
def test_what_cannot_be_had(tmp_path: Path, options: Options, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        chunks(tmp_path / "a", options)


def test_a_chunk_is_cheap_to_send(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", [{"text": OPEN}] * 64, "jsonl")
    (chunk,) = chunks(path, JSONL)
    assert len(pickle.dumps(chunk)) < chunk.size * 1.3


def test_a_stream_may_go_into_any_format(tmp_path: Path, quality_filter: qf.QualityFilter) -> None:
    """The outcome of a chunk does not depend on the process that made it."""
    path = write(tmp_path / "a.jsonl", [{"text": OPEN}] * 3, "jsonl")
    (chunk,) = chunks(path, JSONL)
    outcome = process(chunk, JSONL, quality_filter)
    assert pickle.loads(pickle.dumps(outcome)) == outcome
