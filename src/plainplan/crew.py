"""Run work in several processes, results in order; a piece that crashes or hangs its process loses only itself.

A pool of the standard library breaks as a whole when one of its processes dies, and waits for ever for one that hangs.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from threading import current_thread, main_thread
from time import monotonic
from typing import Any, TypeVar

from plainplan.tuples import NamedTuple

Piece = TypeVar("Piece")
Made = TypeVar("Made")
Work = Callable[[Any], Any]

_MOST_AT_ONCE = 16
"""Handed out together, so that nobody waits for the next."""
_COLLECTED_EVERY = 100
_GRACE = 2.0
"""Seconds in which a process that is told to end may tidy up."""


class Lost(NamedTuple):
    """What became of a piece without a result."""

    why: str


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def share(
    work: Callable[[Piece], Made],
    pieces: Sequence[Piece],
    workers: int,
    seconds: Callable[[Piece], float],
    leaving: Callable[[], None] | None = None,
) -> Generator[Made | Lost, None, None]:
    """What the work makes of each piece, in their order, `Lost` where its process ended or took too many seconds.

    The work, the pieces and the results must be picklable. `seconds` gives the time limit of a piece. An exception in
    the work ends its process: catch what you expect. Standard input is closed in the other processes. Where none can
    be started, the work is done here, without a limit. `leaving` is called in each process when it ends. Close the
    iterator to end them all early.
    """
    crew = _Crew(work, pieces, seconds, leaving)
    with _ended_by_signals():
        try:
            yield from crew.results(workers)
        finally:
            crew.end()


class _Hand(NamedTuple):
    """A process at work, the pipe to it, the pieces that it has, and since when it is at the first of them."""

    process: BaseProcess
    pipe: Connection
    has: deque[int]
    since: list[float]


class _Crew:
    """The hands, what waits for one, and what is done and waits for its turn."""

    def __init__(
        self, work: Work, pieces: Sequence[Any], seconds: Callable[[Any], float], leaving: Callable[[], None] | None
    ) -> None:
        self.work, self.pieces, self.leaving = work, pieces, leaving
        self.allowed = cache(lambda index: seconds(pieces[index]))
        self.waiting = deque(range(len(pieces)))
        self.done: dict[int, Any] = {}
        self.hands: list[_Hand] = []
        # Copied processes start at once, and only Linux's libraries bear being copied.
        self.context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")

    def results(self, workers: int) -> Iterator[Any]:
        for index in range(len(self.pieces)):
            while index not in self.done:
                self._fill(workers)
                if not self.hands:  # the system lets us start none
                    first = self.waiting.popleft()
                    self.done[first] = self.work(self.pieces[first])
                else:
                    self._listen()
            yield self.done.pop(index)

    def _fill(self, workers: int) -> None:
        """See that there are enough hands and that each has something to do, and something to go on with."""
        while self.waiting and len(self.hands) < workers and self._hire():
            pass
        for hand in self.hands:
            if self.waiting and len(hand.has) < 2:
                # Fewer towards the end, so that all are done at the same time.
                some = max(1, min(_MOST_AT_ONCE, len(self.waiting) // (workers * 3)))
                given = [self.waiting.popleft() for _ in range(some)]
                if not hand.has:
                    hand.since[0] = monotonic()
                hand.has.extend(given)
                with suppress(OSError):  # it has ended; its silence will tell
                    hand.pipe.send([(index, self.pieces[index]) for index in given])

    def _hire(self) -> bool:
        ours, theirs = self.context.Pipe()
        # A copy of this process has the pipes to its fellows as well, and would keep them open.
        others = [hand.pipe for hand in self.hands] + [ours] if self.context.get_start_method() == "fork" else []
        process = self.context.Process(target=_labour, args=(self.work, theirs, others, self.leaving), daemon=True)
        try:
            with _deaf():
                process.start()
        except OSError:
            ours.close()
            return False
        finally:
            theirs.close()
        self.hands.append(_Hand(process, ours, deque(), [monotonic()]))
        return True

    def _listen(self) -> None:
        """Wait until somebody has made something, has ended or has had its time."""
        ready = wait([hand.pipe for hand in self.hands], max(0.0, min(map(self._left, self.hands))))
        for hand in tuple(self.hands):
            if hand.pipe in ready:
                self._take(hand)
            elif hand.has and self._left(hand) <= 0 and not hand.pipe.poll():
                hand.process.kill()
                allowed = self.allowed(hand.has[0])
                self._lose(hand, f"it took longer than {allowed:.0f} seconds and was stopped")

    def _left(self, hand: _Hand) -> float:
        """The seconds that a hand may still take for what it is at."""
        if not hand.has:
            return 60.0
        return hand.since[0] + self.allowed(hand.has[0]) - monotonic()

    def _take(self, hand: _Hand) -> None:
        try:
            index, made = hand.pipe.recv()
        except Exception:  # cut short in the middle, it may look like anything
            hand.process.join(_GRACE)
            hand.process.kill()
            hand.process.join()
            self._lose(hand, f"the process that was at it has ended{_how(hand.process.exitcode)}")
            return
        hand.has.popleft()
        hand.since[0] = monotonic()
        self.done[index] = made

    def _lose(self, hand: _Hand, why: str) -> None:
        """Let a hand go: what it was at is lost, and what it had besides waits for another."""
        self.hands.remove(hand)
        hand.pipe.close()
        hand.process.join()
        if hand.has:
            self.done[hand.has.popleft()] = Lost(why)
        self.waiting.extendleft(reversed(hand.has))

    def end(self) -> None:
        """End whoever is still there, at once."""
        for hand in self.hands:
            hand.pipe.close()  # who waits for work ends by itself
            if hand.has:
                hand.process.terminate()
        until = monotonic() + _GRACE
        for hand in self.hands:
            hand.process.join(max(0.0, until - monotonic()))
            hand.process.kill()
            hand.process.join()


def _how(status: int | None) -> str:
    if status is None or status >= 0:
        return f" with status {status}"
    with suppress(ValueError):
        name = signal.Signals(-status).name
        return f" by {name}" + (", most likely for want of memory" if name == "SIGKILL" else "")
    return f" by signal {-status}"


# Signals


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """A polite request to end is an exception, so that the others are ended too."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _leaver())
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before or signal.SIG_DFL)


def _leaver() -> Callable[[int, object], None]:
    """What raises an exception at the first signal; who leaves already is not disturbed by another."""
    leaves = False

    def leave(number: int, frame: object) -> None:
        nonlocal leaves
        if not leaves:
            leaves = True
            raise SystemExit(128 + number)

    return leave


@contextmanager
def _deaf() -> Iterator[None]:
    """No signal is heard until a new process can bear it: it begins as deaf as its parent is now."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# In the other process


def _labour(work: Work, pipe: Connection, others: Sequence[Connection], leaving: Callable[[], None] | None) -> None:
    """Do what comes through the pipe, until nothing more does."""
    status = 1
    try:
        leave = _leaver()
        signal.signal(signal.SIGINT, leave)
        signal.signal(signal.SIGTERM, leave)
        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
        for other in others:
            other.close()
        gc.freeze()  # what is there already stays, and need not be looked through
        for index, piece in _given(pipe):
            made = work(piece)
            with suppress(OSError):  # nobody wants it any more: nothing more will come either
                pipe.send((index, made))
        status = 0
    finally:
        with suppress(BaseException):
            if leaving:
                leaving()
        os._exit(status)  # nothing of what its parent has open is this process's to close


def _given(pipe: Connection) -> Iterator[tuple[int, Any]]:
    done = 0
    with suppress(EOFError, OSError):
        while True:
            for given in pipe.recv():
                yield given
                done += 1
                if done % _COLLECTED_EVERY == 0:
                    gc.collect()
