"""The command: what is saved stays, however the server ends; what is odd is told."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from qualityfilter.apps.review.files import read_labels
from tests.command import app
from tests.conftest import ROOT
from tests.review.serving import ARTICLE, LINES, OTHER, Client, command
from tests.review.test_server import data, page

Process = subprocess.Popen[str]


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """Two texts, a record that fails, and one without an id."""
    records: list[Any] = [
        {"id": "a1", "title": "Ferry", "text": ARTICLE, "source": "sandby.example"},
        {"id": "a2", "body": "The field is missing"},
        {"text": OTHER},
    ]
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in records), encoding="utf-8")
    return path


def told(process: Process) -> str:
    """End a process and give what it said."""
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said
    return said


def number_of(client: Client, words: str) -> int:
    return next(at for at in (0, 1) if words in page(client, at)[1])


def test_killed_at_any_time_it_loses_nothing(tmp_path: Path, inputs: Path) -> None:
    labels = tmp_path / "labels.jsonl"
    with command(str(inputs), "--labels", str(labels), "--who", "Ada") as (process, client):
        at = number_of(client, "Share this story")
        client.label(1, "legal", at)
        client.label(2, "body", at)
        process.kill()
        process.wait()
    assert [each.labels for each in read_labels(labels).history] == [("legal",), ("body",)]
    labels.write_bytes(labels.read_bytes() + b'{"kind": "decision", "dig')
    with command(str(inputs), "--labels", str(labels), "--who", "Ada") as (process, client):
        lines = data(page(client, number_of(client, "Share this story"))[1])["lines"]
        rest = [None] * (LINES - 3)
        assert [each["chosen"] for each in lines] == [None, "legal", "body", *rest]
        client.step("undo", {})
        said = told(process)
    assert "25 bytes were cut off" in said
    assert "in.jsonl, line 2: has no field 'text'" in said
    assert "2 documents to review" in said
    assert [each.labels for each in read_labels(labels).decisions.values()] == [("legal",)]


def test_a_port_that_is_taken_and_a_file_that_is_open(tmp_path: Path, inputs: Path) -> None:
    first = ["--labels", str(tmp_path / "a.jsonl")]
    with (
        command(str(inputs), *first) as (_, one),
        command(str(inputs), "--labels", str(tmp_path / "b.jsonl")) as (_, other),
    ):
        assert one.port != other.port
        assert one.root != other.root
        found = CliRunner().invoke(app, ["review", str(inputs), *first])
        assert (found.exit_code, "another review" in found.output) == (2, True)


def test_labels_of_other_texts_are_kept_and_told(tmp_path: Path, inputs: Path) -> None:
    labels = tmp_path / "labels.jsonl"
    with command("-", "--labels", str(labels), given="One line here.\n") as (_, client):
        client.label(0, "body")
    before = labels.read_bytes()
    with command(str(inputs), "--labels", str(labels), "--first", "1") as (process, client):
        said = told(process)
    assert "decisions on other documents (1)" in said
    assert "there are more" in said
    assert labels.read_bytes() == before


def test_wrong_calls(tmp_path: Path, inputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    labels = ["--labels", str(tmp_path / "labels.jsonl"), "--no-browser"]
    for call in (["nowhere.jsonl", *labels], [str(inputs)], [str(inputs), *labels, "--first", "0"]):
        assert CliRunner().invoke(app, ["review", *call]).exit_code == 2
    foreign = ["review", str(inputs), "--labels", str(inputs)]
    found = CliRunner().invoke(app, foreign)
    assert (found.exit_code, "not of a file of labels" in found.output) == (2, True)
    assert inputs.read_text("utf-8").count("\n") == 3


def test_jinja_is_asked_for(inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from qualityfilter.apps.review.render import template

    template.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "jinja2", None)
    found = CliRunner().invoke(app, ["review", str(inputs), "--labels", str(tmp_path / "l")])
    assert (found.exit_code, "qualityfilter[review]" in found.output) == (2, True)


@pytest.mark.skipif(sys.platform != "linux", reason="here a browser is opened by xdg-open")
def test_the_token_is_in_no_command(tmp_path: Path) -> None:
    """The browser is started with a file that leads to the page."""
    seen = tmp_path / "told"
    opener = tmp_path / "bin" / "xdg-open"
    opener.parent.mkdir()
    opener.write_text(
        f'#!/bin/sh\necho "$1" > {seen}.new\ncat "$1" >> {seen}.new\nmv {seen}.new {seen}\n'
    )
    opener.chmod(0o755)
    text = tmp_path / "text.txt"
    text.write_text("The ferry will probably stop on Monday.\n")
    process = subprocess.Popen(
        [sys.executable, "-m", "qualityfilter", "review", str(text), "--labels", "labels.jsonl"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PATH": f"{opener.parent}:{os.environ['PATH']}"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        end = time.monotonic() + 60
        while not seen.exists() and time.monotonic() < end:
            time.sleep(0.05)
        given, content = seen.read_text().split("\n", 1)
        token = address.rstrip("/").rpartition("/")[2]
        assert token not in given
        assert Path(given).parent == tmp_path
        assert f"url={address}" in content
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert not Path(given).exists()
