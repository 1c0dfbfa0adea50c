"""The README says what is true: its examples run, and its tables agree with the code."""

from __future__ import annotations

import doctest
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import typer
from typer.testing import CliRunner

import qualityfilter as qf
from qualityfilter.cli.app import app
from qualityfilter.cli.common import EXIT_CODES
from qualityfilter.config import DEFAULT_ACTIONS
from qualityfilter.quality.signals import HEURISTICS
from qualityfilter.records import KEY, FailedRecord, findings
from qualityfilter.training.card import before_after_table
from qualityfilter.training.cue_precision import measure_cues
from qualityfilter.training.lines_data import load
from qualityfilter.training.precision import labelled_lines
from qualityfilter.training.quality_data import load_graded, measuring
from tests import pictures
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
CLEAN = (
    "python3 -m venv .venv && .venv/bin/pip install --quiet . "
    "&& .venv/bin/qualityfilter clean fixtures/articles -o cleaned"
)
TEST = (
    "python3 -m venv .venv && .venv/bin/pip install --quiet --editable '.[test]' "
    "&& .venv/bin/pytest"
)


def blocks(language: str) -> list[str]:
    """Give the fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def rows(*titles: str) -> list[list[str]]:
    """Give the rows of the table with these titles, backticks left out."""
    _, _, after = README.partition(f"| {' | '.join(titles)} |\n")
    found = []
    for line in after.splitlines()[1:]:
        if not line.startswith("|"):
            break
        found.append([cell.strip().replace("`", "") for cell in line.strip("|").split("|")])
    assert found, f"no table {titles}"
    return found


def named(text: str) -> set[str]:
    """Give what stands between backticks."""
    return set(re.findall(r"`([^`\n]+)`", text))


def commands(
    command: Any = None, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Give every command that does something, and the root, with the words that call it."""
    command = command or typer.main.get_command(app)
    children = getattr(command, "commands", {})
    if not children or not path:
        yield path, command
    for name, child in children.items():
        yield from commands(child, (*path, name))


def options(command: Any) -> set[str]:
    return {
        name for each in command.params if each.param_type_name == "option" for name in each.opts
    }


def record(name: str) -> dict[str, Any]:
    """Give the README's example of a record by its id."""
    found: dict[str, Any]
    (found,) = (
        each
        for each in map(json.loads, blocks("json"))
        if each["id"] == name and "html" not in each
    )
    return found


def test_examples_give_what_they_show() -> None:
    example = "\n".join(blocks("python"))
    test = doctest.DocTestParser().get_doctest(example, {}, "README.md", "README.md", 0)
    runner = doctest.DocTestRunner()
    runner.run(test)
    assert runner.summarize(verbose=False) == (0, len(test.examples))
    assert len(test.examples) > 10


def test_settings_files_are_valid() -> None:
    found = [qf.Settings.from_toml(block) for block in blocks("toml")]
    assert [rule.id for each in found for rule in each.own_rules] == ["live-blog"]


def test_the_two_commands_come_first() -> None:
    assert blocks("sh")[0] == f"{CLEAN}\n{TEST}\n"
    before = README[: README.index("```")]
    assert "![" in before
    first = next(line for line in README.splitlines() if ".venv/bin/pytest" in line)
    assert first == TEST  # which .ci/run takes


def test_every_command_is_named() -> None:
    found = {row[0].removeprefix("qualityfilter ") for row in rows("command", "what it does")}
    for path, _ in commands():
        call = " ".join(path)
        assert not path or any(each.startswith(f"{call} ") for each in found), call
    assert len(found) == len(list(commands())) - 1


def test_every_option_is_named_with_its_commands() -> None:
    told = {
        (command.strip(), option.strip())
        for names, of, _ in rows("option", "of", "meaning")
        for option in names.split(",")
        for command in of.split(",")
    }
    real = {
        (" ".join(path) or "qualityfilter", option)
        for path, command in commands()
        for option in options(command)
    }
    assert told == real


def test_exit_codes() -> None:
    codes = EXIT_CODES.removeprefix("Exit codes: ").removesuffix(".").split("; ")
    assert [" ".join(row) for row in rows("exit code", "meaning")] == codes


def test_labels_and_their_actions() -> None:
    table = [(name, action) for name, _, action in rows("label", "what it is", "default action")]
    assert table == list(DEFAULT_ACTIONS.items())


def test_scores() -> None:
    found = [row[0] for row in rows("score", "range", "higher is", "meaning")]
    assert found == list(qf.Scores.__dataclass_fields__)


@pytest.mark.parametrize("command", ["clean", "explain"])
def test_help_lists_scores_and_reasons(command: str) -> None:
    shown = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "400"}).stdout
    told = {*re.findall(r"(\w+)(?: \(\w+\))?,", shown)}
    assert {*qf.Scores.__dataclass_fields__, *qf.REASONS} <= told


def test_heuristics() -> None:
    table = rows("heuristic", "a text passes with", "languages", "meaning")
    assert [(row[0], row[2], row[3]) for row in table] == [
        (name, each.scope, each.meaning) for name, each in HEURISTICS.items()
    ]
    for (_, bounds, *_), each in zip(table, HEURISTICS.values(), strict=True):
        numbers = [float(number.replace(",", "")) for number in re.findall(r"[\d.,]+", bounds)]
        assert numbers == [
            each_bound for each_bound in (each.least, each.most) if each_bound is not None
        ]


def test_reasons_and_limits() -> None:
    table = rows("reason", "verdict", "meaning", "limit")
    assert {row[0]: (row[1], row[2]) for row in table} == dict(qf.REASONS)
    limits = qf.Limits()
    real = {f"{name}={getattr(limits, name)}" for name in qf.Limits.__dataclass_fields__}
    assert {row[3] for row in table if row[3]} == real


@pytest.mark.parametrize("spans", [False, True])
def test_json_lines(tmp_path: Path, quality_filter: qf.QualityFilter, spans: bool) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    line = next(block for block in blocks("json") if '"section"' in block)
    source.write_text(line, encoding="utf-8")
    call = ["clean", str(source), "-o", str(target), *(["--spans"] if spans else [])]
    assert CliRunner().invoke(app, call).exit_code == 0
    given, cleaned = json.loads(line), json.loads(target.read_text(encoding="utf-8"))
    found = cleaned.pop(KEY)
    assert found.keys() <= named(README)
    assert cleaned == given | {
        "text": quality_filter.clean(given["text"], title=given["title"]).text
    }
    assert found.keys() == findings(quality_filter.clean(given["text"]), spans=spans).keys()


def test_failures_file() -> None:
    section = README[README.index("### What failed") : README.index("## Labels")]
    failed = FailedRecord("-", 1, qf.Failure(None, "encoding", "not UTF-8"), b"\xff")
    assert failed.to_dict().keys() <= named(section)


def test_training_records_can_be_read(tmp_path: Path) -> None:
    files = {"texts": "t1", "pages": "p1", "hedges": "h1", "quality": "q1"}
    for folder in ("labelled", "pages"):
        (tmp_path / folder).mkdir()
    for name, key in files.items():
        line = json.dumps(record(key))
        (tmp_path / "labelled" / f"{name}.jsonl").write_text(line, encoding="utf-8")
    (page,) = (block for block in blocks("json") if "html" in json.loads(block))
    (tmp_path / "pages" / "mine.jsonl").write_text(page, encoding="utf-8")

    text, lines = record("t1"), list(labelled_lines(tmp_path))
    (junk,) = text["inline_junk"]
    assert text["text"][slice(*junk)] == "ADVERTISEMENT"
    assert [[label for _, label, _ in each] for each in lines] == [
        [label for _, _, label in text["spans"]],
        record("p1")["labels"][1:],
    ]
    assert {"texts", "page", "soup_lines"} <= {each.view for each in load(tmp_path)}
    assert measure_cues([record("h1")]) != measure_cues([record("h1") | {"types": []}])
    read = load_graded(tmp_path, qf.QualityFilter(measuring()), test=False)
    assert read.graded.grades.tolist() == [3]


def test_the_table_is_what_was_measured() -> None:
    manifest = json.loads((ROOT / "models" / "default" / "manifest.json").read_text("utf-8"))
    metrics = manifest["metrics"]
    figures = (metrics[name]["before_after"] for name in ("out_of_fold", "test"))
    assert before_after_table(*figures) in README


def test_links_lead_somewhere() -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", README)
    assert targets
    assert [each for each in targets if not (ROOT / each).is_file()] == []


def test_modules_are_where_the_readme_says() -> None:
    names = named(README[README.index("## How it is built") : README.index("## Licence")])
    assert [each for each in names if not each.startswith(".") and not _in_package(each)] == []


def _in_package(name: str) -> bool:
    return (ROOT / "qualityfilter" / name).exists()


def test_the_picture_is_the_present_one() -> None:
    drawn = pictures.PICTURE.read_text(encoding="utf-8")
    assert words_of(drawn) == words_of(pictures.picture()), "run python -m tests.pictures"


def test_the_picture_needs_no_network() -> None:
    drawn = pictures.PICTURE.read_text(encoding="utf-8")
    assert set(re.findall(r"https?://[^\"' )]+", drawn)) == {"http://www.w3.org/2000/svg"}
    assert "@import" not in drawn
    assert set(re.findall(r"url\(([^)]*)", drawn)) <= set(re.findall(r"url\((#[^)]*)", drawn))


def words_of(drawn: str) -> Counter[str]:
    """Count the words that an SVG shows; where lines break depends on the release of rich."""
    shown = (each.text or "" for each in ElementTree.fromstring(drawn).iter() if "text" in each.tag)
    return Counter(" ".join(shown).split())
