"""The laws of the filter, each a property."""

import gc
import pickle
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from joblib import Parallel, delayed

import qualityfilter as qf
from qualityfilter.pages.webpage import read_page
from qualityfilter.text.characters import fold

ODD = "\0\t\n\r\v\f\x1c\x85\xa0\u2028\u200b\u202e\u2066\ufeff\ud800\udc00\u0301é😀👩‍🚀🇩🇪ﬁßİ中。"
JUNK = (
    "Leave a Comment",
    "Join our Telegram channel",
    "Close advertising",
    "READ ALSO: Ferry strike called off after talks",
    "Photo: Harbour Press",
    "Tags: harbour, ferry, strike",
    "visit >>>",
)
PROSE = (
    "The council agreed on Tuesday to repair the bridge over the Sarn before winter.",
    "“We might need another year,” said the mayor, who reportedly wants to resign.",
    "Die Stadt will die Brücke bis zum Herbst sperren, sagte ein Sprecher.",
    "Why it matters",
    "1. Wash the leaves.",
)

words = st.text(st.characters() | st.sampled_from(ODD), max_size=60)
lines = st.sampled_from(JUNK + PROSE) | words
breaks = st.sampled_from(["\n", "\n\n", "\r\n", "\r", " ", "", "\f", "\u2028", "\n \n\n", "\n\t"])
texts = st.lists(st.tuples(lines, breaks), max_size=12).map(
    lambda pairs: "".join(line + gap for line, gap in pairs)
)
thresholds = st.sampled_from([0.05, 0.5, 0.9])

many = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module", params=[0.05, 0.9], ids=["eager", "default"])
def eager(request: pytest.FixtureRequest) -> qf.QualityFilter:
    return qf.QualityFilter(qf.Settings(threshold=request.param, trace=True))


@many
@given(text=texts)
def test_segments_tile_the_text(text: str) -> None:
    segments = list(qf.split(text))
    assert "".join(text[each.start : each.end] for each in segments) == text
    assert all(each.start < each.end for each in segments)


@many
@given(text=texts)
def test_folding_keeps_every_place(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    folded.encode()


@many
@given(text=texts)
def test_cut_and_restore(eager: qf.QualityFilter, text: str) -> None:
    result = eager.clean(text)
    assert result.document.text == text
    assert qf.cut(text, result.spans) == result.text
    assert result.restore() == text


@many
@given(text=texts)
def test_spans_keep_their_contract(eager: qf.QualityFilter, text: str) -> None:
    result = eager.clean(text)
    assert list(result.spans) == sorted(result.spans, key=lambda span: (span.start, span.end))
    cuts = result.cuts
    assert all(one.end <= other.start for one, other in pairwise(cuts))
    for mark in result.marks:
        assert not any(cut.start < mark.end and mark.start < cut.end for cut in cuts)
    for span in result.spans:
        assert 0 <= span.start < span.end <= len(text)
        assert span.text == text[span.start : span.end]
        assert span.evidence
        assert span.label in qf.LABELS
        for each in span.evidence:
            assert span.start <= each.start < each.end <= span.end
            assert 0 <= each.score <= 1


@many
@given(text=texts)
def test_no_cuts_means_untouched(eager: qf.QualityFilter, text: str) -> None:
    result = eager.clean(text)
    assert (result.text == text) == (not result.cuts)


@many
@given(text=texts)
def test_every_offset_maps(eager: qf.QualityFilter, text: str) -> None:
    result = eager.clean(text)
    kept = [(at, result.to_clean(at)) for at in range(len(text))]
    assert "".join(result.text[to] for _, to in kept if to is not None) == result.text
    assert all(text[at] == result.text[to] for at, to in kept if to is not None)


@many
@given(text=texts)
def test_values_survive_a_round_trip(eager: qf.QualityFilter, text: str) -> None:
    result = eager.clean(qf.Document(text, title="A title", id="7", meta={"page": 3}))
    for again in (
        qf.CleanResult.from_dict(result.to_dict()),
        pickle.loads(pickle.dumps(result)),
    ):
        assert again == result
        assert [span.text for span in again.spans] == [span.text for span in result.spans]


@settings(parent=many, max_examples=40)
@given(batch=st.lists(texts, max_size=9), size=st.integers(1, 10))
@example(batch=["The council will repair the bridge before winter.", ".0"], size=2)
def test_batches_change_nothing(eager: qf.QualityFilter, batch: list[str], size: int) -> None:
    alone = [eager.clean(text) for text in batch]
    assert list(eager.clean_many(batch, batch_size=size)) == alone


def test_workers_change_nothing(eager: qf.QualityFilter) -> None:
    batch = [*("\n\n".join([*PROSE, line]) for line in JUNK), "", "\n", PROSE[0]]
    alone = [eager.clean(text) for text in batch]
    halves = Parallel(n_jobs=2)(delayed(_clean)(eager, part) for part in (batch[:4], batch[4:]))
    assert [result for half in halves for result in half] == alone
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(eager.clean, batch)) == alone


def _clean(quality_filter: qf.QualityFilter, batch: list[str]) -> list[object]:
    return list(quality_filter.clean_many(batch))


@many
@given(text=texts)
def test_inputs_are_never_changed(eager: qf.QualityFilter, text: str) -> None:
    document = qf.Document(text, meta={"kept": [1]})
    before = pickle.dumps(document)
    eager.clean(document)
    assert pickle.dumps(document) == before


def test_an_empty_text_among_others_warns_of_nothing(
    eager: qf.QualityFilter, recwarn: pytest.WarningsRecorder
) -> None:
    results = list(eager.clean_many(["", "It rained all day.", " \n", "It snowed."]))
    assert all(isinstance(result, qf.CleanResult) for result in results)
    assert [str(each.message) for each in recwarn] == []


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\0", "\ud800"])
def test_empty_and_blank_texts_are_valid(eager: qf.QualityFilter, text: str) -> None:
    assert eager.clean(text).restore() == text


SHAPES = {
    "one endless line": "word ",
    "brackets": "[(<{",
    "lines": "\n",
    "one word": "a",
    "cues": "might possibly reportedly ",
    "short lines": "x\n",
    "promos": "Join our Telegram channel\n",
    "quotes": "“",
    "stops": ". ",
    "digits": "1",
    "blanks": " ",
    "glued words": "signedpossiblyincluding",
    "open quotation marks": ' "',
    "table rows": "a | b | c\n",
    "one sentence": "He said it may rain. ",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_time_is_linear(quality_filter: qf.QualityFilter, shape: str) -> None:
    """Ten times the text takes no more than twenty times as long (a square would take 100)."""

    def seconds(size: int) -> float:
        text = (SHAPES[shape] * size)[:size]
        return _seconds(lambda: quality_filter.clean(text))

    assert seconds(60_000) < 20 * seconds(6_000) + 0.05


def _seconds(call: Callable[[], object]) -> float:
    """Return the processor's time that a call takes, at best of three.

    Nothing is collected meanwhile: that takes as long as all that other tests left is large.
    """
    found = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(3):
            start = time.process_time()
            call()
            found.append(time.process_time() - start)
    finally:
        gc.enable()
    return min(found)


MARKUP = {
    "divs": "<div>x</div>",
    "links": "<a href='x'>word</a> ",
    "unclosed links": "<a>x",
    "breaks": "word<br>",
    "spans": "<span class='a b'>x</span>",
    "cells": "<td>x</td>",
    "comments": "<!-- x -->x",
    "instructions": "<?x?>x",
    "closing tags": "</p>",
    "references": "&amp;",
    "opening signs": "<",
    "one word": "word",
    "open quotation marks": "<p a='",
    "scripts": "<script>x</script>",
    "metas": "<meta property='og:title' content='x'>",
    "data": '<script type="application/ld+json">{"@type":"Article","articleBody":"x"}</script>',
}


@pytest.mark.parametrize("shape", MARKUP)
def test_time_for_pages_is_linear(shape: str) -> None:
    """Fifty times the page takes no more than a hundred and fifty times as long."""

    def seconds(size: int) -> float:
        page = qf.Page((MARKUP[shape] * size)[:size] + "<p>end")
        return _seconds(lambda: read_page(page, qf.SizeLimits(max_lines=10**6)))

    assert seconds(1_000_000) < 150 * seconds(20_000) + 0.2


def test_time_for_attributes_is_bounded() -> None:
    """It grows with the square at worst, and a page is given up before that takes a second."""

    def seconds(count: int) -> float:
        page = qf.Page(f"<p {' '.join(f'a{number}' for number in range(count))}>x</p>")
        return _seconds(lambda: read_page(page))

    assert seconds(9000) < 150 * seconds(900) + 0.2
