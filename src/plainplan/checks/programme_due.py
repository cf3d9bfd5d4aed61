"""The day by which each goal is to be reached, where a programme asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext, called
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg

RULE = Rule(
    "X104",
    "programme-due",
    Severity.WARNING,
    "The programme asks for a day on every goal, and one has none.",
    "The programme that this plan belongs to asks in its `plan.toml` that each goal says by when it is "
    "to be reached, so that there is something to hold it against. An appointment (`on:`) says it too; "
    "of primary objectives it is not asked.",
    "---\nstart: 2026-11-01\nreview: weekly on sunday\npartner: Sam\n---\n\n# Become a nurse\n\n"
    "## Short-term goals\n\n"
    "### Be hired ~5m\n\n- [ ] Apply ~5m\n- Barrier: few places ~1m\n  - Solution: apply in two cities\n",
    "---\nstart: 2026-11-01\nreview: weekly on sunday\npartner: Sam\n---\n\n# Become a nurse\n\n"
    "## Short-term goals\n\n"
    "### Be hired ~5m due:2027-06-01\n\n- [ ] Apply ~5m\n- Barrier: few places ~1m\n"
    "  - Solution: apply in two cities\n",
    beside=(("plan.toml", "[programme]\ndue = true\n"),),
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    if not context.programme.due:
        return
    for goal in context.top_goals:
        if goal.due is None and goal.on is None and not goal.primary and context.is_open(goal.index):
            yield finding(
                RULE,
                goal.origin,
                msg("the programme asks for a day on every goal, and {goal} has none", goal=called(goal)),
                help=msg("write by when it is to be reached: `due:2027-06-01`"),
            )
