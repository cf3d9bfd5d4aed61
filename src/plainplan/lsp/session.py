"""A language server in progress: from the first message on standard input to the last, or until nobody is there."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from threading import Thread
from typing import BinaryIO

from plainplan.lsp.answers import register
from plainplan.lsp.server import PlanServer
from plainplan.lsp.wire import Garbled, read_all
from plainplan.lsp.worker import Worker

_TURN = 0.001
"""Seconds that a thread goes on while another waits, so that answers come while a plan is compiled."""

_LOOK_FOR_EDITOR = 2.0


def serve(day: Callable[[], date], log: BinaryIO | None = None) -> int:
    """Serve an editor on standard input and output until it goes; the exit status that the protocol asks for."""
    _log_to(log)
    source, target = os.dup(0), os.dup(1)
    _as_bytes(source, target)
    os.dup2(2, 1)  # whatever anybody prints, nothing but messages goes to the editor
    sys.setswitchinterval(_TURN)
    gc.freeze()  # the protocol's types stay: each collection would walk them for nothing
    gc.enable()  # it rests in a command that ends by itself
    with os.fdopen(target, "wb") as out:
        return asyncio.run(_serve(day, source, out))


def _as_bytes(*files: int) -> None:
    """Windows would change line ends on the way."""
    if sys.platform == "win32":
        import msvcrt

        for file in files:
            msvcrt.setmode(file, os.O_BINARY)


async def _serve(day: Callable[[], date], source: int, out: BinaryIO) -> int:
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[int] = loop.create_future()
    server = PlanServer(day)
    register(server)
    server.worker = Worker(loop)
    protocol = server.protocol
    protocol.end = lambda status: None if ended.done() else ended.set_result(status)
    protocol.set_writer(_Writer(out))

    def got(bodies: list[bytes | Garbled]) -> None:
        with suppress(RuntimeError):  # the server has ended
            loop.call_soon_threadsafe(protocol.take, bodies)

    def over() -> None:
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(lambda: protocol.end(protocol.status))

    Thread(target=read_all, args=(source, got, over), name="reader", daemon=True).start()
    server.in_background(server.watch_the_day())
    server.in_background(_watch_editor(server))
    return await ended


async def _watch_editor(server: PlanServer) -> None:
    """End when the editor is gone and something else keeps the pipe open. One that was never seen is not waited for."""
    seen = False
    while os.name == "posix":
        await asyncio.sleep(_LOOK_FOR_EDITOR)
        if server.process_id is not None:
            alive = _is_alive(server.process_id)
            if seen and not alive:
                server.protocol.end(server.protocol.status)
            seen = alive


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return True


class _Writer:
    """Standard output as pygls writes to it."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def write(self, data: bytes) -> None:
        self._out.write(data)
        self._out.flush()

    def close(self) -> None:
        """It is closed by whoever has opened it."""


def _log_to(log: BinaryIO | None) -> None:
    """Write what happens to a file, or nowhere: an editor shows whatever comes on standard error."""
    handler: logging.Handler = logging.NullHandler()
    if log is not None:
        import io

        handler = logging.StreamHandler(io.TextIOWrapper(log, "utf-8", "backslashreplace", write_through=True))
        handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
    for name in ("plainplan.lsp", "pygls", "asyncio"):
        logger = logging.getLogger(name)
        logger.propagate = False
        logger.addHandler(handler)
        logger.setLevel(logging.INFO if name == "plainplan.lsp" else logging.WARNING)
