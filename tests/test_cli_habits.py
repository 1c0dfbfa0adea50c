"""What hands do without thinking: the command, its help and its messages as people expect them."""

import gzip
import io
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

import qualityfilter as qf
from qualityfilter.apps.cli.app import EXAMPLES
from qualityfilter.apps.cli.summary import Took
from tests.command import app
from tests.conftest import ROOT
from tests.test_cli import (
    CLEANED,
    STORY,
    StandIn,
    _stand_in,  # noqa: F401 - the filter of these tests, too
    files,
    records,
    run,
    write,
)

RECORD = {"id": 1, "text": STORY}
LINES = b"".join(json.dumps({"id": each, "text": STORY}).encode() + b"\n" for each in (1, 2))
ARRAY = json.dumps([{"id": each, "text": STORY} for each in (1, 2)], indent=2).encode()
PAGE = b"<!doctype html><html><body><p>JUNK</body></html>"


class Page(StandIn):
    """Takes pages, too: the text is what stands between their tags."""

    def _clean(self, document: Any) -> qf.CleanResult | qf.Failure:
        if isinstance(document, qf.Page):
            text = re.sub(rb"<[^>]*>", b"", document.html)  # type: ignore[type-var]
            return self.clean(qf.Document(text.decode(), id=document.id))
        return super()._clean(document)


# --- standard input and output


def test_a_file_goes_to_standard_output() -> None:
    write("a.txt", STORY)
    done = run("clean", "a.txt")
    assert (done.exit_code, done.stdout) == (0, CLEANED)
    assert files() == ["a.txt"]


def test_files_of_records_go_to_standard_output_together() -> None:
    write("a.jsonl", LINES)
    write("b.jsonl", LINES)
    done = run("clean", "a.jsonl", "b.jsonl", "--quiet")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [1, 2, 1, 2]


@pytest.mark.parametrize("command", [["clean"], ["clean", "-"], ["explain"]])
def test_no_input_is_standard_input(command: list[str]) -> None:
    done = run(*command, given=STORY)
    assert done.exit_code == 0
    assert "The bridge over the Sarn opens on Monday." in done.stdout


@pytest.mark.parametrize("command", [["clean"], ["explain"], ["report", "-o", "r.html"]])
def test_a_terminal_is_not_waited_for(command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from qualityfilter.apps.cli import inputs

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    class System:
        stdin = Terminal()

    monkeypatch.setattr(inputs, "sys", System)
    done = run(*command)
    assert done.exit_code == 2
    assert "name an INPUT: a file, a folder, a pattern, or - for standard input" in done.stderr


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("content", [LINES, ARRAY, PAGE, b"id;text\n1;a\n", STORY.encode()])
def test_standard_input_is_recognised(
    content: bytes, pack: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualityfilter.pipeline.filter.QualityFilter", Page)
    done = run("clean", "--quiet", given=pack(content))
    assert done.exit_code == 0
    if content in (LINES, ARRAY):
        load = json.loads if content == ARRAY else lambda text: map(json.loads, text.splitlines())
        assert [(each["id"], each["text"]) for each in load(done.stdout)] == [
            (1, CLEANED),
            (2, CLEANED),
        ]
    elif content == PAGE:
        assert done.stdout == ""
    elif content.startswith(b"id"):
        assert done.stdout.splitlines()[1].startswith("1;a;0.7;review;")
    else:
        assert done.stdout == CLEANED


def test_what_standard_input_holds_can_be_said() -> None:
    done = run("clean", "--from", "text", "--quiet", given=LINES)
    assert done.stdout.encode() == LINES
    assert run("explain", given=LINES).exit_code == 2


def test_a_field_that_standard_input_has_not() -> None:
    done = run("clean", "--text-field", "body", given=LINES)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "no record has a field 'body'; there are: id, text; name the right one" in done.stderr
    done = run("clean", "--from", "csv", "--text-field", "body", given="id,text\n1,a\n")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "no column 'body'; there are: id, text; name the right one" in done.stderr


# --- formats


@pytest.mark.parametrize(
    ("source", "target"),
    [("a.jsonl", "b.json"), ("a.json", "b.json"), ("a.json", "b.json.gz"), ("a.csv", "b.json")],
)
def test_arrays_are_written(source: str, target: str) -> None:
    contents = {"a.jsonl": LINES, "a.json": ARRAY, "a.csv": b'id,text\n1,"a\nJUNK"\n2,b\n'}
    write(source, contents[source])
    assert run("clean", source, "-o", target).exit_code == 0
    content = Path(target).read_bytes()
    found = json.loads(gzip.decompress(content) if target.endswith("gz") else content)
    assert [str(each["id"]) for each in found] == ["1", "2"]
    assert all("JUNK" not in each["text"] for each in found)


@pytest.mark.parametrize("wanted", [[], ["FAIL"], ["FAIL", "a"], ["a", "FAIL"], ["a", "b"]])
def test_arrays_of_which_some_records_stay(wanted: list[str]) -> None:
    write("a.json", json.dumps([{"text": each} for each in wanted]))
    run("clean", "a.json", "-o", "b.json", "-q")
    kept = [each for each in wanted if each != "FAIL"]
    assert [each["text"] for each in json.loads(Path("b.json").read_bytes())] == kept
    done = run("clean", "a.json", "-q")
    assert [each["text"] for each in json.loads(done.stdout)] == kept
    assert run("clean", "a.json", "-q", "--only", "accept").stdout.split() == ["[", "]"]


def test_an_array_becomes_lines() -> None:
    write("a.json", ARRAY)
    run("clean", "a.json", "-o", "b.jsonl")
    assert [each["text"] for each in records("b.jsonl")] == [CLEANED] * 2


def test_json_in_a_folder_that_holds_no_records_is_passed_over() -> None:
    write("in/a.json", ARRAY)
    write("in/lines.json", LINES)
    write("in/long.json", json.dumps([{"id": 1, "text": "x" * 100_000}]))
    write("in/settings.json", '{"colour": "blue"}')
    write("in/numbers.json", "[1, 2]")
    write("in/notes.rst", "x")
    done = run("clean", "in", "-o", "out")
    assert done.exit_code == 0
    assert files()[-3:] == ["out/a.json", "out/lines.json", "out/long.json"]
    assert "2 paths: JSON without the field that is read: in/numbers.json, in/set" in done.stderr
    assert "1 path: their names do not say what they hold: in/notes.rst" in done.stderr
    assert [each["id"] for each in records("out/lines.json")] == [1, 2]


def test_of_many_paths_that_are_not_read_the_first_are_named() -> None:
    for number in range(7):
        write(f"in/{number}.rst", "x")
    write("in/a.txt", STORY)
    done = run("clean", "in", "--dry-run")
    names = ", ".join(f"in/{number}.rst" for number in range(5))
    assert f"passed over 7 paths: their names do not say what they hold: {names}, and 2 more" in (
        done.stdout
    )


def test_delimiters_stay() -> None:
    write("a.csv", 'id;text\n1;"a;\nJUNK"\n')
    run("clean", "a.csv", "-o", "b.csv")
    assert Path("b.csv").read_text().startswith("id;text;quality;verdict;")
    write("c.csv", "id!text\n1!a\n")
    assert run("clean", "c.csv", "--delimiter", "!", "-q").stdout.startswith("id!text!quality!")
    write("d.csv", "id\ttext\n1\ta\n")
    assert run("clean", "d.csv", "--delimiter", "tab", "-q").stdout.startswith("id\ttext\tquality")


def test_markdown_is_a_text() -> None:
    write("a.md", STORY)
    assert run("clean", "a.md", "-o", "b.md").exit_code == 0
    assert Path("b.md").read_text() == CLEANED


def test_an_encoding_is_named_and_proposed() -> None:
    write("a.txt", "Größe\nJUNK\n".encode("cp1252"))
    done = run("clean", "a.txt", "-o", "b.txt")
    assert done.exit_code == 1
    assert "needs its encoding named, such as --encoding cp1252" in done.stderr
    done = run("clean", "a.txt", "-o", "b.txt", "--encoding", "cp1252", "--force")
    assert (done.exit_code, Path("b.txt").read_text()) == (0, "Größe\n")


# --- what is there already


def test_nothing_is_overwritten_unless_it_is_asked_for() -> None:
    write("a.txt", STORY)
    write("b.txt", "mine")
    write("empty.txt", "")
    assert run("clean", "a.txt", "-o", "b.txt").exit_code == 2
    assert Path("b.txt").read_text() == "mine"
    assert StandIn.made == []
    assert run("clean", "a.txt", "-o", "empty.txt").exit_code == 0
    assert run("clean", "a.txt", "-o", "b.txt", "--force").exit_code == 0
    assert Path("b.txt").read_text() == CLEANED


def test_a_folder_above_the_output_is_made_by_who_is_asked_to() -> None:
    write("in/a.txt", STORY)
    done = run("clean", "in", "-o", "new/out/")
    assert done.exit_code == 2
    assert done.stderr.startswith("error: new/out cannot be written: there is no folder new;")
    subprocess.run(shlex.split(done.stderr.partition("make it with: ")[2]), check=True)
    names = ["--failures", "new/out/failures.jsonl"]
    assert run("clean", "in", "-o", "new/out/", *names).exit_code == 0
    assert "new/out/a.txt" in files()


@pytest.mark.parametrize(
    ("name", "module"), [("a.jsonl.zst", "zstandard"), ("a.warc", "fastwarc.warc")]
)
def test_what_is_missing_is_said_before_models_are_loaded(
    name: str, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for each in [each for each in sys.modules if each.endswith("records.warc")]:
        monkeypatch.delitem(sys.modules, each)
    monkeypatch.delattr("qualityfilter.records.warc", raising=False)
    monkeypatch.setitem(sys.modules, module, None)
    write(name, b"")
    write("b.jsonl", LINES)
    for words in ([name, "-o", "x.jsonl"], ["b.jsonl", "-o", f"out.{name}"]):
        if name == "a.warc" and "b.jsonl" in words:
            continue
        done = run("clean", *words)
        assert done.exit_code == 2
        hint = done.stderr.strip().partition("install it with: ")[2]
        python, *pip = shlex.split(hint)
        assert (python, pip[:3]) == (sys.executable, ["-m", "pip", "install"])
        assert re.fullmatch(r"qualityfilter\[\w+\]", pip[3])
    assert StandIn.made == []


# --- the end of a run


def test_the_summary_ends_with_where_it_lies_and_what_to_try_next() -> None:
    write("an article.txt", STORY)
    done = run("clean", "an article.txt", "-o", "b.txt")
    *_, lies, proposed = done.stderr.splitlines()
    assert lies == "written to b.txt"
    assert proposed == "to see why: qualityfilter explain 'an article.txt'"
    assert run(*shlex.split(proposed.partition(": ")[2])[1:]).exit_code == 0


def test_the_next_command_reads_the_same() -> None:
    write("a.csv", "id!body\n1!a\n")
    write("report.html", "mine")
    words = ["--text-field", "body", "--delimiter", "!"]
    *_, proposed = run("clean", "a.csv", "-o", "b.csv", *words).stderr.splitlines()
    told = shlex.join(["a.csv", *words, "-o", "report-2.html"])
    assert proposed == f"to see why: qualityfilter report {told}"
    assert "to see why" not in run("clean", "a.csv", *words).stderr


def test_a_rate_is_without_the_start() -> None:
    assert Took(start=9, work=2, records=50).rate == 25
    assert Took(start=9, work=0.5, records=50).rate is None
    write("a.jsonl", LINES)
    run("clean", "a.jsonl", "-o", "b.jsonl", "--summary", "s.json")
    told = json.loads(Path("s.json").read_bytes())
    assert told["seconds_to_start"] > 0
    assert told["records_a_second"] is None or told["seconds"] >= 1


def test_a_field_that_no_record_has_at_first_is_noted() -> None:
    write("a.jsonl", LINES)
    done = run("clean", "a.jsonl", "-o", "b.jsonl", "--title-field", "head")
    assert done.exit_code == 0
    assert done.stderr.startswith("note: --title-field head: none of the first records has such")


def test_a_dry_run_needs_no_output() -> None:
    write("in/a.txt", STORY)
    write("in/b.txt", STORY)
    write("in/c.jsonl", LINES)
    done = run("clean", "in", "--dry-run")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[:4] == [
        "in/a.txt (text)",
        "in/b.txt (text)",
        "in/c.jsonl (jsonl)",
        "cleaned 4 records: 0 accept, 4 review, 0 reject",
    ]
    assert files() == ["in/a.txt", "in/b.txt", "in/c.jsonl"]


# --- help


@pytest.mark.parametrize("name", EXAMPLES)
def test_help_is_short_and_grouped_and_has_examples(name: str) -> None:
    done = run(name, "-h")
    assert done.stdout == run(name, "--help").stdout
    assert len(done.stdout.splitlines()) < 60
    groups = re.findall(r"^╭─ (\w[\w ]*) ─", done.stdout, re.MULTILINE)
    usual = {"Input", "Output", "Decisions", "Speed"}
    assert usual & {*groups} == usual - ({"Speed"} if name in ("explain", "review") else set())
    assert not any(each.startswith("More") for each in groups)
    assert len(EXAMPLES[name]) == 3
    for example in EXAMPLES[name]:
        assert example in [line.strip() for line in done.stdout.splitlines()]


@pytest.mark.parametrize("name", EXAMPLES)
def test_all_options_are_shown_if_asked_for(name: str) -> None:
    command = typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]
    shown = run(name, "--help-all").stdout
    for each in command.params:
        if each.param_type_name == "option":
            assert max(each.opts, key=len) in shown
    assert "Scores: quality" in shown
    assert "Scores: quality" not in run(name, "--help").stdout


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_have_real_options(name: str) -> None:
    command = typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]
    options = {word for each in command.params for word in each.opts}
    for example in EXAMPLES[name]:
        words = shlex.split(example.partition("qualityfilter ")[2])
        assert words[0] == name
        assert {word for word in words if word.startswith("-") and word != "-"} <= options


def test_version_in_short() -> None:
    assert run("-V").stdout == run("--version").stdout


def test_shells_complete() -> None:
    def completed(words: str) -> list[str]:
        given = {"_QUALITYFILTER_COMPLETE": "complete_bash", "COMP_WORDS": words}
        given["COMP_CWORD"] = str(len(words.split(" ")) - 1)
        done = subprocess.run(
            [sys.executable, "-m", "qualityfilter"],
            env=os.environ | given | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout.split()

    assert completed("qualityfilter cl") == ["clean"]
    assert completed("qualityfilter clean --max-l") == ["--max-loss"]
    assert completed("qualityfilter clean --from js") == ["jsonl", "json"]
    assert completed("qualityfilter clean --only acc") == ["accept"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("cleen a.txt", "no such command 'cleen'"),
        ("--foo", "no such option: --foo; see qualityfilter --help"),
        ("report a.jsonl", "missing option '--out' / '-o'; see qualityfilter report --help"),
        ("report a.jsonl -o r.txt", "r.txt: the report is a page; give -o FILE.html"),
        ("report a.jsonl -o no/r.html", "make it with: mkdir -p no"),
        ("report a.jsonl -o there.html", "there.html is there already; give --force"),
        ("report a.jsonl -o r.html --text-field x", "no record has a field 'x'; there are: id, t"),
        ("report a.jsonl -o r.html --documents few", "'--documents'"),
        ("review a.jsonl", "missing option '--labels'; see qualityfilter review --help"),
        ("review a.jsonl --labels l.jsonl --port 0", "'--port'"),
        ("review a.jsonl --labels l.jsonl --text-field x", "no record has a field 'x'"),
        ("clean a.jsno", "no such file or folder: a.jsno; did you mean 'a.jsonl'?"),
        ("clean no/a.txt", "no such file or folder: no/a.txt"),
        ("clean none*", "no such file or folder: none*"),
        ("explain in/b.txt", "no such file: in/b.txt; did you mean 'in/a.txt'?"),
        ("review a.jsonl --labels no/l.jsonl", "make it with: mkdir -p no"),
        ("labels merge a b -o there.html", "there.html is there already"),
        ("labels export a -o no/b.json", "make it with: mkdir -p no"),
        ("explain a.txt b.txt", "unexpected extra argument"),
        ("explain a.jsonl", "explain shows one text, and a.jsonl is jsonl; for many: qualityfil"),
        ("explain in", "explain shows one text, and in is a folder; for many: qualityfilter rep"),
        ("explain a.txt --width 3", "'--width'"),
        ("settings --settings none.toml", "none.toml"),
        ("labels merge a", "missing argument 'B'; see qualityfilter labels merge --help"),
    ],
)
def test_whatever_is_typed_wrong_is_one_line(words: str, says: str) -> None:
    write("a.txt", STORY)
    write("a.jsonl", LINES)
    write("in/a.txt", STORY)
    write("there.html", "mine")
    before = files()
    done = run(*words.split())
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1
    assert says in done.stderr
    assert files() == before
    assert StandIn.made == []
