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
from qualityfilter.apps.cli.shared import Command

COMMANDS = (clean, explain, report, review)
"""Commands that judge texts: functions whose name and docstring are the command's name and help."""

EXAMPLES = {
    "clean": (
        "qualityfilter clean article.txt",
        "qualityfilter clean crawl.jsonl.gz -o cleaned.jsonl.gz --only accept",
        "curl -s https://example.org/news/1 | qualityfilter clean",
    ),
    "explain": (
        "qualityfilter explain article.html",
        "qualityfilter explain article.txt --max-loss careful",
        "pbpaste | qualityfilter explain",
    ),
    "report": (
        "qualityfilter report crawl.jsonl -o report.html",
        "qualityfilter report 'crawl/*.jsonl.gz' -o report.html --max-loss thorough",
        "qualityfilter report pages/ -o report.html --action caption=keep",
    ),
    "review": (
        "qualityfilter review crawl.jsonl --labels labels.jsonl",
        "qualityfilter review articles/ --labels labels.jsonl --who Ada",
        "qualityfilter review crawl.csv --labels labels.jsonl --text-field body",
    ),
}
"""What a command's help shows it typed as."""


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"qualityfilter {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool,
        typer.Option("--version", "-V", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Cut what is not the article out of scraped news text, mark what is hedged, and say why."""


class Judging(Command):
    """A command that judges texts; all of its help says what scores and reasons mean."""

    about = TOLD
    examples = EXAMPLES


def build_app(others: Mapping[str, typer.Typer]) -> typer.Typer:
    """Put the command together.

    Args:
        others: by name, commands from elsewhere that have commands of their own.
    """
    built = typer.Typer(
        name="qualityfilter",
        cls=Commands,
        callback=_root,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
        pretty_exceptions_enable=False,
        rich_markup_mode="markdown",
        epilog=EXIT_CODES,
    )
    for command in COMMANDS:
        built.command(cls=Judging, epilog=f"More options: --help-all. {EXIT_CODES}")(command)
    built.command(epilog=EXIT_CODES)(settings)
    built.command(epilog=EXIT_CODES)(rules)
    for name, group in {**others, "labels": labels}.items():
        built.add_typer(group, name=name)
    return built
