"""README and docs say what is true: their code runs, and their tables agree with the package."""

from __future__ import annotations

import doctest
import functools
import json
import operator
import re
import shlex
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import typer
from typer.testing import CliRunner

import qualityfilter as qf
from qualityfilter.apps.cli.common import EXIT_CODES
from qualityfilter.core.config import DEFAULT_ACTIONS, LOSSES
from qualityfilter.core.data import LINE_LABELS
from qualityfilter.core.presets import PRESETS
from qualityfilter.lab import card
from qualityfilter.lab.cue_precision import measure_cues
from qualityfilter.lab.lines_data import load_pages, load_texts, see_pages
from qualityfilter.lab.quality_data import load_graded, measuring
from qualityfilter.quality.signals import HEURISTICS
from qualityfilter.records.jsonlines import findings
from qualityfilter.records.options import KEY
from qualityfilter.records.outcome import FailedRecord
from qualityfilter.rules import lexicon
from tests import pictures
from tests.command import app
from tests.conftest import ROOT

PATHS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
PAGES = {path.stem: path.read_text(encoding="utf-8") for path in PATHS}
README = PAGES["README"]
MOST_BYTES = 10_000
"""Of the README."""

CLEAN = (
    "python3 -m venv .venv && .venv/bin/pip install --quiet . "
    "&& .venv/bin/qualityfilter clean fixtures/articles -o cleaned"
)
TEST = (
    "python3 -m venv .venv && .venv/bin/pip install --quiet --editable '.[test]' "
    "&& .venv/bin/pytest"
)
OPTIONAL = ("pandas", "polars")
"""What examples import that need not be installed: `integrations/test_readme.py` runs these."""

each_page = pytest.mark.parametrize("page", PAGES)


def blocks(page: str, language: str) -> list[str]:
    """The fenced blocks of a language on a page."""
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGES[page], re.MULTILINE | re.DOTALL)


def rows(page: str, *titles: str) -> list[list[str]]:
    """The rows of the table with these titles on a page, backticks left out."""
    _, _, after = PAGES[page].partition(f"| {' | '.join(titles)} |\n")
    found = []
    for line in after.splitlines()[1:]:
        if not line.startswith("|"):
            break
        found.append([cell.strip().replace("`", "") for cell in line.strip("|").split("|")])
    assert found, f"no table {titles}"
    return found


def named(text: str) -> set[str]:
    """What stands between backticks."""
    return set(re.findall(r"`([^`\n]+)`", text))


def commands(
    command: Any = None, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command that does something, and the root, with the words that call it."""
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


# --- code


def examples(page: str) -> str:
    """The examples of a page that need nothing optional."""
    found = (block for block in blocks(page, "python") if ">>>" in block)
    return "\n".join(
        block for block in found if not any(f"import {name}" in block for name in OPTIONAL)
    )


@each_page
def test_examples_give_what_they_show(page: str) -> None:
    test = doctest.DocTestParser().get_doctest(examples(page), {}, page, page, 0)
    runner = doctest.DocTestRunner()
    runner.run(test)
    assert runner.summarize(verbose=False) == (0, len(test.examples))


def test_there_are_examples() -> None:
    parser = doctest.DocTestParser()
    counts = {page: len(parser.get_examples(examples(page))) for page in PAGES}
    assert {page for page, count in counts.items() if count} >= {
        "README", "cookbook", "labels", "python", "rules",
    }  # fmt: skip


@each_page
def test_sessions_give_what_they_show(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`$ cat FILE` shows what lies there, or, at first, what is to lie there."""
    monkeypatch.chdir(tmp_path)
    checker = doctest.OutputChecker()
    for block in blocks(page, "console"):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = step.partition("\n")
            given = output_of(shlex.split(command), shown)
            fits = checker.check_output(
                f"{shown.strip()}\n", f"{given.strip()}\n", doctest.ELLIPSIS
            )
            assert fits, given


def output_of(words: list[str], shown: str) -> str:
    """What a command of a session prints."""
    if words[0] == "cat":
        path = Path(words[1])
        if not path.exists():
            path.write_text(shown, encoding="utf-8")
        return path.read_text(encoding="utf-8")
    assert words[0] == "qualityfilter"
    result = CliRunner().invoke(app, words[1:])
    assert result.exit_code == 0, result.output
    return result.stdout


@each_page
def test_commands_in_blocks_exist_with_their_options(page: str) -> None:
    real = {path: options(command) for path, command in commands()}
    lines = (line for block in blocks(page, "sh") for line in block.splitlines())
    for line in lines:
        if "qualityfilter " not in line or "pip install" in line:
            continue
        words = shlex.split(line.partition("qualityfilter ")[2])
        path = next(tuple(words[:size]) for size in (2, 1) if tuple(words[:size]) in real)
        used = {word for word in words if word.startswith("-") and word != "-"}
        assert used <= real[path], line


def test_settings_files_are_valid() -> None:
    tables = [block for page in PAGES for block in blocks(page, "toml") if "[groups]" not in block]
    found = [qf.Settings.from_toml(block) for block in tables]
    assert [rule.id for each in found for rule in each.own_rules] == ["live-blog"]


def test_groups_of_the_lexicon_are_sound(tmp_path: Path) -> None:
    (block,) = (block for block in blocks("rules", "toml") if "[groups]" in block)
    path = tmp_path / "related.toml"
    path.write_text(block, encoding="utf-8")
    groups = lexicon.read(path)
    assert [each.lang for each in groups] == ["tr"]
    assert list(lexicon.faults(groups)) == []


def test_lists_of_the_lexicon_are_named() -> None:
    assert {*lexicon.SLOTS} <= named(PAGES["rules"])
    assert f"at most {lexicon.MOST_FORMS} forms" in PAGES["rules"]


# --- the README


def test_the_readme_is_short() -> None:
    assert len(README.encode()) < MOST_BYTES


def test_the_two_commands_come_first() -> None:
    assert blocks("README", "sh")[0] == f"{CLEAN}\n{TEST}\n"
    before = README[: README.index("```")]
    assert "![" in before
    first = next(line for line in README.splitlines() if ".venv/bin/pytest" in line)
    assert first == TEST  # which .ci/run takes


def test_the_readme_leads_to_every_page() -> None:
    missing = [page for page in PAGES if page != "README" and f"{page}.md)" not in README]
    assert missing == []


# --- links


@each_page
def test_links_lead_somewhere(page: str) -> None:
    (path,) = (path for path in PATHS if path.stem == page)
    prose = re.sub(r"^```.*?^```$", "", PAGES[page], flags=re.MULTILINE | re.DOTALL)
    for link in re.findall(r"\]\(([^)\s]+)\)", prose):
        target, _, anchor = link.partition("#")
        to = (path.parent / target).resolve() if target else path
        assert to.is_file(), link
        assert to.is_relative_to(ROOT), link
        if anchor:
            assert anchor in anchors(to.read_text(encoding="utf-8")), link


def anchors(markdown: str) -> set[str]:
    """How the headings of a page are called in links."""
    headings = re.findall(r"^#+ (.+)$", markdown, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_rooms_are_those_that_the_docs_name() -> None:
    names = [row[0].strip("`/") for row in rows("how-it-works", "room", "what it holds")]
    folders = (path.parent.name for path in (ROOT / "qualityfilter").glob("*/__init__.py"))
    assert sorted(names) == sorted(folders)


# --- the command line


def test_every_command_is_named() -> None:
    table = rows("cli", "command", "what it does")
    found = {row[0].removeprefix("qualityfilter ") for row in table}
    for path, _ in commands():
        call = " ".join(path)
        assert not path or any(each.startswith(f"{call} ") for each in found), call
    assert len(found) == len(list(commands())) - 1


def test_every_option_is_named_with_its_commands() -> None:
    told = {
        (command.strip(), option.strip())
        for names, of, _ in rows("cli", "option", "of", "meaning")
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
    assert [" ".join(row) for row in rows("cli", "exit code", "meaning")] == codes


@pytest.mark.parametrize("command", ["clean", "explain"])
def test_help_lists_scores_and_reasons(command: str) -> None:
    shown = CliRunner().invoke(app, [command, "--help-all"], env={"COLUMNS": "400"}).stdout
    told = {*re.findall(r"(\w+)(?: \(\w+\))?,", shown)}
    assert {*qf.Scores.__dataclass_fields__, *qf.REASONS} <= told


# --- labels, scores, settings


def test_labels_and_their_actions() -> None:
    table = rows("labels", "label", "what it is", "default action")
    assert [(name, action) for name, _, action in table] == list(DEFAULT_ACTIONS.items())


def test_scores() -> None:
    found = [row[0] for row in rows("labels", "score", "range", "higher is", "meaning")]
    assert found == list(qf.Scores.__dataclass_fields__)


def test_heuristics() -> None:
    table = rows("labels", "heuristic", "a text passes with", "languages", "meaning")
    assert [(row[0], row[2], row[3]) for row in table] == [
        (name, each.scope, each.meaning) for name, each in HEURISTICS.items()
    ]
    for (_, bounds, *_), each in zip(table, HEURISTICS.values(), strict=True):
        numbers = [float(number.replace(",", "")) for number in re.findall(r"[\d.,]+", bounds)]
        assert numbers == [
            each_bound for each_bound in (each.least, each.most) if each_bound is not None
        ]


def test_reasons_and_limits() -> None:
    table = rows("labels", "reason", "verdict", "meaning", "limit")
    assert {row[0]: (row[1], row[2]) for row in table} == dict(qf.REASONS)
    limits = qf.Limits()
    real = {f"{name}={getattr(limits, name)}" for name in qf.Limits.__dataclass_fields__}
    assert {row[3] for row in table if row[3]} == real


def test_settings_and_presets() -> None:
    told = {
        name.strip()
        for row in rows("python", "setting", "what it says")
        for name in row[0].split(",")
    }
    assert told == {*qf.Settings.__dataclass_fields__}
    losses = {name: float(share) for name, share, _ in rows("python", "name", "share", "for")}
    assert losses == dict(LOSSES)
    presets = [name for name, *_ in rows("python", "preset", "what it keeps", "what it changes")]
    assert presets == list(PRESETS)
    sizes = {
        name: int(default.replace(",", ""))
        for name, default, _ in rows("python", "limit", "default", "of what")
    }
    assert sizes == {name: getattr(qf.SizeLimits(), name) for name in qf.SizeLimits.__slots__}


def test_fields_of_own_rules() -> None:
    told = {name.strip() for row in rows("rules", "field", "meaning") for name in row[0].split(",")}
    assert told == {*qf.OwnRule.__dataclass_fields__}


# --- records


@pytest.mark.parametrize("spans", [False, True])
def test_json_lines(tmp_path: Path, quality_filter: qf.QualityFilter, spans: bool) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    (line,) = blocks("batches", "json")
    source.write_text(line, encoding="utf-8")
    call = ["clean", str(source), "-o", str(target), *(["--spans"] if spans else [])]
    assert CliRunner().invoke(app, call).exit_code == 0
    given, cleaned = json.loads(line), json.loads(target.read_text(encoding="utf-8"))
    found = cleaned.pop(KEY)
    assert found.keys() <= named(PAGES["batches"])
    assert cleaned == given | {
        "text": quality_filter.clean(given["text"], title=given["title"]).text
    }
    assert found.keys() == findings(quality_filter.clean(given["text"]), spans=spans).keys()


def test_failures_file() -> None:
    failed = FailedRecord("-", 1, qf.Failure(None, "encoding", "not UTF-8"), b"\xff")
    assert failed.to_dict().keys() <= named(PAGES["batches"])


def record(name: str) -> dict[str, Any]:
    """The example of a record for training by its id."""
    found: dict[str, Any]
    (found,) = (
        each
        for each in map(json.loads, blocks("training", "json"))
        if each["id"] == name and "html" not in each
    )
    return found


def test_training_records_can_be_read(tmp_path: Path) -> None:
    files = {"texts": "t1", "pages": "p1", "hedges": "h1", "quality": "q1"}
    for folder in ("labelled", "pages"):
        (tmp_path / folder).mkdir()
    for name, key in files.items():
        line = json.dumps(record(key))
        (tmp_path / "labelled" / f"{name}.jsonl").write_text(line, encoding="utf-8")
    (page,) = (block for block in blocks("training", "json") if "html" in json.loads(block))
    (tmp_path / "pages" / "mine.jsonl").write_text(page, encoding="utf-8")

    (text,) = load_texts(tmp_path)
    (start, end, label), = record("t1")["inline_junk"]  # fmt: skip
    assert text.text[start:end] == "ADVERTISEMENT"
    assert {*text.characters[start:end].tolist()} == {LINE_LABELS.index(label)}
    assert {LINE_LABELS[number] for _, number in text.runs} == {
        label, *(name for _, _, name in record("t1")["spans"]),
    }  # fmt: skip
    pages = load_pages(tmp_path, see_pages(tmp_path, tmp_path / "model"))
    views = {each.view for each in pages}
    assert "page" in views
    assert len(views) > 1
    assert measure_cues([record("h1")]) != measure_cues([record("h1") | {"types": []}])
    read = load_graded(tmp_path, qf.QualityFilter(measuring()), test=False)
    assert read.graded.grades.tolist() == [3]


# --- figures


def manifest(model: str) -> dict[str, Any]:
    path = ROOT / "models" / model / "manifest.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_figures_of_the_line_model() -> None:
    figures = manifest("default")["metrics"]
    told = (figures[name]["before_after"] for name in ("out_of_fold", "test"))
    assert card.before_after_table(*told) in PAGES["benchmarks"]
    assert card._losses(figures["max_loss"]) in PAGES["benchmarks"]
    assert card._pages(figures["pages"]) in PAGES["benchmarks"]
    assert "<!-- figures of the line model -->" not in PAGES["benchmarks"]


def test_figures_of_line_breaks() -> None:
    names = {"ends of sentences": "sentences", "guessed breaks": "guessed", "both": "both"}
    made = manifest("breaks")
    for cut, split, *figures in rows("benchmarks", "cut at", "split", "precision", "recall", "F1"):
        real = made["metrics"][split.replace(" ", "_")][names[cut]]
        assert [float(each) for each in figures] == [
            real[key] for key in ("precision", "recall", "f1")
        ]
    assert f"{made['pages']:,} pages" in PAGES["benchmarks"]


def test_figures_of_hedges() -> None:
    metrics = manifest("hedges")["metrics"]
    titles = ("type", "split", "sentences", "F1", "95 %", "precision", "recall", "cue")
    told = rows("benchmarks", *titles)
    assert len(told) == sum(len(each["types"]) for each in metrics.values())
    for name, split, *figures in told:
        real = metrics[split.replace(" ", "_")]["types"][name]
        low, high = real["interval"]
        assert figures == [
            f"{real['sentences']:,}",
            f"{real['f1']:.3f}",
            f"{low:.3f} to {high:.3f}",
            *(f"{real[key]:.3f}" for key in ("precision", "recall")),
            f"{real['cue']:.3f}" if "cue" in real else "",
        ]


QUALITY_SETS = {
    "both together": ("out_of_fold",),
    "quality, out of fold": ("sets", "labelled/quality"),
    "quality-2, not learnt from": ("sets", "labelled/quality-2"),
    "texts of labels.jsonl, out of fold": ("sets", "labels.jsonl"),
    "quality, test": ("test",),
}
"""What the rows of the table of quality are called, and where its manifest has them."""


def test_figures_of_quality() -> None:
    metrics = manifest("quality")["metrics"]
    titles = ("texts", "number", "Spearman", "AUC", "calibration error")
    told = rows("benchmarks", *titles)
    assert [row[0] for row in told] == [*QUALITY_SETS]
    for texts, number, spearman, auc, error in told:
        real = functools.reduce(operator.getitem, QUALITY_SETS[texts], metrics)
        assert int(number) == real["texts"]
        assert float(error) == real["calibration_error"]
        for shown, name in ((spearman, "spearman"), (auc, "auc")):
            low, high = real[f"{name}_interval"]
            assert shown == f"{real[name]:.3f} ({low:.3f} to {high:.3f})"


# --- the picture


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
