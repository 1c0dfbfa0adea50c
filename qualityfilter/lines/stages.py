"""The stages of the line model, each a plain function of arrays.

Alone, a line is judged by a multinomial logistic regression; together with its neighbours, by a
perceptron with one hidden layer (several, averaged). Every row's arithmetic is the same whatever
stands beside it in the batch.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from qualityfilter.lines.blas import one_thread
from qualityfilter.lines.columns import Columns
from qualityfilter.lines.features import Features
from qualityfilter.text.tokens import DoubleArray, FloatArray

_ROWS = 512
"""So many lines are multiplied at a time: what is between them fits the processor's cache."""

_MANY_ROWS = 4096
"""Likewise where each has few results."""


@dataclass(frozen=True, slots=True, eq=False)
class Alone:
    """Weights of the first stage.

    Attributes:
        words: `(buckets, labels)`.
        kinds: `(kinds of findings, labels)`.
        dense: `(columns of shape, place and findings, labels)`.
        bias: `(labels,)`.
    """

    words: FloatArray
    kinds: FloatArray
    dense: FloatArray
    bias: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class ContextMLP:
    """Weights of one perceptron of the second stage.

    Attributes:
        mean: `(columns,)`, taken off every row.
        scale: `(columns,)`, every row is multiplied by it.
        hidden: `(columns, units)`.
        hidden_bias: `(units,)`.
        out: `(units, labels)`.
        out_bias: `(labels,)`.
    """

    mean: FloatArray
    scale: FloatArray
    hidden: FloatArray
    hidden_bias: FloatArray
    out: FloatArray
    out_bias: FloatArray


def predict_alone(weights: Alone, features: Features) -> FloatArray:
    """Judge each line by itself."""
    dense, exact = features.dense, _exact(weights)
    sums = features.words.times(weights.words) + features.kinds.times(weights.kinds)
    for at in range(0, len(dense), _MANY_ROWS):
        sums[at : at + _MANY_ROWS] += _multiply(dense[at : at + _MANY_ROWS], exact)
    return softmax(sums + weights.bias)


def predict_together(models: tuple[ContextMLP, ...], columns: Columns | FloatArray) -> FloatArray:
    """Judge each line with its neighbours; the models' probabilities are averaged.

    All models scale their columns alike and have as many hidden units.
    """
    parts = range(0, max(len(columns), 1), _ROWS)
    return np.concatenate([_together(models, columns[at : at + _ROWS]) for at in parts])


def _together(models: tuple[ContextMLP, ...], columns: FloatArray) -> FloatArray:
    """Multiply by the weights of all models at once."""
    packed = _packed(models)
    scaled = columns - models[0].mean
    scaled *= models[0].scale
    np.maximum(scaled, _FAR[0], out=scaled)
    np.minimum(scaled, _FAR[1], out=scaled)
    units = _multiply(scaled, packed.hidden)
    units += packed.hidden_bias
    np.maximum(units, 0, out=units)
    each = units.shape[1] // len(models)
    apart = units.reshape(len(units), len(models), each).transpose(1, 0, 2)
    sums = _multiply(apart, packed.out)
    sums += packed.out_bias
    return np.add.reduce(softmax(sums), axis=0) / np.float32(len(models))


_FAR = (np.float32(-8), np.float32(8))
"""A column counts at most so much."""


@dataclass(frozen=True, slots=True, eq=False)
class _Packed:
    """The weights of several perceptrons, side by side, as `_multiply` wants them.

    Attributes:
        hidden: `(columns, models * units)`.
        hidden_bias: `(models * units,)`.
        out: `(models, units, labels)`.
        out_bias: `(models, 1, labels)`.
    """

    hidden: DoubleArray
    hidden_bias: FloatArray
    out: DoubleArray
    out_bias: FloatArray


def softmax(sums: npt.NDArray[Any]) -> FloatArray:
    """Turn sums into probabilities, row by row."""
    raised = sums - np.maximum.reduce(sums, axis=-1, keepdims=True, initial=-np.inf)
    np.exp(raised, out=raised)
    raised /= np.add.reduce(raised, axis=-1, keepdims=True)
    return raised.astype(np.float32, copy=False)


def _multiply(rows: npt.NDArray[Any], weights: DoubleArray) -> FloatArray:
    """Multiply so that a row's result is the same whatever stands beside it.

    BLAS sums in another order for each number of rows. Rounded to steps of 2**-14 and 2**-18,
    all products are multiples of 2**-32; a double holds their sums up to 2**21 exactly, so
    that their order does not matter.

    Args:
        rows: `(rows, columns)`, or several such matrices.
        weights: `(columns, results)`, rounded to steps of 2**-18, or as many.
    """
    rounded = rows * _STEPS
    np.rint(rounded, out=rounded)
    with one_thread():
        sums = rounded @ weights
    sums /= _STEPS
    return sums.astype(np.float32)


_STEPS = np.float64(1 << 14)


@functools.lru_cache(maxsize=64)
def _exact(model: Alone) -> DoubleArray:
    """Return a model's weights of numbers as `_multiply` wants them."""
    return _rounded(model.dense, 18)


@functools.lru_cache(maxsize=16)
def _packed(models: tuple[ContextMLP, ...]) -> _Packed:
    return _Packed(
        _rounded(np.concatenate([model.hidden for model in models], axis=1), 18),
        np.concatenate([model.hidden_bias for model in models]),
        _rounded(np.stack([model.out for model in models]), 18),
        np.stack([model.out_bias[None] for model in models]),
    )


def _rounded(values: FloatArray, bits: int) -> DoubleArray:
    steps = np.float64(1 << bits)
    return np.rint(values * steps) / steps
