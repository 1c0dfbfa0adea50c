"""The commands `train` and `evaluate`."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import typer

from qualityfilter.cli.common import EXIT_CODES, MaxLoss, Threshold, settings, visible
from qualityfilter.errors import UsageError

Data = Annotated[
    Path, typer.Argument(help="The folder that holds labelled/ and pages/; see the README.")
]


Measured = Annotated[
    str,
    typer.Option(
        "--model",
        metavar="NAME_OR_DIR",
        help="A packaged model, or the folder of one. A model can run any code: name only a "
        "folder that you made or whose maker you know.",
    ),
]
LowerFloors = Annotated[
    bool, typer.Option(help="Write the model even if it is worse than the one in the folder.")
]


class Split(str, Enum):
    """Which records are measured on."""

    test = "test"
    train = "train"


train = typer.Typer(no_args_is_help=True, help="Build models and measured scores again from data.")
evaluate = typer.Typer(no_args_is_help=True, help="Measure a model on data.")


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
            help="The folder that holds labelled/ and pages/; see the README. Not with --add.",
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
    trained on. Needs the extra `qualityfilter[train]`. Takes about a quarter of an hour on two
    cores for 7,400 texts and views and 1,600 more pages.

    With `--add` a model is adapted to what readers said of lines, in some seconds. By
    cross-validation over their documents it says what that made better and what worse. What does
    not resemble the corrected lines is judged as before.
    """
    if add is not None and data is None:
        from qualityfilter.training.adapt import adapt_lines

        build = functools.partial(adapt_lines, start=start or "default")
        _build(build, add, out, lower_floors)
    elif data is not None and add is None and start is None:
        from qualityfilter.training.build import build_lines

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
            "that holds labelled/, hedges/ and texts/; see the README."
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
    from qualityfilter.training.hedge_build import build_hedges

    _build(build_hedges, data, out, lower_floors)


@train.command(epilog=EXIT_CODES)
def quality(
    data: Data,
    out: Annotated[Path, typer.Option("--out", "-o", help="The model's folder.")],
    lower_floors: LowerFloors = False,
) -> None:
    """Train the quality model and write its weights, manifest, plots and card.

    Needs `labelled/quality`; the words that English texts hold come from `texts/pool`, if it is
    there. Records whose `split` is `test` are measured once and never trained on. Takes about
    five minutes for 500 texts.
    """
    from qualityfilter.training.quality_build import build_quality

    _build(build_quality, data, out, lower_floors)


@train.command(epilog=EXIT_CODES)
def scores(
    data: Data,
    out: Annotated[Path, typer.Option("--out", "-o", help="The package's folder.")],
) -> None:
    """Measure rules and cues on the training split.

    Writes `rules/precision.json` and `hedging/precision.json` below the package's folder.
    """
    from qualityfilter.training.scores import write_scores

    for line in write_scores(data, out):
        typer.echo(line)


@evaluate.command("lines", epilog=EXIT_CODES)
def evaluate_lines(
    data: Data,
    split: Annotated[
        Split, typer.Option(help="The records to measure on: test, or all others.")
    ] = Split.test,
    model: Measured = "default",
    threshold: Threshold = None,
    max_loss: MaxLoss = None,
) -> None:
    """Measure a line model, with the rules, on labelled texts and pages.

    One row for each kind of input: F1 of shingles of four words against the labelled body,
    before cleaning and after, with its 95 % interval; then, of lines, the precision and recall
    of junk, the share of the junk found that got its own label, and the share of the words of
    body lines that was lost. All lie between 0 and 1. Pages need the extra
    `qualityfilter[train]`.

    Where pages have HTML, also what is left of them when their tags are read: precision, recall
    and F1 of shingles, pages of which nothing is left, and pages that lose more than a tenth of
    their body.
    """
    from qualityfilter.pipeline import QualityFilter
    from qualityfilter.training.build import evaluate

    chosen = QualityFilter(settings(None, threshold, max_loss), model=model, trust=True)
    figures = evaluate(data, chosen, test=split is Split.test)
    head = ("view", "texts", "before", "after", "interval", "precision", "recall", "label", "lost")
    _print_table([head, *(_row(view, figures) for view in figures["views"])])
    if found := figures["pages"]:
        low, high = found["interval"]
        names = ("pages", "precision", "recall", "f1", "nothing", "cut_short")
        cells = (_cell(found[name]) for name in names)
        typer.echo("\npages read with their tags")
        _print_table([(*names, "interval"), (*cells, f"{low:.3f} to {high:.3f}")])


@evaluate.command("hedges", epilog=EXIT_CODES)
def evaluate_hedges(
    data: Annotated[
        Path, typer.Argument(help="A file of labelled sentences, or a data folder, as for train.")
    ],
    split: Annotated[
        Split | None,
        typer.Option(
            help="The records to measure on; where it is not given, those of the test split, or "
            "all if none has a split."
        ),
    ] = None,
    model: Measured = "hedges",
) -> None:
    """Measure a hedge model on labelled sentences.

    One row for each type, and one for any where there are several: sentences that have it; F1
    with its 95 % interval, precision and recall of the marks; of the right marks, the share
    whose cue was found; expected calibration error. All but the first lie between 0 and 1.
    """
    from qualityfilter.training.hedge_build import evaluate_model

    figures = evaluate_model(data, model, test=None if split is None else split is Split.test)
    head = ("type", "sentences", "f1", "interval", "precision", "recall", "cue", "calibration")
    _print_table([head, *(_hedge_row(name, row) for name, row in figures.items())])


@evaluate.command("quality", epilog=EXIT_CODES)
def evaluate_quality(
    data: Data,
    split: Annotated[
        Split, typer.Option(help="The records to measure on: test, or all others.")
    ] = Split.test,
    model: Measured = "quality",
) -> None:
    """Measure a quality model on texts that a reader graded.

    First how quality agrees with the grades: rank correlation (Spearman, -1 to 1), the chance
    that a text of grade 3 to 5 scores above one of 1 or 2 (AUC, 0 to 1), both with 95 %
    intervals, and how far in the mean of ten bins quality is off the grades (0 to 1). Then the
    verdicts by grade, with how often each reason was given.
    """
    from qualityfilter.training.quality_build import evaluate_quality as measure

    figures = measure(data, model, test=split is Split.test)
    head = ("texts", "spearman", "interval", "auc", "interval", "calibration")
    low, high = figures["spearman_interval"], figures["auc_interval"]
    numbers = (figures["texts"], figures["spearman"], low, figures["auc"], high)
    _print_table([head, (*map(_cell, numbers), _cell(figures["calibration_error"]))])
    typer.echo()
    _print_table(
        [
            ("grade", "accept", "review", "reject", "reasons"),
            *(
                (grade, *(str(row[each]) for each in ("accept", "review", "reject")), _listed(row))
                for grade, row in figures["verdicts"].items()
            ),
        ]
    )


def _cell(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return f"{value[0]:.3f} to {value[1]:.3f}"
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def _listed(row: Mapping[str, Any]) -> str:
    return ", ".join(f"{code} {count}" for code, count in sorted(row["reasons"].items()))


def _print_table(rows: Sequence[tuple[str, ...]]) -> None:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        typer.echo("  ".join(cells).rstrip())


def _hedge_row(name: str, row: Mapping[str, Any]) -> tuple[str, ...]:
    low, high = row["interval"]
    rest = (row.get(key) for key in ("cue", "calibration_error"))
    return (
        name,
        str(row["sentences"]),
        f"{row['f1']:.4f}",
        f"{low:.3f}-{high:.3f}",
        *(f"{row[key]:.3f}" for key in ("precision", "recall")),
        *("" if value is None else f"{value:.3f}" for value in rest),
    )


def _row(view: str, figures: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    lines, likeness = figures["views"][view], figures["before_after"][view]
    before, after = likeness["before"], likeness["after"]
    low, high = after["interval"]
    return (
        view,
        str(lines["texts"]),
        *(f"{each['f1']:.4f}" for each in (before, after)),
        f"{low:.3f}-{high:.3f}",
        *(f"{lines[name]:.3f}" for name in ("precision", "recall", "label")),
        f"{lines['loss']:.4f}",
    )
