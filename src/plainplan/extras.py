"""How outputs are to look, and what they show beyond their plan: its past in git, the odds of its dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from plainplan.compile import Compilation
from plainplan.project import PlanFile
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


def with_extras(options: Options, format: str, plan: PlanFile, compilation: Compilation, look: Look) -> Options:
    """The options for one output, with what was asked for that its format can show."""
    options = options._replace(todos=look.todos)
    day = compilation.schedule.today
    if look.history and format == "html":
        from plainplan.past import picture_of

        options = options._replace(history=picture_of(plan, date.fromordinal(day)))
    if look.forecast and format in ("html", "pdf"):
        from plainplan.forecast.forecast import forecast
        from plainplan.forecast.result import Question

        options = options._replace(forecast=forecast(compilation.plan, day, Question()))
    return options
