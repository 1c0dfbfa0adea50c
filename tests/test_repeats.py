"""What a text says twice: what is a duplicate, and what only looks like one."""

import pytest

import qualityfilter as qf
from qualityfilter.rules.library import scores
from qualityfilter.rules.repeats import repeats
from qualityfilter.text.segments import lay_out
from tests.conftest import END, MID, OPEN

TITLE = "Bridge over the Sarn to be repaired before winter"
CAPTION = "The cracked pier seen from the ferry landing"
QUESTION = "What comes next for the crossing?"
SPEAKER = "Harbour master Ilka Brandt:"
NUMBERS = (
    "In 2019 the ferry carried 212,000 people and 40,000 cars, and 14 per cent fewer last year."
)
REFRAIN = """The tide is on the turn

O bring the lantern down to me,
And all the boats are out at sea,
We wait beside the harbour wall,
The tide is on the turn

And count them one by one,
And all the lamps are burning low,
And night is over all,
The tide is on the turn
"""
POEM = """O bring the lantern down to me,
The tide is on the turn
And all the boats are out at sea,
The tide is on the turn
We wait beside the harbour wall,
And count them one by one,
The tide is on the turn
And night is over all."""
TABLED = """Crossing | Cars | Lorries
Monday, northern pier and southern pier taken together | 120 | 14
Tuesday, northern pier and southern pier taken together | 118 | 12
Monday, northern pier and southern pier taken together | 120 | 14
Monday, northern pier and southern pier taken together | 120 | 14"""
SCORES = """Ardle 3 1 4
Bressay 2 2 4
Ardle 3 1 4
Ardle 3 1 4"""


def _text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs) + "\n"


TITLE_TWICE, TITLE_THRICE = [(1, "repeat.title")], [(1, "repeat.title"), (4, "repeat.title")]
PAIR = [(2, "repeat.pair"), (3, "repeat.adjacent")]

REPEATS: dict[str, tuple[str, str, list[tuple[int, str]], str]] = {
    "the title twice": (
        "",
        _text(TITLE, TITLE, OPEN, MID),
        TITLE_TWICE,
        _text(TITLE, OPEN, MID),
    ),
    "the title thrice": (
        "",
        _text(TITLE, TITLE, OPEN, MID, TITLE, END),
        TITLE_THRICE,
        _text(TITLE, OPEN, MID, END),
    ),
    "the title thrice, known": (
        TITLE,
        _text(TITLE, TITLE, OPEN, MID, TITLE, END),
        TITLE_THRICE,
        _text(TITLE, OPEN, MID, END),
    ),
    "the title thrice without a gap": (
        TITLE,
        f"{TITLE}\n{TITLE}\n{TITLE}\n\n{OPEN}\n\n{MID}\n",
        [(1, "repeat.title"), (2, "repeat.title")],
        f"{TITLE}\n\n{OPEN}\n\n{MID}\n",
    ),
    "the title in capitals": (
        TITLE,
        _text(TITLE, TITLE.upper(), OPEN, MID),
        TITLE_TWICE,
        _text(TITLE, OPEN, MID),
    ),
    "a caption twice amid the article": (
        "",
        f"{TITLE}\n\n{OPEN}\n\n{CAPTION}\n{CAPTION}\n\n{MID}\n\n{END}\n",
        PAIR,
        _text(TITLE, OPEN, MID, END),
    ),
    "a caption twice with a gap": (
        "",
        _text(TITLE, OPEN, CAPTION, CAPTION, MID, END),
        PAIR,
        _text(TITLE, OPEN, MID, END),
    ),
    "a long paragraph": (
        "",
        _text(OPEN, MID, END, MID),
        [(3, "repeat.long")],
        _text(OPEN, MID, END),
    ),
    "a long paragraph, twice again": (
        "",
        _text(OPEN, MID, MID, END, MID),
        [(2, "repeat.long"), (4, "repeat.long")],
        _text(OPEN, MID, END),
    ),
    "a long paragraph, other marks and capitals": (
        "",
        _text(OPEN, MID, END, OPEN.upper().replace(",", " –")),
        [(3, "repeat.title")],
        _text(OPEN, MID, END),
    ),
    "a paragraph with numbers": (
        "",
        _text(OPEN, NUMBERS, END, NUMBERS),
        [(3, "repeat.long")],
        _text(OPEN, NUMBERS, END),
    ),
    "a block with a short line": (
        "",
        _text(OPEN, MID, QUESTION, END, MID, QUESTION, END),
        [(4, "repeat.long"), (5, "repeat.long"), (6, "repeat.long")],
        _text(OPEN, MID, QUESTION, END),
    ),
    "the whole article": (
        "",
        _text(OPEN, MID, END, OPEN, MID, END),
        [(3, "repeat.title"), (4, "repeat.long"), (5, "repeat.long")],
        _text(OPEN, MID, END),
    ),
}
"""Title, text, what repeats (number of the line, kind), and what is left."""

NO_REPEATS: dict[str, tuple[str, str]] = {
    "a refrain": ("", _text("The winner of the harbour's prize for verse reads:", POEM, END)),
    "a refrain, nothing but the poem": ("", f"{POEM}\n"),
    "a refrain that is the poem's title": (
        "The tide is on the turn",
        _text(
            END, OPEN, POEM.replace("me,\nThe tide is on the turn", "me,\nAnd turn it to the sea")
        ),
    ),
    "a refrain that is the poem's first line": ("", REFRAIN),
    "rows of a table": ("", _text(OPEN, TABLED, END)),
    "rows of figures": ("", _text(OPEN, SCORES, END)),
    "a question of an interview": ("", _text(OPEN, QUESTION, MID, QUESTION, END)),
    "a question asked twice in a row": ("", _text(OPEN, QUESTION, QUESTION, MID)),
    "a speaker of an interview": ("", _text(SPEAKER, OPEN, SPEAKER, MID, SPEAKER, END)),
    "a short line again, far from the first": ("", _text(OPEN, CAPTION, MID, CAPTION, END)),
    "two words that are the title": ("Ferry news", _text("Ferry news", OPEN, "Ferry news", MID)),
    "a long paragraph with another ending": ("", _text(OPEN, MID, f"{MID[:-5]} gone.")),
}
"""Title and text."""


@pytest.fixture(scope="module")
def firm() -> qf.QualityFilter:
    """A filter whose threshold does not follow from the model's losses."""
    return qf.QualityFilter(qf.Settings(threshold=0.9))


def _repeats(text: str, title: str) -> list[tuple[int, str]]:
    layout = lay_out(text)
    found = repeats(layout.contents, layout.ranges, title, scores())
    assert all(each.score == scores()[each.source] for each in found)
    return [(layout.ranges.index((each.start, each.end)), each.source) for each in found]


@pytest.mark.parametrize(("title", "text", "found", "left"), REPEATS.values(), ids=list(REPEATS))
def test_repeats(
    firm: qf.QualityFilter, title: str, text: str, found: list[tuple[int, str]], left: str
) -> None:
    assert _repeats(text, title) == found
    result = firm.clean(text, title=title)
    assert result.text == left
    assert [span.label for span in result.cuts] == [
        "caption" if kind == "repeat.pair" else "duplicate" for _, kind in found
    ]


@pytest.mark.parametrize(("title", "text"), NO_REPEATS.values(), ids=NO_REPEATS)
def test_what_only_looks_like_a_repeat(firm: qf.QualityFilter, title: str, text: str) -> None:
    assert _repeats(text, title) == []
    labels = {span.label for span in firm.clean(text, title=title).cuts}
    assert "duplicate" not in labels


def test_a_copy_of_what_falls_is_no_repeat() -> None:
    layout = lay_out(_text(TITLE, MID, OPEN, MID, OPEN))
    contents, ranges = layout.contents, layout.ranges
    found = repeats(contents, ranges, TITLE, scores(), gone={1})
    assert [(each.start, each.end) for each in found] == [ranges[4]]
    assert len(repeats(contents, ranges, TITLE, scores(), gone={3})) == 2


@pytest.mark.parametrize(
    ("kind", "label", "reason"),
    [
        ("repeat.title", "duplicate", "repeats the title"),
        ("repeat.adjacent", "duplicate", "repeats the line before it"),
        ("repeat.long", "duplicate", "repeats an earlier paragraph"),
        (
            "repeat.pair",
            "caption",
            "a short line printed twice in a row, like a picture's two texts",
        ),
    ],
)
def test_each_kind_says_why(kind: str, label: str, reason: str) -> None:
    lines = [TITLE, TITLE, OPEN, CAPTION, CAPTION, MID, MID]
    layout = lay_out(_text(*lines))
    found = repeats(layout.contents, layout.ranges, TITLE, scores())
    assert [(each.label, each.reason) for each in found if each.source == kind] == [(label, reason)]


def test_the_scores_count_what_was_repeated(firm: qf.QualityFilter) -> None:
    result = firm.clean(_text(OPEN, MID, END, OPEN, MID, END))
    assert result.scores.repetition == result.scores.boilerplate == 0.5
    assert firm.clean(_text(OPEN, MID, END)).scores.repetition == 0
