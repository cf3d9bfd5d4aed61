"""`plan status`: where each plan stands."""

from __future__ import annotations

from datetime import date
from shutil import get_terminal_size

import click

from plainplan.cli.command import Command
from plainplan.cli.console import Console
from plainplan.cli.options import as_of, common, plan_paths
from plainplan.cli.several import read_several
from plainplan.report.status import status_data, status_lines
from plainplan.safe_text import json_text


@click.command(
    "status",
    cls=Command,
    epilog="""\b
Examples:
  plan status                the plan in this folder, on one screen
  plan status plans/         a line for each plan in a folder and below
  plan status --format json  the same for other programs""",
)
@plan_paths
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="[default: text]")
@as_of
@common
def command(console: Console, paths: tuple[str, ...], form: str, as_of: date) -> int:
    """Say where plans stand: progress and finish, what is late and why, what to do now.

    PATH is a plan, a folder with plans, or - for standard input.
    """
    found = read_several(paths, as_of)
    if form == "json":
        console.answer_bytes(json_text(status_data(found.compilations)).encode())
    elif found.compilations:
        console.answer(status_lines(found.compilations, console.out, get_terminal_size().columns))
    return found.told(console)
