"""The world around plans: finding them, reading them, and writing what is made of them. Knows no terminal."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial
from pathlib import Path

from plainplan.checks.picture_not_shown import not_shown
from plainplan.companions import Companion, Companions
from plainplan.compile import Compilation, compile_bytes, in_order
from plainplan.errors import FileTrouble, UsageError
from plainplan.exchange import REPORT_MARK
from plainplan.lower import companion_names
from plainplan.render import FORMATS, Options
from plainplan.tuples import NamedTuple

STDIN = "-"
MAX_BYTES = 32 * 1024 * 1024
LARGEST_PICTURE = 2 * 1024 * 1024
LARGEST_COMPANION = 2 * 1024 * 1024
_ENDING = ".plan.md"
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would change line ends without it


class PlanFile(NamedTuple):
    """A plan to work on: its name as people see it, and its path (None for standard input).

    `found_in` is the folder in which a search has found it; None where somebody named the plan itself.
    """

    name: str
    path: Path | None
    found_in: Path | None = None


class FoundPlans(NamedTuple):
    """Plans to work on, and what stood in the way of finding others."""

    plans: tuple[PlanFile, ...]
    troubles: tuple[FileTrouble, ...]


def today() -> date:
    """The day it is where the program runs."""
    return date.today()  # noqa: DTZ011 - a plan's days are those of its reader's wall calendar


# Finding


def find_plans(paths: Sequence[str]) -> FoundPlans:
    """The plans that these paths mean, each once: files, folders with all plans below them, `-`, or none for here."""
    if not paths:
        return FoundPlans((only_plan_here(),), ())
    plans: dict[object, PlanFile] = {}
    troubles: list[FileTrouble] = []
    for path in paths:
        try:
            for plan in _meant_by(path):
                plans.setdefault(STDIN if plan.path is None else _real(plan.path), plan)
        except FileTrouble as trouble:
            troubles.append(trouble)
    return FoundPlans(tuple(plans.values()), tuple(troubles))


def named_plan(path: str | None) -> PlanFile:
    """The one plan that a command is about: as named (`-` for standard input), else the only one here."""
    found = find_plans(() if path is None else (path,))
    for trouble in found.troubles:
        raise trouble
    if len(found.plans) > 1:
        raise UsageError(
            f"there are several plans in `{path}`, name one: {listed([plan.name for plan in found.plans])}"
        )
    return found.plans[0]


def only_plan_here() -> PlanFile:
    """`plan.md` in the current folder, else the only `*.plan.md`."""
    if is_file("plan.md"):
        return PlanFile("plan.md", Path("plan.md"), Path())
    try:
        seen = sorted(entry.name for entry in os.scandir(".") if not entry.name.startswith("."))
    except OSError as error:
        raise _trouble(".", error) from error
    plans = [name for name in seen if name.endswith(_ENDING) and is_file(name)]
    if len(plans) == 1:
        return PlanFile(_told(plans[0]), Path(plans[0]), Path())
    if plans:
        raise UsageError(f"there are several plans here, name one: {listed(plans)}")
    near = [name for name in seen if name.endswith(".md")]
    here = f"here is {listed(near or seen)}" if seen else "the folder is empty"
    raise UsageError(
        f"there is no `plan.md` and no `*.plan.md` here ({here}): name a plan, or write one with `plan new`"
    )


def listed(names: Sequence[str], most: int = 10) -> str:
    """Names in a sentence, the first of them where there are many."""
    shown = ", ".join(f"`{name}`" for name in names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown


def _meant_by(path: str) -> Iterator[PlanFile]:
    if path == STDIN:
        yield PlanFile("<stdin>", None)
    elif is_folder(path):
        plans = tuple(_plans_below(path))
        if not plans:
            raise FileTrouble(f"`{path}` is a folder without plans: no `plan.md` and no `*.plan.md` in it or below")
        yield from plans
    else:
        yield PlanFile(_told(path), Path(path))


def means_plans(word: str) -> bool:
    """Whether a word of the command line that may name something else names a plan, or a folder with plans."""
    if not is_folder(word):
        return word == STDIN or is_file(word) or word.lower().endswith(".md")
    try:
        return any(_plans_below(word))
    except FileTrouble:  # which is told when it is read
        return True


def is_folder(path: str | Path) -> bool:
    """Whether it is a folder; not where its name is too long for one, or where nobody may look."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises then


def is_file(path: str | Path) -> bool:
    """Whether it is a file, said in the same way."""
    return os.path.isfile(path)  # noqa: PTH113 - Path.is_file raises then


def is_there(plan: PlanFile) -> bool:
    """Whether a plan's file is there still."""
    return plan.path is None or is_file(plan.path)


def _plans_below(folder: str) -> Iterator[PlanFile]:
    """Every plan in a folder and below it, in a fixed order; hidden files and folders are none of ours."""

    def stop(error: OSError) -> None:
        raise _trouble(error.filename or folder, error) from error

    for place, folders, files in os.walk(folder, onerror=stop):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if is_plan_name(name):
                path = Path(place, name)
                yield PlanFile(_told(str(path)), path, Path(folder))


def _told(path: str) -> str:
    """A path as text: what of its bytes is none is replaced."""
    return os.fsencode(path).decode("utf-8", "replace")


def is_plan_name(name: str) -> bool:
    """Whether a file of that name in a folder is one of its plans."""
    return name == "plan.md" or (name.endswith(_ENDING) and not name.startswith("."))


def _real(path: str | Path) -> str:
    """A path without links, from the root on."""
    try:
        return os.path.realpath(path)
    except FileNotFoundError as error:  # the only way in which a path that need not be there can fail
        raise FileTrouble(f"`{path}` leads nowhere: the folder that this runs in has been removed") from error


# Reading


def compile_plan(plan: PlanFile, as_of: date) -> tuple[Compilation, bytes]:
    """Read and compile a plan; its bytes too, for whoever wants to change them."""
    data = read_plan(plan)
    return compile_read(plan, data, as_of), data


def compile_read(plan: PlanFile, data: bytes, as_of: date, before: Compilation | None = None) -> Compilation:
    """Compile a plan whose bytes are read, with the files beside it."""
    compilation = compile_bytes(plan.name, data, as_of, before, companions_of(plan, data))
    return told_of_pictures(plan, compilation)


def companions_of(plan: PlanFile, data: bytes) -> Companions:
    """The files that a plan's front matter names, each with its bytes or why it cannot be read."""
    names = companion_names(data)
    if not names:
        return {}
    folder = None if plan.path is None else Path(_real(plan.path)).parent
    return {name: _companion(folder, name) for name in names}


def companion_files(plan: PlanFile, compilation: Compilation) -> frozenset[str]:
    """The paths of the files that a plan was compiled with, there or not."""
    folder = plan.path.parent if plan.path else Path()
    return frozenset(os.path.abspath(folder / name) for name in compilation.companions)  # noqa: PTH100 - no links


def _companion(folder: Path | None, name: str) -> Companion:
    if folder is None:
        return Companion(b"", "a plan on standard input has no folder")
    try:
        return Companion(_file_inside(folder, name, LARGEST_COMPANION, "a calendar file").read_bytes())
    except FileTrouble as trouble:
        return Companion(b"", str(trouble))
    except (OSError, ValueError) as error:
        return Companion(b"", _reason(error))


def told_of_pictures(plan: PlanFile, compilation: Compilation) -> Compilation:
    """A plan with the findings about pictures beside it that cannot be shown."""
    if plan.path is None or compilation.is_unmerged:
        return compilation
    why_not = partial(_why_not_shown, Path(_real(plan.path)).parent)
    found = not_shown(compilation.document, compilation.plan, why_not)
    return compilation._replace(diagnostics=in_order((*compilation.diagnostics, *found))) if found else compilation


def read_plan(plan: PlanFile) -> bytes:
    """The bytes of a plan, if it is a file that can be read and no larger than 32 MiB."""
    if plan.path is None:
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
    else:
        data = _read_file(plan.path, plan.name)
    if len(data) > MAX_BYTES:
        raise FileTrouble(f"`{plan.name}` is larger than 32 MiB, the most that a plan may have")
    return data


def _read_file(path: Path, name: str) -> bytes:
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise FileTrouble(f"`{name}` is a folder, not a plan")
        if not stat.S_ISREG(found.st_mode):
            raise FileTrouble(f"`{name}` is not an ordinary file")
        if not found.st_mode & 0o444:  # who may do everything would read it all the same
            raise FileTrouble(f"`{name}` may not be read by anyone: give it back its permission to be read")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise _trouble(name, error) from error


# Where outputs go


class Output(NamedTuple):
    """An output to make: its plan, its format, its path (None for standard output).

    It must lie in `inside`, whatever links are on the way there: the folder that somebody named for it, or in which its
    plan was found. None where its path was named itself.
    """

    plan: PlanFile
    format: str
    path: Path | None
    inside: Path | None = None


def outputs_of(plans: Sequence[PlanFile], formats: Sequence[str], out: str | None) -> tuple[Output, ...]:
    """All outputs of a run, or a `UsageError` where two would be the same file or one would replace a plan.

    `formats` may be empty: then the ending of `out` chooses, else it is HTML.
    """
    if out == STDIN or (out is None and any(plan.path is None for plan in plans)):
        return (_to_stdout(plans, formats or ("html",)),)
    outputs: tuple[Output, ...]
    if out is not None and _is_file_name(out, formats):
        refuse_to_replace_a_plan(Path(out), plans[0])
        outputs = (_to_file(plans, formats, Path(out)),)
    else:
        outputs = tuple(_beside(plan, name, out) for plan in plans for name in formats or ("html",))
        for output in outputs:
            if output.format == "md" and output.path:
                refuse_to_replace_a_plan(output.path, output.plan)
    _refuse_clashes(outputs)
    return outputs


def _to_stdout(plans: Sequence[PlanFile], formats: Sequence[str]) -> Output:
    if len(plans) != 1 or len(formats) != 1:
        raise UsageError("standard output takes one output of one plan: say where the others go with `-o FOLDER`")
    return Output(plans[0], formats[0], None)


def _is_file_name(out: str, formats: Sequence[str]) -> bool:
    """Whether `-o` names a file: by an ending that we write, else anything with an ending that is no folder."""
    if out.endswith(("/", os.sep)):
        return False
    if Path(out).suffix.lower() in {format.ending for format in FORMATS.values()}:
        return True
    if is_folder(out) or not Path(out).suffix:
        return False
    if len(formats) == 1:
        return True
    endings = ", ".join(f"`{format.ending}`" for format in FORMATS.values())
    raise UsageError(f"`{out}` has none of the endings that can be written: {endings}; a folder ends in `/`")


def _to_file(plans: Sequence[PlanFile], formats: Sequence[str], path: Path) -> Output:
    if len(plans) != 1:
        raise UsageError(f"`-o {path}` is one file, and these are {len(plans)} plans: name a folder, as in `-o out/`")
    if len(formats) > 1:
        raise UsageError(
            f"`-o {path}` is one file, and these are {len(formats)} outputs: name a folder, as in `-o out/`"
        )
    by_ending = next((name for name, format in FORMATS.items() if format.ending == path.suffix.lower()), None)
    if formats and by_ending and formats[0] != by_ending:
        raise UsageError(f"`--to {formats[0]}` and `-o {path}` do not agree on what to write: leave one of them out")
    return Output(plans[0], by_ending or formats[0], path)


def _beside(plan: PlanFile, name: str, out: str | None) -> Output:
    folder = Path(out) / _place(plan) if out is not None else (plan.path or Path()).parent
    inside = Path(out) if out is not None else plan.found_in
    return Output(plan, name, folder / (output_stem(plan) + FORMATS[name].ending), inside)


def _place(plan: PlanFile) -> Path:
    """Where a plan stands in the folder that was searched, and so do its outputs in theirs."""
    if plan.path is None or plan.found_in is None:
        return Path()
    return plan.path.parent.relative_to(plan.found_in)


def output_stem(plan: PlanFile) -> str:
    """`nurse` for `nurse.plan.md` and for `nurse.md`."""
    name = plan.path.name if plan.path else "plan"
    stem = name[: -len(_ENDING)] if name.lower().endswith(_ENDING) else Path(name).stem
    return stem or "plan"


def _refuse_clashes(outputs: Sequence[Output]) -> None:
    taken: dict[str, Output] = {}
    for output in outputs:
        assert output.path is not None
        key = os.path.normcase(_real(output.path))
        other = taken.setdefault(key, output)
        if other is not output:
            both = f"`{other.plan.name}` and `{output.plan.name}`"
            raise UsageError(f"{both} would both be written to `{output.path}`: build them apart, with `-o` for one")
    for output in outputs:
        if output.plan.path and os.path.normcase(_real(output.plan.path)) in taken:
            raise UsageError(f"`{output.plan.name}` is a plan, and an output would replace it: say where with `-o`")


def refuse_to_replace_a_plan(out: Path, opened: PlanFile) -> None:
    """Raise a `UsageError` where a file to write is a plan: the open one, or another by its name or contents."""
    real = Path(_real(out))
    if _may_be_plan(out.name) or _may_be_plan(real.name) or _is_same(opened.path, real) or _holds_plan(real):
        raise UsageError(f"`{out}` is a plan: name another file with `-o`")


def _may_be_plan(name: str) -> bool:
    """Whether it is the name of a plan, on a disk to which upper and lower case are the same too."""
    return name.lower() == "plan.md" or name.lower().endswith(_ENDING)


def _is_same(opened: Path | None, file: Path) -> bool:
    with suppress(OSError):  # what is not there is no plan either
        return opened is not None and opened.samefile(file)
    return False


def _holds_plan(path: Path) -> bool:
    """Whether a file has goals in it, where its ending is none of ours: a plan may have any name. A report in Markdown
    reads like a plan, and says itself that it is none."""
    ending = path.suffix.lower()
    if ending != FORMATS["md"].ending and ending in {format.ending for format in FORMATS.values()}:
        return False
    try:
        data = _read_file(path, path.name)
    except FileTrouble:
        return False
    if data.rpartition(b"\n\n")[2].startswith(REPORT_MARK.encode()):
        return False
    return bool(compile_bytes(path.name, data, today()).plan.things)


def read_output(path: Path) -> bytes | None:
    """What an output holds from an earlier build, for those that go on from it; None where nothing can be read."""
    try:
        data = _read_file(path, path.name)
    except FileTrouble:
        return None
    return data if len(data) <= MAX_BYTES else None


def output_options(plan: PlanFile, template: str, paper: str | None) -> Options:
    """What the outputs of a plan want to know; pictures may lie in the plan's folder and below."""
    load = None if plan.path is None else partial(_picture, Path(_real(plan.path)).parent)
    return Options(template, paper, load)


def _picture(folder: Path, address: str) -> bytes | None:
    """The bytes of a picture that really lies in the folder or below, if it is not too large."""
    try:
        return _picture_file(folder, address).read_bytes()
    except (OSError, ValueError, FileTrouble):
        return None


def _picture_file(folder: Path, address: str) -> Path:
    """The file of a picture that may be shown; else a `FileTrouble` that says why not."""
    from urllib.parse import unquote

    return _file_inside(folder, unquote(address), LARGEST_PICTURE, "a picture")


def _file_inside(folder: Path, name: str, most: int, what: str) -> Path:
    """A file that really lies in a folder or below; else a `FileTrouble` that says why not."""
    file = Path(_real(folder / name))
    if not file.is_relative_to(folder):
        raise FileTrouble("it lies outside of the plan's folder")
    found = file.stat()
    if not stat.S_ISREG(found.st_mode):
        raise FileTrouble("it is a folder" if stat.S_ISDIR(found.st_mode) else "it is not an ordinary file")
    if found.st_size > most:
        raise FileTrouble(f"it has {found.st_size / 1024**2:.1f} MiB, and {what} may have {most >> 20}")
    return file


def _why_not_shown(folder: Path, address: str) -> str:
    """Why a picture is a link in page and PDF; nothing where it is shown, and for one on the web, which always is."""
    from plainplan.render.markup import is_on_the_web, kind_of_picture, safe_url

    local = safe_url(address)
    if local is None or local.startswith("#"):
        return "that is no address of a file"
    if is_on_the_web(local):
        return ""
    try:
        with _picture_file(folder, local).open("rb") as file:
            if kind_of_picture(file.read(16)):
                return ""
    except FileTrouble as trouble:
        return str(trouble)
    except (OSError, ValueError) as error:
        return _reason(error)
    return "it is none of PNG, JPEG, GIF and WebP"


# Writing


def write_plan(plan: PlanFile, data: bytes, *, unless_changed_from: bytes) -> None:
    """Write a plan's new text. A plan that a search has found is not written through a link out of its folder."""
    assert plan.path is not None
    if plan.found_in is not None and not _lies_below(plan.found_in, plan.path):
        raise FileTrouble(
            f"`{plan.name}` leads out of the folder in which it was found, and is not written: name the file itself"
        )
    write_file(plan.path, data, unless_changed_from=unless_changed_from)


def _lies_below(folder: Path, path: Path) -> bool:
    """Whether a path really lies in a folder or below, whatever links are on its way."""
    return Path(_real(path)).is_relative_to(_real(folder))


def write_file(path: Path, data: bytes, *, unless_changed_from: bytes | None = None) -> None:
    """Write a file whole or not at all: beside it first, then in its place in one go, its mode kept.

    A symbolic link stays one, and what it leads to is replaced. With `unless_changed_from` nothing is
    written when the file no longer holds those bytes: somebody else has saved it meanwhile.
    """
    _replace(path, Path(_real(path)), data, unless_changed_from)


def write_output(path: Path, data: bytes, inside: Path | None = None) -> None:
    """Write an output, never through a link: what comes from elsewhere would choose which file is replaced.

    Links on the way to it may not lead out of the folder `inside`.
    """
    if os.path.islink(path):  # noqa: PTH114 - False of a name that is too long, which is told below
        raise FileTrouble(
            f"`{path}` is a link, and outputs are not written through links: remove it or write elsewhere"
        )
    if inside is not None:
        _refuse_to_leave(inside, path)
    _replace(path, Path(_real(path.parent)) / path.name, data, None)


def _refuse_to_leave(inside: Path, path: Path) -> None:
    if not _lies_below(inside, path):
        raise FileTrouble(f"`{path}` leads out of `{inside}`, and is not written")


def _replace(path: Path, target: Path, data: bytes, read: bytes | None) -> None:
    """Put a file in the place of `target`, which people know as `path`."""
    try:
        old = _old(target)
        _refuse_to_write(path, target, old)
        _refuse_changed(path, target, read)
        with _written_beside(path, target, data, old) as beside:
            _refuse_changed(path, target, read)  # once more, after what takes longest
            beside.replace(target)
        _flush_folder(target.parent)
    except (OSError, ValueError) as error:
        raise _trouble(str(path), error, "cannot be written") from error


def write_changed(output: Output, data: bytes) -> bool:
    """Write an output where it is not the same already; whether it was written."""
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
        raise _trouble(str(path), error, "cannot be written") from error


def _name_new(beside: Path, path: Path) -> None:
    """Give a file a name that must be free, in one go where the disk knows hard links."""
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        beside.replace(path)
    else:
        beside.unlink()


def make_folder(path: Path, inside: Path) -> None:
    """Make a folder that outputs go to, with those above it; it must lie in `inside`, whatever links are on the way."""
    _refuse_to_leave(inside, path)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _trouble(str(path), error, "cannot be made a folder") from error


def _old(target: Path) -> os.stat_result | None:
    try:
        return target.lstat()  # links are gone from the path already; one that comes now is not followed
    except FileNotFoundError:
        return None


def _refuse_to_write(path: Path, target: Path, old: os.stat_result | None) -> None:
    """What would be replaced against somebody's wish; who may do everything is told the same."""
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
    """What somebody else has saved or removed since it was read, if it was."""
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
    """A file beside the target with all of the data on the disk, to be put in its place; else it goes again."""
    beside = target.with_name(f".plainplan-{os.urandom(8).hex()}.tmp")
    mode = 0o666 if old is None else 0o600  # what is private is so from the first byte on
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if old is not None:
                _keep(path, target, beside, old)
            os.fsync(file.fileno())
        yield beside
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


# What is kept of a file that is replaced

_ACCESS_LIST = "system.posix_acl_access"


def _keep(path: Path, target: Path, beside: Path, old: os.stat_result) -> None:
    """Give the new file the old one's owner and group, where that is possible, its attributes and its mode.

    With an access list the mode's bits for the group are the most that the list may give, and not what the group has:
    a mode without the list would give it more.
    """
    if hasattr(os, "chown") and (old.st_uid, old.st_gid) != (beside.stat().st_uid, beside.stat().st_gid):
        for owner in (old.st_uid, -1):
            with suppress(PermissionError):  # only an administrator may give a file away
                os.chown(beside, owner, old.st_gid)
                break
    mode, attributes = stat.S_IMODE(old.st_mode), _attributes(target)
    if beside.stat().st_gid != old.st_gid:
        if _ACCESS_LIST in attributes:
            raise FileTrouble(f"`{path}` cannot be written: its access list (ACL) is for a group that is not yours")
        mode = _without_group(mode)
    _keep_attributes(path, beside, attributes)
    beside.chmod(mode)


def _without_group(mode: int) -> int:
    """A mode for another group, which gets nothing; whoever was in the old one is now one of all others."""
    for_others = mode & 0o007 & (mode >> 3)
    return mode & ~0o2077 | for_others


def _keep_attributes(path: Path, beside: Path, attributes: Mapping[str, bytes]) -> None:
    """Give a new file exactly these extended attributes, an access list among them, or say which one it cannot have."""
    has = _attributes(beside)
    for name in attributes.keys() | has.keys():
        if attributes.get(name) == has.get(name):
            continue
        try:
            if name in attributes:
                os.setxattr(beside, name, attributes[name])
            else:
                os.removexattr(beside, name)  # such as the list that a folder gives to all that is new in it
        except OSError as error:
            what = "its access list (ACL)" if name == _ACCESS_LIST else f"its attribute `{name}`"
            raise FileTrouble(
                f"`{path}` cannot be written: {what} cannot be kept ({error.strerror or error})"
            ) from error


def _attributes(path: Path) -> dict[str, bytes]:
    """The extended attributes of a file; none where the system or the disk knows of none."""
    if not hasattr(os, "listxattr"):
        return {}
    try:
        return {name: os.getxattr(path, name) for name in os.listxattr(path)}
    except OSError as error:
        if error.errno == errno.ENOTSUP:
            return {}
        raise


def _flush_folder(folder: Path) -> None:
    """Make sure that the new name lasts; not every system lets a folder be flushed."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


# Trouble

_REASONS = {
    errno.ENOENT: "there is no such file",
    errno.EACCES: "permission denied",
    errno.EPERM: "the system does not permit it",
    errno.EISDIR: "it is a folder",
    errno.ENOTDIR: "a part of its path is not a folder",
    errno.EEXIST: "there is a file of that name",
    errno.ELOOP: "its symbolic links go round in a circle",
    errno.ENOSPC: "the disk is full",
    errno.EROFS: "the disk is read-only",
    errno.ENAMETOOLONG: "the name is too long",
}


def _trouble(name: str, error: Exception, what: str = "cannot be read") -> FileTrouble:
    reason = _reason(error)
    if isinstance(error, OSError) and error.errno == errno.ENOENT and what == "cannot be written":
        reason = "its folder does not exist"
    return FileTrouble(f"`{name}` {what}: {reason}")


def _reason(error: Exception) -> str:
    if not isinstance(error, OSError):
        return str(error)
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
