"""Lost line breaks are guessed where words meet that no sentence would hold together."""

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from qualityfilter.core.errors import ArtifactFormat
from qualityfilter.lab.breaks import figures, flattened, floors, load_flattened
from qualityfilter.lab.corpus import digest, find
from qualityfilter.text.breaks import (
    FEATURES,
    KIND,
    Breaks,
    from_weights,
    gap_columns,
    load_breaks,
    read_words,
    to_weights,
)
from qualityfilter.text.characters import fold
from qualityfilter.text.segments import lay_out, lost_breaks, split
from qualityfilter.text.sentences import sentence_ends
from tests.command import app
from tests.conftest import MID, OPEN, ROOT

MANIFEST = json.loads((ROOT / "models" / "breaks" / "manifest.json").read_text(encoding="utf-8"))

PAGE = """\
Home
News
Sport
Weather
Sign in
Harbour ferry back in service after three weeks
By Ruth Okafor
Share on Facebook
The ferry across the Lorne estuary carried its first passengers in three weeks on Monday, after \
engineers replaced a gearbox that had failed in heavy seas.
Residents of the northern shore had complained that the bus took more than an hour.
Trade on the quay fell by a third while the boat was away, says the chamber of commerce.
Subscribe to our newsletter
Get the day's top stories in your inbox every morning.
Related stories
About us
Contact
Privacy policy"""


def test_lines_of_a_page_are_found_again() -> None:
    """Most of them: what a menu holds, and what stands between it and the article."""
    line = PAGE.replace("\n", " ")
    true = {at + 1 for at, character in enumerate(PAGE) if character == "\n"}
    found = set(load_breaks().ends(line).tolist())
    assert len(found & true) / len(true) >= 0.8
    assert len(found - true) <= 1
    assert len(set(sentence_ends(line)) & true) / len(true) <= 0.3


def test_a_line_is_cut_where_it_ended_and_where_a_sentence_does() -> None:
    line = " ".join([PAGE.replace("\n", " ")] * 3)
    segments = lay_out(line).segments
    parts = [line[segment.start : segment.end] for segment in segments]
    assert "".join(parts) == line
    assert {"Home ", "Sport ", "Share on Facebook ", "Contact "} <= set(parts)
    assert {segment.line for segment in segments} == {0}
    assert len(parts) > len(sentence_ends(line))


def test_the_longer_a_line_the_less_it_takes() -> None:
    """And in a short one a break is hardly ever guessed."""
    line = PAGE.replace("\n", " ")
    found = [len(lost_breaks([text], [fold(text)])[0]) for text in (line, " ".join([line] * 9))]
    assert found[1] > 9 * found[0]
    assert lost_breaks([OPEN], [fold(OPEN)])[0].tolist() == []


def test_texts_are_looked_at_together_as_alone() -> None:
    texts = [" ".join([PAGE.replace("\n", " ")] * 3), "", OPEN, PAGE, "Home News Sport " * 200]
    folded = list(map(fold, texts))
    for text, plain, found in zip(texts, folded, lost_breaks(texts, folded), strict=True):
        assert found.tolist() == lost_breaks([text], [plain])[0].tolist()


def test_doubt_keeps_lines_whole() -> None:
    line = PAGE.replace("\n", " ")
    model = load_breaks()
    sure = set(model.ends(line, 3.0).tolist())
    assert sure < set(model.ends(line).tolist())
    assert model.ends(line, 99.0).tolist() == []
    doubts = np.zeros(len(line))
    doubts[: len(line) // 2] = 99.0
    half = [end for end in model.ends(line).tolist() if end >= len(line) // 2]
    assert model.ends(line, doubts.take).tolist() == half


def test_sentences_end_pieces_of_longer_lines() -> None:
    assert len(split(f"{OPEN} {MID}")) == 2
    assert len(split("It rained. It snowed.")) == 1
    assert len(split(f"{OPEN} {MID}", more=[np.array([4])])) == 3


words = st.text(st.characters(exclude_categories=["Cs", "Zl", "Zp", "Cc"]), min_size=1, max_size=9)


@given(st.lists(words, max_size=60), st.sampled_from([" ", "  ", "\t", "\xa0"]))
def test_ends_lie_behind_blanks_and_before_words(parts: list[str], blank: str) -> None:
    line = blank.join(parts)
    eager = Breaks(np.zeros_like(load_breaks().weights), 1.0)
    ends = eager.ends(line).tolist()
    assert ends == sorted(set(ends))
    assert "".join(line[a:b] for a, b in zip([0, *ends], [*ends, len(line)], strict=True)) == line
    for end in ends:
        assert not line[end].isspace()
    assert Breaks(eager.weights, -1.0).ends(line).tolist() == []


@pytest.mark.parametrize("text", ["", " ", "word", "می‌خواهم", "中文没有空格。"])
def test_a_text_of_one_word_has_no_gap(text: str) -> None:
    assert load_breaks().ends(text).tolist() == []


def test_digits_and_typographic_variants_are_all_the_same() -> None:
    def columns(line: str) -> list[list[int]]:
        words = read_words(line)
        return [column.tolist() for column in gap_columns(words, words.gaps)]

    plain = columns('on 12 May "we won" - they said')
    assert columns("on 97 May “we won” – they\xa0said") == plain
    assert columns("on 97 may “we won” – they\xa0said") != plain
    assert len(plain) == len(FEATURES)


def test_a_gap_is_judged_by_what_is_near() -> None:
    """So a text may be as long as it likes, and a part is cut as it is by itself."""
    filler = "so it went on and on " * 40
    line = PAGE.replace("\n", " ")
    alone = load_breaks().ends(line)
    after = load_breaks().ends(f"{filler}{line} {filler}")
    inside = after[(after > len(filler)) & (after < len(filler) + len(line))] - len(filler)
    assert inside.tolist() == alone.tolist()


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        (f"Photo: Getty Images{OPEN}", ["Photo: Getty Images"]),
        (f"CLOSE{OPEN}", ["CLOSE"]),
        (f"Published 12 May 2016{OPEN}", ["Published 12 May 2016"]),
        (f"{OPEN}Share on FacebookPrint this page", [OPEN, "Share on Facebook"]),
    ],
)
def test_words_that_ran_into_one_are_parted(text: str, ends: list[str]) -> None:
    assert list(lay_out(text).contents[: len(ends)]) == ends


@pytest.mark.parametrize(
    "text",
    [
        "He put the video on YouTube and WhatsApp, and McAdam of BuzzFeed wrote about PayPal.",
        "Die GmbH und die ARDmediathek nannten den iPhone-Hersteller im eBay-Streit nicht.",
        "Von Jana Reuter | 12. März 2026, 14:05 Uhr | Lesezeit drei Minuten",
        "Er kam am 12. Mai nach Hause",
    ],
)
def test_names_and_dates_stay_whole(text: str) -> None:
    assert list(lay_out(text).contents) == [text]


def test_weights_come_back_as_they_went() -> None:
    model = load_breaks()
    again = from_weights(to_weights(model))
    assert again.bias == model.bias
    assert np.array_equal(again.weights, model.weights)
    for name in to_weights(model):
        with pytest.raises(ArtifactFormat):
            from_weights({key: value for key, value in to_weights(model).items() if key != name})


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One <b>two</b></p><p>three</p>", "One two\nthree"),
        ("<ul><li><a>Home</a><li><a>News</a></ul>", "Home\nNews"),
        ("<div>a<br>b</div><script>no</script>", "a\nb"),
        ("<title>no</title><span>a\n\n b</span><span>c</span>", "a b c"),
        ("", ""),
    ],
)
def test_blocks_break_lines(html: str, text: str) -> None:
    assert flattened(html) == text


def test_figures_count_guesses() -> None:
    guessed, broken = np.array([True, True, False, False]), np.array([True, False, True, False])
    assert figures(guessed, broken) == {"precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert figures(broken & False, broken)["f1"] == 0


def _html(place: str) -> str:
    menu = "".join(f"<li>{name}</li>" for name in ("Home", "News", "Sport", "Weather"))
    story = f"<p>The council of {place} met on Monday and agreed on a plan for the old bridge.</p>"
    return f"<ul>{menu}</ul><h1>Bridge plan agreed in {place}</h1>{story * 3}<p>Contact us</p>"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Pages of twelve sites, one of them in the test split and one with a labelled page."""
    places = ("Ash", "Birch", "Cedar", "Elm", "Fir", "Hazel", "Larch", "Oak", "Pine", "Rowan")
    records = [
        {"id": place, "site": f"{place}.example", "split": "train", "html": _html(place)}
        for place in places
    ]
    records += [
        {"id": "t", "site": "t.example", "split": "test", "html": _html("Willow")},
        {"id": "l", "site": "l.example", "split": "train", "html": _html("Yew")},
    ]
    _write(tmp_path / "pages" / "own.jsonl", records)
    labelled = {"id": "l", "site": "l.example"}
    _write(tmp_path / "labelled" / "pages.jsonl", [labelled])
    return tmp_path


def _write(path: Path, records: list[Mapping[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")


def test_pages_of_labelled_sites_are_left_out(data: Path) -> None:
    pages = load_flattened(data)
    assert [page.site for page in pages if page.test] == ["t.example"]
    assert len(pages) == 11
    assert "l.example" not in {page.site for page in pages}


def test_a_model_is_trained_on_anyones_pages(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "model"
    run = CliRunner().invoke(app, ["train", "breaks", str(data), "-o", str(out)])
    assert run.exit_code == 0, run.output
    about = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert about["kind"] == KIND
    assert about["pages"] == 10
    for split_figures in about["metrics"].values():
        assert split_figures["guessed"]["f1"] > 0.9 > split_figures["sentences"]["f1"]
    assert "Model card: `model`" in (out / "MODEL_CARD.md").read_text(encoding="utf-8")


def test_no_pages_are_said_to_be_missing(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    run = CliRunner().invoke(app, ["train", "breaks", str(tmp_path), "-o", str(tmp_path / "out")])
    assert run.exit_code != 0
    assert "no pages" in run.output


def test_floors_follow_from_the_figures() -> None:
    assert MANIFEST["floors"] == floors(MANIFEST["metrics"]["test"])
    out_of_fold = MANIFEST["metrics"]["out_of_fold"]
    assert out_of_fold["guessed"]["f1"] > 2 * out_of_fold["sentences"]["f1"]


@pytest.mark.data
def test_floors(data_folder: Path) -> None:
    """F1 of guessed breaks on the test pages."""
    from qualityfilter.lab.breaks import Recipe, measure

    folder = data_folder / "data"
    for name, expected in MANIFEST["data"].items():
        assert digest(find(folder, name)) == expected, "the floors belong to other data"
    test = [page for page in load_flattened(folder) if page.test]
    assert measure(load_breaks(), test, Recipe())["guessed"]["f1"] >= MANIFEST["floors"]["f1"]
