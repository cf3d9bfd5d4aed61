"""Weights that are all zero weigh nothing."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext
from plainplan.checks.occupation_samples import table
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg

_ROWS = ("Nurse | shortlist | BSN, 4y | 86000", "Paramedic | chosen | certificate, 1y | 53000")

RULE = Rule(
    "P231",
    "weights-all-zero",
    Severity.WARNING,
    "All weights of the occupations table are zero.",
    "A weight says how much a criterion counts. When all of them are zero nothing counts, so `plan decide` takes them "
    "as equal. Give a weight to what matters to you, or leave the row out.",
    table(*_ROWS, "Weight | | 0 | 0"),
    table(*_ROWS, "Weight | | 1 | 2"),
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    weighed = [one for one in context.plan.criteria if one.weight is not None]
    if weighed and not any(one.weight for one in weighed):
        yield finding(
            RULE,
            weighed[0].origin,
            msg("all weights are zero: they count as equal"),
            help=msg("give a weight to what matters to you, or leave the row out"),
        )
