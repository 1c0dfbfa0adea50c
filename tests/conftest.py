"""What several tests share."""

import os
from pathlib import Path

import numpy as np
import pytest

import qualityfilter as qf
from qualityfilter.core.data import LINE_LABELS
from qualityfilter.text.tokens import FloatArray

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"

OPEN = (
    "The council agreed on Tuesday to repair the bridge over the Sarn before winter, and set "
    "aside nine million for it."
)
MID = (
    "Work on the two northern piers starts in March, and the ferry runs twice an hour until the "
    "last lorry has left."
)
END = (
    "The mayor called the vote a relief, and thanked the engineers who had warned of the cracks "
    "three years ago."
)
"""An article in three paragraphs, for tests that put something between them."""


def junk_rows(junk: list[float]) -> FloatArray:
    """Lines with these chances of junk, in two labels of junk and of article, three to one."""
    rows = np.zeros((len(junk), len(LINE_LABELS)), np.float32)
    chances = np.array(junk, np.float32)
    rows[:, 0], rows[:, 1] = (1 - chances) * 0.75, (1 - chances) * 0.25
    rows[:, 2], rows[:, 7] = chances * 0.25, chances * 0.75
    return rows


@pytest.fixture(scope="session")
def quality_filter() -> qf.QualityFilter:
    return qf.QualityFilter()


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The folder that holds `data/` and `examples/`."""
    if not (folder := os.environ.get("QUALITYFILTER_DATA")):
        pytest.skip(
            "QUALITYFILTER_DATA is not set: tests on training data and examples are skipped"
        )
    return Path(folder)
