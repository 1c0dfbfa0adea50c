"""Notices that stand in place of an article: consent, paywall, error, JavaScript.

Their words stand in articles about such things as well. But a notice speaks to its reader, and
articles do so only in what they quote; so a text is a notice if it is short, if most of it
speaks to the reader or is a bare phrase such as a button's, and if it has the words of one kind.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qualityfilter.text.patterns import compile_pattern
from qualityfilter.text.segments import Layout
from qualityfilter.text.sentences import sentences

FEW_WORDS = 150
"""A text that has more words left is no notice."""

SHARE = 0.6
"""So much of a notice's words speaks to the reader or stands in bare phrases."""

_BARE = 6
"""A sentence or line of no more words is a bare phrase."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One kind of notice.

    Attributes:
        reason: the reason that it gives.
        sure: a word of it that is hardly found elsewhere; one is needed.
        more: other words of it; with those of `sure` two different ones are needed.
    """

    reason: str
    sure: str
    more: str


NOTICES = (
    Notice(
        "javascript",
        r"javascript|ad[ -]?block\w*|werbeblocker\w*|bloqueurs? de publicit\w+|bloqueador\w* de (?:anuncios|publicidad)|(?:unsupported|outdated|older|veraltete\w*) browsers?|browser (?:is |wird )?(?:no longer |not |nicht )(?:mehr )?(?:supported|unterst\w+)|(?:blocking|hiding|allow)(?: our| the)? (?:ads|advertise?ments)",
        r"enabled?|disabled?|turn(?:ed)? (?:off|on)|switch(?:ed)? off|browser\w*|updates?|upgrade|extensions?|pause|allow|requires?|without|aktivier\w*|deaktivier\w*|eingeschaltet|navigateur|activ\w+|d[ée]sactiv\w+|navegador|habilit\w+|scripts?|ads",
    ),
    Notice(
        "consent",
        r"cookies?|consent|einwilligung\w*|zustimmung\w*|werbecookies|consentement\w*|consentimiento\w*|traceurs|tracking",
        r"accept\w*|reject\w*|agree\w*|partners?|vendors|privacy|choices?|preferences|personali[sz]ed|manage|advertis\w+|ads|devices?|withdraw|track\w*|say yes|akzeptier\w*|ablehnen|einverstanden|partner\w*|datenschutz|notwendig\w*|werbung|accepter|refuser|partenaires|publicit\w+|aceptar|rechazar|socios|privacidad|configurar",
    ),
    Notice(
        "error_page",
        r"(?:(?:error|http|code) |(?m:^))(?:40[0-9]|410|429|451|50[0-4]|52[0-9])|not found|page not|forbidden|access denied|denied|unavailable|not available|captcha|verify you are|you are human|a robot|bad gateway|time-?out|timed out|server error|went wrong|an error|can(?:no|')t (?:find|be found|be reached)|no longer exists?|nicht gefunden|nicht (?:mehr )?(?:verf[üu]gbar|erreichbar|vorhanden)|fehler\w*|zugriff|introuvable|erreur|d[ée]plac[ée]e|n'existe (?:pas|plus)|refus[ée]|no encontrad[ao]|no existe|denegado|no disponible",
        r"errors?|page|server\w*|request\w*|reference|address|link|homepage|home ?page|front page|try again|moved|renamed|removed|blocked|permission|security|connection|country|region|automated|trace|ip|support|retry|seite|adresse|startseite|versuchen|anfrage|adresse|page d'accueil|accueil|lien|servidor|p[áa]gina|direcci[óo]n|inicio|enlace",
    ),
    Notice(
        "paywall",
        r"subscri\w+|members?|membership|register\w*|sign(?:ed)? in|log(?:ged)? in|paywall|premium|unlock\w*|abo|\w*abonn\w+|registrier\w+|freischalten|abonnez|abonn[ée]\w*|suscr\w+",
        r"continue|(?:keep|to|and) read(?:ing)?|read (?:on|the (?:rest|full))|reading|unlimited|full (?:access|article|story)|free articles?|(?:this|the) (?:article|story|piece)|trial|account|access|for (?:members|subscribers)|weiterlesen|diese[rn]? (?:artikel|inhalt|beitrag)|(?:ganzen|alle) artikel|login|lire|suite|cet article|leer|leyendo|seguir|este (?:art[íi]culo|contenido)",
    ),
    Notice(
        "promotion",
        r"newsletters?|channels?|apps?|codes?|vouchers?|coupons?|discounts?|offers?|deals?|inbox|giveaway|angebot\w*|rabatt\w*|gutschein\w*|kanal",
        r"sign up|join|download|follow|subscribe|save|free|tap|like|share|exclusive|today|now|shop|win|advertise|never miss|first to know|hurry|vorteile|sichern|laden sie|folgen sie|kostenlos\w*|jetzt",
    ),
)
"""In English, German, French and Spanish. Where several fit, the first is meant."""

_READER = (
    r"you|your|yours|you're|you've|you'll|we|we're|we've|our|us|please|(?-i:Sie|Ihre?[nmrs]?)|"
    r"wir|unsere?[nmrs]?|bitte|vous|votre|vos|nous|notre|nos|veuillez|su|sus|usted|nosotros|"
    r"nuestr[ao]s?|tu|tus|te|por favor"
)
_ORDER = (
    "accept add allow become buy cancel check choose click continue copy create disable download "
    "enable follow get go hurry join like log manage open pause read refresh register reject "
    "return save search select send share sign start subscribe support switch tap try turn unlock "
    "update upgrade use verify visit"
)
"""Verbs that tell the reader what to do where a sentence starts with them."""

_SAID = r"said|says|told|sagte|sagt|erkl[äa]rte|a d[ée]clar[ée]|dit-il|dijo|afirm[óo]"

_QUOTED = re.compile(r'"[^"]*"|«[^»]*»')


def notice(layout: Layout, words: int) -> tuple[str, float] | None:
    """Say what notice stands in place of an article, if any does.

    Args:
        layout: of the text as it came.
        words: number of words left of it.

    Returns:
        A reason of `NOTICES`, and the share of its words that speak to the reader or stand in
        bare phrases, 0 to 1; of a paywall those below the article's beginning.
    """
    lines = layout.contents
    if words > FEW_WORDS or sum(map(len, lines)) > FEW_WORDS * _LONG_WORD:
        return None
    kind = _kind("\n".join(lines))
    if kind is None:
        return None
    parts = [part for line in lines for part in sentences(line)]
    if kind == "paywall":
        parts = _below_the_beginning(parts)
    sizes = [len(part.split()) for part in parts]
    speaking = [_speaks(part, size) for part, size in zip(parts, sizes, strict=True)]
    share = _share(sizes, speaking)
    bare = kind != "error_page" and not any(map(_addresses, parts))
    return (kind, share) if share >= SHARE and not bare else None


def _share(sizes: Sequence[int], chosen: Sequence[bool]) -> float:
    found = sum(size for size, wanted in zip(sizes, chosen, strict=True) if wanted)
    return round(found / max(sum(sizes), 1), 6)


def _below_the_beginning(parts: list[str]) -> list[str]:
    """Leave out the article's beginning, which stands above a paywall."""
    wall = next(each for each in NOTICES if each.reason == "paywall")
    for at, part in enumerate(parts):
        if _speaks(part, len(part.split())) and _different(part, f"{wall.sure}|{wall.more}"):
            return parts[at:]
    return parts


_LONG_WORD = 12
"""Characters of a word and a blank, on average, that hardly any text exceeds."""


def _kind(text: str) -> str | None:
    """Give the kind of notice that has most different words in a text, if one has enough."""
    return next((each.reason for each in NOTICES if _fits(text, each)), None)


def _fits(text: str, kind: Notice) -> bool:
    first = _different(text, kind.sure)
    return first > 1 or (first == 1 and _different(text, kind.more) > 0)


def _different(text: str, words: str) -> int:
    return len({each.lower() for each in _words(words).findall(text)})


def _speaks(part: str, size: int) -> bool:
    """Say whether a sentence, but for what it quotes, speaks to the reader, or is a bare phrase."""
    plain = _QUOTED.sub('""', part) if '"' in part or "«" in part else part
    if _words(_SAID).search(plain):
        return False
    return size <= _BARE or _addresses(plain)


def _addresses(plain: str) -> bool:
    """Say whether a sentence speaks to its reader; German `Sie` does so only within one."""
    start = plain.lstrip("-•*·0123456789.) ")
    first = start.partition(" ")[0].lower()
    return first in _orders() or _words(_READER).search(start[:1].lower() + start[1:]) is not None


@functools.cache
def _orders() -> frozenset[str]:
    return frozenset(_ORDER.split())


@functools.cache
def _words(words: str) -> Any:
    return compile_pattern(rf"(?:^|[^\p{{L}}\d])({words})(?:[^\p{{L}}\d]|$)")
