"""Files: finding plans, reading and compiling them, where outputs go, and writing. Knows no terminal.

What others use is named here; each question has a module of its own, loaded at its first use: to check a
plan nothing is written.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plainplan.project.finding import (
        FoundPlans,
        find_plans,
        listed,
        means_plans,
        named_plan,
        only_plan_here,
        wanted_of,
    )
    from plainplan.project.outputs import Output, outputs_of, refuse_to_replace_a_plan
    from plainplan.project.paths import is_file, is_folder, real_path
    from plainplan.project.pictures import output_options, picture_trouble, told_of_pictures
    from plainplan.project.plan_file import STDIN, PlanFile, is_plan_name, is_there, output_stem
    from plainplan.project.reading import (
        companion_files,
        companions_of,
        compile_plan,
        compile_read,
        defaults_of,
        read_output,
        read_plan,
        settings_of,
        today,
    )
    from plainplan.project.writing import create_file, make_folder, write_changed, write_file, write_output, write_plan

__all__ = [
    "STDIN",
    "FoundPlans",
    "Output",
    "PlanFile",
    "companion_files",
    "companions_of",
    "compile_plan",
    "compile_read",
    "create_file",
    "defaults_of",
    "find_plans",
    "is_file",
    "is_folder",
    "is_plan_name",
    "is_there",
    "listed",
    "make_folder",
    "means_plans",
    "named_plan",
    "only_plan_here",
    "output_options",
    "output_stem",
    "outputs_of",
    "picture_trouble",
    "read_output",
    "read_plan",
    "real_path",
    "refuse_to_replace_a_plan",
    "settings_of",
    "today",
    "told_of_pictures",
    "wanted_of",
    "write_changed",
    "write_file",
    "write_output",
    "write_plan",
]

_HOMES = {
    "STDIN": "plainplan.project.plan_file",
    "FoundPlans": "plainplan.project.finding",
    "Output": "plainplan.project.outputs",
    "PlanFile": "plainplan.project.plan_file",
    "companion_files": "plainplan.project.reading",
    "companions_of": "plainplan.project.reading",
    "compile_plan": "plainplan.project.reading",
    "compile_read": "plainplan.project.reading",
    "create_file": "plainplan.project.writing",
    "defaults_of": "plainplan.project.reading",
    "find_plans": "plainplan.project.finding",
    "is_file": "plainplan.project.paths",
    "is_folder": "plainplan.project.paths",
    "is_plan_name": "plainplan.project.plan_file",
    "is_there": "plainplan.project.plan_file",
    "listed": "plainplan.project.finding",
    "make_folder": "plainplan.project.writing",
    "means_plans": "plainplan.project.finding",
    "named_plan": "plainplan.project.finding",
    "only_plan_here": "plainplan.project.finding",
    "output_options": "plainplan.project.pictures",
    "output_stem": "plainplan.project.plan_file",
    "outputs_of": "plainplan.project.outputs",
    "picture_trouble": "plainplan.project.pictures",
    "read_output": "plainplan.project.reading",
    "read_plan": "plainplan.project.reading",
    "real_path": "plainplan.project.paths",
    "refuse_to_replace_a_plan": "plainplan.project.outputs",
    "settings_of": "plainplan.project.reading",
    "today": "plainplan.project.reading",
    "told_of_pictures": "plainplan.project.pictures",
    "wanted_of": "plainplan.project.finding",
    "write_changed": "plainplan.project.writing",
    "write_file": "plainplan.project.writing",
    "write_output": "plainplan.project.writing",
    "write_plan": "plainplan.project.writing",
}


def __getattr__(name: str) -> object:
    """What is named above, from its own module, found here from then on."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return found
