"""The values that flow: what they give back, and that nobody can change them."""

import dataclasses
import functools
import json
import operator
import pickle
from collections.abc import Iterator
from typing import Any

import pytest

import qualityfilter as qf
from qualityfilter.core.data import SCHEMA, Segment

TEXT = (
    "The bridge opens.\nShare this\nIt may cost more. Tap here\nNobody was hurt."
    "\nAll rights reserved"
)
LEFT = "The bridge opens.\nIt may cost more.\nNobody was hurt."
CUTS = [(18, 29), (46, 55), (72, 92)]
"""The second line with its break, the end of the third, the last with the break before it."""

EVIDENCE = (
    qf.Evidence(18, 28, "social", 0.97, "rule:social.buttons", "a share button"),
    qf.Evidence(18, 28, "social", 0.4, "model:default", "reads like social"),
)


def _cut(start: int, end: int, label: str) -> qf.Span:
    return qf.Span(start, end, label, 0.97, "cut", EVIDENCE)


MARK = qf.Span(29, 46, "speculative", 0.8, "mark", EVIDENCE[:1], quoted=True)
SPANS = (_cut(18, 29, "social"), MARK, _cut(46, 55, "related"), _cut(72, 92, "legal"))
DOCUMENT = qf.Document(
    TEXT, "A title", "en", "https://news.invalid/1", "news.invalid", "7", {"page": 3}
)
RESULT = qf.CleanResult(
    document=DOCUMENT,
    text=LEFT,
    spans=SPANS,
    scores=qf.Scores(0.5, 0.4, 0.3, 0.25, 0.25, 0.0, 0.0, 0.1, 0.01, 0.75, 10),
    verdict=qf.Verdict("review", (qf.Reason("short", 10, 40),)),
    provenance=qf.Provenance("1.0", "default", "ab", "hedges", "ef", "quality", "gh", "cd"),
    hedging="done",
    language="en",
    kinds=(qf.Kind("report", 0.75), qf.Kind("stub", 0.25)),
    signals=(qf.Signal("gopher.words", "paper", 10.0, 50, 100_000, False),),
    raw_signals=(qf.Signal("c4.sentences", "code", 3.0, 3, None, True),),
    markup="<article>\n<p>It rained.</p>\n</article>",
    measures={"length": 2.5},
    trace=((0, 17, (0.75, 0.25)), (18, 28, (0.125, 0.875))),
)
UNCUT = dataclasses.replace(RESULT, text=TEXT, spans=(MARK,))
VALUES = (
    DOCUMENT,
    RESULT,
    MARK,
    EVIDENCE[0],
    RESULT.scores,
    RESULT.verdict,
    RESULT.verdict.reasons[0],
    RESULT.provenance,
    RESULT.kinds[0],
    RESULT.signals[0],
    qf.Failure("7", "input", "no text"),
    qf.Limits(),
    qf.Settings(),
    Segment(0, 1, 0),
)
each_value = pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)


def test_cut_takes_the_cuts_and_leaves_the_marks() -> None:
    assert [(span.start, span.end) for span in RESULT.cuts] == CUTS
    assert qf.cut(TEXT, SPANS) == LEFT
    assert qf.cut(TEXT, (MARK,)) == TEXT
    assert qf.cut(TEXT, ()) == TEXT
    assert qf.cut(TEXT, (_cut(0, len(TEXT), "legal"),)) == ""


def test_cut_counts_code_points() -> None:
    text = "😀e\u0301\ud800Tap\r\n😀"
    assert qf.cut(text, (_cut(4, 9, "social"),)) == "😀e\u0301\ud800😀"


def test_cuts_and_marks_are_the_spans_in_their_order() -> None:
    assert RESULT.cuts == (SPANS[0], SPANS[2], SPANS[3])
    assert RESULT.marks == (MARK,)
    assert UNCUT.cuts == ()


def test_a_span_has_the_text_that_it_stands_in() -> None:
    texts = ["Share this\n", "It may cost more.", " Tap here", "\nAll rights reserved"]
    assert [span.text for span in RESULT.spans] == texts
    assert [span.text for span in SPANS] == [""] * 4
    assert RESULT.spans == SPANS
    assert hash(RESULT.spans[0]) == hash(SPANS[0])
    assert pickle.loads(pickle.dumps(RESULT.spans[0])).text == "Share this\n"


def test_a_span_follows_the_result_that_it_is_put_into() -> None:
    """So that its text can never be that of another document."""
    other = dataclasses.replace(RESULT, document=qf.Document(TEXT.upper()))
    assert other.spans[0].text == "SHARE THIS\n"
    assert RESULT.spans[0].text == "Share this\n"
    values = RESULT.to_dict()
    assert all("text" not in span for span in values["spans"])
    values["spans"][0]["text"] = "something else"
    assert qf.CleanResult.from_dict(values).spans[0].text == "Share this\n"


@pytest.mark.parametrize(
    ("text", "cuts"),
    [
        (TEXT, CUTS),
        (TEXT, []),
        (TEXT, [(0, 18)]),
        (TEXT, [(0, 92)]),
        (TEXT, [(18, 29), (29, 47)]),
        (TEXT, [(91, 92)]),
        ("", []),
    ],
    ids=["three", "none", "at the start", "all", "side by side", "last character", "empty"],
)
def test_restore(text: str, cuts: list[tuple[int, int]]) -> None:
    spans = tuple(_cut(*bounds, "social") for bounds in cuts)
    result = dataclasses.replace(
        RESULT, document=qf.Document(text), text=qf.cut(text, spans), spans=spans
    )
    assert result.restore() == text


def test_restore_takes_what_was_kept_from_the_cleaned_text() -> None:
    """It undoes the cuts; it does not just hand out the document's text again."""
    assert dataclasses.replace(RESULT, text=LEFT.upper()).restore() == (
        "THE BRIDGE OPENS.\nShare this\nIT MAY COST MORE. Tap here\nNOBODY WAS HURT."
        "\nAll rights reserved"
    )


@pytest.mark.parametrize(
    ("offset", "expected"),
    [
        (0, 0),
        (17, 17),
        (18, None),
        (28, None),
        (29, 18),
        (45, 34),
        (46, None),
        (54, None),
        (55, 35),
        (71, 51),
        (72, None),
        (91, None),
        (92, 52),
    ],
)
def test_to_clean(offset: int, expected: int | None) -> None:
    assert RESULT.to_clean(offset) == expected


def test_to_clean_agrees_with_the_texts() -> None:
    places = {at: RESULT.to_clean(at) for at in range(len(TEXT))}
    assert "".join(LEFT[to] for to in places.values() if to is not None) == LEFT
    assert all(TEXT[at] == LEFT[to] for at, to in places.items() if to is not None)
    assert [UNCUT.to_clean(at) for at in range(len(TEXT) + 1)] == list(range(len(TEXT) + 1))


@pytest.mark.parametrize("offset", [-1, 93, 1000])
def test_to_clean_refuses_offsets_outside(offset: int) -> None:
    with pytest.raises(qf.UsageError, match=f"^offset {offset} lies outside 0..92$"):
        RESULT.to_clean(offset)


def _without_text(span: qf.Span) -> dict[str, Any]:
    """Its text is a part of the document's, which stands there once."""
    return {name: value for name, value in dataclasses.asdict(span).items() if name != "text"}


def test_to_dict_gives_exactly_these_values() -> None:
    values = RESULT.to_dict()
    assert values == {
        "schema": 2,
        "document": {
            "text": TEXT,
            "title": "A title",
            "lang": "en",
            "url": "https://news.invalid/1",
            "source": "news.invalid",
            "id": "7",
            "meta": {"page": 3},
            "blocks": [],
        },
        "text": LEFT,
        "spans": [_without_text(span) for span in SPANS],
        "scores": dataclasses.asdict(RESULT.scores),
        "verdict": {
            "decision": "review",
            "reasons": ({"code": "short", "value": 10, "threshold": 40, "of": None},),
        },
        "provenance": {
            "version": "1.0",
            "model": "default",
            "model_digest": "ab",
            "hedge_model": "hedges",
            "hedge_digest": "ef",
            "quality_model": "quality",
            "quality_digest": "gh",
            "settings_digest": "cd",
            "profiles_digest": "",
        },
        "hedging": "done",
        "language": "en",
        "kinds": [{"name": "report", "chance": 0.75}, {"name": "stub", "chance": 0.25}],
        "signals": [dataclasses.asdict(RESULT.signals[0])],
        "markup": RESULT.markup,
        "raw_signals": [dataclasses.asdict(RESULT.raw_signals[0])],
        "measures": {"length": 2.5},
        "trace": [[0, 17, [0.75, 0.25]], [18, 28, [0.125, 0.875]]],
    }
    assert values["spans"][1]["quoted"] is True
    assert values["spans"][0]["evidence"][0] == {
        "start": 18,
        "end": 28,
        "label": "social",
        "score": 0.97,
        "source": "rule:social.buttons",
        "reason": "a share button",
    }


@pytest.mark.parametrize("result", [RESULT, UNCUT], ids=["cut", "uncut"])
def test_round_trips(result: qf.CleanResult) -> None:
    assert qf.CleanResult.from_dict(result.to_dict()) == result
    assert qf.CleanResult.from_dict(json.loads(json.dumps(result.to_dict()))) == result
    assert pickle.loads(pickle.dumps(result)) == result


def test_what_from_dict_gives_is_of_the_same_types() -> None:
    again = qf.CleanResult.from_dict(json.loads(json.dumps(RESULT.to_dict())))
    assert type(again.spans) is type(again.trace) is type(again.verdict.reasons) is tuple
    assert type(again.spans[0].evidence) is type(again.trace[0][2]) is tuple
    assert hash(again) == hash(RESULT)
    assert again.restore() == TEXT


def test_the_dict_is_the_callers_own() -> None:
    values = RESULT.to_dict()
    values["document"]["meta"]["page"] = 4
    values["spans"].clear()
    assert DOCUMENT.meta == {"page": 3}
    assert RESULT.to_dict()["document"]["meta"] == {"page": 3}
    assert len(RESULT.to_dict()["spans"]) == 4


@pytest.mark.parametrize("schema", [0, 1, "2", None])
def test_from_dict_refuses_another_schema(schema: object) -> None:
    values = RESULT.to_dict() | {"schema": schema}
    with pytest.raises(qf.UsageError) as caught:
        qf.CleanResult.from_dict(values)
    assert str(caught.value) == f"this release reads results of schema {SCHEMA}, not {schema!r}"


PLAIN = json.loads(json.dumps(RESULT.to_dict()))
ODD: tuple[Any, ...] = (None, 3, -1, 1.5, "x", [], {}, [1], {"a": 1}, True, float("nan"), [[]])


def _places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Return the place of every value inside a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for name, each in inner:
        yield (*place, name)
        if isinstance(each, (dict, list)):
            yield from _places(each, (*place, name))


def test_a_tampered_result_is_refused_or_restores_its_input() -> None:
    """Each value in turn is missing, joined by another, or an odd one."""
    refused = 0
    for place in _places(PLAIN):
        for change in ("drop", "add", *range(len(ODD))):
            values = json.loads(json.dumps(PLAIN))
            inside = functools.reduce(operator.getitem, place[:-1], values)
            if change == "drop":
                del inside[place[-1]]
            elif change != "add":
                inside[place[-1]] = ODD[int(change)]
            elif isinstance(inside[place[-1]], dict):
                inside[place[-1]]["more"] = 1
            try:
                again = qf.CleanResult.from_dict(values)
            except qf.UsageError:
                refused += 1
                continue
            assert again.restore() == again.document.text
            assert again.to_dict()["schema"] == SCHEMA
    assert refused > 500


@pytest.mark.parametrize("values", ODD)
def test_what_is_no_result_is_refused(values: Any) -> None:
    with pytest.raises(qf.UsageError):
        qf.CleanResult.from_dict(values)


def test_overlapping_cuts_are_refused() -> None:
    values = json.loads(json.dumps(PLAIN))
    first = next(span for span in values["spans"] if span["action"] == "cut")
    values["spans"].insert(values["spans"].index(first), dict(first))
    with pytest.raises(qf.UsageError, match="cut spans overlap"):
        qf.CleanResult.from_dict(values)
    values = json.loads(json.dumps(PLAIN)) | {"text": "another"}
    with pytest.raises(qf.UsageError, match="is not what the cuts leave"):
        qf.CleanResult.from_dict(values)
    values = json.loads(json.dumps(PLAIN))
    values["spans"][-1]["end"] = len(TEXT) + 1
    with pytest.raises(qf.UsageError, match="lies outside the text"):
        qf.CleanResult.from_dict(values)


def test_from_dict_refuses_values_without_a_schema() -> None:
    values = RESULT.to_dict()
    del values["schema"]
    with pytest.raises(qf.UsageError, match="not None"):
        qf.CleanResult.from_dict(values)


def test_a_document_needs_but_a_text() -> None:
    document = qf.Document("x")
    assert dataclasses.astuple(document) == ("x", None, None, None, None, None, {}, ())
    assert document.meta is not qf.Document("x").meta
    assert document == qf.Document("x")
    assert document != qf.Document("x", title="y")


def test_meta_counts_in_comparisons_but_not_in_hashes() -> None:
    one, other = qf.Document("x", meta={"a": [1]}), qf.Document("x", meta={"a": [2]})
    assert one != other
    assert hash(one) == hash(other)


@each_value
def test_values_are_frozen_and_slotted(value: Any) -> None:
    assert not hasattr(value, "__dict__")
    for field in dataclasses.fields(value):
        before = getattr(value, field.name)
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(value, field.name, None)
        with pytest.raises(dataclasses.FrozenInstanceError):
            delattr(value, field.name)
        assert getattr(value, field.name) is before


@each_value
def test_values_pickle_and_hash(value: Any) -> None:
    again = pickle.loads(pickle.dumps(value))
    assert again == value
    assert type(again) is type(value)
    assert hash(again) == hash(value)
