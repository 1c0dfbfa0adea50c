"""Read settings from TOML, and write them with what each of them means."""

from __future__ import annotations

import contextlib
import dataclasses
import difflib
import json
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from numbers import Integral, Real
from pathlib import Path
from typing import Any

from qualityfilter.errors import SettingsError
from qualityfilter.fields import meanings

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


@contextlib.contextmanager
def naming(source: object) -> Iterator[None]:
    """Put the file's name before the message of what is wrong with its settings."""
    try:
        yield
    except SettingsError as error:
        if isinstance(source, Path):
            raise SettingsError(f"{source}: {error}") from error
        raise


def parse(source: str | Path) -> dict[str, Any]:
    """Read TOML.

    Args:
        source: the TOML itself, or the path of a file that holds it.

    Raises:
        SettingsError: the file cannot be read, or it is no TOML; the message says where.
    """
    text = source if isinstance(source, str) else _read(source)
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise SettingsError("no TOML that can be read: it is nested too deep") from error
    except ValueError as error:
        last = text.count("\n") + 1
        column = len(text) - text.rfind("\n")
        place = f"at line {last}, column {column}, the end"
        message = str(error).replace("at end of document", place)
        hint = f"; for the file of this name, pass Path({text!r})" if _is_name(text) else ""
        raise SettingsError(f"no valid TOML: {message}{hint}") from error


def _read(path: object) -> str:
    if not isinstance(path, Path):
        raise SettingsError(f"settings are read from a Path or a str, not {type(path).__name__}")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(f"not UTF-8 at byte {error.start}") from error
    except OSError as error:
        raise SettingsError(f"cannot be read: {error.strerror}") from error


def _is_name(text: str) -> bool:
    return text.endswith(".toml") and "\n" not in text


def check_keys(found: Iterable[str], known: Sequence[str]) -> None:
    """Check the keys of a file, each with its table, such as `limits.min_words`.

    Raises:
        SettingsError: one is not known; the message names the nearest that is.
    """
    for key in found:
        if key not in known:
            near = _nearest(key, known)
            raise SettingsError(f"unknown key {key}; did you mean {near}?")


def table(name: str, value: object) -> dict[str, Any]:
    """Give what was read under a name that is a table's.

    Raises:
        SettingsError: it is something else.
    """
    if not isinstance(value, dict):
        raise SettingsError(f"{name} is {value!r}; it must be a table")
    return value


def _nearest(key: str, known: Sequence[str]) -> str:
    """Give the key whose own name is most like a wrong one's, of several that in its table."""
    table, _, name = key.rpartition(".")

    def likeness(other: str) -> tuple[float, bool]:
        its_table, _, its_name = other.rpartition(".")
        return difflib.SequenceMatcher(None, name, its_name).ratio(), its_table == table

    return max(known, key=likeness)


# --- writing ------------------------------------------------------------------------------------

_HEAD = """\
# Settings of qualityfilter. A line behind `#` and no blank is not set, which comments call None;
# it shows an example, or what holds anyway, and is set by taking the `#` away.
"""
_WIDTH = 98


def write(settings: Any, examples: Mapping[str, Any], notes: Mapping[str, Any]) -> str:
    """Write a dataclass as TOML, each field under what its docstring says that it means.

    Args:
        settings: its fields are plain values, tables (mappings and dataclasses), and lists of
            dataclasses.
        examples: for fields, and keys of mappings, that are not set: what is shown behind `#`.
        notes: for fields that are mappings, what their keys mean.
    """
    means = meanings(type(settings))
    plain, tables = [_HEAD], []
    for name in _names(settings):
        value, example, note = getattr(settings, name), examples.get(name), means.get(name, "")
        if isinstance(value, Mapping) or dataclasses.is_dataclass(value):
            entries = _entries(value, example or {}, notes.get(name, {}))
            tables.append(f"\n{_comment(note)}[{name}]\n{entries}")
        elif value is None:
            plain.append(_off(_entry(name, example, note)))
        else:
            plain.append(_entry(name, value, note))
    return "".join(plain + tables)


def _entries(value: Any, examples: Mapping[str, Any], notes: Mapping[str, str]) -> str:
    """Write what stands in a table."""
    if not isinstance(value, Mapping):
        notes = meanings(type(value))
        value = {name: getattr(value, name) for name in _names(value)}
    entries = [_entry(name, each, notes.get(name, "")) for name, each in value.items()]
    unset = {name: each for name, each in examples.items() if name not in value}
    entries += [_off(_entry(name, each, notes.get(name, ""))) for name, each in unset.items()]
    return "".join(entries)


def _names(value: Any) -> list[str]:
    return [field.name for field in dataclasses.fields(value)]


def _entry(name: str, value: Any, note: str) -> str:
    key = name if _BARE.fullmatch(name) else _value(name)
    line = f"{key} = {_value(value)}\n"
    return f"\n{_comment(note)}{line}" if note else line


_BARE = re.compile(r"[A-Za-z0-9_-]+")


def _value(value: Any) -> str:
    """Write a value; JSON has the same form for texts, numbers and lists, but for one character."""
    if isinstance(value, Real) and not isinstance(value, bool):
        value = int(value) if isinstance(value, Integral) else float(value)
    return json.dumps(value, ensure_ascii=False).replace("\x7f", r"\u007f")


def _comment(note: str) -> str:
    return "".join(f"# {line}\n" for line in textwrap.wrap(note[:1].upper() + note[1:], _WIDTH))


def _off(entry: str) -> str:
    """Put an entry behind a `#`; comments are behind one already."""
    return re.sub(r"^(?=[^#\n])", "#", entry, flags=re.MULTILINE)
