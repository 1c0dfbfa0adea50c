"""Quality, kinds, language, damage: what they are made of, and their laws."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.tree import DecisionTreeRegressor

import qualityfilter as qf
from qualityfilter.core.errors import ArtifactFormat, RecordError
from qualityfilter.lab.quality import KINDS, OTHER, Graded, Recipe, _forest, fit, hold_out
from qualityfilter.lab.quality_build import build_quality
from qualityfilter.lab.quality_measures import quality_figures
from qualityfilter.pipeline.loaded import load_quality_model
from qualityfilter.quality.damage import damaged
from qualityfilter.quality.language import identify
from qualityfilter.quality.measures import SIGNS
from qualityfilter.quality.model import from_weights, to_weights
from qualityfilter.quality.vocabulary import lower_words, pack, unknown
from qualityfilter.text.tokens import tokenize
from tests.conftest import FIXTURES

MODEL = load_quality_model("quality")
STORY = (
    "The council agreed on Tuesday to repair the bridge over the Sarn before winter.\n\n"
    "“We cannot wait any longer,” said Anna Berg, who chairs the works committee. "
    "The repairs will cost nine million, according to a report by the harbour office.\n\n"
    "Traders had asked for the works to start after Christmas, Mr Berg told the council.\n"
)
TRACED = qf.QualityFilter(qf.Settings(trace=True))


def measures(text: str, **more: Any) -> dict[str, float]:
    return dict(TRACED.clean(qf.Document(text, **more)).measures)


# --- measures -----------------------------------------------------------------------------------


def test_measures_are_named_by_the_signs() -> None:
    assert list(measures(STORY)) == list(SIGNS)
    assert qf.clean(STORY).measures == {}


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("length", "One two 3 four-five.", np.log1p(5)),
        ("lines", "One line.\n\nAnother one.", np.log1p(2)),
        ("short_lines", "One line.\nThe other one is a good deal longer than that.", 1 / 2),
        ("ended_lines", "It ends.\nThis too!”\nNot this", 2 / 3),
        ("asked_lines", "Why so?\nIt is late.", 1 / 2),
        ("named_lines", "Anna Berg: I do not know.\nIt is late.", 1 / 2),
        ("numbered_lines", "1. One thing.\nAnother thing.", 1 / 2),
        ("timed_lines", "18:40 The bridge is open.\nIt is late.", 1 / 2),
        ("sourced", "It is late, he said. Nobody knows why.", 1 / 2),
        ("whole_brief", "The bridge is open again, the mayor said on Monday.", 1),
        ("whole_brief", "I think the bridge is open again.", 0),
        ("begun", "in mid sentence it starts.", 0),
        ("ended", "It ends here.\nand not", 0),
        ("word_length", "ab abcd 12", 6 / 3),
        ("variety", "one one two", 2 / 3),
        ("capitals", "Anna met Bob here", 2 / 4),
        ("shouting", "THE USA is IT", 2 / 4),
        ("names", "the mayor Anna Berg spoke", 1 / 5),
        ("digits", "in 2020 or 2021", 2 / 4),
        ("sayings", "He said. She says. They told us.", np.log1p(3)),
        ("speakers", "Berg said so. So Berg said. And so said Falk.", np.log1p(2)),
        ("sought", "The mayor declined to comment.", 1),
        ("quoting", "“No,” she said.", 1 / 3),
        ("quotations", "“No” and “yes”", np.log1p(4)),
        ("contractions", "We don't and they've", 2 / 6),
        ("possessives", "the city's mayor", 1 / 4),
        ("ellipses", "Well... so… it", 3 / 3),
        ("dashes", "one - two three-four", 1 / 4),
        ("careless", "i think I know", 1 / 4),
        ("sentence_length", "One two three. One. One two.", 2),
        ("sentence_spread", "One two three. One.", 1),
        ("dated_lead", "It began on Monday.", 1),
        ("personal_lead", "Here is what I think.", 1),
    ],
)
def test_a_measure(name: str, text: str, expected: float) -> None:
    plain = qf.Settings(trace=True, hedges=False).with_actions(**dict.fromkeys(CUT, "mark"))
    found = qf.QualityFilter(plain).clean(qf.Document(text, lang="en")).measures[name]
    assert found == pytest.approx(expected, abs=1e-5)


CUT: Any = [label for label, action in qf.Settings().actions.items() if action == "cut"]


def test_a_title_that_does_not_fit() -> None:
    long = "The council agreed on Tuesday to repair the old bridge over the Sarn before winter."
    assert measures(long, title="Council repairs bridge")["off_title"] == 0
    assert measures(long, title="Ferry strike called off")["off_title"] == 1
    assert measures(long)["off_title"] == 0


@pytest.mark.parametrize(
    ("title", "words"), [("", 0), ("UNESCO AWARDS ITS PRIZE", 0), ("This SHOCKING story!", 2)]
)
def test_a_title_that_shouts(title: str, words: int) -> None:
    assert measures(STORY, title=title)["loud_title"] == pytest.approx(np.log1p(words), abs=1e-5)


def test_measures_do_not_depend_on_the_batch() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(FIXTURES.glob("articles/*/*.txt"))]
    together = list(TRACED.clean_many(texts, batch_size=len(texts)))
    for text, result in zip(texts, together, strict=True):
        alone = TRACED.clean(text)
        assert isinstance(result, qf.CleanResult)
        assert alone.measures == pytest.approx(result.measures, abs=1e-6)
        assert alone.kinds == result.kinds
        assert alone.scores == result.scores


# --- the model ----------------------------------------------------------------------------------

rows = st.lists(st.floats(-1, 8, width=32), min_size=len(SIGNS), max_size=len(SIGNS))


@given(row=rows, at=st.integers(0, len(SIGNS) - 1), step=st.floats(0, 8, width=32))
@settings(max_examples=300, deadline=None)
def test_quality_never_moves_against_a_sign(row: list[float], at: int, step: float) -> None:
    more = [value + step * (place == at) for place, value in enumerate(row)]
    low, high = MODEL.quality(np.array([row, more], dtype=np.float32))
    sign = list(SIGNS.values())[at]
    assert sign == 0 or sign * (high - low) >= -1e-9
    assert 0 <= low <= 1


@given(st.lists(rows, min_size=1, max_size=4))
@settings(max_examples=50, deadline=None)
def test_chances_of_kinds_sum_to_one(values: list[list[float]]) -> None:
    chances = MODEL.chances_of_kinds(np.array(values, dtype=np.float32))
    assert chances.sum(axis=1) == pytest.approx(1)
    assert {*MODEL.kinds} == {*KINDS, OTHER}


def test_trees_say_in_arrays_what_they_said_before() -> None:
    draw = np.random.default_rng(0)
    table = draw.random((80, 4)).astype(np.float32)
    target = draw.random(80)
    trees = [
        DecisionTreeRegressor(max_depth=depth, min_samples_leaf=leaf, random_state=0).fit(
            table, target
        )
        for depth, leaf in ((1, 5), (2, 5), (2, 39), (2, 80))
    ]
    expected = 3 + sum(0.5 * tree.predict(table) for tree in trees)
    assert _forest(trees, 0.5, 3.0).sums(table) == pytest.approx(expected)


def test_weights_that_fit_no_model_are_refused() -> None:
    weights = to_weights(MODEL)
    for broken in ({}, weights | {"measures": ["wit"]}, weights | {"ranks": {"columns": 1}}):
        with pytest.raises(ArtifactFormat):
            from_weights(broken)


def test_worse_texts_score_lower() -> None:
    good = qf.clean(STORY).scores.quality
    rant = "i LOVE this!!! you should buy it, click here... best price, lol\n" * 3
    bad = qf.clean(rant + "Thanks for your comment! Hi, i hope you enjoy my blog!!").scores.quality
    assert good is not None
    assert bad is not None
    assert good > bad + 0.2


def test_other_languages_have_no_quality() -> None:
    german = "Der Rat beschloss am Dienstag, die Brücke noch vor dem Winter zu reparieren. " * 4
    result = qf.clean(german)
    assert (result.language, result.scores.quality, result.kinds) == ("de", None, ())
    assert "quality" not in [reason.code for reason in result.verdict.reasons]
    assert qf.clean(qf.Document(STORY, lang="de")).scores.quality is None


def test_of_nothing_quality_is_nothing() -> None:
    result = qf.clean("")
    assert (result.scores.quality, result.kinds, result.scores.completeness) == (0.0, (), 0.0)


# --- language -----------------------------------------------------------------------------------

GERMAN = "Der Rat beschloss am Dienstag, die alte Brücke noch vor dem Winter zu reparieren. " * 4
ENGLISH = "The council agreed on Tuesday to repair the old bridge before the winter begins. " * 4


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        (GERMAN, "de"),
        (GERMAN + ENGLISH, "und"),
        ("Le conseil a décidé mardi de réparer le vieux pont avant l'hiver.", "fr"),
        ("ok then", "und"),
        ("12.03.2020 14:05", "und"),
        ("", "und"),
    ],
)
def test_language(text: str, code: str) -> None:
    assert identify(text) == code


INDONESIAN_THEN_MALAY = (
    "Pemerintah kota akan menutup jembatan lama di Sungai Ratan mulai hari Senin karena tiang "
    "penyangganya retak. Kepala dinas mengatakan perbaikan butuh waktu sekitar empat bulan.\n"
    "Warga diminta memakai jalan lain. Kerajaan negeri akan menyediakan bas percuma untuk penduduk "
    "kampung yang perlu menyeberang sungai pada waktu pagi, kata jurucakap majlis itu kelmarin."
)
CROATIAN_THEN_SERBIAN = (
    "Vlak za more od subote ponovno vozi svaku noć, priopćile su željeznice u ponedjeljak. Karta "
    "stoji devetnaest eura, a tko putuje s biciklom mora ga prijaviti dan ranije na kolodvoru.\n"
    "Putnici su se žalili da voz kasni već tri nedelje, a direktor preduzeća je rekao da će se to "
    "popraviti čim stignu delovi iz fabrike. Nova stanica biće otvorena sledeće godine u leto."
)


@pytest.mark.parametrize(
    ("text", "codes"),
    [(INDONESIAN_THEN_MALAY, {"id", "ms"}), (CROATIAN_THEN_SERBIAN, {"hr", "bs", "sr"})],
)
def test_close_languages_at_both_ends(text: str, codes: set[str]) -> None:
    """Such texts were taken for English, and rejected for their unknown words."""
    result = qf.clean(text)
    assert result.language in codes
    assert result.scores.damage == 0
    assert result.verdict == qf.Verdict("accept")


@pytest.mark.parametrize(("given_lang", "code"), [("DE", "de"), ("pt-BR", "pt"), ("en_GB", "en")])
def test_the_caller_knows_the_language(given_lang: str, code: str) -> None:
    assert qf.clean(qf.Document(STORY, lang=given_lang)).language == code


# --- damage -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The cafÃ© was shut", ["cafÃ"]),
        ("Itâ€™s shut", ["Itâ"]),
        ("The caf\ufffd was shut", ["\ufffd"]),
        ("last month.The council met", ["The"]),
        ("weaponsIncluding drones", ["weaponsIncluding"]),
        ("McDonald, iPhone, U.S.Army, www.example.org, e.g.The", []),
        ("Müller ate crème brûlée", []),
    ],
)
def test_damaged_words(text: str, found: list[str]) -> None:
    tokens = tokenize([text])
    hits = np.flatnonzero(damaged(tokens))
    assert [text[tokens.starts[at] : tokens.ends[at]] for at in hits] == found


def test_unknown_words() -> None:
    known = tokenize(["the council agreed to repair"])
    vocabulary = pack(known.hashes[lower_words(known)])
    tokens = tokenize(["the councilagreed Council agreed torepair bridge"])
    words = ["the", "councilagreed", "Council", "agreed", "torepair", "bridge"]
    hits = np.flatnonzero(unknown(vocabulary, tokens))
    assert [words[at] for at in hits] == ["councilagreed", "torepair", "bridge"]
    assert not unknown(pack(known.hashes[:0]), tokens).any()


def test_unknown_words_of_other_languages_are_no_damage() -> None:
    assert qf.clean(GERMAN).scores.damage == 0


# --- completeness -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (STORY, 1.0),
        (STORY.rstrip(".\n"), 5 / 12),
        (f"and {STORY}", 3 / 4),
    ],
)
def test_completeness(text: str, expected: float) -> None:
    assert qf.clean(text).scores.completeness == pytest.approx(expected, abs=1e-5)


# --- training -----------------------------------------------------------------------------------

NONE = np.empty(0, np.uint8)
QUICK = Recipe(forests=1, trees=20, kind_trees=5)


def _graded(count: int = 60) -> Graded:
    draw = np.random.default_rng(1)
    table = draw.random((count, len(SIGNS))).astype(np.float32)
    grades = np.clip(np.rint(1 + 4 * table[:, list(SIGNS).index("sayings")]), 1, 5)
    kinds = ["report" if grade > 2 else OTHER for grade in grades]
    return Graded(table, grades, kinds, [str(at % 20) for at in range(count)])


def test_a_model_learns_what_its_data_says() -> None:
    graded = _graded()  # of two kinds
    one = replace(graded, kinds=["report"] * 60)
    assert fit(one, hold_out(one, QUICK), NONE, QUICK).kinds == ("report",)
    recipe = replace(QUICK, trees=200, leaf=5)
    model = fit(graded, hold_out(graded, recipe), NONE, recipe)
    figures = quality_figures(graded, model.quality(graded.rows))
    assert figures["spearman"] > 0.9
    assert figures["texts"] == 60
    low, high = figures["spearman_interval"]
    assert low <= figures["spearman"] <= high
    assert from_weights(to_weights(model)).quality(graded.rows) == pytest.approx(
        model.quality(graded.rows)
    )


@pytest.mark.parametrize("record", [{"text": "a", "grade": 6}, {"grade": 3}, {"text": "a"}])
def test_records_that_say_no_grade_are_refused(tmp_path: Path, record: dict[str, Any]) -> None:
    (tmp_path / "labelled").mkdir()
    (tmp_path / "labelled" / "quality.jsonl").write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(RecordError, match="needs a text and a grade from 1 to 5"):
        build_quality(tmp_path, tmp_path / "out", say=print)


def test_data_without_grades_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="is missing"):
        build_quality(tmp_path, tmp_path / "out", say=print)
