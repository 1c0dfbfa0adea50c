"""Published heuristics: formulas by hand, and beside datatrove's filters on some hundred texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qualityfilter as qf
from qualityfilter.lab.corpus import find, read_jsonl
from qualityfilter.quality.signals import HEURISTICS, c4, signals
from qualityfilter.quality.signals.view import View
from qualityfilter.text.sentences import sentence_ends
from tests.conftest import FIXTURES

SENTENCE = "The council met on Tuesday and agreed to repair the old bridge."


def value(name: str, text: str) -> float:
    (found,) = signals(text, "en", [name])
    return found.value


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("c4.unended_lines", f"{SENTENCE}\nNo end\nWait...", 2 / 3),
        ("c4.short_lines", f"{SENTENCE}\nToo short here.", 1 / 2),
        ("c4.long_word_lines", f"{SENTENCE}\n{'x' * 1001}", 1 / 2),
        ("c4.javascript_lines", f"{SENTENCE}\nPlease switch on JavaScript first.", 1 / 2),
        ("c4.policy_lines", f"{SENTENCE}\nThis site uses cookies for many things.", 1 / 2),
        ("c4.sentences", f"{SENTENCE} It rained all day long.\nShort line.\n{SENTENCE}", 3),
        ("c4.sentences", "The bridge [12] was old.[citation needed]", 0),
        ("c4.sentences", "The bridge [12] was very old.[citation needed]", 1),
        ("c4.curly_brackets", "function f() { of the long }\nThe set {1} is of the sort.", 1),
        ("c4.lorem_ipsum", "Lorem ipsum dolor sit amet consectetur.\nlorem ipsum", 1),
        ("mc4.long_lines", f"{'x' * 200}\n{'y' * 199}\n{'z' * 300}", 2),
        ("gopher.words", "One two - three …", 3),
        ("gopher.mean_word_length", "One four - fiver", 4),
        ("gopher.hashes", "#one two ##", 1),
        ("gopher.ellipses", "One… two...", 1),
        ("gopher.bullet_lines", "- one\n • two\nthree\nfour", 1 / 2),
        ("gopher.ellipsis_lines", "one...\ntwo… \nthree\nfour", 1 / 2),
        ("gopher.alphabetic_words", "one 2 three 4", 1 / 2),
        ("gopher.stop_words", "the the The be to", 3),
        ("gopher.repeated_lines", "one\n\none\ntwo\none", 2 / 4),
        ("gopher.repeated_line_characters", "one\ntwo\none", 3 / 11),
        ("gopher.repeated_paragraphs", "a\nb\n\na\nb\n\nc", 1 / 3),
        ("gopher.repeated_paragraph_characters", "a\nb\n\na\nb\n\nc", 3 / 11),
        ("gopher.top_2_gram", "a b a b c", 2 * 3 / 9),
        ("gopher.top_3_gram", "a b", 0),
        ("gopher.repeated_5_grams", "a b c d e f a b c d e", 5 / 21),
        ("gopher.repeated_6_grams", "a b c d e f a b c d e", 0),
        ("fineweb.ended_lines", 'one.\ntwo!\n"three"\nfour', 3 / 4),
        ("fineweb.short_lines", f"{'x' * 30}\n{'y' * 31}", 1 / 2),
        ("fineweb.repeated_characters", "one\ntwo\none", 3 / 9),
        ("refinedweb.capital_lines", "BREAKING NEWS now\nNo News\nÄÖÜ", 2 / 3),
        ("refinedweb.number_lines", "12.03.2020 14:05\n12 years", 1 / 2),
        ("refinedweb.counter_lines", "3 likes\n1.2k shares\nHe likes 3 likes", 2 / 3),
        ("refinedweb.single_word_lines", "Home\nHome page", 1 / 2),
        ("refinedweb.phrase_lines", f"Sign in now\n{SENTENCE} Read more\nAll: read more...", 2 / 3),
        ("refinedweb.flagged_words", "Home\nThe harbour is closed", 1 / 5),
        ("nemo.odd_characters", "ab c-é", 3 / 6),
        ("nemo.symbols", "one # ### … two", 2 / 5),
        ("nemo.digits", "a1b2", 2 / 4),
        ("nemo.urls", "see https://a.example now", 17 / 25),
        ("nemo.blanks", "a b\n", 2 / 4),
        ("nemo.brackets", "(a)[b]", 4 / 6),
        ("nemo.policy_paragraphs", "Privacy policy\n\nThe news\n\nMore", 1 / 3),
        ("nemo.policy_paragraphs", "Lorem ipsum\n\nThe news", 1),
        ("nemo.different_lines", "a\nb\na\nc", 3 / 4),
        ("nemo.different_paragraphs", "a\n\na\n\nb\n\nc", 3 / 4),
        ("nemo.different_line_characters", "ab\nc\nab", 3 / 5),
        ("nemo.different_paragraph_characters", "ab\n\nc\n\nab", 3 / 5),
        ("nemo.words", "one - two", 3),
        ("nemo.unended_lines", "one.\ntwo\nthree'\nfour", 1 / 2),
        ("nemo.alphabetic_words", "one 2", 1 / 2),
        ("nemo.common_words", "the The of the", 3),
        ("nemo.mean_word_length", "one - fiver", 3),
        ("nemo.longest_word", "one three", 5),
        ("nemo.ellipsis_lines", "All of it: Read more\none", 1 / 2),
        ("nemo.top_2_gram", "a b a b c", 2 * 3 / 9),
        ("nemo.repeated_5_grams", "a b c d e f a b c d e", 9 / 21),
        ("nemo.repeated_5_grams", "a b c d", 1),
        ("nemo.bullet_lines", "• one\n- two", 1 / 2),
    ],
)  # fmt: skip
def test_by_hand(name: str, text: str, expected: float) -> None:
    assert value(name, text) == pytest.approx(expected, abs=1e-6)


def test_every_heuristic_is_measured_by_hand_or_as_an_n_gram() -> None:
    mark = next(each for each in test_by_hand.pytestmark if each.name == "parametrize")
    told = {case[0] for case in mark.args[1]}
    assert all("_gram" in name for name in HEURISTICS.keys() - told)


def test_bounds() -> None:
    signal = signals("One two three.", "en", ["gopher.words"])[0]
    assert signal == qf.Signal("gopher.words", "paper", 3.0, 50, 100_000, False)
    assert all(each.least is not None or each.most is not None for each in HEURISTICS.values())
    assert all(name.count(".") == 1 for name in HEURISTICS)


def test_what_means_nothing_for_a_language_is_absent() -> None:
    german = {each.name for each in signals("Der Rat tagt am Montag.", "de")}
    chinese = {each.name for each in signals("市议会星期二同意修桥。", "zh")}
    unknown = {each.name for each in signals("ok", "und")}
    assert "gopher.stop_words" not in german | chinese | unknown
    assert "gopher.words" in german
    assert "gopher.words" not in chinese
    assert "gopher.repeated_lines" in chinese
    assert {each.name for each in signals("The council met.", "en")} == set(HEURISTICS)


def test_blank_texts_have_none() -> None:
    assert signals(" \n\t", "en") == ()


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_text_has_finite_signals(text: str) -> None:
    for signal in signals(text, "en"):
        assert 0 <= signal.value < 1e6
        low = signal.least is None or signal.value >= signal.least
        assert signal.passed == (low and (signal.most is None or signal.value <= signal.most))


def test_settings_ask_for_them(quality_filter: qf.QualityFilter) -> None:
    text = f"{SENTENCE}\n\nJoin our Telegram channel\n"
    assert quality_filter.clean(text).signals == ()
    wanted = qf.QualityFilter(qf.Settings(signals=True, raw_signals=True)).clean(text)
    clean, raw = (
        {each.name: each for each in found} for found in (wanted.signals, wanted.raw_signals)
    )
    assert clean.keys() == raw.keys() == HEURISTICS.keys()
    assert (clean["nemo.words"].value, raw["nemo.words"].value) == (12, 16)
    assert qf.CleanResult.from_dict(json.loads(json.dumps(wanted.to_dict()))) == wanted


def test_a_signal_can_be_a_reason() -> None:
    calm: dict[str, Any] = {"short": "accept", "quality": "accept"}
    chosen = qf.Settings(decisions={"gopher.words": "reject", **calm})
    result = qf.QualityFilter(chosen).clean(SENTENCE)
    assert result.verdict == qf.Verdict("reject", (qf.Reason("gopher.words", 12.0, 50),))
    assert result.signals == ()
    passed = qf.Settings(decisions={"gopher.hashes": "reject", **calm})
    assert qf.QualityFilter(passed).clean(SENTENCE).verdict == qf.Verdict("accept")


# --- beside datatrove ---------------------------------------------------------------------------
# Every difference is one of four, and taken away here: its tokenizers count punctuation marks as
# words; its list of punctuation lacks the bullet and signs of currencies; its C4 filter follows the
# first version of the paper (five sentences, three words a line) and lets a line end in an
# apostrophe; its FineWeb filter has the code's bounds and ends, and a bound on line breaks.


class _NotWords:
    """Every character that is no letter or digit."""

    def __contains__(self, character: str) -> bool:
        return not character.isalnum()


@pytest.fixture
def peers(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Return datatrove's filters by their part of our names, their differences taken away."""
    filters = pytest.importorskip("datatrove.pipeline.filters")
    from datatrove.pipeline.filters import (
        c4_filters,
        fineweb_quality_filter,
        gopher_quality_filter,
        gopher_repetition_filter,
    )

    def split(text: str, language: str) -> list[str]:
        return text.split()

    def cut(text: str, language: str) -> list[int]:
        return sentence_ends(text)

    for module in (fineweb_quality_filter, gopher_quality_filter, gopher_repetition_filter):
        monkeypatch.setattr(module, "split_into_words", split)
    monkeypatch.setattr(gopher_quality_filter, "PUNCTUATION_SET", _NotWords())
    monkeypatch.setattr(c4_filters, "split_into_sentences", cut)
    monkeypatch.setattr(c4_filters, "END_PUNCTUATION", c4._END_MARKS)
    return {
        "c4": filters.C4QualityFilter(min_num_sentences=3, min_words_per_line=5),
        "mc4": c4_filters.C4ParagraphFilter(),
        "quality": filters.GopherQualityFilter(),
        "repetition": filters.GopherRepetitionFilter(),
        "fineweb": filters.FineWebQualityFilter(
            stop_chars=(".", "'", '"', "!", "?"), char_duplicates_ratio=0.1, new_line_ratio=1e9
        ),
    }


OURS = {
    "c4": ("c4.lorem_ipsum", "c4.curly_brackets", "c4.sentences"),
    "mc4": ("mc4.long_lines",),
    "quality": (
        "gopher.words", "gopher.mean_word_length", "gopher.hashes", "gopher.ellipses",
        "gopher.bullet_lines", "gopher.ellipsis_lines", "gopher.alphabetic_words",
        "gopher.stop_words",
    ),
    "repetition": (
        "gopher.repeated_paragraphs", "gopher.repeated_paragraph_characters",
        "gopher.repeated_lines", "gopher.repeated_line_characters",
        *(f"gopher.top_{size}_gram" for size in (2, 3, 4)),
        *(f"gopher.repeated_{size}_grams" for size in range(5, 11)),
    ),
    "fineweb": ("fineweb.ended_lines", "fineweb.short_lines", "fineweb.repeated_characters"),
}  # fmt: skip
"""Our names of what each filter looks at, in its order."""

THEIRS = {
    "lorem_ipsum": "c4.lorem_ipsum", "curly_bracket": "c4.curly_brackets",
    "too_few_sentences": "c4.sentences", "< 3 paragraphs": "mc4.long_lines",
    "gopher_short_doc": "gopher.words", "gopher_long_doc": "gopher.words",
    "gopher_below_avg_threshold": "gopher.mean_word_length",
    "gopher_above_avg_threshold": "gopher.mean_word_length",
    "gopher_too_many_hashes": "gopher.hashes", "gopher_too_many_ellipsis": "gopher.ellipses",
    "gopher_too_many_bullets": "gopher.bullet_lines",
    "gopher_too_many_end_ellipsis": "gopher.ellipsis_lines",
    "gopher_below_alpha_threshold": "gopher.alphabetic_words",
    "gopher_enough_stop_words": "gopher.stop_words",
    "dup_para_frac": "gopher.repeated_paragraphs",
    "dup_para_char_frac": "gopher.repeated_paragraph_characters",
    "dup_line_frac": "gopher.repeated_lines",
    "dup_line_char_frac": "gopher.repeated_line_characters",
    **{f"top_{size}_gram": f"gopher.top_{size}_gram" for size in (2, 3, 4)},
    **{f"duplicated_{size}_n_grams": f"gopher.repeated_{size}_grams" for size in range(5, 11)},
    "line_punct_ratio": "fineweb.ended_lines", "short_line_ratio": "fineweb.short_lines",
    "char_dup_ratio": "fineweb.repeated_characters",
}  # fmt: skip
"""What datatrove says of a text that it drops, and our name of it."""


def differences(
    peers: dict[str, Any], texts: list[str]
) -> Iterator[tuple[str, str | None, str | None]]:
    """What each says first of every text and filter on which the two differ."""
    from datatrove.data import Document

    for text in texts:
        failed = {each.name for each in signals(text, "en") if not each.passed}
        for name, peer in peers.items():
            found = peer.filter(Document(text=text, id=""))
            theirs = THEIRS[found[1]] if isinstance(found, tuple) and not found[0] else None
            ours = next((each for each in OURS[name] if each in failed), None)
            if ours != theirs:
                yield text[:60], theirs, ours


def made_up() -> list[str]:
    """Return the fixtures' texts, whole and in worse states, over 300 of them."""
    whole = [
        path.read_text(encoding="utf-8") for path in sorted(FIXTURES.glob("articles/*/article.txt"))
    ]
    for path in sorted(FIXTURES.glob("verdicts/*.jsonl")):
        whole += [
            json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()
        ]
    worse = [
        *("\n\n".join([text[:300]] * 3) for text in whole[:40]),
        *("\n".join(f"• {line}" for line in text.splitlines()) for text in whole[40:70]),
        *("\n".join(f"{line[:40]}..." for line in text.splitlines()) for text in whole[70:100]),
        *(f"{text} {{ }} lorem ipsum dolor sit amet." for text in whole[100:130]),
        *(" ".join([*text.split()[:12]] * 9) for text in whole[130:160]),
    ]
    return [text for text in (*whole, *worse) if text.strip()]


def test_datatrove_says_the_same_of_made_up_texts(peers: dict[str, Any]) -> None:
    texts = made_up()
    assert len(texts) > 300
    said = {each.name for text in texts for each in signals(text, "en") if not each.passed}
    assert len(said.intersection(*[{*THEIRS.values()}])) > 15  # many of the bounds are met
    assert list(differences(peers, texts)) == []


@pytest.mark.data
def test_datatrove_says_the_same_of_scraped_texts(peers: dict[str, Any], data_folder: Path) -> None:
    records = read_jsonl(find(data_folder / "data", "texts/pool"))
    texts = [each["text"] for each in records if each["split"] != "test"][::25][:300]
    assert len(texts) == 300
    assert list(differences(peers, texts)) == []


def test_a_view_makes_each_part_once() -> None:
    view = View("one two\nthree")
    assert view.words is view.words
    assert view.lines == ["one two", "three"]
