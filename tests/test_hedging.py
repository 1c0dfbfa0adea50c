from __future__ import annotations

import json
import math
import time
from importlib.resources import files

import pytest

from qualityfilter.data import HEDGE_LABELS
from qualityfilter.hedging import detect
from qualityfilter.hedging.cue import Cue
from qualityfilter.hedging.cues import CUES
from qualityfilter.hedging.detect import THRESHOLD, Hedge, combine, faults, scores
from qualityfilter.segments import fold
from qualityfilter.training.cue_precision import measure_cues

S, U, H = "speculative", "unattributed", "hypothetical"


def find_hedges(text: str, ranges: list[tuple[int, int]], lang: str | None) -> list[Hedge]:
    return detect.find_hedges(fold(text), ranges, lang)


MUST = [
    ("The new canal might provide jobs for two thousand people.", S),
    ("It seems that the council has changed its mind.", S),
    ("He visited the plant, ostensibly to open a canteen.", S),
    ("The owners will probably seek a new licence next year.", S),
    ("Divers reported possible signs of a second wreck.", S),
    ("The crew was freed, possibly in exchange for fuel.", S),
    ("The trend suggests output will reach a record by spring.", S),
    ("Shares fell at once, suggesting that traders were caught off guard.", S),
    ("The regulator said it believed the leak was an accident.", S),
    ("It is not clear whether the bridge can be saved.", S),
    ("The lock appears to have been forced from inside.", S),
    ("Rangers suspect that the fire was set on purpose.", S),
    ("The harvest is expected to fall by a third.", S),
    ("The tower could collapse within days.", S),
    ("The gallery, citing an unnamed court source, said the trial was off.", U),
    ("Sources also claim the captain has asked for a transfer.", U),
    ("The offer is too low, analysts believe.", U),
    ("The actor has reportedly bought an island.", U),
    ("Two people familiar with the matter described the plan.", U),
    ("The alleged forger sold nine paintings.", U),
    ("Rumours of a merger swept the trading floor.", U),
    ("Critics say the dam harms the fishery.", U),
    ("It is claimed that the spring never freezes.", U),
    ("A clerk spoke on condition of anonymity.", U),
    ("The hypothetical visit would have represented a first for the island.", H),
    ("While this scenario is hypothetical, its costs are not.", H),
    ("A second pump would have saved the orchard.", H),
    ("If the seawall broke, the whole quarter would flood.", H),
    ("The bill would cap rents for five years.", H),
    ("Were the mine to close, the town would empty.", H),
]

MUST_NOT = [
    "The fair opens on 3 May in the old harbour.",
    "In May the orchard is in bloom.",
    "Visitors may park behind the chapel.",
    "This article may not be reproduced without permission.",
    "It may sound odd, but the bakery has no oven.",
    "She could swim before she could walk.",
    "We could hear the choir from the street.",
    "He could not possibly have known.",
    "The minister said he would resign in June.",
    "She promised that she would return the prize.",
    "The company announced it would open a shop in Leeds.",
    "If you have a tip, call the news desk.",
    "If you need help, ring the bell.",
    "Please write to us if the parcel does not arrive.",
    "Women are more likely than men to visit a library.",
    "The poll asked 900 likely voters about parking.",
    "Mr Brown claims the fence was moved.",
    "The union says wages have fallen.",
    "The city alleged that the landlord broke the lease.",
    "The fleet was a symbol of military might.",
    "They asked if the museum was open.",
    "As soon as possible, the road will be cleared.",
    "He believes in fresh air and long walks.",
    "The ghost ship appeared in three films.",
    "The lake is a source of drinking water.",
    "You may remember the song from the radio.",
    "The would-be champion trained at dawn.",
    "It was an improbably warm morning.",
    "She could not imagine a better day.",
    "Children under five travel free.",
]


def _labels(text: str, lang: str | None = "en") -> set[str]:
    return {hedge.label for hedge in find_hedges(text, [(0, len(text))], lang)}


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: cue.id)
def test_examples_of_cue(cue: Cue) -> None:
    assert not faults(cue)
    assert len(set(cue.hits)) == len(set(cue.misses)) == 2
    assert not any(trap in cue.pattern + (cue.unless or "") for trap in ("\\b", "\\w"))


def test_table() -> None:
    assert len({cue.id for cue in CUES}) == len(CUES) >= 60
    assert all(cue.id.partition(".")[0] == cue.label for cue in CUES)
    assert {cue.label for cue in CUES} == set(HEDGE_LABELS)
    assert all(cue.reason and cue.source for cue in CUES)


def test_scores() -> None:
    stored = (files("qualityfilter.hedging") / "precision.json").read_text("utf-8")
    assert list(json.loads(stored)) == sorted(cue.id for cue in CUES)
    assert all(0.5 <= score < 1 for score in scores().values())


@pytest.mark.parametrize(("text", "label"), MUST)
def test_must(text: str, label: str) -> None:
    assert label in _labels(text)


@pytest.mark.parametrize("text", MUST_NOT)
def test_must_not(text: str) -> None:
    assert not _labels(text)


def test_offsets_are_exact() -> None:
    lead = "\ud83d It rained 🌧️🌧️ all night. "
    hedged = "The “old” mill might\u00a0collapse, 🏚️ neighbours warn."
    text = f"🙂 Title\n  {lead}{hedged}  \nThe end."
    start = text.index("  \ud83d")
    (hedge,) = find_hedges(
        text, [(0, 7), (start, text.index("\nThe")), (len(text) - 8, len(text))], "en"
    )
    assert text[hedge.start : hedge.end] == hedged
    assert [text[each.start : each.end] for each in hedge.evidence] == ["might"]
    assert hedge.evidence[0].source == "cue:speculative.might"
    assert hedge.evidence[0].label == hedge.label == S
    assert not hedge.quoted


@pytest.mark.parametrize("text", ["\ud800", "\udfff might \ud800", "a\ud800might", "\0 may \0"])
def test_surrogates(text: str) -> None:
    find_hedges(text, [(0, len(text))], None)


def test_only_the_ranges_are_read() -> None:
    text = "It might rain. It might snow. It might hail."
    (hedge,) = find_hedges(text, [(0, 3), (15, 29), (29, 32)], "en")
    assert text[hedge.start : hedge.end] == "It might snow."
    assert find_hedges(text, [], "en") == []
    assert find_hedges("", [], None) == []


def test_one_hedge_for_a_sentence_and_label() -> None:
    text = "It might, perhaps, possibly rain. Sources said it may snow. Nothing else is new."
    found = find_hedges(text, [(0, len(text))], "en")
    pairs = [(text[hedge.start : hedge.end].split(maxsplit=1)[0], hedge.label) for hedge in found]
    assert pairs == [("It", S), ("Sources", S), ("Sources", U)]
    assert [hedge.start for hedge in found] == sorted(hedge.start for hedge in found)
    first = [text[each.start : each.end] for each in found[0].evidence]
    assert sorted(first) == ["might", "perhaps", "possibly"]
    assert all(THRESHOLD <= hedge.score < 1 for hedge in found)
    assert found[0].score > max(each.score for each in found[0].evidence)


def test_overlapping_cues_are_one_witness() -> None:
    text = "A longer runway would have ended that."
    (hedge,) = find_hedges(text, [(0, len(text))], "en")
    assert combine(hedge.evidence) == pytest.approx(max(each.score for each in hedge.evidence))


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“It might rain,” she said.", True),
        ('She said: "It might rain."', True),
        ("“It might rain all week.", True),
        ("She called it ‘a mast that might fall’ yesterday.", True),
        ("It might rain, “they told us” on Monday.", False),
        ("“It might rain,” she said, though it might not.", False),
        ("It's John's roof that might fall.", False),
    ],
)
def test_quoted(text: str, quoted: bool) -> None:
    (hedge,) = find_hedges(text, [(0, len(text))], "en")
    assert hedge.quoted is quoted


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The papers will be signedpossibly including a lease.", "possibly"),
        ("The clerk was firedreportedly after a row.", "reportedly"),
        ("He was seen at the gateallegedly with a ladder.", "allegedly"),
    ],
)
def test_glued_word(text: str, word: str) -> None:
    (hedge,) = find_hedges(text, [(0, len(text))], "en")
    assert [text[each.start : each.end] for each in hedge.evidence] == [word]


def test_other_languages() -> None:
    german = (
        "Das Haus war alt, und der Bürgermeister sagte am Montag, dass der Film mit dem Titel "
        "„It might rain“ erst im Herbst in die Kinos kommt, weil die Technik fehlt."
    )
    assert find_hedges(german, [(0, len(german))], None) == []
    assert _labels("It might rain.", "de") == set()
    assert _labels("It might rain.", "EN-gb") == _labels("It might rain.", None) == {S}
    english = "The mayor said on Monday that the bridge to the island might close for the winter."
    assert _labels(english, None) == {S}


def test_input_order_and_identity() -> None:
    text = "It might rain. Critics say the roof would have held."
    ranges = [(0, len(text))]
    first = find_hedges(text, ranges, None)
    assert first == find_hedges(text, ranges, None)
    assert ranges == [(0, len(text))]
    assert all(isinstance(hedge, Hedge) for hedge in first)


def test_measure_cues() -> None:
    records = [
        {"text": "It might rain.", "types": [S], "split": "train"},
        {"text": "It might snow.", "types": [], "split": "train"},
        {"text": "It might hail.", "types": [S], "split": "test"},
    ]
    measured = measure_cues(records)
    assert list(measured) == sorted(cue.id for cue in CUES)
    assert measured["speculative.might"] == 0.5
    assert measured["speculative.maybe"] == 0.5
    assert measure_cues(records + records[:1])["speculative.might"] == 0.667


SHAPES = [
    "might ",
    "if would ",
    "could have been if ",
    'x "might" y. ',
    "' 'a might ",
    '\'a "b" might, x. ',
    "may, but it ",
    "said he would ",
    "sources said ",
    "suggested i suggest ",
    "a",
    "possibly",
    "\ud800might ",
    "the bill the plan ",
]


@pytest.mark.parametrize("shape", SHAPES)
def test_time_is_linear(shape: str) -> None:
    short, long = (_seconds((shape * size)[:size]) for size in (20_000, 200_000))
    assert long < 40 * max(short, 0.005)


def _seconds(text: str) -> float:
    best = math.inf
    for _ in range(2):
        begin = time.process_time()
        find_hedges(text, [(0, len(text))], "en")
        best = min(best, time.process_time() - begin)
    return best
