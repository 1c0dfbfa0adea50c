"""Measure whether time is linear in a text's length: `python -m tests.benchmarks.linear`.

Each shape is cleaned at three lengths, and nanoseconds a character are compared: texts of 1 kB, in
a batch, so that what a call costs once does not count, though what each text costs does; one text
of 100 kB; and the longest that the limits let through: 10 million characters, or 100,000 lines
where these are reached before. What is longer is a `Failure`, and counted as one; that, too, is
seen to here. Takes ten minutes, and up to 3 GB of memory.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.speed import THREADS, all_cleaned, machine, made_texts, versions

SHORT, LONG = 1_000, 100_000
TEXTS = 260
"""Texts of 1 kB: a batch is closed at 260,000 characters."""

ROUNDS, FEW = 5, 2
"""The best of so many counts; of the longest texts, of few."""

MOST = 2.0
"""The slowest length over the quickest, in time for a character, at most."""

ROOM = 0.97
"""How near to the most lines the longest text comes: its lines are reckoned from a part of it."""

MORE: dict[str, Callable[[], str]] = {
    "all brackets": lambda: "([{<>}])",
    "CJK": lambda: "渡船周一停运港口办公室说因为风太大没有人知道什么时候恢复",
    "CJK, full stops": lambda: "渡船周一停运，港口办公室说。因为风太大，没有人知道什么时候恢复。",
    "an article, repeated": lambda: made_texts(1)[0] + "\n\n",
    "articles, mixed": lambda: "\n\n".join(made_texts(200)),
}
"""What is repeated, beside the shapes that a law is tested on."""


def shapes() -> dict[str, str]:
    """Return what each shape repeats."""
    from tests.test_laws import SHAPES

    return SHAPES | {name: make() for name, make in MORE.items()}


def repeated(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


def longest(piece: str) -> int:
    """Return how long a text may be, as its lines have it."""
    import qualityfilter as qf
    from qualityfilter.text.segments import lay_out

    limits = qf.SizeLimits()
    lines = max(1, len(lay_out(repeated(piece, LONG)).starts))
    return min(limits.max_text, int(ROOM * LONG * limits.max_lines / lines))


def measure(piece: str) -> dict[int, float]:
    """Return nanoseconds a character at each length."""
    import qualityfilter as qf

    quality_filter, most = qf.QualityFilter(), longest(piece)
    text = repeated(piece, max(most, TEXTS * SHORT))
    pieces = [text[at : at + SHORT] for at in range(0, TEXTS * SHORT, SHORT)]
    found = {}
    for texts, rounds in ((pieces, ROUNDS), ([text[:LONG]], ROUNDS), ([text[:most]], FEW)):
        seconds = min(cleaned(quality_filter, texts) for _ in range(rounds))
        found[len(texts[0])] = seconds / sum(map(len, texts)) * 1e9
    (beyond,) = quality_filter.clean_many([repeated(piece, 2 * most)])
    if not isinstance(beyond, qf.Failure) or beyond.kind != "size":
        raise SystemExit("a text beyond the limits did not fail")
    return found


def cleaned(quality_filter: Any, texts: Sequence[str]) -> float:
    """Return the seconds of the processor that some texts take; none of them may fail."""
    gc.collect()
    start = time.process_time()
    results = list(quality_filter.clean_many(texts))
    seconds = time.process_time() - start
    all_cleaned(results)
    return seconds


def ratio(nanoseconds: Sequence[float]) -> float:
    return max(nanoseconds) / min(nanoseconds)


def line(name: str, found: dict[int, float]) -> str:
    """Return a shape's figures, the ratio of the two longer lengths, and that of all three."""
    *_, most = found
    nanoseconds = [*found.values()]
    longer, every = ratio(nanoseconds[1:]), ratio(nanoseconds)
    missed = "  MISSED" if longer > MOST else "  MISSED at 1 kB" if every > MOST else ""
    figures = " ".join(f"{each:>8,.0f}" for each in nanoseconds)
    return f"{name:<22}{most:>11,}{figures}{longer:>9.2f}{every:>9.2f}{missed}"


def lines(found: dict[str, dict[int, float]], pieces: Mapping[str, str]) -> Iterator[str]:
    head = ("shape", "longest", "1 kB", "100 kB", "longest", "longer", "all")
    yield "{:<22}{:>11}{:>8} {:>8} {:>8}{:>9}{:>9}".format(*head)
    for name, piece in pieces.items():
        found[name] = measure(piece)
        yield line(name, found[name])


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.linear")
    parser.add_argument("shapes", nargs="*", metavar="SHAPE", help="in place of all")
    parser.add_argument("-o", "--out", type=Path, metavar="FILE.json", help="write the figures")
    given = parser.parse_args()
    os.environ |= dict.fromkeys(THREADS, "1")  # nothing has imported numpy yet
    known = shapes()
    if unknown := set(given.shapes) - known.keys():
        parser.error(f"no such shape: {min(unknown)}; there are: {', '.join(known)}")
    found: dict[str, dict[int, float]] = {}
    print(f"{machine()['cpu']}, one core; nanoseconds a character, and ratios")
    for each in lines(found, {name: known[name] for name in given.shapes or known}):
        print(each, flush=True)
    if given.out:
        report = {"machine": machine(), "versions": versions(), "nanoseconds": found}
        given.out.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    return 1 if any(ratio([*each.values()]) > MOST for each in found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
