"""What became of records: kept, rejected or failed, and how many of each."""

from __future__ import annotations

import base64
import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any, NamedTuple

from qualityfilter.core.data import CleanResult, Document, Failure, Page, Reason

if TYPE_CHECKING:
    from qualityfilter.records.chunk import Chunk
    from qualityfilter.records.options import Options


@dataclass(frozen=True, slots=True)
class Record:
    """A document, and what it was read from.

    Attributes:
        document: the document, or the page to make one of.
        source: the file it stood in, or `-` for standard input.
        line: number of the line where it began, from 1; None where it is the whole file. In
            Parquet and WARC, which have no lines, the number of the row or record.
        raw: the bytes that were read: a line without its line break, or the whole file.
        values: the fields of it that the document does not hold, by name.
        name: relative path of the output, where that is a file of its own.
    """

    document: Document | Page
    source: str
    line: int | None
    raw: bytes
    values: Mapping[str, Any] = field(default_factory=dict)
    name: str | None = None

    def failed(self, failure: Failure) -> FailedRecord:
        """Return the record as one that failed."""
        return FailedRecord(self.source, self.line, failure, self.raw)


@dataclass(frozen=True, slots=True)
class FailedRecord:
    """Something that was read and could not be used or cleaned.

    Attributes:
        source: as in `Record`.
        line: number of the line at fault, from 1, where it is known; else as in `Record`.
        failure: what went wrong. Its kind is `unreadable`, `size`, `encoding`, `json`, `object`,
            `cells`, `text`, or one of the filter's own.
        raw: the bytes that were read.
    """

    source: str
    line: int | None
    failure: Failure
    raw: bytes

    def to_dict(self) -> dict[str, Any]:
        r"""Return plain values that JSON can hold.

        `record` is what was read, as text. Where that is not UTF-8, its odd bytes stand
        there as `\xNN`, and `record_base64` holds it exactly.
        """
        return {
            "source": self.source,
            "line": self.line,
            **asdict(self.failure),
            **_as_read(self.raw),
        }


def failed_line(failed: FailedRecord) -> bytes:
    """Return a failed record as a JSON line."""
    return to_json(failed.to_dict()).encode() + b"\n"


def rejected_line(record: Record, result: CleanResult, reasons: tuple[Reason, ...]) -> bytes:
    """Return a record that was rejected as a JSON line, with its verdict and its reasons."""
    found = {
        "source": record.source,
        "line": record.line,
        "id": record.document.id,
        "verdict": result.verdict.decision,
        "quality": result.scores.quality,
        "reasons": [asdict(reason) for reason in reasons],
        **_as_read(record.raw),
    }
    return to_json(found).encode() + b"\n"


def to_json(value: object) -> str:
    """Return JSON that can be encoded: a lone surrogate is escaped."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value)
    return text


def plain(value: Any) -> Any:
    """What JSON can hold of a value: bytes in base64, what else it has no form for as text."""
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return list(map(plain, value))
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if value is None or isinstance(value, (str, int)) or _is_finite(value):
        return value
    return str(value)


def _is_finite(value: Any) -> bool:
    return isinstance(value, float) and math.isfinite(value)


def not_utf8(
    error: UnicodeDecodeError, id: str | None = None, encoding: str | None = None
) -> Failure:
    """Return the failure of bytes that are not UTF-8, or not of the encoding that was named."""
    byte = f"byte 0x{error.object[error.start]:02x} at offset {error.start}"
    return Failure(id, "encoding", f"not {encoding or 'UTF-8'}: {byte}")


def _as_read(raw: bytes) -> dict[str, str]:
    try:
        return {"record": raw.decode("utf-8")}
    except UnicodeDecodeError:
        exact = base64.b64encode(raw).decode("ascii")
        return {"record": raw.decode("utf-8", "backslashreplace"), "record_base64": exact}


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of some records; tallies can be added.

    Attributes:
        records: how many there were; each is kept, rejected or failed.
        kept: how many were written.
        rejected: how many were not wanted.
        failed: how many could not be read, cleaned or written.
        skipped: how many records of archives, beside these, hold no page.
        characters: how many were read, in the records that were cleaned.
        decisions: how many were accepted, to be reviewed, rejected by their verdict.
        cut: how many characters were cut, by label.
        failures: how many failed, by kind.
        repeated: how many repeat another, whether they were kept or rejected for it.
    """

    records: int = 0
    kept: int = 0
    rejected: int = 0
    failed: int = 0
    skipped: int = 0
    characters: int = 0
    decisions: Mapping[str, int] = field(default_factory=Counter)
    cut: Mapping[str, int] = field(default_factory=Counter)
    failures: Mapping[str, int] = field(default_factory=Counter)
    repeated: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(_sum(getattr(self, name), getattr(other, name)) for name in _COUNTS))

    def to_dict(self) -> dict[str, Any]:
        """Return plain values that JSON can hold; `Tally(**values)` reads them back."""
        return {name: plain(getattr(self, name)) for name in _COUNTS}


_COUNTS = tuple(each.name for each in fields(Tally))


def _sum(one: Any, other: Any) -> Any:
    return one + other if isinstance(one, int) else Counter(one) + Counter(other)


@dataclass(frozen=True, slots=True)
class Kept:
    """Something to write.

    Attributes:
        name: relative path of a file of its own, which it is the whole content of; None where it
            is appended to the stream.
        content: the bytes.
    """

    name: str | None
    content: bytes


class Candidate(NamedTuple):
    """A record that was kept, and may repeat another.

    Attributes:
        number: of the record among all of its chunk.
        name: what others call it: its id, or the file and line where it stands.
        hashes: the signature of its text; see `pipeline.duplicates`.
        lasts: whether later ones may repeat it.
    """

    number: int
    name: str
    hashes: bytes
    lasts: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """What an outcome was made of, to make it anew where records turn out to repeat others.

    Attributes:
        candidates: the records that were kept, and may repeat others.
        chunk: what was read.
        found: each record with its result, or as one that failed.
        options: how it is written.
    """

    candidates: tuple[Candidate, ...]
    chunk: Chunk
    found: tuple[tuple[Record, CleanResult] | FailedRecord, ...]
    options: Options


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a chunk, as bytes that are ready to be appended.

    Attributes:
        kept: what goes to the output.
        rejected: what goes to the rejected records, as JSON lines.
        failures: what goes to the failures, as JSON lines.
        tally: how many there were of each.
        draft: what it was made of, where duplicates are looked for, until they are.
        seen: the records that others may repeat, as JSON lines.
    """

    kept: tuple[Kept, ...]
    rejected: bytes
    failures: bytes
    tally: Tally
    draft: Draft | None = None
    seen: bytes = b""


def together(outcomes: Sequence[Outcome]) -> Outcome:
    """Return the outcome of chunks that follow one another."""
    return Outcome(
        tuple(kept for each in outcomes for kept in each.kept),
        b"".join(each.rejected for each in outcomes),
        b"".join(each.failures for each in outcomes),
        sum((each.tally for each in outcomes), Tally()),
        seen=b"".join(each.seen for each in outcomes),
    )
