"""Errors of the system are one clear line and an exit code; what is not read is counted."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from qualityfilter.core.errors import UsageError
from qualityfilter.records.options import Options
from qualityfilter.records.runs import folders
from qualityfilter.records.runs.inputs import Names
from qualityfilter.records.runs.plan import Plan, make_plan
from tests.conftest import ROOT
from tests.runs.command import COMMAND, run

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
OPTIONS = Options("text", "text")
LONG = "n" * 300


@pytest.fixture(autouse=True)
def _work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("in/a.txt", "in/deep/b.txt", "in/closed/c.txt", "in/notes.rst"):
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    Path("in/nowhere.txt").symlink_to("none.txt")
    Path("in/circle.txt").symlink_to("circle.txt")
    Path("in/again").symlink_to("deep")
    os.mkfifo("in/pipe.txt")


def plan(*inputs: str, out: str = "out/") -> Plan:
    return make_plan(Names(inputs, out), OPTIONS)


def test_what_is_passed_over_is_counted() -> None:
    found = plan("in")
    assert len(found.jobs[0].inputs) == 3
    assert len(found.passed["links that lead nowhere"]) == 2
    assert found.passed["their names do not say what they hold"] == [Path("in/notes.rst")]
    code, said = run("clean", "in", "-o", "out/", "--summary", "s.json", folder=Path.cwd())
    assert code == 0
    assert "passed over 2 paths: links that lead nowhere" in said
    assert "passed over 2 paths: neither files nor folders of their own" in said
    assert "passed over 1 path: their names do not say what they hold" in said
    assert sum(json.loads(Path("s.json").read_bytes())["passed_over"].values()) == 5
    named = make_plan(Names(["in", "in/notes.rst"], "x.jsonl", read_as="text"), OPTIONS)
    assert "in/notes.rst" in {str(each.path) for each in named.jobs[0].inputs}
    assert "their names do not say what they hold" not in named.passed
    assert [*plan("in/*.txt", "in/deep", out="out2/").passed] == ["links that lead nowhere"]


@pytest.mark.parametrize("name", ["in/nowhere.txt", "in/circle.txt", "in/nowhere*", "in/*circle*"])
def test_a_link_that_leads_nowhere_is_no_input(name: str) -> None:
    with pytest.raises(UsageError, match=r"leads nowhere|no such file"):
        plan(name)


@pytest.mark.parametrize("given", ["in", "in/*/*.txt", "in/**/*.txt", "*"])
def test_a_folder_that_may_not_be_read(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def refuse(path: Any = ".") -> Any:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(folders.os, "scandir", refuse)
    with pytest.raises(UsageError, match="in/closed cannot be read: Permission denied"):
        plan(given)
    assert len(plan("in/*.txt", "in/deep").jobs[0].inputs) == 3  # it does not lie on their way


def test_folders_that_are_nested_deeply() -> None:
    deep = "d/" * 1500
    for at in range(10, 1501, 10):
        Path("d/" * at).mkdir(parents=True, exist_ok=True)
    Path(deep, "a.txt").write_text("x")
    try:
        assert [str(each.path) for each in plan("d").jobs[0].inputs] == [deep + "a.txt"]
    finally:  # Python's own way to remove folders does not reach so deep
        subprocess.run(["rm", "-r", "d"], check=True)


ERRORS: Mapping[str, tuple[tuple[str, ...], set[int]]] = {
    "a name of an input that is too long": ((LONG, "-o", "x/"), {2}),
    "a path of an input that is too long": (("n/" * 3000, "-o", "x/"), {2}),
    "a name of an output that is too long": (("in/a.txt", "-o", f"{LONG}.txt"), {2, 4}),
    "a companion's name that is too long": (("in/a.txt", "-o", "n" * 250), {2, 4}),
    "a folder for the summary": (("in/a.txt", "-o", "x.txt", "--summary", "in"), {2, 4}),
    "a folder for the failures": (("in/a.txt", "-o", "x.txt", "--failures", "in"), {2, 4}),
    "a folder of settings": (("in/a.txt", "-o", "x.txt", "--settings", "in"), {2}),
    "no settings": (("in/a.txt", "-o", "x.txt", "--settings", "none.toml"), {2}),
    "a file in the way of a folder": (("in/a.txt", "-o", "in/a.txt/b.txt"), {2, 4}),
    "links in a circle": (("in/a.txt", "-o", "in/circle.txt"), {2, 4}),
}


@pytest.mark.parametrize("name", ERRORS)
def test_errors_of_the_system_are_told(name: str) -> None:
    arguments, codes = ERRORS[name]
    code, said = run("clean", *arguments, folder=Path.cwd())
    assert code in codes
    assert said.splitlines()[-1].startswith("error: ")
    assert "Traceback" not in said
    assert Path("in/a.txt").read_text() == "x"


def shell(script: str, *arguments: str) -> tuple[int, str]:
    """Run the command in a shell, which closes streams and removes folders."""
    done = subprocess.run(
        ["bash", "-c", script, "bash", *COMMAND, *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("script", "arguments", "codes", "says"),
    [
        ('"$@" <&-', ["clean", "-", "-o", "-"], {2}, "standard input is closed"),
        ('"$@" <&-', ["explain", "-"], {2}, "standard input is closed"),
        ('"$@" >&-', ["clean", "in/a.txt", "-o", "-"], {4}, "standard output: it is closed"),
        ('"$@" 2>&-', ["clean", "in/a.txt", "-o", "x.txt"], {0}, ""),
        (
            'mkdir gone; cd gone; rmdir ../gone; "$@"',
            ["clean", "a.txt", "-o", "b.txt"],
            {2, 4},
            "error: ",
        ),
        (
            'mkdir gone; cd gone; rmdir ../gone; "$@"',
            ["clean", "-", "-o", "b.txt"],
            {2, 4},
            "error: ",
        ),
    ],
)
def test_streams_that_are_closed_and_a_folder_that_is_gone(
    script: str, arguments: list[str], codes: set[int], says: str
) -> None:
    code, said = shell(script, *arguments)
    assert code in codes, said
    assert says in said
    assert "Traceback" not in said


@pytest.mark.skipif(sys.platform != "linux", reason="memory has no limit elsewhere")
def test_a_lack_of_memory_is_told() -> None:
    Path("a.jsonl").write_text(json.dumps({"text": "x" * 60_000_000}))
    limit = 'ulimit -d 150000; "$@"'
    code, said = shell(limit, "clean", "a.jsonl", "-o", "b.jsonl", "-j", "1")
    assert (code, said.splitlines()[-1][:35]) == (2, "error: there is not enough memory f")
    assert "Traceback" not in said.splitlines()[-1]
