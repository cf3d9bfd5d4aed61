"""`plan history`: how a plan's finish moved over time, by its commits in git."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import click

from plainplan.cli.command import Command
from plainplan.cli.console import Console
from plainplan.cli.options import as_of, common, in_language, plan_and_name
from plainplan.compile import compile_bytes
from plainplan.following.history import Snapshot, Version, calibration, moments, scores, snapshots
from plainplan.messages import msg
from plainplan.naming import find_thing
from plainplan.past import committed
from plainplan.project import PlanFile, named_plan
from plainplan.report.history import (
    history_data,
    history_lines,
    history_record,
    moments_data,
    moments_lines,
    moments_record,
)
from plainplan.safe_text import json_text
from plainplan.view.record import Record
from plainplan.words import Words


@click.command(
    "history",
    cls=Command,
    epilog="""\b
Examples:
  plan history                  finish, progress and open work at every commit
  plan history teas             one step's estimates and dates
  plan history nurse.md teas    the same in a plan by its name
  plan history --format html > history.html

The versions are those of the branch, each dated as of the day of its commit; the file as it is comes last, as of today.

Exit status: 0 shown, 2 there is no git, no repository, or nothing committed.""",
)
@plan_and_name
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", help="[default: text]")
@as_of
@common
@in_language
def command(console: Console, plan: str | None, name: str | None, form: str, as_of: date) -> int:
    """Show how a plan's finish moved over time, and how good its estimates were.

    NAME is a goal, step or solution: its name, its number in `plan next`, or a part of its title. PATH is a plan or a
    folder with one; with -f, what else is said is the name, whatever files there are.
    """
    file = named_plan(plan)
    versions, is_shallow = committed(file, as_of)
    found = snapshots(file.name, versions)
    if is_shallow:
        console.note(
            _words(console, found).tell(msg("this clone is shallow: what is older than its first commit is not here"))
        )
    if name is None:
        _show_all(console, found, form)
    else:
        _show_one(console, found, file, versions[-1], name, form)
    return 0


def _show_all(console: Console, snapshots: Sequence[Snapshot], form: str) -> None:
    measured = calibration(snapshots)
    marks = scores(measured.known)
    if form == "json":
        console.answer_bytes(json_text(history_data(snapshots, measured, marks)).encode())
    elif form == "html":
        _page(console, history_record(snapshots, marks, measured.left_out, _words(console, snapshots)))
    else:
        console.answer(history_lines(snapshots, marks, measured.left_out, console.out, _words(console, snapshots)))


def _show_one(
    console: Console, snapshots: Sequence[Snapshot], file: PlanFile, last: Version, name: str, form: str
) -> None:
    beside, folder = last.companions, last.defaults
    compilation = compile_bytes(file.name, last.data, last.day, companions=beside, defaults=folder)
    index = find_thing(compilation, name)
    trail = moments(snapshots, index)
    if form == "json":
        console.answer_bytes(json_text(moments_data(trail, compilation.plan.things[index].id)).encode())
    elif form == "html":
        _page(console, moments_record(trail, _words(console, snapshots)))
    else:
        console.answer(moments_lines(trail, console.out, _words(console, snapshots)))


def _words(console: Console, snapshots: Sequence[Snapshot]) -> Words:
    """The words for the plan as it is now."""
    return console.words_for(snapshots[-1].plan.settings.lang)


def _page(console: Console, record: Record) -> None:
    from plainplan.render.html import render_record

    console.answer_bytes(render_record(record).encode())
