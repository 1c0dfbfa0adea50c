"""What a cut takes with it: line breaks and blanks that would be left hanging."""

import re

import pytest

import qualityfilter as qf
from qualityfilter.decide.margins import widen
from qualityfilter.text.characters import fold

TABLE: dict[str, tuple[str, list[str], str]] = {
    # whole lines
    "a line amid": ("one\nJUNK\ntwo\n", ["JUNK\n"], "one\ntwo\n"),
    "a line amid, indented": ("one\n \tJUNK\ntwo", [" \tJUNK\n"], "one\ntwo"),
    "a line amid, blanks behind": ("one\nJUNK \t\ntwo", ["JUNK \t\n"], "one\ntwo"),
    "two lines in a row": ("one\nJUNK\nJUNK\ntwo\n", ["JUNK\n", "JUNK\n"], "one\ntwo\n"),
    "two lines apart": ("one\nJUNK\ntwo\nJUNK\nlast", ["JUNK\n", "JUNK\n"], "one\ntwo\nlast"),
    "every other line": (
        "JUNK\none\nJUNK\ntwo\nJUNK\n",
        ["JUNK\n", "JUNK\n", "JUNK\n"],
        "one\ntwo\n",
    ),
    # at the start
    "the first line": ("JUNK\none\n", ["JUNK\n"], "one\n"),
    "the first line, a blank line behind": ("JUNK\n\none", ["JUNK\n\n"], "one"),
    "the first line, blank lines around": ("\n\nJUNK\n \none", ["\n\nJUNK\n \n"], "one"),
    "the first line, the next one indented": ("JUNK\n  one", ["JUNK\n"], "  one"),
    "the first two lines": ("JUNK\n\nJUNK\n\none", ["JUNK\n\n", "JUNK\n\n"], "one"),
    # at the end
    "the last line": ("one\nJUNK\n", ["JUNK\n"], "one\n"),
    "the last line, no final break": ("one\nJUNK", ["\nJUNK"], "one"),
    "the last line, a blank line before": ("one\n\nJUNK\n", ["\nJUNK\n"], "one\n"),
    "the last line, a blank line before, no final break": ("one\n\nJUNK", ["\n\nJUNK"], "one"),
    "the last line, blank lines around": ("one\n\nJUNK\n\n", ["\nJUNK\n\n"], "one\n"),
    "the last line, blanks behind": ("one\nJUNK  ", ["\nJUNK  "], "one"),
    "the last two lines": ("one\n\nJUNK\nJUNK\n", ["\nJUNK\n", "JUNK\n"], "one\n"),
    "the last two lines, no final break": ("one\nJUNK\n\nJUNK", ["\nJUNK\n\n", "JUNK"], "one"),
    # blank lines
    "blank lines on both sides": ("one\n\nJUNK\n\ntwo", ["JUNK\n\n"], "one\n\ntwo"),
    "a blank line before": ("one\n\nJUNK\ntwo", ["JUNK\n"], "one\n\ntwo"),
    "a blank line behind": ("one\nJUNK\n\ntwo", ["JUNK\n"], "one\n\ntwo"),
    "more before than behind": ("one\n\n\nJUNK\n\ntwo", ["JUNK\n\n"], "one\n\n\ntwo"),
    "more behind than before": ("one\n\nJUNK\n\n\ntwo", ["JUNK\n\n\n"], "one\n\ntwo"),
    "blank lines that hold blanks": ("one\n \nJUNK\n\t\ntwo", ["JUNK\n\t\n"], "one\n \ntwo"),
    "a run with blank lines inside": (
        "one\n\nJUNK\n\nJUNK\n\ntwo",
        ["JUNK\n\n", "JUNK\n\n"],
        "one\n\ntwo",
    ),
    # other line breaks
    "CRLF": ("one\r\nJUNK\r\ntwo\r\n", ["JUNK\r\n"], "one\r\ntwo\r\n"),
    "CRLF, blank lines on both sides": (
        "one\r\n\r\nJUNK\r\n\r\ntwo",
        ["JUNK\r\n\r\n"],
        "one\r\n\r\ntwo",
    ),
    "CRLF, the first line": ("JUNK\r\n\r\none\r\n", ["JUNK\r\n\r\n"], "one\r\n"),
    "CRLF, the last line": ("one\r\n\r\nJUNK\r\n", ["\r\nJUNK\r\n"], "one\r\n"),
    "CRLF, the last line, no final break": ("one\r\nJUNK", ["\r\nJUNK"], "one"),
    "CRLF, the end of the last line": ("one JUNK\r\n", [" JUNK"], "one\r\n"),
    "CR": ("one\r\rJUNK\r\rtwo", ["JUNK\r\r"], "one\r\rtwo"),
    "line separators": ("one\u2028JUNK\u2028two", ["JUNK\u2028"], "one\u2028two"),
    "form feeds": ("one\fJUNK\ftwo", ["JUNK\f"], "one\ftwo"),
    # inside a line
    "the start of the first line": ("JUNK one\ntwo", ["JUNK "], "one\ntwo"),
    "the start of a line": ("one\nJUNK two\n", ["JUNK "], "one\ntwo\n"),
    "the start of an indented line": ("one\n  JUNK two", ["JUNK "], "one\n  two"),
    "the start of a line, glued": ("one\nJUNKtwo", ["JUNK"], "one\ntwo"),
    "the middle of a line": ("one JUNK two", ["JUNK "], "one two"),
    "the middle of a line, glued to what follows": ("one JUNKtwo", ["JUNK"], "one two"),
    "the middle of a line, glued to what precedes": ("oneJUNK two", ["JUNK"], "one two"),
    "the middle of a line, glued to both": ("oneJUNKtwo", ["JUNK"], "onetwo"),
    "the middle of a line, wide blanks": ("one\xa0JUNK\u2003 two", ["JUNK\u2003 "], "one\xa0two"),
    "the middle of a line, twice": ("one JUNK JUNK two", ["JUNK ", "JUNK "], "one two"),
    "the end of a line": ("one JUNK\ntwo", [" JUNK"], "one\ntwo"),
    "the end of a line, glued": ("oneJUNK\ntwo", ["JUNK"], "one\ntwo"),
    "the end of a line, a blank line behind": ("one JUNK\n\ntwo", [" JUNK"], "one\n\ntwo"),
    "the end of the last line": ("one JUNK", [" JUNK"], "one"),
    "the end of the last line, with its break": ("one JUNK\n", [" JUNK"], "one\n"),
    "the end of the last line, blank lines behind": ("one JUNK \n\n", [" JUNK "], "one\n\n"),
    "the end of a line and the next line": ("one JUNK\nJUNK\ntwo", [" JUNK\n", "JUNK"], "one\ntwo"),
    "a line and the start of the next": ("one\nJUNK\nJUNK two", ["JUNK\n", "JUNK "], "one\ntwo"),
    # everything
    "the whole text": ("JUNK", ["JUNK"], ""),
    "the whole text with its break": ("JUNK\n", ["JUNK\n"], ""),
    "the whole text and blanks around": (" \n JUNK \n\n", [" \n JUNK \n\n"], ""),
    "the whole text in two": ("\nJUNK\n\nJUNK\n", ["\nJUNK\n\n", "JUNK\n"], ""),
    # nothing
    "no cut": (" one \n\n\n two \n\n", [], " one \n\n\n two \n\n"),
    "no text": ("", [], ""),
}


@pytest.mark.parametrize(("text", "cuts", "left"), TABLE.values(), ids=list(TABLE))
def test_margins(text: str, cuts: list[str], left: str) -> None:
    ranges = [match.span() for match in re.finditer("JUNK", text)]
    found = widen(text, fold(text), ranges)
    assert [text[start:end] for start, end in found] == cuts
    kept, position = "", 0
    for start, end in found:
        kept, position = kept + text[position:start], end
    assert kept + text[position:] == left


OPEN = (
    "The council agreed on Tuesday to repair the bridge over the Sarn before winter, and set "
    "aside nine million for it."
)
MID = (
    "Work on the two northern piers starts in March, and the ferry runs twice an hour until the "
    "last lorry has left."
)
LINE = "Join our Telegram channel"
INLINE = "All rights reserved by the Lorne Post."

ARTICLES: dict[str, tuple[str, list[str], str]] = {
    "amid": (f"{OPEN}\n{LINE}\n{MID}\n", [f"{LINE}\n"], f"{OPEN}\n{MID}\n"),
    "amid, between blank lines": (
        f"{OPEN}\n\n{LINE}\n\n{MID}\n",
        [f"{LINE}\n\n"],
        f"{OPEN}\n\n{MID}\n",
    ),
    "amid, CRLF": (
        f"{OPEN}\r\n\r\n{LINE}\r\n\r\n{MID}\r\n",
        [f"{LINE}\r\n\r\n"],
        f"{OPEN}\r\n\r\n{MID}\r\n",
    ),
    "several": (
        f"{OPEN}\n\n{LINE}\n\nClose advertising\n\n{MID}\n",
        [f"{LINE}\n\n", "Close advertising\n\n"],
        f"{OPEN}\n\n{MID}\n",
    ),
    "amid, a blank line before": (
        f"{OPEN}\n\n{LINE}\n{MID}\n",
        [f"{LINE}\n"],
        f"{OPEN}\n\n{MID}\n",
    ),
    "amid, a blank line behind": (
        f"{OPEN}\n{LINE}\n\n{MID}\n",
        [f"{LINE}\n"],
        f"{OPEN}\n\n{MID}\n",
    ),
    "amid, before an indented line": (
        f"{OPEN}\n{LINE}\n  {MID}\n",
        [f"{LINE}\n"],
        f"{OPEN}\n  {MID}\n",
    ),
    "first": (f"{LINE}\n\n{OPEN}\n\n{MID}\n", [f"{LINE}\n\n"], f"{OPEN}\n\n{MID}\n"),
    "last": (f"{OPEN}\n\n{MID}\n\n{LINE}\n", [f"\n{LINE}\n"], f"{OPEN}\n\n{MID}\n"),
    "last, no final break": (f"{OPEN}\n\n{MID}\n\n{LINE}", [f"\n\n{LINE}"], f"{OPEN}\n\n{MID}"),
    "inside a line": (f"{OPEN} {INLINE} {MID}\n", [f"{INLINE} "], f"{OPEN} {MID}\n"),
    "inside a line, glued": (f"{OPEN}{INLINE} {MID}\n", [INLINE], f"{OPEN} {MID}\n"),
    "the end of a line": (
        f"{OPEN} {INLINE}\n\n{MID}\n",
        [f" {INLINE}"],
        f"{OPEN}\n\n{MID}\n",
    ),
    "the end of the text": (f"{OPEN}\n\n{MID} {INLINE}", [f" {INLINE}"], f"{OPEN}\n\n{MID}"),
    "everything": (f"\n{LINE}\n", [f"\n{LINE}\n"], ""),
}


each_article = pytest.mark.parametrize(
    ("text", "cuts", "left"), ARTICLES.values(), ids=list(ARTICLES)
)


@each_article
def test_articles(quality_filter: qf.QualityFilter, text: str, cuts: list[str], left: str) -> None:
    result = quality_filter.clean(text)
    assert [text[span.start : span.end] for span in result.cuts] == cuts
    assert result.text == left


@each_article
def test_articles_without_hedges(text: str, cuts: list[str], left: str) -> None:
    result = qf.QualityFilter(qf.Settings(hedges=False)).clean(text)
    assert [text[span.start : span.end] for span in result.cuts] == cuts
    assert result.text == left
