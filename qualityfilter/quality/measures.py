"""What the quality model looks at: numbers about what stays of each document of a batch.

No number depends on a name: words count only by the short lists below, and what is capitalised
only by how much of it there is.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from qualityfilter.core.data import ARTICLE_LABELS, HEDGE_LABELS, LABELS
from qualityfilter.quality.damage import damaged
from qualityfilter.text.characters import IntArray, U64Array, mix, one_of
from qualityfilter.text.kept import KeptSpans, KeptText, gather
from qualityfilter.text.lists import bit_table, look_up
from qualityfilter.text.tables import BLANK, CASELESS, DIGIT, IDEOGRAPH, LOWER, UPPER
from qualityfilter.text.tokens import DoubleArray, Tokens, among, tokenize

BoolArray = npt.NDArray[np.bool_]

_WORDS = {
    "attributing": (
        "said says told added according statement spokesman spokeswoman spokesperson interview "
        "announced reported confirmed noted explained stated asked"
    ),
    "first_person": "i me my mine myself",
    "we": "we us our ours",
    "you": "you your yours yourself",
    "function": (
        "the of and to a in that is for on with as was at by an be from it this are has have "
        "which not but were their its or had who they will been would more also when can there "
        "than his he she her one all about"
    ),
    "dates": (
        "monday tuesday wednesday thursday friday saturday sunday yesterday january february "
        "march april june july august september october november december"
    ),
    "promotional": (
        "free buy click best amazing guarantee deal shop download order product products tips "
        "easy offer price perfect love fun awesome cool check"
    ),
    "official": (
        "president minister government police officials court law senate congress department "
        "state federal officer director chief mayor party election country military security"
    ),
    "scientific": (
        "study research researchers university journal published findings participants patients "
        "scientists trial funded professor"
    ),
    "blogging": (
        "thanks thank post posts blog comment comments lol hi hello hey wow yeah ok hope please "
        "enjoy readers recipe click photo photos video subscribe website"
    ),
    "saying": "said says told added explained noted wrote",
    "loaded": (
        "liberal liberals leftist leftists left radical radicals disgusting pathetic idiot idiots "
        "stupid crazy insane thug thugs hell damn ridiculous shameful moron morons hypocrite "
        "hypocrisy traitor liar liars lie lies evil sick outrageous absurd ignorant hateful bigot "
        "bigots racists deplorable corrupt crooked agenda propaganda lunatic shit crap ass idiotic"
    ),
    "pointing": (
        "below here click watch video clip photos pictures see read full story more share comment "
        "comments thoughts download link tweet footage"
    ),
    "clipped": "t re ve ll d m",
    "owner": "s",
    "quotes": '"',
    "commas": ",",
    "exclamations": "!",
    "questions": "?",
    "parentheses": "(",
    "closing": ")",
    "colons": ":",
    "money": "$ € £ %",
    "full_stops": ". ! ?",
    "apostrophes": "'",
    "addresses": "http https www com",
    "dashes": "-",
    "ellipses": "…",
}
_BITS = {name: np.uint32(1 << place) for place, name in enumerate(_WORDS)}
_SOUGHT = ("to comment", "for comment", "not respond", "not immediately", "immediately respond",
           "be reached")  # fmt: skip
"""Of somebody who was asked: declined to comment, did not immediately respond, could not be
reached."""

_SHORT_LINE, _TITLE_LINE = 8, 12
_NAME = 4
"""Among so many first tokens of a line a colon follows a name or a word that says what it is."""

_BRIEF = 150
"""Words that a brief has at most."""

_TAIL_TOKENS = 40
_LOUD, _LOUD_MARKS = 4, "!…["
"""Letters that a word of a title has at most to be an acronym, and signs of a loud one."""

_OWNER = np.uint64(40)
"""Bits of a key below those of the document's number."""

_FIRST_TOKENS, _LEAD_TOKENS = 300, 100
_OPEN = tuple(map(ord, " -\n"))
_CLOSERS = tuple(map(ord, "\"')]»*」』）"))
_ENDERS = tuple(map(ord, ".!?…:。！？।॥؟۔።"))

CUTS = tuple(label for label in LABELS if label not in (*ARTICLE_LABELS, *HEDGE_LABELS))
"""Labels of what is cut by default."""

SHARES = (
    *("hedged", "speculative", "unattributed", "hypothetical", "boilerplate", "promotion"),
    *(f"cut_{label}" for label in CUTS),
)
"""Measures that follow from the spans; the caller knows them."""

SIGNS: MappingProxyType[str, int] = MappingProxyType(
    {
        "length": 0, "lines": 0, "line_length": 0, "longest_line": 0, "short_lines": -1,
        "asked_lines": 0, "named_lines": 0, "numbered_lines": 0, "timed_lines": 0,
        "ended_lines": 1, "ended_prose": 1, "begun": 1, "ended": 1, "sentence_length": 0,
        "sentence_spread": 0, "word_length": 0,
        "variety": 0, "capitals": 0, "shouting": -1, "names": 1, "past": 0, "participles": 0,
        "adverbs": 0, "digits": 0, "attributing": 1, "sayings": 1, "speakers": 1, "quoting": 1,
        "sourced": 1, "whole_brief": 1, "pointing_end": -1, "loaded": -1, "loud_title": -1,
        "dated_lead": 1, "sourced_lead": 1, "personal_lead": -1, "ellipses": -1, "careless": -1,
        "addresses": -1, "dashes": 0, "sought": 1,
        "quotes": 1, "quotations": 1, "first_person": -1, "we": 0, "you": -1, "function": 0,
        "dates": 1, "promotional": -1, "official": 1, "scientific": 1, "blogging": -1,
        "contractions": 0, "possessives": 0, "commas": 0, "exclamations": -1, "questions": -1,
        "parentheses": 0, "colons": 0, "money": 0, "damage": -1, "off_title": -1,
        **dict.fromkeys(SHARES, -1),
    }
)  # fmt: skip
"""Every measure, and which way it may move the score: 1 up, -1 down, 0 either."""


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """The tokens of what stays, document by document, as arrays of one entry a token.

    Attributes:
        tokens: of the whole batch.
        index: number of each among them.
        documents: its document.
        parts: its passage.
        classes: class of its first character.
        bits: what it is, by `_BITS`.
        words: whether it is a word or a number.
        heads: where the tokens of each document that has any start.
        count: number of documents.
    """

    tokens: Tokens
    index: IntArray
    documents: IntArray
    parts: IntArray
    classes: npt.NDArray[np.uint8]
    bits: npt.NDArray[np.uint32]
    words: BoolArray
    heads: IntArray
    count: int

    def per_document(self, chosen: BoolArray) -> DoubleArray:
        """Count the chosen tokens of each document.

        Args:
            chosen: whether each token is, or several such rows, each counted by itself.
        """
        found = np.zeros((*chosen.shape[:-1], self.count))
        if len(self.heads):
            counts = np.add.reduceat(chosen, self.heads, axis=-1, dtype=np.int64)
            found[..., self.documents[self.heads]] = counts
        return found

    def shares(self, chosen: Mapping[str, BoolArray], words: DoubleArray) -> dict[str, DoubleArray]:
        """Count the tokens that are chosen by each of some names, for each word of their document.

        Args:
            chosen: by name, whether each token is.
            words: of each document.
        """
        found = self.per_document(np.stack(list(chosen.values()))) / np.maximum(words, 1)
        return dict(zip(chosen, found, strict=True))


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """What was measured, an entry a document.

    Attributes:
        values: by the names of `SIGNS`, but for `SHARES`.
        damage: share of the words that are damaged or unknown, 0 to 1.
        completeness: 0 to 1; see `data.Scores`.
    """

    values: dict[str, DoubleArray]
    damage: DoubleArray
    completeness: DoubleArray


def measure(
    tokens: Tokens, documents: Sequence[KeptText], titles: Sequence[str], odd: BoolArray
) -> Measured:
    """Measure what stays of some documents.

    Args:
        tokens: of all contents of the documents' layouts, one after the other.
        documents: what stays of them; where their language is known and is not English,
            nothing is made of odd words.
        titles: of the documents, folded, empty where none is known.
        odd: which tokens are words that English does not know.
    """
    passages = gather(tokens, documents)
    kept = _kept(tokens, passages, len(documents))
    words = kept.per_document(kept.words)
    english = np.array([each.lang in (None, "en") for each in documents], dtype=bool)
    spoilt = damaged(tokens)[kept.index] | (odd[kept.index] & english[kept.documents])
    damage = np.minimum(kept.per_document(spoilt) / np.maximum(words, 1), 1.0)
    lines = _lines(kept, passages)
    values = {
        "length": np.log1p(words),
        **lines,
        **_line_heads(kept, len(passages)),
        **_forms(kept, words),
        **_lists(kept, words),
        **_speakers(kept),
        **_sentences(kept),
        **_lead(kept),
        "pointing_end": _pointing_end(kept),
        "damage": damage,
        "off_title": _off_title(kept, passages, titles),
        "loud_title": _loud_title(titles),
    }
    values["whole_brief"] = _whole_brief(values, words)
    completeness = (lines["begun"] + 2 * lines["ended"] + lines["ended_prose"]) / 4
    return Measured(values, damage, completeness)


def _kept(tokens: Tokens, passages: KeptSpans, count: int) -> Kept:
    parts, index = passages.token_rows(tokens)
    classes = tokens.classes[tokens.starts[index]]
    hashes = tokens.hashes[index]
    bits = _bits(hashes)
    documents = passages.documents[parts]
    words = (classes >= LOWER) & (classes <= IDEOGRAPH)
    heads = np.flatnonzero(_outer(documents)[0])
    return Kept(tokens, index, documents, parts, classes, bits, words, heads, count)


def _lines(kept: Kept, passages: KeptSpans) -> dict[str, DoubleArray]:
    """Measure lines: how many, how long, and whether they start and end as sentences do."""
    owners, count = passages.documents, kept.count
    sizes = np.bincount(kept.parts[kept.words], minlength=len(passages)).astype(float)
    lines = np.bincount(owners, minlength=count).astype(float)
    points, base = kept.tokens.points, passages.shifts
    last = base + passages.ends - 1
    closing = one_of(points[last], _CLOSERS) & (passages.ends - passages.starts > 1)
    ended = one_of(points[last - closing], _ENDERS)
    asked = points[last - closing] == ord("?")
    first = kept.tokens.classes[base + passages.starts]
    prose = sizes >= _SHORT_LINE
    some = np.maximum(lines, 1)
    longest = np.zeros(count)
    np.maximum.at(longest, owners, sizes)
    heads, tails = _outer(owners)
    begun, whole = np.zeros(count), np.zeros(count)
    begun[owners[heads]] = first[heads] != LOWER
    whole[owners[tails]] = ended[tails]
    long_lines = np.bincount(owners[prose], minlength=count)
    whole_lines = np.bincount(owners[prose & ended], minlength=count)
    return {
        "lines": np.log1p(lines),
        "line_length": np.log1p(np.bincount(owners, sizes, count) / some),
        "longest_line": np.log1p(longest),
        "short_lines": np.bincount(owners[~prose], minlength=count) / some,
        "ended_lines": np.bincount(owners[ended], minlength=count) / some,
        "asked_lines": np.bincount(owners[asked], minlength=count) / some,
        "ended_prose": whole_lines / np.maximum(long_lines, 1),
        "begun": begun,
        "ended": whole,
    }


def _line_heads(kept: Kept, parts: int) -> dict[str, DoubleArray]:
    """Measure how lines start: with a name and a colon, with a number, with a time of day."""
    at = np.arange(len(kept.parts))
    place = at - np.searchsorted(kept.parts, kept.parts)
    colon, digit = _has(kept, "colons"), kept.classes == DIGIT
    mark = _has(kept, "full_stops", "closing")
    chosen = {
        "named_lines": colon & (place > 0) & (place <= _NAME) & ~_after(kept, digit),
        "numbered_lines": mark & (place == 1) & _after(kept, digit),
        "timed_lines": colon & (place == 1) & _after(kept, digit),
    }
    owners = np.zeros(parts, np.int64)
    owners[kept.parts] = kept.documents
    held = np.bincount(kept.parts, minlength=parts) > 0
    some = np.maximum(np.bincount(owners[held], minlength=kept.count), 1)
    found = {}
    for name, tokens in chosen.items():
        lines = np.unique(kept.parts[tokens])
        found[name] = np.bincount(owners[lines], minlength=kept.count) / some
    return found


def _outer(owners: IntArray) -> tuple[BoolArray, BoolArray]:
    """Find which entries are the first and the last of their documents, which are in order."""
    changes = owners[1:] != owners[:-1]
    one = np.ones(min(len(owners), 1), dtype=bool)
    return np.concatenate((one, changes)), np.concatenate((changes, one))


def _sentences(kept: Kept) -> dict[str, DoubleArray]:
    """Measure sentences, which end at a full stop before a blank or a quotation mark."""
    points, classes = kept.tokens.points, kept.tokens.classes
    after = np.minimum(kept.tokens.ends[kept.index], max(len(points) - 1, 0))
    closed = (classes[after] == BLANK) | one_of(points[after], _CLOSERS)
    stops = _has(kept, "full_stops") & closed
    starts = np.zeros(len(stops), dtype=np.int64)
    starts[1:] = stops[:-1] | (kept.parts[1:] != kept.parts[:-1])
    numbers = np.cumsum(starts)
    sizes = np.bincount(numbers[kept.words], minlength=int(numbers[-1:].sum()) + 1).astype(float)
    owners = np.zeros(len(sizes), dtype=np.int64)
    owners[numbers] = kept.documents
    owners, sizes = owners[sizes > 0], sizes[sizes > 0]
    count = np.maximum(np.bincount(owners, minlength=kept.count), 1)
    mean = np.bincount(owners, sizes, kept.count) / count
    spread = np.bincount(owners, (sizes - mean[owners]) ** 2, kept.count) / count
    sourced = np.minimum(kept.per_document(_has(kept, "attributing")) / count, 1.0)
    return {"sentence_length": mean, "sentence_spread": np.sqrt(spread), "sourced": sourced}


def _forms(kept: Kept, words: DoubleArray) -> dict[str, DoubleArray]:
    """Measure the forms of words: length, variety, capitals, endings."""
    tokens, some = kept.tokens, np.maximum(words, 1)
    starts, ends = tokens.starts[kept.index], tokens.ends[kept.index]
    sizes = ends - starts
    capital, lower = kept.classes == UPPER, kept.classes == LOWER
    digits = kept.classes == DIGIT
    letters = (kept.classes >= LOWER) & (kept.classes <= CASELESS) & ~digits
    uppers = np.concatenate(([0], np.cumsum(tokens.classes == UPPER, dtype=np.int32)))
    shouting = (uppers[ends] - uppers[starts] == sizes) & (sizes > 2)
    points = tokens.points
    last = [points[np.maximum(ends - back, 0)] for back in (1, 2, 3)]
    long = lower & (sizes > 3)
    d, g, y = (last[0] == ord(letter) for letter in "dgy")
    names = np.zeros(len(capital), dtype=bool)
    names[1:] = capital[1:] & capital[:-1] & (kept.parts[1:] == kept.parts[:-1])
    names[1:] &= np.diff(kept.index) == 1
    chosen = {
        "capitals": capital,
        "shouting": shouting,
        "names": names,
        "past": long & d & (last[1] == ord("e")),
        "participles": long & g & (last[1] == ord("n")) & (last[2] == ord("i")),
        "adverbs": long & y & (last[1] == ord("l")),
        "digits": digits,
    }
    return kept.shares(chosen, words) | {
        "word_length": np.bincount(kept.documents[letters], sizes[letters], kept.count) / some,
        "variety": _variety(kept),
    }


def _variety(kept: Kept) -> DoubleArray:
    """Return the share of different words among the first of each document."""
    owners = kept.documents[kept.words]
    heads = np.searchsorted(owners, np.arange(kept.count))
    early = np.arange(len(owners)) - heads[owners] < _FIRST_TOKENS
    owners, hashes = owners[early], kept.tokens.hashes[kept.index][kept.words][early]
    total = np.bincount(owners, minlength=kept.count)
    return _different(owners, hashes, kept.count) / np.maximum(total, 1)


def _different(owners: IntArray, hashes: U64Array, count: int) -> DoubleArray:
    """Count the different hashes of each document."""
    keys = np.sort((owners.astype(np.uint64) << _OWNER) | (hashes >> (np.uint64(64) - _OWNER)))
    first = np.concatenate((np.ones(min(len(keys), 1), dtype=bool), keys[1:] != keys[:-1]))
    found = np.bincount((keys[first] >> _OWNER).astype(np.int64), minlength=count)
    return found.astype(float)


_PER_WORD = (
    "attributing", "first_person", "we", "you", "function", "dates", "promotional", "official",
    "scientific", "blogging", "loaded", "quotes", "commas", "exclamations", "questions",
    "parentheses", "colons", "money", "addresses",
)  # fmt: skip
_PER_WORD_BITS = np.array([[_BITS[name]] for name in _PER_WORD], np.uint32)


def _lists(kept: Kept, words: DoubleArray) -> dict[str, DoubleArray]:
    """Count the words and marks of the lists, for each word."""
    chosen = dict(zip(_PER_WORD, kept.bits & _PER_WORD_BITS > 0, strict=True))
    after = _after(kept, _has(kept, "apostrophes"))
    stops, small = _has(kept, "full_stops"), kept.classes == LOWER
    dots = (stops & _after(kept, stops)) | _has(kept, "ellipses")
    sizes = kept.tokens.ends[kept.index] - kept.tokens.starts[kept.index]
    points, starts = kept.tokens.points, kept.tokens.starts[kept.index]
    open_left = one_of(points[np.maximum(starts - 1, 0)], _OPEN)
    open_right = one_of(points[np.minimum(kept.tokens.ends[kept.index], len(points) - 1)], _OPEN)
    dashes = _has(kept, "dashes") & open_left & open_right
    careless = small & (sizes == 1) & _has(kept, "first_person")
    chosen |= {
        "contractions": after & _has(kept, "clipped"),
        "possessives": after & _has(kept, "owner"),
        "ellipses": dots,
        "dashes": dashes,
        "careless": careless,
    }
    found = kept.shares(chosen, words)
    return found | {"quotations": np.log1p(found["quotes"] * words)}


def _after(kept: Kept, chosen: BoolArray) -> BoolArray:
    """Find which tokens follow a chosen one of their document."""
    same = kept.documents[1:] == kept.documents[:-1]
    return np.concatenate((np.zeros(min(len(chosen), 1), dtype=bool), chosen[:-1] & same))


def _speakers(kept: Kept) -> dict[str, DoubleArray]:
    """Count who is quoted: capitalised words beside a word for saying; and who was asked."""
    saying = _has(kept, "saying")
    closing = _has(kept, "quotes", "commas")
    quoting = saying & (_after(kept, closing) | _after(kept, _after(kept, closing)))
    capital = kept.classes == UPPER
    hashes = kept.tokens.hashes[kept.index]
    near = kept.parts[1:] == kept.parts[:-1]
    beside = np.zeros(len(saying), dtype=bool)
    beside[1:] |= capital[1:] & saying[:-1] & near
    beside[:-1] |= capital[:-1] & saying[1:] & near
    speakers = _different(kept.documents[beside], hashes[beside], kept.count)
    sought = among(_pairs(hashes), _sought()) & near
    return {
        "sayings": np.log1p(kept.per_document(saying)),
        "quoting": kept.per_document(quoting) / np.maximum(kept.per_document(kept.words), 1),
        "speakers": np.log1p(speakers),
        "sought": np.minimum(np.bincount(kept.documents[:-1][sought], minlength=kept.count), 1.0),
    }


def _lead(kept: Kept) -> dict[str, DoubleArray]:
    """What the first words tell of: when, who says so, or you and me; each 1 or 0."""
    heads = np.searchsorted(kept.documents, np.arange(kept.count))
    early = np.arange(len(kept.documents)) - heads[kept.documents] < _LEAD_TOKENS
    groups = {
        "dated_lead": ("dates",),
        "sourced_lead": ("attributing",),
        "personal_lead": ("you", "first_person"),
    }
    return {
        name: np.minimum(kept.per_document(early & _has(kept, *lists)), 1.0)
        for name, lists in groups.items()
    }


def _pointing_end(kept: Kept) -> DoubleArray:
    """Count the last words that lead the reader elsewhere: watch below, full story here."""
    tails = np.searchsorted(kept.documents, kept.documents, side="right")
    late = tails - np.arange(len(kept.documents)) <= _TAIL_TOKENS
    return np.log1p(kept.per_document(late & _has(kept, "pointing")))


def _whole_brief(values: Mapping[str, DoubleArray], words: DoubleArray) -> DoubleArray:
    """Find which short texts start and end as reports do and name a day or a source; 1 or 0."""
    short = (words > 0) & (words <= _BRIEF) & (values["ended"] > 0) & (values["begun"] > 0)
    told = (values["dated_lead"] > 0) | (values["sourced_lead"] > 0)
    return (short & told & (values["personal_lead"] == 0)).astype(float)


def _loud_title(titles: Sequence[str]) -> DoubleArray:
    """Count the words of each title that shout among others that do not, and its loud marks."""
    found = np.zeros(len(titles))
    for number, title in enumerate(titles):
        words = [word for word in title.split() if sum(map(str.isalpha, word)) > _LOUD]
        loud = sum(word.isupper() for word in words)
        marks = sum(map(title.count, _LOUD_MARKS))
        found[number] = np.log1p((loud if loud < len(words) else 0) + marks)
    return found


def _has(kept: Kept, *names: str) -> BoolArray:
    """Find which tokens are on any of some lists."""
    wanted = np.bitwise_or.reduce([_BITS[name] for name in names])
    found: BoolArray = (kept.bits & wanted) > 0
    return found


def _off_title(kept: Kept, passages: KeptSpans, titles: Sequence[str]) -> DoubleArray:
    """1 for each document in whose long lines no word of its title stands, else 0."""
    found = np.zeros(kept.count)
    known = [number for number, title in enumerate(titles) if title]
    if not known:
        return found
    wanted = tokenize([titles[number] for number in known])
    function = (_bits(wanted.hashes) & _BITS["function"]) > 0
    telling = ~function & (wanted.ends - wanted.starts > 2)
    owners = np.array(known)[wanted.lines[telling]]
    sizes = np.bincount(kept.parts[kept.words], minlength=len(passages))
    long = sizes[kept.parts] >= _TITLE_LINE
    hashes = kept.tokens.hashes[kept.index][long]
    keys = np.sort(mix(hashes + kept.documents[long].astype(np.uint64)))
    present = among(mix(wanted.hashes[telling] + owners.astype(np.uint64)), keys)
    total = np.bincount(owners, minlength=kept.count)
    hits = np.bincount(owners[present], minlength=kept.count)
    found[(total > 1) & (hits == 0) & (np.bincount(kept.documents, minlength=kept.count) > 0)] = 1.0
    return found


def _bits(hashes: U64Array) -> npt.NDArray[np.uint32]:
    return look_up(_table(), hashes)


def _pairs(hashes: U64Array) -> U64Array:
    return mix(hashes[:-1] * np.uint64(3) + hashes[1:])


@functools.cache
def _sought() -> U64Array:
    pairs = [_pairs(tokenize([pair]).hashes) for pair in _SOUGHT]
    return np.unique(np.concatenate(pairs))


@functools.cache
def _table() -> npt.NDArray[np.uint32]:
    return bit_table({int(_BITS[name]): words for name, words in _WORDS.items()}, np.uint32)
