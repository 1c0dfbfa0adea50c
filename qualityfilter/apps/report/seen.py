"""What a worker makes of a record: the facts that are added up, and the document to show."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from qualityfilter.core.data import CleanResult, Span
from qualityfilter.core.pieces import tile
from qualityfilter.records.chunk import Chunk
from qualityfilter.records.jsonlines import findings
from qualityfilter.records.options import Options
from qualityfilter.records.outcome import FailedRecord, Kept, Outcome, Record, Tally, failed_line
from qualityfilter.records.processing import cleaned, tally

if TYPE_CHECKING:
    from qualityfilter.pipeline.filter import QualityFilter

MOST_SHOWN = 200_000
"""Characters of a text that are shown; of a longer one the page has no more."""

MOST_LINES = 500
"""Lines of one document that are counted among those that repeat."""

_LINE, _NAME = 160, 300
"""Characters that are kept of a line that repeats, and of a title, address or name."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is added up over all records, and what lists and filters need of one.

    Attributes:
        title: the document's title, or its first line.
        source: the site or feed, or the host of the address; empty where none is known.
        place: the file and the line that it was read from.
        id: the caller's name for it.
        url: the address.
        verdict: accept, review or reject.
        reasons: of the verdict: code, value and threshold of each.
        quality: 0 to 1, higher is better; None where the text is not in English.
        language: ISO 639-1 code, or `und`.
        kind: the likeliest; empty where it is not told.
        before: characters of the text.
        after: characters of the cleaned text.
        words: how many are left.
        hedged: share of these in hedged sentences, 0 to 1, by label, and of all under `hedged`.
        cut: characters that were cut, by label.
        marked: how many pieces are marked, by label.
        fired: by what found something, such as a rule: the label, the reason, how many pieces.
        lines: the lines that were cut, with their labels; a line that repeats only once.
        failing: the published heuristics that it does not pass, where they were asked for.
    """

    title: str
    source: str
    place: str
    id: str
    url: str
    verdict: str
    reasons: Sequence[tuple[str, float, float]]
    quality: float | None
    language: str
    kind: str
    before: int
    after: int
    words: int
    hedged: Mapping[str, float]
    cut: Mapping[str, int]
    marked: Mapping[str, int]
    fired: Mapping[str, tuple[str, str, int]]
    lines: Mapping[str, str]
    failing: Sequence[str]

    def row(self) -> dict[str, Any]:
        """Return what lists and filters need, by name."""
        return {name: getattr(self, name) for name in _ROW}


_ROW = (
    *("title", "source", "place", "id", "url", "verdict", "reasons", "quality", "language"),
    *("kind", "before", "after", "words", "hedged", "cut", "marked", "failing"),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A record that was cleaned.

    Attributes:
        facts: what is added up.
        body: the document to show, as compressed JSON; see `body_of`.
    """

    facts: Facts
    body: bytes

    def pack(self) -> bytes:
        """Return it as bytes."""
        return json.dumps(asdict(self.facts)).encode() + b"\n" + self.body

    @classmethod
    def unpack(cls, content: bytes) -> Seen:
        """Read it back."""
        facts, _, body = content.partition(b"\n")
        return cls(Facts(**json.loads(facts)), body)


def look(chunk: Chunk, options: Options, quality_filter: QualityFilter) -> Outcome:
    """Clean the records of a chunk; what is kept of each is a `Seen`, packed.

    Args:
        chunk: as `records.reading.chunks` gives it.
        options: those that it was read with.
        quality_filter: what cleans.
    """
    kept, results, failures = [], [], list[FailedRecord]()
    for each in cleaned(chunk, options, quality_filter):
        if isinstance(each, FailedRecord):
            failures.append(each)
            continue
        results.append(each[1])
        kept.append(Kept(None, seen(*each).pack()))
    counts = tally(chunk, results, failures) + Tally(kept=len(kept))
    return Outcome(tuple(kept), b"", b"".join(map(failed_line, failures)), counts)


def seen(record: Record, result: CleanResult) -> Seen:
    """Return what the page needs of a record."""
    document, scores, cut = result.document, result.scores, Counter[str]()
    for span in result.cuts:
        cut[span.label] += span.end - span.start
    hedged = ("hedged", "speculative", "unattributed", "hypothetical")
    facts = Facts(
        title=_short(document.title or _first_line(document.text)),
        source=_short(document.site),
        place=record.source if record.line is None else f"{record.source}:{record.line}",
        id=_short(document.id or ""),
        url=_short(document.url or ""),
        verdict=result.verdict.decision,
        reasons=[(each.code, each.value, each.threshold) for each in result.verdict.reasons],
        quality=scores.quality,
        language=_short(result.language),
        kind=result.kinds[0].name if result.kinds else "",
        before=len(document.text),
        after=len(result.text),
        words=scores.words,
        hedged={name: getattr(scores, name) for name in hedged},
        cut=dict(cut),
        marked=dict(Counter(span.label for span in result.marks)),
        fired=_fired(result.spans),
        lines=dict(_cut_lines(result)),
        failing=[signal.name for signal in result.signals if not signal.passed],
    )
    return Seen(facts, zlib.compress(json.dumps(body_of(result), separators=(",", ":")).encode()))


def body_of(result: CleanResult) -> dict[str, Any]:
    """Return what is shown of a document.

    Returns:
        `pieces`, which joined are the text, each with the numbers of the spans that it lies in;
        the `spans`; and `found`, what `clean --spans` adds to a JSON line, but for these two.
        Of a long text only the beginning.
    """
    text = result.document.text[:MOST_SHOWN]
    spans = [each for each in result.spans if each.start < len(text)]
    found = findings(result)
    return {
        "pieces": tile(text, spans),
        "spans": [each.to_dict() for each in spans],
        "found": found,
        "title": result.document.title,
        "missing": len(result.document.text) - len(text),
    }


def _fired(spans: Sequence[Span]) -> dict[str, tuple[str, str, int]]:
    """Count the pieces in which each rule, cue or other source found something."""
    found = dict[str, tuple[str, str, int]]()
    for span in spans:
        for source, each in {each.source: each for each in span.evidence}.items():
            label, reason, count = found.get(source, (each.label, each.reason, 0))
            found[source] = label, reason, count + 1
    return found


def _cut_lines(result: CleanResult) -> Iterator[tuple[str, str]]:
    left = MOST_LINES
    for span in result.cuts:
        for line in result.document.text[span.start : span.end].splitlines():
            if (shown := line.strip()) and left:
                left -= 1
                yield shown[:_LINE], span.label


def _first_line(text: str) -> str:
    return next((line for line in text[:MOST_SHOWN].splitlines() if line.strip()), "")


def _short(name: str) -> str:
    """Return a name in one line, of bearable length."""
    shown = " ".join(name[: 2 * _NAME].split())
    return shown if len(shown) <= _NAME else shown[: _NAME - 1] + "…"
