"""Markdown seen through: a line with marks is judged as the same line without them.

Marks become blanks, one for one, so that offsets stay: what is cut takes its marks along, as it
does blanks, and what stays keeps its own.
"""

from __future__ import annotations

import re

_SIGNS = re.compile(r"\]\(|\*\*|__|^ {0,3}(?:#{1,6}|>) |^[*_][^*_\n]+[*_]$", re.MULTILINE)
"""What only a text in Markdown holds, or hardly any other."""

_LINK = re.compile(
    r"(!?)\[([^\[\]\n]{0,1000})\]"
    r"(\([^()\s]{0,2000}(?:\([^()\n]{0,200}\)[^()\s]{0,200})?(?: \"[^\"\n]{0,300}\")?\))"
)
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^\n]{0,500}?\S)\1")
_EMPHASIS = re.compile(
    r"^(?P<lead>[ \t]*(?:[-+*] )?)([*_])(?=[^\s*_])([^*_\n]*[^\s*_])\2(?=[^\w\n]*$)", re.MULTILINE
)
_HEAD = re.compile(r"^ {0,3}(?:#{1,6}|(?:> ?)+)(?= )|(?<=\S) #{1,6}$", re.MULTILINE)


def see_through(folded: str) -> str:
    """Put blanks in place of the marks of emphasis, headings, quotations and links, addresses too.

    A picture's keep their marks: what they show is no line of text.

    Args:
        folded: a folded text; its length stays.
    """
    if not _SIGNS.search(folded):
        return folded
    found = folded
    for _ in range(2):  # one in the other
        found = _STRONG.sub(lambda match: f"  {match[2]}  ", found)
    found = _LINK.sub(_link, found)
    found = _HEAD.sub(lambda match: " " * len(match[0]), found)
    return _EMPHASIS.sub(lambda match: f"{match['lead']} {match[3]} ", found)


def _link(match: re.Match[str]) -> str:
    if match[1]:
        return f"![{match[2]}]" + " " * len(match[3])
    return f" {match[2]} " + " " * len(match[3])
