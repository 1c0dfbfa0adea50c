"""The command `qualityfilter` and its sub-commands."""

from __future__ import annotations

from typing import Annotated

import typer

from qualityfilter import __version__
from qualityfilter.cli.clean import clean
from qualityfilter.cli.common import EXIT_CODES, Commands
from qualityfilter.cli.explain import explain

COMMANDS = (clean, explain)
"""Every sub-command: a function whose name and docstring are the command's name and help."""


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"qualityfilter {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Cut what is not the article out of scraped news text, mark what is hedged, and say why."""


def _build() -> typer.Typer:
    built = typer.Typer(
        cls=Commands,
        callback=_root,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode="markdown",
        epilog=EXIT_CODES,
    )
    for command in COMMANDS:
        built.command(epilog=EXIT_CODES)(command)
    return built


app = _build()
