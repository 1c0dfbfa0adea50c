"""Draw the page's plots as SVG that takes its colours and letters from the page."""

from __future__ import annotations

import io
from typing import Any

from lxml import etree
from markupsafe import Markup

from qualityfilter.apps.report.palette import PALETTE, VERDICTS
from qualityfilter.apps.report.totals import BINS, ReportTotals, bin_start

_MUTED, _RULE, _INK = "#111111", "#222222", "#333333"
"""Stand for the page's own colours, which differ between light and dark."""

_COLOURS = {
    _MUTED: "var(--muted)",
    _RULE: "var(--rule)",
    _INK: "var(--ink)",
    "#ffffff": "var(--paper)",
}

_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 9,
    "text.color": _MUTED,
    "axes.edgecolor": _RULE,
    "axes.labelcolor": _MUTED,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.axisbelow": True,
    "grid.color": _RULE,
    "grid.linewidth": 0.6,
    "xtick.color": _RULE,
    "ytick.color": _RULE,
    "xtick.labelcolor": _MUTED,
    "ytick.labelcolor": _MUTED,
    "ytick.left": False,
    "figure.figsize": (5.4, 2.5),
    "figure.constrained_layout.use": True,
}


def quality_plot(gathered: ReportTotals) -> Markup:
    """Draw how many records have which quality, by verdict."""
    edges = [number / BINS for number in range(BINS + 1)]
    figure, axes = _axes()
    floor = [0] * BINS
    for verdict, colour in VERDICTS.items():
        counts = [gathered.quality[number, verdict] for number in range(BINS)]
        heights = [below + count for below, count in zip(floor, counts, strict=True)]
        axes.bar(
            edges[:-1],
            counts,
            1 / BINS,
            floor,
            align="edge",
            color=PALETTE[colour],
            edgecolor="#ffffff",
            linewidth=0.8,
        )
        floor = heights
    axes.set_xlim(0, 1)
    axes.set_xlabel("quality")
    axes.set_ylabel("records")
    return _svg(figure, "How many records have which quality, by verdict")


def length_plot(gathered: ReportTotals) -> Markup:
    """Draw how long the texts were before and after cleaning."""
    known = [number for number in (*gathered.before, *gathered.after) if number >= 0] or [0]
    numbers = range(min(known), max(known) + 1)
    edges = [bin_start(number) for number in (*numbers, numbers[-1] + 1)]
    figure, axes = _axes()
    after = [gathered.after[number] for number in numbers]
    axes.stairs(after, edges, fill=True, color=PALETTE["sky"], linewidth=0)
    before = [gathered.before[number] for number in numbers]
    axes.stairs(before, edges, color=_INK, linewidth=1.1, linestyle=(0, (3, 2)))
    axes.set_xscale("log")
    axes.set_xlabel("characters")
    axes.set_ylabel("records")
    ticks = [tick for tick in _TICKS if edges[0] <= tick <= edges[-1]]
    axes.set_xticks(ticks, [f"{tick:,}" for tick in ticks])
    axes.minorticks_off()
    return _svg(figure, "How long the texts were before and after cleaning")


_TICKS = [digit * 10**power for power in range(10) for digit in (1, 3)]


def _axes() -> tuple[Any, Any]:
    """Make an empty plot, without the state that pyplot shares."""
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    with mpl.rc_context(_STYLE):
        figure = Figure()
        FigureCanvasSVG(figure)
        axes = figure.add_subplot()
        axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    return figure, axes


def _svg(figure: Any, title: str) -> Markup:
    """Return a plot as an element of the page."""
    import matplotlib as mpl

    drawn = io.BytesIO()
    nothing: dict[str, None] = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    with mpl.rc_context({**_STYLE, "svg.hashsalt": title}):
        figure.savefig(drawn, format="svg", transparent=True, metadata=nothing)
    root = etree.fromstring(drawn.getvalue())
    for style in root.findall(".//{*}style"):
        style.getparent().remove(style)
    for element in root.iter(etree.Element):
        _plain(element)
    for name in ("width", "height"):
        del root.attrib[name]
    root.set("role", "img")
    root.set("aria-label", title)
    etree.cleanup_namespaces(root)
    return Markup(etree.tostring(root, encoding="unicode"))


def _plain(element: Any) -> None:
    """Write an element's style as attributes, which the page's policy allows; drop its font."""
    for rule in filter(None, element.attrib.pop("style", "").split("; ")):
        name, _, value = rule.partition(": ")
        if name != "font-family":
            element.set(name, _COLOURS.get(value, value))
    if element.tag.endswith("}g"):
        element.attrib.pop("id", None)
