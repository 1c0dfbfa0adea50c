"""The command line, with a stand-in for the filter: it knows junk by a word."""

import inspect
import io
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from typer.testing import CliRunner

import qualityfilter as qf
from qualityfilter.apps.cli import render
from qualityfilter.apps.cli.common import visible
from qualityfilter.core.data import cut
from tests.command import app

ROOT = Path(__file__).parent.parent
GOOD = "The bridge over the Sarn opens on Monday.\n"
STORY = f"The bridge\n\n{GOOD}JUNK: share this story\nIt perhaps costs nine million.\n"
CLEANED = f"The bridge\n\n{GOOD}It perhaps costs nine million.\n"
MADE = qf.Provenance("0", "stand-in", "0", "hedges", "0", "quality", "0", "0")
HOSTILE = "\x1b[31mred\x1b[0m [bold]no markup[/bold] \x07\u202e\x9b2J :smile:\n"


def stand_in_result(document: qf.Document, settings: qf.Settings) -> qf.CleanResult:
    """Cut lines that start with JUNK, mark lines with `perhaps`."""
    spans, at = [], 0
    for line in document.text.splitlines(keepends=True):
        end = at + len(line)
        if line.startswith("JUNK") and settings.actions["social"] != "keep":
            reason = qf.Evidence(at, end, "social", 0.97, "rule:junk", "says that it is junk")
            spans.append(qf.Span(at, end, "social", 0.97, settings.actions["social"], (reason,)))
        if (cue := line.find("perhaps")) >= 0:
            place = (at + cue, at + cue + len("perhaps"))
            reason = qf.Evidence(*place, "speculative", 0.8, "cue:doubt", "an adverb of doubt")
            spans.append(qf.Span(at, end, "speculative", 0.8, "mark", (reason,), quoted=True))
        at = end
    text = cut(document.text, spans)
    scores = qf.Scores(0.7, 0.25, 0.1, 0.2, 0.2, 0, 0, 0, 0, 1, len(text.split()))
    verdict = qf.Verdict("review", (qf.Reason("short", scores.words, 40),))
    return qf.CleanResult(document, text, tuple(spans), scores, verdict, MADE)


class StandIn:
    """Stands in for `QualityFilter`.

    A text FAIL fails, STOP is Ctrl-C, DIE ends the process, and SLEEP takes a minute.
    """

    made: list["StandIn"] = []  # noqa: RUF012 - emptied for each test

    def __init__(
        self, settings: qf.Settings, *, trust: bool, profiles: Any = None, **models: str
    ) -> None:
        self.settings, self.model, self.trust = settings, models["model"], trust
        self.profiles = profiles
        self.hedge_model, self.quality_model = models["hedge_model"], models["quality_model"]
        self.loaded = SimpleNamespace(provenance=MADE)
        self.made.append(self)

    def clean(self, document: str | qf.Document, *, title: str | None = None) -> qf.CleanResult:
        made = qf.Document(document) if isinstance(document, str) else document
        return stand_in_result(replace(made, title=title), self.settings)

    def clean_many(self, documents: Iterable[qf.Document]) -> Iterator[qf.CleanResult | qf.Failure]:
        return map(self._clean, documents)

    def _clean(self, document: qf.Document) -> qf.CleanResult | qf.Failure:
        if document.text == "STOP":
            os.kill(os.getppid(), signal.SIGINT)
            time.sleep(5)
        if document.text == "DIE":
            os.kill(os.getpid(), signal.SIGKILL)
        if document.text == "SLEEP":
            time.sleep(60)
        if document.text == "FAIL":
            return qf.Failure(document.id, "internal", "it was told to fail")
        return stand_in_result(document, self.settings)


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    StandIn.made = []
    monkeypatch.setattr("qualityfilter.pipeline.filter.QualityFilter", StandIn)
    monkeypatch.chdir(tmp_path)
    for name in ("FORCE_COLOR", "NO_COLOR", "COLUMNS", "TERM"):
        monkeypatch.delenv(name, raising=False)


def run(*arguments: str, given: str | bytes | None = None) -> Any:
    mixes = "mix_stderr" in inspect.signature(CliRunner).parameters  # up to click 8.1
    options: dict[str, Any] = {"mix_stderr": False} if mixes else {}
    return CliRunner(**options).invoke(app, arguments, input=given)


def write(path: str, content: str | bytes) -> Path:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def records(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_bytes().splitlines()]


def files() -> list[str]:
    return sorted(p.as_posix() for p in Path().rglob("*") if p.is_file())


# --- clean: texts


def test_a_text_to_a_file() -> None:
    write("a.txt", STORY)
    done = run("clean", "a.txt", "-o", "b.txt")
    assert done.exit_code == 0
    assert Path("b.txt").read_bytes() == CLEANED.encode()
    assert files() == ["a.txt", "b.txt"]


def test_a_text_keeps_its_line_breaks() -> None:
    write("a.txt", "\ufeffone\r\nJUNK\r\ntwo\rthree")
    run("clean", "a.txt", "-o", "b.txt")
    assert Path("b.txt").read_bytes().decode() == "\ufeffone\r\ntwo\rthree"


def test_standard_input_to_standard_output() -> None:
    done = run("clean", "-", "--quiet", given=STORY)
    assert (done.exit_code, done.stdout, done.stderr) == (0, CLEANED, "")


def test_a_folder_is_mirrored() -> None:
    for name in ("in/a.txt", "in/deep/er/b.TXT", "in/deep/notes.rst"):
        write(name, STORY)
    done = run("clean", "in", "-o", "out")
    assert done.exit_code == 0
    assert (
        "passed over 1 path: their names do not say what they hold: in/deep/notes.rst"
        in done.stderr
    )
    assert [name for name in files() if name.startswith("out")] == [
        "out/a.txt",
        "out/deep/er/b.TXT",
    ]
    assert Path("out/deep/er/b.TXT").read_text() == CLEANED


def test_several_inputs_to_a_folder() -> None:
    write("a.txt", STORY)
    write("in/b.txt", STORY)
    write("c.jsonl", json.dumps({"text": STORY}))
    assert run("clean", "a.txt", "in", "c.jsonl", "-o", "out").exit_code == 0
    assert files()[-3:] == ["out/a.txt", "out/b.txt", "out/c.jsonl"]


def test_a_name_that_ends_with_a_slash_is_a_folder() -> None:
    write("a.txt", STORY)
    assert run("clean", "a.txt", "-o", "out/").exit_code == 0
    assert "out/a.txt" in files()


def test_a_text_that_is_not_utf8_is_recorded_and_the_others_are_cleaned() -> None:
    write("in/bad.txt", b"one\n\xff")
    write("in/good.txt", STORY)
    done = run("clean", "in", "-o", "out")
    assert done.exit_code == 1
    assert "in/bad.txt, line 2: not UTF-8" in done.stderr.replace("\\", "/")
    assert files() == ["in/bad.txt", "in/good.txt", "out.failures.jsonl", "out/good.txt"]
    (failed,) = records("out.failures.jsonl")
    assert (failed["line"], failed["kind"], failed["record"]) == (2, "encoding", "one\n\\xff")


# --- clean: JSON lines


def test_json_lines_in_order_with_failures_between() -> None:
    lines = [
        {"id": 1, "text": STORY, "extra": [1.5, {"a": None}]},
        "not an object",
        {"id": 3, "text": "FAIL"},
        {"id": 4},
        {"id": 5, "text": "\ud800 JUNK"},
    ]
    write("a.jsonl", "\n".join(map(json.dumps, lines)) + "\n{broken\n")
    done = run("clean", "a.jsonl", "-o", "b.jsonl")
    assert done.exit_code == 1
    first, last = records("b.jsonl")
    assert (first["id"], first["text"], first["extra"]) == (1, CLEANED, [1.5, {"a": None}])
    assert first["qualityfilter"]["reasons"] == ["short"]
    assert "spans" not in first["qualityfilter"]
    assert (last["id"], last["text"]) == (5, "\ud800 JUNK")
    failed = {each["line"]: each for each in records("b.jsonl.failures.jsonl")}
    kinds = {line: each["kind"] for line, each in failed.items()}
    assert kinds == {2: "object", 3: "internal", 4: "text", 6: "json"}
    assert failed[3]["id"] == "3"
    assert json.loads(failed[3]["record"]) == lines[2]
    assert "4 records failed, see b.jsonl.failures.jsonl" in done.stderr


def test_spans_bring_the_original() -> None:
    done = run("clean", "-", "--from", "jsonl", "--spans", given=json.dumps({"text": STORY}))
    found = json.loads(done.stdout)["qualityfilter"]
    assert found["original"] == STORY
    assert [span["label"] for span in found["spans"]] == ["social", "speculative"]


def test_fields_have_other_names() -> None:
    line = json.dumps({"body": STORY, "url": "u", "head": "T"})
    arguments = ["--text-field", "body", "--title-field", "head", "--id-field", "url"]
    done = run("clean", "-", "--from", "jsonl", *arguments, given=line)
    assert json.loads(done.stdout)["body"] == CLEANED


def test_failures_on_standard_output_go_to_standard_error() -> None:
    done = run("clean", "-", "--from", "jsonl", "--quiet", given=b'{"text": "\xff\x1b"}\n')
    assert (done.exit_code, done.stdout) == (1, "")
    said, record = done.stderr.splitlines()
    assert said == "failed: -, line 1: not UTF-8: byte 0xff at offset 10"
    assert json.loads(record)["record_base64"]
    assert files() == []


def test_the_failures_file_can_be_named() -> None:
    done = run("clean", "-", "--from", "jsonl", "--failures", "f.jsonl", given="{\n")
    assert done.exit_code == 1
    assert records("f.jsonl")[0]["source"] == "-"


def test_failures_of_an_earlier_run_do_not_stay() -> None:
    write("a.jsonl", json.dumps({"text": STORY}))
    write("b.jsonl.failures.jsonl", "{}\n")
    assert run("clean", "a.jsonl", "-o", "b.jsonl").exit_code == 2
    run("clean", "a.jsonl", "-o", "b.jsonl", "--force")
    assert Path("b.jsonl.failures.jsonl").read_bytes() == b""


def test_json_lines_without_a_good_record_leave_an_empty_file() -> None:
    write("a.jsonl", "{\n")
    run("clean", "a.jsonl", "-o", "b.jsonl")
    assert Path("b.jsonl").read_bytes() == b""


def test_several_files_of_json_lines_to_one() -> None:
    write("a.jsonl", json.dumps({"text": "a"}))
    write("b.jsonl", json.dumps({"text": "b"}))
    run("clean", "b.jsonl", "a.jsonl", "-o", "c.jsonl")
    assert [each["text"] for each in records("c.jsonl")] == ["b", "a"]


def test_sites_are_learnt_before_their_records_are_cleaned() -> None:
    lines = [{"text": f"Week {week}.\n\nRing the bell", "site": "a"} for week in range(5)]
    write("a.jsonl", "\n".join(map(json.dumps, lines)) + "\n{broken\n")
    assert run("clean", "a.jsonl", "-o", "b.jsonl", "--by-site", "site").exit_code == 1
    (profile,) = StandIn.made[0].profiles.values()
    assert (profile.documents, [*profile.lines.values()]) == (5, [5])
    done = run("clean", "-", "--from", "jsonl", "--by-site", "site", given="{}")
    assert done.exit_code == 2
    assert "standard input only comes once" in done.stderr


# --- clean: options, wrong use, exit codes


def test_settings_reach_the_filter() -> None:
    write("a.txt", STORY)
    arguments = ["--action", "social=keep", "--action", "caption=mark", "--threshold", "0.7"]
    arguments += ["--model", "mine", "--trust-model"]
    run("clean", "a.txt", "-o", "b.txt", *arguments)
    (made,) = StandIn.made
    assert (made.model, made.trust) == ("mine", True)
    assert made.settings == qf.Settings({"social": "keep", "caption": "mark"}, threshold=0.7)
    assert Path("b.txt").read_text() == STORY


def test_max_loss_reaches_the_filter() -> None:
    run("clean", "-", "--max-loss", "0.01", given=STORY)
    assert StandIn.made[0].settings == qf.Settings(max_loss=0.01)


def test_the_summary() -> None:
    done = run("clean", "-", given=STORY)
    *said, took = done.stderr.splitlines()
    assert said == [
        "cleaned 1 record: 0 accept, 1 review, 0 reject",
        "cut 23 of 108 characters (21.3%)",
        "  social                  23",
    ]
    assert re.fullmatch(
        r"took \d+\.\d s after \d+\.\d s to start(, [\d,]+ records? a second)?", took
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["a.txt", "a.jsonl"], "several formats (jsonl, text): say which with --to"),
        (["in"], "several texts need a folder"),
        (["in", "-o", "two.txt"], "several texts need a folder"),
        ([""], "an INPUT is empty"),
        (["a.txt", "-o", ""], "the name of a file to write is empty"),
        (["a.txt", "-o", "a.rst"], "a.rst is there already; give --force to overwrite"),
        (["in", "-o", "in2"], "in2/a.txt is there already; give --force"),
        (["a.txt", "-o", "x", "--failures", "a.rst"], "a.rst is there already; give --force"),
        (["a.txt", "-o", "no/such/x"], "no folder no/such; make it with: mkdir -p no/such"),
        (["in", "-o", "no/out/"], "there is no folder no; make it with: mkdir -p no"),
        (["a.txt", "-o", "x", "--summary", "no/s.json"], "make it with: mkdir -p no"),
        (["a.txt", "-o", "a.rst/x"], "a.rst is a file, not a folder"),
        (["a.txt", "--encoding", "klingon"], "no such encoding: klingon; give one such as"),
        (["t.csv", "--delimiter", ";;"], "it must be one character"),
        (["t.csv", "--text-field", "txt"], "no column 'txt'; there are: text, place; name the"),
        (["t.csv", "--title-field", "head"], "no column 'head'; there are: text, place; name the"),
        (["a.jsonl", "--text-field", "txt"], "no record has a field 'txt'; there are: text, id;"),
        (["a.txt", "--min-quality", "nan"], "it must be between 0 and 1"),
        (["a.txt", "--text-feild", "x"], "no such option: --text-feild"),
        (["a.txt", "-j", "many"], "'--jobs'"),
        (["a.txt", "--time-limit"], "--time-limit"),
        (["none.txt", "-o", "x"], "no such file or folder: none.txt"),
        (["a.rst", "-o", "x"], "its name does not say what it holds; give --from FORMAT"),
        (["empty", "-o", "x"], "no file in empty or below it"),
        (["a.txt", "-o", "a.txt"], "a.txt is an input"),
        (["a.txt", "-o", "./in/../a.txt"], "is an input"),
        (["in", "-o", "in"], "is an input"),
        (["a.txt", "-o", "x.txt", "--failures", "a.txt"], "a.txt is an input"),
        (["a.txt", "-o", "x.txt", "--failures", "x.txt"], "both an output and the failures"),
        (["in", "in2", "-o", "out"], "several inputs would be written to"),
        (["in", "-o", "-"], "several texts need a folder"),
        (["in", "-o", "a.rst"], "a.rst is a file"),
        (["a.txt", "-o", "x", "--action", "caption"], "write LABEL=ACTION"),
        (["a.txt", "-o", "x", "--action", "captoin=keep"], "did you mean 'caption'?"),
        (["a.txt", "-o", "x", "--action", "body=cut"], "always `keep`"),
        (["a.txt", "-o", "x", "--threshold", "1", "--max-loss", "0"], "not both"),
        (["a.txt", "-o", "x", "--threshold", "2"], "it must lie in"),
        (["a.txt", "-o", "x", "--spans"], "a cleaned text has no place for spans"),
        (["a.txt", "-o", "x", "--from", "jsonI"], "did you mean 'json'?"),
        (["a.txt", "-o", "x", "--only", "acept"], "did you mean 'accept'?"),
        (["a.txt", "-o", "x.txt", "--rejected", "x.txt"], "both an output and what is rejected"),
        (["-", "--from", "jsonl", "--text-field", "qualityfilter"], "the text cannot stand in"),
    ],
)
def test_wrong_use_is_one_line(arguments: list[str], says: str) -> None:
    write("a.jsonl", json.dumps({"text": STORY, "id": 1}))
    write("t.csv", "text,place\nx,y\n")
    for name in ("a.txt", "a.rst", "in/a.txt", "in/b.txt", "in2/a.txt"):
        write(name, STORY)
    Path("empty").mkdir()
    before = files()
    done = run("clean", *arguments)
    assert done.exit_code == 2
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1
    assert says in done.stderr
    assert files() == before
    assert Path("a.txt").read_text() == STORY


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="there are no links here")
def test_a_link_in_the_output_leads_nowhere_else() -> None:
    write("in/sub/a.txt", STORY)
    Path("elsewhere").mkdir()
    Path("out").mkdir()
    Path("out/sub").symlink_to(Path("elsewhere").resolve())
    done = run("clean", "in", "-o", "out")
    assert done.exit_code == 2
    assert "leads out of" in done.stderr
    assert files() == ["in/sub/a.txt"]


def test_a_model_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    from qualityfilter.core.errors import UntrustedArtifact

    def refuse(*_: object, **__: object) -> None:
        raise UntrustedArtifact("it comes from elsewhere")

    monkeypatch.setattr("qualityfilter.pipeline.filter.QualityFilter", refuse)
    done = run("clean", "-", given=STORY)
    assert (done.exit_code, done.stderr) == (
        2,
        "error: it comes from elsewhere (here: --trust-model)\n",
    )


def test_ctrl_c_leaves_nothing_half_written() -> None:
    lines = [{"text": STORY}, {"id": 2}, {"text": "STOP"}]
    write("a.jsonl", "\n".join(map(json.dumps, lines)))
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    done = run("clean", "a.jsonl", "-o", "b.jsonl")
    for each, what in before.items():
        signal.signal(each, what)
    assert done.exit_code == 3
    assert "the same command goes on from there" in done.stderr
    assert not Path("b.jsonl").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk is always full here")
def test_what_cannot_be_written() -> None:
    write("a.txt", STORY)
    done = run("clean", "a.txt", "-o", "/dev/full", "--failures", "f.jsonl")
    assert done.exit_code == 4
    assert done.stderr.startswith("error: could not write")
    assert files() == ["a.txt"]


# --- explain


def test_explain_without_colour() -> None:
    write("a.txt", STORY)
    done = run("explain", "a.txt")
    assert done.exit_code == 0
    shown = done.stdout.splitlines()
    assert shown[:8] == [
        "1  The bridge",
        "2",
        "3  The bridge over the Sarn opens on Monday.",
        "4  ~~JUNK: share this story~~ [social]",
        "     0.97 says that it is junk (rule:junk)",
        "5  __It perhaps costs nine million.__ [speculative]",
        "     0.80 “perhaps”: an adverb of doubt (cue:doubt)",
        "          inside quotation marks",
    ]
    assert "cut      social 1" in shown
    assert "verdict  review" in shown
    assert any(line.startswith("quality       0.70  ███████░░░") for line in shown)
    assert "\x1b" not in done.stdout


def test_explain_beside() -> None:
    shown = run("explain", "-", "--width", "120", given=STORY).stdout.splitlines()
    assert re.fullmatch(r"4  ~~JUNK.*~~ \[social\] +0\.97 says that it is junk.*", shown[3])


def test_explain_says_what_repeats_once() -> None:
    shown = run("explain", "-", given="JUNK a\n\nJUNK b\nJUNK c\n").stdout
    assert shown.count("says that it is junk") == 1
    assert shown.count("as above") == 2


def test_explain_takes_settings() -> None:
    run("explain", "-", "--action", "social=keep", "--threshold", "0.3", given=STORY)
    assert StandIn.made[0].settings == qf.Settings({"social": "keep"}, threshold=0.3)


@pytest.mark.parametrize("colour", [False, True])
def test_explain_obeys_nothing_in_the_text(colour: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if colour:
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setenv("TERM", "xterm-256color")
    arguments = ["explain", "-", "--width", "130"]
    shown = run(*arguments, given=f"{HOSTILE}JUNK {HOSTILE}").stdout
    assert ("\x1b" in shown) == colour
    shown = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    escapes = r"\x1b[31mred\x1b[0m [bold]no markup[/bold] \x07\u202e\x9b2J :smile:"
    assert shown.count(escapes) == 2
    assert all(each.isprintable() or each == "\n" for each in shown)


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [(b"\xff", 1, "not UTF-8"), (None, 2, "no such file")],
)
def test_explain_fails_in_one_line(content: bytes | None, code: int, says: str) -> None:
    if content is not None:
        write("a.txt", content)
    done = run("explain", "a.txt")
    assert done.exit_code == code
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


def test_explain_wants_one_text() -> None:
    write("a.jsonl", "{}")
    assert run("explain", "a.jsonl").exit_code == 2
    assert run("explain", ".").exit_code == 2


@given(text=st.text(st.characters() | st.sampled_from("\n\r\v\x1b\u2028\ud800 [")))
def test_visible_text_has_nothing_to_obey(text: str) -> None:
    shown = visible(text)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", shown)
    assert visible(shown) == shown


@given(
    text=st.text(st.sampled_from("ab \n\r\t\v\x1b[]é\u2028"), max_size=60),
    seed=st.integers(0, 999),
    width=st.sampled_from([40, 80, 130]),
)
def test_every_visible_piece_shows_its_label(text: str, seed: int, width: int) -> None:
    chance = random.Random(seed)
    spans = []
    for label in ("social", "speculative", "unattributed") if text else ():
        start = chance.randrange(len(text))
        end = chance.randint(start + 1, len(text))
        why = (qf.Evidence(start, end, label, 0.9, "rule:x", "why"),)
        spans.append(qf.Span(start, end, label, 0.9, "mark", why))
    spans.sort(key=lambda span: (span.start, span.end))
    bare = stand_in_result(qf.Document(text), qf.Settings())
    result = replace(bare, spans=tuple(spans))
    console = Console(file=io.StringIO(), width=width, highlight=False)
    console.print(render.render(result, width, plain=True))
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    unwrapped = re.sub(r"\s", "", shown)
    for span in spans:
        if text[span.start : span.end].strip():
            assert f"[{span.label}" in unwrapped
    assert all(each.isprintable() or each == "\n" for each in shown)


def test_every_label_has_a_colour_and_every_score_a_line() -> None:
    assert set(render.COLOURS) == set(qf.LABELS) - {"body"}
    assert {*render.SCORES, "words"} == set(qf.Scores.__dataclass_fields__)


# --- the command itself


def test_version_and_help() -> None:
    assert run("--version").stdout == f"qualityfilter {qf.__version__}\n"
    for command in ([], ["clean"], ["explain"]):
        done = run(*command, "--help")
        assert done.exit_code == 0
        assert "Exit codes" in done.stdout


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from qualityfilter.__main__ import main\n"
        "sys.argv = ['qualityfilter', 'clean', '--help']\n"
        "try: main()\n"
        "except SystemExit as stop: assert not stop.code\n"
        "heavy = {'numpy', 'scipy', 'sklearn', 'joblib', 're2', 'sentencex'}\n"
        "sys.exit(' '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Usage: qualityfilter clean" in done.stdout


def test_the_module_is_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "qualityfilter", "--version"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.stdout == f"qualityfilter {qf.__version__}\n"


def test_the_real_filter_behind_it() -> None:
    junk = "Share this article on Facebook"
    text = f"{GOOD}\n{GOOD}\n{junk}\n"
    done = subprocess.run(
        [sys.executable, "-m", "qualityfilter", "clean", "-", "--from", "jsonl", "--spans"],
        input=json.dumps({"id": 1, "text": text}).encode(),
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    record = json.loads(done.stdout)
    assert junk not in record["text"]
    spans = [qf.Span(**{**each, "evidence": ()}) for each in record["qualityfilter"]["spans"]]
    assert cut(record["qualityfilter"]["original"], spans) == record["text"]
