"""Pack the documents into the page: compressed, in letters that are no markup."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qualityfilter.apps.report.palette import LABELS, VERDICTS
from qualityfilter.apps.report.totals import ReportTotals, Sampled
from qualityfilter.core.reasons import REASONS

MOST_BYTES = 19_000_000
"""Of packed documents in a page; the rest of it takes less than half a megabyte."""

SHARD = 64
"""Documents that are compressed together, and unpacked together when one of them is wanted."""

_SPARE = 0.98
"""How much of what should fit is tried when it did not."""


@dataclass(frozen=True, slots=True)
class Packed:
    """What the page holds of documents.

    Attributes:
        count: how many.
        data: what the script needs of all of them.
        shards: their texts, some in each.
    """

    count: int
    data: str
    shards: tuple[str, ...]

    @property
    def size(self) -> int:
        """Bytes of it."""
        return len(self.data) + sum(map(len, self.shards))


def pack(gathered: ReportTotals, most_bytes: int = MOST_BYTES) -> Packed:
    """Pack as many documents of the sample as fit, the same ones each time.

    Args:
        gathered: holds the sample.
        most_bytes: what they may take.
    """
    sample = gathered.sample
    packed = _packed(sample)
    while packed.size > most_bytes:
        fewer = int(len(sample) * most_bytes / packed.size * _SPARE)
        sample = sorted(sample, key=lambda each: each.rank)[:fewer]
        packed = _packed(sorted(sample, key=lambda each: each.number))
    return packed


def _packed(sample: Sequence[Sampled]) -> Packed:
    data = {
        "labels": dict(LABELS),
        "verdicts": dict(VERDICTS),
        "reasons": {code: meaning for code, (_, meaning) in REASONS.items()},
        "shard": SHARD,
        "documents": [each.row for each in sample],
    }
    return Packed(len(sample), _letters(json.dumps(data).encode()), tuple(_shards(sample)))


def _shards(sample: Sequence[Sampled]) -> Iterator[str]:
    for start in range(0, len(sample), SHARD):
        bodies = (zlib.decompress(each.body) for each in sample[start : start + SHARD])
        yield _letters(b"[" + b",".join(bodies) + b"]")


def _letters(content: bytes) -> str:
    return base64.b64encode(zlib.compress(content, 9)).decode()
