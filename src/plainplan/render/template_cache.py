"""The folder for compiled templates: private to the user, since its contents are executed."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path


def cache_folder(*, make: bool = True) -> Path | None:
    """The folder for compiled templates; None where it cannot be made or somebody else could write to it. Who only
    reads in it does not `make` it.

    What lies there is run, as compiled Python modules are.
    """
    folder = _cache_folder()
    return folder if folder and _is_ours_alone(folder, make) else None


def _cache_folder() -> Path | None:
    """`plainplan` in the place for caches: XDG_CACHE_HOME or what the system has for it."""
    named = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else None)
    home = os.path.expanduser("~")  # noqa: PTH111 - Path.home() raises where there is none
    base = Path(named or Path(home, "Library/Caches" if sys.platform == "darwin" else ".cache"))
    return base / "plainplan" if base.is_absolute() else None


def _is_ours_alone(folder: Path, make: bool) -> bool:
    try:
        if make:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return False
    if not stat.S_ISDIR(found.st_mode):
        return False
    return sys.platform == "win32" or (found.st_uid == os.getuid() and not found.st_mode & 0o022)
