"""The filters that a process shares: the one behind `qualityfilter.clean`, and others."""

from __future__ import annotations

import functools
from typing import Any

from qualityfilter.core.config import Settings
from qualityfilter.core.data import CleanResult, Document, Page
from qualityfilter.core.errors import InputError
from qualityfilter.pipeline.filter import QualityFilter


def clean(document: str | Document | Page, *, title: str | None = None) -> CleanResult:
    """Clean one document with the default settings and model.

    The filter is loaded at the first call. Threads may share it, and so may forked processes.

    Args:
        document: a text, a Document, or a Page.
        title: the article's title where it is known; overrides the document's.

    Raises:
        InputError: neither a text nor a Document.
        ContentError: the document could not be cleaned.
    """
    return filter_for().clean(document, title=title)


def clean_html(html: Any, *, url: str | None = None, title: str | None = None) -> CleanResult:
    """Clean one web page with the default settings and model.

    The tags are asked what they know of each line. Nothing is fetched and no script is run.

    Args:
        html: a string, bytes, a BeautifulSoup object, or an lxml tree or element.
        url: the address it came from.
        title: the article's title where it is known; else the page's own word is taken.

    Returns:
        The result; its document is the page's visible text, with `blocks`.

    Raises:
        ContentError: the page could not be read or cleaned.
    """
    return filter_for().clean(Page(html, url=url, title=title))


def filter_for(settings: Settings | None = None) -> QualityFilter:
    """Give the filter for some settings, made once in a process; the default ones where None.

    Raises:
        InputError: what is given are no settings.
    """
    if not isinstance(settings, (Settings, type(None))):
        raise InputError(f"settings must be Settings, not {type(settings).__name__}")
    return _filter_for(settings)


@functools.lru_cache(maxsize=16)
def _filter_for(settings: Settings | None) -> QualityFilter:
    return QualityFilter(settings)
