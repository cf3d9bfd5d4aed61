"""PDFs right after their pages, from a process that is kept warm; a newer save cancels an older PDF."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable
from datetime import date
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic, perf_counter
from typing import NamedTuple

from plainplan.compile import compile_bytes
from plainplan.errors import FileTrouble, PlainplanError
from plainplan.project import PlanFile, make_folder, output_options, write_changed
from plainplan.render import render
from plainplan.watch.build import Look, noting_pictures

LIMIT = 120.0
"""Seconds after which a PDF is given up."""

_SOON = 0.005

_Made = tuple[bytes, frozenset[str]]


class Order(NamedTuple):
    """A PDF to make of these bytes of a plan."""

    plan: PlanFile
    path: Path
    data: bytes
    as_of: date
    look: Look


class Paper(NamedTuple):
    """A PDF that was ordered: written (or the same as before), or what stood in its way.

    `reads` are the pictures that it asked for.
    """

    order: Order
    ms: float
    written: bool = False
    reads: frozenset[str] = frozenset()
    trouble: PlainplanError | None = None


class Papers:
    """Makes ordered PDFs one after the other, in the background; `told` is called after each."""

    def __init__(self, told: Callable[[], None]) -> None:
        self._told = told
        self._orders: SimpleQueue[Order | None] = SimpleQueue()
        self._waiting: dict[Path, Order] = {}
        self._made: SimpleQueue[Paper] = SimpleQueue()
        self._thread: Thread | None = None
        self._context = _context()

    def warm_up(self) -> None:
        """Start the process that PDFs come from, ahead of the first order."""
        if self._thread is None:
            self._context.set_forkserver_preload(["plainplan.watch.warm"])
            self._thread = Thread(target=self._work, name="papers", daemon=True)
            self._thread.start()

    def order(self, order: Order) -> None:
        """Make this PDF; one under way for the same path is given up."""
        self.warm_up()
        self._orders.put(order)

    def made(self) -> list[Paper]:
        """What became of orders since the last time."""
        found: list[Paper] = []
        while True:
            try:
                found.append(self._made.get_nowait())
            except Empty:
                return found

    def close(self) -> None:
        """Give up what is under way, and end."""
        if self._thread:
            self._orders.put(None)
            self._thread.join()

    def _work(self) -> None:
        while self._take(block=not self._waiting):
            path = next(iter(self._waiting))
            paper = self._make(self._waiting.pop(path))
            if paper:
                self._made.put(paper)
                self._told()

    def _take(self, *, block: bool) -> bool:
        """Take in all orders that have come, the newest for each path; False when it is time to end."""
        try:
            while True:
                order = self._orders.get() if block else self._orders.get_nowait()
                if order is None:
                    return False
                self._waiting[order.path] = order
                block = False
        except Empty:
            return True

    def _make(self, order: Order) -> Paper | None:
        """One PDF from a process of its own; None where a newer save has cancelled it."""
        began = perf_counter()
        ours, theirs = self._context.Pipe(duplex=False)
        process = self._context.Process(target=_child, args=(order, theirs), daemon=True)
        process.start()
        theirs.close()
        try:
            made = self._await(order, ours)
            if made is None:
                return None
            data, reads = made
            if order.look.folder:
                make_folder(order.look.folder)
            written = write_changed(order.path, data)
        except PlainplanError as trouble:
            return Paper(order, (perf_counter() - began) * 1000, trouble=trouble)
        else:
            return Paper(order, (perf_counter() - began) * 1000, written, reads)
        finally:
            ours.close()
            process.kill()
            process.join()
            process.close()

    def _await(self, order: Order, ours: Connection) -> _Made | None:
        """What the process sends; None where it is no longer wanted."""
        until = monotonic() + LIMIT
        while not ours.poll(_SOON):
            if not self._take(block=False):
                self._orders.put(None)
                return None
            if order.path in self._waiting:
                return None
            if monotonic() > until:
                raise FileTrouble(f"`{order.path}` was given up: it took longer than {LIMIT:.0f} seconds")
        try:
            made: _Made | PlainplanError = ours.recv()
        except EOFError:
            raise FileTrouble(f"`{order.path}` was not made: its process ended early, perhaps out of memory") from None
        if isinstance(made, PlainplanError):
            raise made
        return made


def _context() -> SpawnContext | ForkServerContext:
    """Where it can be, a process for each PDF is a copy of one that has loaded all it needs."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    return multiprocessing.get_context("forkserver")


def _child(order: Order, theirs: Connection) -> None:
    try:
        compilation = compile_bytes(order.plan.name, order.data, order.as_of)
        options = output_options(order.plan, order.look.template, order.look.paper)
        options, reads = noting_pictures(order.plan, options)
        theirs.send((render(compilation, "pdf", options), frozenset(reads)))
    except PlainplanError as trouble:
        theirs.send(trouble)
