"""Models are measured on anyone's data, and a worse one does not replace a better unnoticed."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import qualityfilter as qf
from qualityfilter.core import errors
from qualityfilter.core.artifact import MANIFEST
from qualityfilter.core.data import ARTICLE_LABELS, LINE_LABELS
from qualityfilter.lab import build
from qualityfilter.lab.before_after import before_after
from qualityfilter.lab.lines_data import LabelledText, runs_of
from qualityfilter.text.segments import lay_out
from tests.command import app
from tests.conftest import END, MID, OPEN

SHARE = "Share on Facebook Share on Twitter Share on WhatsApp"


def _record(key: str, split: str, *lines: tuple[str, str]) -> dict[str, Any]:
    text = "\n".join(line for line, _ in lines)
    starts = [text.index(line) for line, _ in lines]
    spans = [
        [start, start + len(line), label]
        for start, (line, label) in zip(starts, lines, strict=True)
    ]
    return {"id": key, "site": key, "split": split, "title": "", "text": text, "spans": spans}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    records = [
        _record("t1", "test", (OPEN, "body"), (SHARE, "social"), (MID, "body"), (END, "body")),
        _record("t2", "train", (OPEN, "body"), (MID, "body")),
    ]
    (tmp_path / "labelled").mkdir()
    lines = "".join(json.dumps(record) + "\n" for record in records)
    (tmp_path / "labelled" / "texts.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path


def test_each_split_is_measured_by_itself(data: Path, quality_filter: qf.QualityFilter) -> None:
    figures = build.evaluate(data, quality_filter)
    row = figures["before_after"]["texts"]
    assert row["texts"] == 1
    assert row["before"]["f1"] < row["after"]["f1"] == 1.0
    assert figures["views"]["texts"]["recall"] == 1.0
    others = build.evaluate(data, quality_filter, test=False)["before_after"]["texts"]
    assert others["before"]["f1"] == others["after"]["f1"] == 1.0


def test_the_command_prints_a_row_for_each_view(data: Path) -> None:
    result = CliRunner().invoke(app, ["evaluate", "lines", str(data)])
    assert result.exit_code == 0
    head, row = (line.split() for line in result.stdout.splitlines())
    assert head[:4] == ["view", "texts", "before", "after"]
    assert row[:2] == ["texts", "1"]
    assert float(row[2]) < float(row[3]) == 1.0


def test_nothing_to_measure_is_said(tmp_path: Path, quality_filter: qf.QualityFilter) -> None:
    with pytest.raises(errors.RecordError, match="no labelled test records"):
        build.evaluate(tmp_path, quality_filter)


def _text(view: str, lines: list[tuple[str, str]]) -> LabelledText:
    text, runs = runs_of((f"{line}\n", LINE_LABELS.index(label)) for line, label in lines)
    return LabelledText("p1", "site", False, view, text, "", runs)


def test_a_view_is_measured_by_its_page_and_headlines_count_on_neither_side() -> None:
    page = [("Bridge to be mended", "headline"), (OPEN, "body"), (MID, "body"), (SHARE, "social")]
    seen = [("Bridge to be mended", "headline"), (OPEN, "body"), (SHARE, "social")]
    texts = [_text("page", page), _text("html_text", seen)]
    layouts = [lay_out(text.text) for text in texts]
    labels = [text.labels(each) for text, each in zip(texts, layouts, strict=True)]
    cuts = [mine >= len(ARTICLE_LABELS) for mine in labels]
    found = before_after(texts, ["page", "html_text"], layouts, [m.tolist() for m in labels], cuts)
    assert found["page"]["after"]["f1"] == 1.0
    view = found["html_text"]
    assert view["before"]["precision"] < view["after"]["precision"] == 1.0
    assert view["before"]["recall"] == view["after"]["recall"] < 1.0


def _folder(path: Path, data: str, **floors: float) -> Path:
    path.mkdir()
    manifest = {"data": {"labelled/texts": data}, "floors": floors}
    (path / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("data", "floors", "refused"),
    [
        ("same", {"texts_f1": 0.7, "texts_loss": 0.002}, False),
        ("same", {"texts_f1": 0.69, "texts_loss": 0.002}, True),
        ("same", {"texts_f1": 0.7, "texts_loss": 0.003}, True),
        ("same", {"texts_f1": 0.7, "texts_loss": 0.002, "page_after": 0.1}, False),
        ("other", {"texts_f1": 0.1, "texts_loss": 0.1}, False),
    ],
)
def test_a_worse_model_is_refused(
    tmp_path: Path, data: str, floors: dict[str, float], refused: bool
) -> None:
    folder = _folder(tmp_path / "model", "same", texts_f1=0.7, texts_loss=0.002)
    about = {"data": {"labelled/texts": data}, "floors": floors}
    if refused:
        with pytest.raises(errors.FloorError, match="lower-floors"):
            build.check_floors(folder, about)
    else:
        build.check_floors(folder, about)
    build.check_floors(tmp_path / "new", about)
