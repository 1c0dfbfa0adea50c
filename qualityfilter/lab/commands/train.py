"""The commands `train`: build models and measured scores from data."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from qualityfilter.apps.cli.common import EXIT_CODES, visible
from qualityfilter.core.errors import UsageError

Data = Annotated[
    Path, typer.Argument(help="The folder that holds labelled/ and pages/; see docs/training.md.")
]


LowerFloors = Annotated[
    bool, typer.Option(help="Write the model even if it is worse than the one in the folder.")
]


train = typer.Typer(no_args_is_help=True, help="Build models and measured scores again from data.")


def _build(build: Callable[..., str], data: Path, out: Path, lower_floors: bool) -> None:
    """Build a model, saying what is going on, and give its manifest's digest."""
    digest = build(
        data, out, say=lambda text: typer.echo(visible(text), err=True), lower_floors=lower_floors
    )
    typer.echo(f"{out}: manifest {digest}")


@train.command(epilog=EXIT_CODES)
def lines(
    out: Annotated[Path, typer.Option("--out", "-o", help="The model's folder.")],
    data: Annotated[
        Path | None,
        typer.Argument(
            help="The folder that holds labelled/ and pages/; see docs/training.md. Not with "
            "--add.",
            show_default=False,
        ),
    ] = None,
    add: Annotated[
        Path | None,
        typer.Option(
            metavar="LABELS",
            help="A file of labels, such as `review` writes, to adapt a model to.",
            show_default=False,
        ),
    ] = None,
    start: Annotated[
        str | None,
        typer.Option(
            metavar="NAME_OR_DIR",
            help="The model that is adapted. A model can run any code: name only a folder that "
            "you made or whose maker you know.",
            show_default="default",
        ),
    ] = None,
    lower_floors: LowerFloors = False,
) -> None:
    """Train the line model, or adapt one, and write its weights, manifest and card.

    With DATA a model is trained. Records whose `split` is `test` are measured once and never
    trained on. Needs the extra `qualityfilter[train]`. Takes about forty minutes on two cores
    for 8,500 texts and views, 2,000 further records and 500 more pages.

    With `--add` a model is adapted to what readers said of lines, in some seconds. By
    cross-validation over their documents it says what that made better and what worse. What does
    not resemble the corrected lines is judged as before.
    """
    if add is not None and data is None:
        from qualityfilter.lab.adapt import adapt_lines

        build = functools.partial(adapt_lines, start=start or "default")
        _build(build, add, out, lower_floors)
    elif data is not None and add is None and start is None:
        from qualityfilter.lab.build import build_lines

        _build(build_lines, data, out, lower_floors)
    else:
        raise UsageError(
            "give DATA to train a model, or --add LABELS, and --start MODEL if you like, to adapt "
            "one"
        )


@train.command(epilog=EXIT_CODES)
def hedges(
    data: Annotated[
        Path,
        typer.Argument(
            help="A file of JSON lines with `text` and `label` (0 or 1) or `types`, or the folder "
            "that holds labelled/, hedges/ and texts/; see docs/training.md."
        ),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The model's folder.")],
    lower_floors: LowerFloors = False,
) -> None:
    """Train the hedge model and write its weights, manifest and card.

    From a file it learns what the file says, by the recipe that cross-validation likes best.
    With a folder that holds unlabelled texts too, a teacher learns from the labels first and
    reads these; that needs the extra `qualityfilter[teacher]` and about half an hour on two
    cores. Records whose `split` is `test` are measured once and never trained on.
    """
    from qualityfilter.lab.hedge_build import build_hedges

    _build(build_hedges, data, out, lower_floors)


@train.command(epilog=EXIT_CODES)
def quality(
    data: Data,
    out: Annotated[Path, typer.Option("--out", "-o", help="The model's folder.")],
    lower_floors: LowerFloors = False,
) -> None:
    """Train the quality model and write its weights, manifest, plots and card.

    Needs `labelled/quality`; the words that English texts hold come from `texts/pool`, if it is
    there. Learns from the texts of `texts/` that `labels.jsonl` in the model's folder has grades
    to, and measures `labelled/quality-2`, if these are there. Records whose `split` is `test` are
    measured once and never trained on. Takes about five minutes for 1,700 texts.
    """
    from qualityfilter.lab.quality_build import build_quality

    _build(build_quality, data, out, lower_floors)


@train.command(epilog=EXIT_CODES)
def breaks(
    data: Data,
    out: Annotated[Path, typer.Option("--out", "-o", help="The model's folder.")],
    lower_floors: LowerFloors = False,
) -> None:
    """Train the model of lost line breaks and write its weights, manifest and card.

    Needs `pages/`. Records whose `split` is `test` are measured once and never trained on. Takes
    about two minutes for 2,000 pages.
    """
    from qualityfilter.lab.breaks import build_breaks

    _build(build_breaks, data, out, lower_floors)


@train.command(epilog=EXIT_CODES)
def scores(
    data: Data,
    out: Annotated[Path, typer.Option("--out", "-o", help="The package's folder.")],
) -> None:
    """Measure rules and cues on the training split.

    Writes `rules/precision.json` and `hedging/precision.json` below the package's folder.
    """
    from qualityfilter.lab.scores import write_scores

    for line in write_scores(data, out):
        typer.echo(line)
