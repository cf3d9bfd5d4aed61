"""A watch that runs beside a test: its events, and folders in which editors save as they do at home."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from os import sysconf
from pathlib import Path
from threading import Thread

from plainplan.building import OutputOptions
from plainplan.compile import compile_text
from plainplan.project import PlanFile, output_options, told_of_pictures
from plainplan.render import render
from plainplan.watch.build import BuiltAgain
from plainplan.watch.notices import Notice
from plainplan.watch.session import Event, Watching, WatchJob, WatchSession

DAY = date(2026, 11, 1)
TEXT = "---\nstart: 2026-11-01\n---\n\n# P\n\n## Primary objective\n\n### G\n\n- [ ] Word ~2w\n- [ ] Other ~1w\n"
PATIENCE = 20.0


def text(word: str) -> str:
    return TEXT.replace("Word", word)


@contextmanager
def folder_at_home() -> Iterator[Path]:
    """A folder outside of the system's temporary one, where vim and others save in another way."""
    base = Path(__file__).parent.parent / "build" / "tests"
    base.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=base))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Heard:
    """What a watch has heard of. Notices come in their order: once it knows of a file that was made just now, and has
    nothing more to look at, it has told all that happened before."""

    def __init__(self, session: WatchSession) -> None:
        self._watcher = session._watcher
        self._note, self._hear = self._watcher._note, self._watcher._take_notices
        self._names: set[str] = set()
        self._is_waiting = False
        self._count = count()
        self._watcher._note = self._noting  # type: ignore[method-assign]
        self._watcher._take_notices = self._hearing  # type: ignore[method-assign]

    def _noting(self, notice: Notice) -> None:
        self._is_waiting = False  # before its name is known: there may be something to look at
        self._note(notice)
        self._names.add(Path(notice.path).name)

    def _hearing(self, until: float) -> None:
        self._is_waiting = self._watcher._pending.next_due() is None
        self._hear(until)
        self._is_waiting = False

    def new_marks(self, *further: Path) -> set[str]:
        """The names of files that are made now, and gone at once, one in each folder with a plan and in `further`."""
        plans = [plan.path.parent.resolve() for plan in self._watcher.plans if plan.path]
        marks = {folder: f".mark-{next(self._count)}" for folder in (*plans, *further)}
        for folder, name in marks.items():
            (folder / name).touch()
            (folder / name).unlink()
        return set(marks.values())

    def nothing_after(self, marks: set[str]) -> bool:
        return marks <= self._names and self._is_waiting


class Watch:
    """A running watch: what it told so far."""

    def __init__(
        self,
        *paths: Path,
        formats: tuple[str, ...] = ("html",),
        poll: float | None = None,
        out: str | None = None,
        look: OutputOptions | None = None,
    ) -> None:
        self.events: list[Event] = []
        self.day = DAY
        self.error: BaseException | None = None
        job = WatchJob(tuple(map(str, paths)), formats, out, look or OutputOptions(), lambda: self.day, poll)
        self._session = WatchSession(job)
        self._heard = Heard(self._session)
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()
        self.wait_for(lambda: any(isinstance(event, Watching) for event in self.events))

    def _run(self) -> None:
        try:
            for event in self._session.run():
                self.events.append(event)
        except BaseException as error:  # the test shows it
            self.error = error

    def wait_for(self, met: Callable[[], bool], patience: float = PATIENCE) -> None:
        def met_or_failed() -> bool:
            if self.error:
                raise self.error
            return met()

        wait_for(met_or_failed, patience, lambda: f"told so far: {self.events[-5:]!r}")

    @property
    def built(self) -> list[BuiltAgain]:
        return [event for event in self.events if isinstance(event, BuiltAgain)]

    def quiet(self) -> None:
        """Wait until all that happened so far has been heard of, looked at and told."""
        marks = self._heard.new_marks()
        self.wait_for(lambda: self._heard.nothing_after(marks))

    def close(self) -> None:
        self._session.end()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()


@contextmanager
def watching(
    *paths: Path,
    formats: tuple[str, ...] = ("html",),
    poll: float | None = None,
    out: str | None = None,
    look: OutputOptions | None = None,
) -> Iterator[Watch]:
    watch = Watch(*paths, formats=formats, poll=poll, out=out, look=look)
    try:
        yield watch
    finally:
        watch.close()


def page_of(path: Path, content: str, look: str = "default") -> bytes:
    """The page that a plan with this text must have."""
    plan = PlanFile(str(path), path)
    compilation = told_of_pictures(plan, compile_text(str(path), content, DAY))
    return render(compilation, "html", output_options(plan, look, None))


def shows(path: Path, content: str) -> Callable[[], bool]:
    """Whether the page beside a plan is that of this text."""
    page, expected = path.with_name(path.name.replace(".plan.md", ".html")), page_of(path, content)
    return lambda: page.exists() and page.read_bytes() == expected


def wait_for(met: Callable[[], bool], patience: float = PATIENCE, told: Callable[[], str] = str) -> None:
    until = time.monotonic() + patience
    while not met():
        if time.monotonic() > until:
            raise AssertionError(f"waited in vain; {told()}"[:2000])
        time.sleep(0.005)


def resident() -> int:
    """How much memory this process takes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * sysconf("SC_PAGE_SIZE")


def handles() -> int:
    """How many files this process has open."""
    return sum(1 for _ in Path("/proc/self/fd").iterdir())
