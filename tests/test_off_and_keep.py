"""What the settings turn off is used no more, and what they keep is never inside a cut."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given

import qualityfilter as qf
from qualityfilter.rules.own import EXAMPLE
from qualityfilter.text.segments import fold_marks
from tests.conftest import END, MID, OPEN
from tests.test_laws import JUNK, PROSE, many, texts

DOUBT = "The harbour office may possibly close the east gate before the summer begins."


def _clean(text: str, title: str | None = None, **settings: Any) -> qf.CleanResult:
    return qf.QualityFilter(qf.Settings(**settings)).clean(text, title=title)


def _sources(result: qf.CleanResult) -> set[str]:
    return {each.source for span in result.spans for each in span.evidence}


def _around(line: str) -> str:
    return f"{OPEN}\n\n{line}\n\n{MID}"


# --- off ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "source", "names"),
    [
        ("Follow us on Facebook", "phrase:social.follow.en", ["social.follow"]),
        (
            "Friday, 12 March 2021 14:05",
            "rule:metadata.date-day-first",
            ["metadata.date-day-first", "rule:metadata.date-day-first"],
        ),
        (MID, "repeat.long", ["repeat.long"]),
        (
            DOUBT,
            "cue:speculative.possibly",
            ["speculative.possibly", "cue:speculative.possibly"],
        ),
    ],
    ids=["phrases", "pattern", "repeat", "cue"],
)
def test_what_is_off_finds_nothing(line: str, source: str, names: list[str]) -> None:
    text = f"{OPEN}\n\n{MID}\n\n{line}\n\n{END}"
    assert source in _sources(_clean(text))
    for name in names:
        assert source not in _sources(_clean(text, off=(name,)))


def test_a_group_is_off_in_one_language_or_in_all() -> None:
    german = _around("Folgen Sie uns auf Facebook")
    assert "phrase:social.follow.de" in _sources(_clean(german))
    assert "phrase:social.follow.de" not in _sources(_clean(german, off=("social.follow",)))
    assert "phrase:social.follow.de" in _sources(_clean(german, off=("phrase:social.follow.en",)))
    only = _sources(_clean(german, off=("phrase:social.follow.de",)))
    assert "phrase:social.follow.de" not in only


def test_sections_and_own_rules_can_be_off() -> None:
    about = (
        "About Harbour Press\nHarbour Press is an agency for news of the coast, founded in 1931 "
        "by three fishermen."
    )
    text = f"{_around('')}\n\n{about}"
    assert "rule:about.section" in _sources(_clean(text))
    assert "rule:about.section" not in _sources(_clean(text, off=("about.section",)))
    own = (qf.OwnRule(**EXAMPLE),)
    blog = _around("Follow the live blog for all results")
    assert "rule:own.live-blog" in _sources(_clean(blog, own_rules=own))
    assert "rule:own.live-blog" not in _sources(_clean(blog, own_rules=own, off=("own.live-blog",)))


def test_a_sentence_whose_only_cue_is_off_is_not_marked() -> None:
    both = _clean(DOUBT, off=("speculative.possibly",))
    assert [span.label for span in both.spans] == ["speculative"]
    names = tuple(name for name in _sources(_clean(DOUBT)) if name.startswith("cue:"))
    assert _clean(DOUBT, off=names).spans == ()
    assert _clean(DOUBT, off=names).scores.hedged == 0


def test_nothing_off_changes_nothing() -> None:
    for line in JUNK:
        named = _clean(_around(line), off=("repeat.pair", "phrase:social.follow.sw"))
        plain = _clean(_around(line))
        assert (named.text, named.spans, named.scores) == (plain.text, plain.spans, plain.scores)


def test_an_unknown_rule_is_told() -> None:
    with pytest.raises(qf.SettingsError, match=r"unknown rule 'social.folow'; did you mean 'soc"):
        _clean("text", off=("social.folow",))
    with pytest.raises(qf.SettingsError, match=r"unknown rule 'own.live-blog'"):
        _clean("text", off=("own.live-blog",))


# --- keep ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "entry",
    [
        "follow us on facebook",
        "FOLLOW  us\u00a0on",
        "Follow",
        "/^follow us/",
        "/us on [a-z]+$/",
        "/facebook/",
    ],
)
def test_what_is_kept_is_marked_and_stays(entry: str) -> None:
    text = _around("Follow us on Facebook")
    assert _clean(text).text == f"{OPEN}\n\n{MID}"
    result = _clean(text, keep=(entry,))
    assert result.text == text
    (span,) = result.spans
    assert (span.label, span.action, span.text) == ("social", "mark", "Follow us on Facebook")
    why = span.evidence[0]
    assert (why.source, why.label, why.score) == (f"keep:{entry}", "body", 1.0)
    assert text[why.start : why.end].lower() in "follow us on facebook"
    assert why.reason == f"the settings keep {entry!r}"


@pytest.mark.parametrize("entry", ["ollow us", "follow us in", "/^us on/", "/on facebook page/"])
def test_what_is_not_there_keeps_nothing(entry: str) -> None:
    text = _around("Follow us on Facebook")
    assert _clean(text, keep=(entry,)).text == f"{OPEN}\n\n{MID}"


def test_a_phrase_knows_no_accents_and_takes_any_number() -> None:
    text = _around("Lesen Sie auch: Fähre 27 fällt aus")
    assert _clean(text).text == f"{OPEN}\n\n{MID}"
    assert _clean(text, keep=("fahre 0 fallt aus",)).text == text
    assert _clean(_around("Read also: **Ferry** 27"), keep=("**ferry** 1",)).cuts == ()


def test_a_phrase_stands_in_one_line() -> None:
    text = _around("Follow us on\nFacebook")
    assert _clean(text, keep=("us on facebook",)).text == _clean(text).text
    assert _clean(text, keep=("/on.facebook/",)).text == _clean(text).text


def test_what_the_user_wants_cut_is_kept_too() -> None:
    own = (qf.OwnRule(**EXAMPLE | {"score": 1.0}),)
    blog = _around("Follow the live blog for all results")
    assert _clean(blog, own_rules=own).text != blog
    assert _clean(blog, own_rules=own, keep=("live blog",)).text == blog
    actions = {"speculative": "cut", "headline": "cut"}
    text = f"Bridge over the Sarn to be mended\n\n{_around(DOUBT)}"
    title = "Bridge over the Sarn to be mended"
    assert len(_clean(text, title, actions=actions).cuts) == 2
    kept = _clean(text, title, actions=actions, keep=("bridge over the sarn", "/east gate/"))
    assert kept.text == text
    assert [span.label for span in kept.marks] == ["headline", "speculative"]


def test_only_the_piece_is_kept() -> None:
    text = _around("Follow us on Facebook\nShare this article")
    assert _clean(text, keep=("follow us",)).text == _around("Follow us on Facebook")


def test_many_matches_in_a_line_keep_its_rest() -> None:
    line = "Follow us on Facebook. " * 300 + "Share this article on Facebook"
    result = _clean(_around(line), keep=("/follow us/",))
    assert "Share this article on Facebook" in result.text


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (" \t", "keep: ' \\t' is no phrase: it holds nothing but blanks"),
        ("//", "keep: '//': the pattern matches the empty string"),
        ("/x*/", "keep: '/x*/': the pattern matches the empty string"),
        ("/(/", "keep: '/(/': RE2, which knows no backreference and no lookaround, refuses "),
        ("/“x/", "keep: '/“x/': the pattern holds '“', which no line does"),
        (
            "a b " * 60,
            "keep: the phrase 'a b a b a b a b a b a b a b a b a b a b '... has more tha",
        ),
    ],
)
def test_what_cannot_be_kept_is_told(entry: str, message: str) -> None:
    with pytest.raises(qf.SettingsError) as caught:
        _clean("text", keep=(entry,))
    assert str(caught.value).startswith(message)


def test_a_text_is_no_list() -> None:
    for name in ("off", "keep"):
        with pytest.raises(qf.SettingsError, match=f"^{name} is 'follow us'; it must be a list"):
            qf.Settings(**{name: "follow us"})


WORDS = ("our telegram channel", "ferry strike", "Leave a Comment", "the council agreed", "visit")
PATTERNS = ("comment", "[a-z]+ advertis[a-z]*", ": ?harbour", "a.*b", "[0-9]")
KEEPING = qf.QualityFilter(
    qf.Settings(
        actions=dict.fromkeys(("headline", *qf.LABELS[-3:]), "cut"),
        threshold=0.05,
        keep=(*WORDS, *map("/{}/".format, PATTERNS)),
    )
)
"""A filter that cuts whatever it may."""


def _kept(text: str) -> Iterator[tuple[int, int]]:
    """Where what is kept stands, found in another way."""
    folded, start = fold_marks(text), 0
    for line in text.splitlines(keepends=True):
        seen = folded[start : start + len(line.splitlines()[0])]
        for phrase in WORDS:
            edges = rf"(?<![^ ]){phrase.replace(' ', ' +')}(?![^ .])"
            found = re.finditer(edges, seen, re.IGNORECASE | re.ASCII)
            yield from ((start + match.start(), start + match.end()) for match in found)
        for pattern in PATTERNS:
            found = re.finditer(pattern, seen.strip(), re.IGNORECASE | re.ASCII)
            shift = start + len(seen) - len(seen.lstrip())
            yield from ((shift + match.start(), shift + match.end()) for match in found)
        start += len(line)


@many
@given(text=texts)
def test_what_is_kept_is_never_inside_a_cut(text: str) -> None:
    result = KEEPING.clean(text)
    for start, end in _kept(text):
        assert not [cut for cut in result.cuts if cut.start < end and start < cut.end]
    assert result.restore() == text
    for span in result.spans:
        assert all(span.start <= each.start < each.end <= span.end for each in span.evidence)


def test_the_law_is_not_empty() -> None:
    """Without this it could hold because nothing is ever kept, or nothing cut."""
    text = "\n".join((*JUNK, *PROSE))
    assert len(list(_kept(text))) > 5
    assert KEEPING.clean(text).cuts
    assert any(
        each.source.startswith("keep:")
        for span in KEEPING.clean(text).spans
        for each in span.evidence
    )


def test_the_order_of_entries_changes_nothing() -> None:
    text = "\n".join(JUNK)
    one = _clean(text, keep=(*WORDS, "/telegram channel/"), threshold=0.05)
    other = _clean(text, keep=("/telegram channel/", *reversed(WORDS)), threshold=0.05)
    assert one.spans == other.spans
