"""A live page in progress: the server, the watch on the plan's file, and what leads from one to the other."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from threading import Thread
from time import perf_counter
from typing import Any, Union

from plainplan.compile import Compilation, compile_bytes
from plainplan.errors import OwnMistake, PlainplanError
from plainplan.project import PlanFile, output_options, told_of_pictures
from plainplan.render import render
from plainplan.render.kept import Pieces
from plainplan.render.looks import look_folders
from plainplan.serve.live import Live, Shown, errors_of
from plainplan.serve.marks import marked
from plainplan.serve.page import waiting_page
from plainplan.serve.server import PORT, Server, Writes, open_server
from plainplan.serve.ticks import Refused, tick_in_file
from plainplan.tuples import NamedTuple
from plainplan.values import State
from plainplan.watch.build import Built, History, no_collecting, noting_pictures, settle
from plainplan.watch.session import A_WHILE, Deaf, Lost
from plainplan.watch.watcher import UNHEARD, Change, Watcher

_STATES = {"done": State.DONE, "under way": State.UNDER_WAY, "to do": State.TO_DO}


class Job(NamedTuple):
    """What to serve, and how. `editor` is a command with `{file}` and `{line}`, empty where there is none."""

    paths: tuple[str, ...]
    day: Callable[[], date]
    template: str = "default"
    port: int = PORT
    read_only: bool = False
    editor: str = ""
    poll: float | None = None


class Serving(NamedTuple):
    """The page is there from now on; whoever knows its `url` may see it and tick in it."""

    url: str
    plan: PlanFile


Event = Union[Serving, Built, Lost, Deaf]


class Session:
    """A live page: `run` gives everything that happens, until `end`. It raises only what keeps it from serving."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._watcher = Watcher(job.paths, job.poll)
        self._history = History(lambda: Pieces(around=marked))
        self._day = job.day()
        self._data: bytes | None = None
        self._ended = False

    def end(self) -> None:
        """Let `run` come to its end; from any thread."""
        self._ended = True
        self._watcher.wake()

    def run(self) -> Iterator[Event]:
        server: Server | None = None
        try:
            first = self._begin()
            self._plan = first.plan
            self._live = Live(
                Shown(waiting_page(first.plan.name), "", None), self._job.read_only, bool(self._job.editor)
            )
            yield self._take(first)
            settle()
            server = open_server(self._job.port, self._live, self._writes())
            Thread(target=server.serve_forever, args=(0.1,), name="server", daemon=True).start()
            yield Serving(server.url, first.plan)
            yield from self._follow()
        finally:
            self._watcher.close()
            if server is not None:
                self._live.end()
                server.shutdown()
                server.server_close()

    def _begin(self) -> Change:
        """The plan as it is at first, watched from now on with its look."""
        for folder in look_folders(self._job.template):
            self._watcher.read_folder(folder)
        [first, *_] = self._watcher.start()
        if first.trouble:
            raise first.trouble
        return first

    def _follow(self) -> Iterator[Event]:
        deaf = False
        while not self._ended:
            if self._watcher.deaf and not deaf:
                deaf = True
                yield Deaf(UNHEARD, self._watcher.deaf)
            changes = self._watcher.wait(A_WHILE)
            if changes.inputs:
                self._history.forget_pieces()
            for change in changes.plans:
                yield self._take(change)
            today = self._job.day()
            is_stale = today != self._day or bool(changes.inputs and not changes.plans)
            self._day = today
            if is_stale and self._data is not None:
                yield self._take(Change(self._plan, self._data))

    def _take(self, change: Change) -> Event:
        """Build the plan as it is now, and show it."""
        self._data = change.data
        if change.data is None:
            assert change.trouble is not None
            self._live.keep((), str(change.trouble))
            return Lost(change.plan, change.trouble)
        try:
            return self._built(change.plan, change.data)
        except Exception as wrong:
            mistake = OwnMistake(change.plan.name, wrong)
            self._history.forget(change.plan)
            self._live.keep((), str(mistake))
            return Lost(change.plan, mistake)

    def _built(self, plan: PlanFile, data: bytes) -> Built:
        """The plan after its page is shown."""
        began = perf_counter()
        with no_collecting():
            memory = self._history.recall(plan)
            compiled = compile_bytes(plan.name, data, self._day, memory.compilation)
            compilation = told_of_pictures(plan, compiled)
            reads, troubles = self._show(compilation, data, memory.pieces)
        ms = (perf_counter() - began) * 1000
        if not (compilation.has_errors or troubles):  # else it shows those that it showed before
            self._watcher.read_too(reads)
        built = Built(plan, compilation, None, ms, reads=reads, troubles=troubles)
        return self._history.exchange(built, data, memory)

    def _show(
        self, compilation: Compilation, data: bytes, pieces: Pieces
    ) -> tuple[frozenset[str], tuple[PlainplanError, ...]]:
        if compilation.has_errors:
            self._live.keep(errors_of(compilation))
            return frozenset(), ()
        options, reads = noting_pictures(self._plan, output_options(self._plan, self._job.template, None))
        try:
            page = render(compilation, "html", options._replace(pieces=pieces))
        except PlainplanError as trouble:
            self._live.keep((), str(trouble))
            return frozenset(reads), (trouble,)
        self._live.show(page, data, compilation)
        return frozenset(reads), ()

    # What the page may ask for

    def _writes(self) -> Writes:
        return {"/tick": self._tick, "/open": self._open}

    def _tick(self, asked: dict[str, Any]) -> None:
        if self._job.read_only:
            raise Refused("this page is for reading only")
        anchor, source, state = str(asked["id"]), str(asked["source"]), _STATES[asked["state"]]
        shown = self._live.shown
        if source != shown.source:
            raise Refused("the plan is not what this page shows any more, so nothing was written; tick again")
        try:
            tick_in_file(self._plan, shown, anchor, state, self._day)
        except Refused:
            raise
        except Exception as wrong:
            raise Refused(str(OwnMistake(self._plan.name, wrong, "ticked"))) from wrong

    def _open(self, asked: dict[str, Any]) -> None:
        line = asked["line"]
        if type(line) is not int or not 0 < line < 10_000_000:
            raise ValueError
        if not self._job.editor or self._job.read_only:
            raise Refused("no editor is known: set PLAN_EDITOR, such as `code -g {file}:{line}`")
        assert self._plan.path is not None
        open_in_editor(self._job.editor, str(self._plan.path.absolute()), line)


def open_in_editor(command: str, file: str, line: int) -> None:
    """Start the editor as its command says, without a shell; the file comes last where the command names none."""
    try:
        words = shlex.split(command, posix=os.name != "nt")
        words = words if any("{file}" in word for word in words) else [*words, "{file}"]
        filled = [word.replace("{line}", str(line)).replace("{file}", file) for word in words]
        process = subprocess.Popen(
            filled,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        Thread(target=process.wait, name="editor", daemon=True).start()
    except (OSError, ValueError) as error:
        raise Refused(f"`{command}` cannot be started: {error}") from error
