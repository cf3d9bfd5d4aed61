"""What all commands are made of: `-h`, `--version`, and short options that are found at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from plainplan import __version__

Function = Callable[..., Any]

TROUBLE = 2
"""The exit status when something outside the plans stands in the way, or makes no sense as it was asked."""


class Command(click.Command):
    """A command of ours."""

    def make_parser(self, ctx: click.Context) -> Any:
        """click looks for `-o` among the long options first, and where it is not, for options spelled like it, which
        takes longer than all the rest of reading the command line; so it stands there too."""
        parser = super().make_parser(ctx)
        short, long = getattr(parser, "_short_opt", None), getattr(parser, "_long_opt", None)
        if isinstance(short, dict) and isinstance(long, dict):  # else another click, and the way takes longer
            long.update(short)
        return parser


def about(function: Function) -> Function:
    """`--version` and `-h`, for commands and their group alike."""
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

# click has options of its own for both, and searches for their translations each time a command is made.
_ABOUT = (
    click.option("--version", callback=_show_version, help="Show the version and exit.", **_AT_ONCE),
    click.option("-h", "--help", callback=_show_help, help="Show this message and exit.", **_AT_ONCE),
)
