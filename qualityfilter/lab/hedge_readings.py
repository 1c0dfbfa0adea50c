"""Sentences in other languages than English whose hedges were read, and how the cues do on them.

The readings hold no text: they name a sentence by the record that it stands in and by offsets.
From a checkout, `python -m qualityfilter.lab.hedge_readings DATA` prints the figures.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qualityfilter.core.data import HEDGE_LABELS
from qualityfilter.hedging.lexica import ENGLISH, LEXICA
from qualityfilter.hedging.matching import cue_hits
from qualityfilter.lab.corpus import find, read_jsonl
from qualityfilter.text.characters import fold

READINGS = "readings.jsonl"
"""Name of the file, beside the hedge model."""

_PRIOR = 4
"""So many imagined hits at the language's pooled precision: a cue seen twice is not yet sure."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence that was read.

    Attributes:
        lang: its language.
        learn: whether cues were made from it; else it only measures them.
        text: folded.
        types: how it is hedged.
    """

    lang: str
    learn: bool
    text: str
    types: frozenset[str]


def load_readings(path: Path, data: Path) -> list[Reading]:
    """Load readings with their sentences.

    Args:
        path: of the readings: `file`, `id`, `start`, `end`, `lang`, `half`, `types`.
        data: the folder that holds the files that they name.
    """
    rows = list(read_jsonl(path))
    texts = {}
    for name in sorted({row["file"] for row in rows}):
        wanted = {row["id"] for row in rows if row["file"] == name}
        for record in read_jsonl(find(data, name)):
            if record["id"] in wanted and record["split"] == "train":
                texts[name, record["id"]] = record["text"]
    return [
        Reading(
            row["lang"],
            row["half"] == "learn",
            fold(texts[row["file"], row["id"]][row["start"] : row["end"]]),
            frozenset(row["types"]),
        )
        for row in rows
    ]


def measure_lexica(readings: Iterable[Reading]) -> dict[str, float]:
    """Return each cue's smoothed precision on the sentences that cues were not made from.

    Returns:
        (right + 4 * pooled) / (hits + 4) by cue id, sorted, to three decimals, where pooled is
        the precision of all cues of the language together.
    """
    hits, right = Counter[str](), Counter[str]()
    for reading in readings:
        if not reading.learn and reading.lang in LEXICA:
            for number in cue_hits(reading.text, reading.lang).found:
                cue = LEXICA[reading.lang][number]
                hits[cue.id] += 1
                right[cue.id] += cue.label in reading.types
    measured = {}
    for lang in LEXICA.keys() - {ENGLISH}:
        names = [cue.id for cue in LEXICA[lang]]
        total = sum(hits[name] for name in names)
        pooled = sum(right[name] for name in names) / total if total else 0.5
        for name in names:
            measured[name] = (right[name] + _PRIOR * pooled) / (hits[name] + _PRIOR)
    return {name: round(min(measured[name], 0.999), 3) for name in sorted(measured)}


def reading_figures(readings: Sequence[Reading]) -> Iterator[tuple[str, str, Mapping[str, float]]]:
    """Yield for each language and type how marks by cues agree with the half that measures."""
    for lang in sorted(LEXICA.keys() - {ENGLISH}):
        mine = [each for each in readings if each.lang == lang and not each.learn]
        found = [
            {LEXICA[lang][number].label for number in cue_hits(each.text, lang).found}
            for each in mine
        ]
        yield (
            lang,
            "any",
            _figures([(bool(f), bool(m.types)) for f, m in zip(found, mine, strict=True)]),
        )
        for label in HEDGE_LABELS:
            pairs = [(label in f, label in m.types) for f, m in zip(found, mine, strict=True)]
            yield lang, label, _figures(pairs)


def _figures(pairs: Sequence[tuple[bool, bool]]) -> dict[str, float]:
    right = sum(marked and wanted for marked, wanted in pairs)
    marked, wanted = sum(mark for mark, _ in pairs), sum(want for _, want in pairs)
    return {
        "read": len(pairs),
        "hedged": wanted,
        "f1": 2 * right / (marked + wanted) if marked + wanted else 0.0,
        "precision": right / marked if marked else 0.0,
        "recall": right / wanted if wanted else 0.0,
    }


def _print(data: Path) -> None:
    beside = Path(__file__).parents[2] / "models" / "hedges" / READINGS
    for lang, label, row in reading_figures(load_readings(beside, data)):
        numbers = "  ".join(
            f"{name} {value:.3f}".replace(".000", "") for name, value in row.items()
        )
        sys.stdout.write(f"{lang}  {label}  {numbers}\n")


if __name__ == "__main__":
    _print(Path(sys.argv[1]))
