"""The default filter behind `qualityfilter.clean`."""

from __future__ import annotations

import functools

from qualityfilter.data import CleanResult, Document
from qualityfilter.pipeline import QualityFilter


def clean(document: str | Document, *, title: str | None = None) -> CleanResult:
    """Clean one document with the default settings and model.

    The filter is loaded at the first call. Threads may share it, and so may forked processes.

    Args:
        document: a text, or a Document.
        title: the article's title where it is known; overrides the document's.

    Raises:
        InputError: neither a text nor a Document.
        ContentError: the document could not be cleaned.
    """
    return _filter().clean(document, title=title)


@functools.cache
def _filter() -> QualityFilter:
    return QualityFilter()
