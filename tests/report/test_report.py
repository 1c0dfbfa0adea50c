"""The report as a file: what it holds is what was read, and nothing of it is markup."""

import base64
import hashlib
import json
import random
import sys
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import qualityfilter as qf
from qualityfilter.apps.report import About, ReportTotals, Seen, look, render
from qualityfilter.apps.report.page import percent
from qualityfilter.apps.report.palette import LABELS as COLOURS
from qualityfilter.apps.report.palette import PALETTE, VERDICTS
from qualityfilter.apps.report.totals import bin_start, length_bin
from qualityfilter.core.data import LABELS
from qualityfilter.core.pieces import tile
from qualityfilter.records.chunk import Chunk, Raw
from qualityfilter.records.options import Options
from qualityfilter.records.outcome import Kept, Outcome, Tally
from tests.conftest import END, MID, OPEN
from tests.report.conftest import ARABIC, HOSTILE, articles, call, write

OPTIONS = Options("jsonl", "jsonl")
JUNK = "Share this: Facebook Twitter WhatsApp"
ANY = st.text(st.characters(exclude_categories=()), max_size=60)
"""Lone surrogates, too."""


def chunk_of(*records: object) -> Chunk:
    lines = (json.dumps(each).encode() for each in records)
    raws = tuple(Raw(line, number, "in.jsonl") for number, line in enumerate(lines, 1))
    return Chunk("in.jsonl", 1, len(raws), 0, raws)


def page_of(quality_filter: qf.QualityFilter, *records: object, most: int = 5000) -> str:
    gathered = ReportTotals(most)
    gathered.add(look(chunk_of(*records), OPTIONS, quality_filter))
    return made_of(gathered, quality_filter)


def made_of(gathered: ReportTotals, quality_filter: qf.QualityFilter) -> str:
    about = About(("in.jsonl",), quality_filter.loaded.provenance)
    return render(gathered, about).decode("utf-8")


def soup(page: str) -> BeautifulSoup:
    return BeautifulSoup(page, "html.parser")


def documents(page: str) -> list[dict[str, Any]]:
    """Return the documents that a page holds, as its script has them."""
    found = soup(page)
    pieces = [each.string or "" for each in found.select("#data, script.shard")]
    if not pieces:
        return []
    data, *shards = (json.loads(zlib.decompress(base64.b64decode(each))) for each in pieces)
    bodies = [body for each in shards for body in each]
    assert len(bodies) == len(data["documents"])
    return [{**facts, **body} for facts, body in zip(data["documents"], bodies, strict=True)]


def text_of(document: dict[str, Any]) -> str:
    return "".join(text for text, _ in document["pieces"])


# --- what was scraped stays text ----------------------------------------------------------------


@pytest.fixture(scope="module")
def plain(quality_filter: qf.QualityFilter) -> set[tuple[str, ...]]:
    """The elements, with their attributes, of a report on documents without any markup."""
    failing = ({"id": "a"}, {"id": "b", "text": 1})
    return elements(page_of(quality_filter, *articles(), *failing))


def elements(page: str) -> set[tuple[str, ...]]:
    return {(each.name, *sorted(each.attrs)) for each in soup(page).find_all(True)}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.lists(ANY, min_size=6, max_size=6), tail=st.sampled_from(["", "<x-", "</script"]))
def test_no_text_becomes_markup(
    quality_filter: qf.QualityFilter, plain: set[tuple[str, ...]], texts: list[str], tail: str
) -> None:
    title, source, name, url, body, cut = (f"<x-y>{each}</script><!--{tail}" for each in texts)
    record = {
        **{"id": name, "title": title, "source": source, "url": url},
        "text": f"{OPEN}\n\n{body}\n\n{JUNK} {cut}\n\n{MID}\n",
    }
    page = page_of(quality_filter, record, record, {"id": name, "url": url})
    assert "<x-" not in page.lower()
    assert page.lower().count("</script") == 3
    assert elements(page) <= plain
    assert len(documents(page)) == 2
    assert [text_of(each) for each in documents(page)] == [record["text"]] * 2
    assert documents(page)[0]["title"].startswith("<x-y>")


def test_only_its_own_script_and_style_may_be(report: Path) -> None:
    page = report.read_text("utf-8")
    found = soup(page)
    (policy,) = (each["content"] for each in found.select("meta[http-equiv]"))
    rules = dict(each.split(" ", 1) for each in policy.split("; "))
    assert rules["default-src"] == "'none'"
    running = [each for each in found.select("script") if "type" not in each.attrs]
    for kind, pieces in (("script-src", running), ("style-src", found.select("style"))):
        (piece,) = pieces
        digest = base64.b64encode(hashlib.sha256(piece.string.encode()).digest()).decode()
        assert rules[kind] == f"'sha256-{digest}'"
    assert "connect-src" not in rules  # nothing, as for all that is not named
    assert not found.select(
        "[style], [onclick], [onload], [src], link, iframe, object, form[action]"
    )
    assert {each["href"] for each in found.select("a")} == {"#documents", "#figures", "#failures"}


def test_right_to_left_text_is_isolated(quality_filter: qf.QualityFilter) -> None:
    page = page_of(quality_filter, ARABIC)
    assert f"<bdi>{ARABIC['source']}</bdi>" in page
    assert soup(page).find("bdi", string=ARABIC["source"])


# --- figures ------------------------------------------------------------------------------------


def rows(page: str, heading: str) -> list[list[str]]:
    """Return the cells of the table under a heading."""
    (section,) = (each.parent for each in soup(page).find_all("h2", string=heading))
    table = section.select("table")[-1]
    return [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
        for row in table.select("tbody tr")
    ]


def test_figures_are_those_of_clean(report: Path, tmp_path: Path) -> None:
    given, told = report.parent / "in.jsonl", tmp_path / "summary.json"
    call("clean", given, "-o", tmp_path / "out.jsonl", "--summary", told)
    summary = json.loads(told.read_text("utf-8"))
    page = report.read_text("utf-8")
    cut = rows(page, "What was cut")
    assert {row[0]: int(row[1].replace(",", "")) for row in cut} == summary["cut"]
    shown = [each.get_text() for each in soup(page).select(".main dd")]
    share = sum(summary["cut"].values()) / summary["characters"]
    assert (shown[0], shown[1], shown[3]) == (str(summary["records"]), percent(share), "2")
    verdicts = [each.get_text().split() for each in soup(page).select("header .key li")]
    assert {name: int(count) for name, count, *_ in verdicts if count != "0"} == summary[
        "decisions"
    ]
    found = [json.loads(line)["qualityfilter"] for line in (tmp_path / "out.jsonl").open()]
    graded = [each["quality"] for each in found if each["quality"] is not None]
    assert shown[2] == f"{sum(graded) / len(graded):.2f}"
    assert sum(sum(map(int, row[1:])) for row in rows(page, "Quality")) == len(graded)
    assert [sum(int(row[at]) for row in rows(page, "Length")) for at in (1, 2)] == [len(found)] * 2
    failed = rows(page, "Failures")
    assert [row[1] for row in failed] == ["text", "json"]
    sources = rows(page, "Sources")
    assert sum(int(row[1]) for row in sources) == len(found)


def test_a_source_has_its_own_figures(quality_filter: qf.QualityFilter) -> None:
    clean, dirty = (
        f"{OPEN}\n\n{MID}\n\n{END}\n",
        f"{OPEN}\n\n{JUNK}\n\n{MID} It may rain.\n\n{END}\n",
    )
    records = [
        {"text": clean, "source": "one"},
        {"text": dirty, "url": "https://two.example/a"},
        {"text": dirty, "url": "http://[broken"},
    ]
    found = {row[0]: row[1:] for row in rows(page_of(quality_filter, *records), "Sources")}
    results = [quality_filter.clean(each["text"]) for each in records]
    assert found.keys() == {"one", "two.example", "no source"}
    assert (found["one"][0], found["one"][5]) == ("1", percent(0))
    gone = 1 - len(results[1].text) / len(dirty)
    assert found["two.example"][5] == found["no source"][5] == percent(gone)
    assert found["two.example"][7] == percent(results[1].scores.hedged) != percent(0)


def test_lines_and_rules_are_counted(quality_filter: qf.QualityFilter) -> None:
    record = {"text": f"{OPEN}\n\n{JUNK}\n\n{MID} It may rain.\n\n{JUNK}\n\n{END}\n"}
    page = page_of(quality_filter, *[record] * 3, {"text": f"{OPEN}\n"})
    result = quality_filter.clean(record["text"])
    pieces = [record["text"][cut.start : cut.end].strip() for cut in result.cuts]
    assert " ".join(pieces) == f"{JUNK} {JUNK}"
    assert rows(page, "Lines cut most often") == sorted(
        [piece, "social", "3"] for piece in {*pieces}
    )
    sources = [{each.source for each in span.evidence} for span in result.spans]
    fired = rows(page, "Rules that find the most") + rows(page, "Cues of hedges that find the most")
    assert {name.partition(":")[0] for name, *_ in fired} >= {"rule", "cue"}
    for name, _, count, records in fired:
        source = name.split()[0]
        assert (int(count), records) == (3 * sum(source in each for each in sources), "3")


def test_every_label_and_verdict_has_a_colour() -> None:
    assert COLOURS.keys() == {*LABELS}
    assert {*COLOURS.values(), *VERDICTS.values()} <= PALETTE.keys()


@given(st.integers(0, 10**9))
def test_bins_of_length(length: int) -> None:
    number = length_bin(length)
    assert number == -1 if not length else bin_start(number) <= length < bin_start(number + 1)


# --- documents ----------------------------------------------------------------------------------


@given(ANY, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 80)), max_size=8))
def test_pieces_tile_the_text(text: str, ranges: list[tuple[int, int]]) -> None:
    places = sorted((min(each), max(each)) for each in ranges)
    spans = [qf.Span(*each, "social", 1, "mark", ()) for each in places]
    pieces, at = tile(text, spans), 0
    assert "".join(piece for piece, _ in pieces) == text
    for piece, numbers in pieces:
        inside = {
            n
            for n, span in enumerate(spans)
            for i in range(at, at + len(piece))
            if span.start <= i < span.end
        }
        assert {*numbers} == inside
        at += len(piece)


def test_a_document_is_what_the_filter_gave(quality_filter: qf.QualityFilter) -> None:
    record = articles()[54]
    (found,) = documents(page_of(quality_filter, record))
    result = quality_filter.clean(record["text"])
    values = json.loads(json.dumps(result.to_dict()))
    assert result.cuts
    assert found["spans"] == values["spans"]
    assert text_of(found) == record["text"]
    kept = (
        text
        for text, numbers in found["pieces"]
        if not any(found["spans"][n]["action"] == "cut" for n in numbers)
    )
    assert "".join(kept) == result.text
    assert (found["verdict"], found["quality"]) == (result.verdict.decision, result.scores.quality)


def test_a_long_line_is_shown_from_its_beginning(quality_filter: qf.QualityFilter) -> None:
    text = f"{OPEN} " * (1_000_000 // len(OPEN))
    (found,) = documents(page_of(quality_filter, {"text": text}))
    assert text_of(found) == text[:200_000]
    assert found["missing"] == len(text) - 200_000
    assert found["before"] == len(text)


@pytest.mark.parametrize(
    "records", [[], [{"id": "a"}], [{"text": ""}], [{"text": "\ud800 \x00\x1b"}]]
)
def test_few_records(quality_filter: qf.QualityFilter, records: list[dict[str, str]]) -> None:
    page = page_of(quality_filter, *records)
    texts = [each["text"] for each in records if "text" in each]
    assert [text_of(each) for each in documents(page)] == texts
    assert bool(soup(page).select("svg[role=img]")) == bool(texts)


# --- size ---------------------------------------------------------------------------------------


def test_more_documents_are_sampled(quality_filter: qf.QualityFilter) -> None:
    outcome = look(chunk_of(*({"text": f"{OPEN} {n}"} for n in range(64))), OPTIONS, quality_filter)
    gathered, again = ReportTotals(100), ReportTotals(100)
    for _ in range(200):
        gathered.add(outcome)
    for _ in range(200):
        again.add(outcome)
    numbers = [each.number for each in gathered.sample]
    assert numbers == [each.number for each in again.sample] == sorted({*numbers})
    assert (len(numbers), gathered.tally.records) == (100, 12_800)
    assert 5_000 < sum(numbers) / 100 < 7_800  # neither the first ones nor the last
    page = made_of(gathered, quality_filter)
    assert "100 of the 12,800 documents are here" in page
    assert [text_of(each) for each in documents(page)] == [
        f"{OPEN} {(number - 1) % 64}" for number in numbers
    ]


def test_a_page_stays_under_20_megabytes(quality_filter: qf.QualityFilter) -> None:
    """Of documents that hardly compress fewer are shown, and no more are kept than need be."""
    (kept,) = look(chunk_of({"text": OPEN}), OPTIONS, quality_filter).kept
    gathered, noise = ReportTotals(), random.Random(0)
    for _ in range(200):
        letters = base64.b85encode(noise.randbytes(120_000)).decode()
        body = json.dumps({"pieces": [[letters, []]], "spans": []}).encode()
        seen = replace(Seen.unpack(kept.content), body=zlib.compress(body, 1))
        tally = Tally(records=1, kept=1, decisions={"accept": 1})
        gathered.add(Outcome((Kept(None, seen.pack()),), b"", b"", tally))
    page = made_of(gathered, quality_filter)
    assert len(documents(page)) < len(gathered.sample) < gathered.documents
    assert 18_000_000 < len(page) < 20_000_000


def test_no_documents_may_be_wanted(quality_filter: qf.QualityFilter) -> None:
    page = page_of(quality_filter, {"text": OPEN}, most=0)
    assert documents(page) == []
    assert rows(page, "Sources")[0][1] == "1"
    assert "0 of the 1 documents are here" in page


# --- the command --------------------------------------------------------------------------------


def test_the_same_input_gives_the_same_page(tmp_path: Path) -> None:
    given = write(tmp_path / "in.jsonl", [HOSTILE, ARABIC, *articles()])
    for jobs in (1, 2):
        assert call("report", given, "-o", tmp_path / f"{jobs}.html", "-j", jobs).exit_code == 0
    assert (tmp_path / "1.html").read_bytes() == (tmp_path / "2.html").read_bytes()


def test_settings_and_fields_are_those_of_clean(tmp_path: Path) -> None:
    text = f"{OPEN}\n\n{JUNK}\n\n{MID}\n\n{END}\n"
    given = tmp_path / "in.csv"
    given.write_text(f'body,site\n"{text}",castelmar\n', encoding="utf-8")
    out = tmp_path / "report.html"
    options = ("--text-field", "body", "--source-field", "site", "--action", "social=keep")
    assert call("report", given, "-o", out, *options).exit_code == 0
    (found,) = documents(out.read_text("utf-8"))
    assert (found["source"], found["before"]) == ("castelmar", found["after"])


def test_signals_that_fail_are_told(tmp_path: Path) -> None:
    given = tmp_path / "in.txt"
    given.write_text(OPEN, encoding="utf-8")
    assert call("report", given, "-o", tmp_path / "r.html", "--signals").exit_code == 0
    page = (tmp_path / "r.html").read_text("utf-8")
    (found,) = documents(page)
    assert {row[0] for row in rows(page, "Published heuristics not passed")} <= {*found["failing"]}
    assert "gopher.words" in found["failing"]


@pytest.mark.parametrize(
    ("name", "told"), [("r.txt", "FILE.html"), ("in.html", "overwritten"), (".", "FILE.html")]
)
def test_wrong_outputs(tmp_path: Path, name: str, told: str) -> None:
    given = tmp_path / "in.html"
    given.write_text(f"<p>{OPEN}</p>", encoding="utf-8")
    failed = call("report", given, "-o", tmp_path / name)
    assert (failed.exit_code, told in failed.output) == (2, True), failed.output
    assert given.read_text("utf-8") == f"<p>{OPEN}</p>"


def test_what_is_missing_is_told_before_anything_is_cleaned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = write(tmp_path / "in.jsonl", [{"id": "fails"}])
    monkeypatch.setitem(sys.modules, "jinja2", None)
    failed = call("report", given, "-o", tmp_path / "r.html")
    assert (failed.exit_code, "qualityfilter[report]" in failed.output) == (2, True)


def test_a_report_that_is_stopped_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ReportTotals, "add", stop)
    given = write(tmp_path / "in.jsonl", [{"text": OPEN}])
    stopped = call("report", given, "-o", tmp_path / "r.html")
    assert (stopped.exit_code, "nothing was written" in stopped.output) == (3, True)
    assert [each.name for each in tmp_path.iterdir()] == ["in.jsonl"]


def test_a_long_list_of_inputs_is_cut_short(tmp_path: Path) -> None:
    given = [tmp_path / f"{number}.txt" for number in range(11)]
    for path in given:
        path.write_text(OPEN, encoding="utf-8")
    assert call("report", *given, "-o", tmp_path / "r.html").exit_code == 0
    told = soup((tmp_path / "r.html").read_text("utf-8")).select_one(".from")
    assert told is not None
    assert told.get_text().endswith("7.txt and 3 more")
