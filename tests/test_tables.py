"""The stored tables of characters are those that Python's Unicode gives."""

import unicodedata

import numpy as np
import pytest

from qualityfilter.text.tables import STORED, VERSION, derive, tables


@pytest.mark.skipif(
    unicodedata.unidata_version != VERSION, reason=f"the tables are for Unicode {VERSION}"
)
def test_what_is_stored_is_what_is_derived() -> None:
    assert (np.load(STORED) == derive()).all()


def test_what_is_loaded_is_what_is_stored() -> None:
    assert all((one == other).all() for one, other in zip(tables(), np.load(STORED), strict=True))


@pytest.mark.parametrize(
    ("character", "lowered", "bare", "narrow"),
    [("É", "é", "e", "É"), ("Ł", "ł", "l", "ª"), ("7", "0", "0", "7"), ("–", "–", "–", "¤")],
)
def test_forms(character: str, lowered: str, bare: str, narrow: str) -> None:
    found = tables()
    forms = [chr(form[ord(character)]) for form in (found.lowered, found.bare, found.narrow)]
    assert forms == [lowered, bare, narrow]
