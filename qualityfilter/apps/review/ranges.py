"""What files of other annotation tools have in common: texts, and ranges of them with labels."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from qualityfilter.apps.review.labels import (
    Aspect,
    Decision,
    Labels,
    Place,
    Text,
    check_range,
    joined,
)
from qualityfilter.core.data import HEDGE_LABELS, LINE_LABELS

UNHEDGED = "unhedged"
"""Labels a sentence that is not hedged."""

NAMES: dict[Aspect, tuple[str, ...]] = {"label": LINE_LABELS, "hedges": (*HEDGE_LABELS, UNHEDGED)}

UNKNOWN = "unknown"
"""Who decided, where that is not said."""

_BESIDE = ("id", "source", "title", "url")


@dataclass(slots=True)
class Imported:
    """What was read of a file.

    Attributes:
        labels: what it says.
        failed: what could not be used, and why.
    """

    labels: Labels
    failed: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Range:
    """A range with labels, as it came.

    Attributes:
        start: first character, if it is a number.
        end: one past the last, likewise.
        labels: names of `NAMES`, or others.
        who: who gave them.
        when: and when; empty where that is not said.
        score: how sure a model was; None where it was not said.
    """

    start: Any
    end: Any
    labels: tuple[str, ...]
    who: str = UNKNOWN
    when: str = ""
    score: Any = None


Note = Callable[[str], None]
"""Is told what could not be used."""


def read_all(
    records: Iterable[tuple[str, Any]],
    read: Callable[[Mapping[str, Any], Note], tuple[Text, list[Decision]]],
) -> Imported:
    """Read records one by one; one that cannot be used fails, and the others do not suffer.

    Args:
        records: each with its name, such as `task 3`.
        read: gives a record's text and decisions, or raises a ValueError.
    """
    parts: list[tuple[list[Text], list[Decision]]] = []
    failed: list[str] = []
    for name, record in records:
        try:
            text, decisions = read(mapping(record, "record"), _noting(failed, name))
        except ValueError as error:
            failed.append(f"{name}: {error}")
        else:
            parts.append(([text], decisions))
    return Imported(joined(parts), failed)


def _noting(failed: list[str], name: str) -> Note:
    return lambda note: failed.append(f"{name}: {note}")


def decisions_of(text: Text, found: Sequence[Range], told: Sequence[Range]) -> list[Decision]:
    """Make decisions of what one reader said, those on one place joined.

    Args:
        text: the document.
        found: what the reader said.
        told: what was suggested.

    Raises:
        ValueError: a range or label cannot be used.
    """
    suggestions = dict(_joined(text, told))
    made = []
    for place, ranges in _joined(text, found):
        suggested = _given(place.aspect, suggestions.get(place, ()))
        score = _score(suggestions[place]) if suggested else None
        last = max(ranges, key=lambda each: each.when)
        labels = _given(place.aspect, ranges)
        made.append(Decision(place, labels, last.who, last.when, suggested, score))
    return made


def _score(ranges: Sequence[Range]) -> float | None:
    found = (each.score for each in ranges)
    return next((float(each) for each in found if isinstance(each, (int, float))), None)


def _joined(text: Text, ranges: Iterable[Range]) -> Iterator[tuple[Place, list[Range]]]:
    places: dict[Place, list[Range]] = {}
    digest = text.digest
    for each in ranges:
        check_range(text.text, each.start, each.end)
        for aspect in {aspect_of(name) for name in each.labels}:
            places.setdefault(Place(digest, each.start, each.end, aspect), []).append(each)
    yield from places.items()


def _given(aspect: Aspect, ranges: Sequence[Range]) -> tuple[str, ...]:
    """Return the labels of a decision.

    Raises:
        ValueError: one line was given several labels.
    """
    names = {name for each in ranges for name in each.labels if name in NAMES[aspect]}
    if aspect == "label" and len(names) > 1:
        raise ValueError(f"a line has one label, not {', '.join(sorted(names))}")
    return tuple(each for each in NAMES[aspect] if each in names and each != UNHEDGED)


def aspect_of(label: str) -> Aspect:
    """Return what a label is about; a ValueError says that there is no such label."""
    for aspect, names in NAMES.items():
        if label in names:
            return aspect
    raise ValueError(f"unknown label {label!r}; known: {', '.join(map(', '.join, NAMES.values()))}")


def by_text(labels: Labels) -> Iterator[tuple[Text, list[Decision]]]:
    """Return each document with the decisions on it that hold."""
    mine: dict[str, list[Decision]] = {digest: [] for digest in labels.texts}
    for place, decision in labels.decisions.items():
        mine[place.digest].append(decision)
    for digest, text in labels.texts.items():
        yield text, mine[digest]


def named(text: Text) -> dict[str, str]:
    """Return what is known of a document beside its text."""
    return {name: value for name in _BESIDE if (value := getattr(text, name)) is not None}


def text_of_record(holder: Mapping[str, Any], beside: Mapping[str, Any]) -> Text:
    """Make a document of a record and of what stands beside its text."""
    if not isinstance(text := holder.get("text"), str):
        raise ValueError("it has no text")
    known = {name: value for name in _BESIDE if isinstance(value := beside.get(name), str)}
    return Text(text, **known)


def mapping(value: Any, name: str) -> Mapping[str, Any]:
    """Return an object; a ValueError says that it is none."""
    if not isinstance(value, dict):
        raise ValueError(f"its {name} is no object")
    return value


def list_of(holder: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """Return a list of objects, empty where there is none; else raise a ValueError."""
    found = holder.get(name) or []
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise ValueError(f"its {name} are no list of objects")
    return found


def strings(value: Any) -> list[str]:
    """Return a list of strings; a ValueError says that it is none."""
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ValueError("labels must be a list of strings")
    return value


def names_of(labels: Sequence[str]) -> list[str]:
    """Return the labels that other tools see: a sentence without any has one, too."""
    return list(labels) or [UNHEDGED]
