"""The command line. Everything it needs is imported when a command runs, not before."""

from __future__ import annotations


def main() -> None:
    """Run the command `qualityfilter`."""
    from qualityfilter.cli.app import app

    app(prog_name="qualityfilter")
