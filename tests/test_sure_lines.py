"""How far away the sure lines of each label are."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qualityfilter.core.data import LINE_LABELS
from qualityfilter.lines.sure_lines import SURE, distances_to_sure_lines
from qualityfilter.text.tokens import bounds

COMMENTS = LINE_LABELS.index("comments")
LABELS = st.lists(st.integers(0, len(LINE_LABELS) - 1), max_size=30)


def _alone(labels: list[int], chance: float = 0.9) -> np.ndarray:
    rows = np.full((len(labels), len(LINE_LABELS)), (1 - chance) / 12, np.float32)
    rows[np.arange(len(labels)), labels] = chance
    return rows


def _distances(labels: list[int], documents: list[int] | None = None) -> np.ndarray:
    """Return the distances in lines, `(lines, before or after, labels but the first)`."""
    known = np.array(documents or [0] * len(labels), np.int64)
    found = np.expm1(3 * distances_to_sure_lines(_alone(labels), *bounds(known)))
    return np.rint(found).astype(int).reshape(len(labels), 2, len(LINE_LABELS) - 1)


@given(LABELS)
def test_distances_are_those_to_the_nearest_line_on_either_side(labels: list[int]) -> None:
    found = _distances(labels)
    for at in range(len(labels)):
        for label in range(1, len(LINE_LABELS)):
            before = [at - other for other in range(at) if labels[other] == label]
            after = [other - at for other in range(at + 1, len(labels)) if labels[other] == label]
            wanted = [min(before, default=299), min(after, default=299)]
            assert found[at, :, label - 1].tolist() == wanted


@given(LABELS, LABELS)
def test_other_documents_are_not_looked_at(one: list[int], other: list[int]) -> None:
    together = _distances(one + other, [0] * len(one) + [1] * len(other))
    assert together.tolist() == [*_distances(one).tolist(), *_distances(other).tolist()]


def test_a_line_that_may_be_something_else_is_no_landmark() -> None:
    known = np.zeros(2, np.int64)
    for chance, seen in ((SURE + 0.01, True), (SURE - 0.01, False)):
        found = distances_to_sure_lines(_alone([COMMENTS, 0], chance), *bounds(known))
        assert (found[1, COMMENTS - 1] < 0.5) == seen


def test_what_is_far_away_is_still_seen() -> None:
    found = _distances([COMMENTS, *[0] * 400])
    assert found[400, 0, COMMENTS - 1] == 400
