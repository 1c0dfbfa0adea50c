"""Pages: what is read of them, what their tags are good for, and what no page may do."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html
from typer.testing import CliRunner

import qualityfilter as qf
from qualityfilter.core.limits import SizeLimits
from qualityfilter.pages.tree import parse
from qualityfilter.pages.walk import Walk
from qualityfilter.pages.webpage import read_page
from tests.command import app

BODY = (
    "The ferry across the Sarn will stop from Monday, the harbour office said.",
    "It may start again in March, the office told reporters at a meeting on Tuesday evening.",
    "“Nobody likes it,” said Anna Berg, who runs the café by the pier, “but the boat is old.”",
)
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><title>Ferry stops - Harbour Post</title>
<meta property="og:title" content="Ferry stops for the winter">
<meta property="og:site_name" content="Harbour Post">
<link rel="canonical" href="https://post.example/ferry">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Ferry stops for winter",
"isAccessibleForFree": false}}</script>
<script>document.write("</p>")</script><style>p {{ color: red }}</style></head><body>
<nav class="mainNav"><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article id="story"><h1>Ferry stops for winter</h1>
<p>{BODY[0]}</p>
<div class="promo-box">Join our <b>Telegram</b> channel</div>
<p>{BODY[1]}</p>
<p>{BODY[2]}</p></article></main>
<aside class="related"><h3>More stories</h3>
<ul><li><a href="/1">Bridge to close for nine weekends</a></li>
<li><a href="/2">Night buses return to the old town</a></li></ul></aside>
<footer><a href="/terms">Terms of use</a> <a href="/privacy">Privacy</a></footer></body></html>"""


def text_of(html: Any, **more: Any) -> str:
    return read_page(qf.Page(html, **more)).text


def test_an_article_is_what_is_left() -> None:
    result = qf.clean_html(PAGE, url="https://post.example/ferry?x=1")
    assert [line for line in result.text.splitlines() if line] == ["Ferry stops for winter", *BODY]
    assert result.restore() == result.document.text
    assert result.document.url == "https://post.example/ferry?x=1"
    assert (result.language, result.hedging) == ("en", "done")
    assert [span.label for span in result.marks] == ["headline", "speculative"]


def test_every_kind_of_input_is_the_same_page() -> None:
    tree = lxml_html.document_fromstring(PAGE)
    before = etree.tostring(tree)
    found = [
        text_of(each)
        for each in (
            PAGE,
            PAGE.encode(),
            tree,
            etree.ElementTree(tree),
            BeautifulSoup(PAGE, "lxml"),
        )
    ]
    assert found == [found[0]] * len(found)
    assert etree.tostring(tree) == before


def test_comments_are_no_text_and_part_none() -> None:
    page = "<p>One <!-- not --><b>two</b><!-- not --> three<?not me?> four</p><!-- not -->"
    tree = lxml_html.document_fromstring(page)
    before = etree.tostring(tree)
    for each in (page, tree, BeautifulSoup(page, "lxml")):
        assert text_of(each) == "One two three four"
    assert etree.tostring(tree) == before


def test_pages_go_with_documents_in_a_batch(quality_filter: qf.QualityFilter) -> None:
    items = [qf.Page(PAGE, id="p"), BODY[0], qf.Page(b"%PDF-1.4", id="q"), qf.Page(PAGE)]
    found = list(quality_filter.clean_many(items))
    alone = quality_filter.clean(qf.Page(PAGE, id="p"))
    assert found[0] == alone
    assert found[1] == quality_filter.clean(BODY[0])
    assert found[2] == qf.Failure("q", "page", "not a page but a PDF file")
    assert isinstance(found[3], qf.CleanResult)
    assert found[3].spans == alone.spans
    with pytest.raises(qf.ContentError, match="not a page but a PDF file"):
        qf.clean_html(b"%PDF-1.4")


def test_a_result_of_a_page_goes_through_json() -> None:
    result = qf.clean_html(PAGE)
    assert result.document.blocks
    assert qf.CleanResult.from_dict(json.loads(json.dumps(result.to_dict()))) == result


def test_what_a_page_says_of_itself() -> None:
    document = read_page(qf.Page(PAGE, meta={"mine": 1}))
    assert (document.title, document.lang) == ("Ferry stops for winter", "en")
    assert document.url == "https://post.example/ferry"
    assert document.meta == {
        "headline": "Ferry stops for winter",
        "free": False,
        "site_name": "Harbour Post",
        "mine": 1,
    }
    own = read_page(qf.Page(PAGE, title="Mine", lang="de", url="u", source="s", id="i"))
    assert (own.title, own.lang, own.url, own.source, own.id) == ("Mine", "de", "u", "s", "i")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One<br>two</p><p>three</p>", "One\ntwo\n\nthree"),
        ("<p>A <b>bold</b>\n  word<i>s</i></p>", "A bold words"),
        ("<ul><li>one</li><li><p>two</p></li></ul>", "- one\n\n- two"),
        ("<ol><li>one<ul><li>in</li></ul></li><li>two</li></ol>", "1. one\n\n- in\n\n2. two"),
        ("<table><tr><th>Day</th><td>1 <b>km</b></td></tr><tr><td>x</td></tr></table>",
         "Day | 1 km\nx"),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("<div>a<div>b</div>c</div>", "a\nb\nc"),
        ("<blockquote><p>said</p></blockquote>tail", "said\n\ntail"),
        ("<p>seen</p><!-- not --><script>not</script><noscript>not</noscript>!", "seen\n\n!"),
        ("<title>not</title><p>seen</p>", "seen"),
        ("<html><title>not</title><nav>seen</nav><article>too</article></html>", "seen\ntoo"),
        ("just text", "just text"),
        ("<p>caf\u00e9 &amp; &#8220;bar&#8221;&nbsp;x</p>", "café & “bar”\u00a0x"),
    ],
)  # fmt: skip
def test_visible_text(html: str, expected: str) -> None:
    assert text_of(html) == expected


def test_blocks_know_their_lines() -> None:
    document = read_page(qf.Page(PAGE))
    for block in document.blocks:
        line = document.text[block.start : block.end]
        assert line == line.strip()
        assert "\n" not in line
    by_line = {document.text[each.start : each.end]: each for each in document.blocks}
    assert (by_line["- Home"].linked, by_line["- Home"].tag) == (1.0, "li")
    assert "nav" in by_line["- Home"].tags
    assert by_line[BODY[0]].tag == "p"
    assert {"article", "main"} <= {*by_line[BODY[0]].tags}
    first, second = (by_line[BODY[at]].path for at in (0, 2))
    assert first[:-1] == second[:-1]
    assert first[-1] != second[-1]
    assert not any(each.hidden for each in document.blocks)
    hidden = read_page(
        qf.Page(f'<p style="display: none">{BODY[0]}</p><p hidden>{BODY[1]}</p><p>z</p>')
    )
    assert [each.hidden for each in hidden.blocks] == [True, True, False]


def test_tags_that_html_does_not_know_are_not_named() -> None:
    (block,) = read_page(qf.Page("<main><made-up><p><x1>The ferry runs.</x1></p>")).blocks
    assert block.tags == ("body", "html", "main", "p")
    assert block.depth == 6


def test_the_body_in_the_pages_data_is_asked() -> None:
    data = json.dumps({"@graph": [{"@type": ["NewsArticle"], "articleBody": BODY[0]}]})
    page = f'<script type="application/ld+json">{data}</script><p>{BODY[0]}</p><p>Home page</p>'
    assert [each.told for each in read_page(qf.Page(page)).blocks] == [1.0, 0.0]
    assert [each.told for each in read_page(qf.Page("<p>x</p>")).blocks] == [-1.0]


MENU = '<nav><a href="/">Harbour Post</a> <a href="/s">Sport</a></nav>'


def _data(body: str) -> str:
    data = json.dumps({"@type": "NewsArticle", "articleBody": body})
    return f'<script type="application/ld+json">{data}</script>'


def _state(value: object) -> str:
    data = json.dumps({"props": {"content": {"article": {"title": "Ferry", "body": value}}}})
    return f'<script id="__NEXT_DATA__" type="application/json">{data}</script>'


@pytest.mark.parametrize(
    "script",
    [
        _data("\n".join(BODY)),
        _data("".join(f"<p>{line}</p>" for line in BODY)),
        _state([{"type": "p", "text": line} for line in BODY]),
        _state("".join(f"<p>{line}</p>" for line in BODY)),
    ],
    ids=["json-ld", "json-ld as HTML", "state in parts", "state as HTML"],
)
def test_an_article_that_no_tag_holds_is_read(script: str) -> None:
    document = read_page(qf.Page(f"<body>{MENU}{script}</body>"))
    assert [line for line in document.text.splitlines() if line.strip()][-3:] == [*BODY]


def test_what_the_page_shows_is_read_once() -> None:
    shown = "".join(f"<p>{line}</p>" for line in BODY)
    for script in (_data("\n".join(BODY)), _state(["Of another story. " * 90])):
        document = read_page(qf.Page(f"<body>{MENU}{shown}{script}</body>"))
        assert document.text.count(BODY[0]) == 1
        assert "another story" not in document.text


def test_a_summary_in_the_pages_data_is_not_added() -> None:
    document = read_page(qf.Page(f"<body>{MENU}{_data('The ferry stops.')}</body>"))
    assert "The ferry stops" not in document.text


def test_a_tree_that_lacks_its_article_is_not_changed() -> None:
    tree = lxml_html.document_fromstring(f"<body>{MENU}{_data(chr(10).join(BODY))}</body>")
    before = lxml_html.tostring(tree)
    assert BODY[0] in read_page(qf.Page(tree)).text
    assert lxml_html.tostring(tree) == before


def test_a_state_that_cannot_be_read_is_passed_over() -> None:
    deep = "[" * 5000
    for data in ("{", deep, json.dumps({"body": {"body": [{"text": "\x00\ud800" * 200}]}})):
        script = f'<script type="application/json">{data}</script>'
        assert "Sport" in read_page(qf.Page(f"<body>{MENU}{script}</body>")).text


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("<p>Müller</p>".encode(), None),
        ("\ufeff<p>Müller</p>".encode(), None),
        ("\ufeff<p>Müller</p>".encode("utf-16"), None),
        ("<p>Müller</p>".encode("utf-16-le"), None),
        ("<p>Müller</p>".encode("utf-16-be"), "no such"),
        ('<meta charset="iso-8859-1"><p>Müller</p>'.encode("latin-1"), None),
        ("<p>Müller</p>".encode("latin-1"), "latin-1"),
        ("<p>Müller</p>".encode("latin-1"), None),
        ('<meta charset="latin-1"><p>Müller</p>'.encode(), "utf-8"),
        ('<meta charset="latin-1"><p>Müller</p>'.encode(), "latin-1"),
        ('<meta charset="utf-16"><p>Müller</p>'.encode(), None),
        ('<meta charset="utf-8"><p>Müller</p>'.encode("cp1252"), None),
        ("<p>Müller</p>".encode(), "utf-16"),
        ("\n<p>Müller</p>".encode("utf-16-le"), "utf-16-le"),
        ('<meta charset="punycode"><p>Müller</p>'.encode("cp1252"), None),
        ('<?xml version="1.0" encoding="utf-16"?><p>Müller</p>'.encode(), None),
        ("<?xml version='1.0' encoding='utf-16'?><p>Müller</p>", None),
    ],
)
def test_encodings(content: bytes, encoding: str | None) -> None:
    assert text_of(content, encoding=encoding) == "Müller"


@pytest.mark.parametrize(
    ("charset", "codec", "text"),
    [
        ("iso-8859-1", "cp1252", "“Nobody likes it” – said Zoë"),
        ("gb2312", "gb18030", "\u6e21\u8f6e\u505c\u822a\u3402"),
        ("iso-2022-jp", "iso2022_jp", "\u6e21\u3057\u8239"),
        ("shift_jis", "cp932", "\u6e21\u3057\u8239\u2460"),
        ("koi8-r", "koi8_r", "Паром встанет"),
    ],
)
def test_encodings_are_read_as_browsers_do(charset: str, codec: str, text: str) -> None:
    page = f'<meta charset="{charset}"><p>{text}</p>'.encode(codec)
    assert text_of(page) == text
    assert text_of(page, encoding=charset) == text


@pytest.mark.parametrize("codec", ["cp1252", "cp1250", "cp1251", "koi8_r", "cp1253", "cp949"])
def test_encodings_are_guessed(codec: str) -> None:
    """Where nobody names them, by the text alone, though it stands far behind."""
    text = {
        "cp1252": "Die Fähre über die Förde fährt künftig täglich, sagte der Bürgermeister. " * 8,
        "cp1250": "Přívoz přes řeku přestane v pondělí jezdit, řekl příslušný úředník. " * 8,
        "cp1251": "Паром через реку перестанет ходить в понедельник, сказал чиновник. " * 8,
        "koi8_r": "Паром через реку перестанет ходить в понедельник, сказал чиновник. " * 8,
        "cp1253": "Το πλοίο θα σταματήσει τη Δευτέρα, είπε ο υπεύθυνος του λιμανιού. " * 8,
        "cp949": "월요일부터 배가 다니지 않는다고 항만 관계자가 말했다. " * 8,
    }[codec]
    page = b"<script>" + b"x = 1;\n" * 20_000 + f"</script><p>{text}</p>".encode(codec)
    assert text_of(page) == text.strip()


def test_a_few_faults_do_not_change_the_encoding() -> None:
    page = ("<p>Müller über Köln und Tübingen, Düren, Jülich, Höxter</p>" * 3).encode()
    found = text_of(page[:30] + b"\xff" + page[30:])
    assert found.count("\ufffd") == 1
    assert "Tübingen" in found


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("", "the page is empty"),
        (b" \n", "the page is empty"),
        (b"\x89PNG\r\n", "not a page but a PNG image"),
        (b"\xff\xd8\xff\xe0", "not a page but a JPEG image"),
        (b"\x01\x02\x03" * 3 + b"<p>x</p>", "not a page but binary data"),
        ("%PDF-1.4 x", "not a page but a PDF file"),
        ("x" * 20_000_001, "the page is longer than 20,000,000 bytes or characters"),
        (7, "a page is str, bytes, a soup or an lxml tree, not int"),
    ],
)
def test_what_is_no_page(html: Any, message: str) -> None:
    with pytest.raises(qf.ContentError) as caught:
        qf.clean_html(html)
    assert caught.value.failure == qf.Failure(None, "page", message)


@pytest.mark.parametrize(
    "markup", ["<p>a\0b", "<p>\ud800", "<p>\x01x", "<p a\x01b=c>x", "<\x01p>x"]
)
def test_a_soup_of_what_no_tree_can_hold_is_no_page(markup: str) -> None:
    soup = BeautifulSoup(markup, "html.parser")
    good = BeautifulSoup("<p>The ferry runs.", "html.parser")
    failed, found = qf.QualityFilter().clean_many([qf.Page(soup, id="odd"), qf.Page(good)])
    assert isinstance(found, qf.CleanResult)
    if isinstance(failed, qf.Failure):
        assert (failed.id, failed.kind) == ("odd", "page")
        assert failed.message.startswith("the soup cannot be read: ")


@pytest.mark.parametrize("more", [{"encoding": 3}, {"encoding": b"utf-8"}, {"meta": None}])
def test_a_page_with_values_of_a_wrong_type(more: dict[str, Any]) -> None:
    (found,) = qf.QualityFilter().clean_many([qf.Page(b"<p>The ferry runs.", id="p", **more)])
    assert isinstance(found, qf.Failure)
    assert (found.id, found.kind) == ("p", "input")


@given(st.lists(st.sampled_from(PAGE.split("<")) | st.text(max_size=20), max_size=30))
@settings(max_examples=60, deadline=None)
def test_any_markup_is_read_or_refused(pieces: list[str]) -> None:
    (found,) = qf.QualityFilter().clean_many([qf.Page("<".join(pieces))])
    if isinstance(found, qf.CleanResult):
        assert found.restore() == found.document.text
    else:
        assert found.kind == "page"


def test_the_command_takes_pages(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ferry.html").write_text(PAGE, encoding="utf-8")
    call = ["clean", str(tmp_path / "in"), "-o", str(tmp_path / "out")]
    assert CliRunner().invoke(app, call).exit_code == 0
    expected = qf.clean_html(PAGE).text
    assert (tmp_path / "out" / "ferry.txt").read_text(encoding="utf-8") == expected


def test_the_command_takes_pages_in_json_lines(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    records: list[dict[str, Any]] = [
        {"id": 1, "html": PAGE, "text": "old", "n": 1.0},
        {"id": 2, "html": PAGE},
        {"id": 3, "text": "no page"},
    ]
    source.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    call = ["clean", str(source), "-o", str(target), "--html-field", "html"]
    assert CliRunner().invoke(app, call).exit_code == 1
    first, second = map(json.loads, target.read_text(encoding="utf-8").splitlines())
    assert first["text"] == second["text"] == qf.clean_html(PAGE).text
    assert (first["html"], first["n"]) == (PAGE, 1.0)
    assert first["qualityfilter"]["kind"] == second["qualityfilter"]["kind"]
    (failed,) = (tmp_path / "out.jsonl.failures.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(failed)["message"] == "has no field 'html'; there are: id, text"


def _story(title: str, text: str, tag: str = "h1") -> str:
    return f"<article><{tag}>{title}</{tag}><p>{text}</p></article>"


LONG, OTHER = (
    " ".join(BODY),
    "A crane fell in the harbour of Castelmar on Thursday, the police said.",
)


def _others(html: str) -> list[str]:
    document = read_page(qf.Page(f"<title>Ferry stops - Harbour Post</title>{html}"))
    return [document.text[each.start : each.end] for each in document.blocks if each.other]


def test_other_stories_are_told_from_the_pages_own() -> None:
    own, other = _story("Ferry stops for winter", LONG), _story("A crane falls", OTHER)
    title = '<meta property="og:title" content="Ferry stops for winter">'
    assert _others(title + own + other) == ["A crane falls", OTHER]
    assert _others(f"{title}<article>{own}{other}</article>") == ["A crane falls", OTHER]
    assert _others(own + other) == []  # nothing says which of them it is about
    assert _others(title + other + own) == []  # what stands above may lead to it
    assert _others(title + own + _story("A crane falls", OTHER, "h2")) == []
    assert _others(title + own + _story("A crane falls", "In brief.")) == []
    assert _others(title + own + own) == []
    data = json.dumps({"@type": "NewsArticle", "articleBody": f"{LONG} {OTHER}"})
    assert _others(f'{title}<script type="application/ld+json">{data}</script>{own}{other}') == []


def test_other_stories_are_cut_with_a_reason() -> None:
    other = "".join(f"<p>{OTHER} It was number {each}.</p>" for each in ("one", "two", "three"))
    html = PAGE.replace("</main>", f"<article><h1>A crane falls</h1>{other}</article></main>")
    result = qf.clean_html(html)
    assert result.text == qf.clean_html(PAGE).text
    reasons = {each.source for span in result.cuts for each in span.evidence}
    assert "page.other" in reasons
    assert result.restore() == result.document.text


@pytest.mark.parametrize(
    ("css", "hidden"),
    [
        (".a{display:none}", True),
        ("p , .a, #b:hover { color: red; DISPLAY : none }", True),
        ("p.a { visibility: hidden }", True),
        ("#own{display:none}", True),
        ("b{color:red}\n.a{display:none}", True),
        ("@import 'x.css'; .a{display:none}", True),
        ("/* .b { */ .a{display:none} /*", True),
        ("/* .a{display:none} */", False),
        ("@media print { .a{display:none} }", False),
        (".js .a, .a.b, .a:hover, div.a, .ab { display: none }", False),
        (".a{display:block} .b{display:none}", False),
        ("}{ .a", False),
    ],
)
def test_the_pages_styles_hide(css: str, hidden: bool) -> None:
    html = f"<style>{css}</style><p class='x a' id='own'>{BODY[0]}</p><p>{BODY[1]}</p>"
    assert [each.hidden for each in read_page(qf.Page(html)).blocks] == [hidden, False]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One<span hidden>, two</span> three</p>", "One three"),
        ("<p>One<span hidden> http://a.example/" + "x" * 90 + "</span></p>", "One"),
        (f"<p>One <span hidden>{BODY[0]}</span></p>", f"One {BODY[0]}"),
        ("<p>One <span id=more hidden>and two.</span></p>", "One and two."),
        ("<div hidden><p>One</p><ul><li>Two</ul></div><p>three</p>", "three"),
        (f"<div hidden><p>One</p><p>{BODY[0]}</p></div>", f"One\n\n{BODY[0]}"),
        ("<div hidden><p>你好，这是一个比较长的句子。</p></div>", "你好，这是一个比较长的句子。"),
        ("<div class=modal hidden><h1>One</h1></div>", "One"),
        (f"<div class=modal hidden><p>{BODY[0]}</p></div>two", "two"),
        (f"<dialog><p>{BODY[0]}</p></dialog>two", "two"),
        ("<dialog open><p>One</p></dialog>", "One"),
        ("<body hidden><p>One</p>", "One"),
        ("<h1 class=sr-only>One</h1><h2 class=sr-only>two</h2>three", "One\n\nthree"),
        (f"<p class='off-screen'>{LONG} {LONG}</p>", f"{LONG} {LONG}"),
        ("<b aria-hidden=true>One</b> <i aria-hidden=true>→</i>two", "One two"),
        ("<p>1 <math><mi>x</mi> <annotation>no</annotation></math></p>", "1 x"),
        ("</html><p>One</p></body>two", "One\n\ntwo"),
    ],
)
def test_what_is_hidden_is_read_if_it_may_be_article(html: str, expected: str) -> None:
    assert text_of(html) == expected


def test_a_notice_in_noscript_is_not_read() -> None:
    notice = "Please turn on scripts in your browser, so that this site works as it should. " * 3
    assert "scripts" not in text_of(f"<noscript>{notice}</noscript><p>{LONG}</p><p>{LONG}</p>")
    assert LONG in text_of(f"{MENU}<noscript><p>{LONG}</p></noscript>")
    nested = f"{MENU}<noscript><noscript><p>{LONG}</p></noscript></noscript>"
    assert text_of(nested).count(LONG) == 1


def test_a_line_of_many_cells_takes_little_beside_the_tree() -> None:
    """Nodes were kept of each piece though nobody asked: 50 bytes for each byte of the page."""
    page = qf.Page("<table><tr>" + "<td>x" * 50_000 + "</table>")
    root = parse(page, SizeLimits())
    tracemalloc.start()
    try:
        Walk(SizeLimits()).run(root)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 20 * len(str(page.html))
