"""`plan watch`: rebuilds outputs at every save, and says what moved."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from datetime import date, datetime

import click
from click.core import ParameterSource

from plainplan.cli.build import build_options
from plainplan.cli.command import Command
from plainplan.cli.console import Console
from plainplan.cli.options import as_of, common, paths, poll_seconds
from plainplan.errors import UsageError
from plainplan.project import STDIN, today
from plainplan.values import Reminder


@click.command(
    "watch",
    cls=Command,
    epilog="""\b
Examples:
  plan watch                          the plan in this folder: its page, after every save
  plan watch nurse.plan.md --to html,pdf
  plan watch plans/ -o site/          every plan in a folder, new ones too
  plan watch /mnt/share --poll 2      look every two seconds, where no notice of changes arrives
  plan watch --format json            an object a line, for programs

With errors in a plan its last outputs stay; it is built again by itself once they are mended. Ctrl-C ends it.

Exit status: 2 it cannot watch, 130 interrupted.""",
)
@paths
@build_options
@poll_seconds
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="The form of what is said.")
@as_of
@common
@click.pass_context
def command(
    ctx: click.Context,
    console: Console,
    paths: tuple[str, ...],
    formats: tuple[str, ...],
    out: str | None,
    template: str | None,
    paper: str | None,
    history: bool,
    forecast: bool,
    todos: bool,
    excel: bool,
    remind: tuple[Reminder, ...] | None,
    poll: float | None,
    form: str,
    as_of: date,
) -> int:
    """Build, then build again after every save, and say what moved.

    PATH is a plan or a folder with plans.
    """
    from plainplan.building import OutputOptions
    from plainplan.watch.messages import event_json, text_lines
    from plainplan.watch.session import Polling, Watching, WatchJob, WatchSession

    if out == STDIN:
        raise UsageError("`plan watch` writes files: say where with `-o FILE` or `-o FOLDER`")
    job = WatchJob(
        paths,
        formats,
        out,
        OutputOptions(template, paper, history=history, forecast=forecast, todos=todos, remind=remind, excel=excel),
        chosen_day(ctx, as_of),
        poll,
    )
    for event in WatchSession(job).run():
        now = datetime.now().astimezone()
        if form == "json":
            console.answer([event_json(event, now)])
            console.send()
        elif not console.quiet or not isinstance(event, Watching | Polling):
            width = shutil.get_terminal_size().columns if sys.stderr.isatty() else 0
            words = console.words_for
            console.say(text_lines(event, now, console.err, width, verbose=console.verbose, words_for=words))
    return 0


def chosen_day(ctx: click.Context, as_of: date) -> Callable[[], date]:
    """A function for the current day: always the given day, else today at each call."""
    given = ctx.get_parameter_source("as_of") is ParameterSource.COMMANDLINE
    return (lambda: as_of) if given else today
