"""Pages of hostile plans in a real browser, with a trap for any script, dialog or request."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from hostile import HOST, PAYLOADS, hostile
from needs import browser
from plainplan.compile import compile_text
from plainplan.render import Options, render
from plainplan.render.assets import templates_dir

TODAY = date(2026, 11, 1)
LOOKS = sorted(path.name for path in templates_dir().iterdir() if path.is_dir())

OWN = "google"
"""What the browser asks for by itself goes there."""

# Runs in each page before anything of it: notes what runs, then pokes at everything that could be made to run.
TRAP = """<script>
const caught = [];
for (const name of ["alert", "confirm", "prompt", "open", "print"]) window[name] = () => { caught.push(name) };
addEventListener("error", event => caught.push("error " + event.message));
addEventListener("load", () => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  for (const one of document.querySelectorAll("*")) {
    for (const kind of ["mouseover", "focus", "error", "load", "toggle", "animationend"])
      one.dispatchEvent(new Event(kind));
    for (const attribute of one.attributes)
      if (attribute.name.startsWith("on")) caught.push(one.tagName + " " + attribute.name);
    if (/^(script|iframe|object|embed|form|base|link|foreignobject|animate|set)$/i.test(one.localName)
        && one !== document.head.firstElementChild) caught.push("<" + one.localName + ">");
    for (const name of ["href", "src", "action", "data"]) {
      const address = one[name] && one[name].baseVal !== undefined ? one[name].baseVal : one[name];
      if (one.hasAttribute(name) && !/^(https?:|mailto:|#|data:image\\/(png|jpeg|gif|webp);)/.test(address))
        caught.push(one.localName + " " + address);
    }
  }
  setTimeout(() => parent.postMessage([location.pathname, caught], "*"), 100);
});
</script>"""

INDEX = """<!doctype html><title>trap</title><script>
addEventListener("message", event => fetch("/told", {method: "POST", body: JSON.stringify(event.data)}));
</script>%s"""


class Trap:
    """A server that is every host there is: it gives out the pages and notes whatever else is asked for."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.told: dict[str, list[str]] = {}
        self.all_told = threading.Event()
        self.port = 0


@contextmanager
def trap() -> Iterator[Trap]:
    found = Trap()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = found.pages.get(self.path) if self.headers["Host"].startswith("pages.example") else None
            if page is None:
                found.asked.append(f"{self.headers['Host']}{self.path}")
            self.send_response(200 if page else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page or b"")

        def do_POST(self) -> None:
            path, caught = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            found.told[path] = caught
            self.send_response(204)
            self.end_headers()
            if len(found.told) == len(found.pages) - 1:
                found.all_told.set()

        def handle_one_request(self) -> None:
            """What is no HTTP begins an encrypted conversation, and tells the host all the same."""
            start = self.connection.recv(8000, socket.MSG_PEEK)
            if start[:1] == b"\x16":
                found.asked.append(f"{HOST if HOST.encode() in start else OWN} (encrypted)")
                self.close_connection = True
                return
            super().handle_one_request()

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            pass  # a browser that ends cuts its connections

    with Server(("127.0.0.1", 0), Handler) as server:
        found.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield found
        server.shutdown()


def opened(pages: dict[str, str], folder: Path) -> tuple[dict[str, list[str]], list[str]]:
    """What each page did when a browser opened it, and what was asked of any host."""
    with trap() as server:
        for path, page in pages.items():
            assert page.count("<head>") == 1
            server.pages[path] = page.replace("<head>", "<head>" + TRAP).encode()
        frames = "".join(f'<iframe src="{path}"></iframe>' for path in pages)
        server.pages["/"] = (INDEX % frames).encode()
        command = [
            browser(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--disable-component-update", "--no-first-run", f"--user-data-dir={folder}",
            f"--host-resolver-rules=MAP * 127.0.0.1:{server.port}", "http://pages.example/",
        ]  # fmt: skip
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as ran:
            server.all_told.wait(60)
            time.sleep(0.3)  # for what a page begins last
            ran.terminate()
        return server.told, [one for one in server.asked if OWN not in one and "favicon" not in one]


def pages_of(look: str) -> dict[str, str]:
    made = {}
    for index, name in enumerate(PAYLOADS):
        plan = compile_text("hostile.plan.md", hostile(name).text, TODAY)
        page = render(plan, "html", Options(template=look)).decode()
        made[f"/{index}"] = re.sub(r"@font-face\{[^}]*\}", "", page)  # most of a page, and not the plan's
    return made


def test_the_trap_catches(tmp_path: Path) -> None:
    """What the other tests hope not to see is seen, where there is no policy and nothing is escaped."""
    names = ("script", "image error", "svg", "attribute, double quote", "details", "link")
    pages = {f"/{index}": f"<html><head></head><body>{PAYLOADS[name]}</html>" for index, name in enumerate(names)}
    told, asked = opened(pages, tmp_path)
    assert ["alert" in told[path] for path in pages] == [True] * 5 + [False]
    assert "<link>" in told["/5"]
    assert any(HOST in one for one in asked)


@pytest.mark.parametrize("look", LOOKS)
def test_pages_of_hostile_plans_do_nothing(look: str, tmp_path: Path) -> None:
    told, asked = opened(pages_of(look), tmp_path)
    assert len(told) == len(PAYLOADS)
    assert {path: caught for path, caught in told.items() if caught} == {}
    assert asked == []


def test_the_policy_of_a_page_stops_what_is_not_escaped(tmp_path: Path) -> None:
    """If a text got onto the page as it is, no script would run and nothing be loaded: the page forbids it."""
    page = render(compile_text("a.plan.md", "# A plan\n", TODAY), "html", Options()).decode()
    leads_away = {"refresh"}  # the one thing that no policy of a page forbids
    pages = {
        f"/{index}": page.replace("<main", text + "<main")
        for index, (name, text) in enumerate(PAYLOADS.items())
        if name not in leads_away
    }
    told, asked = opened(pages, tmp_path)
    assert len(told) > 50
    assert not any("alert" in caught for caught in told.values())
    assert [one for one in asked if HOST in one] == []
