"""The lexicon: phrases that give junk away, by label, language and group.

The phrases are data: a TOML file a label in the folder `lexicon/`. Its table `groups` names what
the groups mean; every other table is a language, and holds for each group the phrases by where in
a piece they count, with hits and near misses of that language:

    [groups]
    read-also = "leads to another story"

    [tr.read-also]
    start = ["ayrıca (oku|okuyun)", "bunu da oku"]
    hits = ["Ayrıca oku: Köprüde trafik durdu"]
    misses = ["Bunu da okumuş olan öğretmen gülümsedi."]

A list `bare` above them names the groups of which one word may stand before a sentence without any
sign between, as "Advertisement" does. A finding is evidence, it decides nothing.

What filters use are arrays derived from the files; after a change
`python -m qualityfilter.rules.lexicon` checks the examples and derives them anew.
"""

from __future__ import annotations

import itertools
import math
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qualityfilter.core.errors import SettingsError
from qualityfilter.rules.phrases import POSITIONS, Kind, Phrases, counts, make_phrases, store
from qualityfilter.text.characters import fold

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FOLDER = Path(__file__).with_name("lexicon")

MOST_FORMS = 400
"""A phrase with its alternatives written out may have so many forms."""

SLOTS: Mapping[str, str] = {
    "messenger": "telegram|whatsapp|whats app|viber|signal|wechat|line|zalo|kakaotalk|arattai",
    "network": "facebook|fb|twitter|x|instagram|insta|youtube|linkedin|tiktok|tik tok|telegram"
    "|whatsapp|viber|google news|pinterest|threads|bluesky|mastodon|flipboard|reddit|snapchat"
    "|truth social|vk|weibo|wechat|line|zalo|messenger|discord|tumblr|rss",
    "photo_agency": "getty images|getty|shutterstock|istock|istockphoto|alamy|unsplash|pixabay"
    "|pexels|imago|imago images|depositphotos|adobe stock|picture alliance|wikimedia commons"
    "|wikipedia|flickr|freepik|dreamstime|123rf|bigstock|epa|epa-efe|pa images|zuma press",
    "news_agency": "reuters|ap|associated press|afp|dpa|efe|ansa|apa|sda|tass|ria novosti|interfax"
    "|xinhua|ians|pti|ani|upi|bloomberg|kyodo|yonhap|anadolu|belga|anp|lusa|mti|pap|ctk|tasr"
    "|hina|tanjug|beta|srna|fena|ritzau|ntb|tt|stt|antara|bernama|vna|sputnik|ukrinform|unian"
    "|agerpres|bta|lsa|petra|wam|spa|irna|isna|mehr|ap photo|reuters photo",
}
"""Lists of names that phrases use as `{name}`."""

_ALTERNATIVES = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Group:
    """The phrases of one kind in one language.

    Attributes:
        label: the label that they speak for.
        name: of the kind, the same in every language.
        lang: ISO 639-1 code.
        reason: what they mean, one line for a reader.
        phrases: by position, as written in the file.
        hits: texts in which one of them is found.
        misses: texts that look alike, in which none is.
        bare: see `phrases.Kind`.
    """

    label: str
    name: str
    lang: str
    reason: str
    phrases: Mapping[str, tuple[str, ...]]
    hits: tuple[str, ...]
    misses: tuple[str, ...]
    bare: bool = False


def forms(phrase: str) -> list[str]:
    """Write out the alternatives of a phrase: the forms that are not too short to tell anything.

    Raises:
        SettingsError: a slot is unknown, there are more than `MOST_FORMS`, or all are too short.
    """
    written = phrase
    for name in re.findall(r"\{(\w+)\}", phrase):
        if name not in SLOTS:
            raise SettingsError(f"phrase {phrase!r}: there is no list {name!r}")
        written = written.replace("{" + name + "}", f"({SLOTS[name]})")
    parts = _ALTERNATIVES.split(written)
    if any(sign in part for part in parts for sign in "(){}"):
        raise SettingsError(f"phrase {phrase!r}: brackets do not match, or stand in each other")
    choices = [part.split("|") if at % 2 else [part] for at, part in enumerate(parts)]
    if math.prod(map(len, choices)) > MOST_FORMS:
        raise SettingsError(f"phrase {phrase!r} has more than {MOST_FORMS} forms")
    written = "\n".join("".join(each) for each in itertools.product(*choices))
    found = {" ".join(form.split()) for form in fold(written).replace("İ", "i").lower().split("\n")}
    telling = {form for form in found if not _is_short(form)}
    if not telling:
        raise SettingsError(f"phrase {phrase!r} is too short to tell anything")
    return sorted(telling | {_CAPITALS.sub(_parted, form) for form in telling})


def _is_short(form: str) -> bool:
    """Return whether a form has fewer than three letters, but for those of scripts without case."""
    letters = [sign for sign in form if sign.isalpha()]
    cased = all(sign.lower() != sign.upper() for sign in letters)
    return not letters or (cased and len(letters) < _LEAST and form not in _SHORT)


_LEAST = 3
_SHORT = frozenset({"ad", "ap"})

_PARTED = (
    "whats app|you tube|linked in|tik tok|java script|ad block|word press|la presse|i stock|pay pal"
    "|i phone|i pad|app store|deep l|face book|insta gram|you tuber|e mail"
)
_CAPITALS = re.compile("|".join(name.replace(" ", "") for name in _PARTED.split("|")))
"""Names that are written with a capital inside, which parts two words; or without."""


def _parted(match: re.Match[str]) -> str:
    return next(name for name in _PARTED.split("|") if name.replace(" ", "") == match[0])


def read(path: Path) -> list[Group]:
    """Read the groups of a label's file, which is named for it.

    Raises:
        SettingsError: the file holds something else.
    """
    try:
        tables_ = tomllib.loads(path.read_text(encoding="utf-8"))
        reasons, bare = tables_.pop("groups"), tables_.pop("bare", [])
        return [
            _group(path.stem, name, lang, reasons[name], values, bare=name in bare)
            for lang, groups in tables_.items()
            for name, values in groups.items()
        ]
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise SettingsError(f"{path.name} is no file of the lexicon: {error!r}") from error


def _group(  # noqa: PLR0913 - what a table of the file says, one by one
    label: str, name: str, lang: str, reason: str, values: Mapping[str, Any], *, bare: bool
) -> Group:
    unknown = values.keys() - {*POSITIONS, "hits", "misses"}
    if unknown:
        raise SettingsError(f"{label}: [{lang}.{name}] has {', '.join(sorted(unknown))}")
    phrases = {str(position): tuple(values.get(position, ())) for position in POSITIONS}
    hits, misses = tuple(values.get("hits", ())), tuple(values.get("misses", ()))
    return Group(label, name, lang, reason, phrases, hits, misses, bare)


def derive(groups: Sequence[Group]) -> Phrases:
    """The arrays that filters use, derived from some groups."""
    written = [
        (form, (number, at))
        for number, group in enumerate(groups)
        for at, position in enumerate(POSITIONS)
        for phrase in group.phrases[position]
        for form in forms(phrase)
    ]
    kinds = [
        Kind(group.label, group.name, group.lang, group.reason, group.bare) for group in groups
    ]
    return make_phrases(kinds, [form for form, _ in written], [owner for _, owner in written])


def faults(groups: Sequence[Group]) -> Iterator[str]:
    """Return what is wrong with groups: no example, hits that are missed, misses that are hit."""
    for group in groups:
        own, name = derive([group]), f"{group.label}: [{group.lang}.{group.name}]"
        if not any(group.phrases.values()):
            yield f"{name} has no phrase"
        if not group.hits or not group.misses:
            yield f"{name} wants at least one hit and one miss"
        for text in group.hits:
            if not _finds(own, text):
                yield f"{name} misses {text!r}"
        for text in group.misses:
            if _finds(own, text):
                yield f"{name} hits {text!r}"


def _finds(phrases: Phrases, text: str) -> bool:
    folded = fold(text)
    found = phrases.scan(folded)
    return any(
        counts(POSITIONS[position], folded, start, end)
        for position, start, end in zip(
            found.positions.tolist(), found.starts.tolist(), found.ends.tolist(), strict=True
        )
    )


def read_all(folder: Path = FOLDER) -> list[Group]:
    """The groups of all files of a folder."""
    return [group for path in sorted(folder.glob("*.toml")) for group in read(path)]


def main() -> int:
    """Check the files of a folder, print their faults, and derive the arrays of the package's own.

    Returns:
        The exit code: 1 if there are faults.
    """
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    bad = 0
    for path in sorted(folder.glob("*.toml")):
        try:
            groups = read(path)
            found = list(faults(groups))
        except SettingsError as error:
            groups, found = [], [str(error)]
        phrases = sum(len(each) for group in groups for each in group.phrases.values())
        print(f"{path.name}: {len(groups)} groups, {phrases} phrases, {len(found)} faults")
        print(*(f"  {fault}" for fault in found[:40]), sep="\n")
        bad += len(found)
    if folder == FOLDER and not bad:
        store(derive(read_all()))
    return int(bad > 0)


if __name__ == "__main__":
    raise SystemExit(main())
