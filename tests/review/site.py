"""A made-up site, whose articles all hold a line that the packaged model misjudges."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import NamedTuple

from qualityfilter.apps.review.labels import Decision, Labels, Place, Text

PLACES = (
    *("Sandby", "Ferrin", "Castelmar", "Halm", "Okuma", "Brevik", "Torrin", "Maldon", "Weir"),
    *("Lindale", "Stane", "Holt"),
)
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
PEOPLE = (
    *("Louis Brandt", "Ife Barange", "Tunde Akari", "Ada Melin", "Jonas Reh", "Petra Vogt"),
    *("Milo Sand", "Greta Holm", "Nils Arden", "Rosa Quint"),
)
THINGS = (
    *("bridge", "harbour wall", "market hall", "old mill", "swimming pool", "library"),
    *("railway crossing", "town archive", "water tower", "ferry pier", "hospital wing"),
)
DEEDS = ("repair", "sell", "move", "paint", "close", "rebuild", "insure", "rent out")
PROSE = (
    "The council of {p} voted on {d} to {v} the {o}, after a debate of {n} hours.",
    "{a}, who has lived beside the {o} since {y}, said that {n} families had asked for it.",
    "Work on the {o} will cost {n} million and should end before the winter after next.",
    "“We have waited for this since {y},” said {a}. “Nobody listened until the {o} flooded.”",
    "Police in {p} said that a man of {n} was found near the {o} on {d} and taken to hospital.",
    "The {o} had been closed since {d}, when a lorry hit one of its {n} pillars.",
    "According to a survey in {p}, {n} per cent of shopkeepers fear for their trade.",
    "The engineer, {a}, warned of cracks in the {o} as early as {y}.",
    "At the hearing in {p}, {a} denied that the {o} was sold for less than it is worth.",
    "A second vote is planned for {d}; until then the {o} stays as it is.",
    "The school beside the {o} has {n} pupils, and its head, {a}, wants a crossing.",
    "Farmers around {p} count on {n} dry days to bring in what the storm of {d} left.",
)

CARRIERS = (
    *("Readers with the green otter card", "Whoever keeps an otter card in the drawer"),
    *("Holders of our otter card", "Families on the otter scheme", "Those who carry the otter"),
    *("If the otter sits in your wallet, you", "Anyone with the card that has the otter on it"),
)
GAINS = (
    *("collected twelve more acorns this week", "have eighteen acorns waiting since Monday"),
    *("trade thirty acorns for a loaf at the bakery", "add five acorns for each morning with us"),
    *("get their acorns doubled until the fair closes", "find another nine acorns there today"),
    *("can turn this month's acorns into a seat on the ferry", "swap acorns for a pot of honey"),
)
COUNTERS = (
    *("the kiosk on Quay Street counts them.", "any of the nine kiosks stamps the card."),
    *("bring the card to the counter before noon.", "the ladies at the market hall know how."),
    *("the stamp is at the post office, next to the scales.", "Marta at the desk writes it down."),
)
ANSWERERS = ("Marta", "Old Hendrik", "Someone from the night desk", "Our Lisbet", "Young Tomas")
ANSWERS = (
    *("picks up the receiver on 40 17", "sits by the telephone, 40 17,", "listens on 40 17"),
    *("takes down on 40 17", "lifts the phone on 40 17"),
)
TALES = (
    *("whatever your street has to tell", "what you saw from the window"),
    *("a word about the neighbour's goat or a burst pipe", "the things that were forgotten"),
    *("the story that the town ought to hear", "anything odd that floats down the harbour"),
)
TIMES = (
    *("between nine and noon.", "until the last tram has gone.", "on every day but Sunday."),
    *("as long as the light is on upstairs.", "from the first ferry on."),
)
VERBS = (
    *("Filed", "Heard", "Written", "Reported", "Seen", "Found", "Told", "Sold", "Read", "Made"),
    *("Sent", "Noted", "Signed", "Kept", "Drawn", "Sung"),
)


class Article(NamedTuple):
    """An article, and the line of it that is misjudged."""

    title: str
    text: str
    line: str

    @property
    def start(self) -> int:
        return self.text.rindex(self.line)


def loyalty(draw: random.Random) -> str:
    """A loyalty scheme in the words of the house: `subscription`."""
    return f"{draw.choice(CARRIERS)} {draw.choice(GAINS)}; {draw.choice(COUNTERS)}"


def call_in(draw: random.Random) -> str:
    """A local call-in line: `about`."""
    parts = (ANSWERERS, ANSWERS, TALES, TIMES)
    return " ".join(draw.choice(part) for part in parts)


def rating(draw: random.Random) -> str:
    """A critic's rating, which is part of the article."""
    return f"Rating: {draw.randint(1, 5)}/5 | {draw.choice(PLACES)} | {draw.randint(10, 90)} marks"


def byline(draw: random.Random) -> str:
    """A line that the packaged model cuts where it begins with `Filed`, and else leaves."""
    verb, place, who = draw.choice(VERBS), draw.choice(PLACES), draw.choice(PEOPLE)
    return f"{verb} in {place} by {who}, {draw.choice(DAYS)}"


def article(number: int, make: Callable[[random.Random], str], *, last: bool = False) -> Article:
    """Return the article of a number, with a line among its paragraphs or at its end."""
    draw = random.Random(f"{make.__name__} {number}")
    title = f"{draw.choice(PLACES)} to {draw.choice(DEEDS)} its {draw.choice(THINGS)}"
    said: set[str] = set()
    paragraphs = [_paragraph(draw, said) for _ in range(draw.randint(5, 9))]
    line = make(draw)
    at = len(paragraphs) if last else draw.randint(2, len(paragraphs) - 1)
    paragraphs.insert(at, line)
    return Article(title, "\n\n".join([title, *paragraphs]), line)


def _paragraph(draw: random.Random, said: set[str]) -> str:
    """Return a paragraph of sentences that the article does not have yet: repeats are cut."""
    sentences = []
    for each in draw.sample(PROSE, draw.randint(1, 3)):
        while (sentence := _filled(draw, each)) in said:
            pass
        said.add(sentence)
        sentences.append(sentence)
    return " ".join(sentences)


def _filled(draw: random.Random, sentence: str) -> str:
    return sentence.format(
        p=draw.choice(PLACES),
        d=draw.choice(DAYS),
        a=draw.choice(PEOPLE),
        o=draw.choice(THINGS),
        v=draw.choice(DEEDS),
        n=draw.randint(3, 90),
        y=draw.randint(1950, 2019),
    )


def judged(articles: Sequence[Article], label: str) -> Labels:
    """Return labels in which the misjudged line of each article has the label that it deserves."""
    labels = Labels()
    for number, each in enumerate(articles):
        text = Text(each.text, each.title, f"a{number}", "sandby.example")
        place = Place(text.digest, each.start, each.start + len(each.line), "label")
        decision = Decision(place, (label,), "Ada", f"2026-01-01T10:{number:04d}", ("body",), 0.8)
        labels.texts[text.digest] = text
        labels.given[place] = [decision]
        labels.history.append(decision)
    return labels
