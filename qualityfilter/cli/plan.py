"""What `clean` reads, and where each of it goes: settled and checked before anything is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qualityfilter.cli.outputs import is_device
from qualityfilter.errors import UsageError
from qualityfilter.records import PAGES, STDIN

FAILURES = ".failures.jsonl"


@dataclass(frozen=True, slots=True)
class Job:
    """One input and its output.

    Attributes:
        path: the file to read; None is standard input.
        lines: whether it holds JSON lines, or is one text.
        name: the output's path below the output folder, where there is one.
        target: the file to write; None is standard output.
    """

    path: Path | None
    lines: bool
    name: Path
    target: Path | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """All jobs in order, and the file for what fails; None is standard error."""

    jobs: tuple[Job, ...]
    failures: Path | None


def make_plan(inputs: Sequence[str], out: str | None, failures: str | None, *, jsonl: bool) -> Plan:
    """Settle what is read and written.

    Args:
        inputs: files, folders, or `-` for standard input.
        out: a file, a folder, `-` for standard output, or None where that is clear.
        failures: the file for what fails; None is the output's name with an ending.
        jsonl: whether standard input holds JSON lines.

    Raises:
        UsageError: something does not exist, or two things would be written to one file, or
            an input would be overwritten.
    """
    if jsonl and STDIN not in inputs:
        raise UsageError("--jsonl is about standard input: give - as an input")
    found = [job for given in inputs for job in _jobs(given, jsonl)]
    if out is None and set(inputs) != {STDIN}:
        raise UsageError("say where to write: -o FILE, -o FOLDER/ or -o - for standard output")
    if out in (None, STDIN):
        jobs = _to_one(found, None)
    elif _wants_folder(inputs, found, str(out)):
        jobs = _to_folder(found, Path(str(out)))
    else:
        jobs = _to_one(found, Path(str(out)))
    plan = Plan(tuple(jobs), _failures(out, failures))
    _check_overwriting(plan)
    return plan


def _jobs(given: str, jsonl: bool) -> Iterator[Job]:
    """Find what an argument names."""
    path = Path(given)
    if given == STDIN:
        yield Job(None, jsonl, Path("stdin.jsonl" if jsonl else "stdin.txt"))
    elif path.is_dir():
        yield from _below(path)
    elif not path.exists():
        raise UsageError(f"no such file or folder: {given}")
    elif path.suffix.lower() in (*_SINGLE, ".jsonl"):
        yield Job(path, path.suffix.lower() == ".jsonl", _as_text(Path(path.name)))
    else:
        raise UsageError(f"{given}: give a .txt, .html or .jsonl file, a folder, or -")


def _below(folder: Path) -> Iterator[Job]:
    texts = sorted(p for p in folder.rglob("*") if p.suffix.lower() in _SINGLE and p.is_file())
    if not texts:
        raise UsageError(f"no .txt or .html file in {folder} or below it")
    for text in texts:
        yield Job(text, False, _as_text(text.relative_to(folder)))


_SINGLE = (".txt", *PAGES)


def _as_text(name: Path) -> Path:
    """Name what is left of a page, which is text."""
    return name.with_suffix(".txt") if name.suffix.lower() in PAGES else name


def _wants_folder(inputs: Sequence[str], jobs: Sequence[Job], out: str) -> bool:
    if out.endswith("/") or Path(out).is_dir():
        return True
    several = len(jobs) > 1 and not all(job.lines for job in jobs)
    return several or any(Path(each).is_dir() for each in inputs if each != STDIN)


def _to_one(jobs: Sequence[Job], target: Path | None) -> list[Job]:
    if len(jobs) > 1 and not all(job.lines for job in jobs):
        raise UsageError("several texts cannot go to standard output: give a folder with -o")
    return [Job(job.path, job.lines, job.name, target) for job in jobs]


def _to_folder(jobs: Sequence[Job], folder: Path) -> list[Job]:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; several outputs need a folder")
    shared = [name for name, count in Counter(job.name for job in jobs).items() if count > 1]
    if shared:
        raise UsageError(f"several inputs would be written to {folder / shared[0]}")
    for parent in {(folder / job.name).parent for job in jobs}:
        if not parent.resolve().is_relative_to(folder.resolve()):
            raise UsageError(f"{parent} is a link that leads out of {folder}")
    return [Job(job.path, job.lines, job.name, folder / job.name) for job in jobs]


def _failures(out: str | None, given: str | None) -> Path | None:
    if given is not None:
        return None if given == STDIN else Path(given)
    if out is None or out == STDIN or is_device(Path(out)):
        return None
    base = Path(out)
    if base.name in ("", ".."):  # such as "." and "/"
        base = base.resolve()
    return base.parent / (base.name + FAILURES)


def _check_overwriting(plan: Plan) -> None:
    read = {_identity(job.path) for job in plan.jobs if job.path}
    targets = {job.target for job in plan.jobs if job.target}
    for target in (*targets, *([plan.failures] if plan.failures else [])):
        if target.exists() and not is_device(target) and _identity(target) in read:
            raise UsageError(f"{target} is an input; it would be overwritten")
    if plan.failures in targets:
        raise UsageError(f"{plan.failures} would hold both an output and the failures")


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino
