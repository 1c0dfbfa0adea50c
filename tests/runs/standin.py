"""A filter that is quick and does what a text tells it; and the command with it.

`python -m tests.runs.standin clean ...` is the command. In the environment, PAUSE holds seconds
that each record takes, PART and CHUNK how many records a part and a chunk hold, and MEMORY bytes
that a worker may take.
"""

import os
import re
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import qualityfilter as qf
from qualityfilter.core.data import cut

MADE = qf.Provenance("0", "stand-in", "0", "hedges", "0", "quality", "0", "0")
ORDER = re.compile(r"^([A-Z]{3,})(?: (.*))?$", re.M)


class StandIn:
    """Stands in for `QualityFilter`: cuts lines that begin with JUNK.

    A line REJECT has the text rejected, FAIL has it fail, RAISE fails with all that are cleaned
    together, DIE ends the process, `DIE PATH` does so once, as a file remembers,
    `SLEEP SECONDS` takes so long, and `EAT MEGABYTES` so much memory.
    """

    def __init__(self, settings: qf.Settings | None = None, **_: Any) -> None:
        self.settings = settings or qf.Settings()
        self.loaded = SimpleNamespace(provenance=MADE)

    def clean_many(self, documents: Iterable[qf.Document]) -> Iterator[qf.CleanResult | qf.Failure]:
        return map(self._clean, documents)

    def _clean(self, document: qf.Document | qf.Page) -> qf.CleanResult | qf.Failure:
        if isinstance(document, qf.Page):
            html = document.html
            text = html if isinstance(html, str) else html.decode("utf-8", "replace")
            document = qf.Document(text, id=document.id)
        time.sleep(float(os.environ.get("PAUSE", "0")))
        orders = dict(ORDER.findall(document.text))
        if "FAIL" in orders:
            return qf.Failure(document.id, "internal", "it was told to fail")
        _obey(orders)
        return _result(document, "reject" if "REJECT" in orders else "accept")


def _obey(orders: dict[str, str]) -> None:
    if "RAISE" in orders:
        raise ValueError("it was told to raise")
    if "SLEEP" in orders:
        time.sleep(float(orders["SLEEP"]))
    if "EAT" in orders:
        bytearray(int(orders["EAT"]) << 20)
    if "DIE" in orders:
        once = Path(orders["DIE"]) if orders["DIE"] else None
        if once is None or not once.exists():
            if once:
                once.touch()
            os.kill(os.getpid(), signal.SIGKILL)


def _result(document: qf.Document, decision: Any) -> qf.CleanResult:
    spans, at = [], 0
    for line in document.text.splitlines(keepends=True):
        end = at + len(line)
        if line.startswith("JUNK"):
            reason = qf.Evidence(at, end, "social", 0.97, "rule:junk", "says that it is junk")
            spans.append(qf.Span(at, end, "social", 0.97, "cut", (reason,)))
        at = end
    text = cut(document.text, spans)
    scores = qf.Scores(0.7, 0.25, 0.1, 0.2, 0.2, 0, 0, 0, 0, 1, len(text.split()))
    verdict = qf.Verdict(decision, (qf.Reason("short", scores.words, 40),))
    return qf.CleanResult(document, text, tuple(spans), scores, verdict, MADE)


def main() -> None:
    from qualityfilter.__main__ import main as command
    from qualityfilter.records import chunk
    from qualityfilter.records.runs import run, workers

    pipeline: Any = ModuleType("qualityfilter.pipeline.filter")
    pipeline.QualityFilter = StandIn
    sys.modules["qualityfilter.pipeline.filter"] = pipeline
    run.PART_RECORDS = int(os.environ.get("PART", run.PART_RECORDS))
    workers.MEMORY = int(os.environ.get("MEMORY", workers.MEMORY))
    chunk.MOST_RECORDS = int(os.environ.get("CHUNK", chunk.MOST_RECORDS))
    command()


if __name__ == "__main__":
    main()
