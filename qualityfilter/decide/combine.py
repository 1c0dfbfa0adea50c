"""From chances to the pieces that are junk.

The line model weighs everything that rules know; its chance decides. Outside it stand only what
the caller says (own rules), what the caller taught (site profiles) and what repeats within the
text, of which the labelled lines know nothing: each may raise the chance of its piece. A piece
falls where its chance is at least what the policy asks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from qualityfilter.core.data import ARTICLE_LABELS, LINE_LABELS, Block, Evidence
from qualityfilter.lines.junk import chance, junk_chances, junk_odds
from qualityfilter.lines.zone import page_likeness
from qualityfilter.rules.library import Rules
from qualityfilter.rules.repeats import key, repeats
from qualityfilter.rules.scan import Reading
from qualityfilter.text.segments import SegmentedText
from qualityfilter.text.tokens import DoubleArray, FloatArray

MODEL = "model:"
"""Starts the source of the line model's evidence."""

SUSPECT = 0.3
"""A piece less suspect than this is not looked at unless something outside the model speaks."""

SITE = {"site.most": 3.0, "site.often": 1.0}
"""What repeats on its site has log odds of junk that are higher by this. Of labelled lines on half
of a site's pages or more, to which a model gave 0.1 to 0.3, 0.3 to 0.5, 0.5 to 0.8 out of fold,
0.90, 0.97 and 0.99 were junk (129, 106, 285 lines); of those on three to five tenths 0.33, 0.58
and 0.89 (110, 31, 75 lines). The first would bear 3.6; it is less, so that a sentence of
the article that stands on every page stays."""

OTHER = 0.97
"""The chance that what stands in another story of a page is not the article."""

WHOLE = 0.55
"""What the caller's rules cover of a piece speaks of all of it from this share on."""


_FIRST = len(ARTICLE_LABELS)
_JUNK_LABELS = LINE_LABELS[_FIRST:]


@dataclass(frozen=True, slots=True)
class Policy:
    """What is cut.

    Attributes:
        bars: for each label of junk, in their order, the chance of junk, 0 to 1, from which on a
            piece that is most likely of that label falls.
        page: likewise for all labels on a whole page, where most is junk and what stays buries
            the rest.
        tagged: likewise on a page whose tags are known.
    """

    bars: tuple[float, ...]
    page: float = 0.5
    tagged: float = 0.7

    @classmethod
    def at(cls, threshold: float, page: float = 0.5) -> Policy:
        """The policy with one bar for all labels."""
        return cls((threshold,) * len(_JUNK_LABELS), page)

    @property
    def threshold(self) -> float:
        """The bar of what the line model does not judge alone: the median one."""
        return middle(self.bars)

    def bars_on(self, likeness: float | None) -> DoubleArray:
        """The bars in a text that is a whole page that far.

        Args:
            likeness: 0 to 1; see `lines.zone.page_likeness`. None: it is a page whose tags are
                known.
        """
        if likeness is None:
            return np.full(len(self.bars), self.tagged)
        bars = np.array(self.bars)
        found: DoubleArray = bars + likeness * (np.minimum(self.page, bars) - bars)
        return found


@dataclass(frozen=True, slots=True)
class Piece:
    """A range of a text that may be junk.

    Attributes:
        start: first character.
        end: one past the last.
        label: the label that the evidence gives together.
        score: 0 to 1, the chance that it is junk.
        evidence: why, strongest first.
    """

    start: int
    end: int
    label: str
    score: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A text that was read and judged.

    Attributes:
        reading: of the text.
        title: of the document, empty where it is not known.
        rows: each piece's probabilities, `(pieces, labels)`.
        outside: evidence of site profiles.
        others: what the page says of lines that belong to other stories.
        model: name of the line model.
        tagged: whether the tags of its page were asked.
    """

    reading: Reading
    title: str
    rows: FloatArray
    outside: Sequence[Evidence] = ()
    others: Sequence[Evidence] = ()
    model: str = "default"
    tagged: bool = False


def middle(bars: Sequence[float]) -> float:
    """The median; numpy's imports masked arrays for it."""
    ordered, half = sorted(bars), len(bars) // 2
    return (ordered[half] + ordered[-half - 1]) / 2


def decide(judged: Judged, rules: Rules, policy: Policy) -> list[Piece]:
    """The pieces of a text that are junk, disjoint and in order."""
    layout = judged.reading.layout
    bars = policy.bars_on(None if judged.tagged else page_likeness(judged.rows))
    bar = middle(bars.tolist())
    sites, _ = _by_piece(layout, judged.outside)
    chances = junk_chances(judged.rows)
    at_sites = np.array(sorted(sites), dtype=np.int64)
    raised = np.array([max(SITE[each.source] for each in sites[at]) for at in at_sites.tolist()])
    chances[at_sites] = chance(junk_odds(judged.rows[at_sites]) + raised)
    likeliest = judged.rows[:, _FIRST:].argmax(axis=1)
    gone = {*np.flatnonzero(chances >= bars[likeliest]).tolist()}
    repeated = repeats(layout.contents, layout.ranges, judged.title, rules.scores, gone)
    repeated = [each for each in repeated if each.source in rules.repeats]
    own, inner = _by_piece(layout, [*judged.reading.own, *repeated, *judged.others])
    told = {at: [*own.get(at, ()), *sites.get(at, ())] for at in {*own, *sites}}
    suspects = sorted({*np.flatnonzero(chances >= SUSPECT).tolist(), *told})
    plain = chances.tolist()
    scores = {at: either(plain[at], own.get(at, ())) for at in suspects}
    asked = bars[likeliest].tolist()
    fallen = [
        at for at in suspects if scores[at] >= (min(bar, asked[at]) if at in told else asked[at])
    ]
    found = _explain(judged, rules, fallen)
    whole = [_piece(judged, at, scores[at], [*told.get(at, ()), *found[at]]) for at in fallen]
    starts = [piece.start for piece in whole]
    apart: list[Piece] = []
    for each in inner:
        free = not apart or apart[-1].end <= each.start
        if free and each.score >= bar and not _covered(whole, starts, each):
            apart.append(Piece(each.start, each.end, each.label, each.score, (each,)))
    return sorted(whole + apart, key=lambda piece: piece.start)


def other_stories(blocks: Iterable[Block]) -> list[Evidence]:
    """What a page's tags say of lines that belong to other stories than its own."""
    reason = "stands in another story of the page"
    return [
        Evidence(block.start, block.end, "related", OTHER, "page.other", reason)
        for block in blocks
        if block.other
    ]


def _by_piece(
    layout: SegmentedText, evidence: Iterable[Evidence]
) -> tuple[defaultdict[int, list[Evidence]], list[Evidence]]:
    """Part the caller's findings: by piece those that speak of all of one, and the others."""
    whole: defaultdict[int, list[Evidence]] = defaultdict(list)
    inner: list[Evidence] = []
    for each in evidence:
        first = max(bisect_right(layout.starts, each.start) - 1, 0)
        stop = bisect_left(layout.starts, each.end)
        held = [at for at in range(first, stop) if _share(layout, at, each) >= WHOLE]
        for at in held:
            start, end = layout.ranges[at]
            own = replace(each, start=max(start, each.start), end=min(end, each.end))
            whole[at].append(own)
        if not held:
            inner.append(each)
    return whole, inner


def _share(layout: SegmentedText, at: int, each: Evidence) -> float:
    start, end = layout.ranges[at]
    return (min(end, each.end) - max(start, each.start)) / (end - start)


def _covered(whole: Sequence[Piece], starts: Sequence[int], each: Evidence) -> bool:
    at = bisect_right(starts, each.start) - 1
    following = at + 1 < len(whole) and whole[at + 1].start < each.end
    return following or (at >= 0 and each.start < whole[at].end)


def _explain(judged: Judged, rules: Rules, pieces: Sequence[int]) -> dict[int, list[Evidence]]:
    """What our own rules found in some pieces."""
    findings, found = judged.reading.findings, {at: list[Evidence]() for at in pieces}
    for row in np.flatnonzero(np.isin(findings.pieces, list(pieces))).tolist():
        source = rules.sources[findings.sources[row]]
        start, end = int(findings.starts[row]), int(findings.ends[row])
        evidence = Evidence(start, end, source.label, source.score, source.name, source.reason)
        found[int(findings.pieces[row])].append(evidence)
    return found


def _piece(judged: Judged, at: int, score: float, found: list[Evidence]) -> Piece:
    """Put together what speaks of a piece that falls."""
    start, end = judged.reading.layout.ranges[at]
    row = judged.rows[at, _FIRST:]
    chance = round(float(row.sum()), 4)
    own = _JUNK_LABELS[int(row.argmax())]
    reason = f"reads like {own}, by its words and its neighbours"
    label = own
    if outside := [each for each in found if not _is_weighed(each.source)]:
        votes = dict(zip(_JUNK_LABELS, row.tolist(), strict=True))
        for each in outside:
            votes[each.label] = votes.get(each.label, 0.0) + each.score
        label = max(votes, key=votes.__getitem__)
    model = Evidence(start, end, own, chance, MODEL + judged.model, reason)
    evidence = found if chance < SUSPECT and found else [*found, model]
    return Piece(start, end, label, score, strongest(evidence))


_is_weighed = re.compile("phrase:|rule:(?!own[.])").match
"""Says of a source whether it is a rule of the package, which the model has weighed already."""


def likeliest_junk(reading: Reading, rows: FloatArray) -> list[str]:
    """The kind of junk that each line of a text most likely is, by all its pieces."""
    lines = np.searchsorted(reading.lines.starts, reading.layout.starts, side="right") - 1
    sums = np.zeros((len(reading.lines.starts), len(_JUNK_LABELS)))
    np.add.at(sums, lines, rows[:, _FIRST:])
    return [_JUNK_LABELS[at] for at in sums.argmax(axis=1)]


def either(base: float, evidence: Iterable[Evidence]) -> float:
    """The chance that at least one of several findings is right (noisy or)."""
    wrong = 1.0 - base
    for each in evidence:
        wrong *= 1.0 - each.score
    return round(1.0 - wrong, 6)


def strongest(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Sort evidence, strongest first."""
    return tuple(sorted(evidence, key=lambda each: (-each.score, each.source, each.start)))


def headline(judged: Judged) -> Piece | None:
    """Find the article's own title in the text.

    Returns:
        The first line that is the title, else the one that the model is surest of, else None.
    """
    layout = judged.reading.layout
    if wanted := key(judged.title):
        for start, end in layout.ranges:
            short = end - start < 2 * len(judged.title) + 20
            if short and key(layout.folded[start:end]) == wanted:
                evidence = Evidence(start, end, "headline", 1.0, "title", "is the document's title")
                return Piece(start, end, "headline", 1.0, (evidence,))
    column = judged.rows[:, LINE_LABELS.index("headline")]
    if not len(column) or column.max() < 0.5:
        return None
    number = int(column.argmax())
    start, end = layout.ranges[number]
    score = round(float(column[number]), 4)
    reason = "reads like the title, by its words and its place"
    evidence = Evidence(start, end, "headline", score, MODEL + judged.model, reason)
    return Piece(start, end, "headline", score, (evidence,))


def with_headline(pieces: list[Piece], own: Piece | None) -> list[Piece]:
    """Add the headline's piece unless something cuts into it."""
    if own is None or any(each.start < own.end and own.start < each.end for each in pieces):
        return pieces
    return sorted([*pieces, own], key=lambda piece: piece.start)
