"""Reading a plan and the files that it names, and compiling it."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from plainplan.companions import Companion, Companions
from plainplan.compile import Compilation, compile_bytes
from plainplan.defaults import NO_DEFAULTS, Defaults
from plainplan.errors import FileTrouble
from plainplan.folder_settings import FolderSettings, candidates, defaults_in, settings_above
from plainplan.lower import companion_names
from plainplan.messages import msg
from plainplan.project.paths import file_inside, real_path
from plainplan.project.plan_file import PlanFile
from plainplan.project.trouble import file_trouble, reason_of

MAX_BYTES = 32 * 1024 * 1024
LARGEST_COMPANION = 2 * 1024 * 1024


def today() -> date:
    """The day it is where the program runs."""
    return date.today()  # noqa: DTZ011 - a plan's days are those of its reader's wall calendar


def compile_plan(plan: PlanFile, as_of: date) -> tuple[Compilation, bytes]:
    """Read and compile a plan; its bytes too, for whoever wants to change them."""
    data = read_plan(plan)
    return compile_read(plan, data, as_of), data


def compile_read(plan: PlanFile, data: bytes, as_of: date, before: Compilation | None = None) -> Compilation:
    """Compile a plan whose bytes are read, with the files beside it."""
    defaults = defaults_of(plan)
    compilation = compile_bytes(plan.name, data, as_of, before, companions_of(plan, data, defaults), defaults)
    if "![" not in compilation.source.text:
        return compilation
    from plainplan.project.pictures import told_of_pictures  # few plans have pictures

    return told_of_pictures(plan, compilation)


def read_plan(plan: PlanFile) -> bytes:
    """The bytes of a plan, if it is a file that can be read and no larger than 32 MiB."""
    if plan.path is None:
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
    else:
        data = read_file(plan.path, plan.name)
    if len(data) > MAX_BYTES:
        raise FileTrouble(msg("`{file}` is larger than 32 MiB, the most that a plan may have", file=plan.name))
    return data


def read_output(path: Path) -> bytes | None:
    """The bytes of an output of an earlier build, for formats that continue it; None if it cannot be read."""
    try:
        data = read_file(path, path.name)
    except FileTrouble:
        return None
    return data if len(data) <= MAX_BYTES else None


def read_file(path: Path, name: str) -> bytes:
    """At most one byte more than `MAX_BYTES` of a regular file, which messages call `name`."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise FileTrouble(msg("`{file}` is a folder, not a plan", file=name))
        if not stat.S_ISREG(found.st_mode):
            raise FileTrouble(msg("`{file}` is not an ordinary file", file=name))
        if not found.st_mode & 0o444:  # root could read it all the same
            raise FileTrouble(
                msg("`{file}` may not be read by anyone: give it back its permission to be read", file=name)
            )
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise file_trouble(name, error) from error


def defaults_of(plan: PlanFile) -> Defaults:
    """What the `plan.toml` says that holds for a plan; one on standard input has none."""
    return NO_DEFAULTS if plan.path is None else defaults_in(str(Path(real_path(plan.path)).parent))


def settings_of(plans: Iterable[PlanFile]) -> tuple[FolderSettings, ...]:
    """The `plan.toml` files that hold for these plans, each once."""
    folders = dict.fromkeys(str(Path(real_path(plan.path)).parent) for plan in plans if plan.path is not None)
    found = (settings_above(folder) for folder in folders)
    return tuple({one.path: one for one in found if one}.values())


def companions_of(plan: PlanFile, data: bytes, defaults: Defaults = NO_DEFAULTS) -> Companions:
    """The files that a plan's front matter or its folder's settings name, each with its bytes or why it cannot be
    read."""
    names, of_folder = companion_names(data), defaults.texts("holidays")
    if not names and not of_folder:
        return {}
    folder = None if plan.path is None else Path(real_path(plan.path)).parent
    found = {name: _companion(folder, folder, name) for name in names}
    if of_folder and folder is not None and (settings := settings_above(str(folder))):
        found |= {name: _companion(folder, Path(settings.folder), name) for name in of_folder if name not in found}
    return found


def companion_files(plan: PlanFile, compilation: Compilation) -> frozenset[str]:
    """The paths of the files that a plan was compiled with, there or not, and where settings of its folder would be."""
    folder = plan.path.parent if plan.path else Path()
    beside = {os.path.abspath(folder / name) for name in compilation.companions}  # noqa: PTH100 - no links
    return frozenset(beside | set(candidates(os.path.realpath(folder))))


def _companion(folder: Path | None, inside: Path | None, name: str) -> Companion:
    """A file as seen from a plan's folder, which must lie in the folder of whoever names it."""
    if folder is None or inside is None:
        return Companion(b"", msg("a plan on standard input has no folder"))
    try:
        file = file_inside(inside, str(folder / name), LARGEST_COMPANION, msg("a calendar file"))
        return Companion(file.read_bytes())
    except FileTrouble as trouble:
        return Companion(b"", trouble.text)
    except (OSError, ValueError) as error:
        return Companion(b"", reason_of(error))
