"""The five examples that the filter was asked for, by line numbers (from 1)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import qualityfilter as qf

pytestmark = pytest.mark.data

GO = {
    "000": [13, 16, 32, 33, 54, 57, 58, 61, 64, 66],
    "001": [3, 4, 13, 45, 48, 49],
    "002": [14, 20, 32, 34],
    "003": [3, 4, 6, 12, 14, 16, 17, 18, 19],
    "004": [3, 28, 29, 30, 55, 57],
}
"""Lines that go as a whole."""

EITHER = {"000": [12], "004": [32]}
"""Lines that may go or stay."""

PIECES = {"003": (1, 42), "004": (7, 483)}
"""A line, and the character of it from which on it goes."""

CUES = {
    "000": [(18, 277, 290), (29, 11, 24), (29, 238, 248)],
    "001": [(33, 59, 77), (35, 263, 277), (29, 138, 158), (25, 289, 307)],
    "002": [(12, 47, 88), (28, 118, 126), (12, 266, 282)],
    "003": [(8, 1044, 1062)],
    "004": [(52, 27, 45), (52, 271, 295)],
}
"""Line, first and last character of what a cue must lie in."""


LEFT = {
    "002": "two headlines of other stories stay",
    "003": "three names, the tags of the text, stay",
    "004": "a headline of another story stays, and a sentence that a button was glued to goes",
}
"""What is not right yet."""


@pytest.fixture(params=sorted(GO))
def example(request: pytest.FixtureRequest, data_folder: Path) -> tuple[str, qf.CleanResult]:
    (path,) = (data_folder / "examples").glob(f"{request.param}_*.txt")
    return request.param, qf.clean(path.read_text(encoding="utf-8"))


def test_lines(example: tuple[str, qf.CleanResult], request: pytest.FixtureRequest) -> None:
    name, result = example
    if name in LEFT:
        request.applymarker(pytest.mark.xfail(reason=LEFT[name], strict=True))
    wrong = []
    for number, start, line in _lines(result.document.text):
        gone = [
            at
            for at, character in enumerate(line)
            if not character.isspace() and result.to_clean(start + at) is None
        ]
        every = [at for at, character in enumerate(line) if not character.isspace()]
        if number in EITHER.get(name, []) and gone in ([], every):
            continue
        first = 0 if number in GO[name] else len(line)
        if PIECES.get(name, (0, 0))[0] == number:
            first = PIECES[name][1]
        if gone != [at for at in every if at >= first]:
            wrong.append((number, gone))
    assert wrong == []


def test_hedges(example: tuple[str, qf.CleanResult]) -> None:
    name, result = example
    starts = {number: start for number, start, _ in _lines(result.document.text)}
    cues = [
        (each.start, each.end)
        for span in result.marks
        for each in span.evidence
        if each.source.startswith("cue:")
    ]
    missing = [
        (line, first, last)
        for line, first, last in CUES[name]
        if not any(a < starts[line] + last and starts[line] + first < b for a, b in cues)
    ]
    assert missing == []


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Number from 1, first character, and the line."""
    position = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        yield number, position, line
        position += len(line)


def test_the_hypothetical_text_goes_to_review(data_folder: Path) -> None:
    (path,) = (data_folder / "examples").glob("004_*.txt")
    verdict = qf.clean(path.read_text(encoding="utf-8")).verdict
    assert verdict.decision == "review"
    assert "hypothetical" in {reason.code for reason in verdict.reasons}
