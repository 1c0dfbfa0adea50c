"""Texts are read: phrases part them into pieces, and each finding speaks of its piece alone."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from qualityfilter.rules.engine import RuleSet
from qualityfilter.rules.lexicon import Group, derive
from qualityfilter.rules.library import Rules, rule_set
from qualityfilter.rules.own import EXAMPLE, OwnRule
from qualityfilter.rules.phrases import POSITIONS, Position
from qualityfilter.rules.scan import Reading
from qualityfilter.rules.scan import read as scan
from qualityfilter.rules.structures import RULES
from tests.conftest import END, MID, OPEN

STORY = f"{OPEN} {MID}"


def group(name: str, label: str = "related", lang: str = "en", **phrases: Sequence[str]) -> Group:
    written = {each: tuple(phrases.get(each, ())) for each in POSITIONS}
    return Group(label, name, lang, "made up", written, ("x",), ("y",))


def made(*groups: Group) -> Rules:
    return Rules(derive(groups), RuleSet([], {}), RuleSet([], {}), {})


MADE = made(
    group("read-more", whole=("read more", "重要新闻")),
    group("read-also", start=("read also", "see also:")),
    group("credit", "caption", end=("photo by staff",)),
    group("channel", "social", any=("join our channel",)),
)
EVERY = rule_set()


def pieces(reading: Reading) -> list[str]:
    text = reading.layout.text
    return [text[start:end] for start, end in reading.layout.ranges]


def findings(rules: Rules, reading: Reading) -> list[tuple[str, str, Position, str]]:
    """Of each finding its piece, what it comes from, where that counts, and what was found."""
    own, text, parts = reading.findings, reading.layout.text, pieces(reading)
    columns = (own.pieces, own.sources, own.positions, own.starts, own.ends)
    return [
        (parts[piece], rules.sources[source].kind, POSITIONS[position], text[start:end])
        for piece, source, position, start, end in zip(
            *(each.tolist() for each in columns), strict=True
        )
    ]


def found(text: str, rules: Rules = MADE) -> list[tuple[str, str, Position, str]]:
    (reading,) = scan(rules, [text])
    return findings(rules, reading)


def same(one: Reading, other: Reading) -> None:
    assert one.layout.ranges == other.layout.ranges
    assert one.layout.segments.ends.tolist() == other.layout.segments.ends.tolist()
    assert one.lines.ranges == other.lines.ranges
    assert one.own == other.own
    for name in one.findings.__slots__:
        assert np.array_equal(getattr(one.findings, name), getattr(other.findings, name)), name


# --- where pieces begin and end

PARTED: dict[str, tuple[str, str]] = {
    "before a sentence": (f"Read more {OPEN}", "Read more"),
    "after a sentence": (f"{OPEN} Read more", "Read more"),
    "after a sentence, glued": (f"{OPEN}Read more", "Read more"),
    "before a sentence, glued": (f"Read more{OPEN}", "Read more"),
    "after a word, glued": (f"{OPEN[:-1]}Read more", "Read more"),
    "between sentences": (f"{OPEN} Read more {MID}", "Read more"),
    "between sentences, with a stop": (f"{OPEN} Read more. {MID}", "Read more."),
    "in brackets": (f"{OPEN[:-1]} (read more) and left.", "(read more)"),
    "in square brackets": (f"{OPEN[:-1]} [read more] {MID}", "[read more]"),
    "behind a bar": (f"{OPEN} | Read more", "| Read more"),
    "before a bar": (f"Read more | {OPEN}", "Read more"),
    "between arrows": ("Home >> Read more >> Sport", ">> Read more"),
    "behind a point": (f"{OPEN} • READ MORE", "• READ MORE"),
    "in capitals": (f"{OPEN} READ MORE {MID}", "READ MORE"),
    "alone": ("Read more", "Read more"),
    "alone, with dots": ("Read more…", "Read more…"),
    "on a line of its own": (f"{OPEN}\nread more\n{MID}", "read more"),
    "scripts without case": ("议会周二开会。重要新闻。桥将修复。", "重要新闻。"),
}
"""A text, and the piece of it that is a whole phrase."""


@pytest.mark.parametrize(("text", "piece"), PARTED.values(), ids=list(PARTED))
def test_a_whole_phrase_is_a_piece(text: str, piece: str) -> None:
    assert [(each[0], each[1], each[2]) for each in found(text)] == [
        (piece, "related.read-more", "whole")
    ]


WHOLE = [
    "They read more than they wrote.",
    "She said they should read more.",
    "He told them: we read more, you less.",
    'The button said "read more" in red.',
    "A read-more button, a read more/less switch.",
    "Read more's the pity.",
    "Will Read more of that",
    "They spread more of it.",
    "Photo by staff of the museum",
    "The photo by staff that won",
    "They read also that it rained.",
]


@pytest.mark.parametrize("text", WHOLE)
def test_prose_is_not_parted_by_what_only_looks_like_a_phrase(text: str) -> None:
    (reading,) = scan(MADE, [text])
    assert [each for each in findings(MADE, reading) if each[2] != "any"] == []
    assert len(pieces(reading)) == 1


def test_a_phrase_at_the_start_takes_what_follows() -> None:
    lead = "Read also: Ferry strike called off after talks"
    assert found(f"{OPEN} {lead}") == [(lead, "related.read-also", "start", "Read also")]
    assert found(f"{OPEN}\n{lead}\n{MID}") == [(lead, "related.read-also", "start", "Read also")]


def test_a_phrase_at_the_end_takes_what_stands_before() -> None:
    line = "The pier at dusk. Photo by staff"
    assert found(f"A boat at the pier, photo by staff. {MID}")[0][1:3] == ("caption.credit", "end")
    assert found(line)[0][1:3] == ("caption.credit", "end")


def test_a_phrase_that_counts_anywhere_parts_nothing() -> None:
    text = "You can join our channel to hear of it"
    assert found(text) == [(text, "social.channel", "any", "join our channel")]


def test_no_phrase_goes_on_in_the_next_line() -> None:
    assert found("Read\nmore") == []
    assert found("Read\r\nmore") == []


def test_what_two_languages_say_alike_is_found_once() -> None:
    rules = made(
        group("more", whole=("read more",)), group("more", lang="de", whole=("read more",))
    )
    assert len(found("Read more", rules)) == 1
    others = made(group("more", whole=("read more",)), group("other", whole=("read more",)))
    assert len(found("Read more", others)) == 2


def test_a_finding_touches_no_other_piece() -> None:
    """Whatever is glued to an article, its sentences hold no finding."""
    clean = {*pieces(scan(MADE, [STORY])[0])}
    for text, _ in PARTED.values():
        (reading,) = scan(MADE, [f"{text} {STORY}"])
        held = {each[0] for each in findings(MADE, reading)}
        assert not held & clean


# --- structures, sections and own rules


def test_patterns_give_their_ranges() -> None:
    line = "12.03.2021, 14:05 Uhr"
    assert (line, "metadata.date-numeric", "whole", line) in found(f"{OPEN}\n{line}\n{MID}", EVERY)


def test_sections_are_found_where_their_family_is_wanted() -> None:
    trust = (
        "The Sarn Bridge Trust keeps eleven crossings open and has done so since it was founded."
    )
    text = f"{OPEN}\n\nAbout the Sarn Bridge Trust\n\n{trust}"
    kinds = [kind for _, kind, _, _ in found(text, EVERY)]
    assert kinds.count("about.section") == 2
    assert "about.section" not in [each[1] for each in found(text, rule_set(("social",)))]


def test_own_rules_are_matched_in_lines() -> None:
    rules = rule_set((), (OwnRule(**EXAMPLE),))
    text = f"{OPEN}\n\nFollow our live blog for more. {MID}"
    (reading,) = scan(rules, [text])
    assert len(reading.findings) == 0
    (each,) = reading.own
    assert each.source == "rule:own.live-blog"
    assert text[each.start : each.end] == text[len(OPEN) + 2 :]


# --- laws

ATOMS = [
    "Read more", "READ ALSO:", "photo by staff", "Join our channel", "(read more)", "12.03.2021",
    OPEN, MID, END, "a", "1", "|", ">>", "•", ".", "?", '"', "(", "[", "相关阅读", "重要新闻", "é",
    "\ud800", "İ", "**", "[x](y)", "# ", "\x85", "Follow us on Facebook", "Photo: Harbour Press",
]  # fmt: skip
TEXTS = st.lists(
    st.tuples(
        st.sampled_from(ATOMS) | st.text(max_size=12),
        st.sampled_from(["", " ", "\n", "\n\n", "\r\n", "\u2028", "\xa0"]),
    ),
    max_size=14,
).map(lambda pairs: "".join(each + gap for each, gap in pairs))
many = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@many
@given(TEXTS)
@example("[x](y)Read more")
def test_pieces_tile_the_text(text: str) -> None:
    (reading,) = scan(EVERY, [text])
    layout = reading.layout
    assert "".join(text[each.start : each.end] for each in layout.segments) == text
    assert all(each.start < each.end for each in layout.segments)
    assert "".join("".join(layout.contents).split()) == "".join(layout.folded.split())
    assert reading.lines.folded == layout.folded
    lines = np.searchsorted(layout.starts, [start for start, _ in reading.lines.ranges])
    assert layout.starts[lines].tolist() == reading.lines.starts.tolist()  # pieces part lines


@many
@given(TEXTS)
def test_each_finding_lies_in_its_piece(text: str) -> None:
    (reading,) = scan(EVERY, [text])
    own, layout = reading.findings, reading.layout
    assert (layout.starts[own.pieces] <= own.starts).all()
    assert (own.starts < own.ends).all()
    assert (own.ends <= layout.ends[own.pieces]).all()
    assert (np.diff(own.pieces) >= 0).all()


@many
@given(st.lists(TEXTS, max_size=5))
def test_batches_change_nothing(texts: list[str]) -> None:
    for text, reading in zip(texts, scan(EVERY, texts), strict=True):
        same(reading, scan(EVERY, [text])[0])


@settings(parent=many, max_examples=40)
@given(TEXTS, st.randoms(use_true_random=False))
def test_the_order_of_rules_changes_nothing(text: str, draw: random.Random) -> None:
    groups = [
        group("read-more", whole=("read more", "重要新闻")),
        group("read-also", start=("read also", "read")),
        group("also", start=("read also",)),
        group("credit", "caption", end=("photo by staff", "staff")),
        group("channel", "social", any=("join our channel", "our channel")),
    ]
    rules = list(RULES)
    wanted = _sorted(_with(groups, rules), text)
    draw.shuffle(groups)
    draw.shuffle(rules)
    assert _sorted(_with(groups, rules), text) == wanted


def _with(groups: list[Group], rules: list) -> Rules:  # type: ignore[type-arg]
    scores = dict.fromkeys((rule.id for rule in rules), 1.0)
    return Rules(derive(groups), RuleSet(rules, scores, together=True), RuleSet([], {}), {})


def _sorted(rules: Rules, text: str) -> object:
    (reading,) = scan(rules, [text])
    return reading.layout.ranges, sorted(findings(rules, reading))


def test_nothing_is_read_as_nothing() -> None:
    assert scan(EVERY, []) == []
    for text in ("", " ", "\n\n", "\0", "\ud800"):
        (reading,) = scan(EVERY, [text])
        assert len(reading.findings) == 0 or text.strip("\n ")
        assert "".join(text[each.start : each.end] for each in reading.layout.segments) == text


def test_rules_without_phrases_find_nothing() -> None:
    rules = rule_set(())
    assert found(f"Read more {OPEN} 12.03.2021", rules) == []


# --- time

SHAPES = {
    "a phrase": "Read more ",
    "phrases glued": "Read more",
    "phrases in brackets": "(read more) ",
    "phrases on lines": "Read more\n",
    "starts": "Read also: ",
    "names": "Share on Facebook ",
    "opening marks": "((((",
    "closing marks": ")).,",
    "a phrase and marks": "Read more (((((((((",
    "one word": "a",
    "blanks": " ",
    "lines": "\n",
    "signs": "|",
    "scripts without blanks": "相关阅读",
    "numbers": "1 ",
    "dates": "12.03.2021 ",
    "stars": "**",
    "links": "[a](b)",
    "capitals": "Aa",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_time_is_linear(shape: str) -> None:
    """Ten times the text takes no more than twenty times as long (a square would take 100)."""

    def seconds(size: int) -> float:
        text = (SHAPES[shape] * size)[:size]
        return _seconds(lambda: scan(EVERY, [text]))

    scan(EVERY, [""])
    assert seconds(60_000) < 20 * seconds(6_000) + 0.1


def _seconds(call: Callable[[], object]) -> float:
    """Return the processor's time that a call takes, at best of three."""
    times = []
    for _ in range(3):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return min(times)
