"""Settings as TOML: they come back as they were, and a wrong file is told what is wrong, where."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import qualityfilter as qf
from qualityfilter.apps.cli import common
from qualityfilter.core.config import ACTIONS, MARKUPS
from qualityfilter.core.data import FAMILIES, LINE_LABELS
from qualityfilter.core.presets import PRESETS
from qualityfilter.core.reasons import SEVERITY
from qualityfilter.rules.own import EXAMPLE
from tests.command import app
from tests.conftest import END, MID, OPEN, ROOT

shares = st.floats(0, 1) | st.sampled_from([0, 1])
heuristics = st.builds("{}.{}".format, st.text(max_size=9), st.text(max_size=9))
limits = st.builds(
    qf.Limits,
    min_words=st.integers(0, 10**6),
    **{name: shares for name in qf.Limits.__slots__ if name != "min_words"},
)
lines = st.text(max_size=9).filter(lambda text: len(text.splitlines()) == 1)
own_rules = st.builds(
    qf.OwnRule,
    id=st.text("abcXYZ019-_", min_size=1, max_size=9),
    pattern=st.sampled_from(["<hit>", r"<\p{L}{3}>", "\"?<hit>'*"]),
    label=st.sampled_from(LINE_LABELS[2:]),
    score=st.floats(0, 1, exclude_min=True),
    reason=lines,
    hits=st.lists(st.text(max_size=9).map("<hit>{}".format), min_size=2, max_size=3, unique=True),
    misses=st.lists(st.text("ab\n\"'\\", max_size=9), min_size=2, max_size=3, unique=True),
    scope=st.sampled_from(["line", "sentence", "match"]),
)
every_settings = st.builds(
    qf.Settings,
    actions=st.dictionaries(
        st.sampled_from([label for label in qf.LABELS if label != "body"]), st.sampled_from(ACTIONS)
    ),
    threshold=st.none() | st.floats(0, 1, exclude_min=True) | st.just(1),
    max_loss=shares,
    rules=st.none() | st.lists(st.sampled_from(FAMILIES), unique=True).map(tuple),
    hedges=st.booleans(),
    limits=limits,
    decisions=st.dictionaries(
        st.sampled_from(list(qf.REASONS)) | heuristics, st.sampled_from(SEVERITY)
    ),
    languages=st.none() | st.lists(st.sampled_from(["en", "de", "fil"])).map(tuple),
    signals=st.booleans(),
    raw_signals=st.booleans(),
    markup=st.sampled_from([None, *MARKUPS]),
    trace=st.booleans(),
    sizes=st.builds(qf.SizeLimits, st.integers(1), st.integers(1), st.integers(1)),
    own_rules=st.lists(own_rules, max_size=2, unique_by=lambda rule: rule.id).map(tuple),
    off=st.lists(st.sampled_from(["social.follow", "repeat.title"]), unique=True).map(tuple),
    keep=st.lists(st.text(max_size=9), max_size=2).map(tuple),
)


@hypothesis_settings(deadline=None)
@given(every_settings)
def test_what_is_written_is_read_as_it_was(settings: qf.Settings) -> None:
    again = qf.Settings.from_toml(settings.to_toml())
    assert again == settings
    assert again.digest() == settings.digest()
    assert again.to_toml() == settings.to_toml()


def test_the_strategy_knows_every_setting() -> None:
    """Without this the law could forget one."""
    text = repr(every_settings)
    assert [name for name in qf.Settings.__slots__ if f"{name}=" not in text] == []


@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_is_read(tmp_path: Path, start: str, end: str) -> None:
    path = tmp_path / "mine.toml"
    lines = ("max_loss = 0.01", "[actions]", 'caption = "keep"', "[limits]", "min_words = 80", "")
    path.write_bytes((start + end.join(lines)).encode())
    expected = qf.Settings(max_loss=0.01, limits=qf.Limits(80)).with_actions(caption="keep")
    assert qf.Settings.from_toml(path) == expected


def test_nothing_is_the_defaults() -> None:
    assert qf.Settings.from_toml("") == qf.Settings()


def test_what_stands_behind_a_sign_is_valid_too() -> None:
    """An example that cannot be taken as it is would be worse than none."""
    shown = re.sub(r"^#(?! )", "", qf.Settings().to_toml(), flags=re.MULTILINE)
    taken = qf.Settings.from_toml(shown)
    assert all(getattr(taken, name) is not None for name in qf.Settings.__slots__)
    assert taken.own_rules == (qf.OwnRule(**EXAMPLE),)
    assert taken.decisions == {code: decision for code, (decision, _) in qf.REASONS.items()}
    assert taken.rules == FAMILIES


def test_every_key_stands_under_its_meaning() -> None:
    text = qf.Settings().to_toml()
    for name in ("threshold", "hedges", "min_words", "max_links", "short"):
        assert re.search(rf"^# \S.*\n#?{name} = ", text, re.MULTILINE), name
    assert "# Few words are left\n#short" in text
    assert max(map(len, re.findall(r"^# .*", text, re.MULTILINE))) <= 100


def test_meanings_are_not_needed() -> None:
    """Python's -OO takes the docstrings away, and with them the comments, but no setting."""
    code = (
        "import qualityfilter as qf\n"
        "s = qf.Settings(threshold=0.3)\n"
        "if qf.Settings.from_toml(s.to_toml()) != s or '# Cut' in s.to_toml(): raise SystemExit(3)"
    )
    assert (
        subprocess.run([sys.executable, "-OO", "-c", code], cwd=ROOT, check=False).returncode == 0
    )


WRONG = {
    "[limits]\nmin_word = 3": "unknown key limits.min_word; did you mean limits.min_words?",
    "min_words = 3": "unknown key min_words; did you mean limits.min_words?",
    "[limits]\nthreshold = 0.5": "unknown key limits.threshold; did you mean threshold?",
    "treshold = 0.5": "unknown key treshold; did you mean threshold?",
    'caption = "keep"': "unknown key caption; did you mean actions.caption?",
    "[limit]\nmin_words = 3": "unknown key limit; did you mean limits?",
    '[actions]\ncaptoin = "cut"': "unknown label 'captoin'; did you mean 'caption'?",
    '[decisions]\nshrot = "accept"': "unknown reason 'shrot'; did you mean 'short'?",
    '[actions]\ncaption = "cu"': "unknown action 'cu'; did you mean 'cut'?",
    '[limits]\nmin_words = "3"': "limits.min_words is '3'; it must be a whole number",
    "[limits]\nmin_words = 3.5": "limits.min_words is 3.5; it must be a whole number",
    "[limits]\nmax_links = true": "limits.max_links is True; it must be a number",
    "[limits]\nmax_links = 2": "limits.max_links is 2; it must lie in [0, 1]",
    "limits = 3": "limits is 3; it must be a table",
    'hedges = "yes"': "hedges is 'yes'; it must be true or false",
    "hedges = 1": "hedges is 1; it must be true or false",
    'threshold = "0.5"': "threshold is '0.5'; it must be a number",
    "threshold = nan": "threshold is nan; it must lie in (0, 1]",
    "threshold = 2020-01-01": "threshold is datetime.date(2020, 1, 1); it must be a number",
    'max_loss = "carefull"': "unknown loss 'carefull'; did you mean 'careful'?",
    "max_loss = [0.1]": "max_loss is [0.1]; it must be a number, or the name of one",
    'rules = "social"': "rules is 'social'; it must be a list; each of its items must be a text",
    "rules = [1]": "rules is [1]; it must be a list; each of its items must be a text",
    "actions = 1": "actions is 1; it must be a table",
    'languages = ["EN"]': "languages: 'EN' is no ISO 639-1 code, such as 'en'",
    "max_loss = ": "no valid TOML: Invalid value (at line 1, column 12, the end)",
    "a = 1\nb = 2 3": "no valid TOML: Expected newline or end of document after a statement "
    "(at line 2, column 7)",
    "hedges = [[": "no valid TOML: Invalid value (at line 1, column 12, the end)",
    "a = " + "[" * 9000: "no TOML that can be read: it is nested too deep",
}


@pytest.mark.parametrize(("text", "message"), WRONG.items(), ids=range(len(WRONG)))
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(qf.SettingsError) as caught:
        qf.Settings.from_toml(text)
    assert str(caught.value) == message
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(qf.SettingsError) as caught:
        qf.Settings.from_toml(path)
    assert str(caught.value) == f"{path}: {message}"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read: No such file or directory"),
        (b"max_loss = \xff", "not UTF-8 at byte 11"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "mine.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(qf.SettingsError) as caught:
        qf.Settings.from_toml(path)
    assert str(caught.value) == f"{path}: {message}"


@pytest.mark.parametrize("name", ["mine.toml", "some/where/mine.toml"])
def test_a_name_is_not_a_file(name: str) -> None:
    with pytest.raises(qf.SettingsError, match=re.escape(f"pass Path('{name}')")):
        qf.Settings.from_toml(name)


@pytest.mark.parametrize("source", [None, 3, b"max_loss = 1"])
def test_what_is_no_source(source: Any) -> None:
    with pytest.raises(qf.SettingsError, match="settings are read from a Path or a str, not "):
        qf.Settings.from_toml(source)


@given(st.text() | st.text("[]=\"'#\n.ax1 {},"))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        qf.Settings.from_toml(text)
    except qf.SettingsError as error:
        assert str(error)  # noqa: PT017 - either outcome is right, another error is not


# --- the commands


def printed(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["settings", *arguments])
    assert done.exit_code == 0
    return done.stdout


def file_of(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_command_prints_the_defaults_as_a_file() -> None:
    assert qf.Settings.from_toml(printed()) == qf.Settings()
    assert printed() == qf.Settings().to_toml()


def test_the_command_fills_up_a_file(tmp_path: Path) -> None:
    path = file_of(tmp_path, "threshold = 0.3\n[limits]\nmin_words = 8\n[actions]\nlegal = 'keep'")
    expected = qf.Settings(threshold=0.3, limits=qf.Limits(8)).with_actions(legal="keep")
    assert printed("--settings", str(path)) == expected.to_toml()


@pytest.mark.parametrize("name", PRESETS)
def test_the_command_takes_presets_by_name(name: str) -> None:
    assert printed("--settings", name) == qf.Settings.preset(name).to_toml()


def test_options_win_over_a_preset() -> None:
    judging = common.Judging(decisions=["links=accept"])
    made = common.settings(None, None, None, judging, Path("corpus"))
    corpus = qf.Settings.preset("corpus")
    assert made == replace(corpus, decisions={**corpus.decisions, "links": "accept"})


@pytest.mark.parametrize("command", [["settings"], ["clean", "-"], ["explain", "-"]])
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[limits]\nmin_word = 3", "unknown key limits.min_word; did you mean limits.min_words?"),
        (
            "[decisions]\n'gopher.word' = 'reject'",
            "unknown heuristic 'gopher.word'; did you mean 'gopher.words'?",
        ),
        ("rules = ['captoin']", "unknown rule family 'captoin'; did you mean 'caption'?"),
    ],
)
def test_commands_check_a_file(tmp_path: Path, command: list[str], text: str, message: str) -> None:
    path = file_of(tmp_path, text)
    done = CliRunner().invoke(app, [*command, "--settings", str(path)], input="text")
    assert done.exit_code == 2
    assert done.output == f"error: {path}: {message}\n"


FILE = """
threshold = 0.3
languages = ["de"]
signals = true
trace = true
[actions]
caption = "keep"
legal = "mark"
[decisions]
short = "accept"
links = "reject"
[limits]
min_words = 8
"""


def test_options_win_over_the_file(tmp_path: Path) -> None:
    path, base = file_of(tmp_path, FILE), qf.Settings.from_toml(FILE)
    assert common.settings(None, None, None, None, path) == base
    judging = common.Judging(["en"], ["short=reject"])
    made = common.settings(["caption=cut", "social=mark"], 0.7, None, judging, path)
    expected = base.with_actions(caption="cut", social="mark")
    assert made == replace(
        expected,
        threshold=0.7,
        languages=("en",),
        decisions={"short": "reject", "links": "reject"},
    )


def test_a_loss_on_the_command_line_wins_over_the_files_threshold(tmp_path: Path) -> None:
    made = common.settings(None, None, 0.01, None, file_of(tmp_path, FILE))
    assert (made.threshold, made.max_loss) == (None, 0.01)


@pytest.mark.parametrize("command", ["clean", "explain"])
def test_commands_take_a_file(tmp_path: Path, command: str) -> None:
    """Without the file the line is cut, with it marked, and with the option cut again."""
    path = file_of(tmp_path, "[actions]\nsocial = 'mark'")
    story = f"{OPEN}\n\n{MID}\n\n{END}\n\nShare this article on Facebook\n"

    def shown(*more: str) -> str:
        return CliRunner().invoke(app, [command, "-", *more], input=story).stdout

    assert shown() != shown("--settings", str(path))
    assert "Share this article" in shown("--settings", str(path))
    assert shown("--settings", str(path), "--action", "social=cut") == shown()
