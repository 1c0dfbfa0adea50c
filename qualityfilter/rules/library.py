"""The rules of a filter: the lexicon, the structural patterns, and the user's own."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from qualityfilter.core.data import FAMILIES
from qualityfilter.core.measured import measured
from qualityfilter.core.names import known
from qualityfilter.rules.engine import RuleSet
from qualityfilter.rules.keep import Keep, keep_of
from qualityfilter.rules.own import OwnRule
from qualityfilter.rules.phrases import Kind, Phrases, load_phrases
from qualityfilter.rules.repeats import KINDS as REPEATS
from qualityfilter.rules.rule import Rule
from qualityfilter.rules.sections import ABOUT, REASON
from qualityfilter.rules.structures import RULES
from qualityfilter.text.characters import IntArray


class Source(NamedTuple):
    """What a finding comes from.

    Attributes:
        name: how evidence names it: `phrase:<label>.<group>.<lang>` or `rule:<id>`.
        kind: `<label>.<group>`, the same in every language, or the pattern's id.
        label: what it speaks for.
        score: 0 to 1, how often what it found in labelled texts was junk.
        reason: one line for a reader.
    """

    name: str
    kind: str
    label: str
    score: float
    reason: str


@dataclass(frozen=True, eq=False)
class Rules:
    """Rules, ready for use.

    Attributes:
        phrases: of the lexicon.
        structures: patterns for what is no phrase.
        own: the user's.
        scores: of repeats and of what stands outside the learned stages, by name.
        sections: whether to look for what somebody says of himself under a heading.
        repeats: kinds of repeats that are looked for.
        keep: what is never cut.
    """

    phrases: Phrases
    structures: RuleSet
    own: RuleSet
    scores: dict[str, float]
    sections: bool = False
    repeats: frozenset[str] = frozenset(REPEATS)
    keep: Keep = field(default_factory=Keep)

    @functools.cached_property
    def sources(self) -> tuple[Source, ...]:
        """What findings come from: the groups of the lexicon, then the patterns."""
        named: list[tuple[str, str, Kind | Rule]]
        named = [(each.source, each.kind, each) for each in self.phrases.kinds]
        named += [(f"rule:{each.id}", each.id, each) for each in self.structures.rules]
        found = [
            Source(name, kind, each.label, self.scores.get(kind, _UNKNOWN), each.reason)
            for name, kind, each in named
        ]
        if self.sections:
            score = self.scores.get(ABOUT, _UNKNOWN)
            found.append(Source(f"rule:{ABOUT}", ABOUT, "about", score, REASON))
        return tuple(found)

    @functools.cached_property
    def kinds(self) -> IntArray:
        """The number of each source's kind."""
        names = [source.kind for source in self.sources]
        numbers = {name: number for number, name in enumerate(sorted(set(names)))}
        return np.array([numbers[name] for name in names], dtype=np.int64)

    @functools.cached_property
    def bare(self) -> npt.NDArray[np.bool_]:
        """Whether one word of each kind of phrase may stand before a sentence without a sign."""
        return np.array([kind.bare for kind in self.phrases.kinds], bool)

    @functools.cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each source by its name."""
        return {source.name: number for number, source in enumerate(self.sources)}


_UNKNOWN = 0.8
"""The score of what was never seen in labelled texts: that of all findings together, about."""


@functools.lru_cache(maxsize=8)
def rule_set(
    families: tuple[str, ...] | None = None,
    own_rules: tuple[OwnRule, ...] = (),
    off: tuple[str, ...] = (),
    keep: tuple[str, ...] = (),
) -> Rules:
    """The rules of some families, and the user's own, made ready once.

    Args:
        families: names of families; None means all.
        own_rules: the user's.
        off: names of single rules, groups and kinds of repeats that are left out; see `names`.
        keep: what is never cut; see `Settings.keep`.

    Raises:
        SettingsError: there is no such family, or what is to be kept is no phrase or pattern.
    """
    chosen = FAMILIES if families is None else families
    for name in chosen:
        known("rule family", name, FAMILIES)
    known_scores = scores()

    def is_used(each: Kind | Rule) -> bool:
        return not off or {*off}.isdisjoint(names(each))

    structures = [rule for rule in RULES if rule.label in chosen and is_used(rule)]
    own = {rule: each.score for each in own_rules if is_used(rule := each.rule())}
    phrases = load_phrases()
    wanted = [kind.label in chosen and is_used(kind) for kind in phrases.kinds]
    return Rules(
        phrases=phrases.of(np.array(wanted, bool)),
        structures=RuleSet(
            structures, dict.fromkeys((r.id for r in structures), 1.0), together=True
        ),
        own=RuleSet(list(own), {rule.id: score for rule, score in own.items()}),
        scores=known_scores,
        sections="about" in chosen and {*off}.isdisjoint(_ABOUT),
        repeats=frozenset(REPEATS) - {*off},
        keep=keep_of(keep),
    )


def names(each: Kind | Rule) -> tuple[str, str]:
    """The names by which a group or rule can be left out: as evidence has it, and without the kind.

    The second is that of a group in every language.
    """
    if isinstance(each, Kind):
        return each.source, each.kind
    return f"rule:{each.id}", each.id


_ABOUT = (f"rule:{ABOUT}", ABOUT)


def all_names(own_rules: Sequence[OwnRule] = ()) -> Iterator[str]:
    """Every name that a group, a rule or a kind of repeat can be left out by."""
    for kind in load_phrases().kinds:
        yield from names(kind)
    for rule in (*RULES, *(own.rule() for own in own_rules)):
        yield from names(rule)
    yield from (*_ABOUT, *REPEATS)


def scores() -> dict[str, float]:
    """The measured precision of each source of evidence, 0 to 1."""
    return measured("rules", "precision.json")
