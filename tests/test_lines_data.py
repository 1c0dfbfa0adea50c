"""Labelled texts: runs of labels cover them, views find the page's labels, records are matched."""

import importlib.metadata
import json
import zlib
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualityfilter.core.data import LINE_LABELS
from qualityfilter.core.errors import UsageError
from qualityfilter.lab import lines_data
from qualityfilter.lab.corpus import GIVEN
from qualityfilter.lab.lines_data import (
    AGREED,
    FOLDS,
    NUMBERS,
    UNKNOWN,
    LabelledText,
    Matcher,
    Runs,
    fold_of,
    lines_of,
    load_given,
    load_pages,
    load_texts,
    page_texts,
    runs_from,
    runs_of,
    words_of,
)
from qualityfilter.lab.views import WHOLE, check_installed
from qualityfilter.text.segments import lay_out
from tests.conftest import END, MID, OPEN, ROOT

BODY, HEADLINE, RELATED, MENU = (
    NUMBERS[name] for name in ("body", "headline", "related", "navigation")
)
LINKS = "Home Politics Sport"
READ_ALSO = "Read also: Ferry strike called off after talks"
TEXT = f"{OPEN}\n\n{MID}\n{READ_ALSO}\n"
LINES = ["Bridge closed | The Sarn Courier", LINKS, "Bridge closed", OPEN, MID, END]
LABELS = ["headline", "navigation", "headline", "body", "body", "body"]
PAGE = {"id": "page", "site": "b.example", "split": "train", "lines": LINES, "labels": LABELS}


def labelled(*parts: tuple[str, int]) -> LabelledText:
    text, runs = runs_of(parts)
    return LabelledText("a", "a.example", False, "texts", text, "", runs)


# --- runs

PARTS = st.lists(
    st.tuples(st.text("ab \n", max_size=5), st.integers(UNKNOWN, len(LINE_LABELS) - 1)), max_size=9
)


@given(PARTS)
def test_runs_cover_the_text(parts: list[tuple[str, int]]) -> None:
    text, runs = runs_of(parts)
    assert text == "".join(part for part, _ in parts)
    ends = [end for end, _ in runs]
    assert ends == sorted(set(ends))
    assert (ends[-1] if ends else 0) == len(text)
    assert all(one[1] != other[1] for one, other in pairwise(runs))
    found = labelled(*parts).characters
    assert found.tolist() == [label for part, label in parts for _ in part]
    assert runs_from(found) == runs


def test_lines_have_the_label_that_most_of_them_has() -> None:
    text = labelled(
        (f"{OPEN}\n", BODY), ("\n \n", BODY), ("a  b\n", RELATED), ("aaaa", BODY), ("bbbb\n", MENU)
    )
    assert lines_of(text) == [(OPEN, BODY), ("a b", RELATED), ("aaaabbbb", UNKNOWN)]


@pytest.mark.parametrize("share", [AGREED - 0.05, AGREED + 0.05])
def test_pieces_have_a_label_if_enough_of_them_agrees(share: float) -> None:
    junk = round(100 * share)
    text = labelled(("a" * junk, RELATED), ("b" * (100 - junk), BODY))
    wanted = RELATED if share > AGREED else UNKNOWN
    assert text.labels(lay_out(text.text)).tolist() == [wanted]


def test_pieces_of_a_line_have_labels_of_their_own() -> None:
    text = labelled((f"{OPEN} ", BODY), (READ_ALSO, RELATED))
    assert text.labels(lay_out(text.text)).tolist() == [BODY, RELATED]


def test_folds_go_by_site() -> None:
    assert labelled(("a", 0)).fold == fold_of("a.example")
    assert {fold_of(f"{number}.example") for number in range(99)} == set(range(FOLDS))


# --- views of pages


def match(*pieces: str, lines: tuple[tuple[str, int], ...] = ()) -> list[int]:
    known = lines or tuple(zip(LINES, [NUMBERS[each] for each in LABELS], strict=True))
    return Matcher(known).match(pieces)


def test_pieces_find_their_line() -> None:
    assert match(OPEN, MID, LINKS) == [BODY, BODY, MENU]
    assert match(OPEN.upper().replace(",", " –"), OPEN.split(",")[0]) == [BODY, BODY]


def test_what_is_not_on_the_page_is_unknown() -> None:
    assert match("Nothing of this is there at all", "", OPEN) == [UNKNOWN, UNKNOWN, BODY]
    assert match("Home Office says the strike is off") == [UNKNOWN]


def test_pieces_of_two_labels_are_unknown() -> None:
    lines = (("one two three four five", MENU), ("six seven eight nine ten", RELATED))
    whole = " ".join(line for line, _ in lines)
    assert match(whole, lines[1][0], lines=lines) == [UNKNOWN, RELATED]
    assert match(f"{LINKS} {OPEN}") == [BODY]


def test_what_stands_twice_is_found_in_order() -> None:
    lines = (("Read more here", MENU), (OPEN, BODY), ("Read more here", RELATED), (END, BODY))
    assert match(OPEN, "Read more here", lines=lines) == [BODY, RELATED]
    assert match("Read more here", OPEN, lines=lines) == [MENU, BODY]


def test_runs_of_a_view_cover_it() -> None:
    known = zip(LINES, [NUMBERS[each] for each in LABELS], strict=True)
    view = f"  {LINKS}\n\n{OPEN} {MID}\n Unknown words stand here too\n"
    runs = Matcher(known).runs(view)
    assert runs[-1][0] == len(view)
    text = LabelledText("a", "a", False, "view", view, "", runs)
    assert lines_of(text) == [
        (LINKS, MENU),
        (f"{OPEN} {MID}", BODY),
        ("Unknown words stand here too", UNKNOWN),
    ]


@pytest.mark.parametrize("text", ["", "\n", " \n\n"])
def test_runs_of_a_view_without_words(text: str) -> None:
    runs = Matcher([(OPEN, BODY)]).runs(text)
    assert (runs[-1][0] if runs else 0) == len(text)


def test_words() -> None:
    assert words_of("It rained – “all” day!") == ["it", "rained", "all", "day"]
    assert words_of(" *** ") == ["***"]


def test_a_page_and_its_views() -> None:
    page, view = page_texts(PAGE, {"trafilatura": f"{OPEN}\n{MID}\n"})
    assert (page.view, view.view) == ("page", "trafilatura")
    assert [line for line, _ in lines_of(page)] == LINES[1:]  # the <title> is left out
    assert [label for _, label in lines_of(page)] == [MENU, HEADLINE, BODY, BODY, BODY]
    assert lines_of(view) == [(OPEN, BODY), (MID, BODY)]
    assert {page.title, view.title} <= {"Bridge closed", ""}
    assert (page.id, page.site, page.test) == ("page", "b.example", False)


# --- records


def _write(path: Path, records: list[Mapping[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")


def test_texts_are_loaded_with_what_stands_inside_their_lines(tmp_path: Path) -> None:
    at = len(OPEN) + 2
    text = f"{OPEN}\n\n{MID} (Photo: PA) {END}\n{READ_ALSO}"
    inside = text.index("(Photo")
    end, last = text.index(f"\n{READ_ALSO}"), text.index(READ_ALSO)
    record = {
        "id": "one",
        "site": "",
        "split": "test",
        "lang": "en",
        "sample": "random",
        "text": text,
        "spans": [[0, len(OPEN), "body"], [at, end, "body"], [last, len(text), "related"]],
        "inline_junk": [[inside, inside + 11, "caption"]],
    }
    _write(tmp_path / "labelled" / "texts.jsonl", [record])
    unsure = record | {"id": "two", "inline_junk": [[inside, inside + 11]]}
    _write(tmp_path / "labelled" / "texts-2.jsonl", [unsure])
    one, two = load_texts(tmp_path)
    assert (one.site, one.test, one.lang, one.sample) == ("one", True, "en", "random")
    assert one.inside == ((inside, inside + 11),)
    assert one.runs[-1] == (len(text), RELATED)
    assert one.characters[inside] == NUMBERS["caption"]
    assert two.characters[inside] == UNKNOWN
    for each in (one, two):
        assert (each.characters[: inside - 1] == BODY).all()
        assert [label for _, label in lines_of(each)][::2] == [BODY, RELATED]


def _given(text: str, labels: str) -> dict[str, object]:
    return {"crc32": zlib.crc32(text.encode()), "labels": labels}


WHOLE_TEXT = "\n".join(LINES[1:])


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    record = {"site": "a.example", "split": "train", "text": TEXT, "title": "Bridge"}
    first = len(TEXT) - len(READ_ALSO) - 1
    runs = f"body {first} related {len(TEXT) - first}"
    menu = len(LINKS) + 1
    headline = len(LINES[2]) + 1
    page_runs = f"navigation {menu} headline {headline} body {len(WHOLE_TEXT) - menu - headline}"
    pool = [record | {"id": key} for key in ("one", "changed", "other")]
    _write(tmp_path / "texts" / "pool.jsonl", [*pool, record | {"id": "held", "split": "test"}])
    _write(tmp_path / "texts" / "pool-2.jsonl", [record | {"id": "second"}])
    page = {"id": "page", "site": "b.example", "split": "train", "html": "<p>"}
    _write(tmp_path / "pages" / "own.jsonl", [page, page | {"id": "unread"}])
    known = {
        "one": _given(TEXT, runs),
        "second": _given(TEXT, runs),
        "held": _given(TEXT, runs),
        "changed": _given(f"{TEXT}!", runs),
        "gone": _given(TEXT, runs),
        "page": _given(WHOLE_TEXT, page_runs),
    }
    _write(tmp_path / "model" / GIVEN, [{"id": key} | each for key, each in known.items()])
    return tmp_path


def _load(data: Path, folder: str = "model") -> tuple[list[LabelledText], list[dict[str, Any]]]:
    views = {"page": {WHOLE: WHOLE_TEXT, "trafilatura": "\n".join(LINES[3:])}}
    with joblib.parallel_config(backend="threading"):
        return load_given(data, data / folder, views)


def test_records_get_the_labels_that_they_were_given(data: Path) -> None:
    texts, _ = _load(data)
    own = [text for text in texts if text.view == "texts"]
    assert [text.id for text in own] == ["one", "second"]
    for text in own:
        assert lines_of(text) == [(OPEN, BODY), (MID, BODY), (READ_ALSO, RELATED)]


def test_what_is_not_as_it_was_read_is_left_out(data: Path) -> None:
    """A record of the test split, one whose text has changed, and one that is gone."""
    texts, _ = _load(data)
    assert {text.id for text in texts} == {"one", "second", "page"}


def test_pages_are_records_like_the_labelled_ones(data: Path) -> None:
    texts, (page,) = _load(data)
    assert page["lines"] == ["", *LINES[1:]]
    assert page["labels"] == LABELS
    assert (page["id"], page["site"], page["split"]) == ("page", "b.example", "train")
    views = {text.view: text for text in texts if text.id == "page"}
    assert lines_of(views["page"])[0] == (LINKS, MENU)
    assert [label for _, label in lines_of(views["trafilatura"])] == [BODY] * 3


def test_a_folder_without_labels_has_none(data: Path) -> None:
    assert _load(data, "nothing") == ([], [])


def test_pages_are_loaded_with_their_views(tmp_path: Path) -> None:
    _write(tmp_path / "labelled" / "pages.jsonl", [PAGE])
    assert [text.view for text in load_pages(tmp_path, {})] == ["page"]
    views = {"page": {"readability": OPEN}}
    assert [text.view for text in load_pages(tmp_path, views)] == ["page", "readability"]


def test_what_extractors_see_is_of_labelled_and_given_pages(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(data / "labelled" / "pages.jsonl", [PAGE | {"id": "labelled"}])
    more = {"site": "c.example", "split": "train", "html": "<p>"}
    _write(data / "pages" / "more.jsonl", [more | {"id": "labelled"}, more | {"id": "nobody"}])
    monkeypatch.setattr(lines_data, "see", lambda *_: {"trafilatura": OPEN})
    with joblib.parallel_config(backend="threading", n_jobs=1):
        found = lines_data.see_pages(data, data / "model")
    assert found.keys() == {"page", "labelled"}


def test_packaged_labels_name_no_text() -> None:
    """A file of ids, checksums, names of labels and numbers, and nothing else."""
    lines = (ROOT / "models" / "default" / GIVEN).read_text(encoding="utf-8").splitlines()
    assert len(lines) > 1000
    for line in lines:
        record = json.loads(line)
        assert {"id", "crc32", "labels"} <= record.keys() <= {"id", "crc32", "labels", "sample"}
        assert 0 <= record["crc32"] < 1 << 32
        runs = record["labels"].split()
        assert set(runs[::2]) <= set(LINE_LABELS)
        assert all(int(count) > 0 for count in runs[1::2])
    assert len({json.loads(line)["id"] for line in lines}) == len(lines)


def test_runs_are_plain_numbers() -> None:
    """So that texts can be pickled small, and compared."""
    found: Runs = runs_from(np.array([0, 0, 2]))
    assert found == ((2, 0), (3, 2))
    assert all(type(number) is int for run in found for number in run)


def test_training_needs_every_extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(package: str) -> str:
        raise importlib.metadata.PackageNotFoundError(package)

    monkeypatch.setattr("importlib.metadata.version", missing)
    with pytest.raises(UsageError, match=r"qualityfilter\[train\]"):
        check_installed()
