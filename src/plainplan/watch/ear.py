"""Hearing of changes: what the system tells about folders, put into a queue. Sole user of watchdog."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from plainplan.errors import FileTrouble
from plainplan.tuples import NamedTuple

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers.api import BaseObserver, ObservedWatch

WHOLE = "whole"  # written and closed, or renamed into place: can be read at once
MADE = "made"  # a name that is new: renamed into place from elsewhere, or the start of a file being written
WRITING = "writing"  # written to, not closed yet
GONE = "gone"
FOLDER = "folder"  # a folder came, went or moved: whatever is below it may have changed
WAKE = "wake"  # from ourselves

_KINDS = {"created": MADE, "modified": WRITING, "closed": WHOLE, "deleted": GONE}


class Notice(NamedTuple):
    """Something happened to the file or folder of that path."""

    kind: str
    path: str


class Ear:
    """Listens at folders. `tells_closing` says whether the system tells when a written file is closed."""

    def __init__(self, notices: SimpleQueue[Notice]) -> None:
        from watchdog.observers import Observer

        self._notices = notices
        self._observer: BaseObserver = Observer()
        self._watches: dict[str, tuple[ObservedWatch, tuple[int, int]]] = {}
        self.tells_closing = "inotify" in type(self._observer).__module__
        self._observer.start()

    @property
    def is_alive(self) -> bool:
        return self._observer.is_alive()

    def listen(self, folder: str, *, deep: bool) -> None:
        """Listen at a folder, or (`deep`) at all below it too; a folder listened at already is left alone."""
        if folder not in self._watches:
            self._start(folder, deep)

    def listen_again(self) -> bool:
        """Take up folders that were deleted and came back, as other folders of the same name; whether there were."""
        again = [
            (folder, watch.is_recursive)
            for folder, (watch, identity) in self._watches.items()
            if (found := _identity(folder)) is not None and found != identity
        ]
        for folder, deep in again:
            self._forget(folder)
            self._start(folder, deep)
        return bool(again)

    def close(self) -> None:
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()

    def _start(self, folder: str, deep: bool) -> None:
        from watchdog import events

        heard = [
            *(events.FileCreatedEvent, events.FileModifiedEvent, events.FileClosedEvent),
            *(events.FileDeletedEvent, events.FileMovedEvent),
            *(events.DirCreatedEvent, events.DirDeletedEvent, events.DirMovedEvent),
        ]
        identity = _identity(folder)
        if identity is None:
            return
        try:
            watch = self._observer.schedule(_handler(self._notices), folder, recursive=deep, event_filter=heard)
        except OSError as error:
            raise FileTrouble(f"`{folder}` cannot be watched: {_reason(error)}") from error
        self._watches[folder] = (watch, identity)

    def _forget(self, folder: str) -> None:
        watch, _ = self._watches.pop(folder)
        with suppress(KeyError, OSError):  # it went with its folder
            self._observer.unschedule(watch)


def _identity(folder: str) -> tuple[int, int] | None:
    try:
        found = Path(folder).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _reason(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EMFILE):
        return "this system's limit of watched folders is reached; `--poll 2` looks every two seconds instead"
    return f"{error.strerror or error}; `--poll 2` looks every two seconds instead"


def _handler(notices: SimpleQueue[Notice]) -> FileSystemEventHandler:
    from watchdog.events import FileSystemEventHandler

    class Handler(FileSystemEventHandler):
        """Puts what it is told into the queue, in our words; both names of what was renamed."""

        def dispatch(self, event: FileSystemEvent) -> None:
            moved = event.event_type == "moved"
            kind = GONE if moved else _KINDS.get(event.event_type, WRITING)
            notices.put(Notice(FOLDER if event.is_directory else kind, os.fsdecode(event.src_path)))
            if moved:
                notices.put(Notice(FOLDER if event.is_directory else WHOLE, os.fsdecode(event.dest_path)))

    return Handler()
