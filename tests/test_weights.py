"""Weights are mapped as they were written, and nothing but arrays and builtins is."""

from pathlib import Path

import joblib
import numpy as np
import pytest

from qualityfilter.core.artifact import WEIGHTS, model_path
from qualityfilter.core.pinned import PINNED
from qualityfilter.core.weights import map_weights, write_weights

PLAIN = {
    "one": np.arange(6, dtype=np.float32).reshape(2, 3),
    "columns": np.asfortranarray(np.arange(6).reshape(2, 3)),
    "none": np.empty((0, 3), np.int8),
    "several": [{"name": "a", "values": np.ones(3)}, (1.5, None, "b")],
}


def _same(one: object, other: object) -> bool:
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return one.dtype == other.dtype and np.array_equal(one, other)
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        pairs = zip(one, other, strict=True)
        return type(one) is type(other) and all(_same(*pair) for pair in pairs)
    return one == other


def test_what_is_written_is_mapped(tmp_path: Path) -> None:
    write_weights(tmp_path / "weights", PLAIN)
    found = map_weights(tmp_path / "weights")
    assert _same(found, PLAIN)
    assert not found["one"].flags.writeable
    assert [path.name for path in tmp_path.iterdir()] == ["weights"]


@pytest.mark.parametrize("name", sorted(PINNED))
def test_packaged_weights_are_mapped_as_joblib_reads_them(name: str) -> None:
    file = model_path(name) / WEIGHTS
    assert _same(map_weights(file), joblib.load(file))


class Calls:
    """Pickled, it asks for a call."""

    called = False

    def __reduce__(self) -> tuple[object, ...]:
        return _call, ()


def _call() -> None:
    Calls.called = True


def test_nothing_that_a_file_asks_for_is_called(tmp_path: Path) -> None:
    joblib.dump({"one": np.ones(3), "other": Calls()}, tmp_path / "calls")
    joblib.dump(PLAIN, tmp_path / "compressed", compress=3)
    joblib.dump(np.array([None, "a"], object), tmp_path / "objects")
    for name in ("calls", "compressed", "objects"):
        assert map_weights(tmp_path / name) is None
    assert not Calls.called
