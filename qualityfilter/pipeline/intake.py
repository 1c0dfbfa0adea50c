"""Take in what a caller hands over: read a page, check anything else."""

from __future__ import annotations

from numbers import Real

from qualityfilter.core.data import Document, Failure, Page
from qualityfilter.core.errors import ContentError, InputError
from qualityfilter.core.limits import SizeLimits
from qualityfilter.pipeline.warned import warn_of


def take_in(item: object, sizes: SizeLimits) -> Document | Failure:
    """An item as a document, or the Failure that takes its place."""
    if isinstance(item, str):
        warn_of(item)
    try:
        return _within(_read(item, sizes) if isinstance(item, Page) else as_document(item), sizes)
    except InputError as error:
        return Failure(getattr(item, "id", None), "input", str(error))
    except ContentError as error:
        return error.failure


def _read(page: Page, sizes: SizeLimits) -> Document:
    from qualityfilter.pages.webpage import read_page  # it brings parsers of HTML along

    return read_page(page, sizes)


def missing(value: object) -> bool:
    """Return whether a value is what a cell of a table holds where nothing is: None, NaN or NA."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, Real) and value != value  # noqa: PLR0124 - only NaN is so


def as_document(item: object) -> Document:
    """Return a text or a Document as a Document; a missing one is an empty text.

    Raises:
        InputError: it is neither, or its text, title or language is of a wrong type.
    """
    if missing(item):
        return Document("")
    document = item if isinstance(item, Document) else Document(item)  # type: ignore[arg-type]
    if not isinstance(document.text, str):
        given = type(document.text).__name__
        hint = (
            "decode bytes first" if isinstance(document.text, (bytes, bytearray)) else "pass a str"
        )
        raise InputError(f"a document's text must be str, not {given}: {hint}")
    for name in ("title", "lang"):
        if not isinstance(value := getattr(document, name), (str, type(None))):
            raise InputError(f"a document's {name} must be str or None, not {type(value).__name__}")
    return document


def _within(document: Document, sizes: SizeLimits) -> Document:
    """A document whose text is not too large.

    Raises:
        ContentError: it is.
    """
    if len(document.text) > sizes.max_text:
        message = f"the text is longer than {sizes.max_text:,} characters"
        raise ContentError(Failure(document.id, "size", message))
    long = len(document.text) > sizes.max_lines
    if long and sum(map(bool, map(str.strip, document.text.splitlines()))) > sizes.max_lines:
        raise too_many(document, sizes)
    return document


def too_many(document: Document, sizes: SizeLimits) -> ContentError:
    """The error of a text that has more lines, or pieces of lines, than a text may have."""
    message = f"the text has more than {sizes.max_lines:,} lines or sentences"
    return ContentError(Failure(document.id, "size", message))
