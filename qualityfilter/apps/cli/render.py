"""Shows a result in a terminal: the text line by line with what was found, verdict, scores.

Colour never stands alone: every piece carries its label, and without colour it stands between
markers. Nothing of the text reaches the terminal as an escape sequence or as rich's markup.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import typer
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from qualityfilter.apps.cli.common import SCORES, visible
from qualityfilter.core.data import CleanResult, Evidence, Reason, Scores, Signal, Span
from qualityfilter.core.reasons import REASONS

WIDE = 100
"""From this many columns on, notes stand beside the text, otherwise below its lines."""

LONGEST = 92
"""The text is set in no more columns than this: longer lines are hard to read."""

GAP = 2
"""Columns between the line numbers, the text and the notes."""

EVIDENCE = 3
"""At most so many reasons are shown for a piece, strongest first."""

QUOTE = 40
"""At most so many characters of the words that a reason rests on are shown."""

COLOURS = {
    "headline": "green",
    "metadata": "cyan",
    "caption": "cyan",
    "social": "magenta",
    "subscription": "magenta",
    "advertising": "magenta",
    "related": "yellow",
    "navigation": "bright_blue",
    "comments": "bright_blue",
    "legal": "bright_blue",
    "about": "cyan",
    "artifact": "red",
    "duplicate": "red",
    "speculative": "yellow",
    "unattributed": "red",
    "hypothetical": "magenta",
}
"""By kind of label, in the few colours that can be read on dark and on light grounds."""

MARKERS = {"cut": "~~", "mark": "__"}
STYLES = {"cut": "strike", "mark": "underline"}
DECISIONS = {"accept": "bold green", "review": "bold yellow", "reject": "bold red"}


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a span that can be seen in one line.

    Attributes:
        span: the span.
        start: first character, outer blanks left out.
        end: one past the last.
        first: whether no earlier line holds a part of the span.
    """

    span: Span
    start: int
    end: int
    first: bool


def show(result: CleanResult, width: int | None = None) -> None:
    """Print a result on standard output.

    Args:
        result: what to show.
        width: columns to use; None is as many as the terminal has.
    """
    console = Console(width=width, highlight=False, markup=False, emoji=False)
    if has_colour(console):
        console.print(render(result, console.width, plain=False))
        return
    with console.capture() as captured:
        console.print(render(result, console.width, plain=True))
    typer.echo("\n".join(line.rstrip() for line in captured.get().split("\n")), nl=False)


def has_colour(console: Console) -> bool:
    """Return whether a console shows colours."""
    return console.color_system is not None and not console.no_color


def render(result: CleanResult, width: int, *, plain: bool) -> RenderableType:
    """Lay a result out.

    Args:
        result: what to show.
        width: columns to use.
        plain: put markers around pieces, because there is no colour.
    """
    return Group(_text(result, width, plain), "", _verdict(result), "", _scores(result.scores))


def _text(result: CleanResult, width: int, plain: bool) -> RenderableType:
    text = result.document.text
    lines = list(_lines(text))
    pieces = _by_line(result, lines)
    beside = width >= WIDE
    table = _columns(len(str(len(lines))), width, beside)
    above: list[Piece] = []
    for number, bounds in enumerate(lines):
        found = pieces.get(number, [])
        line, notes = _line(text, bounds, found, plain), _notes(text, found, above)
        if beside:
            table.add_row(str(number + 1), "", line, "", notes)
        else:
            below = [Padding(notes, (0, 0, 0, 2))] if found else []
            table.add_row(str(number + 1), "", Group(line, *below))
        if text[slice(*bounds)].strip():
            above = found
    return table


def _columns(digits: int, width: int, beside: bool) -> Table:
    """Make the table that holds the lines: their numbers, their text, and notes where asked.

    The gaps are columns of their own: releases of rich differ in whether a width counts padding.
    """
    notes = min(60, width * 36 // 100) if beside else 0
    gaps = 2 * GAP if beside else GAP
    table = Table.grid()
    table.add_column(width=digits, justify="right", style="dim")
    table.add_column(width=GAP)
    table.add_column(width=min(LONGEST, width - digits - gaps - notes), overflow="fold")
    if beside:
        table.add_column(width=GAP)
        table.add_column(width=notes, overflow="fold")
    return table


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Return where the lines start and end, their line breaks left out."""
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, start + len(line.splitlines()[0])
        start += len(line)


def _by_line(result: CleanResult, lines: Sequence[tuple[int, int]]) -> dict[int, list[Piece]]:
    """Return the pieces of each line that has any."""
    text = result.document.text
    found: dict[int, list[Piece]] = {}
    at = 0
    for span in result.spans:
        while at < len(lines) - 1 and lines[at][1] < span.start:
            at += 1
        here, first = at, True
        while here < len(lines) and lines[here][0] < span.end:
            start, end = max(lines[here][0], span.start), min(lines[here][1], span.end)
            piece = text[start:end]
            if stripped := piece.strip():
                start += len(piece) - len(piece.lstrip())
                made = Piece(span, start, start + len(stripped), first)
                found.setdefault(here, []).append(made)
                first = False
            here += 1
    return found


def _line(text: str, bounds: tuple[int, int], pieces: Sequence[Piece], plain: bool) -> Text:
    """Set a line: its pieces in their styles, a tag behind each."""
    line = Text()
    edges = sorted({*bounds, *(edge for each in pieces for edge in (each.start, each.end))})
    for start, end in pairwise(edges):
        inside = [each for each in pieces if each.start <= start and end <= each.end]
        closing = [number for number, each in enumerate(pieces) if each.end == end]
        if plain:
            line.append(_markers(each for each in inside if each.start == start))
        line.append(visible(text[start:end]), " ".join(map(_style, inside)))
        if plain:
            line.append(_markers(pieces[number] for number in closing))
        for number in closing:
            line.append(" ").append(_tag(pieces, number), f"bold {_colour(pieces[number])}")
    return line


def _markers(pieces: Iterable[Piece]) -> str:
    return "".join(dict.fromkeys(MARKERS[each.span.action] for each in pieces))


def _style(piece: Piece) -> str:
    return f"{STYLES[piece.span.action]} {_colour(piece)}"


def _colour(piece: Piece) -> str:
    return COLOURS.get(piece.span.label, "default")


def _tag(pieces: Sequence[Piece], number: int) -> str:
    """Return a piece's label, with its number where its line has several."""
    count = f":{number + 1}" if len(pieces) > 1 else ""
    return f"[{pieces[number].span.label}{count}]"


def _notes(text: str, pieces: Sequence[Piece], above: Sequence[Piece]) -> Table:
    """Explain why a line's pieces are what they are, or that it is as in the line above."""
    notes = Table.grid(padding=(0, 1, 0, 0))
    before = [_reasons(text, each) for each in above]
    for number, piece in enumerate(pieces, 1):
        if not piece.first:
            continue
        reasons = _reasons(text, piece)
        shown = ["as above"] if before == [reasons] else reasons
        tag = [f"{number}"] if len(pieces) > 1 else []
        score = Text(f"{piece.span.score:.2f}", _colour(piece))
        notes.add_row(*tag, score, Text("\n".join(shown), "dim"))
    return notes


def _reasons(text: str, piece: Piece) -> list[str]:
    """Return a piece's reasons, each with its source."""
    reasons = list(dict.fromkeys(_reason(text, piece, each) for each in piece.span.evidence))
    return reasons[:EVIDENCE] + (["inside quotation marks"] if piece.span.quoted else [])


def _reason(text: str, piece: Piece, evidence: Evidence) -> str:
    """Return a reason, with the words that it rests on where they are a part of the piece."""
    words = text[evidence.start : evidence.end].strip()
    inside = piece.start <= evidence.start and evidence.end <= piece.end
    said = words.casefold() in evidence.reason.casefold()
    if not inside or said or words == text[piece.start : piece.end]:
        return visible(f"{evidence.reason} ({evidence.source})")
    quote = words if len(words) <= QUOTE else words[: QUOTE - 1] + "…"
    return visible(f"“{quote}”: {evidence.reason} ({evidence.source})")


def _verdict(result: CleanResult) -> RenderableType:
    verdict = result.verdict
    made = result.provenance
    head = Text("verdict  ").append(verdict.decision, DECISIONS[verdict.decision])
    counts = [_counts("cut", result.cuts), _counts("marked", result.marks)]
    if result.hedging == "unsupported":
        counts[1].append("; hedges are not known in this language", "dim")
    reasons = [_why(reason) for reason in verdict.reasons] or [
        Text(" " * 9 + "nothing speaks against it", "dim")
    ]
    kind = _kind(result)
    by = visible(f"qualityfilter {made.version}, model {made.model}")
    failed = [each for each in result.signals if not each.passed]
    signals = [_signal(each) for each in failed]
    return Group(Rule(by, style="dim", align="right"), *counts, head, *reasons, kind, *signals)


def _kind(result: CleanResult) -> Text:
    """Return what the text is, and in which language."""
    text = Text(f"{'kind':<9}")
    if result.kinds:
        text.append(result.kinds[0].name).append(f" ({result.kinds[0].chance:.2f})", "dim")
    else:
        text.append("not told", "dim")
    return text.append(f", language {visible(result.language)}")


def _signal(signal: Signal) -> Text:
    """By how much a text does not pass a heuristic."""
    bound = f"at least {signal.least:g}" if signal.below else f"at most {signal.most:g}"
    text = Text(f"{'fails':<9}").append(signal.name, "bold")
    return text.append(f" {signal.value:.4g}, {bound} is asked", "dim")


def _counts(what: str, spans: Iterable[Span]) -> Text:
    """Count spans by label."""
    counts = Counter(span.label for span in spans)
    text = Text(f"{what:<9}")
    for label, count in counts.most_common():
        text.append(", " if len(text) > 9 else "").append(label, COLOURS.get(label, ""))
        text.append(f" {count}")
    return text if counts else text.append("nothing", "dim")


def _why(reason: Reason) -> Text:
    text = Text(" " * 9).append(str(reason), "bold")
    meaning = REASONS[reason.code][1] if reason.code in REASONS else "a published heuristic"
    text.append(f": {meaning}")
    return text.append(f" ({reason.value:.4g}, limit {reason.threshold:.4g})", "dim")


def _scores(scores: Scores) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    for justify in ("left", "right", "left", "left"):
        table.add_column(justify=justify)
    for name, meaning in SCORES.items():
        value = getattr(scores, name)
        shown = ("none", "") if value is None else (f"{value:.2f}", _bar(value))
        table.add_row(name, *shown, Text(meaning, "dim"))
    table.add_row("words", f"{scores.words:,}", "", Text("left after cleaning", "dim"))
    return table


def _bar(value: float, cells: int = 10) -> Text:
    full = round(value * cells)
    return Text("█" * full).append("░" * (cells - full), "dim")
