"""How long a save takes to be seen: in the page on the disk, in the PDF, and in an open browser.

    python benchmarks/watch.py [--saves N]

Counted from the end of the write. "work" is the time of the build itself, "saved to page" until the new page lies
on the disk, so with the notice of the system and the wait for quiet. Median and the 95th of 100.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from plainplan.serve.session import Job as ServeJob
from plainplan.serve.session import Serving
from plainplan.serve.session import Session as ServeSession
from plainplan.watch.build import Built, Look
from plainplan.watch.papers import Paper
from plainplan.watch.session import Event, Job, Session, Watching

DAY = date(2026, 11, 1)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--saves", type=int, default=40)
    saves = options.parse_args().saves
    print(f"{'':<44}{'median ms':>11}{'95 % ms':>11}")
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        for steps in (20, 100, 1000):
            path = base / f"{steps}" / "p.plan.md"
            path.parent.mkdir()
            pages(path, steps, saves if steps < 1000 else max(5, saves // 4))
        many = base / "many"
        many.mkdir()
        for number in range(1000):
            (many / f"{number}.plan.md").write_text(plan_of(20, 0))
        a_thousand_plans(many, saves)
        papers(base / "20" / "p.plan.md", max(5, saves // 4))
        in_browser(base / "20" / "p.plan.md", saves)


def plan_of(steps: int, number: int) -> str:
    goals = [
        f"### Goal {goal} ~{1 + number % 7}y\n\n"
        + "".join(f"- [ ] Step {goal}-{step} of {number} ~{1 + step % 5}w @jo\n" for step in range(10))
        for goal in range(max(1, steps // 10))
    ]
    return "---\nstart: 2026-11-01\nreview: weekly\n---\n\n# Plan\n\n## Long-term goals\n\n" + "\n".join(goals)


def pages(path: Path, steps: int, saves: int) -> None:
    path.write_text(plan_of(steps, 0))
    with running(Job((str(path),), ("html",), None, Look(), lambda: DAY)) as events:
        work, seen = measured(path, events, steps, saves)
    report(f"{steps:,} steps: work", work)
    report(f"{steps:,} steps: saved to page", seen)


def a_thousand_plans(folder: Path, saves: int) -> None:
    with running(Job((str(folder),), ("html",), None, Look(), lambda: DAY)) as events:
        report("one of 1,000 plans of 20 steps: saved to page", measured(folder / "500.plan.md", events, 20, saves)[1])


def papers(path: Path, saves: int) -> None:
    path.write_text(plan_of(20, 0))
    with running(Job((str(path),), ("html", "pdf"), None, Look(), lambda: DAY)) as events:
        first(events, Paper, 120)
        times = []
        for number in range(saves):
            path.write_text(plan_of(20, number + 1))
            saved = time.perf_counter()
            first(events, Paper, 60)
            times.append((time.perf_counter() - saved) * 1000)
    report("20 steps: saved to PDF", times)


def measured(path: Path, events: SimpleQueue[Event], steps: int, saves: int) -> tuple[list[float], list[float]]:
    work, seen = [], []
    page = path.with_name(path.name.replace(".plan.md", ".html"))
    for number in range(saves + 3):
        before = page.stat().st_mtime_ns
        path.write_text(plan_of(steps, number + 1))
        saved = time.time_ns()
        built = first(events, Built, 60)
        assert page.stat().st_mtime_ns != before
        work.append(built.ms)
        seen.append((page.stat().st_mtime_ns - saved) / 1e6)
        time.sleep(0.02)
    return work[3:], seen[3:]


@contextmanager
def running(job: Job) -> Iterator[SimpleQueue[Event]]:
    """A watch in a thread of its own, and its events since all was built for the first time."""
    events: SimpleQueue[Event] = SimpleQueue()
    session = Session(job)
    thread = Thread(target=lambda: [events.put(event) for event in session.run()], daemon=True)
    thread.start()
    first(events, Watching, 300)
    yield events
    session.end()
    thread.join()


def first(events: SimpleQueue[Event], kind: type, patience: float) -> object:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        try:
            event = events.get(timeout=1)
        except Empty:
            continue
        if isinstance(event, kind):
            return event
    raise SystemExit(f"no {kind.__name__} in {patience} seconds")


def in_browser(path: Path, saves: int) -> None:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("in the browser: needs the Python package playwright")
        return
    path.write_text(plan_of(20, 0))
    session = ServeSession(ServeJob((str(path),), lambda: DAY, port=0))
    events = session.run()
    url = next(event.url for event in events if isinstance(event, Serving))
    thread = Thread(target=lambda: list(events), daemon=True)
    thread.start()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(url)
        page.wait_for_selector("[data-plan-thing]")
        page.evaluate(
            "new MutationObserver(() => {"
            " const name = document.querySelector('li.step .name').textContent;"
            " if (name !== window.last) { window.last = name; window.at = performance.timeOrigin + performance.now(); }"
            "}).observe(document.body, {subtree: true, childList: true, characterData: true})"
        )
        times = [one_save_in(page, path, number + 1) for number in range(saves)]
        browser.close()
    session.end()
    thread.join()
    report("20 steps: saved to what the browser shows", times)


def one_save_in(page: object, path: Path, number: int) -> float:
    evaluate: Callable[[str], float] = page.evaluate  # type: ignore[attr-defined]
    path.write_text(plan_of(20, number))
    saved = time.time() * 1000
    while f"of {number}" not in str(evaluate("document.querySelector('li.step .name').textContent")):
        time.sleep(0.01)
    time.sleep(0.05)
    return evaluate("window.at") - saved


def chromium() -> str:
    import shutil

    found = shutil.which("chromium") or shutil.which("google-chrome")
    return found or sys.exit("in the browser: needs Chromium")


def report(what: str, times: list[float]) -> None:
    high = sorted(times)[min(len(times) - 1, int(len(times) * 0.95))]
    print(f"{what:<44}{statistics.median(times):>11.1f}{high:>11.1f}", flush=True)


if __name__ == "__main__":
    main()
