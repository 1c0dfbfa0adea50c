"""Cleaning beside an asyncio loop: in one thread, and in batches of whatever is waiting."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from qualityfilter.core.data import CleanResult, Document, Failure, Page
from qualityfilter.pipeline.filter import QualityFilter

BATCH = 16
"""Documents cleaned at a time, at most: with more the loop waits longer for its turn."""


class Beside:
    """Cleans what several coroutines wait for.

    One thread, for several would fight the loop for the interpreter; in batches, because a
    document in company takes a fraction of the time that it takes alone.
    """

    def __init__(self, quality_filter: QualityFilter) -> None:
        self._filter = quality_filter
        self._waiting: list[tuple[Document | Page, asyncio.Future[CleanResult | Failure]]] = []
        self._work: asyncio.Task[None] | None = None

    async def clean(self, document: Document | Page) -> CleanResult | Failure:
        """Return the result of one document, or why there is none."""
        loop = asyncio.get_running_loop()
        result: asyncio.Future[CleanResult | Failure] = loop.create_future()
        self._waiting.append((document, result))
        if self._work is None or self._work.done():
            self._work = loop.create_task(self._clean_waiting())
        return await result

    async def _clean_waiting(self) -> None:
        loop = asyncio.get_running_loop()
        with ThreadPoolExecutor(1, "qualityfilter") as thread:
            while self._waiting:
                batch, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
                work = loop.run_in_executor(thread, self._cleaned, [each for each, _ in batch])
                found = (await asyncio.gather(work, return_exceptions=True))[0]
                for at, (_, result) in enumerate(batch):
                    if result.done():
                        continue  # nobody waits for it any more
                    if isinstance(found, BaseException):
                        result.set_exception(found)
                    else:
                        result.set_result(found[at])

    def _cleaned(self, documents: list[Document | Page]) -> list[CleanResult | Failure]:
        return list(self._filter.clean_many(documents))
