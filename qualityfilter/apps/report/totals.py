"""Add up what became of records, and keep a sample of the documents: memory does not grow."""

from __future__ import annotations

import hashlib
import heapq
import json
import zlib
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple

from qualityfilter.apps.report.seen import Facts, Seen
from qualityfilter.records.outcome import Outcome, Tally

MOST_DOCUMENTS = 5000
"""Documents that a page holds, unless it is told otherwise."""

MOST_BYTES = 26_000_000
"""Bytes of documents that are kept, as each would be in a page alone. Packed together, those of
this size took three quarters of it."""

MOST_FAILURES = 200
"""Failures that are shown one by one."""

EXCERPT = 300
"""Characters of a record that failed that are shown."""

MOST_SOURCES = 20_000
"""Sources that are told apart; those that come later are counted together."""

OTHERS = "\n"
"""Under this name, which none of them has: theirs are of one line."""

MOST_LINES = 50_000
"""Lines that are counted at a time, among those that repeat."""

BINS = 20
"""Of quality, from 0 to 1."""


@dataclass(slots=True)
class Source:
    """What was found in the records of one source.

    Attributes:
        records: how many were cleaned.
        decisions: how many were accepted, to be reviewed, rejected.
        characters: how many were read.
        cut: how many of them were cut.
        words: how many are left.
        hedged: how many of these are in hedged sentences, by label, and under `hedged` of any.
        quality: the sum over the records that have it.
        rated: how many these are.
    """

    records: int = 0
    decisions: Counter[str] = field(default_factory=Counter)
    characters: int = 0
    cut: int = 0
    words: int = 0
    hedged: Counter[str] = field(default_factory=Counter)
    quality: float = 0.0
    rated: int = 0

    def add(self, facts: Facts) -> None:
        """Take account of a record."""
        self.records += 1
        self.decisions[facts.verdict] += 1
        self.characters += facts.before
        self.cut += facts.before - facts.after
        self.words += facts.words
        for label, share in facts.hedged.items():
            self.hedged[label] += round(share * facts.words)
        if facts.quality is not None:
            self.quality += facts.quality
            self.rated += 1

    def merge(self, other: Source) -> None:
        """Take account of all records of another source."""
        for each in fields(self):
            name = each.name
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def mean_quality(self) -> float | None:
        """Of the records that have it; None where none has."""
        return self.quality / self.rated if self.rated else None


@dataclass(slots=True)
class SourceHits:
    """How often a rule, a cue or another source of evidence found something.

    Attributes:
        label: what it takes pieces for.
        reason: what it says, in the first record that it was met in.
        pieces: in how many it did.
        records: in how many records.
    """

    label: str
    reason: str
    pieces: int = 0
    records: int = 0


class Sampled(NamedTuple):
    """A document of the sample.

    Attributes:
        number: of the record among those that were cleaned, from 1.
        row: what lists and filters need of it; see `Facts.row`.
        body: the document, as compressed JSON.
    """

    number: int
    row: dict[str, Any]
    body: bytes

    @property
    def size(self) -> int:
        """Bytes of it, were it in a page alone."""
        return (len(zlib.compress(json.dumps(self.row).encode())) + len(self.body)) * 4 // 3

    @property
    def rank(self) -> bytes:
        """Which documents stay if not all can: those with the least rank, which is chance."""
        return hashlib.sha256(b"%d" % self.number).digest()


class ReportTotals:
    """What became of records: figures of all of them, and a sample of the documents.

    Which documents are in the sample follows from their numbers and sizes alone.

    Args:
        most: documents to keep.
        most_bytes: bytes of them, as each would be in a page alone.
    """

    def __init__(self, most: int = MOST_DOCUMENTS, most_bytes: int = MOST_BYTES) -> None:
        self.most = most
        self.most_bytes = most_bytes
        self.tally = Tally()
        self.sources: dict[str, Source] = {}
        self.reasons = Counter[str]()
        self.labels = Counter[str]()
        self.marks = Counter[str]()
        self.quality = Counter[tuple[int, str]]()
        self.unrated = 0
        self.before = Counter[int]()
        self.after = Counter[int]()
        self.fired: dict[str, SourceHits] = {}
        self.lines = Counter[tuple[str, str]]()
        self.failing = Counter[str]()
        self.failures: list[dict[str, Any]] = []
        self._sample: list[tuple[int, Sampled]] = []
        self._size = 0

    def add(self, outcome: Outcome) -> None:
        """Take account of a chunk, as `look` gives it."""
        first = self.documents + 1
        self.tally += outcome.tally
        for number, kept in enumerate(outcome.kept, first):
            seen = Seen.unpack(kept.content)
            self._count(seen.facts)
            self._keep(Sampled(number, seen.facts.row(), seen.body))
        for line in outcome.failures.splitlines()[: MOST_FAILURES - len(self.failures)]:
            failed = json.loads(line)
            failed |= {name: str(failed[name] or "")[:EXCERPT] for name in ("id", "record")}
            failed.pop("record_base64", None)
            self.failures.append(failed)

    @property
    def documents(self) -> int:
        """How many records were cleaned."""
        return sum(self.tally.decisions.values())

    @property
    def sample(self) -> list[Sampled]:
        """The documents that are kept, in the order in which they were read."""
        return sorted((each for _, each in self._sample), key=lambda each: each.number)

    def _count(self, facts: Facts) -> None:
        known = facts.source in self.sources or len(self.sources) < MOST_SOURCES
        self.sources.setdefault(facts.source if known else OTHERS, Source()).add(facts)
        self.reasons.update(code for code, *_ in facts.reasons)
        self.labels.update(facts.cut.keys())
        self.marks.update(facts.marked)
        self.failing.update(facts.failing)
        if facts.quality is None:
            self.unrated += 1
        else:
            self.quality[min(int(facts.quality * BINS), BINS - 1), facts.verdict] += 1
        self.before[length_bin(facts.before)] += 1
        self.after[length_bin(facts.after)] += 1
        for name, (label, reason, pieces) in facts.fired.items():
            fired = self.fired.setdefault(name, SourceHits(label, reason))
            fired.pieces += pieces
            fired.records += 1
        self.lines.update(facts.lines.items())
        if len(self.lines) > 2 * MOST_LINES:
            self.lines = Counter(dict(self.lines.most_common(MOST_LINES)))

    def _keep(self, document: Sampled) -> None:
        """Keep a document, and let go those with the last ranks where there are too many."""
        heapq.heappush(self._sample, (-int.from_bytes(document.rank, "big"), document))
        self._size += document.size
        while len(self._sample) > self.most or self._size > self.most_bytes:
            self._size -= heapq.heappop(self._sample)[1].size


STEPS = 8
"""Bins of length to a power of ten."""


def length_bin(length: int) -> int:
    """Return the number of the bin that a length falls into: each is a little wider than the last.

    Args:
        length: characters; 0 has the bin -1 to itself.
    """
    return bisect_right(_STARTS, length) - 1


def bin_start(number: int) -> float:
    """Return the least length that falls into a bin."""
    return _STARTS[number]


_STARTS = [10 ** (number / STEPS) for number in range(10 * STEPS)]
