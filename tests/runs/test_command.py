"""The command as a process: stopped, killed, out of room; its exit codes, streams and devices."""

import gzip
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.runs.command import COMMAND, REAL, Command, run, until
from tests.runs.resuming import text

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="processes are looked up otherwise here"
)
RECORDS = 120


@pytest.fixture
def work(tmp_path: Path) -> Path:
    write_inputs(tmp_path)
    return tmp_path


def write_inputs(folder: Path) -> None:
    lines = (json.dumps({"id": number, "text": text(number)}) for number in range(RECORDS))
    (folder / "a.jsonl").write_text("\n".join(lines))
    (folder / "in").mkdir()
    for number in range(40):
        (folder / "in" / f"{number}.txt").write_text(text(number))


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a run gives that nothing stops."""
    folder = tmp_path_factory.mktemp("undisturbed")
    write_inputs(folder)
    code, _ = run("clean", "a.jsonl", "-o", "out.jsonl", folder=folder)
    assert code == 1
    return outputs(folder)


def outputs(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file() and "out" in path.as_posix())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def begin(folder: Path, *more: str, pause: float = 0.02, **options: Any) -> Command:
    """Begin a run that takes some seconds, and wait until its first part is finished."""
    arguments = ["clean", "a.jsonl", "-o", "out.jsonl", *more]
    command = Command(arguments, folder=folder, pause=pause, **options)
    until(folder / "out.jsonl.unfinished/0/000000.json", command.process)
    return command


# --- stopped


@pytest.mark.parametrize(
    ("signals", "to_all"),
    [
        ([signal.SIGINT], True),
        ([signal.SIGINT], False),
        ([signal.SIGINT, signal.SIGINT], True),
        ([signal.SIGTERM], False),
        ([signal.SIGTERM], True),
        ([signal.SIGTERM, signal.SIGINT], False),
    ],
)
def test_a_run_that_is_stopped_says_so_and_goes_on_later(
    work: Path, expected: dict[str, bytes], signals: list[int], to_all: bool
) -> None:
    command = begin(work)
    for number in signals:
        command.send(number) if to_all else command.process.send_signal(number)
        time.sleep(0.02)
    code, said = command.wait(10)
    assert code == 3
    assert said.splitlines()[-1].startswith("error: stopped; what was finished is whole")
    assert "Traceback" not in said
    assert not command.left()
    assert not (work / "out.jsonl").exists()
    code, said = run("clean", "a.jsonl", "-o", "out.jsonl", folder=work)
    assert code == 1
    assert "cleaned 103 records" in said  # of both runs
    assert outputs(work) == expected


def test_a_run_that_is_killed_leaves_no_process_and_no_lock(
    work: Path, expected: dict[str, bytes]
) -> None:
    command = begin(work)
    command.process.kill()
    command.process.wait()
    code, _ = run("clean", "a.jsonl", "-o", "out.jsonl", folder=work)  # at once
    assert code == 1
    assert outputs(work) == expected
    assert not command.left(4)


def test_a_run_may_be_killed_at_any_moment(work: Path, expected: dict[str, bytes]) -> None:
    draw = random.Random(os.urandom(4))
    for _ in range(3):
        arguments = ["clean", "a.jsonl", "-o", "out.jsonl"]
        command = Command(arguments, folder=work, pause=0.01)
        time.sleep(draw.uniform(0.2, 1.5))
        command.send(signal.SIGKILL)
        command.wait()
    run("clean", "a.jsonl", "-o", "out.jsonl", folder=work)
    assert outputs(work) == expected


def test_a_worker_that_is_stuck_does_not_hold_up_a_stop(work: Path) -> None:
    (work / "a.jsonl").write_text(json.dumps({"text": "a\nSLEEP 600"}))
    command = Command(["clean", "a.jsonl", "-o", "out.jsonl"], folder=work)
    until(work / "out.jsonl.unfinished/run.json", command.process)
    time.sleep(0.3)
    command.send(signal.SIGINT)
    assert command.wait(5)[0] == 3
    assert not command.left()


# --- no room


def limited(size: int) -> Any:
    """Let files grow to so many bytes and no more, as on a disk that is full."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("size", [0, 1000, 8000])
def test_a_full_disk_stops_a_run_and_it_goes_on_when_there_is_room(
    work: Path, expected: dict[str, bytes], size: int
) -> None:
    arguments = ["clean", "a.jsonl", "-o", "out.jsonl"]
    command = Command(arguments, folder=work, preexec_fn=limited(size))
    code, said = command.wait()
    assert code == 4
    assert "error: could not write out.jsonl" in said.splitlines()[-1]
    assert "Traceback" not in said
    assert not command.left()
    assert not (work / "out.jsonl").exists()
    assert run(*arguments, folder=work)[0] == 1
    assert outputs(work) == expected


@pytest.mark.parametrize(
    ("out", "exit_code", "says"),
    [
        ("/proc/out.jsonl", 4, "error: could not write /proc/out.jsonl"),
        ("file/out.jsonl", 2, "error: file/out.jsonl cannot be written: "),
        ("in/0.txt/out.jsonl", 2, "error: in/0.txt/out.jsonl cannot be written: "),
    ],
)
def test_a_place_that_cannot_be_written(work: Path, out: str, exit_code: int, says: str) -> None:
    (work / "file").touch()
    code, said = run("clean", "a.jsonl", "-o", out, folder=work)
    assert code == exit_code
    assert said.splitlines()[-1].startswith(says)
    assert "Traceback" not in said


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to this user")
def test_a_folder_that_is_not_ones_own(work: Path) -> None:
    (work / "closed").mkdir(mode=0o500)
    code, said = run("clean", "a.jsonl", "-o", "closed/out.jsonl", folder=work)
    assert (code, "could not write closed/out.jsonl" in said) == (4, True)


def test_no_room_for_the_summary_or_the_failures(work: Path) -> None:
    for option in ("--summary", "--failures", "--rejected"):
        code, said = run(
            "clean",
            "a.jsonl",
            "-o",
            "out.jsonl",
            option,
            "/proc/x",
            "--only",
            "accept",
            "--force",
            folder=work,
        )
        assert (code, "could not write /proc/x" in said) == (4, True)


# --- streams and devices


def test_standard_input_to_a_file_and_to_standard_output(work: Path) -> None:
    given = (work / "a.jsonl").read_bytes()
    run("clean", "a.jsonl", "-o", "out.jsonl", folder=work)
    lines = (work / "out.jsonl.failures.jsonl").read_bytes().splitlines()
    failed = [json.loads(line)["record"] for line in lines]
    for more in ([], ["-o", "-"], ["-o", "b.jsonl"], ["-o", "/dev/stdout"]):
        done = subprocess.run(
            [*COMMAND, "clean", "-", "--from", "jsonl", "-q", *more],
            input=given,
            capture_output=True,
            cwd=work,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            check=False,
        )
        assert done.returncode == 1
        made = (work / "b.jsonl").read_bytes() if "b.jsonl" in more else done.stdout
        assert made == (work / "out.jsonl").read_bytes()
        if "b.jsonl" not in more:
            lines = (line for line in done.stderr.splitlines() if line.startswith(b"{"))
            assert [json.loads(line)["record"] for line in lines] == failed
    assert not [path for path in work.iterdir() if "unfinished" in path.name]


def test_a_device_is_written_and_stays_one(work: Path) -> None:
    code, said = run("clean", "a.jsonl", "-o", "/dev/null", folder=work)
    assert (code, "cleaned 103 records" in said) == (1, True)
    assert Path("/dev/null").is_char_device()
    assert not [path for path in Path("/dev").iterdir() if path.name.startswith("null.")]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_device_that_is_full(work: Path) -> None:
    code, said = run("clean", "a.jsonl", "-o", "/dev/full", folder=work)
    assert (code, "could not write /dev/full" in said) == (4, True)
    with Path("/dev/full").open("wb") as full:
        code, said = run("clean", "a.jsonl", "-o", "-", folder=work, stdout=full)
    assert (code, "could not write to standard output" in said) == (4, True)


def test_a_reader_that_goes_away(work: Path) -> None:
    command = Command(["clean", "a.jsonl", "-o", "-"], folder=work, pause=0.01)
    assert command.process.stdout
    command.process.stdout.readline()
    command.process.stdout.close()
    command.process.stdout = None
    code, said = command.wait()
    assert (code, "Broken pipe" in said, "Traceback" in said) == (4, True, False)
    assert not command.left()


def test_nobody_reads_what_is_shown(work: Path, expected: dict[str, bytes]) -> None:
    command = Command(["clean", "a.jsonl", "-o", "out.jsonl"], folder=work, pause=0.01)
    assert command.process.stderr
    command.process.stderr.close()
    command.process.stderr = None
    command.wait()
    assert outputs(work) == expected


def test_nobody_reads_the_failures(work: Path) -> None:
    arguments = ["clean", "a.jsonl", "-o", "out.jsonl", "--failures", "-"]
    with Path("/dev/full").open("wb") as full:
        command = Command(arguments, folder=work, stderr=full)
        assert command.wait()[0] == 4
    assert not (work / "out.jsonl").exists()


def test_a_named_pipe(work: Path) -> None:
    os.mkfifo(work / "out.pipe")
    command = Command(["clean", "a.jsonl", "-o", "out.pipe"], folder=work)
    content = (work / "out.pipe").read_bytes()
    assert command.wait()[0] == 1
    run("clean", "a.jsonl", "-o", "out.jsonl", folder=work)
    assert content == (work / "out.jsonl").read_bytes()


def test_a_named_pipe_with_a_table(work: Path) -> None:
    rows = "".join(f'{number},"{text(number)}"\n' for number in range(RECORDS))
    (work / "t.csv").write_text("id,text\n" + rows)
    run("clean", "t.csv", "-o", "out.csv", folder=work)
    os.mkfifo(work / "in.csv")
    command = Command(["clean", "in.csv", "-o", "out2.csv"], folder=work)
    (work / "in.csv").write_bytes((work / "t.csv").read_bytes())
    command.wait()
    assert (work / "out2.csv").read_bytes() == (work / "out.csv").read_bytes()
    os.mkfifo(work / "out.csv.gz")
    command = Command(["clean", "t.csv", "-o", "out.csv.gz"], folder=work)
    content = (work / "out.csv.gz").read_bytes()
    command.wait()
    assert gzip.decompress(content) == (work / "out.csv").read_bytes()


# --- options


def test_what_is_kept_and_where_the_rest_goes(work: Path) -> None:
    arguments = ["clean", "a.jsonl", "-o", "out.jsonl", "--only", "accept"]
    run(*arguments, "--rejected", "r.jsonl", "--summary", "s.json", folder=work)
    summary = json.loads((work / "s.json").read_bytes())
    rejected = [json.loads(line) for line in (work / "r.jsonl").read_bytes().splitlines()]
    assert {each["verdict"] for each in rejected} == {"reject"}
    assert [int(each["id"]) % 7 for each in rejected] == [3] * 17
    assert len((work / "out.jsonl").read_bytes().splitlines()) == 86
    counts = {name: summary[name] for name in ("records", "kept", "rejected", "failed")}
    assert counts == {"records": 120, "kept": 86, "rejected": 17, "failed": 17}
    assert summary["failures"] == {"internal": 17}
    assert summary["provenance"]["model"] == "stand-in"
    arguments = ["clean", "a.jsonl", "-o", "out.jsonl", "--force", "--min-quality", "0.8"]
    run(*arguments, folder=work)
    assert (work / "out.jsonl").read_bytes() == b""
    rejected = [json.loads(line) for line in (work / "out.jsonl.rejected.jsonl").open()]
    assert {each["reasons"][-1]["code"] for each in rejected} == {"min_quality"}
    assert len(rejected) == 103


def test_a_dry_run_writes_nothing(work: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in work.rglob("*")}
    command = Command(["clean", "a.jsonl", "in", "-o", "out", "--dry-run"], folder=work)
    shown = command.process.communicate()[0].decode()
    assert command.process.returncode == 0
    assert "a.jsonl (jsonl) -> out/a.jsonl (jsonl)" in shown
    assert "nothing was written" in shown
    assert {path: path.stat().st_mtime_ns for path in work.rglob("*")} == before


def test_exit_codes(work: Path) -> None:
    (work / "good.jsonl").write_text(json.dumps({"text": "The ferry runs."}))
    assert run("clean", "good.jsonl", "-o", "b.jsonl", folder=work)[0] == 0
    assert run("clean", "a.jsonl", "-o", "b.jsonl", folder=work)[0] == 2
    assert run("clean", "a.jsonl", "-o", "b.jsonl", "--force", folder=work)[0] == 1
    assert run("clean", "none.jsonl", "-o", "b.jsonl", folder=work)[0] == 2
    command = begin(work)
    assert run("clean", "a.jsonl", "-o", "out.jsonl", folder=work)[0] == 2  # the other writes there
    command.send(signal.SIGINT)
    assert command.wait()[0] == 3
    assert run("clean", "a.jsonl", "-o", "out.jsonl", "--spans", folder=work)[0] == 2
    arguments = ("clean", "a.jsonl", "-o", "out.jsonl", "--spans", "--restart")
    assert run(*arguments, folder=work)[0] == 1
    assert run("clean", "good.jsonl", "-o", "/proc/b.jsonl", folder=work)[0] == 4


def test_the_limit_of_pages_is_one_of_the_settings(work: Path) -> None:
    """An archive's page is decoded as far as they say: it fails, or is cleaned, whole."""
    page = b"<article><p>The ferry will stop.</p></article>" + b" " * 25_000_000
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    content = http + gzip.compress(page)
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n" % len(content)
    (work / "a.warc").write_bytes(head + content + b"\r\n\r\n")
    (work / "few.toml").write_text("[sizes]\nmax_page = 100\n")
    (work / "many.toml").write_text("[sizes]\nmax_page = 30_000_000\n")
    for more, kept in ((), 0), (("--settings", "few.toml"), 0), (("--settings", "many.toml"), 1):
        arguments = (
            "clean",
            "a.warc",
            "-o",
            "out.jsonl",
            "--summary",
            "summary.json",
            *more,
            "--force",
        )
        code, said = run(*arguments, folder=work, command=REAL)
        assert code == 1 - kept, said
        told = json.loads((work / "summary.json").read_text())
        assert (told["records"], told["kept"]) == (1, kept)
        assert told["failures"] == ({} if kept else {"page": 1})


def test_a_run_over_parquet_that_grows_takes_little_memory(work: Path) -> None:
    """A kilobyte of Parquet holds one text of 30 MB again and again; each comes out."""
    pytest.importorskip("pyarrow.parquet")
    code = (
        "import pyarrow as pa, pyarrow.parquet as pq\n"
        "table = pa.table({'text': ['word ' * 6_000_000] * 6})\n"
        "pq.write_table(table, 'a.parquet', compression='zstd')\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=work, check=True)
    assert (work / "a.parquet").stat().st_size < 10_000
    command = Command(["clean", "a.parquet", "-o", "out.jsonl", "-j", "1"], folder=work)
    status, peak = Path(f"/proc/{command.process.pid}/status"), 0
    while command.process.poll() is None:
        found = [each for each in status.read_text().splitlines() if each.startswith("VmHWM")]
        peak = max([peak, *(int(each.split()[1]) // 1024 for each in found)])
        time.sleep(0.05)
    assert command.wait()[0] == 0
    assert peak < 340  # the process alone takes 40
    with (work / "out.jsonl").open("rb") as lines:
        assert sum(1 for _ in lines) == 6


def test_formulas_are_made_harmless_where_that_is_wanted(work: Path) -> None:
    (work / "f.csv").write_text("id,text\n=1+1,x\n")
    for more, cell in ((["--csv-safe"], "'=1+1"), ([], "=1+1")):
        run("clean", "f.csv", "-o", "f2.csv", "--force", *more, folder=work)
        assert (work / "f2.csv").read_text().splitlines()[1].split(",")[0] == cell


def test_the_time_limit_is_an_option(work: Path) -> None:
    (work / "a.jsonl").write_text(json.dumps({"id": 7, "text": "a\nSLEEP 600"}))
    code, said = run("clean", "a.jsonl", "-o", "b.jsonl", "--time-limit", "0.5", folder=work)
    assert (code, "took longer than 0.5 seconds" in said) == (1, True)
    (failed,) = map(json.loads, (work / "b.jsonl.failures.jsonl").read_bytes().splitlines())
    assert (failed["kind"], json.loads(failed["record"])["id"]) == ("timeout", 7)


def test_pages_with_odd_bytes_make_no_noise(work: Path) -> None:
    (work / "pages").mkdir()
    page = b"<html><body><p>The ferry runs twice an hour, \xff\xfe\x81 said the harbour office.</p>"
    for number in range(3):
        (work / f"pages/{number}.html").write_bytes(page * 5)
    code, said = Command(["clean", "pages", "-o", "out", "-q"], REAL, folder=work).wait()
    assert (code, said) == (0, "")
    assert len(list((work / "out").iterdir())) == 3


def test_the_real_filter(work: Path) -> None:
    """Killed in the middle, and gone on with."""
    arguments = ["clean", "a.jsonl", "-o", "out.jsonl", "-q", "--jobs", "2"]
    command = Command(arguments, REAL, folder=work)
    until(work / "out.jsonl.unfinished/run.json", command.process)
    command.send(signal.SIGKILL)
    command.wait()
    code, said = Command(arguments, REAL, folder=work).wait()
    assert (code, said) == (0, "")
    lines = [json.loads(line) for line in (work / "out.jsonl").read_bytes().splitlines()]
    assert [each["id"] for each in lines] == [*range(RECORDS)]
    assert all(each["qualityfilter"]["verdict"] for each in lines)
