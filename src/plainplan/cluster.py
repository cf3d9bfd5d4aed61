"""Tasks done by a cluster of Dask: batches out, results back; a batch that is lost is tried again in halves.

Work, tasks and results travel as pickles, which are code to whoever reads them: so only by TLS, or on this machine.
"""

from __future__ import annotations

import ipaddress
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeVar
from urllib.parse import urlsplit

from plainplan import __version__
from plainplan.errors import MissingLibrary, UsageError
from plainplan.tuples import NamedTuple
from plainplan.workers import Lost

Client = Any
"""A client of Dask's; it is imported where one is made, and has no types of its own to speak of."""
Future = Any
"""A batch on its way."""

Task = TypeVar("Task")
Result = TypeVar("Result")

SMALLEST, LARGEST = 50, 200
"""How many tasks go out together: fewer cost more to send than to do, more are longer in coming back."""
_CONNECT, _RESTART = 5.0, 4.0
_SECONDS_A_TASK, _SECONDS = 5.0, 120.0
_AHEAD = 2
"""Batches that wait at each worker, so that it has one to go on with."""


class Done(NamedTuple):
    """A task by its number, and what came of it."""

    index: int  # type: ignore[assignment]  # a tuple's own `index` is of no use here
    result: Any


def checked_address(address: str) -> str:
    """The address of a scheduler, if what is sent there cannot be read or changed on the way. Raises `UsageError`."""
    parts = urlsplit(address)
    try:
        known = parts.scheme in ("tcp", "tls") and bool(parts.hostname) and parts.port is not None
    except ValueError:
        known = False
    if not known:
        raise UsageError(
            f"`{address}` is no address of a scheduler: write `tls://HOST:PORT`, or `tcp://127.0.0.1:PORT`"
        )
    if parts.scheme == "tcp" and not _is_loopback(parts.hostname or ""):
        raise UsageError(
            f"`{address}` is another machine without encryption, and whoever listens could read all plans and run "
            "programs: use `tls://` (and `distributed.comm.tls` in Dask's settings)"
        )
    return address


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@contextmanager
def connected(address: str) -> Iterator[Client]:
    """A client of the scheduler at an address, whose workers have this version of plainplan. Raises `UsageError` where
    there is none within ten seconds, or a worker has another version."""
    checked_address(address)
    try:
        from distributed import Client
    except ImportError as error:
        raise MissingLibrary('`--on` needs Dask: pip install "plainplan[dask]"') from error
    try:
        client = Client(address, timeout=_CONNECT, set_as_default=False)
    except Exception as error:  # whatever is there instead of a scheduler
        reason = " ".join(str(error).split())[:160] or type(error).__name__
        raise UsageError(f"there is no scheduler at `{address}`: {reason}") from error
    try:
        _check_workers(client, address)
        with client.as_current():
            yield client
    finally:
        client.close(timeout=5)


def _check_workers(client: Client, address: str) -> None:
    with suppress(TimeoutError):
        client.wait_for_workers(1, timeout=_RESTART)  # one that has ended is on its way back
    workers = client.scheduler_info(n_workers=-1)["workers"]
    if not workers:
        raise UsageError(f"the scheduler at `{address}` has no workers: start some with `dask worker {address}`")
    for worker in workers:
        if not worker.startswith("tls://") and not _is_loopback(urlsplit(worker).hostname or ""):
            raise UsageError(f"the worker at `{worker}` is another machine without encryption: use `tls://`")
    try:
        found = client.run(version_here)
    except Exception as error:
        raise UsageError(f"the workers at `{address}` have no plainplan that answers: {error}") from error
    for worker, version in found.items():
        _same_version(worker, version)


def version_here() -> str:
    """The version of plainplan where this is called."""
    return __version__


def _same_version(worker: str, version: str) -> None:
    if version != __version__:
        raise UsageError(
            f"the worker at `{worker}` has plainplan {version}, and this is {__version__}: make them the same"
        )


def on_cluster(
    client: Client, work: Callable[[Task], Result], tasks: Sequence[Task], most: int = LARGEST
) -> Iterator[Done]:
    """What comes of each task, as it comes; `Lost` for one that ended its worker, took too long or raised. Work and
    tasks must be picklable."""
    workers = max(len(client.scheduler_info(n_workers=-1)["workers"]), 1)
    size = min(max(-(-len(tasks) // (workers * 4)), min(SMALLEST, most)), most)
    batches = _Batches(client, work, tasks)
    batches.waiting.extend(range(start, min(start + size, len(tasks))) for start in range(0, len(tasks), size))
    yield from batches.results(workers * _AHEAD)
    for index in tuple(batches.suspects):  # one by one, since what waits at a worker that ends is lost with it
        batches.waiting.append(range(index, index + 1))
        yield from batches.results(1, alone=True)


class _Batches:
    """The batches that wait, those that run, and the tasks that were lost when they ran beside others."""

    def __init__(self, client: Client, work: Callable[[Any], Any], tasks: Sequence[Any]) -> None:
        self.client, self.work, self.tasks = client, work, tasks
        self.waiting: deque[range] = deque()
        self.running: dict[Future, range] = {}
        self.suspects: list[int] = []

    def results(self, most: int, *, alone: bool = False) -> Iterator[Done]:
        """What comes of all that waits, so many batches at a time."""
        while self.waiting or self.running:
            while self.waiting and len(self.running) < most:
                batch = self.waiting.popleft()
                given = [self.tasks[index] for index in batch]
                self.running[self.client.submit(do_batch, self.work, given, pure=False, retries=0)] = batch
            for future, batch in _ended(self.running):
                del self.running[future]
                yield from self._received(future, batch, alone)

    def _received(self, future: Future, batch: range, alone: bool) -> Iterator[Done]:
        """The results of a batch; of one that is lost its halves are tried again, and what is left is named."""
        if future.status == "finished":
            version, results = future.result()
            _same_version("a worker", version)
            yield from (Done(index, result) for index, result in zip(batch, results, strict=True))
        elif future.status == "error" and _is_of_the_cluster(future):
            raise UsageError(f"the cluster cannot read what it is sent: {_why(future).why.split(chr(10))[0]}")
        elif len(batch) > 1:
            half = len(batch) // 2
            self.waiting.extendleft((batch[half:], batch[:half]))
        elif alone:
            yield Done(batch[0], _why(future))
        else:
            self.suspects.append(batch[0])
        future.release()


def do_batch(work: Callable[[Any], Any], tasks: Sequence[Any]) -> tuple[str, list[Any]]:
    """On a worker: the version that it has, and what comes of each task."""
    return __version__, [work(task) for task in tasks]


def _ended(running: dict[Future, range]) -> list[tuple[Future, range]]:
    """The batches that are through, one way or another; all that run where none was in its time."""
    from distributed import wait

    longest = max(len(batch) for batch in running.values())
    try:
        done = wait(list(running), timeout=_SECONDS + longest * _SECONDS_A_TASK, return_when="FIRST_COMPLETED").done
    except TimeoutError:
        done = set(running)
    return [(future, batch) for future, batch in running.items() if future in done]


def _is_of_the_cluster(future: Future) -> bool:
    """Whether no plan can be done there, whichever it is."""
    error = future.exception(timeout=5)
    return isinstance(error, (ImportError, AttributeError)) or "deserializ" in str(error).lower()


def _why(future: Future) -> Lost:
    if future.status == "pending":
        future.cancel()
        return Lost("it took too long")
    error = future.exception(timeout=5) if future.status == "error" else None
    kind = type(error).__name__
    if kind == "KilledWorker" or error is None:
        return Lost("the process that was at it has ended")
    return Lost(f"{kind}: {error}")
