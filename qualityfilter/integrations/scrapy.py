"""An item pipeline for Scrapy: cleans each item's text on its way out of the spider.

    ITEM_PIPELINES = {"qualityfilter.integrations.scrapy.QualityFilterPipeline": 300}

Settings, all of which may be left out:

- `QUALITYFILTER_FIELDS`: which fields of an item hold what, as fields of `Columns`, such as
  `{"text": "body", "html": "page", "title": "headline", "spans": True}`. An item without the text,
  or page, passes untouched.
- `QUALITYFILTER_FINDINGS`: the field that receives what was found, `qualityfilter`; None: none.
- `QUALITYFILTER_SETTINGS`: path of a file of settings, in TOML.
- `QUALITYFILTER_ACTIONS`: what to do with labels, such as `{"headline": "cut"}`, over the file.
- `QUALITYFILTER_VERDICTS`: what to do with an item by its verdict (`accept`, `review`, `reject`, or
  `failed` where it could not be cleaned): `pass` it on cleaned, `mark` it by what was found and
  leave its text, or `drop` it. What is not named passes; what failed keeps its text in any case.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qualityfilter.core.config import Settings
from qualityfilter.core.data import CleanResult, Document, Failure, Page
from qualityfilter.core.errors import UsageError
from qualityfilter.core.extras import extra
from qualityfilter.core.names import known
from qualityfilter.integrations._beside import Beside
from qualityfilter.integrations.columns import Columns, row
from qualityfilter.pipeline.default import filter_for

with extra("scrapy"):
    from itemadapter import ItemAdapter
    from scrapy.exceptions import DropItem
    from scrapy.utils.asyncio import is_asyncio_available

FAILED = "failed"
_DEEDS = ("pass", "mark", "drop")
_UNWRITABLE = (
    "%s cannot receive the fields %s and passes as it was: give its class these fields, or name "
    "others in QUALITYFILTER_FIELDS and QUALITYFILTER_FINDINGS (None: no findings)"
)
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Options:
    """What a crawl's settings say; see the module's docstring."""

    columns: Columns
    findings: str | None
    settings: Settings
    verdicts: dict[str, str]


def read_options(settings: Any) -> Options:
    """Read a crawl's settings.

    Raises:
        UsageError: a name or a deed that there is not.
    """
    verdicts = settings.getdict("QUALITYFILTER_VERDICTS")
    for verdict, deed in verdicts.items():
        known("verdict", verdict, ("accept", "review", "reject", FAILED))
        known("deed", deed, _DEEDS)
    fields = settings.getdict("QUALITYFILTER_FIELDS")
    for name in fields:
        known("field", name, Columns.__slots__)
    path = settings.get("QUALITYFILTER_SETTINGS")
    chosen = Settings.from_toml(Path(path)) if path else Settings()
    chosen = chosen.with_actions(**settings.getdict("QUALITYFILTER_ACTIONS"))
    findings = settings.get("QUALITYFILTER_FINDINGS", "qualityfilter")
    return Options(Columns(**fields), findings, chosen, verdicts)


class QualityFilterPipeline:
    """Cleans items beside the crawl, which goes on; see the module's docstring."""

    def __init__(self, options: Options, stats: Any) -> None:
        self.options = options
        self.stats = stats
        self.cleaner = Beside(filter_for(options.settings))
        self._unwritable: set[type] = set()

    @classmethod
    def from_crawler(cls, crawler: Any) -> QualityFilterPipeline:
        """Make the pipeline of a crawl."""
        return cls(read_options(crawler.settings), crawler.stats)

    async def open_spider(self) -> None:
        """Load the models, before the first item waits for them."""
        if not is_asyncio_available():
            raise UsageError("QualityFilterPipeline needs asyncio: set Scrapy's default reactor")
        await self.cleaner.clean(Document(""))

    async def process_item(self, item: Any) -> Any:
        """Clean an item, and pass, mark or drop it."""
        adapter, columns = ItemAdapter(item), self.options.columns
        name = columns.html or columns.text
        if name not in adapter:
            self.stats.inc_value("qualityfilter/skipped")
            return item
        make = Page if columns.html else Document
        beside = {each: getattr(columns, each) for each in ("title", "lang", "source", "url")}
        said: dict[str, Any] = {each: _known(adapter.get(field)) for each, field in beside.items()}
        document = make(adapter[name], **said)
        self._settle(adapter, await self.cleaner.clean(document))
        return item

    def _settle(self, adapter: Any, result: CleanResult | Failure) -> None:
        """Write what was found into an item, count it, and drop it if its verdict says so."""
        columns = self.options.columns
        values: dict[str, Any] = {}
        if self.options.findings:
            values[self.options.findings] = row(result, spans=columns.spans)
        if isinstance(result, Failure):
            verdict, why = FAILED, result.message
            self.stats.inc_value(f"qualityfilter/failed/{result.kind}")
        else:
            verdict = result.verdict.decision
            why = ", ".join(reason.code for reason in result.verdict.reasons)
        deed = self.options.verdicts.get(verdict, "pass")
        if isinstance(result, CleanResult) and deed == "pass":
            values[columns.text] = result.text
            cut = len(result.document.text) - len(result.text)
            self.stats.inc_value("qualityfilter/characters_cut", cut)
        self._write(adapter, values)
        self.stats.inc_value(f"qualityfilter/{verdict}")
        if deed == "drop":
            self.stats.inc_value("qualityfilter/dropped")
            raise DropItem(f"qualityfilter: {verdict}: {why}")

    def _write(self, adapter: Any, values: dict[str, Any]) -> None:
        """Set fields of an item, or leave it as it is where its class does not have them all."""
        try:
            adapter.update(values)  # findings first: where they have no place, the text stays
        except (KeyError, AttributeError, ValueError):
            self.stats.inc_value("qualityfilter/unwritable")
            if (kind := type(adapter.item)) not in self._unwritable:
                self._unwritable.add(kind)
                _logger.error(_UNWRITABLE, kind.__name__, ", ".join(values))


def _known(value: object) -> str | None:
    """Return what an item says beside its text, where it can be used."""
    return value if isinstance(value, str) and value else None
