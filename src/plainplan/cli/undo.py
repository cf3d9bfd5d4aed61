"""`plan undo`: take back a tick."""

from __future__ import annotations

from datetime import date

import click

from plainplan.cli.command import Command
from plainplan.cli.console import Console
from plainplan.cli.editing import ThingName, tick_named
from plainplan.cli.options import as_of, common, in_language, one_plan
from plainplan.values import State


@click.command(
    "undo",
    cls=Command,
    epilog="""\b
Examples:
  plan undo teas                by its name
  plan undo nurse.plan.md:teas  in a plan by its name
  plan undo "campus"            by a part of its title that nothing else has

Exit status: 0 written, 2 nothing or several things are called that, or the file cannot be written.""",
)
@click.argument("name", type=ThingName(State.UNDER_WAY, State.DONE, State.DROPPED))
@one_plan
@as_of
@common
@in_language
def command(console: Console, name: str, plan: str | None, as_of: date) -> int:
    """Take a tick back: the lines are as they were before it, `done:40%` and all.

    Where that is not known, what was done is under way again where its `since:` stands, else to do; its
    date goes. Nothing else changes.
    """
    return tick_named(console, plan, (name,), State.TO_DO, None, as_of)
