"""Show a result in a notebook: its text with what was found, and why. One fragment of HTML.

It holds no script, asks nothing of a network, and takes the notebook's own colours for text and
ground. What was cut is struck through, what is marked is underlined, and each has its label behind
it, so that colour never stands alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from qualityfilter.core.pieces import tile

if TYPE_CHECKING:
    from qualityfilter.core.data import CleanResult, Evidence, Reason, Span

_LONGEST = 50_000
"""Characters of a text that are shown."""

_REASONS = 3
"""Reasons that are shown of a span, strongest first."""

_MARKS = {
    "cut": ("del", "background:rgba(213,94,0,.18)"),
    "mark": ("u", "background:rgba(86,180,233,.22)"),
}
"""By action: the element, and its style."""

_TAG = "font-size:.75em;opacity:.75;margin:0 .2em"
_ROW = "margin:.4em 0;max-width:60em;overflow-wrap:anywhere"
_SHOWN = ("quality", "boilerplate", "hedged", "damage", "completeness")
"""The scores that are shown."""


def html(result: CleanResult) -> str:
    """Return the fragment.

    Args:
        result: what to show; of a text longer than 50,000 characters the beginning.
    """
    text = result.document.text[:_LONGEST]
    spans = [span for span in result.spans if span.start < len(text)]
    left = len(result.document.text) - len(text)
    more = f"<p>{left:,} more characters</p>" if left else ""
    return (
        f'<div class="qualityfilter">{_head(result)}'
        f'<div dir="auto" style="white-space:pre-wrap;overflow-wrap:anywhere;max-width:46em;'
        f'margin:.6em 0">{"".join(_pieces(text, spans))}</div>{more}{_why(spans)}</div>'
    )


def _head(result: CleanResult) -> str:
    scores = ((name, getattr(result.scores, name)) for name in _SHOWN)
    shown = [f"{name} {value:.2f}" for name, value in scores if value is not None]
    told = [*(kind.name for kind in result.kinds[:1]), result.language]
    said = [*map(_safe, told), *shown, f"{result.scores.words:,} words left"]
    reasons = "; ".join(map(_reason, result.verdict.reasons))
    why = f": {reasons}" if reasons else ""
    return f"<div><b>{result.verdict.decision}</b>{why}</div><div>{', '.join(said)}</div>"


def _reason(reason: Reason) -> str:
    return f"{_safe(reason.code)} ({reason.value:.4g}, limit {reason.threshold:.4g})"


def _pieces(text: str, spans: Sequence[Span]) -> Iterator[str]:
    """Return the text piece by piece, each in the elements of its spans, labels before its end."""
    at = 0
    for piece, numbers in tile(text, spans):
        at += len(piece)
        inside = [spans[number] for number in numbers]
        body = piece.rstrip() if inside else piece
        found = _safe(body)
        for name, style in (_MARKS[action] for action in sorted({each.action for each in inside})):
            found = f'<{name} style="{style}">{found}</{name}>'
        ending = [_safe(each.label) for each in inside if min(each.end, len(text)) == at]
        tags = "".join(f'<span style="{_TAG}">[{label}]</span>' for label in ending)
        yield f"{found}{tags}{_safe(piece[len(body) :])}"


def _why(spans: Sequence[Span]) -> str:
    """Return the spans with their reasons, as a list that opens at a click."""
    if not spans:
        return "<div>nothing was found</div>"
    rows = "".join(
        f'<div style="{_ROW}"><b>{span.action} {_safe(span.label)}</b> {span.score:.2f} '
        f"{_safe(_short(span.text))}: "
        f"{_safe('; '.join(map(_told, span.evidence[:_REASONS])))}</div>"
        for span in spans
    )
    return f"<details><summary>why ({len(spans)})</summary>{rows}</details>"


def _told(evidence: Evidence) -> str:
    return f"{evidence.reason} ({evidence.source})"


def _short(text: str, most: int = 60) -> str:
    shown = " ".join(text.split())
    return f"“{shown}”" if len(shown) <= most else f"“{shown[: most - 1]}…”"


def _safe(text: str) -> str:
    """Escape a text: markup, and what no encoding of Unicode holds."""
    return escape(text.encode("utf-8", "backslashreplace").decode("utf-8"))
