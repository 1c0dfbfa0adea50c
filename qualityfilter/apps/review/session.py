"""One reader at work: which documents there are, what has been said of them, and undo."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timezone
from typing import Any

from qualityfilter.apps.review.labels import (
    Decision,
    Place,
    checked,
    decision_record,
    document_record,
    undo_record,
)
from qualityfilter.apps.review.reviewed import Found, Line, Reviewed
from qualityfilter.apps.review.store import Store
from qualityfilter.core.errors import UsageError


class Session:
    """Takes a reader's decisions on documents and saves each before it answers.

    Args:
        found: the documents.
        store: where decisions go.
        who: the reader's name.
    """

    def __init__(self, found: Found, store: Store, who: str) -> None:
        self.found = found
        self.documents: Sequence[Reviewed] = found.documents
        self.labels = store.labels
        self.who = who
        self._store = store
        self._numbers = {each.digest: number for number, each in enumerate(found.documents)}
        self._lock = threading.Lock()

    def first(self) -> int:
        """Return the number of the first document that has lines without a decision, or 0."""
        undone = (at for at, each in enumerate(self.documents) if not each.is_done(self.labels))
        return next(undone, 0)

    def decide(self, number: int, choices: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
        """Save what the reader chose, and give what has changed.

        Args:
            number: of the document.
            choices: each with `line`, its number, and `label`; or with `line`, `sentence`, its
                number in the line, and `hedges`.

        Raises:
            UsageError: there is no such document, line, sentence or label.
            WriteError: it could not be saved.
        """
        with self._lock:
            document = self._document(number)
            when = datetime.now(timezone.utc).isoformat(timespec="microseconds")
            made = [self._decision(document, choice, when) for choice in choices]
            records = [decision_record(each, document.text) for each in made]
            if records and document.digest not in self.labels.texts:
                records.insert(0, document_record(document.text))
            self._store.add(records)
            return self._told(number, [each.place for each in made])

    def undo(self) -> dict[str, Any]:
        """Take the reader's last step back, and give what has changed.

        Raises:
            UsageError: there is none on these documents.
            WriteError: it could not be saved.
        """
        with self._lock:
            mine = [each for each in self.labels.history if self._is_mine(each)]
            if not mine:
                raise UsageError("there is nothing to undo")
            when = datetime.now(timezone.utc).isoformat(timespec="microseconds")
            last = (mine[-1].when, mine[-1].place.digest)
            step = [each for each in reversed(mine) if (each.when, each.place.digest) == last]
            texts = self.labels.texts
            self._store.add([undo_record(each, texts[each.place.digest], when) for each in step])
            return self._told(
                self._numbers[step[0].place.digest], [each.place for each in reversed(step)]
            )

    def _is_mine(self, decision: Decision) -> bool:
        """Whether a decision is this reader's, on these documents, and the one that holds."""
        place = decision.place
        known = decision.who == self.who and place.digest in self._numbers
        return known and self.labels.holding(place) is decision

    def counts(self, number: int) -> dict[str, int]:
        """Count the lines of a document that have a decision, all its lines, and all decisions."""
        document = self.documents[number]
        done = sum(self.labels.holding(document.place(each)) is not None for each in document.lines)
        return {"done": done, "lines": len(document.lines), "all": len(self.labels.history)}

    def _told(self, number: int, places: Sequence[Place]) -> dict[str, Any]:
        numbers = _numbers(self.documents[number])
        changed = []
        for place in filter(numbers.__contains__, places):
            held = self.labels.holding(place)
            chosen = None if held is None else list(held.labels)
            changed.append({**numbers[place], "labels": chosen, "who": held and held.who})
        return {"document": number, "changed": changed, "counts": self.counts(number)}

    def _document(self, number: int) -> Reviewed:
        if type(number) is not int or not 0 <= number < len(self.documents):
            raise UsageError(f"there is no document {number!r}")
        return self.documents[number]

    def _decision(self, document: Reviewed, choice: Mapping[str, Any], when: str) -> Decision:
        line = _item(document.lines, choice.get("line"))
        try:
            if "hedges" in choice:
                return self._hedged(document, line, choice, when)
            labels = checked("label", choice.get("label"))
        except ValueError as error:
            raise UsageError(str(error)) from error
        suggested = (line.label,)
        return Decision(document.place(line), labels, self.who, when, suggested, line.score)

    def _hedged(
        self, document: Reviewed, line: Line, choice: Mapping[str, Any], when: str
    ) -> Decision:
        sentence = _item(line.sentences, choice.get("sentence"))
        labels = checked("hedges", choice["hedges"])
        place = document.place(sentence)
        return Decision(place, labels, self.who, when, sentence.hedges, sentence.score)


def _item(items: Sequence[Any], number: Any) -> Any:
    if type(number) is not int or not 0 <= number < len(items):
        raise UsageError(f"there is no line or sentence {number!r}")
    return items[number]


def _numbers(document: Reviewed) -> dict[Place, dict[str, int]]:
    """Return the numbers of the line, and of the sentence, that each place is."""
    found: dict[Place, dict[str, int]] = {}
    for number, line in enumerate(document.lines):
        found[document.place(line)] = {"line": number}
        for at, sentence in enumerate(line.sentences):
            found[document.place(sentence)] = {"line": number, "sentence": at}
    return found
