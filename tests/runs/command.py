"""The command in a process of its own, with the stand-in for the filter, to stop and to kill."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

COMMAND = (sys.executable, "-m", "tests.runs.standin")
REAL = (sys.executable, "-m", "qualityfilter")


class Command:
    """A command that runs, with all processes that it begins.

    Args:
        arguments: of the command.
        command: what is run.
        options: `folder` to work in, `pause` of each record in seconds, bytes of `memory` that a
            worker of the stand-in may take, and others of `Popen`.
    """

    def __init__(
        self, arguments: Sequence[str], command: Sequence[str] = COMMAND, **options: Any
    ) -> None:
        folder: Path = options.pop("folder")
        # Of a part that is not finished nothing stays: small ones let a run get on.
        numbers = {"PAUSE": options.pop("pause", 0), "PART": 12, "CHUNK": 3}
        if "memory" in options:
            numbers["MEMORY"] = options.pop("memory")
        environment = os.environ | {name: str(value) for name, value in numbers.items()}
        environment |= {"PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            [*command, *arguments],
            cwd=folder,
            env=environment,
            start_new_session=True,
            **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options},
        )

    def wait(self, seconds: float | None = 60) -> tuple[int, str]:
        """Wait for its end, and give its exit code and what it said; it is killed if too late."""
        try:
            said = self.process.communicate(timeout=seconds)[1]
        except subprocess.TimeoutExpired:
            self.send(signal.SIGKILL)
            raise
        return self.process.returncode, (said or b"").decode()

    def send(self, number: int) -> None:
        """Send a signal to all its processes, as a terminal does."""
        os.killpg(self.process.pid, number)

    def left(self, seconds: float = 0) -> list[int]:
        """Return the processes that are left of it, after waiting for their end."""
        end = time.monotonic() + seconds
        while (found := in_session(self.process.pid)) and time.monotonic() < end:
            time.sleep(0.05)
        return found


def run(*arguments: str, folder: Path, **options: Any) -> tuple[int, str]:
    """Run the command, and give its exit code and what it said."""
    return Command(arguments, folder=folder, **options).wait(600)


def in_session(leader: int) -> list[int]:
    """Return the processes of a session that run."""
    found = []
    for about in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, session, *_ = about.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        if int(session) == leader and state != "Z":
            found.append(int(about.parent.name))
    return found


def until(path: Path, process: subprocess.Popen[bytes], seconds: float = 30) -> None:
    """Wait until there is a file."""
    end = time.monotonic() + seconds
    while not path.exists():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end, f"there is no {path}"
        time.sleep(0.01)
