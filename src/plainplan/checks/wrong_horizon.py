"""Short-term goals are reached within a year, long-term ones take longer."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext, called, length
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg, msg_days
from plainplan.model import Kind, Thing
from plainplan.values import Horizon

RULE = Rule(
    "P206",
    "wrong-horizon",
    Severity.WARNING,
    "A short-term goal takes a year or more, or a long-term one less.",
    "A goal within reach of a year needs steps now; one beyond it needs a direction first. A goal in the wrong "
    "section gets the wrong kind of attention. Move it, split it, or think again about how long it takes.",
    "# Become a nurse\n\n## Short-term goals\n\n### Earn the degree ~3y\n\n- [ ] Pass the first year ~5m\n"
    "- Barrier: no money for the fees\n  - Solution: ask for a grant ~1m\n",
    "# Become a nurse\n\n## Short-term goals\n\n### Pass the first year ~10m\n\n- [ ] Attend the courses ~5m\n",
)

YEAR = 365


def check(context: CheckContext) -> Iterator[Diagnostic]:
    for goal in context.top_goals:
        days = _days(context, goal)
        if goal.primary or days is None or not context.is_open(goal.index):
            continue
        if goal.horizon is Horizon.SHORT and days >= YEAR:
            yield finding(
                RULE,
                goal.origin,
                msg(
                    "{goal} is a short-term goal and takes a year or more ({length})",
                    goal=called(goal),
                    length=msg_days(days),
                ),
                help=msg("move it to `## Long-term goals`, or split off what can be done within a year"),
            )
        elif goal.horizon is Horizon.LONG and days < YEAR:
            yield finding(
                RULE,
                goal.origin,
                msg(
                    "{goal} is a long-term goal and takes less than a year ({length})",
                    goal=called(goal),
                    length=msg_days(days),
                ),
                help=msg("move it to `## Short-term goals`, or give it the time that it needs"),
            )


def _days(context: CheckContext, goal: Thing) -> int | None:
    """How long the goal takes: by its own duration, else as planned, where everything in it has a duration."""
    if goal.estimate is not None:
        return int(context.nominal_days(goal.estimate))
    if not goal.contents or not _is_known(context, goal):
        return None
    return length(context.dated(goal.index).planned)


def _is_known(context: CheckContext, goal: Thing) -> bool:
    waiting = [goal]
    while waiting:
        thing = waiting.pop()
        inside = [context.plan.things[index] for index in thing.contents]
        if not inside and thing.estimate is None and thing.on is None and thing.kind is not Kind.SOLUTION:
            return False
        waiting.extend(inside)
    return True
