"""The filters that a process shares: the one behind `qualityfilter.clean`, and others."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import Any

from qualityfilter.core.config import Settings
from qualityfilter.core.data import CleanResult, Document, Duplicates, Failure, Page
from qualityfilter.core.errors import InputError
from qualityfilter.pipeline.filter import QualityFilter


def clean(
    document: str | Document | Page | None,
    *,
    title: str | None = None,
    url: str | None = None,
    lang: str | None = None,
    settings: Settings | None = None,
) -> CleanResult:
    """Clean one document with the packaged models.

    The filter for some settings is loaded at the first call with them. Threads may share it, and
    so may forked processes.

    Args:
        document: a text, a Document, or a Page. None and NaN, as a missing cell of a table is, are
            an empty text.
        title: the article's title where it is known; overrides the document's.
        url: the address it came from; likewise.
        lang: ISO 639-1 code of its language; likewise.
        settings: how to clean; None: the defaults.

    Raises:
        InputError: neither a text nor a Document.
        SettingsError: the settings name a rule that there is not; see `Settings`.
        ContentError: the document could not be cleaned.

    Warns:
        QualityFilterWarning: the text looks like HTML or JSON.
    """
    return filter_for(settings).clean(document, title=title, url=url, lang=lang)


def clean_many(
    documents: Iterable[str | Document | Page | None],
    *,
    settings: Settings | None = None,
    batch_size: int = 256,
    duplicates: Duplicates | None = None,
) -> Iterator[CleanResult | Failure]:
    """Clean documents in batches, lazily and in order; see `QualityFilter.clean_many`.

    Args:
        documents: as for `clean`.
        settings: likewise.
        batch_size: how many are worked on at a time; results do not depend on it.
        duplicates: `mark` or `drop` those that repeat an earlier one.

    Yields:
        For each document its result, or a Failure in its place.

    Raises:
        InputError: `documents` is itself a text, or `batch_size` is below 1.
        UsageError: duplicates need what is not installed.
    """
    return filter_for(settings).clean_many(documents, batch_size, duplicates=duplicates)


def clean_html(
    html: Any,
    *,
    url: str | None = None,
    title: str | None = None,
    lang: str | None = None,
    settings: Settings | None = None,
) -> CleanResult:
    """Clean one web page with the packaged models.

    The tags are asked what they know of each line. Nothing is fetched and no script is run.

    Args:
        html: a string, bytes, a BeautifulSoup object, or an lxml tree or element.
        url: the address it came from.
        title: the article's title where it is known; else the page's own word is taken.
        lang: ISO 639-1 code of its language; likewise.
        settings: how to clean; None: the defaults.

    Returns:
        The result; its document is the page's visible text, with `blocks`.

    Raises:
        ContentError: the page could not be read or cleaned.
    """
    return filter_for(settings).clean(Page(html), title=title, url=url, lang=lang)


def filter_for(settings: Settings | None = None) -> QualityFilter:
    """Return the filter for some settings, made once in a process; the default ones where None.

    Raises:
        InputError: what is given are no settings.
    """
    if not isinstance(settings, (Settings, type(None))):
        raise InputError(f"settings must be Settings, not {type(settings).__name__}")
    return _filter_for(settings)


@functools.lru_cache(maxsize=16)
def _filter_for(settings: Settings | None) -> QualityFilter:
    return QualityFilter(settings)
