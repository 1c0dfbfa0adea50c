"""Junk spliced into clean articles by the generator: found, and nothing else."""

import json
import random
from dataclasses import dataclass

import pytest

import qualityfilter as qf
from qualityfilter.training.splice import splice_glued, splice_lines
from tests.conftest import FIXTURES
from tests.gold import cases

ROUNDS = 3


@dataclass(frozen=True)
class Outcome:
    """Characters, blanks aside: of junk, of junk found, of good text lost."""

    junk: int
    found: int
    lost: int
    good: int


def junk(where: str, lang: str = "en") -> list[dict[str, str]]:
    lines = (FIXTURES / "junk.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    return [each for each in records if each["where"] == where and each["lang"] == lang]


def clean_articles() -> list[list[str]]:
    """Clean English articles of prose, as lines."""
    texts = [case.text for case in cases() if not case.gold["spans"] and case.gold["lang"] == "en"]
    return [[line.strip() for line in text.splitlines() if line.strip()] for text in texts]


def outcome(result: qf.CleanResult, ranges: list[tuple[int, int]]) -> Outcome:
    text = result.document.text
    wanted = {at for start, end in ranges for at in range(start, end) if not text[at].isspace()}
    visible = {at for at, character in enumerate(text) if not character.isspace()}
    gone = {at for at in visible if result.to_clean(at) is None}
    return Outcome(len(wanted), len(wanted & gone), len(gone - wanted), len(visible - wanted))


def total(outcomes: list[Outcome]) -> tuple[float, float]:
    found = sum(each.found for each in outcomes) / sum(each.junk for each in outcomes)
    return found, sum(each.lost for each in outcomes) / sum(each.good for each in outcomes)


def test_spliced_lines(quality_filter: qf.QualityFilter) -> None:
    """Of lines of junk put between those of articles that are hard to tell from junk."""
    outcomes = []
    for seed in range(ROUNDS):
        draw = random.Random(seed)
        for article in clean_articles():
            runs = [[(each["text"], 1)] for each in draw.sample(junk("line"), 4)]
            lines = splice_lines([(line, 0) for line in article], runs, draw)
            text, ranges = "", []
            for line, label in lines:
                if label:
                    ranges.append((len(text), len(text) + len(line)))
                text += line + "\n\n"
            outcomes.append(outcome(quality_filter.clean(text), ranges))
    found, lost = total(outcomes)
    assert found >= FOUND_LINES, found
    assert lost <= LOST_LINES, lost


@pytest.fixture(scope="module")
def glued(quality_filter: qf.QualityFilter) -> tuple[float, float]:
    """The shares of the junk glued to a paragraph that are found, and of the rest that are lost."""
    outcomes = []
    for seed in range(ROUNDS):
        draw = random.Random(seed)
        for article in clean_articles():
            long = [number for number, line in enumerate(article) if len(line) > 150]
            if not long:
                continue
            number = draw.choice(long)
            spliced = splice_glued(
                article[number], draw.choice(junk("glued"))["text"].strip(), draw
            )
            before = "\n\n".join(article[:number])
            text = "\n\n".join([*article[:number], spliced.text, *article[number + 1 :]])
            shift = len(before) + 2 if before else 0
            ranges = [(shift + spliced.start, shift + spliced.end)]
            outcomes.append(outcome(quality_filter.clean(text), ranges))
    return total(outcomes)


def test_glued_junk(glued: tuple[float, float]) -> None:
    """Junk glued to a paragraph is cut alone."""
    assert glued[0] >= FOUND_GLUED, glued


@pytest.mark.xfail(reason="0.84 %: paragraphs go with a picture's credit after them", strict=True)
def test_the_paragraph_it_is_glued_to_stays(glued: tuple[float, float]) -> None:
    """To the character."""
    assert glued[1] <= LOST_GLUED, glued


FOUND_LINES, LOST_LINES = 0.785, 0.0068
FOUND_GLUED, LOST_GLUED = 0.445, 0.0058
"""Measured now: 0.793, 0.0046, 0.490 and 0.0084."""
