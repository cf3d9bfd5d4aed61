"""Finding the plans that the paths of a command line mean."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from plainplan.errors import FileTrouble, UsageError
from plainplan.folder_settings import NEVER_SEARCHED, left_out
from plainplan.project.paths import as_text, is_file, is_folder, real_path
from plainplan.project.plan_file import ENDING, STDIN, PlanFile, is_plan_name
from plainplan.project.trouble import file_trouble
from plainplan.tuples import NamedTuple


class FoundPlans(NamedTuple):
    """Plans to work on, and what stood in the way of finding others."""

    plans: tuple[PlanFile, ...]
    troubles: tuple[FileTrouble, ...]


def find_plans(paths: Sequence[str]) -> FoundPlans:
    """The plans that these paths mean, each once: files, folders with all plans below them, `-`, or none for here."""
    if not paths:
        return FoundPlans((only_plan_here(),), ())
    plans: dict[object, PlanFile] = {}
    troubles: list[FileTrouble] = []
    for path in paths:
        try:
            for plan in _meant_by(path):
                plans.setdefault(STDIN if plan.path is None else real_path(plan.path), plan)
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
        raise file_trouble(".", error) from error
    plans = [name for name in seen if name.endswith(ENDING) and is_file(name)]
    if len(plans) == 1:
        return PlanFile(as_text(plans[0]), Path(plans[0]), Path())
    if plans:
        raise UsageError(f"there are several plans here, name one: {listed(plans)}")
    near = [name for name in seen if name.endswith(".md")]
    here = f"here is {listed(near or seen)}" if seen else "the folder is empty"
    raise UsageError(
        f"there is no `plan.md` and no `*.plan.md` here ({here}): name a plan, or write one with `plan new`"
    )


def means_plans(word: str) -> bool:
    """Whether a word of the command line that may name something else names a plan, or a folder with plans."""
    if not is_folder(word):
        return word == STDIN or is_file(word) or word.lower().endswith(".md")
    try:
        return any(_plans_below(word))
    except FileTrouble:  # which is told when it is read
        return True


def listed(names: Sequence[str], most: int = 10) -> str:
    """Names in a sentence, the first of them where there are many."""
    shown = ", ".join(f"`{name}`" for name in names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown


def _meant_by(path: str) -> Iterator[PlanFile]:
    if path == STDIN:
        yield PlanFile("<stdin>", None)
    elif is_folder(path):
        plans = wanted_of(path, tuple(_plans_below(path)))
        if not plans:
            raise FileTrouble(f"`{path}` is a folder without plans: no `plan.md` and no `*.plan.md` in it or below")
        yield from plans
    else:
        yield PlanFile(as_text(path), Path(path))


def _plans_below(folder: str) -> Iterator[PlanFile]:
    """Every plan in a folder and below it, in a fixed order; hidden files and folders are none of ours."""

    def stop(error: OSError) -> None:
        raise file_trouble(error.filename or folder, error) from error

    for place, folders, files in os.walk(folder, onerror=stop):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != NEVER_SEARCHED)
        for name in sorted(files):
            if is_plan_name(name):
                path = Path(place, name)
                yield PlanFile(as_text(str(path)), path, Path(folder))


def wanted_of(folder: str, plans: Sequence[PlanFile]) -> tuple[PlanFile, ...]:
    """The plans of a search of a folder without those that its settings or git leave out."""
    unwanted = left_out(folder, [str(plan.path) for plan in plans])
    return tuple(plan for plan in plans if str(plan.path) not in unwanted) if unwanted else tuple(plans)
