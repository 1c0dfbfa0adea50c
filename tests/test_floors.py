"""The packaged model is not worse than it was when its floors were written down."""

import hashlib
import json
from pathlib import Path

import pytest

import qualityfilter as qf
from qualityfilter.training.build import evaluate_texts, floors
from qualityfilter.training.corpus import find
from tests.conftest import ROOT

MANIFEST = json.loads((ROOT / "models" / "default" / "manifest.json").read_text(encoding="utf-8"))


@pytest.mark.data
def test_floors(data_folder: Path, quality_filter: qf.QualityFilter) -> None:
    """F1 of junk lines and good words lost on the test texts, by the data's digest."""
    data = data_folder / "data"
    digest = hashlib.sha256(find(data, "labelled/texts").read_bytes()).hexdigest()
    assert digest == MANIFEST["data"]["labelled/texts"], "the floors belong to other data"
    figures = evaluate_texts(data, quality_filter)
    assert figures["f1"] >= MANIFEST["floors"]["texts_f1"]
    assert figures["loss"] <= MANIFEST["floors"]["texts_loss"]


def test_floors_follow_from_the_figures() -> None:
    assert MANIFEST["floors"] == floors(MANIFEST["metrics"]["test"])


def test_the_threshold_follows_from_the_losses() -> None:
    settings = qf.Settings()
    lost = dict(MANIFEST["losses"])
    assert lost[MANIFEST["threshold"]] <= settings.max_loss
    assert all(loss > settings.max_loss for at, loss in lost.items() if at < MANIFEST["threshold"])
