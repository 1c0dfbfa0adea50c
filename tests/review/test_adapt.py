"""A model is adapted to one site: there it finds what it missed, elsewhere nothing changes."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import qualityfilter as qf
from qualityfilter.apps.review.files import content_of
from qualityfilter.apps.review.labels import Decision, Labels, Place
from qualityfilter.core.data import LINE_LABELS
from qualityfilter.core.errors import FloorError, RecordError
from qualityfilter.lab.adapt import adapt_lines, labelled_texts
from qualityfilter.lines.cells import Cells
from qualityfilter.lines.corrections import SLIGHT, Correction, gated
from qualityfilter.text.segments import lay_out
from tests.command import app
from tests.gold import cases, removed
from tests.review.site import Article, article, byline, call_in, judged, loyalty, rating

LEARNT, KINDS = 40, ((loyalty, "subscription"), (call_in, "about"))


def articles(make: Callable[..., str], *, last: bool = False) -> list[Article]:
    return [article(number, make, last=last) for number in range(LEARNT + 60)]


def write(path: Path, labels: Labels) -> Path:
    path.write_bytes(content_of(labels))
    return path


@pytest.fixture(scope="module")
def adapted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, qf.QualityFilter]:
    """A filter for each kind of line, adapted to the first articles."""
    found = {}
    for make, label in KINDS:
        folder = tmp_path_factory.mktemp(make.__name__)
        labels = write(folder / "labels.jsonl", judged(articles(make)[:LEARNT], label))
        adapt_lines(labels, folder / "model", say=lambda _: None)
        found[make.__name__] = qf.QualityFilter(model=folder / "model", trust=True)
    return found


def cleaned(quality_filter: qf.QualityFilter, items: list[Article]) -> list[qf.CleanResult]:
    documents = [qf.Document(each.text, title=each.title) for each in items]
    return [
        each for each in quality_filter.clean_many(documents) if isinstance(each, qf.CleanResult)
    ]


@pytest.mark.parametrize(("make", "label"), KINDS)
def test_it_finds_what_the_packaged_model_misses(
    make: Callable[..., str],
    label: str,
    adapted: dict[str, qf.QualityFilter],
    quality_filter: qf.QualityFilter,
) -> None:
    rest = articles(make)[LEARNT:]
    missed = [
        each.line in result.text
        for each, result in zip(rest, cleaned(quality_filter, rest), strict=True)
    ]
    assert all(missed)
    found = cleaned(adapted[make.__name__], rest)
    right = [
        [(cut.label, each.text[cut.start : cut.end].strip()) for cut in result.cuts]
        == [(label, each.line)]
        for each, result in zip(rest, found, strict=True)
    ]
    assert sum(right) >= 0.9 * len(rest)
    lost = [result for each, result in zip(rest, found, strict=True) if len(result.cuts) > 1]
    assert lost == []


@pytest.mark.xfail(strict=True, reason="the tags are surer that such a line is article: 15 of 20")
def test_pages_are_corrected_too(adapted: dict[str, qf.QualityFilter]) -> None:
    """After their tags were asked."""
    rest = articles(loyalty)[LEARNT : LEARNT + 20]
    pages = [
        qf.Page(
            f"<html><title>{each.title}</title><article><h1>{each.title}</h1>"
            + "".join(f"<p>{part}</p>" for part in each.text.split("\n\n")[1:])
            + "</article></html>"
        )
        for each in rest
    ]
    found = list(adapted["loyalty"].clean_many(pages))
    assert all(isinstance(each, qf.CleanResult) and each.document.blocks for each in found)
    cut = [each.line not in result.text for each, result in zip(rest, found, strict=True)]
    assert sum(cut) >= 0.9 * len(rest)


@cache
def _before() -> list[dict[int, str]]:
    return [removed(qf.clean(case.text)) for case in cases()]


@pytest.mark.parametrize("kind", [make.__name__ for make, _ in KINDS])
def test_elsewhere_nothing_is_lost(kind: str, adapted: dict[str, qf.QualityFilter]) -> None:
    """The fixture articles come out of the adapted model as out of the packaged one."""
    after = [removed(adapted[kind].clean(case.text)) for case in cases()]
    assert after == _before()


def test_what_it_wrongly_cut_stays(tmp_path: Path, quality_filter: qf.QualityFilter) -> None:
    items = articles(rating, last=True)
    known, rest = items[:LEARNT], items[LEARNT:]
    write(tmp_path / "labels.jsonl", judged(known, "body"))
    adapt_lines(tmp_path / "labels.jsonl", tmp_path / "model", say=lambda _: None)
    adapted = qf.QualityFilter(model=tmp_path / "model", trust=True)
    before, after = (
        sum(each.line in result.text for each, result in zip(rest, cleaned(one, rest), strict=True))
        for one in (quality_filter, adapted)
    )
    assert before <= 0.6 * len(rest)
    assert after >= 0.9 * len(rest)


def test_what_is_alike_is_told_before_and_after(tmp_path: Path) -> None:
    """By cross-validation, in words and in the manifest; the card says from what it was made."""
    labels = write(tmp_path / "labels.jsonl", judged(articles(loyalty)[:LEARNT], "subscription"))
    call = ["train", "lines", "--add", str(labels), "-o", str(tmp_path / "model")]
    shown = CliRunner().invoke(app, call)
    assert shown.exit_code == 0, shown.output
    assert "recall of junk" in shown.output
    assert "better: " in shown.output
    manifest = json.loads((tmp_path / "model" / "manifest.json").read_text("utf-8"))
    default = qf.QualityFilter().loaded.provenance
    assert manifest["adapted"] == {"from": "default", "digest": default.model_digest}
    metrics = manifest["metrics"]
    assert (metrics["lines"], metrics["documents"], metrics["worse"]) == (LEARNT, LEARNT, 0)
    assert metrics["before"]["recall"] == 0.0
    assert metrics["after"]["recall"] >= 0.9
    card = (tmp_path / "model" / "MODEL_CARD.md").read_text("utf-8")
    assert "`default`" in card
    assert f"{LEARNT} lines" in card
    assert "otter" not in card + json.dumps(manifest)

    rest = write(tmp_path / "rest.jsonl", judged(articles(loyalty)[LEARNT:], "subscription"))
    compared = CliRunner().invoke(
        app, ["evaluate", "lines", str(rest), "--model", str(tmp_path / "model")]
    )
    assert compared.exit_code == 0, compared.output
    row = next(line for line in compared.output.splitlines() if line.startswith("recall of junk"))
    before, after = map(float, row.split()[-2:])
    assert before == 0.0
    assert after >= 0.9


def test_an_adapted_model_can_be_adapted_again(tmp_path: Path) -> None:
    """What it learnt first stays."""
    start: str | Path = "default"
    for make, label in KINDS:
        labels = write(tmp_path / f"{label}.jsonl", judged(articles(make)[:LEARNT], label))
        adapt_lines(labels, tmp_path / label, say=lambda _: None, start=start)
        start = tmp_path / label
    both = qf.QualityFilter(model=start, trust=True)
    for make, _ in KINDS:
        rest = articles(make)[LEARNT:]
        found = [
            each.line not in one.text for each, one in zip(rest, cleaned(both, rest), strict=True)
        ]
        assert sum(found) >= 0.9 * len(rest)


def test_a_model_that_is_worse_is_refused(tmp_path: Path, quality_filter: qf.QualityFilter) -> None:
    """Lines of one kind, each called what the packaged model says: nothing can be learnt."""
    items = articles(byline, last=True)[:LEARNT]
    labels = Labels()
    for each, result in zip(items, cleaned(quality_filter, items), strict=True):
        mine = judged([each], "body" if each.line in result.text else "navigation")
        labels.texts.update(mine.texts)
        labels.given.update(mine.given)
    path, said = write(tmp_path / "labels.jsonl", labels), list[str]()
    with pytest.raises(FloorError, match="--lower-floors"):
        adapt_lines(path, tmp_path / "model", say=said.append)
    assert not (tmp_path / "model").exists()
    assert any(line.startswith("worse: ") and line != "worse: 0" for line in said)
    adapt_lines(path, tmp_path / "model", say=said.append, lower_floors=True)
    assert (tmp_path / "model" / "manifest.json").exists()


def test_a_model_that_is_worse_than_the_one_in_its_folder_is_refused(tmp_path: Path) -> None:
    """On the same labels, by the floors of the manifest."""
    many, few = (judged(articles(loyalty)[:count], "subscription") for count in (LEARNT, 4))
    adapt_lines(write(tmp_path / "many", many), tmp_path / "start", say=lambda _: None)
    path, out = write(tmp_path / "few", few), tmp_path / "model"
    adapt_lines(path, out, say=lambda _: None, start=tmp_path / "start")
    with pytest.raises(FloorError, match="lines_f1"):
        adapt_lines(path, out, say=lambda _: None)


@pytest.mark.parametrize("count", [0, 1])
def test_too_few_documents(tmp_path: Path, count: int) -> None:
    labels = write(tmp_path / "labels.jsonl", judged(articles(loyalty)[:count], "subscription"))
    with pytest.raises(RecordError, match="at least two"):
        adapt_lines(labels, tmp_path / "model", say=lambda _: None)


@pytest.mark.parametrize(
    "call",
    [
        [],
        ["data", "--add", "labels.jsonl"],
        ["data", "--start", "default"],
        ["--start", "default"],
    ],
)
def test_data_or_labels(call: list[str]) -> None:
    found = CliRunner().invoke(app, ["train", "lines", *call, "-o", "model"])
    assert found.exit_code == 2
    assert "--add LABELS" in found.output


def test_models_are_compared_on_labels_alone(tmp_path: Path) -> None:
    found = CliRunner().invoke(app, ["evaluate", "lines", str(tmp_path), "--against", "default"])
    assert (found.exit_code, "not a folder" in found.output) == (2, True)
    empty = write(tmp_path / "labels.jsonl", judged([], "body"))
    found = CliRunner().invoke(app, ["evaluate", "lines", str(empty)])
    assert (found.exit_code, "no decision on a line" in found.output) == (2, True)


def test_a_decision_counts_for_the_lines_that_it_covers() -> None:
    """At least `AGREED` of each; where several cover as much, the shortest."""
    each = Article("", "One line of text\nAnother line\nA third line here", "Another line")
    labels = judged([each], "social")
    (place,) = labels.given
    wide = Labels(labels.texts, {}, [])
    for start, end, label in ((17, 29, "social"), (0, 29, "legal"), (30, 34, "about")):
        spot = Place(place.digest, start, end, "label")
        wide.given[spot] = [Decision(spot, (label,), "Ada", "2026")]
    (text,) = labelled_texts(wide)
    found = [
        LINE_LABELS[label] if label >= 0 else None for label in text.labels(lay_out(text.text))
    ]
    assert found == ["legal", "social", None]


rows = st.lists(st.floats(0.001, 1.0), min_size=13, max_size=13)


@settings(deadline=None)
@given(st.lists(rows, max_size=4), st.floats(-20, 20))
def test_slight_shifts_change_nothing(chances: list[list[float]], strength: float) -> None:
    """To the last bit; strong ones move chances their way, and chances still sum to one."""
    given_rows = np.array(chances, np.float32).reshape(-1, 13)
    given_rows /= np.maximum(given_rows.sum(axis=1, keepdims=True), 1e-9)
    weights = np.zeros((4, 13), np.float32)
    weights[1, 5] = strength
    many = len(given_rows)
    words = Cells(np.ones(many, np.int64), np.arange(many + 1), np.ones(many, np.float32), 4)
    found = Correction(weights).apply(words, given_rows)
    if abs(strength) < SLIGHT:
        assert np.array_equal(found, given_rows)
    else:
        assert np.allclose(found.sum(axis=1), 1.0, atol=1e-5)
        assert ((found[:, 5] - given_rows[:, 5]) * strength >= -1e-6).all()


def test_shifts_grow_without_jumps() -> None:
    steps = np.linspace(0, 8, 400, dtype=np.float32)[:, None]
    found = gated(steps)[:, 0]
    assert (np.diff(found) >= 0).all()
    assert np.diff(found).max() < 0.2
