"""What a page holds and does not show, by its attributes, its classes and its own simple styles.

Much that is hidden is article: closed answers, slides, the rest of a text behind a button. So what
is passed over is what cannot be: words for screen readers, ornaments, tooltips, closed boxes, and
hidden parts without a sentence. Whatever else is hidden is read, and its lines say that it is.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any

from qualityfilter.text.patterns import compile_pattern, searchable

Names = frozenset[str]
"""Simple selectors: `.name`, `#name`, `tag.name` or `tag#name`."""

_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SIMPLE = re.compile(r"(?:[a-z][a-z0-9]{0,9})?[.#][\w-]{1,80}")

_FAR = 2000
"""Characters before what hides in which its rule begins."""

_SHORT = 60
"""Bytes of the longest hidden part of a line that is not read; one that is longer may be the
rest of a paragraph, behind a button."""

_ASIDE = 300
"""Likewise of the longest tooltip, and of the longest word for screen readers."""

_SENTENCE = 40
"""Bytes of text outside of links without which a hidden part holds no sentence."""

_LOOKED_AT = 50
"""So many elements of a part are looked at, to learn whether it is short."""

_SIGNS = {
    "spoken": (
        r"visually[-_]?hidden|hidden[-_]?visually|hide[-_]?visually|screen[-_]?reader|\bsr[-_]?only"
        r"|\bsr[-_]?text|\bshow[-_]for[-_]sr|\belement[-_]invisible|\bassistive|\ba11y[-_]hid"
        r"|\baccessib\w{0,8}[-_](?:text|hid)|\boff[-_]?screen|\bkatex-html|\bmjx-math"
    ),
    "tooltip": r"tool[-_]?tip|popover|\bhint\b",
    "icon": r"icon|\bfa[bsr]?\b|glyph|symbol",
    "box": (
        r"modal|pop[-_]?up|dialog|overlay|light[-_]?box|agree|consent|cookie|terms|gdpr|newsletter"
        r"|subscri|sign[-_]?(?:in|up)|log[-_]?in|register|registration|captcha|share|social"
    ),
    "unfolds": (
        r"accord|collaps|expand|toggle|unfold|more\b|answer|faq|panel|pane\b|tab|slide|carousel"
        r"|gallery|content|body|full|rest\b|text|spoiler|read"
    ),
}
"""What classes and ids say: that something is there for screen readers, or is a formula beside its
`<math>`; that it is a tooltip, an icon, a box that opens over the page, or a part of the article
that opens in its place."""


@functools.cache
def _sign(name: str) -> Any:
    """RE2, for it takes one look at each character, whatever the pattern."""
    return compile_pattern(_SIGNS[name])


@functools.lru_cache(maxsize=1 << 15)
def _signs(classes: str, own: str) -> frozenset[str]:
    """What an element's classes and id say of it, by the names in `_SIGNS`."""
    named = searchable(f"{classes} {own}".encode("utf-8", "replace").decode())
    return frozenset(name for name in _SIGNS if _sign(name).search(named))


_ARTICLE = ("article", "main", "h1")
"""Elements that no box and no aside holds."""

_WHOLE = ("html", "body")
"""Elements that are hidden until a script shows them."""


def hiding(root: Any) -> Names:
    """What the page's own styles hide, by simple selectors outside of all conditions."""
    found: set[str] = set()
    for style in root.iter("style"):
        css = style.text or ""
        if style.get("media") in (None, "", "all", "screen") and _STYLE.search(css):
            found.update(*map(_simple, _selectors(_bare(css))))
    return frozenset(found)


def _simple(selectors: str) -> Iterator[str]:
    names = map(str.strip, selectors.split(","))
    return (name for name in names if _SIMPLE.fullmatch(name))


def _bare(css: str) -> str:
    """Styles without comments."""
    first, *rest = css.split("/*")
    return " ".join([first, *(each.partition("*/")[2] for each in rest)])


def _selectors(css: str) -> Iterator[str]:
    """Return the selectors of the rules that hide something and that no other rule encloses."""
    depth = last = 0
    for match in _STYLE.finditer(css):
        here = match.start()
        depth = max(depth + css.count("{", last, here) - css.count("}", last, here), 0)
        last, far = here, max(here - _FAR, 0)
        if depth == 1 and (brace := css.rfind("{", far, here)) >= 0:
            before = max(css.rfind(mark, far, brace) for mark in "};")
            if before >= 0 or not far:
                yield css[before + 1 : brace]


def is_hidden(tag: str, attributes: Mapping[str, str], names: Names) -> bool:
    """Whether an element says that it is not shown, or the page's styles say so."""
    if "hidden" in attributes or (tag == "dialog" and "open" not in attributes):
        return True
    if "style" in attributes and _STYLE.search(attributes["style"]):
        return True
    if not names or not attributes:
        return False
    found = ["." + name for name in attributes.get("class", "")[:2000].split()]
    found += ["#" + own] if (own := attributes.get("id")) else []
    return any(name in names or tag + name in names for name in found)


def is_passed_over(
    element: Any, attributes: Mapping[str, str], *, hidden: bool, inline: bool
) -> bool:
    """Whether nothing of an element is text of the page.

    Args:
        element: the element.
        attributes: of it.
        hidden: whether it is hidden itself, and none around it is.
        inline: whether it stands within a line.
    """
    signs = _signs(attributes.get("class", "")[:200], attributes.get("id", "")[:200])
    tip = attributes.get("role") == "tooltip" or ("tooltip" in signs and (hidden or inline))
    if (tip or "spoken" in signs) and _is_aside(element, _ASIDE):
        return True
    if attributes.get("aria-hidden") == "true" and _is_ornament(element, "icon" in signs):
        return True
    if inline:
        return hidden and "unfolds" not in signs and _is_no_text(element)
    if not hidden or element.tag in _WHOLE or next(element.iter(*_ARTICLE), None) is not None:
        return False
    if element.tag == "dialog" or "box" in signs:
        return True
    return "unfolds" not in signs and not _has_sentence(element)


def _is_aside(element: Any, most: int) -> bool:
    """Whether an element holds a short text, no formula and no headline."""
    if element.tag == "h1":
        return False
    length = 0
    for number, each in enumerate(element.iter()):
        length += _size(each.text) + (_size(each.tail) if number else 0)
        if length > most or number == _LOOKED_AT or each.tag == "math":
            return False
    return True


def _is_no_text(element: Any) -> bool:
    """Whether a hidden part of a line is short, or one word, such as an address."""
    if _is_aside(element, _SHORT):
        return True
    return _is_aside(element, _ASIDE) and len("".join(element.itertext()).split()) == 1


def _is_ornament(element: Any, icon: bool) -> bool:
    """Whether a short element is a sign, or the name of one in a font of icons."""
    if not _is_aside(element, _SHORT):
        return False
    text = "".join(element.itertext()).strip()
    return not any(map(str.isalnum, text)) or (icon and " " not in text)


def _has_sentence(element: Any) -> bool:
    """Whether some text of an element, outside of links, is as long as a short sentence."""
    for each in element.iter():
        if each.tag != "a" and _size(each.text) >= _SENTENCE:
            return True
        if each is not element and _size(each.tail) >= _SENTENCE:
            return True
    return False


def _size(text: str | None) -> int:
    """How much a text may say, in bytes: a Chinese letter says more than a Latin one."""
    return len(text.strip().encode()) if text else 0
