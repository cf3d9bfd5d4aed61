"""`plan forecast`: how likely each date is, what threatens it, and what to do first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from plainplan.cli.command import Command
from plainplan.cli.console import Console
from plainplan.cli.options import as_of, common, in_language, plan_path, read_day
from plainplan.compile import Compilation
from plainplan.errors import UsageError
from plainplan.fit import fittings
from plainplan.messages import msg, msg_count, msg_join
from plainplan.project import PlanFile, compile_plan, named_plan
from plainplan.safe_text import json_text

if TYPE_CHECKING:
    from plainplan.forecast.result import Question


_TOLD = 5


def read_percent(ctx: click.Context, param: click.Parameter, value: str | None) -> float:
    """A percentage such as `20` or `20%`, from 0 to under 100, as a fraction."""
    if value is None:
        return 0.0
    try:
        found = float(value.strip().removesuffix("%"))
    except ValueError:
        found = -1.0
    if not 0 <= found < 100:
        raise click.BadParameter(f"`{value}` is no margin: write a percentage under 100, such as `20`", ctx, param)
    return found / 100


@click.command(
    "forecast",
    cls=Command,
    epilog="""\b
Examples:
  plan forecast                    how likely each date is, what threatens it, what to do first
  plan forecast nurse.md           the same for a plan by its name
  plan forecast --by 2032-06-30    how likely it is by a day
  plan forecast --spread 20        durations without a range: 20 % shorter to 20 % longer
  plan forecast --history          durations without a range: as yours turned out so far, from git
  plan forecast --format json      the same for other programs

The same plan, day and seed give the same answer.

Exit status: 0 told, 1 the plan has errors, 2 it cannot be read, or there is no history.""",
)
@plan_path
@click.option("--runs", type=click.IntRange(1, 1_000_000), default=10_000, help="How many runs. [default: 10000]")
@click.option("--seed", type=click.IntRange(0), default=1, help="Another number gives other luck. [default: 1]")
@click.option("--by", metavar="DATE", callback=read_day, help="How likely is it by this day?")
@click.option("--spread", metavar="PERCENT", callback=read_percent, help="A margin for durations without a range.")
@click.option("--history", is_flag=True, help="Let such durations turn out as yours did so far, from git.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="[default: text]")
@as_of
@common
@in_language
def command(
    console: Console,
    plan: str | None,
    runs: int,
    seed: int,
    by: date | None,
    spread: float,
    history: bool,
    form: str,
    as_of: date,
) -> int:
    """Say how likely each date is: the plan worked out many times, with chance in it.

    Ranges such as ~4-8w turn out somewhere between their ends, and each barrier with a risk and a delay happens or
    not. Besides the dates: what drives the end, what each solution is worth in days, and the first thing to do.
    PATH is a plan, a folder with one, or - for standard input.
    """
    from plainplan.forecast.result import Question

    if spread and history:
        raise UsageError("`--spread` and `--history` are two ways to say the same: leave one of them out")
    file = named_plan(plan)
    compilation, _ = compile_plan(file, as_of)
    if compilation.has_errors:
        console.errors_in(compilation)
        return 1
    earlier = _earlier(console, compilation, file, as_of) if history else ()
    _answer(console, compilation, Question(runs, seed, by.toordinal() if by else None, spread, earlier), form)
    return 0


def _answer(console: Console, compilation: Compilation, question: Question, form: str) -> None:
    from plainplan.forecast.forecast import forecast
    from plainplan.report.forecast import forecast_data, forecast_lines

    found = forecast(compilation.plan, compilation.schedule.today, question)
    if found is None:
        raise UsageError(
            f"nothing in `{compilation.source.name}` has a date yet: give it a goal with a step, `- [ ] … ~2w`"
        )
    fits = fittings(compilation.plan, compilation.schedule)
    if form == "json":
        console.answer_bytes(json_text(forecast_data(compilation, found, fits)).encode())
    else:
        console.answer(forecast_lines(compilation, found, fits, console.out, console.words_of(compilation)))


def _earlier(console: Console, compilation: Compilation, file: PlanFile, as_of: date) -> tuple[float, ...]:
    """For finished steps, actual duration divided by what was first planned."""
    from plainplan.following.history import calibration, snapshots
    from plainplan.past import committed

    versions, _ = committed(file, as_of)
    known, left_out = calibration(snapshots(file.name, versions))
    if left_out:
        told: list[str] = [msg("“{title}”, {reason}", title=one.title, reason=one.reason) for one in left_out[:_TOLD]]
        if (more := len(left_out) - _TOLD) > 0:
            told.append(msg_count("and {n} more", "and {n} more", more))
        whole = msg("left out of what your finished steps took: {steps}", steps=msg_join("; ", told))
        console.note(console.words_of(compilation).tell(whole))
    if not known:
        raise UsageError(
            f"no step in the history of `{file.name}` tells when it began and when it was done: use `--spread 20`"
        )
    return tuple(one.actual / one.planned for one in known)
