"""Which site a document came from."""

from __future__ import annotations

from urllib.parse import urlsplit


def site_of(source: object, url: object) -> str:
    """Name the site that a document came from.

    Args:
        source: the site or feed, as the caller names it. One that is an address stands for its
            host, so that all pages of a site have the same.
        url: the document's address, whose host is the site where there is no source.

    Returns:
        The source's name, or a host in small letters, without `www.`; empty where none is known.
    """
    named = source if isinstance(source, str) else ""
    return _host(named) or named or _host(url)


def _host(address: object) -> str:
    """The host of an address; empty where it is none."""
    if not isinstance(address, str) or "://" not in address:
        return ""
    try:
        return (urlsplit(address.strip()).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
