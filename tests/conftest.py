"""What several tests share."""

import os
from pathlib import Path

import pytest

import qualityfilter as qf

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"


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
