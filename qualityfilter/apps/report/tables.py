"""The rows of the page's tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from qualityfilter.apps.report.totals import (
    BINS,
    OTHERS,
    ReportTotals,
    Source,
    SourceHits,
    bin_start,
)
from qualityfilter.core.data import HEDGE_LABELS
from qualityfilter.core.reasons import REASONS, SEVERITY

MOST_ROWS = 15
"""Of a table that has no natural end."""

Row = dict[str, Any]


def verdicts(gathered: ReportTotals) -> list[Row]:
    """Return how many records have which verdict."""
    counts = gathered.tally.decisions
    total = gathered.documents or 1
    return [
        {"name": name, "count": counts.get(name, 0), "share": counts.get(name, 0) / total}
        for name in SEVERITY
    ]


def reasons(gathered: ReportTotals) -> list[Row]:
    """Return how often each reason was given, the commonest first."""
    return [
        {"code": code, "meaning": REASONS.get(code, ("", "a published heuristic"))[1], "count": n}
        for code, n in _commonest(gathered.reasons)
    ]


def labels(gathered: ReportTotals) -> list[Row]:
    """Return how much was cut by label, the most first."""
    total = gathered.tally.characters or 1
    return [
        {
            "label": label,
            "characters": count,
            "share": count / total,
            "records": gathered.labels[label],
        }
        for label, count in _commonest(gathered.tally.cut)
    ]


def sources(gathered: ReportTotals) -> list[tuple[str, Source]]:
    """Return the sources with the most records; those that are left are added up."""
    ranked = sorted(gathered.sources.items(), key=lambda pair: (-pair[1].records, pair[0]))
    rows = [pair for pair in ranked if pair[0] != OTHERS][:MOST_ROWS]
    shown = {name for name, _ in rows}
    if len(ranked) > len(rows):
        rest = Source()
        for name, each in ranked:
            if name not in shown:
                rest.merge(each)
        rows.append((OTHERS, rest))
    return rows


def others(gathered: ReportTotals) -> str:
    """Name the sources that have no row of their own."""
    if OTHERS in gathered.sources:
        return "all others"
    return f"{len(gathered.sources) - MOST_ROWS:,} others"


def rules(gathered: ReportTotals) -> list[tuple[str, SourceHits]]:
    """Return the rules and repeats that found the most; the model had its part in most pieces."""
    return _most_fired(gathered, lambda source: not source.startswith(("model:", "cue:")))


def cues(gathered: ReportTotals) -> list[tuple[str, SourceHits]]:
    """Return the cues that hedged the most sentences."""
    return _most_fired(gathered, lambda source: source.startswith("cue:"))


def _most_fired(
    gathered: ReportTotals, wanted: Callable[[str], bool]
) -> list[tuple[str, SourceHits]]:
    found = ((source, each) for source, each in gathered.fired.items() if wanted(source))
    return sorted(found, key=lambda pair: (-pair[1].pieces, pair[0]))[:MOST_ROWS]


def lines(gathered: ReportTotals) -> list[Row]:
    """Return the lines that were cut from the most records, from two at least."""
    ranked = sorted(gathered.lines.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        {"line": line, "label": label, "records": count}
        for (line, label), count in ranked[:MOST_ROWS]
        if count > 1
    ]


def qualities(gathered: ReportTotals) -> list[Row]:
    """Return the numbers of the plot of quality."""
    return [
        {
            "from": number / BINS,
            "to": (number + 1) / BINS,
            "counts": [gathered.quality[number, verdict] for verdict in SEVERITY],
        }
        for number in range(BINS)
    ]


def lengths(gathered: ReportTotals) -> Iterator[Row]:
    """Return the numbers of the plot of lengths."""
    known = sorted({*gathered.before, *gathered.after})
    for number in range(known[0], known[-1] + 1) if known else ():
        yield {
            "from": round(bin_start(number)) if number >= 0 else 0,
            "before": gathered.before[number],
            "after": gathered.after[number],
        }


def cut_share(source: Source) -> float:
    """Return the share of characters that were cut."""
    return source.cut / (source.characters or 1)


def widest(rows: list[tuple[str, Source]]) -> dict[str, float]:
    """Return the greatest shares of a table's rows, which bars are drawn against."""
    return {
        "cut": max(cut_share(each) for _, each in rows) or 1,
        "hedged": max(hedging(each)[0] for _, each in rows) or 1,
    }


def mean_quality(gathered: ReportTotals) -> str:
    """Return the mean quality of the records that have it."""
    rated = sum(each.rated for each in gathered.sources.values())
    total = sum(each.quality for each in gathered.sources.values())
    return f"{total / rated:.2f}" if rated else "none"


def failing(gathered: ReportTotals) -> list[tuple[str, int]]:
    """Return the published heuristics that the most records do not pass."""
    return _commonest(gathered.failing)[:MOST_ROWS]


def failed(gathered: ReportTotals) -> list[tuple[str, int]]:
    """Return how many records failed, by kind."""
    return _commonest(gathered.tally.failures)


def hedging(source: Source) -> list[float]:
    """Return the share of words in hedged sentences, of any label and by label."""
    return [source.hedged[name] / (source.words or 1) for name in ("hedged", *HEDGE_LABELS)]


def _commonest(counts: Any) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
