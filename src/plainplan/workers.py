"""Child processes: time limits, messages about their end, temporary folders, and tasks shared among several.

A pool of the standard library fails as a whole when a worker dies, and waits forever for one that hangs.
"""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from math import inf
from threading import current_thread, main_thread
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from plainplan.tuples import NamedTuple

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Task = TypeVar("Task")
Result = TypeVar("Result")
Work = Callable[[Any], Any]

_START_METHOD = "fork" if sys.platform == "linux" else "spawn"
"""A fork starts at once, but fork is safe only on Linux."""
_GRACE = 2.0
"""Seconds in which a worker that is told to end may tidy up."""

alive: list[Worker] = []
"""All workers that this process has started and not stopped yet."""

_inherited: list[Worker] = []
"""In a fork, the workers of its parent, kept so that nothing of theirs is closed again when it is collected."""


class Lost(NamedTuple):
    """Why there is no result of a task."""

    why: str


class Worker:
    """A child process, however it receives its tasks: its time limit, why it ended, and its clean-up.

    A subclass starts the process, waits for it, and closes its connection. The parent owns the folder for temporary
    files, since a killed process removes nothing.
    """

    process: Any
    folder = ""

    def __init__(self) -> None:
        self._limit = inf
        self._since = 0.0
        alive.append(self)

    def wait(self, seconds: float | None = None) -> int | None:
        """The exit status, None where it is still running after so many seconds."""
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError

    def let_go(self) -> None:
        """Close a fork's ends of the connection, which it inherited from its parent."""
        self.close()

    def limit(self, seconds: float) -> None:
        """Start the time limit of a task, in seconds."""
        self._limit, self._since = seconds, monotonic()

    def seconds_left(self) -> float:
        return self._since + self._limit - monotonic()

    def lost(self) -> Lost:
        """Stop a worker that is late or does not answer; returns why its task has no result."""
        late = self.seconds_left() <= 0
        self.stop(0.0 if late else _GRACE)
        if late:
            return Lost(f"it took longer than {self._limit:.0f} seconds and was stopped")
        return Lost(f"the process that was at it has ended{_how(self.wait())}")

    def stop(self, grace: float = 0.0) -> None:
        """Kill the process, after so many seconds in which it may end by itself.

        It may be called from any thread: one that waits for a result then sees that the process has ended.
        """
        self.wait(grace)
        self.process.kill()
        self.wait()
        self.forget()

    def forget(self) -> None:
        """Clean up after a process that has ended, or was never started."""
        self.close()
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)
        with suppress(ValueError):  # last, so that it can be repeated if interrupted
            alive.remove(self)


def stop_all() -> None:
    """Stop all workers of this process at once."""
    for worker in tuple(alive):
        worker.stop()


atexit.register(stop_all)

_WANT_OF_MEMORY = ("SIGKILL", "SIGABRT", "SIGTRAP")
"""What the system sends when memory runs out, and what libraries in C end themselves with when they get none."""


def _how(status: int | None) -> str:
    if status is None or status >= 0:
        return f" with status {status}"
    with suppress(ValueError):
        name = signal.Signals(-status).name
        return f" by {name}" + (", most likely for want of memory" if name in _WANT_OF_MEMORY else "")
    return f" by signal {-status}"


# Tasks shared among several workers


def cores() -> int:
    """The number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def share(
    work: Callable[[Task], Result], tasks: Sequence[Task], workers: int, seconds: Callable[[Task], float]
) -> Generator[Result | Lost, None, None]:
    """The results of all tasks, in their order; `Lost` where a worker ended, or took longer than the task's `seconds`.

    Work, tasks and results must be picklable. An exception in the work ends its worker: catch what you expect. Standard
    input is closed in workers. Where none can be started, the work is done here, without a limit. Close the iterator to
    stop all workers early.
    """
    pool = _Pool(work, tasks, seconds)
    with _exit_on_sigterm():
        try:
            yield from pool.results(workers)
        finally:
            pool.stop()


class _Worker(Worker):
    """A worker: its process, pipe, queued tasks (the first is in progress)."""

    def __init__(self, process: BaseProcess, pipe: Connection) -> None:
        self.process, self.pipe, self.queue = process, pipe, deque[int]()
        super().__init__()

    def wait(self, seconds: float | None = None) -> int | None:
        self.process.join(seconds)
        status: int | None = self.process.exitcode
        return status

    def close(self) -> None:
        self.pipe.close()


class _Pool:
    """The workers, the tasks not yet given to one, and results that are not next in order."""

    def __init__(self, work: Work, tasks: Sequence[Any], seconds: Callable[[Any], float]) -> None:
        import multiprocessing.connection

        self.work, self.tasks, self.seconds = work, tasks, seconds
        self.waiting = deque(range(len(tasks)))
        self.done: dict[int, Any] = {}
        self.workers: list[_Worker] = []
        self.ready = multiprocessing.connection.wait
        self.context: Any = multiprocessing.get_context(_START_METHOD)
        if _START_METHOD == "spawn":  # else a file `multiprocessing.py` beside a plan could be imported
            os.environ["PYTHONSAFEPATH"] = "1"

    def results(self, workers: int) -> Iterator[Any]:
        for index in range(len(self.tasks)):
            while index not in self.done:
                self._fill(workers)
                if not self.workers:  # no processes can be started
                    first = self.waiting.popleft()
                    self.done[first] = self.work(self.tasks[first])
                else:
                    self._receive()
            yield self.done.pop(index)

    def _fill(self, workers: int) -> None:
        """Start workers up to their number, and give each a task and one queued behind it."""
        while self.waiting and len(self.workers) < workers and self._start_worker():
            pass
        for worker in self.workers:
            if self.waiting and len(worker.queue) < 2:
                index = self.waiting.popleft()
                worker.queue.append(index)
                if len(worker.queue) == 1:
                    self._begin(worker)
                with suppress(OSError):  # it has ended, which reading its pipe will show
                    worker.pipe.send((index, self.tasks[index]))

    def _start_worker(self) -> bool:
        ours, theirs = self.context.Pipe()
        with _signals_blocked():
            worker = _Worker(self.context.Process(target=_worker_main, args=(self.work, theirs), daemon=True), ours)
            try:
                worker.process.start()
            except OSError:
                worker.forget()
                return False
            finally:
                theirs.close()
            self.workers.append(worker)
        return True

    def _begin(self, worker: _Worker) -> None:
        """Start the time limit of the next task in a worker's queue."""
        worker.limit(self.seconds(self.tasks[worker.queue[0]]) if worker.queue else inf)

    def _receive(self) -> None:
        """Wait until a worker has a result, has ended or is late."""
        left = min(worker.seconds_left() for worker in self.workers)
        ready = self.ready([worker.pipe for worker in self.workers], max(0.0, left))
        for worker in tuple(self.workers):
            if worker.pipe in ready:
                self._take(worker)
            elif worker.seconds_left() <= 0 and not worker.pipe.poll():
                self._lose(worker)

    def _take(self, worker: _Worker) -> None:
        try:
            index, result = worker.pipe.recv()
        except Exception:  # a truncated message can raise anything
            self._lose(worker)
            return
        self.done[index] = result
        worker.queue.popleft()
        self._begin(worker)

    def _lose(self, worker: _Worker) -> None:
        """Mark the task in progress as lost, and put those queued behind it back."""
        lost = worker.lost()
        self.workers.remove(worker)
        if worker.queue:
            self.done[worker.queue.popleft()] = lost
        self.waiting.extendleft(reversed(worker.queue))

    def stop(self) -> None:
        """Stop all workers; those in the middle of a task may clean up first."""
        for worker in self.workers:
            worker.close()  # an idle worker ends by itself
            if worker.queue:
                worker.process.terminate()
        until = monotonic() + _GRACE
        for worker in self.workers:
            worker.stop(max(0.0, until - monotonic()))


# Signals


_ENDING = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def _exit_on_sigterm() -> Iterator[None]:
    """Turn SIGTERM into SystemExit, so that workers are stopped too."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _exit_on_first_signal())
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before or signal.SIG_DFL)


def _exit_on_first_signal() -> Callable[[int, object], None]:
    """A signal handler that raises SystemExit once, so that a second signal does not interrupt the clean-up.

    It stays installed: for a signal pending when SIG_IGN is set, Python reports that it was ignored.
    """
    leaves = False

    def leave(number: int, frame: object) -> None:
        nonlocal leaves
        if not leaves:
            leaves = True
            raise SystemExit(128 + number)

    return leave


@contextmanager
def _signals_blocked() -> Iterator[None]:
    """Block signals while a worker starts: it inherits the mask, and unblocks them when its handlers are set."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# In the worker


def _worker_main(work: Work, pipe: Connection) -> None:
    """The worker's main loop: do the tasks from the pipe, until it is closed."""
    status = 1
    try:
        leave = _exit_on_first_signal()
        for number in _ENDING:
            signal.signal(number, leave)
        for other in alive:  # a fork inherits the parent's ends of all pipes, which would keep them open
            other.let_go()
        _inherited.extend(alive)
        alive.clear()
        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
        gc.freeze()  # objects inherited from the parent need not be scanned
        gc.enable()
        for index, task in _tasks(pipe):
            result = work(task)
            with suppress(OSError):  # the parent is gone
                pipe.send((index, result))
        status = 0
    finally:
        with suppress(BaseException):
            stop_all()
        os._exit(status)  # skips clean-up of what was inherited from the parent


def _tasks(pipe: Connection) -> Iterator[tuple[int, Any]]:
    with suppress(EOFError, OSError):
        while True:
            yield pipe.recv()
