"""Whether a watch and a live page can run for days: memory, threads and open files over many saves in one process.

    python benchmarks/long.py [--saves N]

The live page is open all the while, as a stream of events that is read. Each save is another text.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Iterable
from datetime import date
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from queue import SimpleQueue
from threading import Thread, active_count
from urllib.parse import urlsplit

from plainplan.building import OutputOptions
from plainplan.serve.session import ServeJob, ServeSession, Serving
from plainplan.watch.build import BuiltAgain
from plainplan.watch.session import Watching, WatchJob, WatchSession

DAY = date(2026, 11, 1)
TEXT = "# Plan\n\n## Long-term goals\n\n" + "".join(
    f"### Goal {goal} ~1y\n\n" + "".join(f"- [ ] Step {goal}-{step} WORD ~2w @jo\n" for step in range(10)) + "\n"
    for goal in range(2)
)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--saves", type=int, default=10_000)
    saves = options.parse_args().saves
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "p.plan.md")
        path.write_text(TEXT)
        watch(path, saves)
        serve(path, saves)


def watch(path: Path, saves: int) -> None:
    session = WatchSession(WatchJob((str(path),), ("html",), None, OutputOptions(), lambda: DAY))
    built: SimpleQueue[object] = SimpleQueue()
    thread = _follow(session.run(), built, Watching)
    built.get(timeout=60)
    _save(path, saves, built, "plan watch")
    session.end()
    thread.join()


def serve(path: Path, saves: int) -> None:
    session = ServeSession(ServeJob((str(path),), lambda: DAY, port=0))
    events = session.run()
    url = next(event.url for event in events if isinstance(event, Serving))
    where = urlsplit(url)
    stream = HTTPConnection(where.netloc)
    stream.request("GET", "/events", headers={"Cookie": f"plan-{where.port}={where.query.removeprefix('key=')}"})
    Thread(target=_read, args=(stream.getresponse(),), daemon=True).start()
    built: SimpleQueue[object] = SimpleQueue()
    thread = _follow(events, built)
    _save(path, saves, built, "plan serve")
    session.end()
    thread.join()


def _follow(events: Iterable[object], built: SimpleQueue[object], *more: type) -> Thread:
    """Take events in a thread of its own, and tell of builds without holding on to them."""

    def follow() -> None:
        for event in events:
            if isinstance(event, (BuiltAgain, *more)):
                built.put(None)

    thread = Thread(target=follow, daemon=True)
    thread.start()
    return thread


def _read(stream: HTTPResponse) -> None:
    while stream.read1(65536):
        pass


def _save(path: Path, saves: int, built: SimpleQueue[object], name: str) -> None:
    began = time.monotonic()
    print(f"{name:<12}{'saves':>8}{'MiB':>8}{'threads':>9}{'files':>7}")
    for number in range(1, saves + 1):
        path.write_text(TEXT.replace("WORD", f"of {number}", 1 + number % 7))
        built.get(timeout=60)
        if number % max(1, saves // 10) == 0:
            time.sleep(0.2)
            print(f"{'':<12}{number:>8,}{_resident():>8.1f}{active_count():>9}{_files():>7}", flush=True)
    print(f"{'':<12}{(time.monotonic() - began) / saves * 1000:.1f} ms a save")


def _resident() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def _files() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


if __name__ == "__main__":
    main()
