"""What somebody says of itself under a heading that says so, and what only looks like it."""

import pytest

import qualityfilter as qf
from qualityfilter.rules.sections import ABOUT, sections
from qualityfilter.text.segments import fold_marks, lay_out_lines
from tests.conftest import END, MID, OPEN

TRUST = "The Sarn Bridge Trust keeps eleven crossings open and has done so since it was founded."
MORE = "Sarn Bridge Trust members pay twelve pounds a year and may cross on foot at any hour."
SPELT = "The Valley Ferry Operators Guild speaks for forty boats between the weir and the sea."
FIRM = "Through its yards on the lower river, Brandt Hulls builds and mends boats of every size."

FOUND: dict[str, tuple[list[str], list[int]]] = {
    "a name that the paragraph begins with": (["About the Sarn Bridge Trust", TRUST], [2, 3]),
    "two paragraphs": (["About Sarn Bridge Trust:", TRUST, MORE], [2, 3, 4]),
    "two headings": (
        ["About Sarn Bridge Trust", TRUST, "- About Brandt Hulls", FIRM],
        [2, 3, 4, 5],
    ),
    "an acronym spelt out": (["About VFOG", SPELT], [2, 3]),
    "what follows is the report's": (["About Sarn Bridge Trust", TRUST, MID], [2, 3]),
    "a paragraph about something else": (["About Brandt Hulls", TRUST], []),
    "nothing below": (["About Brandt Hulls"], []),
    "a short line below": (["About Brandt Hulls", "Brandt Hulls, Pier 4"], []),
    "the report's own data": (
        ["About the Data", "The data in this report were read from the gauges of three piers."],
        [],
    ),
    "a sentence": (["About Brandt Hulls nobody spoke.", FIRM], []),
    "a number of people": (["About forty Brandt Hulls workers came", FIRM], []),
}


@pytest.mark.parametrize(("lines", "found"), FOUND.values(), ids=FOUND.keys())
def test_sections(lines: list[str], found: list[int]) -> None:
    text = "\n\n".join([OPEN, MID, *lines])
    layout = lay_out_lines(text, fold_marks(text))
    evidence = sections(layout.contents, layout.ranges)
    starts = layout.starts.tolist()
    assert [starts.index(each.start) for each in evidence] == found
    assert {(each.label, each.source) for each in evidence} <= {("about", f"rule:{ABOUT}")}


def test_a_section_falls_and_says_why(quality_filter: qf.QualityFilter) -> None:
    report = f"{OPEN}\n\n{MID}\n\n{END}"
    result = quality_filter.clean(f"{report}\n\nAbout the Sarn Bridge Trust\n\n{TRUST}\n")
    assert result.text.strip() == report
    assert {span.label for span in result.spans if span.action == "cut"} == {"about"}
    (*_, last) = result.spans
    reasons = {each.source: each.reason for each in last.evidence}
    assert reasons[f"rule:{ABOUT}"] == "tells who somebody is, under a heading that says so"


def test_what_is_not_known_to_be_a_section_stays(quality_filter: qf.QualityFilter) -> None:
    text = f"{OPEN}\n\nAbout That Bridge\n\n{MID}\n\n{END}"
    assert quality_filter.clean(text).text == text
