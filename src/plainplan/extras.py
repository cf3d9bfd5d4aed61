"""How outputs are to look, and what they show beyond their plan: its past in git, the odds of its dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from plainplan.compile import Compilation
from plainplan.project import Output, read_output
from plainplan.render import Options
from plainplan.tuples import NamedTuple
from plainplan.values import Reminder


class Look(NamedTuple):
    """How outputs are to look, whichever plan they are of; `folder` is made where outputs go to one of their own."""

    template: str = "default"
    paper: str | None = None
    folder: Path | None = None
    history: bool = False
    forecast: bool = False
    todos: bool = False
    remind: tuple[Reminder, ...] | None = None


def with_extras(options: Options, output: Output, compilation: Compilation, look: Look) -> Options:
    """The options for one output, with what was asked for that its format can show."""
    plan, format = output.plan, output.format
    options = options._replace(todos=look.todos, remind=look.remind)
    if format == "ics" and output.path is not None:
        options = options._replace(earlier=read_output(output.path))
    day = compilation.schedule.today
    if look.history and format == "html":
        from plainplan.past import picture_of

        options = options._replace(history=picture_of(plan, date.fromordinal(day)))
    return options


def with_forecast(options: Options, outputs: Sequence[Output], compilation: Compilation, look: Look) -> Options:
    """The options for all outputs of a plan, with how likely its dates are, worked out once where one shows it."""
    if not look.forecast or not any(output.format in ("html", "pdf") for output in outputs):
        return options
    from plainplan.forecast.forecast import forecast
    from plainplan.forecast.result import Question

    return options._replace(forecast=forecast(compilation.plan, compilation.schedule.today, Question()))
