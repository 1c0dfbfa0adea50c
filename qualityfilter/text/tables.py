"""Tables of characters, derived from what Python knows of Unicode, and stored beside this file.

So nothing is derived when a filter starts, and a text is cut into the same words under every
release of Python. `python -m qualityfilter.text.tables` derives them anew.
"""

from __future__ import annotations

import functools
import unicodedata
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

BLANK, LOWER, UPPER, DIGIT, CASELESS, IDEOGRAPH, MARK = range(7)
"""Classes of characters."""

STORED = Path(__file__).with_name("tables.npy")
"""The tables of this release, for the Unicode of `VERSION`."""

VERSION = "14.0.0"

_BMP = 0x10000


class Tables(NamedTuple):
    """One entry for each character of the basic plane.

    Attributes:
        classes: its class.
        lowered: its small letter; of digits, `0`.
        bare: the same without accents.
        narrow: what stands for it in one byte; see `text.narrow`.
    """

    classes: npt.NDArray[np.uint8]
    lowered: npt.NDArray[np.uint32]
    bare: npt.NDArray[np.uint32]
    narrow: npt.NDArray[np.uint8]


@functools.cache
def tables() -> Tables:
    """The tables, loaded once in a process."""
    classes, lowered, bare, narrow = np.load(STORED)
    return Tables(
        classes.astype(np.uint8),
        lowered.astype(np.uint32),
        bare.astype(np.uint32),
        narrow.astype(np.uint8),
    )


def derive() -> npt.NDArray[np.uint16]:
    """The tables, one a row, for the Unicode of this Python."""
    classes = np.fromiter(map(_class, map(chr, range(_BMP))), np.uint16, _BMP)
    lowered = np.arange(_BMP, dtype=np.uint16)
    for point in range(_BMP):
        lower = chr(point).lower()
        if len(lower) == 1:
            lowered[point] = ord(lower)
    lowered[classes == DIGIT] = ord("0")
    narrow = np.fromiter(map(narrowed, map(chr, range(_BMP))), np.uint16, _BMP)
    return np.stack([classes, lowered, _bare(lowered), narrow])


def _bare(lowered: npt.NDArray[np.uint16]) -> npt.NDArray[np.uint16]:
    """Take the accents off the letters of the alphabets that have such."""
    table = lowered.copy()
    for first, last in ((0xC0, 0x530), (0x1E00, 0x2000)):
        for point in range(first, last):
            base, *marks = list(unicodedata.normalize("NFD", chr(point).lower()))
            if all(map(unicodedata.combining, marks)):
                table[point] = ord(_ALIKE.get(base, base))
    return table


_ALIKE = {"ı": "i", "ς": "σ", "ł": "l", "ø": "o", "đ": "d"}


def narrowed(character: str) -> int:
    """The byte that stands for a character: its own, or that of some letter, number or sign."""
    if character < "\u0100":
        return ord(character)
    if character.isalpha():
        return ord(_FOLDED.get(character, "ª"))
    return ord("¼" if unicodedata.category(character).startswith("N") else "¤")


_FOLDED = {"ſ": "s", "\u212a": "K"}
"""Letters that patterns blind to case take for ASCII ones."""


def _class(character: str) -> int:  # noqa: PLR0911 - a table in words
    if character.islower():
        return LOWER
    if character.isupper() or character.istitle():
        return UPPER
    if character.isdigit():
        return DIGIT
    if character.isspace() or unicodedata.category(character) in ("Cc", "Cf"):
        return BLANK
    category = unicodedata.category(character)
    if category == "Lo" and ("\u2e80" <= character <= "\u9fff" or character >= "\uf900"):
        return IDEOGRAPH
    if category[0] in "LM":
        return CASELESS
    return MARK


if __name__ == "__main__":
    np.save(STORED, derive())
    print(f"{STORED.name} is made for Unicode {unicodedata.unidata_version}")
