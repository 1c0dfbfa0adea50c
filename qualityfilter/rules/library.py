"""The rules of a filter: the lexicon, the structural patterns, and the user's own."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qualityfilter.core.data import FAMILIES
from qualityfilter.core.measured import measured
from qualityfilter.core.names import known
from qualityfilter.rules.engine import RuleSet
from qualityfilter.rules.own import OwnRule
from qualityfilter.rules.phrases import Kind, Phrases, load_phrases
from qualityfilter.rules.rule import Rule
from qualityfilter.rules.sections import ABOUT, REASON
from qualityfilter.rules.structures import RULES
from qualityfilter.text.characters import IntArray


@dataclass(frozen=True, slots=True)
class Source:
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
    """

    phrases: Phrases
    structures: RuleSet
    own: RuleSet
    scores: dict[str, float]

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
        held = np.unique(self.phrases.groups).tolist()  # a choice of phrases keeps all kinds
        if any(self.phrases.kinds[at].label == "about" for at in held):
            score = self.scores.get(ABOUT, _UNKNOWN)
            found.append(Source(f"rule:{ABOUT}", ABOUT, "about", score, REASON))
        return tuple(found)

    @functools.cached_property
    def kinds(self) -> IntArray:
        """The number of each source's kind."""
        names = [source.kind for source in self.sources]
        return np.unique(names, return_inverse=True)[1] if names else np.empty(0, np.int64)

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
def rule_set(families: tuple[str, ...] | None = None, own_rules: tuple[OwnRule, ...] = ()) -> Rules:
    """The rules of some families, and the user's own, made ready once.

    Args:
        families: names of families; None means all.
        own_rules: the user's.

    Raises:
        SettingsError: there is no such family.
    """
    chosen = FAMILIES if families is None else families
    for name in chosen:
        known("rule family", name, FAMILIES)
    known_scores = scores()
    structures = [rule for rule in RULES if rule.label in chosen]
    own = {each.rule(): each.score for each in own_rules}
    return Rules(
        phrases=load_phrases().of(chosen),
        structures=RuleSet(
            structures, dict.fromkeys((r.id for r in structures), 1.0), together=True
        ),
        own=RuleSet(list(own), {rule.id: score for rule, score in own.items()}),
        scores=known_scores,
    )


def scores() -> dict[str, float]:
    """The measured precision of each source of evidence, 0 to 1."""
    return measured("rules", "precision.json")
