"""The packaged model is not worse than it was when its floors were written down."""

import hashlib
import json
from pathlib import Path

import pytest

import qualityfilter as qf
from qualityfilter.training.build import evaluate, floors, is_worse
from qualityfilter.training.corpus import find
from tests.conftest import ROOT

MANIFEST = json.loads((ROOT / "models" / "default" / "manifest.json").read_text(encoding="utf-8"))


@pytest.mark.data
def test_floors(data_folder: Path, quality_filter: qf.QualityFilter) -> None:
    """Figures on the test texts and on every view of the test pages, by the data's digest."""
    data = data_folder / "data"
    for name, digest in MANIFEST["data"].items():
        found = hashlib.sha256(find(data, name).read_bytes()).hexdigest()
        assert found == digest, "the floors belong to other data"
    figures = evaluate(data, quality_filter)
    reached = {
        "texts_f1": figures["views"]["texts"]["f1"],
        "texts_loss": figures["views"]["texts"]["loss"],
        **{f"{view}_after": row["after"]["f1"] for view, row in figures["before_after"].items()},
    }
    assert reached.keys() <= MANIFEST["floors"].keys()
    missed = [name for name in reached if is_worse(name, reached[name], MANIFEST["floors"][name])]
    assert missed == []


def test_floors_follow_from_the_figures() -> None:
    assert MANIFEST["floors"] == floors(MANIFEST["metrics"]["test"])


def test_the_threshold_follows_from_the_losses() -> None:
    settings = qf.Settings()
    lost = dict(MANIFEST["losses"])
    assert lost[MANIFEST["threshold"]] <= settings.max_loss
    assert all(loss > settings.max_loss for at, loss in lost.items() if at < MANIFEST["threshold"])
