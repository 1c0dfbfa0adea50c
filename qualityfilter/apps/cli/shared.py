"""Options that several commands have, declared once; and help that shows the usual ones first.

A parameter of a command whose type is a dataclass stands for the options that its fields declare.
Options in a panel whose name begins with `More` are shown by `--help-all` alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from inspect import Parameter, Signature, signature
from types import MappingProxyType
from typing import Annotated, Any, get_type_hints

import typer
from typer.core import TyperCommand

INPUT, OUTPUT, DECISIONS, SPEED = "Input", "Output", "Decisions", "Speed"
MORE_INPUT, MORE_OUTPUT = "More on input", "More on output"
MORE_DECISIONS, MORE_SPEED = "More on decisions", "More on speed"

_ALL = "qualityfilter.help"


class Command(TyperCommand):
    """A command whose help leaves out what few need, unless all is asked for.

    Attributes:
        about: what stands below all options.
        examples: what a command is typed as, by its name.
    """

    about = ""
    examples: Mapping[str, Sequence[str]] = MappingProxyType({})

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help, of the usual options or of all."""
        rare: list[Any] = [
            each for each in self.params if _is_rare(each) and not ctx.meta.get(_ALL)
        ]
        usual = self.epilog
        for each in rare:
            each.hidden = True
        if ctx.meta.get(_ALL):
            self.epilog = f"{self.about}\n\n{usual}"
        try:
            super().format_help(ctx, formatter)
            _show(self.examples.get(self.name or "", ()))
        finally:
            self.epilog = usual
            for each in rare:
                each.hidden = False


def _show(examples: Sequence[str]) -> None:
    """Show examples, each in a line that can be copied; not all releases of typer keep lines."""
    for line in (" Examples:", *(f"   {each}" for each in examples)) if examples else ():
        typer.echo(line)


def _is_rare(param: Any) -> bool:
    return (getattr(param, "rich_help_panel", None) or "").startswith("More")


def _help_all(ctx: typer.Context, wanted: bool) -> None:
    if wanted:
        ctx.meta[_ALL] = True
        typer.echo(ctx.get_help())
        raise typer.Exit


HelpAll = Annotated[
    bool,
    typer.Option("--help-all", callback=_help_all, is_eager=True, help="Show all options."),
]


def with_shared(function: Callable[..., None]) -> Callable[..., None]:
    """Make of a function what a command is made of: each option is a parameter of its own.

    Args:
        function: its parameters are options and arguments, or dataclasses whose fields are.
    """
    declared = signature(function, eval_str=True).parameters.values()
    kinds = ((each.name, each.annotation) for each in declared)
    shared: dict[str, Any] = {name: kind for name, kind in kinds if is_dataclass(kind)}
    parameters = list[Parameter]()
    for each in declared:
        parameters += _options(each.annotation) if each.name in shared else [_option(each)]
    parameters.append(Parameter("help_all", _KIND, default=False, annotation=HelpAll))

    def command(**given: Any) -> None:
        del given["help_all"]
        for name, kind in shared.items():
            given[name] = kind(**{each.name: given.pop(each.name) for each in fields(kind)})
        function(**given)

    command.__name__, command.__doc__ = function.__name__, function.__doc__
    command.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {each.name: each.annotation for each in parameters}
    return command


_KIND = Parameter.KEYWORD_ONLY


def _option(parameter: Parameter) -> Parameter:
    return parameter.replace(kind=_KIND)


def _options(kind: Any) -> list[Parameter]:
    """Return the options that a dataclass declares."""
    hints = get_type_hints(kind, include_extras=True)
    return [
        Parameter(each.name, _KIND, default=each.default, annotation=hints[each.name])
        for each in fields(kind)
    ]
