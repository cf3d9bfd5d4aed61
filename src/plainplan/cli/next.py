"""`plan next`: what can be done now, in one plan or in all of several."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from shutil import get_terminal_size

import click

from plainplan.cli.command import TROUBLE, Command
from plainplan.cli.console import Console
from plainplan.cli.options import as_of, common, in_language, plan_paths, read_day
from plainplan.cli.several import Several, gather
from plainplan.errors import PlainplanError
from plainplan.project import PlanFile, compile_plan, find_plans
from plainplan.report.agenda import next_data, next_lines
from plainplan.report.together import Wanted, agenda_of, together_data, together_lines
from plainplan.safe_text import json_text


@click.command(
    "next",
    cls=Command,
    epilog="""\b
Examples:
  plan next                 what can be done now in the plan in this folder
  plan next nurse.md        the same for a plan by its name
  plan next plans/          one agenda of every plan in a folder and below
  plan next plans/ --who sam --by 2026-11-30
  plan done 1               tick the first of them
  plan done nurse.md:teas   tick one in a plan by its name, as the agenda shows it""",
)
@plan_paths
@click.option("--who", metavar="NAME", default="", help="Only what is somebody's: `@sam` on it, or on what holds it.")
@click.option("--label", metavar="LABEL", default="", help="Only what has a label: `#health` on it, or on its goal.")
@click.option("--by", metavar="DATE", callback=read_day, help="Only what is to be done by that day.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="[default: text]")
@as_of
@common
@in_language
def command(
    console: Console, paths: tuple[str, ...], who: str, label: str, by: date | None, form: str, as_of: date
) -> int:
    """List what can be done now: what is under way, every open bullet, the first open number, habits.

    What still waits for something stands below, with what it waits for. Of several plans, and where only some of the
    work is asked for, there is one agenda: what is overdue, what is for today and for this week, then plan by plan;
    first what has least room. PATH is a plan, a folder with plans, or - for standard input.
    """
    found = find_plans(paths)
    wanted = Wanted(who.strip(), label.strip(), by.toordinal() if by else None)
    if len(found.plans) == 1 and wanted.is_all:
        return _of_one(console, found.plans[0], found.troubles, form, as_of)
    gathered = gather(found.plans, as_of, partial(agenda_of, wanted=wanted, words_for=console.words_for))
    for plan in gathered.told:
        console.errors_named(plan.file, plan.is_unmerged, plan.has_errors, console.words_for(plan.lang))
    if form == "json":
        console.answer_bytes(json_text(together_data(gathered.told)).encode())
    elif gathered.told:
        words = console.words_for(*(plan.lang for plan in gathered.told))
        console.answer(together_lines(gathered.told, console.out, get_terminal_size().columns, words))
    for trouble in (*found.troubles, *gathered.troubles):
        console.trouble(trouble)
    if found.troubles or gathered.troubles:
        return TROUBLE
    return int(any(plan.has_errors for plan in gathered.told))


def _of_one(console: Console, plan: PlanFile, troubles: Sequence[PlainplanError], form: str, as_of: date) -> int:
    """What can be done in the only plan there is, by its numbers, and what waits for what."""
    try:
        compilation, _ = compile_plan(plan, as_of)
    except PlainplanError as trouble:
        found = Several((), (), (*troubles, trouble))
    else:
        found = Several((plan,), (compilation,), tuple(troubles))
    for compilation in found.compilations:
        console.errors_in(compilation)
    if form == "json":
        console.answer_bytes(json_text(next_data(found.compilations)).encode())
    else:
        words = console.words_of(*found.compilations)
        console.answer(next_lines(found.compilations, console.out, get_terminal_size().columns, words))
    return found.told(console)
