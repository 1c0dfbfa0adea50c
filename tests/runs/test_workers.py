"""Workers die, sleep and fail; what they were given is cleaned all the same, in order."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import chain, count
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import Any

import pytest

from qualityfilter.core.errors import WorkerError
from qualityfilter.records.chunk import Chunk, Raw
from qualityfilter.records.options import Options
from qualityfilter.records.outcome import Outcome
from qualityfilter.records.runs import workers as module
from qualityfilter.records.runs.processes import Processes
from qualityfilter.records.runs.workers import AHEAD, Task, Workers
from tests.conftest import ROOT
from tests.runs.standin import StandIn

OPTIONS = Options("jsonl", "jsonl")
posix = pytest.mark.skipif(os.name != "posix", reason="processes are killed otherwise there")


def chunk(first: int, texts: Sequence[str]) -> Chunk:
    raws = tuple(
        Raw(json.dumps({"id": number, "text": text}).encode(), number)
        for number, text in enumerate(texts, first)
    )
    return Chunk("-", first, len(raws), sum(len(raw.content) for raw in raws), raws)


def tasks(texts: Sequence[str], size: int) -> list[Task]:
    return [
        Task(chunk(at + 1, texts[at : at + size]), OPTIONS) for at in range(0, len(texts), size)
    ]


def started() -> list[Any]:
    """Return the processes of this one, but joblib's: they wait for minutes after another test."""
    return [each for each in active_children() if not each.name.startswith("Loky")]


def clean(texts: Sequence[str], *, size: int = 4, seconds: float = 60) -> list[Outcome]:
    with Workers(StandIn(), 2, seconds) as workers:  # type: ignore[arg-type]
        return [outcome for _, outcome in workers.outcomes(tasks(texts, size))]


def kept(outcomes: Sequence[Outcome]) -> list[int]:
    content = b"".join(each.content for outcome in outcomes for each in outcome.kept)
    return [json.loads(line)["id"] for line in content.splitlines()]


def failures(outcomes: Sequence[Outcome]) -> dict[int, tuple[str, str]]:
    found = map(json.loads, b"".join(outcome.failures for outcome in outcomes).splitlines())
    return {
        each["line"]: (each["kind"], json.loads(each["record"])["text"].split()[0])
        for each in found
    }


def children() -> list[int]:
    """Return the processes that this one has begun."""
    found = []
    for thread in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):  # the thread has ended
            found += [int(each) for each in thread.read_text().split()]
    return found


def test_outcomes_come_in_order_however_long_each_takes() -> None:
    texts = ["SLEEP 0.2", "a", "b", "SLEEP 0.1", "c", "d", "e", "f", "g"]
    assert kept(clean(texts, size=1)) == [*range(1, 10)]


@posix
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("DIE", "killed"),
        ("SLEEP 60", "timeout"),
        ("RAISE", "internal"),
        pytest.param(
            "EAT 5000",
            "internal",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="memory has no limit here"),
        ),
    ],
)
@pytest.mark.parametrize("size", [1, 4, 20])
def test_one_bad_record_is_isolated_and_its_neighbours_are_cleaned(
    text: str, kind: str, size: int
) -> None:
    texts = [f"text {number}" for number in range(20)]
    texts[6] = texts[7] = text
    outcomes = clean(texts, size=size, seconds=1 if kind == "timeout" else 60)
    assert kept(outcomes) == [each for each in range(1, 21) if each not in (7, 8)]
    word = text.split(maxsplit=1)[0]
    assert failures(outcomes) == dict.fromkeys((7, 8), (kind, word))
    assert sum(outcome.tally.failed for outcome in outcomes) == 2
    assert sum(outcome.tally.records for outcome in outcomes) == 20


class Deadly(Chunk):
    """A chunk of which all workers die as soon as it is about to be sent."""

    def __reduce__(self) -> Any:
        for child in started():
            child.kill()
            child.join()
        return Chunk, (self.source, self.first, self.count, self.size, self.records)


@posix
def test_a_record_that_workers_die_of_while_it_is_sent_fails() -> None:
    """Hundreds died of one that they had not the memory to take, and none was counted."""
    given = tasks([f"text {number}" for number in range(6)], 1)
    bad = given[2].chunk
    deadly = Deadly(bad.source, bad.first, 1, bad.size, bad.records)
    given[2] = given[2]._replace(chunk=deadly)
    with Workers(StandIn(), 2, 60) as workers:  # type: ignore[arg-type]
        outcomes = [outcome for _, outcome in workers.outcomes(given)]
    assert failures(outcomes) == {3: ("killed", "text")}
    (failed,) = (json.loads(each.failures) for each in outcomes if each.failures)
    assert failed["id"] == "3"
    assert kept(outcomes) == [1, 2, 4, 5, 6]


@posix
def test_a_death_while_a_question_is_sent_is_an_answer() -> None:
    """A pipe holds 64 kB or so: of a larger question the process dies before it is sent."""
    processes = Processes(doubler, None, 1)
    try:
        while not processes.idle():
            list(processes.answers(1))
        (child,) = started()
        thread = threading.Timer(0.3, child.kill)
        os.kill(child.pid or 0, signal.SIGSTOP)
        thread.start()
        assert processes.ask("key", b"x" * 10_000_000, 60)
        thread.join()
        assert ("key", None, "died") in list(processes.answers(1))
    finally:
        processes.close()


def repeater(_: object) -> Callable[[bytes], bytes]:
    return lambda content: content


@posix
@pytest.mark.parametrize("when", ["waits", "is asked", "answers"])
def test_a_process_that_is_stopped_is_late(when: str) -> None:
    """Whatever it was doing: a message of which it takes or gives a half ends in time, too."""
    question = b"x" * (10 if when == "waits" else 10_000_000)
    processes = Processes(repeater, None, 1)
    try:
        while not processes.idle():
            list(processes.answers(1))
        (child,) = started()
        if when != "answers":
            os.kill(child.pid or 0, signal.SIGSTOP)
        began = time.monotonic()
        assert processes.ask("key", question, 2)
        if when == "answers":
            time.sleep(1)  # of its answer the pipe holds as much as it can
            os.kill(child.pid or 0, signal.SIGSTOP)
        answers: list[Any] = []
        while not answers:
            answers += processes.answers(None)
        assert answers == [("key", None, "late")]
        assert time.monotonic() - began < 10
        while not processes.ask("key", b"y", 60):
            list(processes.answers(None))
        assert list(processes.answers(None)) == [("key", b"y", None)]
    finally:
        processes.close()


def _sleeper_once(place: Path) -> Callable[[int], int]:
    """Hang before it is ready, but for the processes that come after the first."""
    with suppress(FileExistsError):
        place.open("x").close()
        os.kill(os.getpid(), signal.SIGSTOP)
    return lambda number: 2 * number


@posix
def test_a_process_that_is_stopped_before_it_is_ready_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualityfilter.records.runs.processes._READYING", 0.5)
    processes = Processes(_sleeper_once, tmp_path / "once", 1)
    try:
        while not processes.ask("key", 4, 60):
            assert not list(processes.answers(None))
        assert list(processes.answers(None)) == [("key", 8, None)]
    finally:
        processes.close()


def _sleeper(_: object) -> Callable[[int], int]:
    time.sleep(60)
    return lambda number: number


@posix
def test_processes_that_are_never_ready_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualityfilter.records.runs.processes._READYING", 0.2)
    processes = Processes(_sleeper, None, 2)
    with pytest.raises(WorkerError, match=r"not ready after 0\.2 seconds"):
        list(chain.from_iterable(processes.answers(None) for _ in count()))
    processes.close()
    assert not started()


@posix
def test_a_record_does_not_fail_for_one_death(tmp_path: Path) -> None:
    texts = ["a", f"DIE {tmp_path / 'once'}", "b"]
    assert kept(clean(texts, size=1)) == [1, 2, 3]
    assert (tmp_path / "once").exists()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="there is no /proc here")
def test_workers_may_be_killed_at_any_moment() -> None:
    """Also while they wait, or are in the middle of a message."""
    texts = [f"text {number} " + "x" * 20_000 for number in range(2000)]
    draw = random.Random(0)
    killed, going = 0, True

    def kill() -> None:
        nonlocal killed
        while going:
            time.sleep(draw.uniform(0.01, 0.1))
            if (found := children()) and going:
                with suppress(ProcessLookupError):
                    os.kill(draw.choice(found), signal.SIGKILL)
                    killed += 1

    with Workers(StandIn(), 2, 60) as workers:  # type: ignore[arg-type]
        thread = threading.Thread(target=kill)
        thread.start()
        try:
            outcomes = [outcome for _, outcome in workers.outcomes(tasks(texts, 16))]
        finally:
            going = False
            thread.join()
    assert killed >= 5
    failed = failures(outcomes)  # those that had it several times
    assert kept(outcomes) == [each for each in range(1, 2001) if each not in failed]
    assert len(failed) <= killed / 4
    assert {kind for kind, _ in failed.values()} <= {"killed"}


def doubler(_: object) -> Callable[[int], int]:
    return lambda number: 2 * number


@posix
def test_processes_that_are_killed_while_they_wait_are_replaced() -> None:
    processes = Processes(doubler, None, 2)
    try:
        for number in range(6):
            while not processes.ask(number, number, 60):
                assert not list(processes.answers(None))
            while not (answers := list(processes.answers(None))):
                pass  # it was another that began, or ended
            assert answers == [(number, 2 * number, None)]
            for each in started():
                each.kill()
                each.join()
    finally:
        processes.close()


def test_little_is_read_ahead_of_what_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AHEAD_BYTES", 10_000)
    read = 0

    def given(texts: Sequence[str]) -> Iterator[Task]:
        nonlocal read
        for task in tasks(texts, 1):
            read += 1
            yield task

    with Workers(StandIn(), 2, 60) as workers:  # type: ignore[arg-type]
        for text, most in (("short", 2 * AHEAD + 1), ("x" * 9000, 3)):
            read = 0
            for number, _ in enumerate(workers.outcomes(given([text] * 40)), 1):
                assert read <= number + most - 1
            assert read == 40


def test_what_an_abandoned_run_left_over_does_no_harm() -> None:
    with Workers(StandIn(), 2, 60) as workers:  # type: ignore[arg-type]
        for _ in workers.outcomes(tasks(["SLEEP 0.1", "a", "b", "c"], 1)):
            break
        found = [outcome for _, outcome in workers.outcomes(tasks(["d", "e", "f"], 1))]
    assert kept(found) == [1, 2, 3]


def test_processes_that_share_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a process is no copy of its parent."""
    spawn = get_context("spawn")
    monkeypatch.setattr("qualityfilter.records.runs.processes._context", lambda: spawn)
    texts = ["a", "b", "FAIL", "c"]
    outcomes = clean(texts, size=2)
    assert kept(outcomes) == [1, 2, 4]
    assert set(failures(outcomes)) == {3}


def test_no_worker_is_left_over() -> None:
    assert clean(["a", "b"])
    assert not started()


def _end(_: object) -> None:
    os._exit(1)


@posix
def test_workers_that_cannot_begin_are_an_error_and_no_endless_loop() -> None:
    processes = Processes(_end, None, 2)  # type: ignore[arg-type]
    with pytest.raises(WorkerError, match="end as soon as they begin"):
        list(chain.from_iterable(processes.answers(1) for _ in count()))
    processes.close()


@posix
def test_workers_end_when_their_parent_is_killed() -> None:
    code = (
        "import os, time\n"
        "from multiprocessing import active_children\n"
        "from tests.runs.test_workers import StandIn, Workers, tasks\n"
        "with Workers(StandIn(), 3, 60) as workers:\n"
        "    outcomes = workers.outcomes(tasks(['a', 'SLEEP 60', 'SLEEP 60', 'b'], 1))\n"
        "    next(outcomes)\n"
        "    print(*(each.pid for each in active_children()), flush=True)\n"
        "    next(outcomes)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        children = [int(each) for each in parent.stdout.readline().split()]
        parent.kill()
    assert len(children) == 3
    for _ in range(50):
        if not any(map(is_alive, children)):
            return
        time.sleep(0.1)
    pytest.fail("workers are left over")


def is_alive(process: int) -> bool:
    """Return whether a process runs; one that has ended may be there until its parent asks."""
    try:
        about = Path(f"/proc/{process}/stat")
        return about.read_text().rpartition(")")[2].split()[0] != "Z" if about.exists() else False
    except OSError:
        return False
