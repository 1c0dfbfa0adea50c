"""What repeats across the pages of a site is seldom the article: learnt from its documents."""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from numbers import Integral
from types import MappingProxyType
from typing import Any

from qualityfilter.core.data import Evidence
from qualityfilter.core.errors import InputError, SettingsError
from qualityfilter.rules.repeats import key
from qualityfilter.text.segments import SegmentedText

LEAST = 3
"""A line is known if it stands in so many documents of a site."""

OFTEN, MOST = 0.3, 0.5
"""A line says something of itself from the first share of a site's documents on, and much from the
second; lines that stand in fewer were junk as often as the line model thought."""

FEW = 5
"""So many documents without the line are thought beside those that were seen: three of three say
little yet."""

MOST_LINES = 1 << 21
"""Different lines that are counted at a time; then those that were seen once are forgotten."""

_START = 4  # shorter keys say nothing


@dataclass(frozen=True, slots=True)
class Profile:
    """The repeated lines of a site.

    Attributes:
        documents: how many it was learnt from.
        lines: for the digest of each repeated line, in how many of them it stands.

    Raises:
        SettingsError: a value is of another type or out of its range.
    """

    documents: int
    lines: Mapping[int, int] = field(hash=False)

    def __post_init__(self) -> None:
        if not _is_whole(self.documents, math.inf):
            raise SettingsError(f"profile.documents is {self.documents!r}; it must be a count")
        if not isinstance(self.lines, Mapping):
            raise SettingsError(f"profile.lines is {type(self.lines).__name__}; it must be a table")
        for digest, count in self.lines.items():
            if not (_is_whole(digest, _DIGESTS) and _is_whole(count, math.inf)):
                raise SettingsError(f"profile.lines counts no line by {digest!r}: {count!r}")
        object.__setattr__(self, "lines", MappingProxyType(dict(self.lines)))

    def to_dict(self) -> dict[str, Any]:
        """Return plain values that JSON can hold."""
        return {
            "documents": self.documents,
            "lines": {f"{digest:016x}": count for digest, count in sorted(self.lines.items())},
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Profile:
        """Rebuild a profile from `to_dict`.

        Raises:
            SettingsError: the values are of something else.
        """
        try:
            lines = {int(digest, 16): int(count) for digest, count in values["lines"].items()}
            return cls(int(values["documents"]), lines)
        except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise SettingsError(f"this is no profile of a site: {error!r}") from error

    def __reduce__(self) -> tuple[Any, ...]:
        return Profile, (self.documents, dict(self.lines))


class Counts:
    """Counts, by site, in how many documents each line stands."""

    def __init__(self) -> None:
        self.documents: Counter[str] = Counter()
        self.lines: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self._size = 0

    def add(self, site: str, lines: Iterable[str]) -> None:
        """Count the folded lines of a document.

        Raises:
            InputError: the site's name is no text.
        """
        if not isinstance(site, str):
            raise InputError(f"a site's name must be str, not {type(site).__name__}")
        self.documents[site] += 1
        counts = self.lines[site]
        before = len(counts)
        counts.update({_digest(line) for line in map(key, lines) if len(line) >= _START})
        self._size += len(counts) - before
        if self._size > MOST_LINES:
            self._forget(2)

    def profiles(self) -> dict[str, Profile]:
        """Return the profile of each site."""
        self._forget(LEAST)
        return {site: Profile(count, self.lines[site]) for site, count in self.documents.items()}

    def _forget(self, least: int) -> None:
        """Forget the lines that stand in fewer documents."""
        for site, counts in self.lines.items():
            known = {line: count for line, count in counts.items() if count >= least}
            self.lines[site] = Counter(known)
        self._size = sum(map(len, self.lines.values()))


def repeated(
    profile: Profile, lines: SegmentedText, scores: Mapping[str, float], likeliest: Sequence[str]
) -> list[Evidence]:
    """Find the lines of a document that repeat across its site.

    Args:
        profile: of the site.
        lines: of the document's text.
        scores: see `lab.precision`.
        likeliest: the kind of junk that the line model holds each line for, if it is junk.
    """
    found = []
    for (start, end), label in zip(lines.ranges, likeliest, strict=True):
        own = key(lines.folded[start:end])
        count = profile.lines.get(_digest(own), 0) if len(own) >= _START else 0
        share = count / (profile.documents + FEW)
        if share >= OFTEN:
            kind = "site.most" if share >= MOST else "site.often"
            reason = f"on {count} of {profile.documents} pages of this site"
            found.append(Evidence(start, end, label, scores[kind], kind, reason))
    return found


def _is_whole(value: object, most: float) -> bool:
    right = isinstance(value, Integral) and not isinstance(value, bool)
    return right and 0 <= int(value) < most  # type: ignore[call-overload]


_DIGESTS = 1 << 64


def digest_of(profiles: Mapping[str, Profile]) -> str:
    """Return the SHA-256 of profiles."""
    values = {site: profile.to_dict() for site, profile in sorted(profiles.items())}
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()


def _digest(line: str) -> int:
    return int.from_bytes(hashlib.blake2b(line.encode(), digest_size=8).digest(), "big")
