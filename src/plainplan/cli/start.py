"""`plan start`: mark a thing as under way."""

from __future__ import annotations

from datetime import date

import click

from plainplan.cli.command import Command
from plainplan.cli.console import Console
from plainplan.cli.editing import ThingName, tick_named
from plainplan.cli.options import as_of, common, in_language, on_day, one_plan
from plainplan.values import State


@click.command(
    "start",
    cls=Command,
    epilog="""\b
Examples:
  plan start teas                  by its name
  plan start 2                     by its number in `plan next`
  plan start nurse.plan.md:teas   in a plan by its name
  plan start "campus"              by a part of its title that nothing else has
  plan start teas --on 2026-09-14  begun earlier

Exit status: 0 written, 2 nothing or several things are called that, or the file cannot be written.""",
)
@click.argument("name", type=ThingName(State.TO_DO))
@on_day
@one_plan
@as_of
@common
@in_language
def command(console: Console, name: str, on: date | None, plan: str | None, as_of: date) -> int:
    """Tick something as under way: its box becomes `[/]`, with `since:` and the day. Nothing else changes."""
    return tick_named(console, plan, (name,), State.UNDER_WAY, on, as_of)
