"""`plan status`: where each plan stands."""

from __future__ import annotations

from datetime import date
from shutil import get_terminal_size

import click

from plainplan.cli.command import TROUBLE, Command
from plainplan.cli.console import Console
from plainplan.cli.options import as_of, common, in_language, plan_paths
from plainplan.cli.several import Several, gather, read_several
from plainplan.project import FoundPlans, find_plans
from plainplan.report.standings import standing_lines
from plainplan.report.status import several_data, status_data, status_lines, stood
from plainplan.safe_text import json_text


@click.command(
    "status",
    cls=Command,
    epilog="""\b
Examples:
  plan status                the plan in this folder, on one screen
  plan status plans/         each plan in a folder and below, first who needs help
  plan status --format json  the same for other programs
  plan status --settings     where each setting comes from: the plan, plan.toml, or neither""",
)
@plan_paths
@click.option("--settings", is_flag=True, help="Say of each setting where it comes from.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="[default: text]")
@as_of
@common
@in_language
def command(console: Console, paths: tuple[str, ...], settings: bool, form: str, as_of: date) -> int:
    """Say where plans stand: progress and finish, what is late and why, what to do now.

    Of several plans each has two lines, first who needs somebody most; the last line is a total.
    PATH is a plan, a folder with plans, or - for standard input.
    """
    plans = find_plans(paths)
    if len(plans.plans) > 1 and not settings:
        return _of_several(console, plans, form, as_of)
    found = read_several(plans, as_of)
    if settings:
        _tell_settings(console, found, form)
    elif form == "json":
        console.answer_bytes(json_text(status_data(found.compilations)).encode())
    elif found.compilations:
        words = console.words_of(*found.compilations)
        console.answer(status_lines(found.compilations, console.out, get_terminal_size().columns, words))
    return found.told(console)


def _of_several(console: Console, plans: FoundPlans, form: str, as_of: date) -> int:
    """How many plans stand, side by side."""
    gathered = gather(plans.plans, as_of, stood)
    standings = [one.standing for one in gathered.told]
    if form == "json":
        console.answer_bytes(json_text(several_data(gathered.told)).encode())
    else:
        words = console.words_for(*(one.lang for one in standings))
        console.answer(standing_lines(standings, console.out, get_terminal_size().columns, words))
    for trouble in (*plans.troubles, *gathered.troubles):
        console.trouble(trouble)
    if plans.troubles or gathered.troubles:
        return TROUBLE
    return int(any(one.errors for one in standings))


def _tell_settings(console: Console, found: Several, form: str) -> None:
    from plainplan.cli.settings import tell_settings
    from plainplan.project import settings_of
    from plainplan.report.settings import setting_rows, settings_data, settings_lines

    rows = []
    for file, compilation in zip(found.files, found.compilations, strict=True):
        folder = next(iter(settings_of((file,))), None)
        rows.append((compilation, setting_rows(compilation, folder.source if folder else None)))
    tell_settings(console, found.files)
    if form == "json":
        console.answer_bytes(json_text(settings_data(rows)).encode())
    else:
        console.answer(settings_lines(rows, console.out, console.words_of(*found.compilations)))
