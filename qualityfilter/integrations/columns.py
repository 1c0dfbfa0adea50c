"""What a table holds of a result: one flat row, the same in every format and engine."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from types import MappingProxyType
from typing import Any, Literal

from qualityfilter.core.data import CleanResult, Failure, Scores, Span
from qualityfilter.core.errors import InputError, UsageError
from qualityfilter.core.fields import check_types
from qualityfilter.core.names import known

Type = Literal["number", "integer", "string", "strings", "spans"]

_SCORES: dict[str, Type] = {
    each.name: "integer" if each.name == "words" else "number" for each in fields(Scores)
}

FINDINGS: Mapping[str, Type] = MappingProxyType(
    {
        "quality": "number",
        "verdict": "string",
        "reasons": "strings",
        "language": "string",
        "kind": "string",
        "hedging": "string",
        **_SCORES,
        "failure": "string",
    }
)
"""The columns that a cleaned table has more, in their order, and what each holds."""

UNDOING: Mapping[str, Type] = MappingProxyType({"spans": "spans", "original": "string"})
"""Those that it has besides, where spans are wanted; with both every cut can be undone."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table hold what, and what is added to it.

    Title, address and site are read where the table has columns of these names that hold strings;
    one that is named otherwise must be there.

    Attributes:
        text: the column with the text, which the cleaned text replaces.
        html: one with web pages, which are read in place of the texts; the text column then
            receives their articles, and is added where there is none. None: there is none.
        title: one with titles. None: there is none.
        lang: one with ISO 639-1 codes of the languages that are known. None: there is none.
        source: one with the sites or feeds they came from, by which a filter chooses its profiles.
            None: there is none.
        spans: whether to add the columns of `UNDOING`.
        prefix: what the names of all columns that describe the text begin with.
        url: one with the addresses they came from, whose hosts are the sites where no source is
            known. None: there is none.

    Raises:
        SettingsError: a value is of another type.
    """

    text: str = "text"
    html: str | None = None
    title: str | None = "title"
    lang: str | None = None
    source: str | None = "source"
    spans: bool = False
    prefix: str = ""
    url: str | None = "url"

    def __post_init__(self) -> None:
        check_types(self, "columns.")

    @property
    def added(self) -> dict[str, Type]:
        """The columns that describe the text, without the prefix, and what each holds."""
        return {**FINDINGS, **(UNDOING if self.spans else {})}

    def within(self, names: Sequence[str]) -> Columns:
        """Return these columns without those that are read by default and are not there.

        Args:
            names: of the columns of a table that can be read.
        """
        held = (self.text, self.html)
        lacking: dict[str, Any] = {
            name: None
            for name in _BY_DEFAULT
            if getattr(self, name) == name and (name in held or list(names).count(name) != 1)
        }
        return replace(self, **lacking) if lacking else self

    def read(self, names: Sequence[str]) -> list[str]:
        """Return the columns of a table that are read or replaced.

        Args:
            names: of all columns of the table.

        Raises:
            UsageError: one of them is missing or there twice, or one that would be added is
                there already.
        """
        there = self.within(names)
        asked = [self.text, self.html, there.title, self.lang, there.source, there.url]
        if self.html is not None and self.text not in names:
            asked.remove(self.text)
        wanted = list(dict.fromkeys(name for name in asked if name is not None))
        for name in wanted:
            if name not in names:
                listed = ", ".join(map(str, names))
                raise UsageError(f"there is no column {name!r}; there are: {listed}")
            if (count := list(names).count(name)) > 1:
                raise UsageError(f"there are {count} columns {name!r}: give each its own name")
        for name in self.added:
            if self.prefix + name in (*names, self.text):
                raise UsageError(
                    f"there is a column {self.prefix + name!r} already; give a prefix for the new "
                    f"ones, such as prefix='qf_{self.prefix}'"
                )
        return wanted


_BY_DEFAULT = ("title", "source", "url")
"""The columns that are read by default where they are there; the fields of `Columns` are so named.
"""


def columns_of(columns: Columns | None, named: Mapping[str, Any]) -> Columns:
    """Return columns with some of their fields changed.

    Raises:
        InputError: `columns` are no `Columns`.
        SettingsError: a name that is no field of `Columns`, or a value of another type.
    """
    if not isinstance(columns, (Columns, type(None))):
        raise InputError(f"columns must be Columns, not {type(columns).__name__}")
    for name in named:
        known("option", name, Columns.__slots__)
    return replace(columns or Columns(), **named)


def row(result: CleanResult | Failure, *, spans: bool = False) -> dict[str, Any]:
    """Return what a table holds of a result, by column.

    Args:
        result: of one text, or why it has none; then all columns but `failure` are None.
        spans: whether to give the columns of `UNDOING`, too.
    """
    if isinstance(result, Failure):
        names = (*FINDINGS, *(UNDOING if spans else ()))
        return {**dict.fromkeys(names), "failure": _told(result)}
    found: dict[str, Any] = {
        "quality": result.scores.quality,
        "verdict": result.verdict.decision,
        "reasons": [str(reason) for reason in result.verdict.reasons],
        "language": result.language,
        "kind": result.kinds[0].name if result.kinds else None,
        "hedging": result.hedging,
        **asdict(result.scores),
        "failure": None,
    }
    if spans:
        found |= {"spans": [*map(_span, result.spans)], "original": result.document.text}
    return found


def _told(failure: Failure) -> str:
    """Return a failure as one string, which any encoding of Unicode can hold."""
    text = f"{failure.kind}: {failure.message}"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _span(span: Span) -> dict[str, Any]:
    """Return a span as plain values; its evidence as JSON, so that every table can hold it."""
    return {**span.to_dict(), "evidence": json.dumps([*map(asdict, span.evidence)])}
