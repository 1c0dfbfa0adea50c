"""The form of each line in numbers: its length, its letters, how it starts and ends."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from qualityfilter.text.characters import CharArray, U64Array
from qualityfilter.text.tables import CASELESS, DIGIT, LOWER, MARK, UPPER
from qualityfilter.text.tokens import (
    DoubleArray,
    FloatArray,
    Tokens,
    among,
    side_by_side,
    tokenize,
)

_STOPWORDS = """
the a an of to in on at for and but or that which who is are was were has have had he she it they
his her its their with by from as said not this be been will would
der die das den dem des und oder ist sind war mit von für auf nicht ein eine sich auch
le la les des du de et est une un dans pour par sur qui que avec pas au aux ce il elle
el los las del y en que por con una su se no para como más fue
o os as do da dos das em que não uma com para ao foi
il di che è per con non una del della nel sono si
i w na z do się nie to że jest po przez od oraz
и в на не что с по как это он она из за для от был
de het een van en in op dat met voor niet zijn
"""
_SIGNS = {
    "quote": "\"'",
    "colon": ":",
    "pipe": "|>»→",
    "bullet": "•*-·▪",
    "open": "([{",
    "close": ")]}",
    "at": "@#",
    "plus": "+",
}

_MARKS = {**_SIGNS, "ender": ".!?…", "comma": ","}
_BITS = {name: np.uint16(1 << place) for place, name in enumerate(_MARKS)}

SHAPE = (
    "characters", "tokens", "mean_token", "letters", "upper", "digits", "marks", "capitalised",
    "stopwords", "all_caps", "enders", "ends_enders", "ends_quote", "ends_colon", "commas",
    "starts_upper", "starts_lower", "starts_digit", "starts_mark", "url", "long_line",
    *(f"has_{name}" for name in _SIGNS), *(f"first_{name}" for name in _SIGNS),
)  # fmt: skip
"""Names of the columns of `Features.shape`; all lie about between -1 and 3."""


def line_shape(tokens: Tokens, lines: Sequence[str]) -> FloatArray:
    """Return the numbers named by `SHAPE` for each line."""
    rows = len(lines)
    if not rows:
        return np.zeros((0, len(SHAPE)), np.float32)
    count = functools.partial(_count, tokens)
    points, kinds = tokens.points, tokens.classes
    size = np.maximum(np.diff(tokens.line_starts) - 1, 1).astype(np.float64)
    words = np.maximum(np.bincount(tokens.lines, minlength=rows), 1).astype(np.float64)
    letters = count((kinds == LOWER) | (kinds == UPPER) | (kinds == CASELESS))
    upper, digits, marks = count(kinds == UPPER), count(kinds == DIGIT), count(kinds == MARK)
    first_kind = kinds[tokens.line_starts[:-1]]
    head = kinds[tokens.starts]
    capital = np.bincount(tokens.lines[head == UPPER], minlength=rows)
    stop = np.bincount(tokens.lines[among(tokens.hashes, _stop_hashes())], minlength=rows)
    signs = _signs(points)
    held = np.bitwise_or.reduceat(signs, tokens.line_starts[:-1])
    first, last = signs[tokens.line_starts[:-1]], signs[tokens.line_starts[1:] - 2]
    columns = [
        np.log1p(size) / 3,
        np.log1p(words) / 2,
        size / words / 10,
        letters / size,
        upper / np.maximum(letters, 1),
        digits / size * 3,
        marks / size * 3,
        capital / words,
        stop / words * 2,
        (upper == letters) & (letters > 1),
        np.log1p(count(signs & _BITS["ender"] > 0)),
        last & _BITS["ender"] > 0,
        last & _BITS["quote"] > 0,
        last & _BITS["colon"] > 0,
        np.log1p(count(signs & _BITS["comma"] > 0)),
        first_kind == UPPER,
        first_kind == LOWER,
        first_kind == DIGIT,
        first_kind == MARK,
        [("http" in line or "www." in line) for line in lines],
        size > 400,
        *(held & _BITS[name] > 0 for name in _SIGNS),
        *(first & _BITS[name] > 0 for name in _SIGNS),
    ]
    return side_by_side(columns, rows)


def _count(tokens: Tokens, chosen: npt.NDArray[np.bool_]) -> DoubleArray:
    """Count the chosen characters of each line."""
    sums = np.add.reduceat(chosen, tokens.line_starts[:-1], dtype=np.int32)
    return sums.astype(np.float64)


def _signs(points: CharArray) -> npt.NDArray[np.uint16]:
    """Return each character's bits: which kinds of sign it is."""
    return _sign_table().take(points, mode="clip")


@functools.cache
def _sign_table() -> npt.NDArray[np.uint16]:
    table = np.zeros(0x10000, np.uint16)  # the last stands for all beyond it
    for name, characters in _MARKS.items():
        for character in characters:
            table[ord(character)] |= _BITS[name]
    return table


@functools.cache
def _stop_hashes() -> U64Array:
    return np.unique(tokenize(sorted(set(_STOPWORDS.split()))).hashes)
