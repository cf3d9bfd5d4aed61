"""A live page: the server, the watch on the plan's file, and the connection between them."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from itertools import chain
from threading import Thread
from typing import Any, Union

from plainplan.building import OutputOptions
from plainplan.errors import OwnMistake
from plainplan.messages import msg
from plainplan.project import STDIN, PlanFile
from plainplan.render.fragment_cache import Pieces
from plainplan.serve.live import Live, PageState
from plainplan.serve.marks import marked
from plainplan.serve.news import told
from plainplan.serve.page import waiting_page
from plainplan.serve.says import errors_of
from plainplan.serve.server import PORT, Server, Writes, open_server
from plainplan.serve.ticks import RequestRefused, tick_in_file
from plainplan.ticking import TickRecord
from plainplan.tuples import NamedTuple
from plainplan.values import State
from plainplan.watch import session as watch
from plainplan.watch.build import BuiltAgain
from plainplan.watch.pdf_queue import PdfResult
from plainplan.watch.session import LostPlan, Polling, Watching

_STATES = {"done": State.DONE, "under way": State.UNDER_WAY, "to do": State.TO_DO}

_MOST_TICKS = 500
"""Of the page's own, so that they can be taken back where none can be kept."""


class ServeJob(NamedTuple):
    """What to serve, and how. `editor` is a command with `{file}` and `{line}`; empty for none."""

    paths: tuple[str, ...]
    day: Callable[[], date]
    template: str | None = None
    port: int = PORT
    read_only: bool = False
    editor: str = ""
    poll: float | None = None


class Serving(NamedTuple):
    """Event: the page is served from now on; anyone who knows its `url` may see it and tick in it."""

    url: str
    plan: PlanFile


Event = Union[Serving, BuiltAgain, LostPlan, Polling]


class ServeSession:
    """A live page: `run` yields events until `end` is called. It raises only what keeps it from serving."""

    def __init__(self, job: ServeJob) -> None:
        self._job = job
        to_us = watch.WatchJob(
            job.paths, ("html",), STDIN, OutputOptions(job.template), job.day, job.poll, lambda: Pieces(around=marked)
        )
        self._watch = watch.WatchSession(to_us)
        self._ticks: tuple[TickRecord, ...] = ()
        self._ticked = ""  # the anchor of what was ticked in the page, until its build is shown

    def end(self) -> None:
        """Make `run` return; from any thread."""
        self._watch.end()

    def run(self) -> Iterator[Event]:
        server: Server | None = None
        try:
            with closing(self._watch.run()) as events:
                first = next(events)
                assert isinstance(first, BuiltAgain | LostPlan)
                self._plan = first.plan
                waiting = PageState(waiting_page(first.plan.name), "", None)
                self._live = Live(waiting, self._job.read_only, bool(self._job.editor))
                for event in chain((first,), events):
                    if isinstance(event, BuiltAgain | LostPlan):
                        self._show(event)
                    if isinstance(event, Watching):
                        server = open_server(self._job.port, self._live, self._writes())
                        Thread(target=server.serve_forever, args=(0.1,), name="server", daemon=True).start()
                        yield Serving(server.url, self._plan)
                    elif not isinstance(event, PdfResult):
                        yield event
        finally:
            if server is not None:
                self._live.end()
                server.shutdown()
                server.server_close()

    def _show(self, event: BuiltAgain | LostPlan) -> None:
        """Update the open pages: a plan that cannot be built leaves the last good page, and adds its errors."""
        if isinstance(event, LostPlan):
            self._live.keep((), str(event.trouble))
        elif event.compilation.has_errors:
            self._live.keep(errors_of(event.compilation))
        elif event.troubles:
            self._live.keep((), str(event.troubles[0]))
        else:
            self._live.show(event.unwritten[0], event.data, event.compilation, self._news(event))

    def _news(self, event: BuiltAgain) -> tuple[str, ...]:
        """What a tick in the page did to the dates; nothing about a save elsewhere."""
        anchor, self._ticked = self._ticked, ""
        return told(event.before, event.compilation, anchor) if anchor and event.before else ()

    # What the page may ask for

    def _writes(self) -> Writes:
        return {"/tick": self._tick, "/open": self._open}

    def _tick(self, asked: dict[str, Any]) -> None:
        if self._job.read_only:
            raise RequestRefused(msg("this page is for reading only"))
        anchor, source, state = str(asked["id"]), str(asked["source"]), _STATES[asked["state"]]
        shown = self._live.shown
        if source != shown.source:
            raise RequestRefused(
                msg("the plan is not what this page shows any more, so nothing was written; tick again")
            )
        self._ticked = anchor  # before it is written: the watch may be faster than this thread
        try:
            made = tick_in_file(self._plan, shown, anchor, state, self._watch.day, self._ticks)
        except RequestRefused:
            self._ticked = ""
            raise
        except Exception as wrong:
            raise RequestRefused(str(OwnMistake(self._plan.name, wrong, "ticked"))) from wrong
        if made is not None:
            self._ticks = (*self._ticks, made)[-_MOST_TICKS:]

    def _open(self, asked: dict[str, Any]) -> None:
        line = asked["line"]
        if type(line) is not int or not 0 < line < 10_000_000:
            raise ValueError
        if not self._job.editor or self._job.read_only:
            raise RequestRefused("no editor is known: set PLAN_EDITOR, such as `code -g {file}:{line}`")
        assert self._plan.path is not None
        open_in_editor(self._job.editor, str(self._plan.path.absolute()), line)


def open_in_editor(command: str, file: str, line: int) -> None:
    """Run the editor's command without a shell; the file is appended where the command does not name it."""
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
        raise RequestRefused(msg("`{command}` cannot be started: {error}", command=command, error=error)) from error
