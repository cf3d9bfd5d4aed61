"""A live page that is served beside a test, and plain requests to it."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

from plainplan.serve.session import Event, ServeJob, ServeSession, Serving

DAY = date(2026, 11, 1)


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def message(self) -> str:
        return str(json.loads(self.body)["message"])


class Served:
    """A running `plan serve`."""

    def __init__(self, path: Path, **more: Any) -> None:
        self.path = path
        self.events: list[Event] = []
        self._session = ServeSession(ServeJob((str(path),), **{"day": lambda: DAY, "port": 0, **more}))
        events = self._session.run()
        self.url = ""
        for event in events:
            self.events.append(event)
            if isinstance(event, Serving):
                self.url = event.url
                break
        self.base = self.url.partition("?")[0]
        self.port = int(re.findall(r"\d+", self.base)[-1])
        self.key = self.url.rpartition("=")[2]
        self._thread = Thread(target=lambda: self.events.extend(events), daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._session.end()
        self._thread.join(20)
        assert not self._thread.is_alive()

    # Requests

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """A request with these headers; `_` stands for `-`, and none of them is added but Host and the key."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            sent = {
                "Host": f"127.0.0.1:{self.port}",
                "Cookie": self.cookie,
                **{name.replace("_", "-"): value for name, value in headers.items()},
            }
            if body is not None:
                sent.setdefault("Content-Length", str(len(body)))
            for name, value in sent.items():
                if value:
                    connection.putheader(name, value)
            connection.endheaders(body)
            answer = connection.getresponse()
            return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def write(self, path: str, data: object, **headers: str) -> Answer:
        """What the page's own script would send, with headers changed."""
        own = {
            "Origin": f"http://127.0.0.1:{self.port}",
            "X_Plan_Token": self.token,
            "Content_Type": "application/json",
            "Sec_Fetch_Site": "same-origin",
        }
        body = data if isinstance(data, bytes) else json.dumps(data).encode()
        return self.ask("POST", path, body, **{**own, **headers})

    def tick(self, anchor: str, state: str, **headers: str) -> Answer:
        return self.write("/tick", {"id": anchor, "source": self.state["source"], "state": state}, **headers)

    @property
    def cookie(self) -> str:
        return f"plan-{self.port}={self.key}"

    @property
    def head(self) -> str:
        """The lines that every request needs."""
        return f"Host: 127.0.0.1:{self.port}\r\nCookie: {self.cookie}\r\n"

    @property
    def page(self) -> str:
        return self.ask("GET", "/").body.decode()

    @property
    def token(self) -> str:
        found = re.search(r'data-token="([^"]+)"', self.page)
        assert found
        return found[1]

    @property
    def state(self) -> dict[str, Any]:
        """What a page that has just been opened is told."""
        with self.stream() as lines:
            return next(lines)

    @contextmanager
    def stream(self, **headers: str) -> Iterator[Iterator[dict[str, Any]]]:
        """The states that an open page is told, one after the other."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as raw:
            said = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
            raw.sendall(f"GET /events HTTP/1.1\r\n{self.head}{said}\r\n".encode())
            with raw.makefile("rb") as lines:
                status = lines.readline().split()[1]
                assert status == b"200", status
                yield (json.loads(line[6:]) for line in lines if line.startswith(b"data: "))


@contextmanager
def serving(path: Path, **more: Any) -> Iterator[Served]:
    served = Served(path, **more)
    try:
        yield served
    finally:
        served.close()
