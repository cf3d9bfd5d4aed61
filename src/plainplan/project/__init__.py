"""Files: finding plans, reading and compiling them, where outputs go, and writing. Knows no terminal.

What others use is named here; each question has a module of its own.
"""

from __future__ import annotations

from plainplan.project.finding import FoundPlans, find_plans, listed, means_plans, named_plan, only_plan_here, wanted_of
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
