"""The file of labels: what is added holds, what is undone does not, what breaks off is noticed."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualityfilter.apps.review.agreement import agreements, merge, told
from qualityfilter.apps.review.files import content_of, parse, read_labels, record_line
from qualityfilter.apps.review.labels import (
    Decision,
    Labels,
    Place,
    Text,
    decision_record,
    document_record,
    undo_record,
)
from qualityfilter.apps.review.store import open_store
from qualityfilter.core.errors import RecordError, UsageError
from tests.review.strategies import all_labels

TEXT = Text("The ferry stops on Monday.\nShare this story\n", "Ferry", "a1", "sandby.example")
LINE = Place(TEXT.digest, 27, 43, "label")
SENTENCE = Place(TEXT.digest, 0, 26, "hedges")


def decided(*labels: str, place: Place = LINE, who: str = "Ada", second: int = 0) -> Decision:
    return Decision(place, labels, who, f"2026-01-01T10:00:{second:02d}+00:00", (), None)


def agree(one: Labels, other: Labels) -> bool:
    return (one.texts, one.decisions) == (other.texts, other.decisions)


@settings(deadline=None)
@given(all_labels())
def test_what_is_written_is_read(labels: Labels) -> None:
    found, torn = parse(content_of(labels), "labels.jsonl")
    assert torn == 0
    assert agree(found, labels)


@settings(deadline=None)
@given(all_labels(), st.data())
def test_whatever_is_broken_off_costs_only_the_last_record(
    labels: Labels, data: st.DataObject
) -> None:
    content = content_of(labels)
    cut = data.draw(st.integers(0, len(content)))
    found, torn = parse(content[:cut], "labels.jsonl")
    whole = content[: cut - torn]
    assert whole.count(b"\n") >= content[:cut].count(b"\n")
    assert agree(found, parse(whole, "labels.jsonl")[0])


@settings(deadline=None)
@given(st.lists(st.sampled_from(["body", "social", "legal", None]), max_size=12))
def test_the_last_decision_holds_and_undo_takes_it_back(steps: list[str | None]) -> None:
    """As with a stack: None takes back."""
    labels, stack = Labels(), list[str]()
    labels.add(document_record(TEXT))
    for second, step in enumerate(steps):
        if step is not None:
            labels.add(decision_record(decided(step, second=second), TEXT))
            stack.append(step)
        elif stack:
            held = labels.holding(LINE)
            assert held is not None
            labels.add(undo_record(held, TEXT, "2026-01-02"))
            stack.pop()
    held = labels.holding(LINE)
    assert (held.labels[0] if held else None) == (stack[-1] if stack else None)
    assert [each.labels[0] for each in labels.history] == stack


def test_records_say_what_they_should() -> None:
    """Enough to be read by hand and by other programs."""
    decision = Decision(LINE, ("social",), "Ada", "2026-01-01T10:00:00+00:00", ("body",), 0.61)
    assert json.loads(record_line(decision_record(decision, TEXT))) == {
        "kind": "decision",
        "id": "a1",
        "source": "sandby.example",
        "digest": TEXT.digest,
        "start": 27,
        "end": 43,
        "label": "social",
        "who": "Ada",
        "when": "2026-01-01T10:00:00+00:00",
        "suggested": "body",
        "score": 0.61,
    }


@pytest.mark.parametrize(
    "change",
    [
        {"label": "spam"},
        {"label": None},
        {"label": ["body", "social"]},
        {"hedges": ["body"], "label": None},
        {"start": -1},
        {"start": 43},
        {"end": 99},
        {"end": True},
        {"digest": "0" * 64},
        {"digest": None},
        {"who": None},
        {"when": 7},
        {"score": "high"},
        {"suggested": None},
        {"kind": "remark"},
        {"kind": "undo", "start": 0},
    ],
)
def test_what_is_no_record_is_refused_with_its_line(change: dict[str, object]) -> None:
    decision = Decision(LINE, ("social",), "Ada", "2026", ("body",), 0.6)
    lines = [record_line(document_record(TEXT)), record_line(decision_record(decision, TEXT))]
    assert parse(b"".join(lines), "labels")[1] == 0
    lines[1] = json.dumps({**json.loads(lines[1]), **change}).encode() + b"\n"
    with pytest.raises(RecordError, match="line 2"):
        parse(b"".join([*lines, record_line(document_record(TEXT))]), "labels")


@pytest.mark.parametrize("content", [b"The ferry stops.", b"[1, 2]", b'{"id": 1}\n', b"\xff\xfe"])
def test_another_file_is_not_taken_for_one_that_broke_off(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "article.txt").write_bytes(content)
    with pytest.raises(RecordError, match="line 1"), open_store(tmp_path / "article.txt"):
        pass
    assert (tmp_path / "article.txt").read_bytes() == content


@pytest.mark.parametrize(
    "tail", [b'{"kind": "deci', b"\0\0\0", b'{"kind": "decision"}', b"\xe2\x80"]
)
def test_a_broken_end_is_cut_off_on_start(tmp_path: Path, tail: bytes) -> None:
    path = tmp_path / "labels.jsonl"
    whole = record_line(document_record(TEXT)) + record_line(
        decision_record(decided("legal"), TEXT)
    )
    path.write_bytes(whole + tail)
    assert read_labels(path).decisions.keys() == {LINE}
    with open_store(path) as store:
        assert store.torn == len(tail)
        assert path.read_bytes() == whole
        store.add([decision_record(decided("social", second=1), TEXT)])
    assert read_labels(path).decisions[LINE].labels == ("social",)


def test_a_whole_record_without_its_line_break_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    whole = record_line(document_record(TEXT)) + record_line(
        decision_record(decided("legal"), TEXT)
    )
    path.write_bytes(whole[:-1])
    with open_store(path) as store:
        assert store.torn == 0
    assert path.read_bytes() == whole


def test_a_file_is_open_once(tmp_path: Path) -> None:
    path = tmp_path / "new" / "labels.jsonl"
    with open_store(path), pytest.raises(UsageError, match="another review"), open_store(path):
        pass
    with open_store(path) as again:
        assert again.labels.history == []


@settings(deadline=None)
@given(all_labels(), all_labels())
def test_merging_knows_no_order(one: Labels, other: Labels) -> None:
    """Of both files, and a file merged with itself is itself."""
    assert agree(merge(one, one), one)
    assert merge(one, other).decisions == merge(other, one).decisions
    assert merge(one, other).texts.keys() == one.texts.keys() | other.texts.keys()


def made(*decisions: Decision) -> Labels:
    labels = Labels({TEXT.digest: TEXT})
    for each in decisions:
        labels.given[each.place] = [each]
        labels.history.append(each)
    return labels


def test_two_readers_are_compared() -> None:
    """Of three lines that both decided they differ on one; the later decision holds."""
    places = [Place(TEXT.digest, at, at + 3, "label") for at in (0, 3, 6, 9)]
    said = [("body", "body"), ("social", "social"), ("social", "about")]
    ada = made(*(decided(one, place=place) for place, (one, _) in zip(places, said, strict=False)))
    tunde = made(
        *(
            decided(two, place=place, who="Tunde", second=1)
            for place, (_, two) in zip(places, said, strict=False)
        ),
        decided("legal", place=places[3], who="Tunde"),
        decided("speculative", place=SENTENCE, who="Tunde"),
    )
    lines, sentences = agreements(ada, tunde)
    assert (lines.both, len(lines.differing)) == (3, 1)
    assert lines.kappa == pytest.approx(0.5)  # (2/3 - 1/3) / (1 - 1/3)
    assert (sentences.both, sentences.kappa) == (0, None)
    merged = merge(ada, tunde)
    assert merged.decisions[places[2]].labels == ("about",)
    assert len(merged.decisions) == 5
    first, second = told(lines, merged)
    assert "differ on 1, kappa 0.500" in first
    assert "a1 6-9 Ada: social | Tunde: about | rry" in second


def test_agreement_by_one_label_alone_is_not_defined() -> None:
    same = made(decided("body"))
    assert next(agreements(same, same)).kappa is None
