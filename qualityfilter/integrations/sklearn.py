"""Steps for scikit-learn's pipelines: texts to cleaned texts, and texts to their scores.

from sklearn.pipeline import make_pipeline

model = make_pipeline(QualityFilterTransformer(), TfidfVectorizer(), LogisticRegression())
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

from qualityfilter.core.config import Settings
from qualityfilter.core.data import CleanResult, Failure, Scores
from qualityfilter.core.errors import InputError
from qualityfilter.pipeline.default import filter_for

_SCORES = tuple(each.name for each in fields(Scores))


class _OfTexts(TransformerMixin, BaseEstimator):  # type: ignore[misc] # no types
    """What both steps share: they learn nothing, and take texts.

    Texts are an iterable of strings, or a table with one column of these.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings

    def fit(self, X: Iterable[str], y: object = None) -> Any:
        """Look whether the texts are texts; nothing is learnt."""
        _texts(X)
        return self

    def _results(self, X: Iterable[str]) -> Iterator[tuple[str, CleanResult | Failure]]:
        texts = _texts(X)
        results = filter_for(self.settings).clean_many(texts)
        for text, result in zip(texts, results, strict=True):
            if isinstance(result, Failure):
                warnings.warn(f"a text could not be cleaned: {result.message}", stacklevel=3)
            yield text, result

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        tags.requires_fit = False
        return tags


class QualityFilterTransformer(_OfTexts, auto_wrap_output_keys=None):  # type: ignore[call-arg]
    """Turns texts into cleaned texts.

    Args:
        settings: how to clean; a parameter like any other, which a search may vary.
    """

    def transform(self, X: Iterable[str]) -> NDArray[np.object_]:
        """Return the cleaned texts, of shape (texts,).

        A text that could not be cleaned stays as it was, with a warning.

        Raises:
            InputError: what is given are not texts.
        """
        cleaned = [
            text if isinstance(result, Failure) else result.text
            for text, result in self._results(X)
        ]
        found = np.empty(len(cleaned), dtype=object)
        found[:] = cleaned
        return found

    def get_feature_names_out(self, input_features: object = None) -> NDArray[np.object_]:
        """Return the name of the one column that comes out."""
        return np.array(["text"], dtype=object)


class QualityFeatures(_OfTexts):
    """Turns texts into their scores, one column for each field of `Scores`.

    Args:
        settings: how to clean, which the scores depend on.
    """

    def transform(self, X: Iterable[str]) -> NDArray[np.float64]:
        """Return the scores, of shape (texts, scores), in the order of `Scores`.

        `quality` is NaN for texts in other languages than English; all scores are, with a
        warning, for a text that could not be cleaned.

        Raises:
            InputError: what is given are not texts.
        """
        unknown = dict.fromkeys(_SCORES)
        found = [
            list((unknown if isinstance(result, Failure) else asdict(result.scores)).values())
            for _, result in self._results(X)
        ]
        return np.array(found, dtype=np.float64).reshape(-1, len(_SCORES))  # None becomes NaN

    def get_feature_names_out(self, input_features: object = None) -> NDArray[np.object_]:
        """Return the names of the scores."""
        return np.array(_SCORES, dtype=object)


def _texts(given: Any) -> list[str]:
    """Return some texts as a list."""
    if isinstance(given, (str, bytes)):
        raise InputError("X must be several texts; put a single one into a list")
    shape: tuple[int, ...] = getattr(given, "shape", (0,))
    if len(shape) != 1:
        given = np.asarray(given, dtype=object)
        if len(shape) != 2 or shape[1] != 1 or given.shape != shape:
            raise InputError(f"X must be texts or one column of them, not of shape {shape}")
        given = given[:, 0]
    if not isinstance(given, Iterable):
        raise InputError(f"X must be texts, not {type(given).__name__}")
    texts = list(given)
    for at, text in enumerate(texts):
        if not isinstance(text, str):
            raise InputError(f"X must be texts; the one at {at} is of type {type(text).__name__}")
    return texts
