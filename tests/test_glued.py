"""What is glued to good sentences goes alone: any phrase of the lexicon, before or behind them."""

import pytest

import qualityfilter as qf
from qualityfilter.rules.lexicon import Group, forms, read_all
from tests.conftest import MID, OPEN

GROUPS = read_all()
MOST = 0.002
"""The share of such texts that lose a sentence; none should. They are looked at one by one in the
assertion's message."""


def _phrase(group: Group) -> str:
    """The first phrase of a group, as a site would print it."""
    first = next(phrase for phrases in group.phrases.values() for phrase in phrases)
    form = forms(first)[0]
    return form[0].upper() + form[1:]


@pytest.mark.parametrize("shape", ["{open} {mid} {junk}", "{junk}. {open} {mid}"])
def test_good_sentences_stay(shape: str, quality_filter: qf.QualityFilter) -> None:
    texts = [shape.format(open=OPEN, mid=MID, junk=_phrase(group)) for group in GROUPS]
    results = quality_filter.clean_many(texts)
    lost = [
        text
        for text, result in zip(texts, results, strict=True)
        if isinstance(result, qf.Failure) or OPEN not in result.text or MID not in result.text
    ]
    assert len(lost) <= MOST * len(texts), lost
