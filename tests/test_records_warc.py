"""Web archives: their pages come out, and no broken record costs a neighbour."""

import gzip
import json
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from fastwarc.warc import WarcRecord
from hypothesis import given, settings
from hypothesis import strategies as st

import qualityfilter as qf
from qualityfilter.records.chunk import Chunk, Raw, pack
from qualityfilter.records.options import Options
from qualityfilter.records.outcome import FailedRecord
from qualityfilter.records.reading import chunks, decode
from qualityfilter.records.warc import raws
from tests.conftest import END, MID, OPEN
from tests.recorded import COMPRESS, raw_of, run

WARC = Options("warc", "jsonl")
PAGE = (
    f"<html lang=en><title>Bridge</title><nav><a href=/>Home</a> <a href=/s>Sport</a></nav>"
    f"<article><h1>Bridge</h1><p>{OPEN}</p><p>{MID}</p><p>{END}</p></article></html>"
).encode()
HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


def archived(number: int, body: bytes, http: bytes = HTML, length: object = None) -> bytes:
    """Return a response, with the Content-Length that is wanted."""
    content = http + b"\r\n" + body
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\n"
        b"WARC-Record-ID: <urn:uuid:%d>\r\n"
        b"WARC-Target-URI: https://news.example/%d\r\n"
        b"WARC-Date: 2024-05-06T07:08:09Z\r\n"
        b"Content-Type: application/http; msgtype=response\r\n"
        b"Content-Length: %s\r\n\r\n%s\r\n\r\n"
        % (number, number, str(len(content) if length is None else length).encode(), content)
    )


GOOD = [archived(number, PAGE.replace(b"href=/s", b"href=/%d" % number)) for number in range(4)]


def bodies(archive: bytes, step: int = 1 << 18, most: int = 100_000) -> list[bytes | FailedRecord]:
    """Read an archive that comes in blocks of some size; give pages and what failed."""
    blocks = [archive[at : at + step] for at in range(0, len(archive), step)]
    found = [raw for raw in raws(blocks, "a.warc", most) if raw is not None]
    return [_body(raw) for raw in found]


def _body(raw: Raw) -> bytes | FailedRecord:
    (chunk,) = pack([raw])
    (found,) = decode(chunk, WARC)
    return found if isinstance(found, FailedRecord) else found.document.html  # type: ignore[union-attr]


@pytest.mark.parametrize("ending", COMPRESS)
def test_pages_become_json_lines(
    tmp_path: Path, quality_filter: qf.QualityFilter, ending: str
) -> None:
    info = archived(9, b"software: x").replace(b"WARC-Type: response", b"WARC-Type: warcinfo")
    picture = archived(9, b"\x89PNG", b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n")
    moved = archived(9, b"<p>Moved", HTML.replace(b"200 OK", b"301 Moved"))
    path = tmp_path / f"a.warc{ending}"
    records = [info, GOOD[0], picture, moved, GOOD[1], picture]
    path.write_bytes(b"".join(map(COMPRESS[ending], records)))
    found = run(path, WARC, quality_filter)
    rows = found.rows(WARC)
    assert (found.tally.records, found.tally.kept, found.tally.skipped) == (2, 2, 4)
    for number, row in enumerate(rows):
        assert [*row] == ["id", "url", "date", "title", "text", "qualityfilter"]
        assert row["id"] == f"<urn:uuid:{number}>"
        assert row["url"] == f"https://news.example/{number}"
        assert (row["date"], row["title"]) == ("2024-05-06T07:08:09Z", "Bridge")
        assert OPEN in row["text"]
        assert "Sport" not in row["text"]


def test_an_archive_without_pages(tmp_path: Path, quality_filter: qf.QualityFilter) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(archived(1, b"{}", b"HTTP/1.1 200 OK\r\nContent-Type: text/json\r\n") * 3)
    (chunk,) = chunks(path, WARC)
    assert (chunk.source, chunk.count, chunk.skipped) == (str(path), 0, 3)
    tally = run(path, WARC, quality_filter).tally
    assert (tally.records, tally.skipped) == (0, 3)


def test_pages_become_a_table(tmp_path: Path, quality_filter: qf.QualityFilter) -> None:
    (tmp_path / "a.warc").write_bytes(GOOD[0])
    for form in ("csv", "parquet"):
        options = Options("warc", form)  # type: ignore[arg-type]
        (row,) = run(tmp_path / "a.warc", options, quality_filter).rows(options)
        assert row["date"] == "2024-05-06T07:08:09Z"


def chunked(body: bytes) -> bytes:
    pieces = [body[at : at + 100] for at in range(0, len(body), 100)]
    return b"".join(b"%x\r\n%s\r\n" % (len(each), each) for each in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("headers", "encode"),
    [
        (b"", bytes),
        (b"Content-Encoding: gzip\r\n", gzip.compress),
        (b"Content-Encoding: deflate\r\n", zlib.compress),
        (b"Content-Encoding: zstd\r\n", COMPRESS[".zst"]),
        (b"Transfer-Encoding: chunked\r\n", chunked),
        (
            b"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n",
            lambda body: chunked(gzip.compress(body)),
        ),
        # Decoded by the crawler already, which left the headers as they were:
        (b"Content-Encoding: br\r\n", bytes),
        (b"Transfer-Encoding: chunked\r\n", bytes),
        (b"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", bytes),
    ],
)
def test_bodies_are_decoded(headers: bytes, encode: Callable[[bytes], bytes]) -> None:
    record = archived(1, encode(PAGE), HTML + headers)
    assert bodies(GOOD[0] + record + GOOD[2])[1] == PAGE


@pytest.mark.parametrize(
    "kind", [b"", b"Content-Type: text/html\r\n", b"content-TYPE: Application/HTTP\r\n"]
)
def test_a_response_whose_record_does_not_say_that_it_is_one(kind: bytes) -> None:
    record = archived(1, gzip.compress(PAGE), HTML + b"Content-Encoding: gzip\r\n")
    said = b"Content-Type: application/http; msgtype=response\r\n"
    assert said in record
    assert bodies(record.replace(said, kind)) == [PAGE]


@pytest.mark.parametrize("end", [b"\n\n", b"\n\r\n", b"\r\n\n"])
def test_headers_that_end_in_line_feeds(end: bytes) -> None:
    body = PAGE + b"\r\n\r\n<p>more</p>"
    break_ = end[: end.index(b"\n") + 1]
    http = (HTML + b"Content-Encoding: gzip").replace(b"\r\n", break_)
    record = archived(1, b"")
    content = http + end + gzip.compress(body)
    head = record[: record.index(b"Content-Length")]
    record = head + b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(content), content)
    assert bodies(GOOD[0] + record + GOOD[1]) == [
        archived_body(GOOD[0]),
        body,
        archived_body(GOOD[1]),
    ]


def test_what_is_said_of_another_kind_below_the_headers() -> None:
    http = b"HTTP/1.1 200 OK\nContent-Type: text/plain\n\nContent-Type: text/html\n"
    record = archived(1, b"").replace(HTML + b"\r\n", http)
    assert (
        bodies(
            record.replace(
                b"Content-Length: %d" % (len(HTML) + 2), b"Content-Length: %d" % len(http)
            )
        )
        == []
    )


def test_a_body_that_is_damaged_is_no_page() -> None:
    cut = archived(1, chunked(PAGE)[:300], HTML + b"Transfer-Encoding: chunked\r\n")
    failed = bodies(GOOD[0] + cut + GOOD[2])[1]
    assert isinstance(failed, FailedRecord)
    assert failed.failure.kind == "warc"
    assert failed.raw == cut.removesuffix(b"\r\n\r\n")


def test_an_encoding_in_the_headers_is_believed(quality_filter: qf.QualityFilter) -> None:
    page = "<title>Käse</title>".encode("latin-1") + PAGE
    (chunk,) = _pack(archived(1, page, HTML.replace(b"utf-8", b"iso-8859-1")))
    (record,) = decode(chunk, WARC)
    assert not isinstance(record, FailedRecord)
    assert quality_filter.clean(record.document).document.title == "Käse"


def _pack(archive: bytes) -> list[Chunk]:
    return list(pack(raws([archive], "a.warc", 100_000)))


BROKEN: dict[str, tuple[bytes, str]] = {
    "a length that is too long": (archived(9, b"<p>bad</p>", length=300), "300|bytes"),
    "one longer than the file": (archived(9, b"<p>bad</p>", length=90_000), "bytes"),
    "one longer than any record": (archived(9, b"<p>bad</p>", length=10**15), "bytes"),
    "one that is too short": (archived(9, b"<p>bad bad</p>", length=70), "bytes"),
    "one below nothing": (archived(9, b"<p>bad</p>", length=-5), "Content-Length"),
    "one that is no number": (archived(9, b"<p>bad</p>", length="x"), "Content-Length"),
    "no length": (archived(9, b"<p>").replace(b"Content-Length", b"Length"), "Content-Length"),
    "another version": (archived(9, b"<p>").replace(b"WARC/1.0", b"HTTP/1.1"), "headers"),
    "no type": (archived(9, b"<p>").replace(b"WARC-Type", b"\xff\xfe nothing"), "WARC-Type"),
    "garbage": (b"\0\xff garbage\r\n\r\n", "headers"),
    "headers without an end": (b"WARC/1.0\r\nWARC-Type: response\r\n", "headers"),
    "headers that do not end": (b"WARC/1.0\r\n" + b"X: y\r\n" * 20_000, "headers"),
}


@pytest.mark.parametrize("step", [1 << 18, 4096, 13])
@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_record_costs_no_neighbour(name: str, step: int) -> None:
    bad, says = BROKEN[name]
    most = 200_000
    first, failed, *others = bodies(b"".join([*GOOD[:2], bad, *GOOD[2:]]), step, most)[1:]
    pages = [archived_body(record) for record in GOOD]
    assert [first, *others] == pages[1:]
    assert isinstance(failed, FailedRecord)
    assert (failed.failure.kind, failed.line) == ("warc", 3)
    assert any(each in failed.failure.message for each in says.split("|"))
    assert failed.raw.strip() == bad.strip()


def archived_body(record: bytes) -> bytes:
    made = WarcRecord.from_bytes(record)
    made.parse_http()
    return made.reader.read()


@given(cuts=st.lists(st.integers(0, 5), min_size=1, max_size=12), step=st.integers(1, 3000))
@settings(deadline=None)
def test_records_are_those_that_were_written(cuts: list[int], step: int) -> None:
    """Also where one holds another, and where line breaks are missing or too many between them."""
    inner = archived(7, b"<p>inside</p>")
    pages = [b"", b"<p>a</p>", b"\r\n\r\n", inner, b"WARC/1.0\r\nWARC-Type: x\r\n", b"<p>\r\n\r\n"]
    records = [archived(number, pages[cut]) for number, cut in enumerate(cuts)]
    joined = b"".join(
        record.removesuffix(b"\r\n\r\n") + b"\r\n" * (2 + cut % 3)
        for record, cut in zip(records, cuts, strict=True)
    )
    blocks = [joined[at : at + step] for at in range(0, len(joined), step)]
    found = [raw for raw in raws(blocks, "a", 100_000) if raw]
    assert [raw.content for raw in found] == [each.removesuffix(b"\r\n\r\n") for each in records]
    assert [raw.failure for raw in found] == [None] * len(cuts)


@pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
def test_an_archive_that_is_cut_off(
    tmp_path: Path, quality_filter: qf.QualityFilter, ending: str
) -> None:
    path = tmp_path / f"a.warc{ending}"
    path.write_bytes(b"".join(map(COMPRESS[ending], GOOD))[:-60])
    found = run(path, WARC, quality_filter)
    assert [row["id"] for row in found.rows(WARC)] == [f"<urn:uuid:{n}>" for n in range(3)]
    (failure,) = found.failures
    assert failure["kind"] == ("unreadable" if ending else "warc")
    assert GOOD[3].startswith(raw_of(failure))


def test_records_that_are_too_long(tmp_path: Path, quality_filter: qf.QualityFilter) -> None:
    """A page fails; of a film nobody wanted more than that it was there."""
    film = archived(8, bytes(300_000), b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n")
    page = archived(9, b"<p>" + b"word " * 60_000)
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join([GOOD[0], film, GOOD[1], page, GOOD[2]]))
    options = Options("warc", "jsonl", max_record=100_000)
    found = run(path, options, quality_filter)
    assert [row["id"] for row in found.rows(options)] == [f"<urn:uuid:{n}>" for n in range(3)]
    assert [(row["kind"], row["line"]) for row in found.failures] == [("size", 4)]
    assert found.tally.skipped == 1


def test_much_that_is_no_archive(tmp_path: Path, quality_filter: qf.QualityFilter) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(GOOD[0] + b"\r\n\r\n" + bytes(300_000) + GOOD[1])
    options = Options("warc", "jsonl", max_record=100_000)
    found = run(path, options, quality_filter)
    assert [row["id"] for row in found.rows(options)] == ["<urn:uuid:0>", "<urn:uuid:1>"]
    assert [(row["kind"], row["line"]) for row in found.failures] == [("warc", 2)]


def test_a_large_page_is_read_whole() -> None:
    body = b"<p>" + b"".join(b"%d words " % number for number in range(300_000))
    record = archived(1, gzip.compress(body), HTML + b"Content-Encoding: gzip\r\n")
    assert bodies(record, most=10_000_000) == [body]


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_the_limit_of_pages_is_that_of_the_settings(tmp_path: Path, encoding: str) -> None:
    body = gzip.compress(PAGE) if encoding else PAGE
    http = HTML + (b"Content-Encoding: gzip\r\n" if encoding else b"")
    path = tmp_path / "a.warc"
    path.write_bytes(archived(1, body, http))
    for most in (len(PAGE) - 1, len(PAGE), 1 << 62):
        sizes = qf.SizeLimits(max_page=most)
        options = Options("warc", "jsonl", max_page=most)
        found = run(path, options, qf.QualityFilter(qf.Settings(sizes=sizes)))
        fails = most < len(PAGE)
        assert (found.tally.records, found.tally.kept, found.tally.failed) == (1, not fails, fails)
        for failure in found.failures:
            said = f"the page is longer than {most:,} bytes or characters"
            assert (failure["kind"], failure["message"]) == ("page", said)
            assert raw_of(failure) == archived(1, body, http).removesuffix(b"\r\n\r\n")


def test_a_page_that_is_none(tmp_path: Path, quality_filter: qf.QualityFilter) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(archived(1, b"") + archived(2, b"%PDF-1.4") + GOOD[0])
    found = run(path, WARC, quality_filter)
    assert [row["kind"] for row in found.failures] == ["page", "page"]
    assert [json.dumps(row["id"]) for row in found.failures] == ['"<urn:uuid:1>"', '"<urn:uuid:2>"']
    assert found.tally.kept == 1


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "zstd": COMPRESS[".zst"],
}


@pytest.mark.parametrize("encoding", PACKERS)
@pytest.mark.parametrize("in_pieces", [False, True])
def test_half_a_compressed_body_is_no_page(encoding: str, in_pieces: bool) -> None:
    http = HTML + f"Content-Encoding: {encoding}\r\n".encode()
    http += b"Transfer-Encoding: chunked\r\n" if in_pieces else b""
    packed = PACKERS[encoding](PAGE * 20)
    wrapped = chunked if in_pieces else bytes
    (whole,) = bodies(archived(1, wrapped(packed), http))
    assert whole == PAGE * 20
    for size in (len(packed) // 2, len(packed) - 1):
        good, half, other = bodies(GOOD[0] + archived(1, wrapped(packed[:size]), http) + GOOD[1])
        assert isinstance(half, FailedRecord)
        assert half.failure.kind == "warc"
        assert not isinstance(good, FailedRecord)
        assert not isinstance(other, FailedRecord)
