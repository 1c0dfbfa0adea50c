"""Learn what repeats across the pages of sites, before they are cleaned."""

from __future__ import annotations

from collections.abc import Iterable

from qualityfilter.core.data import Document, Failure, Page
from qualityfilter.core.errors import InputError
from qualityfilter.core.limits import SizeLimits
from qualityfilter.decide.profiles import Counts, Profile
from qualityfilter.pipeline.intake import take_in
from qualityfilter.text.segments import fold_marks, lay_out_lines

_SIZES = SizeLimits()


def learn_site(documents: Iterable[str | Document | Page]) -> Profile:
    """Learn the lines that repeat across the documents of one site.

    A line that stands in at least three of them is known. `QualityFilter(profiles={"site": ...})`
    raises the log odds that it is junk by `decide.SITE` in documents of this `source`: by much
    where it stands in half of them or more, by little from three tenths on. A line that the line
    model takes for article for sure stays.

    Args:
        documents: the site's, as they are before they are cleaned, some dozens or more. One that
            cannot be read is passed over.

    Raises:
        InputError: `documents` is a single one, or none.
    """
    if isinstance(documents, (str, bytes, Document, Page)) or not isinstance(documents, Iterable):
        raise InputError("learn_site takes several documents of a site")
    return learn_sites(("", document) for document in documents).get("", Profile(0, {}))


def learn_sites(
    documents: Iterable[tuple[str, str | Document | Page]],
) -> dict[str, Profile]:
    """Learn the lines that repeat across the documents of each of many sites.

    Memory does not grow with the documents: when too many different lines have been seen, those
    that were seen once are forgotten.

    Args:
        documents: each with the name of its site.

    Raises:
        InputError: something is no such pair.
    """
    counts = Counts()
    for pair in documents:
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise InputError("learn_sites takes pairs of a site's name and a document")
        site, given = pair
        found = take_in(given, _SIZES)
        if not isinstance(found, Failure):
            counts.add(site, lay_out_lines(found.text, fold_marks(found.text)).contents)
    return counts.profiles()
