"""Measure what corrections do on real sites: `python -m tests.benchmarks.adapting DATA`.

Half of a site's hand-labelled texts teach; measured are the other half, and other sites. No model
that judges a line has seen its site: on the training split it is cross-fitted by site, as by `train
lines DATA` where no further records have labels. `lab.adapt` says what was chosen by this.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

import qualityfilter as qf
from qualityfilter.core.data import ARTICLE_LABELS
from qualityfilter.lab import adapt
from qualityfilter.lab.build import load
from qualityfilter.lab.lines import Recipe, fit, tabulate
from qualityfilter.lab.lines_data import UNKNOWN, LabelledText
from qualityfilter.lab.measures import Counts, count, judge
from qualityfilter.text.characters import IntArray
from qualityfilter.text.tokens import FloatArray

ENOUGH, DRAWS = 4, 2
"""Texts that a site must have, and how often they are cut in halves, each of which teaches."""

VIEWS = ("texts", "newspaper4k", "trafilatura_recall")
"""Whose lines are measured; only the first teach."""

Half = tuple[str, list[int], list[int]]
"""A site, the numbers of the texts that teach, and of those that are measured."""


class Bench:
    """Labelled texts as models see them that know none of their sites, and what is cut of them."""

    def __init__(self, lines: adapt.Lines) -> None:
        self.lines = lines
        self.policy = qf.QualityFilter().loaded.policy
        parts = np.searchsorted(lines.documents, np.arange(1, len(lines.texts)))
        seen = [self.seen(*each) for each in enumerate(np.split(lines.rows, parts))]
        self.cut = [cut for cut, _ in seen]
        self.counts = np.array([counts for _, counts in seen])

    def seen(self, at: int, rows: FloatArray) -> tuple[npt.NDArray[np.bool_], tuple[int, ...]]:
        """Return which pieces of a text are cut, and `Counts` of it."""
        pieces = judge([self.lines.texts[at]], [self.lines.readings[at]], rows)
        return pieces.cut(self.policy), astuple(count(pieces, self.policy))


def lines_of(data: Path, *, test: bool) -> adapt.Lines:
    """Return the lines of one split; of the training split with their chances out of fold."""
    known = load(data, data)  # no labels of further records lie there
    texts = known.test if test else known.train
    mine = [text.view in VIEWS for text in texts]
    model = qf.QualityFilter().loaded.lines
    lines = adapt.tabulate([text for text, one in zip(texts, mine, strict=True) if one], model)
    if test:
        return lines
    table = tabulate(texts)
    rows = fit(table, Recipe()).probabilities
    return replace(lines, rows=rows[np.array(mine)[table.features.documents]])


def halves(texts: Sequence[LabelledText]) -> Iterator[Half]:
    """Cut the hand-labelled texts of each site that has enough of them."""
    hand = [(at, text.site) for at, text in enumerate(texts) if text.view == "texts"]
    for site in dict.fromkeys(name for _, name in hand):
        mine = [at for at, name in hand if name == site]
        draw, middle = random.Random(site), len(mine) // 2
        for _ in range(DRAWS if len(mine) >= ENOUGH else 0):
            draw.shuffle(mine)
            yield site, mine[:middle], mine[middle:]
            yield site, mine[middle:], mine[:middle]


def by_doubt(bench: Bench, lines: IntArray) -> IntArray:
    """Return lines, those first of which the model is least sure."""
    best = np.sort(bench.lines.rows[lines], axis=1)
    return lines[np.argsort(best[:, -1] - best[:, -2], kind="stable")]


def mistakes(bench: Bench, lines: IntArray) -> IntArray:
    """Return lines that are wrongly cut or left."""
    junk = bench.lines.labels[lines] >= len(ARTICLE_LABELS)
    return lines[np.concatenate(bench.cut)[lines] != junk]


# which lines of the first half readers judge
WAYS: dict[str, Callable[[Bench, IntArray], IntArray]] = {
    "every line of some texts": lambda _, lines: lines,
    "the 40 lines that the model is least sure of": lambda *of: by_doubt(*of)[:40],
    "the 10 lines that the model is least sure of": lambda *of: by_doubt(*of)[:10],
    "wrong lines alone": mistakes,
}


def teach(bench: Bench, half: Half, chosen: IntArray) -> tuple[IntArray, int]:
    """Learn from the chosen lines of the first half, and measure.

    Returns:
        Sums of counts, on the second half before and after, elsewhere before and after; and how
        many decisions changed elsewhere.
    """
    site, first, second = half
    lines, after, changed = bench.lines, bench.counts.copy(), np.zeros(len(bench.counts), np.int64)
    labels = np.full_like(lines.labels, UNKNOWN)
    labels[chosen] = lines.labels[chosen]
    mine = np.flatnonzero(np.isin(lines.documents, first))
    taught = adapt.learn(replace(lines, labels=labels), mine)
    rows = taught.apply(lines.features.words, lines.rows)
    for at in np.unique(lines.documents[(rows != lines.rows).any(axis=1)]).tolist():
        cut, after[at] = bench.seen(at, rows[lines.documents == at])
        changed[at] = (cut != bench.cut[at]).sum()
    there = [at for at, text in enumerate(lines.texts) if text.site != site]
    sums = [each[part].sum(axis=0) for part in (second, there) for each in (bench.counts, after)]
    return np.array(sums), int(changed[there].sum())


def told(sites: Sequence[str], found: Sequence[tuple[IntArray, int]]) -> Iterator[str]:
    """Return what lessons on sites came to; see `teach`."""
    sums, changed = (np.array(each) for each in zip(*found, strict=True))
    before, after, there, then = (Counts(*each) for each in sums.sum(axis=0).tolist())
    for name, was in before.figures().items():
        yield f"  {name:<10} {was:.4f} -> {after.figures()[name]:.4f}"
    each = np.array([sums[np.array(sites) == site].sum(axis=0) for site in sorted(set(sites))])
    drawn = each[np.random.default_rng(0).integers(0, len(each), (1000, len(each)))].sum(axis=1)
    junk, right, wrong = np.moveaxis(drawn[..., :3], -1, 0)
    f1 = 2 * right / (junk + right + wrong)
    low, high = np.percentile(f1[:, 1] - f1[:, 0], (2.5, 97.5))
    yield f"  f1 {low:+.3f} to {high:+.3f} in 95 % of 1,000 resamples of the {len(each)} sites"
    loss = (then.lost - there.lost) / there.words
    yield f"  elsewhere {changed.mean():.2f} decisions changed by a lesson, loss {loss:+.5%}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.adapting")
    parser.add_argument("data", type=Path, help="a folder as for `train lines`")
    parser.add_argument("--test", action="store_true", help="the packaged model on the test split")
    given = parser.parse_args()
    bench = Bench(lines_of(given.data, test=given.test))
    parts = list(halves(bench.lines.texts))
    pools = [np.flatnonzero(np.isin(bench.lines.documents, part[1])) for part in parts]
    for name, way in WAYS.items():
        picked = [way(bench, pool) for pool in pools]
        print(f"{name}: {sum(map(len, picked)) / len(picked):.0f} lines a lesson")
        found = [teach(bench, *each) for each in zip(parts, picked, strict=True)]
        print("\n".join(told([part[0] for part in parts], found)), flush=True)


if __name__ == "__main__":
    main()
