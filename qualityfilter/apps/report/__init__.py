"""One self-contained web page that shows what cleaning did to many records, and why.

Workers make of each record what the page needs of it, `ReportTotals` adds that up and keeps a
sample of the documents, and `render` makes the page:

    gathered = ReportTotals()
    for chunk in chunks(path, options):
        gathered.add(look(chunk, options, quality_filter))
    page = render(gathered, About(("crawl.jsonl",), quality_filter.loaded.provenance))
"""

from qualityfilter.apps.report.page import About, check_installed, render
from qualityfilter.apps.report.seen import Seen, look
from qualityfilter.apps.report.totals import MOST_DOCUMENTS, ReportTotals

__all__ = ["MOST_DOCUMENTS", "About", "ReportTotals", "Seen", "check_installed", "look", "render"]
