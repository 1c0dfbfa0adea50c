"""What is read and where it goes is settled before anything is cleaned."""

import gzip
import io
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from qualityfilter.core.errors import UsageError
from qualityfilter.records.options import Options
from qualityfilter.records.runs.inputs import Names
from qualityfilter.records.runs.plan import Plan, make_plan

OPTIONS = Options("text", "text")
CSV = b"text,place\nx,y\n"
FILES: Mapping[str, bytes] = {
    "a.txt": b"x",
    "a.txt.gz": gzip.compress(b"x"),
    "p.html": b"<p>x",
    "q.HTM": b"<p>x",
    "l.jsonl": b"{}",
    "l.ndjson.gz": gzip.compress(b"{}"),
    "m.jsonl.zst": b"",
    "t.csv": CSV,
    "u.csv.gz": gzip.compress(CSV),
    "v.tsv": b"text\tplace\nx\ty\n",
    "w.warc.gz": b"",
    "notes.rst": b"x",
    "notes.md": b"x",
    "notes.md.gz": gzip.compress(b"x"),
    "o.json": b'[\n {"text": "x"}\n]',
    "n.json": b'{"text": "x"}\n{"text": "y"}\n',
    "in/a.txt": b"x",
    "in/deep/b.txt.xz": b"",
    "in/deep/c.jsonl": b"{}",
    "in/deep/notes.rst": b"x",
    "in/d.html": b"<p>x",
}


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"text,place\nx,y\n")))
    for name, content in FILES.items():
        write(name, content)


def write(name: str, content: bytes) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def plan(*inputs: str, out: str | None = "out", **names: Any) -> Plan:
    return make_plan(Names(inputs, out, **names), OPTIONS)


def told(found: Plan) -> list[tuple[str, str, str]]:
    """Return each input, what it is and what it becomes, and where."""
    return [
        (
            str(each.path or "-"),
            f"{each.options.input}>{each.options.output}",
            str(job.target / each.name if job.apart and job.target else job.target),
        )
        for job in found.jobs
        for each in job.inputs
    ]


@pytest.mark.parametrize(
    ("given", "out", "formats", "target"),
    [
        ("a.txt", "b.txt", "text>text", "b.txt"),
        ("a.txt", "out/", "text>text", "out/a.txt"),
        ("a.txt", "b.jsonl", "text>jsonl", "b.jsonl"),
        ("a.txt.gz", "out/", "text>text", "out/a.txt"),
        ("p.html", "out/", "html>text", "out/p.txt"),
        ("q.HTM", "b", "html>text", "b"),
        ("l.jsonl", "out/", "jsonl>jsonl", "out/l.jsonl"),
        ("l.jsonl", "b.jsonl.zst", "jsonl>jsonl", "b.jsonl.zst"),
        ("l.ndjson.gz", "out/", "jsonl>jsonl", "out/l.ndjson.gz"),
        ("m.jsonl.zst", "b.parquet", "jsonl>parquet", "b.parquet"),
        ("t.csv", "b.tsv.gz", "csv>tsv", "b.tsv.gz"),
        ("u.csv.gz", "out/", "csv>csv", "out/u.csv.gz"),
        ("v.tsv", "b", "tsv>tsv", "b"),
        ("w.warc.gz", "out/", "warc>jsonl", "out/w.jsonl.gz"),
        ("w.warc.gz", "b.csv", "warc>csv", "b.csv"),
        ("l.jsonl", "-", "jsonl>jsonl", "None"),
        ("-", "b.csv", "csv>csv", "b.csv"),
        ("-", "out/", "csv>csv", "out/stdin.csv"),
        ("notes.md", "out/", "text>text", "out/notes.md"),
        ("notes.md.gz", "b.md", "text>text", "b.md"),
        ("o.json", "out/", "json>json", "out/o.json"),
        ("o.json", "b.jsonl.gz", "json>jsonl", "b.jsonl.gz"),
        ("n.json", "out/", "jsonl>jsonl", "out/n.json"),
        ("l.jsonl", "b.json", "jsonl>json", "b.json"),
    ],
)
def test_names_say_what_is_read_and_written(
    given: str, out: str, formats: str, target: str
) -> None:
    assert told(plan(given, out=out)) == [(given, formats, target)]


@pytest.mark.parametrize(
    ("given", "names", "formats", "target"),
    [
        ("notes.rst", {"read_as": "text", "out": "out/"}, "text>text", "out/notes.rst"),
        ("notes.rst", {"read_as": "jsonl", "out": "b"}, "jsonl>jsonl", "b"),
        ("l.jsonl", {"write_as": "csv", "out": "out/"}, "jsonl>csv", "out/l.csv"),
        ("l.ndjson.gz", {"write_as": "csv", "out": "out/"}, "jsonl>csv", "out/l.csv.gz"),
        ("l.ndjson.gz", {"write_as": "parquet", "out": "out/"}, "jsonl>parquet", "out/l.parquet"),
        ("l.jsonl", {"write_as": "parquet", "out": "b.bin"}, "jsonl>parquet", "b.bin"),
        ("l.jsonl", {"write_as": "csv", "out": "b.jsonl"}, "jsonl>csv", "b.jsonl"),
        ("p.html", {"write_as": "jsonl", "out": "out/"}, "html>jsonl", "out/p.jsonl"),
        ("-", {"read_as": "jsonl", "write_as": "csv", "out": "-"}, "jsonl>csv", "None"),
        ("a.txt.gz", {"read_as": "jsonl", "out": "b.jsonl"}, "jsonl>jsonl", "b.jsonl"),
    ],
)
def test_formats_may_be_said(given: str, names: dict[str, Any], formats: str, target: str) -> None:
    assert told(plan(given, **names)) == [(given, formats, target)]


def test_a_folder_is_mirrored() -> None:
    assert told(plan("in")) == [
        ("in/d.html", "html>text", "out/d.txt"),
        ("in/a.txt", "text>text", "out/a.txt"),
        ("in/deep/b.txt.xz", "text>text", "out/deep/b.txt"),
        ("in/deep/c.jsonl", "jsonl>jsonl", "out/deep/c.jsonl"),
    ]


def test_a_folder_may_become_one_file() -> None:
    found = plan("in", out="all.jsonl")
    assert len(found.jobs) == 1
    assert [(source, formats) for source, formats, _ in told(found)] == [
        ("in/a.txt", "text>jsonl"),
        ("in/d.html", "html>jsonl"),
        ("in/deep/b.txt.xz", "text>jsonl"),
        ("in/deep/c.jsonl", "jsonl>jsonl"),
    ]


def test_inputs_of_many_kinds() -> None:
    found = plan("a.txt", "in/deep", "t.csv", "w.warc.gz")
    assert told(found) == [
        ("a.txt", "text>text", "out/a.txt"),
        ("in/deep/b.txt.xz", "text>text", "out/b.txt"),
        ("in/deep/c.jsonl", "jsonl>jsonl", "out/c.jsonl"),
        ("t.csv", "csv>csv", "out/t.csv"),
        ("w.warc.gz", "warc>jsonl", "out/w.jsonl.gz"),
    ]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*.jsonl*", ["l.jsonl", "m.jsonl.zst"]),
        ("in/**/*.jsonl", ["in/deep/c.jsonl"]),
        ("in/d*", ["in/d.html", "in/deep/b.txt.xz", "in/deep/c.jsonl"]),
        ("[lm].*", ["l.jsonl", "l.ndjson.gz", "m.jsonl.zst"]),
        ("i?", ["in/a.txt", "in/d.html", "in/deep/b.txt.xz", "in/deep/c.jsonl"]),
    ],
)
def test_patterns(pattern: str, found: list[str]) -> None:
    assert [source for source, *_ in told(plan(pattern, out="all.jsonl"))] == found
    absolute = str(Path.cwd() / pattern)
    assert len(told(plan(absolute, out="all.jsonl"))) == len(found)


def test_what_a_pattern_names_twice_is_read_once() -> None:
    Path("in/deep/notes.rst").unlink()
    found = [source for source, *_ in told(plan("in/**", out="all.jsonl"))]
    assert sorted(found) == ["in/a.txt", "in/d.html", "in/deep/b.txt.xz", "in/deep/c.jsonl"]


def test_what_is_named_twice_is_read_once() -> None:
    again = ["in", str(Path("in").resolve()), "in/deep", "in/deep/*.xz", "./in/a.txt", "-", "-"]
    found, once = (plan(*each, out="b.jsonl", write_as="jsonl") for each in (again, ["in", "-"]))
    assert told(found) == told(once)
    assert [each.path for each in found.jobs[0].inputs].count(None) == 1


def test_a_file_whose_name_looks_like_a_pattern() -> None:
    write("[1].txt", b"x")
    assert told(plan("[1].txt", out="b.txt")) == [("[1].txt", "text>text", "b.txt")]


def test_companions_stand_beside_the_output() -> None:
    Path("made").mkdir()
    found = plan("in", out="made/out/")
    assert (found.failures, found.rejected, found.work) == (
        Path("made/out.failures.jsonl"),
        Path("made/out.rejected.jsonl"),
        Path("made/out.unfinished"),
    )
    found = plan("a.txt", out="b.txt", failures="-", rejected="-")
    assert (found.failures, found.rejected, found.work) == (None, None, Path("b.txt.unfinished"))
    assert plan("-", out="-").work is None
    assert not plan("-", out="b.csv").resumes


@pytest.mark.parametrize("out", [".", "..", "made/..", "./"])
def test_an_output_without_a_name_of_its_own(out: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("here/made").mkdir(parents=True)
    source = str(Path("in/a.txt").resolve())
    monkeypatch.chdir("here")
    found = plan(source, out=out, force=True)
    (job,) = found.jobs
    assert (job.target / "a.txt").resolve() == Path(out).resolve() / "a.txt"  # type: ignore[operator]
    assert found.work == Path(out).resolve().with_name(Path(out).resolve().name + ".unfinished")


def test_inputs_named_by_dots() -> None:
    assert told(plan("in/../in/a.txt", out="b.txt"))[0][2] == "b.txt"
    assert ("in/../in/a.txt", "text>text", "out/a.txt") in told(plan("in/../in"))
    assert told(plan("in/deep/../a.txt", out="out/"))[0][2] == "out/a.txt"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_devices_and_pipes_have_no_companions() -> None:
    os.mkfifo("pipe")
    for out in ("pipe", os.devnull):
        found = plan("l.jsonl", out=out)
        assert (found.failures, found.rejected, found.work) == (None, None, None)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_pipes_are_read_once() -> None:
    """To look at a table's columns beforehand would take the rows away."""
    os.mkfifo("pipe.csv")
    assert not plan("pipe.csv", out="b.csv").resumes
    assert not plan("pipe.csv", "t.csv", out="b.jsonl").resumes
    with pytest.raises(UsageError, match="are not known beforehand"):
        plan("pipe.csv", "t.csv", out="b.csv")


@pytest.mark.parametrize(
    ("inputs", "names", "says"),
    [
        (["l.jsonl", "a.txt"], {"out": "-"}, "several formats"),
        (["l.jsonl"], {"out": "b.txt"}, "jsonl cannot become text files"),
        (["l.jsonl"], {"out": "b.html"}, "html is not written"),
        (["l.jsonl"], {"out": "-", "write_as": "parquet"}, "Parquet needs a file"),
        (["l.jsonl"], {"out": os.devnull, "write_as": "parquet"}, "Parquet needs a file"),
        (["in", "a.txt"], {}, "several inputs would be written to out"),
        (["a.txt"], {"out": "b.txt", "summary": "a.txt"}, "a.txt is an input"),
        (["a.txt"], {"out": "b.txt", "summary": "b.txt"}, "both an output and the summary"),
        (["a.txt"], {"out": "b", "rejected": "c", "failures": "./c"}, "both the failures and"),
        (["l.jsonl"], {"out": "b.jsonl", "failures": "in/../b.jsonl"}, "both an output and the"),
        (["-", "t.csv"], {"out": "b.csv", "read_as": "csv"}, "are not known beforehand"),
        (["in"], {"out": "out", "failures": "out/a.txt"}, "both an output and the failures"),
        (["a.parquet.gz"], {}, "its name does not say what it holds"),
        (["*.nothing"], {}, "no such file or folder"),
    ],
)
def test_what_does_not_fit(inputs: list[str], names: dict[str, Any], says: str) -> None:
    write("a.parquet.gz", b"")
    with pytest.raises(UsageError, match=says):
        plan(*inputs, **names)


def test_a_file_and_a_folder_of_one_name() -> None:
    write("x/a.txt/b.txt", b"x")
    with pytest.raises(UsageError, match="both a file and a folder"):
        plan("a.txt", "x")


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="there are no links here")
def test_links() -> None:
    write("data/b.txt", b"x")
    Path("in/link.txt").symlink_to(Path("data/b.txt").resolve())
    Path("in/broken.txt").symlink_to("nowhere")
    assert ("in/link.txt", "text>text", "out/link.txt") in told(plan("in"))
    Path("out").mkdir()
    Path("out/deep").symlink_to(Path("data").resolve())
    with pytest.raises(UsageError, match="leads out of"):
        plan("in")
    Path("out2").symlink_to(Path("data").resolve())  # the caller's own wish
    assert told(plan("a.txt", out="out2/"))[0][2] == "out2/a.txt"
    Path("out3").mkdir()
    Path("out3/b.txt").symlink_to(Path("data/b.txt").resolve())
    with pytest.raises(UsageError, match="is an input"):
        plan("data", out="out3")


def test_tables_that_differ_are_not_put_together() -> None:
    write("other.csv", b"text,date\nx,y\n")
    with pytest.raises(UsageError, match="different columns"):
        plan("t.csv", "other.csv", out="b.csv")
    assert len(plan("t.csv", "other.csv", out="out/").jobs) == 2
    assert len(plan("t.csv", "other.csv", out="b.jsonl").jobs) == 1
    assert len(plan("t.csv", "u.csv.gz", "v.tsv", out="b.csv").jobs) == 1


def test_a_table_without_anything_fits_any() -> None:
    write("empty.csv", b"")
    assert len(plan("empty.csv", "t.csv", out="b.csv").jobs) == 1


def test_parquet_whose_columns_differ() -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    for name, columns in (("a", {"text": ["x"]}), ("b", {"text": ["x"], "n": [1]})):
        parquet.write_table(arrow.table(columns), f"{name}.parquet")
    with pytest.raises(UsageError, match="different columns"):
        plan("a.parquet", "b.parquet", out="c.parquet")
    assert len(plan("a.parquet", "a.parquet", out="c.parquet").jobs) == 1
    assert len(plan("a.parquet", "b.parquet", out="c.csv").jobs) == 1


def test_a_column_that_is_missing_or_taken_shows_at_once() -> None:
    write("none.csv", b"body,place\nx,y\n")
    with pytest.raises(UsageError, match="no column 'text'"):
        plan("none.csv", out="b.csv")
    write("taken.csv", b"text,quality\nx,y\n")
    with pytest.raises(UsageError, match="a column 'quality' already"):
        plan("taken.csv", out="b.csv")


def test_a_run_that_goes_on_does_not_read_what_it_wrote() -> None:
    before = told(plan("in", out="in/clean"))
    write("in/clean/a.txt", b"x")
    write("in/clean.failures.jsonl", b"{}")
    assert len(told(plan("in", out="in/clean2"))) == len(before) + 2
    Path("in/clean.unfinished").mkdir()
    assert told(plan("in", out="in/clean")) == before
    write("all.jsonl", b"{}")
    with pytest.raises(UsageError, match="is an input"):
        plan("*.jsonl", out="all.jsonl")
    Path("all.jsonl.unfinished").mkdir()
    assert [source for source, *_ in told(plan("*.jsonl", out="all.jsonl"))] == ["l.jsonl"]
