"""A goal of which every barrier is without an answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from plainplan.checks.context import CheckContext, called
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg, msg_count
from plainplan.model import Barrier, Kind, Thing

RULE = Rule(
    "P214",
    "goal-unanswered",
    Severity.HINT,
    "None of a goal's barriers has a solution.",
    "One barrier without an answer is a gap. When none of several has one, the goal itself may be wrong as it stands: "
    "make it smaller, give it more time, or choose another way to what it is for.",
    "# Run a half marathon\n\n## Goals\n\n### Run ten kilometres ~10w\n\n- [ ] Run three times a week ~8w\n"
    "- Barrier: my knee hurts on tarmac\n- Barrier: it rains all winter\n",
    "# Run a half marathon\n\n## Goals\n\n### Run ten kilometres ~10w\n\n- [ ] Run three times a week ~8w\n"
    "- Barrier: my knee hurts on tarmac\n  - Solution: run in the park ~1w\n"
    "- Barrier: it rains all winter\n  - Solution: run indoors ~1w\n",
)

LEAST = 2


def check(context: CheckContext) -> Iterator[Diagnostic]:
    barriers: dict[int, list[Barrier]] = defaultdict(list)
    for barrier in context.open_barriers:
        barriers[_goal_of(context, context.plan.things[barrier.of]).index].append(barrier)
    for index, found in barriers.items():
        if len(found) >= LEAST and not any(barrier.solutions for barrier in found):
            goal = context.plan.things[index]
            yield finding(
                RULE,
                goal.origin,
                msg_count(
                    "none of the {n} barriers of {goal} has a solution",
                    "none of the {n} barriers of {goal} has a solution",
                    len(found),
                    goal=called(goal),
                ),
                help=msg("rework the goal: make it smaller, give it more time, or take another way"),
            )


def _goal_of(context: CheckContext, thing: Thing) -> Thing:
    while thing.kind is not Kind.GOAL and thing.parent is not None:
        thing = context.plan.things[thing.parent]
    return thing
