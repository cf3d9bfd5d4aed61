"""`plan decide`: the ranking by the table of occupations, and how firm it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import click

from plainplan.checks.unread_plan import unread
from plainplan.cli.command import Command
from plainplan.cli.console import Console
from plainplan.cli.options import as_of, common, in_language, plan_path
from plainplan.compile import Compilation
from plainplan.decide import decide
from plainplan.diagnostics import Diagnostic
from plainplan.errors import PlainplanError
from plainplan.messages import msg
from plainplan.project import PlanFile, compile_plan, named_plan
from plainplan.prose import Emphasis, Inline, Link, Strong
from plainplan.report.decision import CandidatePlan, decision_data, decision_lines
from plainplan.report.text import full
from plainplan.safe_text import json_text


@click.command(
    "decide",
    cls=Command,
    epilog="""\b
Examples:
  plan decide                  the occupations of the plan in this folder, weighed
  plan decide nurse.md         the same for a plan by its name
  plan decide --format json    the same for other programs

An occupation that links to a plan of its own, as [Nurse](nurse.plan.md), is told with the days by which that plan
would be finished.

Exit status: 0 told, 1 the plan has errors, 2 it cannot be read.""",
)
@plan_path
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="[default: text]")
@as_of
@common
@in_language
def command(console: Console, plan: str | None, form: str, as_of: date) -> int:
    """Say what the table of occupations comes to: scores by weight, and how firm the first place is.

    PATH is a plan, a folder with one, or - for standard input.
    """
    file = named_plan(plan)
    compilation, _ = compile_plan(file, as_of)
    if compilation.has_errors:
        console.errors_in(compilation)
        return 1
    roads, troubles = _roads(compilation, file, as_of)
    if troubles:
        unread_plans = compilation._replace(diagnostics=tuple(troubles))
        console.say(full(unread_plans, console.err, verbose=console.verbose, words=console.words_of(compilation)))
    found = decide(compilation.plan)
    if form == "json":
        console.answer_bytes(json_text(decision_data(compilation, found, roads)).encode())
    else:
        console.answer(decision_lines(compilation, found, roads, console.out, console.words_of(compilation)))
    return 0


def _roads(compilation: Compilation, file: PlanFile, as_of: date) -> tuple[dict[int, CandidatePlan], list[Diagnostic]]:
    """The candidates' own plans, and the findings about those that could not be read."""
    roads: dict[int, CandidatePlan] = {}
    troubles = []
    for index, one in enumerate(compilation.plan.occupations):
        address = next(_addresses(one.words), None) if one.stage != "dropped" else None
        if address is None:
            continue
        road = _road(file, address, as_of)
        if isinstance(road, CandidatePlan):
            roads[index] = road
        else:
            troubles.append(unread(one.origin, one.name, road))
    return roads, troubles


def _addresses(words: Sequence[Inline]) -> Iterator[str]:
    """The links from candidates to their plans: relative paths of Markdown files."""
    for word in words:
        if isinstance(word, Link):
            path = word.href.partition("#")[0]
            if path.lower().endswith(".md") and ":" not in path and not path.startswith(("/", "\\")):
                yield unquote(path)
        elif isinstance(word, Strong | Emphasis):
            yield from _addresses(word.children)


def _road(file: PlanFile, address: str, as_of: date) -> CandidatePlan | str:
    """The finish of a candidate's plan, or why it is unknown."""
    path = (file.path.parent if file.path else Path()) / address
    try:
        compilation, _ = compile_plan(PlanFile(str(path), path), as_of)
    except PlainplanError as error:
        return error.text
    if compilation.has_errors:
        return msg("`{file}` has errors", file=address)
    from plainplan.forecast.forecast import forecast
    from plainplan.forecast.result import Question

    found = forecast(compilation.plan, compilation.schedule.today, Question(drivers=False))
    if found is None:
        return msg("nothing in `{file}` has a date", file=address)
    return CandidatePlan(address, found.objective.day(50), found.objective.day(80))
