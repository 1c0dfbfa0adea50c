"""Documents that every engine gets, and what the filter itself makes of them."""

from __future__ import annotations

import json
from typing import Any

import pytest

import qualityfilter as qf
from qualityfilter.columns import row
from tests.conftest import FIXTURES


def lines_of(pattern: str) -> list[str]:
    """Give the texts in some files of JSON lines."""
    return [
        json.loads(line)["text"]
        for path in sorted(FIXTURES.glob(pattern))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


@pytest.fixture(scope="session")
def documents() -> list[dict[str, Any]]:
    """200 records with `id`, `title` and `text`: articles, texts with verdicts, junk between."""
    articles = [
        path.read_text(encoding="utf-8") for path in sorted(FIXTURES.glob("articles/*/article.txt"))
    ]
    short, junk = lines_of("verdicts/*.jsonl") + lines_of("hedges/*.jsonl"), lines_of("junk.jsonl")
    texts = [*articles, *short[: 198 - len(articles)], "", "\n".join(junk)]
    return [
        {"id": f"d{number}", "title": text.partition("\n")[0][:80], "text": text}
        for number, text in enumerate(texts)
    ]


@pytest.fixture(scope="session")
def expected(documents: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What the filter makes of the documents, by id: the cleaned text, and the table's row."""
    given = [qf.Document(each["text"], each["title"]) for each in documents]
    results = qf.QualityFilter().clean_many(given)
    found = {}
    for each, result in zip(documents, results, strict=True):
        assert isinstance(result, qf.CleanResult)
        found[each["id"]] = {"text": result.text, **row(result, spans=True)}
    return found
