"""The command `rules`: what there is to look for, and what it finds in a file."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import qualityfilter as qf
from qualityfilter.pipeline.listing import _joined, found_in, list_rules
from qualityfilter.rules.library import all_names
from qualityfilter.rules.own import EXAMPLE
from tests.command import app
from tests.conftest import MID, OPEN

OWN = qf.Settings(own_rules=(qf.OwnRule(**EXAMPLE),))


def run(*words: object) -> Any:
    return CliRunner().invoke(app, ["rules", *map(str, words)], env={"COLUMNS": "80"})


def table(*words: object) -> list[list[str]]:
    """The rows that are shown, cut where the head's columns begin."""
    done = run(*words)
    assert done.exit_code == 0, done.output
    head, *lines = done.stdout.splitlines()
    names = ("name", "label", "language", "found" if "found" in head else "right")
    starts = [head.index(name) for name in names]
    assert starts == sorted(starts)
    return [line.split() for line in lines]


def test_everything_that_can_be_off_is_listed_and_nothing_else() -> None:
    """So that the list is whole, and each name in it can be put into the settings."""
    listed = list_rules(OWN)
    names = {each.name for each in listed}
    assert len(names) == len(listed)
    kinds = {each.kind for each in listed if not each.name.startswith("cue:")}
    lexical = {name for name in names if not name.startswith("cue:")}
    assert lexical | kinds == {*all_names(OWN.own_rules)}
    assert {"rule:own.live-blog", "repeat.title", "rule:about.section"} <= names
    qf.QualityFilter(qf.Settings(own_rules=OWN.own_rules, off=tuple(names))).clean(OPEN)


def test_every_finding_of_the_fixtures_is_listed(quality_filter: qf.QualityFilter) -> None:
    listed = {each.name for each in list_rules(qf.Settings())}
    text = f"{OPEN}\n\nFollow us on Facebook\n\n12 March 2021\n\n{OPEN}\n\nIt may rain on Friday."
    found = found_in(quality_filter.clean(text), quality_filter.loaded.rules)
    assert {"phrase:social.follow.en", "rule:metadata.date-day-first", "repeat.long"} <= {*found}
    assert {*found} <= listed
    for ranges in found.values():
        assert ranges == sorted(ranges)
        assert all(0 <= start < end <= len(text) for start, end, _ in ranges)


def test_what_is_not_used_is_told() -> None:
    used = {
        each.name: each.used
        for each in list_rules(
            qf.Settings(
                rules=("social",),
                off=("social.follow", "repeat.title", "phrase:social.share.en"),
                hedges=False,
            )
        )
    }
    assert not used["phrase:social.follow.de"]
    assert not used["phrase:social.share.en"]
    assert used["phrase:social.share.de"]
    assert not used["rule:metadata.date-day-first"]
    assert not used["repeat.title"]
    assert used["repeat.long"]
    assert not used["cue:speculative.may"]
    assert all(each.used for each in list_rules(OWN))


def test_all_are_listed_a_line_each() -> None:
    rows = table()
    assert len({row[0] for row in rows}) == len(rows)
    names = [row[0] for row in rows]
    assert {"social.follow", "rule:metadata.date-day-first", "repeat.title"} <= {*names}
    follow = rows[names.index("social.follow")]
    langs = {each.lang for each in list_rules(qf.Settings()) if each.kind == "social.follow"}
    assert follow[1:3] == ["social", str(len(langs))]
    assert follow[4:] == ["asks", "to", "follow", "the", "site", "or", "its", "author"]


def test_one_language_or_label_is_listed() -> None:
    rows = table("--language", "tr", "--label", "social")
    assert "phrase:social.follow.tr" in [row[0] for row in rows]
    assert {(row[1], row[2]) for row in rows} == {("social", "tr")}
    assert {row[1] for row in table("--label", "hypothetical")} == {"hypothetical"}
    done = run("--language", "xx")
    assert (done.exit_code, "unknown language 'xx'" in done.stderr) == (2, True)
    done = run("--label", "socail")
    assert (done.exit_code, "did you mean 'social'?" in done.stderr) == (2, True)


def test_what_was_found_in_a_file_is_counted(tmp_path: Path) -> None:
    texts = [
        f"{OPEN}\n\n{MID}\n\nFollow us on Facebook",
        f"{OPEN}\n\nFollow us on Instagram\n\n{MID}",
        "The pier may be closed.",
    ]
    path = tmp_path / "crawl.jsonl"
    path.write_text("".join(f"{json.dumps({'body': text})}\n" for text in texts))
    done = run(path, "--text-field", "body")
    assert done.stderr == "3 records\n"
    rows = {row[0]: row[1:] for row in map(str.split, done.stdout.splitlines()[1:])}
    follow = rows["phrase:social.follow.en"]
    assert follow[:4] == ["social", "en", "2", "2"]
    assert " ".join(follow[4:]) == "Follow us on Facebook"
    assert rows["cue:speculative.may"][:4] == ["speculative", "en", "1", "0"]
    counts = [int(row[2]) for row in rows.values() if row[1] == "en"]
    assert counts == sorted(counts, reverse=True)
    only = run(path, "--text-field", "body", "--label", "speculative")
    assert [line.split()[0] for line in only.stdout.splitlines()[1:]] == ["cue:speculative.may"]


def test_a_file_of_settings_is_heeded(tmp_path: Path) -> None:
    path, text = tmp_path / "mine.toml", tmp_path / "a.txt"
    path.write_text(
        'off = ["social.follow"]\n[[own_rules]]\n' + OWN.to_toml().partition("[[own_rules]]\n")[2]
    )
    text.write_text(f"{OPEN}\n\nFollow us on Facebook\n\nFollow the live blog for all results\n")
    listed = run("--settings", path, "--label", "social").stdout
    assert "asks to follow the site or its author (off)" in listed
    assert "rule:own.live-blog" in run("--settings", path).stdout
    found = run(text, "--settings", path).stdout
    assert "social.follow" not in found
    assert "rule:own.live-blog" in found
    path.write_text('off = ["social.folow"]\n')
    done = run("--settings", path)
    assert done.exit_code == 2
    assert "mine.toml: unknown rule 'social.folow'; did you mean 'social.follow'?" in done.stderr


def test_a_record_that_fails_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "crawl.jsonl"
    path.write_text(f"{json.dumps({'text': 'Follow us on Facebook'})}\n{{broken\n")
    done = run(path)
    assert (done.exit_code, done.stderr) == (1, "2 records, 1 failed\n")
    assert "phrase:social.follow.en" in done.stdout
    missing = run(tmp_path / "nothing.txt")
    assert missing.exit_code == 2


def test_what_was_found_is_safe_to_show(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Follow us on \x1b[31mFacebook\x1b[0m: \u202eredro")
    assert "\x1b" not in run(path).stdout


@pytest.mark.parametrize(
    ("text", "ranges", "joined"),
    [
        ("12 March 2021", [(0, 2), (3, 8), (9, 13)], [(0, 13)]),
        ("Follow us on", [(0, 9), (0, 6), (7, 12)], [(0, 12)]),
        ("a, b", [(0, 1), (3, 4)], [(0, 1), (3, 4)]),
        ("a\nb", [(2, 3), (0, 1)], [(0, 1), (2, 3)]),
        ("", [], []),
    ],
)
def test_what_stands_side_by_side_is_one(
    text: str, ranges: list[tuple[int, int]], joined: list[tuple[int, int]]
) -> None:
    assert list(_joined(text, ranges)) == joined
