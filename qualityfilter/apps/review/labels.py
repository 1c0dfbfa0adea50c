"""What readers said of lines and sentences, as records that are only ever added to.

A record is a `document` with its text, added before the first decision on it, so that a file of
them can be learnt from and exchanged by itself; a `decision`; or an `undo`, which takes the last
decision on the same range back. The last decision that is not undone holds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from qualityfilter.core.data import HEDGE_LABELS, LINE_LABELS, Document

Aspect = Literal["label", "hedges"]
"""What a decision is about: what a line is, or how a sentence is hedged."""

ALLOWED: dict[Aspect, tuple[str, ...]] = {"label": LINE_LABELS, "hedges": HEDGE_LABELS}


@dataclass(frozen=True, slots=True)
class Place:
    """What a decision is on.

    Attributes:
        digest: of the document's text, see `digest_of`.
        start: first character.
        end: one past the last.
        aspect: what is decided.
    """

    digest: str
    start: int
    end: int
    aspect: Aspect


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody said of a place.

    Attributes:
        place: what it is on.
        labels: one of `LINE_LABELS`, or none or several of `HEDGE_LABELS`.
        who: the reader's name.
        when: the time in UTC, as ISO 8601 has it.
        suggested: what the filter said, in the same form.
        score: 0 to 1, how sure the filter was; None where it said nothing.
    """

    place: Place
    labels: tuple[str, ...]
    who: str
    when: str
    suggested: tuple[str, ...] = ()
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A document that decisions are on.

    Attributes:
        text: its text.
        title: its title, empty where none is known.
        id: the caller's name for it.
        source: the site or feed it came from.
        url: its address.
    """

    text: str
    title: str = ""
    id: str | None = None
    source: str | None = None
    url: str | None = None

    @property
    def digest(self) -> str:
        """Names the text."""
        return digest_of(self.text)


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text, by which decisions name it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def text_of(document: Document) -> Text:
    """Return what a file of labels keeps of a document."""
    return Text(document.text, document.title or "", document.id, document.source, document.url)


@dataclass(slots=True)
class Labels:
    """What a file of labels says; it grows with every record that is added.

    Attributes:
        texts: the documents by digest, in the order in which they came.
        given: the decisions on each place, those that were undone left out; the last one holds.
        history: the decisions that were not undone, by the time they were added.
    """

    texts: dict[str, Text] = field(default_factory=dict)
    given: dict[Place, list[Decision]] = field(default_factory=dict)
    history: list[Decision] = field(default_factory=list)

    @property
    def decisions(self) -> dict[Place, Decision]:
        """The decisions that hold."""
        return {place: found[-1] for place, found in self.given.items() if found}

    def holding(self, place: Place) -> Decision | None:
        """Return the decision that holds on a place."""
        found = self.given.get(place)
        return found[-1] if found else None

    def add(self, record: Mapping[str, Any]) -> None:
        """Take a record in.

        Raises:
            ValueError: it is not one, or is on a document that has not come before.
        """
        kind = record.get("kind")
        if kind == "document":
            text = Text(*(_string(record, name) for name in ("text", "title")), *_named(record))
            self.texts.setdefault(text.digest, text)
            return
        place = _place(record, self.texts)
        if kind == "decision":
            decision = _decision(record, place)
            self.given.setdefault(place, []).append(decision)
            self.history.append(decision)
        elif kind == "undo" and self.given.get(place):
            self.history.remove(self.given[place].pop())
        else:
            raise ValueError(f"no record of a kind that is known, or nothing to undo: {kind!r}")


def document_record(text: Text) -> dict[str, Any]:
    """Return a document as a record."""
    return {"kind": "document", "digest": text.digest, **asdict(text)}


def decision_record(decision: Decision, text: Text) -> dict[str, Any]:
    """Return a decision as a record; `text` is the document that it is on."""
    line = decision.place.aspect == "label"
    return {
        "kind": "decision",
        **_where(decision.place, text),
        decision.place.aspect: decision.labels[0] if line else list(decision.labels),
        "who": decision.who,
        "when": decision.when,
        "suggested": next(iter(decision.suggested), None) if line else list(decision.suggested),
        "score": decision.score,
    }


def undo_record(decision: Decision, text: Text, when: str) -> dict[str, Any]:
    """Return the record that takes a decision back."""
    about = {"aspect": decision.place.aspect, "who": decision.who, "when": when}
    return {"kind": "undo", **_where(decision.place, text), **about}


def _where(place: Place, text: Text) -> dict[str, Any]:
    named = {"id": text.id, "source": text.source, "digest": place.digest}
    return {**named, "start": place.start, "end": place.end}


def joined(parts: Iterable[tuple[Iterable[Text], Iterable[Decision]]]) -> Labels:
    """Make labels of texts and decisions; of those on one place the later ones hold."""
    labels, decisions = Labels(), list[Decision]()
    for texts, mine in parts:
        decisions += mine
        for text in texts:
            labels.texts.setdefault(text.digest, text)
    for each in sorted(decisions, key=_order):
        labels.given.setdefault(each.place, []).append(each)
        labels.history.append(each)
    return labels


def _order(decision: Decision) -> tuple[Any, ...]:
    """Sort decisions by time, and never by the file that they came from."""
    score = -1.0 if decision.score is None else decision.score
    return decision.when, decision.who, decision.labels, decision.suggested, score


def _string(record: Mapping[str, Any], name: str) -> str:
    if not isinstance(value := record.get(name), str):
        raise ValueError(f"{name} is no string")
    return value


def _named(record: Mapping[str, Any]) -> tuple[str | None, ...]:
    found = tuple(record.get(name) for name in ("id", "source", "url"))
    if not all(each is None or isinstance(each, str) for each in found):
        raise ValueError("id, source and url must be strings or null")
    return found


def _place(record: Mapping[str, Any], texts: Mapping[str, Text]) -> Place:
    digest = _string(record, "digest")
    start: Any = record.get("start")
    end: Any = record.get("end")
    if digest not in texts:
        raise ValueError(f"its document {digest[:12]}… does not stand before it")
    aspect: Aspect = "hedges" if "hedges" in (*record, record.get("aspect")) else "label"
    check_range(texts[digest].text, start, end)
    return Place(digest, start, end, aspect)


def check_range(text: str, start: Any, end: Any) -> None:
    """Check that a range lies in a text.

    Raises:
        ValueError: it does not.
    """
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise ValueError(f"{start} to {end} is no range of its text")


def _decision(record: Mapping[str, Any], place: Place) -> Decision:
    score = record.get("score")
    if score is not None and not isinstance(score, (int, float)):
        raise ValueError("score is no number")
    told = record.get("suggested")
    suggested = () if told is None else checked(place.aspect, told)
    if score is not None and not suggested:
        raise ValueError("a score without a suggestion")
    labels = checked(place.aspect, record.get(place.aspect))
    who, when = (_string(record, name) for name in ("who", "when"))
    return Decision(place, labels, who, when, suggested, score)


def checked(aspect: Aspect, given: Any) -> tuple[str, ...]:
    """Return the labels of a decision, in the order of `ALLOWED`.

    Raises:
        ValueError: there are others than may be given, or a line has not just one.
    """
    found = [given] if isinstance(given, str) else given
    if not isinstance(found, (list, tuple)) or not all(each in ALLOWED[aspect] for each in found):
        raise ValueError(f"{given!r} is not of {', '.join(ALLOWED[aspect])}")
    if aspect == "label" and len(found) != 1:
        raise ValueError("a line has one label")
    return tuple(each for each in ALLOWED[aspect] if each in found)
