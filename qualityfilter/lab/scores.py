"""Measure the package's own tables on data and write what was measured beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from qualityfilter.lab.corpus import find, read_jsonl
from qualityfilter.lab.cue_precision import measure_cues
from qualityfilter.lab.hedge_readings import READINGS, load_readings, measure_lexica
from qualityfilter.lab.precision import measure_rules


def write_scores(data: Path, package: Path) -> Iterator[str]:
    """Write the scores of rules and cues.

    Args:
        data: the folder that holds `labelled/`.
        package: the package's folder.

    Yields:
        A line for each file, with what was measured.
    """
    rules = measure_rules(data)
    yield _write(package / "rules" / "precision.json", rules)
    cues = measure_cues(read_jsonl(find(data, "labelled/hedges")))
    yield _write(package / "hedging" / "precision.json", cues)
    readings = load_readings(package.parent / "models" / "hedges" / READINGS, data)
    yield _write(package / "hedging" / "lexica.json", measure_lexica(readings))


def _write(path: Path, values: Mapping[str, float]) -> str:
    path.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
    return f"{path}: {len(values)} numbers"
