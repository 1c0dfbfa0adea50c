"""Optional packages: where one is missing, the error says what to install."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from qualityfilter.core.errors import UsageError


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Import, inside the block, what an extra of this package brings.

    Raises:
        UsageError: it is not installed, or of no use; the message names the command that
            installs it.
    """
    try:
        yield
    except ImportError as error:
        raise UsageError(f"{error}; {install(name)}") from error


def install(name: str) -> str:
    """How to install an extra into the Python that runs, whose `pip` may not be the first."""
    python = shlex.quote(sys.executable or "python3")
    return f"install it with: {python} -m pip install 'qualityfilter[{name}]'"
