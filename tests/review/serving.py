"""Run the review's server, and talk to it as a browser would."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import qualityfilter as qf
from qualityfilter.apps.review.reviewed import Found, look_over
from qualityfilter.apps.review.server import listen
from qualityfilter.apps.review.session import Session
from qualityfilter.apps.review.store import open_store
from qualityfilter.records.outcome import FailedRecord, Record
from tests.conftest import ROOT

FILTER = qf.QualityFilter(qf.Settings(trace=True))

ARTICLE = """\
Ferry stops for the winter

Share this story on Facebook

It may stop. Sources say it is sold.

<script>alert("&amp;")</script>

Ask at the kiosk
"""
OTHER = """\
Night buses return

The buses are back on Friday, the city said.

قالت البلدية إن الحافلات تعود
"""
LINES = len(FILTER.clean(ARTICLE).trace)
"""So many pieces of the article are judged; its script is cut into several."""


def record(text: str, id: str) -> Record:
    return Record(qf.Document(text, id=id, source="sandby.example"), "made-up", None, b"")


def found(*records: Record | FailedRecord, path: Path, most: int = 10) -> Found:
    with open_store(path) as store:
        return look_over(records, FILTER, store.labels, most)


@contextmanager
def served(path: Path, *texts: str, who: str = "Ada") -> Iterator[Any]:
    """Serve some texts from a thread, and give how to ask."""
    records = [record(text, f"a{number}") for number, text in enumerate(texts)]
    with open_store(path) as store:
        session = Session(look_over(records, FILTER, store.labels, 100), store, who)
        with listen(session) as server:
            thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
            thread.start()
            try:
                yield Client(server.address)
            finally:
                server.shutdown()
                thread.join()


class Client:
    """Asks a server, as its own page does unless it is told otherwise."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.address, self.root = address, parts.path
        self.host, self.port = str(parts.hostname), int(parts.port or 0)

    def ask(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> tuple[HTTPResponse, bytes]:
        """Return the answer to a request; `path` may be below the token or absolute."""
        connection = HTTPConnection(self.host, self.port, timeout=60)
        content = body if isinstance(body, (bytes, type(None))) else json.dumps(body)
        kind = {"Content-Type": "application/json"} if body is not None else {}
        whole = path if path.startswith("/") else self.root + path
        connection.request(method, whole, content, kind | (headers or {}))
        answer = connection.getresponse()
        found = answer.read()
        connection.close()
        return answer, found

    def step(self, what: str, body: Any, status: int = 200) -> Any:
        """Send a step, and give what is answered."""
        answer, content = self.ask("POST", what, body)
        assert answer.status == status, content
        return json.loads(content)

    def label(self, line: int, label: str, document: int = 0) -> Any:
        return self.step(
            "decide", {"document": document, "choices": [{"line": line, "label": label}]}
        )


@contextmanager
def command(
    *arguments: str, given: str | None = None
) -> Iterator[tuple[subprocess.Popen[str], Client]]:
    """Run the command in a process of its own; it is killed at the end."""
    call = [sys.executable, "-m", "qualityfilter", "review", *arguments, "--no-browser"]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(call, cwd=ROOT, env=environment, stdin=subprocess.PIPE, **pipes)
    assert process.stdin is not None
    assert process.stdout is not None
    if given is not None:
        process.stdin.write(given)
    process.stdin.close()
    process.stdin = None  # or `communicate` would flush it
    try:
        address = process.stdout.readline().strip()
        assert address, process.stderr and process.stderr.read()
        yield process, Client(address)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.wait()
        for pipe in (process.stdout, process.stderr):
            if pipe:
                pipe.close()
