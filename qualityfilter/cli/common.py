"""What the commands share: options, exit codes, and text that is safe to show."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any, cast

import typer
from typer.core import TyperGroup

from qualityfilter.cli.outputs import WriteError
from qualityfilter.config import Settings
from qualityfilter.data import Action
from qualityfilter.errors import (
    ArtifactError,
    ContentError,
    QualityFilterError,
    UntrustedArtifact,
    UsageError,
)

FAILED, WRONG_USE, STOPPED, NOT_WRITTEN = 1, 2, 3, 4

EXIT_CODES = (
    "Exit codes: 0 all well; 1 some records failed; 2 wrong use; 3 stopped by Ctrl-C; "
    "4 could not write."
)

Actions = Annotated[
    list[str] | None,
    typer.Option(
        "--action",
        metavar="LABEL=ACTION",
        help="What to do with a label: cut, mark or keep. May be given several times.",
        show_default=False,
    ),
]
Threshold = Annotated[
    float | None,
    typer.Option(
        help="Cut where the chance of junk is at least this (above 0, to 1). "
        "Not together with --max-loss.",
        show_default="the model's own",
    ),
]
MaxLoss = Annotated[
    float | None,
    typer.Option(
        help="Share of good words (0 to 1) that may be lost; the threshold follows from it.",
        show_default=str(Settings.__dataclass_fields__["max_loss"].default),
    ),
]
Model = Annotated[
    str, typer.Option(metavar="NAME_OR_DIR", help="A packaged model, or the folder of one.")
]
HedgeModel = Annotated[
    str,
    typer.Option(metavar="NAME_OR_DIR", help="A packaged hedge model, or the folder of one."),
]
TrustModel = Annotated[
    bool,
    typer.Option(
        "--trust-model",
        help="Load models that do not come with this release. They can run any code: "
        "trust only what you made or know.",
    ),
]

_SHOWN = "\u200c\u200d"
"""Joiners: invisible, harmless, and part of how some scripts and emoji are written."""


class Commands(TyperGroup):
    """Runs a sub-command; a known error becomes one line and its exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the sub-command that was asked for."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            error("stopped; what was finished is whole, and nothing is half written")
            raise typer.Exit(STOPPED) from None
        except QualityFilterError as problem:
            hint = " (here: --trust-model)" if isinstance(problem, UntrustedArtifact) else ""
            error(f"{problem}{hint}")
            raise typer.Exit(_exit_code(problem)) from None


def _exit_code(problem: QualityFilterError) -> int:
    if isinstance(problem, (UsageError, ArtifactError)):
        return WRONG_USE
    if isinstance(problem, WriteError):
        return NOT_WRITTEN
    return FAILED if isinstance(problem, ContentError) else WRONG_USE


def error(message: str) -> None:
    """Show an error as one line on standard error."""
    typer.echo(f"error: {visible(message)}", err=True)


def settings(
    actions: Sequence[str] | None, threshold: float | None, max_loss: float | None
) -> Settings:
    """Make settings of the options that all commands share.

    Raises:
        UsageError: an action without its label, or both a threshold and a loss.
        SettingsError: an unknown label or action, or a number out of its range.
    """
    if threshold is not None and max_loss is not None:
        raise UsageError("give --threshold or --max-loss, not both: the one follows from the other")
    found: dict[str, Action] = {}
    for given in actions or ():
        label, equals, action = given.partition("=")
        if not equals:
            raise UsageError(f"--action {given}: write LABEL=ACTION, such as caption=keep")
        found[label.strip()] = cast(Action, action.strip())
    made = Settings(actions=found, threshold=threshold)
    return made if max_loss is None else replace(made, max_loss=max_loss)


def visible(text: str) -> str:
    r"""Show as escapes what a terminal would obey or hide: `\x1b`, `\u202e`, `\ud800`.

    A tab becomes blanks. Everything else stays as it is.
    """
    if text.isprintable():
        return text
    return "".join(map(_visible, text))


def _visible(character: str) -> str:
    if character == "\t":
        return "    "
    category = unicodedata.category(character)
    if character in _SHOWN or category == "Zs" or category[0] not in "CZ":
        return character
    code = ord(character)
    return (
        f"\\x{code:02x}"
        if code < 0x100
        else f"\\u{code:04x}"
        if code < 0x10000
        else f"\\U{code:08x}"
    )
