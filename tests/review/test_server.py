"""The server answers nobody without its token, and saves before it answers."""

import json
import os
import re
import socket
import stat
import threading
from html.parser import HTMLParser
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

import qualityfilter as qf
from qualityfilter.apps.review import server as serving_module
from qualityfilter.apps.review.files import read_labels
from qualityfilter.apps.review.labels import Labels
from qualityfilter.apps.review.reviewed import MOST_FAILURES, Found, look_over, reviewed
from qualityfilter.apps.review.server import listen
from qualityfilter.apps.review.session import Session
from qualityfilter.apps.review.store import open_store
from qualityfilter.core.data import LINE_LABELS
from qualityfilter.core.errors import UsageError
from qualityfilter.records.outcome import FailedRecord, Record
from tests.review.serving import ARTICLE, FILTER, LINES, OTHER, Client, found, record, served

Page = tuple[Any, str]


def page(client: Client, number: int = 0) -> Page:
    answer, content = client.ask("GET", f"document/{number}")
    assert answer.status == HTTPStatus.OK
    return answer, content.decode("utf-8")


def data(content: str) -> Any:
    match = re.search(r'<script type="application/json"[^>]*>(.*?)</script>', content, re.DOTALL)
    assert match
    return json.loads(match[1])


@pytest.mark.parametrize("path", ["/", "/document/0", "/wrong-token/document/0", "/favicon.ico"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_without_the_token_nothing_is_told(tmp_path: Path, path: str, method: str) -> None:
    with served(tmp_path / "labels", ARTICLE) as client:
        answer, content = client.ask(method, path, {} if method == "POST" else None)
        assert answer.status == HTTPStatus.FORBIDDEN
        assert b"ferry" not in content.lower()
        answer, _ = client.ask(method, client.root[:-2] + "/", {} if method == "POST" else None)
        assert answer.status == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", ""]
)
def test_another_host_is_refused(tmp_path: Path, host: str) -> None:
    """A name of an attacker's can be made to lead to this machine."""
    with served(tmp_path / "labels", ARTICLE) as client:
        headers = {"Host": host.format(port=client.port)}
        assert client.ask("GET", "document/0", None, headers)[0].status == HTTPStatus.FORBIDDEN
        headers["Host"] = f"localhost:{client.port}"
        assert client.ask("GET", "document/0", None, headers)[0].status == HTTPStatus.OK


def test_only_this_machine_is_listened_to(tmp_path: Path) -> None:
    with served(tmp_path / "labels", ARTICLE) as client:
        assert client.host == "127.0.0.1"
        assert len(client.root) > 30


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Origin": "https://evil.example"}, {}, HTTPStatus.FORBIDDEN),
        ({"Origin": "null"}, {}, HTTPStatus.FORBIDDEN),
        ({"Content-Type": "text/plain"}, {}, HTTPStatus.UNSUPPORTED_MEDIA_TYPE),
        ({"Content-Length": "99999999999999999999"}, None, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
        *(
            ({"Content-Length": length}, None, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            for length in (
                "-1",
                "+2",
                " ",
                "0" * 12 + "99999999",
                "02",
                "2e0",
                "0x2",
                "2_0",
                "4194305",
            )
        ),
        ({"Transfer-Encoding": "chunked"}, b"", HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
        ({}, b"{", HTTPStatus.BAD_REQUEST),
        ({}, b"[" * 100_000, HTTPStatus.BAD_REQUEST),
        ({}, [1], HTTPStatus.BAD_REQUEST),
        ({}, {}, HTTPStatus.BAD_REQUEST),
        ({}, {"document": 0, "choices": [1]}, HTTPStatus.BAD_REQUEST),
        ({}, {"document": 9, "choices": []}, HTTPStatus.BAD_REQUEST),
        ({}, {"document": True, "choices": []}, HTTPStatus.BAD_REQUEST),
        ({}, {"document": 0, "choices": [{"line": 99, "label": "body"}]}, HTTPStatus.BAD_REQUEST),
        ({}, {"document": 0, "choices": [{"line": -1, "label": "body"}]}, HTTPStatus.BAD_REQUEST),
        ({}, {"document": 0, "choices": [{"line": 0, "label": "spam"}]}, HTTPStatus.BAD_REQUEST),
        ({}, {"document": 0, "choices": [{"line": 0}]}, HTTPStatus.BAD_REQUEST),
        (
            {},
            {"document": 0, "choices": [{"line": 0, "hedges": ["body"], "sentence": 0}]},
            HTTPStatus.BAD_REQUEST,
        ),
        (
            {},
            {"document": 0, "choices": [{"line": 0, "hedges": [], "sentence": 7}]},
            HTTPStatus.BAD_REQUEST,
        ),
    ],
)
def test_a_wrong_step_is_refused_and_nothing_is_saved(
    tmp_path: Path, headers: dict[str, str], body: Any, status: HTTPStatus
) -> None:
    with served(tmp_path / "labels", ARTICLE) as client:
        given = {"Content-Type": "application/json"} | headers
        answer, content = client.ask("POST", "decide", body, given)
        assert (answer.status, bool(json.loads(content)["error"])) == (status, True)
        assert (tmp_path / "labels").read_bytes() == b""
        assert page(client)


def test_every_step_is_on_the_disk_when_it_is_answered(tmp_path: Path) -> None:
    path = tmp_path / "labels"
    with served(path, ARTICLE) as client:
        for count, label in enumerate(("social", "body", "legal"), 1):
            answer = client.label(1, label)
            assert [each["labels"] for each in answer["changed"]] == [[label]]
            assert path.read_bytes().count(b"\n") == count + 1  # the document is the first record
            (held,) = read_labels(path).decisions.values()
            assert (held.labels, held.who) == ((label,), "Ada")
            assert ARTICLE[held.place.start : held.place.end] == "Share this story on Facebook"
            assert (held.suggested, answer["counts"]["done"]) == (("social",), 1)


def test_hedges_are_decided_by_sentence(tmp_path: Path) -> None:
    with served(tmp_path / "labels", ARTICLE) as client:
        choices = [{"line": 2, "sentence": 1, "hedges": ["hypothetical", "speculative"]}]
        answer = client.step("decide", {"document": 0, "choices": choices})
        assert answer["changed"][0]["labels"] == ["speculative", "hypothetical"]
        (held,) = read_labels(tmp_path / "labels").decisions.values()
        assert ARTICLE[held.place.start : held.place.end] == "Sources say it is sold."
        assert held.suggested == ("unattributed",)
        client.step("decide", {"document": 0, "choices": [choices[0] | {"hedges": []}]})
        (held,) = read_labels(tmp_path / "labels").decisions.values()
        assert held.labels == ()


def test_undo_goes_back_step_by_step_also_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "labels"
    with served(path, ARTICLE, OTHER) as client:
        client.label(1, "legal")
        client.label(1, "about")
        rest = [{"line": line, "label": "body"} for line in (0, 2)]
        client.step("decide", {"document": 0, "choices": rest})
    with served(path, ARTICLE, OTHER, who="Tunde") as client:
        assert "nothing to undo" in client.step("undo", {}, 400)["error"]
    with served(path, ARTICLE, OTHER) as client:
        both = client.step("undo", {})
        assert [(each["line"], each["labels"]) for each in both["changed"]] == [
            (0, None),
            (2, None),
        ]
        assert client.step("undo", {})["changed"][0]["labels"] == ["legal"]
        assert client.step("undo", {})["changed"][0]["labels"] is None
        client.step("undo", {}, 400)
        assert read_labels(path).decisions == {}


def test_many_at_once_lose_nothing(tmp_path: Path) -> None:
    with served(tmp_path / "labels", ARTICLE) as client:
        steps = [
            threading.Thread(target=client.label, args=(at % 5, LINE_LABELS[at % 13]))
            for at in range(40)
        ]
        for each in steps:
            each.start()
        for each in steps:
            each.join()
    assert len(read_labels(tmp_path / "labels").history) == 40


@pytest.mark.parametrize("name", ["00", "0" * 12 + "9", "1", "-0", "+0", "\u0660", "0x0", " 0", ""])
def test_a_page_has_one_address(tmp_path: Path, name: str) -> None:
    with served(tmp_path / "labels", ARTICLE) as client:
        answer, _ = client.ask("GET", quote(f"document/{name}"))
        assert answer.status == HTTPStatus.NOT_FOUND
        assert page(client)


@pytest.mark.parametrize("lengths", [("2", "2"), ("2", "99")])
def test_two_lengths_of_a_request_are_refused(tmp_path: Path, lengths: tuple[str, str]) -> None:
    with served(tmp_path / "labels", ARTICLE) as client:
        connection = HTTPConnection(client.host, client.port, timeout=60)
        connection.putrequest("POST", client.root + "undo")
        connection.putheader("Content-Type", "application/json")
        for length in lengths:
            connection.putheader("Content-Length", length)
        connection.endheaders(b"{}")
        assert connection.getresponse().status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        connection.close()


@pytest.mark.skipif(os.name != "posix", reason="elsewhere an open file cannot be replaced")
@pytest.mark.parametrize("how", ["replaced", "removed", "linked", "a folder"])
def test_a_file_that_is_no_longer_there_swallows_no_decision(tmp_path: Path, how: str) -> None:
    path, aside = tmp_path / "labels", tmp_path / "aside"
    with served(path, ARTICLE) as client:
        client.label(1, "social")
        path.rename(aside)
        before = aside.read_bytes()
        if how == "replaced":
            path.write_bytes(before)
        elif how == "linked":
            path.symlink_to("nowhere")
        elif how == "a folder":
            path.mkdir()
        choices = [{"line": 0, "label": "body"}]
        failed = client.step("decide", {"document": 0, "choices": choices}, 500)
        assert "was replaced or removed while it was open" in failed["error"]
        failed = client.step("undo", {}, 500)
        assert "was replaced or removed while it was open" in failed["error"]
        assert aside.read_bytes() == before
    assert len(read_labels(aside).history) == 1


def test_a_browser_is_led_by_a_file_that_others_cannot_read(tmp_path: Path) -> None:
    """The arguments of a command can be read by every user, and the address holds the token."""
    with open_store(tmp_path / "labels") as store:
        session = Session(Found(), store, "Ada")
        with listen(session) as server:
            door = server.door(tmp_path)
            assert server.root.strip("/") not in str(door)
            assert f"url={server.address}" in door.read_text()
            if os.name == "posix":
                assert stat.S_IMODE(door.stat().st_mode) == 0o600
        assert not door.exists()


def test_that_file_is_removed_when_the_page_is_asked_for(tmp_path: Path) -> None:
    with open_store(tmp_path / "labels") as store:
        seen = look_over([record(ARTICLE, "a")], FILTER, store.labels, 1)
        with listen(Session(seen, store, "Ada")) as server:
            thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
            thread.start()
            door = server.door(tmp_path)
            client = Client(server.address)
            assert client.ask("GET", "/")[0].status == HTTPStatus.FORBIDDEN
            assert door.exists()
            assert client.ask("GET", "")[0].status == HTTPStatus.SEE_OTHER
            assert not door.exists()
            server.shutdown()
            thread.join()


def test_a_disk_that_is_full_is_told(tmp_path: Path) -> None:
    """Nothing is taken for saved, and a later step is saved as if nothing had been."""
    with served(tmp_path / "labels", ARTICLE) as client:
        client.label(1, "social")
        import resource

        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        size = (tmp_path / "labels").stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20, limits[1]))
        try:
            failed = client.step(
                "decide", {"document": 0, "choices": [{"line": 0, "label": "body"}]}, 500
            )
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert "could not write" in failed["error"]
        assert (tmp_path / "labels").stat().st_size == size
        assert client.label(0, "headline")["counts"] == {"done": 2, "lines": LINES, "all": 2}
    assert len(read_labels(tmp_path / "labels").history) == 2


class _Tags(HTMLParser):
    """Collects what a page is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.sentences = ""
        self._in_sentence = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        self._in_sentence = "sentence" in (dict(attributes).get("class") or "").split()

    def handle_endtag(self, tag: str) -> None:
        self._in_sentence = False

    def handle_data(self, data: str) -> None:
        self.sentences += data if self._in_sentence else ""


def test_scraped_text_stays_text(tmp_path: Path) -> None:
    """Nothing of it becomes a tag, an attribute or a script; the policy forbids all others."""
    evil = '"><img src=x onerror=alert(1)>'
    text = f"{evil}\n\n</script><script>alert(1)</script>\n\n{{{{ root }}}} {{% raw %}}\n"
    with open_store(tmp_path / "labels") as store:
        document = qf.Document(text, title=evil, id=evil, source=evil, url="javascript:alert(1)")
        looked = look_over([Record(document, "-", 1, b"")], FILTER, store.labels, 9)
        with listen(Session(looked, store, evil)) as server:
            threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
            client = Client(server.address)
            client.label(0, "body")
            answer, content = page(client)
            server.shutdown()
    tags = _Tags()
    tags.feed(content)
    assert {tag for tag, _ in tags.tags}.isdisjoint({"img", "iframe", "object", "form"})
    scripts = [given for tag, given in tags.tags if tag == "script"]
    policy = answer.headers["Content-Security-Policy"]
    assert all(f"'nonce-{each['nonce']}'" in policy for each in scripts)
    assert len(scripts) == 2
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "alert(1)" not in "".join(str(given) for tag, given in tags.tags)
    assert "".join(tags.sentences.split()) == "".join(text.split())
    assert "{{ root }}" in content
    assert "{% raw %}" in content
    links = [given["href"] for tag, given in tags.tags if tag in ("a", "link")]
    assert links == ["data:,"]
    assert not re.search(r"https?://", content)
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_page_shows_what_was_decided(tmp_path: Path) -> None:
    """So that nothing is lost where a tab is closed; text runs its own way."""
    with served(tmp_path / "labels", ARTICLE, OTHER) as client:
        assert [each["chosen"] for each in data(page(client)[1])["lines"]] == [None] * LINES
        client.label(1, "legal")
        content = page(client)[1]
        assert [each["chosen"] for each in data(content)["lines"]] == [
            None,
            "legal",
            *[None] * (LINES - 2),
        ]
        assert "by Ada" in content
        assert 'dir="auto"' in content
        numbers = [data(page(client, at)[1])["number"] for at in (0, 1)]
        assert numbers == [0, 1]
        assert client.ask("GET", "document/2")[0].status == HTTPStatus.NOT_FOUND
        assert client.ask("GET", "document/-1")[0].status == HTTPStatus.NOT_FOUND
        answer, _ = client.ask("GET", "")
        assert answer.headers["Location"] == f"{client.root}document/0"


def test_a_port_that_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken, open_store(tmp_path / "labels") as store:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        session = Session(found(path=tmp_path / "none"), store, "Ada")
        with listen(session, port) as server:
            assert server.server_port > port
        monkeypatch.setattr(serving_module, "PORTS", 1)
        with pytest.raises(UsageError, match="--port"):
            listen(session, port)


def test_without_documents_the_page_says_so(tmp_path: Path) -> None:
    with served(tmp_path / "labels", "", " \n ") as client:
        assert "Nothing to review" in page(client)[1]
        client.step("decide", {"document": 0, "choices": []}, 400)
        client.step("undo", {}, 400)
    with served(tmp_path / "labels", "One line here.") as client:
        client.label(0, "body")
    with served(tmp_path / "labels", "One line here.") as client:
        assert "Every line has a decision" in page(client)[1]


def test_the_least_sure_come_first_and_no_more_is_read_than_wanted(tmp_path: Path) -> None:
    """Of a hundred thousand documents the first few are looked at."""
    read = []

    def endless() -> Any:
        for number in range(100_000):
            read.append(number)
            yield record(f"{ARTICLE}\nLine {number} of the log", f"a{number}")

    looked = look_over(endless(), FILTER, Labels(), 70)
    assert (len(looked.documents), looked.more) == (70, True)
    assert len(read) <= 70 + 64
    doubts = [each.doubt for each in looked.documents]
    assert doubts == sorted(doubts, reverse=True)
    assert not look_over([record(OTHER, "a")] * 2, FILTER, Labels(), 70).more
    assert len(look_over([record(OTHER, "a")] * 2, FILTER, Labels(), 70).documents) == 1


def test_doubt_is_the_gap_between_the_likeliest_labels() -> None:
    """Unless rules know better: what they are sure of is not asked first."""
    document = reviewed(FILTER.clean(ARTICLE))
    share = document.lines[1]
    assert (share.label, share.cut) == ("social", True)
    assert share.doubt <= 0.03
    result = FILTER.clean(ARTICLE)
    for line, (start, end, row) in zip(document.lines, result.trace, strict=True):
        assert (line.start, line.end) == (start, end)
        first, second = sorted(row, reverse=True)[:2]
        assert line.doubt <= round(1 - (first - second), 4)


def test_records_that_failed_are_told(tmp_path: Path) -> None:
    bad = FailedRecord("in.jsonl", 3, qf.Failure(None, "json", "not JSON"), b"{")
    looked = found(bad, record(OTHER, "a"), *[bad] * 30, path=tmp_path / "labels")
    assert (looked.failed, len(looked.documents)) == (31, 1)
    assert looked.failures == [bad] * MOST_FAILURES


def test_pages_are_reviewed_as_their_text() -> None:
    page = qf.Page(
        "<html><title>Ferry</title><h1>Ferry</h1><p>It stops on Monday.</p></html>", id="p"
    )
    (document,) = look_over([Record(page, "p.html", None, b"")], FILTER, Labels(), 9).documents
    text = document.text.text
    assert [text[line.start : line.end] for line in document.lines] == [
        "Ferry",
        "It stops on Monday.",
    ]
    assert (document.text.title, document.text.id) == ("Ferry", "p")


def test_a_line_of_a_megabyte(tmp_path: Path) -> None:
    sentence = "The old ferry will probably stop on Monday, the city office said. "
    text = sentence * (1_000_000 // len(sentence))
    with served(tmp_path / "labels", text, "x" * 1_000_000) as client:
        lines = [data(page(client, number)[1])["lines"] for number in (0, 1)]
        assert max(map(len, lines)) > 10_000
        many = 0 if len(lines[0]) > len(lines[1]) else 1
        choices = [{"line": at, "label": "body"} for at in range(len(lines[many]))]
        answer = client.step("decide", {"document": many, "choices": choices})
        assert answer["counts"]["done"] == len(choices)
