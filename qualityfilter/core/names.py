"""Names that a user can get wrong."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import TypeVar

from qualityfilter.core.errors import SettingsError

Name = TypeVar("Name", bound=str)


def known(kind: str, name: object, names: Iterable[Name]) -> Name:
    """Return the one of `names` that `name` is.

    Raises:
        SettingsError: it is not; the message names the nearest one that is.
    """
    names = tuple(names)
    if name in names:
        return names[names.index(name)]
    near = difflib.get_close_matches(str(name), names, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(names)}"
    raise SettingsError(f"unknown {kind} {name!r}; {hint}")
