"""Serve the page to this machine alone: 127.0.0.1, a token in the address, a known host.

A page of any site can send requests to this machine, and a name of its own can be made to lead
here; but neither knows the token, and the host that its requests name is not this one.
"""

from __future__ import annotations

import errno
import hmac
import json
import os
import re
import secrets
import tempfile
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from qualityfilter.apps.review.render import render
from qualityfilter.apps.review.session import Session
from qualityfilter.core.errors import QualityFilterError, UsageError

HOST = "127.0.0.1"
PORT = 8017
PORTS = 100
"""So many ports are tried, one after the other."""

_MOST = 4 << 20
"""Bytes of the longest request that is read."""

_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_POLICY = (
    "default-src 'none'; script-src 'nonce-{0}'; style-src 'nonce-{0}'; connect-src 'self'; "
    "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


_DOOR = (
    '<!doctype html><meta charset="ascii"><meta name="referrer" content="no-referrer">'
    '<meta http-equiv="refresh" content="0; url={0}"><a href="{0}">Open the review</a>\n'
)


class Refused(Exception):
    """Says within this module with which status a request is refused, and why."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class Server(ThreadingHTTPServer):
    """Serves a session.

    Args:
        port: where to listen.
        session: what is reviewed.
    """

    daemon_threads = True
    request_queue_size = 64
    allow_reuse_address = os.name == "posix"  # elsewhere it would share a port that is taken

    def __init__(self, port: int, session: Session) -> None:
        self._door: Path | None = None
        super().__init__((HOST, port), _Handler)
        self.session = session
        self.root = f"/{secrets.token_urlsafe(24)}/"

    @property
    def address(self) -> str:
        """The address to open."""
        return f"http://{HOST}:{self.server_port}{self.root}"

    def door(self, folder: Path) -> Path:
        """Make a file that leads a browser to the address, and that only this user can read.

        A browser is started with it, for every user can read the arguments of a command, and the
        address holds the token. It is removed when the page is asked for, or the server closed.

        Args:
            folder: where; browsers in a sandbox see no hidden folders, and a `/tmp` of their own.

        Raises:
            OSError: it cannot be made.
        """
        number, name = tempfile.mkstemp(".html", "review-", folder)
        self._door = Path(name)
        with os.fdopen(number, "w", encoding="ascii") as file:
            file.write(_DOOR.format(self.address))
        return self._door

    def close_door(self) -> None:
        """Remove that file."""
        if self._door is not None:
            with suppress(OSError):
                self._door.unlink()
            self._door = None

    def server_close(self) -> None:
        """Close the server, and remove what leads to it."""
        self.close_door()
        super().server_close()


def listen(session: Session, port: int = PORT) -> Server:
    """Return a server on a port, or on the next one that is free.

    Raises:
        UsageError: none of the next `PORTS` is.
    """
    for each in range(port, min(port + PORTS, 1 << 16)):
        try:
            return Server(each, session)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise UsageError(f"port {each} cannot be used: {error}") from error
    raise UsageError(f"no port from {port} on is free; give another with --port")


class _Handler(BaseHTTPRequestHandler):
    """Answers one request after the other of a connection."""

    server: Server
    server_version = "qualityfilter"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:
        """Return a document's page."""
        self._answer(self._page)

    def do_POST(self) -> None:
        """Take a step of the reader."""
        self._answer(self._step)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet: the address holds the token."""

    def _answer(self, make: Any) -> None:
        try:
            path = self._allowed()
            make(path)
        except Refused as refused:
            self.close_connection = True
            self._send(refused.status, "application/json", _as_json({"error": str(refused)}))

    def _allowed(self) -> str:
        """Return the path below the token, of a request that may be answered.

        Raises:
            Refused: it names another host, lacks the token, or comes from another site's page.
        """
        port = self.server.server_port
        if self.headers.get("Host") not in (f"{HOST}:{port}", f"localhost:{port}"):
            raise Refused(HTTPStatus.FORBIDDEN, "this host is not known")
        path, root = self.path.partition("?")[0], self.server.root
        given = path[: len(root)].encode("utf-8", "replace")
        if not hmac.compare_digest(given, root.encode()):
            raise Refused(HTTPStatus.FORBIDDEN, "the address lacks its token")
        return path[len(root) :]

    def _page(self, path: str) -> None:
        self.server.close_door()
        session, root = self.server.session, self.server.root
        folder, _, name = path.partition("/")
        if not path:
            self._send(
                HTTPStatus.SEE_OTHER,
                "text/plain",
                b"",
                Location=f"{root}document/{session.first()}",
            )
            return
        last = max(len(session.documents), 1) - 1
        number = _number(name, last)
        if folder != "document" or number is None:
            raise Refused(HTTPStatus.NOT_FOUND, "there is no such page")
        nonce = secrets.token_urlsafe(16)
        policy = {"Content-Security-Policy": _POLICY.format(nonce)}
        page = render(session, number, root, nonce)
        self._send(HTTPStatus.OK, "text/html; charset=utf-8", page, **policy)

    def _step(self, path: str) -> None:
        given = self._given()
        try:
            if path == "decide":
                found = self.server.session.decide(given.get("document", -1), _choices(given))
            elif path == "undo":
                found = self.server.session.undo()
            else:
                raise Refused(HTTPStatus.NOT_FOUND, "there is no such step")
        except UsageError as error:
            raise Refused(HTTPStatus.BAD_REQUEST, str(error)) from error
        except QualityFilterError as error:
            raise Refused(HTTPStatus.INTERNAL_SERVER_ERROR, str(error)) from error
        self._send(HTTPStatus.OK, "application/json", _as_json(found))

    def _given(self) -> dict[str, Any]:
        """Read what was sent, an object as JSON, from a page of this server.

        Raises:
            Refused: it is something else.
        """
        port = self.server.server_port
        origins = (None, f"http://{HOST}:{port}", f"http://localhost:{port}")
        if self.headers.get("Origin") not in origins:
            raise Refused(HTTPStatus.FORBIDDEN, "another site's page may not do that")
        if self.headers.get_content_type() != "application/json":
            raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "send JSON")
        lengths = self.headers.get_all("Content-Length") or [""]
        length = _number(lengths[0], _MOST)
        if length is None or len(lengths) > 1 or "Transfer-Encoding" in self.headers:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"send at most {_MOST} bytes")
        try:
            found = json.loads(self.rfile.read(length))
        except (ValueError, RecursionError) as error:
            raise Refused(HTTPStatus.BAD_REQUEST, "send JSON") from error
        if not isinstance(found, dict):
            raise Refused(HTTPStatus.BAD_REQUEST, "send an object")
        return found

    def _send(self, status: HTTPStatus, kind: str, content: bytes, **more: str) -> None:
        self.send_response(status)
        headers = {**_HEADERS, "Content-Type": kind, "Content-Length": str(len(content)), **more}
        for name, value in headers.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(content)


def _number(text: str, most: int) -> int | None:
    """Read a whole number that is written in the one usual way and is not too great, else None."""
    return int(text) if _NUMBER.fullmatch(text) and int(text) <= most else None


_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")


def _choices(given: dict[str, Any]) -> list[dict[str, Any]]:
    found = given.get("choices")
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise UsageError("choices must be a list of objects")
    return found


def _as_json(value: object) -> bytes:
    return json.dumps(value).encode()
