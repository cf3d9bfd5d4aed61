"""The parent's side of the worker that lays out PDFs: started early, reused, stopped when it hangs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from queue import Empty, Queue
from threading import Lock, Thread
from time import monotonic
from types import MappingProxyType
from typing import BinaryIO

from plainplan.errors import LayoutTrouble, MissingLibrary
from plainplan.render.pdf_layout import MEMORY, read_frame, write_frame
from plainplan.tuples import NamedTuple
from plainplan.workers import Worker, alive

Progress = Callable[[str], None]

_SECONDS, _LETTERS_A_SECOND = 60.0, 10_000
_PAGE = re.compile(rb"Page (\d+)")
_MOST_PDFS = 100
"""Made by one worker, which keeps a quarter of a megabyte of each; then another takes its place."""
_QUIET = 1.0
"""For so long nothing is said about a PDF's progress."""

Frame = tuple[bytes, bytes]

_one_at_a_time = Lock()


class PdfWorker(Worker):
    """A worker that is a program of its own: its process, the frames that came from it, how many PDFs it has made."""

    process: subprocess.Popen[bytes]

    def __init__(self, memory: int) -> None:
        self.said: Queue[Frame | None] = Queue()
        self.made = 0
        self.folder = tempfile.mkdtemp(prefix="plainplan-")
        try:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", "plainplan.render.pdf_layout", str(memory), self.folder],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        super().__init__()
        Thread(target=self._listen, args=(self.process.stdout,), daemon=True).start()

    def wait(self, seconds: float | None = None) -> int | None:
        with suppress(subprocess.TimeoutExpired):
            return self.process.wait(seconds)
        return None

    def close(self) -> None:
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                with suppress(OSError):
                    stream.close()

    def let_go(self) -> None:
        """By their descriptors: a fork has no thread that reads, but the lock that it held around the stream."""
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                with suppress(OSError, ValueError):
                    os.dup2(nowhere, stream.fileno())
        os.close(nowhere)

    def send(self, frames: Iterable[Frame]) -> None:
        assert self.process.stdin is not None
        with suppress(OSError, ValueError):  # it has ended: whoever waits for its answer finds out
            for kind, body in frames:
                write_frame(self.process.stdin, kind, body)

    def _listen(self, stream: BinaryIO) -> None:
        with suppress(OSError, ValueError):  # closed while reading: the parent has stopped it
            while frame := read_frame(stream):
                self.said.put(frame)
        self.said.put(None)


def start(memory: int = MEMORY) -> PdfWorker:
    """The worker that is there, else a new one; it loads what it needs while its parent compiles the plan."""
    for worker in tuple(alive):
        if isinstance(worker, PdfWorker):
            if worker.process.poll() is None:
                return worker
            worker.stop()
    return PdfWorker(memory)


def warm_up() -> None:
    """Let the worker go through a small document first: worth it where the real one is still long in coming."""
    with _one_at_a_time:
        start().send([(b"w", b"")])


class Pressed(NamedTuple):
    """A PDF, and the letters in it for which no font has a glyph."""

    pdf: bytes
    unprinted: str


def press(
    text: str,
    progress: Progress | None = None,
    pictures: Mapping[str, bytes] = MappingProxyType({}),
    seconds: float | None = None,
    memory: int = MEMORY,
) -> Pressed:
    """A document as PDF, with its `pictures` by their addresses. It may take a minute, and longer where the document
    is long; `progress` is told after a second what is being done."""
    length = len(text) + sum(map(len, pictures.values()))
    frames = [*((b"i", address.encode() + b"\n" + data) for address, data in pictures.items()), (b"t", text.encode())]
    with _one_at_a_time:
        worker = start(memory)
        worker.limit(seconds if seconds is not None else _SECONDS + length / _LETTERS_A_SECOND)
        Thread(target=worker.send, args=(frames,), daemon=True).start()
        try:
            made = _answer(worker, progress)
        except BaseException:  # its answer may still come, and is not that of the next one
            worker.stop()
            raise
        worker.made += 1
        if worker.made >= _MOST_PDFS:
            worker.stop()
        return made


_NO_MEMORY = "the process that does it has ended, most likely for want of memory"


def _answer(worker: PdfWorker, progress: Progress | None) -> Pressed:
    quiet = monotonic() + _QUIET
    unprinted = ""
    while True:
        try:
            frame = worker.said.get(timeout=max(worker.seconds_left(), 0.001))
        except Empty:
            frame = None
        if frame is None:
            raise _trouble(worker.lost().why)
        kind, body = frame
        if kind == b"d":
            return Pressed(body, unprinted)
        if kind == b"g":
            unprinted = body.decode()
        elif kind == b"m":
            raise MissingLibrary(body.decode())
        elif kind == b"e":
            raise _trouble(_NO_MEMORY if body == b"memory" else body.decode())
        elif progress and monotonic() > quiet:
            page = _PAGE.search(body)
            progress(f"laying out the PDF: page {int(page[1])}" if page else "laying out the PDF")


def _trouble(why: str) -> LayoutTrouble:
    return LayoutTrouble(f"the PDF could not be laid out: {why}")
