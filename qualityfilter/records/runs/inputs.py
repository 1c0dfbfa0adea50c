"""What a caller says of files, and which inputs that means."""

from __future__ import annotations

import glob
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from qualityfilter.core.errors import UsageError
from qualityfilter.records.formats import JSON, STDIN, Format, format_of
from qualityfilter.records.options import Options
from qualityfilter.records.recognise import HEAD, delimiter_in, fields_in, format_in, head
from qualityfilter.records.runs.files import is_device, real
from qualityfilter.records.runs.folders import check_readable, files_below, near

FAILURES, REJECTED, WORK = ".failures.jsonl", ".rejected.jsonl", ".unfinished"
"""What the names of an output's companions end with."""


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

    @property
    def once(self) -> bool:
        """Whether it can be read only once: standard input, or a pipe."""
        return self.path is None or is_device(self.path)


@dataclass(frozen=True, slots=True)
class Names:
    """What the caller says of files.

    Attributes:
        inputs: files, folders, patterns such as `crawl/*.jsonl.gz`, or `-` for standard input.
        out: a file, a folder, `-` for standard output, or None where that is clear.
        failures: the file for what fails; None is the output's name with an ending, `-` is
            standard error.
        rejected: the file for what is not wanted, likewise.
        read_as: the format of all inputs; None is what their names say, and of standard input
            what its first bytes say.
        write_as: the format of the output; None is what its name says.
        summary: the file for what the run did; None is nowhere.
        force: whether files that are there may be overwritten.
    """

    inputs: Sequence[str]
    out: str | None = None
    failures: str | None = None
    rejected: str | None = None
    read_as: Format | None = None
    write_as: Format | None = None
    summary: str | None = None
    force: bool = False

    def beside(self, ending: str) -> Path | None:
        """Name a companion of the output; None where it goes to a stream or a device."""
        out = Path(self.out or STDIN)
        if self.out in (None, STDIN) or is_device(out):
            return None
        base = real(out) if out.name in ("", "..") else out  # such as "." and "/"
        return base.with_name(base.name + ending)


@dataclass(frozen=True, slots=True)
class Found:
    """What the names mean.

    Attributes:
        inputs: what is read, in order.
        passed: what lies below folders, or what patterns match, and is not read, by the reason.
    """

    inputs: Sequence[Input]
    passed: Mapping[str, Sequence[Path]]


def find_inputs(names: Names, options: Options) -> Found:
    """Find the inputs, in the order in which they are named, and below a folder sorted.

    What is named several times, such as by a folder and by a pattern, is read once.

    Raises:
        UsageError: there is none, or it cannot be told what one holds, or a folder cannot be read.
    """
    own = _own(names)
    found, passed = dict[Path | None, Input](), dict[Path, tuple[str, Path]]()
    for given in names.inputs:
        for path, each in _inputs(given, names, options, own):
            place = path and path.absolute()
            if isinstance(each, Input):
                found.setdefault(place, each)
            elif path and place:
                passed[place] = each, path
    why = dict[str, list[Path]]()
    for place, (reason, path) in passed.items():
        if place not in found:
            why.setdefault(reason, []).append(path)
    return Found([*found.values()], why)


Each = tuple[Path | None, Input | str]
"""A path, and the input that it is, or why it is none."""

DANGLING = "links that lead nowhere"
SPECIAL = "neither files nor folders of their own"
UNKNOWN = "their names do not say what they hold"
OTHER_JSON = "JSON without the field that is read"
"""Why something is not read."""


def _own(names: Names) -> frozenset[Path]:
    """What a stopped run of these names has written: the run that goes on must not read it."""
    work = names.beside(WORK)
    if work is None or not work.exists():
        return frozenset()
    beside = (names.beside(ending) for ending in (FAILURES, REJECTED))
    named = map(Path, filter(None, (names.out, names.failures, names.rejected, names.summary)))
    return frozenset(real(path) for path in (work, *named, *beside) if path)


def _inputs(given: str, names: Names, options: Options, own: frozenset[Path]) -> Iterator[Each]:
    """Find what an argument names."""
    path = Path(given)
    if not given:
        raise UsageError("an INPUT is empty; give a file, a folder, a pattern, or - for stdin")
    if given == STDIN:
        held = names.read_as or format_in(head(None, options), options)
        yield None, _input(None, Path("stdin"), held, options)
    elif path.is_dir():
        yield from _below(path, names, options, own)
    elif path.exists():
        kind = names.read_as or format_of(path)
        if kind is None:
            raise UsageError(f"{given}: its name does not say what it holds; give --from FORMAT")
        yield path, _input(path, Path(path.name), _said(path, kind, names, options), options)
    elif path.is_symlink():
        raise UsageError(f"{given} is a link that leads nowhere")
    else:
        yield from _matching(given, names, options, own)


def _matching(pattern: str, names: Names, options: Options, own: frozenset[Path]) -> Iterator[Each]:
    """Find what a pattern names."""
    check_readable(pattern)
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - absolute ones, too
    matches = [match for match in matches if not _is_own(real(Path(match)), own)]
    if not any(Path(match).exists() for match in matches):
        raise UsageError(f"no such file or folder: {pattern}{near(pattern)}")
    for match in matches:
        if Path(match).exists():
            yield from _inputs(match, names, options, own)
        else:
            yield Path(match), DANGLING


def _below(folder: Path, names: Names, options: Options, own: frozenset[Path]) -> Iterator[Each]:
    base, none = real(folder), True
    for path in sorted(files_below(folder)):
        name = path.relative_to(folder)
        if _is_own(base / name, own):
            continue
        kind = _kind(path, names, options)
        if kind in (DANGLING, SPECIAL, UNKNOWN, OTHER_JSON):
            yield path, kind
        else:
            none = False
            yield path, _input(path, name, kind, options)
    if none:
        raise UsageError(f"no file in {folder} or below it has a name that says what it holds")


def _kind(path: Path, names: Names, options: Options) -> Any:
    """Return the format of a file below a folder, or why it is not read."""
    if not path.is_file():
        return SPECIAL if path.exists() else DANGLING
    kind = format_of(path)
    if kind is None:
        return UNKNOWN
    if kind == "json" and not names.read_as:
        return _kind_of_json(path, options)
    return names.read_as or kind


def _kind_of_json(path: Path, options: Options) -> Any:
    """The format of a file that is named for JSON, which may be something else's settings."""
    content = head(path, options)
    kind = format_in(content, options)
    there = fields_in(content, kind) if kind in JSON else [""]
    read = options.fields.html or options.fields.text
    if not there and len(content) == HEAD:  # its first record is longer than that
        return kind if f'"{read}"'.encode() in content else OTHER_JSON
    return kind if read in there else OTHER_JSON


def _said(path: Path, kind: Format, names: Names, options: Options) -> Format:
    """Return the format of a file, once more where it is named for JSON: it may hold JSON lines."""
    if kind != "json" or names.read_as or is_device(path):
        return kind
    return "jsonl" if format_in(head(path, options), options) == "jsonl" else "json"


def _is_own(path: Path, own: frozenset[Path]) -> bool:
    return bool(own) and not own.isdisjoint((path, *path.parents))


def _input(path: Path | None, name: Path, kind: Format, options: Options) -> Input:
    options = replace(options, input=kind)
    if kind == "csv" and not (path and is_device(path)):
        options = replace(options, delimiter=delimiter_in(head(path, options), options))
    return Input(path, name.as_posix(), options)
