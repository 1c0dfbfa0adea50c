"""Files of weights: joblib's, with the arrays as they are in memory, so that they can be mapped.

What is mapped is read from the disk when it is looked at, belongs to no process alone, and takes no
time to load. joblib writes such files when it does not compress; reading them takes a few lines,
spares a process all that joblib brings along, and runs no code that a pickle may name.
"""

from __future__ import annotations

import mmap
import os
import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

_KNOWN = {("numpy", "ndarray"): np.ndarray, ("numpy", "dtype"): np.dtype}
_ARRAY = ("joblib.numpy_pickle", "NumpyArrayWrapper")
"""What stands in the pickle where an array's bytes follow."""


def map_weights(file: Path) -> Any:
    """Map a file of weights; nothing that it holds is run.

    Returns:
        What was written, its arrays read-only, or None where the file is compressed or holds more
        than arrays and builtins.

    Raises:
        Exception: of any kind, where the file is none of weights.
    """
    with file.open("rb") as opened:
        if opened.read(1) != pickle.PROTO:
            return None
        mapped = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
    try:
        return _arrays(_Reader(mapped).load())
    except _NotPlain:
        return None


def write_weights(file: Path, weights: Mapping[str, Any]) -> None:
    """Write a file of weights in one go: processes that have mapped the old one keep it."""
    import joblib

    new = file.with_name(f"{file.name}.new")
    joblib.dump(dict(weights), new)
    new.replace(file)


class _NotPlain(Exception):
    """The file holds more than arrays and builtins, or is compressed."""


class _Stored:
    """An array of the file, taken from where the reader stands when its description is complete."""

    reader: _Reader

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        if state["dtype"].hasobject or state["subclass"] is not np.ndarray:
            raise _NotPlain
        self.array = self.reader.take(
            state["dtype"], state["shape"], state["order"], state.get("numpy_array_alignment_bytes")
        )


class _Reader(pickle.Unpickler):
    """Unpickles builtins and arrays, and nothing else."""

    def __init__(self, mapped: mmap.mmap) -> None:
        super().__init__(mapped)
        self.mapped = mapped
        self.stored = type("_Stored", (_Stored,), {"reader": self})

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == _ARRAY:
            return self.stored
        if (module, name) not in _KNOWN:
            raise _NotPlain
        return _KNOWN[module, name]

    def take(self, kind: Any, shape: Any, order: Any, aligned: int | None) -> Any:
        """The array that begins here, behind its padding; the reader goes on after it."""
        if aligned:
            self.mapped.seek(self.mapped.read_byte(), os.SEEK_CUR)
        count = int(np.prod(shape, dtype=np.int64))
        found = np.frombuffer(self.mapped, kind, count, self.mapped.tell()).reshape(
            shape, order=order
        )
        self.mapped.seek(found.nbytes, os.SEEK_CUR)
        return found


def _arrays(value: Any) -> Any:
    """Put arrays in the place of what stands for them."""
    if isinstance(value, _Stored):
        return value.array
    if isinstance(value, dict):
        return {name: _arrays(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(map(_arrays, value))
    return value
