"""Warn a caller that a text is probably not what was meant to be cleaned."""

from __future__ import annotations

import json
import re
import sys
import warnings

from qualityfilter.core.errors import QualityFilterWarning

_MARKUP = re.compile(
    r"\s*<(?:!doctype|!--|\?xml|(?:html|head|title|meta|body|main|header|nav|article|section|div|p"
    r"|span|h[1-6]|table|ul|ol)(?=[\s/>]))",
    re.IGNORECASE,
)
"""How a page, or a part of one, begins."""

_HTML = (
    "the text looks like HTML, and its tags are cleaned as words; give a page to clean_html, or as "
    "a qualityfilter.Page"
)
_JSON = (
    "the text looks like JSON, and is cleaned as prose; give the article's text alone (the command "
    "`qualityfilter clean FILE.jsonl` reads JSON lines)"
)


def warn_of(text: str) -> None:
    """Warn of a text that is HTML or JSON, once for each place in the caller's code."""
    if message := _looks(text):
        warnings.warn(message, QualityFilterWarning, stacklevel=_level())


def _looks(text: str) -> str:
    """Return what a text looks like, or nothing where it looks like prose."""
    if _MARKUP.match(text):
        return _HTML if "</" in text or "/>" in text else ""
    if text[:200].lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        stripped = text.strip("\ufeff \t\r\n")
        return _JSON if _is_json(stripped) or _is_json(stripped.partition("\n")[0]) else ""
    return ""


def _is_json(text: str) -> bool:
    """Return whether a text is an object of JSON, or a list of such."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return False
    first = found[0] if isinstance(found, list) and found else found
    return isinstance(first, dict)


def _level() -> int:
    """How far up the call lies that came from outside of the package, counted from `warn_of`."""
    level, frame = 1, sys._getframe(1)
    while frame.f_back and frame.f_globals.get("__name__", "").startswith("qualityfilter."):
        level, frame = level + 1, frame.f_back
    return level
