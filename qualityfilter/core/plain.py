"""Make frozen dataclasses of the plain values that JSON gives, each of its declared type."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping
from numbers import Integral, Real
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from qualityfilter.core.errors import UsageError

Made = TypeVar("Made")

_PLAIN: dict[Any, tuple[type, str]] = {
    str: (str, "a text"),
    int: (Integral, "a whole number"),
    float: (Real, "a number"),
    bool: (bool, "true or false"),
}
"""What fits a plain type, and what it is called."""


def rebuild(kind: type[Made], values: object, where: str) -> Made:
    """Make a dataclass of a table of its fields; lists become the tuples that are declared.

    Args:
        kind: the dataclass.
        values: of its fields by name; one with a default may be missing.
        where: what a message calls the table.

    Raises:
        UsageError: a value is missing, of another type, or of no field; the message says which.
    """
    if not isinstance(values, Mapping):
        raise _misfit(where, values, "a table")
    known = _fields(kind)  # type: ignore[arg-type] # mypy takes no class for hashable
    if unknown := [name for name in values if name not in known]:
        raise UsageError(f"{where} knows no {unknown[0]!r}")
    if missing := [name for name, (_, needed) in known.items() if needed and name not in values]:
        raise UsageError(f"{where} lacks {missing[0]!r}")
    return kind(
        **{name: _read(known[name][0], each, f"{where}.{name}") for name, each in values.items()}
    )


@functools.cache
def _fields(kind: Any) -> dict[str, tuple[Any, bool]]:
    """Return the type of each field by name, and whether it must be given."""
    hints = get_type_hints(kind)
    nothing = dataclasses.MISSING
    return {
        each.name: (hints[each.name], each.default is nothing and each.default_factory is nothing)
        for each in dataclasses.fields(kind)
    }


def _read(kind: Any, value: Any, where: str) -> Any:
    """Return a value as one of the type, or raise."""
    if dataclasses.is_dataclass(kind):
        return rebuild(kind, value, where)  # type: ignore[arg-type]
    if kind in _PLAIN:
        return _plain(kind, value, where)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _tuple(inner, value, where)
    if origin in (Union, UnionType):
        (other,) = (each for each in inner if each is not NoneType)
        return None if value is None else _read(other, value, where)
    if origin is Literal and not (isinstance(value, str) and value in inner):
        raise _misfit(where, value, f"one of {', '.join(inner)}")
    if origin is Mapping:
        if not isinstance(value, Mapping):
            raise _misfit(where, value, "a table")
        if inner[1] is not Any:
            return {name: _read(inner[1], each, f"{where}.{name}") for name, each in value.items()}
    return value


def _plain(kind: Any, value: object, where: str) -> object:
    wanted, called = _PLAIN[kind]
    if not isinstance(value, wanted) or (kind is not bool and isinstance(value, bool)):
        raise _misfit(where, value, called)
    return value


def _tuple(inner: tuple[Any, ...], value: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, (list, tuple)):
        raise _misfit(where, value, "a list")
    if inner[-1] is Ellipsis:
        inner = (inner[0],) * len(value)
    if len(inner) != len(value):
        raise UsageError(f"{where} holds {len(value)} values; it must hold {len(inner)}")
    pairs = enumerate(zip(inner, value, strict=True))
    return tuple(_read(kind, each, f"{where}[{at}]") for at, (kind, each) in pairs)


def _misfit(where: str, value: object, wanted: str) -> UsageError:
    return UsageError(f"{where} is of type {type(value).__name__}; it must be {wanted}")
