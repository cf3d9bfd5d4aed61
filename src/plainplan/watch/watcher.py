"""Which plans have really changed: notices are verified against the files' contents."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from os.path import abspath, basename, dirname
from pathlib import Path
from queue import Empty, SimpleQueue
from secrets import token_hex
from time import monotonic

from plainplan.errors import FileTrouble, PlainplanError, UsageError
from plainplan.project import PlanFile, find_plans, is_file, is_folder, is_plan_name, read_plan, wanted_of
from plainplan.tuples import NamedTuple
from plainplan.watch.notices import FOLDER, GONE, MADE, WAKE, FolderWatch, Notice
from plainplan.watch.pending import EMPTIED, Pending, Signs

SWEEP = 2.0
"""Seconds between two looks at the stamps of all files, for what no system tells: lost notices, mounts, returns."""

POLL_PERIOD = 1.0
"""Seconds between two looks where the system tells nothing at all."""

_SOON = 0.05  # seconds of quiet after a notice of a folder: many more may follow
_WALK = 15  # every so many polls, search for new plans too
_NOTICE_TIMEOUT = 1.5  # seconds in which the notice of a test file must arrive

Stamp = tuple[int, int, int]


class FileChange(NamedTuple):
    """A plan that changed: its bytes, or why it cannot be read."""

    plan: PlanFile
    data: bytes | None
    trouble: PlainplanError | None = None


class Changes(NamedTuple):
    """What changed since the last call: plans, and other files that builds have read."""

    plans: tuple[FileChange, ...]
    inputs: frozenset[str]


class Watcher:
    """Watches plans, folders of plans, and other files that builds read; changes are detected by contents.

    With `poll`, it polls at that interval in seconds and asks for no notices.
    """

    def __init__(self, paths: Sequence[str], poll: float | None = None) -> None:
        self._paths = tuple(paths)
        self._folders = {abspath(path): path for path in paths if is_folder(path)}
        self._notices: SimpleQueue[Notice] = SimpleQueue()
        self._period = poll or SWEEP
        self._why_polling = ""
        self._folder_watch = None if poll else self._new_folder_watch()
        self._pending = Pending(self._folder_watch is not None and self._folder_watch.tells_closing)
        self._plans: dict[str, PlanFile] = {}
        self._inputs: set[str] = set()
        self._input_folders: list[str] = []
        self._others: dict[str, str] = {}  # target of a link to the watched names
        self._stamps: dict[str, Stamp | None] = {}
        self._digests: dict[str, bytes | None] = {}
        self._probe: tuple[str, float] | None = None
        self._next_sweep = monotonic() + self._period
        self._sweeps_to_walk = 0
        self._woken = False

    def close(self) -> None:
        if self._folder_watch:
            self._folder_watch.close()

    @property
    def plans(self) -> tuple[PlanFile, ...]:
        return tuple(self._plans.values())

    @property
    def why_polling(self) -> str:
        """Why there are no notices, so that files are polled each second; empty if there are, or with `poll`."""
        return self._why_polling

    # What to watch

    def start(self) -> tuple[FileChange, ...]:
        """Begin to watch, and return all plans as they are now."""
        found = find_plans(self._paths)
        for trouble in found.troubles:
            raise trouble
        for folder in self._folders:
            self._watch(folder, deep=True)
        for plan in found.plans:
            self._add(plan)
        self._begin_notice_test()
        return tuple(change for path in self._plans if (change := self._look(path, None)))

    def read_too(self, files: Iterable[str]) -> None:
        """Watch these files as well, existing or not, instead of those of the last call: the files that builds read."""
        wanted = set(map(abspath, files)) - self._plans.keys()
        old = {path for path in self._inputs - wanted if not _is_below(path, self._input_folders)}
        for path in old:
            self._inputs.discard(path)
            del self._stamps[path], self._digests[path]
        for path in wanted - self._inputs:
            self._read(path)
        if old and self._folder_watch:
            self._others = {real: path for real, path in self._others.items() if path not in old}
            self._folder_watch.keep_only(self._folders.keys() | set(self._input_folders) | set(self._folders_beside()))

    def _read(self, path: str) -> None:
        self._inputs.add(path)
        self._stamps[path] = _stamp(path)
        self._digests[path] = _digest(path)
        self._watch_beside(path)

    def read_folder(self, folder: str) -> None:
        """Watch all files in a folder as well, new ones included."""
        folder = abspath(folder)
        self._input_folders.append(folder)
        for place, _, names in os.walk(folder):
            for name in names:
                self._read(str(Path(place, name)))
        self._watch(folder, deep=True)

    def _add(self, plan: PlanFile) -> str:
        if plan.path is None:
            raise UsageError("standard input cannot be watched: name a plan or a folder")
        path = abspath(plan.path)
        self._plans[path] = plan
        self._watch_beside(path)
        return path

    def _watch_beside(self, path: str) -> None:
        """Watch the folder of a file, and that of its link target: editors replace files by renaming."""
        real = os.path.realpath(path)
        if real != path:
            self._others[real] = path
        for folder in {dirname(path), dirname(real)}:
            if not _is_below(folder, (*self._folders, *self._input_folders)):
                self._watch(folder, deep=False)

    def _folders_beside(self) -> Iterator[str]:
        """The folders of all watched files, and of their link targets."""
        for path in (*self._plans, *self._inputs, *self._others):
            yield dirname(path)

    def _watch(self, folder: str, *, deep: bool) -> None:
        if self._folder_watch:
            try:
                self._folder_watch.watch(folder, deep=deep)
            except FileTrouble as trouble:
                self._give_up_notices(self._folder_watch, str(trouble))

    def _new_folder_watch(self) -> FolderWatch | None:
        try:
            return FolderWatch(self._notices)
        except FileTrouble as trouble:
            self._poll_instead(str(trouble))
            return None

    def _give_up_notices(self, folder_watch: FolderWatch, why: str) -> None:
        """Switch to polling: notices have failed."""
        folder_watch.close()
        self._folder_watch = None
        self._poll_instead(why)

    def _poll_instead(self, why: str) -> None:
        self._why_polling, self._period = why, POLL_PERIOD
        self._next_sweep = monotonic() + POLL_PERIOD
        self.wake()  # so that `wait` returns

    # What changed

    def wake(self) -> None:
        """Make `wait` return; from any thread."""
        self._notices.put(Notice(WAKE, ""))

    def wait(self, longest: float = 3600.0) -> Changes:
        """Wait for a change, a `wake`, or at most so many seconds; returns what has changed."""
        self._woken = False
        until = monotonic() + longest
        while True:
            self._take_notices(until)
            now = monotonic()
            changes = self._sorted(self._pending.take(now))
            if changes.plans or changes.inputs or self._woken or now >= until:
                return changes
            if now >= self._next_sweep:
                self._sweep()

    def _take_notices(self, until: float) -> None:
        """Wait for a notice or the next due file, then process all notices in the queue."""
        due = self._pending.next_due()
        wait = min(until, self._next_sweep, until if due is None else due) - monotonic()
        with suppress(Empty):
            self._note(self._notices.get(timeout=wait) if wait > 0 else self._notices.get_nowait())
            while True:
                self._note(self._notices.get_nowait())

    def _note(self, notice: Notice) -> None:
        """Record a notice if it is of a watched file."""
        path = self._others.get(notice.path, notice.path)
        if notice.kind == WAKE:
            self._woken = True
        elif self._probe and basename(path) == self._probe[0]:
            self._probe = None
        elif notice.kind == FOLDER or (notice.kind == GONE and self._folder_watch and self._folder_watch.drop(path)):
            self._sweeps_to_walk = 0
            self._next_sweep = min(self._next_sweep, monotonic() + _SOON)
        elif path in self._plans or path in self._inputs or self._is_new_plan(path):
            self._pending.note(Notice(notice.kind, path), monotonic())
        elif _is_below(path, self._input_folders):
            self._inputs.add(path)
            self._pending.note(Notice(notice.kind, path), monotonic())

    def _is_new_plan(self, path: str) -> bool:
        return is_plan_name(basename(path)) and self._found(path) is not None

    def _found(self, path: str) -> PlanFile | None:
        """The `PlanFile` of a path in the watched folders; None if it is hidden or in none of them."""
        for folder, given in self._folders.items():
            if path.startswith(folder + os.sep):
                rest = Path(path).relative_to(folder)
                plan = PlanFile(str(Path(given, rest)), Path(given, rest), Path(given))
                hidden = any(part.startswith(".") for part in rest.parts) or not wanted_of(given, (plan,))
                return None if hidden else plan
        return None

    def _sorted(self, due: Iterable[tuple[str, Signs]]) -> Changes:
        plans, inputs = [], []
        for path, signs in due:
            if path in self._inputs:
                inputs += [path] if self._input_changed(path) else []
            elif (path in self._plans or self._welcome(path)) and (change := self._look(path, signs)):
                plans.append(change)
        return Changes(tuple(plans), frozenset(inputs))

    def _welcome(self, path: str) -> bool:
        """Start to watch a plan that is new in a watched folder."""
        plan = self._found(path)
        if plan is None or not is_file(path):
            return False
        self._add(plan)
        return True

    def _look(self, path: str, signs: Signs | None) -> FileChange | None:
        """Read a plan; None if it is unchanged, or must be read later."""
        plan, known = self._plans[path], self._digests.get(path)
        self._stamps[path] = _stamp(path)
        try:
            data = read_plan(plan)
        except FileTrouble as trouble:
            return self._lost(path, signs, trouble)
        if not data and known and signs and signs.kind != EMPTIED:
            self._pending.note(Notice(EMPTIED, path), monotonic())  # an empty file is most likely about to be written
            return None
        digest = _hash(data)
        if digest == known:
            return None
        self._digests[path] = digest
        return FileChange(plan, data)

    def _lost(self, path: str, signs: Signs | None, trouble: FileTrouble) -> FileChange | None:
        """Report a plan that cannot be read once, after its editor had time to replace it."""
        if signs and signs.kind != GONE:
            self._pending.note(Notice(GONE, path), monotonic())
            return None
        told = path in self._digests and self._digests[path] is None
        self._digests[path] = None
        return None if told else FileChange(self._plans[path], None, trouble)

    def _input_changed(self, path: str) -> bool:
        self._stamps[path] = _stamp(path)
        old, new = self._digests.get(path), _digest(path)
        self._digests[path] = new
        return old != new

    # Looking without being told

    def _sweep(self) -> None:
        """Poll: compare the stamps of all watched files, and sometimes search for new plans."""
        if self._folder_watch:
            try:
                self._folder_watch.rewatch()
                self._end_notice_test()
            except FileTrouble as trouble:
                self._give_up_notices(self._folder_watch, str(trouble))
        for path in (*self._plans, *self._inputs):
            old, new = self._stamps.get(path), _stamp(path)
            if new != old:
                self._stamps[path] = new
                self._pending.note(Notice(GONE if new is None else MADE, path), monotonic())
        self._sweeps_to_walk -= 1
        if self._sweeps_to_walk < 0 or self._folder_watch is None:
            self._sweeps_to_walk = _WALK
            self._look_for_new_plans()
        self._next_sweep = monotonic() + self._period

    def _look_for_new_plans(self) -> None:
        for given in self._folders.values():
            with suppress(PlainplanError):
                for plan in find_plans([given]).plans:
                    if abspath(plan.name) not in self._plans:
                        self._pending.note(Notice(MADE, abspath(plan.name)), monotonic())

    def _begin_notice_test(self) -> None:
        """Create a file beside a plan: if no notice of it arrives, the system gives none, and we poll."""
        folder = next(map(dirname, self._plans), None)
        if self._folder_watch is None or folder is None:
            return
        probe = Path(folder, f".plainplan-{token_hex(8)}.tmp")
        self._probe = (probe.name, monotonic() + _NOTICE_TIMEOUT)
        try:
            probe.touch(exist_ok=False)
            probe.unlink()
        except OSError:
            self._probe = None  # a read-only folder: no test; sweeps find changes later

    def _end_notice_test(self) -> None:
        if self._probe and monotonic() > self._probe[1]:
            self._probe = None
            self._poll_instead("no notice of changes arrives here (a network or container mount?)")


def _is_below(path: str, folders: Iterable[str]) -> bool:
    return any(path == folder or path.startswith(folder + os.sep) for folder in folders)


def _stamp(path: str) -> Stamp | None:
    """Metadata of a file that changes when it may have changed, to compare without reading it."""
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _digest(path: str) -> bytes | None:
    try:
        return _hash(Path(path).read_bytes())
    except (OSError, ValueError):
        return None


def _hash(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()
