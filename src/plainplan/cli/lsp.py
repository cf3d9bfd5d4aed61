"""`plan lsp`: the language server that editors talk to."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from plainplan.cli.command import Command
from plainplan.cli.console import Console
from plainplan.cli.options import as_of, common
from plainplan.cli.watch import chosen_day
from plainplan.errors import MissingLibrary, UsageError

_MISSING = "the `pygls` package is not installed, and only this command needs it: `pip install plainplan[lsp]`"


@click.command(
    "lsp",
    cls=Command,
    epilog="""\b
Examples:
  plan lsp                  what an editor starts; it talks over standard input and output
  plan lsp --log lsp.log    and writes down what goes wrong

It writes no file, starts no program and asks no network: what changes a plan is handed to the editor.""",
)
@click.option("--log", "log", metavar="FILE", help="Write to this file, at its end, what goes wrong.")
@as_of
@common
@click.pass_context
def command(ctx: click.Context, console: Console, log: str | None, as_of: date) -> int:
    """Serve an editor: findings, fixes, dates, names and layout while a plan is written.

    An editor starts it; in a terminal there is nothing to see.
    """
    if sys.stdin.isatty():
        raise UsageError("`plan lsp` is started by an editor and talks to it over standard input: this is a terminal")
    try:
        from plainplan.lsp.session import serve
    except ModuleNotFoundError as error:
        if str(error.name).partition(".")[0] not in ("pygls", "lsprotocol", "cattrs", "attrs"):
            raise
        raise MissingLibrary(_MISSING) from error
    if log is None:
        return serve(chosen_day(ctx, as_of))
    try:
        file = Path(log).open("ab")  # noqa: SIM115 - it is open for as long as the server runs
    except OSError as error:
        raise UsageError(f"`{log}` cannot be written: {error.strerror}") from error
    with file:
        return serve(chosen_day(ctx, as_of), file)
