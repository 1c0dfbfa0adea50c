"""The values that flow through the filter: frozen, comparable, picklable.

Offsets are code points of `CleanResult.document.text`, half-open: `text[start:end]`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import accumulate, chain, pairwise
from typing import Any, Literal

from qualityfilter.core import shown
from qualityfilter.core.errors import UsageError
from qualityfilter.core.plain import rebuild
from qualityfilter.core.sites import site_of

Action = Literal["keep", "mark", "cut"]
Decision = Literal["accept", "review", "reject"]
Hedging = Literal["done", "unsupported", "off"]
Duplicates = Literal["mark", "drop"]

SCHEMA = 2
"""Version of what `CleanResult.to_dict` gives."""

LINE_LABELS = (
    "body",
    "headline",
    "metadata",
    "caption",
    "social",
    "subscription",
    "advertising",
    "related",
    "navigation",
    "comments",
    "legal",
    "about",
    "artifact",
)
"""What a line can be. The order is that of the line model's columns."""

ARTICLE_LABELS = ("body", "headline")
"""The line labels that belong to the article; every other one is junk."""

FAMILIES = LINE_LABELS[2:]
"""Rules come in families, one a label of junk."""

HEDGE_LABELS = ("speculative", "unattributed", "hypothetical")
"""What a sentence that stays can be, none or several of them."""

LABELS = (*LINE_LABELS, "duplicate", *HEDGE_LABELS)
"""Every label that a span can have."""


@dataclass(frozen=True, slots=True)
class Block:
    """What a page's tags know of one line of its text.

    Attributes:
        start: first character of the line.
        end: one past its last.
        tag: name of the nearest element that stands on lines of its own, such as `p` or `li`.
        tags: names of the elements around the line, sorted; those that HTML knows.
        words: numbers of the words in that element's classes and id.
        around: those of the elements around it, the nearest last.
        path: numbers, in the order of the page, of the elements around it that stand on lines of
            their own: at most six, the nearest last.
        linked: share of the line that is links, 0 to 1.
        hidden: whether the page says that the line is not shown.
        depth: how many elements are around it.
        told: share of the line that the page's own data names as the article's body, 0 to 1, or
            -1 where it names none.
        element: path of the nearest element that stands on lines of its own, such as
            `/html[1]/body[1]/main[1]/p[3]`: an XPath from the root that the page has in lxml.
            Empty where the line stands in no element, as an article that the page's data has,
            or where the path is longer than 1,000 characters.
        other: whether the line stands in another story than the one that the page is about.
    """

    start: int
    end: int
    tag: str
    tags: tuple[str, ...]
    words: tuple[int, ...]
    around: tuple[int, ...]
    path: tuple[int, ...]
    linked: float
    hidden: bool
    depth: int
    told: float = -1.0
    element: str = ""
    other: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """A web page as a scraper got it.

    Attributes:
        html: a string, bytes, a BeautifulSoup object, or an lxml tree or element.
        url: the address it came from.
        title: the article's title where it is known; else the page's own word is taken.
        lang: ISO 639-1 code where it is known; likewise.
        source: the site or feed it came from.
        id: the caller's own name for the page.
        encoding: of bytes, where a header named it.
        meta: anything else of the caller's; it is carried, never read.
    """

    html: Any = field(hash=False)
    url: str | None = None
    title: str | None = None
    lang: str | None = None
    source: str | None = None
    id: str | None = None
    encoding: str | None = None
    meta: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def site(self) -> str:
        """The site that it came from: its source, else the host of its address, else empty."""
        return site_of(self.source, self.url)

    __repr__ = shown.page


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """One article as a scraper or extractor gave it.

    Attributes:
        text: the text, any string; an empty one is valid.
        title: the article's title where it is known apart from the text.
        lang: ISO 639-1 code of the language where it is known.
        url: the address the text came from.
        source: the site or feed the text came from.
        id: the caller's own name for the document.
        meta: anything else of the caller's; it is carried, never read. Where the text came from
            a page, also what that says of its article.
        blocks: what the tags know of each line, where the text came from a page.
    """

    text: str
    title: str | None = None
    lang: str | None = None
    url: str | None = None
    source: str | None = None
    id: str | None = None
    meta: Mapping[str, Any] = field(default_factory=dict, hash=False)
    blocks: tuple[Block, ...] = ()

    @property
    def site(self) -> str:
        """The site that it came from: its source, else the host of its address, else empty."""
        return site_of(self.source, self.url)

    __repr__ = shown.document


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text: a line with its line break, or a part of one.

    Attributes:
        start: first character.
        end: one past the last character, the line break and trailing blanks included.
        line: number of the line it lies in, from 0.
    """

    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason to give a range of the text a label.

    Attributes:
        start: first character that the evidence speaks of.
        end: one past the last.
        label: one of `LABELS`.
        score: 0 to 1, the chance that the label is right; higher is surer.
        source: what found it: `rule:<id>`, `model:<name>`, `repeat.<kind>`, `site.<kind>`,
            `phrase:<label>.<group>.<lang>`, `title`, `page.other`, `cue:<id>`, or `keep:<entry>`
            for what the settings keep.
        reason: one line for a reader.
    """

    start: int
    end: int
    label: str
    score: float
    source: str
    reason: str


@dataclass(frozen=True, slots=True, repr=False)
class Span:
    """A labelled range of the text and what is done with it.

    Attributes:
        start: first character.
        end: one past the last; a cut span includes the line break it takes with it.
        label: one of `LABELS`.
        score: 0 to 1, the chance that the range is not plain body; higher is surer.
        action: `mark` (it stays) or `cut` (it goes).
        evidence: why, strongest first; never empty.
        quoted: whether a marked sentence's cue stands inside quotation marks.
        text: the characters from `start` to `end` of the text that the span belongs to. A
            `CleanResult` sets it from its document, so that the two never differ; it is empty in a
            span of no result, and does not count when spans are compared.
    """

    start: int
    end: int
    label: str
    score: float
    action: Action
    evidence: tuple[Evidence, ...]
    quoted: bool = False
    text: str = field(default="", compare=False)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values that JSON can hold, without the text, which the document has."""
        values = asdict(self)
        del values["text"]
        return values

    __repr__ = shown.span


@dataclass(frozen=True, slots=True)
class Scores:
    """Numbers about one document.

    Attributes:
        quality: 0 to 1, higher is better: the grade that a reader would give what is left, 0
            useless as news, 1 complete, edited and sourced. None where the text is in another
            language than English, for which nobody has graded texts.
        boilerplate: 0 to 1, share of the input's non-blank characters that were cut.
        promotion: 0 to 1, share that was cut as social, subscription or advertising.
        hedged: 0 to 1, share of the cleaned text's words in sentences marked with any
            hedge label.
        speculative: 0 to 1, the same for `speculative` alone.
        unattributed: 0 to 1, the same for `unattributed` alone.
        hypothetical: 0 to 1, the same for `hypothetical` alone.
        repetition: 0 to 1, share of the input's non-blank characters in lines that repeat
            an earlier line.
        damage: 0 to 1, share of the cleaned text's words that are wrongly encoded or glued
            together.
        completeness: 0 to 1, higher is more complete: a quarter for a first line that does not
            start in mid-sentence, half for a last line that ends one, and a quarter of the share
            of the longer lines between that end one.
        words: number of words left after cleaning. In scripts without blanks, two characters of
            Chinese and Japanese count as one, and five of Thai, Lao, Khmer and Burmese.
        spam: 0 to 1, how far the cleaned text is spam; higher is worse. None where the text is
            in a language that spam is not known in.
    """

    quality: float | None
    boilerplate: float
    promotion: float
    hedged: float
    speculative: float
    unattributed: float
    hypothetical: float
    repetition: float
    damage: float
    completeness: float
    words: int
    spam: float | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """What a document may be.

    Attributes:
        name: `report`, `brief`, `feature`, `opinion`, `interview`, `list`, `press_release`, `stub`,
            `non_article` or `other`.
        chance: 0 to 1, that it is; those of a document sum to 1.
    """

    name: str
    chance: float


@dataclass(frozen=True, slots=True)
class Signal:
    """A published heuristic, computed on one text.

    Attributes:
        name: `<source>.<what it measures>`, one of `qualityfilter.SIGNALS`.
        variant: whose reading of the heuristic it is: `paper` or `code`.
        value: what was measured.
        least: the source keeps a text with this or more; None if it sets no such bound.
        most: the source keeps a text with this or less; None if it sets no such bound.
        passed: whether the source would keep the text.
    """

    name: str
    variant: str
    value: float
    least: float | None
    most: float | None
    passed: bool

    @property
    def below(self) -> bool:
        """Whether the value is less than the source asks for."""
        return self.least is not None and self.value < self.least


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a verdict is what it is.

    Attributes:
        code: a fixed word, one of `qualityfilter.REASONS`, or the name of a signal.
        value: the number behind it.
        threshold: the limit that the number passed.
        of: the record that a `duplicate` repeats, or the kind of a `spam`; None for all others.
    """

    code: str
    value: float
    threshold: float
    of: str | None = None

    def __str__(self) -> str:
        """The code, and behind a colon what it is of."""
        return self.code if self.of is None else f"{self.code}:{self.of}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do with the document: `accept`, `review` or `reject`, and why."""

    decision: Decision
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made a result: enough to make it again.

    Attributes:
        version: of this package.
        model: name of the line model.
        model_digest: SHA-256 of the line model's weights.
        hedge_model: name of the hedge model, empty where hedges were not wanted.
        hedge_digest: SHA-256 of its weights, or empty.
        quality_model: name of the quality model.
        quality_digest: SHA-256 of its weights.
        settings_digest: SHA-256 of the settings.
        profiles_digest: SHA-256 of the profiles of sites, or empty.
    """

    version: str
    model: str
    model_digest: str
    hedge_model: str
    hedge_digest: str
    quality_model: str
    quality_digest: str
    settings_digest: str
    profiles_digest: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be cleaned.

    Attributes:
        id: the document's id where it had one.
        kind: a fixed word, such as `input` or `internal`.
        message: what went wrong and what to do.
    """

    id: str | None
    kind: str
    message: str


def cut(text: str, spans: Sequence[Span]) -> str:
    """Return `text` without the spans whose action is `cut`.

    Args:
        text: the text that the spans' offsets belong to.
        spans: any spans; those that are cut must be sorted and disjoint.
    """
    pieces, position = [], 0
    for span in spans:
        if span.action == "cut":
            pieces.append(text[position : span.start])
            position = span.end
    pieces.append(text[position:])
    return "".join(pieces)


@dataclass(frozen=True, slots=True, repr=False)
class CleanResult:
    """A cleaned document, what was found in it, and how to undo it.

    Attributes:
        document: the input, untouched.
        text: the cleaned text: the input's own characters in their order.
        spans: everything found, sorted by start. Cut spans are disjoint; marks may overlap
            each other and never lie inside a cut.
        scores: numbers about the document.
        verdict: accept, review or reject, with reasons.
        provenance: the release, model and settings that made this.
        hedging: `done`; `unsupported` where no cues are known in its language, so that nothing was
            looked for; or `off` by the settings.
        language: ISO 639-1 code of the cleaned text, or `und` where it is short or mixed.
        kinds: what the document may be, likeliest first; empty where it has no quality.
        signals: with `Settings(signals=True)`, published heuristics on the cleaned text.
        raw_signals: with `Settings(raw_signals=True)`, the same on the input.
        markup: with `Settings(markup=...)`, what is left of a page as HTML or Markdown: a value of
            its own, of which no offset speaks. Empty for a text.
        measures: with `Settings(trace=True)`, the numbers that quality is made of, by name.
        trace: with `Settings(trace=True)`, for each non-blank segment
            `(start, end, probabilities in the order of LINE_LABELS)`; otherwise empty.
    """

    document: Document
    text: str
    spans: tuple[Span, ...]
    scores: Scores
    verdict: Verdict
    provenance: Provenance
    hedging: Hedging = "off"
    language: str = "und"
    kinds: tuple[Kind, ...] = ()
    signals: tuple[Signal, ...] = ()
    raw_signals: tuple[Signal, ...] = ()
    markup: str = ""
    measures: Mapping[str, float] = field(default_factory=dict, hash=False)
    trace: tuple[tuple[int, int, tuple[float, ...]], ...] = ()

    def __post_init__(self) -> None:
        text = self.document.text
        bound = [
            moved(each, each.start, each.end, text[each.start : each.end]) for each in self.spans
        ]
        object.__setattr__(self, "spans", tuple(bound))

    __repr__ = shown.result

    def _repr_html_(self) -> str:
        """Show the text with what was found in it, in a notebook."""
        from qualityfilter.core.notebook import html

        return html(self)

    @property
    def cuts(self) -> tuple[Span, ...]:
        """The spans that were cut, sorted and disjoint."""
        return tuple(span for span in self.spans if span.action == "cut")

    @property
    def marks(self) -> tuple[Span, ...]:
        """The spans that are marked and stay, sorted."""
        return tuple(span for span in self.spans if span.action == "mark")

    @property
    def kept_blocks(self) -> tuple[Block, ...]:
        """Of a page, what its tags know of the lines of which some text stays."""
        cuts, text = self.cuts, self.document.text
        ends = [span.end for span in cuts]
        return tuple(
            block
            for block in self.document.blocks
            if any(map(str.strip, _uncut(text, block, cuts, bisect_right(ends, block.start))))
        )

    def restore(self) -> str:
        """Rebuild the input from the cleaned text and the cut pieces."""
        pieces, taken = [], 0
        position = 0
        for span in self.cuts:
            kept = span.start - position
            pieces.append(self.text[taken : taken + kept])
            pieces.append(self.document.text[span.start : span.end])
            taken, position = taken + kept, span.end
        pieces.append(self.text[taken:])
        return "".join(pieces)

    def to_clean(self, offset: int) -> int | None:
        """Map an offset of the input into the cleaned text.

        Args:
            offset: 0 to `len(document.text)`.

        Returns:
            The offset in `text`, or None where that character was cut.

        Raises:
            UsageError: the offset lies outside the input.
        """
        if not 0 <= offset <= len(self.document.text):
            raise UsageError(f"offset {offset} lies outside 0..{len(self.document.text)}")
        cuts = self.cuts
        before = bisect_right([span.start for span in cuts], offset)
        if before and offset < cuts[before - 1].end:
            return None
        removed = list(accumulate((span.end - span.start for span in cuts[:before]), initial=0))
        return offset - removed[-1]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values that JSON can hold; `from_dict` reads them back."""
        values = {name: asdict(getattr(self, name)) for name in ("scores", "verdict", "provenance")}
        document = {name: getattr(self.document, name) for name in _DOCUMENT_FIELDS}
        document["meta"] = dict(self.document.meta)
        document["blocks"] = list(map(asdict, self.document.blocks))
        return {
            "schema": SCHEMA,
            "document": document,
            "text": self.text,
            "spans": [span.to_dict() for span in self.spans],
            **values,
            "hedging": self.hedging,
            "language": self.language,
            "markup": self.markup,
            **{name: list(map(asdict, getattr(self, name))) for name in _LISTS},
            "measures": dict(self.measures),
            "trace": [[start, end, list(row)] for start, end, row in self.trace],
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> CleanResult:
        """Rebuild a result from `to_dict`.

        Raises:
            UsageError: the values are of another schema version, one is missing or of another
                type, or they contradict each other, so that `restore` would not give the input.
        """
        if not isinstance(values, Mapping):
            raise UsageError(f"a result is a table, not of type {type(values).__name__}")
        if values.get("schema") != SCHEMA:
            raise UsageError(
                f"this release reads results of schema {SCHEMA}, not {values.get('schema')!r}"
            )
        document = _document(values.get("document"))
        given = {name: value for name, value in values.items() if name != "schema"}
        made = rebuild(cls, {**given, "document": {"text": ""}}, "result")
        return _checked(replace(made, document=document))


def moved(span: Span, start: int, end: int, text: str = "") -> Span:
    """A span with other ends, and their characters where they are known.

    `replace` takes three times as long, and there are thousands.
    """
    return Span(start, end, span.label, span.score, span.action, span.evidence, span.quoted, text)


def _uncut(text: str, block: Block, cuts: Sequence[Span], first: int) -> Iterator[str]:
    """Return the pieces of a line that are not cut.

    Args:
        text: the text.
        block: the line.
        cuts: all cuts.
        first: number of the first that ends behind the line's start.
    """
    position = block.start
    while first < len(cuts) and cuts[first].start < block.end:
        yield text[position : cuts[first].start]
        position = cuts[first].end
        first += 1
    yield text[position : block.end]


def _document(values: object) -> Document:
    """Rebuild a document; what is only carried may be anything."""
    if not isinstance(values, Mapping):
        raise UsageError(f"result.document is of type {type(values).__name__}, not a table")
    carried = {name: values[name] for name in ("url", "source", "id") if name in values}
    rest = {name: value for name, value in values.items() if name not in carried}
    return replace(rebuild(Document, rest, "result.document"), **carried)


def _checked(result: CleanResult) -> CleanResult:
    """Return a result whose spans fit its text, and whose cuts make the cleaned text of it.

    Raises:
        UsageError: they do not.
    """
    text, length = result.document.text, len(result.document.text)
    evidence = chain.from_iterable(span.evidence for span in result.spans)
    ranged: list[Span | Evidence | Block] = [*result.spans, *evidence, *result.document.blocks]
    for each in ranged:
        if not 0 <= each.start <= each.end <= length:
            raise UsageError(f"{each.start} to {each.end} lies outside the text, 0 to {length}")
    if any(one.end > other.start for one, other in pairwise(result.cuts)):
        raise UsageError("cut spans overlap, or are not sorted")
    if cut(text, result.spans) != result.text:
        raise UsageError("the text is not what the cuts leave of the document's text")
    return result


_LISTS = ("kinds", "signals", "raw_signals")
_DOCUMENT_FIELDS = ("text", "title", "lang", "url", "source", "id")
