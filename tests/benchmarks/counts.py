"""Count what a text costs in calls: `python -m tests.benchmarks.counts [--write]`.

Calls are the same on every machine, however busy it is. Counted are calls of the package's own
functions, and calls from these into numpy; neither operators nor what a library does inside are
seen. With `--write` the counts are written down; `tests/test_counts.py` fails when one of them has
since risen by more than a tenth.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import numpy as np

import qualityfilter as qf
from tests.benchmarks.speed import made_texts

WRITTEN = Path(__file__).with_name("counts.json")
TEXTS = 20
MARGIN = 1.1
"""So much may a count be, for one that is written down."""

_OURS = str(Path(qf.__file__).parent)
_NUMPY = str(Path(np.__file__).parent)


def counted(work: Callable[[], object]) -> Counter[str]:
    """Count the calls that some work makes: `python`, `numpy`."""
    found: Counter[str] = Counter()

    def seen(frame: FrameType, event: str, value: Any) -> None:
        if event == "call":
            code = frame.f_code
            if code.co_filename.startswith(_OURS):
                found["python"] += not code.co_name.startswith("<")  # comprehensions are none
            elif code.co_filename.startswith(_NUMPY):
                found["numpy"] += _is_ours(frame.f_back)
        elif event == "c_call" and _is_ours(frame):
            found["numpy"] += isinstance(getattr(value, "__self__", None), (np.ndarray, np.ufunc))

    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(None)
    return found


def _is_ours(frame: FrameType | None) -> bool:
    return frame is not None and frame.f_code.co_filename.startswith(_OURS)


def counts() -> dict[str, int]:
    """Calls a text, one by one and in a batch."""
    texts, quality_filter = made_texts(TEXTS), qf.QualityFilter()

    def singly() -> None:
        for text in texts:
            quality_filter.clean(text)

    def together() -> None:
        for _ in quality_filter.clean_many(texts):
            pass

    found = {}
    for name, work in (("single", singly), ("batch", together)):
        work()  # what is made once is made now
        for kind, count in sorted(counted(work).items()):
            found[f"{name}_{kind}"] = round(count / TEXTS)
    return found


def main() -> int:
    """Print the counts beside those that are written down."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.counts")
    parser.add_argument("--write", action="store_true", help="write the counts down")
    found = counts()
    if parser.parse_args().write:
        WRITTEN.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    written = json.loads(WRITTEN.read_text(encoding="utf-8"))
    for name, count in found.items():
        print(f"{name:<16}{count:>8,}{written[name]:>10,} written down")
    return int(any(count > MARGIN * written[name] for name, count in found.items()))


if __name__ == "__main__":
    sys.exit(main())
