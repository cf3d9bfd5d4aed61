"""`plan next`: what can be done now."""

from __future__ import annotations

from datetime import date
from shutil import get_terminal_size

import click

from plainplan.cli.command import Command
from plainplan.cli.console import Console
from plainplan.cli.options import as_of, common, plan_paths
from plainplan.cli.several import read_several
from plainplan.report.agenda import next_data, next_lines
from plainplan.safe_text import json_text


@click.command(
    "next",
    cls=Command,
    epilog="""\b
Examples:
  plan next                 what can be done now in the plan in this folder
  plan next nurse.md        the same for a plan by its name
  plan next plans/          each plan in a folder and below
  plan done 1               tick the first of them
  plan done -f nurse.md 1   the same for a plan by its name""",
)
@plan_paths
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="[default: text]")
@as_of
@common
def command(console: Console, paths: tuple[str, ...], form: str, as_of: date) -> int:
    """List what can be done now: what is under way, every open bullet, the first open number, habits.

    What still waits for something stands below, with what it waits for. PATH is a plan, a folder with plans, or - for
    standard input.
    """
    found = read_several(paths, as_of)
    for compilation in found.compilations:
        console.errors_in(compilation)
    if form == "json":
        console.answer_bytes(json_text(next_data(found.compilations)).encode())
    else:
        console.answer(next_lines(found.compilations, console.out, get_terminal_size().columns))
    return found.told(console)
