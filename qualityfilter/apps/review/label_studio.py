"""Exchange labels with Label Studio, as JSON.

Offsets are code points, as here; Label Studio before 1.5 counted UTF-16 units, which shows in the
words that it gives with each range.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qualityfilter.apps.review.labels import Aspect, Decision, Labels, Text
from qualityfilter.apps.review.ranges import (
    NAMES,
    UNKNOWN,
    Imported,
    Note,
    Range,
    by_text,
    decisions_of,
    list_of,
    mapping,
    named,
    names_of,
    read_all,
    strings,
    text_of_record,
)
from qualityfilter.records.outcome import to_json


def label_config() -> str:
    """Return the labelling interface that Label Studio needs."""
    parts = "\n".join(
        f'  <Labels name="{name}" toName="text" choice="{choice}">\n'
        + "".join(f'    <Label value="{each}"/>\n' for each in NAMES[name])
        + "  </Labels>"
        for name, choice in _CHOICES.items()
    )
    return f'<View>\n{parts}\n  <Text name="text" value="$text" granularity="symbol"/>\n</View>\n'


_CHOICES: dict[Aspect, str] = {"label": "single", "hedges": "multiple"}


def to_label_studio(labels: Labels) -> bytes:
    """Return labels as tasks: decisions as annotations, what was suggested as predictions."""
    return to_json([_task(text, mine) for text, mine in by_text(labels)]).encode() + b"\n"


def _task(text: Text, decisions: Sequence[Decision]) -> dict[str, Any]:
    suggested = [_region(text, each, suggested=True) for each in decisions if _is_told(each)]
    return {
        "data": {"text": text.text, **named(text)},
        "annotations": [{"result": [_region(text, each) for each in decisions]}],
        "predictions": [{"model_version": "qualityfilter", "result": suggested}]
        if suggested
        else [],
    }


def _is_told(decision: Decision) -> bool:
    return bool(decision.suggested)


def _region(text: Text, decision: Decision, *, suggested: bool = False) -> dict[str, Any]:
    place = decision.place
    given = decision.suggested if suggested else decision.labels
    words = text.text[place.start : place.end]
    region: dict[str, Any] = {
        "id": f"{place.aspect}-{place.start}-{place.end}",
        "from_name": place.aspect,
        "to_name": "text",
        "type": "labels",
        "value": {"start": place.start, "end": place.end, "text": words, "labels": names_of(given)},
    }
    if suggested:
        return region if decision.score is None else {**region, "score": decision.score}
    return {
        **region,
        "meta": {"who": decision.who, "when": decision.when, "labels": names_of(given)},
    }


def from_label_studio(content: bytes) -> Imported:
    """Read tasks of Label Studio, as it exports them.

    Raises:
        ValueError: it is not a list of tasks.
    """
    tasks = json.loads(content)
    if not isinstance(tasks, list):
        raise ValueError("not a list of tasks; export them as JSON, not as JSON-MIN")
    return read_all(((f"task {at}", task) for at, task in enumerate(tasks, 1)), _from_task)


def _from_task(task: Mapping[str, Any], note: Note) -> tuple[Text, list[Decision]]:
    data = mapping(task.get("data"), "data")
    text = text_of_record(data, data)
    told = [each for holder in list_of(task, "predictions") for each in _ranges(text, holder, note)]
    kept = (each for each in list_of(task, "annotations") if not each.get("was_cancelled"))
    found = (decisions_of(text, _ranges(text, each, note), told) for each in kept)
    return text, [decision for mine in found for decision in mine]


def _ranges(text: Text, holder: Mapping[str, Any], note: Note) -> list[Range]:
    return [_of_region(text, region, holder) for region in _labelled(holder, note)]


def _labelled(holder: Mapping[str, Any], note: Note) -> Iterator[Mapping[str, Any]]:
    """Return the regions that are ranges with labels."""
    for region in list_of(holder, "result"):
        if region.get("type") == "labels":
            yield region
        else:
            note(f"a result of the type {region.get('type')!r} is not read")


def _of_region(text: Text, region: Mapping[str, Any], holder: Mapping[str, Any]) -> Range:
    value = mapping(region.get("value"), "value")
    labels = tuple(strings(value.get("labels")))
    start, end = value.get("start"), value.get("end")
    if "text" in value:
        start, end = _in_code_points(text.text, start, end, value["text"])
    meta = region.get("meta")
    if isinstance(meta, dict) and meta.get("labels") == list(labels):
        who, when = str(meta.get("who", UNKNOWN)), str(meta.get("when", ""))
    else:
        who, when = (
            _annotator(holder),
            str(holder.get("updated_at") or holder.get("created_at") or ""),
        )
    return Range(start, end, labels, who, when, region.get("score"))


def _annotator(holder: Mapping[str, Any]) -> str:
    by = holder.get("completed_by")
    if isinstance(by, dict):
        by = by.get("email") or by.get("id")
    return UNKNOWN if by is None else str(by)


def _in_code_points(text: str, start: Any, end: Any, words: Any) -> tuple[Any, Any]:
    """Return a range in code points: if the words are not there, it was counted in UTF-16 units."""
    if type(start) is not int or type(end) is not int or text[start:end] == words:
        return start, end
    units = text.encode("utf-16-le", "surrogatepass")
    before, inside = units[: 2 * start], units[2 * start : 2 * end]
    found = inside.decode("utf-16-le", "surrogatepass")
    if found != words:
        raise ValueError(f"{start} to {end} is not where {str(words)[:40]!r} stands")
    first = len(before.decode("utf-16-le", "surrogatepass"))
    return first, first + len(found)
