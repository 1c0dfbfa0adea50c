"""The path on one screen: lay out, judge, decide, hedge, cut, score."""

from __future__ import annotations

import functools
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from qualityfilter.core.config import Settings
from qualityfilter.core.data import (
    LINE_LABELS,
    CleanResult,
    Document,
    Duplicates,
    Evidence,
    Failure,
    Hedging,
    Page,
    Provenance,
    Span,
    cut,
)
from qualityfilter.core.errors import ContentError, DigestMismatch, InputError
from qualityfilter.core.foreign import calling
from qualityfilter.decide.combine import (
    Judged,
    decide,
    headline,
    likeliest_junk,
    other_stories,
    with_headline,
)
from qualityfilter.decide.profiles import Profile, digest_of, repeated
from qualityfilter.decide.spans import (
    cut_ranges,
    hedge_spans,
    kept_ranges,
    line_spans,
    with_margins,
)
from qualityfilter.hedging.detect import Hedge, find_hedges
from qualityfilter.lines.batch import make_batch
from qualityfilter.lines.blas import one_thread
from qualityfilter.lines.features import Features, featurize
from qualityfilter.lines.markup import markup
from qualityfilter.lines.model import LineModel
from qualityfilter.lines.zone import page_likeness
from qualityfilter.pipeline import forks
from qualityfilter.pipeline.intake import as_document, missing, take_in, too_many
from qualityfilter.pipeline.loaded import Loaded, Models, load
from qualityfilter.pipeline.warned import warn_of
from qualityfilter.quality.language import UNDETERMINED, identify
from qualityfilter.quality.score import Cleaned, Rating, rate
from qualityfilter.quality.signals import HEURISTICS, signals
from qualityfilter.quality.verdict import Case, judge
from qualityfilter.rules.scan import Reading, read
from qualityfilter.text.characters import IntArray
from qualityfilter.text.kept import KeptText
from qualityfilter.text.segments import SegmentedText
from qualityfilter.text.tokens import FloatArray, tokenize

_logger = logging.getLogger(__name__)

BATCH_CHARACTERS = 1 << 18
"""A batch is closed early when its texts hold this many characters: memory stays flat, and
what is worked on fits the processor's cache."""

BATCH_LINES = 1 << 14
"""Likewise when they have this many lines, each of which takes some 2,000 bytes."""


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
        trust: load models that do not come with this release; see `core.artifact.load`.
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

    def clean(
        self,
        document: str | Document | Page | None,
        *,
        title: str | None = None,
        url: str | None = None,
        lang: str | None = None,
    ) -> CleanResult:
        """Clean one document.

        Args:
            document: a text, a Document, or a Page. None and NaN, as a missing cell of a table is,
                are an empty text.
            title: the article's title where it is known; overrides the document's.
            url: the address it came from; likewise.
            lang: ISO 639-1 code of its language; likewise.

        Raises:
            InputError: neither a text nor a Document.
            ContentError: the document could not be cleaned.

        Warns:
            QualityFilterWarning: the text looks like HTML or JSON.
        """
        if isinstance(document, str):
            warn_of(document)
        item = document if isinstance(document, Page) else as_document(document)
        given: dict[str, Any] = {"title": title, "url": url, "lang": lang}
        given = {name: each for name, each in given.items() if not missing(each)}
        item = replace(item, **given) if given else item
        (result,) = self._clean_batch([item])
        if isinstance(result, Failure):
            raise ContentError(result)
        return result

    def clean_many(
        self,
        documents: Iterable[str | Document | Page | None],
        batch_size: int = 256,
        *,
        duplicates: Duplicates | None = None,
    ) -> Iterator[CleanResult | Failure]:
        """Clean documents in batches, lazily and in order.

        Args:
            documents: texts, Documents or Pages; None and NaN are empty texts.
            batch_size: how many are worked on at a time; results do not depend on it.
            duplicates: what to do with a document whose cleaned text repeats that of an earlier
                one: `mark` adds the reason `duplicate` to its verdict, which names the earlier one
                by its id, or as `#0` for the first document, `#1` for the second; `drop` leaves
                it out. Needs `qualityfilter[duplicates]`.

        Yields:
            For each document its result, or a Failure in its place.

        Raises:
            InputError: `documents` is itself a text, or `batch_size` is below 1.
            UsageError: `duplicates` is something else, or needs what is not installed.
        """
        if isinstance(documents, (str, bytes, Document, Page)):
            raise InputError("clean_many takes several documents; call clean for a single one")
        if batch_size < 1:
            raise InputError(f"batch_size is {batch_size}; it must be at least 1")
        results = chain.from_iterable(map(self._clean_batch, _batches(documents, batch_size)))
        if duplicates is None:
            return results
        from qualityfilter.pipeline.duplicates import check, told_apart

        check(duplicates)
        return told_apart(results, self.settings, duplicates)

    def _clean_batch(self, items: Sequence[object]) -> Iterator[CleanResult | Failure]:
        """Clean a batch, some of its documents at a time if they have many lines."""
        loaded = self.loaded
        for part in _parts((item, self._taken_in(item)) for item in items):
            yield from self._clean_part(part, loaded)

    def _taken_in(self, item: object) -> Document | Failure:
        """Take in what a caller hands over; if anything goes wrong, the failure."""
        try:
            with forks.working(), calling("a library"):
                return take_in(item, self.settings.sizes)
        except Exception as error:  # noqa: BLE001 - the border of a batch
            return _internal(item, error)

    def _clean_part(self, part: Sequence[Taken], loaded: Loaded) -> list[CleanResult | Failure]:
        """Clean documents; if anything goes wrong, each alone."""
        documents = [laid for _, laid in part if isinstance(laid, Document)]
        try:
            with forks.working(), calling("a library"), one_thread():
                results = iter(self._results(documents, loaded))
                return [
                    laid if isinstance(laid, Failure) else self._with_markup(item, next(results))
                    for item, laid in part
                ]
        except Exception as error:  # noqa: BLE001 - the border of a batch
            if len(part) > 1:
                _logger.debug("a batch failed, so that each document is cleaned alone: %r", error)
                return [result for each in part for result in self._clean_part([each], loaded)]
            if isinstance(error, ContentError):
                return [error.failure]
            return [_internal(part[0][0], error)]

    def _with_markup(self, item: object, result: CleanResult) -> CleanResult:
        """Add what is left of a page in the form that is wanted."""
        wanted = self.settings.markup
        if wanted is None or not isinstance(item, Page):
            return result
        from qualityfilter.pages.kept import as_markdown, kept_html  # they bring parsers along

        html = kept_html(item, result.document, result.spans, self.settings.sizes)
        return replace(result, markup=as_markdown(html) if wanted == "markdown" else html)

    def _results(self, documents: Sequence[Document], loaded: Loaded) -> list[CleanResult]:
        """Judge all pieces of some documents together, then each document."""
        readings = read(loaded.rules, [document.text for document in documents])
        most = self.settings.sizes.max_lines
        for document, reading in zip(documents, readings, strict=True):
            if len(reading.layout.starts) > most:
                raise too_many(document, self.settings.sizes)
        given = [document.title or "" for document in documents]
        batch = make_batch(loaded.rules, readings, given)
        features = featurize(batch)
        titles = batch.titles
        del batch  # what follows needs memory, too
        rows = _judged(loaded.lines, documents, readings, features)
        del features
        ends = np.cumsum([len(reading.layout.starts) for reading in readings])[:-1]
        drafts = list(map(self._draft, documents, readings, np.split(rows, ends)))
        hedged: Sequence[list[Hedge] | None] = [None] * len(drafts)
        lines = [line for reading in readings for line in reading.lines.contents]
        tokens = tokenize(lines)
        if loaded.hedges is not None:
            remains = [draft.remains for draft in drafts]
            hedged = find_hedges(loaded.hedges, tokens, remains, _cues_off(self.settings))
        cleaned = list(map(self._cleaned, drafts, hedged, titles))
        ratings = rate(loaded.quality, tokens, cleaned, trace=self.settings.trace)
        off = loaded.hedges is None
        states: list[Hedging] = [
            "off" if off else "unsupported" if hedges is None else "done" for hedges in hedged
        ]
        return list(map(self._result, drafts, cleaned, ratings, states))

    def _draft(self, document: Document, reading: Reading, rows: FloatArray) -> Draft:
        """Decide what the pieces of one document are."""
        loaded, layout = self.loaded, reading.layout
        judged = Judged(
            reading,
            document.title or "",
            rows,
            self._repeated(document, reading, rows),
            other_stories(document.blocks),
            loaded.provenance.model,
            _has_tags(loaded.lines, document),
        )
        pieces = decide(judged, loaded.rules, loaded.policy)
        pieces = with_headline(pieces, headline(judged))
        spans = line_spans(pieces, self.settings, reading.kept)
        kept = kept_ranges(reading.lines.ranges, cut_ranges(spans))
        language = _language(document, layout, kept)
        known = None if language == UNDETERMINED else language
        remains = KeptText(reading.lines, kept, known)
        return Draft(document, layout, rows, spans, remains, reading.kept)

    def _repeated(
        self, document: Document, reading: Reading, rows: FloatArray
    ) -> Sequence[Evidence]:
        """What the profile of a document's site says of its lines."""
        profile = self.profiles.get(document.source or "") or self.profiles.get(document.site)
        if not profile:
            return ()
        likeliest = likeliest_junk(reading, rows)
        return repeated(profile, reading.lines, self.loaded.rules.scores, likeliest)

    def _cleaned(self, draft: Draft, hedges: Sequence[Hedge] | None, title: str) -> Cleaned:
        """Mark and cut one document."""
        found = hedge_spans(draft.spans, hedges or (), self.settings, draft.kept)
        spans = with_margins(draft.layout, found)
        kept = kept_ranges(draft.remains.layout.ranges, cut_ranges(spans))
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
        case = Case(
            rating.scores, cleaned.spans, cleaned.remains, language, page, found, rating.spam
        )
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
        """The models, with the rules and policy that the settings want."""
        if self.settings.markup is not None:
            from qualityfilter.pages.kept import check_markup

            check_markup(self.settings.markup)
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
        kept: what the settings keep, sorted and disjoint.
    """

    document: Document
    layout: SegmentedText
    rows: FloatArray
    spans: list[Span]
    remains: KeptText
    kept: Sequence[Evidence] = ()

    @property
    def language(self) -> str:
        """Of what stays, an ISO 639-1 code or `und`."""
        return UNDETERMINED if self.remains.lang is None else self.remains.lang


def _cues_off(settings: Settings) -> frozenset[str]:
    """Ids of the cues that the settings leave out."""
    return frozenset(name.removeprefix("cue:") for name in settings.off)


def _has_tags(lines: LineModel, document: Document) -> bool:
    """Return whether a document's lines are judged by its tags, too."""
    return lines.pages is not None and bool(document.blocks)


def _judged(
    lines: LineModel,
    documents: Sequence[Document],
    readings: Sequence[Reading],
    features: Features,
) -> FloatArray:
    """The chances of all pieces: of texts by the last stage, of pages by their tags."""
    first = lines.predict(features)
    pieces = len(features.documents)
    tagged = [number for number, each in enumerate(documents) if _has_tags(lines, each)]
    by_tags = np.isin(features.documents, tagged)
    found = np.empty((pieces, len(LINE_LABELS)), np.float32)
    plain, chosen = _places(~by_tags), _places(by_tags)
    if not by_tags.all():
        found[plain] = lines.conclude(features.rows(plain), first.rows(plain))
    if lines.pages is not None and by_tags.any():
        layouts = [readings[at].layout for at in tagged]
        marks = markup(layouts, [documents[at].blocks for at in tagged])
        found[chosen] = lines.pages.revise(features.rows(chosen), first.together[chosen], marks)
    return lines.corrected(features, found)


def _places(wanted: npt.NDArray[np.bool_]) -> IntArray | slice:
    """The numbers of the pieces that are wanted; if all are, they need not be copied."""
    return slice(None) if wanted.all() else np.flatnonzero(wanted)


def _language(document: Document, layout: SegmentedText, kept: Sequence[tuple[int, int]]) -> str:
    """Return the language that the caller names, or that what stays is in."""
    if document.lang is not None:
        return document.lang.lower().replace("_", "-").partition("-")[0]
    return identify("\n".join(layout.folded[start:end] for start, end in kept))


def _digests(made: Provenance) -> tuple[str, ...]:
    return made.model_digest, made.hedge_digest, made.quality_digest, made.profiles_digest


def _trace(
    layout: SegmentedText, rows: FloatArray
) -> tuple[tuple[int, int, tuple[float, ...]], ...]:
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


Taken = tuple[object, Document | Failure]
"""What a caller handed over, and the document that it is."""


def _parts(taken: Iterable[Taken]) -> Iterator[list[Taken]]:
    """Part what was taken in where it comes to many lines or characters."""
    part: list[Taken] = []
    lines = characters = 0
    for item, laid in taken:
        part.append((item, laid))
        text = laid.text if isinstance(laid, Document) else ""
        lines += text.count("\n") + text.count("\r")
        characters += len(text)
        if lines >= BATCH_LINES or characters >= BATCH_CHARACTERS:
            yield part
            part, lines, characters = [], 0, 0
    if part:
        yield part


def _internal(item: object, error: Exception) -> Failure:
    """The failure of what nobody thought of."""
    message, name = f"{type(error).__name__}: {error}", getattr(item, "id", None)
    _logger.error("document %r could not be cleaned", name, exc_info=error)
    return Failure(name, "internal", message)


_MARKUP = 16
"""Characters of a page for one of its text, about."""


def _size(item: object) -> int:
    """Return about how many characters there are to work on."""
    if isinstance(item, Page):
        return len(item.html) // _MARKUP if isinstance(item.html, (str, bytes)) else 0
    text = item.text if isinstance(item, Document) else item
    return len(text) if isinstance(text, str) else 0
