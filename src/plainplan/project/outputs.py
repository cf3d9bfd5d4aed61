"""Which outputs a run makes, and where each goes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from plainplan.compile import compile_bytes
from plainplan.errors import FileTrouble, UsageError
from plainplan.exchange import REPORT_MARK
from plainplan.project.paths import is_folder, real_path
from plainplan.project.plan_file import STDIN, PlanFile, may_be_plan, output_stem
from plainplan.project.reading import read_file, today
from plainplan.render import FORMATS
from plainplan.tuples import NamedTuple

_OF_PLANS = (".md", ".txt")
"""Endings of ours that a plan or notes may have too: such a file is looked at before it is replaced."""


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
            if output.path and output.path.suffix in _OF_PLANS:
                refuse_to_replace_a_plan(output.path, output.plan)
    _refuse_clashes(outputs)
    return outputs


def refuse_to_replace_a_plan(out: Path, opened: PlanFile) -> None:
    """Raise a `UsageError` where a file to write is a plan: the open one, or another by its name or contents."""
    real = Path(real_path(out))
    if may_be_plan(out.name) or may_be_plan(real.name) or _is_same(opened.path, real) or _holds_plan(real):
        raise UsageError(f"`{out}` is a plan: name another file with `-o`")


def _to_stdout(plans: Sequence[PlanFile], formats: Sequence[str]) -> Output:
    if len(plans) != 1 or len(formats) != 1:
        raise UsageError("standard output takes one output of one plan: say where the others go with `-o FOLDER`")
    return Output(plans[0], formats[0], None)


def _is_file_name(out: str, formats: Sequence[str]) -> bool:
    """Whether `-o` names a file: by an ending that we write, else anything with an ending that is no folder."""
    if out.endswith(("/", os.sep)):
        return False
    if Path(out).suffix.lower() in _endings():
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
    by_ending = _by_ending(path.name.lower())
    if formats and by_ending and _last(FORMATS[formats[0]].ending) != path.suffix.lower():
        raise UsageError(f"`--to {formats[0]}` and `-o {path}` do not agree on what to write: leave one of them out")
    return Output(plans[0], formats[0] if formats else by_ending or "html", path)


def _by_ending(name: str) -> str | None:
    """The output that a file's name asks for: `.tasks.md` is one and `.md` another."""
    whole = [one for one, format in FORMATS.items() if name.endswith(format.ending)]
    last = [one for one, format in FORMATS.items() if name.endswith(_last(format.ending))]
    return next(iter(sorted(whole, key=lambda one: -len(FORMATS[one].ending)) or last), None)


def _last(ending: str) -> str:
    return f".{ending.rpartition('.')[2]}"


def _endings() -> frozenset[str]:
    return frozenset(_last(format.ending) for format in FORMATS.values())


def _beside(plan: PlanFile, name: str, out: str | None) -> Output:
    folder = Path(out) / _place(plan) if out is not None else (plan.path or Path()).parent
    inside = Path(out) if out is not None else plan.found_in
    return Output(plan, name, folder / (output_stem(plan) + FORMATS[name].ending), inside)


def _place(plan: PlanFile) -> Path:
    """Where a plan stands in the folder that was searched, and so do its outputs in theirs."""
    if plan.path is None or plan.found_in is None:
        return Path()
    return plan.path.parent.relative_to(plan.found_in)


def _refuse_clashes(outputs: Sequence[Output]) -> None:
    taken: dict[str, Output] = {}
    for output in outputs:
        assert output.path is not None
        key = os.path.normcase(real_path(output.path))
        other = taken.setdefault(key, output)
        if other is not output:
            both = f"`{other.plan.name}` and `{output.plan.name}`"
            raise UsageError(f"{both} would both be written to `{output.path}`: build them apart, with `-o` for one")
    for output in outputs:
        if output.plan.path and os.path.normcase(real_path(output.plan.path)) in taken:
            raise UsageError(f"`{output.plan.name}` is a plan, and an output would replace it: say where with `-o`")


def _is_same(opened: Path | None, file: Path) -> bool:
    with suppress(OSError):  # what is not there is no plan either
        return opened is not None and opened.samefile(file)
    return False


def _holds_plan(path: Path) -> bool:
    """Whether a file has goals in it, where its ending is none of ours: a plan may have any name. A report in Markdown
    reads like a plan, and says itself that it is none."""
    ending = path.suffix.lower()
    if ending not in _OF_PLANS and ending in _endings():
        return False
    try:
        data = read_file(path, path.name)
    except FileTrouble:
        return False
    if data.rpartition(b"\n\n")[2].startswith(REPORT_MARK.encode()):
        return False
    return bool(compile_bytes(path.name, data, today()).plan.things)
