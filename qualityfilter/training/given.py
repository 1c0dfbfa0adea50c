"""Labels that were given to further records of the data, and are kept without their text.

Records that no corpus has labels for were read line by line, as the labelled ones were. What was
said of them stands beside the model, in a file of JSON lines with the record's `id` and `labels`,
runs of lines of one label: `body 12 related 3` are fifteen lines. The lines are the non-blank
segments of a text of `texts/pool`, or of a page as the view `WHOLE` gives it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joblib import Parallel, delayed

from qualityfilter.training.corpus import read_jsonl, records
from qualityfilter.training.lines import AGAIN
from qualityfilter.training.lines_data import (
    NUMBERS,
    LabelledText,
    bodies,
    content,
    page_records,
    page_texts,
    spliced,
    text_of,
    unbroken,
)
from qualityfilter.training.views import WHOLE, see

GIVEN = "labels.jsonl"
"""The file's name, in the model's folder."""


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """Records that were read for this model.

    Attributes:
        texts: for training; see `lines_data.load`.
        pages: those of them that are pages, as records like those of `labelled/pages`.
        read: how many records they are.
        missing: how many more are not in the data, or have other lines than were read.
    """

    texts: list[LabelledText]
    pages: list[dict[str, Any]]
    read: int
    missing: int


def load_given(data: Path, folder: Path) -> Given:
    """Load the records below `data` to which a model's folder has labels; none, if it has no file.

    Records of the test split are never among them.
    """
    path = folder / GIVEN
    labels = (
        {each["id"]: _spread(each["labels"]) for each in read_jsonl(path)} if path.exists() else {}
    )
    texts = [
        text_of(record, [NUMBERS[label] for label in labels[record["id"]]])
        for record in records(data, "texts/pool")
        if record["split"] == "train"
        and len(labels.get(record["id"], ())) == len(content(record["text"]))
    ]
    made = Parallel(n_jobs=-1, batch_size=4)(
        delayed(_page)(record, labels[record["id"]])
        for _, record in page_records(data)
        if record["id"] in labels and record.get("split") == "train"
    )
    pages = [page for page in made if page is not None]
    own = texts + [text for _, views in pages for text in views]
    found: list[LabelledText] = [*own, *bodies(own)]
    read = len(texts) + len(pages)
    return Given(
        [*found, *spliced(found), *unbroken(found)],
        [record for record, _ in pages],
        read,
        len(labels) - read,
    )


def _spread(runs: str) -> list[str]:
    """Give each line's label."""
    parts = runs.split()
    return [
        label
        for label, count in zip(parts[::2], map(int, parts[1::2]), strict=True)
        for _ in range(count)
    ]


def _page(
    record: Mapping[str, Any], labels: list[str]
) -> tuple[dict[str, Any], list[LabelledText]] | None:
    views = see(record["html"])
    lines = [views[WHOLE][start:end] for start, end in content(views.get(WHOLE, ""))]
    if len(lines) != len(labels):
        return None
    about = {name: record.get(name, "") for name in ("id", "site", "split")}
    known = {**about, "lines": lines, "labels": labels}
    return known, [text for text in page_texts(known, views) if text.view not in AGAIN]
