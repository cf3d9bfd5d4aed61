"""A thread that compiles, so that short questions are answered meanwhile."""

from __future__ import annotations

from asyncio import AbstractEventLoop, Future
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

Answer = TypeVar("Answer")


class Worker:
    """Does one thing after the other. The process does not wait for it when it ends."""

    def __init__(self, loop: AbstractEventLoop) -> None:
        self._loop = loop
        self._jobs: SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = SimpleQueue()
        Thread(target=self._work, name="worker", daemon=True).start()

    def do(self, job: Callable[[], Answer]) -> Future[Answer]:
        """Do something when its turn comes; not at all where the answer is not awaited any more by then."""
        answer: Future[Answer] = self._loop.create_future()
        self._jobs.put((answer, job))
        return answer

    def _work(self) -> None:
        while True:
            answer, job = self._jobs.get()
            if answer.cancelled():
                continue
            try:
                tell = self._settle(answer, answer.set_result, job())
            except BaseException as error:
                tell = self._settle(answer, answer.set_exception, error)
            with suppress(RuntimeError):  # the loop has ended meanwhile
                self._loop.call_soon_threadsafe(tell)

    @staticmethod
    def _settle(answer: Future[Any], settle: Callable[[Any], None], value: Any) -> Callable[[], None]:
        def tell() -> None:
            if not answer.done():
                settle(value)

        return tell
