"""Make the pictures of the README: `python -m tests.pictures` writes them all."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.terminal_theme import TerminalTheme
from rich.text import Text

import qualityfilter as qf
from qualityfilter.apps.cli.render import COLOURS, STYLES
from tests import screenshots
from tests.browsers import NoBrowser

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "fixtures" / "articles" / "en-story-continues-flood" / "article.txt"
PICTURE = ROOT / "fixtures" / "pictures" / "before-after.svg"

COLUMNS = 58
GAP = 4
MARGIN = 2
WIDTH = 2 * COLUMNS + GAP + 2 * MARGIN

THEME = TerminalTheme(
    (22, 27, 34),
    (201, 209, 217),
    [
        (72, 79, 88),
        (255, 123, 114),
        (63, 185, 80),
        (210, 153, 34),
        (88, 166, 255),
        (188, 140, 255),
        (57, 197, 207),
        (177, 186, 196),
    ],
    [
        (110, 118, 129),
        (255, 161, 152),
        (86, 211, 100),
        (227, 179, 65),
        (121, 192, 255),
        (210, 168, 255),
        (86, 212, 221),
        (240, 246, 252),
    ],
)

FORMAT = """\
<svg role="img" aria-label="One article before and after cleaning" \
viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
    font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
    font-size: {char_height}px;
    line-height: {line_height}px;
}}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
<rect width="{width}" height="{height}" rx="10" fill="#161b22" />
<g transform="translate({terminal_x}, 24)" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
"""Rich's own template names a font on the network; this one takes the reader's."""


def picture() -> str:
    """Return the picture of one article before and after, as SVG."""
    result = qf.clean(ARTICLE.read_text(encoding="utf-8"))
    console = Console(
        record=True,
        width=WIDTH,
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        highlight=False,
        markup=False,
        emoji=False,
    )
    console.print(Padding(side_by_side(result, console), (0, MARGIN)))
    drawn = console.export_svg(theme=THEME, code_format=FORMAT, unique_id="qualityfilter")
    return "\n".join(line.rstrip() for line in drawn.splitlines()) + "\n"


def side_by_side(result: qf.CleanResult, console: Console) -> RenderableType:
    """Lay the input and the cleaned text out side by side."""
    table = Table.grid()
    for width in (COLUMNS, GAP, COLUMNS):
        table.add_column(width=width)
    table.add_row(Text("before", "bold"), "", Text("after", "bold"))
    rule = Text("─" * COLUMNS, "dim")
    table.add_row(rule, "", rule)
    left, right = (wrapped(text, console) for text in (before(result), after(result)))
    table.add_row(left, "", Group(right, "", *summary(result)))
    return table


def wrapped(text: Text, console: Console) -> Text:
    """Break a text into lines whose trailing blanks are not struck through or underlined."""
    lines = text.wrap(console, COLUMNS)
    for line in lines:
        line.rstrip()
    return Text("\n").join(lines)


def before(result: qf.CleanResult) -> Text:
    """Return the input: what was cut struck through, what is marked underlined, labels behind."""
    text = result.document.text
    edges = sorted({0, len(text), *(edge for each in result.spans for edge in visible(text, each))})
    shown = Text()
    for start, end in pairwise(edges):
        inside = [each for each in result.spans if each.start <= start and end <= each.end]
        styles = (f"{STYLES[each.action]} {COLOURS[each.label]}" for each in inside)
        shown.append(text[start:end], " ".join(styles) if text[start:end].strip() else "")
        for each in inside:
            if visible(text, each)[1] == end:
                shown.append(" ").append(f"[{each.label}]", f"bold {COLOURS[each.label]}")
    shown.rstrip()
    return shown


def after(result: qf.CleanResult) -> Text:
    """Return the cleaned text, what is marked underlined."""
    shown = Text(result.text)
    for each in result.marks:
        start, end = (result.to_clean(offset) for offset in visible(result.document.text, each))
        shown.stylize(f"{STYLES['mark']} {COLOURS[each.label]}", start or 0, end)
    shown.rstrip()
    return shown


def visible(text: str, span: qf.Span) -> tuple[int, int]:
    """Return where a span starts and ends without its outer blanks."""
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip())


def summary(result: qf.CleanResult) -> Iterator[Text]:
    """Return a few lines with the verdict and scores."""
    scores = result.scores
    yield Text("─" * COLUMNS, "dim")
    yield Text("verdict      ").append(result.verdict.decision, "bold")
    yield Text(f"quality      {scores.quality:.2f}  ").append("0 to 1, higher is better", "dim")
    yield Text(f"boilerplate  {scores.boilerplate:.2f}  ").append("share that was cut", "dim")
    yield Text(f"hedged       {scores.hedged:.2f}  ").append("share of the rest hedged", "dim")
    yield Text("")
    yield Text("struck through", STYLES["cut"]).append(": cut, can be put back", "not strike dim")
    yield Text("underlined", STYLES["mark"]).append(": marked, stays", "not underline dim")


def main() -> None:
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_text(picture(), encoding="utf-8")
    try:
        screenshots.take()
    except NoBrowser as reason:
        print(f"no screenshots: {reason}")


if __name__ == "__main__":
    main()
