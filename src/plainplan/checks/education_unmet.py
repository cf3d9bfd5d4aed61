"""The years of education that the chosen occupation asks for, and that no goal has."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext, length
from plainplan.checks.occupation_samples import SHORTLIST, table
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg, msg_count

RULE = Rule(
    "P220",
    "education-unmet",
    Severity.HINT,
    "The chosen occupation needs years of education, and no goal comes near.",
    "The table says how long the training for the chosen occupation takes, and the plan has no goal of even half that "
    "length. Either the goal is missing, or you have that education already: then the table can say so.",
    table(*SHORTLIST, "Technician | chosen | diploma, 3y | 48000"),
    table(*SHORTLIST, "Technician | chosen | diploma, 6m | 48000"),
)

YEAR = 365.25


def check(context: CheckContext) -> Iterator[Diagnostic]:
    at = next((at for at, one in enumerate(context.plan.criteria) if one.known == "education"), None)
    if at is None:
        return
    from plainplan.syntax.quantities import read_quantity  # few plans get here

    own = (int(context.nominal_days(goal.estimate)) for goal in context.goals if goal.estimate)
    longest = max([*own, *(length(context.dated(goal.index).planned) for goal in context.goals)], default=0)
    for row in context.plan.occupations:
        cell = row.cells[at]
        lengths = (one.value for one in read_quantity(cell.text) if one.kind == "time")
        years = float(max(lengths, default=0))
        if row.stage == "chosen" and years >= 1 and longest < years * YEAR / 2:
            yield finding(
                RULE,
                cell.origin,
                _told(row.name, years),
                help=msg("add a goal for it, or write in the table what of it you have already"),
            )


def _told(name: str, years: float) -> str:
    """Parts of a year are counted as many."""
    told = f"{years:g}"
    return msg_count(
        "“{name}” asks for {n} years of education, and no goal takes half as long",
        "“{name}” asks for {n} years of education, and no goal takes half as long",
        int(years) if years.is_integer() else 2,
        n=told,
        name=name,
    )
