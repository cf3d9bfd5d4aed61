"""A text made by a copy of this process while this one goes on with the rest, for what takes long."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from typing import NoReturn

Make = Callable[[], str]


def meanwhile(make: Make) -> Make:
    """Start making a text in a forked copy of this process; call the result exactly once, to wait for it.

    Where no copy can be had, or it comes to nothing, the text is made here when it is asked for: whatever is wrong
    with it is then told as always.
    """
    if not _can_be_copied():
        return make
    incoming, outgoing = os.pipe()
    try:
        process = os.fork()
    except OSError:  # the system lets us start none
        os.close(incoming)
        os.close(outgoing)
        return make
    if process == 0:
        _make_and_end(make, outgoing)
    os.close(outgoing)
    return partial(_made, make, process, incoming)


def _can_be_copied() -> bool:
    """On Linux, with another processor to run on; a copy of a process with threads may wait for one that it lacks, be
    it a thread of Python's or of a library's."""
    if sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2:
        return False
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - one directory, and its length
    except OSError:
        return False


def _make_and_end(make: Make, outgoing: int) -> NoReturn:
    status = 1
    try:
        with open(outgoing, "wb") as stream:
            stream.write(make().encode())
        status = 0
    finally:
        os._exit(status)  # whatever happened: nothing of what this process has open is its copy's to close


def _made(make: Make, process: int, incoming: int) -> str:
    with open(incoming, "rb") as stream:
        made = stream.read()
    _, status = os.waitpid(process, 0)
    return made.decode() if status == 0 else make()
