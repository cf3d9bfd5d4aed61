"""PDFs made in the background after their pages; a newer save cancels an older PDF, but not twice in a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic, perf_counter

from plainplan.building import OutputOptions, products, save
from plainplan.compile import Compilation
from plainplan.diagnostics import Diagnostic
from plainplan.errors import OwnMistake, PlainplanError
from plainplan.project import Output, PlanFile
from plainplan.render import start_worker
from plainplan.tuples import NamedTuple
from plainplan.workers import stop_all

_LONGEST_END = 1.0
"""Seconds to wait at the end for what is written just then."""


class PdfOrder(NamedTuple):
    """A PDF to make of a compiled plan."""

    output: Output
    compilation: Compilation
    look: OutputOptions

    @property
    def plan(self) -> PlanFile:
        return self.output.plan

    @property
    def path(self) -> Path:
        assert self.output.path is not None
        return self.output.path


class PdfResult(NamedTuple):
    """A finished order: whether the PDF was written (or unchanged), or why it failed.

    `reads` are the picture files that it asked for, `found` findings about characters without a font.
    """

    order: PdfOrder
    ms: float
    written: bool = False
    reads: frozenset[str] = frozenset()
    trouble: PlainplanError | None = None
    found: tuple[Diagnostic, ...] = ()


class PdfQueue:
    """Makes the ordered PDFs one after another in a thread; `told` is called after each.

    The worker process is started once and kept warm (`render.pdf_worker`). An order replaced by a newer save is
    cancelled: a long layout is killed, a short one finishes and is not written. The order after a cancelled one is
    always finished, so that saving faster than PDFs are made still yields some.
    """

    def __init__(self, told: Callable[[], None]) -> None:
        self._told = told
        self._orders: SimpleQueue[PdfOrder | None] = SimpleQueue()
        self._waiting: dict[Path, PdfOrder] = {}
        self._given_up: set[Path] = set()
        self._made: SimpleQueue[PdfResult] = SimpleQueue()
        self._thread: Thread | None = None
        self._ended = False

    def warm_up(self, formats: Iterable[str]) -> None:
        """Start the workers for these outputs ahead of the first order."""
        if self._thread is None:
            for name in formats:
                start_worker(name)
            self._thread = Thread(target=self._work, name="PDF queue", daemon=True)
            self._thread.start()

    def order(self, order: PdfOrder) -> None:
        """Queue this PDF; one in progress for the same path is cancelled, unless its predecessor was."""
        self.warm_up((order.output.format,))
        self._orders.put(order)

    def made(self) -> list[PdfResult]:
        """The results since the last call."""
        results: list[PdfResult] = []
        while True:
            try:
                results.append(self._made.get_nowait())
            except Empty:
                return results

    def close(self) -> None:
        """Cancel what is in progress and end the thread.

        HTML for a PDF may still be rendering in the thread; nothing is laid out or written afterwards.
        """
        if self._thread:
            self._orders.put(None)
            until = monotonic() + _LONGEST_END
            while self._thread.is_alive() and monotonic() < until:
                stop_all()  # repeatedly: the worker may be starting just now
                self._thread.join(0.05)

    def _work(self) -> None:
        while True:
            self._take(block=not self._waiting)
            if self._ended:
                return
            path = next(iter(self._waiting))
            if result := self._make(self._waiting.pop(path)):
                self._given_up.discard(path)
                self._made.put(result)
                self._told()
            else:
                self._given_up.add(path)

    def _take(self, *, block: bool) -> None:
        """Move all queued orders to the pending ones; the newest wins for each path."""
        try:
            while True:
                order = self._orders.get() if block else self._orders.get_nowait()
                block = False
                if order is None:
                    self._ended = True
                else:
                    self._waiting[order.path] = order
        except Empty:
            return

    def _make(self, order: PdfOrder) -> PdfResult | None:
        """Make one PDF; None where a newer save has cancelled it."""
        began = perf_counter()
        written, found, reads, trouble = False, tuple[Diagnostic, ...](), frozenset[str](), None
        try:
            [made] = products(
                order.compilation, (order.output,), order.look, progress=lambda _: self._go_on_with(order)
            )
            written, found, reads = save(order.output, made.taken(), if_changed=True), made.found, made.reads
        except _GivenUp:
            return None
        except PlainplanError as wrong:
            trouble = wrong
        except Exception as wrong:
            trouble = OwnMistake(order.plan.name, wrong)
        return PdfResult(order, (perf_counter() - began) * 1000, written, reads, trouble, found)

    def _go_on_with(self, order: PdfOrder) -> None:
        """Raise `_GivenUp` if this PDF has been cancelled."""
        self._take(block=False)
        if self._ended or order.path in self._waiting.keys() - self._given_up:
            raise _GivenUp


class _GivenUp(Exception):
    """The PDF has been cancelled."""
