"""Show values in one short line, as `repr` does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualityfilter.core.data import CleanResult, Document, Page, Span

_QUOTED = 40
"""At most so many characters of a text are shown."""


def result(value: CleanResult) -> str:
    """Show a result: verdict, scores, what was cut and marked, and how it begins."""
    quality = value.scores.quality
    graded = "" if quality is None else f" quality={quality:.2f}"
    spans = _counted("cut", value.cuts) + _counted("marked", value.marks)
    return (
        f"<CleanResult {value.verdict.decision}{graded} words={value.scores.words}{spans}: "
        f"{quoted(value.text)}>"
    )


def span(value: Span) -> str:
    """Show a span: action, label, score, place, and how its text begins."""
    shown = f": {quoted(value.text)}" if value.text else ""
    return (
        f"<Span {value.action} {value.label} {value.score:.2f} at {value.start}-{value.end}{shown}>"
    )


def document(value: Document) -> str:
    """Show a document: what is said of it, and how its text begins."""
    return f"<Document{_said(value)}: {quoted(value.text)}>"


def page(value: Page) -> str:
    """Show a page: what is said of it, and what it was given as."""
    held = quoted(value.html) if isinstance(value.html, (str, bytes)) else type(value.html).__name__
    return f"<Page{_said(value)}: {held}>"


def quoted(text: object, most: int = _QUOTED) -> str:
    """Quote the beginning of a text, or show what is none."""
    if not isinstance(text, (str, bytes)):
        return repr(text)
    return repr(text) if len(text) <= most else f"{text[:most]!r}..."


def _said(value: Document | Page) -> str:
    given = ((name, getattr(value, name)) for name in ("id", "title", "lang", "url", "source"))
    return "".join(f" {name}={quoted(said)}" for name, said in given if said is not None)


def _counted(what: str, spans: Iterable[Span]) -> str:
    counts = Counter(each.label for each in spans)
    listed = ", ".join(f"{label} {count}" for label, count in counts.most_common())
    return f", {what} {listed}" if counts else ""
