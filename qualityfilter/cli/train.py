"""The commands `train` and `evaluate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualityfilter.cli.common import EXIT_CODES, MaxLoss, Model, Threshold, TrustModel, settings

Data = Annotated[
    Path, typer.Argument(help="The folder that holds labelled/ and pages/; see the README.")
]

train = typer.Typer(no_args_is_help=True, help="Build models and measured scores again from data.")
evaluate = typer.Typer(no_args_is_help=True, help="Measure a model on data.")


@train.command(epilog=EXIT_CODES)
def lines(
    data: Data,
    out: Annotated[Path, typer.Option("--out", "-o", help="The model's folder.")],
) -> None:
    """Train the line model and write its weights, manifest and card.

    Records whose `split` is `test` are measured once and never trained on. Needs the extra
    `qualityfilter[train]`. Takes about six minutes on two cores for 6,500 texts and views.
    """
    from qualityfilter.training.build import build_lines

    digest = build_lines(data, out, say=lambda text: typer.echo(text, err=True))
    typer.echo(f"{out}: manifest {digest}")


@train.command(epilog=EXIT_CODES)
def scores(
    data: Data,
    out: Annotated[Path, typer.Option("--out", "-o", help="The package's folder.")],
) -> None:
    """Measure rules and cues on the training split and fit the quality weights.

    Writes `rules/precision.json`, `hedging/precision.json` and `quality/weights.json` below
    the package's folder.
    """
    from qualityfilter.training.scores import write_scores

    for line in write_scores(data, out):
        typer.echo(line)


@evaluate.command("lines", epilog=EXIT_CODES)
def evaluate_lines(
    data: Data,
    model: Model = "default",
    threshold: Threshold = None,
    max_loss: MaxLoss = None,
    trust_model: TrustModel = False,
) -> None:
    """Measure a line model, with the rules, on the test records of `labelled/texts`.

    Prints precision, recall and F1 of junk lines, the share of them that got their own label,
    and the share of the words of body lines that was lost; each from 0 to 1.
    """
    from qualityfilter.pipeline import QualityFilter
    from qualityfilter.training.build import evaluate_texts

    chosen = QualityFilter(settings(None, threshold, max_loss), model=model, trust=trust_model)
    for name, value in evaluate_texts(data, chosen).items():
        typer.echo(f"{name:10} {value}")
