"""A step for datatrove's pipelines: cleans documents, and filters them by their verdict.

    pipeline = [JsonlReader("in"), QualityFilterStep(), JsonlWriter("out")]

What was found stands in a document's metadata under `qualityfilter`, named as the columns of
`qualityfilter.integrations.columns`; what an earlier run left there is kept inside it, as `before`.
A document that is dropped, or that could not be cleaned, keeps its text as it was.
"""

from __future__ import annotations

from typing import Any

from qualityfilter.core.data import CleanResult, Document, Failure
from qualityfilter.core.names import known
from qualityfilter.integrations._imports import extra
from qualityfilter.integrations.columns import row
from qualityfilter.pipeline.default import filter_for
from qualityfilter.pipeline.filter import QualityFilter

with extra("datatrove"):
    from datatrove.pipeline.filters.base_filter import BaseFilter

KEY = "qualityfilter"
"""The key of a document's metadata that holds what was found."""

FAILED = "failed"
"""Stands among verdicts for a document that could not be cleaned."""


class QualityFilterStep(BaseFilter):  # type: ignore[misc] # no types
    """Cleans documents, and drops those with some verdicts.

    Title, address and site are read from the metadata's `title`, `url` and `source`, where those
    are strings.

    Args:
        quality_filter: cleans; None: the default one.
        drop: verdicts of documents that are not forwarded: `accept`, `review`, `reject`, and
            `failed` for those that could not be cleaned. They are counted by the first reason,
            and written by the exclusion writer with this as `filter_reason`.
        spans: whether to hold the spans and the original text, too.
        exclusion_writer: one of datatrove's writers, for what is dropped.
        batch_size: documents worked on at a time; results do not depend on it.
    """

    name = "qualityfilter"

    def __init__(
        self,
        quality_filter: QualityFilter | None = None,
        drop: tuple[str, ...] = ("reject", FAILED),
        spans: bool = False,
        exclusion_writer: Any = None,
        batch_size: int = 256,
    ) -> None:
        super().__init__(exclusion_writer, batch_size)
        for verdict in drop:
            known("verdict", verdict, ("accept", "review", "reject", FAILED))
        self.quality_filter = quality_filter
        self.drop = drop
        self.spans = spans

    def filter(self, doc: Any) -> bool | tuple[bool, str]:
        """Clean one document, and say whether to forward it, or why not."""
        return self.filter_batch([doc])[0]

    def filter_batch(self, batch: list[Any]) -> list[bool | tuple[bool, str]]:
        """Do so with several documents."""
        quality_filter = self.quality_filter or filter_for()
        results = quality_filter.clean_many(map(_document, batch))
        return [self._settle(doc, result) for doc, result in zip(batch, results, strict=True)]

    def _settle(self, doc: Any, result: CleanResult | Failure) -> bool | tuple[bool, str]:
        before = {"before": doc.metadata[KEY]} if KEY in doc.metadata else {}
        doc.metadata[KEY] = {**row(result, spans=self.spans), **before}
        if isinstance(result, Failure):
            return self._forward(doc, doc.text, FAILED, FAILED)
        reason = next((each.code for each in result.verdict.reasons), "accept")
        return self._forward(doc, result.text, result.verdict.decision, reason)

    def _forward(self, doc: Any, text: str, verdict: str, reason: str) -> bool | tuple[bool, str]:
        self.stat_update(f"verdict_{verdict}")
        if verdict in self.drop:
            return False, reason
        self.stat_update("characters_cut", value=len(doc.text or "") - len(text or ""))
        doc.text = text
        return True


def _document(doc: Any) -> Document:
    said: dict[str, Any] = {
        name: _string(doc.metadata.get(name)) for name in ("title", "url", "source")
    }
    return Document(doc.text, id=doc.id, **said)


def _string(value: object) -> str | None:
    return value if isinstance(value, str) else None
