"""Near-duplicates over a whole run: which earlier text each text repeats.

A text becomes the set of its runs of `WORDS` words, without regard to case and punctuation, and
that a MinHash of `HASHES` numbers (Broder 1997). The share of numbers that two texts have in common
estimates how far their sets agree (Jaccard), with a standard error of 0.04. Candidates are found by
bands of the numbers.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, get_args

from qualityfilter.core.data import CleanResult, Duplicates, Failure, Reason
from qualityfilter.core.errors import WriteError
from qualityfilter.core.extras import extra
from qualityfilter.core.names import known
from qualityfilter.core.reasons import DUPLICATE
from qualityfilter.quality.verdict import with_reason

if TYPE_CHECKING:
    from qualityfilter.core.config import Settings

WORDS = 3
"""Words of a shingle."""

LEAST = 0.55
"""From this similarity on, 0 to 1, a text repeats another."""

HASHES = 128
ROWS = 4
"""Numbers of a signature, and of each of its bands. Of pairs that are alike by 0.6, 99 of 100
share a band; of those that are alike by 0.1, one of 300."""

CACHE = 64 << 20
"""Bytes of memory that an index takes; what is more, 1.2 kB a text, lies in a temporary file."""

_ALONE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Characters of scripts that put no blanks between words; each is taken for a word."""

_WORD = re.compile(rf"[{_ALONE}]|[^\W{_ALONE}]+")


def check(duplicates: str) -> None:
    """See that near-duplicates can be looked for.

    Raises:
        SettingsError: what to do with them is neither `mark` nor `drop`.
        UsageError: the library for it is not installed.
    """
    known("way to treat duplicates", duplicates, get_args(Duplicates))
    with extra("duplicates"):
        import datasketch  # noqa: F401


def signature(text: str) -> bytes:
    """Return the MinHash of a text: `HASHES` numbers of 32 bits; equal sets have equal ones."""
    from datasketch import MinHash

    words = _WORD.findall(text.casefold())
    runs = range(max(1, len(words) - WORDS + 1))
    shingles = {" ".join(words[at : at + WORDS]).encode("utf-8", "replace") for at in runs}
    (found,) = MinHash.bulk([shingles], num_perm=HASHES)
    return found.hashvalues.astype("<u4").tobytes()


class Match(NamedTuple):
    """What a text repeats.

    Attributes:
        name: of the earlier text.
        similarity: the estimate, `LEAST` to 1.
    """

    name: str
    similarity: float

    @property
    def reason(self) -> Reason:
        """It as the reason of a verdict."""
        return Reason(DUPLICATE, self.similarity, LEAST, self.name)


class Seen:
    """The texts that were seen, by their signatures; what it answers follows from their order.

    It keeps `CACHE` bytes in memory, and the rest in a temporary file that the system removes.
    """

    def __init__(self) -> None:
        # One transaction that never ends: the file is of no use to others, nor after a crash.
        self._base = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        for each in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{CACHE >> 10}"):
            self._base.execute(f"PRAGMA {each}")
        self._base.execute(
            "CREATE TABLE texts (number INTEGER PRIMARY KEY, name TEXT, hashes BLOB)"
        )
        self._base.execute("CREATE TABLE bands (band INTEGER PRIMARY KEY, number INTEGER)")
        self._base.execute("BEGIN")

    def find(self, hashes: bytes) -> Match | None:
        """The text that one with this signature repeats: of several the likest, then first."""
        bands = list(_bands(hashes))
        marks = ", ".join("?" * len(bands))
        rows = self._base.execute(
            "SELECT name, hashes FROM texts WHERE number IN "
            f"(SELECT number FROM bands WHERE band IN ({marks})) ORDER BY number",
            bands,
        )
        likest = max(
            (Match(name, _similarity(hashes, other)) for name, other in rows),
            key=lambda match: match.similarity,
            default=None,
        )
        return likest if likest and likest.similarity >= LEAST else None

    def add(self, name: str, hashes: bytes) -> None:
        """Remember a text.

        Args:
            name: what those that repeat it call it.
            hashes: its signature.

        Raises:
            WriteError: there is no room for the temporary file.
        """
        try:
            put = "INSERT INTO texts (name, hashes) VALUES (?, ?)"
            number = self._base.execute(put, (name, hashes)).lastrowid
            rows = ((band, number) for band in _bands(hashes))
            self._base.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?)", rows)
        except sqlite3.Error as error:
            raise WriteError(f"could not keep which texts were seen: {error}") from error


def _bands(hashes: bytes) -> Iterator[int]:
    """Return a number for each band; those of different places differ."""
    size = ROWS * 4
    for at in range(0, len(hashes), size):
        made = hashlib.blake2b(hashes[at : at + size], digest_size=8, salt=at.to_bytes(2, "big"))
        yield int.from_bytes(made.digest(), "big", signed=True)


def _similarity(one: bytes, other: bytes) -> float:
    """Return the share of numbers that two signatures have in common."""
    pairs = zip(memoryview(one).cast("I"), memoryview(other).cast("I"), strict=True)
    return sum(a == b for a, b in pairs) / HASHES


def may_be_repeated(result: CleanResult) -> bool:
    """Return whether later texts may repeat this one: not if its verdict is `reject`.

    Else a whole text would be taken for the copy of one that is damaged, or promotion.
    """
    return result.verdict.decision != "reject"


def told_apart(
    results: Iterable[CleanResult | Failure], settings: Settings, duplicates: Duplicates
) -> Iterator[CleanResult | Failure]:
    """Mark or leave out the results whose text repeats that of an earlier one.

    Args:
        results: in order.
        settings: what the reason `duplicate` leads to.
        duplicates: `mark` or `drop`.
    """
    seen = Seen()
    for number, result in enumerate(results):
        if isinstance(result, Failure):
            yield result
            continue
        hashes = signature(result.text)
        match = seen.find(hashes)
        if match and duplicates == "mark":
            yield replace(result, verdict=with_reason(result.verdict, match.reason, settings))
        elif not match:
            if may_be_repeated(result):
                seen.add(result.document.id or f"#{number}", hashes)
            yield result
