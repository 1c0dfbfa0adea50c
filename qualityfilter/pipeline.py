"""The path on one screen: lay out, judge, decide, hedge, cut, score."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from qualityfilter.config import Settings
from qualityfilter.data import (
    CleanResult,
    Document,
    Evidence,
    Failure,
    Hedging,
    Page,
    Provenance,
    Span,
    cut,
)
from qualityfilter.decide import decide, headline, with_headline
from qualityfilter.errors import ContentError, DigestMismatch, InputError
from qualityfilter.hedging.detect import Hedge, find_hedges
from qualityfilter.intake import as_document, take_in
from qualityfilter.lines.batch import make_batch
from qualityfilter.lines.features import Features, featurize
from qualityfilter.lines.hints import NO_HINTS, hints
from qualityfilter.lines.markup import markup
from qualityfilter.lines.model import LineModel
from qualityfilter.lines.tokens import FloatArray
from qualityfilter.loaded import Loaded, Models, load
from qualityfilter.passages import Remains
from qualityfilter.profiles import Profile, digest_of, repeated
from qualityfilter.quality.language import UNDETERMINED, identify
from qualityfilter.quality.score import Cleaned, Rating, rate
from qualityfilter.quality.signals import HEURISTICS, signals
from qualityfilter.quality.verdict import Case, judge
from qualityfilter.rules.engine import match
from qualityfilter.segments import Layout
from qualityfilter.spans import cut_ranges, hedge_spans, kept_ranges, line_spans, with_margins
from qualityfilter.standard import page_likeness
from qualityfilter.stretch import in_stretch

BATCH_CHARACTERS = 1 << 18
"""A batch is closed early when its texts hold this many characters: memory stays flat, and
what is worked on fits the processor's cache."""


class QualityFilter:
    """Cleans documents by one set of settings and models for lines, hedges and quality.

    Models are loaded at first use. A filter pickles as its settings, its models' names or
    folders and their digests, and may be used by several threads at once.

    Args:
        settings: how it behaves.
        model: the line model: a packaged model's name, or the folder of one.
        hedge_model: the hedge model, likewise.
        quality_model: the quality model, likewise.
        profiles: of sites, as `learn_site` gives them, by the `source` of their documents.
        trust: load models that do not come with this release; see `artifact.load`.
    """

    def __init__(  # noqa: PLR0913 - each is a thing of its own, and all but the first have names
        self,
        settings: Settings | None = None,
        *,
        model: str | Path = "default",
        hedge_model: str | Path = "hedges",
        quality_model: str | Path = "quality",
        profiles: Mapping[str, Profile] | None = None,
        trust: bool = False,
    ) -> None:
        self.settings = settings or Settings()
        self.profiles = dict(profiles or {})
        self.models = Models(model, hedge_model, quality_model)
        self.trust = trust
        self._expected: tuple[str, ...] | None = None

    def __getstate__(self) -> dict[str, Any]:
        state = {name: getattr(self, name) for name in ("settings", "models", "profiles", "trust")}
        return {**state, "_expected": _digests(self.loaded.provenance)}

    def clean(self, document: str | Document | Page, *, title: str | None = None) -> CleanResult:
        """Clean one document.

        Args:
            document: a text, a Document, or a Page.
            title: the article's title where it is known; overrides the document's.

        Raises:
            InputError: neither a text nor a Document.
            ContentError: the document could not be cleaned.
        """
        item = document if isinstance(document, Page) else as_document(document)
        if title is not None:
            item = replace(item, title=title)
        (result,) = self._clean_batch([item])
        if isinstance(result, Failure):
            raise ContentError(result)
        return result

    def clean_many(
        self, documents: Iterable[str | Document | Page], batch_size: int = 256
    ) -> Iterator[CleanResult | Failure]:
        """Clean documents in batches, lazily and in order.

        Args:
            documents: texts, Documents or Pages.
            batch_size: how many are worked on at a time; results do not depend on it.

        Yields:
            For each document its result, or a Failure in its place.

        Raises:
            InputError: `documents` is itself a text, or `batch_size` is below 1.
        """
        if isinstance(documents, (str, bytes, Document, Page)):
            raise InputError("clean_many takes several documents; call clean for a single one")
        if batch_size < 1:
            raise InputError(f"batch_size is {batch_size}; it must be at least 1")
        return chain.from_iterable(map(self._clean_batch, _batches(documents, batch_size)))

    def _clean_batch(self, items: Sequence[object]) -> list[CleanResult | Failure]:
        """Clean a batch; if anything goes wrong in it, each document alone."""
        loaded = self.loaded
        try:
            laid = [take_in(item, self.settings.sizes) for item in items]
            results = iter(
                self._results([each for each in laid if isinstance(each, tuple)], loaded)
            )
            return [each if isinstance(each, Failure) else next(results) for each in laid]
        except Exception as error:  # noqa: BLE001 - the border of a batch
            if len(items) > 1:
                return [result for item in items for result in self._clean_batch([item])]
            message = f"{type(error).__name__}: {error}"
            return [Failure(getattr(items[0], "id", None), "internal", message)]

    def _results(
        self, laid: Sequence[tuple[Document, Layout]], loaded: Loaded
    ) -> list[CleanResult]:
        """Judge all lines of some documents together, then each document."""
        documents, layouts = [document for document, _ in laid], [layout for _, layout in laid]
        titles = [document.title or "" for document in documents]
        found = match(loaded.rules, layouts)
        hinted = np.concatenate([NO_HINTS, *map(hints, layouts, found)])
        batch = make_batch(layouts, titles)
        features = featurize(batch)
        probabilities = loaded.lines.predict(features, hinted)
        probabilities = _by_tags(loaded.lines, documents, layouts, features, probabilities)
        probabilities = loaded.lines.corrected(features, probabilities)
        drafts: list[Draft] = []
        position = 0
        for document, layout, evidence in zip(documents, layouts, found, strict=True):
            rows = probabilities[position : position + len(layout.starts)]
            position += len(layout.starts)
            if not _has_tags(loaded.lines, document):
                rows = in_stretch(layout, rows)
            drafts.append(self._draft(document, layout, rows, evidence))
        hedged: Sequence[list[Hedge] | None] = [None] * len(drafts)
        if loaded.hedges is not None:
            hedged = find_hedges(loaded.hedges, batch.tokens, [draft.remains for draft in drafts])
        cleaned = list(map(self._cleaned, drafts, hedged, batch.titles))
        ratings = rate(loaded.quality, batch.tokens, cleaned, trace=self.settings.trace)
        off = loaded.hedges is None
        states: list[Hedging] = [
            "off" if off else "unsupported" if hedges is None else "done" for hedges in hedged
        ]
        return list(map(self._result, drafts, cleaned, ratings, states))

    def _draft(
        self, document: Document, layout: Layout, rows: FloatArray, evidence: list[Evidence]
    ) -> Draft:
        """Decide what the lines of one document are."""
        loaded, title = self.loaded, document.title or ""
        bar = replace(loaded.bar, tagged=_has_tags(loaded.lines, document))
        if profile := self.profiles.get(document.source or ""):
            evidence = [*evidence, *repeated(profile, layout, rows, bar.scores)]
        pieces = decide(layout, title, rows, evidence, bar)
        pieces = with_headline(pieces, headline(layout, rows, title, loaded.provenance.model))
        spans = line_spans(pieces, self.settings)
        kept = kept_ranges(layout.ranges, cut_ranges(spans))
        language = _language(document, layout, kept)
        known = None if language == UNDETERMINED else language
        return Draft(document, layout, rows, spans, Remains(layout, kept, known))

    def _cleaned(self, draft: Draft, hedges: Sequence[Hedge] | None, title: str) -> Cleaned:
        """Mark and cut one document."""
        spans = with_margins(draft.layout, hedge_spans(draft.spans, hedges or (), self.settings))
        kept = kept_ranges(draft.layout.ranges, cut_ranges(spans))
        remains = replace(draft.remains, ranges=kept)
        return Cleaned(cut(draft.layout.text, spans), spans, remains, title, draft.language)

    def _result(
        self, draft: Draft, cleaned: Cleaned, rating: Rating, hedging: Hedging
    ) -> CleanResult:
        """Judge one document."""
        settings, raw, language = self.settings, draft.layout.text, draft.language
        wanted = None if settings.signals else tuple(filter(HEURISTICS.get, settings.decisions))
        found = () if wanted == () else signals(cleaned.text, language, wanted)
        page = 1.0 if draft.document.blocks else page_likeness(draft.rows)
        case = Case(rating.scores, cleaned.spans, cleaned.remains, language, page, found)
        return CleanResult(
            document=draft.document,
            text=cleaned.text,
            spans=tuple(cleaned.spans),
            scores=rating.scores,
            verdict=judge(case, settings),
            provenance=self.loaded.provenance,
            hedging=hedging,
            language=language,
            kinds=rating.kinds,
            signals=found if settings.signals else (),
            raw_signals=signals(raw, language) if settings.raw_signals else (),
            measures=rating.measures,
            trace=_trace(draft.layout, draft.rows) if settings.trace else (),
        )

    @functools.cached_property
    def loaded(self) -> Loaded:
        """The models, with the rules and threshold that the settings want."""
        found = load(self.settings, self.models, self.trust)
        if self.profiles:
            made = replace(found.provenance, profiles_digest=digest_of(self.profiles))
            found = replace(found, provenance=made)
        if self._expected not in (None, _digests(found.provenance)):
            raise DigestMismatch(f"{self.models} are not those that this filter was pickled with")
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """One document with its lines decided.

    Attributes:
        document: as it was given.
        layout: of its text.
        rows: probabilities of each line.
        spans: what is cut or marked so far.
        remains: what stays.
    """

    document: Document
    layout: Layout
    rows: FloatArray
    spans: list[Span]
    remains: Remains

    @property
    def language(self) -> str:
        """Of what stays, an ISO 639-1 code or `und`."""
        return UNDETERMINED if self.remains.lang is None else self.remains.lang


def _has_tags(lines: LineModel, document: Document) -> bool:
    """Say whether a document's lines are judged by its tags, too."""
    return lines.pages is not None and bool(document.blocks)


def _by_tags(
    lines: LineModel,
    documents: Sequence[Document],
    layouts: Sequence[Layout],
    features: Features,
    rows: FloatArray,
) -> FloatArray:
    """Let the tags of those documents that came from pages revise their lines' chances."""
    tagged = [number for number, each in enumerate(documents) if _has_tags(lines, each)]
    chosen = np.flatnonzero(np.isin(features.documents, tagged))
    if lines.pages is None or not len(chosen):
        return rows
    marks = markup([layouts[at] for at in tagged], [documents[at].blocks for at in tagged])
    found = rows.copy()
    found[chosen] = lines.pages.revise(features.rows(chosen), rows[chosen], marks)
    return found


def _language(document: Document, layout: Layout, kept: Sequence[tuple[int, int]]) -> str:
    """Give the language that the caller names, or that what stays is in."""
    if document.lang is not None:
        return document.lang.lower().replace("_", "-").partition("-")[0]
    return identify("\n".join(layout.folded[start:end] for start, end in kept))


def _digests(made: Provenance) -> tuple[str, ...]:
    return made.model_digest, made.hedge_digest, made.quality_digest, made.profiles_digest


def _trace(layout: Layout, rows: FloatArray) -> tuple[tuple[int, int, tuple[float, ...]], ...]:
    rated = zip(layout.ranges, rows.tolist(), strict=True)
    return tuple((start, end, tuple(row)) for (start, end), row in rated)


def _batches(items: Iterable[object], size: int) -> Iterator[list[object]]:
    batch: list[object] = []
    characters = 0
    for item in items:
        batch.append(item)
        characters += _size(item)
        if len(batch) == size or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


_MARKUP = 16
"""Characters of a page for one of its text, about."""


def _size(item: object) -> int:
    """Give about how many characters there are to work on."""
    if isinstance(item, Page):
        return len(item.html) // _MARKUP if isinstance(item.html, (str, bytes)) else 0
    text = item.text if isinstance(item, Document) else item
    return len(text) if isinstance(text, str) else 0
