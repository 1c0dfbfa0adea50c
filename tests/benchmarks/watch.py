"""The processor's time and the memory of a process and of all that it starts, on Linux."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path


class Watch:
    """Looks at a process and all below it, time and again, until it is stopped."""

    def __init__(self, root: int) -> None:
        self._root = root
        self._times: dict[int, float] = {}
        self._done = threading.Event()
        self.megabytes = 0.0
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    @property
    def processor(self) -> float:
        """Seconds that the processes had a core, as far as they were seen."""
        return sum(self._times.values())

    def stop(self) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(0.2):
            held = 0.0
            for process in _below(self._root):
                try:
                    stat = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
                    rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
                except OSError:
                    continue  # it has ended
                ticks = int(stat[11]) + int(stat[12])
                self._times[process] = ticks / os.sysconf("SC_CLK_TCK")
                shares = (line.split() for line in rollup.splitlines() if line.startswith("Pss:"))
                held += sum(int(share[1]) for share in shares) / 1024
            self.megabytes = max(self.megabytes, held)


def _below(root: int) -> Iterator[int]:
    """Return a process and all that it and its children started."""
    yield root
    try:
        tasks = list(Path(f"/proc/{root}/task").iterdir())
        children = [(task / "children").read_text().split() for task in tasks]
    except OSError:
        return
    for child in {int(number) for numbers in children for number in numbers}:
        yield from _below(child)
