"""The process that lays out PDFs, as its parent sees it: started early, kept for the next, stopped when it hangs."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from itertools import count
from queue import Empty, Queue
from threading import Lock, Thread
from time import monotonic
from types import MappingProxyType
from typing import BinaryIO

from plainplan.errors import LayoutTrouble, MissingLibrary
from plainplan.render.pdf_layout import MEMORY, read_frame, write_frame
from plainplan.tuples import NamedTuple

Progress = Callable[[str], None]

_SECONDS, _LETTERS_A_SECOND = 60.0, 10_000
_PAGE = re.compile(rb"Page (\d+)")
_MOST_PDFS = 100
"""Made by one process, which keeps a quarter of a megabyte of each; then another takes its place."""
_QUIET = 1.0
"""For so long nothing is said about a PDF's progress."""

Frame = tuple[bytes, bytes]


class Press(NamedTuple):
    """A running process, the queue of what it says, and its folder for temporary files."""

    process: subprocess.Popen[bytes]
    said: Queue[Frame | None]
    owner: int
    folder: str
    turns: Iterator[int]


_running: list[Press] = []
_one_at_a_time = Lock()


def start(memory: int = MEMORY) -> Press:
    """The process that is there, else a new one; it loads what it needs while its parent compiles the plan."""
    if _running and _running[0].owner != os.getpid():  # a fork of its parent leaves it to the parent
        _running.clear()
    if _running and _running[0].process.poll() is None:
        return _running[0]
    stop()
    folder = tempfile.mkdtemp(prefix="plainplan-")
    try:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "plainplan.render.pdf_layout", str(memory), folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    assert process.stdout is not None
    running = Press(process, Queue(), os.getpid(), folder, count(1))
    _running.append(running)
    Thread(target=_listen, args=(process.stdout, running.said), daemon=True).start()
    return running


def warm_up() -> None:
    """Let the process go through a small document first: worth it where the real one is still long in coming."""
    with _one_at_a_time:
        stream = start().process.stdin
        assert stream is not None
        with suppress(OSError, ValueError):  # it has ended: whoever asks it for something finds out
            write_frame(stream, b"w", b"")


def _listen(stream: BinaryIO, said: Queue[Frame | None]) -> None:
    with suppress(OSError, ValueError):  # closed while reading: the parent has stopped it
        while frame := read_frame(stream):
            said.put(frame)
    said.put(None)


def stop() -> None:
    """End the process, if there is one; nothing it holds is worth keeping. From any thread: whoever waits for what it
    says hears that it has ended."""
    for running in tuple(_running):
        process, folder = running.process, running.folder
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream:
                with suppress(OSError):
                    stream.close()
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(ValueError):  # forgotten last: whoever is interrupted here can do it again
            _running.remove(running)


atexit.register(stop)


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
    allowed = seconds if seconds is not None else _SECONDS + length / _LETTERS_A_SECOND
    with _one_at_a_time:
        running = start(memory)
        Thread(target=_send, args=(running.process.stdin, text, pictures), daemon=True).start()
        try:
            made = _answer(running, allowed, progress)
        except BaseException:  # its answer may still come, and is not that of the next one
            stop()
            raise
        if next(running.turns) >= _MOST_PDFS:
            stop()
        return made


def _send(stream: BinaryIO, text: str, pictures: Mapping[str, bytes]) -> None:
    with suppress(OSError, ValueError):  # it has ended: whoever listens finds out
        for address, data in pictures.items():
            write_frame(stream, b"i", address.encode() + b"\n" + data)
        write_frame(stream, b"t", text.encode())


_ENDED = "the PDF could not be laid out: the process that does it has ended, most likely for want of memory"


def _answer(running: Press, allowed: float, progress: Progress | None) -> Pressed:
    began = monotonic()
    unprinted = ""
    while True:
        try:
            frame = running.said.get(timeout=max(began + allowed - monotonic(), 0.001))
        except Empty:
            raise LayoutTrouble(f"the PDF took longer than {allowed:.0f} seconds to lay out and was stopped") from None
        if frame is None:
            raise LayoutTrouble(_ENDED)
        kind, body = frame
        if kind == b"d":
            return Pressed(body, unprinted)
        if kind == b"g":
            unprinted = body.decode()
            continue
        if kind == b"m":
            raise MissingLibrary(body.decode())
        if kind == b"e":
            raise LayoutTrouble(_ENDED if body == b"memory" else f"the PDF could not be laid out: {body.decode()}")
        if progress and monotonic() - began > _QUIET:
            page = _PAGE.search(body)
            progress(f"laying out the PDF: page {int(page[1])}" if page else "laying out the PDF")
