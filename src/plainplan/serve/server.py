"""The HTTP server: five addresses on the loopback interface, answered from memory to clients with the key."""

from __future__ import annotations

import json
import re
import socket
import sys
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import takewhile
from secrets import token_urlsafe
from threading import BoundedSemaphore, Condition
from time import monotonic
from typing import Any

from plainplan.errors import UsageError
from plainplan.serve.guard import Refusal, Request, cookie, is_keyed, keyed, refusal
from plainplan.serve.live import Live, state_json
from plainplan.serve.marks import without_marks
from plainplan.serve.page import HEADERS, policy, with_script
from plainplan.serve.peer import is_a_stranger
from plainplan.serve.says import words_of
from plainplan.serve.ticks import RequestRefused

ADDRESS = "127.0.0.1"
PORT = 7526  # PLAN on a phone keypad
MOST_CONNECTIONS = 96
MOST_STREAMS = 32
SLOWEST = 10.0  # timeout in seconds for a request to arrive, and for a response to be read

_SINCE = re.compile("/since/(?P<revision>[0-9a-f]{0,32})")  # sent by the open page: only changed pieces are returned
_HEARTBEAT = 15.0
_ENDING = 1.0  # seconds for a dropped connection's thread to end
_NEXT_PORTS = 20

Writes = dict[str, Callable[[dict[str, Any]], None]]
"""What POST requests do, by their address; they raise `RequestRefused`."""


class Server(ThreadingHTTPServer):
    """Serves one live page; a thread for each connection, up to a limit."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    allow_reuse_address = sys.platform != "win32"  # on Windows, it would let another program bind the same port

    def __init__(self, port: int, live: Live, writes: Writes) -> None:
        super().__init__((ADDRESS, port), _Handler)
        self.live = live
        self.key = token_urlsafe(32)  # needed for any request
        self.token = token_urlsafe(24)  # needed for writes, known to the page
        self.writes = writes
        self.port: int = self.server_address[1]
        self.streams = BoundedSemaphore(MOST_STREAMS)
        self._asking: dict[Any, float] = {}  # connections without a request yet: their deadlines, oldest first
        self._open = 0
        self._places = Condition()  # protects the dicts above

    @property
    def url(self) -> str:
        """The page's address with its key: not for files or lists that others can read."""
        return f"http://{ADDRESS}:{self.port}{keyed(self.key)}"

    def process_request(self, request: Any, client_address: Any) -> None:
        """Accept a connection with a deadline.

        Above the limit, the one that has waited longest without a request is dropped.
        """
        if not self._take_in(request):
            self.shutdown_request(request)
            return
        try:
            super().process_request(request, client_address)
        except RuntimeError:  # no more threads available
            self._let_out()
            self.shutdown_request(request)

    def _take_in(self, request: Any) -> bool:
        with self._places:
            if self._open >= MOST_CONNECTIONS:
                if not self._asking:
                    return False
                self._hang_up(next(iter(self._asking)))
                if not self._places.wait_for(lambda: self._open < MOST_CONNECTIONS, _ENDING):
                    return False
            self._open += 1
            self._asking[request] = monotonic() + SLOWEST
            return True

    def _let_out(self) -> None:
        with self._places:
            self._open -= 1
            self._places.notify_all()

    def service_actions(self) -> None:
        """Called several times a second: drop connections whose deadline has passed."""
        with self._places:
            now = monotonic()
            for late in list(takewhile(lambda request: self._asking[request] <= now, self._asking)):
                self._hang_up(late)

    def asked(self, request: Any) -> None:
        """The request is complete: remove its deadline."""
        with self._places:
            self._asking.pop(request, None)

    def shutdown_request(self, request: Any) -> None:
        self.asked(request)
        super().shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._let_out()

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], OSError):  # clients that disconnect are not an error
            super().handle_error(request, client_address)

    def _hang_up(self, request: Any) -> None:
        """Shut a connection down, so that its thread ends; only while in `_places`, so that it is not closed yet."""
        del self._asking[request]
        try:
            request.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # already disconnected


def open_server(port: int, live: Live, writes: Writes) -> Server:
    """A server on that port, or on the next free one; port 0 picks any."""
    last = port if port == 0 else min(port + _NEXT_PORTS, 65535)
    for one in range(port, last + 1):
        try:
            return Server(one, live, writes)
        except OSError:
            continue
    raise UsageError(f"no port from {port} to {last} is free: name another with `--port`")


class _Handler(BaseHTTPRequestHandler):
    """Answers one request per connection."""

    server: Server
    server_version = "plainplan"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    timeout = SLOWEST

    def handle_one_request(self) -> None:
        self.close_connection = True
        super().handle_one_request()

    def do_GET(self) -> None:
        if not self._refused():
            self._get(self.path)

    do_HEAD = do_GET

    def do_POST(self) -> None:
        if self._refused():
            return
        write = self.server.writes.get(self.path)
        if write is None:
            self._answer(404, {"message": "there is nothing to write there"})
            return
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked(self.connection)
        try:
            asked = json.loads(body)
            if not isinstance(asked, dict):
                raise TypeError
            write(asked)
        except RequestRefused as refused:
            self._answer(409, {"message": words_of(self.server.live.shown.compilation).tell(refused.text)})
        except (ValueError, TypeError, KeyError, RecursionError):
            self._answer(400, {"message": "that is no tick"})
        else:
            self._answer(200, {"message": ""})

    def _refused(self) -> bool:
        headers = {name.lower(): self.headers.get_all(name, []) for name in self.headers}
        server = self.server
        found = refusal(Request(self.command, self.path, headers), server.port, server.key, server.token)
        if found is None and is_a_stranger(self.client_address, (ADDRESS, server.port)):
            found = Refusal(403, "another account may not ask")
        if self.command != "POST" or found:
            self.server.asked(self.connection)
        if found:
            self._answer(found.status, {"message": found.why})
        return found is not None

    def _get(self, path: str) -> None:
        live = self.server.live
        if is_keyed(path) and "text/html" in self.headers.get("Accept", ""):
            self._enter()
        elif path == "/" or is_keyed(path):
            shown = live.shown
            self._page(with_script(without_marks(shown.page), shown.revision, self.server.token))
        elif since := _SINCE.fullmatch(path):
            page, revision = live.since(since["revision"])
            self._page(with_script(page, revision, self.server.token, hollow=True))
        elif path == "/events" and self.command == "GET":
            self._stream()
        else:
            self._answer(404, {"message": "there is nothing here"})

    def _enter(self) -> None:
        """Set the key as a cookie and redirect to the page, so that it does not stay in address and history."""
        cookies = ("Set-Cookie", cookie(self.server.port, self.server.key))
        self._send(303, b"", "text/plain", ("Location", "/"), cookies)

    def _page(self, page: bytes) -> None:
        self._send(200, page, "text/html; charset=utf-8")

    def _stream(self) -> None:
        """Send each new state as a server-sent event, until the page is closed."""
        if not self.server.streams.acquire(blocking=False):
            self._answer(503, {"message": "too many pages are open"})
            return
        try:
            self._head(200, "text/event-stream; charset=utf-8", None)
            number = -1
            while shown := self.server.live.after(number, _HEARTBEAT):
                news = shown.number > number
                text = f"data: {state_json(self.server.live, shown)}\n\n" if news else ": still here\n\n"
                number = shown.number
                self.wfile.write(text.encode())
        except OSError:
            pass  # disconnected
        finally:
            self.server.streams.release()

    def _answer(self, status: int, data: dict[str, str]) -> None:
        self._send(status, json.dumps(data).encode(), "application/json")

    def _send(self, status: int, body: bytes, kind: str, *more: tuple[str, str]) -> None:
        self._head(status, kind, len(body), *more)
        if self.command != "HEAD":
            self.wfile.write(body)

    def _head(self, status: int, kind: str, length: int | None, *more: tuple[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.send_header("Connection", "close")
        self.send_header("Content-Security-Policy", policy())
        for name, value in (*HEADERS, *more):
            self.send_header(name, value)
        self.end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Malformed requests are answered like all other errors."""
        self.command = getattr(self, "command", None) or "GET"
        self.request_version = getattr(self, "request_version", "HTTP/1.1")
        self._answer(405 if code == 501 else code, {"message": "that cannot be answered"})

    def log_message(self, format: str, *args: Any) -> None:
        """No logging: addresses contain the key."""
