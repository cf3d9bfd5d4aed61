"""The command line: a table of commands, each loaded when it is called, and what happens when one fails."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from importlib import import_module

import click

from plainplan.cli.command import TROUBLE, about
from plainplan.cli.console import Console, flush_all, prepare_streams, unwritable

# A command stands in `cli/<name>.py` as `command`; this line is what `plan -h` says about it.
COMMANDS = {
    "new": "Write a first plan to fill in.",
    "import": "Make a plan of ordinary notes.",
    "check": "Say what is wrong with plans, and mend what can be mended.",
    "build": "Make pages, PDFs and data of plans.",
    "fmt": "Give plans their canonical layout.",
    "why": "Say why a date is what it is.",
    "next": "List what can be done now.",
    "status": "Say where plans stand.",
    "start": "Tick something as under way.",
    "done": "Tick something as done.",
    "undo": "Take a tick back.",
    "checkin": "Write a check-in into the plan.",
    "review": "Look at the plan as every week: ask, write, make a note for the partner.",
    "diff": "Say what changed between two versions, and what that did to the finish.",
    "history": "Show how the finish moved over time.",
    "watch": "Build plans again after every save, and say what moved.",
    "serve": "Show a plan in the browser, live; ticks there write the file.",
    "lsp": "Serve an editor: findings, fixes and dates while a plan is written.",
    "forecast": "Say how likely each date is, and what threatens it.",
    "decide": "Say what the table of occupations comes to.",
    "site": "Make an overview of many plans, and a page a plan.",
    "holidays": "Write the holidays of a country as a calendar file for plans.",
    "explain": "Tell what a finding means, and what to do about it.",
}

_MODULES = {"import": "import_"}
"""Commands whose name no module of Python's can have."""

INTERRUPTED = 130


class _Commands(click.Group):
    """The commands as a click group that imports a command's module when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"plainplan.cli.{_MODULES.get(cmd_name, cmd_name)}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, 1)
            meant = f": did you mean `plan {near[0]}`?" if near else f", only {', '.join(COMMANDS)}"
            raise click.UsageError(f"there is no command `{args[0]}`{meant}", ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Commands,
    context_settings={"max_content_width": 100},
    epilog="""\b
Start here:
  plan check nurse.plan.md             what is wrong with it
  plan build nurse.plan.md             nurse.html beside it
  plan build nurse.plan.md --to pdf    the same on paper
  plan build -h                        all about one command

Exit status: 0 clean (warnings and hints included), 1 errors in a plan, 2 anything else that stands in the way,
130 interrupted.""",
)
@about
def group() -> None:
    """Compile plans written in plain Markdown: dates, findings, and a page or PDF to hand over.

    A plan is a Markdown file such as `nurse.plan.md`. Without a PATH, commands take `plan.md` in this folder, else the
    only `*.plan.md` in it.
    """


def run(arguments: Sequence[str]) -> int:
    """Run the program with these arguments, and return its exit status."""
    prepare_streams()
    try:
        status = group.main(list(arguments), prog_name="plan", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        Console().say([error.format_message()])
        status = TROUBLE
    except click.ClickException as error:
        status = _say(error)
    except (KeyboardInterrupt, click.Abort):
        status = INTERRUPTED
    except OSError as error:  # raised by click after it has printed help
        if error.filename is not None or error.errno not in (errno.ENOSPC, errno.EBADF, errno.EIO):
            raise
        Console().trouble(unwritable(error))
        status = TROUBLE
    return status or 0 if flush_all() else TROUBLE


def _say(error: click.ClickException) -> int:
    """Print on one line why what was asked for cannot be done."""
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    path = ctx.command_path if ctx else "plan"
    message = error.format_message().rstrip(".")
    Console().trouble(f"{message[:1].lower()}{message[1:]} (`{path} -h` tells more)")
    return TROUBLE
