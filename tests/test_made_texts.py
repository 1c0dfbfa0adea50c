"""Texts made of labelled ones: junk put in has its label, and what was there keeps its own."""

from collections.abc import Callable, Iterator, Sequence

import pytest

from qualityfilter.core.data import LINE_LABELS
from qualityfilter.lab.lines_data import NUMBERS, UNKNOWN, LabelledText, lines_of, runs_of
from qualityfilter.lab.made_texts import (
    ARTICLE,
    SPACES,
    bodies,
    glued,
    marked_down,
    single,
    spliced,
    unbroken,
    with_phrases,
)
from tests.conftest import END, MID, OPEN

BODY, HEADLINE, RELATED = (NUMBERS[name] for name in ("body", "headline", "related"))
JUNK = "Read also: Ferry strike {} called off"
MORE = "More from the harbour {}"


def text(number: int, **more: object) -> LabelledText:
    """Return a text of its own site, with junk before, among and after its body."""
    lines = [
        (f"Bridge {number} to be mended", HEADLINE),
        (f"{OPEN} Number {number}.", BODY),
        (JUNK.format(number), RELATED),
        (MORE.format(number), RELATED),
        (MID, BODY),
        (f"{END} Number {number}.", BODY),
        ("Who knows what this is", UNKNOWN),
        (f"Share {number} on Facebook", NUMBERS["social"]),
    ]
    own, runs = runs_of((f"{line}\n", label) for line, label in lines)
    site = f"{number}.example"
    values = {"test": False, "view": "texts", "lang": "en"} | more
    view, test, lang = values.pop("view"), values.pop("test"), values.pop("lang")
    return LabelledText(
        str(number),
        site,
        test,
        view,
        own,
        f"Bridge {number}",
        runs,
        "",
        lang,
        **values,  # type: ignore[arg-type]
    )


TEXTS = [text(number) for number in range(40)]
BODIES = list(bodies(TEXTS))
PHRASES = list(with_phrases(BODIES))
Maker = Callable[[Sequence[LabelledText]], Iterator[LabelledText]]
MAKERS: dict[str, tuple[Maker, Sequence[LabelledText]]] = {
    "bodies": (bodies, TEXTS),
    "single": (single, BODIES),
    "unbroken": (unbroken, [*TEXTS, *BODIES]),
    "spliced": (spliced, TEXTS),
    "glued": (glued, TEXTS),
    "with phrases": (with_phrases, BODIES),
    "marked down": (marked_down, [*TEXTS, *PHRASES]),
}
each_maker = pytest.mark.parametrize(("make", "texts"), MAKERS.values(), ids=list(MAKERS))


def parts(made: LabelledText) -> list[tuple[str, int]]:
    """Return the stretches of one label, without outer blanks."""
    starts = [0, *(end for end, _ in made.runs)]
    found = [
        (made.text[start:end].strip(), label)
        for start, (end, label) in zip(starts, made.runs, strict=False)
    ]
    return [(part, label) for part, label in found if part]


@each_maker
def test_runs_cover_the_text(make: Maker, texts: Sequence[LabelledText]) -> None:
    made = list(make(texts))
    assert made
    for each in made:
        ends = [end for end, _ in each.runs]
        assert ends == sorted(set(ends))
        assert ends[-1] == len(each.text)
        assert {label for _, label in each.runs} <= {UNKNOWN, *range(len(LINE_LABELS))}
        assert each.inside == ()


@each_maker
def test_they_are_made_alike_each_time(make: Maker, texts: Sequence[LabelledText]) -> None:
    assert list(make(texts)) == list(make(texts))


@each_maker
def test_they_stay_with_the_site_of_their_text(make: Maker, texts: Sequence[LabelledText]) -> None:
    origins = {each.id: each for each in texts}
    for each in make(texts):
        origin = origins[each.id]
        assert (each.site, each.fold, each.test) == (origin.site, origin.fold, origin.test)


@each_maker
def test_nothing_is_made_of_nothing(make: Maker, texts: Sequence[LabelledText]) -> None:
    assert list(make([])) == []


@pytest.mark.parametrize("make", [spliced, glued])
def test_texts_of_the_test_split_teach_nothing(make: Maker) -> None:
    held = text(99, test=True)
    for each in make([*TEXTS, held]):
        assert each.id != held.id
        assert " 99" not in each.text
    assert list(with_phrases(bodies([held]))) == []
    assert list(marked_down([held] * 20)) == []


@pytest.mark.parametrize("make", [spliced, glued])
def test_junk_comes_from_the_same_part_of_cross_validation(make: Maker) -> None:
    folds = {JUNK.format(each.id): each.fold for each in TEXTS}
    for each in make(TEXTS):
        for line, fold in folds.items():
            assert line not in each.text or fold == each.fold


def test_a_body_is_the_body() -> None:
    (made,) = bodies([TEXTS[3]])
    assert made.view == "body"
    assert lines_of(made) == [pair for pair in lines_of(TEXTS[3]) if pair[1] == BODY]
    assert made.title == TEXTS[3].title
    inside = text(1, inside=((3, 9),))
    assert list(bodies([inside])) == []  # junk would be among it
    assert list(bodies([text(1, view="trafilatura")])) == []


def test_one_or_two_paragraphs_alone() -> None:
    made = list(single(BODIES))
    assert {len(lines_of(each)) for each in made} == {1, 2}
    assert {each.title for each in made} == {""}
    for each, origin in zip(made, BODIES, strict=True):
        assert {*lines_of(each)} <= {*lines_of(origin)}


def test_line_breaks_are_lost() -> None:
    made = list(unbroken([TEXTS[0], BODIES[0]]))
    assert [each.view for each in made] == list(SPACES.values())
    for each, origin in zip(made, (TEXTS[0], BODIES[0]), strict=True):
        assert len(each.text.splitlines()) == 1
        assert each.text.split() == origin.text.split()
        wanted = [label for line, label in lines_of(origin) for _ in line.split()]
        starts = [0, *(end for end, _ in each.runs)]
        words = [
            label
            for start, (end, label) in zip(starts, each.runs, strict=False)
            for _ in each.text[start:end].split()
        ]
        assert words == wanted


def test_lines_of_junk_stand_between_the_articles() -> None:
    origins = {each.id: lines_of(each) for each in TEXTS}
    known = {pair for lines in origins.values() for pair in lines}
    for each in spliced(TEXTS):
        lines = lines_of(each)
        article = [pair for pair in lines if pair[1] in ARTICLE]
        assert article == [pair for pair in origins[each.id] if pair[1] in ARTICLE]
        junk = [pair for pair in lines if pair[1] not in ARTICLE]
        assert junk
        assert {*junk} <= known


def test_glued_junk_has_its_label() -> None:
    junk = {line: label for each in TEXTS for line, label in lines_of(each) if label > HEADLINE}
    without_blank = sides = total = 0
    for each in glued(TEXTS):
        article = "".join(part for part, label in parts(each) if label in ARTICLE)
        origin = next(one for one in TEXTS if one.id == each.id)
        wanted = "".join(line for line, label in lines_of(origin) if label in ARTICLE)
        assert "".join(article.split()) == "".join(wanted.split())  # all of it is there
        put_in = [(part, label) for part, label in parts(each) if label not in ARTICLE]
        total += len(put_in)
        for part, label in put_in:
            assert junk[part] == label
            at = each.text.index(part)
            before, after = each.text[:at], each.text[at + len(part) :]
            without_blank += before[-1:].isalnum() or before[-1:] == "." or after[:1].isalnum()
            sides += bool(before.strip()) and bool(after.strip())
    assert total >= len(TEXTS) // 2
    assert without_blank  # some
    assert sides  # some between sentences


def test_glued_junk_can_be_drawn_anew() -> None:
    assert [each.text for each in glued(TEXTS)] != [each.text for each in glued(TEXTS, seed=1)]


def test_texts_with_junk_inside_lines_are_not_glued() -> None:
    assert all(each.id != "77" for each in glued([*TEXTS, text(77, inside=((3, 9),))]))


def test_phrases_of_the_lexicon_are_junk_and_near_misses_are_not() -> None:
    body = {line for each in BODIES for line, _ in lines_of(each)}
    assert {each.view for each in PHRASES} == {"phrases"}
    found = {label for each in PHRASES for _, label in parts(each)}
    assert BODY in found
    assert len(found) > 5
    misses = [line for each in PHRASES for line, own in lines_of(each) if own == BODY]
    assert {*misses} - body  # near misses, or what is left of glued paragraphs


def test_markdown_marks_lines_and_keeps_labels() -> None:
    made = list(marked_down([text(number) for number in range(200)]))
    assert 20 < len(made) < 100
    signs = 0
    for each in made:
        origin = lines_of(text(int(each.id)))
        lines = lines_of(each)
        assert [label for _, label in lines] == [label for _, label in origin]
        assert all(line in marked for (line, _), (marked, _) in zip(origin, lines, strict=True))
        signs += sum(line != marked for (line, _), (marked, _) in zip(origin, lines, strict=True))
    assert signs
