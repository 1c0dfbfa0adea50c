"""What a run reads, and where each of it goes: settled and checked before anything is cleaned."""

from __future__ import annotations

import glob
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from qualityfilter.errors import UsageError
from qualityfilter.records import (
    STDIN,
    Chunk,
    Format,
    Options,
    chunks,
    compression_of,
    file_chunks,
    format_of,
    header,
)
from qualityfilter.runs.files import is_device

FAILURES, REJECTED, WORK = ".failures.jsonl", ".rejected.jsonl", ".unfinished"
"""What the names of an output's companions end with."""

_SINGLE = ("text", "html")


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read.

    Attributes:
        path: the file; None is standard input.
        name: relative path of its output below an output folder.
        options: how it is read and written.
    """

    path: Path | None
    name: str
    options: Options


@dataclass(frozen=True, slots=True)
class Job:
    """Inputs that are written to one place, in their order.

    Attributes:
        inputs: what is read.
        target: the file to write, or the folder; None is standard output.
        apart: whether the target is a folder, in which each record becomes a file of its own.
    """

    inputs: tuple[Input, ...]
    target: Path | None
    apart: bool = False

    @property
    def options(self) -> Options:
        """How it is written."""
        return self.inputs[0].options

    def chunks(self) -> Iterator[tuple[Chunk, Options]]:
        """Read the inputs, chunk by chunk."""
        for options, group in groupby(self.inputs, key=lambda each: each.options):
            if options.input in _SINGLE:
                found = file_chunks(((each.path, each.name) for each in group), options)
                yield from ((chunk, options) for chunk in found)
            else:
                for each in group:
                    yield from ((chunk, options) for chunk in chunks(each.path, options))


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole run.

    Attributes:
        jobs: in order.
        failures: the file for what fails; None is standard error.
        rejected: the file for what is not wanted; None is nowhere.
        work: the folder for what is finished before all is; None if it goes to standard output.
        resumes: whether a run that was stopped can be taken up again; what came from standard
            input cannot.
    """

    jobs: tuple[Job, ...]
    failures: Path | None
    rejected: Path | None
    work: Path | None
    resumes: bool = True


@dataclass(frozen=True, slots=True)
class Names:
    """What the caller says of files.

    Attributes:
        inputs: files, folders, patterns such as `crawl/*.jsonl.gz`, or `-` for standard input.
        out: a file, a folder, `-` for standard output, or None where that is clear.
        failures: the file for what fails; None is the output's name with an ending, `-` is
            standard error.
        rejected: the file for what is not wanted, likewise.
        read_as: the format of all inputs; None is what their names say.
        write_as: the format of the output; None is what its name says.
    """

    inputs: Sequence[str]
    out: str | None = None
    failures: str | None = None
    rejected: str | None = None
    read_as: Format | None = None
    write_as: Format | None = None


def make_plan(names: Names, options: Options) -> Plan:
    """Settle what is read and written.

    Args:
        names: what the caller says of files.
        options: but for the formats, which follow from the names.

    Raises:
        UsageError: something does not exist, or two things would be written to one file, or
            an input would be overwritten, or inputs do not fit together.
    """
    found = [each for given in names.inputs for each in _inputs(given, names, options)]
    if names.out is None and set(names.inputs) != {STDIN}:
        raise UsageError("say where to write: -o FILE, -o FOLDER/ or -o - for standard output")
    if names.out in (None, STDIN):
        jobs = [Job(_together(found, None, names), None)]
    elif _wants_folder(names, found):
        jobs = list(_to_folder(found, Path(str(names.out)), names))
    else:
        target = Path(str(names.out))
        jobs = [Job(_together(found, target, names), target)]
    for job in jobs:
        _check_job(job)
    beside = None if names.out in (None, STDIN) else _beside(Path(str(names.out)))
    plan = Plan(
        tuple(jobs),
        _companion(names.failures, beside, FAILURES),
        _companion(names.rejected, beside, REJECTED),
        beside.with_name(beside.name + WORK) if beside else None,
        resumes=all(each.path is not None for each in found),
    )
    _check_overwriting(plan)
    return plan


def _inputs(given: str, names: Names, options: Options) -> Iterator[Input]:
    """Find what an argument names."""
    path = Path(given)
    if given == STDIN:
        yield _input(None, Path("stdin"), names.read_as or "text", options)
    elif path.is_dir():
        yield from _below(path, names, options)
    elif path.exists():
        kind = names.read_as or format_of(path)
        if kind is None:
            raise UsageError(f"{given}: its name does not say what it holds; give --from FORMAT")
        yield _input(path, Path(path.name), kind, options)
    else:
        matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207 - absolute ones, too
        if not matches:
            raise UsageError(f"no such file or folder: {given}")
        for match in matches:
            yield from _inputs(match, names, options)


def _below(folder: Path, names: Names, options: Options) -> Iterator[Input]:
    kinds = {path: format_of(path) for path in sorted(folder.rglob("*")) if path.is_file()}
    known = {path: names.read_as or kind for path, kind in kinds.items() if kind}
    if not known:
        raise UsageError(f"no file in {folder} or below it has a name that says what it holds")
    for path, kind in known.items():
        yield _input(path, path.relative_to(folder), kind, options)


def _input(path: Path | None, name: Path, kind: Format, options: Options) -> Input:
    return Input(path, name.as_posix(), replace(options, input=kind))


_OUTPUTS: dict[Format, Format] = {"html": "text", "warc": "jsonl"}
"""What is written of formats that are only read."""

_ENDINGS: dict[Format, str] = {"text": ".txt"}


def _output(each: Input, target: Path | None, names: Names) -> Format:
    """Give the format in which an input is written."""
    by_name = format_of(target) if target else None
    return names.write_as or by_name or _OUTPUTS.get(each.options.input, each.options.input)


def _together(found: Sequence[Input], target: Path | None, names: Names) -> tuple[Input, ...]:
    """Write inputs into one stream."""
    kinds = {_output(each, target, names) for each in found}
    if len(kinds) > 1:
        raise UsageError(f"several formats ({', '.join(sorted(kinds))}): say which with --to")
    (kind,) = kinds
    if kind == "text" and len(found) > 1:
        raise UsageError(
            "several texts need a folder, or one file for all: give -o FOLDER/ or -o FILE.jsonl"
        )
    return tuple(replace(each, options=replace(each.options, output=kind)) for each in found)


def _wants_folder(names: Names, found: Sequence[Input]) -> bool:
    out = str(names.out)
    if out.endswith("/") or Path(out).is_dir():
        return True
    if format_of(Path(out)) or names.write_as not in (None, "text"):
        return format_of(Path(out)) == "text" and len(found) > 1
    singles = any(_output(each, None, names) == "text" for each in found)
    return (singles and len(found) > 1) or any(Path(each).is_dir() for each in names.inputs)


def _to_folder(found: Sequence[Input], folder: Path, names: Names) -> Iterator[Job]:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; several outputs need a folder")
    made = [_renamed(each, names) for each in found]
    shared = [name for name, count in Counter(each.name for each in made).items() if count > 1]
    if shared:
        raise UsageError(f"several inputs would be written to {folder / shared[0]}")
    for parent in {(folder / each.name).parent for each in made}:
        if not parent.resolve().is_relative_to(folder.resolve()):
            raise UsageError(f"{parent} is a link that leads out of {folder}")
    singles = sorted((each for each in made if each.options.output == "text"), key=_kind)
    if singles:
        yield Job(tuple(singles), folder, apart=True)
    for each in made:
        if each.options.output != "text":
            yield Job((each,), folder / each.name)


def _kind(each: Input) -> str:
    return each.options.input


def _renamed(each: Input, names: Names) -> Input:
    """Give an input its output's format and name."""
    kind = _output(each, None, names)
    name = Path(each.name)
    if kind != each.options.input or each.path is None:
        packed = compression_of(name)
        plain = name.with_suffix("") if packed else name
        ending = _ENDINGS.get(kind, f".{kind}")
        keeps = packed and kind not in ("text", "parquet")
        name = plain.with_suffix(ending + (f".{packed}" if keeps else ""))
    elif kind == "text" and compression_of(name):
        name = name.with_suffix("")
    return replace(each, name=name.as_posix(), options=replace(each.options, output=kind))


def _check_job(job: Job) -> None:
    """See that inputs can be read and share their columns, as far as that shows beforehand."""
    heads = set()
    for each in job.inputs:
        each.options.check()
        if each.options.input in ("csv", "tsv", "parquet") and each.path:
            heads.add(header(each.options, next(chunks(each.path, each.options), None)))
    if len(heads) > 1:
        raise UsageError(f"the inputs of {job.target} have different columns; clean them apart")


def _beside(out: Path) -> Path | None:
    """Give what the names of an output's companions begin with."""
    if is_device(out):
        return None
    return out.resolve() if out.name in ("", "..") else out  # such as "." and "/"


def _companion(given: str | None, beside: Path | None, ending: str) -> Path | None:
    if given is not None:
        return None if given == STDIN else Path(given)
    return beside.with_name(beside.name + ending) if beside else None


def _check_overwriting(plan: Plan) -> None:
    read = {_identity(each.path) for job in plan.jobs for each in job.inputs if each.path}
    targets = list(_targets(plan.jobs))
    companions = [path for path in (plan.failures, plan.rejected) if path]
    for target in (*targets, *companions):
        if target.exists() and not is_device(target) and _identity(target) in read:
            raise UsageError(f"{target} is an input; it would be overwritten")
    what = {plan.failures: "the failures", plan.rejected: "what is rejected"}
    for path in companions:
        if path in targets:
            raise UsageError(f"{path} would hold both an output and {what[path]}")
    if plan.failures and plan.failures == plan.rejected and not is_device(plan.failures):
        raise UsageError(f"{plan.failures} would hold both the failures and what is rejected")


def _targets(jobs: Iterable[Job]) -> Iterator[Path]:
    for job in jobs:
        if job.apart and job.target:
            yield from (job.target / each.name for each in job.inputs)
        elif job.target:
            yield job.target


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino
