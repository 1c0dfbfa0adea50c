"""The commands `evaluate`: measure a model on data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import typer

from qualityfilter.apps.cli.common import EXIT_CODES, MaxLoss, Threshold, settings, visible
from qualityfilter.core.errors import UsageError
from qualityfilter.core.reasons import SEVERITY
from qualityfilter.lab.commands.train import Data

Measured = Annotated[
    str,
    typer.Option(
        "--model",
        metavar="NAME_OR_DIR",
        help="A packaged model, or the folder of one. A model can run any code: name only a "
        "folder that you made or whose maker you know.",
    ),
]


class Split(str, Enum):
    """Which records are measured on."""

    test = "test"
    train = "train"


evaluate = typer.Typer(no_args_is_help=True, help="Measure a model on data.")


@evaluate.command("lines", epilog=EXIT_CODES)
def evaluate_lines(
    data: Annotated[
        Path,
        typer.Argument(
            help="The folder that holds labelled/ and pages/, see docs/training.md; or a file of "
            "labels, such as `review` writes."
        ),
    ],
    split: Annotated[
        Split, typer.Option(help="The records of a folder to measure on: test, or all others.")
    ] = Split.test,
    model: Measured = "default",
    against: Annotated[
        str | None,
        typer.Option(
            metavar="NAME_OR_DIR",
            help="The model that --model is compared with on a file of labels, likewise.",
            show_default="default",
        ),
    ] = None,
    threshold: Threshold = None,
    max_loss: MaxLoss = None,
    peers: Annotated[
        bool, typer.Option("--peers", help="Measure extractors on the same pages, too.")
    ] = False,
) -> None:
    """Measure a line model on labelled texts and pages.

    One row for each kind of input (`view`), with its number of texts: F1 of shingles of four
    words against the labelled body, `before` cleaning and `after`, with the 95 % interval of the
    latter; precision, recall and F1 of junk lines, of which one counts as found if at least 95 %
    of it is cut; the share of the words of junk that is gone (`words`), and of these the share
    that was cut under its own label (`label`); and the share of the words of the body that was
    `lost`. All but the number lie between 0 and 1. Pages need the extra `qualityfilter[train]`.

    Where pages have HTML, also what is left of them when their tags are read: precision, recall
    and F1 of shingles, pages of which nothing is left, and pages that lose more than a tenth of
    their body; with `--peers` also what extractors find on these pages, and their releases.

    On a file of labels two models are compared side by side, each with its own bars: the same
    figures of the lines that readers judged, by label, and which lines are decided differently. A
    model that was adapted to the file knows its lines, and looks better than it is: measure it on
    labels that it has not seen, or believe what `train lines --add` said.
    """
    from qualityfilter.lab.build import evaluate
    from qualityfilter.pipeline.filter import QualityFilter

    chosen, other = (
        QualityFilter(settings(None, threshold, max_loss), model=name, trust=True)
        for name in (model, against or "default")
    )
    if data.is_file():
        from qualityfilter.lab.adapt import side_by_side

        for line in side_by_side(data, other, chosen):
            typer.echo(visible(line))
        return
    if against is not None:
        raise UsageError("--against compares models on a file of labels; give one, not a folder")
    figures = evaluate(data, chosen, test=split is Split.test)
    head = ("view", "texts", "before", "after", "interval", *_SHOWN, "lost")
    views = [view for view in figures["views"] if view in figures["before_after"]]
    _print_table([head, *(_row(view, figures) for view in views)])
    if found := figures["pages"]:
        low, high = found["interval"]
        names = ("pages", "precision", "recall", "f1", "nothing", "cut_short")
        cells = (_cell(found[name]) for name in names)
        typer.echo("\npages read with their tags")
        _print_table([(*names, "interval"), (*cells, f"{low:.3f} to {high:.3f}")])
    if peers:
        _print_peers(data, test=split is Split.test)


def _print_peers(data: Path, *, test: bool) -> None:
    from qualityfilter.lab.peers import peer_figures, releases

    head = ("extractor", "precision", "recall", "f1", "nothing", "interval")
    typer.echo("\npages read by extractors")
    rows = [
        (peer, *(_cell(row[name]) for name in head[1:]))
        for peer, row in peer_figures(data, test=test).items()
    ]
    _print_table([head, *rows])
    typer.echo(", ".join(f"{name} {release}" for name, release in releases().items()))


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
    from qualityfilter.lab.hedge_build import evaluate_model

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
    from qualityfilter.lab.quality_build import evaluate_quality as measure

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


@evaluate.command("presets", epilog=EXIT_CODES)
def evaluate_presets(data: Data) -> None:
    """Count what each preset, and the defaults, let through of texts that a reader graded.

    For each settings and each set of texts, how many of each grade (1, useless as news, to 5,
    complete and sourced) are accepted, go to review, and are rejected. Needs
    `labelled/quality-2`, of which all but the test records are read, and `labelled/quality`, of
    which the test records are: the quality model learnt from none of these.
    """
    from qualityfilter.lab.quality_build import evaluate_presets as measure

    rows = [("settings", "texts", *map(str, range(1, 6)))]
    for name, sets in measure(data).items():
        for texts, grades in sets.items():
            rows.append((name, texts, *(_counted(grades.get(each, {})) for each in rows[0][2:])))
    _print_table(rows)


def _counted(counts: Mapping[str, int]) -> str:
    return " / ".join(str(counts.get(each, 0)) for each in SEVERITY)


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


_SHOWN = ("precision", "recall", "f1", "words", "label")


def _row(view: str, figures: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    lines, likeness = figures["views"][view], figures["before_after"][view]
    before, after = likeness["before"], likeness["after"]
    low, high = after["interval"]
    return (
        view,
        str(lines["texts"]),
        *(f"{each['f1']:.4f}" for each in (before, after)),
        f"{low:.3f}-{high:.3f}",
        *(f"{lines[name]:.3f}" for name in _SHOWN),
        f"{lines['loss']:.4f}",
    )
