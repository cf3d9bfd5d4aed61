"""A goal without steps is a wish: a list of goals is not yet a plan."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext, called
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg, msg_count
from plainplan.model import Thing
from plainplan.values import Horizon

RULE = Rule(
    "P203",
    "goal-without-steps",
    Severity.WARNING,
    "A goal has no steps.",
    "A list of goals is not yet a plan: it says where to, and not how. The first step of each goal is what you can do "
    "this week. For goals that are far off it may be too early, so a long-term goal or the primary objective only "
    "gets a hint.",
    "# Run a half marathon\n\n## Goals\n\n### Run ten kilometres ~10w\n",
    "# Run a half marathon\n\n## Goals\n\n### Run ten kilometres ~10w\n\n- [ ] Run three times a week ~8w\n",
)

# A mere list of goals is told once: so many findings of one kind would say no more.
MOST = 2


def check(context: CheckContext) -> Iterator[Diagnostic]:
    empty = [goal for goal in context.goals if not goal.contents and context.is_open(goal.index)]
    near = [goal for goal in empty if not _is_far(context, goal)]
    is_list = len(near) > MOST and not any(goal.contents for goal in context.goals)
    for goal in empty:
        if _is_far(context, goal):
            yield _found(goal, Severity.HINT)
        elif not is_list:
            yield _found(goal, Severity.WARNING)
        elif goal is near[0]:
            yield finding(
                RULE,
                goal.origin,
                msg_count(
                    "{goal} and {n} more goal have no steps: a list of goals is not yet a plan",
                    "{goal} and {n} more goals have no steps: a list of goals is not yet a plan",
                    len(near) - 1,
                    goal=called(goal),
                ),
                help=msg("begin with one of them: what would be its first step? Write it below as `- [ ] … ~2w`"),
            )


def _is_far(context: CheckContext, goal: Thing) -> bool:
    return goal.primary or context.horizon(goal.index) in (Horizon.LONG, Horizon.PRIMARY)


def _found(goal: Thing, severity: Severity) -> Diagnostic:
    return finding(
        RULE,
        goal.origin,
        msg("{goal} has no steps yet", goal=called(goal)),
        help=msg("what would be the first one? Write it below as `- [ ] … ~2w`"),
        severity=severity,
    )
