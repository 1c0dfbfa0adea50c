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

from qualityfilter.core.data import LINE_LABELS
from qualityfilter.lines.blas import one_thread
from qualityfilter.lines.columns import Columns
from qualityfilter.lines.features import Features
from qualityfilter.text.tokens import DoubleArray, FloatArray

_ROWS = 512
"""So many lines are multiplied at a time: what is between them fits the processor's cache."""

_MANY_ROWS = 4096
"""Likewise where taking some of the lines costs more."""


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
class Together:
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
    parts = range(0, max(len(features.documents), 1), _MANY_ROWS)
    each = (features.rows(slice(at, at + _MANY_ROWS)) for at in parts)
    return np.concatenate([_alone(weights, part) for part in each])


def _alone(weights: Alone, features: Features) -> FloatArray:
    sums = features.words @ weights.words + features.kinds @ weights.kinds
    return softmax(sums + _multiply(features.dense, _exact(weights)) + weights.bias)


def predict_together(
    models: tuple[Together, ...], columns: Columns | FloatArray
) -> FloatArray:
    """Judge each line with its neighbours; the models' probabilities are averaged.

    All models scale their columns alike and have as many hidden units.
    """
    parts = range(0, max(len(columns), 1), _ROWS)
    return np.concatenate([_together(models, columns[at : at + _ROWS]) for at in parts])


def _together(models: tuple[Together, ...], columns: FloatArray) -> FloatArray:
    scaled = np.clip((columns - models[0].mean) * models[0].scale, -8, 8)
    hidden = _multiply(scaled, _exact_hidden(models))
    total = np.zeros((len(columns), len(LINE_LABELS)), np.float32)
    for model, mine in zip(models, np.split(hidden, len(models), axis=1), strict=True):
        units = np.maximum(mine + model.hidden_bias, 0)
        total += softmax(_multiply(units, _exact(model)) + model.out_bias)
    return total / np.float32(len(models))


def softmax(sums: npt.NDArray[Any]) -> FloatArray:
    """Turn sums into probabilities, row by row."""
    raised = np.exp(sums - sums.max(axis=1, keepdims=True, initial=-np.inf))
    return (raised / raised.sum(axis=1, keepdims=True)).astype(np.float32)


def _multiply(rows: FloatArray, weights: DoubleArray) -> FloatArray:
    """Multiply so that a row's result is the same whatever stands beside it.

    BLAS sums in another order for each number of rows. Rounded to steps of 2**-14 and 2**-18,
    all products are multiples of 2**-32; a double holds their sums up to 2**21 exactly, so
    that their order does not matter.

    Args:
        rows: `(rows, columns)`.
        weights: `(columns, results)`, rounded to steps of 2**-18.
    """
    steps = np.float64(1 << 14)
    rounded = np.rint(rows * steps)
    with one_thread():
        sums = rounded @ weights
    return (sums / steps).astype(np.float32)


@functools.lru_cache(maxsize=64)
def _exact(model: Alone | Together) -> DoubleArray:
    """Give a model's last weights as `_multiply` wants them."""
    return _rounded(model.dense if isinstance(model, Alone) else model.out, 18)


@functools.lru_cache(maxsize=16)
def _exact_hidden(models: tuple[Together, ...]) -> DoubleArray:
    """Give the weights of the hidden units of all, side by side."""
    return _rounded(np.concatenate([model.hidden for model in models], axis=1), 18)


def _rounded(values: FloatArray, bits: int) -> DoubleArray:
    steps = np.float64(1 << bits)
    return np.rint(values * steps) / steps
