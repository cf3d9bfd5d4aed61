"""Messages as they come in: bytes of standard input, cut where the protocol says that one ends.

A thread waits for them, so that whatever the server is doing, nothing is kept waiting in a pipe.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from typing import Any

from plainplan.tuples import NamedTuple

LARGEST = 256 * 1024 * 1024
_LONGEST_HEADER = 8192
_LENGTH = re.compile(rb"content-length[ \t]*:[ \t]*([0-9]{1,12})[ \t]*", re.IGNORECASE)
_ROOM = 1 << 16


class Garbled(NamedTuple):
    """What came in and is no message, and what is wrong with it."""

    trouble: str


class Frames:
    """Cuts bytes into messages, whatever pieces they come in."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._skip = 0

    def feed(self, data: bytes) -> Iterator[bytes | Garbled]:
        """The messages that are whole with these bytes."""
        self._buffer += data
        while True:
            if self._skip:
                gone = min(self._skip, len(self._buffer))
                del self._buffer[:gone]
                self._skip -= gone
            head = self._head()
            if head is None:
                return
            start, length = head
            if isinstance(length, Garbled):
                del self._buffer[:start]
                yield length
            elif length > LARGEST:
                del self._buffer[:start]
                self._skip = length
                yield Garbled(f"a message of {length} bytes is too large")
            elif len(self._buffer) < start + length:
                return
            else:
                body = bytes(self._buffer[start : start + length])
                del self._buffer[: start + length]
                yield body

    def _head(self) -> tuple[int, int | Garbled] | None:
        """Where the first message begins behind its header, and its length; None where the header is not whole yet."""
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            too_long = len(self._buffer) > _LONGEST_HEADER and not self._skip
            return (len(self._buffer), Garbled("a header without an end")) if too_long else None
        for line in bytes(self._buffer[:end]).split(b"\r\n"):
            if match := _LENGTH.fullmatch(line):
                return end + 4, int(match[1])
        again = _LENGTH.search(bytes(self._buffer[:end]))
        if again is not None:  # something else stands in front of a header
            return again.start(), Garbled("bytes between two messages")
        return end + 4, Garbled("a header without `Content-Length`")


def read_all(file: int, got: Callable[[list[bytes | Garbled]], None], ended: Callable[[], None]) -> None:
    """Read a file to its end, and hand on what came in together."""
    frames = Frames()
    try:
        while data := os.read(file, _ROOM):
            if found := list(frames.feed(data)):
                got(found)
    except OSError:
        pass
    ended()


def parsed(body: bytes) -> dict[str, Any] | Garbled:
    """A message as data."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        return Garbled(f"a message that is no JSON: {str(error)[:200]}")
    return found if isinstance(found, dict) else Garbled("a message that is no object")


def framed(message: Any, default: Callable[[Any], Any]) -> bytes:
    """A message as bytes."""
    body = json.dumps(message, default=default, separators=(",", ":")).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
