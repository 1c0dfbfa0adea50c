"""What is kept of a page: the paths of its elements, and its markup."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from lxml import html as lxml_html
from typer.testing import CliRunner

import qualityfilter as qf
from qualityfilter.pages.kept import kept_html
from qualityfilter.pages.webpage import read_page
from tests.command import app
from tests.own_pages import FERRY, PLAIN, TITLE, article, page

SIZES = qf.SizeLimits()
JUNK = "<p>Follow us on Facebook</p>"
RICH = f"""<p>{
    FERRY[0].replace(
        "harbour office", '<b>harbour</b> <a href="/o?a=1&b=2" class="x"><i>office</i></a>'
    )
}</p>{JUNK}
<h2>What <em>comes</em> next</h2><div>{FERRY[1]}<br>{FERRY[2]}<br><br>{FERRY[3]}</div>
<ul><li>Buses run <b>hourly</b> from <a href="javascript:x()">Holm</a> to the pier<ul>
<li>at night every two hours, the office says</li></ul></li>
<li><p>Tickets cost two crowns each and can be bought on the bus</p></li></ul>
<table><tr><th>Boat</th><th>Built</th><th></th></tr><tr><td>Sarn &lt;I&gt;</td><td>1983</td>
<td></td></tr><tr><td colspan=2>Holm II, which belongs to the county</td><td>1999</td></tr></table>
<blockquote>{FERRY[4]}</blockquote>"""
HTML = f"""<article>
<h1>{TITLE}</h1>
<p>The ferry across the Sarn will stop from Monday, the <strong>harbour</strong> \
<a href="https://post.example/o?a=1&amp;b=2"><em>office</em></a> said on Friday evening.</p>
<h2>What <em>comes</em> next</h2>
<p>{FERRY[1]}<br>{FERRY[2]}<br>{FERRY[3]}</p>
<ul><li>Buses run <strong>hourly</strong> from Holm to the pier\
<ul><li>at night every two hours, the office says</li>
</ul>
</li>
<li><p>Tickets cost two crowns each and can be bought on the bus</p>
</li>
</ul>
<table><tr><th>Boat</th>
<th>Built</th>
<th></th>
</tr>
<tr><td>Sarn &lt;I&gt;</td>
<td>1983</td>
<td></td>
</tr>
<tr><td colspan="2">Holm II, which belongs to the county</td>
<td>1999</td>
</tr>
</table>
<blockquote><p>{FERRY[4]}</p>
</blockquote>
</article>"""
MARKDOWN = f"""# {TITLE}

The ferry across the Sarn will stop from Monday, the **harbour** \
[*office*](https://post.example/o?a=1&b=2) said on Friday evening.

## What *comes* next

{FERRY[1]}  \n{FERRY[2]}  \n{FERRY[3]}

- Buses run **hourly** from Holm to the pier
  - at night every two hours, the office says
- Tickets cost two crowns each and can be bought on the bus

| Boat | Built |  |
| --- | --- | --- |
| Sarn <I> | 1983 |  |
| Holm II, which belongs to the county | | 1999 |

> {FERRY[4]}"""


def marked(form: str, html: Any, **more: Any) -> qf.CleanResult:
    return qf.QualityFilter(qf.Settings(markup=form)).clean(qf.Page(html, **more))


@pytest.mark.parametrize(("form", "wanted"), [("html", HTML), ("markdown", MARKDOWN)])
def test_markup_of_what_is_kept(form: str, wanted: str) -> None:
    result = marked(form, article(RICH), url="https://post.example/ferry/1")
    assert result.markup == wanted
    assert qf.CleanResult.from_dict(json.loads(json.dumps(result.to_dict()))) == result
    plain = qf.clean_html(article(RICH), url="https://post.example/ferry/1")
    assert (plain.markup, plain.text, plain.spans) == ("", result.text, result.spans)


def test_every_kind_of_page_has_markup_and_stays_as_it_was() -> None:
    tree = lxml_html.document_fromstring(article(RICH))
    before = lxml_html.tostring(tree)
    soup = BeautifulSoup(article(RICH), "lxml")
    made = {marked("html", each).markup for each in (article(RICH).encode(), tree, soup)}
    assert made == {HTML.replace("https://post.example", "")}
    assert lxml_html.tostring(tree) == before


def test_a_text_has_no_markup() -> None:
    assert qf.QualityFilter(qf.Settings(markup="html")).clean(FERRY[0]).markup == ""
    with pytest.raises(qf.SettingsError, match="unknown markup 'latex'"):
        qf.Settings(markup="latex")


def test_a_missing_library_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "markdownify", None)
    with pytest.raises(qf.UsageError, match=r"pip install 'qualityfilter\[markdown\]'"):
        marked("markdown", article(PLAIN))
    assert marked("html", article(PLAIN)).markup


def _cut(html: str, *words: str) -> str:
    """The markup of a page of which some words are cut."""
    document = read_page(qf.Page(html))
    spans = []
    for word in words:
        start = document.text.index(word)
        why = qf.Evidence(start, start + len(word), "social", 1.0, "rule:own.x", "x")
        spans.append(qf.Span(start, start + len(word), "social", 1.0, "cut", (why,)))
    return kept_html(qf.Page(html), document, spans, SIZES).replace("\n", "")


@pytest.mark.parametrize(
    ("html", "words", "left"),
    [
        ("<p>One two three</p>", ["two "], "<p>One three</p>"),
        ("<p>One <b>two</b> three</p>", ["One two "], "<p>three</p>"),
        ("<p>One <b>two  three</b> four</p>", ["three four"], "<p>One <strong>two </strong></p>"),
        ("<ol><li>One</li><li>Two</li></ol>", ["1. One"], "<ol><li>Two</li></ol>"),
        ("<table><tr><td>a<td>b</table>", ["a | "], "<table><tr><td></td><td>b</td></tr></table>"),
        ("<table><tr><td>a<td>b<td>c</table>", [" | c"],
         "<table><tr><td>a</td><td>b</td><td></td></tr></table>"),
        ("<table><tr><td><p>a</p><p>b</p></td></tr></table>", [], "<p>a</p><p>b</p>"),
        ("<div>a<p>b</p>c</div>", ["b"], "<p>a</p><p>c</p>"),
        ("<div>a<br>b<br>c</div>", ["b"], "<p>a<br>c</p>"),
        ("<pre>a\nb\nc</pre>", ["b"], "<pre>ac</pre>"),
        ("<a href='javascript:x'>a</a> <a href='x.html'>b</a>", [],
         '<p>a <a href="x.html">b</a></p>'),
        ("<p>a<script>b</script><span hidden>c</span></p>", [], "<p>a</p>"),
        ("<figure><img src=a><figcaption>a</figcaption></figure>", [],
         "<figure><figcaption>a</figcaption></figure>"),
    ],
)  # fmt: skip
def test_markup_of_parts(html: str, words: list[str], left: str) -> None:
    assert _cut(html, *words) == f"<article>{left}</article>"


def test_deep_markup_is_written_flat() -> None:
    deep = "<ul><li>" * 200 + "<b>x</b>" + "</li></ul>" * 200 + "<p>y</p>"
    found = _cut(deep)
    assert found.count("<ul>") == 50
    assert found.endswith("</ul><p>y</p></article>")
    assert marked("markdown", deep).markup.endswith("y")


def test_kept_blocks_lead_back_to_their_elements() -> None:
    html = article(RICH)
    tree = lxml_html.document_fromstring(html)
    result = qf.clean_html(html)
    lines = []
    for block in result.kept_blocks:
        (element,) = tree.xpath(block.element)
        line = result.document.text[block.start : block.end]
        assert line.removeprefix("- ").split(" | ")[0] in " ".join(element.text_content().split())
        lines.append(line)
    assert "Follow us on Facebook" not in lines
    assert lines == [line for line in result.text.splitlines() if line.strip()]
    assert qf.clean("No page.").kept_blocks == ()


def test_what_no_element_holds_has_no_path() -> None:
    body = json.dumps({"@type": "NewsArticle", "articleBody": "\n".join(FERRY)})
    html = page(f'<script type="application/ld+json">{body}</script>')
    paths = [block.element for block in qf.clean_html(html).kept_blocks]
    assert paths == [""] * len(FERRY)
    (block,) = read_page(qf.Page("<div>" * 200 + "x")).blocks
    assert block.element == ""


def test_the_command_writes_markup(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ferry.html").write_text(article(PLAIN), encoding="utf-8")
    (tmp_path / "in" / "plain.txt").write_text(FERRY[0], encoding="utf-8")
    call = ["clean", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--markup"]
    assert CliRunner().invoke(app, [*call, "markdown"]).exit_code == 0
    assert sorted(each.name for each in (tmp_path / "out").iterdir()) == ["ferry.md", "plain.txt"]
    text = (tmp_path / "out" / "ferry.md").read_text(encoding="utf-8")
    assert text.startswith(f"# {TITLE}\n\n{FERRY[0]}")
    page = str(tmp_path / "in" / "ferry.html")
    call = ["clean", page, "-o", str(tmp_path / "ferry.html"), "--markup"]
    assert CliRunner().invoke(app, [*call, "html"]).exit_code == 0
    assert (tmp_path / "ferry.html").read_text(encoding="utf-8").startswith("<article>\n<h1>")
    assert CliRunner().invoke(app, [*call, "markdown", "--force"]).exit_code == 2
    records = tmp_path / "in.jsonl"
    records.write_text(json.dumps({"html": article(PLAIN)}), encoding="utf-8")
    call = ["clean", str(records), "--html-field", "html", "--markup", "html", "-o"]
    assert CliRunner().invoke(app, [*call, str(tmp_path / "out.jsonl")]).exit_code == 0
    found = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert found["qualityfilter"]["markup"].startswith(f"<article>\n<h1>{TITLE}</h1>")
    refused = CliRunner().invoke(app, [*call, str(tmp_path / "out.csv")])
    assert refused.exit_code == 2
    assert "a table has no place for markup" in refused.output
