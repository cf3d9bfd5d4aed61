"""Paths: what is there, where links lead, and whether that is inside of a folder."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from plainplan.errors import FileTrouble
from plainplan.messages import msg


def is_folder(path: str | Path) -> bool:
    """Whether it is a folder: False too for a name that is too long, or without permission to look."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises then


def is_file(path: str | Path) -> bool:
    """Whether it is a regular file, or a link to one: False where `is_folder` is."""
    return os.path.isfile(path)  # noqa: PTH113 - Path.is_file raises then


def real_path(path: str | Path) -> str:
    """The absolute path with all symbolic links resolved; it need not exist."""
    try:
        return os.path.realpath(path)
    except FileNotFoundError as error:  # the only way in which a path that need not be there can fail
        raise FileTrouble(f"`{path}` leads nowhere: the folder that this runs in has been removed") from error


def as_text(path: str) -> str:
    """A path as text; bytes that are not UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def lies_below(folder: Path, path: Path) -> bool:
    """Whether a path lies in a folder or below it once symbolic links are resolved."""
    return Path(real_path(path)).is_relative_to(real_path(folder))


def refuse_to_leave(inside: Path, path: Path) -> None:
    """Raise a `FileTrouble` where links lead from a path to write out of the folder `inside`."""
    if not lies_below(inside, path):
        raise FileTrouble(f"`{path}` leads out of `{inside}`, and is not written")


def file_inside(folder: Path, name: str, most: int, what: str) -> Path:
    """The path of a regular file in a folder or below, links resolved, of at most `most` bytes.

    Raises a `FileTrouble` that says why it may not be read, or an `OSError`. `folder` has no links itself.
    """
    file = Path(real_path(folder / name))
    if not file.is_relative_to(folder):
        raise FileTrouble(msg("it lies outside of the plan's folder"))
    found = file.stat()
    if not stat.S_ISREG(found.st_mode):
        is_folder = stat.S_ISDIR(found.st_mode)
        raise FileTrouble(msg("it is a folder") if is_folder else msg("it is not an ordinary file"))
    if found.st_size > most:
        size = f"{found.st_size / 1024**2:.1f}"
        raise FileTrouble(msg("it has {size} MiB, and {what} may have {most}", size=size, what=what, most=most >> 20))
    return file
