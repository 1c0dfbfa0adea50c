"""The command `qualityfilter` and its sub-commands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from qualityfilter import __version__
from qualityfilter.apps.cli.clean import clean
from qualityfilter.apps.cli.common import EXIT_CODES, TOLD, Commands
from qualityfilter.apps.cli.explain import explain
from qualityfilter.apps.cli.labels import labels
from qualityfilter.apps.cli.report import report
from qualityfilter.apps.cli.review import review
from qualityfilter.apps.cli.rules import rules
from qualityfilter.apps.cli.settings import settings

COMMANDS = (clean, explain, report)
"""Commands that judge texts: functions whose name and docstring are the command's name and help."""


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


def build_app(others: Mapping[str, typer.Typer]) -> typer.Typer:
    """Put the command together.

    Args:
        others: by name, commands from elsewhere that have commands of their own.
    """
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
        built.command(epilog=f"{TOLD}\n\n{EXIT_CODES}")(command)
    built.command(epilog=EXIT_CODES)(review)
    built.command(epilog=EXIT_CODES)(settings)
    built.command(epilog=EXIT_CODES)(rules)
    for name, group in {**others, "labels": labels}.items():
        built.add_typer(group, name=name)
    return built
