"""The page of one document, as HTML that holds all it needs."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

from qualityfilter.apps.review.labels import Decision
from qualityfilter.apps.review.reviewed import Line, Reviewed
from qualityfilter.apps.review.session import Session
from qualityfilter.core.data import HEDGE_LABELS, LINE_LABELS
from qualityfilter.core.errors import UsageError
from qualityfilter.core.extras import install

UNSURE = 0.25
"""Lines of at least so much doubt are gone to one after the other."""


class Choice(NamedTuple):
    """A label that can be given.

    Attributes:
        name: one of `LINE_LABELS` or `HEDGE_LABELS`.
        key: what is pressed for it.
        meaning: what it is.
        hue: name of its colour; labels that are alike share one.
    """

    name: str
    key: str
    meaning: str
    hue: str


LINE_CHOICES = (
    Choice("body", "b", "the article, with its own subheadings, lists, corrections", "plain"),
    Choice("headline", "h", "the article's own title", "green"),
    Choice("metadata", "m", "byline, date, reading time, source, tags", "cyan"),
    Choice("caption", "c", "picture or video caption, photo credit", "cyan"),
    Choice("social", "s", "share, like, follow, join a channel", "pink"),
    Choice("subscription", "u", "newsletter, paywall, membership, donation, app", "pink"),
    Choice("advertising", "a", "ad markers, sponsored pieces, offers", "pink"),
    Choice("related", "r", "other stories' headlines, teasers and links", "amber"),
    Choice("navigation", "n", "menus, breadcrumbs, buttons, ratings, players", "blue"),
    Choice("comments", "o", "comment forms, counters, readers' comments", "blue"),
    Choice("legal", "l", "cookies, privacy, terms, copyright, disclaimers", "blue"),
    Choice("about", "t", "author's bio, contact, tip lines, company blurb", "cyan"),
    Choice("artifact", "x", "template residue, garbage, chatter of a language model", "red"),
)
HEDGE_CHOICES = (
    Choice("speculative", "1", "a claim marked as uncertain", "amber"),
    Choice("unattributed", "2", "a claim that rests on nobody in particular", "red"),
    Choice("hypothetical", "3", "an imagined or conditional situation", "pink"),
)
assert tuple(each.name for each in LINE_CHOICES) == LINE_LABELS
assert tuple(each.name for each in HEDGE_CHOICES) == HEDGE_LABELS


def render(session: Session, number: int, root: str, nonce: str) -> bytes:
    """Return the page of a document.

    Args:
        session: what is reviewed.
        number: of the document.
        root: the address that everything lies below, with its token.
        nonce: allows the page its own script and style, and no other.

    Raises:
        UsageError: Jinja2 is not installed.
    """
    about: dict[str, Any] = {
        "session": session,
        "root": root,
        "nonce": nonce,
        "line_choices": LINE_CHOICES,
        "hedge_choices": HEDGE_CHOICES,
        "hues": {each.name: each.hue for each in chain(LINE_CHOICES, HEDGE_CHOICES)},
    }
    if session.documents:
        document = session.documents[number]
        lines = list(_lines(session, document))
        about |= {"number": number, "document": document, "lines": lines}
        about["counts"] = session.counts(number)
        mine = [line["data"] for line in lines]
        about["data"] = {"root": root, "number": number, "unsure": UNSURE, "lines": mine}
    return str(template().render(about)).encode("utf-8", "replace")


@functools.cache
def template() -> Any:
    """Return the template of the page.

    Raises:
        UsageError: Jinja2 is not installed.
    """
    try:
        import jinja2
    except ImportError as error:
        hint = install("review")
        raise UsageError(f"review needs Jinja2; {hint}") from error
    loader = jinja2.PackageLoader("qualityfilter.apps.review", "page")
    environment = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True
    )
    return environment.get_template("page.html")


def _lines(session: Session, document: Reviewed) -> Iterator[dict[str, Any]]:
    """Describe the lines of a document as the template and its script want them."""
    for line in document.lines:
        held = session.labels.holding(document.place(line))
        yield {
            "line": line,
            "held": held,
            "sentences": list(_sentences(session, document, line)),
            "data": {
                "label": line.label,
                "doubt": line.doubt,
                "chosen": held and held.labels[0],
                "hedges": [
                    _hedges(session, document, line, at) for at in range(len(line.sentences))
                ],
            },
        }


def _hedges(session: Session, document: Reviewed, line: Line, at: int) -> dict[str, Any]:
    """Return what a sentence was marked as, and what the reader said it is."""
    held: Decision | None = session.labels.holding(document.place(line.sentences[at]))
    told = list(line.sentences[at].hedges)
    return {"told": told, "chosen": None if held is None else list(held.labels)}


def _sentences(session: Session, document: Reviewed, line: Line) -> Iterator[dict[str, Any]]:
    """Return the sentences of a line, each with the blanks before it."""
    text, at = document.text.text, line.start
    for number, sentence in enumerate(line.sentences):
        found = _hedges(session, document, line, number)
        shown = found["told"] if found["chosen"] is None else found["chosen"]
        yield {
            "before": text[at : sentence.start],
            "text": text[sentence.start : sentence.end],
            "hedges": shown,
            "decided": found["chosen"] is not None,
        }
        at = sentence.end
