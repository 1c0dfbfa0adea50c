"""What a run reads, and where each of it goes: settled and checked before anything is cleaned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path, PurePosixPath

from qualityfilter.core.errors import UsageError
from qualityfilter.records.chunk import Chunk
from qualityfilter.records.formats import STDIN, Format, compression_of, format_of
from qualityfilter.records.options import Options
from qualityfilter.records.processing import header
from qualityfilter.records.reading import check_installed, chunks, file_chunks, first_chunk
from qualityfilter.records.runs.fields import check_fields
from qualityfilter.records.runs.files import is_device, real
from qualityfilter.records.runs.folders import check_parent
from qualityfilter.records.runs.inputs import FAILURES, REJECTED, WORK, Input, Names, find_inputs

_SINGLE = ("text", "html")
_TABLES = ("csv", "tsv", "parquet")


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
            input, or a pipe, cannot.
        passed: what folders and patterns mean and is not read, by the reason.
        notes: what looks as if it was not meant so, each in a line.
    """

    jobs: tuple[Job, ...]
    failures: Path | None
    rejected: Path | None
    work: Path | None
    resumes: bool = True
    passed: Mapping[str, Sequence[Path]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def make_plan(names: Names, options: Options) -> Plan:
    """Settle what is read and written.

    Args:
        names: what the caller says of files.
        options: but for the formats, which follow from the names.

    Raises:
        UsageError: something does not exist, or two things would be written to one file, or
            a file would be overwritten, or inputs do not fit together, or a library is missing.
    """
    options.check_characters()
    if "" in (names.out, names.failures, names.rejected, names.summary):
        raise UsageError("the name of a file to write is empty; give one, or leave the option out")
    inputs = find_inputs(names, options)
    found = inputs.inputs
    if names.out in (None, STDIN):
        jobs = [Job(_together(found, None, names), None)]
    elif _wants_folder(names, found):
        jobs = list(_to_folder(found, Path(str(names.out)), names))
    else:
        target = Path(str(names.out))
        jobs = [Job(_together(found, target, names), target)]
    notes = check_fields(found)
    for job in jobs:
        _check_job(job)
    plan = Plan(
        tuple(jobs),
        _companion(names.failures, names, FAILURES),
        _companion(names.rejected, names, REJECTED),
        names.beside(WORK),
        resumes=not any(each.once for each in found),
        passed=inputs.passed,
        notes=notes,
    )
    _check_written(plan, names)
    return plan


_OUTPUTS: dict[Format, Format] = {"html": "text", "warc": "jsonl"}
"""What is written of formats that are only read."""

_ENDINGS: dict[Format, str] = {"text": ".txt"}
_MARKED = {"html": ".html", "markdown": ".md"}
"""How names of pages end whose markup is written."""


def _output(each: Input, target: Path | None, names: Names) -> Format:
    """Return the format in which an input is written."""
    by_name = format_of(target) if target else None
    if by_name == "html" and each.options.markup == "html":
        by_name = "text"
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
        return False
    singles = any(_output(each, None, names) == "text" for each in found)
    return (singles and len(found) > 1) or any(Path(each).is_dir() for each in names.inputs)


def _to_folder(found: Sequence[Input], folder: Path, names: Names) -> Iterator[Job]:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; several outputs need a folder")
    made = [_renamed(each, names) for each in found]
    shared = [name for name, count in Counter(each.name for each in made).items() if count > 1]
    if shared:
        raise UsageError(f"several inputs would be written to {folder / shared[0]}")
    names_of = {each.name for each in made}
    for name in names_of:
        if inside := names_of.intersection(map(str, PurePosixPath(name).parents)):
            raise UsageError(f"{folder / min(inside)} would be both a file and a folder")
    for parent in {(folder / each.name).parent for each in made}:
        if not real(parent).is_relative_to(real(folder)):
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
    """Return an input its output's format and name."""
    kind = _output(each, None, names)
    name = Path(each.name)
    if kind != each.options.input or each.path is None:
        packed = compression_of(name)
        plain = name.with_suffix("") if packed else name
        ending = _ENDINGS.get(kind, f".{kind}")
        if kind == "text" and each.options.input == "html" and each.options.markup:
            ending = _MARKED[each.options.markup]
        keeps = packed and kind not in ("text", "parquet")
        name = plain.with_suffix(ending + (f".{packed}" if keeps else ""))
    elif kind == "text" and compression_of(name):
        name = name.with_suffix("")
    return replace(each, name=name.as_posix(), options=replace(each.options, output=kind))


def _check_job(job: Job) -> None:
    """See that inputs can be read and share their columns, as far as that shows beforehand."""
    heads, unknown = set(), False
    if job.options.output == "parquet" and (job.target is None or is_device(job.target)):
        raise UsageError("Parquet needs a file to be written to: give -o FILE.parquet")
    check_installed(None if job.apart else job.target, job.options.output)
    for each in job.inputs:
        each.options.check()
        check_installed(each.path, each.options.input)
        if each.options.input in _TABLES:
            first = None if each.once else first_chunk(each.path, each.options)
            heads.add(head := header(each.options, first))
            unknown |= each.once and not head and job.options.output in _TABLES
    if unknown and len(job.inputs) > 1:
        raise UsageError("the columns of a stream are not known beforehand; clean it apart")
    if len(heads - {b""}) > 1:
        where = job.target or "standard output"
        raise UsageError(f"the inputs of {where} have different columns; clean them apart")


def _companion(given: str | None, names: Names, ending: str) -> Path | None:
    if given is not None:
        return None if given == STDIN else Path(given)
    return names.beside(ending)


def _check_written(plan: Plan, names: Names) -> None:
    """See that what would be written has a place, and takes nobody else's.

    Raises:
        UsageError: it has not, or does.
    """
    written = [*_written(plan, names)]
    _check_apart(plan, written)
    out = real(Path(names.out)) if names.out else None
    for path in (names.out, names.failures, names.rejected, names.summary):
        if path and path != STDIN:
            check_parent(Path(path), out)
    goes_on = plan.work and plan.work.exists()  # then what is there may be its own
    if not names.force and not goes_on:
        _check_new([path for path, _ in written])


def _written(plan: Plan, names: Names) -> Iterator[tuple[Path, str]]:
    """Return all files that would be written, and what each of them is."""
    for path in _targets(plan.jobs):
        yield path, "an output"
    companions = (
        (plan.failures, "the failures"),
        (plan.rejected, "what is rejected"),
        (Path(names.summary) if names.summary else None, "the summary"),
    )
    yield from ((path, kind) for path, kind in companions if path)


def _check_new(paths: Sequence[Path]) -> None:
    """See that nothing is lost where files are written; one that is empty holds nothing."""
    there = [path for path in paths if path.is_file() and path.stat().st_size]
    if there:
        more = f", and {len(there) - 1:,} more" if len(there) > 1 else ""
        raise UsageError(
            f"{there[0]} is there already{more}; give --force to overwrite, or another name"
        )


def _check_apart(plan: Plan, written: Sequence[tuple[Path, str]]) -> None:
    """See that no input would be overwritten, and no two things written to one file."""
    read = {_identity(each.path) for job in plan.jobs for each in job.inputs if each.path}
    what: dict[Path, str] = {}
    for path, kind in written:
        if is_device(path):
            continue
        if path.exists() and _identity(path) in read:
            raise UsageError(f"{path} is an input; it would be overwritten")
        place = real(path)
        if place.is_symlink():
            raise UsageError(f"{path} is a link that leads in a circle")
        if place in what:
            raise UsageError(f"{path} would hold both {what[place]} and {kind}")
        what[place] = kind


def _targets(jobs: Iterable[Job]) -> Iterator[Path]:
    for job in jobs:
        if job.apart and job.target:
            yield from (job.target / each.name for each in job.inputs)
        elif job.target:
            yield job.target


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino
