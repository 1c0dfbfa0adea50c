"""A run ends with the same files whatever stopped it, and loses no record."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qualityfilter as qf
from qualityfilter.core.errors import UsageError
from qualityfilter.records.options import Options
from qualityfilter.records.outcome import Tally
from qualityfilter.records.runs import run as module
from qualityfilter.records.runs.files import identity
from qualityfilter.records.runs.inputs import Names
from qualityfilter.records.runs.parts import CheckpointStore
from qualityfilter.records.runs.plan import make_plan
from qualityfilter.records.runs.workers import Workers
from tests.conftest import ROOT
from tests.runs.resuming import (
    KINDS,
    OPTIONS,
    PART,
    RECORDS,
    Killed,
    Watch,
    clean,
    folder,
    small_parts,
    tree,
    write_inputs,
)
from tests.runs.standin import StandIn


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(StandIn(), 2, 60) as made:  # type: ignore[arg-type]
        yield made


@pytest.fixture
def work() -> Iterator[None]:
    with folder():
        write_inputs()
        yield


@dataclass(frozen=True)
class Undisturbed:
    """What a run gives that nothing stops."""

    files: Mapping[str, bytes]
    tally: Tally
    changes: int


_undisturbed: dict[str, Undisturbed] = {}


def undisturbed(kind: str, workers: Workers) -> Undisturbed:
    if kind not in _undisturbed:
        with folder():
            write_inputs()
            watch = Watch()
            tally = clean(kind, workers, watch=watch)
            _undisturbed[kind] = Undisturbed(only_made(tree()), tally, watch.changes)
    return _undisturbed[kind]


def only_made(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Leave the inputs away; Parquet's hold the time in no way that matters here."""
    return {name: content for name, content in files.items() if "out" in name or "qual" in name}


@cache
def missing() -> set[str]:
    """Return the kinds for which a library is not there."""
    found = set()
    for library, kinds in (("pyarrow", {"parquet", "to parquet"}), ("zstandard", {"zst"})):
        try:
            __import__(library)
        except ImportError:
            found |= kinds
    return found


kinds = st.sampled_from([*KINDS]).filter(lambda kind: kind not in missing())


# --- stopped, and gone on with


@settings(max_examples=120, deadline=None)
@given(kind=kinds, points=st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=3))
def test_a_run_that_is_killed_and_goes_on_ends_as_if_nothing_had_been(
    kind: str, points: list[float], workers: Workers
) -> None:
    expected = undisturbed(kind, workers)
    with folder() as copies, folder():
        write_inputs()
        ended = False  # what then is there is not that of a stopped run
        for number, point in enumerate(points):
            watch = Watch(kill_at=int(point * expected.changes), copy=Path(copies, str(number)))
            try:
                clean(kind, workers, watch=watch, force=ended)
                ended = True
            except Killed:
                move_into(watch.copy)
                ended = not [*Path().rglob("*.unfinished")]  # it was whole, with nothing to do
        assert clean(kind, workers, force=ended) == expected.tally
        assert only_made(tree()) == expected.files


def move_into(copy: Path) -> None:
    """Put what is in a copy in the place of what is in the working folder, but for the inputs."""
    for path in Path().iterdir():
        if is_made(path):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in filter(is_made, copy.iterdir()):
        shutil.move(path, path.name)


def is_made(path: Path) -> bool:
    return any(each in path.name for each in ("out", "made", "qual"))


@pytest.mark.parametrize("point", range(1, RECORDS // 2))
def test_what_is_finished_is_not_cleaned_again(workers: Workers, work: None, point: int) -> None:
    """The parts that are finished are told of as one; the rest is cleaned."""
    stopped = stop("lines", workers, after=point)
    told: list[int] = []
    clean("lines", workers, listen=lambda outcome, _: told.append(outcome.tally.records))
    assert told[0] == (stopped - 1) // PART * PART  # the last was not closed yet
    assert sum(told) == RECORDS


def stop(kind: str, workers: Workers, *, after: int) -> int:
    """Stop a run when it has told of so many chunks; gives how many records they were."""
    told: list[int] = []

    def listen(outcome: Any, _: int) -> None:
        told.append(outcome.tally.records)
        if len(told) > after:
            raise Killed

    with pytest.raises(Killed):
        clean(kind, workers, listen=listen)
    return sum(told)


DAMAGE: Mapping[str, Callable[[Path, bytes], object]] = {
    "cut": lambda path, content: path.write_bytes(content[: len(content) // 2]),
    "changed": lambda path, content: path.write_bytes(content[:-9] + b"?" + content[-8:]),
    "emptied": lambda path, _: path.write_bytes(b""),
    "longer": lambda path, content: path.write_bytes(content + b"{}\n"),
    "removed": lambda path, _: path.unlink(),
}


@pytest.mark.parametrize("how", DAMAGE)
@pytest.mark.parametrize("ending", ["kept", "rejected", "failures", "json"])
def test_a_damaged_part_is_noticed_and_done_again(
    workers: Workers, work: None, ending: str, how: str
) -> None:
    stop("lines", workers, after=12)
    path = Path(f"out.jsonl.unfinished/0/000002.{ending}")
    content = path.read_bytes()
    assert content
    DAMAGE[how](path, content)
    told: list[int] = []
    clean("lines", workers, listen=lambda outcome, _: told.append(outcome.tally.records))
    assert told[0] == 2 * PART
    assert only_made(tree()) == undisturbed("lines", workers).files


@pytest.mark.parametrize("ending", ["kept", "rejected", "failures", "json"])
def test_a_damaged_part_of_what_is_done_is_noticed(
    workers: Workers, work: None, ending: str
) -> None:
    """The output of a job is in its place, and what it was made of is there no more."""
    stop("mixed", workers, after=25)
    done = sorted(Path("made/out.unfinished").glob("*/done.json"))
    assert done
    for each in done:
        if (path := each.with_name(f"000000.{ending}")).exists():
            path.write_bytes(b"")
    clean("mixed", workers)
    assert only_made(tree()) == undisturbed("mixed", workers).files


@pytest.mark.parametrize("name", ["made/out", "made/out/deep/1.txt", "made/out/a.jsonl"])
def test_an_output_that_was_removed_is_made_again(workers: Workers, work: None, name: str) -> None:
    stop("mixed", workers, after=25)
    path = Path(name)
    assert path.exists()
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    clean("mixed", workers)
    assert only_made(tree()) == undisturbed("mixed", workers).files


# --- changed, and refused


class Other(StandIn):
    """Another model, or settings."""

    def __init__(self, settings: qf.Settings | None = None, **made: str) -> None:
        super().__init__(settings)
        self.loaded.provenance = replace(self.loaded.provenance, **made)


CHANGES: Mapping[str, dict[str, Any]] = {
    "settings": {"filter": Other(qf.Settings(threshold=0.5))},
    "models": {"filter": Other(model_digest="other")},
    "time limit": {"seconds": 5},
    "options": {"options": replace(OPTIONS, spans=True)},
    "release": {"release": "0.0.1"},
    "inputs": {"input": "more"},
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_run_that_was_begun_otherwise_is_not_gone_on_with(
    workers: Workers, work: None, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop("lines", workers, after=5)
    before, change = tree(), CHANGES[name]
    if "release" in change:
        monkeypatch.setattr(module, "__version__", change["release"])
    if "input" in change:
        Path("a.jsonl").write_bytes(before["a.jsonl"] + b"\n{}")
        before = tree()
    other = Workers(change.get("filter", StandIn()), 2, change.get("seconds", 60))
    options = change.get("options", OPTIONS)
    with other:
        with pytest.raises(UsageError, match=f"with other {name}; .* or give --restart"):
            clean("lines", other, options=options)
        assert tree() == before
        told: list[int] = []
        listen = lambda outcome, _: told.append(outcome.tally.records)  # noqa: E731
        clean("lines", other, options=options, listen=listen, restart=True)
    assert told[0] == 0
    assert not Path("out.jsonl.unfinished").exists()


def test_all_that_changed_is_said(workers: Workers, work: None) -> None:
    stop("lines", workers, after=5)
    other = Workers(StandIn(), 2, 9)  # type: ignore[arg-type]
    with other, pytest.raises(UsageError, match="other options and time limit;"):
        clean("lines", other, options=replace(OPTIONS, min_quality=0.5))


def test_an_input_whose_output_has_another_name(workers: Workers, work: None) -> None:
    """Of the same inputs, one run would write some files, and the next one the others elsewhere."""
    Path("x/y").mkdir(parents=True)
    Path("x/y/a.txt").write_text("x")
    above, below = (make_plan(Names([each], "out/"), OPTIONS) for each in ("x", "x/y"))
    store = CheckpointStore(Path("out.unfinished"))
    with store.locked():
        store.begin(module._about(above, workers))
        assert store.begin(module._about(above, workers))
        with pytest.raises(UsageError, match="with other outputs;"):
            store.begin(module._about(below, workers))


def test_a_file_that_was_touched_has_changed(workers: Workers, work: None) -> None:
    stop("lines", workers, after=5)
    Path("a.jsonl").touch()
    with pytest.raises(UsageError, match="other inputs"):
        clean("lines", workers)


SWAPS: Mapping[str, Callable[[Path, Path], object]] = {
    "written over": lambda new, old: old.write_bytes(new.read_bytes()),
    "put in its place": lambda new, old: new.replace(old),
}


@pytest.mark.parametrize("how", SWAPS)
@pytest.mark.parametrize("place", [0.0, 0.5, 1.0])
def test_an_input_that_changed_though_its_size_and_time_did_not(
    workers: Workers, work: None, how: str, place: float
) -> None:
    """As `cp -p` and `rsync -t` do it: records of two files were mixed."""
    path = Path("a.jsonl")
    stop("lines", workers, after=5)
    before, content = path.stat(), bytearray(path.read_bytes())
    at = int(place * (len(content) - 1))
    content[at] ^= 1
    Path("new").write_bytes(content)
    SWAPS[how](Path("new"), path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    with pytest.raises(UsageError, match="other inputs"):
        clean("lines", workers)


def test_what_is_compared_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    for size in (0, 1, 1000, 1 << 16, 1 << 17, 1 << 20):
        path.write_bytes(bytes(size))
        first = identity(path)
        assert identity(path) == first
        for at in {0, size // 2, max(0, size - 1)} if size else ():
            with path.open("r+b") as file:
                file.seek(at)
                file.write(b"x")
            assert identity(path)[-1] != first[-1]
            first = identity(path)
    assert identity(None) == identity(tmp_path) == identity(tmp_path / "none") == []


def test_how_many_processes_there_are_does_not_matter(workers: Workers, work: None) -> None:
    stop("lines", workers, after=5)
    with Workers(StandIn(), 1, 60) as one:  # type: ignore[arg-type]
        clean("lines", one)
    assert only_made(tree()) == undisturbed("lines", workers).files


def test_a_folder_that_tells_of_no_run_is_not_trusted(workers: Workers, work: None) -> None:
    stop("lines", workers, after=5)
    Path("out.jsonl.unfinished/run.json").write_bytes(b"[1, 2")
    with pytest.raises(UsageError, match="with other release and inputs and"):
        clean("lines", workers)


def test_two_runs_do_not_write_to_one_place(workers: Workers, work: None) -> None:
    code = (
        "from pathlib import Path\n"
        "from qualityfilter.records.runs.parts import CheckpointStore\n"
        "with CheckpointStore(Path('out.jsonl.unfinished')).locked():\n"
        "    print('locked', flush=True)\n"
        "    input()\n"
    )
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    environment = {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, **pipes, env=environment) as other:
        assert other.stdin
        assert other.stdout
        assert other.stdout.readline() == b"locked\n"
        with pytest.raises(UsageError, match=r"another run is writing to out\.jsonl\.unfinished"):
            clean("lines", workers)
        other.stdin.close()
    assert clean("lines", workers).records == RECORDS


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are no copies here")
def test_a_worker_that_lives_on_holds_no_lock(work: None) -> None:
    store = CheckpointStore(Path("out.jsonl.unfinished"))
    with store.locked():
        worker = get_context("fork").Process(target=time.sleep, args=(60,))
        worker.start()
    try:
        with store.locked():
            assert worker.is_alive()
    finally:
        worker.kill()
        worker.join()


# --- counted


WORDS = ("plain", "REJECT", "FAIL", "RAISE", "broken", "no text", "bytes", "empty")


@settings(max_examples=40, deadline=None)
@given(
    words=st.lists(st.sampled_from(WORDS), max_size=24),
    output=st.sampled_from(["jsonl", "csv", "parquet"]),
    only=st.sampled_from([frozenset({"accept"}), frozenset({"reject", "accept", "review"})]),
    least=st.sampled_from([None, 0.5, 0.9]),
)
def test_each_record_ends_in_one_place(
    words: list[str], output: Any, only: Any, least: float | None, workers: Workers
) -> None:
    if output == "parquet" and "to parquet" in missing():
        output = "csv"
    lines = [_line(number, word) for number, word in enumerate(words)]
    with folder():
        Path("a.jsonl").write_bytes(b"\n".join(lines))
        options = Options("text", "text", only=only, min_quality=least)
        plan = make_plan(Names(["a.jsonl"], f"out.{output}"), options)
        with small_parts():
            tally = module.run(plan, workers, lambda *_: None)
        kept = read(Path(f"out.{output}"))
        rejected = ids("out.jsonl.rejected.jsonl", f"out.{output}.rejected.jsonl")
        failed = ids("out.jsonl.failures.jsonl", f"out.{output}.failures.jsonl")
    everything = Counter(kept) + Counter(rejected) + Counter(failed)
    assert everything == Counter(range(len(words)))
    assert (tally.kept, tally.rejected, tally.failed) == (len(kept), len(rejected), len(failed))
    assert sum(tally.failures.values()) == tally.failed
    assert sum(tally.decisions.values()) == tally.kept + tally.rejected
    good = {number for number, word in enumerate(words) if word in ("plain", "empty")}
    assert set(kept) == (good if least != 0.9 else set()) | set(kept) - good
    assert set(failed) == {
        number for number, word in enumerate(words) if word not in ("plain", "empty", "REJECT")
    }


def _line(number: int, word: str) -> bytes:
    if word == "broken":
        return b'{"id": %d, "text": "x"' % number
    if word == "bytes":
        return b'{"id": %d, "text": "\xff"}' % number
    text = {"no text": None, "empty": ""}.get(word, f"A\n{word}\nJUNK")
    return json.dumps({"id": number, "text": text}).encode()


def ids(*names: str) -> list[int]:
    """Return the ids of records in failures or rejected ones, each of which has its bytes."""
    path = next((path for path in map(Path, names) if path.exists()), None)
    lines = path.read_bytes().splitlines() if path else []
    return [int(json.loads(line)["record"].split(",")[0].split(":")[1]) for line in lines]


def read(path: Path) -> list[int]:
    """Return the ids of the records in an output."""
    if path.suffix == ".parquet":
        import pyarrow.parquet as pq

        return [int(each) for each in pq.read_table(path)["id"].to_pylist()]
    if path.suffix == ".csv":
        import csv

        with path.open(newline="") as file:
            return [int(each["id"]) for each in csv.DictReader(file)]
    return [json.loads(line)["id"] for line in path.read_bytes().splitlines()]


def test_many_small_inputs_are_cleaned_side_by_side() -> None:
    with folder(), Workers(StandIn(), 4, 60) as four:  # type: ignore[arg-type]
        Path("in").mkdir()
        for number in range(8):
            Path(f"in/{number}.jsonl").write_text('{"text": "a\\nSLEEP 1"}')
        began = time.monotonic()
        plan = make_plan(Names(["in"], "out"), OPTIONS)
        assert module.run(plan, four, lambda *_: None).kept == 8
        assert time.monotonic() - began < 7
        assert len(list(Path("out").iterdir())) == 8


def test_an_input_without_records_gives_an_output_without_any(workers: Workers) -> None:
    with folder():
        Path("a.jsonl").write_bytes(b"\n\n")
        Path("e.csv").write_bytes(b"")
        Path("t.csv").write_bytes(b"text,place\n")
        for name, out in (("a.jsonl", "b.csv"), ("e.csv", "e2.csv"), ("t.csv", "t2.csv")):
            plan = make_plan(Names([name], out), OPTIONS)
            assert module.run(plan, workers, lambda *_: None) == Tally()
        assert Path("e2.csv").read_bytes() == b""
        assert Path("t2.csv").read_bytes().startswith(b"text,place,quality,verdict,")
        assert Path("b.csv").read_bytes().startswith(b"id,title,url,source,text,rest,quality,")
        assert "b.csv.unfinished" not in {path.name for path in Path().iterdir()}


def test_a_table_that_begins_with_an_empty_one_has_its_columns(workers: Workers) -> None:
    with folder():
        Path("e.csv").write_bytes(b"")
        for name in ("t.csv", "u.csv"):
            Path(name).write_bytes(b"id,text\n1,x\n")
        plan = make_plan(Names(["e.csv", "t.csv", "u.csv"], "b.csv"), OPTIONS)
        module.run(plan, workers, lambda *_: None)
        assert read(Path("b.csv")) == [1, 1]
