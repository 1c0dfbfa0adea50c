"""Draw the small plots of the cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

SIDE, EDGE = 240, 40


def plot(marks: str, titles: tuple[str, str], ticks: tuple[str, str] = ("0", "1")) -> str:
    """Draw a square of axes with a diagonal's room, and marks in it, as SVG.

    Args:
        marks: SVG elements; see `place`.
        titles: of the horizontal and of the vertical axis.
        ticks: at the ends of the horizontal axis; the vertical one goes from 0 to 1.
    """
    far, size = EDGE + SIDE, SIDE + 2 * EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}"'
        ' font-family="sans-serif" font-size="12" fill="#335">'
        f'<rect width="{size}" height="{size}" fill="white"/>'
        f'<path d="M{EDGE} {EDGE}V{far}H{far}M{EDGE} {far}L{far} {EDGE}"'
        ' stroke="#99a" fill="none"/>'
        f'{marks}<text x="{EDGE}" y="{far + 24}">{ticks[0]}</text>'
        f'<text x="{far - 8}" y="{far + 24}">{ticks[1]}</text>'
        f'<text x="{EDGE + 70}" y="{far + 24}">{titles[0]}</text>'
        f'<text x="{EDGE - 20}" y="{EDGE + 4}">1</text>'
        f'<text x="{EDGE}" y="{EDGE - 12}">{titles[1]}</text></svg>\n'
    )


def place(x: float, y: float) -> tuple[float, float]:
    """Return where a point of the unit square stands in the picture."""
    return EDGE + x * SIDE, EDGE + (1 - y) * SIDE


def dots(points: Iterable[tuple[float, float, float]]) -> str:
    """Draw dots at points of the unit square, each with its radius."""
    placed = ((*place(x, y), radius) for x, y, radius in points)
    return "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}"/>' for x, y, r in placed)


def boxes(quantiles: Mapping[str, Sequence[float]]) -> str:
    """Draw for each of some groups, from left to right, a box of five quantiles."""
    step = 1 / max(len(quantiles) - 1, 1)
    drawn = []
    for at, (low, start, middle, end, high) in enumerate(quantiles.values()):
        x = place(at * step, 0)[0]
        y = [place(0, value)[1] for value in (low, start, middle, end, high)]
        drawn.append(
            f'<path d="M{x:.1f} {y[0]:.1f}V{y[4]:.1f}" stroke="#335"/>'
            f'<rect x="{x - 8:.1f}" y="{y[3]:.1f}" width="16" height="{y[1] - y[3]:.1f}"'
            ' fill="#bcd" stroke="#335"/>'
            f'<path d="M{x - 8:.1f} {y[2]:.1f}h16" stroke="#335" stroke-width="2"/>'
        )
    return "".join(drawn)
