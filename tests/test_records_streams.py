"""Compression and lines: all bytes come back, and a stream that breaks off says so."""

import io
import json
import lzma
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualityfilter.core.errors import UsageError
from qualityfilter.records.formats import Compression, compression_of, format_of
from qualityfilter.records.options import Fields, Options
from qualityfilter.records.reading import chunks
from qualityfilter.records.streams import BrokenStream, compressor, lines, read_blocks, whole
from tests.conftest import ROOT
from tests.recorded import COMPRESS

COMPRESSIONS: list[Compression] = ["gz", "zst", "bz2", "xz"]
JSONL = Options("jsonl", "jsonl")


@st.composite
def cut_bytes(draw: st.DrawFn) -> list[bytes]:
    """Return bytes with many line feeds, in blocks."""
    return draw(st.lists(st.binary(max_size=30) | st.sampled_from([b"\n", b"\r\n", b"a\nb"])))


def by_hand(blocks: list[bytes]) -> list[bytes]:
    *ended, rest = b"".join(blocks).split(b"\n")
    return ended + [rest] * bool(rest)


@pytest.mark.parametrize(
    ("name", "form", "compression"),
    [
        ("a.txt", "text", None),
        ("a.HTM", "html", None),
        ("a.jsonl.gz", "jsonl", "gz"),
        ("a.ndjson", "jsonl", None),
        ("a.b.csv.zst", "csv", "zst"),
        ("a.tsv.bz2", "tsv", "bz2"),
        ("a.warc.xz", "warc", "xz"),
        ("a.parquet", "parquet", None),
        ("a.parquet.gz", None, "gz"),
        ("a.gz", None, "gz"),
        ("a", None, None),
    ],
)
def test_names(name: str, form: str | None, compression: str | None) -> None:
    assert (format_of(Path(name)), compression_of(Path(name))) == (form, compression)


@given(blocks=cut_bytes(), most=st.integers(1, 1000))
@settings(deadline=None)
def test_lines_are_those_of_the_whole(blocks: list[bytes], most: int) -> None:
    found = list(lines(blocks, most))
    wanted = by_hand(blocks)
    assert [each.number for each in found] == list(range(1, len(wanted) + 1))
    for each, line in zip(found, wanted, strict=True):
        assert (each.failure is not None) == (len(line) > most)
        assert line.startswith(each.content)
        if each.failure:
            assert f"{len(line):,} bytes" in each.failure.message
        else:
            assert each.content == line


@given(
    blocks=st.lists(st.sampled_from([b"\n", b" \n", b"a", b" ", b"\r\n\n", b"a\n\nb \n", b"\n a"])),
    most=st.integers(1, 100),
)
@settings(deadline=None)
def test_blank_lines_may_be_passed_over(blocks: list[bytes], most: int) -> None:
    wanted, found = (
        [each for each in lines(blocks, most, blank=blank) if each.failure or each.content.strip()]
        for blank in (True, False)
    )
    assert found == wanted


@given(blocks=cut_bytes())
@settings(deadline=None)
def test_a_stream_that_breaks_off_gives_what_came_before(blocks: list[bytes]) -> None:
    def broken() -> Iterator[bytes]:
        yield from blocks
        raise BrokenStream("it broke off")

    *found, last = lines(broken(), 1000)
    *ended, rest = b"".join(blocks).split(b"\n")
    assert [each.content for each in found] == ended
    assert last.content == rest
    assert last.failure
    assert (last.failure.kind, last.failure.message) == ("unreadable", "it broke off")
    assert whole(broken(), 100_000) == (b"".join(blocks), 1, last.failure)


@pytest.mark.parametrize("name", COMPRESSIONS)
@given(pieces=st.lists(st.lists(st.binary(max_size=200), max_size=3), max_size=4))
@settings(deadline=None)
def test_streams_may_be_joined(
    tmp_path_factory: pytest.TempPathFactory, name: Compression, pieces: list[list[bytes]]
) -> None:
    path = tmp_path_factory.getbasetemp() / f"joined.{name}"
    path.write_bytes(b"".join(_compressed(name, stream) for stream in pieces))
    assert b"".join(read_blocks(path, name)) == b"".join(b"".join(each) for each in pieces)


def _compressed(name: Compression, stream: list[bytes]) -> bytes:
    made = compressor(name)
    return b"".join(map(made.compress, stream)) + made.flush()


@pytest.mark.parametrize("name", COMPRESSIONS)
def test_compressing_gives_the_same_bytes_later(
    name: Compression, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _compressed(name, [b"text" * 1000])
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert _compressed(name, [b"text" * 1000]) == first
    if name == "gz":
        assert first[4:8] == bytes(4)


def test_nothing_compresses_nothing() -> None:
    made = compressor(None)
    assert made.compress(b"as it is") + made.flush() == b"as it is"


@pytest.mark.parametrize("name", COMPRESSIONS)
def test_a_compressed_file_that_is_cut_off(tmp_path: Path, name: Compression) -> None:
    """All whole lines that can be had come, then one failure; wherever the cut is."""
    rows = [json.dumps({"id": number, "text": f"{number:>200}"}) for number in range(2000)]
    whole_file = COMPRESS[f".{name}"]("\n".join(rows).encode())
    path = tmp_path / f"a.jsonl.{name}"
    for size in (1, len(whole_file) // 2, len(whole_file) - 1):
        path.write_bytes(whole_file[:size])
        raws = [raw for chunk in chunks(path, JSONL) for raw in chunk.records]
        *good, last = raws
        assert last.failure
        assert last.failure.kind == "unreadable"
        assert f"the {name} stream breaks off" in last.failure.message
        assert [raw.content.decode() for raw in good] == rows[: len(good)]
        assert all(raw.failure is None for raw in good)
        assert rows[len(good)].startswith(last.content.decode())


@pytest.mark.parametrize("name", COMPRESSIONS)
def test_a_file_that_is_not_compressed_as_its_name_says(tmp_path: Path, name: Compression) -> None:
    path = tmp_path / f"a.jsonl.{name}"
    path.write_bytes(b'{"text": "plain"}\n' * 10)
    (chunk,) = chunks(path, JSONL)
    (raw,) = chunk.records
    assert raw.failure
    assert "damaged" in raw.failure.message


def test_padding_between_streams_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    one = COMPRESS[".gz"](b'{"text": "a"}\n')
    path.write_bytes(one + bytes(7000) + one + bytes(512))
    assert [raw.failure for chunk in chunks(path, JSONL) for raw in chunk.records] == [None, None]


def bomb(path: Path, name: Compression, block: bytes, times: int) -> Path:
    """Write a small file that grows to a block, so many times."""
    made: Any = lzma.LZMACompressor(preset=0) if name == "xz" else compressor(name)
    with path.open("wb") as file:
        for _ in range(times):
            file.write(made.compress(block))
        file.write(made.flush())
    assert path.stat().st_size < 1_000_000
    return path


@pytest.mark.parametrize("name", COMPRESSIONS)
def test_a_small_file_that_grows_out_of_bounds_is_read_in_bounds(
    tmp_path: Path, name: Compression
) -> None:
    path = bomb(tmp_path / "a", name, bytes(10_000_000), 32)
    sizes = [*map(len, read_blocks(path, name))]
    assert (sum(sizes), max(sizes) <= 1 << 18) == (320_000_000, True)


@pytest.mark.skipif(sys.platform != "linux", reason="megabytes are counted otherwise there")
@pytest.mark.parametrize("name", COMPRESSIONS)
@pytest.mark.parametrize("form", ["jsonl", "csv", "text", "warc"])
def test_a_bomb_takes_little_memory(tmp_path: Path, name: Compression, form: str) -> None:
    path = bomb(tmp_path / f"a.{name}", name, bytes(10_000_000), 32)
    assert _probe(path, 100_000_000, form)[1] < 300


@pytest.mark.skipif(sys.platform != "linux", reason="megabytes are counted otherwise there")
@pytest.mark.parametrize(
    ("form", "block"),
    [
        ("jsonl", b"\n" * 1_000_000),
        ("jsonl", b" \r\n" * 333_333),
        ("csv", b"\n" * 1_000_000),
        ("warc", b"\n" * 1_000_000),
    ],
)
def test_a_bomb_of_line_feeds_ends_in_time(tmp_path: Path, form: str, block: bytes) -> None:
    path = bomb(tmp_path / "a.gz", "gz", block, 250)
    count, megabytes, seconds = _probe(path, 100_000_000, form, limit=5)
    assert (count <= 1, megabytes < 30, seconds < 8) == (True, True, True)


@pytest.mark.parametrize("form", ["jsonl", "csv", "text", "warc"])
def test_what_gives_no_record_is_not_read_for_ever(
    tmp_path: Path, form: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time limit holds where records are read, too; waiting for a pipe does not count."""
    path = bomb(tmp_path / "a.gz", "gz", b"x" * 1_000_000, 20)
    (chunk,) = chunks(path, Options(form, "jsonl", seconds=0.001))
    (raw,) = chunk.records
    assert raw.failure
    assert "took longer than 0.001 seconds" in raw.failure.message
    monkeypatch.setattr(time, "thread_time", lambda: 0.0)
    fields = Fields("x" * 20_000_000)
    assert [each.count for each in chunks(path, Options(form, "jsonl", fields))] == [form != "csv"]


def _zst(path: Path, window: int, block: bytes, times: int) -> Path:
    import zstandard

    parameters = zstandard.ZstdCompressionParameters(window_log=window, compression_level=1)
    made = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    path.write_bytes(b"".join(made.compress(block) for _ in range(times)) + made.flush())
    return path


def test_a_wide_window_is_read_and_one_that_takes_all_memory_is_not(tmp_path: Path) -> None:
    path = _zst(tmp_path / "a.zst", 27, b"text", 1)
    assert b"".join(read_blocks(path, "zst")) == b"text"
    path = _zst(tmp_path / "a.zst", 30, b"text", 1)
    with pytest.raises(BrokenStream, match="more memory than may be taken"):
        list(read_blocks(path, "zst"))


@pytest.mark.skipif(sys.platform != "linux", reason="megabytes are counted otherwise there")
def test_bombs_with_wide_windows(tmp_path: Path) -> None:
    path = _zst(tmp_path / "a.zst", 27, bytes(10_000_000), 100)
    assert _probe(path, 1_000_000)[1] < 300
    content = bytearray(lzma.compress(b"text"))
    header = content[12:24]
    assert header[4] == 22  # the dictionary's size, of 8 MB; now it is said to be of 3 GB
    header[4] = 39
    header[8:12] = zlib.crc32(header[:8]).to_bytes(4, "little")
    (tmp_path / "a.xz").write_bytes(content[:12] + header + content[24:])
    with pytest.raises(BrokenStream, match="more memory than may be taken"):
        list(read_blocks(tmp_path / "a.xz", "xz"))


def test_a_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zstandard", None)
    (tmp_path / "a.jsonl.zst").touch()
    with pytest.raises(UsageError, match=r"pip install 'qualityfilter\[zstd\]'"):
        list(chunks(tmp_path / "a.jsonl.zst", JSONL))
    with pytest.raises(UsageError, match=r"pip install 'qualityfilter\[zstd\]'"):
        compressor("zst")


@pytest.mark.parametrize(
    ("module", "form", "extra"),
    [("pyarrow", "parquet", "parquet"), ("fastwarc.warc", "warc", "warc")],
)
def test_a_missing_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, form: Any, extra: str
) -> None:
    for name in [name for name in sys.modules if name.startswith("qualityfilter.records.")]:
        if name.endswith(("parquet", "warc")):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr(f"qualityfilter.records.{extra}", raising=False)
    monkeypatch.delitem(sys.modules, "qualityfilter.integrations.arrow", raising=False)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UsageError, match=rf"pip install 'qualityfilter\[{extra}\]'"):
        list(chunks(tmp_path / "a", Options(form, "jsonl")))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Standard:
        buffer = io.BytesIO(b'{"text": "a"}\n\n{"text": "b"}')

    monkeypatch.setattr(sys, "stdin", Standard)
    (chunk,) = chunks(None, JSONL)
    assert (chunk.source, chunk.first, chunk.count) == ("-", 1, 2)
    assert [raw.line for raw in chunk.records] == [1, 3]


PROBE = """
import resource, sys, time
from pathlib import Path
from qualityfilter.records.options import Options; from qualityfilter.records.reading import chunks
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
path, most, form, limit = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], float(sys.argv[4])
before, start, count = peak(), time.process_time(), 0
for chunk in chunks(path, Options(form, "jsonl", max_record=most, seconds=limit)):
    count += chunk.count
print(count, peak() - before, time.process_time() - start)
"""


def _probe(
    path: Path, most: int, form: str = "jsonl", *, limit: float = 60
) -> tuple[int, int, float]:
    """Read a file in a process of its own; give records, megabytes more, and seconds."""
    command = [sys.executable, "-c", PROBE, str(path), str(most), form, str(limit)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    count, megabytes, seconds = told.split()
    return int(count), int(megabytes), float(seconds)


@pytest.mark.skipif(sys.platform != "linux", reason="megabytes are counted otherwise there")
def test_a_line_of_a_hundred_megabytes(tmp_path: Path) -> None:
    """It is held once where it is read, and hardly at all where it is too long."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "' + b"word " * 19_999_990 + b'"}\n{"text": "b"}\n')
    count, megabytes, _ = _probe(path, 100_000_000)
    assert (count, megabytes < 130) == (2, True)
    count, megabytes, _ = _probe(path, 1_000_000)
    assert (count, megabytes < 20) == (2, True)


@pytest.mark.skipif(sys.platform != "linux", reason="megabytes are counted otherwise there")
def test_a_million_short_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"1\n" * 1_000_000)
    count, megabytes, seconds = _probe(path, 1000)
    assert (count, megabytes < 30, seconds < 20) == (1_000_000, True, True)
