"""A weighted criterion is compared by numbers."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext
from plainplan.checks.occupation_samples import table
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg

_WEIGHT = "Weight | | | 2"

RULE = Rule(
    "P230",
    "weight-on-text",
    Severity.WARNING,
    "A weighted criterion has text where a number is due.",
    "A criterion with a weight counts in the score of `plan decide`, and only numbers can be counted. Write how much "
    "it is, or mark it yourself, say from 1 to 5; or leave the weight out, and it stays what it is: something to read.",
    table("Nurse | shortlist | BSN | 86000", "Paramedic | chosen | certificate | fair", _WEIGHT),
    table("Nurse | shortlist | BSN | 86000", "Paramedic | chosen | certificate | 53000", _WEIGHT),
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    if not any(criterion.weight for criterion in context.plan.criteria):
        return
    from plainplan.decide import numbers_of, title_of

    rows = range(len(context.plan.occupations))
    for at, criterion in enumerate(context.plan.criteria):
        numbers = numbers_of(context.plan, at, rows) if criterion.weight else None
        for place, row in enumerate(context.plan.occupations):
            cell = row.cells[at]
            if numbers and row.stage != "dropped" and cell.text and numbers.values[place] is None:
                yield finding(
                    RULE,
                    cell.origin,
                    msg(
                        "“{column}” has a weight, and “{cell}” of “{name}” is no number",
                        column=title_of(criterion),
                        cell=cell.text,
                        name=row.name,
                    ),
                    label=msg("no number"),
                    help=msg("write a number, your own mark from 1 to 5 for example, or leave the weight out"),
                )
