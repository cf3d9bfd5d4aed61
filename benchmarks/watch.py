"""How long a save takes to be seen: in the page on the disk, in the PDF, and in an open browser.

    python benchmarks/watch.py [--saves N]

Each save changes a word and a length of one step, as a writer would; "everything" changes all of them. Counted from
the end of the write. "work" is the time of the build itself, "saved to page" until the new page lies on the disk and
is told of, so with the notice of the system and the wait for quiet. Median and the 95th of 100, and the bar that the
median has to keep. Other programs that run make all of it longer but the time of the processor, which counts all
threads; "least" is nearest to what an idle machine takes.
"""

from __future__ import annotations

import argparse
import random
import re
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
from typing import NamedTuple, TypeVar

from plainplan.building import OutputOptions
from plainplan.serve.session import ServeJob, ServeSession, Serving
from plainplan.watch.build import BuiltAgain
from plainplan.watch.pdf_queue import PdfResult
from plainplan.watch.session import Event, Watching, WatchJob, WatchSession

DAY = date(2026, 11, 1)
WAITING = 30
WORK = {20: 30, 1000: 150}
PDF = 300

_STEP = re.compile(r"^- \[ \] Step (\S+) of \S+ ~\dw", re.MULTILINE)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--saves", type=int, default=40)
    saves = options.parse_args().saves
    print(f"{'milliseconds':<48}{'least':>9}{'median':>9}{'95 %':>9}{'bar':>7}")
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        for steps in (20, 100, 1000):
            path = base / f"{steps}" / "p.plan.md"
            path.parent.mkdir()
            pages(path, steps, saves if steps < 1000 else max(10, saves // 2))
        alone = one_of(base / "alone", 1, saves)
        among = one_of(base / "among", 1000, saves)
        print(f"{'a save among 1,000 plans against one alone':<48}{'':>9}{among / alone:>8.2f}x")
        papers(base / "20" / "p.plan.md", max(5, saves // 4))
        for steps in (20, 1000):
            in_browser(base / f"{steps}" / "p.plan.md", steps, max(10, saves // 4))


Kind = TypeVar("Kind")


class Plan:
    """A plan that is edited again and again."""

    def __init__(self, path: Path, steps: int) -> None:
        self.path = path
        self.text = plan_of(steps, 0)
        self._chance = random.Random(steps)
        path.write_text(self.text)

    def save(self, number: int) -> None:
        """Another word and length in one step."""
        step = self._chance.choice(list(_STEP.finditer(self.text)))
        line = f"- [ ] Step {step[1]} of {number} ~{1 + number % 5}w"
        self.text = self.text[: step.start()] + line + self.text[step.end() :]
        self.path.write_text(self.text)

    def save_everything(self, number: int) -> None:
        self.path.write_text(_STEP.sub(rf"- [ ] Step \g<1> of {number} ~{1 + number % 5}w", self.text))


def plan_of(steps: int, number: int) -> str:
    goals = [
        f"### Goal {goal} ~{1 + number % 7}y\n\n"
        + "".join(f"- [ ] Step {goal}-{step} of {number} ~{1 + step % 5}w @jo\n" for step in range(10))
        for goal in range(max(1, steps // 10))
    ]
    return "---\nstart: 2026-11-01\nreview: weekly\n---\n\n# Plan\n\n## Long-term goals\n\n" + "\n".join(goals)


class Times(NamedTuple):
    """What saves took, each: the build, the processor's time of all of it, and all until the page lay on the disk."""

    work: list[float]
    used: list[float]
    seen: list[float]


def pages(path: Path, steps: int, saves: int) -> None:
    plan = Plan(path, steps)
    with running(WatchJob((str(path),), ("html",), None, OutputOptions(), lambda: DAY)) as events:
        times = measured(path, events, plan.save, saves)
        everything = measured(path, events, plan.save_everything, max(5, saves // 4))
    report(f"{steps:,} steps: work", times.work, WORK.get(steps))
    report(f"{steps:,} steps: time of the processor", times.used)
    report(f"{steps:,} steps: saved to page", times.seen, WORK[steps] + WAITING if steps in WORK else None)
    report(f"{steps:,} steps: work, everything changed", everything.work)


def one_of(folder: Path, plans: int, saves: int) -> float:
    """The median of saves of one plan among so many in a watched folder."""
    folder.mkdir()
    for number in range(plans):
        (folder / f"{number}.plan.md").write_text(plan_of(20, 0))
    path = folder / f"{plans // 2}.plan.md"
    plan = Plan(path, 20)
    with running(WatchJob((str(folder),), ("html",), None, OutputOptions(), lambda: DAY)) as events:
        seen = measured(path, events, plan.save, saves).seen
    report(f"one of {plans:,} plans of 20 steps: saved to page", seen, WORK[20] + WAITING)
    return statistics.median(seen)


def papers(path: Path, saves: int) -> None:
    plan = Plan(path, 20)
    with running(WatchJob((str(path),), ("html", "pdf"), None, OutputOptions(), lambda: DAY)) as events:
        first(events, PdfResult, 120)
        times = []
        for number in range(saves):
            plan.save(number)
            saved = time.perf_counter()
            first(events, PdfResult, 60)
            times.append((time.perf_counter() - saved) * 1000)
    report("20 steps: saved to PDF", times, PDF)


def measured(path: Path, events: SimpleQueue[Event], save: Callable[[int], None], saves: int) -> Times:
    work, used, seen = [], [], []
    page = path.with_name(path.name.replace(".plan.md", ".html"))
    for number in range(saves + 3):
        before, begun = page.stat().st_mtime_ns, time.process_time()
        save(1000 + number)
        saved = time.perf_counter()
        built = first(events, BuiltAgain, 60)
        seen.append((time.perf_counter() - saved) * 1000)
        assert page.stat().st_mtime_ns != before
        used.append((time.process_time() - begun) * 1000)
        work.append(built.ms)
        time.sleep(0.02)
    return Times(work[3:], used[3:], seen[3:])


@contextmanager
def running(job: WatchJob) -> Iterator[SimpleQueue[Event]]:
    """A watch in a thread of its own, and its events since all was built for the first time."""
    events: SimpleQueue[Event] = SimpleQueue()
    session = WatchSession(job)
    thread = Thread(target=lambda: [*map(events.put, session.run())], daemon=True)
    thread.start()
    first(events, Watching, 300)
    yield events
    session.end()
    thread.join()


def first(events: SimpleQueue[Event], kind: type[Kind], patience: float) -> Kind:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        try:
            event = events.get(timeout=1)
        except Empty:
            continue
        if isinstance(event, kind):
            return event
    raise SystemExit(f"no {kind.__name__} in {patience} seconds")


def in_browser(path: Path, steps: int, saves: int) -> None:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("in the browser: needs the Python package playwright")
        return
    plan = Plan(path, steps)
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
            " const named = [...document.querySelectorAll('li.step .name')].map((one) => one.textContent).join();"
            " if (named === window.last) return;"
            " window.last = named; window.at = performance.timeOrigin + performance.now();"
            "}).observe(document.body, {subtree: true, childList: true, characterData: true})"
        )
        times = [one_save_in(page, plan, number + 1) for number in range(saves + 1)][1:]
        browser.close()
    session.end()
    thread.join()
    report(f"{steps:,} steps: saved to what the browser shows", times, WORK[steps] + WAITING)


def one_save_in(page: object, plan: Plan, number: int) -> float:
    evaluate: Callable[[str], object] = page.evaluate  # type: ignore[attr-defined]
    plan.save(5000 + number)
    saved = time.time() * 1000
    while not evaluate(f"(window.last || '').includes('of {5000 + number}')"):
        time.sleep(0.02)
    at = evaluate("window.at")
    assert isinstance(at, (int, float))
    time.sleep(0.1)
    return at - saved


def chromium() -> str:
    import shutil

    found = shutil.which("chromium") or shutil.which("google-chrome")
    return found or sys.exit("in the browser: needs Chromium")


def report(what: str, times: list[float], bar: int | None = None) -> None:
    high = sorted(times)[min(len(times) - 1, int(len(times) * 0.95))]
    middle = statistics.median(times)
    told = "" if bar is None else f"{bar:>7}  {'met' if middle <= bar else 'MISSED'}"
    print(f"{what:<48}{min(times):>9.1f}{middle:>9.1f}{high:>9.1f}{told}", flush=True)


if __name__ == "__main__":
    main()
