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

from qualityfilter.core.errors import SettingsError
from qualityfilter.core.fields import meanings
from qualityfilter.core.names import known
from qualityfilter.core.presets import PRESETS

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


def read(
    source: str | Path, kind: type, parts: Mapping[str, type], names: Mapping[str, Iterable[str]]
) -> dict[str, Any]:
    """Read the fields of a dataclass from TOML.

    Args:
        source: as for `parse`.
        kind: the dataclass.
        parts: the dataclasses that its fields are made of, each one of a kind or several.
        names: the keys that are known of its fields that are mappings; what they really hold is
            the dataclass's own business.

    Raises:
        SettingsError: as for `parse`; or a key is unknown, or lacking, or no table where one is
            wanted.
    """
    values = parse(source)
    allowed = [_PRESET, *(field.name for field in dataclasses.fields(kind))]
    for table, part in parts.items():
        allowed += [f"{table}.{name}" for name in _names(part)]
    for table, keys in names.items():
        allowed += [f"{table}.{name}" for name in keys]
    for key in _keys(values, parts):
        if key not in allowed:
            raise SettingsError(f"unknown key {key}; did you mean {_nearest(key, allowed)}?")
    return based(values, kind, parts)


_PRESET = "preset"
"""The key that names one of `PRESETS`."""


def based(values: Mapping[str, Any], kind: type, parts: Mapping[str, type]) -> dict[str, Any]:
    """Make fields of a dataclass of plain values, over those of the preset that they name.

    Args:
        values: by field, and perhaps `preset`; tables as mappings.
        kind: as for `read`.
        parts: as for `read`.

    Raises:
        SettingsError: the preset is unknown, or a value of `parts` is wrong.
    """
    made = _over_preset(values)
    several = {field.name for field in dataclasses.fields(kind) if "tuple" in str(field.type)}
    for name, part in parts.items():
        if name in made:
            made[name] = _made(name, part, made[name], name in several)
    return made


def _over_preset(values: Mapping[str, Any]) -> dict[str, Any]:
    """Put values over those of the preset that they name, tables key by key."""
    if _PRESET not in values:
        return dict(values)
    made = dict(PRESETS[known("preset", values[_PRESET], PRESETS)])
    for name, value in values.items():
        over = isinstance(value, dict) and name in made
        made[name] = {**made[name], **value} if over else value
    del made[_PRESET]
    return made


def _keys(values: Mapping[str, Any], parts: Mapping[str, type]) -> Iterator[str]:
    """Return the keys that were read, each with its table, but for those of mappings."""
    for name, value in values.items():
        yield name
        tables = value if isinstance(value, list) else [value]
        if name in parts:
            yield from (
                f"{name}.{key}" for each in tables if isinstance(each, dict) for key in each
            )


def _made(name: str, part: type, value: Any, several: bool) -> Any:
    """Make a dataclass of a table, or a tuple of them of a list of tables."""
    if several:
        if not isinstance(value, list):
            raise SettingsError(f"{name} must be a list of tables, each under [[{name}]]")
        return tuple(_made(name, part, each, False) for each in value)
    if not isinstance(value, dict):
        raise SettingsError(f"{name} is {value!r}; it must be a table")
    needed = [field.name for field in dataclasses.fields(part) if _is_needed(field)]
    if lacking := [each for each in needed if each not in value]:
        which = f" {value['id']!r}" if "id" in value else ""
        raise SettingsError(f"{name}{which} lacks {', '.join(lacking)}")
    return part(**value)


def _is_needed(field: dataclasses.Field[Any]) -> bool:
    return field.default is field.default_factory is dataclasses.MISSING


def _nearest(key: str, known: Sequence[str]) -> str:
    """Return the key whose own name is most like a wrong one's, of several that in its table."""
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
        notes: for fields that are tables and may be empty, what their keys mean.
    """
    means = meanings(type(settings))
    plain, tables = [_HEAD], []
    for name in _names(settings):
        value, example, note = getattr(settings, name), examples.get(name), means.get(name, "")
        if isinstance(value, Mapping) or dataclasses.is_dataclass(value):
            entries = _entries(value, example or {}, notes.get(name, {}))
            tables.append(f"\n{_comment(note)}[{name}]\n{entries}")
        elif isinstance(example, Mapping):
            tables.append(f"\n{_comment(note)}{_list(name, value, example, notes[name])}")
        elif value is None:
            plain.append(_off(_entry(name, example, note)))
        else:
            plain.append(_entry(name, value, note))
    return "".join(plain + tables)


def _list(
    name: str, values: Sequence[Any], example: Mapping[str, Any], notes: Mapping[str, str]
) -> str:
    """Write a list of tables, or an example if it is empty."""
    if not values:
        return _off(f"[[{name}]]\n{_entries(example, {}, notes)}")
    return "\n".join(f"[[{name}]]\n{_entries(each, {}, {})}" for each in values)


def _entries(value: Any, examples: Mapping[str, Any], notes: Mapping[str, str]) -> str:
    """Write what stands in a table."""
    if not isinstance(value, Mapping):
        notes = notes or meanings(type(value))
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
