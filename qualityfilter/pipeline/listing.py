"""What a filter looks for, as a list, and where each of it stands in a text."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from qualityfilter.core.config import Settings
from qualityfilter.core.data import FAMILIES, CleanResult
from qualityfilter.hedging.lexica import LEXICA, cue_scores
from qualityfilter.rules.library import Rules, rule_set
from qualityfilter.rules.own import FAMILY
from qualityfilter.rules.repeats import KINDS, repeats
from qualityfilter.rules.scan import read


@dataclass(frozen=True, slots=True)
class Listed:
    """A rule, a group of phrases in one language, a kind of repeat, or a cue.

    Attributes:
        name: as evidence has it, such as `phrase:social.follow.en`; `Settings.off` takes it.
        kind: the same without its kind; of phrases in every language, such as `social.follow`.
        label: what it speaks for.
        lang: ISO 639-1 code of its language; empty where it knows none.
        precision: 0 to 1, how often it was right in labelled texts, of rules of the user's own
            what these say; None where that is not known.
        reason: what it means, one line for a reader.
        used: whether the settings use it.
    """

    name: str
    kind: str
    label: str
    lang: str
    precision: float | None
    reason: str
    used: bool


def list_rules(settings: Settings) -> list[Listed]:
    """List all that there is to look for, sorted by label and name.

    Args:
        settings: say what of it is used, and have rules of their own.
    """
    every, off = rule_set(None, settings.own_rules), {*settings.off}
    families = {*(FAMILIES if settings.rules is None else settings.rules)}
    found = [Listed(*each, used=_is_used(each, families, off, settings)) for each in _all(every)]
    return sorted(found, key=lambda each: (each.label, each.kind, each.lang))


_Row = tuple[str, str, str, str, float | None, str]


def _all(rules: Rules) -> Iterator[_Row]:
    langs = [kind.lang for kind in rules.phrases.kinds]
    for at, source in enumerate(rules.sources):
        lang = langs[at] if at < len(langs) else ""
        known = rules.scores.get(source.kind)
        yield source.name, source.kind, source.label, lang, known, source.reason
    for rule in rules.own.rules:
        yield f"rule:{rule.id}", rule.id, rule.label, "", rules.own.scores[rule.id], rule.reason
    for kind, (label, reason) in KINDS.items():
        yield kind, kind, label, "", rules.scores.get(kind), reason
    for lang, cues in LEXICA.items():
        for cue, score in zip(cues, cue_scores(lang), strict=True):
            yield f"cue:{cue.id}", cue.id, cue.label, lang, score, cue.reason


def _is_used(each: _Row, families: set[str], off: set[str], settings: Settings) -> bool:
    name, kind, label, *_ = each
    if name in off or kind in off:
        return False
    if name.startswith("cue:"):
        return settings.hedges
    return label in families or kind in KINDS or kind.startswith(f"{FAMILY}.")


def found_in(result: CleanResult, rules: Rules) -> dict[str, list[tuple[int, int, bool]]]:
    """Return what each rule, group, repeat and cue found in a text that was cleaned.

    Args:
        result: of the text.
        rules: those that it was cleaned with.

    Returns:
        By name the ranges of the text, sorted and disjoint, and whether each, or a part of it, was
        cut. What stands side by side, as the pieces of a date do, is one range.
    """
    document = result.document
    (reading,) = read(rules, [document.text])
    findings, layout = reading.findings, reading.layout
    ranges = defaultdict[str, list[tuple[int, int]]](list)
    for source, start, end in zip(
        findings.sources.tolist(), findings.starts.tolist(), findings.ends.tolist(), strict=True
    ):
        ranges[rules.sources[source].name].append((start, end))
    again = repeats(layout.contents, layout.ranges, document.title or "", rules.scores)
    cues = (each for span in result.spans for each in span.evidence)
    said = [*reading.own, *(each for each in again if each.source in rules.repeats)]
    for each in (*said, *(each for each in cues if each.source.startswith("cue:"))):
        ranges[each.source].append((each.start, each.end))
    ends = [span.end for span in result.cuts]
    starts = [span.start for span in result.cuts]

    def is_cut(start: int, end: int) -> bool:
        at = bisect_right(ends, start)
        return at < len(starts) and starts[at] < end

    return {
        name: [(*each, is_cut(*each)) for each in _joined(document.text, found)]
        for name, found in ranges.items()
    }


def _joined(text: str, ranges: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join the ranges that overlap, or that nothing but blanks of one line stand between."""
    first: tuple[int, int] | None = None
    for start, end in sorted(ranges):
        if first is None:
            first = start, end
        elif start <= first[1] or text[first[1] : start].strip(" \t\u00a0") == "":
            first = first[0], max(first[1], end)
        else:
            yield first
            first = start, end
    if first is not None:
        yield first
