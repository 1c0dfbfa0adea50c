from __future__ import annotations

import json
import math
import time
from importlib.resources import files
from typing import Any

import pytest

import qualityfilter as qf
from qualityfilter.core.data import HEDGE_LABELS
from qualityfilter.hedging import detect
from qualityfilter.hedging.cue import Cue
from qualityfilter.hedging.cues import CUES
from qualityfilter.hedging.detect import Hedge
from qualityfilter.hedging.lexica import LEXICA, cue_scores
from qualityfilter.hedging.matching import faults
from qualityfilter.lab.cue_precision import measure_cues
from qualityfilter.pipeline.loaded import load_hedge_model
from qualityfilter.text.kept import KeptText
from qualityfilter.text.segments import lay_out
from qualityfilter.text.tokens import tokenize
from tests.conftest import FIXTURES

S, U, H = "speculative", "unattributed", "hypothetical"


def find_hedges(text: str, ranges: list[tuple[int, int]], lang: str | None) -> list[Hedge]:
    layout = lay_out(text)
    kept = [
        (max(start, first), min(end, last))
        for start, end in ranges
        for first, last in layout.ranges
        if max(start, first) < min(end, last)
    ]
    model = load_hedge_model("hedges")
    tokens = tokenize(layout.contents)
    (found,) = detect.find_hedges(model, tokens, [KeptText(layout, kept, lang)])
    return found or []


def _labels(text: str, lang: str | None = "en") -> set[str]:
    return {hedge.label for hedge in find_hedges(text, [(0, len(text))], lang)}


@pytest.mark.parametrize(
    ("cue", "lang"),
    [pytest.param(cue, lang, id=cue.id) for lang, cues in LEXICA.items() for cue in cues],
)
def test_examples_of_cue(cue: Cue, lang: str) -> None:
    assert not faults(cue, lang)
    assert len(set(cue.hits)) == len(set(cue.misses)) == 2
    assert not any(trap in cue.pattern + (cue.unless or "") for trap in ("\\b", "\\w"))


def test_table() -> None:
    assert len({cue.id for cue in CUES}) == len(CUES) >= 60
    assert all(cue.id.partition(".")[0] == cue.label for cue in CUES)
    assert {cue.label for cue in CUES} == set(HEDGE_LABELS)
    assert all(cue.reason and cue.source for cue in CUES)


@pytest.mark.parametrize("lang", sorted(LEXICA.keys() - {"en"}))
def test_table_of_language(lang: str) -> None:
    cues = LEXICA[lang]
    assert len({cue.id for cue in cues}) == len(cues)
    assert all(cue.id.startswith(f"{cue.label}.{lang}-") for cue in cues)
    for label in HEDGE_LABELS:
        assert sum(cue.label == label for cue in cues) >= 3
    assert all(0 < score < 1 for score in cue_scores(lang))


def test_scores() -> None:
    stored = (files("qualityfilter.hedging") / "precision.json").read_text("utf-8")
    assert list(json.loads(stored)) == sorted(cue.id for cue in CUES)
    assert all(0.5 <= score < 1 for score in cue_scores())


def _sentences(name: str) -> list[Any]:
    """Return the sentences of a file in `fixtures/hedges`, known failures marked as such."""
    lines = (FIXTURES / "hedges" / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [_case(f"{name}-{number}", json.loads(line)) for number, line in enumerate(lines, 1)]


def _case(name: str, record: dict[str, Any]) -> Any:
    failure = record.get("known_failure")
    marks = [pytest.mark.xfail(strict=True, reason=f"marked as {failure}")] if failure else []
    return pytest.param(record["text"], set(record["types"]), id=name, marks=marks)


@pytest.mark.parametrize(("text", "types"), [*_sentences("open"), *_sentences("shut")])
def test_sentences(text: str, types: set[str]) -> None:
    """Those of `shut` were written in one go and looked at only when all else was done."""
    assert _labels(text) == types


def test_offsets_are_exact() -> None:
    lead = "\ud83d It rained 🌧️🌧️ all night. "
    hedged = "The “old” mill might\u00a0collapse, 🏚️ neighbours warn."
    text = f"🙂 Title\n  {lead}{hedged}  \nThe end."
    start = text.index("  \ud83d")
    (hedge,) = find_hedges(
        text, [(0, 7), (start, text.index("\nThe")), (len(text) - 8, len(text))], "en"
    )
    assert text[hedge.start : hedge.end] == hedged
    assert [text[each.start : each.end] for each in hedge.evidence] == ["might\u00a0collapse"]
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
    assert all(0 < hedge.score < 1 for hedge in found)


def test_a_cue_that_several_find_is_given_once() -> None:
    text = "If the pier had closed, the town would have lost its ferry."
    (hedge,) = find_hedges(text, [(0, len(text))], "en")
    places = [(each.start, each.end) for each in hedge.evidence]
    assert len(places) == len(set(places)) >= 1


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
    assert _labels("Der Damm könnte brechen.", "de") == {S}
    assert _labels("Der Damm könnte brechen.", "fr") == set()
    assert _labels("Un túnel permitiría cruzar. El club habría pedido dinero.", "es-MX") == {U, H}
    text = "Alles ist alt. Der Wirt soll drei Gäste betrogen haben."
    (hedge,) = find_hedges(text, [(0, len(text))], "de")
    assert text[hedge.start : hedge.end] == text[15:]
    assert [text[each.start : each.end] for each in hedge.evidence] == ["soll"]
    assert hedge.evidence[0].source == "cue:unattributed.de-soll"
    assert _labels("It might rain.", "EN-gb") == _labels("It might rain.", None) == {S}
    english = "The mayor said on Monday that the bridge to the island might close for the winter."
    assert _labels(english, None) == {S}


def test_a_result_says_whether_hedges_were_looked_for(quality_filter: qf.QualityFilter) -> None:
    french = "Le maire a dit lundi que le pont de la petite île restera fermé pendant tout l'hiver."
    assert quality_filter.clean(french).hedging == "unsupported"
    spanish = "El alcalde dijo el lunes que el puente de la isla podría cerrar todo el invierno."
    found = quality_filter.clean(spanish)
    assert found.hedging == "done"
    assert [span.label for span in found.spans] == [S]
    off = qf.QualityFilter(qf.Settings(off=("cue:speculative.es-podria",)))
    assert not off.clean(spanish).spans
    assert quality_filter.clean("It might rain.").hedging == "done"
    assert quality_filter.clean(qf.Document("It might rain.", lang="fr")).hedging == "unsupported"
    assert qf.QualityFilter(qf.Settings(hedges=False)).clean("It might rain.").hedging == "off"


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
