"""The line model: each piece alone, then with its neighbours, then in its whole text.

Alone, a piece is judged by a multinomial logistic regression on its hashed words, shape, place
and what rules found in it. With its neighbours, by a perceptron with one hidden layer on those
judgements and shapes around it, and on what it and they are about (several, averaged). Another
such stage weighs what that says with the whole text; a slope and an offset calibrate it. Readers'
corrections come last. All are plain arrays; every row's arithmetic is the same whatever stands
beside it in the batch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from qualityfilter.core.data import LINE_LABELS
from qualityfilter.core.errors import ArtifactFormat
from qualityfilter.lines import corrections
from qualityfilter.lines.corrections import Correction
from qualityfilter.lines.features import Features, lengths
from qualityfilter.lines.junk import Calibration
from qualityfilter.lines.last import last_columns
from qualityfilter.lines.pages import PageStage
from qualityfilter.lines.stages import (
    Alone,
    ContextMLP,
    predict_alone,
    predict_together,
    softmax,
)
from qualityfilter.lines.topics import Topics, contexts, packed
from qualityfilter.lines.zone import rejudge
from qualityfilter.text.characters import IntArray
from qualityfilter.text.tokens import FloatArray

KIND = "lines"


@dataclass(frozen=True, slots=True, eq=False)
class Opinions:
    """What the earlier stages make of pieces.

    Attributes:
        alone: probabilities of each by itself, `(pieces, labels)`.
        together: with its neighbours.
    """

    alone: FloatArray
    together: FloatArray

    def rows(self, chosen: IntArray | slice) -> Opinions:
        """Those of some of the pieces."""
        return Opinions(self.alone[chosen], self.together[chosen])


SHARES = (0.15, 0.7, 0.35)
"""How much each stage counts in the mean of the logarithms; see the table of tries. A sum above 1
makes up for what averaging takes off the surest."""


def finish(features: Features, rows: FloatArray) -> FloatArray:
    """Judge each text again as a whole; see `zone.rejudge`."""
    return rejudge(rows, lengths(features), features.documents)


def mixed(opinions: Opinions, last: FloatArray) -> FloatArray:
    """The geometric mean of what all stages say, `(pieces, labels)`."""
    stages = (opinions.alone, opinions.together, last)
    return softmax(
        sum(
            np.float32(share) * np.log(np.clip(rows, 1e-5, 1.0))
            for share, rows in zip(SHARES, stages, strict=True)
        )
    )


@dataclass(frozen=True, slots=True, eq=False)
class LineModel:
    """All stages.

    Attributes:
        alone: the first stage.
        together: the second.
        topics: what the second knows words to be about, `(buckets, dimensions)`; see `topics`.
        last: the third.
        calibration: of what the third says.
        pages: the one that revises the lines of pages by their tags, if there is one.
        corrections: what readers taught it since, in order.
    """

    alone: Alone
    together: tuple[ContextMLP, ...]
    topics: Topics | FloatArray
    last: tuple[ContextMLP, ...]
    calibration: Calibration
    pages: PageStage | None = None
    corrections: tuple[Correction, ...] = ()

    def predict(self, features: Features) -> Opinions:
        """Judge each piece by itself, and with its neighbours."""
        alone = predict_alone(self.alone, features)
        columns = contexts(features, alone, self.topics)
        return Opinions(alone, predict_together(self.together, columns))

    def conclude(self, features: Features, opinions: Opinions) -> FloatArray:
        """Weigh what `predict` gave with the whole text; calibrated.

        Returns:
            Probabilities, `(pieces, labels)` in the order of LINE_LABELS.
        """
        last = predict_together(self.last, last_columns(features, opinions.together))
        return finish(features, self.calibration.apply(mixed(opinions, last)))

    def corrected(self, features: Features, rows: FloatArray) -> FloatArray:
        """Correct the lines' final probabilities by what readers taught."""
        return corrections.correct(self.corrections, features, rows)


def to_weights(model: LineModel) -> dict[str, Any]:
    """Return the model as plain arrays, words in half precision, empty buckets left out."""
    found = _stage_weights(model.alone, model.together)
    found["last"] = _perceptrons(model.last)
    topics = model.topics if isinstance(model.topics, Topics) else packed(model.topics)
    found["topics"], found["topic_sizes"] = topics.steps, topics.sizes
    found["calibration"] = asdict(model.calibration)
    pages = model.pages
    found["pages"] = pages and _stage_weights(pages.alone, pages.together)
    if model.corrections:
        found["corrections"] = [corrections.to_weights(each) for each in model.corrections]
    return found


def _stage_weights(alone: Alone, together: Sequence[ContextMLP]) -> dict[str, Any]:
    used = np.flatnonzero(np.abs(alone.words).max(axis=1) > _NEGLIGIBLE)
    return {
        "buckets": len(alone.words),
        "used": used.astype(np.int32),
        "words": alone.words[used].astype(np.float16),
        "kinds": alone.kinds.astype(np.float16),
        "dense": alone.dense,
        "bias": alone.bias,
        "together": _perceptrons(together),
    }


def _perceptrons(models: Sequence[ContextMLP]) -> list[dict[str, FloatArray]]:
    return [{name: getattr(each, name) for name in ContextMLP.__slots__} for each in models]


_NEGLIGIBLE = 1e-3


def from_weights(weights: Mapping[str, Any]) -> LineModel:
    """Rebuild the model from its arrays.

    Raises:
        ArtifactFormat: an array is missing or of another shape.
    """
    try:
        pages = weights["pages"] and PageStage(*_stages(weights["pages"]))
        taught = tuple(map(corrections.from_weights, weights.get("corrections", ())))
        topics = Topics(weights["topics"], weights["topic_sizes"])
        calibration = Calibration(**weights["calibration"])
        last = tuple(ContextMLP(**each) for each in weights["last"])
        return LineModel(*_stages(weights), topics, last, calibration, pages, taught)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise ArtifactFormat(f"not the weights of a line model: {error}") from error


def _stages(weights: Mapping[str, Any]) -> tuple[Alone, tuple[ContextMLP, ...]]:
    words = np.zeros((weights["buckets"], len(LINE_LABELS)), np.float32)
    words[weights["used"]] = weights["words"]
    kinds = weights["kinds"].astype(np.float32)
    alone = Alone(words, kinds, weights["dense"], weights["bias"])
    return alone, tuple(ContextMLP(**each) for each in weights["together"])


def sparse_with(features: Features) -> Any:
    """Join words, kinds and numbers into the one matrix that the first stage is trained on."""
    from scipy import sparse

    parts = [features.words.matrix, features.kinds.matrix, sparse.csr_matrix(features.dense[:])]
    return sparse.hstack(parts, format="csr")
