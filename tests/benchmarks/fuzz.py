"""Look for inputs that break something: `python -m tests.benchmarks.fuzz TARGET`.

TARGET is `text`, `page` or `records`; what follows, such as `-max_total_time=600`, is libFuzzer's.
The time begins once all is loaded, which takes minutes on a busy machine. An input that takes
longer than two minutes is a finding; `-timeout=` says otherwise. Python that it watches takes
ever more memory: give `-rss_limit_mb=8000` for half an hour.
Needs `atheris`, which is installed by pip for some versions of Python. What is found is written as
a file to the working folder; the same command with that file does it again.
"""

from __future__ import annotations

import gzip
import io
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import atheris

with atheris.instrument_imports(include=["qualityfilter", "bs4"]):
    import qualityfilter as qf
    from qualityfilter.core.data import cut
    from qualityfilter.core.errors import ContentError, UsageError
    from qualityfilter.records.options import Fields, Options
    from qualityfilter.records.outcome import Tally
    from qualityfilter.records.processing import failed, header, join, process
    from qualityfilter.records.reading import chunks, split
    from tests.runs.standin import StandIn

    _filter = qf.QualityFilter()
    for _ in _filter.clean_many(["The ferry may run.\n\nSubscribe", qf.Page("<p>The ferry runs.")]):
        pass  # now all is imported, and watched

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
FORMATS: tuple[Any, ...] = ("jsonl", "csv", "tsv", "parquet", "warc", "html", "text")
ENDINGS = ("", ".gz", ".zst", ".bz2", ".xz")

_stand_in: Any = StandIn()


def check(result: qf.CleanResult) -> None:
    """See that the laws hold."""
    text, spans = result.document.text, result.cuts
    assert result.restore() == text
    assert cut(text, result.spans) == result.text
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(0 <= span.start < span.end <= len(text) for span in result.spans)
    assert result.scores.quality is None or 0 <= result.scores.quality <= 1


def text(data: bytes) -> None:
    """Clean a text with a title."""
    provider = atheris.FuzzedDataProvider(data)
    title = provider.ConsumeUnicode(20) if provider.ConsumeBool() else None
    content = provider.ConsumeUnicode(sys.maxsize)
    check(_filter.clean(content, title=title))


def page(data: bytes) -> None:
    """Clean a page."""
    html = data[1:] if data[:1] < b"\x80" else data.decode("latin-1")
    try:
        check(_filter.clean(qf.Page(html)))
    except ContentError as error:
        if error.failure.kind == "internal":
            raise


def records(data: bytes) -> None:
    """Read a file, clean what is in it, and write it; each record must come to one end."""
    provider = atheris.FuzzedDataProvider(data)
    options = _options(provider)
    compressed = options.input not in ("parquet",) and provider.ConsumeBool()
    ending = provider.PickValueInList(list(ENDINGS)) if compressed else ""
    content = provider.ConsumeBytes(sys.maxsize)
    if ending == ".gz" and provider.ConsumeBool():
        content = gzip.compress(content)
    with tempfile.TemporaryDirectory(dir=_memory()) as folder, suppress(UsageError):
        path = Path(folder) / f"input{ending}"
        path.write_bytes(content)
        _records(path, options)


def _memory() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def _options(provider: Any) -> Options:
    read = provider.PickValueInList(list(FORMATS))
    written = provider.PickValueInList(["jsonl", "csv", "tsv", "parquet"])
    if read in ("text", "html") and provider.ConsumeBool():
        written = "text"
    html = "html" if provider.ConsumeIntInRange(0, 9) == 0 else None
    options = Options(read, written, Fields(html=html), max_record=5000)
    return replace(options, spans=written != "text" and provider.ConsumeBool())


def _records(path: Path, options: Options) -> None:
    part, total = path.with_name("part"), Tally()
    with part.open("wb") as file:
        for number, chunk in enumerate(chunks(path, options)):
            if number == 0:
                file.write(header(options, chunk))
            outcome = process(chunk, options, _stand_in)
            tally = outcome.tally
            assert tally.records == chunk.count == tally.kept + tally.rejected + tally.failed
            assert len(outcome.failures.splitlines()) == tally.failed
            assert sum(each.count for each in split(chunk)) == chunk.count
            lost = qf.Failure(None, "killed", "")
            assert failed(chunk, lost, options).tally.failed == chunk.count
            for kept in outcome.kept:
                file.write(kept.content)
            total += tally
    if options.output != "text":
        joined = io.BytesIO()
        join([part], joined, options)
        _read_again(path.with_name("output"), joined.getvalue(), options, total)


def _read_again(path: Path, content: bytes, options: Options, total: Tally) -> None:
    """See that what is written can be read, and holds as many records as were kept."""
    path.write_bytes(content)
    options = Options(options.output, "jsonl", Fields(text="text"))
    if content and total.kept:
        found = list(chunks(path, options))
        assert sum(chunk.count for chunk in found) == total.kept, (total, found)


def seeds(target: str) -> Iterator[bytes]:
    """Return inputs to begin with: what is good, and what such fuzzing does not find by itself."""
    articles = sorted(FIXTURES.glob("articles/*/article.txt"))
    texts = [path.read_text(encoding="utf-8")[:1500] for path in articles]
    if target == "text":
        yield from (b"\x01" + each.encode("utf-32-le")[:3000] for each in texts)
        yield from (b"\x00\x01" + each.encode() for each in texts)
    elif target == "page":
        yield from (b"\x01<html><body><article><p>" + each.encode() for each in texts[:10])
        yield b'\x01<!doctype html><script type=\'application/ld+json\'>{"headline": "x"}</script>'
    else:
        yield from (_seed(*each) for each in _files(texts))


def _seed(kind: str, content: bytes) -> bytes:
    """Put the choices, which are taken from the end, behind what is read."""
    return content + b"\x00" * 7 + bytes([FORMATS.index(kind)])


def _files(texts: list[str]) -> Iterator[tuple[str, bytes]]:
    rows = [{"id": number, "text": each[:200]} for number, each in enumerate(texts[:4])]
    yield "jsonl", "\n".join(map(json.dumps, rows)).encode()
    yield "csv", b'id,text\n1,"a ""quoted"" text\nof two lines"\n2,x\n'
    yield "tsv", b"id\ttext\n1\tx\n"
    yield "text", texts[0].encode()
    yield "html", b"<p>The ferry runs."
    with suppress(ImportError):
        import pyarrow as pa
        import pyarrow.parquet as pq

        sink = io.BytesIO()
        pq.write_table(pa.Table.from_pylist(rows), sink)
        yield "parquet", sink.getvalue()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>The ferry runs."
    record = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
    yield "warc", record % (len(http), http) * 2


def guarded(target: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """Let nothing that a target raises pass for a wish to end: a panic in Rust is no Exception."""

    def called(data: bytes) -> None:
        try:
            target(data)
        except BaseException as error:
            raise AssertionError(f"{type(error).__name__}: {error}") from error

    return called


def main() -> None:
    target, *arguments = sys.argv[1:] or [""]
    known: dict[str, Callable[[bytes], None]] = {"text": text, "page": page, "records": records}
    if target not in known:
        raise SystemExit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        for number, content in enumerate(seeds(target)):
            Path(folder, f"{number}").write_bytes(content)
        atheris.Setup([sys.argv[0], "-timeout=120", *arguments, folder], guarded(known[target]))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
