"""Make the page: one file, that asks nothing of a network and runs nothing but its own script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from qualityfilter.apps.report import tables
from qualityfilter.apps.report.packing import pack
from qualityfilter.apps.report.palette import LABELS, PALETTE, VERDICTS
from qualityfilter.apps.report.totals import ReportTotals
from qualityfilter.core.data import Provenance
from qualityfilter.core.extras import extra

if TYPE_CHECKING:
    from jinja2 import Template


@dataclass(frozen=True, slots=True)
class About:
    """What a page is about.

    Attributes:
        inputs: what was read, as the caller named it.
        provenance: what cleaned it.
    """

    inputs: Sequence[str]
    provenance: Provenance


def check_installed() -> None:
    """See that a page can be made.

    Raises:
        UsageError: the extra `report` is not installed.
    """
    with extra("report"):
        for name in ("jinja2", "matplotlib"):
            import_module(name)


def render(gathered: ReportTotals, about: About) -> bytes:
    """Make the page; the same figures and documents give the same bytes.

    Raises:
        UsageError: the extra `report` is not installed.
    """
    check_installed()
    from qualityfilter.apps.report.plots import length_plot, quality_plot

    script, style, packed = _script(), _style(), pack(gathered)
    page = _template().render(
        about=about,
        gathered=gathered,
        tables=tables,
        label_colours=LABELS,
        verdict_colours=VERDICTS,
        packed=packed,
        plots=(quality_plot(gathered), length_plot(gathered)) if gathered.documents else (),
        script=_marked(script),
        style=_marked(style),
        policy=_policy(script, style),
    )
    return page.encode("utf-8", "backslashreplace")


def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("qualityfilter.apps.report"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {"count": "{:,}".format, "percent": percent}
    return environment.get_template("page.html")


def percent(share: float) -> str:
    """Return a share of 0 to 1 in percent; none of it is not nothing."""
    if 0 < share < 0.001:
        return "<\N{NO-BREAK SPACE}0.1\N{NO-BREAK SPACE}%"
    return f"{100 * share:.1f}\N{NO-BREAK SPACE}%"


def _policy(script: str, style: str) -> str:
    """Return a policy that lets this script and this style be, and nothing else."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_digest(script)}",
            f"style-src {_digest(style)}",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _style() -> str:
    """Return the style, with the palette as rules of it."""
    rules = (f".{name}{{--colour:{value}}}" for name, value in PALETTE.items())
    return "\n".join((*rules, _asset("page.css")))


_WHOLE = """\
"use strict";
(async () => {
%s
})().catch((error) => {
  document.getElementById("documents").append("This browser cannot unpack the documents.");
  throw error;
});
"""
_SCRIPTS = ("texts.js", "list.js", "document.js", "why.js")


def _script() -> str:
    """Return the script; its names are known within it alone."""
    return _WHOLE % "\n".join(map(_asset, _SCRIPTS))


def _asset(name: str) -> str:
    return (files("qualityfilter.apps.report") / "templates" / name).read_text("utf-8")


def _marked(text: str) -> Any:
    """Let a text stand in the page as it is: it is this package's own, or escaped."""
    from markupsafe import Markup

    return Markup(text)
