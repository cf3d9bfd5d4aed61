"""How outputs are to look, and what they show beyond their plan: its past in git, the odds of its dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from plainplan.compile import Compilation
from plainplan.project import Output, read_output
from plainplan.render import Options
from plainplan.tuples import NamedTuple


class Look(NamedTuple):
    """How outputs are to look, whichever plan they are of; `folder` is made where outputs go to one of their own."""

    template: str = "default"
    paper: str | None = None
    folder: Path | None = None
    history: bool = False
    forecast: bool = False
    todos: bool = False


def with_extras(options: Options, output: Output, compilation: Compilation, look: Look) -> Options:
    """The options for one output, with what was asked for that its format can show."""
    plan, format = output.plan, output.format
    options = options._replace(todos=look.todos)
    if format == "ics" and output.path is not None:
        options = options._replace(earlier=read_output(output.path))
    day = compilation.schedule.today
    if look.history and format == "html":
        from plainplan.past import picture_of

        options = options._replace(history=picture_of(plan, date.fromordinal(day)))
    if look.forecast and format in ("html", "pdf"):
        from plainplan.forecast.forecast import forecast
        from plainplan.forecast.result import Question

        options = options._replace(forecast=forecast(compilation.plan, day, Question()))
    return options
