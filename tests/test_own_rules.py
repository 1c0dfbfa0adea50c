"""Rules of the user's own: checked when they are made, found as the package's are."""

from __future__ import annotations

import pickle
import subprocess
import sys
import time
from typing import Any

import pytest

import qualityfilter as qf
from qualityfilter.rules.own import EXAMPLE
from tests.conftest import END, MID, OPEN, ROOT

STORY = f"{OPEN}\n\n{MID}\n\n{END}"
LINE = "Follow our live blog for the latest"


def rule(**more: Any) -> qf.OwnRule:
    return qf.OwnRule(**EXAMPLE | more)


def texts(*found: str) -> tuple[str, ...]:
    return found


def cleaned(text: str, *rules: qf.OwnRule, **settings: Any) -> qf.CleanResult:
    return qf.QualityFilter(qf.Settings(own_rules=rules, **settings)).clean(text)


def sources(result: qf.CleanResult) -> set[str]:
    return {each.source for span in result.spans for each in span.evidence}


def test_a_line_falls_with_its_reason() -> None:
    text = f"{OPEN}\n\n{LINE}\n\n{MID}\n\n{END}"
    assert "rule:own.live-blog" not in sources(qf.clean(text))
    result = cleaned(text, rule(score=0.99))
    (span,) = result.cuts
    assert (span.label, text[span.start : span.end]) == ("related", f"{LINE}\n\n")
    (found,) = (each for each in span.evidence if each.source == "rule:own.live-blog")
    assert (found.score, found.reason) == (0.99, "leads to a live blog")
    assert text[found.start : found.end] == LINE
    assert result.restore() == text


def test_own_rules_do_not_depend_on_the_families() -> None:
    assert sources(cleaned(f"{STORY}\n\n{LINE}", rule(score=1), rules=())) >= {"rule:own.live-blog"}


def test_a_match_falls_alone() -> None:
    inner = rule(
        id="mark",
        pattern=r"(?P<junk>#\w+-live) ?$",
        score=1,
        scope="match",
        hits=texts("The boat is late. #ferry-live", "It rained. #rain-live"),
        misses=texts("A #ferry-lively day", "It is #ferry-live today."),
    )
    text = f"{OPEN} #ferry-live\n\n{MID}\n\n{END}"
    result = cleaned(text, inner)
    assert [text[span.start : span.end].strip() for span in result.cuts] == ["#ferry-live"]
    assert result.text.startswith(f"{OPEN}\n")


@pytest.mark.parametrize("pattern", ["[[:alpha:]]+ live blog", r"\Q live blog\E", r"\blive\b.*"])
def test_any_syntax_of_re2_is_found(pattern: str) -> None:
    """What the filter looks for first is derived from the syntax that the tables use."""
    mine = rule(
        pattern=pattern, score=1, misses=texts("The show is alive.", "The music was a delivery.")
    )
    assert "rule:own.live-blog" in sources(cleaned(f"{STORY}\n\n{LINE}", mine))


MISSED = texts("Follow our boat", "Follow the boat")
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"id": "a b"}, "own rule 'a b': its id must be letters, digits, - and _"),
    ({"id": 3}, "own rule 3: its id must be letters, digits, - and _"),
    ({"pattern": 3}, "own rule 'live-blog': pattern is 3; it must be a text"),
    ({"label": "body"}, "own rule 'live-blog': unknown label 'body'; known: metadata, caption, "),
    ({"label": "relate"}, "own rule 'live-blog': unknown label 'relate'; did you mean 'related'?"),
    ({"label": "duplicate"}, "own rule 'live-blog': unknown label 'duplicate'; known: "),
    ({"scope": "lines"}, "own rule 'live-blog': unknown scope 'lines'; did you mean 'line'?"),
    ({"score": 0}, "own rule 'live-blog': score is 0; it must lie in (0, 1]"),
    ({"score": 1.01}, "own rule 'live-blog': score is 1.01; it must lie in (0, 1]"),
    ({"score": float("nan")}, "own rule 'live-blog': score is nan; it must lie in (0, 1]"),
    ({"score": "1"}, "own rule 'live-blog': score is '1'; it must be a number"),
    ({"reason": ""}, "own rule 'live-blog': its reason must be one line"),
    ({"reason": "a\nb"}, "own rule 'live-blog': its reason must be one line"),
    ({"hits": "x"}, "own rule 'live-blog': hits is 'x'; it must be a list; each of its items must"),
    ({"hits": ()}, "own rule 'live-blog': hits must be at least two different texts"),
    ({"misses": ("x", "x")}, "own rule 'live-blog': misses must be at least two different texts"),
    ({"hits": MISSED}, "own rule 'live-blog': it must hit 'Follow our boat', and does not"),
    (
        {"misses": ("x", "Follow our live blog!")},
        "own rule 'live-blog': it must miss 'Follow our live blog!', and does not",
    ),
    (
        {"pattern": r"(follow) \1"},
        "own rule 'live-blog': RE2, which knows no backreference and no lookaround, refuses the "
        r"pattern: invalid escape sequence: \1",
    ),
    (
        {"pattern": "follow(?= our)"},
        "own rule 'live-blog': RE2, which knows no backreference and no lookaround, refuses the "
        "pattern: invalid perl operator: (?=",
    ),
    (
        {"pattern": "(?:.{0,999}x){0,9}" * 99},
        "own rule 'live-blog': RE2, which knows no backreference and no lookaround, refuses the "
        "pattern: ",
    ),
    ({"pattern": "(?:follow)?"}, "own rule 'live-blog': the pattern matches the empty string"),
    ({"pattern": "^"}, "own rule 'live-blog': the pattern matches the empty string"),
    ({"pattern": r"\b"}, "own rule 'live-blog': the pattern matches the empty string"),
    (
        {"pattern": "follow “us”"},
        "own rule 'live-blog': the pattern holds '“', which no line does: quotation marks, dashes "
        "and blanks are matched as '\"'",
    ),
    ({"pattern": r"follow\C"}, r"own rule 'live-blog': the pattern holds \C, which matches half"),
    ({"pattern": "follow \ud800"}, r"own rule 'live-blog': pattern is 'follow \ud800'; it must be"),
]


@pytest.mark.parametrize(("more", "message"), WRONG, ids=range(len(WRONG)))
def test_a_wrong_rule_is_refused(more: dict[str, Any], message: str) -> None:
    with pytest.raises(qf.SettingsError) as caught:
        rule(**more)
    assert str(caught.value).startswith(message)


def test_two_rules_need_two_ids() -> None:
    with pytest.raises(qf.SettingsError, match="own rule 'live-blog': 2 rules have this id"):
        qf.Settings(own_rules=(rule(), rule(score=0.1)))


FILE = """
[[own_rules]]
id = "live-blog"
pattern = '^follow (?:our|the) live blog'
label = "related"
score = 0.95
reason = "leads to a live blog"
hits = ["Follow our live blog here", "Follow the live blog for all results"]
misses = ["They follow our live blog.", "Follow the live music on Friday."]
"""


def test_a_file_holds_rules() -> None:
    assert qf.Settings.from_toml(FILE).own_rules == (rule(),)
    two = FILE + FILE.replace('"live-blog"', '"other"')
    assert qf.Settings.from_toml(two).own_rules == (rule(), rule(id="other"))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("pattern", "patern", "unknown key own_rules.patern; did you mean own_rules.pattern?"),
        ('label = "related"\nscore = 0.95', "", "own_rules 'live-blog' lacks label, score"),
        ("[[own_rules]]", "[own_rules]", "own_rules must be a list of tables, each under [[own_r"),
        (FILE, "own_rules = [3]", "own_rules is 3; it must be a table"),
        ("They follow", "Follow", "own rule 'live-blog': it must miss 'Follow our live blog.', "),
    ],
)
def test_a_wrong_rule_in_a_file(old: str, new: str, message: str) -> None:
    with pytest.raises(qf.SettingsError) as caught:
        qf.Settings.from_toml(FILE.replace(old, new))
    assert str(caught.value).startswith(message)


def test_a_filter_pickles_with_its_rules() -> None:
    text = f"{STORY}\n\n{LINE}"
    made = qf.QualityFilter(qf.Settings(own_rules=(rule(score=0.99),)))
    assert pickle.loads(pickle.dumps(made)).clean(text) == made.clean(text)


@pytest.mark.parametrize("scope", ["line", "sentence", "match"])
@pytest.mark.parametrize("text", ["a", "a b ", "a. B "])
def test_no_pattern_hangs_a_run(scope: Any, text: str) -> None:
    """Each match of this one looks at all that follows: to look for all of them is square."""
    slow = rule(
        pattern="a(?:.*(?:a+)+x)?",
        scope=scope,
        hits=texts("a", "aax"),
        misses=texts("b", "c"),
    )
    filters = [qf.QualityFilter(qf.Settings(own_rules=each)) for each in ((), (slow,))]
    document = text * (800_000 // len(text))
    seconds = []
    for each in filters:
        each.clean("It rained.")
        start = time.process_time()
        each.clean(document)
        seconds.append(time.process_time() - start)
    assert seconds[1] < 4 * seconds[0] + 5


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are those of Linux")
@pytest.mark.parametrize("number", [2_480, 20_000])
def test_nested_brackets_take_little_memory(number: int) -> None:
    """Of 20,000 RE2 made 5.8 GB, and the memory grows with their square."""
    code = (
        "import resource\n"
        "import qualityfilter as qf\n"
        "from qualityfilter.rules.own import EXAMPLE\n"
        "qf.OwnRule(**EXAMPLE)\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        f"pattern = '(' * {number} + 'follow (our|the) live blog' + ')' * {number}\n"
        "try:\n"
        "    qf.OwnRule(**{**EXAMPLE, 'pattern': '^' + pattern})\n"
        "except qf.SettingsError as error:\n"
        "    print(error)\n"
        "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    *said, megabytes = done.stdout.splitlines()
    assert int(megabytes) < 150
    refusal = "the pattern has more than 5,000 characters: make several rules of it"
    assert said == ([f"own rule 'live-blog': {refusal}"] if number > 2500 else [])
