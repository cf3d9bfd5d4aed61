"""Options shared by several commands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

import click

from plainplan.cli.command import TROUBLE, Function, about
from plainplan.cli.console import Console
from plainplan.errors import PlainplanError
from plainplan.project import means_plans, today

LOOK_HELP = "The look: `sheet` is one page for the wall; or a folder with your own. [default: what plan.toml says]"


def read_day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """A day in ISO form (`2026-11-01`) only; a click callback."""
    if value is None:
        return None
    try:
        found = date.fromisoformat(value)
    except ValueError:
        found = None
    if found is None or found.isoformat() != value:
        raise click.BadParameter(f"`{value}` is not a day: write it as `2026-11-01`", ctx, param)
    return found


def common(function: Function) -> Function:
    """Adds `--color`, `-q`, `-v`, `--version` and `-h`; passes a `Console` to the command, and prints its errors."""

    @wraps(function)
    def with_console(*args: Any, color: str, quiet: bool, verbose: bool, **values: Any) -> Any:
        console = Console(color, quiet, verbose)
        try:
            return function(console, *args, **values)
        except PlainplanError as error:
            console.trouble(error)
            return TROUBLE

    return _options(about(with_console), *_COMMON)


def in_language(function: Function) -> Function:
    """Adds `--lang`: the language of what is said about plans. It stands right above the command's function."""

    @wraps(function)
    def with_language(console: Console, *args: Any, lang: str | None, **values: Any) -> Any:
        return function(console._replace(lang=lang), *args, **values)

    return _options(with_language, _LANG)


def as_of(function: Function) -> Function:
    """Adds `--as-of`: the day to compile for; today by default."""
    return _options(function, _AS_OF)


def paths(function: Function) -> Function:
    """Adds PATH…: plans, folders, `-`."""
    return click.argument("paths", metavar="[PATH]...", nargs=-1)(function)


def one_plan(function: Function) -> Function:
    """Adds `-f PLAN`, for commands about one plan; passed as `plan`."""
    return _options(function, _PLAN)


def plan_path(function: Function) -> Function:
    """Adds PATH or `-f PLAN`, for commands that only read one plan; passed as `plan`."""

    @wraps(function)
    def with_plan(*args: Any, path: str | None, plan: str | None, **values: Any) -> Any:
        _refuse_two(plan, path)
        return function(*args, plan=path if plan is None else plan, **values)

    return click.argument("path", metavar="[PATH]", required=False)(one_plan(with_plan))


def plan_paths(function: Function) -> Function:
    """Adds PATH… or `-f PLAN`, for commands about several plans; passed as `paths`."""

    @wraps(function)
    def with_plans(*args: Any, paths: tuple[str, ...], plan: str | None, **values: Any) -> Any:
        _refuse_two(plan, *paths)
        return function(*args, paths=paths if plan is None else (plan,), **values)

    return paths(one_plan(with_plans))


def plan_and_name(function: Function) -> Function:
    """Adds PATH or `-f PLAN`, and NAME: a plan and a thing in it, both optional; passed as `plan` and `name`.

    With `-f`, the words are the name, whatever files there are.
    """

    @wraps(function)
    def with_both(*args: Any, words: tuple[str, ...], plan: str | None, **values: Any) -> Any:
        plan, names = _plan_and_names(words) if plan is None else (plan, words)
        return function(*args, plan=plan, name=_only_name(names), **values)

    return click.argument("words", metavar="[PATH] [NAME]", nargs=-1)(one_plan(with_both))


def on_day(function: Function) -> Function:
    """Adds `--on DATE`: when it happened; today by default."""
    return _options(function, _ON)


def poll_seconds(function: Function) -> Function:
    """Adds `--poll SECONDS`: poll files instead of waiting for notices."""
    return _options(function, _POLL)


def _refuse_two(plan: str | None, *paths: str | None) -> None:
    if plan is not None and paths != (None,) * len(paths):
        raise click.UsageError(f"`-f {plan}` names a plan and `{paths[0]}` another: leave one of them out")


def _plan_and_names(words: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """The first word that means a plan, and the other words."""
    index = next((index for index, word in enumerate(words) if means_plans(word)), None)
    return (None, words) if index is None else (words[index], (*words[:index], *words[index + 1 :]))


def _only_name(words: tuple[str, ...]) -> str | None:
    if len(words) > 1:
        raise click.UsageError(f"`{' '.join(words)}` is more than one name: put quotes around a title of several words")
    return words[0] if words else None


def _options(function: Function, *options: Callable[[Function], Function]) -> Function:
    for option in reversed(options):
        function = option(function)
    return function


def _read_seconds(ctx: click.Context, param: click.Parameter, value: float | None) -> float | None:
    """A number of seconds; `nan` is refused, because click's range check lets it through."""
    if value is not None and not 0 < value <= _LONGEST_WAIT:
        raise click.BadParameter(f"{value} is no number of seconds up to {_LONGEST_WAIT}")
    return value


def _or_today(ctx: click.Context, param: click.Parameter, value: str | None) -> date:
    return read_day(ctx, param, value) or today()


def _read_lang(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A language that there is a catalogue for."""
    from plainplan.words import LANGUAGES

    if value is None or value.casefold().replace("_", "-").partition("-")[0] in LANGUAGES:
        return value and value.replace("_", "-")
    known = ", ".join(f"{code} ({name})" for code, name in LANGUAGES.items())
    raise click.BadParameter(f"nothing is said in `{value}` yet: there are {known}", ctx, param)


_AS_OF = click.option(
    "--as-of",
    metavar="DATE",
    callback=_or_today,
    help="Take this day for today: the same text and day give the same bytes.",
)

_LANG = click.option(
    "--lang",
    metavar="LANG",
    callback=_read_lang,
    help="Answer in this language. [default: the plan's; English with LANG=C]",
)

_PLAN = click.option(
    "-f",
    "--file",
    "plan",
    metavar="PLAN",
    help="The plan. [default: plan.md here, else the only *.plan.md here]",
)

_ON = click.option("--on", metavar="DATE", callback=read_day, help="The day on which it happened. [default: today]")

_LONGEST_WAIT = 86400

_POLL = click.option(
    "--poll",
    type=click.FloatRange(min=0.1),
    metavar="SECONDS",
    callback=_read_seconds,
    help="Look this often, listen to nothing.",
)

_COMMON = (
    click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        help="When to use colours. NO_COLOR and FORCE_COLOR are honoured. [default: auto]",
    ),
    click.option("-q", "--quiet", is_flag=True, help="Say less: no hints, no summary, of builds only errors."),
    click.option("-v", "--verbose", is_flag=True, help="Say more."),
)
