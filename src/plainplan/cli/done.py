"""`plan done`: mark a thing as done."""

from __future__ import annotations

from datetime import date

import click

from plainplan.cli.command import Command
from plainplan.cli.console import Console
from plainplan.cli.editing import ThingName, tick_named
from plainplan.cli.options import as_of, common, in_language, on_day, one_plan
from plainplan.values import State


@click.command(
    "done",
    cls=Command,
    epilog="""\b
Examples:
  plan done teas                   by its name
  plan done 1 3                    by their numbers in `plan next`
  plan done nurse.plan.md:teas   in a plan by its name
  plan done "campus"               by a part of its title that nothing else has
  plan done teas --on 2026-11-08   finished earlier

Exit status: 0 written, 2 nothing or several things are called that, or the file cannot be written.""",
)
@click.argument("names", metavar="NAME...", nargs=-1, required=True, type=ThingName(State.TO_DO, State.UNDER_WAY))
@on_day
@one_plan
@as_of
@common
@in_language
def command(console: Console, names: tuple[str, ...], on: date | None, plan: str | None, as_of: date) -> int:
    """Tick something as done: its box becomes `[x]`, with `done:` and the day. Nothing else changes."""
    return tick_named(console, plan, names, State.DONE, on, as_of)
