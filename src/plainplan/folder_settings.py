"""Finding and reading the `plan.toml` that holds for a folder, and which plans a search of folders leaves out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from stat import S_ISREG

from plainplan.defaults import FILE_NAME, NO_DEFAULTS, Defaults
from plainplan.diagnostics import Diagnostic, finding
from plainplan.messages import msg
from plainplan.source import Source, Span
from plainplan.tuples import NamedTuple

NEVER_SEARCHED = "node_modules"
_LARGEST = 256 * 1024


class FolderSettings(NamedTuple):
    """A `plan.toml`: where it really lies, its text, what it says, and what is wrong with it."""

    path: str
    source: Source
    defaults: Defaults
    diagnostics: tuple[Diagnostic, ...]

    @property
    def lang(self) -> str:
        """The language that its plans have unless they say another."""
        return next(iter(self.defaults.texts("lang")), "")

    @property
    def folder(self) -> str:
        return os.path.dirname(self.path)


def settings_above(folder: str) -> FolderSettings | None:
    """The settings that hold in a folder, whose path is real: the nearest `plan.toml` from it upwards, up to the top of
    its repository where it lies in one."""
    for place in _upwards(folder):
        path = os.path.join(place, FILE_NAME)
        try:
            found = os.stat(path)
        except (OSError, ValueError):
            found = None
        if found is not None and not os.path.isdir(path):
            return _read(path, found.st_mtime_ns, found.st_size if S_ISREG(found.st_mode) else -1, os.getcwd())
        if os.path.lexists(os.path.join(place, ".git")):
            return None
    return None


def candidates(folder: str) -> tuple[str, ...]:
    """Where a `plan.toml` would hold in a folder, from the nearest place on up to where there is one."""
    found = settings_above(folder)
    top = found.folder if found else folder
    places = [place for place in _upwards(folder) if place.startswith(top)]
    return tuple(os.path.join(place, FILE_NAME) for place in places)


def _upwards(folder: str) -> Iterator[str]:
    while True:
        yield folder
        above = os.path.dirname(folder)
        if above == folder:
            return
        folder = above


@lru_cache(maxsize=64)
def _read(path: str, _changed: int, size: int, here: str) -> FolderSettings:
    """The file as it is at that time and of that size, -1 for what is no ordinary file."""
    from plainplan.lower.folder import read_defaults
    from plainplan.lower.folder_rules import UNREADABLE_FOLDER_SETTING
    from plainplan.syntax.decoding import decode

    name = os.path.relpath(path, here)
    try:
        data = Path(path).read_bytes() if 0 <= size <= _LARGEST else None
    except OSError:
        data = None
    if data is None:
        message = msg("this file cannot be read") if size <= _LARGEST else msg("this file is larger than 256 KiB")
        told = finding(UNREADABLE_FOLDER_SETTING, Span(0, 0), message, help=msg("mend it, or take it away"))
        return FolderSettings(path, Source(name, ""), Defaults(name, has_errors=True), (told,))
    source, unreadable = decode(name, data)
    defaults, found = read_defaults(source)
    has_errors = defaults.has_errors or bool(unreadable)
    return FolderSettings(path, source, defaults._replace(has_errors=has_errors), (*unreadable, *found))


def defaults_in(folder: str) -> Defaults:
    """What holds for a plan in a folder, whose path is real; files are named as seen from there."""
    found = settings_above(folder)
    if found is None:
        return NO_DEFAULTS
    return _seen_from(found, folder)


@lru_cache(maxsize=1024)
def _seen_from(found: FolderSettings, folder: str) -> Defaults:
    if found.folder == folder or not found.defaults.texts("holidays"):
        return found.defaults
    way = os.path.relpath(found.folder, folder).replace(os.sep, "/")
    values = [
        (key, tuple(f"{way}/{text}" for text in _apart(texts)) if key == "holidays" else texts)
        for key, texts in found.defaults.values
    ]
    return found.defaults._replace(values=tuple(values))


def _apart(texts: Sequence[str]) -> list[str]:
    """The names of files, of which one text may hold several."""
    return [part.strip() for text in texts for part in text.split(",") if part.strip()]


def template_in(folder: str) -> str | None:
    """The look that a folder's settings name: one of ours, or a folder of templates that really lies with them."""
    found = settings_above(folder)
    look = found.defaults.template if found else None
    if found is None or look is None:
        return None
    own = Path(found.folder, look)
    return str(own) if own.is_dir() and Path(os.path.realpath(own)).is_relative_to(found.folder) else look


# What a search leaves out


def left_out(root: str, files: Sequence[str]) -> frozenset[str]:
    """Of the plans found in a search of a folder, those in `node_modules`, in folders that git ignores, and what the
    `exclude` of their `plan.toml` names. What lies above the folder that is searched is no reason."""
    unwanted = {file for file in files if _is_excluded(root, file)}
    ignored = _ignored(root, [file for file in files if file not in unwanted])
    return frozenset(unwanted | ignored)


def _is_excluded(root: str, file: str) -> bool:
    inside = os.path.relpath(file, root).split(os.sep)[:-1]
    if NEVER_SEARCHED in inside:
        return True
    found = settings_above(os.path.realpath(os.path.dirname(file)))
    if found is None or not found.defaults.exclude:
        return False
    way = os.path.relpath(os.path.realpath(file), found.folder).split(os.sep)
    below = len(way) - len(inside) - 1  # of the way, what leads to the folder that is searched
    return any(_matches(way, max(below, 0), pattern) for pattern in found.defaults.exclude)


def _matches(way: Sequence[str], below: int, pattern: str) -> bool:
    """Whether a pattern names a file, or a folder on its way after the first few: by its name, or from the settings'
    folder on where there is a `/` in the pattern."""
    wanted = pattern.strip("/").removeprefix("./")
    if "/" not in pattern.rstrip("/"):
        return any(fnmatchcase(part, wanted) for part in way[below:])
    return any(fnmatchcase("/".join(way[:count]), wanted) for count in range(below + 1, len(way) + 1))


def _ignored(root: str, files: Sequence[str]) -> set[str]:
    """The files in folders below the searched one that git ignores; none where there is no git, nothing below, or where
    git ignores the searched one itself: somebody has named it."""
    folders: dict[str, list[str]] = {}
    for file in files:
        parts = os.path.relpath(file, root).split(os.sep)
        for count in range(1, len(parts)):
            folders.setdefault(os.path.join(root, *parts[:count]), []).append(file)
    if not folders or not _in_repository(os.path.realpath(root)):
        return set()
    from plainplan.git import ignored_of

    ignored = ignored_of(Path(root), (root, *folders))
    return set() if root in ignored else {file for folder in ignored for file in folders[folder]}


def _in_repository(folder: str) -> bool:
    return any(os.path.lexists(os.path.join(place, ".git")) for place in _upwards(folder))
