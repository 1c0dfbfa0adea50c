"""Pages that are made to break a reader, and what each costs: `python -m tests.hostile` says.

Each page is read and cleaned in a process of its own, forked from one that has loaded the models,
under limits of time and memory; one that breaks it takes no other along.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import sys
import time
import zlib
from collections.abc import Callable
from typing import Any

import qualityfilter as qf

SECONDS, MEGABYTES = 60, 4000
"""What a process may use: far more than any page needs (see `tests/test_hostile.py`)."""

AFTER = "<p>The ferry will stop from Monday, the harbour office said.</p>"
"""What stands behind the hostile part, where that is no reason to give the page up."""


def data(script: str) -> str:
    return f'<script type="application/ld+json">{script}</script>{AFTER}'


def entities() -> str:
    """Return entities that would be three billion letters if they were expanded."""
    names = "".join(f"<!ENTITY x{n + 1} '{f'&x{n};' * 10}'>" for n in range(9))
    return f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x0 "lol">{names}]><a>&x9;</a>'


def state(script: str) -> str:
    return f'<script type="application/json">{script}</script>{AFTER}'


STORY = (
    "<article><h1>Ferry {}</h1><p>The ferry number {} went over the river at noon.</p></article>"
)


def external(address: str) -> str:
    return (
        f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "{address}">'
        f'<!ENTITY % y SYSTEM "{address}"> %y;]><html><p>&x;</p>{AFTER}'
    )


def attributes(form: str, number: int) -> str:
    return f"<p {''.join(map(form.format, range(number)))}>x</p>{AFTER}"


def declared(charset: str, content: bytes) -> bytes:
    return f'<meta charset="{charset}">'.encode() + content


def noise(size: int) -> bytes:
    """Return bytes as a compressed file has them."""
    found = [hashlib.sha256(str(number).encode()).digest() for number in range(size // 32)]
    return b"".join(found)


Made = str | bytes
PAGES: dict[str, Callable[[], Made]] = {
    "100,000 deep": lambda: "<div>" * 100_000 + AFTER,
    "1,500 deep": lambda: "<div>" * 1500 + AFTER,
    "50 MB": lambda: "<p>A ferry went across the river at noon.</p>\n" * 1_150_000,
    "50 MB of one word": lambda: "a" * 50_000_000,
    "a million rows": lambda: "<table>" + "<tr><td>1<td>2" * 1_000_000,
    "a million cells": lambda: "<table><tr>" + "<td>x" * 1_000_000 + "</table>" + AFTER,
    "a million breaks": lambda: "x<br>" * 1_000_000,
    "a million spans": lambda: "<span>word </span>" * 1_000_000,
    "wide text": lambda: "<p>" + "word " * 2_100_000,
    "empty elements": lambda: "<div></div>" * 1_000_000 + AFTER,
    "lines in pre": lambda: "<pre>" + "x\n" * 2_000_000,
    "scripts in scripts": lambda: "<script>a='</script>';b='<p>x</p>'</script>" * 1000 + AFTER,
    "a script without end": lambda: AFTER + "<script>" + "var a='<p>x</p>';" * 100_000,
    "a comment without end": lambda: AFTER + "<!--" + "<p>x</p>" * 100_000,
    "frames": lambda: "<frameset>" + "<frame src=a>" * 10_000 + "</frameset>",
    "xml": lambda: "<?xml version='1.0'?><rss>" + "<item><b>A</b></item>" * 1000 + "</rss>",
    "entity bomb": entities,
    "external entity": lambda: external(os.environ["HOSTILE_ADDRESS"]),
    "external file": lambda: external("file://" + os.environ["HOSTILE_FILE"]),
    "pdf": lambda: b"%PDF-1.7\n" + noise(1_000_000),
    "pdf, decoded": lambda: "%PDF-1.7\n" + noise(1_000_000).decode("latin-1"),
    "image": lambda: b"\x89PNG\r\n\x1a\n" + noise(1_000_000),
    "unknown file": lambda: noise(1_000_000),
    "unknown file, decoded": lambda: noise(1_000_000).decode("utf-8", "replace"),
    "charset utf-16": lambda: declared("utf-16", AFTER.encode()),
    "charset utf-8": lambda: declared("utf-8", (AFTER * 3000 + "<p>Müller").encode("cp1252")),
    "charset punycode": lambda: declared("punycode", b"a-" + b"a" * 5_000_000 + AFTER.encode()),
    "charset zlib": lambda: declared("zlib", zlib.compress(noise(100_000)) + AFTER.encode()),
    "cut in a character": lambda: f"{AFTER}<p>Müller".encode()[:-5],
    "cut in a tag": lambda: AFTER * 1000 + '<p class="wide',
    "NUL": lambda: "<p>a\0b</p>\0" * 10_000 + AFTER,
    "100,000 attributes": lambda: attributes("a{}=x ", 100_000),
    "quoted attributes": lambda: attributes("a{}='<b>' ", 100_000),
    "9,000 attributes": lambda: attributes("a{}=x ", 9000),
    "wide class": lambda: f"<p class='{'x ' * 2_500_000}'>x</p>" + AFTER,
    "wide style": lambda: f"<p style='{'display : ' * 500_000}'>x</p>" + AFTER,
    "wide title": lambda: f"<meta property=og:title content='{'word ' * 1_000_000}'>" + AFTER,
    "odd language": lambda: f"<html lang='en{'_a' * 50_000}!'>" + AFTER,
    "unclosed b": lambda: "<b>x" * 200_000,
    "unclosed p": lambda: "<p>x" * 200_000,
    "unclosed a": lambda: "<a href=x>x" * 200_000 + AFTER,
    "closing tags": lambda: "<div>" * 2000 + "</b>" * 100_000 + AFTER,
    "made-up tags": lambda: "".join(f"<x{n}>" for n in range(2000)) + "x<br>" * 5000,
    "deep JSON": lambda: data("[" * 5_000_000),
    "deep JSON, closed": lambda: data('{"@graph":' * 500_000 + "1" + "}" * 500_000),
    "10 MB of JSON": lambda: data(
        '{"@type":"Article","articleBody":"' + "word " * 2_000_000 + '"}'
    ),
    "wide JSON": lambda: data('{"@graph":[' + ",".join(["{}"] * 1_000_000) + "]}"),
    "JSON in a circle": lambda: data(
        '{"@id":"a","@type":"Article","mainEntity":{"@id":"b","mainEntity":{"@id":"a"}}}'
    ),
    "a number of 5 MB": lambda: data('{"@type":"Article","x":' + "9" * 5_000_000 + "}"),
    "100,000 rules of style": lambda: (
        f"<style>{''.join(f'.a{n}, p#b{n} {{display: none}}' for n in range(100_000))}</style>"
        + "<p class='x y z'>x</p>" * 1000
        + AFTER
    ),
    "100,000 styles": lambda: "<style>.a{display:none}</style>" * 100_000 + AFTER,
    "comments in styles": lambda: f"<style>{'/*' * 1_000_000}x{{display:none}}</style>" + AFTER,
    "open braces": lambda: f"<style>{'.a{display:none' * 500_000}</style>" + AFTER,
    "19 MB of JSON-LD": lambda: data(
        '{"@type":"Article","articleBody":"' + "word " * 3_800_000 + '"}'
    ),
    "10,000 articles": lambda: "".join(STORY.format(n, n) for n in range(10_000)) + AFTER,
    "articles in articles": lambda: "<article><h1>x</h1>" * 250 + AFTER,
    "1 MB of noscript": lambda: f"<noscript>{'<p>Turn it on. </p>' * 55_000}</noscript>" + AFTER,
    "noscript in noscript": lambda: "<noscript>" * 240 + "word " * 200_000 + AFTER,
    "100,000 noscripts": lambda: "<noscript>word word</noscript>" * 100_000 + AFTER,
    "30 MB of state": lambda: state('{"body":"' + "word " * 6_000_000 + '"}'),
    "19 MB of state": lambda: state('{"body":"' + "word " * 3_800_000 + '"}'),
    "wide state": lambda: state("[" + ",".join(['{"title":"a","x":{}}'] * 900_000) + "]"),
    "deep state": lambda: state('{"content":' * 900 + "[" + "1," * 5_000_000 + "1]" + "}" * 900),
    "hidden in hidden": lambda: "<div hidden class=more>" * 240 + "x<br>" * 50_000 + AFTER,
    "hidden parts of lines": lambda: "<span hidden><b>x</b></span>" * 300_000 + AFTER,
    "dialogs": lambda: "<dialog>" * 240 + "<div></div>" * 500_000 + "<main>" + AFTER,
    "5,000 scripts": lambda: data('{"@type":"Article","articleBody":"a b c"}') * 5000,
}


def outcome(name: str, page: Made, base: int) -> dict[str, Any]:
    """Clean a page, and say what came of it, and at what cost."""
    start = time.process_time()
    (found,) = qf.QualityFilter().clean_many([qf.Page(page, id=name)])
    seconds = time.process_time() - start
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - base
    cost = {"seconds": round(seconds, 2), "megabytes": round(megabytes), "size": len(page)}
    if isinstance(found, qf.Failure):
        return cost | {"failure": f"{found.kind}: {found.message}"}
    text = found.document.text
    return cost | {
        "end": text[-100:],
        "about": [found.document.title, found.document.lang],
        "whole": found.restore() == text,
        "decision": found.verdict.decision,
        "again": seconds > 1
        or [found] == list(qf.QualityFilter().clean_many([qf.Page(page, id=name)])),
    }


def forked(name: str) -> dict[str, Any]:
    """Run one page in a child process."""
    ours, theirs = os.pipe()
    if not (child := os.fork()):
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
        page = PAGES[name]()
        base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        os.write(theirs, json.dumps(outcome(name, page, base)).encode())
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as pipe:
        said = pipe.read()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return json.loads(said) if said else {"died": status}


def main(names: list[str]) -> None:
    """Run some pages, or all, and print a JSON line for each."""
    qf.clean("It may rain in the harbour on Monday, the office said.")
    for name in names or PAGES:
        print(json.dumps({"name": name} | forked(name)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
