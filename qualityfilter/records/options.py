"""How records are read, which of them are kept, and as what they are written."""

from __future__ import annotations

import codecs
from contextlib import suppress
from dataclasses import dataclass, fields

from qualityfilter.core.data import Decision, Duplicates
from qualityfilter.core.errors import UsageError
from qualityfilter.core.limits import SizeLimits
from qualityfilter.records.formats import FILES, SEPARATED, Format

KEY = "qualityfilter"
"""The key that holds what was found, in a JSON record that was cleaned."""

MAX_RECORD = 100_000_000
"""Bytes of the longest record that is read, unless the options say otherwise."""

MAX_PAGE = SizeLimits().max_page
"""Bytes of the longest page that a record is decoded to, likewise."""

VERDICTS: frozenset[Decision] = frozenset(("accept", "review", "reject"))


@dataclass(frozen=True, slots=True)
class Fields:
    """Which fields of a JSON record, or columns of a table, hold what.

    Attributes:
        text: the field with the text; every record must have it.
        title: the field with the title; used where it holds a string.
        id: the field with the caller's name for the record, of any type.
        html: the field with a web page; then that is read in place of the text, every record must
            have it, and the cleaned text is written into the text field. None: there is none.
        url: the field with the address it came from; used where it holds a string.
        source: the field with the site or feed it came from; likewise.
    """

    text: str = "text"
    title: str = "title"
    id: str = "id"
    html: str | None = None
    url: str = "url"
    source: str = "source"

    def wanted(self) -> dict[str, str]:
        """Return the names that must be there, by the option that gives each.

        That is what is read, and whatever has another name than it has of itself: it was asked
        for. The text's name does not count where a page is read: it is where the text is written.
        """
        read = "html" if self.html else "text"
        names = {each.name: (getattr(self, each.name), each.default) for each in fields(self)}
        del names["text" if self.html else "html"]
        return {
            f"--{name}-field": given
            for name, (given, usual) in names.items()
            if name == read or given != usual
        }


@dataclass(frozen=True, slots=True)
class Options:
    """What is done with the records of one input.

    Attributes:
        input: the format that is read.
        output: the format that is written: `text` for texts and pages alone, never `html` or
            `warc`.
        fields: of JSON records and tables.
        spans: whether to add every span, and the text as it was.
        only: the verdicts of records that are kept; all others are rejected.
        min_quality: records of less quality, 0 to 1, are rejected; those that have none, because
            they are not in English, are not. None: quality rejects nothing.
        prefix: what the names of columns that are added to a table begin with.
        max_record: bytes of the longest record that is read; a longer one fails.
        max_page: bytes of the longest page that an archive's record is decoded to; see
            `SizeLimits`.
        seconds: the longest time of computing for reading one record; what takes longer, as a
            small file may that grows without end, is not read on.
        csv_safe: whether, in a table with separators, an apostrophe is put before cells that a
            spreadsheet would take for a formula.
        markup: `html` or `markdown`: what is left of a page in this form stands among the
            findings, or in its file of its own. None: it is not wanted.
        encoding: of what is read, by a name that Python knows; None is UTF-8. What is written is
            UTF-8. Parquet and web archives say theirs themselves.
        delimiter: what stands between the cells of CSV, read and written; None is a comma.
        duplicates: what is done with records whose text repeats that of an earlier record of the
            run: `mark` or `drop`, which rejects them. None: nothing is looked for.
    """

    input: Format
    output: Format
    fields: Fields = Fields()
    spans: bool = False
    only: frozenset[Decision] = VERDICTS
    min_quality: float | None = None
    prefix: str = ""
    max_record: int = MAX_RECORD
    max_page: int = MAX_PAGE
    seconds: float = 60.0
    csv_safe: bool = False
    markup: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    duplicates: Duplicates | None = None

    def check(self) -> None:
        """See that what is wanted can be had.

        Raises:
            UsageError: it cannot.
        """
        self._check_output()
        if KEY in (self.fields.text, self.fields.html):
            raise UsageError(f"the text cannot stand in the field {KEY!r}: the findings go there")
        if unknown := self.only - VERDICTS:
            raise UsageError(f"no such verdict: {min(unknown)}; give accept, review or reject")
        self._check_numbers()
        if self.duplicates is not None:
            from qualityfilter.pipeline.duplicates import check

            check(self.duplicates)

    def _check_numbers(self) -> None:
        if self.min_quality is not None and not 0 <= self.min_quality <= 1:
            raise UsageError(f"min_quality is {self.min_quality}; it must be between 0 and 1")
        for name in ("max_record", "max_page"):
            if (most := getattr(self, name)) < 1:
                raise UsageError(f"{name} is {most}; it must be at least 1")
        if not self.seconds > 0:
            raise UsageError(f"seconds is {self.seconds}; it must be more than 0")
        self.check_characters()

    def check_characters(self) -> None:
        """See that there is such an encoding, and that such a delimiter can be.

        Raises:
            UsageError: it is not so.
        """
        if self.delimiter is not None and (len(self.delimiter) != 1 or self.delimiter in '"\r\n'):
            raise UsageError(
                f"the delimiter is {self.delimiter!r}; it must be one character, such as ; or |"
            )
        if self.encoding is not None and not _is_encoding(self.encoding):
            raise UsageError(
                f"no such encoding: {self.encoding}; give one such as utf-16, cp1252 or shift_jis"
            )

    def _check_output(self) -> None:
        """See that the output can hold what is wanted."""
        if self.output in ("html", "warc"):
            raise UsageError(
                f"{self.output} is not written: give text, jsonl, json, csv, tsv or parquet"
            )
        if self.output == "text" and self.input not in FILES:
            raise UsageError(f"{self.input} cannot become text files: give jsonl, csv or parquet")
        told = "spans" if self.spans else "what it repeats" if self.duplicates == "mark" else ""
        if self.output == "text" and told:
            raise UsageError(f"a cleaned text has no place for {told}: give jsonl, csv or parquet")
        if self.markup and self.output in (*SEPARATED, "parquet"):
            raise UsageError("a table has no place for markup: give jsonl, or files of their own")


def _is_encoding(name: str) -> bool:
    """Return whether Python knows an encoding of text by this name."""
    with suppress(LookupError, ValueError):
        codecs.lookup(name)
        " ".encode(name)  # which has no use for encodings of other things
        return True
    return False
