"""Runs a pipeline of datatrove in a process of its own, which can be made to die.

python -m tests.integrations.trove FOLDER [die]
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from datatrove.executor.local import LocalPipelineExecutor
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers.jsonl import JsonlWriter

from qualityfilter.integrations.datatrove import QualityFilterStep


class Dying(PipelineStep):  # type: ignore[misc] # no types
    """Kills the processes of the run in the middle of the second task."""

    name = "dying"
    type = "test"

    def run(self, data: Any, rank: int = 0, world_size: int = 1) -> Any:
        for number, document in enumerate(data):
            if (rank, number) == (1, 20):
                os.killpg(os.getpgrp(), signal.SIGKILL)
            yield document


def run(folder: Path, *, die: bool = False, **options: Any) -> Any:
    """Clean `in/*.jsonl` into `out`, what is dropped into `dropped`; give the statistics."""
    pipeline = [
        JsonlReader(str(folder / "in"), text_key="text"),
        QualityFilterStep(
            exclusion_writer=JsonlWriter(str(folder / "dropped"), compression=None),
            batch_size=32,
            **options,
        ),
        *([Dying()] if die else []),
        JsonlWriter(str(folder / "out"), compression=None),
    ]
    workers = 1 if die else 2
    executor = LocalPipelineExecutor(
        pipeline, tasks=2, workers=workers, logging_dir=str(folder / "logs")
    )
    return executor.run()


if __name__ == "__main__":
    run(Path(sys.argv[1]), die="die" in sys.argv[2:])
