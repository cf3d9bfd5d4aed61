"""A plan without goals has nothing to work towards, and nothing to work out."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import Context
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding

RULE = Rule(
    "P202",
    "no-goals",
    Severity.WARNING,
    "The plan has no goals.",
    "A goal is a heading below `## Goals` (or `## Short-term goals`, `## Long-term goals`, `## Primary objective`), "
    "or any heading with a box or a duration, or with such an item under it. Without one there is nothing to date and "
    "to follow.",
    "# Run a half marathon\n\nI want to run more.\n",
    "# Run a half marathon\n\n## Goals\n\n### Run ten kilometres ~10w\n\n- [ ] Run three times a week ~8w\n",
)


def check(context: Context) -> Iterator[Diagnostic]:
    if not context.plan.goals:
        yield finding(
            RULE,
            context.title_place,
            "this plan has no goals yet",
            help="write `## Goals`, and below it a heading such as `### Run ten kilometres ~10w` with a list of steps",
        )
