"""The last stage: what the earlier stages say of a piece, weighed with all that stands around it.

It sees their chances for the piece, for its line and its neighbours, where the article seems to
lie, how far the text is a whole page, and what rules found; it says what is decided on.
"""

from __future__ import annotations

from qualityfilter.lines.columns import Columns, beside
from qualityfilter.lines.features import Features, lengths, surroundings
from qualityfilter.lines.zone import zones
from qualityfilter.text.tokens import FloatArray


def last_columns(features: Features, rows: FloatArray) -> Columns:
    """Describe each piece for the last stage.

    Args:
        features: of a batch.
        rows: probabilities from the stage before, `(pieces, labels)`.
    """
    zone = zones(rows, lengths(features), features.documents)
    found = beside(features.found, features.documents, (-1, 1))
    return Columns(len(rows), [surroundings(features, rows), zone, found])
