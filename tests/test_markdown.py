"""Markdown is seen through: marks become blanks, one for one, and what they mark stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualityfilter.text.characters import fold
from qualityfilter.text.markdown import see_through
from qualityfilter.text.segments import fold_marks, lay_out

SEEN: dict[str, tuple[str, str]] = {
    "strong": ("**Read also**", "Read also"),
    "strong, other marks": ("__Read also__", "Read also"),
    "emphasis": ("*Photo: Harbour Press*", "Photo: Harbour Press"),
    "emphasis, other marks": ("_Photo: Harbour Press_", "Photo: Harbour Press"),
    "a heading": ("## Related stories", "Related stories"),
    "a closed heading": ("# Related stories #", "Related stories"),
    "a quotation": ("> It rained.", "It rained."),
    "a quotation in one": ("> > It rained.", "It rained."),
    "a link": ("[Read more](https://a.example/b)", "Read more"),
    "a link with a title": ('[Read more](https://a.example "More")', "Read more"),
    "a link with brackets": ("[Read more](https://a.example/b_(c))", "Read more"),
    "a strong link": ("**[Read more](https://a.example)**", "Read more"),
    "a link of strong words": ("[**Read more**](https://a.example)", "Read more"),
    "an item that is a link": ("- [Read more](https://a.example)", "- Read more"),
    "a picture": ("![A boat](https://a.example/b.jpg)", "![A boat]"),
    "strong words in a line": ("It **rained** all day", "It rained all day"),
}
"""What is given, and what is seen of it."""

STAYS = [
    "The boat cost 2 * 3 * 4 pounds.",
    "snake_case_names",
    "#ferry is what they shouted",
    "a > b",
    "f(x)[0](y",
    "It rained [12].",
    "** **",
    "Wait *** for it",
    "5 ** 2",
]


@pytest.mark.parametrize(("text", "seen"), SEEN.values(), ids=list(SEEN))
def test_marks_become_blanks(text: str, seen: str) -> None:
    found = see_through(text)
    assert len(found) == len(text)
    assert " ".join(found.split()) == seen
    assert all(new in (old, " ") for old, new in zip(text, found, strict=True))


@pytest.mark.parametrize("text", STAYS)
def test_what_is_no_markdown_stays(text: str) -> None:
    assert see_through(text) == text


@pytest.mark.parametrize("text", STAYS)
def test_it_stays_beside_markdown(text: str) -> None:
    assert see_through(f"# Title\n{text}") == f"  Title\n{text}"


@given(st.text(st.sampled_from('*_#>[]()! ab\n"-') | st.characters(), max_size=60))
def test_lengths_and_lines_are_kept(text: str) -> None:
    folded = fold(text)
    found = see_through(folded)
    assert len(found) == len(folded)
    assert [at for at, sign in enumerate(found) if sign == "\n"] == [
        at for at, sign in enumerate(folded) if sign == "\n"
    ]
    assert all(new in (old, " ") for old, new in zip(folded, found, strict=True))
    assert len(fold_marks(text)) == len(text)


def test_letters_are_never_lost_but_those_of_addresses() -> None:
    text = "# A **b** [c](http://d.example) _e_\n> f"
    assert "".join(fold_marks(text).split()) == "Abc_e_f"


def test_marks_belong_to_no_content() -> None:
    layout = lay_out("## Related stories\n\n**Read more**\n")
    assert layout.contents == ("Related stories", "Read more")


@pytest.mark.parametrize("unit", ["**", "**a", "[", "[a](", "[a](b", "_a", "# ", "> ", "](", "(("])
def test_time_is_linear(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    assert len(see_through(text)) == len(text)
