"""Measure what rules find: how often it is junk."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from qualityfilter.core.data import ARTICLE_LABELS
from qualityfilter.lab.lines import read_all
from qualityfilter.lab.lines_data import UNKNOWN, load_pages, load_texts
from qualityfilter.rules.library import rule_set

PRIOR = 4.0
"""The hits of a kind are joined by this many hits at the precision of all of them, so that one that
hardly ever fires on the training data is neither trusted nor doubted."""

REPEATS = {
    "repeat.title": 0.99,
    "repeat.adjacent": 0.97,
    "repeat.long": 0.98,
    "repeat.pair": 0.93,
}
"""Repeats carry no label in the data; these are from reading what each kind hits there."""

SITES = {"site.most": 0.98, "site.often": 0.71}
"""Of 2,326 and 493 labelled lines that do so. What this says beside the model is in
`decide.SITE`."""


def measure_rules(data: Path) -> dict[str, float]:
    """The smoothed precision of each kind of finding, 0 to 1, on the training split below `data`.

    A finding is right where its piece is labelled as junk.
    """
    rules = rule_set()
    texts = [text for text in (*load_texts(data), *load_pages(data, {})) if not text.test]
    hits: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for text, reading in zip(texts, read_all([each.text for each in texts]), strict=True):
        labels = text.labels(reading.layout)[reading.findings.pieces]
        for source, label in zip(reading.findings.sources.tolist(), labels.tolist(), strict=True):
            if label != UNKNOWN:
                hits[rules.sources[source].kind] += 1
                right[rules.sources[source].kind] += label >= len(ARTICLE_LABELS)
    pooled = right.total() / max(hits.total(), 1)
    kinds = sorted({source.kind for source in rules.sources})
    scores = {
        kind: round((right[kind] + PRIOR * pooled) / (hits[kind] + PRIOR), 3) for kind in kinds
    }
    return dict(sorted((scores | REPEATS | SITES).items()))
