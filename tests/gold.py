"""The fixture articles and their gold.

`python -m tests.gold` writes what the filter does now into every `gold.json`, so that the
difference can be reviewed in version control and what is wrong put back by hand.
`python -m tests.gold --show NAME` prints one article's differences instead.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import qualityfilter as qf

ARTICLES = Path(__file__).parent.parent / "fixtures" / "articles"


@dataclass(frozen=True)
class Case:
    """One fixture article: a folder with `article.txt` and `gold.json`."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @cached_property
    def text(self) -> str:
        return (self.folder / "article.txt").read_bytes().decode()

    @cached_property
    def gold(self) -> dict[str, Any]:
        return json.loads((self.folder / "gold.json").read_text(encoding="utf-8"))

    def characters(self) -> dict[int, str]:
        """Each non-blank character that must go, and its label."""
        return {
            at: span["label"]
            for span in self.gold["spans"]
            for at in range(span["start"], span["end"])
            if not self.text[at].isspace()
        }


def cases() -> list[Case]:
    return [Case(folder) for folder in sorted(ARTICLES.iterdir())]


def removed(result: qf.CleanResult) -> dict[int, str]:
    """Each non-blank character that went, and its label."""
    text = result.document.text
    return {
        at: span.label
        for span in result.cuts
        for at in range(span.start, span.end)
        if not text[at].isspace()
    }


def pieces(text: str, characters: dict[int, str]) -> list[dict[str, Any]]:
    """Join characters of one label and one line to spans without outer blanks."""
    found: list[dict[str, Any]] = []
    for at, label in sorted(characters.items()):
        last = found[-1] if found else None
        between = text[last["end"] : at] if last else "\n"
        if last and last["label"] == label and not between.strip() and "\n" not in between:
            last["end"] = at + 1
        else:
            found.append({"start": at, "end": at + 1, "label": label})
    return [{**each, "text": text[each["start"] : each["end"]]} for each in found]


def difference(case: Case, result: qf.CleanResult) -> list[str]:
    """Return what was cut wrongly, what was left, and what was given another label."""
    gold, ours = case.characters(), removed(result)
    lost = {at: label for at, label in ours.items() if at not in gold}
    left = {at: label for at, label in gold.items() if at not in ours}
    renamed = {at: f"{gold[at]} as {ours[at]}" for at in gold.keys() & ours if gold[at] != ours[at]}
    return [
        f"{what} [{each['label']}] {each['text']}"
        for what, characters in (("LOST", lost), ("left", left), ("named", renamed))
        for each in pieces(case.text, characters)
    ]


def cues(result: qf.CleanResult) -> list[dict[str, Any]]:
    text = result.document.text
    found = {
        (each.start, each.end, span.label)
        for span in result.marks
        for each in span.evidence
        if each.source.startswith("cue:")
    }
    return [
        {"start": start, "end": end, "label": label, "text": text[start:end]}
        for start, end, label in sorted(found)
    ]


def main(arguments: list[str]) -> None:
    for case in cases():
        result = qf.clean(case.text)
        if arguments[:1] == ["--show"]:
            if case.name in arguments[1:] or not arguments[1:]:
                print("\n".join([f"== {case.name}", *difference(case, result)]))
            continue
        gold = case.gold | {"spans": pieces(case.text, removed(result)), "cues": cues(result)}
        text = json.dumps(gold, ensure_ascii=False, indent=1) + "\n"
        (case.folder / "gold.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
