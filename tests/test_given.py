"""Labels that stand beside a model without their text find their records again."""

import json
from collections.abc import Mapping
from pathlib import Path

import joblib
import pytest

from qualityfilter.data import LINE_LABELS
from qualityfilter.training import given
from qualityfilter.training.given import GIVEN, load_given
from qualityfilter.training.lines import AGAIN
from qualityfilter.training.views import WHOLE
from tests.conftest import END, MID, OPEN, ROOT

MENU = "Home Politics Sport"
READ_ALSO = "Read also: Ferry strike called off after talks"
TEXT = f"{OPEN}\n\n{MID}\n{READ_ALSO}\n"
LINES = ["Bridge closed | The Sarn Courier", MENU, OPEN, MID, END]
LABELS = {
    "one": "body 2 related 1",
    "held": "body 2 related 1",
    "changed": "body 2 related 2",
    "gone": "body 1",
    "page": "headline 1 navigation 1 body 3",
}


def _write(path: Path, records: list[Mapping[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    record = {"site": "a.example", "split": "train", "text": TEXT, "title": "Bridge"}
    pool = [record | {"id": key} for key in ("one", "changed", "other")]
    _write(tmp_path / "texts" / "pool.jsonl", [*pool, record | {"id": "held", "split": "test"}])
    page = {"id": "page", "site": "b.example", "split": "train", "html": "<p>"}
    _write(tmp_path / "pages" / "own.jsonl", [page, page | {"id": "unread"}])
    _write(tmp_path / "model" / GIVEN, [{"id": key, "labels": own} for key, own in LABELS.items()])
    views = {WHOLE: "\n".join(LINES), "trafilatura": "\n".join(LINES[2:])}
    monkeypatch.setattr(given, "see", lambda _: views)
    return tmp_path


def _load(data: Path, folder: str = "model") -> given.Given:
    with joblib.parallel_config(backend="threading"):
        return load_given(data, data / folder)


def test_records_get_the_labels_that_they_were_given(data: Path) -> None:
    found = _load(data)
    (text,) = (text for text in found.texts if text.view == "texts")
    assert (text.id, text.text, text.labels) == ("one", TEXT, (0, 0, LINE_LABELS.index("related")))
    views = {text.view: text for text in found.texts if text.id == "page"}
    assert views["trafilatura"].labels == (0, 0, 0)
    assert views["page"].text == "\n".join(LINES[1:])
    assert views["page"].labels == (LINE_LABELS.index("navigation"), 0, 0, 0)
    assert not views.keys() & (AGAIN - {"body"})
    assert {"body", "spliced"} <= views.keys()


def test_pages_are_records_like_the_labelled_ones(data: Path) -> None:
    (page,) = _load(data).pages
    assert page["lines"] == LINES
    assert page["labels"] == ["headline", "navigation", "body", "body", "body"]
    assert (page["id"], page["site"], page["split"]) == ("page", "b.example", "train")


def test_what_is_not_as_it_was_read_is_counted(data: Path) -> None:
    """A test record, one with other lines, and one that is gone."""
    found = _load(data)
    assert (found.read, found.missing) == (2, 3)
    assert {text.id for text in found.texts} == {"one", "page"}


def test_a_folder_without_labels_has_none(data: Path) -> None:
    found = _load(data, "nothing")
    assert (found.texts, found.pages, found.read, found.missing) == ([], [], 0, 0)


def test_packaged_labels_name_no_text() -> None:
    """A file of ids, names of labels and numbers, and nothing else."""
    lines = (ROOT / "models" / "default" / GIVEN).read_text(encoding="utf-8").splitlines()
    assert len(lines) > 1000
    for line in lines:
        record = json.loads(line)
        assert record.keys() == {"id", "labels"}
        runs = record["labels"].split()
        assert set(runs[::2]) <= set(LINE_LABELS)
        assert all(int(count) > 0 for count in runs[1::2])
    assert len({json.loads(line)["id"] for line in lines}) == len(lines)
