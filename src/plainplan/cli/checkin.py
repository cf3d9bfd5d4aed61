"""`plan checkin`: a dated check-in entry, added to the plan."""

from __future__ import annotations

from datetime import date

import click

from plainplan.cli.command import Command
from plainplan.cli.console import Console
from plainplan.cli.editing import open_plan
from plainplan.cli.options import as_of, common, in_language, on_day, one_plan
from plainplan.errors import UsageError
from plainplan.facts.partner import handles
from plainplan.following.checkins import entry_text
from plainplan.safe_text import safe_text


def read_handles(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...]:
    """The names of people as they stand after `@`."""
    if value is None:
        return ()
    found = handles(value)
    if not found:
        raise click.BadParameter(f"`{value}` is no name: it has no word that starts with a letter", ctx, param)
    return found


with_whom = click.option(
    "--with", "who", metavar="NAME", callback=read_handles, help="Whom you looked at the plan with."
)


@click.command(
    "checkin",
    cls=Command,
    epilog="""\b
Examples:
  plan checkin "visited the first campus; book ordered"
  plan checkin --with sam "on track, though the mornings are hard"
  plan checkin --with "Sam and Ann" "half of the forms are filled in"

Exit status: 0 written, 2 the file cannot be written.""",
)
@click.argument("text", nargs=-1, required=True)
@with_whom
@on_day
@one_plan
@as_of
@common
@in_language
def command(
    console: Console, text: tuple[str, ...], who: tuple[str, ...], on: date | None, plan: str | None, as_of: date
) -> int:
    """Write a check-in with its day into the plan: where its check-ins stand, else into a section of their own."""
    said = " ".join(" ".join(text).split())
    if not said:
        raise UsageError("a check-in has some words: what was done, and what got in the way")
    opened = open_plan(plan, as_of)
    index = opened.add_entry(on or as_of, who, said)
    opened.save()
    entry = opened.compilation.plan.checkins[index]
    line = opened.compilation.source.position(entry.origin.start).line
    console.answer([safe_text(f"{opened.file.name}:{line}: {entry_text(entry.date, who, entry.text)}")])
    return 0
