"""A blow from outside, once: kills the process that deals it."""

import os
import signal
from pathlib import Path


def die_once(marker: Path) -> None:
    """Kill this process, unless the marker says that one has been killed already."""
    try:
        marker.touch(exist_ok=False)
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)
