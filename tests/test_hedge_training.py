"""A hedge model is trained, measured and used on anyone's sentences."""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

import qualityfilter as qf
from qualityfilter.core import artifact, errors
from qualityfilter.hedging.model import from_weights
from qualityfilter.lab import teacher
from qualityfilter.lab.hedge_build import build_hedges, evaluate_model
from qualityfilter.lab.hedge_measures import Marks, confusion, hedge_figures
from qualityfilter.lab.hedges_data import LabelledSentence, load_hedges
from qualityfilter.lab.unread_sentences import load_unread_sentences
from tests.command import app
from tests.conftest import END, FIXTURES, MID, OPEN

S, U, H = "speculative", "unattributed", "hypothetical"


def _write(path: Path, records: Iterable[Mapping[str, Any]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def _own(name: str) -> list[dict[str, Any]]:
    lines = (FIXTURES / "hedges" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def uncertain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of sentences that say only whether they are uncertain, beside its data."""
    folder = tmp_path_factory.mktemp("uncertain")
    records = [{"text": each["text"], "label": int(bool(each["types"]))} for each in _own("open")]
    data = _write(folder / "data.jsonl", records)
    run = CliRunner().invoke(app, ["train", "hedges", str(data), "-o", str(folder / "model")])
    assert run.exit_code == 0, run.output
    return folder


def test_sentences_with_a_label_of_0_or_1(uncertain: Path) -> None:
    arguments = ["evaluate", "hedges", "--model", str(uncertain / "model")]
    run = CliRunner().invoke(app, [*arguments, str(uncertain / "data.jsonl")])
    assert run.exit_code == 0, run.output
    head, row = run.output.splitlines()
    assert head.split() == [
        *("type", "sentences", "f1", "interval", "precision", "recall", "cue", "calibration")
    ]
    assert row.split()[:2] == ["uncertain", "103"]
    assert float(row.split()[2]) > 0.8
    card = (uncertain / "model" / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "223 sentences labelled by reading." in card


def test_a_filter_refuses_a_model_without_hedge_labels(uncertain: Path) -> None:
    own = qf.QualityFilter(hedge_model=uncertain / "model", trust=True)
    with pytest.raises(errors.ArtifactFormat, match="tells uncertain, a filter speculative"):
        own.clean("It might rain.")
    unhedged = qf.QualityFilter(
        qf.Settings(hedges=False), hedge_model=uncertain / "model", trust=True
    )
    assert unhedged.clean("It might rain.").provenance.hedge_model == ""


def test_a_model_of_another_kind_of_sentences_is_not_measured(uncertain: Path) -> None:
    with pytest.raises(errors.RecordError, match="tells uncertain"):
        evaluate_model(uncertain / "data.jsonl", "hedges")


def test_own_sentences_make_a_model_that_a_filter_uses(tmp_path: Path) -> None:
    records = [{**each, "split": "train"} for each in _own("open")]
    records += [{**each, "split": "test"} for each in _own("shut")[::4]]
    data = _write(tmp_path / "sentences.jsonl", records)
    model = tmp_path / "own"
    build_hedges(data, model, say=lambda _: None)
    manifest = json.loads((model / artifact.MANIFEST).read_text(encoding="utf-8"))
    assert manifest["metrics"]["test"]["types"].keys() == {S, U, H, "any"}
    assert manifest["floors"].keys() == {f"{name}_f1" for name in (S, U, H, "any")}
    own = qf.QualityFilter(hedge_model=model, trust=True)
    result = own.clean("The actor has reportedly bought an island in the bay.")
    assert [span.label for span in result.marks] == [U]
    assert result.provenance.hedge_model == "own"
    with pytest.raises(errors.UntrustedArtifact):
        qf.QualityFilter(hedge_model=model).clean("It rained.")


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"text": "It might rain."}, "line 1: a sentence needs a text, and types or a label"),
        ({"label": 1}, "line 1: a sentence needs a text"),
        ({"text": "It might rain.", "types": ["vague"]}, "line 1: 'vague' is none of speculative"),
    ],
)
def test_records_that_lack_something(tmp_path: Path, record: dict[str, Any], message: str) -> None:
    with pytest.raises(errors.RecordError, match=message):
        load_hedges(_write(tmp_path / "data.jsonl", [record]))


def test_data_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(errors.RecordError, match="is not there"):
        load_hedges(tmp_path / "missing.jsonl")
    with pytest.raises(errors.RecordError, match="is not there"):
        load_hedges(tmp_path)


def test_compressed_data_without_its_reader_says_how(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "zstandard", None)
    data = _write(tmp_path / "data.jsonl.zst", [{"text": "It might rain.", "label": 1}])
    with pytest.raises(errors.UsageError, match="needs zstandard: pip install zstandard"):
        load_hedges(data)


def _sentence(*types: str, cues: tuple[tuple[int, int], ...] = ()) -> LabelledSentence:
    return LabelledSentence("It might possibly rain.", frozenset(types), cues, str(types), False)


def test_figures_of_marks() -> None:
    sentences = [
        _sentence(S, cues=((3, 8),)),
        _sentence(S, cues=((9, 17),)),
        _sentence(S),
        _sentence(),
    ]
    marks = Marks(
        types=(S, U),
        sentences=sentences,
        chances=np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 0.0], [1.0, 0.0]]),
        marked=np.array([[True, False], [True, False], [False, False], [True, False]]),
        places={(0, 0): [(3, 8)], (1, 0): [(3, 8)], (3, 0): [(3, 8)]},
    )
    figures = hedge_figures(marks)
    row = figures[S]
    assert (row["sentences"], row["precision"], row["recall"]) == (3, 0.6667, 0.6667)
    assert (row["f1"], row["cue"], row["calibration_error"]) == (0.6667, 0.5, 0.5)
    assert row["interval"][0] <= row["f1"] <= row["interval"][1]
    assert figures["any"]["f1"] == row["f1"]
    assert (figures[U]["f1"], figures[U]["cue"]) == (0.0, None)
    assert confusion(marks) == {"none": {S: 1}, S: {"none": 1, S: 2}}


def _folder(path: Path) -> Path:
    _write(path / "labelled" / "hedges.jsonl", _own("open"))
    texts = [
        {"text": f"{OPEN}\n{MID}\nShare on Facebook Share on Twitter", "split": "train"},
        {"text": END, "split": "test"},
    ]
    _write(path / "texts" / "pool.jsonl", texts)
    return path


def test_unread_sentences_are_clean_new_and_not_of_the_test_split(tmp_path: Path) -> None:
    found = load_unread_sentences(_folder(tmp_path), [MID])
    assert set(found) <= {OPEN}
    assert load_unread_sentences(tmp_path / "labelled", []) == []


def test_a_teacher_that_is_not_installed_says_how(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(teacher, "find_spec", lambda _: None)
    monkeypatch.setattr("qualityfilter.lab.hedge_build.load_unread_sentences", lambda *_: [OPEN])
    with pytest.raises(errors.UsageError, match=r"pip install 'qualityfilter\[teacher\]'"):
        build_hedges(_folder(tmp_path), tmp_path / "model", say=lambda _: None)


@pytest.mark.parametrize("lost", ["words", "cues", "strengths", "types", "slope"])
def test_weights_that_lack_an_array(lost: str) -> None:
    weights = dict(artifact.load("hedges", "hedges").weights)
    del weights[lost]
    with pytest.raises(errors.ArtifactFormat, match=r"^not the weights of a hedge model: "):
        from_weights(weights)
