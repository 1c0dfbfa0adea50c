"""Which records of a run repeat others: told in the order of the records, however they are cleaned.

Workers make a signature of each text. The one process that writes looks each up, in order, and an
outcome that holds repeats is made anew. So the result does not depend on how many processes there
are. What may be repeated is kept with each finished part, for a run that is taken up again.
"""

from __future__ import annotations

import base64
import functools
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualityfilter.core.data import CleanResult, Verdict
from qualityfilter.quality.verdict import with_reason
from qualityfilter.records.outcome import Candidate, Draft, FailedRecord, Outcome, to_json
from qualityfilter.records.processing import Pair, finish

if TYPE_CHECKING:
    from qualityfilter.core.config import Settings
    from qualityfilter.pipeline.duplicates import Match, Seen


class Repeats:
    """Finds the records that repeat earlier ones.

    Args:
        settings: what the reason `duplicate` leads to.
        before: for each job the files, in order, in which an earlier run kept what it had seen.
    """

    def __init__(self, settings: Settings, before: Sequence[Sequence[Path]] = ()) -> None:
        self._settings = settings
        self._before = list(before)

    def settle(self, job: int, outcome: Outcome) -> Outcome:
        """Return an outcome with its repeats marked, or rejected; to be called in order.

        Args:
            job: number of the job that it belongs to.
            outcome: of the next chunk.
        """
        draft = outcome.draft
        if draft is None:
            return outcome
        self._take_up(job)
        repeats: dict[int, Match] = {}
        fresh = list[Candidate]()
        for each in draft.candidates:
            if match := self._seen.find(each.hashes):
                repeats[each.number] = match
            elif each.lasts:
                self._seen.add(each.name, each.hashes)
                fresh.append(each)
        if repeats:
            outcome, _ = finish(draft.chunk, self._told(draft, repeats), draft.options)
        return replace(outcome, draft=None, seen=b"".join(map(_line, fresh)))

    @functools.cached_property
    def _seen(self) -> Seen:
        from qualityfilter.pipeline.duplicates import Seen

        return Seen()

    def _take_up(self, job: int) -> None:
        """See again what was seen in the finished parts of all jobs up to one."""
        before, self._before[: job + 1] = self._before[: job + 1], [()] * (job + 1)
        for path in (path for paths in before for path in paths):
            with path.open("rb") as lines:
                for name, hashes in map(json.loads, lines):
                    self._seen.add(name, base64.b64decode(hashes))

    def _told(self, draft: Draft, repeats: dict[int, Match]) -> list[Pair | FailedRecord]:
        found = list(draft.found)
        for number, match in repeats.items():
            each = found[number]
            if not isinstance(each, FailedRecord):
                found[number] = (each[0], self._judged(each[1], draft, match))
        return found

    def _judged(self, result: CleanResult, draft: Draft, match: Match) -> CleanResult:
        if draft.options.duplicates == "drop":
            verdict = Verdict("reject", (*result.verdict.reasons, match.reason))
        else:
            verdict = with_reason(result.verdict, match.reason, self._settings)
        return replace(result, verdict=verdict)


def _line(each: Candidate) -> bytes:
    return to_json([each.name, base64.b64encode(each.hashes).decode()]).encode() + b"\n"
