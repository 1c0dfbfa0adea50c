"""Which tokens a bad scrape or a wrong encoding has damaged."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from qualityfilter.text.tables import LOWER, UPPER
from qualityfilter.text.tokens import Tokens

_REPLACEMENT = 0xFFFD
_LATIN = (0xC2, 0xC3)
"""What the first byte of a two-byte character becomes when UTF-8 is read as Latin-1."""

_GLUE = np.array([ord(sign) for sign in ".!?,;:"], np.uint32)


def damaged(tokens: Tokens) -> npt.NDArray[np.bool_]:
    """Find which tokens are damaged.

    These are: replacement characters, and UTF-8 read as Latin-1 or Windows-1252 ("Ã¼", "â€™");
    words glued together ("Jong-unWho", "month.The"), as a capital shows that follows three or
    more small letters and is followed by two, or a full stop without a blank. Brands that are
    written like that ("YouTube") count too; there are few in a text.
    """
    bad = np.sort(np.concatenate((_misread(tokens.points), _glued(tokens.classes, tokens.points))))
    found: npt.NDArray[np.bool_]
    found = np.searchsorted(bad, tokens.ends) > np.searchsorted(bad, tokens.starts)
    return found


def _misread(points: npt.NDArray[np.uint32]) -> npt.NDArray[np.int64]:
    """Return where a replacement character stands, or the first byte of one that was misread."""
    at = np.flatnonzero(points >= _LATIN[0])
    here, following = points[at], points[np.minimum(at + 1, len(points) - 1)]
    lead = np.isin(here, _LATIN) & (following >= 0x80) & (following <= 0xBF)
    lead |= (here == 0xE2) & ((following == 0x20AC) | (following == 0x80))
    return at[lead | (here == _REPLACEMENT)]


def _glued(classes: npt.NDArray[np.uint8], points: npt.NDArray[np.uint32]) -> npt.NDArray[np.int64]:
    """Return where a capital is glued to small letters, or a sentence to the one before it."""
    lower = classes == LOWER
    at = np.flatnonzero(classes == UPPER)
    at = at[(at >= 3) & (at < len(points) - 2)]
    at = at[lower[at + 1] & lower[at + 2] & lower[at - 2] & lower[at - 3]]
    return at[lower[at - 1] | np.isin(points[at - 1], _GLUE)]
