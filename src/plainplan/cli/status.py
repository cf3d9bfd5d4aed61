"""`plan status`: where plans stand."""

from __future__ import annotations

from datetime import date
from shutil import get_terminal_size

import click

from plainplan.cli.command import TROUBLE, Command
from plainplan.cli.console import Console
from plainplan.cli.options import as_of, common, paths
from plainplan.errors import PlainplanError
from plainplan.project import compile_plan, find_plans
from plainplan.report.status import status_data, status_lines
from plainplan.shown import json_text


@click.command(
    "status",
    cls=Command,
    epilog="""\b
Examples:
  plan status                the plan in this folder, on one screen
  plan status plans/         a line for each plan in a folder and below
  plan status --format json  the same for other programs""",
)
@paths
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="[default: text]")
@as_of
@common
def command(console: Console, paths: tuple[str, ...], form: str, as_of: date) -> int:
    """Say where plans stand: progress and finish, what is late and why, what to do now.

    PATH is a plan, a folder with plans, or - for standard input.
    """
    found = find_plans(paths)
    troubles: list[PlainplanError] = list(found.troubles)
    compilations = []
    for plan in found.plans:
        try:
            compilations.append(compile_plan(plan, as_of)[0])
        except PlainplanError as error:
            troubles.append(error)
    for compilation in compilations:
        if compilation.has_errors:
            console.errors_in(compilation.source.name)
    if form == "json":
        console.answer_bytes(json_text(status_data(compilations)).encode())
    elif compilations:
        console.answer(status_lines(compilations, console.out, get_terminal_size().columns))
    for trouble in troubles:
        console.trouble(trouble)
    return TROUBLE if troubles else int(any(one.has_errors for one in compilations))
