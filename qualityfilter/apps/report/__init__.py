"""One self-contained web page that shows what cleaning did to many records, and why.

Workers make of each record what the page needs of it, `Gathered` adds that up and keeps a sample
of the documents, and `render` makes the page:

    gathered = Gathered()
    for chunk in chunks(path, options):
        gathered.add(look(chunk, options, quality_filter))
    page = render(gathered, About(("crawl.jsonl",), quality_filter.loaded.provenance))
"""

from qualityfilter.apps.report.gathered import MOST_DOCUMENTS, Gathered
from qualityfilter.apps.report.page import About, check_installed, render
from qualityfilter.apps.report.seen import Seen, look

__all__ = ["MOST_DOCUMENTS", "About", "Gathered", "Seen", "check_installed", "look", "render"]
