"""Settings as TOML: they come back as they were, and a wrong file is told what is wrong, where."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

import qualityfilter as qf
from qualityfilter.config import ACTIONS
from qualityfilter.reasons import SEVERITY
from qualityfilter.rules.tables import FAMILIES
from tests.conftest import ROOT

shares = st.floats(0, 1) | st.sampled_from([0, 1])
heuristics = st.builds("{}.{}".format, st.text(max_size=9), st.text(max_size=9))
limits = st.builds(
    qf.Limits,
    min_words=st.integers(0, 10**6),
    **{name: shares for name in qf.Limits.__slots__ if name != "min_words"},
)
every_settings = st.builds(
    qf.Settings,
    actions=st.dictionaries(
        st.sampled_from([label for label in qf.LABELS if label != "body"]), st.sampled_from(ACTIONS)
    ),
    threshold=st.none() | st.floats(0, 1, exclude_min=True) | st.just(1),
    max_loss=shares,
    rules=st.none() | st.lists(st.sampled_from(list(FAMILIES)), unique=True).map(tuple),
    hedges=st.booleans(),
    limits=limits,
    decisions=st.dictionaries(
        st.sampled_from(list(qf.REASONS)) | heuristics, st.sampled_from(SEVERITY)
    ),
    languages=st.none() | st.lists(st.sampled_from(["en", "de", "fil"])).map(tuple),
    signals=st.booleans(),
    raw_signals=st.booleans(),
    trace=st.booleans(),
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
    assert taken.decisions == {code: decision for code, (decision, _) in qf.REASONS.items()}
    assert taken.rules == tuple(FAMILIES)


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
    "max_loss = [0.1]": "max_loss is [0.1]; it must be a number",
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
