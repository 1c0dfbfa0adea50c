"""A real crawl of a small news site, through the pipeline, into a feed of JSON lines."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import qualityfilter as qf
from qualityfilter.integrations.columns import FINDINGS, UNDOING, row
from tests.conftest import FIXTURES, ROOT
from tests.integrations.conftest import lines_of
from tests.integrations.site import PROMOS, serving, with_promos

pytestmark = pytest.mark.engine
pytest.importorskip("scrapy", reason="Scrapy is not installed: extra `engines`")

PIPELINE = "qualityfilter.integrations.scrapy.QualityFilterPipeline"
ARTICLES = [
    (path.parent.name, with_promos(at, path.read_text(encoding="utf-8").split("\n\n")))
    for at, path in enumerate(sorted(FIXTURES.glob("articles/clean-*/article.txt"))[:12])
]
NOTICE = ("Before you continue", lines_of("verdicts/consent.jsonl")[0].splitlines())
SITE = [*ARTICLES, NOTICE]


@dataclass(frozen=True)
class Crawl:
    """What a crawl left: its items by title, its statistics, and its log."""

    items: dict[str, list[dict[str, Any]]]
    stats: dict[str, Any]
    log: str


def crawl(folder: Path, kind: str = "dict", site: Any = SITE, **settings: Any) -> Crawl:
    """Crawl a site; settings are those of Scrapy."""
    out, told = folder / "items.jsonl", folder / "stats.json"
    settings = {"ITEM_PIPELINES": {PIPELINE: 300}, "LOG_LEVEL": "INFO", **settings}
    with serving(site) as address:
        arguments = {"site": address, "kind": kind, "told": told}
        call = [
            *(sys.executable, "-m", "scrapy", "runspider", "tests/integrations/spider.py"),
            *("-O", str(out), *_pairs("-a", arguments), *_pairs("-s", settings)),
        ]
        done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    items: dict[str, list[dict[str, Any]]] = {}
    for line in out.read_text(encoding="utf-8").splitlines() if out.exists() else ():
        item = json.loads(line)
        items.setdefault(item.get("title", ""), []).append(item)
    stats = json.loads(told.read_text(encoding="utf-8")) if told.exists() else {}
    return Crawl(items, stats, done.stderr)


def _pairs(flag: str, values: dict[str, Any]) -> list[str]:
    found = []
    for name, value in values.items():
        found += [flag, f"{name}={value if isinstance(value, (str, Path)) else json.dumps(value)}"]
    return found


def direct(title: str, lines: list[str], settings: qf.Settings | None = None) -> qf.CleanResult:
    """Return what the filter makes of an article as the spider sees it."""
    return qf.QualityFilter(settings).clean("\n\n".join(lines), title=title)


def findings(result: qf.CleanResult, spans: bool = False) -> Any:
    return json.loads(json.dumps(row(result, spans=spans)))


def test_items_of_every_kind(tmp_path: Path) -> None:
    kinds = ("dict", "item", "dataclass", "attrs", "pydantic")
    found = crawl(tmp_path, ",".join(kinds), ARTICLES)
    for title, lines in ARTICLES:
        result = direct(title, lines)
        item = {"title": title, "text": result.text, "qualityfilter": findings(result)}
        assert found.items[title] == [item] * len(kinds)
    assert len(found.items[""]) == 1  # the front page has no text and passes
    lines = [line for _, lines in ARTICLES for line in lines if line in PROMOS]
    left = [line for title, _ in ARTICLES for line in found.items[title][0]["text"].splitlines()]
    assert len(lines) > 20
    assert sum(left.count(promo) for promo in PROMOS) < len(lines) / 10
    assert found.stats["qualityfilter/skipped"] == 1
    assert found.stats["item_scraped_count"] == len(ARTICLES) * len(kinds) + 1
    assert found.stats["qualityfilter/characters_cut"] > sum(map(len, lines))
    assert "ERROR" not in found.log


def test_what_becomes_of_an_item_by_its_verdict(tmp_path: Path) -> None:
    verdicts = {"reject": "drop", "accept": "mark"}
    found = crawl(tmp_path, QUALITYFILTER_VERDICTS=verdicts, QUALITYFILTER_FIELDS={"spans": True})
    counts = dict.fromkeys(("accept", "review", "reject"), 0)
    for title, lines in ARTICLES:
        result = direct(title, lines)
        counts[result.verdict.decision] += 1
        (item,) = found.items[title]
        text = "\n\n".join(lines) if result.verdict.decision == "accept" else result.text
        assert item == {"title": title, "text": text, "qualityfilter": findings(result, True)}
        assert item["qualityfilter"].keys() == {*FINDINGS, *UNDOING}
    assert counts["accept"] > 5
    assert NOTICE[0] not in found.items
    assert found.stats["qualityfilter/dropped"] == found.stats["item_dropped_count"] == 1
    assert found.stats["qualityfilter/reject"] == 1
    assert found.stats["qualityfilter/accept"] == counts["accept"]
    assert "Dropped: qualityfilter: reject: consent" in found.log


def test_pages_settings_and_names_of_fields(tmp_path: Path) -> None:
    found = crawl(
        tmp_path,
        "page",
        ARTICLES[:3],
        QUALITYFILTER_FIELDS={"html": "page", "text": "article"},
        QUALITYFILTER_ACTIONS={"social": "keep", "headline": "cut"},
        QUALITYFILTER_FINDINGS="found",
    )
    quality_filter = qf.QualityFilter(qf.Settings().with_actions(social="keep", headline="cut"))
    for title, _ in ARTICLES[:3]:
        (item,) = found.items[title]
        result = quality_filter.clean(qf.Page(item["page"], title=title))
        assert item.keys() == {"title", "page", "article", "found"}
        assert (item["article"], item["found"]) == (result.text, findings(result))
    assert any(PROMOS[0] in found.items[title][0]["article"] for title, _ in ARTICLES[:3])


def test_an_item_without_a_place_for_findings_passes_as_it_was(tmp_path: Path) -> None:
    found = crawl(tmp_path, "narrow", ARTICLES[:3])
    for title, lines in ARTICLES[:3]:
        assert found.items[title] == [{"title": title, "text": "\n\n".join(lines)}]
    assert found.stats["qualityfilter/unwritable"] == 3
    assert found.log.count("NarrowArticle cannot receive the fields qualityfilter, text") == 1
    without = crawl(tmp_path, "narrow", ARTICLES[:3], QUALITYFILTER_FINDINGS="")
    for title, lines in ARTICLES[:3]:
        assert without.items[title] == [{"title": title, "text": direct(title, lines).text}]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"QUALITYFILTER_VERDICTS": {"rejct": "drop"}}, "unknown verdict 'rejct'; did you mean"),
        ({"QUALITYFILTER_VERDICTS": {"reject": "cut"}}, "unknown deed 'cut'; known: pass, mark"),
        ({"QUALITYFILTER_FIELDS": {"body": "text"}}, "unknown field 'body'"),
        ({"QUALITYFILTER_ACTIONS": {"headlin": "cut"}}, "unknown label 'headlin'; did you mean"),
    ],
)
def test_wrong_settings_are_told(settings: dict[str, Any], message: str) -> None:
    from scrapy.settings import Settings

    from qualityfilter.integrations.scrapy import read_options

    with pytest.raises(qf.UsageError) as caught:
        read_options(Settings(settings))
    assert str(caught.value).startswith(message)


def test_a_file_of_settings_over_which_actions_win(tmp_path: Path) -> None:
    from scrapy.settings import Settings

    from qualityfilter.integrations.scrapy import read_options

    path = tmp_path / "settings.toml"
    path.write_text('max_loss = 0.001\n[actions]\nsocial = "keep"\nabout = "keep"\n')
    given = {"QUALITYFILTER_SETTINGS": str(path), "QUALITYFILTER_ACTIONS": {"about": "mark"}}
    chosen = read_options(Settings(given)).settings
    assert chosen.max_loss == 0.001
    assert (chosen.actions["social"], chosen.actions["about"]) == ("keep", "mark")
    with pytest.raises(qf.SettingsError, match="missing"):
        read_options(Settings({"QUALITYFILTER_SETTINGS": str(tmp_path / "missing.toml")}))


def test_a_crawl_without_asyncio_stops_at_once(tmp_path: Path) -> None:
    reactor = "twisted.internet.selectreactor.SelectReactor"
    found = crawl(tmp_path, site=ARTICLES[:1], TWISTED_REACTOR=reactor)
    assert "QualityFilterPipeline needs asyncio" in found.log
    assert found.items == {}


def test_the_crawl_goes_on_while_items_are_cleaned(
    tmp_path: Path, documents: list[dict[str, Any]]
) -> None:
    """Were items cleaned by the loop itself, it would sleep most of the crawl's time."""
    site = [(each["title"], each["text"].splitlines()) for each in documents]
    stats = crawl(tmp_path, site=site, CONCURRENT_REQUESTS_PER_DOMAIN=16, DOWNLOAD_DELAY=0).stats
    assert stats["qualityfilter/accept"] > 100
    assert stats["late/99"] < 0.1 * stats["late/of"]
