"""What the declarations of a dataclass say: what fits each field, and what the field means."""

from __future__ import annotations

import dataclasses
import inspect
import math
import re
from collections.abc import Callable, Mapping
from numbers import Integral, Real
from typing import Any

from qualityfilter.core.errors import SettingsError


def is_text(value: object) -> bool:
    """Return whether a value is a string that UTF-8 can hold."""
    return isinstance(value, str) and _SURROGATE.search(value) is None


_SURROGATE = re.compile("[\ud800-\udfff]")


def _is_number(kind: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, kind) and not isinstance(value, bool)


_KINDS: dict[str, tuple[Callable[[object], bool], str]] = {
    "bool": (lambda value: isinstance(value, bool), "true or false"),
    "int": (_is_number(Integral), "a whole number"),
    "float": (_is_number(Real), "a number"),
    "str": (is_text, "a text"),
    "Loss": (
        lambda value: is_text(value) or _is_number(Real)(value),
        "a number, or the name of one",
    ),
    "Scope": (is_text, "a text"),
    "Mapping": (lambda value: isinstance(value, Mapping) and all(map(is_text, value)), "a table"),
}
"""What fits a declared type, and what it is called."""

_LIST = re.compile(r"tuple\[(\w+), \.\.\.\]")


def check_types(made: Any, where: str = "") -> None:
    """Check the fields of a frozen dataclass; a list becomes the tuple that is declared.

    Args:
        made: what was made.
        where: what stands before a field's name in a message, such as `limits.`.

    Raises:
        SettingsError: a value is not of its field's type; the message says what is wanted.
    """
    for field in dataclasses.fields(made):
        given, declared = getattr(made, field.name), str(field.type)
        if given is None and declared.endswith(" | None"):
            continue
        value = tuple(given) if isinstance(given, list) else given
        if wanted := _misfit(value, declared.removesuffix(" | None")):
            raise SettingsError(f"{where}{field.name} is {given!r}; it must be {wanted}")
        if value is not given:
            object.__setattr__(made, field.name, value)


def _misfit(value: object, declared: str) -> str:
    """Return what is wanted where a value is not of the declared type, else nothing."""
    if inner := _LIST.fullmatch(declared):
        fits = isinstance(value, tuple) and not any(_misfit(each, inner[1]) for each in value)
        return "" if fits else f"a list; each of its items must be {_called(inner[1])}"
    name = declared.partition("[")[0]
    fits = _KINDS[name][0](value) if name in _KINDS else type(value).__name__ == name
    return "" if fits else _called(name)


def _called(name: str) -> str:
    return _KINDS[name][1] if name in _KINDS else f"of the class {name}"


def check_range(name: str, value: float, least: float, most: float = math.inf) -> None:
    """Check that a number lies in a closed range.

    Raises:
        SettingsError: it does not, or is no number.
    """
    if not least <= value <= most:  # false for NaN, too
        raise SettingsError(f"{name} is {value}; it must lie in [{least:g}, {most:g}]")


def meanings(kind: type) -> dict[str, str]:
    """Return what a dataclass's docstring says of each of its attributes, each on one line."""
    _, _, section = (inspect.getdoc(kind) or "").partition("Attributes:\n")
    found: dict[str, str] = {}
    for line in section.splitlines():
        if not line.startswith("    "):
            break
        if match := _ATTRIBUTE.match(line):
            name = match[1]
            found[name] = match[2]
        else:
            found[name] += f" {line.strip()}"
    return found


_ATTRIBUTE = re.compile(r" {4}(\w+): (.*)")
