"""An editor for tests: starts `plan lsp`, or talks to a server that runs, and reads what comes back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from plainplan.lsp.wire import Frames, Garbled

FULL: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-16"]},
    "workspace": {"workspaceEdit": {"documentChanges": True}},
    "textDocument": {
        "codeAction": {"dataSupport": True, "resolveSupport": {"properties": ["edit"]}},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
    },
}
"""What an editor of today can do."""


PROGRAM = (sys.executable, "-m", "plainplan")


class Refusal(Exception):
    """An answer that is an error."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(error["message"])
        self.code: int = error["code"]


class Editor:
    """An editor with a server of its own."""

    def __init__(self, *arguments: str, wait: float = 20, before: str = "", **environment: str) -> None:
        """`before` is code that runs before the server, in its process."""
        start = f"import sys; {before}\nfrom plainplan.cli import run\nsys.exit(run(['lsp', *sys.argv[1:]]))"
        command = [sys.executable, "-c", start, *arguments] if before else [*PROGRAM, "lsp", *arguments]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=pipe, env={**os.environ, **environment}
        )
        self.wait = wait
        self.raw = b""
        self.notices: list[dict[str, Any]] = []
        self.asked: list[dict[str, Any]] = []
        self.replies: dict[str, Callable[[Any], Any]] = {}
        self._number = 0
        self._came: SimpleQueue[dict[str, Any] | None] = SimpleQueue()
        self._answers: dict[Any, dict[str, Any]] = {}
        self._versions: dict[str, int] = {}
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Editor:
        return self

    def __exit__(self, *gone: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._reader.join(timeout=10)  # it comes to the end by itself, and may not read what is closed
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue

    def _read(self) -> None:
        frames, out = Frames(), self.process.stdout
        assert out is not None
        while data := os.read(out.fileno(), 1 << 16):
            self.raw += data
            for body in frames.feed(data):
                assert not isinstance(body, Garbled), body
                self._came.put(json.loads(body))
        self._came.put(None)

    # Sending

    def send_bytes(self, data: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, *messages: dict[str, Any]) -> None:
        """Send messages in one piece."""
        bodies = [json.dumps({"jsonrpc": "2.0", **one}).encode() for one in messages]
        self.send_bytes(b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies))

    def notify(self, method: str, params: Any = None) -> None:
        self.send({"method": method, "params": params})

    def request(self, method: str, params: Any = None) -> int:
        """Ask, and go on; `answer` waits for what comes back."""
        self._number += 1
        self.send({"id": self._number, "method": method, "params": params})
        return self._number

    def ask(self, method: str, params: Any = None) -> Any:
        return self.answer(self.request(method, params))

    # Reading

    def answer(self, number: Any) -> Any:
        for _ in self._until(lambda: number in self._answers):
            pass
        found = self._answers.pop(number)
        if "error" in found:
            raise Refusal(found["error"])
        return found["result"]

    def _until(self, is_there: Callable[[], bool]) -> Iterator[None]:
        while not is_there():
            try:
                one = self._came.get(timeout=self.wait)
            except Empty:
                raise AssertionError("the server says nothing") from None
            if one is None:
                assert self.process.stderr is not None
                raise AssertionError(f"the server has ended: {self.process.stderr.read().decode()}")
            self._take(one)
            yield

    def _take(self, one: dict[str, Any]) -> None:
        if "method" not in one:
            self._answers[one["id"]] = one
        elif "id" not in one:
            self.notices.append(one)
        else:
            self.asked.append(one)
            reply = self.replies.get(one["method"], _nothing)
            self.send({"id": one["id"], "result": reply(one.get("params"))})

    def notice(self, method: str, fits: Callable[[Any], bool] = lambda params: True) -> Any:
        """The first notice of a kind that fits, and what it says."""

        def found() -> dict[str, Any] | None:
            return next((one for one in self.notices if one["method"] == method and fits(one["params"])), None)

        for _ in self._until(lambda: found() is not None):
            pass
        one = found()
        assert one is not None
        self.notices.remove(one)
        return one["params"]

    # What editors do

    def start(self, capabilities: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
        """Begin, with findings in English, as JSON has them, unless other settings are given."""
        told: dict[str, Any] = self.ask(
            "initialize",
            {"processId": os.getpid(), "rootUri": None, "capabilities": FULL if capabilities is None else capabilities}
            | {"initializationOptions": {"plainplan": {"lang": "en"}}}
            | more,
        )
        self.notify("initialized", {})
        return told

    def open(self, uri: str, text: str, language: str = "plainplan") -> None:
        self._versions[uri] = 1
        document = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})

    def change(self, uri: str, *changes: dict[str, Any] | str) -> int:
        """Change a document; a text stands for all of it."""
        self._versions[uri] += 1
        told = [{"text": one} if isinstance(one, str) else one for one in changes]
        document = {"uri": uri, "version": self._versions[uri]}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": told})
        return self._versions[uri]

    def findings(self, uri: str) -> list[dict[str, Any]]:
        """The findings of a document as it was sent last."""
        version = self._versions[uri]
        told: list[dict[str, Any]] = self.notice(
            "textDocument/publishDiagnostics", lambda one: one["uri"] == uri and one.get("version") == version
        )["diagnostics"]
        return told

    def about(self, kind: str, uri: str, **more: Any) -> Any:
        return self.ask(f"textDocument/{kind}", {"textDocument": {"uri": uri}, **more})

    def stop(self) -> int:
        self.ask("shutdown")
        self.notify("exit")
        return self.process.wait(self.wait)


def spot(line: int, column: int) -> dict[str, int]:
    return {"line": line, "character": column}


def whole_range(lines: int = 100_000) -> dict[str, Any]:
    return {"start": spot(0, 0), "end": spot(lines, 0)}


def offsets(text: str, place: dict[str, int]) -> int:
    """The offset of a position in UTF-16, counted the slow way."""
    line = 0
    at = 0
    while line < place["line"]:
        end = min((found for mark in "\r\n" if (found := text.find(mark, at)) >= 0), default=-1)
        if end < 0:
            return len(text)
        at = end + (2 if text[end : end + 2] == "\r\n" else 1)
        line += 1
    left = place["character"]
    while left > 0 and at < len(text) and text[at] not in "\r\n":
        left -= len(text[at].encode("utf-16-le", "surrogatepass")) // 2
        at += 1
    return at


def edited(text: str, edits: Sequence[dict[str, Any]]) -> str:
    """A text after edits of the protocol."""
    places = [
        (offsets(text, one["range"]["start"]), offsets(text, one["range"]["end"]), one["newText"]) for one in edits
    ]
    for start, end, new in sorted(places, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def edits_of(edit: dict[str, Any]) -> list[dict[str, Any]]:
    """The edits of a change of one document."""
    if "documentChanges" in edit:
        [change] = edit["documentChanges"]
        found: list[dict[str, Any]] = change["edits"]
        return found
    [some] = edit["changes"].values()
    assert isinstance(some, list)
    return some


def _nothing(params: Any) -> Any:
    return None
