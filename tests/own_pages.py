"""Pages of our own, five or so for each thing that pages do, and the lines that must stay of each.

Each is a whole page: what is told is put into the frame of a site, with its menus, teasers and
footer. `python -m tests.own_pages` prints what is wrong.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

TITLE = "Ferry stops for the winter"
FERRY = (
    "The ferry across the Sarn will stop from Monday, the harbour office said on Friday evening.",
    "It may start again in March, the office told reporters at a meeting in the town hall.",
    "“Nobody likes it,” said Anna Berg, who runs the café by the pier, “but the boat is old.”",
    "Last year the boat carried 212,000 people and 40,000 cars, 12 per cent fewer than before.",
    "The county will pay for buses over the bridge at Holm until the new boat comes in spring.",
)
CRANE_TITLE = "Crane falls in the harbour of Castelmar"
CRANE = (
    "A crane fell in the harbour of Castelmar on Thursday and hurt two men, the police said.",
    "It was being taken apart when a rope broke, a witness told this paper on the telephone.",
    "The firm that owns the crane said it would help to find out what had gone wrong.",
)
GERMAN_TITLE = "Fähre fällt im Winter aus"
GERMAN = (
    "Die Fähre über die Sarn fährt von Montag an nicht mehr, teilte das Hafenamt am Freitag mit.",
    "Im März soll sie wieder ablegen, sagte ein Sprecher des Amtes bei einem Treffen im Rathaus.",
    "„Das gefällt niemandem“, sagte Anna Berg, die das Café am Anleger führt, „aber sie ist alt.“",
    "Bis dahin bezahlt der Kreis Busse, die über die Brücke bei Holm fahren, wie es weiter hieß.",
)
RUSSIAN_TITLE = "Паром остановят на зиму"
RUSSIAN = (
    "Паром через реку перестанет ходить в понедельник, сообщили в пятницу в управлении порта.",
    "Движение могут возобновить в марте, сказал представитель порта на встрече в ратуше.",
    "«Это никому не нравится, но судно старое», — сказала Анна Берг, хозяйка кафе у причала.",
    "До весны округ будет оплачивать автобусы, которые пойдут через мост у Хольма.",
)


@dataclass(frozen=True)
class OwnPage:
    """A page, and what must be left of it.

    Attributes:
        kind: what the page does.
        name: of the case.
        html: the page.
        left: the lines that must be left, in their order.
        fails: why it comes out wrong, if that is known.
    """

    kind: str
    name: str
    html: str
    left: tuple[str, ...]
    fails: str = ""


def paragraphs(lines: tuple[str, ...]) -> str:
    return "".join(f"<p>{line}</p>\n" for line in lines)


def told(title: str, inner: str) -> str:
    return (
        f'<main><article class="article"><h1>{title}</h1><div class="byline">By Louis Brandt</div>'
        f'<div class="article-body">{inner}</div></article></main>'
    )


def page(content: str, *, title: str = TITLE, head: str = "", lang: str = "en") -> str:
    """Put an article into the frame of a site."""
    names = {
        "en": ("News", "Sport", "Culture", "More stories", "Bridge to close for nine weekends"),
        "de": ("Nachrichten", "Sport", "Kultur", "Mehr zum Thema", "Brücke wird gesperrt"),
        "ru": ("Новости", "Спорт", "Культура", "Читайте также", "Мост закроют на ремонт"),
    }[lang]
    menu = "".join(f'<li><a href="/{at}">{name}</a></li>' for at, name in enumerate(names[:3]))
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><title>{title} - Harbour Post</title>'
        f'<meta property="og:title" content="{title}">{head}</head><body>'
        f'<header><a class="logo" href="/">Harbour Post</a><nav class="main-nav"><ul>{menu}</ul>'
        f'</nav></header>{content}<aside class="related"><h3>{names[3]}</h3><ul>'
        f'<li><a href="/a">{names[4]}</a></li></ul></aside>'
        f'<footer><a href="/terms">Terms of use</a> <p>© 2025 Harbour Post</p></footer>'
        f"</body></html>"
    )


def article(inner: str, **more: str) -> str:
    return page(told(more.get("title", TITLE), inner), **more)


NORMAL = (TITLE, *FERRY)
PLAIN = paragraphs(FERRY)


def _with(old: str, new: str) -> str:
    assert old in PLAIN
    return PLAIN.replace(old, new, 1)


def _pages() -> list[OwnPage]:
    return [
        *_noscript(),
        *_late(),
        *_data(),
        *_math(),
        *_folded(),
        *_templates(),
        *_hidden(),
        *_spoken(),
        *_ornaments(),
        *_tooltips(),
        *_agreements(),
        *_styled(),
        *_under_dialogs(),
        *_appended(),
        *_copies(),
        *_portals(),
    ]


def _noscript() -> list[OwnPage]:
    kind = "only in noscript"
    inner = f"<h1>{TITLE}</h1>{PLAIN}"
    notice = "<p>This page works best with scripts, which you can turn on in your browser.</p>"
    posts = "".join(f'<div class="post"><p>{line}</p></div>' for line in FERRY)
    de = f"<h1>{GERMAN_TITLE}</h1>{paragraphs(GERMAN)}"
    return [
        OwnPage(kind, "article", page(f"<noscript><article>{inner}</article></noscript>"), NORMAL),
        OwnPage(
            kind,
            "forum",
            page(f'<div id="app"></div><noscript><h1>{TITLE}</h1>{posts}</noscript>'),
            NORMAL,
        ),
        OwnPage(
            kind,
            "German",
            page(f"<noscript><main>{de}</main></noscript>", title=GERMAN_TITLE, lang="de"),
            (GERMAN_TITLE, *GERMAN),
        ),
        OwnPage(kind, "only a notice", article(PLAIN + f"<noscript>{notice}</noscript>"), NORMAL),
        OwnPage(
            kind,
            "pictures that load late",
            article(_with("<p>It may", '<noscript><img src="a.jpg" alt="A"></noscript><p>It may')),
            NORMAL,
        ),
    ]


def _late() -> list[OwnPage]:
    kind = "after an early end"
    front, _, rest = article(PLAIN).partition("<main>")
    ferry, crane = front + "</body></html><main>" + rest, "<p>It may"
    return [
        OwnPage(kind, "before the article", ferry, NORMAL),
        OwnPage(
            kind,
            "within the article",
            article(PLAIN).replace(crane, "</body></html>\n" + crane, 1),
            NORMAL,
        ),
        OwnPage(kind, "twice", ferry.replace("<p>Last", "</BODY></HTML><p>Last", 1), NORMAL),
        OwnPage(
            kind, "a body alone", article(_with("<p>The county", "</body><p>The county")), NORMAL
        ),
        OwnPage(kind, "a new page begins", front + "</html><html><body><main>" + rest, NORMAL),
    ]


def _script(kind: str, value: object) -> str:
    return f'<script type="{kind}">{json.dumps(value)}</script>'


def _data() -> list[OwnPage]:
    kind = "only in data"
    ld, state = "application/ld+json", "application/json"
    body = "\n".join(FERRY)
    notice = "<p>We use cookies of our own and of others so that this site works for you.</p>"
    return [
        OwnPage(
            kind,
            "JSON-LD",
            page(_script(ld, {"@type": "NewsArticle", "headline": TITLE, "articleBody": body})),
            FERRY,
        ),
        OwnPage(
            kind, "state", page(_script(state, {"props": {"title": TITLE, "body": body}})), FERRY
        ),
        OwnPage(
            kind,
            "state beside a notice",
            page(notice + _script(state, {"page": {"title": TITLE, "content": {"body": body}}})),
            FERRY,
        ),
        OwnPage(
            kind,
            "state under the page's address",
            page(
                notice + _script(state, {"slug": "/news/ferry-stops-for-winter", "text": body}),
                head='<link rel="canonical" href="https://a.example/ferry-stops-for-winter">',
            ),
            FERRY,
        ),
        OwnPage(
            kind,
            "state of another story",
            article(PLAIN + _script(state, {"title": CRANE_TITLE, "body": "\n".join(CRANE)})),
            NORMAL,
        ),
    ]


def _math() -> list[OwnPage]:
    kind = "formulas"
    formula = "<math><mi>n</mi><mo>=</mo><mn>9</mn></math>"
    katex = (
        f'<span class="katex"><span class="katex-mathml">{formula}</span>'
        '<span class="katex-html" aria-hidden="true"><span>n</span>=<span>9</span></span></span>'
    )
    tex = '<annotation encoding="application/x-tex">n=9</annotation>'
    hidden = f'<span style="display: none">{formula}</span><img src="n.svg" alt="n = 9">'
    left = (TITLE, FERRY[0], FERRY[1], FERRY[2], FERRY[3].replace("12 per cent", "n=9 per cent"))
    forms = {
        "MathML": formula,
        "with TeX beside it": formula.replace("<mi>", "<semantics><mrow><mi>").replace(
            "</math>", f"</mrow>{tex}</semantics></math>"
        ),
        "KaTeX": katex,
        "hidden behind a picture": hidden,
        "in bold": f"<b>{formula}</b>",
    }
    return [
        OwnPage(kind, name, article(_with("12 per cent", f"{form} per cent")), (*left, FERRY[4]))
        for name, form in forms.items()
    ]


ASKED = (
    ("When does the last boat leave?", "The last boat leaves the pier at 11 p.m. on Sunday night."),
    ("Who pays for the buses?", "The county has set two million crowns aside for the buses."),
    ("Will the fare change?", "A ticket for the bus will cost as much as one for the ferry."),
)
ANSWERED = (*NORMAL, *(line for pair in ASKED for line in pair))


def _folded() -> list[OwnPage]:
    kind = "folded"
    forms = {
        "details": "<details><summary>{}</summary><p>{}</p></details>",
        "accordion": '<div class="accordion-item"><h3>{}</h3>'
        '<div class="accordion-panel" style="display:none"><p>{}</p></div></div>',
        "hidden answers": '<div class="faq"><button aria-expanded="false">{}</button>'
        "<div class='answer' hidden><p>{}</p></div></div>",
        "folded by style": '<div class="item"><h3>{}</h3><div class="fold"><p>{}</p></div></div>',
    }
    head = "<style>.fold { display: none } .item.open .fold { display: block }</style>"
    found = [
        OwnPage(
            kind,
            name,
            article(PLAIN + "".join(form.format(*pair) for pair in ASKED), head=head),
            ANSWERED,
            "the question is a button" if name == "hidden answers" else "",
        )
        for name, form in forms.items()
    ]
    dots, more = '<span id="dots"></span>', '<span id="more" style="display: none">'
    rest = _with(" said Anna", f"{dots}{more} said Anna").replace(
        "is old.”</p>", "is old.”</span></p>"
    )
    return [*found, OwnPage(kind, "the rest of a paragraph", article(rest), NORMAL)]


def _templates() -> list[OwnPage]:
    kind = "no text"
    card = f"<h1>{CRANE_TITLE}</h1>{paragraphs(CRANE)}"
    forms = {
        "template": f"<template><article>{card}</article></template>",
        "script of a template": f'<script type="text/template">{card}</script>',
        "style": "<style>p::before { content: 'A crane fell in the harbour' }</style>",
        "a list to choose from": "<select><option>The crane fell in the harbour</option></select>",
        "frame": f"<iframe srcdoc='{CRANE[0]}'>{CRANE[0]}</iframe>",
    }
    return [OwnPage(kind, name, article(PLAIN + form), NORMAL) for name, form in forms.items()]


def _hidden() -> list[OwnPage]:
    kind = "hidden"
    counts = "<ul {}><li>14 votes</li><li>Copied!</li><li>Rate it</li></ul>"
    forms = {
        "hidden": counts.format("hidden"),
        "display": counts.format("style='color: red; display: none'"),
        "visibility": counts.format("style='visibility:hidden'"),
    }
    found = [OwnPage(kind, name, article(PLAIN + form), NORMAL) for name, form in forms.items()]
    inline = _with("harbour office", 'harbour office<span style="display:none"> (ID 4711)</span>')
    slides = "".join(
        f'<li class="slide" {"" if at == 0 else "hidden"}><p>{line}</p></li>'
        for at, line in enumerate(CRANE)
    )
    return [
        *found,
        OwnPage(kind, "in a line", article(inline), NORMAL),
        OwnPage(
            kind,
            "slides of the article",
            article(PLAIN + f"<ul class='gallery'>{slides}</ul>"),
            (*NORMAL, *(f"- {line}" for line in CRANE)),
        ),
    ]


def _spoken() -> list[OwnPage]:
    kind = "for screen readers"
    names = ("sr-only", "visually-hidden", "screen-reader-text", "u-visuallyHidden")
    link = '<a href="/office" target="_blank">harbour office<span class="{}">{}</span></a>'
    words = (", opens new tab", " (opens in a new window)", ", external link", " – new window")
    found = [
        OwnPage(kind, name, article(_with("harbour office", link.format(name, word))), NORMAL)
        for name, word in zip(names, words, strict=True)
    ]
    skip = '<p class="visually-hidden">Image caption, the ferry at the pier of Castelmar</p>'
    return [
        *found,
        OwnPage(kind, "a line", article(_with("<p>It may", skip + "<p>It may")), NORMAL),
    ]


def _ornaments() -> list[OwnPage]:
    kind = "ornaments"
    forms = {
        "star": '<span aria-hidden="true">★</span> ',
        "icon font": '<i class="material-icons" aria-hidden="true">keyboard_arrow_right</i> ',
        "anchor": '<a class="anchor" href="#last" aria-hidden="true">#</a> ',
        "bullet": '<b aria-hidden="true">•</b> ',
    }
    found = [
        OwnPage(kind, name, article(_with("Last year", f"{form}Last year")), NORMAL)
        for name, form in forms.items()
    ]
    drop = '<span aria-hidden="true">L</span><span aria-hidden="true">ast</span> year'
    spoken = '<span class="sr-only">Last</span>'
    return [
        *found,
        OwnPage(kind, "a letter of the text", article(_with("Last year", spoken + drop)), NORMAL),
    ]


def _tooltips() -> list[OwnPage]:
    kind = "tooltips"
    told = "The office runs the port and all the boats that are in it."
    forms = {
        "role": '<span role="tooltip">{}</span>',
        "class": '<span class="tooltip-text">{}</span>',
        "hidden": '<span class="popover" hidden>{}</span>',
        "styled": '<span class="tooltiptext">{}</span>',
        "a block": '<div class="tooltip" style="display:none"><p>{}</p></div>',
    }
    head = "<style>.tooltiptext { visibility: hidden; width: 120px }</style>"
    return [
        OwnPage(
            kind,
            name,
            article(_with("harbour office", f"harbour office{form.format(told)}"), head=head)
            if name != "a block"
            else article(PLAIN + form.format(told)),
            NORMAL,
        )
        for name, form in forms.items()
    ]


AGREED = (
    "By sending this form you agree that we keep your address and give it to our partners.",
    "You can take this back at any time by a letter to the paper, as its rules say in detail.",
)


def _agreements() -> list[OwnPage]:
    kind = "hidden agreements"
    forms = {
        "agreement": '<div class="agreement" style="display: none">{}</div>',
        "dialog": "<dialog>{}</dialog>",
        "modal": '<div class="modal fade" hidden><div class="modal-body">{}</div></div>',
        "sign-up": '<form class="newsletter-signup" style="display:none">{}</form>',
        "terms by id": '<div id="terms-box" style="visibility: hidden">{}</div>',
    }
    return [
        OwnPage(kind, name, article(PLAIN + form.format(paragraphs(AGREED))), NORMAL)
        for name, form in forms.items()
    ]


def _styled() -> list[OwnPage]:
    kind = "hidden by the page's styles"
    line = '<p class="q7">Story number 4711 of the desk</p>'
    styles = {
        "class": ".q7 { display: none }",
        "among others": "h1, .q7, #x { color: red; visibility: hidden !important }",
        "tag and class": "p.q7{display:none}",
        "behind comments and rules": "/* .q7 {} */ @import 'a.css'; b{color:red} .q7{display:none}",
    }
    found = [
        OwnPage(kind, name, article(PLAIN + line, head=f"<style>{style}</style>"), NORMAL)
        for name, style in styles.items()
    ]
    small = "<style>@media (max-width: 400px) { .article-body { display: none } }</style>"
    return [*found, OwnPage(kind, "on small screens alone", article(PLAIN, head=small), NORMAL)]


def _under_dialogs() -> list[OwnPage]:
    kind = "under a dialog"
    asks = (
        '<div role="dialog" aria-modal="true" class="cookie-dialog"><h2>We value your privacy</h2>'
        "<p>We and our 812 partners store cookies on your device to show you advertising.</p>"
        "<button>Accept all</button></div>"
    )
    plain = article(PLAIN)
    de = article(paragraphs(GERMAN), title=GERMAN_TITLE, lang="de")
    return [
        OwnPage(kind, "main", plain.replace("<main>", '<main aria-hidden="true">') + asks, NORMAL),
        OwnPage(
            kind,
            "around main",
            plain.replace("<main>", '<div id="root" aria-hidden="true"><main>') + asks,
            NORMAL,
        ),
        OwnPage(kind, "body", plain.replace("<body>", '<body aria-hidden="true">') + asks, NORMAL),
        OwnPage(
            kind,
            "body that a script shows",
            plain.replace("<body>", '<body style="visibility:hidden">') + asks,
            NORMAL,
        ),
        OwnPage(
            kind,
            "German",
            de.replace("<main>", '<main aria-hidden="true">'),
            (GERMAN_TITLE, *GERMAN),
        ),
    ]


def _appended() -> list[OwnPage]:
    kind = "other stories below"
    crane = f"<article><h1>{CRANE_TITLE}</h1>{paragraphs(CRANE)}</article>"
    brief = f"<article><h1>Baker bakes the longest bread</h1><p>{CRANE[1]}</p></article>"
    plain = article(PLAIN)
    live = "".join(
        f"<article><h2>{hour}:30: the pier is closed</h2><p>{line}</p></article>"
        for hour, line in enumerate(CRANE, 9)
    )
    entries = tuple(
        line
        for hour, told in enumerate(CRANE, 9)
        for line in (f"{hour}:30: the pier is closed", told)
    )
    ru = f"<article><h1>Мост закроют на ремонт</h1>{paragraphs(RUSSIAN[1:3])}</article>"
    return [
        OwnPage(kind, "one", plain.replace("</main>", crane + "</main>"), NORMAL),
        OwnPage(kind, "two", plain.replace("</main>", crane + brief + "</main>"), NORMAL),
        OwnPage(
            kind,
            "wrapped",
            plain.replace("</main>", f'<div class="scroll"><div>{crane}</div></div></main>'),
            NORMAL,
        ),
        OwnPage(
            kind,
            "Russian",
            article(
                paragraphs(RUSSIAN[:1] + RUSSIAN[3:]) * 2, title=RUSSIAN_TITLE, lang="ru"
            ).replace("</main>", ru + "</main>"),
            (RUSSIAN_TITLE, RUSSIAN[0], RUSSIAN[3]),
        ),
        OwnPage(
            kind,
            "entries of a live report",
            plain.replace("</main>", live + "</main>"),
            (*NORMAL, *entries),
        ),
    ]


def _copies() -> list[OwnPage]:
    kind = "two copies"
    both = f'<div class="desktop-only">{PLAIN}</div><div class="mobile-only">{PLAIN}</div>'
    heads = _with("<p>Last", "<h2>Fewer people</h2><p>Last")
    hero = f'<div class="hero"><h2>{TITLE}</h2><p>{FERRY[0]}</p></div>'
    de = paragraphs(GERMAN)
    return [
        OwnPage(kind, "desktop and mobile", article(both), NORMAL),
        OwnPage(
            kind,
            "with short lines",
            article(f"<div>{heads}</div><div>{heads}</div>"),
            (*NORMAL[:4], "Fewer people", *NORMAL[4:]),
        ),
        OwnPage(
            kind,
            "one that is hidden",
            article(PLAIN + f'<div class="text" style="display:none">{PLAIN}</div>'),
            NORMAL,
        ),
        OwnPage(kind, "hero", page(hero + told(TITLE, PLAIN)), NORMAL),
        OwnPage(
            kind,
            "German",
            article(
                f"<section>{de}</section><section>{de}</section>", title=GERMAN_TITLE, lang="de"
            ),
            (GERMAN_TITLE, *GERMAN),
        ),
    ]


CHINESE_TITLE = "渡轮冬季停航 县政府安排大巴"
CHINESE = (
    "港务局周五晚间表示，往返萨恩河两岸的渡轮将从下周一起停航，乘客需改走霍尔姆大桥。",
    "港务局负责人在市政厅的会议上对记者说，如果河面解冻，渡轮有望在三月恢复航行。",
    "“没有人喜欢这样，”在码头开咖啡馆的安娜·贝格说，“可是那条船实在太旧了。”",
    "去年这条渡轮运送了二十一万名乘客和四万辆汽车，比前一年减少了百分之十二。",
    "县政府将出钱安排大巴，直到明年春天新船下水为止，票价与渡轮相同。",
)
POLISH_TITLE = "Prom stanie na zimę"
POLISH = (
    "Prom przez rzekę przestanie pływać w poniedziałek, podał w piątek wieczorem zarząd portu.",
    "W marcu może ruszyć znowu, powiedział rzecznik portu na spotkaniu w ratuszu z mieszkańcami.",
    "– Nikomu się to nie podoba, ale statek jest stary – mówi Anna Berg, która prowadzi kawiarnię.",
    "Do wiosny powiat zapłaci za autobusy, które pojadą przez most w Holmie, tak jak zapowiedział.",
)


def _portal(names: tuple[str, ...], title: str, inner: str, links: tuple[str, ...]) -> str:
    """A page laid out by tables, as portals of 2011 were: no element says what it holds."""
    menu = " | ".join(f'<a href="/{at}">{name}</a>' for at, name in enumerate(names))
    more = "".join(f'<li><a href="/n{at}">{link}</a></li>' for at, link in enumerate(links))
    return (
        f"<html><head><title>{title}_{names[0]}</title></head><body><table><tr><td>{menu}</td></tr>"
        f'<tr><td><div class="left"><h1>{title}</h1>{inner}</div></td>'
        f'<td><div class="right"><ul>{more}</ul></div></td></tr>'
        f"<tr><td><div class='foot'>{menu}<br>Copyright 2012</div></td></tr></table></body></html>"
    )


def _portals() -> list[OwnPage]:
    kind = "old portals"
    zh = ("新闻中心", "国际", "财经", "体育", "娱乐", "博客", "论坛")
    zh_links = (
        "大桥本月起分九周维修",
        "市场重新开张迎来首批顾客",
        "小学生参观港口",
        "面包师烤出最长面包",
    )
    dated = "<div class='info'>2012年01月17日 08:12 来源：海港晚报</div>"
    editor = "<p>（责任编辑：王小明）</p>"
    ru = ("Главная", "Политика", "Экономика", "Общество", "Спорт", "Культура", "Форум")
    ru_links = ("Мост закроют на ремонт", "Рынок открылся вновь", "Пекарь испёк самый длинный хлеб")
    pl = ("Strona główna", "Kraj", "Świat", "Gospodarka", "Sport", "Kultura", "Forum")
    pl_links = ("Most zamknięty na dziewięć weekendów", "Targ znów otwarty", "Piekarz i chleb")
    russian = (RUSSIAN_TITLE, *RUSSIAN)
    return [
        OwnPage(
            kind,
            "Chinese, date and source",
            _portal(zh, CHINESE_TITLE, dated + paragraphs(CHINESE), zh_links),
            (CHINESE_TITLE, *CHINESE),
            "the chance of the date is just below the bar",
        ),
        OwnPage(
            kind,
            "Chinese, editor",
            _portal(zh, CHINESE_TITLE, paragraphs(CHINESE) + editor, zh_links),
            (CHINESE_TITLE, *CHINESE),
        ),
        OwnPage(
            kind,
            "Russian",
            _portal(
                ru, RUSSIAN_TITLE, "<div>17.01.2012 09:14</div>" + paragraphs(RUSSIAN), ru_links
            ),
            russian,
        ),
        OwnPage(
            kind,
            "Russian, line breaks for paragraphs",
            _portal(ru, RUSSIAN_TITLE, f"<div>{'<br><br>'.join(RUSSIAN)}</div>", ru_links),
            russian,
        ),
        OwnPage(
            kind,
            "Polish",
            _portal(pl, POLISH_TITLE, paragraphs(POLISH), pl_links),
            (POLISH_TITLE, *POLISH),
        ),
    ]


PAGES = _pages()


def main() -> None:
    """Print what is wrong of each page."""
    import qualityfilter as qf

    quality_filter = qf.QualityFilter(qf.Settings(hedges=False))
    for each in PAGES:
        found = quality_filter.clean(qf.Page(each.html)).text.splitlines()
        lines = tuple(line for line in found if line.strip())
        if lines != each.left:
            print(f"{each.kind}: {each.name}", f"({each.fails})" if each.fails else "")
            print(*(f"  + {line}" for line in lines if line not in each.left), sep="\n")
            print(*(f"  - {line}" for line in each.left if line not in lines), sep="\n")


if __name__ == "__main__":
    main()
