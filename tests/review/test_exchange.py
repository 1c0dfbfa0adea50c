"""Labels go to Label Studio and Prodigy and come back as they were."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from typer.testing import CliRunner

from qualityfilter.apps.review.files import content_of, read_labels
from qualityfilter.apps.review.label_studio import from_label_studio, label_config, to_label_studio
from qualityfilter.apps.review.labels import Decision, Labels, Place
from qualityfilter.apps.review.prodigy import from_prodigy, to_prodigy
from qualityfilter.apps.review.ranges import UNHEDGED
from qualityfilter.core.data import HEDGE_LABELS, LINE_LABELS
from tests.command import app
from tests.review.strategies import all_labels
from tests.review.test_labels import LINE, SENTENCE, TEXT, agree, decided, made

WORDS = "Ferry 💩 stops.\nShare this"


@settings(deadline=None)
@given(all_labels())
def test_label_studio_gives_back_what_it_got(labels: Labels) -> None:
    found = from_label_studio(to_label_studio(labels))
    assert found.failed == []
    assert agree(found.labels, labels)


@settings(deadline=None)
@given(all_labels())
def test_prodigy_gives_back_what_it_got(labels: Labels) -> None:
    found = from_prodigy(to_prodigy(labels))
    assert found.failed == []
    assert agree(found.labels, labels)


def test_tasks_are_as_label_studio_wants_them() -> None:
    suggested = Decision(LINE, ("social",), "Ada", "2026-01-01", ("body",), 0.6)
    hedged = decided(place=SENTENCE)
    (task,) = json.loads(to_label_studio(made(suggested, hedged)))
    assert task["data"]["text"] == TEXT.text
    (annotation,), (prediction,) = task["annotations"], task["predictions"]
    line, sentence = annotation["result"]
    assert line["value"] == {
        "start": 27,
        "end": 43,
        "text": "Share this story",
        "labels": ["social"],
    }
    assert sentence["value"]["labels"] == [UNHEDGED]
    assert [each["value"]["labels"] for each in prediction["result"]] == [["body"]]
    config = ElementTree.fromstring(label_config())
    names = {each.get("name"): [one.get("value") for one in each] for each in config.iter("Labels")}
    assert names == {"label": [*LINE_LABELS], "hedges": [*HEDGE_LABELS, UNHEDGED]}
    assert {line["from_name"], sentence["from_name"]} == names.keys()
    (text,) = config.iter("Text")
    assert (text.get("name"), text.get("value")) == (line["to_name"], "$text")


def region(start: int, end: int, words: str, *labels: str) -> dict[str, Any]:
    value = {"start": start, "end": end, "text": words, "labels": list(labels)}
    return {"type": "labels", "from_name": "label", "to_name": "text", "value": value}


def task(*regions: dict[str, Any], **more: Any) -> dict[str, Any]:
    annotation = {"result": list(regions), "completed_by": {"email": "ada@sandby.example"}, **more}
    return {"id": 7, "data": {"text": WORDS}, "annotations": [annotation]}


@pytest.mark.parametrize("start", [15, 16])
def test_offsets_of_older_releases_are_understood(start: int) -> None:
    """They counted two for a character beyond the basic plane."""
    given_task = task(region(start, start + 10, "Share this", "social"), created_at="2026-01-01")
    found = from_label_studio(json.dumps([given_task]).encode())
    assert found.failed == []
    (decision,) = found.labels.decisions.values()
    assert WORDS[decision.place.start : decision.place.end] == "Share this"
    assert (decision.who, decision.when) == ("ada@sandby.example", "2026-01-01")


def test_a_label_that_was_changed_there_is_no_longer_of_the_first_reader() -> None:
    exported = json.loads(to_label_studio(made(decided("social"))))
    (line,) = exported[0]["annotations"][0]["result"]
    line["value"]["labels"] = ["related"]
    exported[0]["annotations"][0]["completed_by"] = 12
    found = from_label_studio(json.dumps(exported).encode())
    assert [(each.labels, each.who) for each in found.labels.decisions.values()] == [
        (("related",), "12")
    ]


def test_of_two_annotators_the_later_holds() -> None:
    both = task(region(15, 25, "Share this", "social"), updated_at="2026-01-02")
    both["annotations"] += task(region(15, 25, "Share this", "legal"), updated_at="2026-01-01")[
        "annotations"
    ]
    found = from_label_studio(json.dumps([both]).encode())
    assert [each.labels for each in found.labels.decisions.values()] == [("social",)]


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ({"data": {}}, "no text"),
        ({"data": None}, "no object"),
        (7, "no object"),
        (task(region(15, 25, "Share that", "social")), "is not where"),
        (task(region(15, 99, "Share this", "social")), "no range"),
        (task(region(15, 25, "Share this", "spam")), "unknown label 'spam'"),
        (task(region(15, 25, "Share this", "social", "legal")), "one label"),
        (task({"type": "choices", "value": {}}), "type 'choices' is not read"),
        (
            task({"type": "labels", "value": {"start": "a", "end": 2, "labels": ["body"]}}),
            "no range",
        ),
    ],
)
def test_what_cannot_be_used_is_told_and_costs_no_neighbour(broken: Any, reason: str) -> None:
    good = task(region(15, 25, "Share this", "social"))
    found = from_label_studio(json.dumps([broken, good]).encode())
    (failed,) = found.failed
    assert failed.startswith("task 1: ")
    assert reason in failed
    assert len(found.labels.decisions) == 1


def test_examples_that_were_rejected_are_left_out() -> None:
    lines = [
        {"text": WORDS, "spans": [{"start": 15, "end": 25, "label": "social"}], "answer": answer}
        for answer in ("reject", "accept")
    ]
    lines[1] |= {"_annotator_id": "ada", "_timestamp": 1767225600}
    found = from_prodigy("\n".join(map(json.dumps, lines)).encode())
    assert found.failed == ["line 1: its answer is 'reject'"]
    (decision,) = found.labels.decisions.values()
    assert (decision.who, decision.when) == ("ada", "2026-01-01T00:00:00+00:00")


@pytest.mark.parametrize("ending", [".json", ".jsonl"])
def test_by_command(tmp_path: Path, ending: str) -> None:
    labels = made(decided("social"), decided("speculative", "unattributed", place=SENTENCE))
    (tmp_path / "labels.jsonl").write_bytes(content_of(labels))
    there, back = tmp_path / f"there{ending}", tmp_path / "back.jsonl"
    for call in (
        ["export", str(tmp_path / "labels.jsonl"), "-o", str(there)],
        ["import", str(there), "-o", str(back)],
    ):
        found = CliRunner().invoke(app, ["labels", *call])
        assert found.exit_code == 0, found.output
    assert agree(read_labels(back), labels)
    again = CliRunner().invoke(app, ["labels", "import", str(there), "-o", str(back)])
    assert (again.exit_code, "is there already" in again.output) == (2, True)


def test_an_import_that_lost_something_ends_with_1(tmp_path: Path) -> None:
    (tmp_path / "tasks.json").write_text(json.dumps([{"data": {}}]), encoding="utf-8")
    call = ["labels", "import", str(tmp_path / "tasks.json"), "-o", str(tmp_path / "labels.jsonl")]
    found = CliRunner().invoke(app, call)
    assert (found.exit_code, "no text" in found.output) == (1, True)


def test_the_interface_is_printed() -> None:
    assert CliRunner().invoke(app, ["labels", "config"]).stdout == label_config()


def test_merge_by_command(tmp_path: Path) -> None:
    for name, label in (("a", "social"), ("b", "about")):
        labels = made(decided(label, who=name, second=ord(name) - 97), decided("body", place=PLAIN))
        (tmp_path / name).write_bytes(content_of(labels))
    paths = [str(tmp_path / name) for name in ("a", "b", "out")]
    call = ["labels", "merge", *paths[:2], "-o", paths[2]]
    found = CliRunner().invoke(app, call)
    assert found.exit_code == 0, found.output
    assert "they differ on 1, kappa 0.333" in found.output
    assert "a: social | b: about | Share this story" in found.output
    assert read_labels(tmp_path / "out").decisions[LINE].labels == ("about",)


PLAIN = Place(TEXT.digest, 0, 26, "label")
