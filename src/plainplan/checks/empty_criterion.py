"""What is on the shortlist is compared, and an empty cell can't be."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext
from plainplan.checks.occupation_samples import CHOSEN, SHORTLIST, table
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg

RULE = Rule(
    "P217",
    "empty-criterion",
    Severity.WARNING,
    "Something is not known about a shortlisted occupation.",
    "Duties, education, earnings, outlook, pros and cons are what an occupation is chosen by. An empty cell in the "
    "shortlist is a choice made blind: look it up, or ask somebody who does that work.",
    table(*SHORTLIST, "Technician | chosen | | 48000"),
    table(*SHORTLIST, CHOSEN),
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    criteria = context.plan.criteria
    for row in context.plan.occupations:
        if row.stage not in ("shortlist", "chosen"):
            continue
        for criterion, cell in zip(criteria, row.cells, strict=True):
            if criterion.known and not cell.text:
                yield finding(
                    RULE,
                    row.origin,
                    msg("nothing is known about “{title}” of “{name}”", title=criterion.title, name=row.name),
                    help=msg("look it up, or ask somebody who does that work"),
                )
