"""Copies of a story are found on other sites, and nothing else is taken for one."""

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest

import qualityfilter as qf
from qualityfilter.core.errors import SettingsError, UsageError, WriteError
from qualityfilter.pipeline import duplicates
from qualityfilter.pipeline.duplicates import LEAST, Seen, signature
from tests.conftest import END, FIXTURES, MID, OPEN
from tests.gold import cases

STORY = "\n\n".join((OPEN, MID, END))
OTHER = (
    "Night buses return on Friday, the transport office said. They run every half hour until four "
    "in the morning on all seven lines, and cost no more than the buses by day.\n\n"
    "Drivers had asked for higher pay at night, and got it after two days of talks."
)
JUNK = "Share this article on Facebook, X or LinkedIn"
RECALL, PRECISION = 0.95, 0.99
"""Floors for made copies."""


# --- signatures


def test_case_marks_and_line_breaks_are_no_difference() -> None:
    plain = signature("The ferry will stop from Monday, the office said.")
    assert signature("THE FERRY WILL STOP\n\nfrom Monday: the office said!") == plain
    assert signature("The ferry will stop from Tuesday, the office said.") != plain


@pytest.mark.parametrize("text", ["", "one", "one two three", "\ud800", "渡轮将于周一停运" * 3])
def test_every_text_has_a_signature(text: str) -> None:
    assert len(signature(text)) == 4 * duplicates.HASHES
    assert signature(text) == signature(text)


def test_texts_without_blanks_between_words_are_compared_by_characters() -> None:
    told = "渡轮将于周一停运港务局周五表示商人们要求圣诞节后再开工但工程师说船体等不了那么久"
    seen = Seen()
    seen.add("a", signature(told))
    assert seen.find(signature(f"{told[:-3]}了很久"))
    assert not seen.find(signature(told[::-1]))


# --- what was seen


def test_the_likest_is_named_and_the_first_of_equals() -> None:
    seen = Seen()
    for name, text in (("near", f"{STORY} {OTHER[:90]}"), ("same", STORY), ("again", STORY)):
        seen.add(name, signature(text))
    match = seen.find(signature(STORY))
    assert match == ("same", 1.0)
    assert match.reason == qf.Reason("duplicate", 1.0, LEAST, "same")
    assert str(match.reason) == "duplicate:same"
    assert seen.find(signature(OTHER)) is None


def test_without_room_it_says_so() -> None:
    seen = Seen()
    seen._base.execute("PRAGMA max_page_count = 20")
    made = ((str(n), random.Random(n).randbytes(4 * duplicates.HASHES)) for n in range(1000))
    with pytest.raises(WriteError, match="could not keep which texts were seen"):
        [seen.add(*each) for each in made]  # type: ignore[func-returns-value]


# --- many documents


def codes(results: Iterator[qf.CleanResult | qf.Failure]) -> list[Any]:
    return [
        each.kind if isinstance(each, qf.Failure) else list(map(str, each.verdict.reasons))
        for each in results
    ]


def test_repeats_are_marked_with_what_they_repeat(quality_filter: qf.QualityFilter) -> None:
    given: list[Any] = [
        qf.Document(STORY, id="a"),
        OTHER,
        f"{STORY}\n\n{JUNK}",
        b"no text",
        f"{JUNK}\n\n{OTHER}",
    ]
    plain = codes(quality_filter.clean_many(given))
    marked = codes(quality_filter.clean_many(given, batch_size=2, duplicates="mark"))
    added = [[*new[len(old) :]] for old, new in zip(plain, marked, strict=True)]
    assert added == [[], [], ["duplicate:a"], [], ["duplicate:#1"]]
    (third,) = (
        each for n, each in enumerate(quality_filter.clean_many(given, duplicates="mark")) if n == 2
    )
    assert isinstance(third, qf.CleanResult)
    assert third.verdict.decision == "review"
    assert qf.CleanResult.from_dict(json.loads(json.dumps(third.to_dict()))) == third


def test_repeats_are_dropped(quality_filter: qf.QualityFilter) -> None:
    given = [STORY, f"{STORY}\n\n{JUNK}", OTHER, f"{JUNK}\n\n{STORY}"]
    kept = [*quality_filter.clean_many(given, duplicates="drop")]
    assert [each.document.text for each in kept] == [STORY, OTHER]  # type: ignore[union-attr]


def test_what_is_rejected_is_not_repeated() -> None:
    """Else the first whole text would be taken for the copy of one that is of no use."""
    limits = qf.Limits(min_words=10**6)
    strict = qf.QualityFilter(qf.Settings(decisions={"short": "reject"}, limits=limits))
    marked = codes(strict.clean_many([STORY] * 3, duplicates="mark"))
    assert not any("duplicate" in code for each in marked for code in each)
    assert len([*strict.clean_many([STORY] * 3, duplicates="drop")]) == 3
    assert len([*strict.clean_many([JUNK] * 3, duplicates="drop")]) == 3


def test_the_settings_say_what_a_repeat_leads_to() -> None:
    for decision, reasons in (("reject", ["duplicate:#0"]), ("accept", [])):
        made = qf.QualityFilter(qf.Settings(decisions={"duplicate": decision}))  # type: ignore[dict-item]
        first, second = made.clean_many([STORY] * 2, duplicates="mark")
        assert isinstance(first, qf.CleanResult)
        assert isinstance(second, qf.CleanResult)
        assert [
            str(each) for each in second.verdict.reasons[len(first.verdict.reasons) :]
        ] == reasons
        assert decision in ("accept", second.verdict.decision)


def test_a_wrong_way_is_told_at_once(quality_filter: qf.QualityFilter) -> None:
    with pytest.raises(SettingsError, match="did you mean 'drop'"):
        quality_filter.clean_many([], duplicates="dropp")  # type: ignore[arg-type]


def test_a_missing_library_is_told_at_once(
    quality_filter: qf.QualityFilter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "datasketch", None)
    with pytest.raises(UsageError, match=r"pip install 'qualityfilter\[duplicates\]'"):
        quality_filter.clean_many([], duplicates="mark")


# --- made copies


def stories() -> Iterator[tuple[str, str, list[str]]]:
    """The fixture articles, with their languages, without their junk, as paragraphs."""
    for case in cases():
        junk = case.characters()
        left = "".join(each for at, each in enumerate(case.text) if at not in junk)
        lines = [line for line in left.splitlines() if line.strip()]
        if len(left.split()) >= 60 and len(lines) >= 4:
            yield case.name, case.gold["lang"], lines


def copy(lines: list[str], furniture: list[str], draw: random.Random) -> str:
    """What another site makes of a story.

    It has a headline of its own, a dateline and furniture around; up to a fifth of the paragraphs
    is cut at the end, one or two of a hundred words are changed, quotation marks are others.
    """
    words = " ".join(lines).split()
    body = lines[1 : max(3, round(len(lines) * draw.uniform(0.8, 1)))]
    edited = [
        " ".join(draw.choice(words) if draw.random() < 0.015 else word for word in line.split())
        for line in body
    ]
    edited[0] = f"CASTELMAR (Harbour Agency) - {edited[0]}"
    head = " ".join(draw.sample(words, 7)).capitalize()
    around = draw.choices(furniture, k=6)
    text = "\n\n".join((*around[:2], head, *edited, *around[2:]))
    return text.translate(str.maketrans("“”’", '""\''))


def follow_up(lines: list[str], others: list[str]) -> str:
    """A story of its own that ends with words of an earlier one, two thirds as many as its own."""
    own = others[: len(others) // 2 + 1]
    most = len(" ".join(own).split()) * 2 // 3
    return "\n\n".join((*own, " ".join(" ".join(lines).split()[-most:])))


def test_made_copies_are_found_and_nothing_else(quality_filter: qf.QualityFilter) -> None:
    """Each story with two copies on other sites and a follow-up, in any order behind it."""
    draw = random.Random(27)
    junk = map(json.loads, (FIXTURES / "junk.jsonl").read_text().splitlines())
    furniture = [(each["lang"], each["text"]) for each in junk if each["where"] == "line"]
    told = [*stories()]
    later = [
        qf.Document(
            copy(lines, [text for code, text in furniture if code == lang], draw),
            id=f"{name}/copy{number}",
        )
        for name, lang, lines in told
        for number in range(2)
    ]
    pairs = zip(told, told[7:] + told[:7], strict=True)
    later += [qf.Document(follow_up(a[2], b[2]), id=f"new/{a[0]}") for a, b in pairs]
    draw.shuffle(later)
    first = [qf.Document("\n\n".join(lines), id=name) for name, _, lines in told]
    results = [*quality_filter.clean_many([*first, *later], duplicates="mark")]
    copies = found = right = wrong = 0
    for each in results:
        assert isinstance(each, qf.CleanResult)
        name = str(each.document.id)
        of = next((reason.of for reason in each.verdict.reasons if reason.of), None)
        copies += "/copy" in name
        found += of is not None
        right += of is not None and of.partition("/")[0] == name.partition("/")[0]
        wrong += of is not None and of.partition("/")[0] != name.partition("/")[0]
    assert copies == 2 * len(told) > 100
    print(f"recall {right / copies:.3f}, precision {right / found:.3f}, {copies} copies")
    assert right / copies >= RECALL
    assert right / found >= PRECISION
    assert found == right + wrong
