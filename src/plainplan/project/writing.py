"""Writing files whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from plainplan.errors import FileTrouble
from plainplan.project.attributes import keep_owner_and_mode
from plainplan.project.outputs import Output
from plainplan.project.paths import lies_below, real_path, refuse_to_leave
from plainplan.project.plan_file import PlanFile
from plainplan.project.trouble import file_trouble

_BINARY = getattr(os, "O_BINARY", 0)  # Windows would change line ends without it


def write_plan(plan: PlanFile, data: bytes, *, unless_changed_from: bytes) -> None:
    """Write a plan's new text. A plan that a search has found is not written through a link out of its folder."""
    assert plan.path is not None
    if plan.found_in is not None and not lies_below(plan.found_in, plan.path):
        raise FileTrouble(
            f"`{plan.name}` leads out of the folder in which it was found, and is not written: name the file itself"
        )
    write_file(plan.path, data, unless_changed_from=unless_changed_from)


def write_file(path: Path, data: bytes, *, unless_changed_from: bytes | None = None) -> None:
    """Write a file whole or not at all: beside it first, then in its place in one go, its mode kept.

    A symbolic link stays one, and what it leads to is replaced. With `unless_changed_from` nothing is
    written when the file no longer holds those bytes: somebody else has saved it meanwhile.
    """
    _replace(path, Path(real_path(path)), data, unless_changed_from)


def write_output(path: Path, data: bytes, inside: Path | None = None) -> None:
    """Write an output, never through a link: what comes from elsewhere would choose which file is replaced.

    Links on the way to it may not lead out of the folder `inside`.
    """
    if os.path.islink(path):  # noqa: PTH114 - False of a name that is too long, which is told below
        raise FileTrouble(
            f"`{path}` is a link, and outputs are not written through links: remove it or write elsewhere"
        )
    if inside is not None:
        refuse_to_leave(inside, path)
    _replace(path, Path(real_path(path.parent)) / path.name, data, None)


def write_changed(output: Output, data: bytes) -> bool:
    """Write an output unless its file holds the same bytes already; whether it was written."""
    path = output.path
    assert path is not None
    with suppress(OSError, ValueError):
        found = path.lstat()
        if stat.S_ISREG(found.st_mode) and found.st_size == len(data) and path.read_bytes() == data:
            return False
    write_output(path, data, output.inside)
    return True


def create_file(path: Path, data: bytes) -> None:
    """Write a new file whole or not at all, and never over anything that has its name, not even a dangling link."""
    try:
        _refuse_to_write(path, path, None)
        with _written_beside(path, path, data, None) as beside:
            _name_new(beside, path)
        _flush_folder(path.parent)
    except (OSError, ValueError) as error:
        raise file_trouble(str(path), error, "cannot be written") from error


def make_folder(path: Path, inside: Path) -> None:
    """Make a folder that outputs go to, with those above it; it must lie in `inside`, whatever links are on the way."""
    refuse_to_leave(inside, path)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise file_trouble(str(path), error, "cannot be made a folder") from error


def _replace(path: Path, target: Path, data: bytes, read: bytes | None) -> None:
    """Replace `target` atomically; messages call it `path`. With `read`, only while it still holds those bytes."""
    try:
        old = _old(target)
        _refuse_to_write(path, target, old)
        _refuse_changed(path, target, read)
        with _written_beside(path, target, data, old) as beside:
            _refuse_changed(path, target, read)  # once more, after what takes longest
            beside.replace(target)
        _flush_folder(target.parent)
    except (OSError, ValueError) as error:
        raise file_trouble(str(path), error, "cannot be written") from error


def _name_new(beside: Path, path: Path) -> None:
    """Give a file a name that must be free: atomically where the file system has hard links."""
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        beside.replace(path)
    else:
        beside.unlink()


def _old(target: Path) -> os.stat_result | None:
    try:
        return target.lstat()  # links are gone from the path already; one that comes now is not followed
    except FileNotFoundError:
        return None


def _refuse_to_write(path: Path, target: Path, old: os.stat_result | None) -> None:
    """Raise a `FileTrouble` where replacing a file would override a permission, for root too, or break a hard link."""
    folder = target.parent.stat().st_mode
    if not folder & 0o222 or not os.access(target.parent, os.W_OK):
        raise FileTrouble(f"`{path}` cannot be written: its folder is read-only")
    if old is None:
        return
    if stat.S_ISDIR(old.st_mode):
        raise FileTrouble(f"`{path}` cannot be written: it is a folder")
    if not stat.S_ISREG(old.st_mode):
        raise FileTrouble(f"`{path}` cannot be written: it is not an ordinary file")
    if not old.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise FileTrouble(f"`{path}` cannot be written: it is read-only")
    if old.st_nlink > 1:
        raise FileTrouble(
            f"`{path}` cannot be written: the file has other names (hard links), which would keep the old text"
        )


def _refuse_changed(path: Path, target: Path, read: bytes | None) -> None:
    """Raise a `FileTrouble` if the file no longer holds the bytes `read` (None: it was not read)."""
    if read is None:
        return
    try:
        now = target.read_bytes()
    except FileNotFoundError as error:
        raise FileTrouble(f"`{path}` was removed by another program meanwhile: nothing was written") from error
    if now != read:
        raise FileTrouble(f"`{path}` was changed by another program meanwhile: nothing was written")


@contextmanager
def _written_beside(path: Path, target: Path, data: bytes, old: os.stat_result | None) -> Iterator[Path]:
    """A temporary file beside the target, with all data flushed to disk; removed if the block fails."""
    beside = target.with_name(f".plainplan-{os.urandom(8).hex()}.tmp")
    mode = 0o666 if old is None else 0o600  # what is private is so from the first byte on
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if old is not None:
                keep_owner_and_mode(path, target, beside, old)
            os.fsync(file.fileno())
        yield beside
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _flush_folder(folder: Path) -> None:
    """Make the new name survive a crash, on systems where a folder can be flushed."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
