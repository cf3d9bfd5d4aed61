"""What all commands share: `-h`, `--version`, and faster lookup of short options."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from plainplan import __version__

Function = Callable[..., Any]

TROUBLE = 2
"""The exit status when something outside the plans stands in the way, or makes no sense as it was asked."""


class Command(click.Command):
    """A click command with this program's option parser."""

    def make_parser(self, ctx: click.Context) -> Any:
        """A parser in which short options also stand among the long ones.

        click looks for `-o` there first and, where it fails, collects options with similar spellings, which takes
        longer than the rest of parsing the command line.
        """
        parser = super().make_parser(ctx)
        short, long = getattr(parser, "_short_opt", None), getattr(parser, "_long_opt", None)
        if isinstance(short, dict) and isinstance(
            long, dict
        ):  # with another version of click, the slow lookup still works
            long.update(short)
        return parser


def about(function: Function) -> Function:
    """Adds `--version` and `-h`, to a command or to the group."""
    for option in reversed(_ABOUT):
        function = option(function)
    return function


def _show_help(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()


def _show_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"plan {__version__}", color=ctx.color)
        ctx.exit()


_AT_ONCE: dict[str, Any] = {"is_flag": True, "expose_value": False, "is_eager": True}

# click's own options for both search for translations each time a command is created.
_ABOUT = (
    click.option("--version", callback=_show_version, help="Show the version and exit.", **_AT_ONCE),
    click.option("-h", "--help", callback=_show_help, help="Show this message and exit.", **_AT_ONCE),
)
