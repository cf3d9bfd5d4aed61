"""The playground as its tests have it: made once, its compiler asked in Node, its files given by a server."""

from __future__ import annotations

import functools
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import needs

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "playground" / "dist"
DAY = "2026-11-01"


def made() -> Path:
    """The playground's folder, made where it is not there or not of these sources."""
    needs.programs("node", "npm")
    lock = ROOT / "playground" / ".making"
    for _ in range(600):
        try:
            lock.touch(exist_ok=False)
            break
        except FileExistsError:
            if time.time() - lock.stat().st_mtime > 300:
                lock.unlink(missing_ok=True)
            time.sleep(0.5)
    try:
        done = subprocess.run([sys.executable, "scripts/playground.py"], cwd=ROOT, capture_output=True, text=True)
    finally:
        lock.unlink(missing_ok=True)
    if done.returncode == 2:
        pytest.skip(done.stderr.strip() or "the playground cannot be made here")
    assert done.returncode == 0, done.stderr
    return DIST


def asked(dist: Path, calls: list[tuple[str, list[Any]]]) -> list[Any]:
    """What the compiler in the playground answers to calls, one after the other; bytes come as text in hexadecimal."""
    script = Path(__file__).parent / "playground_calls.mjs"
    done = subprocess.run(
        ["node", str(script), str(dist)], input=json.dumps(calls), capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr[-2000:]
    answers: list[Any] = json.loads(done.stdout)
    return answers


class _Quiet(SimpleHTTPRequestHandler):
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".mjs": "text/javascript", ".wasm": "application/wasm"}

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def given(dist: Path) -> Iterator[tuple[str, ThreadingHTTPServer]]:
    """A plain web server that gives the playground's files below a folder of its own."""
    handler = functools.partial(_Quiet, directory=str(dist.parent))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/dist/", server
    finally:
        server.shutdown()
        server.server_close()
