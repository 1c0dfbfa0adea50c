"""A small news site on 127.0.0.1, with what such sites put between the lines of their articles."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SLOWNESS = 0.02
"""Seconds that the site takes over a page."""

PROMOS = (
    "Join our Telegram channel",
    "Read also: Council votes to close the old swimming pool",
    "Advertisement",
    "Subscribe to our newsletter and never miss a story",
)


def with_promos(number: int, paragraphs: Sequence[str]) -> list[str]:
    """Return the lines of an article as its page shows them, a promo after every third one."""
    lines: list[str] = []
    for at, paragraph in enumerate(paragraphs, 1):
        lines.append(paragraph)
        if at % 3 == 0:
            lines.append(PROMOS[(number + at // 3) % len(PROMOS)])
    return lines


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, articles: Sequence[tuple[str, Sequence[str]]], *rest: object) -> None:
        self.articles = articles
        super().__init__(*rest)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        time.sleep(SLOWNESS)
        name = self.path.strip("/")
        if not name:
            links = (f'<li><a href="/{at}">{at}</a>' for at in range(len(self.articles)))
            body = f"<title>The Ferrin Post</title><ul>{''.join(links)}</ul>"
        elif name.isdecimal() and int(name) < len(self.articles):
            title, lines = self.articles[int(name)]
            shown = "".join(f"<p>{escape(line)}</p>" for line in lines)
            body = f"<title>{escape(title)}</title><main>{shown}</main>"
        else:
            self.send_error(404)
            return
        content = f"<!doctype html><html lang='en'>{body}</html>".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(articles: Sequence[tuple[str, Sequence[str]]]) -> Iterator[str]:
    """Serve articles, titles and lines, while the block runs; give the site's address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, articles))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
