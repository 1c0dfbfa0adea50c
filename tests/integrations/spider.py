"""A spider for the news site of these tests: `scrapy runspider tests/integrations/spider.py`.

Arguments (`-a`): `site`, its address, or with the kind `lines` that of a file of records; `kind`,
what its items are, several with commas; `told`, a file for the crawl's statistics, among them how
late the crawl's loop was, each time when it had asked to be woken.
"""

import asyncio
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import attrs
import pydantic
import scrapy

TICK = 0.005
"""Seconds between two looks at the loop."""


class Article(scrapy.Item):  # type: ignore[misc] # no types
    title = scrapy.Field()
    text = scrapy.Field()
    qualityfilter = scrapy.Field()


@dataclass
class DataArticle:
    title: str
    text: str
    qualityfilter: dict[str, Any] | None = None


@attrs.define
class AttrsArticle:
    title: str
    text: str
    qualityfilter: dict[str, Any] | None = None


class PydanticArticle(pydantic.BaseModel):
    title: str
    text: str
    qualityfilter: dict[str, Any] | None = None


@dataclass
class NarrowArticle:
    """Has no place for what was found."""

    title: str
    text: str


KINDS = {
    "dict": dict,
    "item": Article,
    "dataclass": DataArticle,
    "attrs": AttrsArticle,
    "pydantic": PydanticArticle,
    "narrow": NarrowArticle,
}


class NewsSpider(scrapy.Spider):  # type: ignore[misc] # no types
    name = "news"

    async def start(self) -> Any:
        self.late: list[float] = []
        self.ticking = asyncio.create_task(self.tick())
        yield scrapy.Request(self.site)

    async def tick(self) -> None:
        while True:
            asked = time.monotonic()
            await asyncio.sleep(TICK)
            self.late.append(time.monotonic() - asked - TICK)

    def parse(self, response: Any) -> Any:
        if self.kind == "lines":
            yield from map(json.loads, response.text.splitlines())
            return
        yield from response.follow_all(css="li a", callback=self.parse_article)
        yield {"address": response.url}  # not an article: it has no text

    def parse_article(self, response: Any) -> Any:
        title = response.css("title::text").get()
        if self.kind == "page":
            yield {"title": title, "page": response.text}
        else:
            text = "\n\n".join(response.css("main > *::text").getall())
            for kind in self.kind.split(","):
                yield KINDS[kind](title=title, text=text)

    def closed(self, reason: str) -> None:
        self.ticking.cancel()
        late = sorted(self.late) or [0.0]
        stats = self.crawler.stats
        stats.set_value("late/of", sum(late) + TICK * len(late))
        for share in (50, 99, 100):
            stats.set_value(f"late/{share}", late[(len(late) - 1) * share // 100])
        Path(self.told).write_text(json.dumps(stats.get_stats(), default=str), encoding="utf-8")
