"""Which records repeat others does not depend on how many processes there are, nor on stops."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from qualityfilter.core.errors import UsageError
from qualityfilter.records.runs.workers import Workers
from tests.runs.resuming import OPTIONS, Killed, Watch, clean, folder
from tests.runs.standin import StandIn
from tests.runs.test_run import move_into, only_made, tree

MARK, DROP = (replace(OPTIONS, duplicates=each) for each in ("mark", "drop"))
STORIES = 6


def text(number: int) -> str:
    """A story of its own, of which every sixth is the same; the first is told to be rejected."""
    story = " ".join(f"{word}{number % STORIES}" for word in ("ferry", "runs", "from", "pier"))
    return f"{'REJECT' if number == 1 else 'plain'}\nJUNK {number}\n{story} and more {story}\n"


def write_inputs() -> None:
    values = [{"id": f"r{n}", "text": text(n)} for n in range(23)]
    lines = [json.dumps(each) for each in values]
    Path("a.jsonl").write_text("\n".join(lines))
    Path("b.jsonl").write_text("\n".join(lines[:9]))
    rows = (f'{each["id"]},"{each["text"]}"' for each in values)
    Path("t.csv").write_text("\n".join(["id,text", *rows]))
    Path("made").mkdir(exist_ok=True)  # an output's folder
    Path("in/deep").mkdir(parents=True)
    for number in range(9):
        Path(f"in/deep/{number}.txt").write_text(text(number))
    Path("in/deep/page.html").write_text("<p>A page of its own</p>")
    for name in ("a.jsonl", "t.csv"):
        Path(f"in/{name}").write_bytes(Path(name).read_bytes())


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(StandIn(), 3, 60) as made:  # type: ignore[arg-type]
        yield made


def made_by(kind: str, workers: Workers, **how: Any) -> tuple[dict[str, bytes], Any]:
    with folder():
        write_inputs()
        tally = clean(kind, workers, **how)
        return only_made(tree()), tally


def test_the_first_of_each_is_named(workers: Workers) -> None:
    """One that was rejected is not repeated: the next of its kind is the first."""
    files, tally = made_by("lines", workers, options=MARK)
    told = {
        each["id"]: each["qualityfilter"]
        for each in map(json.loads, files["out.jsonl"].splitlines())
    }
    assert {name: found["reasons"] for name, found in told.items()} == {
        f"r{n}": ["short", *([f"duplicate:r{(n % STORIES) or 0}"] if n >= STORIES else [])]
        if n % STORIES != 1
        else ["short", *(["duplicate:r7"] if n > 7 else [])]
        for n in range(23)
        if n != 1
    }
    assert told["r8"]["verdict"] == "review"
    assert tally.repeated == 23 - STORIES - 1
    assert (tally.kept, tally.rejected) == (22, 1)


def test_what_is_dropped_is_among_the_rejected(workers: Workers) -> None:
    files, tally = made_by("csv", workers, options=DROP)
    rows = [*csv.DictReader(files["out.csv"].decode().splitlines())]
    assert {row["id"] for row in rows} == {"r0", "r2", "r3", "r4", "r5", "r7"}
    rejected = [*map(json.loads, files["out.csv.rejected.jsonl"].splitlines())]
    assert {each["reasons"][-1]["of"] for each in rejected} == {
        None,
        "r0",
        "r2",
        "r3",
        "r4",
        "r5",
        "r7",
    }
    assert (tally.kept, tally.rejected, tally.repeated) == (6, 17, 16)


def test_records_without_an_id_are_called_by_where_they_stand(workers: Workers) -> None:
    with folder():
        Path("a.jsonl").write_text(f"{json.dumps({'text': text(0)})}\n" * 2)
        clean("lines", workers, options=MARK)
        last = json.loads(Path("out.jsonl").read_text().splitlines()[-1])
        assert last["qualityfilter"]["reasons"] == ["short", "duplicate:a.jsonl:1"]


@pytest.mark.parametrize(
    ("kind", "options"),
    [("lines", MARK), ("lines", DROP), ("several", MARK), ("csv", DROP), ("mixed", DROP)],
)
def test_the_number_of_processes_changes_nothing(kind: str, options: Any, workers: Workers) -> None:
    with Workers(StandIn(), 1, 60) as alone:  # type: ignore[arg-type]
        assert made_by(kind, alone, options=options) == made_by(kind, workers, options=options)


def test_a_chunk_that_is_taken_apart_changes_nothing(workers: Workers, tmp_path: Path) -> None:
    found = []
    once = tmp_path / "once"
    for dies in (True, False):  # the second time the file is there, and the same text does not die
        with folder():
            write_inputs()
            lines = Path("a.jsonl").read_text().splitlines()
            lines[9] = json.dumps({"id": "r9", "text": f"DIE {once}\n{text(9)}"})
            Path("a.jsonl").write_text("\n".join(lines))
            assert dies != once.exists()
            clean("lines", workers, options=MARK)
            told = map(json.loads, Path("out.jsonl").read_text().splitlines())
            found.append([each["qualityfilter"]["reasons"] for each in told])
    assert once.exists()
    assert found[0] == found[1]


@pytest.mark.parametrize(("kind", "options"), [("lines", MARK), ("csv", MARK), ("mixed", DROP)])
def test_a_run_that_is_killed_and_goes_on_ends_as_if_nothing_had_been(
    kind: str, options: Any, workers: Workers
) -> None:
    watch = Watch()
    expected = made_by(kind, workers, options=options, watch=watch)
    for kill_at in range(1, watch.changes, max(1, watch.changes // 9)):
        with folder() as copies, folder():
            write_inputs()
            stopped = Watch(kill_at=kill_at, copy=Path(copies, "copy"))
            with pytest.raises(Killed):
                clean(kind, workers, options=options, watch=stopped)
            move_into(stopped.copy)
            tally = clean(kind, workers, options=options)
            assert (only_made(tree()), tally) == expected


def test_a_run_with_another_way_is_another_run(workers: Workers) -> None:
    with folder() as copies, folder():
        write_inputs()
        watch = Watch(kill_at=12, copy=Path(copies, "copy"))
        with pytest.raises(Killed):
            clean("lines", workers, options=MARK, watch=watch)
        move_into(watch.copy)
        with pytest.raises(UsageError, match="other options"):
            clean("lines", workers, options=DROP)


def test_a_text_has_no_place_for_what_it_repeats(workers: Workers) -> None:
    with folder():
        write_inputs()
        with pytest.raises(UsageError, match="no place for what it repeats: give jsonl"):
            clean("texts", workers, options=MARK)
        clean("texts", workers, options=DROP)
        assert sorted(path.name for path in Path("out").iterdir()) == [
            *("0.txt", "2.txt", "3.txt", "4.txt", "5.txt", "7.txt"),
            "page.txt",
        ]
