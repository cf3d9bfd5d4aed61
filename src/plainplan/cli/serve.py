"""`plan serve`: the page of a plan in the browser, updated when its file changes."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from datetime import date, datetime
from typing import TextIO

import click

from plainplan.cli.command import Command
from plainplan.cli.console import Console
from plainplan.cli.options import LOOK_HELP, as_of, common, poll_seconds
from plainplan.cli.watch import chosen_day
from plainplan.errors import UsageError
from plainplan.project import STDIN, is_folder
from plainplan.safe_text import safe_text


@click.command(
    "serve",
    cls=Command,
    epilog="""\b
Examples:
  plan serve                         the plan in this folder, in the browser
  plan serve nurse.plan.md --no-open
  plan serve --read-only             for showing around: nothing can be ticked
  PLAN_EDITOR='code -g {file}:{line}' plan serve

The page follows every save. A click on a box ticks it and writes the box and its date in the file (with Shift: under
way); a click on a step shows its line, and opens it where PLAN_EDITOR says how. Only your own account
on this machine can see the page: the address has a key in it, which the browser keeps until it is closed.

Exit status: 2 it cannot serve, 130 interrupted.""",
)
@click.argument("path", required=False)
@click.option("--port", type=click.IntRange(0, 65535), metavar="N", help="Its port, else the next. [default: 7526]")
@click.option("--open/--no-open", "opens", default=True, help="Whether to open the browser. [default: open]")
@click.option("--read-only", is_flag=True, help="Write nothing, whatever is clicked.")
@click.option("--template", default="default", metavar="default|sheet|DIR", help=LOOK_HELP)
@poll_seconds
@as_of
@common
@click.pass_context
def command(
    ctx: click.Context,
    console: Console,
    path: str | None,
    port: int | None,
    opens: bool,
    read_only: bool,
    template: str,
    poll: float | None,
    as_of: date,
) -> int:
    """Show a plan in the browser, live; ticking a box there writes the file.

    PATH is a plan.
    """
    from plainplan.serve.server import PORT
    from plainplan.serve.session import ServeJob, ServeSession, Serving
    from plainplan.watch.messages import text_lines

    if path == STDIN:
        raise UsageError("standard input is no file that a tick could be written to: name a plan")
    if path is not None and is_folder(path):
        raise UsageError(f"`{path}` is a folder: name one plan in it")
    editor = os.environ.get("PLAN_EDITOR", "").strip()
    job = ServeJob(
        (path,) if path else (),
        chosen_day(ctx, as_of),
        template,
        PORT if port is None else port,
        read_only,
        editor,
        poll,
    )
    for event in ServeSession(job).run():
        if isinstance(event, Serving):
            _say_address(console, event.plan.name, event.url)
            if opens:
                _open_browser(event.url)
        else:
            width = shutil.get_terminal_size().columns if sys.stderr.isatty() else 0
            now = datetime.now().astimezone()
            words = console.words_for
            console.say(text_lines(event, now, console.err, width, verbose=console.verbose, words_for=words))
    return 0


def _say_address(console: Console, plan: str, url: str) -> None:
    """Print the page's address, without its key where stdout is a file that others may read."""
    if _is_read_by_others(sys.stdout):
        url = url.partition("?")[0]
        console.say(["the key to the page is left out: others may read the file that standard output goes to"])
    console.answer([f"{safe_text(plan)} is at {url}"])
    console.send()


def _is_read_by_others(stream: TextIO) -> bool:
    """Whether the stream is a file that other accounts may read."""
    try:
        mode = os.fstat(stream.fileno()).st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(mode) and bool(mode & 0o044)


def _open_browser(url: str) -> None:
    import webbrowser

    webbrowser.open(url)
