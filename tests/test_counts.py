"""What a text costs in calls has not risen since it was written down."""

import json

import pytest

from tests.benchmarks.counts import MARGIN, WRITTEN, counts


def test_no_count_has_risen_by_more_than_a_tenth() -> None:
    """`python -m tests.benchmarks.counts --write` writes down what has to be, or has fallen."""
    written = json.loads(WRITTEN.read_text(encoding="utf-8"))
    found = counts()
    assert found.keys() == written.keys()
    risen = {name: count for name, count in found.items() if count > MARGIN * written[name]}
    assert not risen, f"{risen}, written down: {written}"


def test_counts_are_the_same_every_time() -> None:
    """Or a tenth more would say nothing."""
    assert counts() == pytest.approx(counts(), rel=0.01)
