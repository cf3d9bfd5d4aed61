"""Notices of file changes from the operating system, put into a queue. Sole user of watchdog."""

from __future__ import annotations

import errno
import os
from collections.abc import Set
from contextlib import suppress
from os.path import dirname
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from plainplan.errors import FileTrouble
from plainplan.tuples import NamedTuple

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers.api import BaseObserver, ObservedWatch

WHOLE = "whole"  # closed after writing, or renamed into place: can be read at once
MADE = "made"  # a new name: moved in from an unwatched folder, or a file that is about to be written
WRITING = "writing"  # written to, not closed yet
GONE = "gone"
FOLDER = "folder"  # a folder was created, removed or moved: anything below it may have changed
WAKE = "wake"  # sent by `wake`

_KINDS = {"created": MADE, "modified": WRITING, "closed": WHOLE, "deleted": GONE}


class Notice(NamedTuple):
    """An event at a file or folder of that path."""

    kind: str
    path: str


class FolderWatch:
    """Watches folders, those that do not exist yet included.

    `tells_closing` says whether the system reports that a file was closed after writing. Methods raise a `FileTrouble`
    where watching fails.
    """

    def __init__(self, notices: SimpleQueue[Notice]) -> None:
        from watchdog.observers import Observer

        self._notices = notices
        self._wanted: dict[str, bool] = {}  # folder to whether it is watched recursively
        self._watches: dict[str, tuple[ObservedWatch, tuple[int, int]]] = {}
        try:
            self._observer: BaseObserver = Observer()
            self._observer.start()
        except (OSError, RuntimeError) as error:
            raise FileTrouble(_reason(error)) from error
        self.tells_closing = "inotify" in type(self._observer).__module__

    def watch(self, folder: str, *, deep: bool) -> None:
        """Watch a folder, recursively if `deep`, as soon as it exists."""
        if folder not in self._wanted:
            self._wanted[folder] = deep
            self._start(folder, deep)

    def keep_only(self, wanted: Set[str]) -> None:
        """Stop watching all folders but these."""
        for folder in self._wanted.keys() - wanted:
            del self._wanted[folder]
            if folder in self._watches:
                self._forget(folder)

    def drop(self, folder: str) -> bool:
        """Stop watching a folder that is gone; whether it was watched."""
        if folder not in self._watches:
            return False
        self._forget(folder)
        return True

    def rewatch(self) -> None:
        """Watch folders that exist now, and for the others their nearest existing parent."""
        if not self._observer.is_alive():
            raise FileTrouble("the system tells no more of changes")
        for folder, (_, identity) in tuple(self._watches.items()):
            if _identity(folder) != identity:
                self._forget(folder)
        above = {_nearest(folder) for folder in self._wanted if folder not in self._watches}
        for folder in above - self._watches.keys():
            self._start(folder, False)
        for folder in self._wanted.keys() - self._watches.keys():  # only now, so that no event is missed in between
            self._start(folder, self._wanted[folder])
        for folder in self._watches.keys() - self._wanted.keys() - above:
            self._forget(folder)

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
        except (FileNotFoundError, NotADirectoryError):
            return  # removed since
        except OSError as error:
            raise FileTrouble(f"`{folder}` cannot be watched: {_reason(error)}") from error
        self._watches[folder] = (watch, identity)

    def _forget(self, folder: str) -> None:
        watch, _ = self._watches.pop(folder)
        with suppress(KeyError, OSError):  # removed by the system, with its folder
            self._observer.unschedule(watch)


def _nearest(folder: str) -> str:
    """The nearest existing folder above a missing one."""
    above = dirname(folder)
    while _identity(above) is None and above != dirname(above):
        above = dirname(above)
    return above


def _identity(folder: str) -> tuple[int, int] | None:
    try:
        found = Path(folder).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


_REASONS = {
    errno.EMFILE: "this system's limit of programs that watch folders is reached",
    errno.ENOSPC: "this system's limit of watched folders is reached",
}


def _reason(error: OSError | RuntimeError) -> str:
    number = error.errno if isinstance(error, OSError) else None
    return _REASONS.get(number or 0) or (error.strerror if isinstance(error, OSError) else None) or str(error)


def _handler(notices: SimpleQueue[Notice]) -> FileSystemEventHandler:
    from watchdog.events import FileSystemEventHandler

    class Handler(FileSystemEventHandler):
        """Puts watchdog's events into the queue as `Notice`s; of a rename, one for each name."""

        def dispatch(self, event: FileSystemEvent) -> None:
            moved = event.event_type == "moved"
            kind = GONE if moved else _KINDS.get(event.event_type, WRITING)
            notices.put(Notice(FOLDER if event.is_directory else kind, os.fsdecode(event.src_path)))
            if moved:
                notices.put(Notice(FOLDER if event.is_directory else WHOLE, os.fsdecode(event.dest_path)))

    return Handler()
