"""What commands that read many records share: their inputs, fields and processes."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, get_args

import typer

from qualityfilter.core.names import known
from qualityfilter.records.formats import Format

FORMATS: tuple[Format, ...] = get_args(Format)

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="A file, a folder (every file below it whose name says what it holds), a pattern "
        "in quotation marks, or - for standard input.",
    ),
]
ReadAs = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="FORMAT",
        help=f"What the inputs hold: {', '.join(FORMATS)}.",
        show_default="what their names say; text from standard input",
    ),
]
TextField = Annotated[str, typer.Option(help="Field or column with the text.")]
HtmlField = Annotated[
    str | None,
    typer.Option(
        help="Field or column with a web page, which is read in place of the text.",
        show_default=False,
    ),
]
TitleField = Annotated[str, typer.Option(help="Field or column with the title.")]
UrlField = Annotated[str, typer.Option(help="Field or column with the address.")]
SourceField = Annotated[str, typer.Option(help="Field or column with the site or feed.")]
IdField = Annotated[str, typer.Option(help="Field or column that names the record.")]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=1, help="Processes.", show_default="one a core"),
]
TimeLimit = Annotated[float, typer.Option(min=0.1, help="Seconds after which a record fails.")]


def format_named(name: str | None) -> Format | None:
    """Give the format of this name.

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
