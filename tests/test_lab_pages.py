"""Labelled pages as the lab reads them: without repeats, and if only the body is known."""

import json
from pathlib import Path

import numpy as np

from qualityfilter.core.data import LINE_LABELS
from qualityfilter.lab.lines_data import UNKNOWN
from qualityfilter.lab.pages import load_bodies, told_once
from qualityfilter.text.characters import fold
from tests.own_pages import FERRY, TITLE, article, paragraphs

BODY, HEADLINE = LINE_LABELS.index("body"), LINE_LABELS.index("headline")


def _data(folder: Path, **changes: object) -> Path:
    record = {
        "id": "a",
        "site": "harbour.example",
        "split": "train",
        "html": article(paragraphs(FERRY)),
        "body": [TITLE, *FERRY],
    }
    (folder / "pages").mkdir()
    line = json.dumps(record | changes)
    (folder / "pages" / "daniel.jsonl").write_text(line + "\n", encoding="utf-8")
    return folder


def test_a_body_that_is_there_labels_its_lines_and_no_others(tmp_path: Path) -> None:
    (page,) = load_bodies(_data(tmp_path))
    assert page.origin == "body"
    assert page.body == list(FERRY)
    contents, labels = page.layout.contents, page.labels
    assert {contents[at] for at in np.flatnonzero(labels == HEADLINE)} == {TITLE}
    own = " ".join(contents[at] for at in np.flatnonzero(labels == BODY))
    assert own == fold(" ".join(FERRY))
    assert labels[contents.index("Terms of use")] == UNKNOWN


def test_a_body_of_another_page_teaches_nothing(tmp_path: Path) -> None:
    assert not load_bodies(
        _data(tmp_path, body=[TITLE, "A crane fell in the harbour of Castelmar."])
    )


def test_test_pages_teach_nothing(tmp_path: Path) -> None:
    assert not load_bodies(_data(tmp_path, split="test"))


def test_what_a_body_says_twice_counts_once() -> None:
    verse = ["The boat is old", "the river wide", "The boat is old"]
    assert told_once([*FERRY, *FERRY]) == list(FERRY)
    assert told_once(verse) == verse
