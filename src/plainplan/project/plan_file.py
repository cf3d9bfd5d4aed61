"""A plan to work on, and which file names mean one."""

from __future__ import annotations

from pathlib import Path

from plainplan.project.paths import is_file
from plainplan.tuples import NamedTuple

STDIN = "-"
ENDING = ".plan.md"


class PlanFile(NamedTuple):
    """A plan to work on: its name as people see it, and its path (None for standard input).

    `found_in` is the folder in which a search has found it; None where somebody named the plan itself.
    """

    name: str
    path: Path | None
    found_in: Path | None = None


def is_there(plan: PlanFile) -> bool:
    """Whether a plan's file is there still."""
    return plan.path is None or is_file(plan.path)


def is_plan_name(name: str) -> bool:
    """Whether a file of that name in a folder is one of its plans."""
    return name == "plan.md" or (name.endswith(ENDING) and not name.startswith("."))


def may_be_plan(name: str) -> bool:
    """Whether a file of that name may be a plan, on file systems that ignore case too."""
    return name.lower() == "plan.md" or name.lower().endswith(ENDING)


def output_stem(plan: PlanFile) -> str:
    """`nurse` for `nurse.plan.md` and for `nurse.md`."""
    name = plan.path.name if plan.path else "plan"
    stem = name[: -len(ENDING)] if name.lower().endswith(ENDING) else Path(name).stem
    return stem or "plan"
