"""Do to a run what can be done to it, and count what is lost: `python -m tests.benchmarks.stress`.

Prints a table in Markdown; memory of bombs is that of the process that reads, beyond an idle one.
What is mounted needs the rights of root; without them a limit on the
size of files stands in for a full disk. Takes some minutes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from tests.benchmarks.speed import made_texts
from tests.runs.command import COMMAND, REAL, Command, run
from tests.runs.resuming import text

MEGABYTE = 1 << 20


class Row(NamedTuple):
    """A line of the table."""

    fault: str
    times: int
    lost: int
    note: str
    memory: int | None = None
    """Megabytes at the worst, where they were watched."""


draw = random.Random(0)


def jsonl(path: Path, texts: Iterable[Any]) -> Path:
    lines = (json.dumps({"id": number, "text": each}) for number, each in enumerate(texts))
    path.write_text("\n".join(lines) + "\n")
    return path


def lines_of(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines() if path.exists() else []


def ids(path: Path) -> set[Any]:
    """Return the ids of the records in an output."""
    return {json.loads(line)["id"] for line in lines_of(path)}


def outputs(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("out*")) if path.is_file()}


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> int:
    """Count the lines that are in one of two outputs alone."""
    count = 0
    for name in {*one, *other}:
        here, there = (each.get(name, b"").splitlines() for each in (one, other))
        if here != there:
            count += len({*here} ^ {*there}) or 1
    return count


CLEAN = ("clean", "a.jsonl", "-o", "out.jsonl")


def undisturbed(folder: Path, command: Sequence[str], *more: str) -> tuple[dict[str, bytes], float]:
    """Run once without a fault; gives the outputs and how long that took."""
    began = time.monotonic()
    code, said = run(*CLEAN, *more, folder=folder, command=command)
    seconds = time.monotonic() - began
    assert code in (0, 1), said
    made = outputs(folder)
    for name in made:
        (folder / name).unlink()
    return made, seconds


# --- killed


def kills(folder: Path, command: Sequence[str], times: int) -> Row:
    """Kill runs at random points, and go on until each is done."""
    real = command is REAL
    jsonl(folder / "a.jsonl", made_texts()[:400] if real else map(text, range(600)))
    expected, seconds = undisturbed(folder, command)
    killed, lost, runs, orphans = 0, 0, 0, 0
    while killed < times:
        runs += 1
        while True:
            process = Command(CLEAN, command, folder=folder, pause=0 if real else 0.002)
            try:
                limit = draw.uniform(0, 1.5 * seconds) if killed < times else 600
                code = process.process.wait(timeout=limit)
            except subprocess.TimeoutExpired:
                process.process.kill()
                killed += 1
                orphans += len(process.left(4))
                process.wait()
                continue
            process.wait()
            assert code in (0, 1)
            break
        lost += differences(expected, outputs(folder))
        for name in outputs(folder):
            (folder / name).unlink()
    left = [path.name for path in folder.iterdir() if path.name != "a.jsonl"]
    name = "the real filter" if real else "the stand-in"
    note = f"{runs} runs; {orphans} processes and {len(left)} files left over"
    return Row(f"kill -9 of the run at random points, {name}", killed, lost, note)


def worker_kills(folder: Path, times: int) -> Row:
    jsonl(folder / "a.jsonl", made_texts() * 5)
    expected, _ = undisturbed(folder, REAL)
    process = Command(CLEAN, REAL, folder=folder)
    killed = 0
    while process.process.poll() is None and killed < times:
        time.sleep(draw.uniform(0.2, 1.2))
        if found := [each for each in process.left() if each != process.process.pid]:
            with suppress(ProcessLookupError):
                os.kill(draw.choice(found), signal.SIGKILL)
                killed += 1
    code, _ = process.wait(600)
    lost = differences(expected, outputs(folder))
    return Row("kill -9 of a worker at random points", killed, lost, f"exit code {code}")


def stops(folder: Path) -> Row:
    jsonl(folder / "a.jsonl", map(text, range(600)))
    expected, seconds = undisturbed(folder, COMMAND)
    codes, left = set(), 0
    for _ in range(10):
        process = Command(CLEAN, folder=folder, pause=0.01)
        time.sleep(seconds + draw.uniform(0, 1))
        process.send(signal.SIGINT)
        time.sleep(draw.uniform(0, 0.05))
        with suppress(ProcessLookupError):
            process.send(signal.SIGINT)
        code, said = process.wait(20)
        codes.add(code)
        left += len(process.left()) + ("Traceback" in said)
    run(*CLEAN, folder=folder)
    note = f"exit codes {sorted(codes)}; {left} processes or tracebacks left over"
    return Row("Ctrl-C twice", 10, differences(expected, outputs(folder)), note)


# --- no room


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[bool]:
    """Mount a file system in memory; gives whether that may be done here."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    done = (
        os.geteuid() == 0
        and not subprocess.run(command, capture_output=True, check=False).returncode
    )
    try:
        yield done
    finally:
        if done:
            subprocess.run(["umount", str(folder)], check=True)


def full(folder: Path) -> Row:
    jsonl(folder / "a.jsonl", map(text, range(600)))
    expected, _ = undisturbed(folder, COMMAND)
    arguments = ("clean", "../a.jsonl", "-o", "out.jsonl")
    times = lost = 0
    codes = set()
    for kilobytes in (16, 64, 128, 200, 280, 360, 440, 560):
        place = folder / "place"
        with mounted(place, f"size={kilobytes}k") as done:
            if not done:
                return _limited(folder, expected)
            codes.add(run(*arguments, folder=place)[0])
            subprocess.run(["mount", "-o", "remount,size=64m", str(place)], check=True)
            codes.add(run(*arguments, folder=place)[0])
            made = {name: each.replace(b"../a.", b"a.") for name, each in outputs(place).items()}
            lost += differences(expected, made)
            times += 1
    return Row("disk full, and room made", times, lost, f"exit codes {sorted(codes)}")


def _limited(folder: Path, expected: dict[str, bytes]) -> Row:
    lost, codes = 0, set()
    for size in (0, 1 << 12, 1 << 14, 1 << 16):
        limit = lambda size=size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))  # noqa: E731
        codes.add(Command(CLEAN, folder=folder, preexec_fn=limit).wait()[0])
        codes.add(run(*CLEAN, folder=folder)[0])
        lost += differences(expected, outputs(folder))
    return Row("files limited in size, then not", 4, lost, f"exit codes {sorted(codes)}")


def read_only(folder: Path) -> Row:
    jsonl(folder / "a.jsonl", map(text, range(60)))
    expected, _ = undisturbed(folder, COMMAND)
    place = folder / "place"
    with mounted(place, "size=1m") as done:
        if not done:
            place.chmod(0o500)
        else:
            subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
        arguments = ("clean", "a.jsonl", "-o", "place/out.jsonl")
        code, said = run(*arguments, folder=folder)
        if done:
            subprocess.run(["mount", "-o", "remount,rw", str(place)], check=True)
        place.chmod(0o700)
        again, _ = run(*arguments, folder=folder)
        lost = differences(expected, outputs(place))
    note = f"exit code {code}, {said.splitlines()[-1].partition(': ')[2]}; then {again}"
    return Row("output read-only, then not", 1, lost, note)


# --- bad input


def gzip_cut(folder: Path) -> Row:
    source = jsonl(folder / "whole.jsonl", made_texts()[:200])
    content = gzip.compress(source.read_bytes())
    whole = source.read_bytes().splitlines()
    lost, failed = 0, 0
    for _ in range(20):
        (folder / "a.jsonl.gz").write_bytes(content[: draw.randrange(1, len(content))])
        run("clean", "a.jsonl.gz", "-o", "out.jsonl", folder=folder)
        kept = ids(folder / "out.jsonl")
        (last,) = map(json.loads, lines_of(folder / "out.jsonl.failures.jsonl"))
        assert last["kind"] == "unreadable"
        failed += 1
        rest = b"\n".join(whole).decode()
        position = len(b"".join(line + b"\n" for line in whole[: len(kept)]).decode())
        lost += kept != {*range(len(kept))} or not rest[position:].startswith(last["record"])
    return Row("gzip member cut anywhere", 20, lost, f"{failed} failures with what was left")


def bad_records(folder: Path) -> Iterator[Row]:
    """Put bad records between good ones: the bad fail with their bytes, the good are cleaned."""
    good = json.dumps({"id": 0, "text": made_texts()[0]}).encode()
    deep = b'{"text": "x", "deep": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    bad = {
        "UTF-8 sequence cut": [b'{"text": "caf\xc3"}', b'{"text": "\xe2\x82"}', b"\xf0\x9f\x98"],
        "JSON 100,000 levels deep": [deep],
        "NaN, null, number, list, bool for text": [
            b'{"text": %s}' % value for value in (b"NaN", b"null", b"1.5", b"[]", b"true", b"-0")
        ],
        "broken JSON, no object, no text": [b"{", b"[]", b"{}", b'"x"', b"\x00", b"\xef\xbb\xbf{"],
    }
    for fault, records in bad.items():
        content = b"".join(good + b"\n" + record + b"\n" for record in records) + good + b"\n"
        (folder / "a.jsonl").write_bytes(content)
        code, _ = run(*CLEAN, folder=folder, command=REAL)
        failed = [json.loads(line) for line in lines_of(folder / "out.jsonl.failures.jsonl")]
        kept = len(lines_of(folder / "out.jsonl"))
        lost = len(records) + 1 - kept + len(records) - len(failed)
        shown = {each["kind"] for each in failed}
        yield Row(fault, len(records), lost, f"exit code {code}; failures: {', '.join(shown)}")


def odd_records(folder: Path) -> Iterator[Row]:
    """Return records that are odd, and yet good; some take longer than they may."""
    first = made_texts()[0]
    many, more_lines = "x\n" * 99_000, "x\n" * 1_000_000
    slow = "“" * 9_900_000
    wider = "x" * 101_000_000
    cases: dict[str, tuple[list[Any], int, tuple[str, ...]]] = {
        "10,000 empty records": ([""] * 10_000, 0, ()),
        "a text of 99,000 lines of one character": ([first, many, first], 0, ()),
        "a text of a million of them": ([first, more_lines, first], 1, ()),
        "a line of 99 MB, in a field that is not read": ([first, None, first], 0, ()),
        "a line of 101 MB": ([first, wider, first], 1, ()),
        "time limit of 5 seconds": ([first, slow, first], 1, ("--time-limit", "5")),
    }
    for fault, (texts, bad, more) in cases.items():
        jsonl(folder / "a.jsonl", texts)
        if None in texts:
            padded = 'Short", "other": "' + "x" * 99_000_000
            content = (folder / "a.jsonl").read_text()
            (folder / "a.jsonl").write_text(content.replace(": null}", f': "{padded}"}}'))
        process = Command([*CLEAN, *more], REAL, folder=folder)
        peak = watched(process)
        code, _ = process.wait(1200)
        kept = ids(folder / "out.jsonl")
        failed = [json.loads(line) for line in lines_of(folder / "out.jsonl.failures.jsonl")]
        lost = len(texts) - len(kept) - len(failed)
        kinds = ", ".join(each["kind"] for each in failed) or "none"
        note = f"exit code {code}; failures: {kinds} ({bad} looked for)"
        yield Row(fault, 1, lost, note, peak)
    (folder / "a.jsonl").write_text('{"id": 7, "text": "a"}\n' * 1000)
    run(*CLEAN, folder=folder)
    yield Row("1,000 records of one id", 1, 1000 - len(lines_of(folder / "out.jsonl")), "")


def watched(process: Command) -> int:
    """Return the megabytes that a command's processes hold at most, shared ones counted once."""
    from tests.benchmarks.batch import held

    peak = 0.0
    while process.process.poll() is None:
        peak = max(peak, held(process.left()))
        time.sleep(0.2)
    return round(peak)


def memory(folder: Path) -> Row:
    """Let processes have little memory, and a record that needs more."""
    texts = made_texts()[:100]
    jsonl(folder / "a.jsonl", [*texts[:50], "船" * 9_900_000, *texts[50:]])
    limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (1200 * MEGABYTE,) * 2)  # noqa: E731
    code, _ = Command(CLEAN, REAL, folder=folder, preexec_fn=limit).wait(600)
    failed = [json.loads(line) for line in lines_of(folder / "out.jsonl.failures.jsonl")]
    lost = 101 - len(ids(folder / "out.jsonl")) - len(failed)
    kinds = ", ".join(f"{each['kind']}: {each['message'][:30]}" for each in failed)
    return Row("a record for which a worker lacks memory", 1, lost, f"exit code {code}; {kinds}")


def table(rows: Iterable[Row]) -> Iterator[str]:
    yield "| attack | attempts | lost | worst memory, MB | |"
    yield "|---|---:|---:|---:|---|"
    for row in rows:
        most = "" if row.memory is None else f"{row.memory:,}"
        yield f"| {row.fault} | {row.times} | {row.lost} | {most} | {row.note} |"


def all_rows(folder: Callable[[], Path], times: int) -> Iterator[Row]:
    from tests.benchmarks import attacks

    yield from attacks.rows(folder)
    yield kills(folder(), COMMAND, times)
    yield kills(folder(), REAL, times // 5)
    yield worker_kills(folder(), times // 2)
    yield stops(folder())
    yield full(folder())
    yield read_only(folder())
    yield gzip_cut(folder())
    yield from bad_records(folder())
    yield from odd_records(folder())
    yield memory(folder())


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.stress")
    parser.add_argument("--times", type=int, default=50, help="how often a run is killed")
    given = parser.parse_args()
    lost = 0
    with tempfile.TemporaryDirectory() as made:
        folders = (Path(tempfile.mkdtemp(dir=made)) for _ in iter(int, 1))
        for line in table(all_rows(lambda: next(folders), given.times)):
            print(line, flush=True)
            lost += line.startswith("|") and line.split("|")[3].strip() not in ("lost", "---:", "0")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
