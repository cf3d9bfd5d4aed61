"""`plan checkin`: a dated entry, written where the plan keeps them."""

from __future__ import annotations

from datetime import date

import click

from plainplan.cli.command import Command
from plainplan.cli.console import Console
from plainplan.cli.editing import open_plan
from plainplan.cli.options import as_of, common, on_day, one_plan
from plainplan.errors import UsageError
from plainplan.following.checkins import handle
from plainplan.shown import safe_text


def read_handle(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    """Somebody's name as it stands after `@`."""
    if value is None:
        return ""
    found = handle(value)
    if found is None:
        raise click.BadParameter(f"`{value}` is no name: one word that starts with a letter", ctx, param)
    return found


with_whom = click.option(
    "--with", "who", metavar="NAME", callback=read_handle, help="Whom you looked at the plan with."
)


@click.command(
    "checkin",
    cls=Command,
    epilog="""\b
Examples:
  plan checkin "visited the first campus; book ordered"
  plan checkin --with sam "on track, though the mornings are hard"

Exit status: 0 written, 2 the file cannot be written.""",
)
@click.argument("text", nargs=-1, required=True)
@with_whom
@on_day
@one_plan
@as_of
@common
def command(console: Console, text: tuple[str, ...], who: str, on: date | None, plan: str | None, as_of: date) -> int:
    """Write a check-in with its day into the plan: where its check-ins stand, else into a section of their own."""
    said = " ".join(" ".join(text).split())
    if not said:
        raise UsageError("a check-in has some words: what was done, and what got in the way")
    opened = open_plan(plan, as_of)
    index = opened.add_entry(on or as_of, who, said)
    opened.save()
    entry = opened.compilation.plan.checkins[index]
    line = opened.compilation.source.position(entry.origin.start).line
    console.answer([safe_text(f"{opened.file.name}:{line}: {entry.date}{f' @{who}' if who else ''}: {entry.text}")])
    return 0
