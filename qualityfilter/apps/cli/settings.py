"""The command `settings`: print settings as the file that the other commands read."""

from __future__ import annotations

import typer

from qualityfilter.apps.cli.common import SettingsFile, settings_of


def settings(settings_file: SettingsFile = None) -> None:
    """Print all settings as TOML, each under what it means.

    They are the defaults, or those of a file, checked and with the defaults for what it leaves
    out. What is printed is itself a file for `--settings`.
    """
    typer.echo(settings_of(settings_file).to_toml().encode(), nl=False)
