"""Write the card of a line model that was adapted."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qualityfilter.lab.card import CARD
from qualityfilter.lab.tables import table

_PAGE = """# Model card: `{name}`

The line model `{start}` (weights {start_digest}), adapted to {lines} lines of {documents}
documents that readers judged. Written by `qualityfilter train lines --start {start} --add LABELS`.

The model that it was made from is in it unchanged; its own card says what that is, how it was
trained, and what it is not meant for. To it comes a correction: a multinomial logistic regression
on hashed words, with a strong prior around no change, that shifts the final chances of lines which
share enough words with the lines that were corrected. All others keep their chances as they were.
No text of the corrected lines is in it. Rules of your own are not corrected: what one of them is
sure of is cut whatever the model says. The threshold ({threshold}) and the losses that it follows
from are those of the model that it was made from.

## Figures

On the judged lines, by cross-validation: no model had seen the document that it is measured on. A
junk line counts as cut if at least 95 % of it is.

{figures}

By label, precision and recall (lines that stay count as body):

{labels}

{better} judged lines are decided rightly only after, {worse} only before. Of the {others} lines of
the same documents that nobody judged, {other} are decided differently.
"""


def write(folder: Path, about: Mapping[str, Any]) -> None:
    """Write the card into the model's folder.

    Args:
        folder: the model's.
        about: the manifest's values.
    """
    made, metrics = about["adapted"], about["metrics"]
    page = _PAGE.format(
        name=folder.name,
        start=made["from"],
        start_digest=made["digest"],
        threshold=about["threshold"],
        figures=table(("figure", "before", "after"), metrics["figures"]),
        labels=table(("label", "lines", "before", "after"), metrics["labels"]),
        **{
            name: metrics[name]
            for name in ("lines", "documents", "better", "worse", "other", "others")
        },
    )
    (folder / CARD).write_text(page, encoding="utf-8")
