"""A plan with only far goals has no beginning, one with only near goals no direction."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg
from plainplan.values import Horizon

RULE = Rule(
    "P209",
    "one-horizon",
    Severity.HINT,
    "All goals are long-term, or all are short-term.",
    "Long-term goals give a direction, short-term ones get you moving. With only the first you wait, with only the "
    "second you run in circles. For each goal that is years away, ask what within a year would bring it closer.",
    "# Become a nurse\n\n## Long-term goals\n\n### Earn the degree ~3y\n\n- [ ] Pass the first year ~5m\n\n"
    "### Work abroad ~2y\n\n- [ ] Learn Danish ~5m\n- Barrier: no money\n  - Solution: a grant ~1m\n",
    "# Become a nurse\n\n## Long-term goals\n\n### Earn the degree ~3y\n\n- [ ] Pass the first year ~5m\n"
    "- Barrier: no money\n  - Solution: a grant ~1m\n\n"
    "## Short-term goals\n\n### Learn Danish ~5m\n\n- [ ] Find a teacher ~1w\n",
)

LEAST = 2


def check(context: CheckContext) -> Iterator[Diagnostic]:
    goals = list(context.top_goals)
    horizons = {Horizon.PRIMARY if goal.primary else context.horizon(goal.index) for goal in goals}
    if len(goals) < LEAST or not all(goal.horizon or goal.estimate or goal.contents for goal in goals):
        return
    if Horizon.PRIMARY in horizons and Horizon.LONG not in horizons:
        return
    if Horizon.SHORT not in horizons and Horizon.LONG in horizons:
        yield finding(
            RULE,
            context.title_place,
            msg("all goals of this plan are a year or more away"),
            help=msg("what could you reach within a year that brings you closer? Write it under `## Short-term goals`"),
        )
    elif horizons == {Horizon.SHORT}:
        yield finding(
            RULE,
            context.title_place,
            msg("all goals of this plan are short-term ones"),
            help=msg(
                "what are they for in the long run? Write it under `## Long-term goals` or `## Primary objective`"
            ),
        )
