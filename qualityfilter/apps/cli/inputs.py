"""What commands that read many records share: their inputs, fields and processes."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import Annotated, Any, get_args

import typer

from qualityfilter.apps.cli.shared import INPUT, MORE_INPUT, MORE_SPEED, SPEED
from qualityfilter.core.errors import UsageError
from qualityfilter.core.names import known
from qualityfilter.records.formats import STDIN, Format
from qualityfilter.records.options import Fields, Options

FORMATS: tuple[Format, ...] = get_args(Format)

Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="INPUT",
        help="A file, a folder (every file below it whose name says what it holds), a pattern "
        "in quotation marks, or - for standard input.",
        show_default="standard input",
        rich_help_panel=MORE_INPUT,
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=1,
        metavar="N",
        help="Processes, if not one a core.",
        show_default=False,
        rich_help_panel=SPEED,
    ),
]
TimeLimit = Annotated[
    float,
    typer.Option(
        min=0.1,
        metavar="SECONDS",
        help="Seconds after which a record fails.",
        rich_help_panel=MORE_SPEED,
    ),
]
Quiet = Annotated[
    bool,
    typer.Option("--quiet", "-q", help="No progress, no summary.", rich_help_panel=SPEED),
]


@dataclass(frozen=True, slots=True)
class Working:
    """Options of how the work is done."""

    jobs: Jobs = None
    quiet: Quiet = False
    time_limit: TimeLimit = 60.0


def _formats() -> list[str]:
    return [*FORMATS]


@dataclass(frozen=True, slots=True)
class Reading:
    """Options that say how records are read."""

    read_as: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="FORMAT",
            help=f"What the inputs hold: {', '.join(FORMATS)}.",
            show_default=False,
            autocompletion=_formats,
            rich_help_panel=INPUT,
        ),
    ] = None
    text_field: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Field or column with the text, if not `text`.",
            show_default=False,
            rich_help_panel=INPUT,
        ),
    ] = "text"
    html_field: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Field or column with a web page, read instead.",
            show_default=False,
            rich_help_panel=INPUT,
        ),
    ] = None
    title_field: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="Field or column with the title.", rich_help_panel=MORE_INPUT
        ),
    ] = "title"
    url_field: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="Field or column with the address.", rich_help_panel=MORE_INPUT
        ),
    ] = "url"
    source_field: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Field or column with the site or feed.",
            rich_help_panel=MORE_INPUT,
        ),
    ] = "source"
    id_field: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Field or column that names the record.",
            rich_help_panel=MORE_INPUT,
        ),
    ] = "id"
    delimiter: Annotated[
        str | None,
        typer.Option(
            metavar="CHARACTER",
            help="What stands between the cells of CSV, such as ; or |, or tab.",
            show_default="as the first row shows",
            rich_help_panel=MORE_INPUT,
        ),
    ] = None
    encoding: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Encoding of texts, JSON and tables, such as cp1252. What is written is UTF-8.",
            show_default="UTF-8; of pages, what they say",
            rich_help_panel=MORE_INPUT,
        ),
    ] = None

    @property
    def format(self) -> Format | None:
        """The format that was named.

        Raises:
            SettingsError: there is none of this name.
        """
        return format_named(self.read_as)

    def options(self, output: Format, **more: Any) -> Options:
        """Return what is done with records that are read so.

        Args:
            output: what is written.
            more: other options, by name.
        """
        named = Fields(
            self.text_field,
            self.title_field,
            self.id_field,
            self.html_field,
            self.url_field,
            more.pop("by_site", None) or self.source_field,
        )
        delimiter = _NAMED.get(self.delimiter or "", self.delimiter)
        return Options("text", output, named, encoding=self.encoding, delimiter=delimiter, **more)

    def repeated(self) -> list[str]:
        """Return the words of these options that a command needs that reads the same."""
        given = {
            "--from" if each.name == "read_as" else f"--{each.name.replace('_', '-')}": each
            for each in fields(self)
        }
        return [
            word
            for option, each in given.items()
            if (value := getattr(self, each.name)) != each.default
            for word in (option, value)
        ]


_NAMED = {"tab": "\t", "\\t": "\t"}
"""Delimiters that are hard to type."""


def given(inputs: list[str] | None) -> list[str]:
    """Return what is read: standard input, where nothing is named and something is piped in.

    Raises:
        UsageError: nothing is.
    """
    if not inputs and (sys.stdin is None or sys.stdin.isatty()):
        raise UsageError("name an INPUT: a file, a folder, a pattern, or - for standard input")
    return inputs or [STDIN]


def format_named(name: str | None) -> Format | None:
    """Return the format of this name.

    Raises:
        SettingsError: there is none.
    """
    return None if name is None else known("format", name, FORMATS)


_ENDS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def stoppable() -> Iterator[None]:
    """Let a request to end be what Ctrl-C is; once one is obeyed, another changes nothing."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    after = {each: signal.signal(each, stop) for each in _ENDS}
    try:
        yield
    except KeyboardInterrupt:
        after = dict.fromkeys(_ENDS, signal.SIG_IGN)  # the process is about to end
        raise
    finally:
        for each, what in after.items():
            signal.signal(each, what)
