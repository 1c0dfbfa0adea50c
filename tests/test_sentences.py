"""Sentences tile any text, and a library that panics raises an error of this package."""

from __future__ import annotations

import pytest
import sentencex
from hypothesis import given
from hypothesis import strategies as st

import qualityfilter as qf
from qualityfilter.core import foreign
from qualityfilter.core.errors import LibraryError
from qualityfilter.text import sentences
from qualityfilter.text.sentences import BLOCK, sentence_ends

PANICKING = "The ferry stopped on Monday, the harbour office said. " * 30 + (
    "The council chose plan B\u00a0. It may work."
)
"""What made the splitter panic: a capital, a blank that is not ASCII, and a full stop."""

ODD = "Bé .!?\"'“”‘’\n\r\t\0\x85\xa0\u1680\u2009\u2028\u3000\ufeff\u200b\u180eİßǅ\u0300😀\ud800"


@given(st.text(st.sampled_from(ODD) | st.characters()), st.sampled_from([None, "en", "de", "zh"]))
def test_sentences_tile_any_text(text: str, lang: str | None) -> None:
    ends = sentence_ends(text, lang)
    assert ends == sorted(set(ends))
    assert ends[-1:] == ([len(text)] if text else [])
    assert "".join(sentences.sentences(text, lang)) == text


def test_no_character_makes_the_splitter_panic() -> None:
    """Each one of the basic plane, where a blank panics: behind a capital and before a stop."""
    for first in range(0, 0x10000, 64):
        text = " ".join(f"plan B{chr(point)}. It" for point in range(first, first + 64))
        assert "".join(sentences.sentences(text)) == text


def test_a_text_is_cut_alike_whatever_its_blanks() -> None:
    text = "The council chose plan B. It may work. " * (BLOCK // 20)
    assert sentence_ends(text.replace(" ", "\u00a0")) == sentence_ends(text)


def test_a_text_that_made_the_splitter_panic_is_cleaned(quality_filter: qf.QualityFilter) -> None:
    for blank in "\x85\xa0\u1680\u2000\u2009\u202f\u205f\u3000":
        text = PANICKING.replace("\u00a0", blank)
        assert quality_filter.clean(text).restore() == text


def test_a_panic_costs_one_document(
    quality_filter: qf.QualityFilter, monkeypatch: pytest.MonkeyPatch
) -> None:
    segment = sentencex.segment
    odd = ("plan B .", "plan B\u00a0.")
    monkeypatch.setattr(sentencex, "segment", lambda lang, text: segment(lang, text.replace(*odd)))
    with pytest.raises(LibraryError, match=r"^sentencex gave up on a text: end byte index \d+ is"):
        sentence_ends(PANICKING)
    documents = [qf.Document(text, id=text[:5]) for text in ("It rained.", PANICKING, "It snowed.")]
    first, second, third = quality_filter.clean_many(documents)
    assert isinstance(second, qf.Failure)
    assert (second.id, second.kind) == ("The f", "internal")
    assert second.message.startswith("LibraryError: sentencex gave up on a text")
    assert isinstance(first, qf.CleanResult)
    assert isinstance(third, qf.CleanResult)
    with pytest.raises(qf.ContentError, match="internal: LibraryError: sentencex"):
        quality_filter.clean(PANICKING)


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, ValueError, GeneratorExit])
def test_other_errors_pass_through(error: type[BaseException]) -> None:
    with pytest.raises(error), foreign.calling("x"):
        raise error


def test_a_panic_is_an_error_of_this_package() -> None:
    class PanicException(BaseException):
        pass

    with (
        pytest.raises(LibraryError, match=r"^x gave up on a text: range end$"),
        foreign.calling("x"),
    ):
        raise PanicException("range end")
