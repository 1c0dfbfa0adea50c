"""What is the user's stays as it is, whatever a run finds in its way."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from qualityfilter.core.errors import UsageError, WriteError
from qualityfilter.records.runs import files, locks
from qualityfilter.records.runs import run as module
from qualityfilter.records.runs.files import mark_of, whole_file
from qualityfilter.records.runs.inputs import Names
from qualityfilter.records.runs.locks import claimed
from qualityfilter.records.runs.parts import CheckpointStore
from qualityfilter.records.runs.plan import make_plan
from qualityfilter.records.runs.workers import Workers
from tests.conftest import ROOT
from tests.runs.command import Command, run, until
from tests.runs.resuming import OPTIONS, clean, folder, tree, write_inputs
from tests.runs.standin import StandIn

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
WORK = "out.jsonl.unfinished"


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(StandIn(), 1, 60) as made:  # type: ignore[arg-type]
        yield made


@pytest.fixture(autouse=True)
def _work() -> Iterator[None]:
    with folder():
        write_inputs()
        write("user/0/000000.kept", "precious")
        write("user/run.json", "precious")
        yield


def write(name: str, content: str = "precious") -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    return path


def link(name: str, target: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(Path(target).absolute())


FOREIGN: Mapping[str, Callable[[], object]] = {
    "a folder with files": lambda: write(f"{WORK}/notes.txt"),
    "a folder with folders": lambda: write(f"{WORK}/0/000000.kept"),
    "one that looks like a run's": lambda: (write(f"{WORK}/run.json"), write(f"{WORK}/lock")),
    "a link to a folder": lambda: link(WORK, "user"),
    "a link to nothing": lambda: link(WORK, "nowhere"),
    "a file": lambda: write(WORK),
    "a lock that is a link": lambda: link(f"{WORK}/qualityfilter.lock", "user/run.json"),
    "a lock that holds something": lambda: write(f"{WORK}/qualityfilter.lock"),
    "a part that is a link": lambda: (marked(), link(f"{WORK}/0", "user/0")),
}


def marked() -> None:
    """Make a folder that bears our mark."""
    write(f"{WORK}/qualityfilter.lock", "")


@pytest.mark.parametrize("name", FOREIGN)
@pytest.mark.parametrize("restart", [False, True])
def test_a_folder_that_is_not_ours_is_left_alone(
    workers: Workers, name: str, restart: bool
) -> None:
    FOREIGN[name]()
    before = tree()
    with pytest.raises((UsageError, WriteError), match=WORK):
        clean("lines", workers, restart=restart)
    assert tree() == before
    assert not Path("nowhere").exists()


def test_what_is_foreign_in_our_folder_stays(workers: Workers) -> None:
    """Files of a part that are links are replaced, not followed; what else is there is kept."""
    marked()
    link(f"{WORK}/0/000000.kept", "user/0/000000.kept")
    link(f"{WORK}/0/done.json", "user/run.json")
    write(f"{WORK}/0/notes.txt")
    write(f"{WORK}/7/deep/000000.kept")
    clean("lines", workers)
    assert Path("user/0/000000.kept").read_text() == "precious"
    assert Path("user/run.json").read_text() == "precious"
    left = {path.as_posix() for path in Path(WORK).rglob("*") if path.is_file()}
    assert left == {
        f"{WORK}/0/notes.txt",
        f"{WORK}/7/deep/000000.kept",
        f"{WORK}/qualityfilter.lock",
    }
    clean("lines", workers)  # and the folder does no harm


def test_an_empty_folder_is_taken_over(workers: Workers) -> None:
    """As a run leaves it that was killed before it had put its mark there."""
    Path(WORK).mkdir()
    clean("lines", workers)
    assert not Path(WORK).exists()


# --- temporary names


def test_a_temporary_name_that_is_taken_is_not_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files.secrets, "token_hex", lambda _: "00000000")
    taken = write(f".qualityfilter-{os.getpid()}-00000000.tmp")
    with pytest.raises(WriteError), whole_file(Path("a.txt")) as file:
        file.write(b"x")
    assert taken.read_text() == "precious"


def test_only_what_was_begun_by_this_command_is_swept(workers: Workers) -> None:
    mark = CheckpointStore(Path(WORK)).mark
    ours = write(f".qualityfilter-{mark}-0123abcd.tmp")
    theirs = [
        write(f".qualityfilter-{mark}-mine.tmp"),
        write(f".qualityfilter-{mark}-0123abce.tmp/file"),
        write(".qualityfilter-0123456789abcdef-0123abcd.tmp"),
    ]
    link(f".qualityfilter-{mark}-0123abcf.tmp", "user/run.json")
    clean("lines", workers)
    assert not ours.exists()
    assert {each.read_text() for each in theirs} == {"precious"}
    assert Path("user/run.json").read_text() == "precious"


@pytest.mark.parametrize("what", ["link", "file", "folder"])
def test_a_lock_beside_a_file_that_is_not_ours(what: str) -> None:
    name = f".qualityfilter-{mark_of(Path('f.jsonl'))}.lock"
    if what == "link":
        link(name, "user/run.json")
    else:
        write(name if what == "file" else f"{name}/file")
    before = tree()
    with pytest.raises((UsageError, WriteError)), claimed(Path("f.jsonl")):
        pass
    assert tree() == before


# --- outputs that are there already


def test_an_output_that_is_a_link_is_written_through(workers: Workers) -> None:
    expected = tree_of_a_run(workers)
    write("elsewhere/real.jsonl")
    link("out.jsonl", "elsewhere/real.jsonl")
    link("out.jsonl.failures.jsonl", "elsewhere/new.jsonl")
    clean("lines", workers, force=True)
    assert Path("out.jsonl").is_symlink()
    assert Path("elsewhere/real.jsonl").read_bytes() == expected["out.jsonl"]
    assert Path("elsewhere/new.jsonl").read_bytes() == expected["out.jsonl.failures.jsonl"]
    assert len([*Path("elsewhere").iterdir()]) == 2


def tree_of_a_run(workers: Workers) -> dict[str, bytes]:
    clean("lines", workers)
    found = tree()
    for path in Path().glob("out.*"):
        path.unlink()
    return found


def test_links_that_lead_in_a_circle(workers: Workers) -> None:
    link("out.jsonl", "other.jsonl")
    link("other.jsonl", "out.jsonl")
    with pytest.raises((UsageError, WriteError), match=r"out\.jsonl"):
        clean("lines", workers)
    assert Path("out.jsonl").is_symlink()


def test_a_link_in_an_output_folder_is_replaced(workers: Workers) -> None:
    """The caller has named the folder, and nothing outside of it."""
    link("out/0.txt", "user/run.json")
    clean("texts", workers, force=True)
    assert Path("user/run.json").read_text() == "precious"
    assert not Path("out/0.txt").is_symlink()


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_an_output_keeps_its_permissions(workers: Workers, mode: int) -> None:
    write("out.jsonl").chmod(mode)
    clean("lines", workers, force=True)
    assert Path("out.jsonl").stat().st_mode & 0o777 == mode


def test_what_is_finished_is_readable_for_its_owner_alone() -> None:
    with CheckpointStore(Path(WORK)).locked():
        assert Path(WORK).stat().st_mode & 0o777 == 0o700


# --- two runs


def test_two_runs_do_not_share_their_failures(workers: Workers) -> None:
    code = (
        "from pathlib import Path\n"
        "from qualityfilter.records.runs.locks import claimed\n"
        "with claimed(Path('f.jsonl')):\n"
        "    print('claimed', flush=True)\n"
        "    input()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": str(ROOT)},
    ) as other:
        assert other.stdin
        assert other.stdout
        assert other.stdout.readline() == b"claimed\n"
        link("same.jsonl", "f.jsonl")
        for name in ("f.jsonl", "./in/../f.jsonl", "same.jsonl"):
            for out in ("out.jsonl", "-"):
                plan = make_plan(Names(["a.jsonl"], out, failures=name), OPTIONS)
                with pytest.raises(UsageError, match="another run is writing to"):
                    module.run(plan, workers, lambda *_: None)
        other.stdin.close()
    with claimed(Path("f.jsonl")):
        pass
    assert not [path for path in Path().iterdir() if path.name.startswith(".")]
    assert locks._LOCK


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up there")
def test_what_a_killed_run_to_standard_output_left_is_swept() -> None:
    arguments = ["clean", "a.jsonl", "-o", "-", "--failures", "f.jsonl", "-q"]
    with Path("/dev/null").open("wb") as nowhere:
        command = Command(arguments, folder=Path.cwd(), pause=0.2, stdout=nowhere)
        lock = Path(f".qualityfilter-{mark_of(Path('f.jsonl'))}.lock")
        until(lock, command.process)
        while not [*Path().glob(".qualityfilter-*.tmp")]:
            assert command.process.poll() is None
        command.process.kill()
        command.wait()
        assert len([*Path().glob(".qualityfilter-*")]) == 2
        assert run(*arguments, folder=Path.cwd(), stdout=nowhere)[0] == 1
    assert not [*Path().glob(".qualityfilter-*")]
    assert Path("f.jsonl").read_bytes()
