"""`plan next`: what can be done now."""

from __future__ import annotations

from datetime import date
from shutil import get_terminal_size

import click

from plainplan.cli.command import Command
from plainplan.cli.console import Console
from plainplan.cli.options import as_of, common, one_plan
from plainplan.project import compile_plan, named_plan
from plainplan.report.agenda import next_data, next_lines
from plainplan.shown import json_text


@click.command(
    "next",
    cls=Command,
    epilog="""\b
Examples:
  plan next                 what can be done now in the plan in this folder
  plan next -f nurse.md     the same for a plan by its name
  plan done 1               tick the first of them""",
)
@one_plan
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="[default: text]")
@as_of
@common
def command(console: Console, plan: str | None, form: str, as_of: date) -> int:
    """List what can be done now: what is under way, every open bullet, the first open number, habits.

    What still waits for something stands below, with what it waits for.
    """
    compilation, _ = compile_plan(named_plan(plan), as_of)
    if compilation.has_errors:
        console.errors_in(compilation.source.name)
    if form == "json":
        console.answer_bytes(json_text(next_data(compilation)).encode())
    else:
        console.answer(next_lines(compilation, console.out, get_terminal_size().columns))
    return int(compilation.has_errors)
