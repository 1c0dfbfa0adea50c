"""Extractors on the hand-labelled pages, measured like what is left of the pages themselves."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from joblib import Parallel, delayed

from qualityfilter.lab.before_after import HEADLINE, likeness
from qualityfilter.lab.corpus import find, made_with, read_jsonl
from qualityfilter.lab.lines_data import NUMBERS, Matcher, html_of
from qualityfilter.lab.pages import told_once
from qualityfilter.lab.shingles import overlap, words
from qualityfilter.lab.views import PACKAGES, VIEWS, WHOLE_PAGES, View
from qualityfilter.text.segments import lay_out


def _fast(html: str) -> str:
    import trafilatura

    return trafilatura.extract(html, fast=True, include_comments=False) or ""


def _precision(html: str) -> str:
    import trafilatura

    return trafilatura.extract(html, favor_precision=True, include_comments=False) or ""


def _goose(html: str) -> str:
    from goose3 import Goose

    return str(Goose({"enable_image_fetching": False}).extract(raw_html=html).cleaned_text)


PEERS: Mapping[str, View] = MappingProxyType(
    {name: view for name, view in VIEWS.items() if name not in WHOLE_PAGES}
    | {"trafilatura_fast": _fast, "trafilatura_precision": _precision, "goose3": _goose}
)
"""Extractor, or one of its modes, to function."""

Page = tuple[Mapping[str, Any], str]


def peer_figures(data: Path, *, test: bool) -> dict[str, dict[str, Any]]:
    """Measure the extractors on the pages of one split.

    Args:
        data: the folder that holds `labelled/pages` and `pages/`.
        test: whether to measure on test records; else on the others.

    Returns:
        By extractor, the best first: mean `precision` and `recall` of shingles, their `f1` with
        its 95 % `interval`, all 0 to 1, higher is better; and `nothing`, pages that have a body
        and of which it gives nothing.
    """
    records = {record["id"]: record for record in read_jsonl(find(data, "labelled/pages"))}
    html = html_of(data, records)
    pages = [
        (record, html[key])
        for key, record in records.items()
        if key in html and (record["split"] == "test") is test
    ]
    sites = [record["site"] or record["id"] for record, _ in pages]
    rows = Parallel(n_jobs=-1)(delayed(_read)(*page) for page in pages)
    found = {peer: _figures([row[peer] for row in rows], sites) for peer in PEERS}
    return dict(sorted(found.items(), key=lambda pair: -pair[1]["f1"]))


def releases() -> dict[str, str]:
    """Return the releases of the extractors that are installed."""
    return made_with(*PACKAGES, "goose3")


def _figures(pairs: Sequence[tuple[float, float, bool]], sites: Sequence[str]) -> dict[str, Any]:
    figures = likeness([pair[:2] for pair in pairs], sites)
    return figures | {"nothing": sum(lost for _, _, lost in pairs)}


def _read(record: Mapping[str, Any], html: str) -> dict[str, tuple[float, float, bool]]:
    """Return each extractor's precision, recall, and whether it found nothing, on one page."""
    logging.disable(logging.CRITICAL)
    lines = [" ".join(line.split()) for line in record["lines"][1:]]
    labels = [NUMBERS[label] for label in record["labels"][1:]]
    kept = [(line, label) for line, label in zip(lines, labels, strict=True) if line]
    once = told_once([line for line, label in kept if label == 0])
    body = [word for line in once for word in words(line)]
    matcher, found = Matcher(kept), {}
    for peer, view in PEERS.items():
        try:
            text = view(html)
        except Exception:  # noqa: BLE001 - other people's code on broken pages
            text = ""
        mine = zip(lay_out(text).contents, matcher.match(text), strict=True)
        left = [word for line, label in mine if label != HEADLINE for word in words(line)]
        found[peer] = (*overlap(left, body), bool(body) and not left)
    return found
