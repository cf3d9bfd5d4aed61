"""Writing into the folder of a site, and taking away what is no longer part of it."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Container, Iterator
from contextlib import suppress
from pathlib import Path

from plainplan.errors import UsageError
from plainplan.project import make_folder, write_output
from plainplan.site.job import PAGES
from plainplan.site.manifest import NAME, Manifest, read_manifest

ASSETS = "assets"
INDEX = "index.html"
_OURS = b'<meta name="generator" content="plainplan">'
_ASSET = re.compile(r"[0-9a-f]{16}\.css")
_HALF_WRITTEN = re.compile(r"\.plainplan-[0-9a-f]{16}\.tmp")


def prepare(site: Path, folder: Path | None) -> None:
    """Make the folder of a site, unless something in it is not ours to replace."""
    if folder is not None and os.path.realpath(site) == os.path.realpath(folder):
        raise UsageError(f"`{site}` is the folder of the plans: name another for the site with `-o`")
    index = site / INDEX
    if index.is_file() and not (site / NAME).is_file() and _OURS not in index.read_bytes()[:4096]:
        raise UsageError(f"`{index}` is another page, and would be replaced: name another folder with `-o`")
    make_folder(site, site)


def put(site: Path, name: str, data: bytes) -> bool:
    """Write a file of the site whole or not at all, where it is not the same already; whether it was written."""
    path = site / name
    with suppress(OSError, ValueError):
        found = path.lstat()
        if stat.S_ISREG(found.st_mode) and found.st_size == len(data) and path.read_bytes() == data:
            return False
    make_folder(path.parent, site)
    write_output(path, data, site)
    return True


def has_file(site: Path, name: str, size: int) -> bool:
    """Whether a file of the site is there, of that size."""
    try:
        found = (site / name).lstat()
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(found.st_mode) and found.st_size == size


def last_manifest(site: Path) -> Manifest | None:
    """What the last run says of the site; None where there was none, or it did not come to its end."""
    try:
        return read_manifest((site / NAME).read_bytes())
    except OSError:
        return None


def sweep(site: Path, pages: Container[str], assets: Container[str]) -> int:
    """Take away the pages and styles of ours that are no longer part of the site, and what a run that was killed has
    left half-written; how many files that were."""
    gone = 0
    for path in (*_files(site / PAGES), *_files(site / ASSETS), *_half_written(site)):
        name = path.relative_to(site).as_posix()
        if name not in pages and path.name not in assets and _is_ours(path):
            path.unlink(missing_ok=True)
            gone += 1
    for place in sorted(_folders(site / PAGES), reverse=True):
        with suppress(OSError):
            place.rmdir()  # only where nothing is in it
    return gone


def _is_ours(path: Path) -> bool:
    if _HALF_WRITTEN.fullmatch(path.name) or (path.parent.name == ASSETS and _ASSET.fullmatch(path.name)):
        return True
    try:
        with path.open("rb") as file:
            return path.suffix == ".html" and _OURS in file.read(4096)
    except OSError:
        return False


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir() and not folder.is_symlink():
        for place, _, names in os.walk(folder):
            yield from (path for name in sorted(names) if not (path := Path(place, name)).is_symlink())


def _half_written(site: Path) -> Iterator[Path]:
    yield from (path for path in site.iterdir() if _HALF_WRITTEN.fullmatch(path.name))


def _folders(folder: Path) -> Iterator[Path]:
    if folder.is_dir() and not folder.is_symlink():
        yield from (Path(place) for place, _, _ in os.walk(folder))
