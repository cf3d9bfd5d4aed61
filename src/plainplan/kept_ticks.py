"""The last few ticks with the lines before and after, kept for `undo` in a file of the user's own."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from plainplan.render.template_cache import cache_folder
from plainplan.ticking import TickRecord

_FILE = "ticks.json"
_MOST = 500
_LONGEST = 4000
_LARGEST_FILE = 16 << 20


def remembered(plan: Path | None) -> tuple[TickRecord, ...]:
    """The recorded ticks of a plan, the latest last; empty where none can be kept."""
    name = _name(plan)
    return tuple(TickRecord(*parts) for of, *parts in _kept() if of == name)


def remember(plan: Path | None, ticks: Iterable[TickRecord]) -> None:
    """Record ticks of a plan. Where that fails, `undo` works as without a record: it removes box state and date."""
    new = [(_name(plan), *tick) for tick in ticks if max(map(len, tick)) <= _LONGEST]
    folder = cache_folder()
    if folder is None or not new:
        return
    data = json.dumps([*_kept(), *new][-_MOST:], ensure_ascii=True).encode()
    beside = folder / f"{_FILE}-{os.urandom(8).hex()}.tmp"
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)  # plans are private
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        beside.replace(folder / _FILE)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _name(plan: Path | None) -> str:
    return "" if plan is None else os.path.realpath(plan)


def _kept() -> list[tuple[str, str, str, str]]:
    """All recorded ticks, as plan, id, lines before and lines after."""
    folder = cache_folder(make=False)
    if folder is None:
        return []
    path = folder / _FILE
    if not path.is_file():  # opening a FIFO would block
        return []
    try:
        with path.open("rb") as file:
            rows = json.loads(file.read(_LARGEST_FILE))
        return [
            (plan, name, before, after) for plan, name, before, after in rows if _is_text(plan, name, before, after)
        ]
    except (OSError, ValueError, TypeError, RecursionError):
        return []


def _is_text(*values: object) -> bool:
    return all(isinstance(value, str) for value in values)
