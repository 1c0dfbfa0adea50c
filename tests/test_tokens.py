"""Tokens: a word has one hash wherever it stands, and lines have theirs by themselves."""

import pytest

from qualityfilter.text.tokens import tokenize


@pytest.mark.parametrize("before", [1, 65_528, 65_532, 65_535, 65_536, 65_537, 200_000])
def test_a_word_has_one_hash_wherever_it_stands(before: int) -> None:
    (alone,) = tokenize(["bridge"]).hashes
    found = tokenize(["a" * before, "Bridge bridge"]).hashes
    assert found[1:].tolist() == [alone, alone]
    assert found[0] != alone
