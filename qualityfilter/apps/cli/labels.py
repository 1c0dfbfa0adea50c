"""The commands `labels`: merge files of labels, and exchange them with other tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualityfilter.apps.cli.common import EXIT_CODES, FAILED, error, visible
from qualityfilter.core.errors import RecordError, UsageError

labels = typer.Typer(
    no_args_is_help=True, help="Merge files of labels, and exchange them with other tools."
)

Out = Annotated[
    Path, typer.Option("--out", "-o", metavar="FILE", help="Where to write; no file is replaced.")
]


@labels.command(epilog=EXIT_CODES)
def merge(
    one: Annotated[Path, typer.Argument(metavar="A", help="A file of labels.")],
    other: Annotated[Path, typer.Argument(metavar="B", help="Another.")],
    out: Out,
) -> None:
    """Merge two readers' files of labels, and show where they differ.

    For lines and for sentences: how many both decided, on how many they differ, and Cohen's
    kappa, which is 1 where they always agree and 0 where they do so as often as by chance; then
    every difference. In the merged file the later decision holds.
    """
    from qualityfilter.apps.review.agreement import agreements, merge, told
    from qualityfilter.apps.review.files import content_of, read_labels

    _check(out)
    pair = read_labels(one), read_labels(other)
    merged = merge(*pair)
    for agreement in agreements(*pair):
        for line in told(agreement, merged):
            typer.echo(visible(line))
    _write(out, content_of(merged))
    _say(out, len(merged.decisions), "decisions")


@labels.command("export", epilog=EXIT_CODES)
def export_labels(
    given: Annotated[Path, typer.Argument(metavar="LABELS", help="A file of labels.")],
    out: Out,
) -> None:
    """Write labels for Label Studio, to a .json file, or for Prodigy, to a .jsonl file.

    Label Studio gets decisions as annotations and what the filter had suggested as predictions;
    it needs the labelling interface that `labels config` prints. Prodigy gets examples with spans.
    A sentence that is not hedged has the label `unhedged` there.
    """
    from qualityfilter.apps.review.files import read_labels
    from qualityfilter.apps.review.label_studio import to_label_studio
    from qualityfilter.apps.review.prodigy import to_prodigy

    _check(out)
    found = read_labels(given)
    _write(out, to_label_studio(found) if _is_label_studio(out) else to_prodigy(found))
    _say(out, len(found.texts), "documents")


@labels.command("import", epilog=EXIT_CODES)
def import_labels(
    given: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="A .json file of Label Studio's, or a .jsonl file of Prodigy's."
        ),
    ],
    out: Out,
) -> None:
    """Make a file of labels of what Label Studio or Prodigy exported.

    A decision on a line need not be on all of it: it counts where it covers half of the line.
    What cannot be used is reported, and the exit code is then 1.
    """
    from qualityfilter.apps.review.files import content_of
    from qualityfilter.apps.review.label_studio import from_label_studio
    from qualityfilter.apps.review.prodigy import from_prodigy

    _check(out)
    read = from_label_studio if _is_label_studio(given) else from_prodigy
    try:
        found = read(given.read_bytes())
    except OSError as problem:
        raise UsageError(f"{given} cannot be read: {problem.strerror}") from problem
    except (ValueError, RecursionError) as problem:
        raise RecordError(f"{given} cannot be read: {problem}") from problem
    _write(out, content_of(found.labels))
    _say(out, len(found.labels.decisions), "decisions")
    for each in found.failed:
        error(f"{given}, {each}")
    if found.failed:
        raise typer.Exit(FAILED)


@labels.command(epilog=EXIT_CODES)
def config() -> None:
    """Print the labelling interface that Label Studio needs for these labels."""
    from qualityfilter.apps.review.label_studio import label_config

    typer.echo(label_config(), nl=False)


def _is_label_studio(path: Path) -> bool:
    kinds = {".json": True, ".jsonl": False}
    if path.suffix.lower() not in kinds:
        raise UsageError(f"{path}: give a .json file for Label Studio, a .jsonl file for Prodigy")
    return kinds[path.suffix.lower()]


def _check(path: Path) -> None:
    """See that a file can be written that is not there yet: readers' work is not to be replaced.

    Raises:
        UsageError: it is there, or its folder is not.
    """
    from qualityfilter.records.runs.folders import check_parent

    if path.exists():
        raise UsageError(f"{path} is there already; give the name of a new file")
    check_parent(path)


def _write(path: Path, content: bytes) -> None:
    """Write a file that `_check` has seen not to be there."""
    from qualityfilter.records.runs.locks import claimed_file

    with claimed_file(path) as file:
        file.write(content)


def _say(path: Path, count: int, what: str) -> None:
    typer.echo(visible(f"{path}: {count} {what}"), err=True)
