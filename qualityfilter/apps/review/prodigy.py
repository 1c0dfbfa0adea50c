"""Exchange labels with Prodigy, as JSON lines whose spans have labels."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timezone
from itertools import groupby
from typing import Any

from qualityfilter.apps.review.labels import Decision, Labels, Text
from qualityfilter.apps.review.ranges import (
    UNKNOWN,
    Imported,
    Note,
    Range,
    aspect_of,
    by_text,
    decisions_of,
    list_of,
    named,
    names_of,
    read_all,
    strings,
    text_of_record,
)
from qualityfilter.records.outcome import to_json


def to_prodigy(labels: Labels) -> bytes:
    """Return labels as examples of Prodigy, one a text and reader, their spans with labels."""
    examples = (
        _example(text, who, list(mine))
        for text, decisions in by_text(labels)
        for who, mine in _by_reader(decisions)
    )
    return b"".join(to_json(each).encode() + b"\n" for each in examples)


def _by_reader(decisions: Sequence[Decision]) -> Iterator[tuple[str, Iterable[Decision]]]:
    if not decisions:
        yield "", ()
    yield from groupby(sorted(decisions, key=lambda each: each.who), key=lambda each: each.who)


def _example(text: Text, who: str, decisions: Sequence[Decision]) -> dict[str, Any]:
    spans = [
        {
            "start": each.place.start,
            "end": each.place.end,
            "label": name,
            "when": each.when,
            "suggested": list(each.suggested),
            "score": each.score,
        }
        for each in decisions
        for name in names_of(each.labels)
    ]
    answered = {"answer": "accept", "_annotator_id": who} if decisions else {}
    return {"text": text.text, "spans": spans, "meta": named(text), **answered}


def from_prodigy(content: bytes) -> Imported:
    """Read examples of Prodigy, as `db-out` gives them.

    Raises:
        ValueError: a line is not JSON.
    """
    lines = ((at, line) for at, line in enumerate(content.splitlines(), 1) if line.strip())
    return read_all(((f"line {at}", json.loads(line)) for at, line in lines), _from_example)


def _from_example(example: Mapping[str, Any], note: Note) -> tuple[Text, list[Decision]]:
    meta = example.get("meta")
    text = text_of_record(example, meta if isinstance(meta, dict) else {})
    if (answer := example.get("answer", "accept")) != "accept":
        note(f"its answer is {answer!r}")
        return text, []
    who = str(example.get("_annotator_id") or example.get("_session_id") or UNKNOWN)
    spans = list_of(example, "spans")
    at = _time(example.get("_timestamp"))
    found = [
        Range(
            each.get("start"),
            each.get("end"),
            (str(each.get("label")),),
            who,
            str(each.get("when") or at),
        )
        for each in spans
    ]
    told = [
        Range(each.get("start"), each.get("end"), (name,), who, "", each.get("score"))
        for each in spans
        for name in strings(each.get("suggested") or [])
        if aspect_of(name) == aspect_of(str(each.get("label")))
    ]
    return text, decisions_of(text, found, told)


def _time(stamp: Any) -> str:
    if isinstance(stamp, (int, float)):
        return datetime.fromtimestamp(stamp, timezone.utc).isoformat()
    return ""
