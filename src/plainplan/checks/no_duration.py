"""A step that takes no time, because neither it nor its goal says how long."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import Context, called
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.model import Kind, Thing

RULE = Rule(
    "P404",
    "no-duration",
    Severity.HINT,
    "A step has no duration, so it takes no time.",
    "Steps without a duration share what is left of their goal's own. If the goal has none, or if its other steps "
    "need all of it, nothing is left to share: the step is a milestone, a moment without length, and the plan is too "
    "short.",
    "# Run a half marathon\n\n## Goals\n\n### Run ten kilometres\n\n- [ ] Run three times a week ~8w\n"
    "- [ ] Sign up for the city run\n",
    "# Run a half marathon\n\n## Goals\n\n### Run ten kilometres\n\n- [ ] Run three times a week ~8w\n"
    "- [ ] Sign up for the city run ~1d\n",
)


def check(context: Context) -> Iterator[Diagnostic]:
    for thing in context.plan.things:
        if _lacks_duration(context, thing):
            planned = context.dated(thing).planned
            if planned is not None and planned.days == 0:
                yield finding(
                    RULE,
                    thing.origin,
                    f"{called(thing)} has no duration{_and_its_goal(context, thing)}, so it takes no time",
                    help="say how long it takes, such as `~2w`; if it is only a moment, `~0d` says so",
                )


def _lacks_duration(context: Context, thing: Thing) -> bool:
    if thing.kind is Kind.GOAL or thing.estimate is not None or thing.on is not None:
        return False
    return thing.scheduled and context.is_leaf(thing) and context.is_open(thing)


def _and_its_goal(context: Context, thing: Thing) -> str:
    holder = context.plan.things[thing.parent] if thing.parent is not None else None
    if holder is None or thing.kind is Kind.SOLUTION:
        return ""
    if holder.estimate is None:
        return f" and {called(holder)} has none to share"
    return f" and nothing is left of the `{holder.estimate.text}` of {called(holder)}"
