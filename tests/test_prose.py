"""Words are counted, and ends of sentences known, in every script."""

import pytest

import qualityfilter as qf
from qualityfilter.text.prose import count_words, words_and_ends


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("The ferry is late.", 4),
        ("Die Fähre kommt schon wieder zu spät", 7),
        ("渡船今天早上又迟到了", 5),
        ("渡船 5日 迟到", 4),
        ("フェリーが遅れた。", 4),
        ("เรือข้ามฟากมาสาย", 4),
        ("페리가 또 늦었다", 3),
    ],
)
def test_words_are_counted(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    "line",
    [
        "The ferry is late.",
        "“The ferry is late.”",
        "渡船迟到了。",
        "他说：“渡船迟到了。”",
        "「船が遅れた。」",
        "नौका देर से आई।",
        "هل تأخرت العبارة؟",
        "เรือข้ามฟากมาสายอีกครั้งในเช้าวันจันทร์ เจ้าหน้าที่ท่าเรือกล่าวกับผู้โดยสารที่รออยู่",
    ],
)
def test_sentences_end(line: str) -> None:
    assert words_and_ends([line])[1] == [True]


@pytest.mark.parametrize("line", ["", "Ferry late again", "渡船又迟到", "เรือมาสาย", "Home | News"])
def test_headlines_do_not(line: str) -> None:
    assert words_and_ends([line])[1] == [False]


STORIES = {
    "zh": "青石港的渡船周一早上又迟到了一个小时，码头办公室表示。"
    "工程师前一天更换了一个损坏的齿轮箱。",
    "ja": "青石港のフェリーは月曜の朝、一時間遅れて出港したと港湾事務所が発表した。"
    "技師は前日に壊れた部品を交換していた。",
    "th": "เรือข้ามฟากของท่าเรือหินเขียวออกเดินทางช้ากว่ากำหนดหนึ่งชั่วโมงในเช้าวันจันทร์ สำนักงานท่าเรือแจ้ง",
    "hi": "हरे पत्थर के घाट की नौका सोमवार सुबह एक घंटे देर से चली, घाट कार्यालय ने बताया।"
    " मरम्मत एक दिन पहले हुई थी।",
}


@pytest.mark.parametrize("lang", STORIES)
def test_an_article_in_any_script_is_neither_short_nor_a_list(lang: str) -> None:
    result = qf.clean("\n\n".join(f"{number} {STORIES[lang]}" for number in range(1, 8)))
    codes = {reason.code for reason in result.verdict.reasons}
    assert not codes & {"short", "links"}


def test_lines_are_counted_together_as_alone() -> None:
    lines = ["The ferry is late.", "渡船迟到了。", "เรือมาสาย", ""]
    words, ends = words_and_ends(lines)
    assert words == [*map(count_words, lines)]
    assert ends == [words_and_ends([line])[1][0] for line in lines]
