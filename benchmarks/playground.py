"""How long the playground takes to load, and from a key to the new page, in headless Chromium.

    python scripts/playground.py && python benchmarks/playground.py [--times N]

"load" is a browser that has never been there, from a server on this machine, to the first page; "again" the same
browser without the network. "a key" is from the letter typed to the page with it in the frame. Milliseconds: the
least, the median, the most, and the bar for an idle machine.
"""

from __future__ import annotations

import argparse
import functools
import shutil
import statistics
import threading
import time
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright
from watch import plan_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

DIST = Path(__file__).resolve().parent.parent / "playground" / "dist"
FIRST, KEY = 6000, 150
_SEEN = """word => new Promise(done => {
  const frame = document.getElementById("frame");
  const look = () => (frame.contentDocument?.title.includes(word) ? done(performance.now()) : setTimeout(look, 1));
  look();
})"""


class _Quiet(SimpleHTTPRequestHandler):
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".mjs": "text/javascript", ".wasm": "application/wasm"}

    def log_message(self, format: str, *args: Any) -> None:
        pass


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--times", type=int, default=5)
    times = options.parse_args().times
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(DIST)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    command = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    print(f"{'milliseconds':<32}{'least':>8}{'median':>8}{'most':>8}{'bar':>8}")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=command, args=["--no-sandbox"])
        first, again = [], []
        for _ in range(times):
            context = browser.new_context()
            page = context.new_page()
            first.append(_load(lambda page=page: page.goto(address), page))
            page.wait_for_selector("body[data-offline=ready]")
            context.set_offline(True)
            again.append(_load(page.reload, page))
            context.close()
        _row("load", first, FIRST)
        _row("again, without the network", again, FIRST)
        page = browser.new_context().new_page()
        _load(lambda: page.goto(address), page)
        for steps in (20, 100, 1000):
            _row(f"a key, {steps} steps", _keys(page, steps, 4 * times), KEY if steps <= 100 else 0)
        browser.close()
    server.shutdown()


def _load(go: Any, page: Page) -> float:
    start = time.perf_counter()
    go()
    page.wait_for_selector("#frame[srcdoc]", state="attached", timeout=120_000)
    return 1000 * (time.perf_counter() - start)


def _keys(page: Page, steps: int, times: int) -> list[float]:
    """The title gets one word after the other."""
    text = plan_of(steps, 0)
    page.click(".cm-content")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(text)
    page.keyboard.press("ControlOrMeta+Home")
    while not page.evaluate("getSelection().anchorNode?.textContent?.startsWith('# ')"):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    page.wait_for_timeout(1500)
    took = []
    for number in range(times):
        word = f"q{number}z"
        page.keyboard.insert_text(f" q{number}")
        page.wait_for_timeout(600)
        start = page.evaluate("performance.now()")
        page.keyboard.insert_text("z")
        took.append(page.evaluate(_SEEN, word) - start)
    return took


def _row(name: str, took: list[float], bar: int) -> None:
    figures = (min(took), statistics.median(took), max(took))
    print(f"{name:<32}{figures[0]:>8.0f}{figures[1]:>8.0f}{figures[2]:>8.0f}{bar or '':>8}")


if __name__ == "__main__":
    main()
