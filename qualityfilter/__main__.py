"""The command `qualityfilter`, also as `python -m qualityfilter`.

Here the commands come together: those for everyone, and those that train and measure. Everything
that they need is imported when a command runs, not before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typer


def build() -> typer.Typer:
    """Put the command together."""
    from qualityfilter.apps.cli.app import build_app
    from qualityfilter.lab.commands.evaluate import evaluate
    from qualityfilter.lab.commands.train import train

    return build_app({"train": train, "evaluate": evaluate})


def main() -> None:
    """Run the command."""
    build()(prog_name="qualityfilter")


if __name__ == "__main__":
    main()
