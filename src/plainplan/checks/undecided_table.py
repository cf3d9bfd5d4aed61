"""A table with weights is there to tell one occupation from the others."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext
from plainplan.checks.occupation_samples import table
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg

_WEIGHT = "Weight | | | 2"

RULE = Rule(
    "P234",
    "undecided-table",
    Severity.HINT,
    "The weighted table of occupations puts none of them first.",
    "Weights are there to compare. With a single occupation there is nothing to compare it with, and when two score "
    "the same the table has nothing more to say: add one, add a criterion in which they differ, or choose as you like.",
    table("Nurse | shortlist | BSN | 53000", "Paramedic | chosen | certificate | 53000", _WEIGHT),
    table("Nurse | shortlist | BSN | 86000", "Paramedic | chosen | certificate | 53000", _WEIGHT),
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    plan = context.plan
    if not any(one.weight for one in plan.criteria):
        return
    from plainplan.decide import decide

    made = decide(plan)
    if len(made.candidates) == 1:
        only = plan.occupations[made.candidates[0]]
        message = msg("“{name}” is the only occupation left, so the weights decide nothing", name=only.name)
        yield finding(RULE, only.origin, message, help=msg("add those that you could do instead"))
    elif len(made.first) > 1 or (made.candidates and not made.ranking):
        level = [plan.occupations[made.candidates[place]] for place in made.first or range(len(made.candidates))]
        first, second = (one.name for one in level[:2])
        message = (
            msg("“{first}” and “{second}” come out the same by the weights", first=first, second=second)
            if len(level) == 2
            else msg("“{first}” and “{second}” and others come out the same by the weights", first=first, second=second)
        )
        help = msg("add a criterion in which they differ, or choose as you like: by this table they are as good")
        yield finding(RULE, level[0].origin, message, help=help)
