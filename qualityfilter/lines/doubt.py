"""How far the model doubts a text, and what that takes off its chances.

A chance is right less often in a text of which much has a middling chance: long lists, code, and
talk that reads like comments look like junk here and there and are none. Without it the outputs of
extractors on a few such pages set the bar for all texts; see the table of tries.
"""

from __future__ import annotations

import numpy as np

from qualityfilter.lines.junk import chance, junk_chances, junk_odds, with_junk
from qualityfilter.text.characters import IntArray
from qualityfilter.text.tokens import FloatArray

SURE = 0.016
"""A text that is doubted no more than this keeps its chances; chosen with the slope."""

SLOPE = 0.5
"""So much is taken off the log odds of junk for each time that the doubt is greater by e."""

_LEAST = 200
"""A text is taken to have at least so many characters beside the piece."""


def tempered(rows: FloatArray, sizes: IntArray, share: float = 1.0) -> FloatArray:
    """Lower the chances of junk in a text that the model doubts.

    The doubt of a piece is the smaller of its chances of junk and of article. What counts for a
    piece is the mean over all others of the text, by their length.

    Args:
        rows: probabilities of the text's pieces, `(pieces, labels)`.
        sizes: characters of each.
        share: how much of it is done, 0 to 1.

    Returns:
        The same with chances of junk that are nowhere higher. Within junk and within article,
        labels keep their shares.
    """
    junk = junk_chances(rows)
    doubt = np.minimum(junk, 1.0 - junk) * sizes
    others = (doubt.sum() - doubt) / np.maximum(sizes.sum() - sizes, _LEAST)
    beyond = np.log(np.maximum(others, SURE) / SURE)
    return with_junk(rows, chance(junk_odds(rows) - share * SLOPE * beyond))
