"""Pages that nobody has read are labelled by their witnesses, and languages are measured."""

import json
from pathlib import Path

import numpy as np
import pytest

import qualityfilter as qf
from qualityfilter.data import LINE_LABELS
from qualityfilter.training.languages import by_language
from qualityfilter.training.lines import Fitted, tabulate
from qualityfilter.training.lines_data import FOLDS, UNKNOWN, LabelledText
from qualityfilter.training.silver import (
    GOLD,
    WHOLE,
    WITNESSES,
    Page,
    joined,
    load_unread,
    silver,
    spread,
    witnessed,
)
from tests.conftest import END, MID, OPEN

MENU = "Home Politics Sport"
TERMS = "Terms of use and privacy policy"
LINES = [MENU, OPEN, MID, END, TERMS]
JUNK = [True, False, False, False, True]
WHOLE_TEXT = "\n".join(LINES)
BODY = "\n".join(LINES[1:4])


def _page(site: str, lang: str = "en", **gold: str) -> Page:
    return Page(site, site, 0, {WHOLE: WHOLE_TEXT, "trafilatura": BODY + "\n" + TERMS}, gold, lang)


def _read(site: str) -> LabelledText:
    labels = tuple(LINE_LABELS.index("legal") if junk else 0 for junk in JUNK)
    return LabelledText(site, site, False, WHOLE, WHOLE_TEXT, "", labels)


@pytest.fixture(scope="module")
def fitted(quality_filter: qf.QualityFilter) -> Fitted:
    model = quality_filter.loaded.lines
    rows = np.zeros((len(LINES), len(LINE_LABELS)), np.float32)
    rows[np.arange(len(LINES)), np.where(JUNK, LINE_LABELS.index("legal"), 0)] = 1.0
    parts = FOLDS + 1
    chances = np.tile(rows, (40, 1))
    stages = ((each,) * parts for each in (model.alone, model.together, model.topics))
    return Fitted(*stages, model.calibration, chances)


def test_testimony_is_the_share_of_a_line_that_each_witness_has() -> None:
    heard = witnessed(_page("a.example", body=OPEN, drop=f"{MID} {TERMS}"))
    assert heard.shape == (len(LINES), len(WITNESSES) + len(GOLD) + 2)
    taken = heard[:, WITNESSES.index("trafilatura")]
    assert taken.tolist() == [0, 1, 1, 1, 1]
    assert (heard[:, WITNESSES.index("readability")] == -1).all()
    assert heard[:, len(WITNESSES) + GOLD.index("body")].tolist() == [0, 1, 0, 0, 0]
    assert heard[:, len(WITNESSES) + GOLD.index("drop")].tolist() == [0, 0, 1, 0, 1]
    assert (heard[:, len(WITNESSES) + GOLD.index("keep")] == -1).all()


def test_lines_that_the_witnesses_are_sure_of_get_labels_in_every_view(fitted: Fitted) -> None:
    sites = [f"read{number}.example" for number in range(40)]
    texts = [_read(site) for site in sites]
    read = [_page(site, body=BODY) for site in sites]
    found = silver(texts, fitted, read, [_page("new.example", body=BODY)])
    assert len(found.lesson.labels) == FOLDS + 1
    legal = LINE_LABELS.index("legal")
    whole, view = np.split(found.lesson.labels[-1], [len(LINES)])
    assert whole.tolist()[1:4] == view.tolist()[:3] == [0, 0, 0]
    assert (whole[-1], view[-1]) == (legal, legal)

    table = tabulate(texts)
    both, labels = joined(table, found.lesson)
    assert (np.diff(both.features.documents) >= 0).all()
    assert len(both.labels) == len(both.weights) == len(both.folds) == both.features.words.shape[0]
    assert both.labels[len(table.labels) :].tolist() == [UNKNOWN] * len(found.lesson.labels[-1])
    assert labels[-1].tolist() == [*table.labels.tolist(), *found.lesson.labels[-1].tolist()]


def test_what_matches_a_line_of_unknown_label_is_unknown() -> None:
    legal = LINE_LABELS.index("legal")
    labels = np.array([legal, UNKNOWN, 0, 0, legal])
    (whole, view), (found,) = spread(_page("new.example"), [labels])
    assert whole.labels == tuple(labels.tolist())
    assert view.labels == (UNKNOWN, 0, 0, legal)
    assert found.tolist() == [*whole.labels, *view.labels]


def test_only_training_pages_of_corpora_that_were_read_are_loaded(tmp_path: Path) -> None:
    for folder in ("labelled", "pages"):
        (tmp_path / folder).mkdir()
    html = f"<p>{OPEN}</p><p>{MID}</p>"
    records = [
        {"id": "p1", "site": "a.example", "split": "train", "html": html},
        {"id": "p2", "site": "b.example", "split": "train", "html": html, "lang": "de"},
        {"id": "p3", "site": "c.example", "split": "test", "html": html},
    ]
    known = {"id": "p1", "source": "mine"}
    (tmp_path / "labelled" / "pages.jsonl").write_text(json.dumps(known), encoding="utf-8")
    lines = "\n".join(map(json.dumps, records))
    for name in ("mine", "other"):
        (tmp_path / "pages" / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    text = LabelledText("p1", "a.example", False, WHOLE, WHOLE_TEXT, "", (0,) * 5)
    read, unread = load_unread(tmp_path, [text])
    assert [page.id for page in read] == ["p1"]
    assert [(page.id, page.lang) for page in unread] in ([], [("p2", "de")])


def test_languages_are_measured_before_and_after(fitted: Fitted) -> None:
    pages = [
        _page(f"site{number}.example", lang, body=BODY, keep=OPEN, drop=TERMS)
        for number in range(4)
        for lang in ("en", "de")
    ]
    found = by_language([*pages, _page("few.example", "fr", body=BODY)], fitted, 0.9)
    assert found.keys() == {"en", "de"}
    count, before, after = found["en"]["f1"]
    assert count == 4
    assert before < after == 1.0
    assert found["en"]["keep"] == (4, 1.0, 1.0)
    assert found["en"]["drop"] == (4, 1.0, 0.0)
